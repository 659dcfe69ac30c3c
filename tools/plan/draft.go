package plan

import (
	"maps"
	"time"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// Source says where a value came from (alkuperä).
type Source string

// The sources of a value.
const (
	Said     Source = "said"     // in the applicant's own message, with the quote
	Document Source = "document" // in an uploaded document, with the quote
	Edited   Source = "edited"   // typed into the plan by a person
	Imported Source = "imported" // read from a plan file
	Computed Source = "computed" // by a formula from other leaves
	Proposed Source = "proposed" // the assistant's own words
)

// Provenance is the proof of one leaf.
type Provenance struct {
	Source      Source    `json:"source"`
	Message     string    `json:"message,omitempty"` // id of the message or document that holds the quote
	Quote       string    `json:"quote,omitempty"`   // verbatim
	Formula     string    `json:"formula,omitempty"` // for Computed
	From        []Path    `json:"from,omitempty"`    // for Computed: the leaves that went in
	By          string    `json:"by,omitempty"`      // for Edited: the person
	At          time.Time `json:"at,omitzero"`
	ConfirmedBy string    `json:"confirmed_by,omitempty"`
	ConfirmedAt time.Time `json:"confirmed_at,omitzero"`
}

// StateKind tells why a path holds no value.
type StateKind string

// The states of a path without a value. A path in neither is missing.
const (
	Skipped       StateKind = "skipped"
	NotApplicable StateKind = "not_applicable"
)

// State is the state of a path without a value, with the applicant's reason.
type State struct {
	Kind   StateKind `json:"kind"`
	Reason string    `json:"reason,omitempty"`
}

// Draft is a plan in the making: the document, the proof of each leaf, the
// paths left open on purpose, and how often each was asked.
type Draft struct {
	Rev        int64               `json:"rev"`
	Lang       Lang                `json:"lang"`
	Plan       Plan                `json:"plan"`
	Provenance map[Path]Provenance `json:"provenance,omitempty"`
	States     map[Path]State      `json:"states,omitempty"`
	Asked      map[Path]int        `json:"asked,omitempty"`
}

// NewDraft returns an empty draft in lang.
func NewDraft(lang Lang) *Draft {
	return &Draft{
		Lang:       lang,
		Provenance: map[Path]Provenance{},
		States:     map[Path]State{},
		Asked:      map[Path]int{},
	}
}

// ImportedDraft wraps a bare plan: every leaf counts as imported and confirmed.
func ImportedDraft(p Plan) *Draft {
	d := NewDraft(FI)
	d.Plan = p
	for path := range d.Plan.Leaves() {
		d.Provenance[path] = Provenance{Source: Imported}
	}
	return d
}

// Counts reports whether the value at path may satisfy a hard rule: a person
// said, typed, imported or confirmed it, or it was computed. A value without a
// proof does not count.
func (d *Draft) Counts(path Path) bool {
	p, ok := d.Provenance[path]
	if !ok {
		return false
	}
	switch p.Source {
	case Said, Edited, Imported, Computed:
		return true
	default:
		return p.ConfirmedBy != ""
	}
}

// Put stores value at path with its proof and clears the path's state.
func (d *Draft) Put(path Path, value any, proof Provenance) error {
	if err := d.Plan.Set(path, value); err != nil {
		return err
	}
	d.Provenance[path] = proof
	delete(d.States, path)
	return nil
}

// Drop clears the leaf, row or list at path together with its proofs.
func (d *Draft) Drop(path Path) error {
	if err := d.Plan.Remove(path); err != nil {
		return err
	}
	within := func(p Path) bool { return p.Within(path) }
	maps.DeleteFunc(d.Provenance, func(p Path, _ Provenance) bool { return within(p) })
	maps.DeleteFunc(d.States, func(p Path, _ State) bool { return within(p) })
	maps.DeleteFunc(d.Asked, func(p Path, _ int) bool { return within(p) })
	return nil
}

// Open reports whether the path may still be asked: it holds no value and
// neither it nor what it lies in was skipped or marked not applicable.
func (d *Draft) Open(path Path) bool {
	if _, ok := d.Plan.Get(path); ok {
		return false
	}
	for at := range d.States {
		if path.Within(at) {
			return false
		}
	}
	return true
}

// Clone returns a deep copy.
func (d *Draft) Clone() *Draft {
	copied, err := DecodeDraft(d.JSON())
	if err != nil {
		panic("plan: a draft does not survive its own JSON: " + err.Error())
	}
	return copied
}

// JSON returns the draft's canonical bytes: the same draft always gives the
// same bytes. A quote's invalid UTF-8 is written as U+FFFD.
func (d *Draft) JSON() []byte {
	data, err := json.Marshal(d, json.Deterministic(true), jsontext.AllowInvalidUTF8(true))
	if err != nil {
		panic("plan: a draft cannot be written as JSON: " + err.Error())
	}
	return data
}

// DecodeDraft reads the bytes that [Draft.JSON] wrote.
func DecodeDraft(data []byte) (*Draft, error) {
	d := NewDraft(FI)
	if err := Unmarshal(data, d); err != nil {
		return nil, err
	}
	return d, nil
}
