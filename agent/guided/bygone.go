package guided

import (
	"slices"
	"strconv"
	"time"

	"luonnos/tools/reading"
)

// oldYears is how many years back a bare year is no longer the present state.
const oldYears = 4

// bygones finds what a message tells of the past or of a plan given up when its sentence
// goes on with what holds: "we meant to begin in May, but it is 1 August". The figures and
// dates of such words are no values.
func (m *message) bygones(today time.Time) []retraction {
	var found []retraction
	for _, s := range m.sentences {
		if cut, ok := m.bygone(s, today); ok {
			found = append(found, retraction{span: cut})
		}
	}
	return found
}

func (m *message) bygone(s span, today time.Time) (span, bool) {
	from := m.pastStart(s, today)
	if from < 0 {
		return span{}, false
	}
	end := s.j
	for _, h := range m.cues("nowadays", span{from, s.j}) {
		if h.i > from {
			end = h.i
			break
		}
	}
	if end == s.j && len(m.cues("bygone", s)) == 0 {
		end = m.laterClause(span{from, s.j}, today) // "in 2019 it was a fortnight, …, and in June this year 32 days"
	}
	if end == s.j {
		return span{}, false
	}
	past := span{from, end}
	kinds := m.valueSpans()
	for _, kind := range kinds[:2] {
		inPast := slices.ContainsFunc(kind, past.covers)
		after := slices.ContainsFunc(kind, span{end, s.j}.covers)
		if inPast && after {
			return past, true
		}
	}
	return span{}, false
}

// pastStart is where a sentence begins to tell of the past, or -1.
func (m *message) pastStart(s span, today time.Time) int {
	if cues := m.cues("bygone", s); len(cues) > 0 {
		return m.clauseAt(cues[0].i).i
	}
	for k := s.i; k < s.j; k++ {
		year, err := strconv.Atoi(m.toks[k].Text)
		old := err == nil && year > 1900 && year <= today.Year()-oldYears
		if old && k > s.i && m.toks[k-1].Kind == reading.Word && inYear.has(m.toks[k-1]) {
			return m.clauseAt(k).i
		}
	}
	return -1
}

// laterClause is where the clause begins in s that has the first date of the last years, or the end of s.
func (m *message) laterClause(s span, today time.Time) int {
	for _, d := range m.dates {
		if c := m.clauseAt(d.i); s.covers(d.span) && c.i > s.i && d.From >= strconv.Itoa(today.Year()-1) {
			return c.i
		}
	}
	return s.j
}

// inYear goes before a bare year.
var inYear = wordSet("vuonna in year år")
