package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// leavesOpen reports whether a sentence says of something that it is not settled or not
// known: "when it ends is still open", "how the work changes, we have not worked out".
// Apart from what it speaks of it must say little else.
func (r *reader) leavesOpen(s span) bool {
	m := r.m
	if m.toks[s.j-1].Text == "?" || m.toldIn(s) || m.words(s) > 22 {
		return false
	}
	at := m.openness(s, r.asked0().Leaf() == "need")
	if asks := m.indirect(s); !asks.empty() {
		main := span{asks.i + 1, s.j}
		return !at.empty() || m.unfinished(main)
	}
	const spoken = 3 // "the use of the money"
	return !at.empty() && m.words(s)-m.words(at)-m.pronouns(s, at) <= spoken && !m.has("condition", span{s.i, at.i})
}

// toldIn reports whether s has a figure or the name of a person.
func (m *message) toldIn(s span) bool {
	return m.named(s) || slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return t.Kind == reading.Figure })
}

// openness is where s says that something is open. What is unsettled in the data is no gap
// of the plan but of the data.
func (m *message) openness(s span, data bool) span {
	for _, h := range m.cues("act.open", s) {
		return h.span
	}
	if data {
		return span{}
	}
	for _, h := range m.cues("open.pending", s) {
		return h.span
	}
	return m.undecidedAt(s)
}

// undecidedAt is the denied participle with which s says that something is not settled.
func (m *message) undecidedAt(s span) span {
	for _, u := range m.cues("unsettled", s) {
		for _, n := range m.cues("negation", s) {
			between := span{n.j, u.i}
			if n.j <= u.i && u.i-n.j <= 4 && !m.has("condition", span{s.i, u.i}) && m.onlyWords(between) && !slices.ContainsFunc(m.toks[n.j:u.i], articles.has) {
				return span{n.i, u.j}
			}
		}
	}
	return span{}
}

// indirect is the word that begins an indirect question at the beginning of s: "when it
// ends, …", "of where they stand …".
func (m *message) indirect(s span) span {
	for _, h := range m.cues("indirect", s) {
		if m.onlyFillers(span{s.i, h.i}) {
			return h.span
		}
	}
	return span{}
}

// unfinished reports whether s ends in a denied perfect tense: "… nobody has drawn up".
func (m *message) unfinished(s span) bool {
	for _, n := range m.cues("negation", s) {
		near := span{max(s.i, n.i-3), min(s.j, n.j+3)}
		done := slices.ContainsFunc(m.toks[n.j:s.j], func(t token) bool { return participle(t.low, m.lang) })
		if done && s.j-n.j <= 7 && slices.ContainsFunc(m.toks[near.i:near.j], perfectWords.has) {
			return true
		}
	}
	return false
}

var perfectWords = wordSet("ole oo olla har hade är have has had haven't hasn't is")

// participle reports whether a word may be the participle of a perfect tense.
func participle(w string, lang plan.Lang) bool {
	ends := map[plan.Lang][]string{
		plan.FI: {"tu", "ty", "nut", "nyt", "neet"},
		plan.SV: {"at", "it", "tt", "ts", "kt", "pt", "rt", "nt"},
		plan.EN: {"ed", "en", "ought", "rawn", "nown"},
	}[lang]
	return slices.ContainsFunc(ends, func(e string) bool { return strings.HasSuffix(w, e) })
}

// pronouns counts the pronouns of s outside at.
func (m *message) pronouns(s, at span) int {
	n := 0
	for k := s.i; k < s.j; k++ {
		if !at.has(k) && pronoun.has(m.toks[k]) && !fillers.has(m.toks[k]) {
			n++
		}
	}
	return n
}

// openField is the single field among those asked, or else anywhere, that a sentence which
// leaves something open speaks of.
func (r *reader) openField(s span) plan.Path {
	var best plan.Path
	high := 0
	for _, p := range r.asked {
		f, ok := plan.FieldAt(p)
		if !ok || r.held(p) != nil {
			continue
		}
		if n := r.speaksOf(f, s); n > high {
			best, high = p, n
		}
	}
	return best
}

// speaksOf is how clearly a sentence speaks of a field: by its cues, and by the question
// that it begins with.
func (r *reader) speaksOf(f *plan.Field, s span) int {
	name := cueOf(f.Path)
	owner := strings.Replace(name, ".responsible", ".owner", 1) // what its cues are called
	n := 0
	for _, h := range r.m.hits {
		if s.covers(h.span) && (h.name == name || h.name == owner || h.name == "ask."+name) {
			n = max(n, 2*h.weight)
		}
	}
	asks := r.m.indirect(s)
	person := f.Kind == plan.KindPerson || f.Kind == plan.KindPersons
	if !asks.empty() && (person && r.m.has("indirect.who", asks) || f.Kind == plan.KindDate && r.m.has("indirect.when", asks)) {
		n += 2
	}
	return n
}
