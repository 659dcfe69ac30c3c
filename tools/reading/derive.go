package reading

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unicode"

	"luonnos/tools/plan"
)

// Claim is a value that somebody says follows from a quote.
type Claim struct {
	Kind  plan.Kind
	Value any    // number, string, bool or list of strings, as decoded from JSON or of the plan's types
	Unit  string // unit of the field, for numbers: a code or as written; "" for a bare number
	Set   string // name of the enumeration, for enum and enums
}

// Speaker is who wrote the quote and what is known around it.
type Speaker struct {
	Lang  Lang
	Today time.Time
	Name  string   // who "minä", "jag" and "I" are
	Known []string // full names mentioned before
}

// Derivable reports whether the claim's value can be read from the quote. If not, reason says in English, for a model to
// act on, what the quote does say.
func Derivable(c Claim, quote string, by Speaker) (ok bool, reason string) {
	v := reflect.ValueOf(c.Value)
	if !v.IsValid() {
		return false, "no value"
	}
	switch c.Kind {
	case plan.KindNumber:
		x, ok := asNumber(v)
		if !ok {
			return false, "the value is not a number"
		}
		return derivableNumber(x, c.Unit, quote, by)
	case plan.KindDate:
		return derivableDate(asString(v), quote, by)
	case plan.KindBool:
		if v.Kind() != reflect.Bool {
			return false, "the value is neither true nor false"
		}
		return derivableBool(v.Bool(), quote, by)
	}
	values := asStrings(v)
	if len(values) == 0 {
		return false, "no value"
	}
	for _, s := range values {
		ok, reason := derivableOne(c, s, quote, by)
		if !ok {
			return false, reason
		}
	}
	return true, ""
}

func derivableOne(c Claim, s, quote string, by Speaker) (bool, string) {
	switch c.Kind {
	case plan.KindEnum, plan.KindEnums:
		return derivableEnum(c.Set, s, quote, by)
	case plan.KindPerson:
		return derivablePerson(s, quote, by)
	case plan.KindPersons:
		ok, reason := derivablePerson(s, quote, by)
		if ok || personLike(s) {
			return ok, reason
		}
		for _, p := range Parties(quote, by.Lang, by.Known) {
			if fold(p.Name) == fold(s) {
				return true, "" // "tekniselle lautakunnalle"
			}
		}
		return derivableText(s, quote, by)
	case plan.KindRef, plan.KindRefs:
		return false, "a reference is checked against the plan, not against a quote"
	}
	return derivableText(s, quote, by)
}

func asNumber(v reflect.Value) (float64, bool) {
	switch {
	case v.CanFloat():
		return v.Float(), true
	case v.CanInt():
		return float64(v.Int()), true
	}
	if n, ok := v.Interface().(json.Number); ok {
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}

func asString(v reflect.Value) string {
	if v.Kind() == reflect.String {
		return v.String()
	}
	return fmt.Sprint(v.Interface())
}

func asStrings(v reflect.Value) []string {
	if v.Kind() == reflect.Slice || v.Kind() == reflect.Array {
		out := make([]string, 0, v.Len())
		for i := range v.Len() {
			e := v.Index(i)
			if e.Kind() == reflect.Interface {
				e = e.Elem()
			}
			if e.IsValid() {
				out = append(out, asString(e))
			}
		}
		return out
	}
	return []string{asString(v)}
}

// equal compares numbers as people write them: to nine significant digits.
func equal(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

func derivableNumber(v float64, unit, quote string, by Speaker) (bool, string) {
	d := parse(quote, by.Lang)
	found := d.numbers(d.notQuantities())
	if v == 0 && d.saysNone() {
		return true, ""
	}
	if len(found) == 0 {
		return false, fmt.Sprintf("the quote has no number; the value is %s", format(v))
	}
	want := UnitCode(unit)
	var seen []string
	for _, n := range found {
		if n.Ordinal {
			continue
		}
		values := []float64{n.Value}
		if n.High != 0 {
			values = append(values, n.High)
		}
		for _, x := range values {
			if numberFits(x, n, v, want) {
				return true, ""
			}
		}
		seen = append(seen, strings.TrimSpace(format(n.Value)+" "+n.Unit))
	}
	for _, y := range d.rawDates(time.Time{}) { // a year is a number in a field such as a count of years only when it is bare
		if y.y > 0 && y.m == 0 && equal(float64(y.y), v) && (want == "" || want == UnitCount) {
			return true, ""
		}
	}
	if len(seen) > 6 {
		seen = append(seen[:6], "…")
	}
	return false, fmt.Sprintf("the quote says %s, not %s", strings.Join(seen, ", "), strings.TrimSpace(format(v)+" "+unit))
}

// nones are the words that say zero without a number: "ilman odotusta", "ingen väntan", "no waiting". Before an unknown
// they say nothing of the amount: "ei tiedossa", "no idea".
var (
	nones = map[Lang]map[string]bool{
		FI: set("ilman ei"), SV: set("utan ingen inget inga noll"), EN: set("without no none zero"),
	}
	unknowns = set(`ole tieda tiedeta tietoa tiedossa osaa voi viela muista kukaan mitaan
		aning uppgift uppgifter information data vet
		idea data information figure figures number numbers one way`)
)

// saysNone reports whether the text says that there is none of something.
func (d *text) saysNone() bool {
	for i := range d.t {
		if nones[d.lang][d.t[i].f] && !unknowns[d.at(i+1)] {
			return true
		}
	}
	return false
}

// numberFits reports whether x as read in n can be v in the field's unit.
func numberFits(x float64, n Number, v float64, want string) bool {
	if n.Unit == "" || n.Unit == UnitCount || want == "" || want == UnitCount {
		if equal(x, v) {
			return true
		}
		if want == "" || want == UnitCount {
			return n.Unit == UnitShare && equal(tidy(x*100), v)
		}
		return false
	}
	y, ok := Convert(x, n.Unit, want)
	return ok && (equal(y, v) || n.Fraction && math.Abs(y-v) < 0.01*math.Abs(v))
}

func format(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func derivableDate(v, quote string, by Speaker) (bool, string) {
	dates := Dates(quote, by.Lang, by.Today)
	if len(dates) == 0 {
		return false, fmt.Sprintf("the quote has no date; the value is %s", v)
	}
	var seen []string
	for _, d := range dates {
		if dateFits(v, d) || d.Inferred && dateFits(otherYear(v, d.ISO), d) {
			return true, ""
		}
		seen = append(seen, d.ISO)
	}
	return false, fmt.Sprintf("the quote says %s, not %s", strings.Join(seen, ", "), v)
}

// otherYear is v in the year of iso when that is the year before or after: of a date
// without its year, one may mean the last or the next.
func otherYear(v, iso string) string {
	if len(v) < 7 {
		return ""
	}
	if a, b := smallInt(v[:4]), smallInt(iso[:4]); a-b == 1 || b-a == 1 {
		return iso[:4] + v[4:]
	}
	return ""
}

// dateFits reports whether v is d at the precision of either: the day itself, its month or year, or a border of its span.
func dateFits(v string, d Date) bool {
	switch {
	case v == d.ISO, v == d.From, v == d.To:
		return true
	case len(v) < 4:
		return false
	case len(v) < len(d.ISO):
		return strings.HasPrefix(d.ISO, v) && d.ISO[len(v)] == '-'
	}
	return len(v) == 7 && d.Approx && d.From[:7] <= v && v <= d.To[:7]
}

func derivableBool(v bool, quote string, by Speaker) (bool, string) {
	no := false
	for _, m := range Enum("bool", quote, by.Lang) {
		no = no || m.Value == "no"
	}
	switch {
	case v && no:
		return false, "the quote is negative; the value is true"
	case !v && !no:
		return false, "the quote denies nothing; the value is false"
	case v && len(ContentWords(quote, by.Lang)) == 0 && len(Enum("bool", quote, by.Lang)) == 0:
		return false, "the quote says nothing"
	}
	return true, ""
}

func derivableEnum(set, v, quote string, by Speaker) (bool, string) {
	if enumSets()[set] == nil {
		return false, fmt.Sprintf("no such enumeration: %s", set)
	}
	var seen []string
	for _, m := range Enum(set, quote, by.Lang) {
		if m.Value == v {
			return true, ""
		}
		seen = append(seen, m.Value)
	}
	if set == "direction" && len(seen) == 0 && changeOf(quote, by.Lang) == v {
		return true, ""
	}
	if len(seen) == 0 {
		return false, fmt.Sprintf("no word of the quote stands for %s", v)
	}
	return false, fmt.Sprintf("the quote says %s, not %s", strings.Join(seen, ", "), v)
}

// changeOf is the direction from the first number of a quote to the last when both have one unit, or "".
func changeOf(quote string, lang Lang) string {
	var first, last *Number
	found := Numbers(quote, lang)
	for i := range found {
		if n := &found[i]; !n.Ordinal && !n.Implied {
			if first == nil {
				first = n
			}
			last = n
		}
	}
	switch {
	case first == nil || first.Unit != last.Unit || first.Value == last.Value:
		return ""
	case first.Value < last.Value:
		return "increase"
	}
	return "decrease"
}

func derivablePerson(v, quote string, by Speaker) (bool, string) {
	parts := nameParts(v)
	if len(parts) == 0 {
		return false, "no value"
	}
	d := parse(quote, by.Lang)
	self := by.Name != "" && SamePerson(by.Name, v)
	people := d.people(append([]string{by.Name}, by.Known...))
	for _, p := range people {
		if p.Self && self {
			return true, ""
		}
	}
	present := 0
	for k, part := range parts {
		if d.hasName(part, k < len(parts)-1) {
			present++
		}
	}
	if present == len(parts) {
		return true, ""
	}
	if present > 0 {
		same := 0
		for _, name := range append([]string{by.Name}, by.Known...) {
			if fold(stripTitle(name, "")) == strings.Join(parts, " ") {
				same++
			}
		}
		if same > 0 {
			return true, ""
		}
		return false, fmt.Sprintf("the quote has only a part of the name %s, and nobody of that name was mentioned before", v)
	}
	var seen []string
	for _, p := range people {
		if p.Name != "" {
			seen = append(seen, p.Name)
		}
	}
	if len(seen) == 0 {
		return false, fmt.Sprintf("the quote names no person; the value is %s", v)
	}
	return false, fmt.Sprintf("the quote names %s, not %s", strings.Join(seen, ", "), v)
}

// hasName reports whether a form of a folded name occurs in the text, with a capital where the text has capitals.
func (d *text) hasName(part string, first bool) bool {
	for i := range d.t {
		t := &d.t[i]
		if t.k == Word && (t.up || d.caseless) && isForm(t.base(), part, first) {
			return true
		}
	}
	return false
}

// personLike reports whether a value looks like the full name of a person.
func personLike(v string) bool {
	words := strings.Fields(stripTitle(v, ""))
	if len(words) < 2 {
		return false
	}
	for _, w := range words {
		if !unicode.IsUpper(firstRune(w)) {
			return false
		}
	}
	return firstNames()[fold(words[0])].exact || looksSurname(fold(words[len(words)-1]))
}

func derivableText(v, quote string, by Speaker) (bool, string) {
	n, missing := coverage(v, quote, by.Lang)
	if n == 0 {
		if Covered(v, quote, by.Lang) == 1 {
			return true, ""
		}
		return false, "the value has no words of the quote"
	}
	if float64(n-len(missing)) >= 0.9*float64(n) {
		return true, ""
	}
	return false, fmt.Sprintf("not in the quote: %s", strings.Join(missing, ", "))
}
