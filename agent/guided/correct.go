package guided

import (
	"luonnos/tools/plan"
)

// corrections reads the sentences that put a stored value right, and those that
// contradict one. It returns the paths whose facts replace what is stored.
func (r *reader) corrections() map[plan.Path]bool {
	forced := map[plan.Path]bool{}
	if r.resolution(forced) {
		return forced
	}
	for i, s := range r.m.sentences {
		if r.done[i] || len(r.durations(s)) > 3 { // steps, of which the reader of steps knows more
			continue
		}
		c := r.claimOf(i)
		if c == tells || !r.correct(r.stated(i), c, forced) {
			continue
		}
		r.done[i] = true
		for _, j := range []int{i - 1, i + 1} {
			if r.excuse(j) {
				r.done[j] = true
				r.place(r.m.sentences[j])
			}
		}
		r.place(s)
	}
	return forced
}

// correct finds for each value of a sentence the stored leaf that it is about. With a
// word of correction the value replaces it, else it contradicts it.
func (r *reader) correct(t statement, c claim, forced map[plan.Path]bool) bool {
	found := false
	for _, n := range r.m.numsIn(t.span) {
		if r.denied(n.span) || n.Implied || r.countsWords(n) {
			continue
		}
		fit := func(p plan.Path, f *plan.Field, old any) (any, float64) { return r.numberFor(p, f, old, n) }
		if best, value := r.meant(t, n.span, c, fit); best != "" {
			r.replace(best, value, t.span, c, forced)
			found = true
		}
	}
	if found || c < corrects && len(r.tellingNums(t.span)) > 0 {
		return found
	}
	for _, d := range r.m.datesIn(t.span) {
		if r.denied(d.span) || len(d.ISO) == len("2026") {
			continue
		}
		fit := func(p plan.Path, f *plan.Field, _ any) (any, float64) { return r.dateFor(p, f, d) }
		if best, value := r.meant(t, d.span, c, fit); best != "" {
			r.replace(best, value, t.span, c, forced)
			found = true
		}
	}
	return found || c == corrects && r.correctChoice(t, forced) || r.correctPerson(t, c, forced)
}

// correctChoice replaces a value of a closed list: "the register is class B, not A".
func (r *reader) correctChoice(t statement, forced map[plan.Path]bool) bool {
	if r.m.words(t.span) > maxStray {
		return false
	}
	class := r.classAt(t.span)
	best, value := r.meant(t, t.span, corrects, func(at plan.Path, f *plan.Field, _ any) (any, float64) {
		if f.Kind != plan.KindEnum || rowKey[at.List()] == at.Leaf() || t.named[at.Row()] < 0.5 {
			return nil, 0
		}
		if at.Leaf() == "quality" && class >= 0 {
			return r.class(t.span), 2
		}
		told := r.m.enums(enumChange, t.span)
		if at.Leaf() == "change" && len(told) == 1 && len(r.m.numsIn(t.span)) == 0 {
			return told[0].value, 2
		}
		return nil, 0
	})
	if best == "" {
		return false
	}
	r.replace(best, value, t.span, corrects, forced)
	return true
}

// correctPerson replaces a single person: "the owner is X, not Y".
func (r *reader) correctPerson(t statement, c claim, forced map[plan.Path]bool) bool {
	for _, p := range r.m.peopleIn(t.span) {
		name := r.name(p)
		if r.denied(p.span) || name == "" || p.Self && !r.selfMeant(t.span) {
			continue
		}
		best, value := r.meant(t, p.span, c, func(at plan.Path, f *plan.Field, old any) (any, float64) {
			if at.Row() != "" && r.nameWords(at.Row(), t.words) < 0.5 && !r.denies(t.span, old) && r.recency(at) < 0.7 {
				return nil, 0
			}
			switch f.Kind {
			case plan.KindPerson:
				return name, 1
			case plan.KindPersons:
				if list, ok := old.([]string); ok && len(list) == 1 {
					return []string{name}, 1
				}
			}
			return nil, 0
		})
		if best != "" {
			r.replace(best, value, t.span, c, forced)
			return true
		}
	}
	return false
}

// replace notes a correction, or a contradiction when nothing marks it as one.
func (r *reader) replace(p plan.Path, value any, at span, c claim, forced map[plan.Path]bool) {
	if c > strays {
		forced[p] = true
		r.put(p, value, at)
		return
	}
	old, _ := r.draft.Plan.Get(p)
	r.contradictions = append(r.contradictions, conflict{p, old, value, at})
	r.place(at)
}
