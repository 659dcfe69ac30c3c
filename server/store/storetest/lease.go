package storetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

const (
	long = time.Hour
	over = time.Nanosecond // a lease of that time has ended when it is given
)

func acquire(t *testing.T, s store.Store, id string, ttl time.Duration, want int64) store.Lease {
	t.Helper()
	l, seq, err := s.Acquire(t.Context(), id, ttl)
	if err != nil || seq != want {
		t.Fatalf("acquire: seq %d (%v), want %d", seq, err, want)
	}
	return l
}

// checkStale holds that the lease gives no rights any more.
func checkStale(t *testing.T, l store.Lease, after int64) {
	t.Helper()
	if _, err := l.Append(t.Context(), after, plan.NewDraft(plan.SV), entry(store.KindReply, "", "x")); !errors.Is(err, store.ErrStale) {
		t.Errorf("append with an old lease: %v, want ErrStale", err)
	}
	if err := l.Renew(t.Context(), long); !errors.Is(err, store.ErrStale) {
		t.Errorf("renewal of an old lease: %v, want ErrStale", err)
	}
	if err := l.Release(t.Context()); err != nil {
		t.Errorf("release of an old lease: %v", err)
	}
}

func testLease(t *testing.T, s store.Store) {
	d := create(t, s, "a")
	create(t, s, "b")
	first := acquire(t, s, "a", long, 0)
	if _, _, err := s.Acquire(t.Context(), "a", long); !errors.Is(err, store.ErrHeld) {
		t.Errorf("second acquire: %v, want ErrHeld", err)
	}
	acquire(t, s, "b", long, 0)
	if seq, err := first.Append(t.Context(), 0, nil, entry(store.KindMessage, "c1", "x")); seq != 1 || err != nil {
		t.Fatalf("the holder's append: %d, %v", seq, err)
	}
	checkOwed(t, s) // whoever holds the lease runs the turn
	for want, entries := range map[error][]store.Entry{
		store.ErrConflict:  {entry(store.KindReply, "", "x")},
		store.ErrDuplicate: {entry(store.KindReply, "c1", "x")},
	} {
		after := int64(0)
		if want == store.ErrDuplicate {
			after = 1
		}
		if _, err := first.Append(t.Context(), after, nil, entries...); !errors.Is(err, want) {
			t.Errorf("the holder's append: %v, want %v", err, want)
		}
	}
	if err := errors.Join(first.Renew(t.Context(), long), first.Release(t.Context())); err != nil {
		t.Error(err)
	}
	checkOwed(t, s, "a")
	second := acquire(t, s, "a", long, 1)
	checkStale(t, first, 1)
	checkStale(t, first, 0) // stale comes before conflict
	checkUnchanged(t, s, "a", 1, d)
	if _, err := second.Append(t.Context(), 1, nil, entry(store.KindDone, "", "x")); err != nil {
		t.Errorf("the second holder's append: %v", err)
	}
}

// testLeaseEnds holds that a lease can be taken when its time is over and is good
// until that happens.
func testLeaseEnds(t *testing.T, s store.Store) {
	create(t, s, "a")
	appendOK(t, s, "a", 0, entry(store.KindMessage, "c1", "x"))
	first := acquire(t, s, "a", over, 1)
	checkOwed(t, s, "a")
	if _, err := first.Append(t.Context(), 1, nil, entry(store.KindReply, "", "x")); err != nil {
		t.Errorf("append with a lease that nobody has taken: %v", err)
	}
	second := acquire(t, s, "a", over, 2)
	checkStale(t, first, 2)
	if err := second.Renew(t.Context(), long); err != nil {
		t.Errorf("renewal of a lease that nobody has taken: %v", err)
	}
	if _, _, err := s.Acquire(t.Context(), "a", long); !errors.Is(err, store.ErrHeld) {
		t.Errorf("acquire of a renewed lease: %v, want ErrHeld", err)
	}
}

func testOneHolder(t *testing.T, s store.Store) {
	create(t, s, "a")
	for range 10 {
		var held atomic.Int64
		var wg sync.WaitGroup
		var mu sync.Mutex
		var lease store.Lease
		for range 8 {
			wg.Go(func() {
				l, _, err := s.Acquire(t.Context(), "a", long)
				switch {
				case err == nil:
					held.Add(1)
					mu.Lock()
					lease = l
					mu.Unlock()
				case !errors.Is(err, store.ErrHeld):
					t.Errorf("acquire: %v", err)
				}
			})
		}
		wg.Wait()
		if held.Load() != 1 {
			t.Fatalf("%d holders", held.Load())
		}
		if err := lease.Release(t.Context()); err != nil {
			t.Error(err)
		}
	}
}

func testWatchEnds(t *testing.T, s store.Store) {
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- s.Watch(ctx, func(store.News) {}) }()
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("watch: %v, want context.Canceled", err)
	}
}
