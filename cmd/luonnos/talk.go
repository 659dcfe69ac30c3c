package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"slices"

	"luonnos/evals"
	"luonnos/server"
	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// talk reads a conversation of the database in the settings, which may be served.
func (e env) talk(ctx context.Context, id string) (_ *evals.Talk, err error) {
	s, err := parseSettings("eval promote", nil, e, func(*flag.FlagSet) {}, nil)
	if err != nil {
		return nil, err
	}
	conversations, closing, err := openSnapshot(ctx, s.db)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, closing()) }()
	conv, _, err := conversations.Load(ctx, id)
	if err != nil {
		return nil, err
	}
	entries, err := conversations.Entries(ctx, id, 0, int(conv.Seq))
	if err != nil {
		return nil, err
	}
	return talkOf(id, entries)
}

// talkOf is the conversation of a log.
func talkOf(id string, entries []store.Entry) (*evals.Talk, error) {
	t := talking{Talk: evals.Talk{ID: id, Draft: plan.NewDraft(plan.FI)}}
	for _, e := range entries {
		if err := t.take(e); err != nil {
			return nil, fmt.Errorf("entry %d: %w", e.Seq, err)
		}
	}
	return &t.Talk, nil
}

// talking is a conversation as of some entry of its log.
type talking struct{ evals.Talk }

func (t *talking) take(e store.Entry) error {
	switch e.Kind {
	case store.KindMessage:
		return t.message(e)
	case store.KindChange:
		return t.change(e)
	case store.KindReply:
		var r server.Reply
		if err := plan.Unmarshal(e.Data, &r); err != nil {
			return err
		}
		if turn := t.turn(e); turn != nil {
			for _, c := range r.Cites {
				turn.Cites = append(turn.Cites, evals.Citation{ID: c.ID, Section: c.Section, Text: c.Text})
			}
		}
	case store.KindReceipt:
		var r tools.Receipt
		if err := plan.Unmarshal(e.Data, &r); err != nil {
			return err
		}
		if turn := t.turn(e); turn != nil {
			turn.Skipped = r.Skipped
		}
	}
	return nil
}

// turn is the last message's, when the entry is of it.
func (t *talking) turn(e store.Entry) *evals.TalkTurn {
	if e.Turn == "" || len(t.Turns) == 0 {
		return nil
	}
	return &t.Turns[len(t.Turns)-1]
}

func (t *talking) message(e store.Entry) error {
	var m server.Message
	if err := plan.Unmarshal(e.Data, &m); err != nil {
		return err
	}
	if at := slices.IndexFunc(t.Turns, func(turn evals.TalkTurn) bool { return turn.ID == m.Replaces }); at >= 0 {
		t.Turns = t.Turns[:at]
	}
	t.Turns = append(t.Turns, evals.TalkTurn{ID: fmt.Sprint("m", e.Seq), At: e.At, Text: m.Text, Before: t.Draft, After: t.Draft})
	return nil
}

// change takes over a change of the draft. Verdicts are of the plan as it was: only those on the last one stay.
func (t *talking) change(e store.Entry) error {
	var c server.Change
	if err := plan.Unmarshal(e.Data, &c); err != nil {
		return err
	}
	next, err := c.After(t.Draft)
	if err != nil {
		return err
	}
	if c.Cause == server.CauseReview {
		t.Verdicts = append(t.Verdicts, next.Plan.Reviews[len(t.Draft.Plan.Reviews):]...)
	} else {
		t.Verdicts, t.Rev = nil, c.Rev
	}
	t.Draft = next
	if turn := t.turn(e); turn != nil {
		turn.After = next
	} else if n := len(t.Turns); n > 0 && c.Cause == server.CauseRewrite {
		t.Turns[n-1].Before, t.Turns[n-1].After = next, next
	}
	return nil
}
