package export

import "luonnos/tools/plan"

// say makes a text of its three languages.
func say(fi, sv, en string) plan.Text { return plan.Text{FI: fi, SV: sv, EN: en} }

// Sentences at the top.
var (
	planTitle  = say("Hankesuunnitelma", "Projektplan", "Project plan")
	noPromise  = say("Asiakirja kertoo, mitkä rahoituksen ehdot täyttyvät koneellisen tarkistuksen mukaan. Se ei ole päätös rahoituksesta eikä lupaus siitä.", "Dokumentet visar vilka finansieringsvillkor som uppfylls enligt en maskinell kontroll. Det är varken ett beslut om finansiering eller ett löfte om den.", "This document reports which funding conditions are met according to a check by machine. It is neither a decision on funding nor a promise of it.")
	aiAssisted = say("Suunnitelma on laadittu tekoälyavustajan kanssa. Tietojen alkuperä on kerrottu liitteessä.", "Planen har utarbetats med hjälp av en AI-assistent. Uppgifternas ursprung framgår av bilagan.", "The plan was drawn up with an AI assistant. The annex gives the origin of the information.")
	legend     = say("Merkinnät: %s = tietoa pyydetään, mutta sitä ei ole annettu; %s = hakija on jättänyt kohdan avoimeksi; %s = kohta ei koske tätä hanketta; %s = kohdassa on vain välilyöntejä; %s = tietoa ei ole annettu eikä sitä edellytetä.",
		"Märkning: %s = uppgiften efterfrågas men har inte lämnats; %s = sökanden har lämnat punkten öppen; %s = punkten gäller inte detta projekt; %s = punkten innehåller bara mellanslag; %s = uppgiften har inte lämnats och krävs inte.",
		"Marks: %s = asked for but not given; %s = left open by the applicant; %s = does not apply to this project; %s = holds nothing but spaces; %s = not given and not required.")
	revision = say("Versio", "Version", "Revision")
	verdict  = say("Koneellisen tarkistuksen tulos", "Resultat av den maskinella kontrollen", "Result of the check by machine")
)

// Why a place holds no value, and what a value still lacks.
var (
	missing       = say("puuttuu", "saknas", "missing")
	skipped       = say("ohitettu", "överhoppad", "skipped")
	notApplicable = say("ei koske", "gäller inte", "not applicable")
	blank         = say("tyhjä", "tom", "blank")
	noReason      = say("syytä ei ole kerrottu", "ingen orsak angiven", "no reason given")
	unconfirmed   = say("ei vahvistettu", "inte bekräftat", "not confirmed")
	confirmed     = say("vahvistanut", "bekräftat av", "confirmed by")
	unknownOrigin = say("alkuperä ei ole tiedossa", "ursprunget är okänt", "origin unknown")
	yes           = say("kyllä", "ja", "yes")
	no            = say("ei", "nej", "no")
)

// notGiven marks what nothing demands.
const notGiven = "–"

// Headings.
var (
	phase        = say("Vaihe", "Fas", "Phase")
	memoTable    = say("muistion taulukko %s", "tabell %s i promemorian", "table %s of the memo")
	more         = say("Lisätiedot", "Ytterligare uppgifter", "Further information")
	item         = say("Kohta", "Punkt", "Item")
	content      = say("Tieto", "Innehåll", "Information")
	row          = say("Rivi", "Rad", "Row")
	criteriaPage = say("Rahoituskriteerit", "Finansieringskriterier", "Funding criteria")
	condition    = say("Ehto", "Villkor", "Condition")
	outcome      = say("Tulos", "Resultat", "Result")
	failing      = say("Puute", "Brist", "Shortcoming")
	remark       = say("Huomautus", "Anmärkning", "Remark")
	fix          = say("Näin korjaat:", "Så här rättar du:", "How to correct it:")
	waived       = say("Sovittu poikkeama", "Avtalad avvikelse", "Agreed deviation")
	rulesVersion = say("Sääntöjen versio", "Reglernas version", "Version of the rules")
	expert       = say("Asiantuntijan arvio", "Sakkunnigs bedömning", "Expert's assessment")
	nothing      = say("Ei huomautettavaa.", "Inga anmärkningar.", "Nothing to remark.")
	attested     = say("Henkilöiden antamat sitoumukset", "Personliga åtaganden", "Commitments by persons")
	attester     = say("Sitoutuja", "Den som förbinder sig", "Person")
	title        = say("Tehtävä", "Uppgift", "Position")
	commits      = say("Sitoutuu", "Förbinder sig att", "Commits to")
	date         = say("Päivä", "Datum", "Date")
	signedRev    = say("Suunnitelman versio", "Planens version", "Revision of the plan")
	unattested   = say("Kukaan ei ole vielä antanut sitoumusta.", "Ingen har ännu gett ett åtagande.", "Nobody has made a commitment yet.")
	deviations   = say("Sitran kanssa sovitut poikkeamat", "Avvikelser som avtalats med Sitra", "Deviations agreed with Sitra")
	noDeviations = say("Poikkeamia ei ole kirjattu.", "Inga avvikelser har antecknats.", "No deviations have been entered.")
	annex        = say("Liite: tietojen alkuperä", "Bilaga: uppgifternas ursprung", "Annex: origin of the information")
	origin       = say("Alkuperä", "Ursprung", "Origin")
	proofHead    = say("Lainaus tai laskukaava", "Citat eller formel", "Quote or formula")
	noLeaves     = say("Suunnitelmassa ei ole vielä tietoja.", "Planen innehåller ännu inga uppgifter.", "The plan holds no information yet.")
)

// Derived numbers.
var (
	change      = say("Muutos lähtötasosta", "Förändring från utgångsnivån", "Change from the baseline")
	locked      = say("Päätöksessä lukitut tavoitteet", "Mål som låsts i beslutet", "Targets locked in the decision")
	drifted     = say("Muuttunut lukituksen jälkeen", "Ändrat efter låsningen", "Changed since the lock")
	quickLook   = say("Nopea tulkinta", "Snabbtolkning", "Quick reading")
	border      = say("rajatapaus, toinen tulkinta: %s", "gränsfall, annan tolkning: %s", "border case, other reading: %s")
	indices     = say("PI 1 = kriittisyys × (5 − maturiteetti), 0–20. PI 2 = 2 × kriittisyys + (5 − maturiteetti), 2–14; korostaa kriittisyyttä. Suurempi luku on kiireellisempi.", "PI 1 = kriticitet × (5 − mognad), 0–20. PI 2 = 2 × kriticitet + (5 − mognad), 2–14; betonar kriticiteten. Ett större tal är mer brådskande.", "PI 1 = criticality × (5 − maturity), 0–20. PI 2 = 2 × criticality + (5 − maturity), 2–14; stresses criticality. The larger number is the more urgent.")
	total       = say("Yhteensä", "Totalt", "Total")
	efficiency  = say("Virtaustehokkuus", "Flödeseffektivitet", "Flow efficiency")
	leadTime    = say("työaika / (työaika + odotus)", "arbetstid / (arbetstid + väntetid)", "working time / (working time + waiting)")
	someUnknown = say("Luvuista puuttuvat vaiheet, joiden aikoja ei ole annettu.", "Steg vars tider inte har angetts ingår inte.", "Steps whose times are not given are left out.")
	arithmetic  = say("Hyötylaskelma", "Nyttokalkyl", "Benefit arithmetic")
	calculation = say("Laskelma", "Kalkyl", "Calculation")
	freedValue  = say("vapautuvan työn arvo", "värdet av det arbete som frigörs", "value of the work freed")
	sameUnit    = say("yhteensä, %s", "totalt, %s", "total, %s")
	rate        = say("Toteutuma suunnitellusta", "Utfall av det planerade", "Realised of planned")
	chosen      = say("Valitut päätöksentekomallit", "Valda beslutsmodeller", "Chosen decision models")
	model       = say("Malli", "Modell", "Model")
	idea        = say("Ajatus", "Idé", "Idea")
	strength    = say("Vahvuus", "Styrka", "Strength")
	weakness    = say("Heikkous", "Svaghet", "Weakness")
)

// units are the words for the catalogue's unit codes; other units are a
// person's own words.
var units = map[string]plan.Text{
	"min":  say("min", "min", "min"),
	"h":    say("h", "h", "h"),
	"d":    say("pv", "d", "d"),
	"week": say("viikkoa", "veckor", "weeks"),
	"year": say("vuotta", "år", "years"),
	"htv":  say("htv", "årsverken", "FTE"),
}

// captions stand above the lists that share a section with other things.
var captions = map[plan.Path]plan.Text{
	"kpi_history":                   say("Mittareiden tilanne eri päivinä", "Indikatorernas status olika dagar", "Status of the indicators over time"),
	"data.principle_rows":           say("Periaatteet lajeittain", "Principerna efter typ", "Principles by kind"),
	"data.assets":                   say("Tietoaineistot", "Informationsmaterial", "Data sets"),
	"value_stream.steps":            say("Arvovirran vaiheet", "Värdeströmmens steg", "Steps of the value stream"),
	"value_stream.changes":          say("Työnkulun muutokset", "Ändringar i arbetsflödet", "Changes of the workflow"),
	"quarters":                      say("Hyöty neljännesvuosittain", "Nyttan per kvartal", "Benefit by quarter"),
	"commitments.transfers":         say("Siirtyvä työ", "Arbete som flyttas", "Work that is transferred"),
	"commitments.indirect_benefits": say("Välilliset hyödyt", "Indirekt nytta", "Indirect benefits"),
}
