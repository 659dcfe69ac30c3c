package reading

import (
	"math"
	"slices"
	"strings"
	"sync"
)

// Unit codes.
const (
	UnitSecond  = "s"
	UnitMinute  = "min"
	UnitHour    = "h"
	UnitDay     = "d"
	UnitWeek    = "week"
	UnitMonth   = "month"
	UnitYear    = "year"
	UnitPercent = "%"
	UnitPoints  = "pp" // percentage points
	UnitShare   = "share"
	UnitPerMil  = "per_1000"
	UnitEuro    = "eur"
	UnitKEuro   = "keur"
	UnitMEuro   = "meur"
	UnitFTE     = "fte" // person-years (henkilötyövuosi, htv)
	UnitPDay    = "person_day"
	UnitPMonth  = "person_month"
	UnitCount   = "count"
)

// factor gives each unit's dimension and its size in the dimension's base unit. A day is 24 hours, a month a twelfth of
// a year of 365 days; the plan's rules compare like with like, so only the simple conversions matter.
var factor = map[string]struct {
	dim  string
	size float64
}{
	UnitSecond: {"time", 1. / 60}, UnitMinute: {"time", 1}, UnitHour: {"time", 60}, UnitDay: {"time", 1440}, UnitWeek: {"time", 7 * 1440},
	UnitMonth: {"time", 365. / 12 * 1440}, UnitYear: {"time", 365 * 1440},
	UnitPercent: {"share", 1}, UnitShare: {"share", 100}, UnitPerMil: {"share", 0.1}, UnitPoints: {"share", 1},
	UnitEuro: {"eur", 1}, UnitKEuro: {"eur", 1e3}, UnitMEuro: {"eur", 1e6},
	UnitFTE: {"work", 1}, UnitPMonth: {"work", 1. / 12}, UnitPDay: {"work", 1. / 220},
	UnitCount: {"count", 1},
}

// Convert turns a value of one unit into another. It reports false when the units measure different things. Unit names
// may be codes or anything [UnitCode] understands.
func Convert(value float64, from, to string) (float64, bool) {
	from, to = codeOf(from), codeOf(to)
	if from == to {
		return value, true
	}
	a, okA := factor[from]
	b, okB := factor[to]
	if !okA || !okB || a.dim != b.dim {
		return 0, false
	}
	switch [2]string{from, to} {
	case [2]string{UnitYear, UnitMonth}:
		return value * 12, true
	case [2]string{UnitMonth, UnitYear}:
		return value / 12, true
	}
	return tidy(value * a.size / b.size), true
}

// Counts reports whether text has a number in a unit, however the unit is written there: "50 minuuttia" counts minutes.
func Counts(unit, text string, lang Lang) bool {
	code := UnitCode(unit)
	return code != "" && slices.ContainsFunc(Numbers(text, lang), func(n Number) bool {
		return n.Unit == code || UnitCode(n.UnitText) == code
	})
}

// tidy removes the dust of binary arithmetic: 12 significant digits.
func tidy(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return v
	}
	p := math.Pow(10, 12-math.Ceil(math.Log10(math.Abs(v))))
	if math.IsInf(p, 0) || p == 0 {
		return v
	}
	return math.Round(v*p) / p
}

func codeOf(u string) string {
	if _, ok := factor[u]; ok {
		return u
	}
	return UnitCode(u)
}

// UnitCode is the canonical code of a unit as a person writes it ("vrk", "€ vuodessa", "årsverken", "%"): the code of
// its first part that is a unit, or "" when it names none.
func UnitCode(s string) string {
	if _, ok := factor[s]; ok {
		return s
	}
	d := parse(s, "")
	for i := range d.t {
		if i > 0 && (d.is(i, "/") || d.at(i) == "per" || rateWords[d.at(i)] != "") {
			return ""
		}
		if u := d.unit(i); u.ok {
			return u.code
		}
	}
	return ""
}

// unitEntry is what a unit word stands for: value units of code.
type unitEntry struct {
	code  string
	value float64 // 1, or e.g. 15 for "vartti" in minutes when the word is a quantity by itself
}

// unitTables returns the unit words of each language, folded. They are built once.
var unitTables = sync.OnceValue(func() map[Lang]map[string]unitEntry {
	m := map[Lang]map[string]unitEntry{FI: {}, SV: {}, EN: {}}
	for lang, rows := range unitWords {
		for code, words := range rows {
			for _, w := range strings.Fields(words) {
				m[lang][w] = unitEntry{code, 1}
			}
		}
	}
	for _, w := range []string{"vartti", "vartin", "varttia", "vartissa"} {
		m[FI][w] = unitEntry{UnitMinute, 15}
	}
	m[SV]["kvart"] = unitEntry{UnitMinute, 15}
	for _, n := range finnishUnits {
		add := func(f string) { m[FI][n.prefix+f] = unitEntry{n.code, 1} }
		add(n.nom)
		add(n.part)
		singularForms(n.strong, n.weak, add)
		add(n.weak + "t")
		for _, p := range n.compounds {
			add := func(f string) { m[FI][p+f] = unitEntry{n.code, 1} }
			add(n.nom)
			add(n.part)
			singularForms(n.strong, n.weak, add)
		}
	}
	return m
})

var finnishUnits = []struct {
	prefix, nom, part, strong, weak, code string
	compounds                             []string
}{
	{"", "sekunti", "sekuntia", "sekunti", "sekunni", UnitSecond, nil},
	{"", "minuutti", "minuuttia", "minuutti", "minuuti", UnitMinute, []string{"tyo"}},
	{"", "tunti", "tuntia", "tunti", "tunni", UnitHour, []string{"tyo"}},
	{"", "vuorokausi", "vuorokautta", "vuorokaute", "vuorokaude", UnitDay, nil},
	{"", "paiva", "paivaa", "paiva", "paiva", UnitDay, []string{"tyo", "arki", "kalenteri"}},
	{"", "viikko", "viikkoa", "viikko", "viiko", UnitWeek, []string{"tyo", "kalenteri"}},
	{"", "kuukausi", "kuukautta", "kuukaute", "kuukaude", UnitMonth, nil},
	{"", "vuosi", "vuotta", "vuote", "vuode", UnitYear, []string{"kalenteri"}},
	{"", "euro", "euroa", "euro", "euro", UnitEuro, nil},
	{"", "prosentti", "prosenttia", "prosentti", "prosenti", UnitPercent, nil},
	{"", "prosenttiyksikko", "prosenttiyksikkoa", "prosenttiyksikko", "prosenttiyksiko", UnitPoints, nil},
	{"", "promille", "promillea", "promille", "promille", UnitPerMil, nil},
	{"henkilo", "tyovuosi", "tyovuotta", "tyovuote", "tyovuode", UnitFTE, nil},
	{"hlo", "tyovuosi", "tyovuotta", "tyovuote", "tyovuode", UnitFTE, nil},
	{"", "tyovuosi", "tyovuotta", "tyovuote", "tyovuode", UnitFTE, nil},
	{"henkilo", "tyopaiva", "tyopaivaa", "tyopaiva", "tyopaiva", UnitPDay, nil},
	{"henkilo", "tyokuukausi", "tyokuukautta", "tyokuukaute", "tyokuukaude", UnitPMonth, nil},
	{"", "kappale", "kappaletta", "kappalee", "kappalee", UnitCount, nil},
}

// unitWords are the unit words that need no inflection tables. Swedish plural definite and genitive forms are listed.
var unitWords = map[Lang]map[string]string{
	FI: {
		UnitSecond: "s sek sekuntia", UnitMinute: "min minuutteja minuutein", UnitHour: "h tunteja tuntien tunteina", UnitDay: "d pv pva vrk paivia paivien paivina",
		UnitWeek: "vk vko vkoa viikkoja viikkojen", UnitMonth: "kk kuukausia kuukausien", UnitYear: "v vuosia vuosien",
		UnitPercent: "pros pros. prosentteina prosenttien", UnitPoints: "%-yksikkoa", UnitEuro: "eur euroja eurojen e", UnitKEuro: "keur teur",
		UnitMEuro: "meur", UnitFTE: "htv fte", UnitPDay: "htp", UnitPMonth: "htkk", UnitCount: "kpl kappaleita", UnitPerMil: "promillea",
	},
	SV: {
		UnitSecond: "s sek sekund sekunder", UnitMinute: "min minut minuter minuten minuters minuterna",
		UnitHour: "h t tim timme timmar timmen timmars timmarna arbetstimme arbetstimmar",
		UnitDay:  "d dag dagar dagen dagars dagarna dygn dygnet dygns arbetsdag arbetsdagar vardag vardagar kalenderdagar",
		UnitWeek: "v vk vecka veckor veckan veckors veckorna arbetsveckor", UnitMonth: "manad manader manaden manaders manaderna man kk",
		UnitYear: "ar aret ars aren", UnitPercent: "procent procenten proc", UnitPoints: "procentenhet procentenheter", UnitPerMil: "promille",
		UnitEuro: "eur euro", UnitKEuro: "keur teur", UnitMEuro: "meur", UnitCount: "st stycken styck",
		UnitFTE:  "arsverke arsverken arsverkena arsarbete arsarbeten personarbetsar personar heltidstjanst heltidstjanster fte",
		UnitPDay: "dagsverke dagsverken persondagar persondag", UnitPMonth: "personmanad personmanader",
	},
	EN: {
		UnitSecond: "s sec secs second seconds", UnitMinute: "min mins minute minutes", UnitHour: "h hr hrs hour hours",
		UnitDay: "d day days workday workdays weekday weekdays", UnitWeek: "wk wks week weeks", UnitMonth: "mo mth mths month months",
		UnitYear: "y yr yrs year years", UnitPercent: "percent percents pct", UnitPoints: "pp", UnitPerMil: "permille", UnitEuro: "eur euro euros",
		UnitKEuro: "keur", UnitMEuro: "meur", UnitCount: "pcs pc pieces", UnitFTE: "fte ftes person-year person-years man-year man-years",
		UnitPDay: "person-day person-days", UnitPMonth: "person-month person-months",
	},
}

// unitPairs are the units of two words.
var unitPairs = map[string]string{
	"per cent": UnitPercent, "percentage point": UnitPoints, "percentage points": UnitPoints, "person years": UnitFTE, "person year": UnitFTE,
	"man years": UnitFTE, "work years": UnitFTE, "working day": UnitDay, "working days": UnitDay, "business day": UnitDay, "business days": UnitDay,
	"calendar day": UnitDay, "calendar days": UnitDay, "working hours": UnitHour, "working hour": UnitHour, "work hours": UnitHour,
	"person days": UnitPDay, "person day": UnitPDay, "person months": UnitPMonth, "full-time equivalents": UnitFTE,
	"full-time equivalent": UnitFTE, "full-time positions": UnitFTE, "staff years": UnitFTE, "calendar weeks": UnitWeek, "per mille": UnitPerMil,
}

// foundUnit is a unit read at some token.
type foundUnit struct {
	ok   bool
	code string
	mul  float64 // scale: 1e3 for "t€", 1e6 for "milj. euroa"
	next int     // the token after it
}

// unit reads a unit at token i, with a scale word before it ("milj. euroa", "k€").
func (d *text) unit(i int) foundUnit {
	mul, j := d.scale(i)
	if u := d.plainUnit(j); u.ok {
		u.mul = mul
		return u
	}
	if j > i {
		return foundUnit{ok: true, mul: mul, next: j} // a bare scale: "2 miljoonaa"
	}
	return foundUnit{}
}

// scale reads a scale word at token i and returns it with the next token.
func (d *text) scale(i int) (float64, int) {
	if d.kind(i) != Word {
		return 1, i
	}
	f := d.t[i].base()
	if m, ok := scaleWords[f]; ok {
		j := i + 1
		if d.is(j, ".") && d.glued(j) && len(f) <= 5 {
			j++
		}
		return m, j
	}
	money := d.is(i+1, "\u20ac") || d.at(i+1) == "eur" || d.at(i+1) == "euroa" || d.at(i+1) == "euro"
	prefixed := d.is(i-2, "\u20ac") || d.at(i-2) == "eur" || d.is(i-4, "\u20ac")
	switch f {
	case "t", "k", "te", "ke":
		if money || prefixed || f == "ke" || f == "te" {
			return 1e3, i + 1
		}
		if f == "k" && d.glued(i) {
			return 1e3, i + 1
		}
	case "m":
		if money || prefixed {
			return 1e6, i + 1
		}
	}
	return 1, i
}

var scaleWords = map[string]float64{
	"milj": 1e6, "miljoona": 1e6, "miljoonaa": 1e6, "miljoonan": 1e6, "miljoonasta": 1e6, "miljoonaan": 1e6, "mn": 1e6, "mio": 1e6,
	"miljon": 1e6, "miljoner": 1e6, "million": 1e6, "millions": 1e6, "mrd": 1e9, "miljardi": 1e9, "miljardia": 1e9, "miljardin": 1e9,
	"miljard": 1e9, "miljarder": 1e9, "billion": 1e9, "bn": 1e9, "tuhat": 1e3, "tuhatta": 1e3, "tuhannen": 1e3, "tuh": 1e3, "tusen": 1e3,
	"thousand": 1e3, "tn": 1e3, "tkpl": 1e3,
}

// plainUnit reads a unit without a scale at token i.
func (d *text) plainUnit(i int) foundUnit {
	if i >= len(d.t) {
		return foundUnit{}
	}
	t := &d.t[i]
	found := func(code string, n int) foundUnit { return foundUnit{true, code, 1, i + n} }
	if t.k == Punct {
		switch t.f {
		case "%":
			if d.is(i+1, ":") && d.glued(i+1) && d.glued(i+2) && d.kind(i+2) == Word {
				return found(UnitPercent, 3)
			}
			if d.dash(i+1) && strings.HasPrefix(d.at(i+2), "yksik") {
				return found(UnitPoints, 3)
			}
			return found(UnitPercent, 1)
		case "\u20ac":
			if d.is(i+1, ":") && d.glued(i+1) && d.glued(i+2) && d.kind(i+2) == Word {
				return found(UnitEuro, 3)
			}
			return found(UnitEuro, 1)
		case "\u2030":
			return found(UnitPerMil, 1)
		}
		return foundUnit{}
	}
	if t.k != Word {
		return foundUnit{}
	}
	if d.kind(i+1) == Word {
		if code, ok := unitPairs[t.f+" "+d.t[i+1].f]; ok {
			return found(code, 2)
		}
		if t.f == "full" && d.at(i+1) == "time" && strings.HasPrefix(d.at(i+2), "equivalent") {
			return found(UnitFTE, 3)
		}
	}
	if e, ok := d.unitWord(t.base()); ok {
		n := 1
		if d.is(i+1, ".") && d.glued(i+1) && unitAbbreviations[t.f] && !d.endsSentence(i+1) {
			n = 2
		}
		return found(e.code, n)
	}
	return foundUnit{}
}

// unitWord looks a folded word up in the unit tables: the text's language first, longer words also in the others.
func (d *text) unitWord(f string) (unitEntry, bool) {
	f = strings.TrimSuffix(f, "'s") // a week's wait
	tables := unitTables()
	for i, l := range langs(d.lang) {
		if i > 0 && d.lang != "" && len(f) < 3 {
			break
		}
		if e, ok := tables[l][f]; ok {
			return e, true
		}
	}
	return unitEntry{}, false
}
