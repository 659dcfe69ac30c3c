// Package modeltest has a model for tests that plays a fixed script.
package modeltest

import (
	"context"
	"iter"

	"luonnos/agent"
)

// Script is a model that gives its answers one after the other, whatever it is
// asked, and ends every stream early when there is none left. It records the
// requests. It is for one conversation at a time.
type Script struct {
	Answers  [][]agent.Chunk
	Requests []agent.Request
}

var _ agent.Model = (*Script)(nil)

// Name implements [agent.Model].
func (s *Script) Name() string { return "script" }

// Generate implements [agent.Model]: it plays the next answer.
func (s *Script) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	return func(yield func(agent.Chunk, error) bool) {
		s.Requests = append(s.Requests, *req)
		n := len(s.Requests) - 1
		if n >= len(s.Answers) {
			return
		}
		for _, chunk := range s.Answers[n] {
			if err := ctx.Err(); err != nil {
				yield(agent.Chunk{}, err)
				return
			}
			if !yield(chunk, nil) {
				return
			}
		}
	}
}
