package guided

import (
	"slices"
	"strings"

	"luonnos/tools/reading"
)

// lines cuts the text into sentences. The points of a list under a heading, or under an
// item of a numbered list, are one sentence with it: they are about the same row.
func (m *message) lines(spans []reading.Span) {
	var marks []string // what stands before each sentence, up to its line's beginning
	at := 0
	for _, c := range spans {
		marks = append(marks, m.text[at:c.Start])
		at = c.End
	}
	under := false // the list goes on
	for i, c := range spans {
		s := m.span(c.Start, c.End)
		if s.empty() {
			continue
		}
		point, numbered := listMark(marks[i])
		newLine := i == 0 || strings.Contains(marks[i], "\n")
		headed := false
		if i+1 < len(spans) {
			p, n := listMark(marks[i+1])
			headed = m.toks[s.j-1].Text == ":" && (p || n) || p && newLine && !point && !numbered && m.bareLine(s)
		}
		if k := m.headingAt(s); headed && k > s.i && m.toks[s.j-1].Text == ":" {
			m.addLine(span{s.i, k}, point && under, numbered)
			m.cutClause(k)
			s.i, point, numbered = k, false, false
		}
		m.addLine(s, point && under, numbered || point)
		under = headed || point && under || newLine && numbered || under && !newLine
	}
}

// bareLine reports whether a line is a heading without a mark: "Stage 2".
func (m *message) bareLine(s span) bool {
	return m.toks[s.j-1].Text != "." && !slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return t.Text == "," || t.Text == ":" }) && s.j-s.i <= 5
}

// addLine adds a sentence, or the next part of the last one.
func (m *message) addLine(s span, goesOn, listed bool) {
	if n := len(m.sentences); n > 0 && goesOn {
		m.sentences[n-1].j = s.j
		return
	}
	m.sentences = append(m.sentences, s)
	m.listed = append(m.listed, listed)
}

// listMark reports whether the text before a line marks a point or a numbered item.
func listMark(s string) (point, numbered bool) {
	_, line, newLine := strings.Cut(s, "\n")
	if !newLine {
		return false, false
	}
	line = strings.TrimSpace(line)
	numbered = strings.ContainsAny(line, "0123456789)")
	return line != "" && !numbered, numbered
}

// headingAt is where the heading begins that a line ends with: at its last capital.
func (m *message) headingAt(s span) int {
	for k := s.j - 2; k > s.i && k > s.j-7; k-- {
		if t := m.toks[k]; t.Kind == reading.Word && isUpper(t.Text) && !(m.toks[k-1].Kind == reading.Word && isUpper(m.toks[k-1].Text)) {
			return k
		}
	}
	return s.i
}

// cutClause ends a clause before token k.
func (m *message) cutClause(k int) {
	for i, c := range m.clauses {
		if c.i < k && k < c.j {
			m.clauses = slices.Insert(m.clauses, i+1, clause{span{k, c.j}, c.sep})
			m.clauses[i] = clause{span{c.i, k}, "\n"}
			m.markHead(span{k, c.j})
			return
		}
	}
}

// joinHeadings joins a question that only names something of the plan to the sentence
// that answers it: "Change management? Maturity 2."
func (m *message) joinHeadings() {
	for i := 0; i+1 < len(m.sentences); i++ {
		s := m.sentences[i]
		if m.toks[s.j-1].Text != "?" || m.words(s) > 6 || m.has("act.question", s) || m.toks[m.sentences[i+1].j-1].Text == "?" {
			continue
		}
		names := len(m.enums(enumCapability, s))+len(m.enums(enumItem, s)) > 0 || m.has("topic.data", s) || m.has("topic.batches", s)
		k := slices.IndexFunc(m.clauses, func(c clause) bool { return c.has(s.j - 1) })
		if !names || k < 0 {
			continue
		}
		m.clauses[k].j, m.clauses[k].sep = s.j-1, ":"
		m.sentences[i+1].i = s.i
		m.sentences = slices.Delete(m.sentences, i, i+1)
		m.listed = slices.Delete(m.listed, i, i+1)
	}
}
