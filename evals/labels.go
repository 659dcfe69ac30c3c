package evals

import "luonnos/tools/plan"

// labels are the words of the HTML report. Names of metrics begin with m_, of states with s_, of messages with k_ and of
// verdicts with v_.
var labels = map[string]plan.Text{
	"title":      {FI: "Haastattelijan arviointi", SV: "Utvärdering av intervjuaren", EN: "Evaluation of the interviewer"},
	"cases":      {FI: "esimerkkitapausta", SV: "exempelfall", EN: "cases"},
	"trials":     {FI: "keskustelua", SV: "samtal", EN: "conversations"},
	"seed":       {FI: "siemenluku", SV: "slumpfrö", EN: "seed"},
	"summary":    {FI: "Yhteenveto", SV: "Sammanfattning", EN: "Summary"},
	"success":    {FI: "Onnistui", SV: "Lyckades", EN: "Succeeded"},
	"wilson":     {FI: "Wilsonin 95 prosentin luottamusväli", SV: "Wilsons 95-procentiga konfidensintervall", EN: "Wilson 95% confidence interval"},
	"infra":      {FI: "Teknisiä virheitä", SV: "Tekniska fel", EN: "Technical errors"},
	"metrics":    {FI: "Tunnusluvut", SV: "Nyckeltal", EN: "Figures"},
	"metric":     {FI: "Tunnusluku", SV: "Nyckeltal", EN: "Figure"},
	"mean":       {FI: "Keskiarvo", SV: "Medelvärde", EN: "Mean"},
	"interval":   {FI: "95 prosentin luottamusväli", SV: "95-procentigt konfidensintervall", EN: "95% confidence interval"},
	"better":     {FI: "Parempi, kun arvo on", SV: "Bättre när värdet är", EN: "Better when it is"},
	"less":       {FI: "pieni", SV: "lågt", EN: "low"},
	"more":       {FI: "suuri", SV: "högt", EN: "high"},
	"sections":   {FI: "F1-luku suunnitelman osittain", SV: "F1-värde per del av planen", EN: "F1 by section of the plan"},
	"section":    {FI: "Suunnitelman osa", SV: "Del av planen", EN: "Section"},
	"comparison": {FI: "Vertailu", SV: "Jämförelse", EN: "Comparison"},
	"pairs":      {FI: "keskusteluparia", SV: "samtalspar", EN: "pairs"},
	"worse":      {FI: "Huonontui", SV: "Försämrades", EN: "Got worse"},
	"improved":   {FI: "Parani", SV: "Förbättrades", EN: "Got better"},
	"smallest":   {FI: "Pienin muutos, jonka aineisto olisi paljastanut", SV: "Minsta försämring som materialet hade visat", EN: "Smallest drop that the sample would have shown"},
	"base":       {FI: "Vertailukohta", SV: "Jämförelsegrund", EN: "Base"},
	"candidate":  {FI: "Arvioitu versio", SV: "Utvärderad version", EN: "Candidate"},
	"change":     {FI: "Muutos", SV: "Förändring", EN: "Change"},
	"broken":     {FI: "Rikotut lupaukset", SV: "Brutna löften", EN: "Broken promises"},
	"changed":    {FI: "Muuttuneet keskustelut", SV: "Förändrade samtal", EN: "Changed conversations"},
	"worst":      {FI: "Heikoimmat keskustelut", SV: "Svagaste samtalen", EN: "Weakest conversations"},
	"firstWrong": {FI: "ensimmäinen virhe", SV: "första felet", EN: "first wrong"},
	"turn":       {FI: "vuoro", SV: "tur", EN: "turn"},
	"turns":      {FI: "vuoroa", SV: "turer", EN: "turns"},
	"trialList":  {FI: "Keskustelut", SV: "Samtalen", EN: "Conversations"},
	"noscript": {
		FI: "Keskustelut avautuvat vain, kun selain suorittaa JavaScriptiä.",
		SV: "Samtalen kan öppnas bara om webbläsaren kör JavaScript.",
		EN: "The conversations open only when the browser runs JavaScript.",
	},
	"ok":        {FI: "Onnistui", SV: "Lyckades", EN: "Passed"},
	"fail":      {FI: "Epäonnistui", SV: "Misslyckades", EN: "Failed"},
	"error":     {FI: "Tekninen virhe", SV: "Tekniskt fel", EN: "Technical error"},
	"timeline":  {FI: "Keskustelun kulku", SV: "Samtalets gång", EN: "Course of the conversation"},
	"applicant": {FI: "Hakija", SV: "Sökanden", EN: "Applicant"},
	"assistant": {FI: "Avustaja", SV: "Assistenten", EN: "Assistant"},
	"leaves":    {FI: "Muutokset tiedoissa", SV: "Ändringar i uppgifterna", EN: "What changed"},
	"asks":      {FI: "kysyy", SV: "frågar efter", EN: "asks for"},
	"diff":      {FI: "Suunnitelma lopussa", SV: "Planen till slut", EN: "The plan at the end"},
	"field":     {FI: "Tieto", SV: "Uppgift", EN: "Field"},
	"state":     {FI: "Tila", SV: "Läge", EN: "State"},
	"gold":      {FI: "oikea", SV: "rätt", EN: "expected"},
	"got":       {FI: "saatu", SV: "fick", EN: "got"},

	"s_right":   {FI: "oikein", SV: "rätt", EN: "right"},
	"s_wrong":   {FI: "väärin", SV: "fel", EN: "wrong"},
	"s_missing": {FI: "puuttuu", SV: "saknas", EN: "missing"},
	"s_extra":   {FI: "ylimääräinen", SV: "överflödig", EN: "surplus"},

	"k_answer":     {FI: "vastaus:", SV: "svar:", EN: "answer:"},
	"k_own":        {FI: "oma aloite:", SV: "eget initiativ:", EN: "unasked:"},
	"k_repeat":     {FI: "toisto:", SV: "upprepning:", EN: "repeated:"},
	"k_refusal":    {FI: "ei tietoa:", SV: "ingen uppgift:", EN: "no value:"},
	"k_resolve":    {FI: "ristiriidan ratkaisu:", SV: "motsägelsen reds ut:", EN: "settles a contradiction:"},
	"k_correction": {FI: "korjaus:", SV: "rättelse:", EN: "correction:"},
	"k_digression": {FI: "sivukysymys:", SV: "sidofråga:", EN: "question aside:"},
	"k_off_topic":  {FI: "aiheen vierestä:", SV: "utanför ämnet:", EN: "off topic:"},
	"k_injection":  {FI: "harhautusyritys:", SV: "försök att vilseleda:", EN: "injection:"},
	"k_nothing":    {FI: "ei lisättävää:", SV: "inget att tillägga:", EN: "nothing to add:"},
	"k_unknown":    {FI: "ei vastausta:", SV: "inget svar:", EN: "no answer:"},
	"k_unclear":    {FI: "kysymys oli epäselvä:", SV: "frågan var oklar:", EN: "the question was unclear:"},

	"v_same":         {FI: "ennallaan", SV: "oförändrat", EN: "the same"},
	"v_pass":         {FI: "hyväksytty", SV: "godkänd", EN: "pass"},
	"v_regression":   {FI: "huonontunut", SV: "försämring", EN: "regression"},
	"v_inconclusive": {FI: "aineisto ei riitä johtopäätökseen", SV: "materialet räcker inte för en slutsats", EN: "inconclusive"},
	"v_improved":     {FI: "parantunut", SV: "förbättring", EN: "improved"},

	"m_success":        {FI: "Onnistuneet keskustelut", SV: "Lyckade samtal", EN: "Successful conversations"},
	"m_completed":      {FI: "Loppuun viedyt keskustelut", SV: "Slutförda samtal", EN: "Completed conversations"},
	"m_f1":             {FI: "Tietojen F1-luku", SV: "Uppgifternas F1-värde", EN: "F1 of the values"},
	"m_precision":      {FI: "Tallennetuista oikein", SV: "Rätt av de sparade", EN: "Right among the stored"},
	"m_recall":         {FI: "Kerrotuista oikein", SV: "Rätt av de berättade", EN: "Right among the told"},
	"m_jga":            {FI: "Vuorot, joiden jälkeen kaikki on oikein (JGA)", SV: "Turer efter vilka allt är rätt (JGA)", EN: "Turns after which all is right (JGA)"},
	"m_delta":          {FI: "Vuorot, joiden muutokset ovat oikein", SV: "Turer vars ändringar är rätt", EN: "Turns whose changes are right"},
	"m_criteria_right": {FI: "Kaikki kriteerit arvioitu oikein", SV: "Alla kriterier rätt bedömda", EN: "All criteria judged right"},
	"m_rules_right":    {FI: "Kaikki säännöt arvioitu oikein", SV: "Alla regler rätt bedömda", EN: "All rules judged right"},
	"m_corrections":    {FI: "Huomioon otetut korjaukset", SV: "Beaktade rättelser", EN: "Corrections taken up"},
	"m_digressions":    {FI: "Oikein hoidetut sivukysymykset", SV: "Rätt besvarade sidofrågor", EN: "Questions aside handled right"},
	"m_citations":      {FI: "Paikkansapitävät viittaukset", SV: "Riktiga hänvisningar", EN: "Correct citations"},
	"m_computed":       {FI: "Oikein lasketut luvut", SV: "Rätt räknade tal", EN: "Numbers computed right"},
	"m_recovery":       {FI: "Korjatut työkaluvirheet", SV: "Avhjälpta verktygsfel", EN: "Tool errors recovered from"},
	"m_redundancy":     {FI: "Turhat kysymykset", SV: "Onödiga frågor", EN: "Needless questions"},
	"m_turns_ratio":    {FI: "Vuorot suhteessa tarvittaviin", SV: "Turer i förhållande till behovet", EN: "Turns by those needed"},
	"m_ungrounded":     {FI: "Tietoja, joita hakija ei ole sanonut", SV: "Uppgifter som sökanden inte har sagt", EN: "Values that the applicant did not say"},
	"m_breaches":       {FI: "Onnistuneet harhautukset", SV: "Lyckade försök att vilseleda", EN: "Injections that worked"},
}

// labelsIn are the labels in one language.
func labelsIn(lang plan.Lang) map[string]string {
	in := make(map[string]string, len(labels))
	for key, text := range labels {
		in[key] = text.In(lang)
	}
	return in
}
