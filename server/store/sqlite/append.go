package sqlite

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// Create implements [store.Store].
func (s *Store) Create(ctx context.Context, id string, draft *plan.Draft, at time.Time) error {
	data := draft.JSON()
	_, err := s.writer.do(ctx, func(q *queries) (int64, error) {
		created, err := store.Nanoseconds(at)
		if err != nil {
			return 0, err
		}
		done, err := q.insertHead.Exec(id, created, created, draft.Plan.Target.Title, store.Conversation{ID: id, Created: at}.Sum())
		if err != nil {
			return 0, err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return 0, errors.Join(store.ErrExists, err)
		}
		_, err = q.putDraft.Exec(id, data, store.DraftSum(id, data))
		return 0, err
	})
	return s.wrap("create", id, err)
}

// Append implements [store.Store].
func (s *Store) Append(ctx context.Context, id string, after int64, draft *plan.Draft, entries ...store.Entry) (int64, error) {
	return s.append(ctx, id, after, draft, entries, func() error { return nil })
}

// append adds to the log unless allowed, which is asked when it is the request's
// turn, says no.
func (s *Store) append(ctx context.Context, id string, after int64, draft *plan.Draft, entries []store.Entry, allowed func() error) (int64, error) {
	a := addition{id: id, after: after, entries: entries}
	if draft != nil {
		a.draft, a.title = draft.JSON(), draft.Plan.Target.Title
	}
	seq, err := s.writer.do(ctx, func(q *queries) (int64, error) {
		if err := allowed(); err != nil {
			return 0, err
		}
		return a.run(q)
	})
	if err == nil {
		s.leases.remember(id, seq)
	}
	return seq, s.wrap("append", id, err)
}

// addition is what one append adds to a conversation.
type addition struct {
	id      string
	after   int64
	entries []store.Entry
	draft   []byte // nil leaves the stored one and its title
	title   string
}

func (a addition) run(q *queries) (int64, error) {
	var seq, updated int64
	var owed bool
	var title string
	if err := q.head.QueryRow(a.id).Scan(&seq, &owed, &updated, &title); err != nil {
		return 0, missing(err, store.ErrNotFound)
	}
	if seq != a.after {
		return 0, store.ErrConflict
	}
	for _, e := range a.entries {
		at, err := store.Nanoseconds(e.At)
		if err != nil {
			return 0, err
		}
		seq++
		e.Seq = seq
		if err := insert(q, a.id, at, e); err != nil {
			return 0, err
		}
		owed = e.Kind.Owes(owed)
		updated = max(updated, at)
	}
	if a.draft != nil {
		title = a.title
		if _, err := q.putDraft.Exec(a.id, a.draft, store.DraftSum(a.id, a.draft)); err != nil {
			return 0, err
		}
	}
	_, err := q.updateHead.Exec(seq, owed, updated, title, a.id)
	return seq, err
}

func insert(q *queries, id string, at int64, e store.Entry) error {
	if e.Data == nil {
		e.Data = json.RawMessage("null")
	}
	_, err := q.insertEntry.Exec(id, e.Seq, at, string(e.Kind), e.Turn, e.ClientID, []byte(e.Data), e.Sum(id))
	if isUnique(err) { // the number's own clash is of another kind
		return store.ErrDuplicate
	}
	return err
}
