package guided

import (
	"slices"
	"sort"
	"strconv"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// candidate is a stored leaf that a value may be about.
type candidate struct {
	path  plan.Path
	score float64
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
	if f.Kind != plan.KindNumber || ratings[f.Path] && (n.Unit != "" || n.Value < 1 || n.Value > 5) {
		return nil, 0
	}
	unit := f.Unit
	if strings.HasPrefix(unit, "@") {
		unit, _ = r.held(sibling(p, strings.TrimPrefix(unit, "@"))).(string)
	}
	code := reading.UnitCode(unit)
	if plain := plainRate(unit); plain != "" && plain == plainRate(n.UnitText) {
		return n.Value, 2
	}
	if n.Unit == "" || n.Unit == reading.UnitCount {
		if code != "" && code != reading.UnitCount {
			if n.UnitText != "" && r.m.toks[n.i].Kind == reading.Word {
				return nil, 0 // "I mixed up two colleagues"
			}
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

// ratings are the fields on the scale from 1 to 5.
var ratings = map[plan.Path]bool{"capabilities[].maturity": true, "capabilities[].criticality": true}

// plainRate writes a rate one way: "km per ton" as "km/ton".
func plainRate(unit string) string {
	unit = strings.ReplaceAll(reading.Fold(unit), " per ", "/")
	if !strings.Contains(unit, "/") {
		return ""
	}
	return strings.ReplaceAll(unit, " ", "")
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
		if named < 1 && r.deniesOther(s, path, f, old) {
			continue
		}
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
		dated := r.dated(path, s)
		score += 3 * dated
		enough := named >= 0.5 || cued > 0 || r.denies(s, old) || unitFit >= 2 && (recent > 0.7 || swapped(old, value) || r.onlyUnit(path))
		clear := unitFit >= 2 && (named >= namedWell || cued >= 1 && r.onlyUnit(path)) || unitFit >= 1 && (named >= namedWell && dated > 0 || named > 0 && cued >= 1)
		if !marked && !clear || marked && !enough {
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

// namedWell is how well words must name a row that nothing else points at.
const namedWell = 0.7

// dayOf is the field that tells the day of a value.
var dayOf = map[string]string{"kpis[].baseline": "baseline_date", "kpis[].target": "deadline"}

// dated is 1 when the sentence tells the stored day of the path's value, and -1 when it tells
// another day.
func (r *reader) dated(p plan.Path, s span) float64 {
	day, ok := r.held(sibling(p, dayOf[string(p.Field())])).(plan.Date)
	if !ok || len(r.m.datesIn(s)) == 0 {
		return 0
	}
	for _, d := range r.m.datesIn(s) {
		if r.equal(p, day, isoDate(d)) {
			return 1
		}
	}
	return -1
}

// onlyUnit reports whether no stored number of another row is measured in the path's unit.
func (r *reader) onlyUnit(p plan.Path) bool {
	unit := func(p plan.Path) string {
		u := mustField(p).Unit
		if strings.HasPrefix(u, "@") {
			u, _ = r.held(sibling(p, strings.TrimPrefix(u, "@"))).(string)
		}
		if rate := plainRate(u); rate != "" {
			return rate
		}
		return reading.UnitCode(u)
	}
	code := unit(p)
	for q, v := range r.draft.Plan.Leaves() {
		if _, number := v.(float64); number && q != p && (q.Row() == "" || q.Row() != p.Row()) && unit(q) == code {
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
	if p.Row().List() == "raci" {
		for _, c := range r.m.roles {
			if s.covers(c.span) && c.Role == p.Leaf() {
				return 1
			}
		}
	}
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
			if r.denied(p.span) && reading.SamePerson(r.name(p), v) {
				return true
			}
		}
	case []string:
		return len(v) == 1 && r.denies(s, v[0])
	}
	return false
}

// deniesOther reports whether the sentence names another number than the stored one as wrong.
func (r *reader) deniesOther(s span, p plan.Path, f *plan.Field, old any) bool {
	other := false
	for _, n := range r.m.numsIn(s) {
		if !r.denied(n.span) {
			continue
		}
		v, _ := r.numberFor(p, f, old, n)
		if v != nil && r.equal(p, old, v) {
			return false
		}
		other = other || v != nil
	}
	return other
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
	d := []byte(strings.Trim(strings.ReplaceAll(strconv.FormatFloat(v, 'f', -1, 64), ".", ""), "0"))
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
