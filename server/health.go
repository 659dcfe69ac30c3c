package server

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// readyLimit is how long the store may take to answer.
const readyLimit = 2 * time.Second

// healthy reports that the process answers.
func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) error {
	writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	return nil
}

// ready reports whether a person could be served: the store answers, and there is
// something to search. When the language model rests, its stand-in serves them.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	closing := s.closing
	s.mu.Unlock()
	if closing {
		return errShutdown
	}
	ctx, cancel := context.WithTimeout(r.Context(), readyLimit)
	defer cancel()
	if _, err := s.store.Owed(ctx); err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	if index := s.current.Load().Index; index == nil || len(index.Passages()) == 0 {
		return refuseFor(codeNoIndex, errors.New("the index has no passages"))
	}
	model := s.agent.Model
	rests, ok := model.(interface{ Rests() bool })
	writeJSON(w, http.StatusOK, map[string]any{"status": "ready", "model": model.Name(), "model_rests": ok && rests.Rests()})
	return nil
}
