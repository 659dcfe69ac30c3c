package tools

import (
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// quote is a piece of evidence that was found in a message.
type quote struct {
	message string
	text    string // as it stands in the message
}

// quotes finds the evidence in the applicant's messages, the newest first.
// Evidence that is in none is refused.
func (s *State) quotes(evidence []string) ([]quote, []Refused) {
	var found []quote
	var refused []Refused
	for _, e := range evidence {
		q, ok := s.find(e)
		if !ok {
			refused = append(refused, Refused{Code: CodeNoQuote, Reason: fmt.Sprintf("%q is in no message of the applicant", e)})
			continue
		}
		found = append(found, q)
	}
	return found, refused
}

func (s *State) find(evidence string) (quote, bool) {
	for _, u := range slices.Backward(s.Said) {
		if start, end, ok := reading.FindQuote(u.Text, evidence); ok {
			return quote{message: u.ID, text: u.Text[start:end]}, true
		}
	}
	return quote{}, false
}

// ground is the one check of every value that a model wants to store: it is
// allowed by the catalogue, and it follows from one of the quotes.
func (s *State) ground(path plan.Path, value any, fragment *plan.Plan, quotes []quote) (quote, *Refused) {
	field, ok := plan.FieldAt(path)
	if !ok {
		return quote{}, &Refused{Path: path, Code: CodeNotAllowed, Reason: "no such field"}
	}
	if reason := allowed(field, value); reason != "" {
		return quote{}, &Refused{Path: path, Code: CodeNotAllowed, Reason: reason}
	}
	if field.List != "" {
		return s.groundRefs(path, field, value, quotes)
	}
	by := reading.Speaker{Lang: s.Lang, Today: s.Now}
	if ofPeople(field) {
		by = s.speaker()
	}
	reason := "no quote was given"
	for _, q := range quotes {
		ok, why := reading.Derivable(s.claim(field, path, value, fragment), q.text, by)
		if unit, text := value.(string); !ok && text && path.Leaf() == "unit" {
			ok = reading.Counts(unit, q.text, s.Lang) // "50 minuuttia" is said for "min"
		}
		if !ok && field.Kind == plan.KindDate {
			ok = len(reading.Enum("moment", q.text, s.Lang)) > 0 && s.dated(path, value)
		}
		if ok && field.Kind == plan.KindBool && !s.concerns(field, q.text) {
			ok, why = false, "the quote neither answers yes or no nor speaks of "+field.Label.EN
		}
		if ok {
			return q, nil
		}
		reason = why
	}
	return quote{}, &Refused{Path: path, Code: CodeNotGrounded, Reason: reason}
}

// dated reports whether another row has the same date in the same field.
func (s *State) dated(path plan.Path, date any) bool {
	for other, value := range s.Draft.Plan.Leaves() {
		if other != path && other.Field() == path.Field() && value == date {
			return true
		}
	}
	return false
}

// concerns reports whether words answer yes or no, or speak of a field: any
// sentence that denies nothing would do for a true otherwise.
func (s *State) concerns(field *plan.Field, words string) bool {
	if len(reading.Enum("bool", words, s.Lang)) > 0 || field.Path == "company.link" && len(reading.Enum("company", words, s.Lang)) > 0 {
		return true
	}
	for _, lang := range plan.Langs {
		about := field.Label.In(lang) + " " + field.Question.In(lang) + " " + field.Help.In(lang) + " " + field.Example.In(lang)
		if reading.Covered(words, about, lang) > 0 || inCompound(words, about, lang) {
			return true
		}
	}
	return false
}

// inCompound reports whether a compound in words holds a content word of about:
// "logistikföretag" speaks of companies.
func inCompound(words, about string, lang plan.Lang) bool {
	for _, long := range reading.ContentWords(words, lang) {
		for _, stem := range reading.ContentWords(about, lang) {
			if len(stem) >= minCompound && len(long) > len(stem) && strings.Contains(long, stem) {
				return true
			}
		}
	}
	return false
}

// minCompound is how long a word must be to be looked for inside compounds.
const minCompound = 5

// Allowed returns an [*ArgError] when the catalogue does not allow value at path:
// no such field, outside its enumeration, no date. It serves values that a
// person types as well as those of a model.
func Allowed(path plan.Path, value any) error {
	field, ok := plan.FieldAt(path)
	if !ok {
		return &ArgError{Tool: "edit", Reason: fmt.Sprintf("no such field: %q", path)}
	}
	if reason := allowed(field, value); reason != "" {
		return &ArgError{Tool: "edit", Reason: fmt.Sprintf("%s: %s", path, reason)}
	}
	return nil
}

// allowed says why a value is outside the field's enumeration or range, or "".
func allowed(field *plan.Field, value any) string {
	switch v := value.(type) {
	case float64:
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return "not a number"
		}
	case plan.Date:
		if !v.Valid() {
			return fmt.Sprintf("%q is not a date (2026-09-30 or 2026-09)", v)
		}
	case string:
		return notOption(field, v)
	case []string:
		for _, item := range v {
			if reason := notOption(field, item); reason != "" {
				return reason
			}
		}
	}
	return ""
}

func notOption(field *plan.Field, value string) string {
	if field.Enum == "" {
		return ""
	}
	options := plan.Options(field.Enum)
	if slices.ContainsFunc(options, func(o plan.Option) bool { return o.Value == value }) {
		return ""
	}
	return fmt.Sprintf("%q is not one of the values of %s", value, field.Enum)
}

// claim is the value at path as package reading checks it.
func (s *State) claim(field *plan.Field, path plan.Path, value any, fragment *plan.Plan) reading.Claim {
	return reading.Claim{Kind: field.Kind, Value: value, Unit: s.unit(field, path, fragment), Set: field.Enum}
}

// unit is the unit of a number: the field's own, or what its row says it is, in
// the fragment first.
func (s *State) unit(field *plan.Field, path plan.Path, fragment *plan.Plan) string {
	key, sibling := strings.CutPrefix(field.Unit, "@")
	if !sibling {
		return field.Unit
	}
	at := path[:len(path)-len(path.Leaf())] + plan.Path(key)
	for _, p := range []*plan.Plan{fragment, &s.Draft.Plan} {
		if v, ok := p.Get(at); ok {
			return v.(string)
		}
	}
	return ""
}

// speaker is the applicant: "minä", "jag" and "I" are the contact person.
func (s *State) speaker() reading.Speaker {
	return reading.Speaker{Lang: s.Lang, Today: s.Now, Name: s.Draft.Plan.Applicant.ContactName, Known: People(&s.Draft.Plan)}
}

// People lists the full names that stand in the plan, each once, in the order of
// the document.
func People(p *plan.Plan) []string {
	var names []string
	for name := range Parties(p) {
		if strings.Contains(name, " ") && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// Parties yields every value of the plan's person fields, people and groups alike,
// in the order of the document and as often as they stand there.
func Parties(p *plan.Plan) iter.Seq[string] {
	return func(yield func(string) bool) {
		for path, value := range p.Leaves() {
			field, ok := plan.FieldAt(path)
			if !ok || !ofPeople(field) {
				continue
			}
			names, many := value.([]string)
			if !many {
				names = []string{value.(string)}
			}
			for _, name := range names {
				if !yield(name) {
					return
				}
			}
		}
	}
}

// groundRefs checks a reference to rows of another list: they are there, and the
// applicant spoke of them. A quote is enough: how people point at a row ("both",
// "the first one", a word of its name) is for the model to read.
func (s *State) groundRefs(path plan.Path, field *plan.Field, value any, quotes []quote) (quote, *Refused) {
	ids, ok := value.([]string)
	if !ok {
		ids = []string{value.(string)}
	}
	if row := path.Row(); row != "" && !s.hasRow(row) {
		return quote{}, &Refused{Path: path, Code: CodeNoRow, Reason: fmt.Sprintf("a reference alone makes no row %s", row)}
	}
	present := s.Draft.Plan.Rows(field.List)
	for _, id := range ids {
		if !slices.Contains(present, id) {
			return quote{}, &Refused{Path: path, Code: CodeNoRow, Reason: fmt.Sprintf("there is no row %s", plan.At(field.List, id, ""))}
		}
	}
	if len(quotes) == 0 {
		return quote{}, &Refused{Path: path, Code: CodeNotGrounded, Reason: "no quote was given"}
	}
	return quotes[0], nil
}
