package guided

import (
	"regexp"
	"slices"
)

// roleMarkup is the markup by which chat programs tell who speaks. No applicant writes it.
var roleMarkup = regexp.MustCompile(`(?i)</\s*\w+\s*>|<\s*(?:system|user|assistant|human|developer|prompt|tool\w*)\b[^>]*>|<\|\w+|<</?\s*sys\s*>>|\[/?(?:inst|system)\]|(?m:^\s*#{2,}\s*(?:system|instru\w+|ohje\w*)\b)`)

// steered reports whether a message plays the system or another speaker by markup.
func (m *message) steered() bool { return roleMarkup.MatchString(m.text) }

// ordered reports whether a sentence is an order to the interviewer rather than a
// statement about the reform: to write anything at all, to mark something as met or
// signed, to vow for somebody else, to change everything at once, or to tell its
// instructions. "Write 7 days as the target" is none.
func (r *reader) ordered(s span) bool {
	m := r.m
	switch {
	case m.has("order.verb", s):
		return slices.ContainsFunc([]string{"order.any", "order.claim", "order.all", "order.addressee", "order.secret", "order.behalf"}, func(cue string) bool {
			return m.has(cue, s)
		})
	case m.has("order.duty", s) && (m.has("order.claim", s) || m.quotes(s)):
		return true // what somebody's paper tells an assistant to do
	case m.has("order.agree", s) && m.has("order.test", s) && m.has("order.claim", s):
		return true
	}
	return m.has("order.you", s) && m.has("order.charge", s) || r.complied(s)
}

// complied reports whether s quotes somebody and it or the next sentence asks to do as
// the quotation says.
func (r *reader) complied(s span) bool {
	m := r.m
	next := m.sentences[min(m.sentence(s.i)+1, len(m.sentences)-1)]
	return m.quotes(s) && (m.has("order.comply", s) || m.has("order.comply", next))
}

// quotation is the mark that opens somebody else's words.
var quotation = regexp.MustCompile(`["”“«»]|(?:^|[\s:(])['‘’]\pL`)

// quotes reports whether s has the words of somebody else.
func (m *message) quotes(s span) bool { return quotation.MatchString(m.quote(s)) }
