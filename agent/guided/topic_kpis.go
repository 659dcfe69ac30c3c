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
	return len(vals) > 1 && len(r.m.datesIn(s)) > 0 || len(r.m.datesIn(s)) > 0 && vals[0].Unit != "" || len(r.m.cues("kpis.baseline", s))+len(r.m.cues("kpis.target", s)) > 0
}

// announced reports whether a name holds the cue of a value.
func (r *reader) announced(name span) bool {
	return len(r.m.cues("kpis.target", name))+len(r.m.cues("kpis.baseline", name)) > 0
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

var pronoun = wordSet(`se sen tämä tämän sitä sille niiden niitä tätä den det denna detta dess it its this that vi we me`)

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

// values finds the numbers in s that can be an indicator's value: with a unit or a
// date beside them, and of the given unit when one is known.
func (r *reader) values(s span, unit string) []amount {
	var found []amount
	for _, n := range r.m.numsIn(s) {
		if n.Implied || n.Fraction && n.Unit == reading.UnitShare || r.explained(n) {
			continue
		}
		if unit != "" && n.Unit != "" && n.Unit != unit {
			if _, ok := reading.Convert(n.Value, n.Unit, unit); !ok {
				continue
			}
		}
		found = append(found, n)
	}
	return found
}

// explained reports whether the same value follows in another unit: "an hour and a half,
// that is 90 min".
func (r *reader) explained(n amount) bool {
	for _, o := range r.m.nums {
		if o.i <= n.j || o.i > n.j+2 || !thatIs.has(r.m.toks[n.j]) {
			continue
		}
		v, ok := reading.Convert(n.Value, n.Unit, o.Unit)
		return ok && v == o.Value
	}
	return false
}

var thatIs = wordSet("eli dvs alltså d.v.s i.e ie or tai , =")

// kpiFields reads the fields of one row from a range of a sentence.
func (r *reader) kpiFields(row plan.Path, s span) {
	m := r.m
	pieces := m.joinDashes(m.pieces(s, "kpis."))
	var numbers []piece
	for i, p := range pieces {
		switch {
		case r.kpiFormula(row, p):
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

func (r *reader) kpiFormula(row plan.Path, p piece) bool {
	if p.label == "kpis.formula" && !r.formulaIn(p.span) && !r.m.namesFormula(p.cue) {
		return false // "the trips are counted monthly"
	}
	if p.label != "kpis.formula" && !r.formulaIn(p.span) {
		return false
	}
	if whole := r.m.sentences[r.m.sentence(p.i)]; !r.formulaIn(p.span) && r.negated(whole) {
		return true
	}
	v := r.m.trim(r.m.value(p))
	if p.label == "kpis.formula" || r.m.words(v) > 0 {
		r.text(row+".formula", v)
	}
	return true
}

// namesFormula reports whether a cue is a noun for a formula rather than a verb.
func (m *message) namesFormula(cue span) bool {
	for k := cue.i; k < cue.j; k++ {
		for _, noun := range []string{"kaav", "laskuk", "laskentak", "laskentat", "laskut", "laskus", "formel", "berakningsf", "formul", "equation"} {
			if strings.HasPrefix(m.toks[k].fold, noun) {
				return true
			}
		}
	}
	return false
}

// formulaIn reports whether s holds an expression: an operator between words, or a
// function of something.
func (r *reader) formulaIn(s span) bool {
	m := r.m
	if m.has("formula.word", s) && m.words(s) > 2 {
		return true
	}
	for k := s.i + 1; k < s.j-1; k++ {
		t, before, after := m.toks[k], m.toks[k-1], m.toks[k+1]
		switch t.Text {
		case "×", "÷", "*", "−", "–", "-", "+", "=":
			if m.inDate(span{k, k + 1}) || t.Text != "×" && t.Text != "÷" && t.Text != "*" && (before.Kind == reading.Figure || after.Kind == reading.Figure) {
				continue
			}
			if before.End < t.Start && t.End < after.Start {
				return true
			}
		case "/":
			spaced := before.End < t.Start && t.End < after.Start
			plain := before.Kind == reading.Word && after.Kind == reading.Word && len(before.fold) > 3 && len(after.fold) > 3 && reading.UnitCode(after.Text) == "" && reading.UnitCode(before.Text) == ""
			if spaced && before.Kind != reading.Figure || plain {
				return true
			}
		case "(":
			if before.Kind == reading.Word && before.End == t.Start {
				return true
			}
		}
	}
	return false
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

// kpiMeasure stores how often, how and from where an indicator is measured.
func (r *reader) kpiMeasure(row plan.Path, p piece, all []piece, i int) bool {
	m := r.m
	freq := m.enums(enumFrequency, p.span)
	if p.label == "kpis.formula" {
		p.label, p.mode = "", sign // a verb of counting, no formula
	}
	if len(freq) > 0 {
		r.put(row+".frequency", freq[0].value, freq[0].span)
	}
	v := m.trim(m.value(p))
	switch {
	case p.label == "kpis.source" && r.m.words(v) == 0 || p.label == "kpis.source" && relatives.has(m.toks[p.i]):
		if i > 0 {
			if at := m.systemIn(all[i-1].span); !at.empty() {
				r.text(row+".source", at)
			}
		}
		return true
	case p.label == "kpis.source" && m.byMeans(v):
		r.text(row+".method", r.withoutFrequency(v, freq))
		return true
	case p.label == "kpis.source":
		r.text(row+".source", r.withoutFrequency(v, freq))
		if i > 0 && all[i-1].sep == "" && !r.taken(all[i-1].span) && r.measuringWords(all[i-1].span) {
			r.text(row+".method", span{m.value(all[i-1]).i, p.j})
		}
		return true
	case p.label == "kpis.method" || len(freq) > 0 && p.label != "kpis.baseline" && p.label != "kpis.target":
		if i+1 < len(all) && p.sep == "" && all[i+1].label == "kpis.source" {
			v.j = all[i+1].j
		}
		v = r.withoutFrequency(v, freq)
		for !v.empty() && measuring.has(m.toks[v.i]) {
			v.i++
		}
		if v = m.trim(v); m.words(v) <= 2 && m.systemIn(v) == v && !v.empty() {
			r.text(row+".source", v) // "daily from the case system"
			return true
		}
		if m.words(v) > 0 && !(i+1 < len(all) && all[i+1].label == "kpis.source" && v.i >= all[i+1].i) {
			r.text(row+".method", v)
		}
		return true
	}
	return p.label == "kpis.frequency"
}

var relatives = wordSet("joka jotka jonka mikä som vilken vilket which that")

// measuringWords reports whether a range speaks of measuring.
func (r *reader) measuringWords(s span) bool {
	return r.m.has("kpis.method", s) || r.m.has("kpis.frequency", s) || len(r.m.enums(enumFrequency, s)) > 0
}

// byMeans reports whether a phrase says by what means: "kellotuksella", "med …", "by …".
func (m *message) byMeans(s span) bool {
	if s.empty() {
		return false
	}
	t := m.toks[s.i]
	switch m.lang {
	case plan.FI:
		return strings.HasSuffix(t.fold, "lla") && !m.has("system", span{s.i, s.i + 1})
	case plan.SV:
		return t.fold == "genom" || t.fold == "med"
	}
	return t.fold == "by" || t.fold == "with" || t.fold == "through"
}

// measuring are the verbs that go before the words on method.
var measuring = wordSet(`mitataan mittaus mittaamme seurataan seuraamme raportoidaan lasketaan sitä se
	mäts mäter vi följs tar gör en ett följer den det dem
	measured we measure track follow tracked monitored reported using take a an it them this`)

// withoutFrequency takes the words on how often off either end of a range.
func (r *reader) withoutFrequency(s span, freq []enumHit) span {
	for _, f := range freq {
		switch {
		case r.m.onlyFillers(span{s.i, f.i}) || r.onlyMeasuring(span{s.i, f.i}):
			s.i = max(s.i, f.j)
		case r.m.onlyFillers(span{min(f.j, s.j), s.j}):
			s.j = min(s.j, f.i)
		}
	}
	return r.m.trim(s)
}

func (r *reader) onlyMeasuring(s span) bool {
	for k := s.i; k < s.j; k++ {
		if !measuring.has(r.m.toks[k]) {
			return false
		}
	}
	return true
}

// kpiValues stores baseline and target with their dates. A cue decides which number is
// which, else the order; the earlier date belongs to the baseline.
func (r *reader) kpiValues(row plan.Path, pieces []piece) {
	m := r.m
	var dates []day
	unit := ""
	if u, ok := r.held(row + ".unit").(string); ok {
		unit = reading.UnitCode(u)
	}
	type valued struct {
		amount
		leaf string
	}
	var vals []valued
	for _, p := range pieces {
		dates = append(dates, m.datesIn(p.span)...)
		for _, n := range r.values(p.span, unit) {
			if unit == "" {
				unit = n.Unit
			}
			vals = append(vals, valued{n, r.kpiRole(n, p)})
		}
	}
	for i := range vals {
		if vals[i].leaf != "" {
			continue
		}
		other := func(leaf string) bool {
			return slices.ContainsFunc(vals, func(v valued) bool { return v.leaf == leaf }) || r.held(row+plan.Path("."+leaf)) != nil
		}
		switch {
		case len(vals) == 1 && len(dates) == 1 && r.future(dates[0]) && !other("target"):
			vals[i].leaf = "target"
		case !other("baseline"):
			vals[i].leaf = "baseline"
		case !other("target"):
			vals[i].leaf = "target"
		}
	}
	if len(vals) == 2 && vals[0].leaf == "target" && vals[1].leaf != "baseline" && m.fromTo(vals[0].span) {
		vals[0].leaf, vals[1].leaf = "baseline", "target"
	}
	for _, v := range vals {
		if v.leaf == "" {
			continue
		}
		value := v.Value
		if u, ok := r.held(row + ".unit").(string); ok && v.Unit != "" && reading.UnitCode(u) != "" {
			if c, ok := reading.Convert(value, v.Unit, u); ok {
				value = c
			}
		} else if !ok && v.UnitText != "" {
			r.put(row+".unit", plainUnit(v.UnitText, m.lang), v.span)
		}
		r.put(row+plan.Path("."+v.leaf), value, v.span)
	}
	r.kpiDates(row, dates)
}

// fromTo reports whether a number is where a change starts: "from 41", "41 eurosta".
func (m *message) fromTo(n span) bool {
	last := m.toks[n.j-1].fold
	for _, end := range []string{"sta", "lta"} {
		if m.lang == plan.FI && strings.HasSuffix(last, end) {
			return true
		}
	}
	return n.i > 0 && (m.toks[n.i-1].fold == "from" || m.toks[n.i-1].fold == "fran")
}

// plainUnit is the form of a Finnish unit after a number, for one that is inflected.
func plainUnit(u string, lang plan.Lang) string {
	if lang != plan.FI || strings.ContainsAny(u, " /") {
		return u
	}
	f := reading.Fold(u)
	for _, end := range []string{"sta", "lta", "ssa", "lla", "een", "oon", "iin", "aan", "ksi"} {
		if !strings.HasSuffix(f, end) {
			continue
		}
		for _, w := range []string{"euroa", "päivää", "vuorokautta", "minuuttia", "tuntia", "prosenttia", "viikkoa", "kuukautta"} {
			if reading.UnitCode(w) == reading.UnitCode(u) && f[:3] == reading.Fold(w)[:3] {
				return w
			}
		}
	}
	return u
}

// kpiRole is the field that the words around a number name.
func (r *reader) kpiRole(n amount, p piece) string {
	leaf := ""
	near := -1
	for _, h := range r.m.hits {
		if h.name != "kpis.baseline" && h.name != "kpis.target" || !p.covers(h.span) {
			continue
		}
		between := func(a, b int) bool {
			return slices.ContainsFunc(r.m.nums, func(o amount) bool { return o.i >= a && o.j <= b && o.i != n.i })
		}
		switch {
		case h.mode == lead && h.j <= n.i && !between(h.j, n.i) && h.j > near:
			leaf, near = h.leaf(), h.j
		case h.mode == tail && h.i >= n.j && !between(n.j, h.i) && h.i-n.j <= 3:
			return h.leaf()
		}
	}
	return leaf
}

// kpiDates stores the dates of a row: the past one is the baseline's.
func (r *reader) kpiDates(row plan.Path, dates []day) {
	slices.SortStableFunc(dates, func(a, b day) int { return strings.Compare(a.From, b.From) })
	if len(dates) >= 2 {
		r.put(row+".baseline_date", isoDate(dates[0]), dates[0].span)
		r.put(row+".deadline", isoDate(dates[len(dates)-1]), dates[len(dates)-1].span)
		return
	}
	for _, d := range dates {
		if r.future(d) && r.held(row+".deadline") == nil || r.held(row+".baseline_date") != nil {
			r.put(row+".deadline", isoDate(d), d.span)
		} else {
			r.put(row+".baseline_date", isoDate(d), d.span)
		}
	}
}

func (r *reader) future(d day) bool { return d.To > r.now.Format("2006-01-02") }

// kpiLeft places a clause that no cue explains: what was asked for, else how it is
// measured, else where the value comes from.
func (r *reader) kpiLeft(row plan.Path, p piece) {
	v := r.m.trim(p.span)
	if len(reading.ContentWords(r.m.quote(v), r.m.lang)) == 0 || relatives.has(r.m.toks[v.i]) || r.speaksOfSelf(v) || r.smallTalk(p.span) || pronoun.has(r.m.toks[v.i]) && v.j == v.i+1 {
		return
	}
	for _, leaf := range []plan.Path{"formula", "source", "method", "name"} {
		if r.asksOnly(row+"."+leaf) && r.held(row+"."+leaf) == nil {
			r.text(row+"."+leaf, v)
			return
		}
	}
	if !r.told(row) {
		return
	}
	for _, leaf := range []plan.Path{"method", "source"} {
		if r.held(row+"."+leaf) == nil {
			r.text(row+"."+leaf, v)
			return
		}
	}
}

// told reports whether this message has said a value of a row.
func (r *reader) told(row plan.Path) bool {
	return slices.ContainsFunc(r.facts, func(f fact) bool { return f.path.Within(row) })
}

// speaksOfSelf reports whether a clause is about the applicant.
func (r *reader) speaksOfSelf(s span) bool {
	return slices.ContainsFunc(r.m.peopleIn(s), func(p someone) bool { return p.Self })
}

// completeKPIs fills method and source from each other when one clause says both.
func (r *reader) completeKPIs() {
	m := r.m
	for _, f := range slices.Clone(r.facts) {
		row := f.path.Row()
		if row.List() != "kpis" {
			continue
		}
		switch f.path.Leaf() {
		case "method":
			if at := m.systemIn(f.at); !at.empty() && r.held(row+".source") == nil {
				r.text(row+".source", at)
			}
		case "source":
			if s := m.clauseAt(f.at.i); r.held(row+".method") == nil && r.m.words(f.at) > 1 && (m.has("kpis.method", s) || m.has("kpis.frequency", s) || len(m.enums(enumFrequency, s)) > 0) {
				r.text(row+".method", f.at)
			}
		}
	}
}

// systemIn is the name of an information system inside s.
func (m *message) systemIn(s span) span {
	for _, h := range m.cues("system", s) {
		at := h.span
		for at.i > s.i && m.toks[at.i-1].Kind == reading.Word && (isUpper(m.toks[at.i-1].Text) || m.lang == plan.EN && !smallWords.has(m.toks[at.i-1])) {
			at.i--
		}
		for at.j < s.j && isUpper(m.toks[at.j].Text) {
			at.j++
		}
		return at
	}
	return span{}
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
