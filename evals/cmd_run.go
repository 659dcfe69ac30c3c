package evals

import (
	"context"
	"errors"
	"fmt"
	"io"
)

// maxInfra is the share of trials with infrastructure errors, or void ones, above which a run says nothing.
const maxInfra = 0.1

// runCommand is a parsed `eval run`.
type runCommand struct {
	runner Runner
	cases  []*Case
	out    string
	print  printer
}

// runCases is `eval run`.
func runCases(in invocation) (int, error) {
	cmd, err := parseRun(in)
	if err != nil {
		return ExitUsage, err
	}
	return cmd.run(in.ctx, in.stdout, in.stderr), nil
}

func (cmd *runCommand) run(ctx context.Context, stdout, stderr io.Writer) int {
	var disk *folder
	if cmd.out != "" {
		var err error
		if disk, err = createFolder(cmd.out, cmd.header(), cmd.cases); err != nil {
			fmt.Fprintln(stderr, err)
			return ExitInfra
		}
		defer disk.close()
	}
	cmd.print.w = stdout
	rows, stale := []*Row{}, 0
	bar := newProgress(stderr, len(cmd.runner.openings(cmd.cases)))
	bar.draw()
	err := cmd.runner.Run(ctx, cmd.cases, func(t *Trial) error {
		rows = append(rows, t.Row)
		if t.Stale {
			stale++
		}
		bar.add(t.Row.Success, func() { cmd.print.trial(t) })
		if disk == nil {
			return nil
		}
		return disk.add(t)
	})
	bar.clear()
	cmd.print.total(rows)
	switch {
	case errors.Is(err, ErrBudget):
		fmt.Fprintf(stderr, "eval run: %v: %d of %d trials were played\n", err, len(rows), len(cmd.runner.openings(cmd.cases)))
		return ExitBudget
	case err != nil:
		fmt.Fprintf(stderr, "eval run: ended after %d trials: %v\n", len(rows), err)
		return ExitInfra
	case stale > 0:
		fmt.Fprintf(stderr, "eval run: %d recordings are stale: what the model is asked has changed; record them anew\n", stale)
		return ExitInfra
	default:
		return exitCode(rows)
	}
}

func (cmd *runCommand) header() *Header {
	h := &Header{
		Schema: RunSchema, Model: cmd.runner.Model, Styles: cmd.runner.Styles, Trials: cmd.runner.Trials, Seed: cmd.runner.Seed,
		MaxTurns: cmd.runner.MaxTurns, Cases: map[string]string{}, Fields: sha(fieldsFile), Memo: memoSHA(), Tools: toolsSHA(),
		Chaos: cmd.runner.Chaos.String(),
	}
	if cmd.runner.User != "" {
		h.User = "llm:" + cmd.runner.User
	}
	if p := cmd.runner.Price; p != (Price{}) {
		h.Price = &p
	}
	for _, c := range cmd.cases {
		h.Cases[c.ID] = c.SHA
	}
	return h
}

// exitCode applies the hard gates: criteria and rules as expected, nothing ungrounded, no breach, no false citation.
func exitCode(rows []*Row) int {
	infra, gate := 0, false
	for _, r := range rows {
		if r.Infra+r.Void != "" {
			infra++
			continue
		}
		gate = gate || len(r.FalsePass)+len(r.FalseFail)+len(r.RulesLack)+len(r.RulesMore) > 0 ||
			len(r.Ungrounded)+len(r.Breaches) > 0 || r.Citations.OK < r.Citations.Of
	}
	switch {
	case float64(infra) > maxInfra*float64(len(rows)):
		return ExitInfra
	case gate:
		return ExitGate
	default:
		return ExitOK
	}
}
