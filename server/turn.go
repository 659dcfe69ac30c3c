package server

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"luonnos/agent"
	"luonnos/agent/trace"
	"luonnos/knowledge"
	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

// greet lets the assistant open a conversation that has not begun: it says who
// it is and asks the first question. Nothing is owed for it, so a greeting that
// fails is tried again when the conversation is opened the next time.
func (c *conversation) greet(ctx context.Context) {
	err := c.held(ctx, func(ctx context.Context, h *head) error {
		if !h.greeted() {
			c.answer(ctx, h, owed{turn: turnOf(0)})
		}
		return nil
	})
	if err != nil {
		c.srv.log.Error("greeting", "plan", c.id, "err", err)
	}
}

// resume runs the turn that a stopped process left undone.
func (c *conversation) resume(ctx context.Context) {
	h, err := c.load(ctx)
	if err == nil && h.owed != nil {
		err = c.held(ctx, func(context.Context, *head) error { return nil })
	}
	if err != nil {
		c.srv.log.Error("resume", "plan", c.id, "err", err)
	}
}

// answer runs one turn and commits what it led to.
func (c *conversation) answer(ctx context.Context, h *head, o owed) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	ctx, release := context.WithTimeout(ctx, c.srv.turnLimit)
	defer release()
	c.begin(o.turn, cancel)
	ctx, done := trace.Turn(ctx, c.srv.traces, c.id, o.turn)
	outcome, text, err := c.play(ctx, h, o)
	if err == nil {
		err = c.complete(h, o, outcome, text)
	}
	done(err)
	switch {
	case err == nil:
	case errors.Is(context.Cause(ctx), errShutdown):
		c.abandon()
	case errors.Is(err, store.ErrStale), errors.Is(context.Cause(ctx), store.ErrStale):
		c.forget() // it is another node's turn by now
		c.abandon()
	default:
		c.fail(h, o, err)
	}
}

// begin announces the turn.
func (c *conversation) begin(turn string, cancel context.CancelCauseFunc) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.live = &liveTurn{id: turn, cancel: cancel, began: time.Now()}
	c.send(agui.RunStarted(c.id, turn))
}

// abandon lets the turn go without an end: it is owed.
func (c *conversation) abandon() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.live = nil
}

// stop ends the running turn, here or on another node; what it has done stays.
func (c *conversation) stop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.live.runsHere():
		c.live.cancel(agent.ErrStopped)
	case c.live != nil:
		c.say(said{Turn: c.live.id, Stop: true})
	default:
		c.say(said{Stop: true})
	}
}

// play lets the agent answer and passes its words on as they come. A panic of a
// model or a tool is an error of this turn only.
func (c *conversation) play(ctx context.Context, h *head, o owed) (outcome *agent.Outcome, text string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("server: turn panicked: %v\n%s", r, debug.Stack())
		}
	}()
	in, err := c.input(ctx, h, o)
	if err != nil {
		return nil, "", err
	}
	known, err := c.srv.knowing(ctx)
	if err != nil {
		return nil, "", err
	}
	for event, err := range known.Turn(ctx, in) {
		switch {
		case err != nil:
			return nil, "", err
		case event.Text != "":
			c.stream(event.Text)
		case event.Sent != "":
			c.sent(event.Sent)
		case event.Capped != "":
			c.srv.log.Warn("turn met a limit", "plan", c.id, "turn", o.turn, "limit", event.Capped)
		case event.Tool != nil:
			c.note(*event.Tool)
		case event.Outcome != nil:
			outcome = event.Outcome
		}
	}
	if outcome == nil {
		return nil, "", errors.New("server: turn ended without an outcome")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return outcome, c.live.text.String(), nil
}

func (c *conversation) input(ctx context.Context, h *head, o owed) (agent.Input, error) {
	previous, err := h.previous()
	if err != nil {
		return agent.Input{}, err
	}
	draft := h.draft
	if o.lang != "" && o.lang != draft.Lang {
		draft = draft.Clone()
		draft.Lang = o.lang
	}
	in := agent.Input{Draft: draft, Previous: previous, Recent: h.recent, Said: h.said, Now: c.srv.now().UTC(), Limit: c.limit(ctx, h)}
	if draft == h.draft {
		c.mu.Lock()
		defer c.mu.Unlock()
		in.Report = h.report(draft)
	}
	return in, nil
}

// stream sends more of the reply while the turn runs. What a person has seen is
// what is stored as the reply.
func (c *conversation) stream(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sayMore(text)
	c.voice(text)
}

// voice sends more of the reply to the sockets. The lock is held.
func (c *conversation) voice(text string) {
	id := replyID(c.live.id)
	if !c.live.started {
		c.live.started = true
		c.send(agui.TextMessageStart(id, agui.Assistant))
	}
	c.live.text.WriteString(text)
	c.send(agui.TextMessageContent(id, text))
}

func (c *conversation) note(done agent.ToolDone) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.live.tools = append(c.live.tools, ToolCall{
		ID: fmt.Sprintf("%d", len(c.live.tools)+1), Name: done.Call.Name, Arguments: string(done.Call.Arguments),
		Result: done.Result.Content, Failed: done.Result.IsError,
	})
}

// sent keeps what has left the house, for the end of the turn.
func (c *conversation) sent(request string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.live.sent = append(c.live.sent, request)
}

// send broadcasts one event of our own making. The lock is held.
func (c *conversation) send(e agui.Event) {
	if err := c.broadcast(unnumbered, e); err != nil {
		c.srv.log.Error("event", "plan", c.id, "err", err)
	}
}

// complete commits all of a turn at once: the tool calls, the change of the
// draft, the reply, the receipt that belongs to it, and the end.
func (c *conversation) complete(h *head, o owed, out *agent.Outcome, text string) error {
	at := c.srv.now()
	var entries []store.Entry
	for _, call := range c.live.tools {
		entries = append(entries, newEntry(at, store.KindTool, o.turn, "", call))
	}
	draft, change, err := c.changed(h, out)
	if err != nil {
		return err
	}
	if draft != nil {
		entries = append(entries, newEntry(at, store.KindChange, o.turn, "", change))
	}
	if text != "" || len(out.Asks) > 0 {
		reply := Reply{Text: text, Asks: out.Asks, Topic: topicOf(out.Asks), Cites: citations(out.Cited)}
		if out.Origin.Model != c.srv.agent.Model.Name() {
			reply.Model = out.Origin.Model
		}
		entries = append(entries, newEntry(at, store.KindReply, o.turn, "", reply))
	}
	if !out.Receipt.Empty() {
		entries = append(entries, newEntry(at, store.KindReceipt, o.turn, "", out.Receipt))
	}
	done := Done{Outcome: OutcomeSuccess, Model: out.Origin.Model, Rules: out.Report.RulesVersion, Usage: out.Usage, Altered: out.Altered, Sent: c.live.sent}
	c.srv.budget.price(&done, c.srv.agent.Model.Name())
	if out.Origin != (agent.Origin{Model: done.Model}) {
		done.Origin = out.Origin
	}
	for _, f := range out.Altered {
		c.srv.log.Warn("assistant's text altered", "plan", c.id, "turn", o.turn, "kind", string(f.Kind))
	}
	if out.Stopped {
		done.Outcome = OutcomeCancelled
	}
	entries = append(entries, newEntry(at, store.KindDone, o.turn, "", done))
	c.mu.Lock()
	h.judge(cmp.Or(draft, h.draft), out.Report) // the turn has made it
	c.mu.Unlock()
	_, err = c.commit(h, draft, entries...)
	return err
}

// changed is the draft of an outcome as it is to be stored, with the change that
// leads to it; nil when nothing changed.
func (c *conversation) changed(h *head, out *agent.Outcome) (*plan.Draft, Change, error) {
	cause := CauseTurn
	if out.Receipt.Undone {
		previous, err := h.previous()
		if err != nil {
			return nil, Change{}, err
		}
		if previous != nil && sameDraft(content(previous), content(out.Draft)) {
			cause = CauseUndo
		}
	}
	next, same := nextDraft(h.draft, out.Draft)
	if same {
		return nil, Change{}, nil
	}
	change, err := changeOf(h.draft, next, cause, "")
	return next, change, err
}

// nextDraft gives a changed draft its revision.
func nextDraft(before, after *plan.Draft) (next *plan.Draft, same bool) {
	copied := *after
	next = &copied
	next.Rev = before.Rev
	if sameDraft(before, next) {
		return next, true
	}
	next.Rev++
	return next, false
}

func sameDraft(a, b *plan.Draft) bool { return string(a.JSON()) == string(b.JSON()) }

// fail ends a turn that led to nothing. The person may send the message again;
// it is not run for ever.
func (c *conversation) fail(h *head, o owed, cause error) {
	v := judge(cause)
	c.srv.log.Error("turn failed", "plan", c.id, "turn", o.turn, "code", v.code, "err", cause)
	if v.code == codeInternal {
		v.code = codeModelFailed
	}
	done := Done{Outcome: OutcomeError, Code: string(v.code), Model: c.srv.agent.Model.Name(), Sent: c.live.sent}
	if o.turn != turnOf(0) && v.code != codeConflict {
		_, err := c.commit(h, nil, newEntry(c.srv.now(), store.KindDone, o.turn, "", done))
		if err == nil {
			return
		}
		c.srv.log.Error("turn's end", "plan", c.id, "turn", o.turn, "err", err)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.live = nil
	c.send(doneEvent(c.id, o.turn, done, h.draft.Lang))
}

// topicOf is the topic of what a message asks first.
func topicOf(asks []plan.Path) plan.Topic {
	for _, path := range asks {
		if f, ok := plan.FieldAt(path); ok {
			return f.Topic
		}
		for _, f := range plan.Fields() {
			if f.Path.Within(path) || f.Path.List() == path.List() && path.List() != "" {
				return f.Topic
			}
		}
	}
	return ""
}

func citations(hits []knowledge.Hit) []Citation {
	var cites []Citation
	for _, hit := range hits {
		cites = append(cites, Citation{
			ID: hit.Passage.ID, Section: hit.Passage.Section, Label: hit.Label(), Title: hit.Title(), Text: hit.Text(), Quote: hit.Passage.Quoted(),
		})
	}
	return cites
}
