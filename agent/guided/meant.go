package guided

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// candidate is a stored leaf that a value may be about.
type candidate struct {
	path   plan.Path
	value  any
	score  float64
	named  float64
	same   bool // the value is the stored one
	denied bool // the sentence says that the stored value is wrong
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
	if bareRates.has(token{fold: reading.Fold(n.UnitText), low: strings.ToLower(n.UnitText)}) {
		n.Unit, n.Per = reading.UnitCount, n.Unit // "3 400 a year" counts what the question was about
	}
	if plain := plainRate(unit); plain != "" && plain == plainRate(n.UnitText) {
		return n.Value, 2
	}
	if n.Unit == "" || n.Unit == reading.UnitCount {
		measured := code != "" && code != reading.UnitCount
		switch {
		case n.Unit != "" && sameUnit(n.UnitText, unit):
			return n.Value, 2
		case measured && n.Unit != "" && n.Per != "":
			return nil, 0
		case measured:
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

// bareRates are rates that stand right after a number.
var bareRates = wordSet("vuodessa kuukaudessa viikossa päivässä vuorokaudessa tunnissa årligen årligt yearly annually monthly weekly daily")

// sameUnit reports whether two units that no table has begin with forms of one word.
func sameUnit(a, b string) bool {
	first := func(s string) string { w, _, _ := strings.Cut(reading.Fold(s), " "); return w }
	a, b = first(a), first(b)
	return a != "" && (a == b || sameWord(a, b))
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

// dateFor is the value of a date for a date field; nil when the field tells of the past and
// the date is to come, or the reverse. The weight says how well the words around it fit.
func (r *reader) dateFor(p plan.Path, f *plan.Field, d day) (any, float64) {
	if f.Kind != plan.KindDate {
		return nil, 0
	}
	value := isoDate(d)
	later := string(value) > r.now.Format(time.DateOnly)
	s := r.m.sentences[r.m.sentence(d.i)]
	begins, ends := r.m.has("begins", s), r.m.has("ends", s)
	switch p.Leaf() {
	case "baseline_date", "decision_date":
		if later {
			return nil, 0
		}
	case "deadline", "by", "end":
		if !later || d.Role == reading.RoleAsOf || begins && !ends {
			return nil, 0
		}
	case "start":
		if d.Role == reading.RoleEnd || d.Role == reading.RoleDeadline || ends && !begins {
			return nil, 0
		}
	}
	return value, 1
}

// fitting says which value, if any, a leaf would have, and how well its kind and unit fit.
type fitting func(p plan.Path, f *plan.Field, old any) (any, float64)

// meant scores the stored leaves that a value can be about and returns the best one with
// the value. Without a word of correction, only a leaf whose row or field the sentence
// clearly names is.
func (r *reader) meant(t statement, at span, c claim, fits fitting) (plan.Path, any) {
	var found []candidate
	denied, named := false, 0.0
	for path, old := range r.draft.Plan.Leaves() {
		f, ok := plan.FieldAt(path)
		if !ok {
			continue
		}
		value, unitFit := fits(path, f, old)
		if value == nil {
			continue
		}
		cand, ok := r.weigh(t, c, path, old, value, unitFit)
		if !ok {
			continue
		}
		denied = denied || cand.denied
		named = max(named, cand.named)
		found = append(found, cand)
	}
	found = slices.DeleteFunc(found, func(x candidate) bool {
		return denied && !x.denied || !x.denied && named >= namedWell && x.named < named-0.3
	})
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(b.score, a.score) })
	if len(found) == 0 || found[0].score < 2 {
		return "", nil
	}
	if c < corrects && slices.ContainsFunc(found, func(x candidate) bool { return x.same && x.named >= found[0].named }) {
		return "", nil // it is said again
	}
	return found[0].path, found[0].value
}

// weigh scores one leaf, and says whether it can be meant at all.
func (r *reader) weigh(t statement, c claim, path plan.Path, old, value any, unitFit float64) (candidate, bool) {
	named := r.namedBy(t, path)
	if row := path.Row(); c == strays && row != "" && mustField(path).Kind == plan.KindNumber {
		named = r.nameWords(row, t.words) // other words of a row don't tell which of its numbers
	}
	cued := r.fieldCue(path, t.around)
	recent := r.recency(path)
	dated := r.dated(path, t.span)
	x := candidate{path: path, value: value, named: named, denied: r.denies(t.span, old)}
	x.score = unitFit + 4*named + 3*cued + recent + 3*dated
	if x.denied {
		x.score += 5
	}
	if swapped(old, value) {
		x.score += 2
	}
	if x.same = r.equal(path, old, value); x.same {
		x.score--
	}
	if c == corrects {
		return x, named >= 0.5 || cued > 0 || x.denied || unitFit >= 2 && (recent > 0.7 || swapped(old, value) || r.onlyUnit(path))
	}
	switch mustField(path).Kind {
	case plan.KindDate:
		return x, named >= namedWell
	case plan.KindPerson, plan.KindPersons:
		return x, named >= namedWell && cued > 0
	}
	if c == changes && named >= namedWell && cued >= 1 {
		return x, true
	}
	return x, unitFit >= 2 && (named >= namedWell || cued >= 1 && r.onlyUnit(path)) || unitFit >= 1 && (named >= namedWell || cued >= 1) && dated > 0
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

// fieldCue is 1 when the cue nearest before or around the value names the path's field,
// 0.5 when some cue of the sentence does, and less than 0 when it names another field
// of the same row.
func (r *reader) fieldCue(p plan.Path, s span) float64 {
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
		for _, d := range r.m.dates {
			if !s.covers(d.span) {
				continue
			}
			month := d.Inferred && len(d.ISO) == len("2026-05") && len(v) > 7 && v[5:7] == plan.Date(d.ISO[5:])
			if r.denied(d.span) && (isoDate(d) == v || month) {
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
