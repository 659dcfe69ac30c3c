package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// reference stores the document in which the principles stand.
func (r *reader) reference(s span, pieces []piece) bool {
	if r.negated(s) && !r.assetLike(s) && r.m.has("data.reference", s) {
		return true // "they are not written anywhere"
	}
	for _, p := range pieces {
		if p.label == "data.reference" && !r.assetLike(s) && r.storeReference(p) {
			return true
		}
	}
	if r.asksOnly("data.reference") && r.held("data.reference") == nil && !r.assetLike(s) && !r.negated(s) {
		r.text("data.reference", s)
		return true
	}
	return false
}

func (r *reader) storeReference(p piece) bool {
	m := r.m
	v := m.value(p)
	for k := v.i + 1; k < v.j; k++ {
		if conjunctions.has(m.toks[k]) && !m.inDate(span{k, k + 1}) {
			v.j = k
		}
	}
	if v = m.trim(v); m.words(v) == 0 {
		return false
	}
	r.text("data.reference", v)
	return true
}

// document reports whether a range names a document: a policy, a guide, or a year.
func (r *reader) document(s span) bool {
	for _, h := range r.m.cues("data.reference", s) {
		if h.mode == sign {
			return true
		}
	}
	for k := s.i; k < s.j; k++ {
		if t := r.m.toks[k]; t.Kind == reading.Figure && len(t.Text) == 4 && (strings.HasPrefix(t.Text, "20") || strings.HasPrefix(t.Text, "19")) {
			return true
		}
	}
	return slices.ContainsFunc(r.m.datesIn(s), func(d day) bool { return !r.m.vagueDay(d) })
}

// documentIn is the document that a range puts something in, up to a conjunction: "they
// are in the data policy of 2025 and in use".
func (r *reader) documentIn(s span) span {
	m := r.m
	for k := s.i; k < s.j; k++ {
		if slices.ContainsFunc(m.cues("data.in_use", s), func(h hit) bool { return h.has(k) }) {
			continue
		}
		v := span{k + 1, s.j}
		if m.lang == plan.FI {
			v.i = k
		}
		if !inWords.has(m.toks[k]) && !(m.lang == plan.FI && m.toks[k].Kind == reading.Word && inEnding(m.toks[k].fold)) {
			continue
		}
		for e := v.i + 1; e < v.j; e++ {
			if conjunctions.has(m.toks[e]) || copulas.has(m.toks[e]) {
				v.j = e
			}
		}
		if v = m.trim(v); r.document(v) {
			return v
		}
	}
	return span{}
}

var inWords = wordSet("i in av enligt from")

// inEnding reports whether a Finnish word has an ending of place.
func inEnding(f string) bool {
	f = strings.TrimSuffix(f, "mme")
	return len(f) > 6 && (strings.HasSuffix(f, "ssa") || strings.HasSuffix(f, "sta"))
}

// withoutUse is what a sentence says beside that the principles are in use: "they are in
// force and stand in the data policy".
func (r *reader) withoutUse(s span) span {
	m := r.m
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		if t.Text == ":" || t.Text == ";" {
			break
		}
		if t.Text != "," && !conjunctions.has(t) {
			continue
		}
		switch {
		case r.onlyUse(span{k + 1, s.j}):
			r.place(span{k, s.j})
			return m.trim(span{s.i, k})
		case r.onlyUse(span{s.i, k}):
			r.place(span{s.i, k})
			s.i = k + 1
		}
	}
	if r.onlyUse(s) {
		r.place(s)
		s.i = s.j
	}
	return s
}

// sinceWords begin since when.
var sinceWords = wordSet("sedan since")

// perfect are words of a compound tense.
var perfect = wordSet("ollut olleet har varit blivit have has been")

// onlyUse reports whether s says no more than that principles are in use, perhaps since when.
func (r *reader) onlyUse(s span) bool {
	m := r.m
	named := m.has("data.principle_word", s)
	if !m.has("data.in_use", s) && !(named && m.has("data.used", s)) {
		return false
	}
	for k := s.i + 1; k < s.j; k++ {
		if sinceWords.has(m.toks[k]) {
			s.j = k
		}
	}
	rest := m.words(s)
	for k := s.i; k < s.j; k++ {
		if t := m.toks[k]; t.Kind == reading.Word && (pronoun.has(t) || openers.has(t) || articles.has(t) || perfect.has(t)) {
			rest--
		}
	}
	for _, h := range m.hits {
		if s.has(h.i) && (h.name == "data.in_use" || h.name == "data.used" || h.name == "data.principle_word") {
			rest -= m.words(span{h.i, min(h.j, s.j)})
		}
	}
	for _, d := range m.datesIn(s) {
		rest -= m.words(d.span)
	}
	return rest <= 1
}
