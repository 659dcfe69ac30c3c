package tools

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// Refusal codes.
const (
	CodeNotGrounded = "not_grounded" // not derivable from any quote
	CodeNoQuote     = "no_quote"     // the quote is in no message of the applicant
	CodeNotAllowed  = "not_allowed"  // outside the enumeration or the range
	CodeNoRow       = "no_row"       // names a row that is not there
)

// fillIn is what the tools for a section take: a fragment of the plan and the
// applicant's words that it comes from.
type fillIn[S any] struct {
	Values   S        `json:"values"`
	Evidence []string `json:"evidence" jsonschema_description:"Verbatim quotes from the applicant's messages from which every value follows."`
}

// rowsIn is the same for the tools that fill a list.
type rowsIn[R any] struct {
	Rows     []R      `json:"rows" jsonschema_description:"Rows to add or change. A row with a known id is merged into it, key by key; a row without id is new."`
	Evidence []string `json:"evidence" jsonschema_description:"Verbatim quotes from the applicant's messages from which every value follows."`
}

// fill defines the tool that stores into one section.
func fill[S any](at plan.Path, section func(*plan.Plan) *S) Tool {
	name := "set_" + string(at)
	return define(name, at, docs[name], func(_ context.Context, s *State, in fillIn[S]) (string, error) {
		var fragment plan.Plan
		*section(&fragment) = in.Values
		return s.store(name, &fragment, in.Evidence)
	})
}

// fillRows defines the tool that stores into one list.
func fillRows[R any](at plan.Path, rows func(*plan.Plan) *[]R) Tool {
	name := "set_" + string(at)
	return define(name, at, docs[name], func(_ context.Context, s *State, in rowsIn[R]) (string, error) {
		var fragment plan.Plan
		*rows(&fragment) = in.Rows
		return s.store(name, &fragment, in.Evidence)
	})
}

// store names the fragment's new rows, grounds each leaf and puts what holds into
// the draft. References come last: what they point at may be in the fragment.
func (s *State) store(tool string, fragment *plan.Plan, evidence []string) (string, error) {
	if err := fragment.NameRows(&s.Draft.Plan); err != nil {
		return "", &ArgError{Tool: tool, Reason: err.Error()}
	}
	fresh := s.fresh(fragment)
	quotes, refused := s.quotes(evidence)
	var stored []Stored
	keep := func(path plan.Path, value any) {
		line, no := s.storeLeaf(path, value, fragment, quotes)
		if no != nil {
			refused = append(refused, *no)
			return
		}
		stored = append(stored, line)
	}
	references := map[plan.Path]any{}
	for path, value := range fragment.Leaves() {
		if isReference(path) {
			references[path] = value
			continue
		}
		keep(path, value)
	}
	for _, path := range slices.Sorted(maps.Keys(references)) {
		keep(path, references[path])
	}
	if err := s.mergeRepeats(fresh, stored); err != nil {
		return "", err
	}
	Derive(s.Draft, s.Now)
	if slices.ContainsFunc(stored, func(s Stored) bool { f, ok := plan.FieldAt(s.Path); return ok && ofPeople(f) }) {
		completeNames(&s.Draft.Plan)
	}
	s.Receipt.Refused = append(s.Receipt.Refused, refused...)
	return answer(struct {
		Stored  []Stored  `json:"stored"`
		Refused []Refused `json:"refused,omitempty"`
	}{stored, refused})
}

func isReference(path plan.Path) bool {
	f, ok := plan.FieldAt(path)
	return ok && f.List != ""
}

func (s *State) storeLeaf(path plan.Path, value any, fragment *plan.Plan, quotes []quote) (Stored, *Refused) {
	q, no := s.ground(path, value, fragment, quotes)
	if no != nil {
		return Stored{}, no
	}
	line, err := s.put(path, value, q)
	if err != nil {
		return Stored{}, &Refused{Path: path, Code: CodeNotAllowed, Reason: err.Error()}
	}
	return line, nil
}

// put stores one grounded value and notes it in the receipt.
func (s *State) put(path plan.Path, value any, q quote) (Stored, error) {
	old, held := s.Draft.Plan.Get(path)
	if !held {
		old = nil
	}
	before := s.Draft.Provenance[path].Quote
	proof := plan.Provenance{Source: plan.Said, Message: q.message, Quote: q.text, At: s.Now}
	if err := s.Draft.Put(path, value, proof); err != nil {
		return Stored{}, err
	}
	if reflect.DeepEqual(old, value) {
		old = nil
	}
	line := Stored{Path: path, Value: value, Quote: q.text, Source: plan.Said, Old: old}
	if old != nil {
		line.OldQuote = before
	}
	s.Receipt.note(line)
	return line, nil
}

// Derive fills what follows from other leaves after any change of the draft: a
// KPI's direction, unless a person stated it, and with the first change the
// versions that the plan is begun with.
func Derive(d *plan.Draft, now time.Time) {
	criteria.Pin(&d.Plan)
	for i := range d.Plan.KPIs {
		k := &d.Plan.KPIs[i]
		path := plan.At("kpis", k.ID, "direction")
		if source := d.Provenance[path].Source; source == plan.Said || source == plan.Edited || source == plan.Imported {
			continue
		}
		heading := k.Heading()
		if heading == "" || heading == k.Direction {
			continue
		}
		k.Direction = heading
		d.Provenance[path] = plan.Provenance{
			Source: plan.Computed, Formula: "sign(target - baseline)", At: now,
			From: []plan.Path{plan.At("kpis", k.ID, "baseline"), plan.At("kpis", k.ID, "target")},
		}
	}
}

// completeNames puts the whole name in the place of a bare surname that was told before
// it, where only one person of the plan has that surname. The proof stays: the words name
// the person.
func completeNames(p *plan.Plan) {
	whole := map[string]string{} // by surname; "" when several persons have it
	for _, name := range People(p) {
		last := name[strings.LastIndexByte(name, ' ')+1:]
		if other, ok := whole[last]; ok && other != name {
			name = ""
		}
		whole[last] = name
	}
	completed := map[plan.Path]any{}
	for path, value := range p.Leaves() {
		field, ok := plan.FieldAt(path)
		if !ok || !ofPeople(field) {
			continue
		}
		switch v := value.(type) {
		case string:
			if name := whole[v]; name != "" && capitalised(name) {
				completed[path] = name
			}
		case []string:
			list := slices.Clone(v)
			for i := range list {
				if name := whole[list[i]]; name != "" && capitalised(name) {
					list[i] = name
				}
			}
			if !slices.Equal(list, v) {
				completed[path] = list
			}
		}
	}
	for path, value := range completed {
		_ = p.Set(path, value) // it holds a value of the same kind
	}
}

func ofPeople(f *plan.Field) bool { return f.Kind == plan.KindPerson || f.Kind == plan.KindPersons }

// capitalised reports whether every word begins with a capital, as in the name of a
// person and in few names of groups.
func capitalised(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

func answer(v any) (string, error) {
	data, err := json.Marshal(v)
	if err != nil {
		return "", fmt.Errorf("answer: %w", err)
	}
	return string(data), nil
}
