package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// systemLater reports whether one of the next pieces names a system as the source.
func (r *reader) systemLater(rest []piece) bool {
	return slices.ContainsFunc(rest, func(p piece) bool {
		return (p.label == "" || p.label == "kpis.source") && !r.m.systemIn(p.span).empty() && len(r.m.peopleIn(p.span)) == 0
	})
}

// source stores where an indicator's values come from, a Finnish system in the nominative.
func (r *reader) source(row plan.Path, s span) {
	m := r.m
	s = m.trim(s)
	for s.i+1 < s.j && placing.has(m.toks[s.i]) {
		s.i++
	}
	if m.lang == plan.FI && !s.empty() {
		for _, head := range systemHeads {
			if m.endsIn(s, head) {
				r.put(row+".source", m.nominative(s, head), s)
				return
			}
		}
	}
	r.text(row+".source", s)
	if m.has("kpis.source", span{max(0, s.i-3), s.i}) {
		r.insists(row + ".source")
	}
}

// namesSource reports whether a cue is a noun for a source rather than a preposition.
func (m *message) namesSource(cue span) bool {
	for k := cue.i; k < cue.j; k++ {
		for _, noun := range []string{"lahde", "lahte", "kalla", "datakall", "tietolah", "source"} {
			if strings.HasPrefix(m.toks[k].fold, noun) {
				return true
			}
		}
	}
	return false
}

var relatives = wordSet("joka jotka jonka joita jota joiden mikä som vilken vilket which that")

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

// means splits words on a source from those after them on the way of measuring: "from the
// register by comparing dates", "puhelinvaihteesta joka viikko otantana". The way is empty
// when s tells none.
func (m *message) means(s span, freq []enumHit) (from, way span) {
	for _, f := range freq {
		if s.i < f.i && f.j < s.j {
			return span{s.i, f.i}, m.trim(span{f.j, s.j})
		}
	}
	for k := s.i + 1; k < s.j-1; k++ {
		as := asWords.has(m.toks[k]) && indefinite.has(m.toks[k+1])
		if as || m.toks[k].Kind == reading.Word && meansWords.has(m.toks[k]) {
			return span{s.i, k}, span{k, s.j}
		}
	}
	if at := m.systemIn(s); m.lang != plan.FI && !at.empty() && at.j == s.j {
		k := at.i - 1
		for k > s.i && (articles.has(m.toks[k]) || owning.has(m.toks[k])) {
			k--
		}
		if k > s.i && inside.has(m.toks[k]) && m.words(span{s.i, k}) > 0 {
			return at, s // "from automatic time stamps in our portal"
		}
	}
	for k := s.i; k < s.j-1 && m.lang == plan.FI; k++ {
		if next := m.toks[k+1]; m.placed(span{k, k + 1}) && !m.placed(span{k + 1, k + 2}) && next.Kind == reading.Word && !isUpper(next.Text) && !conjunctions.has(next) {
			return span{s.i, k + 1}, span{k + 1, s.j}
		}
	}
	return s, span{}
}

var (
	inside = wordSet("in i")
	owning = wordSet("our vårt vår")
)

var indefinite = wordSet("a an en ett")

// namesMethod reports whether a piece begins with a noun for a way of measuring.
func (m *message) namesMethod(p piece) bool {
	if p.label != "kpis.method" || p.mode != lead {
		return false
	}
	for k := p.cue.i; k < p.cue.j; k++ {
		for _, noun := range []string{"mittaustap", "mittausmenetelm", "menetelm", "matmetod", "matsatt", "metod", "method", "approach"} {
			if strings.HasPrefix(m.toks[k].fold, noun) {
				return true
			}
		}
	}
	return false
}

var meansWords = wordSet("genom by through via")

// systemIn is the name of an information system inside s: of several, the one that the
// values are said to be in or to come from.
func (m *message) systemIn(s span) span {
	var first span
	for _, h := range m.cues("system", s) {
		at := h.span
		for at.i > s.i && m.toks[at.i-1].Kind == reading.Word && m.belongs(m.toks[at.i-1]) {
			at.i--
		}
		for at.j < s.j && isUpper(m.toks[at.j].Text) {
			at.j++
		}
		if m.placed(at) {
			return at
		}
		if first.empty() {
			first = at
		}
	}
	return first
}

// placed reports whether a noun with its name stands in a case or after a preposition of
// place.
func (m *message) placed(s span) bool {
	if m.lang == plan.FI {
		for k := s.j - 1; k >= s.i; k-- {
			if f := m.toks[k].fold; slices.ContainsFunc([]string{"sta", "lta", "ssa", "lla"}, func(end string) bool { return strings.HasSuffix(f, end) }) {
				return true
			}
		}
		return false
	}
	for s.i > 1 && articles.has(m.toks[s.i-1]) {
		s.i--
	}
	return s.i > 0 && placing.has(m.toks[s.i-1])
}

var placing = wordSet("i ur från på in from on")

// belongs reports whether a word before a noun is part of a system's name: capitalised, in
// the genitive, or in English any that is not small.
func (m *message) belongs(t token) bool {
	switch {
	case isUpper(t.Text):
		return true
	case m.lang == plan.EN:
		return !smallWords.has(t)
	case m.lang == plan.SV:
		return len(t.fold) > 4 && strings.HasSuffix(t.fold, "s") && !strings.HasSuffix(t.fold, "as")
	}
	return len(t.fold) > 4 && strings.HasSuffix(t.fold, "n") && !fillers.has(t)
}
