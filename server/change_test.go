package server

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// step changes a draft in some way that a turn or a person can.
func step(t *rapid.T, d *plan.Draft) *plan.Draft {
	next := d.Clone()
	fields := plan.Fields()
	for range rapid.IntRange(1, 6).Draw(t, "changes") {
		f := fields[rapid.IntRange(0, len(fields)-1).Draw(t, "field")]
		path := f.Path
		if list := path.List(); list != "" {
			path = plan.At(list, fmt.Sprintf("k%d", rapid.IntRange(1, 4).Draw(t, "row")), path.Leaf())
		}
		var err error
		switch rapid.SampledFrom([]string{"put", "put", "put", "drop", "row", "skip", "ask", "attest", "lang"}).Draw(t, "op") {
		case "put":
			at := time.Unix(rapid.Int64Range(0, 1<<32).Draw(t, "at"), 0).UTC()
			proof := plan.Provenance{Source: plan.Said, Message: "m1", Quote: rapid.String().Draw(t, "quote"), At: at}
			err = next.Put(path, value(t, f), proof)
		case "drop":
			err = next.Drop(path)
		case "row":
			if row := path.Row(); row != "" && slices.Contains(next.Plan.Rows(path.List()), path.RowID()) {
				err = next.Drop(row)
			}
		case "skip":
			next.States[path] = plan.State{Kind: plan.Skipped, Reason: "a/b~c"}
		case "ask":
			next.Asked[path]++
		case "attest":
			next.Plan.Attestations = append(next.Plan.Attestations, plan.Attestation{What: []string{plan.AttestLead}, By: "A B", Date: "2026-01-01"})
		case "lang":
			next.Lang = rapid.SampledFrom(plan.Langs).Draw(t, "lang")
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return next
}

// value draws a value of the field's type.
func value(t *rapid.T, f plan.Field) any {
	switch f.Kind {
	case plan.KindNumber:
		return rapid.SampledFrom([]float64{0, 1, -2.5, 1e21, 0.1, 123456789012}).Draw(t, "number")
	case plan.KindBool:
		return rapid.Bool().Draw(t, "bool")
	case plan.KindTexts, plan.KindEnums, plan.KindPersons, plan.KindRefs:
		return rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "<c>", "d\u2028", "~1/"}), 1, 4).Draw(t, "texts")
	default:
		return "x" + rapid.StringOfN(rapid.RuneFrom([]rune("ab \"\\<>&/~åß😀\u2028")), 0, 8, -1).Draw(t, "text")
	}
}

// TestReplayGivesTheStoredDraft: whatever is changed, undone and redone, the log
// alone leads to the same bytes, and undo and redo lead back and forth.
func TestReplayGivesTheStoredDraft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draft := plan.NewDraft(plan.FI)
		var h history
		var entries []store.Entry
		var past, future []string // what undo and redo must lead to
		for range rapid.IntRange(1, 20).Draw(t, "steps") {
			cause := rapid.SampledFrom([]Cause{CauseTurn, CauseEdit, CauseTurn, CauseUndo, CauseRedo}).Draw(t, "cause")
			next := nextOf(t, &h, draft, cause)
			if next == nil {
				continue
			}
			now := string(content(draft).JSON())
			switch cause {
			case CauseUndo:
				past, future = moved(t, past, future, now, next)
			case CauseRedo:
				future, past = moved(t, future, past, now, next)
			default:
				if now != string(content(next).JSON()) {
					past, future = append(past, now), nil
				}
			}
			change, err := changeOf(draft, next, cause, "")
			if err != nil {
				t.Fatal(err)
			}
			h.fold(change)
			entries = append(entries, newEntry(time.Now(), store.KindChange, "", "", change))
			draft = next
		}
		replayed, err := Replay(entries)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := string(replayed.JSON()), string(draft.JSON()); got != want {
			t.Errorf("replay gives\n%s\nwant\n%s", got, want)
		}
	})
}

// nextOf is the next draft; nil when there is nothing to undo or redo.
func nextOf(t *rapid.T, h *history, draft *plan.Draft, cause Cause) *plan.Draft {
	var next *plan.Draft
	var err error
	switch cause {
	case CauseUndo:
		next, err = h.undone(draft)
	case CauseRedo:
		next, err = h.redone(draft)
	default:
		next = step(t, draft)
	}
	if err != nil {
		t.Fatal(err)
	}
	if next != nil {
		next, _ = nextDraft(draft, next)
	}
	return next
}

func moved(t *rapid.T, from, to []string, now string, next *plan.Draft) (rest, more []string) {
	if got, want := string(content(next).JSON()), from[len(from)-1]; got != want {
		t.Fatalf("a step back leads to\n%s\nwant\n%s", got, want)
	}
	return slices.Clone(from[:len(from)-1]), append(slices.Clone(to), now)
}

// TestUndoLeavesTheInterviewAlone: what was asked is not undone.
func TestUndoLeavesTheInterviewAlone(t *testing.T) {
	before := plan.NewDraft(plan.FI)
	after := before.Clone()
	if err := after.Put("target.object", "lupa", plan.Provenance{Source: plan.Said}); err != nil {
		t.Fatal(err)
	}
	after.Asked["target.purpose"], after.Lang = 1, plan.SV
	change, err := changeOf(before, after, CauseTurn, "")
	if err != nil {
		t.Fatal(err)
	}
	var h history
	h.fold(change)
	undone, err := h.undone(after)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := undone.Plan.Get("target.object"); ok || undone.Asked["target.purpose"] != 1 || undone.Lang != plan.SV {
		t.Errorf("undone to %s", undone.JSON())
	}
	if again, err := (&history{}).undone(after); again != nil || err != nil {
		t.Errorf("nothing to undo gave %v, %v", again, err)
	}
}

func TestBrokenPatchIsAnError(t *testing.T) {
	for _, patch := range []string{``, `{`, `[{"op":"remove","path":"/nowhere"}]`, `[{"op":"add","path":"/plan/approved","value":true}]`} {
		if _, err := patched(plan.NewDraft(plan.FI), []byte(patch)); err == nil {
			t.Errorf("patch %q was applied", patch)
		}
	}
}
