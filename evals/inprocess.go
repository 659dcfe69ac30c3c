package evals

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// failedTurn is the code of a turn that the model failed, as in the server.
const failedTurn = "model_failed"

// recentMessages is how many messages a model is shown, as in the server.
const recentMessages = 8

// inProcess is a conversation with an agent without a server between.
type inProcess struct {
	agent  *agent.Agent
	now    time.Time
	draft  *plan.Draft
	report *criteria.Report // on the draft, when a turn has made it
	before *plan.Draft      // the draft before its last change
	recent []agent.Message
	said   []tools.Utterance
}

// InProcess starts a conversation with the agent itself. Its clock stands still at
// now.
func InProcess(a *agent.Agent, lang plan.Lang, now time.Time) Session {
	return &inProcess{agent: a, now: now, draft: plan.NewDraft(lang)}
}

// Start implements [Session].
func (s *inProcess) Start(ctx context.Context) (Reply, error) { return s.turn(ctx) }

// Say implements [Session].
func (s *inProcess) Say(ctx context.Context, text string) (Reply, error) {
	id := "m" + strconv.Itoa(len(s.said)+1)
	s.said = append(s.said, tools.Utterance{ID: id, Text: text})
	s.remember(agent.Message{ID: id, Role: agent.User, Text: text})
	return s.turn(ctx)
}

// Attest implements [Session].
func (s *inProcess) Attest(_ context.Context, a plan.Attestation) (State, error) {
	s.before = s.draft
	s.draft, s.report = s.draft.Clone(), nil
	s.draft.Plan.Attestations = append(s.draft.Plan.Attestations, a)
	return s.snapshot(), nil
}

// Close implements [Session].
func (s *inProcess) Close() error { return nil }

func (s *inProcess) turn(ctx context.Context) (Reply, error) {
	var reply Reply
	in := agent.Input{Draft: s.draft, Report: s.report, Previous: s.before, Recent: s.recent, Said: s.said, Now: s.now}
	for event, err := range s.agent.Turn(ctx, in) {
		switch {
		case ctx.Err() != nil:
			return Reply{}, fmt.Errorf("evals: turn: %w", ctx.Err())
		case err != nil: // the turn has changed nothing, and the applicant may say it again
			return Reply{Failed: failedTurn, State: s.snapshot()}, nil
		case event.Tool != nil:
			reply.Calls = append(reply.Calls, ToolCall{
				Name: event.Tool.Call.Name, Args: string(event.Tool.Call.Arguments),
				Result: event.Tool.Result.Content, Failed: event.Tool.Result.IsError,
			})
		case event.Outcome != nil:
			s.settle(&reply, event.Outcome)
		}
	}
	return reply, nil
}

// settle takes over what the turn led to.
func (s *inProcess) settle(reply *Reply, o *agent.Outcome) {
	if r := &o.Receipt; len(r.Stored)+len(r.Removed)+len(r.Skipped)+len(r.Reordered) > 0 || r.Undone {
		s.before = s.draft
	}
	s.draft, s.report = o.Draft, o.Report
	s.remember(agent.Message{Role: agent.Assistant, Text: o.Text, Asks: o.Asks, Model: o.Origin.Model})
	reply.Text, reply.Asks = o.Text, o.Asks
	reply.Usage = Usage{Input: o.Usage.Input, Cached: o.Usage.Cached, Output: o.Usage.Output}
	for _, h := range o.Cited {
		reply.Cites = append(reply.Cites, Citation{ID: h.Passage.ID, Section: h.Passage.Section, Text: h.Text()})
	}
	reply.State = State{Plan: &s.draft.Plan, Provenance: s.draft.Provenance, Report: *o.Report}
}

func (s *inProcess) remember(m agent.Message) {
	s.recent = append(s.recent, m)
	if extra := len(s.recent) - recentMessages; extra > 0 {
		s.recent = append([]agent.Message(nil), s.recent[extra:]...)
	}
}

// snapshot is the state as it stands. A draft is never changed once a turn has made it.
func (s *inProcess) snapshot() State {
	return State{Plan: &s.draft.Plan, Provenance: s.draft.Provenance, Report: *criteria.Check(s.draft)}
}
