// Package storetest holds the conformance suite that every [store.Store] passes.
package storetest

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

var start = time.Date(2026, 3, 16, 9, 0, 0, 123456789, time.UTC)

// Run tests the contract of the port on stores that open makes. Each call of open
// gives an empty store, which Run closes.
func Run(t *testing.T, open func(t *testing.T) store.Store) {
	for name, test := range map[string]func(*testing.T, store.Store){
		"empty":                  testEmpty,
		"create":                 testCreate,
		"missing":                testMissing,
		"append":                 testAppend,
		"append nothing":         testAppendNothing,
		"conflict":               testConflict,
		"duplicate":              testDuplicate,
		"conflict and duplicate": testConflictComesFirst,
		"find client":            testFindClient,
		"draft":                  testDraft,
		"paging":                 testPaging,
		"owed":                   testOwed,
		"list":                   testList,
		"list of equals":         testListOfEquals,
		"content":                testContent,
		"times":                  testTimes,
		"lease":                  testLease,
		"lease ends":             testLeaseEnds,
		"one holder":             testOneHolder,
		"watch ends":             testWatchEnds,
		"one winner":             testOneWinner,
		"many at once":           testManyAtOnce,
		"one client id":          testOneClientID,
		"reads while writing":    testReadsWhileWriting,
		"cancelled":              testCancelled,
		"cancelled at any point": testCancelledAnywhere,
		"caller's memory":        testCallersMemory,
		"erase":                  testErase,
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			t.Cleanup(func() {
				if err := s.Close(); err != nil {
					t.Errorf("close: %v", err)
				}
			})
			test(t, s)
		})
	}
	t.Run("closed", func(t *testing.T) { testClosed(t, open(t)) })
	t.Run("closed at work", func(t *testing.T) { testClosedAtWork(t, open(t)) })
}

func create(t *testing.T, s store.Store, id string) *plan.Draft {
	t.Helper()
	d := plan.NewDraft(plan.FI)
	if err := s.Create(t.Context(), id, d, start); err != nil {
		t.Fatal(err)
	}
	return d
}

func entry(kind store.Kind, client, text string) store.Entry {
	data, err := json.Marshal(map[string]string{"text": text})
	if err != nil {
		panic(err)
	}
	return store.Entry{At: start.Add(time.Minute), Kind: kind, Turn: "t1", ClientID: client, Data: data}
}

func appendOK(t *testing.T, s store.Store, id string, after int64, entries ...store.Entry) int64 {
	t.Helper()
	seq, err := s.Append(t.Context(), id, after, nil, entries...)
	if err != nil {
		t.Fatal(err)
	}
	return seq
}

func all(t *testing.T, s store.Store, id string) []store.Entry {
	t.Helper()
	entries, err := s.Entries(t.Context(), id, 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range entries {
		if e.Seq != int64(i+1) {
			t.Fatalf("entry %d has number %d: the log has a gap", i, e.Seq)
		}
	}
	return entries
}

func testEmpty(t *testing.T, s store.Store) {
	list, err := s.List(t.Context())
	if err != nil || len(list) != 0 {
		t.Errorf("list = %v (%v), want none", list, err)
	}
	checkOwed(t, s)
}

func testCreate(t *testing.T, s store.Store) {
	d := plan.NewDraft(plan.SV)
	if err := d.Put("target.title", "Ärende", plan.Provenance{Source: plan.Imported}); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(t.Context(), "a", d, start); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.EN), start.Add(time.Hour)); !errors.Is(err, store.ErrExists) {
		t.Errorf("second create: %v, want ErrExists", err)
	}
	if n := len(all(t, s, "a")); n != 0 {
		t.Errorf("a new conversation has %d entries", n)
	}
	c, got, err := s.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if c.ID != "a" || c.Title != "Ärende" || c.Seq != 0 || c.Owed || !c.Created.Equal(start) || !c.Updated.Equal(start) {
		t.Errorf("head = %+v", c)
	}
	if !bytes.Equal(got.JSON(), d.JSON()) {
		t.Errorf("draft = %s, want %s", got.JSON(), d.JSON())
	}
}

func same(a, b store.Entry) bool {
	return a.Seq == b.Seq && a.At.Equal(b.At) && a.Kind == b.Kind && a.Turn == b.Turn &&
		a.ClientID == b.ClientID && bytes.Equal(a.Data, b.Data)
}

func testMissing(t *testing.T, s store.Store) {
	_, _, err := s.Load(t.Context(), "none")
	checkMissing(t, "load", err)
	_, err = s.Entries(t.Context(), "none", 0, 1)
	checkMissing(t, "entries", err)
	_, _, err = s.FindClient(t.Context(), "none", "c")
	checkMissing(t, "find client", err)
	_, err = s.Append(t.Context(), "none", 0, nil, entry(store.KindMessage, "c", "x"))
	checkMissing(t, "append", err)
	_, _, err = s.Acquire(t.Context(), "none", long)
	checkMissing(t, "acquire", err)
}

func checkMissing(t *testing.T, op string, err error) {
	t.Helper()
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("%s: %v, want ErrNotFound", op, err)
	}
}

func testAppend(t *testing.T, s store.Store) {
	create(t, s, "a")
	want := []store.Entry{entry(store.KindMessage, "c1", "yksi"), entry(store.KindReply, "", "kaksi"), entry(store.KindDone, "", "kolme")}
	if seq := appendOK(t, s, "a", 0, want[:1]...); seq != 1 {
		t.Errorf("seq = %d, want 1", seq)
	}
	if seq := appendOK(t, s, "a", 1, want[1:]...); seq != 3 {
		t.Errorf("seq = %d, want 3", seq)
	}
	for i, got := range all(t, s, "a") {
		want[i].Seq = int64(i + 1)
		if !same(got, want[i]) {
			t.Errorf("entry %d = %+v, want %+v", i, got, want[i])
		}
	}
	c, _, err := s.Load(t.Context(), "a")
	if err != nil || c.Seq != 3 || !c.Created.Equal(start) || !c.Updated.Equal(want[2].At) {
		t.Errorf("head = %+v (%v)", c, err)
	}
}

func testAppendNothing(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	if seq := appendOK(t, s, "a", 1); seq != 1 {
		t.Errorf("seq = %d, want 1", seq)
	}
	d.Rev = 2
	if seq, err := s.Append(t.Context(), "a", 1, d); seq != 1 || err != nil {
		t.Errorf("draft alone: %d, %v", seq, err)
	}
	checkUnchanged(t, s, "a", 1, d)
	checkOwed(t, s, "a")
}

func testFindClient(t *testing.T, s store.Store) {
	create(t, s, "a")
	create(t, s, "b")
	const odd = "c' \" ; -- ä😀%_"
	appendOK(t, s, "a", 0, entry(store.KindReply, "", "x"), entry(store.KindMessage, "c1", "y"), entry(store.KindReply, "", "z"))
	appendOK(t, s, "a", 3, entry(store.KindMessage, odd, "w"))
	for client, seq := range map[string]int64{"c1": 2, odd: 4} {
		got, ok, err := s.FindClient(t.Context(), "a", client)
		if err != nil || !ok || !same(got, all(t, s, "a")[seq-1]) {
			t.Errorf("find %q: %+v %v %v, want entry %d", client, got, ok, err, seq)
		}
	}
	for _, client := range []string{"C1", "c", "c%", ""} {
		if _, ok, err := s.FindClient(t.Context(), "a", client); ok || err != nil {
			t.Errorf("find %q: %v %v, want nothing", client, ok, err)
		}
	}
	if _, ok, err := s.FindClient(t.Context(), "b", "c1"); ok || err != nil {
		t.Errorf("find in the other conversation: %v %v, want nothing", ok, err)
	}
}

func testConflict(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	changed := d.Clone()
	changed.Rev = 9
	for _, after := range []int64{0, 2, -1} {
		_, err := s.Append(t.Context(), "a", after, changed, entry(store.KindReply, "", "y"))
		if !errors.Is(err, store.ErrConflict) {
			t.Errorf("append after %d: %v, want ErrConflict", after, err)
		}
	}
	checkUnchanged(t, s, "a", 1, d)
}

func testDuplicate(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	create(t, s, "b")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	changed := d.Clone()
	changed.Rev = 9
	for name, entries := range map[string][]store.Entry{
		"in the log":    {entry(store.KindReply, "", "y"), entry(store.KindMessage, "c1", "z")},
		"in the append": {entry(store.KindReply, "c2", "y"), entry(store.KindMessage, "c2", "z")},
	} {
		if _, err := s.Append(t.Context(), "a", 1, changed, entries...); !errors.Is(err, store.ErrDuplicate) {
			t.Errorf("same client id %s: %v, want ErrDuplicate", name, err)
		}
		checkUnchanged(t, s, "a", 1, d)
	}
	appendOK(t, s, "a", 1, entry(store.KindReply, "c2", "a refused id is free"))
	appendOK(t, s, "b", 0, entry(store.KindMessage, "c1", "the same id in another conversation"))
}

func testConflictComesFirst(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	_, err := s.Append(t.Context(), "a", 0, nil, entry(store.KindMessage, "c1", "x"))
	if !errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrDuplicate) {
		t.Errorf("sent twice, log moved on: %v, want ErrConflict", err)
	}
	checkUnchanged(t, s, "a", 1, d)
}

func checkUnchanged(t *testing.T, s store.Store, id string, seq int64, d *plan.Draft) {
	t.Helper()
	c, got, err := s.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if c.Seq != seq || int64(len(all(t, s, id))) != seq || !bytes.Equal(got.JSON(), d.JSON()) {
		t.Errorf("a refused append left seq %d and draft %s", c.Seq, got.JSON())
	}
}

func testDraft(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	if err := d.Put("target.title", "Säästö ”ä” 😀", plan.Provenance{Source: plan.Said, Message: "m1", Quote: "q", At: start}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), "a", 0, d, entry(store.KindChange, "", "x")); err != nil {
		t.Fatal(err)
	}
	appendOK(t, s, "a", 1, entry(store.KindReply, "", "y"))
	c, got, err := s.Load(t.Context(), "a")
	if err != nil || !bytes.Equal(got.JSON(), d.JSON()) {
		t.Errorf("draft = %s (%v), want %s", got.JSON(), err, d.JSON())
	}
	if c.Title != "Säästö ”ä” 😀" {
		t.Errorf("title = %q", c.Title)
	}
}

func testPaging(t *testing.T, s store.Store) {
	create(t, s, "a")
	for i := range int64(7) {
		appendOK(t, s, "a", i, entry(store.KindReply, "", fmt.Sprint(i)))
	}
	for _, c := range []struct {
		after int64
		limit int
		want  int
	}{{0, 3, 3}, {3, 3, 3}, {6, 3, 1}, {7, 3, 0}, {1000, 3, 0}, {1 << 62, 3, 0}, {0, 0, 0}, {0, -1, 0}, {-5, 2, 2}} {
		got, err := s.Entries(t.Context(), "a", c.after, c.limit)
		if err != nil || len(got) != c.want {
			t.Errorf("after %d limit %d: %d entries (%v), want %d", c.after, c.limit, len(got), err, c.want)
		}
		for i, e := range got {
			if e.Seq != max(0, c.after)+int64(i)+1 {
				t.Errorf("after %d: entry %d has number %d", c.after, i, e.Seq)
			}
		}
	}
}

func testOwed(t *testing.T, s store.Store) {
	create(t, s, "a")
	create(t, s, "b")
	checkOwed(t, s)
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	checkOwed(t, s, "a")
	appendOK(t, s, "a", 1, entry(store.KindReply, "", "x"))
	checkOwed(t, s, "a")
	appendOK(t, s, "b", 0, entry(store.KindMessage, "c1", "x"))
	checkOwed(t, s, "a", "b")
	appendOK(t, s, "a", 2, entry(store.KindDone, "", "x"))
	checkOwed(t, s, "b")
	appendOK(t, s, "b", 1, entry(store.KindDone, "", "x"), entry(store.KindMessage, "c2", "x"))
	checkOwed(t, s, "b")
	appendOK(t, s, "b", 3, entry(store.KindDone, "", "x"))
	checkOwed(t, s)
	appendOK(t, s, "b", 4, entry(store.KindDone, "", "x"), entry(store.KindReply, "", "x"))
	checkOwed(t, s)
	appendOK(t, s, "b", 6, entry(store.KindMessage, "c3", "x"), entry(store.KindMessage, "c4", "x"), entry(store.KindDone, "", "x"))
	checkOwed(t, s)
}

func checkOwed(t *testing.T, s store.Store, want ...string) {
	t.Helper()
	got, err := s.Owed(t.Context())
	slices.Sort(got) // the contract gives no order
	if err != nil || strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("owed = %v (%v), want %v", got, err, want)
	}
}
