package server

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"sync"
	"time"

	"luonnos/agent"
	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// Limits of one conversation.
const (
	maxQueued  = 64  // frames that wait for their turn
	maxRecent  = 8   // messages that a model is shown
	pageSize   = 200 // entries read from the store at once
	storeLimit = 10 * time.Second
	restAfter  = 5 * time.Second

	unnumbered = math.MaxInt64 // of events that belong to no entry
)

// conversation serialises everything that happens to one plan: its jobs run one
// after the other, and what they commit goes to all sockets in the order of the
// log. It lives while a socket or a job needs it.
type conversation struct {
	srv *Server
	id  string

	mu      sync.Mutex
	refs    int // sockets and jobs; guarded by the hub's lock
	jobs    []func(context.Context)
	atWork  bool        // the draft has changed of late
	rest    *time.Timer // to when that is no more so
	working bool
	head    *head // nil until it is loaded, and after a failed commit
	subs    []*subscriber
	live    *liveTurn // the running turn
	resync  bool      // the log is not as it was sent: sockets must resume

	overheard []said      // what other nodes have said and a queued job passes on
	following bool        // a job that follows the other nodes is queued
	lease     store.Lease // of the running job, which alone touches it
	adopted   string      // the last turn of another node that was announced; likewise
}

// head is the conversation as of its last entry.
type head struct {
	seq      int64
	draft    *plan.Draft
	judged   [2]judged // of the last two drafts, as a step leads from one to the other
	state    *state    // as it was sent; nil when nobody has needed it for a while
	history  history
	before   earlier
	said     []tools.Utterance
	recent   []agent.Message
	owed     *owed
	spent    Spend
	clients  []string // the ids that clients have given
	messages int
	replies  int
}

// judged is a draft with its report, which is made once.
type judged struct {
	draft  *plan.Draft
	report *criteria.Report
}

// earlier is the draft before the last change of another, which each turn needs.
type earlier struct{ of, draft *plan.Draft }

// previous is the draft before the last change that can be undone; nil when there is
// none. Only the running job asks for it.
func (h *head) previous() (_ *plan.Draft, err error) {
	if h.before.of != h.draft {
		h.before.of = h.draft
		h.before.draft, err = h.history.undone(h.draft)
	}
	return h.before.draft, err
}

// owed is a message without a finished turn.
type owed struct {
	turn string
	lang plan.Lang
}

// liveTurn is the running turn, for sockets that join in its middle.
type liveTurn struct {
	id      string
	away    bool // another node runs it
	text    strings.Builder
	started bool // the reply's beginning was sent
	tools   []ToolCall
	sent    []string // what has left the house
	cancel  context.CancelCauseFunc
	began   time.Time
}

// subscriber is one socket's place in the conversation. While its replay runs,
// what is committed waits in pending.
type subscriber struct {
	out     *outbox
	pending [][]byte
	live    bool
	seen    int64 // the last entry that another node has shown it, when we lag behind
}

func (s *subscriber) send(frame []byte) {
	if s.live {
		s.out.put(frame)
		return
	}
	if len(s.pending) >= outboxEvents {
		s.out.finish(closeResume, string(codeSlowReader))
		return
	}
	s.pending = append(s.pending, frame)
}

// submit queues a job. Jobs of a conversation never run at the same time.
func (c *conversation) submit(job func(context.Context)) error {
	if !c.srv.begin() {
		return errShutdown
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.jobs) >= maxQueued {
		c.srv.jobs.Done()
		return refuse(codeBusy)
	}
	c.jobs = append(c.jobs, job)
	if !c.working {
		c.working = true
		c.srv.hub.retain(c)
		go c.work()
	}
	return nil
}

// work runs the queued jobs and ends when there is none.
func (c *conversation) work() {
	defer c.srv.hub.release(c)
	defer c.srv.calm.Reset(restAfter)
	for {
		c.mu.Lock()
		if len(c.jobs) == 0 {
			c.working = false
			c.ease()
			c.mu.Unlock()
			return
		}
		job := c.jobs[0]
		c.jobs = c.jobs[1:]
		c.mu.Unlock()
		c.run(job)
	}
}

func (c *conversation) run(job func(context.Context)) {
	defer c.srv.jobs.Done()
	defer c.settle()
	defer c.srv.recovered("conversation", c.id)
	job(c.srv.ctx)
}

// settle lets the sockets resume when the job found that the log is not as they
// know it.
func (c *conversation) settle() {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !c.resync {
		return
	}
	c.resync = false
	for _, s := range c.subs {
		s.out.finish(closeResume, string(codeConflict))
	}
}

// load makes sure that the head is there and returns it. Only the running job
// changes it.
func (c *conversation) load(ctx context.Context) (*head, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.head != nil {
		return c.head, nil
	}
	conv, draft, err := c.srv.store.Load(ctx, c.id)
	if err != nil {
		return nil, err
	}
	h := &head{draft: draft}
	for h.seq < conv.Seq {
		// No further than the draft: another node may have added more.
		entries, err := c.srv.store.Entries(ctx, c.id, h.seq, int(min(pageSize, conv.Seq-h.seq)))
		if err != nil {
			return nil, err
		}
		if len(entries) == 0 {
			return nil, fmt.Errorf("server: log of %s ends at %d, not at %d", c.id, h.seq, conv.Seq)
		}
		for _, e := range entries {
			if err := h.fold(e); err != nil {
				return nil, err
			}
		}
	}
	c.head = h
	return h, nil
}

// fold takes the next entry of the log into account.
func (h *head) fold(e store.Entry) error {
	if e.Seq != h.seq+1 {
		return fmt.Errorf("server: entry %d follows %d", e.Seq, h.seq)
	}
	h.seq = e.Seq
	if e.ClientID != "" {
		h.clients = append(h.clients, e.ClientID)
	}
	switch e.Kind {
	case store.KindMessage:
		m, err := unpack[Message](e)
		if err != nil {
			return err
		}
		h.messages++
		h.owed = &owed{turn: turnOf(e.Seq), lang: m.Lang}
		h.unsay(m.Replaces)
		h.said = append(h.said, tools.Utterance{ID: messageID(e.Seq), Text: m.Text})
		h.remember(agent.Message{ID: messageID(e.Seq), Role: agent.User, Text: m.Text})
	case store.KindReply:
		r, err := unpack[Reply](e)
		if err != nil {
			return err
		}
		h.replies++
		h.remember(agent.Message{ID: replyID(e.Turn), Role: agent.Assistant, Text: r.Text, Asks: r.Asks, Model: r.Model})
	case store.KindChange:
		c, err := unpack[Change](e)
		if err != nil {
			return err
		}
		h.history.fold(c)
	case store.KindDone:
		d, err := unpack[Done](e)
		if err != nil {
			return err
		}
		h.owed = nil
		h.spent.Add(d)
	}
	return nil
}

func (h *head) remember(m agent.Message) {
	h.recent = append(h.recent, m)
	if extra := len(h.recent) - maxRecent; extra > 0 {
		h.recent = slices.Delete(h.recent, 0, extra)
	}
}

// greeted reports whether the conversation has begun.
func (h *head) greeted() bool { return h.messages+h.replies > 0 }

// commit stores entries, with a draft when it is not nil, and sends them to all
// sockets once they are on disk. The stored entries are returned.
func (c *conversation) commit(h *head, draft *plan.Draft, entries ...store.Entry) ([]store.Entry, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(c.srv.ctx), storeLimit)
	defer cancel()
	began := time.Now()
	last, err := c.lease.Append(ctx, h.seq, draft, entries...)
	if err == nil && last != h.seq+int64(len(entries)) {
		err = fmt.Errorf("server: log of %s ends at %d, not at %d", c.id, last, h.seq+int64(len(entries)))
	}
	switch {
	case errors.Is(err, store.ErrConflict), errors.Is(err, store.ErrDuplicate), errors.Is(err, store.ErrNotFound),
		errors.Is(err, store.ErrStale):
		c.forget()
		return nil, err
	case err != nil:
		return nil, refuseFor(codeStoreFailed, err)
	}
	c.committed(entries, time.Since(began))
	for i := range entries {
		entries[i].Seq = h.seq + int64(i) + 1
	}
	if err := c.publish(h, draft, entries); err != nil {
		c.forget()
		return nil, err
	}
	return entries, nil
}

// forget drops the head: the next job reads the store again.
func (c *conversation) forget() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.head, c.resync = nil, true
}

// publish moves the head past committed entries and sends their events.
func (c *conversation) publish(h *head, draft *plan.Draft, entries []store.Entry) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	before, steps := h.draft, len(h.history.undo)
	var step agui.Event
	if draft != nil {
		var err error
		if step, err = c.change(h, draft); err != nil {
			return err
		}
	}
	for _, e := range entries {
		if err := h.fold(e); err != nil {
			return err
		}
		if len(h.history.undo) > steps {
			h.before = earlier{h.draft, withContent(h.draft, before)}
		}
		streamed := c.live.runsHere() && c.live.started && c.live.id == e.Turn
		events, err := entryEvents(c.id, e, h.draft.Lang, streamed)
		if err != nil {
			return err
		}
		if e.Kind == store.KindDone {
			c.live = nil
		}
		if err := c.broadcast(e.Seq, events...); err != nil {
			return err
		}
		if e.Kind != store.KindChange {
			continue
		}
		after := []agui.Event{h.history.event()}
		if step != nil {
			after = []agui.Event{step, h.history.event()}
		}
		if err := c.broadcast(unnumbered, after...); err != nil {
			return err
		}
	}
	return nil
}

// broadcast sends the events of entry seq to all sockets that have not seen it. The
// lock is held.
func (c *conversation) broadcast(seq int64, events ...agui.Event) error {
	if len(c.subs) == 0 {
		return nil
	}
	for _, e := range events {
		frame, err := agui.Encode(e)
		if err != nil {
			return err
		}
		for _, s := range c.subs {
			if seq > s.seen {
				s.send(frame)
			}
		}
	}
	return nil
}
