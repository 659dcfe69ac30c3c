package guided

import (
	"slices"

	"luonnos/tools/reading"
)

// refusing reports whether s says that its speaker will not or cannot tell something.
func (m *message) refusing(s span) bool { return m.has("act.unknown", s) || m.has("act.refuse", s) }

// firm reports whether s tells a number, a day other than today, or a person by name.
func (m *message) firm(s span) bool {
	counted := slices.ContainsFunc(m.numsIn(s), func(n amount) bool { // "no date for one" counts nothing
		return n.Unit != "" || n.Value != 1 || m.toks[n.i].Kind == reading.Figure
	})
	return counted || m.named(s) || slices.ContainsFunc(m.datesIn(s), func(d day) bool { return !m.vagueDay(d) })
}

// vagueDay reports whether a day is told without a figure: "today".
func (m *message) vagueDay(d day) bool {
	return !slices.ContainsFunc(m.toks[d.i:d.j], func(t token) bool { return t.Kind == reading.Figure }) && len(d.ISO) == len("2026-01-02") && d.From == d.To
}

// splitRefusals makes a sentence of its own of what a sentence leaves open beside the
// facts that it tells: "Lee owns it, but where it stands today I don't know".
func (m *message) splitRefusals() {
	for i := 0; i < len(m.sentences); i++ {
		s := m.sentences[i]
		open := m.openPart(s)
		if open.empty() || open == s || !m.firm(span{s.i, open.i}) && !m.firm(span{open.j, s.j}) {
			continue
		}
		var parts []span
		for _, p := range []span{{s.i, open.i}, open, {open.j, s.j}} {
			if !p.empty() && m.words(p) > 0 {
				parts = append(parts, p)
			}
		}
		m.sentences = slices.Replace(m.sentences, i, i+1, parts...)
		m.listed = slices.Insert(m.listed, i+1, make([]bool, len(parts)-1)...)
		i += len(parts) - 1
	}
}

// openPart is the clause of s that leaves something open, with the clause before it when
// that one says what: "how many, I can't tell".
func (m *message) openPart(s span) span {
	clauses := m.clausesIn(s)
	for i, c := range clauses {
		if !m.refusing(c.span) || m.firm(c.span) {
			continue
		}
		if i > 0 && m.refusalOnly(c.span) && !m.firm(clauses[i-1].span) {
			c.i = clauses[i-1].i
		}
		if i+1 < len(clauses) && m.refusalOnly(c.span) && !m.firm(clauses[i+1].span) {
			c.j = clauses[i+1].j
		}
		if c.j < s.j && m.toks[c.j].Kind == reading.Punct {
			c.j++
		}
		return c.span
	}
	return span{}
}

// refusalOnly reports whether a clause says hardly more than that something is not known.
func (m *message) refusalOnly(s span) bool {
	rest := m.words(s)
	for _, h := range m.hits {
		if s.covers(h.span) && (h.name == "act.unknown" || h.name == "act.refuse") {
			rest = min(rest, m.words(s)-m.words(h.span))
		}
	}
	return rest <= 2
}

// leftOpen reports whether the message says of a field that it is not known.
func (r *reader) leftOpen(cue string) bool {
	return slices.ContainsFunc(r.m.sentences, func(s span) bool { return r.m.refusing(s) && r.m.has(cue, s) })
}

// commanding reports whether a sentence begins with an order to write something.
func (m *message) commanding(s span) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool {
		return s.covers(h.span) && h.name == "order.verb" && m.onlyFillers(span{s.i, h.i})
	})
}
