package guided

import (
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// stepChanges stores what a sentence without times says of known steps: "the visit and the
// opinion stay as they are and the first two are automated".
func (r *reader) stepChanges(s span) {
	m := r.m
	var named []span // what a change that is still to come may be about
	for _, c := range m.clausesIn(s) {
		at := c.i
		for _, e := range m.enums(enumChange, c.span) {
			if e.i < at {
				continue
			}
			named = append(named, m.splitNames(span{at, e.i})...)
			for _, name := range named {
				for _, row := range r.stepsMeant(name) {
					if r.held(row+".change") == nil {
						r.put(row+".change", e.value, span{name.i, e.j})
					}
				}
			}
			named, at = nil, e.j
		}
		if at == c.i {
			named = append(named, m.splitNames(c.span)...)
		}
	}
}

// splitNames cuts a range at its conjunctions.
func (m *message) splitNames(s span) []span {
	var out []span
	at := s.i
	for k := s.i; k < s.j; k++ {
		if conjunctions.has(m.toks[k]) {
			out = append(out, span{at, k})
			at = k + 1
		}
	}
	return append(out, span{at, s.j})
}

// stepsMeant lists the steps that a range means: by name, or "the first two", "the rest".
func (r *reader) stepsMeant(s span) []plan.Path {
	m := r.m
	rows := r.rows("value_stream.steps")
	n := len(rows)
	for _, c := range m.nums {
		if s.has(c.i) && (c.Unit == "" || c.Unit == reading.UnitCount) {
			n = min(n, int(c.Value))
		}
	}
	switch {
	case m.words(s) > 4:
	case n > 1 && m.has("steps.first", s) && n < len(rows):
		return rows[:n]
	case n > 1 && m.has("steps.last", s) && n < len(rows):
		return rows[len(rows)-n:]
	case m.has("steps.rest", s):
		return rows // those with a change keep it
	}
	title := r.stepTitle(s)
	words := reading.ContentWords(m.quote(title), m.lang)
	for _, row := range rows { // "the visit" rather than "booking the visit"
		name, _ := r.held(row + ".name").(string)
		if stored := reading.ContentWords(name, m.lang); len(stored) == len(words) && likeness(stored, words) == 1 {
			return []plan.Path{row}
		}
	}
	if row, score := r.rowNamed("value_stream.steps", title); score >= sameRow {
		return []plan.Path{row}
	}
	return nil
}

// otherStep reports whether a name that is like that of a known step is another one: both
// have times of their own, which differ. "Booking a visit" is no visit.
func (r *reader) otherStep(row plan.Path, name span, times []amount) bool {
	stored, _ := r.held(row + ".name").(string)
	if len(times) < 2 || strings.EqualFold(stored, r.m.quote(name)) {
		return false
	}
	return r.otherTime(row+".process_min", times[0]) && (r.said(row+".process_min") || r.otherTime(row+".wait_d", times[1]))
}

// otherTime reports whether a time of a step is known and not that of n.
func (r *reader) otherTime(path plan.Path, n amount) bool {
	held := r.held(path)
	if held == nil {
		return false
	}
	v, _ := r.numberFor(path, mustField(path), nil, n)
	return v != nil && v != held
}
