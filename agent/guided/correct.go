package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
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
		marked := r.m.has("act.correction", s) || r.contrast(s) || r.amends(s)
		if !marked && !r.stray(s) {
			continue
		}
		if r.correct(s, marked, forced) {
			r.done[i] = true
		}
	}
	return forced
}

// contrast reports whether s sets a value against another: "7, not 10".
func (r *reader) contrast(s span) bool {
	for _, n := range r.m.numsIn(s) {
		if r.denied(n.span) {
			return true
		}
	}
	for _, d := range r.m.dates {
		if s.covers(d.span) && r.denied(d.span) {
			return true
		}
	}
	return slices.ContainsFunc(r.m.peopleIn(s), func(p someone) bool { return r.denied(p.span) })
}

// amends reports whether a short sentence says what a single value ought to be.
func (r *reader) amends(s span) bool {
	return r.m.has("act.amend", s) && len(r.m.numsIn(s)) == 1 && len(r.m.datesIn(s)) == 0 && r.m.words(s) <= 8
}

// denied reports whether a value is named as the wrong one: "not" or "instead of" goes
// before it.
func (r *reader) denied(at span) bool {
	from := max(0, at.i-3)
	for _, h := range r.m.cues("act.negated", span{from, at.i}) {
		if !slices.ContainsFunc(r.m.toks[h.j:at.i], func(t token) bool {
			return t.Kind == reading.Figure || t.Kind == reading.Punct && strings.Contains(",;.:!?", t.Text)
		}) {
			return true
		}
	}
	return false
}

// stray reports whether a short statement may be about a stored value rather than the
// pending question: it has one value, no condition, and no cue of the asked topic unless it
// names an indicator of the plan.
func (r *reader) stray(s span) bool {
	m := r.m
	names := r.pending != plan.TopicKPIs && r.namesIndicator(s)
	if r.pending == "" || !names && (m.has("condition", s) || m.words(s) > 12) {
		return false
	}
	for _, h := range m.hits {
		if s.covers(h.span) && topicOfCue(h.name) == r.pending && !names {
			return false
		}
	}
	var nums []amount
	for _, n := range m.numsIn(s) {
		if n.Unit != "" || m.toks[n.i].Kind == reading.Figure { // "per hundred" counts nothing
			nums = append(nums, n)
		}
	}
	return len(nums) == 1 && nums[0].Bound == "" && !nums[0].Implied && !nums[0].Fraction && len(m.datesIn(s)) <= 1
}

// namesIndicator reports whether a sentence of few words names an indicator of the plan and
// the stored day of one of its values.
func (r *reader) namesIndicator(s span) bool {
	words := reading.ContentWords(r.m.quote(s), r.m.lang)
	return r.m.words(s) <= 18 && slices.ContainsFunc(r.draft.Plan.Rows("kpis"), func(id string) bool {
		target := plan.At("kpis", id, "target")
		return r.rowWords(target, words) >= namedWell && max(r.dated(target, s), r.dated(plan.At("kpis", id, "baseline"), s)) > 0
	})
}

// correct finds for each value of a sentence the stored leaf that it is about. With a
// word of correction the value replaces it, else it contradicts it.
func (r *reader) correct(s span, marked bool, forced map[plan.Path]bool) bool {
	m := r.m
	found := false
	for _, n := range m.numsIn(s) {
		if r.denied(n.span) || n.Implied {
			continue
		}
		value := n.Value
		best, ok := r.meant(s, n.span, marked, func(p plan.Path, f *plan.Field, old any) (any, float64) { return r.numberFor(p, f, old, n) })
		if !ok {
			continue
		}
		if v, _ := r.numberFor(best, mustField(best), nil, n); v != nil {
			value = v.(float64)
		}
		r.replace(best, value, s, marked, forced)
		found = true
	}
	if found || !marked {
		return found
	}
	for _, d := range m.datesIn(s) {
		if r.denied(d.span) {
			continue
		}
		if best, ok := r.meant(s, d.span, marked, func(_ plan.Path, f *plan.Field, old any) (any, float64) {
			if f.Kind != plan.KindDate {
				return nil, 0
			}
			return isoDate(d), 1
		}); ok {
			r.replace(best, isoDate(d), s, marked, forced)
			found = true
		}
	}
	if found {
		return true
	}
	return r.correctPerson(s, forced)
}

// correctPerson replaces a single person: "the owner is X, not Y".
func (r *reader) correctPerson(s span, forced map[plan.Path]bool) bool {
	for _, p := range r.m.peopleIn(s) {
		name := r.name(p)
		if r.denied(p.span) || name == "" {
			continue
		}
		words := reading.ContentWords(r.m.quote(s), r.m.lang)
		best, ok := r.meant(s, p.span, true, func(at plan.Path, f *plan.Field, old any) (any, float64) {
			if at.Row() != "" && r.rowWords(at, words) < 0.5 && !r.denies(s, old) && r.recency(at) < 0.7 {
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
		if !ok {
			continue
		}
		var value any = name
		if mustField(best).Kind == plan.KindPersons {
			value = []string{name}
		}
		r.replace(best, value, s, true, forced)
		return true
	}
	return false
}

// replace notes a correction, or a contradiction when nothing marks it as one.
func (r *reader) replace(p plan.Path, value any, at span, marked bool, forced map[plan.Path]bool) {
	if marked {
		forced[p] = true
		r.put(p, value, at)
		return
	}
	old, _ := r.draft.Plan.Get(p)
	r.contradictions = append(r.contradictions, conflict{p, old, value, at})
	r.place(at)
}

// resolution reads the answer to the question which of two values holds. That
// question is the only one that asks for a filled leaf.
func (r *reader) resolution(forced map[plan.Path]bool) bool {
	if len(r.asked) != 1 {
		return false
	}
	p := r.asked[0]
	old, filled := r.draft.Plan.Get(p)
	if !filled {
		return false
	}
	m := r.m
	f := mustField(p)
	switch f.Kind {
	case plan.KindNumber:
		if r.tellsAgain(p, f, old) {
			return r.resolve(p, old, forced)
		}
		for _, n := range m.nums {
			if r.denied(n.span) || n.Implied || len(m.nums) > 2 {
				continue
			}
			if v, _ := r.numberFor(p, f, nil, n); v != nil {
				return r.resolve(p, v, forced)
			}
		}
	case plan.KindDate:
		if len(m.dates) == 1 || m.words(m.all()) <= 6 {
			for _, d := range m.dates {
				if !r.denied(d.span) {
					return r.resolve(p, isoDate(d), forced)
				}
			}
		}
	case plan.KindPerson:
		for _, q := range m.people {
			if name := r.name(q); name != "" && !r.denied(q.span) {
				return r.resolve(p, name, forced)
			}
		}
	}
	if m.has("act.old_value", m.all()) && !m.has("act.new_value", m.all()) {
		return r.resolve(p, old, forced)
	}
	return false
}

// tellsAgain reports whether one of the two numbers of an answer is the stored one, as when
// the whole row is told again.
func (r *reader) tellsAgain(p plan.Path, f *plan.Field, old any) bool {
	if len(r.m.nums) < 2 {
		return false
	}
	return slices.ContainsFunc(r.m.nums, func(n amount) bool {
		v, _ := r.numberFor(p, f, nil, n)
		return v != nil && !n.Implied && !r.denied(n.span) && r.equal(p, old, v)
	})
}

func (r *reader) resolve(p plan.Path, value any, forced map[plan.Path]bool) bool {
	forced[p] = true
	r.put(p, value, r.m.all())
	for i := range r.done {
		r.done[i] = true
	}
	r.resolved = true
	return true
}
