package guided

import (
	"slices"
	"sort"
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
		if r.done[i] {
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
	for _, d := range r.m.datesIn(s) {
		if r.denied(d.span) {
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
// before it.
func (r *reader) denied(at span) bool {
	from := max(0, at.i-3)
	for _, h := range r.m.cues("act.negated", span{from, at.i}) {
		if !slices.ContainsFunc(r.m.toks[h.j:at.i], func(t token) bool { return t.Kind == reading.Figure || t.Text == "," || t.Text == ";" }) {
			return true
		}
	}
	return false
}

// stray reports whether a short statement may be about a stored value rather than the
// pending question: it has one value, no condition, and no cue of the asked topic.
func (r *reader) stray(s span) bool {
	m := r.m
	if r.pending == "" || m.has("condition", s) || m.words(s) > 12 {
		return false
	}
	for _, h := range m.hits {
		if s.covers(h.span) && topicOfCue(h.name) == r.pending {
			return false
		}
	}
	nums := m.numsIn(s)
	return len(nums) == 1 && nums[0].Bound == "" && !nums[0].Implied && !nums[0].Fraction && len(m.datesIn(s)) == 0
}

// candidate is a stored leaf that a value may be about.
type candidate struct {
	path  plan.Path
	score float64
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

func mustField(p plan.Path) *plan.Field {
	f, ok := plan.FieldAt(p)
	if !ok {
		return &plan.Field{}
	}
	return f
}

// numberFor converts n to the unit of a number field; nil when it measures something
// else. The weight says how well the unit fits.
func (r *reader) numberFor(p plan.Path, f *plan.Field, old any, n amount) (any, float64) {
	if f.Kind != plan.KindNumber {
		return nil, 0
	}
	unit := f.Unit
	if strings.HasPrefix(unit, "@") {
		unit, _ = r.held(sibling(p, strings.TrimPrefix(unit, "@"))).(string)
	}
	code := reading.UnitCode(unit)
	if n.Unit == "" || n.Unit == reading.UnitCount {
		if code != "" && code != reading.UnitCount {
			return n.Value, 0.5
		}
		return n.Value, 1
	}
	if code == "" {
		return nil, 0
	}
	v, ok := reading.Convert(n.Value, n.Unit, unit)
	if !ok {
		return nil, 0
	}
	if n.Unit == code {
		return v, 2
	}
	return v, 1
}

func sibling(p plan.Path, leaf string) plan.Path {
	s := string(p)
	return plan.Path(s[:strings.LastIndexByte(s, '.')+1] + leaf)
}

// meant scores the stored leaves that a value can be about and returns the best one.
// Without a word of correction, only a leaf whose row or field the sentence names is.
func (r *reader) meant(s, at span, marked bool, fits func(plan.Path, *plan.Field, any) (any, float64)) (plan.Path, bool) {
	m := r.m
	words := reading.ContentWords(m.quote(s), m.lang)
	var found []candidate
	for path, old := range r.draft.Plan.Leaves() {
		f, ok := plan.FieldAt(path)
		if !ok {
			continue
		}
		value, unitFit := fits(path, f, old)
		if value == nil {
			continue
		}
		score := unitFit
		named := r.rowWords(path, words)
		cued := r.fieldCue(path, s, at)
		score += 4*named + 3*cued
		if r.denies(s, old) {
			score += 5
		}
		if swapped(old, value) {
			score += 2
		}
		recent := r.recency(path)
		score += recent
		if r.equal(path, old, value) {
			score--
		}
		enough := named >= 0.5 || cued > 0 || r.denies(s, old) || unitFit >= 2 && (recent > 0.7 || swapped(old, value) || r.onlyUnit(path))
		if !marked && (named < 0.5 || unitFit < 2) || marked && !enough {
			continue
		}
		found = append(found, candidate{path, score})
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	if len(found) == 0 || found[0].score < 2 {
		return "", false
	}
	if old, _ := r.draft.Plan.Get(found[0].path); !marked && old != nil {
		if v, _ := fits(found[0].path, mustField(found[0].path), old); r.equal(found[0].path, old, v) {
			return "", false
		}
	}
	return found[0].path, true
}

// onlyUnit reports whether no other stored number is measured in the path's unit.
func (r *reader) onlyUnit(p plan.Path) bool {
	unit := func(p plan.Path) string {
		u := mustField(p).Unit
		if strings.HasPrefix(u, "@") {
			u, _ = r.held(sibling(p, strings.TrimPrefix(u, "@"))).(string)
		}
		return reading.UnitCode(u)
	}
	code := unit(p)
	for q, v := range r.draft.Plan.Leaves() {
		if _, number := v.(float64); number && q != p && unit(q) == code {
			return false
		}
	}
	return code != ""
}

// rowWords is how well the words of a sentence name the row of a path.
func (r *reader) rowWords(p plan.Path, words []string) float64 {
	row := p.Row()
	if row == "" {
		return 0
	}
	key := row + plan.Path("."+rowKey[row.List()])
	name, ok := r.held(key).(string)
	if !ok {
		return 0
	}
	if f, found := plan.FieldAt(key); found && f.Enum != "" {
		for _, e := range r.m.enums(f.Enum, r.m.all()) {
			if e.value == name {
				return 1
			}
		}
		return 0
	}
	n := 0.0
	for _, w := range reading.ContentWords(name, r.m.lang) {
		if slices.ContainsFunc(words, func(x string) bool { return sameWord(x, w) }) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	for i, cue := range ordinals {
		if rows := r.rows(row.List()); r.m.has(cue, r.m.all()) && i < len(rows) && rows[i] == row {
			return 1
		}
	}
	return 0.5 + 0.5*n/float64(len(reading.ContentWords(name, r.m.lang)))
}

// fieldCue is 1 when the cue nearest before or around the value names the path's field,
// 0.5 when some cue of the sentence does, and less than 0 when it names another field
// of the same row.
func (r *reader) fieldCue(p plan.Path, s, at span) float64 {
	field := strings.ReplaceAll(string(p.Field()), "[]", "")
	best := 0.0
	for _, h := range r.m.hits {
		if !s.covers(h.span) || topicOfCue(h.name) != topicOf(p) {
			continue
		}
		switch {
		case h.name == field || aliasCue[field] == h.name:
			best = max(best, 1)
		case best == 0 && p.Row() != "" && h.mode == lead && valueCues[h.name]:
			best = -1 // it names another value of the row
		}
	}
	return best
}

// valueCues announce one of several values of a row.
var valueCues = map[string]bool{
	"kpis.baseline": true, "kpis.target": true, "capabilities.maturity": true, "capabilities.criticality": true,
	"value_stream.process_min": true, "value_stream.wait_d": true,
}

// aliasCue names the cue of fields that share one.
var aliasCue = map[string]string{
	"target.start": "target.horizon", "target.end": "target.horizon", "target.decision_date": "target.decision",
	"realisation.responsible": "realisation.owner", "execution.responsible": "execution.owner", "data.assets.owner": "data.owner",
	"value_stream.steps.process_min": "value_stream.process_min", "value_stream.steps.wait_d": "value_stream.wait_d",
}

// denies reports whether the sentence names the stored value as the wrong one.
func (r *reader) denies(s span, old any) bool {
	switch v := old.(type) {
	case float64:
		for _, n := range r.m.numsIn(s) {
			if r.denied(n.span) && n.Value == v {
				return true
			}
		}
	case plan.Date:
		for _, d := range r.m.datesIn(s) {
			if r.denied(d.span) && isoDate(d) == v {
				return true
			}
		}
	case string:
		for _, p := range r.m.peopleIn(s) {
			if r.denied(p.span) && reading.SamePerson(p.Name, v) {
				return true
			}
		}
	}
	return false
}

// swapped reports whether two numbers have the same digits in another order.
func swapped(a, b any) bool {
	x, okX := a.(float64)
	y, okY := b.(float64)
	if !okX || !okY || x == y {
		return false
	}
	return sortedDigits(x) == sortedDigits(y)
}

func sortedDigits(v float64) string {
	d := []byte(strings.Trim(strings.ReplaceAll(formatNumber(v), ".", ""), "0"))
	slices.Sort(d)
	return string(d)
}

// recency favours what was said in the last messages.
func (r *reader) recency(p plan.Path) float64 {
	proof := r.draft.Provenance[p]
	for i, id := range r.recent {
		if id == proof.Message {
			return 1 - 0.2*float64(i)
		}
	}
	return 0
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

func (r *reader) resolve(p plan.Path, value any, forced map[plan.Path]bool) bool {
	forced[p] = true
	r.put(p, value, r.m.all())
	for i := range r.done {
		r.done[i] = true
	}
	r.resolved = true
	return true
}
