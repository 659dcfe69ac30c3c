package criteria

import "luonnos/tools/plan"

// The usual message of a rule that asks for a value.
var lacking = say("{row}{what} {lack}", "{row}{what} {lack}", "{row}{what} {lack}")

var lackWords = map[lack]plan.Text{
	none:        say("", "", ""),
	missing:     say("puuttuu", "saknas", "is missing"),
	open:        say(`on jätetty avoimeksi ("{value}")`, `anges inte ännu ("{value}")`, `has been left open ("{value}")`),
	nobody:      say(`kaipaa täsmennystä ("{value}")`, `behöver preciseras ("{value}")`, `needs to be more specific ("{value}")`),
	noDate:      say(`ei ole muotoa 2026-09-30 tai 2026-09 ("{value}")`, `har inte formen 2026-09-30 eller 2026-09 ("{value}")`, `is not a date like 2026-09-30 or 2026-09 ("{value}")`),
	unlisted:    say(`ei ole mikään vaihtoehdoista ("{value}")`, `är inget av alternativen ("{value}")`, `is not one of the options ("{value}")`),
	unconfirmed: say(`odottaa vahvistusta ("{value}")`, `väntar på bekräftelse ("{value}")`, `is awaiting confirmation ("{value}")`),
}

// confirmFix replaces a rule's advice when the value only waits for a person.
var confirmFix = say(
	"Vahvista ehdotettu arvo tai korjaa se. Vahvistamaton arvo ei täytä ehtoa.",
	"Bekräfta det föreslagna värdet eller rätta det. Ett obekräftat värde uppfyller inte villkoret.",
	"Confirm the proposed value or correct it. An unconfirmed value does not meet the condition.",
)

// rowNames name the rows of each list.
var rowNames = map[plan.Path]plan.Text{
	"kpis":               say("Mittari", "Indikator", "KPI"),
	"raci":               say("Työkohde", "Arbetsområde", "Work item"),
	"capabilities":       say("Kyvykkyys", "Förmåga", "Capability"),
	"data.assets":        say("Tietoaineisto", "Informationsmaterial", "Data set"),
	"value_stream.steps": say("Vaihe", "Steg", "Step"),
	"batches":            say("Erä", "Etapp", "Batch"),
	"realisation":        say("Realisoinnin kohde", "Realiseringsobjekt", "Realisation item"),
	"quarters":           say("Vuosineljännes", "Kvartal", "Quarter"),
	"deviations":         say("Poikkeama", "Avvikelse", "Deviation"),

	"commitments.transfers":         say("Siirto", "Överföring", "Transfer"),
	"commitments.indirect_benefits": say("Välillinen hyöty", "Indirekt nytta", "Indirect benefit"),

	"kpi_history":          say("Statustieto", "Statusuppgift", "Status entry"),
	"data.principle_rows":  say("Periaate", "Princip", "Principle"),
	"value_stream.changes": say("Työnkulun muutos", "Ändring i arbetsflödet", "Workflow change"),
}

// leafNames name the fields inside a sentence; the catalogue's labels stand
// alone and don't inflect.
var leafNames = map[plan.Path]plan.Text{
	"applicant.acknowledges_model": say("ilmoitus toimintamalliin tutustumisesta ja sen noudattamisesta",
		"uppgiften om att organisationen känner till och följer verksamhetsmodellen", "the statement that the operating model is known and followed"),

	"target.object":          say("uudistuksen kohde", "reformens fokus", "the focus of the reform"),
	"target.magnitude":       say("muutoksen suuruus", "förändringens storlek", "the size of the change"),
	"target.start":           say("aikajänteen alku", "tidsspannets början", "the start of the time span"),
	"target.end":             say("aikajänteen loppu", "tidsspannets slut", "the end of the time span"),
	"target.decision_body":   say("linjauksen tehnyt toimielin", "organet som har fattat beslutet", "the body that took the decision"),
	"target.decision_date":   say("linjauksen päivämäärä", "datumet för beslutet", "the date of the decision"),
	"target.decision_maker":  say("linjauksesta vastaava johtaja", "chefen som ansvarar för beslutet", "the manager behind the decision"),
	"target.commits_to_lead": say("tieto johdon sitoutumisesta", "uppgiften om ledningens åtagande", "the statement of the management's commitment"),

	"kpis[].baseline":      say("lähtötaso", "utgångsnivån", "the baseline"),
	"kpis[].baseline_date": say("lähtötason päivämäärä", "datumet för utgångsnivån", "the date of the baseline"),
	"kpis[].target":        say("tavoitetaso", "målnivån", "the target level"),
	"kpis[].deadline":      say("määräpäivä", "måldatumet", "the due date"),
	"kpis[].method":        say("mittaustapa", "mätmetoden", "the measuring method"),
	"kpis[].frequency":     say("mittaustiheys", "mätfrekvensen", "the measuring frequency"),
	"kpis[].source":        say("tietolähde", "datakällan", "the data source"),
	"kpis[].formula":       say("kaava", "formeln", "the formula"),
	"kpis[].perspective":   say("näkökulma", "perspektivet", "the perspective"),
	"kpis[].auditable":     say("tieto siitä, miten luku voidaan tarkistaa,", "uppgiften om hur talet kan granskas", "the statement of how the figure can be audited"),
	"kpis[].comparable":    say("tieto siitä, mihin lukua verrataan,", "uppgiften om vad talet jämförs med", "the statement of what the figure is compared with"),
	"kpis[].period":        say("tavoitteen ajanjakso", "målets period", "the period of the target"),
	"kpis[].status":        say("status", "statusen", "the status"),
	"kpis[].owner":         say("omistaja", "ägaren", "the owner"),

	"raci[].item":        say("työkohteen nimi", "arbetsområdets namn", "the name of the work item"),
	"raci[].accountable": say("omistaja (A)", "ägaren (A)", "the accountable person (A)"),
	"raci[].responsible": say("tekijä (R)", "utföraren (R)", "the responsible person (R)"),
	"raci[].consulted":   say("kuultava (C)", "den som konsulteras (C)", "the person to be consulted (C)"),
	"raci[].informed":    say("tiedotettava (I)", "den som informeras (I)", "the person to be informed (I)"),

	"capabilities[].maturity":    say("maturiteetti", "mognaden", "the maturity"),
	"capabilities[].criticality": say("kriittisyys", "kriticiteten", "the criticality"),
	"capabilities[].role":        say("rooli", "rollen", "the role"),
	"capabilities[].learning":    say("oppimisen tapa", "sättet att lära", "the way of learning"),
	"capabilities[].action":      say("kehittämistoimi", "utvecklingsåtgärden", "the development action"),
	"capabilities[].owner":       say("kehittämisen vastuuhenkilö", "personen som ansvarar för utvecklingen", "the person in charge of the development"),
	"capabilities[].by":          say("kehittämisen määräaika", "tidsfristen för utvecklingen", "the date of the development"),

	"data.principles":     say("tiedonhallinnan yhteisten periaatteiden kuvaus", "beskrivningen av de gemensamma principerna för informationshanteringen", "the description of the common principles of information management"),
	"data.reference":      say("viite asiakirjaan, jossa periaatteet ovat,", "hänvisningen till dokumentet där principerna finns", "the reference to the document that holds the principles"),
	"data.assets[].owner": say("omistaja", "ägaren", "the owner"),
	"data.assets[].use":   say("hyödyntämistarkoitus", "användningsändamålet", "the purpose of use"),
	"data.assets[].need":  say("laadun parantamistarve", "behovet av bättre kvalitet", "the need for better quality"),

	"value_stream.customer":            say("asiakas", "kunden", "the customer"),
	"value_stream.value":               say("asiakkaalle syntyvä arvo", "värdet för kunden", "the value to the customer"),
	"value_stream.evidence":            say("näyttö asiakkaalle syntyvästä arvosta", "belägget för värdet för kunden", "the evidence of the value to the customer"),
	"value_stream.redesign":            say("työnkulun muutoksen kuvaus", "beskrivningen av hur arbetsflödet ändras", "the description of how the workflow changes"),
	"value_stream.steps[].name":        say("vaiheen nimi", "stegets namn", "the name of the step"),
	"value_stream.steps[].process_min": say("työaika", "arbetstiden", "the working time"),
	"value_stream.steps[].wait_d":      say("odotusaika", "väntetiden", "the waiting time"),
	"value_stream.steps[].change":      say("tieto siitä, mitä vaiheelle tehdään,", "uppgiften om vad som görs med steget", "what is done to the step"),

	"batches[].kpi":    say("mittari, jolla erän tulos todetaan,", "indikatorn som visar etappens resultat", "the KPI that shows the result of the batch"),
	"batches[].verify": say("tapa, jolla erän tulos todennetaan,", "sättet att verifiera etappens resultat", "how the result of the batch is verified"),
	"batches[].scale":  say("skaalauksen ehto", "villkoret för skalning", "the condition for scaling"),

	"realisation[].target":      say("realisoinnin kohde", "objektet för realiseringen", "what the benefit is realised in"),
	"realisation[].action":      say("toimenpide, jolla hyöty realisoidaan,", "åtgärden som realiserar nyttan", "the action that realises the benefit"),
	"realisation[].disposition": say("tieto siitä, mitä vapautuville resursseille tehdään,", "uppgiften om vad som görs med de frigjorda resurserna", "the statement of what is done with the freed resources"),
	"realisation[].kpi":         say("mittari", "indikatorn", "the KPI"),
	"realisation[].by":          say("toteutumispäivä", "datumet då nyttan senast uppnås", "the date by which the benefit is realised"),
	"realisation[].responsible": say("vastuuhenkilö", "den ansvariga personen", "the responsible person"),

	"execution.model":       say("päätöksentekomalli", "beslutsmodellen", "the decision-making model"),
	"execution.rationale":   say("päätöksentekomallin valinnan perustelu", "motiveringen till valet av beslutsmodell", "the reason for choosing the decision-making model"),
	"execution.kpi_refs":    say("tieto siitä, mitä mittareita päätöksentekomalli tukee,", "uppgiften om vilka indikatorer beslutsmodellen stöder", "the statement of which KPIs the decision-making model supports"),
	"execution.weekly":      say("tieto viikoittain tehtävistä päätöksistä", "uppgiften om besluten varje vecka", "the statement of the weekly decisions"),
	"execution.monthly":     say("tieto kuukausittain tehtävistä päätöksistä", "uppgiften om besluten varje månad", "the statement of the monthly decisions"),
	"execution.quarterly":   say("tieto neljännesvuosittain tehtävistä päätöksistä", "uppgiften om besluten varje kvartal", "the statement of the quarterly decisions"),
	"execution.responsible": say("tieto päätöksenteon vastuuhenkilöistä", "uppgiften om vem som ansvarar för besluten", "the statement of who is responsible for the decisions"),

	"commitments.realise":       say("sitoutuminen hyötyjen realisointiin", "åtagandet att realisera nyttan", "the commitment to realise the benefits"),
	"commitments.realise_by":    say("tieto siitä, miten hyödyt realisoidaan,", "uppgiften om hur nyttan realiseras", "the statement of how the benefits are realised"),
	"commitments.scale":         say("tieto siitä, mihin ratkaisu skaalataan,", "uppgiften om vart lösningen skalas", "the statement of where the solution is scaled to"),
	"commitments.horizon_years": say("aikaväli, jolla hyötyjä tarkastellaan,", "tidsspannet för uppföljningen av nyttan", "the period over which the benefits are followed"),
	"commitments.accelerate":    say("kuvaus uudistumiskyvyn kiihdyttämisestä", "beskrivningen av hur förnyelseförmågan accelereras", "the description of how the ability to renew is accelerated"),
	"commitments.foresight":     say("kuvaus ennakoinnin tietopohjasta", "beskrivningen av framsynens kunskapsbas", "the description of the foresight knowledge base"),

	"commitments.indirect_benefits[].owner":    say("omistaja", "ägaren", "the owner"),
	"commitments.indirect_benefits[].measure":  say("mittari", "måttet", "the measure"),
	"commitments.indirect_benefits[].by":       say("toteutumispäivä", "datumet då nyttan senast uppnås", "the date by which the benefit is reached"),
	"commitments.transfers[].receiving_effect": say("vaikutus vastaanottavaan prosessiin", "verkan på den mottagande processen", "the effect on the receiving process"),
	"commitments.transfers[].training":         say("koulutustarve", "utbildningsbehovet", "the need for training"),
	"commitments.transfers[].need":             say("vastaanottavan prosessin tarve", "den mottagande processens behov", "the need of the receiving process"),

	"deviations[].agreed_with": say("poikkeaman hyväksyjä Sitrassa", "namnet på den som har godkänt avvikelsen på Sitra", "the person at Sitra who approved the deviation"),
	"deviations[].date":        say("poikkeaman sopimispäivä", "datumet då avvikelsen avtalades", "the date on which the deviation was agreed"),

	"company.link":      say("tieto yhteydestä yrityksiin", "uppgiften om kopplingen till företag", "the statement of the link to companies"),
	"company.rationale": say("yrityksille syntyvän hyödyn perustelu", "motiveringen till nyttan för företagen", "the reason why companies benefit"),

	"batches[].start": say("alkupäivä", "startdatumet", "the start date"),
	"batches[].end":   say("loppupäivä", "slutdatumet", "the end date"),
}
