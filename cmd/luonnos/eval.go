package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"luonnos/agent"
	"luonnos/agent/guided"
	"luonnos/agent/openai"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/knowledge/portfolio"
	"luonnos/tools"
)

// eval is the subcommand "eval": it plays sample cases against an interviewer.
func eval(ctx context.Context, args []string, e env) int {
	index, err := knowledge.Memo()
	if err != nil {
		fmt.Fprintln(e.stderr, "luonnos:", err)
		return evals.ExitInfra
	}
	solutions, err := portfolio.Embedded()
	if err != nil {
		fmt.Fprintln(e.stderr, "luonnos:", err)
		return evals.ExitInfra
	}
	offered := tools.All()
	models := evalModels{env: e, made: map[string]agent.Model{}}
	open := func(_ context.Context, o evals.Opening) (evals.Session, error) {
		model, err := models.get(&o)
		if err != nil {
			return nil, err
		}
		return evals.InProcess(&agent.Agent{Model: o.Wrap(model), Tools: offered, Index: index, Portfolio: solutions}, o.Lang, o.Case.Clock()), nil
	}
	return evals.Main(ctx, args, evals.Deps{Open: open, Speak: models.speak, Talk: e.talk, Token: e.getenv("LUONNOS_TOKEN")}, e.stdout, e.stderr)
}

// evalModels are the models of an eval: "guided", or "openai:NAME" of the server in the
// settings, without another one behind it. Each is made once, but for recordings.
type evalModels struct {
	env  env
	mu   sync.Mutex
	made map[string]agent.Model
}

func (m *evalModels) get(o *evals.Opening) (agent.Model, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if model, ok := m.made[o.Model]; ok && o.HTTPClient == nil {
		return model, nil
	}
	model, err := m.make(o)
	if err == nil {
		m.made[o.Model] = model
	}
	return model, err
}

func (m *evalModels) make(o *evals.Opening) (agent.Model, error) {
	guide := guided.New()
	if o.Model == guide.Name() {
		return guide, nil
	}
	name, ok := strings.CutPrefix(o.Model, "openai:")
	if !ok {
		return nil, fmt.Errorf("eval: there is no model %q; there are guided, openai:NAME and cassette:DIR", o.Model)
	}
	return m.llm(name, o)
}

// speak is the language model that plays the applicant.
func (m *evalModels) speak(o *evals.Opening) (evals.Speak, error) {
	llm, err := m.llm(o.User, o)
	if err != nil {
		return nil, err
	}
	return func(ctx context.Context, system, input string) (string, evals.Usage, error) {
		text, u, err := llm.Write(ctx, system, input)
		return text, evals.Usage{Input: u.Input, Cached: u.Cached, Output: u.Output}, err
	}, nil
}

// llm makes a language model of the server in the settings.
func (m *evalModels) llm(name string, o *evals.Opening) (*openai.Model, error) {
	c, err := llmConfig(m.env, name)
	if err != nil {
		return nil, err
	}
	if o.HTTPClient != nil {
		c.Transport = o.HTTPClient.Transport
	}
	if o.Offline && c.Key == "" {
		c.Key = "none"
	}
	return openai.New(c)
}
