package evals

import (
	"context"
	"fmt"
	"slices"
	"time"

	"luonnos/tools/plan"
)

// Turn is one message of the applicant and the assistant's turn that answers it.
type Turn struct {
	N     int       `json:"n"` // 1 is the first
	Said  Utterance `json:"said"`
	Reply Reply     `json:"reply"`

	// Signed tells that the case's attestations were made just before the turn.
	Signed bool `json:"signed,omitempty"`

	// Took is how long the assistant's turn lasted.
	Took time.Duration `json:"-"`
}

// Dialogue is a played case.
type Dialogue struct {
	Opening Reply  `json:"opening"`
	Turns   []Turn `json:"turns"`
	Final   State  `json:"final"`
	Ended   bool   `json:"ended"` // all was said and nothing was asked; otherwise the turns ran out
}

// Play lets an applicant talk with an interviewer until all is said and nothing is asked, or for at most
// maxTurns messages. What was played is returned with an error too.
func Play(ctx context.Context, s Session, a *Applicant, maxTurns int) (*Dialogue, error) {
	d := &Dialogue{}
	c := a.script.c
	reply, err := s.Start(ctx)
	if err != nil {
		return d, fmt.Errorf("evals: start: %w", err)
	}
	d.Opening, d.Final = reply, reply.State
	signed := false
	for len(d.Turns) < maxTurns {
		now := !signed && (a.Done() || asksToSign(reply))
		if now {
			signed = true
			if d.Final, err = sign(ctx, s, c, d.Final); err != nil {
				return d, err
			}
		}
		u, ok := again(d.Turns)
		if !ok {
			if u, ok, err = a.Next(ctx, Question{Text: reply.Text, Asks: reply.Asks, Plan: reply.State.plan()}); err != nil {
				return d, err
			}
		}
		if !ok {
			d.Ended = true
			return d, nil
		}
		began := time.Now()
		if reply, err = s.Say(ctx, u.Text); err != nil {
			return d, fmt.Errorf("evals: say: %w", err)
		}
		d.Turns = append(d.Turns, Turn{N: len(d.Turns) + 1, Said: u, Reply: reply, Signed: now, Took: time.Since(began)})
		d.Final = reply.State
	}
	if !signed {
		d.Final, err = sign(ctx, s, c, d.Final)
	}
	return d, err
}

// mostAgain is how often a message is sent again whose turn failed.
const mostAgain = 3

// again is the last message when its turn failed: a person sends it once more.
func again(turns []Turn) (u Utterance, ok bool) {
	failed := 0
	for _, t := range slices.Backward(turns) {
		if t.Reply.Failed == "" {
			break
		}
		failed++
	}
	if failed == 0 || failed > mostAgain {
		return Utterance{}, false
	}
	return turns[len(turns)-1].Said, true
}

func asksToSign(r Reply) bool {
	for _, path := range r.Asks {
		if path.Within("attestations") {
			return true
		}
	}
	return false
}

// sign makes the case's attestations, each as the person that it names.
func sign(ctx context.Context, s Session, c *Case, state State) (State, error) {
	for _, att := range c.Attestations {
		var err error
		if state, err = s.Attest(ctx, att); err != nil {
			return state, fmt.Errorf("evals: attest as %s: %w", att.By, err)
		}
	}
	return state, nil
}

// plan is the stored plan; an empty one when the session sent none.
func (s *State) plan() *plan.Plan {
	if s.Plan == nil {
		return &plan.Plan{}
	}
	return s.Plan
}
