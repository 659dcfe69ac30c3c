package server

import (
	"context"
	"slices"
	"time"

	"luonnos/server/agui"
	"luonnos/tools/plan"
)

// hello opens the conversation for a socket: it is greeted when it has not
// begun, then told the state and everything after the last event it has seen,
// and from then on whatever is committed.
func (k *socket) hello(f helloFrame) error {
	switch {
	case k.sub != nil:
		return refuse(codeHelloTwice)
	case f.After < 0:
		return refuse(codeBadFrame)
	}
	if f.Lang != "" {
		k.lang = plan.ParseLang(f.Lang)
	}
	ctx := k.srv.ctx
	h, err := k.conv.load(ctx)
	if err != nil {
		return err
	}
	if err := k.conv.begun(ctx, h); err != nil {
		return err
	}
	seen, err := k.conv.seen(ctx, f.After)
	if err != nil {
		return err
	}
	sub, joined, err := k.conv.join(ctx, k.out, seen)
	if err != nil {
		return err
	}
	k.sub = sub
	k.event(agui.Custom(eventWelcome, welcomeValue{Plan: k.conv.id, Seq: joined.seq, Role: k.who.role, May: k.may, Contact: k.srv.contact}))
	k.event(agui.Custom(eventNotice, k.srv.notice()))
	k.event(agui.StateSnapshot(joined.state))
	k.event(joined.history)
	if err := k.replay(ctx, f, joined); err != nil {
		k.out.finish(closeResume, string(judge(err).code))
		return err
	}
	k.event(agui.Custom(eventReady, readyValue{Seq: joined.seq}))
	k.conv.goLive(sub)
	return k.conv.submit(k.conv.resume)
}

// begun waits for the greeting of a conversation that has not begun, within a
// limit: a slow one comes later.
func (c *conversation) begun(ctx context.Context, h *head) error {
	c.mu.Lock()
	greeted := h.greeted()
	c.mu.Unlock()
	if greeted {
		return nil
	}
	done := make(chan struct{})
	if err := c.submit(func(ctx context.Context) {
		defer close(done)
		c.greet(ctx)
	}); err != nil {
		return err
	}
	limit := time.NewTimer(greetLimit)
	defer limit.Stop()
	select {
	case <-done:
	case <-limit.C:
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	return nil
}

// joined is where a socket enters the conversation.
type joined struct {
	seq     int64
	state   []byte
	history agui.Event
	lang    plan.Lang
}

// seen is the last entry that a client can have seen which says it has seen entry
// after: no further than the log goes.
func (c *conversation) seen(ctx context.Context, after int64) (int64, error) {
	c.mu.Lock()
	known := c.head != nil && after <= c.head.seq
	c.mu.Unlock()
	if known {
		return after, nil
	}
	conv, _, err := c.srv.store.Load(ctx, c.id) // another node is ahead of us
	return min(after, conv.Seq), err
}

// join adds a socket. What is committed from now on waits for its replay to end;
// a turn that is running comes first, from its beginning.
func (c *conversation) join(ctx context.Context, out *outbox, seen int64) (*subscriber, joined, error) {
	h, err := c.load(ctx)
	if err != nil {
		return nil, joined{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	shown, err := h.wire()
	if err != nil {
		return nil, joined{}, err
	}
	state, err := compact(shown)
	if err != nil {
		return nil, joined{}, err
	}
	sub := &subscriber{out: out, seen: seen}
	if c.live != nil {
		events := []agui.Event{agui.RunStarted(c.id, c.live.id)}
		if c.live.started {
			id := replyID(c.live.id)
			events = append(events, agui.TextMessageStart(id, agui.Assistant), agui.TextMessageContent(id, c.live.text.String()))
		}
		for _, e := range events {
			frame, err := agui.Encode(e)
			if err != nil {
				return nil, joined{}, err
			}
			sub.send(frame)
		}
	}
	c.subs = append(c.subs, sub)
	return sub, joined{seq: h.seq, state: state, history: h.history.event(), lang: h.draft.Lang}, nil
}

// goLive sends what has waited; from now on events go out as they come.
func (c *conversation) goLive(sub *subscriber) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, frame := range sub.pending {
		sub.out.put(frame)
	}
	sub.pending, sub.live = nil, true
}

// leave takes a socket out.
func (c *conversation) leave(sub *subscriber) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.subs = slices.DeleteFunc(c.subs, func(s *subscriber) bool { return s == sub })
}

// ack implements [answerer].
func (k *socket) ack(id string, seq int64) { k.event(ackEvent(id, seq)) }

// refuse implements [answerer]: it tells the client and, where the problem calls
// for it, closes the connection.
func (k *socket) refuse(id string, err error) {
	v := judge(err)
	ref := newRef()
	k.srv.stats.refusal(v.code)
	k.srv.log.Info("refused", "ref", ref, "code", v.code, "plan", k.conv.id, "err", detail(err, v))
	lang := k.lang
	if lang == "" {
		lang = plan.FI
	}
	k.event(agui.Custom(eventError, errorValue{Code: v.code, Ref: ref, Message: v.code.message(lang), ID: id, Retry: v.retry}))
	if v.close != 0 {
		k.out.finish(v.close, string(v.code))
	}
}

func (k *socket) event(e agui.Event) {
	frame, err := agui.Encode(e)
	if err != nil {
		k.srv.log.Error("event", "plan", k.conv.id, "err", err)
		return
	}
	k.out.put(frame)
}
