package guided

import (
	"slices"

	"luonnos/tools/plan"
)

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
		if v := r.lastWord(p); v != nil {
			return r.resolve(p, v, forced)
		}
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

// lastWord is the value that the last of several sentences tells of the path: whoever repeats
// a statement and then what contradicts it means the latter.
func (r *reader) lastWord(p plan.Path) any {
	i := len(r.m.sentences) - 1
	if i == 0 || r.m.words(r.m.sentences[i]) > maxStray {
		return nil
	}
	s := r.stated(i)
	nums := r.tellingNums(s.span)
	if len(nums) != 1 || r.denied(nums[0].span) {
		return nil
	}
	best, value := r.meant(s, nums[0].span, strays, func(p plan.Path, f *plan.Field, old any) (any, float64) { return r.numberFor(p, f, old, nums[0]) })
	if best != p {
		return nil
	}
	return value
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
