package tools

import (
	"context"
	"fmt"
	"slices"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

type proposeIn struct {
	Path   plan.Path `json:"path"`
	Text   string    `json:"text"`
	Reason string    `json:"reason"`
}

// propose stores the assistant's own words for a text field that holds nothing
// yet. They count for no criterion until a person confirms them.
func propose(_ context.Context, s *State, in proposeIn) (string, error) {
	f, ok := plan.FieldAt(in.Path)
	if !ok || f.Kind != plan.KindText {
		return "", &ArgError{Tool: "propose", Reason: fmt.Sprintf("%q is not a text field", in.Path)}
	}
	if _, filled := s.Draft.Plan.Get(in.Path); filled {
		return "", &ArgError{Tool: "propose", Reason: fmt.Sprintf("%s has a value already", in.Path)}
	}
	if row := in.Path.Row(); row != "" && !s.hasRow(row) {
		return "", &ArgError{Tool: "propose", Reason: fmt.Sprintf("there is no row %s", row)}
	}
	if err := s.Draft.Put(in.Path, in.Text, plan.Provenance{Source: plan.Proposed, At: s.Now}); err != nil {
		return "", &ArgError{Tool: "propose", Reason: err.Error()}
	}
	s.Receipt.note(Stored{Path: in.Path, Value: in.Text, Source: plan.Proposed})
	return answer(map[string]any{"proposed": in.Path})
}

type confirmIn struct {
	Paths    []plan.Path `json:"paths"`
	Evidence []string    `json:"evidence"`
}

// confirm marks proposed values as accepted by the applicant, whose words of
// acceptance are the evidence. They stand in the newest message and deny nothing,
// and what this turn has proposed nobody has seen yet.
func confirm(_ context.Context, s *State, in confirmIn) (string, error) {
	yes, reason := s.acceptance(in.Evidence)
	if reason != "" {
		return "", &ArgError{Tool: "confirm", Reason: "evidence: " + reason}
	}
	var refused []Refused
	var confirmed []plan.Path
	for _, path := range in.Paths {
		proof, ok := s.Draft.Provenance[path]
		switch {
		case !ok || (proof.Source != plan.Proposed && proof.Source != plan.Document):
			refused = append(refused, Refused{Path: path, Code: CodeNotAllowed, Reason: "nothing here waits for confirmation"})
			continue
		case s.Receipt.proposed(path):
			refused = append(refused, Refused{Path: path, Code: CodeNotAllowed, Reason: "the applicant has not seen this proposal yet"})
			continue
		}
		proof.ConfirmedBy, proof.ConfirmedAt = "applicant", s.Now
		proof.Message, proof.Quote = yes.message, yes.text
		s.Draft.Provenance[path] = proof
		value, _ := s.Draft.Plan.Get(path)
		s.Receipt.note(Stored{Path: path, Value: value, Quote: yes.text, Source: proof.Source})
		confirmed = append(confirmed, path)
	}
	return answer(map[string]any{"confirmed": confirmed, "refused": refused})
}

// acceptance is the piece of evidence by which the applicant accepts, or why
// there is none.
func (s *State) acceptance(evidence []string) (quote, string) {
	if len(s.Said) == 0 {
		return quote{}, "the applicant has said nothing"
	}
	newest := s.Said[len(s.Said)-1]
	reason := "no quote of the applicant's newest message"
	for _, e := range evidence {
		start, end, ok := reading.FindQuote(newest.Text, e)
		if !ok {
			continue
		}
		q := quote{message: newest.ID, text: newest.Text[start:end]}
		if ok, reason = reading.Derivable(reading.Claim{Kind: plan.KindBool, Value: true}, q.text, s.speaker()); ok {
			return q, ""
		}
	}
	return quote{}, reason
}

type removeIn struct {
	Paths    []plan.Path `json:"paths"`
	Evidence []string    `json:"evidence"`
}

// remove clears leaves or takes rows away, on the applicant's word.
func remove(_ context.Context, s *State, in removeIn) (string, error) {
	if quotes, _ := s.quotes(in.Evidence); len(quotes) == 0 {
		return "", &ArgError{Tool: "remove", Reason: "evidence: no quote of the applicant"}
	}
	var removed []plan.Path
	var refused []Refused
	for _, path := range in.Paths {
		if err := s.Draft.Drop(path); err != nil {
			refused = append(refused, Refused{Path: path, Code: CodeNotAllowed, Reason: err.Error()})
			continue
		}
		removed = append(removed, path)
	}
	if len(removed) == 0 && len(refused) > 0 {
		return "", &ArgError{Tool: "remove", Reason: refused[0].Reason}
	}
	s.Receipt.Removed = append(s.Receipt.Removed, removed...)
	return answer(map[string]any{"removed": removed, "refused": refused})
}

type reorderIn struct {
	List     plan.Path `json:"list" jsonschema_description:"The list: kpis, raci, value_stream.steps and so on."`
	IDs      []string  `json:"ids" jsonschema_description:"The ids of all its rows in their new order."`
	Evidence []string  `json:"evidence"`
}

// reorder puts the rows of a list into another order, on the applicant's word.
func reorder(_ context.Context, s *State, in reorderIn) (string, error) {
	if quotes, _ := s.quotes(in.Evidence); len(quotes) == 0 {
		return "", &ArgError{Tool: "reorder", Reason: "evidence: no quote of the applicant"}
	}
	if err := s.Draft.Plan.Reorder(in.List, in.IDs); err != nil {
		return "", &ArgError{Tool: "reorder", Reason: err.Error()}
	}
	if !slices.Contains(s.Receipt.Reordered, in.List) {
		s.Receipt.Reordered = append(s.Receipt.Reordered, in.List)
	}
	return answer(map[string]any{"list": in.List, "rows": s.Draft.Plan.Rows(in.List)})
}

type skipIn struct {
	Paths  []plan.Path    `json:"paths"`
	Kind   plan.StateKind `json:"kind" jsonschema:"enum=skipped,enum=not_applicable"`
	Reason string         `json:"reason" jsonschema_description:"The applicant's reason, verbatim; may be empty."`
}

// skip leaves paths open on purpose. It never touches a stored value.
func skip(_ context.Context, s *State, in skipIn) (string, error) {
	if in.Kind != plan.Skipped && in.Kind != plan.NotApplicable {
		return "", &ArgError{Tool: "skip", Reason: fmt.Sprintf("kind %q is neither skipped nor not_applicable", in.Kind)}
	}
	if in.Reason != "" {
		if _, ok := s.find(in.Reason); !ok {
			return "", &ArgError{Tool: "skip", Reason: "the reason is in no message of the applicant"}
		}
	}
	if i := slices.IndexFunc(in.Paths, func(p plan.Path) bool { return !p.Valid() || !known(p) }); i >= 0 {
		return "", &ArgError{Tool: "skip", Reason: fmt.Sprintf("no such path: %q", in.Paths[i])}
	}
	var skipped []plan.Path
	for _, path := range in.Paths {
		if _, filled := s.Draft.Plan.Get(path); filled {
			continue
		}
		s.Draft.States[path] = plan.State{Kind: in.Kind, Reason: in.Reason}
		skipped = append(skipped, path)
	}
	s.Receipt.Skipped = append(s.Receipt.Skipped, skipped...)
	return answer(map[string]any{"skipped": skipped})
}

func known(path plan.Path) bool {
	if _, ok := plan.FieldAt(path); ok {
		return true
	}
	return plan.IsList(path) || path != "" && path == path.Row()
}

type undoIn struct{}

// undo brings back the draft before its last change.
func undo(_ context.Context, s *State, _ undoIn) (string, error) {
	if s.Previous == nil {
		return "", &ArgError{Tool: "undo", Reason: "there is nothing to undo"}
	}
	s.Receipt = Receipt{Undone: true, Reverted: plan.Diff(&s.Draft.Plan, &s.Previous.Plan)}
	s.Draft = s.Previous.Clone()
	return answer(map[string]any{"undone": true})
}

func (s *State) hasRow(row plan.Path) bool {
	return slices.Contains(s.Draft.Plan.Rows(row.List()), row.RowID())
}
