package main

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"luonnos/agent"
	"luonnos/agent/guided"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/tools"
)

// eval is the subcommand "eval": it plays sample cases against an interviewer.
func eval(ctx context.Context, args []string, e env) int {
	index, err := knowledge.Memo()
	if err != nil {
		fmt.Fprintln(e.stderr, "luonnos:", err)
		return evals.ExitInfra
	}
	offered := tools.All()
	models := evalModels{env: e, made: map[string]agent.Model{}}
	open := func(_ context.Context, o evals.Opening) (evals.Session, error) {
		model, err := models.get(o.Model)
		if err != nil {
			return nil, err
		}
		return evals.InProcess(&agent.Agent{Model: o.Wrap(model), Tools: offered, Index: index}, o.Lang, o.Case.Clock()), nil
	}
	return evals.Main(ctx, args, evals.Deps{Open: open, Token: e.getenv("LUONNOS_TOKEN")}, e.stdout, e.stderr)
}

// evalModels are the models of an eval, each made once: "guided", or "openai:NAME" of
// the server in the settings, without another one behind it.
type evalModels struct {
	env  env
	mu   sync.Mutex
	made map[string]agent.Model
}

func (m *evalModels) get(name string) (agent.Model, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if model, ok := m.made[name]; ok {
		return model, nil
	}
	var model agent.Model = guided.New()
	if llm, ok := strings.CutPrefix(name, "openai:"); ok {
		var err error
		if model, err = newLLM(m.env, llm); err != nil {
			return nil, err
		}
	} else if name != model.Name() {
		return nil, fmt.Errorf("eval: there is no model %q; there are guided and openai:NAME", name)
	}
	m.made[name] = model
	return model, nil
}
