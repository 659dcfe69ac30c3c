package server

import (
	"context"
	"fmt"

	"luonnos/server/store"
)

// Verify reads a conversation's whole log and holds its head and its draft against
// it. It returns the number of entries, and [store.ErrCorrupt] when they differ.
func Verify(ctx context.Context, conversations store.Store, id string) (int, error) {
	head, draft, err := conversations.Load(ctx, id)
	if err != nil {
		return 0, err
	}
	var entries []store.Entry
	for {
		page, err := conversations.Entries(ctx, id, int64(len(entries)), pageSize)
		if err != nil {
			return 0, err
		}
		if len(page) == 0 {
			break
		}
		entries = append(entries, page...)
	}
	if extra := int64(len(entries)) - head.Seq; extra > 0 {
		now, _, err := conversations.Load(ctx, id)
		if err != nil {
			return 0, err
		}
		if now.Seq > head.Seq { // it is being talked about
			entries = entries[:head.Seq]
		}
	}
	want := store.Conversation{ID: id, Title: draft.Plan.Target.Title, Created: head.Created, Updated: head.Created}
	for _, e := range entries {
		if e.Seq != want.Seq+1 {
			return 0, fmt.Errorf("server: verify %s: %w: entry %d follows %d", id, store.ErrCorrupt, e.Seq, want.Seq)
		}
		want.Seq, want.Owed = e.Seq, e.Kind.Owes(want.Owed)
		if e.At.After(want.Updated) {
			want.Updated = e.At
		}
	}
	if head != want {
		return 0, fmt.Errorf("server: verify %s: %w: head is %+v, by the log %+v", id, store.ErrCorrupt, head, want)
	}
	replayed, err := Replay(entries)
	if err != nil {
		return 0, fmt.Errorf("server: verify %s: %w: %w", id, store.ErrCorrupt, err)
	}
	if !sameDraft(replayed, draft) {
		return 0, fmt.Errorf("server: verify %s: %w: the draft is not what the log leads to", id, store.ErrCorrupt)
	}
	return len(entries), nil
}
