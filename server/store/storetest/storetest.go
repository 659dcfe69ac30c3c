// Package storetest holds the conformance suite that every [store.Store] passes.
package storetest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
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
		"create":         testCreate,
		"missing":        testMissing,
		"append":         testAppend,
		"conflict":       testConflict,
		"duplicate":      testDuplicate,
		"draft":          testDraft,
		"paging":         testPaging,
		"owed":           testOwed,
		"list":           testList,
		"content":        testContent,
		"one winner":     testOneWinner,
		"many at once":   testManyAtOnce,
		"cancelled":      testCancelled,
		"caller's slice": testCallersSlice,
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

func testCreate(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.SV), start); !errors.Is(err, store.ErrExists) {
		t.Errorf("second create: %v, want ErrExists", err)
	}
	c, got, err := s.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	if c.ID != "a" || c.Seq != 0 || c.Owed || !c.Created.Equal(start) || !c.Updated.Equal(start) {
		t.Errorf("head = %+v", c)
	}
	if !bytes.Equal(got.JSON(), d.JSON()) {
		t.Errorf("draft = %s, want %s", got.JSON(), d.JSON())
	}
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
		if !got.At.Equal(want[i].At) || got.Kind != want[i].Kind || got.Turn != want[i].Turn ||
			got.ClientID != want[i].ClientID || !bytes.Equal(got.Data, want[i].Data) {
			t.Errorf("entry %d = %+v, want %+v", i, got, want[i])
		}
	}
	got, ok, err := s.FindClient(t.Context(), "a", "c1")
	if err != nil || !ok || got.Seq != 1 {
		t.Errorf("find c1: %+v %v %v", got, ok, err)
	}
	for _, client := range []string{"c2", ""} {
		if _, ok, err := s.FindClient(t.Context(), "a", client); ok || err != nil {
			t.Errorf("find %q: %v %v, want nothing", client, ok, err)
		}
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
	_, err := s.Append(t.Context(), "a", 1, changed, entry(store.KindReply, "", "y"), entry(store.KindMessage, "c1", "z"))
	if !errors.Is(err, store.ErrDuplicate) {
		t.Errorf("same client id: %v, want ErrDuplicate", err)
	}
	checkUnchanged(t, s, "a", 1, d)
	appendOK(t, s, "b", 0, entry(store.KindMessage, "c1", "the same id in another conversation"))
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
	}{{0, 3, 3}, {3, 3, 3}, {6, 3, 1}, {7, 3, 0}, {1000, 3, 0}, {0, 0, 0}} {
		got, err := s.Entries(t.Context(), "a", c.after, c.limit)
		if err != nil || len(got) != c.want {
			t.Errorf("after %d limit %d: %d entries (%v), want %d", c.after, c.limit, len(got), err, c.want)
		}
		if len(got) > 0 && got[0].Seq != c.after+1 {
			t.Errorf("after %d: first number %d", c.after, got[0].Seq)
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
}

func checkOwed(t *testing.T, s store.Store, want ...string) {
	t.Helper()
	got, err := s.Owed(t.Context())
	if err != nil || strings.Join(got, " ") != strings.Join(want, " ") {
		t.Errorf("owed = %v (%v), want %v", got, err, want)
	}
}

func testList(t *testing.T, s store.Store) {
	for i, id := range []string{"a", "b", "c"} {
		if err := s.Create(t.Context(), id, plan.NewDraft(plan.FI), start.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
	}
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	list, err := s.List(t.Context())
	if err != nil || len(list) != 3 || list[0].ID != "a" || list[1].ID != "c" || list[2].ID != "b" {
		t.Errorf("list = %+v (%v), want a, c, b", list, err)
	}
	if !list[0].Owed || list[0].Seq != 1 {
		t.Errorf("head of a = %+v", list[0])
	}
}

func testContent(t *testing.T, s store.Store) {
	create(t, s, "a")
	for i, text := range []string{"ä 😀 \u0000 \u202e", strings.Repeat("x", 1<<20), ""} {
		e := entry(store.KindMessage, fmt.Sprint("c", i), text)
		appendOK(t, s, "a", int64(i), e)
		if got := all(t, s, "a")[i]; !bytes.Equal(got.Data, e.Data) {
			t.Errorf("entry %d came back changed", i)
		}
	}
}

func testOneWinner(t *testing.T, s store.Store) {
	create(t, s, "a")
	const writers, rounds = 8, 20
	won := make([]int, rounds)
	for round := range rounds {
		var wg sync.WaitGroup
		var mu sync.Mutex
		for w := range writers {
			wg.Go(func() {
				_, err := s.Append(t.Context(), "a", int64(round), nil, entry(store.KindReply, fmt.Sprint(round, "-", w), "x"))
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					won[round]++
				case !errors.Is(err, store.ErrConflict):
					t.Errorf("append: %v", err)
				}
			})
		}
		wg.Wait()
	}
	for round, n := range won {
		if n != 1 {
			t.Errorf("round %d has %d winners", round, n)
		}
	}
	if n := len(all(t, s, "a")); n != rounds {
		t.Errorf("%d entries, want %d", n, rounds)
	}
}

func testManyAtOnce(t *testing.T, s store.Store) {
	const conversations, each = 20, 25
	var wg sync.WaitGroup
	for c := range conversations {
		id := fmt.Sprint("p", c)
		create(t, s, id)
		wg.Go(func() {
			for i := range int64(each) {
				if _, err := s.Append(t.Context(), id, i, nil, entry(store.KindReply, "", "x")); err != nil {
					t.Errorf("append to %s: %v", id, err)
				}
			}
		})
	}
	wg.Wait()
	for c := range conversations {
		if n := len(all(t, s, fmt.Sprint("p", c))); n != each {
			t.Errorf("conversation %d has %d entries, want %d", c, n, each)
		}
	}
}

func testCancelled(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Append(ctx, "a", 0, nil, entry(store.KindMessage, "c1", "x")); !errors.Is(err, context.Canceled) {
		t.Errorf("append: %v, want context.Canceled", err)
	}
	checkUnchanged(t, s, "a", 0, d)
}

func testCallersSlice(t *testing.T, s store.Store) {
	create(t, s, "a")
	e := entry(store.KindReply, "", "x")
	want := bytes.Clone(e.Data)
	appendOK(t, s, "a", 0, e)
	clear(e.Data)
	clear(all(t, s, "a")[0].Data)
	if got := all(t, s, "a")[0].Data; !bytes.Equal(got, want) {
		t.Errorf("data = %s: the store shares memory with its caller", got)
	}
}

func testClosed(t *testing.T, s store.Store) {
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), start); err == nil {
		t.Error("create on a closed store succeeded")
	}
	if _, err := s.List(t.Context()); err == nil {
		t.Error("list on a closed store succeeded")
	}
	if err := s.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
}
