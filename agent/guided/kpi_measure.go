package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

func (r *reader) kpiFormula(row plan.Path, p piece, all []piece, i int) bool {
	figure := p.label == "kpis.formula" && asWords.has(r.m.toks[p.cue.i])
	if p.label == "kpis.formula" && !r.formulaIn(p.span) && !r.m.namesFormula(p.cue) && !figure {
		return false // "the trips are counted monthly"
	}
	if p.label != "kpis.formula" && !r.formulaIn(p.span) {
		return false
	}
	if whole := r.m.sentences[r.m.sentence(p.i)]; !r.formulaIn(p.span) && r.negated(whole) {
		return true
	}
	v := r.m.trim(r.m.value(p))
	if i+1 < len(all) && p.label == "kpis.formula" && p.sep == "," && !r.formulaIn(p.span) && r.formulaIn(all[i+1].span) && (all[i+1].label == "" || all[i+1].mode == sign) {
		return true // "the formula is simple: …"
	}
	if p.label == "kpis.formula" && p.sep == ":" && i+1 < len(all) && !v.empty() && ofWhat.has(r.m.toks[v.i]) {
		r.text(row+".formula", all[i+1].span) // "formula of the waiting time: …"
		return true
	}
	for v.i+1 < v.j && (pronoun.has(r.m.toks[v.i]) || copulas.has(r.m.toks[v.i]) || frameWords.has(r.m.toks[v.i])) && p.label != "kpis.formula" {
		v.i++ // "and it is …"
	}
	if figure { // "as the median of …" says which figure
		v.i = p.cue.i + 1
	}
	if p.label == "kpis.formula" || r.m.words(v) > 0 {
		r.text(row+".formula", v)
	}
	return true
}

var asWords = wordSet("as som")

// namesFormula reports whether a cue is a noun for a formula rather than a verb.
func (m *message) namesFormula(cue span) bool {
	for k := cue.i; k < cue.j; k++ {
		for _, noun := range []string{"kaav", "laskuk", "laskentak", "laskentat", "laskut", "laskus", "formel", "berakningsf", "formul", "equation", "raknes"} {
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
	if dates := m.datesIn(p.span); p.label == "kpis.method" && len(dates) == 1 && len(freq) == 0 && m.words(v)-m.words(dates[0].span) <= 1 {
		return false // "measured at the end of January"
	}
	switch {
	case p.label == "kpis.source" && r.m.words(v) == 0 || p.label == "kpis.source" && relatives.has(m.toks[p.i]):
		if i > 0 {
			if at := m.systemIn(all[i-1].span); !at.empty() {
				r.source(row, at)
			}
		}
		return true
	case p.label == "kpis.source" && !m.namesSource(p.cue) && m.systemIn(v).empty() && r.systemLater(all[i+1:]):
		r.text(row+".method", r.withoutFrequency(v, freq)) // "comes from a scan, in the library system"
		return true
	case p.label == "kpis.source" && m.byMeans(v):
		r.text(row+".method", r.withoutFrequency(v, freq))
		return true
	case p.label == "kpis.source":
		if from, way := m.means(r.withoutFrequency(v, freq), freq); !way.empty() { // "from the register by comparing dates"
			if r.held(row+".method") == nil && !r.formulaIn(way) {
				r.text(row+".method", way)
			}
			r.source(row, r.withoutFrequency(from, freq))
			return true
		}
		if at, ok := r.earlier(row + ".source"); ok && m.namesSource(p.cue) {
			r.forget(row + ".source") // "an extract from the ledger, source: the finance system"
			if r.held(row+".method") == nil && m.words(at) > 1 {
				r.text(row+".method", at)
			}
		}
		r.source(row, r.withoutFrequency(v, freq))
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
		if v = m.trim(v); m.words(v) <= 2 && m.systemIn(v) == v && !v.empty() && !m.namesMethod(p) && !r.systemLater(all[i+1:]) {
			r.source(row, v) // "daily from the case system"
			return true
		}
		if m.words(v) > 0 && !(i+1 < len(all) && all[i+1].label == "kpis.source" && v.i >= all[i+1].i) {
			r.text(row+".method", v)
		}
		return true
	}
	return p.label == "kpis.frequency"
}

// measuringWords reports whether a range speaks of measuring.
func (r *reader) measuringWords(s span) bool {
	return r.m.has("kpis.method", s) || r.m.has("kpis.frequency", s) || len(r.m.enums(enumFrequency, s)) > 0
}

// measuring are the verbs that go before the words on method.
var measuring = wordSet(`luvun luku saa saadaan nähdään näkyy tehdään katsotaan mitataan mittaus mittaamme seurataan seuraamme raportoidaan lasketaan sitä se
	siffran fås görs plockas mäts mäter vi följs tar gör en ett följer den det dem
	measured we measure track follow tracked monitored reported using take a an it it's them this that's`)

// withoutFrequency takes the words on how often off either end of a range.
func (r *reader) withoutFrequency(s span, freq []enumHit) span {
	for _, f := range freq {
		switch {
		case r.m.reports(f.span) || r.m.attributive(f.span, s.j):
		case r.m.onlyFillers(span{s.i, f.i}) || r.onlyMeasuring(span{s.i, f.i}):
			s.i = max(s.i, f.j)
		case r.m.onlyFillers(span{min(f.j, s.j), s.j}):
			s.j = min(s.j, f.i)
		}
	}
	return r.m.trim(s)
}

// attributive reports whether a word for a frequency is an adjective of the next one: "a
// monthly extract", "viikoittainen otanta".
func (m *message) attributive(s span, end int) bool {
	t := m.toks[s.j-1]
	if s.j != s.i+1 || s.j >= end || m.toks[s.j].Kind != reading.Word || smallWords.has(m.toks[s.j]) || placing.has(m.toks[s.j]) || meansWords.has(m.toks[s.j]) || asWords.has(m.toks[s.j]) {
		return false
	}
	switch m.lang {
	case plan.FI:
		return strings.HasSuffix(t.fold, "inen")
	case plan.SV:
		return strings.HasSuffix(t.fold, "lig") || strings.HasSuffix(t.fold, "liga")
	}
	return strings.HasSuffix(t.fold, "ly")
}

// reports reports whether the word for a frequency is a noun for what is made so often:
// "månadsrapport".
func (m *message) reports(s span) bool {
	return slices.ContainsFunc([]string{"rapport", "raport", "enkat", "kysely", "matning", "mittau"}, func(noun string) bool {
		return strings.Contains(m.toks[s.j-1].fold, noun)
	})
}

func (r *reader) onlyMeasuring(s span) bool {
	for k := s.i; k < s.j; k++ {
		if !measuring.has(r.m.toks[k]) {
			return false
		}
	}
	return true
}

// kpiLeft places a clause that no cue explains: what was asked for, else how it is
// measured, else where the value comes from.
func (r *reader) kpiLeft(row plan.Path, p piece) {
	v := r.m.trim(p.span)
	if len(reading.ContentWords(r.m.quote(v), r.m.lang)) == 0 || relatives.has(r.m.toks[v.i]) || r.speaksOfSelf(v) || r.smallTalk(p.span) || nothing.has(r.m.toks[v.i]) || r.aside(v) || pronoun.has(r.m.toks[v.i]) && v.j == v.i+1 || r.m.has("topic.kpis", v) && r.m.words(v) <= 2 {
		return
	}
	for _, leaf := range []plan.Path{"formula", "source", "method", "name"} {
		if r.asksOnly(row+"."+leaf) && r.held(row+"."+leaf) == nil && (r.m.words(v) > 1 || len(r.m.clauses) == 1) {
			r.text(row+"."+leaf, v)
			return
		}
	}
	if !r.told(row) || r.held(row+".method") == r.m.quote(v) {
		return
	}
	if at := r.m.systemIn(v); !at.empty() && r.held(row+".method") != nil && r.held(row+".source") == nil {
		r.source(row, at)
		return
	}
	for _, leaf := range []plan.Path{"method", "source"} {
		if r.held(row+"."+leaf) == nil {
			r.text(row+"."+leaf, v)
			return
		}
	}
}

// aside reports whether a clause only comments on what is told: "hopefully", "voitko kuvitella".
func (r *reader) aside(s span) bool {
	return slices.ContainsFunc(r.m.toks[s.i:s.j], func(t token) bool { return comments.has(t) })
}

var comments = wordSet(`voitko voitteko kuvitella kuvittele toivottavasti valitettavasti onneksi rehellisesti uskokaa usko
	tyvärr förhoppningsvis lyckligtvis ärligt tänk nej tro först
	hopefully unfortunately luckily honestly frankly imagine believe sadly please came`)

// nothing begins an aside: "nothing fancy".
var nothing = wordSet("nothing none no inget ingenting inga ei eikä")

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
				r.source(row, at)
			}
		case "source":
			if s := m.clauseAt(f.at.i); r.held(row+".method") == nil && r.m.words(f.at) > 1 && (m.has("kpis.method", s) || m.has("kpis.frequency", s) || len(m.enums(enumFrequency, s)) > 0) {
				r.text(row+".method", f.at)
			}
		}
	}
}
