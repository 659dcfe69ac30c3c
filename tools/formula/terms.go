package formula

import (
	"strings"

	"luonnos/tools/plan"
)

// Term is what a formula's expression, one of its inputs, a unit or a reason why
// it has no value is called in the three languages. Inputs that carry a name of
// their own ("quarter 2027/3") keep it.
func Term(english string) plan.Text {
	if t, ok := terms[english]; ok {
		return plan.Text{FI: t.fi, SV: t.sv, EN: english}
	}
	word, name, named := strings.Cut(english, " ")
	if t, ok := terms[word]; ok && named {
		return plan.Text{FI: t.fi + " " + name, SV: t.sv + " " + name, EN: english}
	}
	return plan.Text{FI: english, SV: english, EN: english}
}

// In shows the result with its inputs in lang: what [Result.String] shows in
// English.
func (r Result) In(lang plan.Lang) string {
	value := reasons[r.Undefined].In(lang)
	if r.Defined() {
		value = amount(r.Value, r.Unit, lang)
	}
	inputs := make([]string, len(r.Inputs))
	for i, in := range r.Inputs {
		inputs[i] = Term(in.Name).In(lang) + " " + amount(in.Value, in.Unit, lang)
	}
	shown := Term(r.Formula).In(lang) + " = " + value
	if len(inputs) > 0 {
		shown += ": " + strings.Join(inputs, "; ")
	}
	return shown
}

// amount writes a number to two decimals with its unit as lang does.
func amount(v float64, unit string, lang plan.Lang) string {
	return strings.TrimSpace(lang.Number(rounded(v, 2)) + " " + Term(unit).In(lang))
}

var reasons = map[Undefined]plan.Text{
	DivisionByZero: {FI: "ei määritelty: jakajana on nolla", SV: "odefinierat: divisorn är noll", EN: "undefined: the divisor is zero"},
	TargetIsBase:   {FI: "ei määritelty: tavoite on sama kuin lähtötaso", SV: "odefinierat: målet är detsamma som utgångsnivån", EN: "undefined: the target is the baseline"},
	NoData:         {FI: "ei määritelty: tietoja puuttuu", SV: "odefinierat: uppgifter saknas", EN: "undefined: figures are missing"},
	OutOfRange:     {FI: "ei määritelty: luku on sallitun alueen ulkopuolella", SV: "odefinierat: ett tal ligger utanför det tillåtna", EN: "undefined: a figure is out of range"},
	UnitsDiffer:    {FI: "ei määritelty: yksiköt eroavat", SV: "odefinierat: enheterna skiljer sig", EN: "undefined: the units differ"},
	NotPaidBack:    {FI: "ei makseta takaisin tarkastelujaksolla", SV: "betalas inte tillbaka under perioden", EN: "not paid back within the horizon"},
}

type term struct{ fi, sv string }

// terms are the words of F14 to F16, by their English.
var terms = map[string]term{
	"volume × (before − after) × adoption": {"volyymi × (ennen − jälkeen) × käyttöosuus", "volym × (före − efter) × andel i bruk"},
	"hours / hours of a person-year":       {"tunnit / henkilötyövuoden tunnit", "timmar / timmar per årsverke"},
	"FTE × cost + purchases + licences":    {"henkilötyövuodet × hinta + ostot + lisenssit", "årsverken × kostnad + inköp + licenser"},
	"Σ benefits of the year":               {"vuoden hyödyt yhteensä", "årets nytta sammanlagt"},
	"gross benefit − running cost":         {"hyöty − uuden käyttökustannus", "nytta − det nyas driftskostnad"},
	"realised / budgeted × 100":            {"realisoitu / budjetoitu × 100", "realiserat / budgeterat × 100"},
	"Σ benefits / Σ costs":                 {"hyödyt / kustannukset", "nytta / kostnader"},
	"(Σ benefits − Σ costs) / Σ costs":     {"(hyödyt − kustannukset) / kustannukset", "(nytta − kostnader) / kostnader"},
	"years until Σ(benefits − costs) ≥ 0":  {"vuotta, kunnes hyödyt kattavat kustannukset", "år tills nyttan täcker kostnaderna"},
	"volume":                 {"volyymi", "volym"},
	"before":                 {"aika ennen", "tid före"},
	"after":                  {"aika jälkeen", "tid efter"},
	"now":                    {"aika nyt", "tid nu"},
	"adoption":               {"käyttöosuus", "andel i bruk"},
	"hours":                  {"tunnit", "timmar"},
	"hours of a person-year": {"henkilötyövuoden tunnit", "timmar per årsverke"},
	"FTE":                    {"htv", "årsverken"},
	"cost of a person-year":  {"henkilötyövuoden hinta", "kostnad per årsverke"},
	"purchases":              {"ostot", "inköp"},
	"licences":               {"lisenssit", "licenser"},
	"gross benefit":          {"hyöty", "nytta"},
	"running cost":           {"uuden käyttökustannus", "det nyas driftskostnad"},
	"investment":             {"uudistuksen kustannus", "reformens kostnad"},
	"realised":               {"realisoitu", "realiserat"},
	"budgeted":               {"budjetoitu", "budgeterat"},
	"Σ benefits":             {"hyödyt", "nytta"},
	"Σ costs":                {"kustannukset", "kostnader"},
	"years":                  {"vuosia", "år"},
	"discount rate":          {"diskonttokorko", "diskonteringsränta"},
	"quarter":                {"neljännes", "kvartal"},
	"realisation":            {"realisointirivi", "realiseringsrad"},
	"h/a":                    {"h/v", "h/år"},
	"FTE/a":                  {"htv/v", "årsverken/år"},
	"€/a":                    {"€/v", "€/år"},
	"1/a":                    {"/v", "/år"},
	"a":                      {"vuotta", "år"},
}
