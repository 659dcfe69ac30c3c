package server

import (
	"bytes"
	"cmp"
	"encoding/json"
	"time"

	"luonnos/agent"
	"luonnos/server/agui"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// state is what a client shows beside the conversation, part by part as it is sent:
// a step to the next state then looks only at what has changed.
type state struct {
	Rev        int64           `json:"rev"`
	Plan       json.RawMessage `json:"plan"`
	Criteria   judgement       `json:"criteria"`
	Progress   json.RawMessage `json:"progress"`
	Provenance json.RawMessage `json:"provenance"`
	States     json.RawMessage `json:"states"`
	Derived    json.RawMessage `json:"derived"`

	lang plan.Lang
}

// judgement is a report. The texts of its findings are most of a state.
type judgement struct {
	criteria.Report                   // without the findings
	Findings        []json.RawMessage `json:"findings"`
}

// groundOf is the part of a draft's state that the rest follows from.
func groundOf(d *plan.Draft) (*state, error) {
	s := &state{Rev: d.Rev, lang: d.Lang}
	return s, cmp.Or(write(&s.Plan, d.Plan), write(&s.Provenance, d.Provenance), write(&s.States, d.States))
}

// complete adds to the ground of a draft what follows from it.
func (s *state) complete(d *plan.Draft, r *criteria.Report) error {
	s.Criteria = judgement{Report: *r, Findings: make([]json.RawMessage, len(r.Findings))}
	s.Criteria.Report.Findings = nil
	for i := range r.Findings {
		if err := write(&s.Criteria.Findings[i], &r.Findings[i]); err != nil {
			return err
		}
	}
	progress := agent.ProgressOf(d)
	return cmp.Or(write(&s.Progress, progress), write(&s.Derived, derivedOf(&d.Plan, progress)))
}

func write(to *json.RawMessage, value any) (err error) {
	*to, err = compact(value)
	return err
}

// sameGround reports whether all that the report, the progress and the derived
// numbers follow from is the same.
func (s *state) sameGround(other *state) bool {
	return s.lang == other.lang && bytes.Equal(s.Plan, other.Plan) &&
		bytes.Equal(s.Provenance, other.Provenance) && bytes.Equal(s.States, other.States)
}

// step is the event that leads from one state to the next: a patch, or the whole
// state when that is shorter. It is nil when nothing changed.
func (s *state) step(next *state) (agui.Event, error) {
	var before, after json.RawMessage
	if err := cmp.Or(write(&before, s.Criteria.Report), write(&after, next.Criteria.Report)); err != nil {
		return nil, err
	}
	var p patch
	if s.Rev != next.Rev {
		p.replace("/rev", next.Rev)
	}
	p.value("/plan", s.Plan, next.Plan)
	p.value("/criteria", before, after)
	p.list("/criteria/findings", s.Criteria.Findings, next.Criteria.Findings)
	p.value("/progress", s.Progress, next.Progress)
	p.value("/provenance", s.Provenance, next.Provenance)
	p.value("/states", s.States, next.States)
	p.value("/derived", s.Derived, next.Derived)
	switch steps, err := p.json(); {
	case err != nil:
		return nil, err
	case string(steps) == emptyPatch:
		return nil, nil
	case len(steps) < next.size():
		return agui.StateDelta(steps), nil
	default:
		whole, err := compact(next)
		return agui.StateSnapshot(whole), err
	}
}

// size is about as many bytes as the state takes.
func (s *state) size() int {
	n := len(s.Plan) + len(s.Progress) + len(s.Provenance) + len(s.States) + len(s.Derived)
	for _, f := range s.Criteria.Findings {
		n += len(f)
	}
	return n
}

// wire is the state as it is sent. The conversation's lock is held.
func (h *head) wire() (_ *state, err error) {
	if h.state == nil {
		h.state, err = h.completed(h.draft)
	}
	return h.state, err
}

// completed is the whole state of a draft. The conversation's lock is held.
func (h *head) completed(d *plan.Draft) (*state, error) {
	s, err := groundOf(d)
	return s, cmp.Or(err, s.complete(d, h.report(d)))
}

// report is the report on a draft. The conversation's lock is held.
func (h *head) report(d *plan.Draft) *criteria.Report {
	for _, j := range h.judged {
		if j.draft == d {
			return j.report
		}
	}
	r := criteria.Check(d)
	h.judge(d, r)
	return r
}

// judge remembers the report on a draft. The conversation's lock is held.
func (h *head) judge(d *plan.Draft, r *criteria.Report) {
	h.judged = [...]judged{h.judged[1], {d, r}}
}

// ease lets go of the state, which is large and can be made again: at once when it
// was made for a socket that has joined, after a while when a person is at work. The
// lock is held.
func (c *conversation) ease() {
	switch {
	case c.head == nil:
	case !c.atWork || c.head.messages == 0:
		c.head.state, c.head.before, c.head.judged = nil, earlier{}, [2]judged{}
	case c.rest == nil:
		c.rest = time.AfterFunc(restAfter, func() {
			c.mu.Lock()
			defer c.mu.Unlock()
			if c.atWork = c.working; !c.atWork {
				c.ease()
			}
		})
	default:
		c.rest.Reset(restAfter)
	}
}

// change gives the head another draft and returns what tells the sockets of it. Where
// nobody listens there is nothing to tell. The lock is held.
func (c *conversation) change(h *head, draft *plan.Draft) (agui.Event, error) {
	c.atWork = true
	before, shown := h.draft, h.state
	h.draft, h.state = draft, nil
	if len(c.subs) == 0 {
		return nil, nil
	}
	to, err := groundOf(draft)
	from := shown
	if err == nil && from == nil {
		from, err = groundOf(before)
	}
	switch {
	case err != nil:
		return nil, err
	case to.sameGround(from):
		if shown != nil {
			kept := *shown
			kept.Rev = to.Rev
			h.state = &kept
		}
		return from.revised(to.Rev)
	case shown == nil:
		err = from.complete(before, h.report(before))
	}
	if err = cmp.Or(err, to.complete(draft, h.report(draft))); err != nil {
		return nil, err
	}
	h.state = to
	return from.step(to)
}

// revised is the event that leads to a state of which only the revision differs; nil
// when not even that does.
func (s *state) revised(rev int64) (agui.Event, error) {
	if s.Rev == rev {
		return nil, nil
	}
	var p patch
	p.replace("/rev", rev)
	steps, err := p.json()
	return agui.StateDelta(steps), err
}
