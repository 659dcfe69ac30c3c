package server

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	jsonpatch "github.com/evanphx/json-patch/v5"

	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

// After is the draft as the change makes it.
func (c Change) After(before *plan.Draft) (*plan.Draft, error) { return patched(before, c.Patch) }

// emptyPatch changes nothing.
const emptyPatch = "[]"

// patched applies an RFC 6902 patch to a draft.
func patched(d *plan.Draft, patch json.RawMessage) (*plan.Draft, error) {
	ops, err := jsonpatch.DecodePatch(patch)
	if err != nil {
		return nil, fmt.Errorf("server: patch: %w", err)
	}
	data, err := ops.Apply(d.JSON())
	if err != nil {
		return nil, fmt.Errorf("server: patch: %w", err)
	}
	after, err := plan.DecodeDraft(data)
	if err != nil {
		return nil, fmt.Errorf("server: patch: %w", err)
	}
	return after, nil
}

// contentKeys are the keys of a draft's content.
var contentKeys = []string{"plan", "provenance", "states"}

// content is the part of a draft that a person can undo.
func content(d *plan.Draft) *plan.Draft {
	return &plan.Draft{Plan: d.Plan, Provenance: d.Provenance, States: d.States}
}

// changeOf describes the step from one draft to the next.
func changeOf(before, after *plan.Draft, cause Cause, request string) (Change, error) {
	var there, back patch
	from, to := members(&there, before.JSON()), members(&there, after.JSON())
	there.object("", from, to)
	if cause != CauseReview { // which no applicant takes back
		for _, m := range []map[string]json.RawMessage{from, to} {
			maps.DeleteFunc(m, func(key string, _ json.RawMessage) bool { return !slices.Contains(contentKeys, key) })
		}
		back.object("", to, from)
	}
	steps, err := there.json()
	if err != nil {
		return Change{}, err
	}
	inverse, err := back.json()
	return Change{Cause: cause, Rev: after.Rev, Patch: steps, Inverse: inverse, Request: request}, err
}

// Replay makes the draft that a conversation's entries lead to. It equals the
// stored one byte for byte.
func Replay(entries []store.Entry) (*plan.Draft, error) {
	draft := plan.NewDraft(plan.FI)
	for _, e := range entries {
		if e.Kind != store.KindChange {
			continue
		}
		change, err := unpack[Change](e)
		if err != nil {
			return nil, err
		}
		if draft, err = patched(draft, change.Patch); err != nil {
			return nil, fmt.Errorf("server: replay entry %d: %w", e.Seq, err)
		}
	}
	return draft, nil
}

// history is what can be undone and redone: a fold over the changes of the log.
type history struct {
	undo []json.RawMessage
	redo []json.RawMessage
}

// fold takes the next change of the log into account.
func (h *history) fold(c Change) {
	if string(c.Inverse) == emptyPatch || c.Cause == CauseCreate || c.Cause == CauseCopy {
		return
	}
	switch c.Cause {
	case CauseUndo:
		h.undo = pop(h.undo)
		h.redo = append(h.redo, c.Inverse)
	case CauseRedo:
		h.redo = pop(h.redo)
		h.undo = append(h.undo, c.Inverse)
	default:
		h.undo = append(h.undo, c.Inverse)
		h.redo = nil
	}
}

// event tells a client which of undo and redo it can offer.
func (h *history) event() agui.Event {
	return agui.Custom(eventHistory, historyValue{Undo: len(h.undo) > 0, Redo: len(h.redo) > 0})
}

func pop(stack []json.RawMessage) []json.RawMessage {
	if len(stack) == 0 {
		return nil
	}
	return stack[:len(stack)-1]
}

// undone is the draft before its last change that can be undone; nil when there
// is none.
func (h *history) undone(d *plan.Draft) (*plan.Draft, error) { return stepBack(d, h.undo) }

// redone is the draft before its last undo; nil when there is none.
func (h *history) redone(d *plan.Draft) (*plan.Draft, error) { return stepBack(d, h.redo) }

func stepBack(d *plan.Draft, stack []json.RawMessage) (*plan.Draft, error) {
	if len(stack) == 0 {
		return nil, nil
	}
	before, err := patched(content(d), stack[len(stack)-1])
	if err != nil {
		return nil, err
	}
	return withContent(d, before), nil
}

// withContent is the draft with the content of another.
func withContent(d, other *plan.Draft) *plan.Draft {
	next := *d
	next.Plan, next.Provenance, next.States = other.Plan, other.Provenance, other.States
	return &next
}
