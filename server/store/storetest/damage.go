package storetest

import (
	"errors"
	"testing"

	"luonnos/server/store"
)

// Damages are statements that change a stored value behind the store's back, in
// the tables that all SQL stores share.
var Damages = []string{
	`UPDATE drafts SET sum = sum / 2`, // as if the data had changed
	`UPDATE entries SET sum = sum / 2`,
	`UPDATE conversations SET created = created + 1`,
	`UPDATE entries SET at = at + 1`,
	`UPDATE entries SET kind = 'note'`,
	`UPDATE entries SET turn = 't2'`,
	`UPDATE entries SET client = 'c2'`,
	`UPDATE entries SET seq = 2`,
}

// Fill makes the conversation "a" with one entry.
func Fill(t *testing.T, s store.Store) {
	t.Helper()
	create(t, s, "a")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
}

// CheckCorrupt holds that the damage is reported to whoever reads the conversation.
func CheckCorrupt(t *testing.T, s store.Store) {
	t.Helper()
	_, _, errLoad := s.Load(t.Context(), "a")
	_, errEntries := s.Entries(t.Context(), "a", 0, 10)
	if err := errors.Join(errLoad, errEntries); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("load and entries: %v, want ErrCorrupt", err)
	}
}
