package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// kpis reads key indicators. A sentence that begins with a name and goes on with
// numbers is a new row; other sentences go on with the row before.
func (r *reader) kpis(p part) {
	for _, s := range p.sentences {
		row, rest := r.kpiRow(s)
		if row == "" {
			continue
		}
		r.kpiFields(row, rest)
	}
	r.completeKPIs()
}

// kpiRow decides which row a sentence is about, and what is left of it after the name.
func (r *reader) kpiRow(s span) (plan.Path, span) {
	name, rest := r.kpiName(s)
	if row, n := r.rowCounted("kpis", s); row != "" {
		r.place(name)
		return row, rest
	} else if n >= 0 && !name.empty() {
		return r.newKPI(name), rest
	}
	if !name.empty() {
		if row, score := r.rowNamed("kpis", name); score >= sameRow {
			r.place(name)
			if r.announced(name) {
				return row, s // "the target for the waiting time is 8 days"
			}
			return row, rest
		}
		if r.statesKPI(rest) || r.m.has("kpis.name", s) && r.pending == plan.TopicKPIs {
			return r.newKPI(name), rest
		}
	}
	return r.lastRow("kpis"), s
}

// statesKPI reports whether a sentence states an indicator: two values, or one with a date
// or with the word for a baseline or target.
func (r *reader) statesKPI(s span) bool {
	vals := r.values(s, "")
	if len(vals) == 0 || vals[0].Bound != "" {
		return false
	}
	dated, unit := len(r.m.datesIn(s)) > 0, vals[0].Unit != ""
	return len(vals) > 1 && (dated || unit && r.arrowIn(s)) || dated && unit || unit && r.announced(s)
}

// arrowIn reports whether s writes a change as "48 % -> 15 %".
func (r *reader) arrowIn(s span) bool {
	return slices.ContainsFunc(r.m.toks[s.i:s.j], func(t token) bool { return t.Text == "→" || t.Text == ">" || t.Text == "⇒" })
}

// announced reports whether s holds the cue of a value.
func (r *reader) announced(s span) bool {
	return len(r.m.cues("kpis.target", s))+len(r.m.cues("kpis.baseline", s)) > 0
}

func (r *reader) newKPI(name span) plan.Path {
	row := r.row("kpis")
	r.text(row+".name", name)
	return row
}

// measures reports whether s has a value of an indicator: a number with a unit, or a
// number with a date.
func (r *reader) measures(s span) bool {
	return len(r.values(s, "")) > 0
}

// nameStops end the name of an indicator.
var nameStops = wordSet(`oli on ovat olivat laskee nousee lyhenee vähenee kasvaa lasketaan nostetaan pudotetaan nykyisin nyt
	var är ligger låg ska skall sjunker stiger minskar ökar sänks höjs från nu
	was is were are stood stands falls rises drops should must will from currently now at`)

// kpiName splits a sentence into the name that it begins with and the rest.
func (r *reader) kpiName(s span) (name, rest span) {
	m := r.m
	at := s.i
	for _, h := range append(m.cues("kpis.next", s), m.cues("kpis.name", s)...) {
		if h.mode == lead && h.i >= at && m.onlyFillers(span{at, h.i}) {
			at = max(at, h.j)
		}
	}
	if c := r.announcedKPI(span{at, s.j}); c > at {
		at = c
	}
	for at < s.j && m.toks[at].Kind == reading.Punct {
		at++
	}
	if c := m.clauseAt(at); r.formulaIn(c) {
		return span{}, s
	} else if v := m.trim(span{at, c.j}); c.j < s.j && m.toks[c.j].Text == ":" && r.heading(v) && r.measures(span{c.j, s.j}) {
		return v, span{c.j + 1, s.j}
	}
	end := at
	for ; end < s.j; end++ {
		t := m.toks[end]
		if t.Text == ":" || t.Text == "," || t.Text == ";" || t.Text == "(" || t.Text == "→" || t.Text == "=" || t.Text == "." {
			break
		}
		from := t.fold == "from" || t.fold == "fran" || t.fold == "now" || t.fold == "nu" || t.fold == "nyt"
		stop := nameStops.has(t) && end > at && (!from || end+1 < s.j && m.startsValue(end+1))
		if stop || m.startsValue(end) || m.startsCue(end) {
			break
		}
	}
	name = m.trim(span{at, end})
	if m.words(name) == 0 || len(reading.ContentWords(m.quote(name), m.lang)) == 0 || pronoun.has(m.toks[name.i]) || r.m.has("kpis.", name) {
		return span{}, s
	}
	return name, span{end, s.j}
}

// announcedKPI is where the name begins that a clause with the word for an indicator and
// a colon announces: "the first of our indicators is the one we blush for: …".
func (r *reader) announcedKPI(s span) int {
	m := r.m
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Text != ":" {
			continue
		}
		before, after := span{s.i, k}, m.trim(span{k + 1, s.j})
		if m.has("topic.kpis", before) && !r.measures(before) && !after.empty() && !m.startsValue(after.i) && !m.startsCue(after.i) && m.words(before) <= 12 {
			return k + 1
		}
		break
	}
	return s.i
}

// heading reports whether the words before a colon are a name: they begin with no cue
// and state no value.
func (r *reader) heading(s span) bool {
	m := r.m
	if s.empty() || m.startsCue(s.i) || m.startsValue(s.i) || pronoun.has(m.toks[s.i]) {
		return false
	}
	for k := s.i + 1; k < s.j; k++ {
		if nameStops.has(m.toks[k]) && m.startsValue(min(k+1, s.j-1)) {
			return false
		}
	}
	return m.words(s) > 0
}

var pronoun = wordSet(`se sen tämä tämän sitä sille niiden niitä tätä den det denna detta dess it its this that vi we me it's that's they they're de`)

// startsValue reports whether a number or date begins at token k.
func (m *message) startsValue(k int) bool {
	for _, n := range m.nums {
		if n.i == k && !n.Implied && !m.inDate(n.span) {
			return true
		}
	}
	return slices.ContainsFunc(m.dates, func(d day) bool { return d.i == k })
}

// startsCue reports whether a cue of an indicator's field begins at token k.
func (m *message) startsCue(k int) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool {
		return h.i == k && strings.HasPrefix(h.name, "kpis.") && h.name != "kpis.name" && h.name != "kpis.next" && h.mode == lead
	}) || slices.ContainsFunc(m.enums(enumFrequency, m.all()), func(e enumHit) bool { return e.i == k && m.toks[k].fold != "per" })
}

// kpiFields reads the fields of one row from a range of a sentence.
func (r *reader) kpiFields(row plan.Path, s span) {
	m := r.m
	pieces := m.joinDashes(m.pieces(s, "kpis."))
	var numbers []piece
	for i, p := range pieces {
		switch {
		case r.kpiFormula(row, p, pieces, i):
		case r.kpiOwner(row, p):
		case r.kpiMeasure(row, p, pieces, i):
		default:
			numbers = append(numbers, p)
		}
	}
	r.kpiValues(row, numbers)
	for _, p := range numbers {
		if p.label == "" && len(r.values(p.span, "")) == 0 && len(m.datesIn(p.span)) == 0 && !r.taken(p.span) {
			r.kpiLeft(row, p)
		}
	}
}

// joinDashes joins what a dash between words has cut: "decision − application".
func (m *message) joinDashes(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		n := len(out)
		if n > 0 && out[n-1].sep == "-" && p.label == "" && len(m.numsIn(p.span)) == 0 && len(m.datesIn(p.span)) == 0 && len(m.peopleIn(p.span)) == 0 {
			out[n-1].j, out[n-1].sep = p.j, p.sep
			continue
		}
		out = append(out, p)
	}
	return out
}

// kpiOwner stores the person of a piece that speaks of the owner or of nothing else.
func (r *reader) kpiOwner(row plan.Path, p piece) bool {
	people := r.m.peopleIn(p.span)
	if len(people) == 0 {
		return false
	}
	rest := r.m.words(p.span)
	for _, q := range people {
		rest -= r.m.words(q.span)
	}
	if p.label != "kpis.owner" && !r.m.has("kpis.owner", p.span) && rest > 1 {
		return false
	}
	if name := r.name(people[0]); name != "" {
		r.put(row+".owner", name, p.span)
		return true
	}
	return false
}

// clauseAt is the clause that token k lies in.
func (m *message) clauseAt(k int) span {
	for _, c := range m.clauses {
		if c.has(k) {
			return c.span
		}
	}
	return span{k, k + 1}
}
