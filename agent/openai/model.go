package openai

import (
	"context"
	"iter"
	"math/rand/v2"
	"net/http"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/sashabaranov/go-openai"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Model is a language model behind a server. It may be used concurrently.
type Model struct {
	config    Config
	client    *openai.Client
	prompts   map[plan.Lang]*prompts
	counter   *counter
	responses atomic.Bool  // the Responses API is used
	detail    atomic.Int32 // of the last prompt: most prompts fit as the one before

	mu      sync.Mutex
	toolbox *toolbox // of the tools that were asked for last

	wait func(ctx context.Context, d time.Duration) error
}

var _ agent.Model = (*Model)(nil)

// New returns a model. It does not talk to the server yet.
func New(c Config) (*Model, error) {
	c = c.withDefaults()
	if err := c.check(); err != nil {
		return nil, err
	}
	library := openai.DefaultConfig(c.Key)
	if c.AzureVersion != "" {
		library = openai.DefaultAzureConfig(c.Key, c.BaseURL)
		library.APIVersion = c.AzureVersion
		library.AzureModelMapperFunc = func(model string) string { return model }
	}
	library.BaseURL = c.BaseURL
	library.HTTPClient = newDoer(c)
	m := &Model{config: c, client: openai.NewClientWithConfig(library), prompts: loadPrompts(), counter: newCounter(), wait: wait}
	m.responses.Store(c.API == APIResponses)
	return m, nil
}

// Name implements [agent.Model].
func (m *Model) Name() string { return "openai:" + m.config.Model }

// toolboxOf encodes a set of tools, once for as long as the same set is asked for.
func (m *Model) toolboxOf(set tools.Set) *toolbox {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.toolbox == nil || !m.toolbox.is(set) {
		m.toolbox = newToolbox(set, m.config.Traits.Strict)
	}
	return m.toolbox
}

// Limits of trying again.
const (
	maxTries = 3
	maxAfter = 5 * time.Second // the longest wait that a server may ask for
	firstGap = 300 * time.Millisecond
)

// Generate implements [agent.Model].
func (m *Model) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	return func(yield func(agent.Chunk, error) bool) {
		ctx, cancel := context.WithTimeout(ctx, m.config.Whole)
		defer cancel()
		a := &answer{model: m, req: req, budget: m.config.Budget, yield: yield}
		for try := 1; ; try++ {
			err := a.ask(ctx)
			if err == nil || a.left {
				return
			}
			if ctx.Err() != nil || a.spoke || try == maxTries || !a.again(ctx, err, try) {
				yield(agent.Chunk{}, err)
				return
			}
		}
	}
}

// answer is one answer in the making.
type answer struct {
	model  *Model
	req    *agent.Request
	budget int
	moved  bool // the other API was tried
	shrunk bool // a shorter prompt was tried
	spoke  bool // something was passed on: the answer can't begin anew
	left   bool // nobody listens any more
	yield  func(agent.Chunk, error) bool
}

// again prepares another try and reports whether there is a point in it.
func (a *answer) again(ctx context.Context, err *Error, try int) bool {
	switch err.Kind {
	case Moved:
		if a.moved || a.model.config.API != APIAuto {
			return false
		}
		a.moved = true
		a.model.responses.Store(!a.model.responses.Load())
		return true
	case Context:
		if a.shrunk {
			return false
		}
		a.shrunk = true
		a.budget = 0 // the poorest prompt
		return true
	case Garbage:
		return try == 1
	case Busy:
		gap := firstGap << (try - 1)
		gap += rand.N(gap)
		if err.after > maxAfter {
			return false
		}
		if err.after > 0 {
			gap = err.after + rand.N(firstGap)
		}
		return a.model.wait(ctx, gap) == nil
	default:
		return false
	}
}

// ask sends the request once and passes the answer on.
func (a *answer) ask(ctx context.Context) *Error {
	p := a.model.prompt(a.req, a.budget)
	if a.model.config.Keep && !a.yield(agent.Chunk{Sent: p.sent()}, nil) {
		a.left = true
		return nil
	}
	x := &exchange{}
	got := &gathered{speech: speech{show: p.names.show}}
	if err := a.model.gather(ctx, p, x, got, a.say); err != nil {
		return a.fail(p, got, x, err)
	}
	if a.left {
		return nil
	}
	return a.finish(p, got, x)
}

func (a *answer) say(text string) bool {
	if text == "" || a.left {
		return !a.left
	}
	a.spoke = true
	a.left = !a.yield(agent.Chunk{Text: text}, nil)
	return !a.left
}

// finish judges how the answer ended and passes on what waited for that.
func (a *answer) finish(p *prompt, g *gathered, x *exchange) *Error {
	rest := g.rest()
	finish, fault := a.model.end(g, x)
	if fault != nil {
		return a.fail(p, g, x, fault)
	}
	if a.say(rest) {
		a.left = !a.yield(a.last(p, g, x, finish), nil)
	}
	return nil
}

// fail passes on what an answer has cost that failed once it had begun: its counts, or an
// estimate, as a server bills what it has read and written.
func (a *answer) fail(p *prompt, g *gathered, x *exchange, err *Error) *Error {
	if x.status != http.StatusOK || a.left {
		return err
	}
	usage := g.usage
	if usage == nil {
		usage = &agent.Usage{Input: p.tokens, Output: g.size() / bytesPerToken}
	}
	a.left = !a.yield(agent.Chunk{Usage: usage}, nil)
	return err
}

// bytesPerToken is about how long a token is.
const bytesPerToken = 4

// last is the chunk that makes the answer whole.
func (a *answer) last(p *prompt, g *gathered, x *exchange, finish agent.Finish) agent.Chunk {
	used := map[string]bool{}
	for _, m := range a.req.Messages {
		for _, c := range m.Calls {
			used[c.ID] = true
		}
	}
	calls := g.calls.all(used)
	for i := range calls {
		calls[i].Arguments = []byte(p.names.restore(string(calls[i].Arguments)))
	}
	c := agent.Chunk{
		Calls: calls, Finish: finish, Usage: g.usage,
		Origin: &agent.Origin{
			Model: a.model.Name(), Served: g.served, Request: x.requestID, Fingerprint: g.fingerprint,
			Prompt: p.instructions.hash, Tools: p.toolbox.hash,
		},
	}
	if finish == agent.Stop {
		last := pending(a.req.Messages)
		c.Asks = asked(a.req.Agenda, last, g.speech.marks, g.text.String())
		c.Rests = len(c.Asks) == 0 && slices.Contains(g.speech.marks, restMark)
		c.Again = len(c.Asks) > 0 && slices.Equal(c.Asks, last)
	}
	return c
}

// pending is what the assistant's last message asked.
func pending(messages []agent.Message) []plan.Path {
	for _, m := range slices.Backward(messages) {
		if m.Role == agent.Assistant && len(m.Calls) == 0 {
			return m.Asks
		}
	}
	return nil
}

func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
