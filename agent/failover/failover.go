// Package failover keeps an interview going when its model fails: another one takes
// over in the middle of the conversation, says so once, and hands back when the
// first is well again.
//
// Both work on the same draft and the same agenda, so nothing is lost or asked twice.
// Who made the last message is in the message itself; the package remembers only how
// the model fares.
package failover

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"time"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Model asks one model, and another when that fails.
type Model struct {
	first, second agent.Model
	log           *slog.Logger
	breaker       breaker
}

var _ agent.Model = (*Model)(nil)

// New returns a model that asks first, and second when that fails. The second must
// not depend on anything that can fail. now tells the time.
func New(first, second agent.Model, now func() time.Time, log *slog.Logger) *Model {
	return &Model{first: first, second: second, log: log, breaker: breaker{now: now}}
}

// Name implements [agent.Model]: the name of the first.
func (m *Model) Name() string { return m.first.Name() }

// Rests reports whether the first model is left alone for now and the second answers.
func (m *Model) Rests() bool { return m.breaker.open() }

// reserve is the time that the second model is left of a turn.
const reserve = 5 * time.Second

var errNonsense = errors.New("failover: the model's tool calls came to nothing again and again")

// Generate implements [agent.Model].
func (m *Model) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	return func(yield func(agent.Chunk, error) bool) {
		r := &relay{model: m, req: req, yield: yield}
		r.stuck = m.circles(req.Messages)
		if req.Limit != "" || r.stuck || tookOver(req.Messages) || !m.breaker.allow() {
			r.instead(ctx)
			return
		}
		defer m.breaker.release()
		err := r.ask(ctx)
		switch {
		case r.left:
		case err == nil:
			m.breaker.succeed()
		case ctx.Err() != nil:
			yield(agent.Chunk{}, err)
		default:
			m.log.Warn("model failed, another answers", "model", m.first.Name(), "instead", m.second.Name(), "err", err)
			m.breaker.fail(lasting(err))
			r.instead(ctx)
		}
	}
}

// lasting reports whether an error says that it will not pass by itself.
func lasting(err error) bool {
	var e interface{ Lasting() bool }
	return errors.As(err, &e) && e.Lasting()
}

// relay passes one answer on.
type relay struct {
	model *Model
	req   *agent.Request
	yield func(agent.Chunk, error) bool
	stuck bool // the first model asks the same again and again
	spoke bool // a person has seen text of this answer
	left  bool // nobody listens any more
}

// ask passes the first model's answer on. Text goes at once; what has effects waits
// until the answer is whole.
func (r *relay) ask(ctx context.Context) error {
	if hopeless(r.req.Messages) {
		return errNonsense
	}
	if deadline, ok := ctx.Deadline(); ok {
		var cancel context.CancelFunc
		ctx, cancel = context.WithDeadline(ctx, deadline.Add(-reserve))
		defer cancel()
	}
	var waiting []agent.Chunk
	var finish agent.Finish
	for chunk, err := range r.model.first.Generate(ctx, r.req) {
		if err != nil {
			return err
		}
		if r.say(&chunk); r.left {
			return nil
		}
		chunk.Text, chunk.Sent, chunk.Usage = "", "", nil
		finish = chunk.Finish
		waiting = append(waiting, chunk)
	}
	called := slices.ContainsFunc(waiting, func(c agent.Chunk) bool { return len(c.Calls) > 0 })
	switch {
	case finish != agent.Stop && finish != agent.ToolCalls:
		return agent.ErrCut
	case called && r.req.Words, !called && !r.spoke:
		return errNonsense
	}
	for _, chunk := range waiting {
		if r.left = !r.yield(chunk, nil); r.left {
			return nil
		}
	}
	return nil
}

// say passes on at once what is said, what has left the house for it and what it costs.
func (r *relay) say(c *agent.Chunk) {
	if c.Text != "" || c.Sent != "" || c.Usage != nil {
		r.spoke = r.spoke || strings.TrimSpace(c.Text) != ""
		r.left = !r.yield(agent.Chunk{Text: c.Text, Sent: c.Sent, Usage: c.Usage}, nil)
	}
}

// mark begins the ids of the second model's calls: who acted in a turn can be seen
// from them.
const mark = "instead."

// instead lets the second model answer.
func (r *relay) instead(ctx context.Context) {
	req := *r.req
	req.Messages = handedOver(r.req)
	told := r.told()
	for chunk, err := range r.model.second.Generate(ctx, &req) {
		if err != nil {
			r.yield(agent.Chunk{}, err)
			return
		}
		chunk.Calls = slices.Clone(chunk.Calls)
		for i := range chunk.Calls {
			chunk.Calls[i].ID = mark + chunk.Calls[i].ID
		}
		if chunk.Text != "" && !told {
			chunk.Text, told = r.notice()+"\n\n"+chunk.Text, true
			if r.spoke {
				chunk.Text = "\n\n" + chunk.Text
			}
		}
		if chunk.Origin == nil {
			chunk.Origin = &agent.Origin{Model: r.model.second.Name()}
		}
		if !r.yield(chunk, nil) {
			return
		}
	}
}

// notice says why another answers, and that nothing is lost.
func (r *relay) notice() string {
	why := reasons[r.req.Limit]
	if r.stuck && r.req.Limit == "" {
		why = circling
	}
	return why.In(r.req.Lang) + " " + goesOn.In(r.req.Lang)
}

var circling = plan.Text{
	FI: "Kielimalli jäi toistamaan samaa kysymystä.",
	SV: "Språkmodellen fastnade i samma fråga.",
	EN: "The language model got stuck on one question.",
}

var reasons = map[agent.Limit]plan.Text{
	"": {
		FI: "Kielimalli ei ole juuri nyt käytettävissä.",
		SV: "Språkmodellen är inte tillgänglig just nu.",
		EN: "The language model is not available right now.",
	},
	agent.PlanLimit: {
		FI: "Kielimallin käytölle tässä suunnitelmassa asetettu enimmäismäärä on täynnä.",
		SV: "Den högsta tillåtna användningen av språkmodellen för denna plan har nåtts.",
		EN: "The most that the language model may be used for this plan has been reached.",
	},
	agent.DayLimit: {
		FI: "Kielimallin käytölle asetettu päivän enimmäismäärä on täynnä.",
		SV: "Dagens högsta tillåtna användning av språkmodellen har nåtts.",
		EN: "The most that the language model may be used in a day has been reached.",
	},
}

var goesOn = plan.Text{
	FI: "Jatkan ohjattuna haastattelijana: kysyn samat asiat, ja kaikki kertomanne on tallessa.",
	SV: "Jag fortsätter som guidad intervjuare: jag ställer samma frågor, och allt ni har berättat finns kvar.",
	EN: "I go on as the guided interviewer: I ask the same things, and all that you have told is kept.",
}

// told reports whether the last message was the second model's: then it has said so.
func (r *relay) told() bool {
	for _, m := range slices.Backward(r.req.Messages) {
		if m.Role == agent.Assistant && len(m.Calls) == 0 {
			return m.Model == r.model.second.Name()
		}
	}
	return false
}

// handedOver is the conversation as the second model gets it. What the first has
// stored in this turn stands, and the second speaks of it; while nothing is stored,
// it reads the applicant's message itself.
func handedOver(req *agent.Request) []agent.Message {
	at := turnBegins(req.Messages)
	if tookOver(req.Messages) || req.Words || len(req.Receipt.Stored)+len(req.Receipt.Removed)+len(req.Receipt.Skipped) > 0 || req.Receipt.Undone {
		return req.Messages
	}
	return req.Messages[:at]
}

// turnBegins is where the messages of the running turn begin.
func turnBegins(messages []agent.Message) int {
	for i := len(messages); i > 0; i-- {
		if messages[i-1].Role == agent.User {
			return i
		}
	}
	return 0
}

// tookOver reports whether the second model has called tools in this turn.
func tookOver(messages []agent.Message) bool {
	for _, m := range messages[turnBegins(messages):] {
		if slices.ContainsFunc(m.Calls, func(c tools.Call) bool { return strings.HasPrefix(c.ID, mark) }) {
			return true
		}
	}
	return false
}

// rounds is how often a model may ask just the same without another word between.
const rounds = 3

// circles reports whether the first model has asked just the same in its last messages.
// It may find the way out when the second has asked once.
func (m *Model) circles(messages []agent.Message) bool {
	var asks []plan.Path
	n := 0
	for _, said := range slices.Backward(messages[:turnBegins(messages)]) {
		if said.Role != agent.Assistant || len(said.Calls) > 0 {
			continue
		}
		if n == 0 {
			asks = said.Asks
		}
		if len(asks) == 0 || said.Model == m.second.Name() || !slices.Equal(said.Asks, asks) {
			return false
		}
		if n++; n == rounds {
			return true
		}
	}
	return false
}

// patience is how many answers of a turn may fail with all their calls.
const patience = 2

// hopeless reports whether the last answers of this turn failed with all their calls.
func hopeless(messages []agent.Message) bool {
	failed, any := 0, false
	for _, m := range slices.Backward(messages[turnBegins(messages):]) {
		if m.Role == agent.ToolRole {
			if !m.Failed {
				return false
			}
			any = true
		} else if any {
			failed, any = failed+1, false
		}
	}
	return failed >= patience
}
