package storetest

import (
	"testing"

	"luonnos/server/store"
)

func testErase(t *testing.T, s store.Store) {
	create(t, s, "a")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "salaisuus"))
	other := create(t, s, "b")
	appendOK(t, s, "b", 0, entry(store.KindReply, "c1", "jää"))
	if err := s.Erase(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	_, _, err := s.Load(t.Context(), "a")
	checkMissing(t, "load", err)
	_, err = s.Entries(t.Context(), "a", 0, 10)
	checkMissing(t, "entries", err)
	checkMissing(t, "erase again", s.Erase(t.Context(), "a"))
	checkOwed(t, s)
	checkUnchanged(t, s, "b", 1, other)
	create(t, s, "a")
	if left := all(t, s, "a"); len(left) > 0 {
		t.Errorf("a new conversation with the id has %d old entries", len(left))
	}
}
