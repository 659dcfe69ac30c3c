package tools

import (
	"slices"
	"time"

	"luonnos/knowledge"
	"luonnos/knowledge/portfolio"
	"luonnos/tools/plan"
)

// Utterance is one message of the applicant, or one uploaded document.
type Utterance struct {
	ID   string
	Text string
}

// State is what the tools of one turn read and change.
type State struct {
	Draft     *plan.Draft          // a clone of the stored draft
	Previous  *plan.Draft          // the draft before its last change; nil when there is none
	Said      []Utterance          // the applicant's messages, oldest first
	Index     *knowledge.Index     // the memo's passages
	Portfolio *portfolio.Portfolio // solutions of others; nil when there are none
	Lang      plan.Lang
	Now       time.Time

	Receipt Receipt         // what the turn has done so far
	Cited   []knowledge.Hit // passages that search_memo gave
}

// Stored is one value that a turn stored.
type Stored struct {
	Path   plan.Path   `json:"path"`
	Value  any         `json:"value"`
	Quote  string      `json:"quote,omitempty"`
	Source plan.Source `json:"source"`

	Old      any    `json:"old,omitempty"`       // the value it replaced
	OldQuote string `json:"old_quote,omitempty"` // the words that that value came from
}

// Refused is one value that a turn did not store.
type Refused struct {
	Path   plan.Path `json:"path"`
	Code   string    `json:"code"`
	Reason string    `json:"reason"` // for the model, English
}

// Receipt says what a turn stored, removed, refused and could not place. It is
// made by the tools, never by a model.
type Receipt struct {
	Stored    []Stored    `json:"stored,omitempty"`
	Removed   []plan.Path `json:"removed,omitempty"`
	Skipped   []plan.Path `json:"skipped,omitempty"`
	Reordered []plan.Path `json:"reordered,omitempty"` // lists
	Refused   []Refused   `json:"refused,omitempty"`
	Unplaced  []string    `json:"unplaced,omitempty"` // the applicant's words that found no place
	Undone    bool        `json:"undone,omitempty"`
	Reverted  []plan.Path `json:"reverted,omitempty"` // leaves that undo has changed
}

// Empty reports whether the turn did nothing that a person should be told.
func (r *Receipt) Empty() bool {
	return len(r.Stored)+len(r.Removed)+len(r.Skipped)+len(r.Reordered)+len(r.Refused)+len(r.Unplaced) == 0 && !r.Undone
}

// note adds a stored value; a later value at the same path replaces the
// earlier line.
func (r *Receipt) note(s Stored) {
	for i := range r.Stored {
		if r.Stored[i].Path == s.Path {
			s.Old, s.OldQuote = r.Stored[i].Old, r.Stored[i].OldQuote
			r.Stored[i] = s
			return
		}
	}
	r.Stored = append(r.Stored, s)
}

// proposed reports whether the turn has proposed the value at path.
func (r *Receipt) proposed(path plan.Path) bool {
	return slices.ContainsFunc(r.Stored, func(s Stored) bool { return s.Path == path && s.Source == plan.Proposed })
}
