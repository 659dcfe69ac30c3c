package reading

import "strings"

// notQuantity reports whether the digits at token i are part of something else than a quantity. It returns the token to
// go on from, or 0 when they are a quantity.
func (r *numberReader) notQuantity(i int, l literal) int {
	j := l.next
	switch {
	case r.is(i-1, "#"), r.is(i-1, "\u00a7"), r.is(i-1, "+") && r.glued(i) && len(r.t[i].f) > 3:
		return j
	case r.is(j, "\u00a7"):
		return j
	case r.is(j, "/") && r.glued(j) && r.glued(j+1) && r.kind(j+1) == Figure && r.at(j+1) != "1000":
		if _, _, ok := r.vulgar(i, l); !ok {
			return r.skipChain(j, "/")
		}
	case r.is(j, ":") && r.glued(j) && r.glued(j+1) && r.kind(j+1) == Figure: // clock times, ratios
		return j + 2
	case r.dash(j) && r.glued(j) && r.glued(j+1) && r.kind(j+1) == Figure && len(r.t[i].f) >= 5 && j == i+1: // identifiers
		return r.skipChain(j, "-")
	case r.glued(j) && r.kind(j) == Word && !r.unit(j).ok:
		switch r.t[j].f {
		case "st", "nd", "rd", "th":
		default:
			return j + 1
		}
	}
	if r.clock(i, j) {
		return r.skipChain(j, "-")
	}
	if accountStart(r.at(i-1)) && len(r.t[i].f) == 4 {
		for r.kind(j) == Figure && len(r.t[j].f) <= 4 {
			j++
		}
		return j
	}
	if r.reference(i, l) {
		r.label = j
		return j
	}
	return 0
}

// skipChain passes over "/45/2026" and the like.
func (r *numberReader) skipChain(j int, sep string) int {
	for r.is(j, sep) && r.glued(j) && r.glued(j+1) && r.kind(j+1) != Punct && j+1 < len(r.t) {
		j += 2
		for r.is(j, ".") && r.glued(j) && r.glued(j+1) && r.kind(j+1) == Figure {
			j += 2
		}
	}
	return j
}

// clock reports whether digits at i follow a clock word ("klo 9.30").
func (r *numberReader) clock(i, j int) bool {
	p := i - 1
	if r.is(p, ".") {
		p--
	}
	switch r.at(p) {
	case "klo", "kl", "kello", "klockan", "o'clock", "kello:n":
		return true
	}
	switch r.at(j) {
	case "am", "pm", "a.m", "p.m", "o'clock":
		return r.lang == EN
	}
	return false
}

// accountStart reports whether f begins an account number (FI21).
func accountStart(f string) bool {
	return len(f) == 4 && f[0] >= 'a' && f[0] <= 'z' && f[1] >= 'a' && f[1] <= 'z' && smallInt(f[2:]) >= 0
}

// reference reports whether the digits at i number a thing ("KPI 2", "s. 12", "WCAG 2.1") rather than count it.
func (r *numberReader) reference(i int, l literal) bool {
	if u := r.unit(l.next); u.ok && u.code != "" && !(r.lang == FI && r.at(l.next) == "s") {
		return false
	}
	p := i - 1
	if r.is(p, ".") {
		p--
	}
	if p < 0 || r.t[i].nl {
		return false
	}
	switch r.at(p) {
	case "ja", "och", "and", "tai", "or", "eller", "-", ",":
		return r.label == p && p > 0 && l.next == i+1 && r.at(p) != ","
	}
	if r.t[p].k != Word {
		return false
	}
	f := r.t[p].base()
	if standards[f] {
		return true
	}
	if l.v != float64(int(l.v)) || l.v > 999 {
		return false
	}
	if numbered[f] {
		return true
	}
	return strings.HasSuffix(f, "-kpi") || strings.HasSuffix(f, "kriteeri") && r.lang != EN
}

// numbered are the things that carry running numbers; a number right after them names one of them.
var (
	numbered = set(`kpi kpi:n mittari mittarin mittarille mittarissa mittarit avainmittari kriteeri kriteerin kriteerissa kriteerit luku luvun luvussa kohta kohdan kohdassa taulukko taulukon
		taulukossa liite liitteen liitteessa sivu sivun sivulla s vaihe vaiheen vaiheessa era eran rivi rivin rivilla versio version versiossa nro numero kuva kuvan kappaleessa
		kapitel sida sidan sid tabell tabellen bilaga bilagan punkt punkten steg steget etapp etappen indikator indikatorn nyckeltal nyckeltalet kriterium kriteriet rad raden nr nummer
		matare mataren chapter section page p table annex appendix step batch row no number criterion indicator item figure phase vaihtoehto alternativ option
		lag pykala artikla artikel article rule saanto saannon regel`)
	standards = set(`wcag iso sfs covid office windows microsoft python java sarja sql http tls oauth ipv web gdpr:n din ieee nen m365 android ios excel itil cobit`)
)

// qualify reads the words before the number: approximations and bounds.
func (r *numberReader) qualify(n *Number, i int) {
	p := i - 1
	for range 3 {
		if p < 0 {
			return
		}
		if r.t[p].k == Punct {
			switch r.t[p].f {
			case ".":
				if abbreviations[r.at(p-1)] && approximators[r.at(p-1)] {
					p--
					continue
				}
				return
			case "~", "\u2248":
				n.Approx = true
				p--
				continue
			case "<", "\u2264":
				n.Bound = map[string]string{"<": "<", "\u2264": "<="}[r.t[p].f]
				return
			case ">", "\u2265":
				if r.dash(p - 1) { // an arrow
					return
				}
				n.Bound = map[string]string{">": ">", "\u2265": ">="}[r.t[p].f]
				return
			default:
				return
			}
		}
		f := r.t[p].f
		if approximators[f] && (f != "n" || r.is(p+1, ".")) {
			n.Approx = true
			p--
			continue
		}
		if b, ok := bounds[f]; ok && (r.lang != SV || f != "alla") {
			before := r.at(p - 1)
			switch {
			case r.lang == SV && f == "under" && (n.Unit == UnitWeek || n.Unit == UnitMonth || n.Unit == UnitYear):
				// "under fyra veckor" means during
			case b.with == "" || before == b.with || f == "than" && before == "fewer":
				n.Bound = b.op
			case f == "than" && (before == "more" || before == "greater" || before == "longer"):
				n.Bound = ">"
			}
			return
		}
		return
	}
}

var approximators = set(`noin n ca circa cirka ungefar omkring runt about roughly around approximately approx some nearly almost lahes melkein runsas runsaat runsaan
	vajaa vajaat vajaan suunnilleen reilu reilut reilun nastan drygt knappt uppskattningsvis arviolta osapuilleen circa c`)

// bounds are the words for limits; with is the word that must stand before.
var bounds = map[string]struct{ op, with string }{
	"alle": {"<", ""}, "alla": {"<", ""}, "under": {"<", ""}, "below": {"<", ""}, "than": {"<", "less"}, "enintaan": {"<=", ""}, "korkeintaan": {"<=", ""},
	"max": {"<=", ""}, "hogst": {"<=", ""}, "most": {"<=", "at"}, "yli": {">", ""}, "over": {">", ""}, "above": {">", ""}, "vahintaan": {">=", ""},
	"minst": {">=", ""}, "least": {">=", "at"}, "min": {">=", "."},
}
