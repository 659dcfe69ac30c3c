package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// piece is a part of a sentence that speaks of one field.
type piece struct {
	span
	label string // name of the cue that says which field; "" when none does
	mode  mode
	cue   span   // where the cue stands
	sep   string // the mark that ended it; "" when it was cut at a word
}

// pieces cuts s at clause marks, at leads of the wanted cues, and at "and" between
// parts that speak of different fields.
func (m *message) pieces(s span, wanted ...string) []piece {
	want := func(name string) bool {
		return slices.ContainsFunc(wanted, func(w string) bool {
			return name == w || strings.HasSuffix(w, ".") && strings.HasPrefix(name, w)
		})
	}
	hits := m.strongest(s, want)
	var out []piece
	open := "" // the field that a lead has announced in this clause, or before a colon
	for _, c := range m.clausesIn(s) {
		at := c.i
		for _, h := range hits {
			if h.mode != lead || !c.has(h.i) {
				continue
			}
			again := h.name == open && h.weight < 2
			open = h.name
			if h.i > at && !again && !m.onlyFillers(span{at, h.i}) && !(m.onlyFillers(span{h.j, c.j}) && c.sep != ":" && !m.thatFollows(c)) {
				out = append(out, m.labelled(span{at, h.i}, hits, ""))
				at = h.i
			}
		}
		out = append(out, m.splitAtAnd(m.labelled(span{at, c.j}, hits, c.sep), hits)...)
		if c.sep != ":" {
			open = ""
		}
	}
	return m.joinLeads(out)
}

// joinLeads gives a lead that stands alone ("The purpose is,", "Value:") the piece after
// it, unless that one has a lead of its own.
func (m *message) joinLeads(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		n := len(out)
		if n > 0 && out[n-1].sep == "," && thatWords.has(m.toks[p.i]) && !copulas.has(m.toks[min(p.i+1, p.j-1)]) && (p.label == "" || p.mode != lead) {
			out[n-1].j, out[n-1].sep = p.j, p.sep // "verified so, that …"
			continue
		}
		if n > 0 && p.label != "" && p.mode == tail && (out[n-1].label == "" || out[n-1].mode == sign) && out[n-1].sep == "," && m.hollow(m.value(p)) {
			p.i = out[n-1].i // "…, that is the purpose"
			out[n-1] = p
			continue
		}
		if n > 0 && out[n-1].mode == lead && out[n-1].label != "" && m.hollow(m.value(out[n-1])) && (p.label == "" || p.mode != lead) {
			out[n-1].j, out[n-1].sep = p.j, p.sep
			continue
		}
		out = append(out, p)
	}
	return out
}

// thatFollows reports whether a clause goes on with "that" after its comma.
func (m *message) thatFollows(c clause) bool {
	return c.sep == "," && c.j+1 < len(m.toks) && thatWords.has(m.toks[c.j+1])
}

var thatWords = wordSet("että att that")

// hollow reports whether nothing but a pronoun is left of a text.
func (m *message) hollow(s span) bool {
	s = m.trim(s)
	return s.empty() || s.j == s.i+1 && pronoun.has(m.toks[s.i])
}

// strongest lists the wanted hits in s without those that a longer one covers.
func (m *message) strongest(s span, want func(string) bool) []hit {
	var hits []hit
	for _, h := range m.hits {
		if s.covers(h.span) && want(h.name) {
			hits = append(hits, h)
		}
	}
	return slices.DeleteFunc(hits, func(h hit) bool {
		return slices.ContainsFunc(m.hits, func(o hit) bool {
			return want(o.name) && o.covers(h.span) && o.j-o.i > h.j-h.i
		})
	})
}

func (m *message) clausesIn(s span) []clause {
	var in []clause
	for _, c := range m.clauses {
		if c.overlaps(s) {
			c.i, c.j = max(c.i, s.i), min(c.j, s.j)
			in = append(in, c)
		}
	}
	return in
}

func (m *message) onlyFillers(s span) bool {
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind == reading.Figure || m.toks[k].Kind == reading.Word && !fillers.has(m.toks[k]) {
			return false
		}
	}
	return true
}

// labelled decides which field a range speaks of: a lead at its beginning, else a
// tail at its end, else the signs with the most weight.
func (m *message) labelled(s span, hits []hit, sep string) piece {
	p := piece{span: s, sep: sep}
	votes := map[string]int{}
	best, single := 0, 0
	for _, h := range hits {
		if !s.covers(h.span) {
			continue
		}
		n := h.weight
		switch {
		case h.mode == lead && m.onlyFillers(span{s.i, h.i}):
			n += 10
		case h.mode == tail && m.onlyFillers(span{h.j, s.j}):
			n += 6
		case h.mode != sign:
			continue
		}
		votes[h.name] += n
		if votes[h.name] <= best {
			continue
		}
		best = votes[h.name]
		if p.label != h.name || n > single {
			p.label, p.mode, p.cue, single = h.name, h.mode, h.span, n
		}
	}
	return p
}

var conjunctions = wordSet("ja sekä och samt and & plus")

// splitAtAnd cuts a piece at an "and" whose two sides speak of different fields.
func (m *message) splitAtAnd(p piece, hits []hit) []piece {
	for k := p.i + 1; k < p.j-1; k++ {
		if !conjunctions.has(m.toks[k]) || m.inValue(k) {
			continue
		}
		left := m.labelled(span{p.i, k}, hits, "")
		right := m.labelled(span{k + 1, p.j}, hits, p.sep)
		if left.label != "" && right.label != "" && left.label != right.label {
			return append([]piece{left}, m.splitAtAnd(right, hits)...)
		}
	}
	return []piece{p}
}

// inValue reports whether token k lies inside a number or a date: "one and a half hours".
func (m *message) inValue(k int) bool {
	return m.inDate(span{k, k + 1}) || slices.ContainsFunc(m.nums, func(n amount) bool { return n.i < k && k < n.j-1 })
}

// frameWords are trimmed from the ends of a stored text.
var frameWords = wordSet(`ja sekä mutta että myös eli on ovat oli olivat noin siis
	och samt men också alltså är var att som
	and but also that is are was were`)

// value is the text of a piece without the words that announce it.
func (m *message) value(p piece) span {
	s := p.span
	if p.label != "" && p.cue.j > p.cue.i {
		switch p.mode {
		case lead:
			s.i = p.cue.j
		case tail:
			s.j = p.cue.i
		}
	}
	return m.trim(s)
}

// trim takes marks, conjunctions and copulas off both ends.
func (m *message) trim(s span) span {
	s = m.clamp(s)
	for s.i < s.j && m.framing(s.i, s) {
		s.i++
	}
	for s.i < s.j && m.framing(s.j-1, s) {
		s.j--
	}
	return s
}

func (m *message) framing(k int, s span) bool {
	t := m.toks[k]
	switch {
	case t.Kind == reading.Word:
		return frameWords.has(t) && !(m.lang == plan.EN && t.low == "on" && k > s.i) || k == s.j-1 && k > s.i && m.toks[k-1].Text == "," && openers.has(t)
	case t.Kind == reading.Figure:
		return false
	case t.Text == ")" || t.Text == "]":
		return k == s.i || !m.opens(s, t.Text)
	case t.Text == "(" || t.Text == "[":
		return k == s.j-1 || k == s.i && !m.closes(s)
	}
	return t.Text != "%" && t.Text != "€" && t.Text != "−" && t.Text != "-" || k == s.j-1 && t.Text != "%" && t.Text != "€"
}

// openers begin a relative clause, whose rest may have been cut off: "the patient, who".
var openers = wordSet("joka jotka jonka minkä mikä mitä som vilken vilket vilka who which that")

func (m *message) opens(s span, closing string) bool {
	opening := "("
	if closing == "]" {
		opening = "["
	}
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Text == opening {
			return true
		}
	}
	return false
}

func (m *message) closes(s span) bool {
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Text == ")" || m.toks[k].Text == "]" {
			return true
		}
	}
	return false
}

// clamp keeps a range inside the message.
func (m *message) clamp(s span) span {
	s.i = max(0, min(s.i, len(m.toks)))
	s.j = max(s.i, min(s.j, len(m.toks)))
	return s
}

// words counts the words of s that are not filler.
func (m *message) words(s span) int {
	s = m.clamp(s)
	n := 0
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind == reading.Word && !fillers.has(m.toks[k]) && !frameWords.has(m.toks[k]) {
			n++
		}
	}
	return n
}
