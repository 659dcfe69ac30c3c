package guided

import (
	"strings"

	"luonnos/tools/plan"
)

// unreadCorrection tells how to word a correction of which nothing was read: in the words of
// the value that it names, or of the one that was told last.
func (a *answer) unreadCorrection() string {
	r := a.u.r
	if len(a.u.facts)+len(a.u.conflicts)+len(a.receipt().Stored) > 0 || r.resolved || !r.correctsUnread() {
		return ""
	}
	p := r.toCorrect()
	if p == "" {
		return ""
	}
	what := a.shortLabel(p)
	if row := a.rowName(p.Row()); row != "" {
		what = lower(row) + ", " + what
	}
	return say("correction", a.lang, "form", quote(say("correction_form", a.lang, "what", what), a.lang))
}

// correctsUnread reports whether a sentence says that it corrects something and was not read.
func (r *reader) correctsUnread() bool {
	for i, s := range r.m.sentences {
		if !r.done[i] && !r.taken(s) && r.m.has("act.correction", s) {
			return true
		}
	}
	return false
}

// toCorrect is the stored value that an unread correction may mean.
func (r *reader) toCorrect() plan.Path {
	named := r.subject(r.m.all())
	var best plan.Path
	high := -1.0
	for p := range r.draft.Plan.Leaves() {
		f := mustField(p)
		if f.Later || f.Derived || f.Kind == plan.KindText && strings.HasSuffix(p.Leaf(), "unit") {
			continue
		}
		score := r.recency(p)
		switch {
		case named != "" && (p.Field() == named.Field() || p.List() == named):
			score += 2
		case topicOf(p) == r.pending:
			score += 0.5
		}
		if f.Kind == plan.KindNumber {
			score += 0.2
		}
		if score > high {
			best, high = p, score
		}
	}
	return best
}
