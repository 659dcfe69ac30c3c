package sqlite

import (
	"context"
	"sync"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// leases are in memory: the process that owns the file is the only one to give
// any, and they end with it.
type leases struct {
	mu     sync.Mutex
	latest map[string]*lease // by conversation
	seqs   map[string]int64  // numbers of the last entries, as far as they are remembered
}

// maxSeqs is how many are remembered.
const maxSeqs = 10_000

// remember notes the number of a conversation's last entry.
func (ls *leases) remember(id string, seq int64) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if len(ls.seqs) >= maxSeqs {
		clear(ls.seqs)
	}
	ls.seqs[id] = max(ls.seqs[id], seq)
}

// forget forgets a conversation that is erased.
func (ls *leases) forget(id string) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	delete(ls.seqs, id)
}

// last is the number of a conversation's last entry.
func (s *Store) last(ctx context.Context, id string) (int64, error) {
	s.leases.mu.Lock()
	seq, ok := s.leases.seqs[id]
	s.leases.mu.Unlock()
	if ok && !s.closed.Load() {
		return seq, nil
	}
	err := s.readings.seq.QueryRowContext(ctx, id).Scan(&seq)
	if err == nil {
		s.leases.remember(id, seq)
	}
	return seq, missing(err, store.ErrNotFound)
}

// lease is a [store.Lease].
type lease struct {
	s     *Store
	id    string
	until time.Time // guarded by the lock of leases
}

// Acquire implements [store.Store].
func (s *Store) Acquire(ctx context.Context, id string, ttl time.Duration) (store.Lease, int64, error) {
	l := &lease{s: s, id: id, until: time.Now().Add(ttl)}
	if !s.leases.take(l) {
		return nil, 0, s.wrap("acquire", id, store.ErrHeld)
	}
	// An older lease's append that is just being committed may pass this number:
	// then the first append of ours is refused with ErrConflict.
	seq, err := s.last(ctx, id)
	if err != nil {
		s.leases.drop(l)
		return nil, 0, s.wrap("acquire", id, err)
	}
	return l, seq, nil
}

// take makes l the conversation's lease unless another's time is not over.
func (ls *leases) take(l *lease) bool {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if ls.running(l.id) {
		return false
	}
	ls.latest[l.id] = l
	return true
}

// drop forgets l when it is the latest.
func (ls *leases) drop(l *lease) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	if ls.latest[l.id] == l {
		delete(ls.latest, l.id)
	}
}

// running tells whether a lease's time is not over. The lock is held.
func (ls *leases) running(id string) bool {
	l, ok := ls.latest[id]
	return ok && time.Now().Before(l.until)
}

func (ls *leases) held(id string) bool {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	return ls.running(id)
}

// current returns [store.ErrStale] when l is not the latest.
func (l *lease) current() error {
	l.s.leases.mu.Lock()
	defer l.s.leases.mu.Unlock()
	if l.s.leases.latest[l.id] != l {
		return store.ErrStale
	}
	return nil
}

// Append implements [store.Lease].
func (l *lease) Append(ctx context.Context, after int64, draft *plan.Draft, entries ...store.Entry) (int64, error) {
	return l.s.append(ctx, l.id, after, draft, entries, l.current)
}

// Renew implements [store.Lease].
func (l *lease) Renew(_ context.Context, ttl time.Duration) error {
	l.s.leases.mu.Lock()
	defer l.s.leases.mu.Unlock()
	if l.s.leases.latest[l.id] != l {
		return l.s.wrap("renew", l.id, store.ErrStale)
	}
	l.until = time.Now().Add(ttl)
	return nil
}

// Release implements [store.Lease].
func (l *lease) Release(context.Context) error {
	l.s.leases.drop(l)
	return nil
}

// Watch implements [store.Store]: no other process appends.
func (s *Store) Watch(ctx context.Context, _ func(store.News)) error {
	<-ctx.Done()
	return ctx.Err()
}

// Say implements [store.Store]: no other process watches.
func (s *Store) Say(string, string) {}
