package storetest

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

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

// testOneClientID has a message sent by many at once: it is stored once.
func testOneClientID(t *testing.T, s store.Store) {
	create(t, s, "a")
	const senders = 16
	var wg sync.WaitGroup
	var stored atomic.Int64
	for range senders {
		wg.Go(func() {
			for after := range int64(2) { // as a sender that retries on a conflict
				_, err := s.Append(t.Context(), "a", after, nil, entry(store.KindMessage, "c1", "x"))
				switch {
				case errors.Is(err, store.ErrConflict):
					continue
				case err == nil:
					stored.Add(1)
				case !errors.Is(err, store.ErrDuplicate):
					t.Errorf("append: %v", err)
				}
				return
			}
		})
	}
	wg.Wait()
	if n := len(all(t, s, "a")); stored.Load() != 1 || n != 1 {
		t.Errorf("%d senders were told that it is stored, %d entries, want 1 and 1", stored.Load(), n)
	}
}

// testReadsWhileWriting holds that head and draft are always of one commit and
// that a log seen while it grows has no gap.
func testReadsWhileWriting(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	const writes = 60
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for seen := int64(0); seen < writes && !t.Failed(); {
				c, got, err := s.Load(t.Context(), "a")
				if err != nil {
					t.Error(err)
					return
				}
				if got.Rev != c.Seq || c.Seq < seen {
					t.Errorf("load: seq %d, draft of %d, before %d", c.Seq, got.Rev, seen)
				}
				entries, err := s.Entries(t.Context(), "a", 0, writes)
				if n := int64(len(entries)); err != nil || n < c.Seq || n > 0 && entries[n-1].Seq != n {
					t.Errorf("%d entries, head says %d (%v)", n, c.Seq, err)
				}
				seen = c.Seq
			}
		})
	}
	for i := range int64(writes) {
		d.Rev = i + 1
		if _, err := s.Append(t.Context(), "a", i, d, entry(store.KindChange, "", "x")); err != nil {
			t.Error(err) // which also ends the readers
		}
	}
	wg.Wait()
}

func testCancelled(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Append(ctx, "a", 0, plan.NewDraft(plan.SV), entry(store.KindMessage, "c1", "x"))
	checkCancelled(t, "append", err)
	checkUnchanged(t, s, "a", 0, d)
	checkCancelled(t, "create", s.Create(ctx, "b", d, start))
	if _, _, err := s.Load(t.Context(), "b"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("a cancelled create left something: %v", err)
	}
	_, _, err = s.Load(ctx, "a")
	checkCancelled(t, "load", err)
	_, err = s.Entries(ctx, "a", 0, 1)
	checkCancelled(t, "entries", err)
	_, _, err = s.FindClient(ctx, "a", "c1")
	checkCancelled(t, "find client", err)
	_, err = s.List(ctx)
	checkCancelled(t, "list", err)
	_, err = s.Owed(ctx)
	checkCancelled(t, "owed", err)
	_, _, err = s.Acquire(ctx, "a", long)
	checkCancelled(t, "acquire", err)
}

func checkCancelled(t *testing.T, op string, err error) {
	t.Helper()
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%s: %v, want context.Canceled", op, err)
	}
}

// testCancelledAnywhere ends contexts while appends wait or run: an append is
// stored when it says so and not stored when it does not.
func testCancelledAnywhere(t *testing.T, s store.Store) {
	create(t, s, "a")
	create(t, s, "b")
	var wg sync.WaitGroup
	stop := make(chan struct{})
	wg.Go(func() { // keeps the store busy, so that the others wait now and then
		for i := int64(0); ; i++ {
			select {
			case <-stop:
				return
			default:
			}
			if _, err := s.Append(t.Context(), "b", i, nil, entry(store.KindReply, "", "x")); err != nil {
				t.Errorf("append to b: %v", err)
				return
			}
		}
	})
	seq := int64(0)
	for range 200 {
		ctx, cancel := context.WithCancel(t.Context())
		wg.Go(cancel)
		got, err := s.Append(ctx, "a", seq, nil, entry(store.KindReply, "", "x"))
		switch {
		case err == nil:
			seq = got
		case !errors.Is(err, context.Canceled):
			t.Errorf("append: %v", err)
		}
		cancel()
		if n := len(all(t, s, "a")); int64(n) != seq {
			t.Fatalf("%d entries, acknowledged %d", n, seq)
		}
	}
	close(stop)
	wg.Wait()
}

func testCallersMemory(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	want := bytes.Clone(d.JSON())
	e := entry(store.KindReply, "", "x")
	data := bytes.Clone(e.Data)
	entries := []store.Entry{e}
	appendOK(t, s, "a", 0, entries...)
	if entries[0].Seq != 0 {
		t.Error("append wrote into the caller's entries")
	}
	clear(e.Data)
	clear(all(t, s, "a")[0].Data)
	if got := all(t, s, "a")[0].Data; !bytes.Equal(got, data) {
		t.Errorf("data = %s: the store shares memory with its caller", got)
	}
	d.Rev = 99
	_, got, err := s.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	got.Asked["target.title"] = 7
	if _, got, err = s.Load(t.Context(), "a"); err != nil || !bytes.Equal(got.JSON(), want) {
		t.Errorf("draft = %s (%v): the store shares memory with its caller", got.JSON(), err)
	}
}

func testClosed(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	_, _, loadErr := s.Load(ctx, "a")
	_, entriesErr := s.Entries(ctx, "a", 0, 1)
	_, _, findErr := s.FindClient(ctx, "a", "c")
	_, appendErr := s.Append(ctx, "a", 0, d, entry(store.KindReply, "", "x"))
	_, listErr := s.List(ctx)
	_, owedErr := s.Owed(ctx)
	_, _, acquireErr := s.Acquire(ctx, "a", long)
	for op, err := range map[string]error{
		"create": s.Create(ctx, "b", d, start), "load": loadErr, "entries": entriesErr,
		"find client": findErr, "append": appendErr, "list": listErr, "owed": owedErr,
		"acquire": acquireErr,
	} {
		if err == nil || errors.Is(err, store.ErrNotFound) {
			t.Errorf("%s on a closed store: %v", op, err)
		}
	}
	if err := s.Close(); err != nil {
		t.Errorf("second close: %v", err)
	}
}

// testClosedAtWork closes the store under running appends: each ends, with or
// without an error.
func testClosedAtWork(t *testing.T, s store.Store) {
	var wg sync.WaitGroup
	var begun sync.WaitGroup
	for c := range 8 {
		id := fmt.Sprint("p", c)
		create(t, s, id)
		begun.Add(1)
		wg.Go(func() {
			for i := int64(0); ; i++ {
				_, err := s.Append(t.Context(), id, i, nil, entry(store.KindReply, "", "x"))
				if i == 0 {
					begun.Done()
				}
				if err != nil {
					return
				}
			}
		})
	}
	begun.Wait()
	if err := s.Close(); err != nil {
		t.Errorf("close: %v", err)
	}
	wg.Wait()
}
