package reading

import (
	"slices"
	"strings"
	"sync"
)

// unitAfter reads the unit that follows a number, tolerating one typing error in longer unit words.
func (r *numberReader) unitAfter(j int) foundUnit {
	if j >= len(r.t) || r.t[j].nl && j > 0 || r.masked[j] {
		return foundUnit{}
	}
	if u := r.unit(j); u.ok {
		return u
	}
	if r.t[j].k != Word || len(r.t[j].f) < 5 {
		return foundUnit{}
	}
	f := r.t[j].f
	for _, w := range longUnits()[langs(r.lang)[0]][f[0]] {
		if abs(len(w)-len(f)) <= 1 && OneEdit(w, f) {
			e := unitTables()[langs(r.lang)[0]][w]
			return foundUnit{ok: true, code: e.code, mul: e.value, next: j + 1}
		}
	}
	return foundUnit{}
}

// longUnits lists, by language and first letter, the unit words of five letters or more in which one typing error is
// tolerated.
var longUnits = sync.OnceValue(func() map[Lang]map[byte][]string {
	out := map[Lang]map[byte][]string{}
	for l, table := range unitTables() {
		out[l] = map[byte][]string{}
		for w := range table {
			if len(w) >= 5 {
				out[l][w[0]] = append(out[l][w[0]], w)
			}
		}
		for _, ws := range out[l] {
			slices.Sort(ws)
		}
	}
	return out
})

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// perThousand reads "/1000 tapausta", "per 1 000", "tuhatta tapausta kohden".
func (r *numberReader) perThousand(j int) (int, bool) {
	if !r.is(j, "/") && r.at(j) != "per" {
		return j, false
	}
	k := j + 1
	if r.at(k) == "1" && r.at(k+1) == "000" {
		k++
	} else if f := r.at(k); f != "1000" && f != "tuhat" && f != "tusen" && f != "thousand" {
		return j, false
	}
	k++
	if k < len(r.t) && r.t[k].k == Word && !r.t[k].nl && !stopWord(r.t[k].f, r.lang) {
		k++
	}
	return k, true
}

// rate reads "/ vuosi", "per år", "a year", "vuodessa" at token j into n.Per and returns the token after it.
func (r *numberReader) rate(n *Number, j int) int {
	if j >= len(r.t) || r.t[j].nl || r.masked[j] {
		return j
	}
	f := r.t[j].f
	if code, ok := rateWords[f]; ok {
		n.Per = code
		return j + 1
	}
	switch {
	case r.is(j, "/"), f == "per":
		return r.ratePart(n, j, j+1)
	case f == "om" || f == "i":
		if code, ok := swedishRates[r.at(j+1)]; ok && r.lang != EN {
			n.Per = code
			return j + 2
		}
	case f == "a" || f == "an" || f == "each" || f == "every" || f == "varje":
		if u := r.plainUnit(j + 1); u.ok && factor[u.code].dim == "time" {
			n.Per = u.code
			return u.next
		}
	}
	if (r.at(j+1) == "kohti" || r.at(j+1) == "kohden") && r.t[j].k == Word {
		if u := r.plainUnit(j); u.ok {
			n.Per = u.code
		}
		return j + 2
	}
	return j
}

// ratePart reads what stands after "/" or "per".
func (r *numberReader) ratePart(n *Number, from, j int) int {
	if j >= len(r.t) || r.t[j].k != Word || r.masked[j] {
		return from
	}
	if u := r.plainUnit(j); u.ok {
		n.Per = u.code
		if r.is(from, "/") && r.is(u.next, "/") && r.kind(u.next+1) == Word { // kpl/kvartaali/tiimi
			return u.next + 2
		}
		return u.next
	}
	if stopWord(r.t[j].f, r.lang) {
		return from
	}
	if strings.HasPrefix(r.t[j].f, "kvartaal") || strings.HasPrefix(r.t[j].f, "kvartal") || r.t[j].f == "quarter" {
		n.Per = "quarter"
	}
	return j + 1
}

var rateWords = map[string]string{
	"vuodessa": UnitYear, "kuukaudessa": UnitMonth, "viikossa": UnitWeek, "paivassa": UnitDay, "vuorokaudessa": UnitDay, "tunnissa": UnitHour, "kk:ssa": UnitMonth,
	"vuosittain": UnitYear, "kuukausittain": UnitMonth, "viikoittain": UnitWeek, "arligen": UnitYear, "annually": UnitYear, "yearly": UnitYear, "monthly": UnitMonth, "weekly": UnitWeek,
}

var swedishRates = map[string]string{
	"aret": UnitYear, "manaden": UnitMonth, "veckan": UnitWeek, "dagen": UnitDay, "dygnet": UnitDay, "timmen": UnitHour,
}

// composite joins a smaller unit that follows: "1 h 15 min", "tunti ja vartti", "an hour and a half".
func (r *numberReader) composite(n *Number, j int) int {
	if n.Per != "" || n.High != 0 || n.Unit != UnitHour && n.Unit != UnitYear && n.Unit != UnitWeek && n.Unit != UnitDay {
		return j
	}
	k, joined := j, false
	switch r.at(j) {
	case "ja", "och", "and":
		k, joined = j+1, true
	}
	if k >= len(r.t) || r.masked[k] || r.t[k].nl {
		return j
	}
	if joined && r.halfMore(n, k) > 0 {
		return r.halfMore(nil, k)
	}
	var a amount
	var code string
	var next int
	if r.t[k].k == Figure {
		l := r.literal(k)
		u := foundUnit{}
		if l.ok {
			u = r.plainUnit(l.next)
		}
		if !u.ok {
			return j
		}
		a, code, next = amount{v: l.v}, u.code, u.next
	} else if c, ok := r.compoundUnit(k); ok {
		a, code, next = amount{v: c.v}, c.code, c.next
	} else if w, ok := r.amountWord(k); ok {
		u := r.plainUnit(w.next)
		if !u.ok || u.code == "" {
			return j
		}
		e, _ := r.unitWord(r.at(u.next - 1))
		a, code, next = w, u.code, u.next
		if e.value != 0 {
			a.v *= e.value
		}
	} else {
		return j
	}
	smaller := map[string]string{UnitHour: UnitMinute, UnitYear: UnitMonth, UnitWeek: UnitDay, UnitDay: UnitHour}[n.Unit]
	if code != smaller || joined && (n.Unit == UnitWeek || n.Unit == UnitDay) {
		return j
	}
	whole, _ := Convert(n.Value, n.Unit, code)
	if size, _ := Convert(1, n.Unit, code); a.v <= 0 || a.v >= size {
		return j
	}
	n.Value, n.Unit, n.Implied = whole+a.v, code, false
	n.UnitText = code
	return next
}

// halfMore adds the half or quarter of "an hour and a half", "tunti ja puoli", and returns the token after it, or 0.
func (r *numberReader) halfMore(n *Number, k int) int {
	v := 0.0
	switch f := r.at(k); {
	case f == "a" && (r.at(k+1) == "half" || r.at(k+1) == "quarter") && r.at(k+2) != "of" && r.lang == EN:
		v = 0.5
		if r.at(k+1) == "quarter" {
			v = 0.25
		}
		if r.at(k+2) == "of" { // a share of something else
			return 0
		}
		k++
	case f == "puoli" && !r.plainUnit(k+1).ok:
		v = 0.5
	default:
		return 0
	}
	if n != nil {
		n.Value += v
		n.Implied = false
		if n.Unit == UnitHour {
			n.Value, n.Unit = n.Value*60, UnitMinute
		}
	}
	return k + 1
}

// unitAmount is a quantity said with a unit word alone.
type unitAmount struct {
	v       float64
	code    string
	next    int
	implied bool
}

// compoundUnit reads words that carry number and unit in one: "vartti", "halvtimme", "kaksiviikkoinen", "two-week".
func (d *text) compoundUnit(i int) (unitAmount, bool) {
	if d.kind(i) != Word {
		return unitAmount{}, false
	}
	f := d.t[i].f
	switch f {
	case "vartti", "vartin", "varttia", "vartissa":
		return unitAmount{15, UnitMinute, i + 1, false}, true
	case "halvtimme", "halvtimmes", "halvtimmen", "puolituntinen", "puolituntisen":
		return unitAmount{30, UnitMinute, i + 1, false}, true
	case "halvdag", "halvdags":
		return unitAmount{0.5, UnitDay, i + 1, false}, true
	case "tusina", "tusinan", "tusinaa", "dussin", "dozen":
		return unitAmount{12, UnitCount, i + 1, false}, true
	}
	if d.lang == SV && (f == "kvart" || f == "kvarts") {
		return unitAmount{15, UnitMinute, i + 1, false}, true
	}
	return d.prefixedUnit(f, i+1)
}

var finnishPrefixes = []struct {
	p string
	v float64
}{
	{"puolitoista", 1.5}, {"yksi", 1}, {"kaksi", 2}, {"kolmi", 3}, {"kolme", 3}, {"nelja", 4}, {"neli", 4}, {"viisi", 5}, {"kuusi", 6}, {"seitseman", 7},
	{"seitsen", 7}, {"kahdeksan", 8}, {"yhdeksan", 9}, {"kymmenen", 10}, {"kymmen", 10}, {"kaksitoista", 12},
}

// prefixedUnit splits "kaksiviikkoinen", "fyraårig", "two-week" into number and unit.
func (d *text) prefixedUnit(f string, next int) (unitAmount, bool) {
	if len(f) < 6 {
		return unitAmount{}, false
	}
	if a, b, ok := strings.Cut(f, "-"); ok && !strings.Contains(b, "-") {
		if v, ok := d.cardinal(a); ok {
			if code, m, ok := d.adjectiveUnit(b); ok {
				return unitAmount{v * m, code, next, false}, true
			}
		}
		return unitAmount{}, false
	}
	switch langs(d.lang)[0] {
	case FI:
		for _, p := range finnishPrefixes {
			if rest, ok := strings.CutPrefix(f, p.p); ok {
				if code, m, ok := d.adjectiveUnit(rest); ok {
					return unitAmount{p.v * m, code, next, false}, true
				}
			}
		}
	case SV:
		for w, v := range swedishUnits {
			if rest, ok := strings.CutPrefix(f, w); ok && v > 0 && len(rest) > 3 {
				if code, m, ok := d.adjectiveUnit(rest); ok {
					return unitAmount{v * m, code, next, false}, true
				}
			}
		}
	}
	return unitAmount{}, false
}

// adjectiveUnit reads the unit part of an adjective or compound: viikkoinen, veckors, year, vuotinen.
func (d *text) adjectiveUnit(f string) (code string, mul float64, ok bool) {
	for _, a := range adjectiveUnits[langs(d.lang)[0]] {
		if strings.HasPrefix(f, a.stem) && len(f) <= len(a.stem)+5 {
			return a.code, 1, true
		}
	}
	return "", 0, false
}

var adjectiveUnits = map[Lang][]struct{ stem, code string }{
	FI: {{"viikkoi", UnitWeek}, {"viikkoj", UnitWeek}, {"vuoti", UnitYear}, {"paivai", UnitDay}, {"tunti", UnitHour}, {"minuutti", UnitMinute}, {"kuukauti", UnitMonth}, {"vuorokauti", UnitDay}},
	SV: {{"veckor", UnitWeek}, {"arig", UnitYear}, {"ars", UnitYear}, {"dagars", UnitDay}, {"dagar", UnitDay}, {"timmar", UnitHour}, {"minuter", UnitMinute}, {"manader", UnitMonth}},
	EN: {{"week", UnitWeek}, {"year", UnitYear}, {"day", UnitDay}, {"hour", UnitHour}, {"minute", UnitMinute}, {"month", UnitMonth}},
}
