package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server/register"
	"luonnos/server/store"
)

// retentionEvery is how often plans are looked for whose time is over.
const retentionEvery = time.Hour

// erase removes the plan with its whole log. The audit log keeps that it was there.
func (s *Server) erase(w http.ResponseWriter, r *http.Request) error {
	if err := s.Erase(r.Context(), whoOf(r.Context()).id, r.PathValue("plan"), "asked for"); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Erase removes a plan with its whole log, members and invitations, and notes who
// did it and why. It waits for the running turn, and closes the plan's sockets.
func (s *Server) Erase(ctx context.Context, actor, id, why string) error {
	c, err := s.open(ctx, id)
	if err != nil {
		return err
	}
	defer s.hub.release(c)
	c.stop()
	done := make(chan error, 1)
	if err := c.submit(func(ctx context.Context) { done <- c.erase(ctx, actor, why) }); err != nil {
		return err
	}
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// erase removes the conversation from the store and sends its sockets away. A turn
// that is owed is not run before.
func (c *conversation) erase(ctx context.Context, actor, why string) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), storeLimit)
	defer cancel()
	lease, _, err := c.hold(ctx)
	if err != nil {
		return err
	}
	defer c.release(lease)
	err = c.srv.store.Erase(ctx, c.id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return refuseFor(codeStoreFailed, err)
	}
	if err := c.srv.access.register.Forget(ctx, actor, c.id, why); err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.head = nil
	for _, sub := range c.subs {
		sub.out.finish(websocket.ClosePolicyViolation, string(codeNotFound))
	}
	return nil
}

func (s *Server) eraseMe(w http.ResponseWriter, r *http.Request) error {
	return s.forget(w, r, whoOf(r.Context()).id)
}

func (s *Server) erasePerson(w http.ResponseWriter, r *http.Request) error {
	return s.forget(w, r, r.PathValue("person"))
}

// forget erases a person's data and the plans that are theirs alone. A plan with
// other members stays: it is their organisation's document.
func (s *Server) forget(w http.ResponseWriter, r *http.Request, id string) error {
	ctx, reg, actor := r.Context(), s.access.register, whoOf(r.Context()).id
	plans, err := reg.Alone(ctx, id)
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	for _, plan := range plans {
		if err := s.Erase(ctx, actor, plan, "person erased"); err != nil {
			return err
		}
	}
	err = reg.Erase(ctx, actor, id)
	switch {
	case errors.Is(err, register.ErrUnknown):
		return refuse(codeNotFound)
	case err != nil:
		return refuseFor(codeStoreFailed, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// Retain erases, until ctx ends, the plans that nobody has touched for so long, and
// credentials and invitations that have expired.
func (s *Server) Retain(ctx context.Context, unused time.Duration) {
	if !s.begin() {
		return
	}
	defer s.jobs.Done()
	s.unused.Store(int64(unused))
	every := time.NewTicker(retentionEvery)
	defer every.Stop()
	for {
		if err := s.retain(ctx, unused); err != nil && ctx.Err() == nil {
			s.log.Error("retention", "err", err)
		}
		select {
		case <-every.C:
		case <-ctx.Done():
			return
		}
	}
}

func (s *Server) retain(ctx context.Context, unused time.Duration) error {
	if err := s.access.register.Tidy(ctx); err != nil || unused <= 0 {
		return err
	}
	plans, err := s.store.List(ctx)
	if err != nil {
		return err
	}
	for _, conv := range plans {
		if s.now().Sub(conv.Updated) <= unused {
			continue
		}
		if err := s.Erase(ctx, "", conv.ID, "retention"); err != nil {
			return err
		}
		s.log.Info("erased", "plan", conv.ID, "why", "retention")
	}
	return nil
}
