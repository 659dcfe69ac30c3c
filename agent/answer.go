package agent

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"luonnos/agent/trace"
)

// Limits of an answer.
const (
	maxAnswers = 2   // that are asked for in place of one
	maxHeld    = 160 // bytes of text that wait until it is known whether they stand
)

// answer is one answer of the model as it comes. Its text waits until it is known
// whether it stands: one that is short may still turn out to be cut, to end the
// conversation too early, or to be the words before a tool call, said before anything was
// done. What was heard stands.
type answer struct {
	Message
	finish   Finish
	origin   Origin
	usage    Usage
	again    bool // the message repeats the pending question
	rests    bool // it asks nothing on purpose
	unplaced []string

	waiting string
	heard   bool // what waited was passed on
	spoke   bool // a person has seen some of it
}

// ask gets an answer of the model. One that was cut, is empty, or ends the conversation
// without saying so while there is something to ask, is asked for once more, as long as
// nobody has heard it: one slip of a model costs the applicant nothing. An error is
// passed on, for a model retries by itself what may pass.
func (t *turn) ask(ctx context.Context) (Message, error) {
	req := t.request()
	var best *answer
	for range maxAnswers {
		a, err := t.listen(ctx, req)
		if err != nil {
			return Message{}, err
		}
		if best == nil || a.Text != "" && a.whole() || len(a.Calls) > 0 {
			best = a
		}
		if a.heard || len(a.Calls) > 0 || a.stands(req.Agenda) {
			break
		}
	}
	silent := best.Text == "" && len(best.Calls) == 0
	if !best.whole() || silent && len(t.seen) == 0 {
		return Message{}, fmt.Errorf("%w: %s", ErrCut, t.agent.Model.Name())
	}
	return best.Message, t.take(best)
}

// listen streams one answer. A whole answer that was cancelled after its calls came is
// still returned, so that each call gets its result.
func (t *turn) listen(ctx context.Context, req *Request) (_ *answer, err error) {
	a := &answer{Message: Message{Role: Assistant}, origin: Origin{Model: t.agent.Model.Name()}}
	ctx, done := trace.Answer(ctx, t.agent.Model.Name())
	defer func() { done(a.traced(), err) }()
	for chunk, err := range t.agent.Model.Generate(ctx, req) {
		if err != nil {
			return nil, fmt.Errorf("agent: %s: %w", t.agent.Model.Name(), err)
		}
		a.add(&chunk)
		t.bill(chunk.Usage)
		if chunk.Sent != "" && !t.emit(Event{Sent: chunk.Sent}) {
			return nil, context.Canceled
		}
		if len(a.Calls) == 0 && (len(a.waiting) > maxHeld || a.heard) && !t.say(a) {
			return nil, context.Canceled
		}
	}
	if err := ctx.Err(); err != nil && len(a.Calls) == 0 {
		return nil, err
	}
	return a, nil
}

// take makes an answer the turn's own: its text is said, unless it was the words before
// the first calls.
func (t *turn) take(a *answer) error {
	t.origin = a.origin
	t.again = t.again || a.again
	t.state.Receipt.Unplaced = append(t.state.Receipt.Unplaced, a.unplaced...)
	t.reply.Asks = a.Asks
	if len(a.Calls) > 0 && !t.acted && !a.heard {
		return nil
	}
	if !t.say(a) || !t.voice(a, t.screen.Rest()) {
		return context.Canceled
	}
	return nil
}

// add takes a chunk of the answer.
func (a *answer) add(chunk *Chunk) {
	a.Text += chunk.Text
	a.waiting += chunk.Text
	a.Calls = append(a.Calls, chunk.Calls...)
	a.Asks = append(a.Asks, chunk.Asks...)
	a.finish = chunk.Finish
	a.again = a.again || chunk.Again
	a.rests = a.rests || chunk.Rests
	a.unplaced = append(a.unplaced, chunk.Unplaced...)
	if chunk.Origin != nil {
		a.origin = *chunk.Origin
	}
	if chunk.Usage != nil {
		a.usage = *chunk.Usage
	}
}

// traced is what a trace tells of the answer.
func (a *answer) traced() trace.Answered {
	return trace.Answered{
		Served: a.origin.Served, Request: a.origin.Request, Finish: string(a.finish),
		Input: a.usage.Input, Cached: a.usage.Cached, Output: a.usage.Output,
	}
}

// whole reports whether the answer came to a good end.
func (a *answer) whole() bool { return a.finish == Stop || a.finish == ToolCalls }

// stands reports whether there is no need of another answer.
func (a *answer) stands(agenda []Item) bool {
	return a.whole() && a.Text != "" && (a.rests || len(a.Asks) > 0 || strings.Contains(a.Text, "?") || !asksFor(agenda))
}

// asksFor reports whether there is something to ask.
func asksFor(agenda []Item) bool {
	return slices.ContainsFunc(agenda, func(i Item) bool { return len(i.Paths) > 0 })
}

// bill counts what an answer costs, whether it is heard or not.
func (t *turn) bill(u *Usage) {
	if u != nil {
		t.usage.Input += u.Input
		t.usage.Cached += u.Cached
		t.usage.Output += u.Output
	}
}

// say passes on what waits, as far as it may be said, and reports whether the consumer
// still listens.
func (t *turn) say(a *answer) bool {
	text := t.screen.Add(a.waiting)
	a.waiting, a.heard = "", true
	return t.voice(a, text)
}

func (t *turn) voice(a *answer, text string) bool {
	if text == "" {
		return true
	}
	if !a.spoke && t.reply.Text != "" {
		text = "\n\n" + text
	}
	a.spoke = true
	t.reply.Text += text
	return t.emit(Event{Text: text})
}
