package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// claim is what a sentence says of the stored values that it speaks of.
type claim uint8

// The claims, weakest first.
const (
	tells    claim = iota // it may tell something new
	strays                // a short statement that may contradict a value
	changes               // the same, with the news that a value has changed
	corrects              // a value was wrong
)

// claimOf is the claim of sentence i. Who corrects a value may say that it was wrong in
// a sentence before or after it.
func (r *reader) claimOf(i int) claim {
	m := r.m
	s := m.sentences[i]
	switch {
	case r.slips(s) || r.contrast(s) || r.deniesFigure(s) || r.amends(s) || r.excuse(i-1) || r.excuse(i+1):
		return corrects
	case !r.stray(s):
		return tells
	case m.has("act.changed", s):
		return changes
	}
	return strays
}

// excuse reports whether sentence i, beside another, only tells that something was wrong or
// has changed: "I misheard that on the phone".
func (r *reader) excuse(i int) bool {
	m := r.m
	if i < 0 || i >= len(m.sentences) || len(m.sentences) == 1 {
		return false
	}
	s := m.sentences[i]
	labels := slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return t.Text == ":" })
	return r.slips(s) && !labels && m.words(s) <= maxExcuse+3 && len(r.tellingNums(s))+len(m.datesIn(s)) == 0 &&
		!slices.ContainsFunc(m.hits, func(h hit) bool { return s.covers(h.span) && h.weight > 2 && topicOfCue(h.name) != "" })
}

// slips reports whether s has words for a value that was wrong, and not on some condition:
// "stop if one payment in fifty is wrong".
func (r *reader) slips(s span) bool {
	return slices.ContainsFunc(r.m.hits, func(h hit) bool {
		wrong := s.covers(h.span) && (h.name == "act.correction" || h.name == "act.slip")
		return wrong && !slices.ContainsFunc(r.m.cues("condition", r.m.clauseAt(h.i)), func(c hit) bool { return !c.overlaps(h.span) })
	})
}

// contrast reports whether s sets a value against another of its kind: "7, not 10".
func (r *reader) contrast(s span) bool {
	for _, kind := range r.m.valueSpans() {
		var holds, denied bool
		for _, v := range kind {
			if s.covers(v) {
				no := r.denied(v)
				holds, denied = holds || !no, denied || no
			}
		}
		if holds && denied {
			return true
		}
	}
	return false
}

// amends reports whether a short sentence says what a single value ought to be.
func (r *reader) amends(s span) bool {
	return r.m.has("act.amend", s) && len(r.m.numsIn(s)) == 1 && len(r.m.datesIn(s)) == 0 && r.m.words(s) <= 8
}

// denied reports whether a value is named as the wrong one: "not" or "instead of" goes
// before it, or it is said what it was: "eight was before the summer".
func (r *reader) denied(at span) bool {
	from := max(0, at.i-3)
	for _, h := range r.m.cues("act.negated", span{from, at.i}) {
		if !slices.ContainsFunc(r.m.toks[h.j:at.i], func(t token) bool {
			return t.Kind == reading.Figure || t.Kind == reading.Punct && strings.Contains(",;.:!?", t.Text)
		}) {
			return true
		}
	}
	return r.historic(at)
}

// deniesFigure reports whether s denies a number or a day that it only names in part: "the
// 13th, not the 12th".
func (r *reader) deniesFigure(s span) bool {
	if len(r.m.datesIn(s)) == 0 || r.m.words(s) > maxStray {
		return false
	}
	return slices.ContainsFunc(r.m.cues("act.negated", s), func(h hit) bool {
		k := h.j
		for k < s.j && k <= h.j+1 && r.m.toks[k].Kind == reading.Word {
			k++
		}
		return k < s.j && r.m.toks[k].Kind == reading.Figure
	})
}

// historic reports whether a number begins a clause that says what it was, after another
// number that holds.
func (r *reader) historic(at span) bool {
	m := r.m
	if at.j >= len(m.toks) || !pastCopulas.has(m.toks[at.j]) || !slices.ContainsFunc(m.nums, func(n amount) bool { return n.span == at }) {
		return false
	}
	c := m.clauseAt(at.i)
	levels := slices.ContainsFunc(m.hits, func(h hit) bool { return c.covers(h.span) && levelCues[h.name] && h.i != at.j })
	before := m.numsIn(span{0, at.i})
	return m.onlyFillers(span{c.i, at.i}) && len(before) > 0 && !levels
}

var pastCopulas = wordSet("oli olivat was were var")

// stray reports whether a short statement may be about a stored value rather than the
// pending question: it has one value, no condition, and no cue of the asked topic unless it
// names an indicator of the plan.
func (r *reader) stray(s span) bool {
	m := r.m
	names := r.pending != plan.TopicKPIs && r.namesIndicator(s) || m.has("reform", s) && len(m.datesIn(s)) == 1
	if r.pending == "" || !names && (m.has("condition", s) || m.words(s) > maxStray) {
		return false
	}
	for _, h := range m.hits {
		if s.covers(h.span) && topicOfCue(h.name) == r.pending && !names && !(h.leaf() == "owner" && m.has("act.changed", s)) {
			return false
		}
	}
	nums, dates := r.tellingNums(s), m.datesIn(s)
	if len(nums) == 0 {
		alone := len(m.sentences) == 1 || r.excuse(0) || r.excuse(len(m.sentences)-1)
		rowed := len(m.peopleIn(s)) > 0 && !m.has("act.changed", s) // a row with who and when
		return alone && (len(dates) == 1 && !rowed && !m.relative(dates[0]) || len(dates) == 0 && len(m.peopleIn(s)) == 1 && r.saysOwner(s))
	}
	return len(nums) == 1 && nums[0].Bound == "" && !nums[0].Implied && !nums[0].Fraction && len(dates) <= 1
}

// maxStray is how many words a statement about a stored value has at most.
const maxStray = 14

// tellingNums are the numbers of s that may be values: "per hundred" counts nothing, and
// nor do the two colleagues or digits that were mixed up.
func (r *reader) tellingNums(s span) []amount {
	var nums []amount
	for _, n := range r.m.numsIn(s) {
		figure := r.m.toks[n.i].Kind == reading.Figure
		if figure || n.Unit != "" && !r.countsWords(n) {
			nums = append(nums, n)
		}
	}
	return nums
}

// countsWords reports whether a number word only counts what the next word names.
func (r *reader) countsWords(n amount) bool {
	return n.Unit == reading.UnitCount && n.Per == "" && r.m.toks[n.i].Kind == reading.Word
}

// namesIndicator reports whether a sentence of few words names an indicator of the plan and
// the stored day of one of its values.
func (r *reader) namesIndicator(s span) bool {
	words := reading.ContentWords(r.m.quote(s), r.m.lang)
	return r.m.words(s) <= 18 && slices.ContainsFunc(r.draft.Plan.Rows("kpis"), func(id string) bool {
		target := plan.At("kpis", id, "target")
		return r.nameWords(target.Row(), words) >= namedWell && max(r.dated(target, s), r.dated(plan.At("kpis", id, "baseline"), s)) > 0
	})
}

// selfMeant reports whether a speaker who names nobody else says to be the one: in "I mixed
// up two people" the speaker is not.
func (r *reader) selfMeant(s span) bool {
	return r.saysOwner(s) && !slices.ContainsFunc(r.m.peopleIn(s), func(p someone) bool { return !p.Self && !r.denied(p.span) })
}

// saysOwner reports whether s says who does or owns something.
func (r *reader) saysOwner(s span) bool {
	return slices.ContainsFunc(r.m.roles, func(c roleCue) bool { return s.covers(c.span) }) ||
		slices.ContainsFunc(r.m.hits, func(h hit) bool { return h.leaf() == "owner" && s.covers(h.span) })
}
