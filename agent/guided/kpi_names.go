package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// namesOnly reads an answer that only names indicators: "the number of calls and the waiting
// time". It reports whether the part was one.
func (r *reader) namesOnly(p part) bool {
	takes := r.pending == plan.TopicKPIs && r.m.orders("kpis.take", r.m.all())
	if !r.asksOnly("kpis") && !takes || len(p.sentences) != len(r.m.sentences) {
		return false
	}
	var names []span
	for _, s := range p.sentences {
		for _, c := range r.m.clausesIn(s) {
			for _, name := range r.m.joined(r.bareName(c.span)) {
				if !r.nameAlone(name) {
					return false
				}
				names = append(names, name)
			}
		}
	}
	for _, name := range names {
		if row, score := r.rowNamed("kpis", name); row != "" && score >= sameRow {
			r.place(name)
			continue
		}
		r.newKPI(name)
	}
	return len(names) > 0
}

// bareName is a range without the words that take what was offered: "let's take …".
func (r *reader) bareName(s span) span {
	m := r.m
	for _, h := range slices.Concat(m.cues("kpis.take", s), m.cues("kpis.name", s), m.cues("kpis.next", s)) {
		if h.mode == lead && m.onlyFillers(span{s.i, h.i}) {
			s.i = h.j
		}
	}
	if s.i+1 < s.j && pronoun.has(m.toks[s.i]) && copulas.has(m.toks[s.i+1]) {
		return s // "it is a hard question"
	}
	for s.i < s.j && (pronoun.has(m.toks[s.i]) || articles.has(m.toks[s.i]) || pointers.has(m.toks[s.i]) || fillers.has(m.toks[s.i])) {
		s.i++
	}
	return m.trim(s)
}

var pointers = wordSet("toi tuo ne noi nuo nämä vaikka ehkä esimerkiksi mielestäni mielestämme varmaan kanske exempelvis dessa maybe perhaps probably these those")

// joined cuts a range at its conjunctions, and trims what lies between.
func (m *message) joined(s span) []span {
	parts := m.splitNames(s)
	for i := range parts {
		parts[i] = m.trim(parts[i])
	}
	return parts
}

// longestName is how many words the name of an indicator that stands alone has at most.
const longestName = 6

// nameAlone reports whether a range is a name without anything said of it.
func (r *reader) nameAlone(s span) bool {
	m := r.m
	if m.words(s) == 0 || m.words(s) > longestName || len(m.numsIn(s))+len(m.datesIn(s)) > 0 || m.named(s) || m.speaks(s) || r.smallTalk(s) || r.confirms(s) || m.gibberish(s) {
		return false
	}
	for _, h := range m.hits {
		if s.overlaps(h.span) && (strings.HasPrefix(h.name, "act.") || h.mode == lead && topicOfCue(h.name) != "" && !timeCues[h.name] && h.name != "value_stream.value") {
			return false
		}
	}
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		if copulas.has(t) || nameStops[m.lang].has(t) || relatives.has(t) || t.Kind == reading.Punct && t.Text != "-" && t.Text != "/" && t.Text != "(" && t.Text != ")" {
			return false
		}
	}
	return len(m.enums(enumFrequency, s)) == 0 && m.systemIn(s).empty() && len(reading.ContentWords(m.quote(s), m.lang)) > 0
}
