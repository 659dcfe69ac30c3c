package server

import (
	"context"
	"sync"
)

// hub holds the conversations that are in use.
type hub struct {
	mu            sync.Mutex
	conversations map[string]*conversation
}

// open returns the plan's conversation, loaded. The caller releases it.
func (s *Server) open(ctx context.Context, id string) (*conversation, error) {
	s.hub.mu.Lock()
	c, ok := s.hub.conversations[id]
	if !ok {
		c = &conversation{srv: s, id: id}
		s.hub.conversations[id] = c
	}
	c.refs++
	s.hub.mu.Unlock()
	if _, err := c.load(ctx); err != nil {
		s.hub.release(c)
		return nil, err
	}
	return c, nil
}

func (h *hub) retain(c *conversation) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c.refs++
}

// release gives a conversation back; the last one to do so lets it go.
func (h *hub) release(c *conversation) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c.refs--
	if c.refs == 0 {
		delete(h.conversations, c.id)
	}
}

// size is how many conversations are in use.
func (h *hub) size() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	return len(h.conversations)
}

// find returns a conversation in use. The caller releases it.
func (h *hub) find(id string) (*conversation, bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	c, ok := h.conversations[id]
	if ok {
		c.refs++
	}
	return c, ok
}

// all lists the conversations in use. The caller releases each.
func (h *hub) all() []*conversation {
	h.mu.Lock()
	defer h.mu.Unlock()
	list := make([]*conversation, 0, len(h.conversations))
	for _, c := range h.conversations {
		c.refs++
		list = append(list, c)
	}
	return list
}
