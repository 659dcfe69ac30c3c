package agent

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"strings"
)

// Limits of asking once more.
const (
	maxAnswers = 2   // that are asked for in place of one
	maxHeld    = 160 // bytes of text that are held back until it is known whether they stand
)

// answer streams one answer of the model. An answer that was cut, is empty, or ends the
// conversation while the agenda still has something to ask, is asked for once more, as
// long as nobody has heard it: so one slip of a model costs the applicant nothing. An
// error is passed on, for a model retries by itself what may pass.
func (t *turn) answer(ctx context.Context) iter.Seq2[Chunk, error] {
	return func(yield func(Chunk, error) bool) {
		req := t.request()
		var best held
		for range maxAnswers {
			h := held{}
			if !h.stream(t.agent.Model.Generate(ctx, req), yield) || h.passing || !h.bill(yield) {
				return
			}
			if best.chunks == nil || h.text != "" && h.whole() {
				best = h
			}
			if best.text != "" && best.whole() && (strings.Contains(best.text, "?") || !asksFor(req.Agenda)) {
				break
			}
		}
		if !best.whole() || best.text == "" && len(t.seen) == 0 {
			yield(Chunk{}, fmt.Errorf("%w: %s", ErrCut, t.agent.Model.Name()))
			return
		}
		best.pass(yield)
	}
}

// asksFor reports whether there is something to ask.
func asksFor(agenda []Item) bool {
	return slices.ContainsFunc(agenda, func(i Item) bool { return len(i.Paths) > 0 })
}

// held is an answer that is held back until it says something.
type held struct {
	chunks  []Chunk
	text    string
	passing bool
}

// stream passes the chunks on from the first that says something. It reports whether
// the answer came to its end.
func (h *held) stream(chunks iter.Seq2[Chunk, error], yield func(Chunk, error) bool) bool {
	for chunk, err := range chunks {
		if err != nil {
			yield(chunk, err)
			return false
		}
		h.chunks = append(h.chunks, chunk)
		h.text += chunk.Text
		h.passing = h.passing || len(chunk.Calls)+len(chunk.Asks) > 0 || len(h.text) > maxHeld
		if h.passing && !h.pass(yield) {
			return false
		}
	}
	return true
}

func (h *held) pass(yield func(Chunk, error) bool) bool {
	for _, chunk := range h.chunks {
		if !yield(chunk, nil) {
			return false
		}
	}
	h.chunks = nil
	return true
}

// bill passes on what the answer cost, which counts whether it is heard or not.
func (h *held) bill(yield func(Chunk, error) bool) bool {
	for i := range h.chunks {
		usage := h.chunks[i].Usage
		h.chunks[i].Usage = nil
		if usage != nil && !yield(Chunk{Usage: usage}, nil) {
			return false
		}
	}
	return true
}

// whole reports whether the answer came to a good end.
func (h *held) whole() bool {
	if len(h.chunks) == 0 {
		return false
	}
	finish := h.chunks[len(h.chunks)-1].Finish
	return finish == Stop || finish == ToolCalls
}
