package guided

import "luonnos/tools/plan"

const modelPath plan.Path = "applicant.acknowledges_model"

// acknowledges reports whether a sentence says that the model is known and followed, or
// that it is not.
func (r *reader) acknowledges(s span) bool {
	m := r.m
	if m.has("ack.model", s) && m.has("ack.knows", s) || r.acknowledgesNow(s) {
		return true
	}
	return r.asksOnly(modelPath) && (m.has("act.yes", s) || m.has("ack.knows", s))
}

// acknowledge stores what a sentence says of the model. Not having read it yet is no
// refusal to follow it.
func (r *reader) acknowledge(s span) {
	if r.notYetRead(s) {
		r.place(s)
		return
	}
	r.put(modelPath, !r.negated(s), s)
}

// notYetRead reports whether a sentence says that the model is still to be read.
func (r *reader) notYetRead(s span) bool {
	return r.m.has("ack.knows", s) && r.m.has("ack.unread", s) && (r.m.has("ack.model", s) || r.asksOnly(modelPath))
}

// acknowledgesNow reports whether a sentence settles unasked that the model has been read
// and is followed: it says both, and names the model unless a no is stored.
func (r *reader) acknowledgesNow(s span) bool {
	m := r.m
	held := r.held(modelPath)
	if held == any(true) || r.negated(s) || len(m.numsIn(s))+len(m.datesIn(s))+len(m.enums(enumModel, s)) > 0 || m.words(s) > 18 {
		return false
	}
	return len(m.cues("ack.knows", s)) >= 2 && (m.has("ack.model", s) || held == any(false))
}
