package guided

import (
	"slices"

	"luonnos/tools/reading"
)

// lines cuts the text into sentences. The points of a list under a heading, or under an
// item of a numbered list, are one sentence with it: they are about the same row.
func (m *message) lines(spans []reading.Span) {
	under := false // the list goes on
	at := 0        // the end of the sentence before, in bytes
	for _, c := range spans {
		s := m.span(c.Start, c.End)
		if s.empty() {
			continue
		}
		mark := m.text[at:c.Start]
		point, numbered := slices.ContainsFunc([]byte(mark), isBullet), slices.ContainsFunc([]byte(mark), isDigit)
		newLine := slices.Contains([]byte(mark), '\n') || at == 0
		at = c.End
		if n := len(m.sentences); n > 0 && point && under {
			m.sentences[n-1].j = s.j
			continue
		}
		under = newLine && (numbered || m.toks[s.j-1].Text == ":") || under && !newLine
		m.sentences = append(m.sentences, s)
	}
}

func isBullet(b byte) bool { return b == '-' || b == '*' || b >= 0x80 }

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
