package main

import (
	"context"
	"fmt"

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
	guide := &agent.Agent{Model: guided.New(), Tools: tools.All(), Index: index}
	open := func(_ context.Context, o evals.Opening) (evals.Session, error) {
		if o.Model != guide.Model.Name() {
			return nil, fmt.Errorf("eval: there is no model %q", o.Model)
		}
		agent := *guide
		agent.Model = o.Wrap(guide.Model)
		return evals.InProcess(&agent, o.Lang, o.Case.Clock()), nil
	}
	return evals.Main(ctx, args, evals.Deps{Open: open, Token: e.getenv("LUONNOS_TOKEN")}, e.stdout, e.stderr)
}
