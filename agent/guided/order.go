package guided

import "slices"

// ordered reports whether a sentence is an order to the interviewer rather than a
// statement about the reform: to write anything at all, to mark something as met or
// signed, to change everything at once, or to tell its instructions. "Write 7 days as
// the target" is none.
func (r *reader) ordered(s span) bool {
	m := r.m
	if !m.has("order.verb", s) {
		return m.has("order.addressee", s) && m.has("order.claim", s)
	}
	return slices.ContainsFunc([]string{"order.any", "order.claim", "order.all", "order.addressee", "order.secret"}, func(cue string) bool {
		return m.has(cue, s)
	})
}
