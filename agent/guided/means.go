package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// retold reports whether v tells a stored text of an earlier message again, in other or
// more words.
func (r *reader) retold(path plan.Path, v span) bool {
	stored, ok := r.draft.Plan.Get(path)
	if !ok || r.said(path) {
		return false
	}
	text, _ := stored.(string)
	return reading.Covered(text, r.m.quote(v), r.m.lang) >= sameText
}

// meansIn takes how a benefit is reached off its goal, when a sentence that is complete
// tells it in the same clause: "costs fall by €140,000 a year when the contract is tendered".
func (r *reader) meansIn(row plan.Path, s span) {
	goal, ok := r.earlier(row + ".goal")
	if !ok || !s.covers(goal) || r.held(row+".action") != nil || !r.said(row+".responsible") && len(r.m.datesIn(s)) == 0 {
		return
	}
	for k := goal.i + 2; k < goal.j-1; k++ {
		if !r.m.opensMeans(k) || r.m.words(span{k + 1, goal.j}) < 2 {
			continue
		}
		what := r.withoutAmounts(span{goal.i, k})
		for what.i < what.j && withWords.has(r.m.toks[what.j-1]) {
			what.j--
		}
		r.forget(row + ".goal")
		r.text(row+".goal", what)
		r.text(row+".action", span{k, goal.j})
		return
	}
}

// opensMeans reports whether token k opens a clause that tells how something comes about:
// "when", "genom att", "by tendering", "kilpailuttamalla".
func (m *message) opensMeans(k int) bool {
	t := m.toks[k]
	switch {
	case m.lang == plan.EN && (t.low == "by" || t.low == "through"):
		return k+1 < len(m.toks) && strings.HasSuffix(m.toks[k+1].fold, "ing")
	case m.lang == plan.FI && len(t.fold) > 7 && strings.HasSuffix(t.fold, "malla"):
		return true
	}
	return throughWords.has(t)
}

var throughWords = wordSet(`kun jolloin koska siten
	när då eftersom genom
	when because once since as`)

// nextGoal reports whether a clause begins with a target and has an amount or more words:
// "and in purchases €30,000 is saved".
func (r *reader) nextGoal(c span) bool {
	goals := r.m.enums(enumGoal, c)
	return len(goals) > 0 && r.m.words(span{c.i, goals[0].i}) <= 2 && r.m.words(c) > 2
}

// complete reports whether a range has an amount and a date, as a row has.
func (r *reader) complete(s span) bool {
	return slices.ContainsFunc(r.m.numsIn(s), benefit) && len(r.m.datesIn(s)) > 0
}
