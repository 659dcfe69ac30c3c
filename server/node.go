package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

// Times of a node among others.
const (
	defaultLease = 10 * time.Second
	renewals     = 3 // in the time of a lease
	firstWait    = 20 * time.Millisecond
	longestWait  = 250 * time.Millisecond
	watchAgain   = time.Second
)

// held runs work while this node has the conversation's lease, with the head as of
// the log's end. It waits as long as another node has it. A turn that is owed comes
// first. The work's context ends when the lease is lost.
func (c *conversation) held(ctx context.Context, work func(ctx context.Context, h *head) error) error {
	lease, h, err := c.hold(ctx)
	if err != nil {
		return err
	}
	ctx, lost := context.WithCancelCause(ctx)
	stop := c.renew(ctx, lease, lost)
	c.lease = lease
	defer func() {
		lost(nil)
		stop()
		c.lease = nil
		c.release(lease)
	}()
	if h.owed != nil {
		c.srv.log.Info("turn is run again", "plan", c.id, "turn", h.owed.turn)
		if c.answer(ctx, h, *h.owed); h.owed != nil {
			return cmp.Or(context.Cause(ctx), store.ErrConflict)
		}
	}
	return work(ctx, h)
}

// hold takes the lease. Meanwhile it passes on what its holder commits.
func (c *conversation) hold(ctx context.Context) (store.Lease, *head, error) {
	for wait := firstWait; ; wait = min(2*wait, longestWait) {
		lease, seq, err := c.srv.store.Acquire(ctx, c.id, c.srv.lease)
		if err == nil {
			h, err := c.follow(ctx, seq)
			if err != nil {
				c.release(lease)
			}
			return lease, h, err
		}
		switch {
		case ctx.Err() != nil:
			return nil, nil, context.Cause(ctx)
		case errors.Is(err, store.ErrNotFound):
			return nil, nil, err
		case !errors.Is(err, store.ErrHeld):
			return nil, nil, refuseFor(codeStoreFailed, err)
		}
		if err := pause(ctx, wait); err != nil {
			return nil, nil, err
		}
		if _, err := c.follow(ctx, 0); err != nil {
			return nil, nil, err
		}
	}
}

// pause waits, and returns why ctx ended when it ends first.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// renew keeps the lease until the context ends; stop waits for a renewal that is under
// way. Most work ends before the first one is due, so nothing runs until then.
func (c *conversation) renew(ctx context.Context, lease store.Lease, lost context.CancelCauseFunc) (stop func()) {
	var mu sync.Mutex
	mu.Lock()
	defer mu.Unlock()
	var due *time.Timer
	due = time.AfterFunc(c.srv.lease/renewals, func() {
		mu.Lock()
		defer mu.Unlock()
		if ctx.Err() != nil {
			return
		}
		err := lease.Renew(ctx, c.srv.lease)
		switch {
		case errors.Is(err, store.ErrStale):
			lost(err)
		case err != nil && ctx.Err() == nil: // the fence keeps the log safe
			c.srv.log.Warn("lease", "plan", c.id, "err", err)
		}
		due.Reset(c.srv.lease / renewals)
	})
	return func() {
		mu.Lock()
		defer mu.Unlock()
		due.Stop()
	}
}

func (c *conversation) release(lease store.Lease) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.srv.ctx), storeLimit)
	defer cancel()
	if err := lease.Release(ctx); err != nil { // its time ends by itself
		c.srv.log.Warn("lease", "plan", c.id, "err", err)
	}
}

// follow takes over what other nodes have committed and passes it on. The log is
// known to go on to atLeast; 0 is not known.
func (c *conversation) follow(ctx context.Context, atLeast int64) (*head, error) {
	h, err := c.load(ctx)
	if err != nil || atLeast > 0 && h.seq >= atLeast {
		return h, err
	}
	for {
		entries, err := c.srv.store.Entries(ctx, c.id, h.seq, pageSize)
		switch {
		case err != nil:
			return nil, err
		case len(entries) > 0:
		case h.seq < atLeast:
			return nil, fmt.Errorf("server: log of %s ends at %d, not at %d", c.id, h.seq, atLeast)
		default:
			return h, nil
		}
		for _, e := range entries {
			if err := c.adopt(h, e); err != nil {
				c.forget()
				return nil, err
			}
		}
	}
}

// adopt takes over one entry of another node.
func (c *conversation) adopt(h *head, e store.Entry) error {
	var draft *plan.Draft
	if e.Kind == store.KindChange {
		change, err := unpack[Change](e)
		if err != nil {
			return err
		}
		if draft, err = patched(h.draft, change.Patch); err != nil {
			return err
		}
	}
	if opensRun(e) && c.adopted != e.Turn {
		c.adopted = e.Turn
		c.mu.Lock()
		c.send(agui.RunStarted(c.id, e.Turn))
		c.mu.Unlock()
	}
	return c.publish(h, draft, []store.Entry{e})
}

// nudge has the conversation follow, unless it knows entry seq; 0 is any.
func (c *conversation) nudge(seq int64) {
	c.mu.Lock()
	needless := c.following || seq > 0 && c.head != nil && seq <= c.head.seq
	c.following = c.following || !needless
	c.mu.Unlock()
	if needless {
		return
	}
	done := func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.following = false
	}
	err := c.submit(func(ctx context.Context) {
		done() // what comes from here on needs another look
		if _, err := c.follow(ctx, 0); err != nil {
			c.srv.log.Error("follow", "plan", c.id, "err", err)
		}
	})
	if err != nil { // a job that is queued will follow
		done()
	}
}

// Watch passes on what other nodes commit and runs the turns that dead nodes left
// undone, until ctx ends.
func (s *Server) Watch(ctx context.Context) {
	if !s.begin() {
		return
	}
	go func() {
		defer s.jobs.Done()
		defer s.recovered("sweeper", "")
		s.sweep(ctx)
	}()
	for ctx.Err() == nil {
		if err := s.store.Watch(ctx, s.heard); ctx.Err() == nil {
			s.log.Warn("watch", "err", err)
		}
		_ = pause(ctx, watchAgain)
	}
}

// sweep looks for turns that nobody runs.
func (s *Server) sweep(ctx context.Context) {
	for pause(ctx, s.lease) == nil {
		if _, err := s.Resume(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("sweep", "err", err)
		}
	}
}

// heard hears of another node.
func (s *Server) heard(n store.News) {
	if n.ID == "" {
		for _, c := range s.hub.all() {
			c.nudge(0)
			s.hub.release(c)
		}
		return
	}
	c, ok := s.hub.find(n.ID)
	if !ok {
		return
	}
	defer s.hub.release(c)
	if n.Words == "" {
		c.nudge(n.Seq)
	} else {
		c.hear(n.Words)
	}
}
