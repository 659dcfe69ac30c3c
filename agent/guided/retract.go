package guided

import (
	"slices"
	"strings"

	"luonnos/tools/reading"
)

// retraction is a value that its speaker takes back in the same breath, up to the one
// that holds: "three weeks, no, four".
type retraction struct {
	span        // from the value taken back up to the one that holds
	old  amount // the value taken back when it is a number
}

// retractions finds what a message takes back.
func (m *message) retractions() []retraction {
	var found []retraction
	for _, h := range m.hits {
		if h.name != "act.retract" {
			continue
		}
		s := m.sentences[m.sentence(h.i)]
		if cut, ok := m.retractedValue(h.span, s); ok {
			found = append(found, cut)
		} else if cut, ok := m.retractedWords(h.span, s); ok {
			found = append(found, retraction{span: cut})
		}
	}
	return found
}

// retractedValue finds the value before the words of taking back and the one of the same
// kind after them: next to them, or after the same word as the first.
func (m *message) retractedValue(at, s span) (retraction, bool) {
	for _, kind := range m.valueSpans() {
		before, after := -1, -1
		for i, v := range kind {
			if s.covers(v) && v.j <= at.i {
				before = i
			}
			if s.covers(v) && v.i >= at.j && after < 0 && !m.selfAt(v) {
				after = i
			}
		}
		if before < 0 || after < 0 || !m.onlyMarks(span{kind[before].j, at.i}) {
			continue
		}
		old := m.amountAt(kind[before])
		if a := kind[after]; m.onlyMarks(span{at.j, a.i}) || m.excuse(span{at.j, a.i}) && (old.Unit == "" || old.Unit == m.amountAt(a).Unit) {
			return retraction{span{kind[before].i, a.i}, old}, true
		}
		for _, a := range kind[after:] {
			if b := kind[before]; s.covers(a) && b.i > s.i && m.toks[a.i-1].Kind == reading.Word && m.toks[a.i-1].fold == m.toks[b.i-1].fold {
				return retraction{span{b.i - 1, a.i - 1}, old}, true // "maturity 2, no wait, we moved up, so maturity 3"
			}
		}
	}
	return retraction{}, false
}

// maxExcuse is how many words may explain a slip before the value that holds.
const maxExcuse = 6

// excuse reports whether s says hardly more than why a value is taken back: "it was put
// off" announces no other field.
func (m *message) excuse(s span) bool {
	return m.words(s) <= maxExcuse && !slices.ContainsFunc(m.hits, func(h hit) bool {
		return s.covers(h.span) && h.mode != sign && topicOfCue(h.name) != "" && !(h.j == h.i+1 && copulas.has(m.toks[h.i]))
	})
}

// valueSpans lists where dates, numbers, people and quality classes stand.
func (m *message) valueSpans() [4][]span {
	var kinds [4][]span
	for _, d := range m.dates {
		kinds[0] = append(kinds[0], d.span)
	}
	for _, n := range m.numsIn(m.all()) {
		if !n.Implied {
			kinds[1] = append(kinds[1], n.span)
		}
	}
	for _, p := range m.people {
		if !p.Self || !m.within("act.retract", p.span) {
			kinds[2] = append(kinds[2], p.span)
		}
	}
	for k, t := range m.toks {
		if t.Text == "A" || t.Text == "B" || t.Text == "C" {
			kinds[3] = append(kinds[3], span{k, k + 1})
		}
	}
	return kinds
}

// selfAt reports whether s is the speaker.
func (m *message) selfAt(s span) bool {
	return slices.ContainsFunc(m.people, func(p someone) bool { return p.Self && p.span == s })
}

func (m *message) amountAt(s span) amount {
	for _, n := range m.nums {
		if n.span == s {
			return n
		}
	}
	return amount{}
}

// retractedWords finds a title or a name that is said again with the same last word:
// "deputy head, no, head".
func (m *message) retractedWords(at, s span) (span, bool) {
	end := at.i
	for end > s.i && m.toks[end-1].Kind == reading.Punct {
		end--
	}
	if end == s.i || end == at.i {
		return span{}, false
	}
	last := m.toks[end-1]
	for k := at.j; k < min(s.j, at.j+7); k++ {
		if m.toks[k].fold != last.fold || len(last.fold) < 4 {
			continue
		}
		from := end - 1
		for from > s.i && m.toks[from-1].Kind == reading.Word && end-from < 3 && !copulas.has(m.toks[from-1]) && !articles.has(m.toks[from-1]) && !smallWords.has(m.toks[from-1]) {
			from--
		}
		for at.j < k && m.toks[at.j].Kind == reading.Punct {
			at.j++
		}
		return span{from, at.j}, true
	}
	return span{}, false
}

func (m *message) onlyMarks(s span) bool {
	return !slices.ContainsFunc(m.toks[min(s.i, s.j):s.j], func(t token) bool { return t.Kind != reading.Punct })
}

// blanked is the text of the message with spaces in place of what it takes back, so that
// all else keeps its place.
func (m *message) blanked(cuts []retraction) string {
	text := []byte(m.text)
	for _, c := range cuts {
		from, to := m.toks[c.i].Start, m.toks[c.j-1].End
		copy(text[from:to], strings.Repeat(" ", to-from))
	}
	return string(text)
}

// inherit gives a number that holds the unit of the one taken back: "three weeks, no,
// four". The bytes say where each stands.
func (m *message) inherit(start int, old amount) {
	for i := range m.nums {
		if n := &m.nums[i]; n.Start >= start && n.Unit == "" && old.Unit != "" {
			n.Unit, n.UnitText, n.Per = old.Unit, old.UnitText, old.Per
			return
		} else if n.Start >= start {
			return
		}
	}
}
