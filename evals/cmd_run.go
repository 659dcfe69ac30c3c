package evals

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"luonnos/evals/cassette"
	"luonnos/evals/chaos"
)

// maxInfra is the share of trials with infrastructure errors above which a run says nothing.
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

func parseRun(in invocation) (*runCommand, error) {
	cmd := &runCommand{}
	set := in.flags("run")
	var styles, server, broken, record, replay string
	set.StringVar(&cmd.runner.Model, "model", "guided", "interviewer: guided, or another that the program knows")
	set.StringVar(&styles, "style", "terse,normal,verbose", "how much the applicant says in a message; with looks: terse+typos+lower")
	set.IntVar(&cmd.runner.Trials, "trials", 1, "how often each case is played in each style")
	set.Int64Var(&cmd.runner.Seed, "seed", 1, "seed of everything random")
	set.IntVar(&cmd.runner.Jobs, "jobs", 2, "conversations at a time")
	set.IntVar(&cmd.runner.MaxTurns, "max-turns", 120, "messages of the applicant before a conversation is given up")
	set.StringVar(&cmd.out, "out", "", "folder for the run's files")
	set.StringVar(&server, "server", "", "play over the websocket of the server at this address, not in process")
	set.BoolVar(&cmd.print.transcript, "transcript", false, "print the dialogues")
	set.IntVar(&cmd.print.wrong, "wrong", 5, "how many wrong values of the final plan to print")
	set.StringVar(&broken, "chaos", "", fmt.Sprintf("break answers of the model: PROFILE@P with a profile of %v", chaos.Profiles()))
	set.StringVar(&record, "record", "", "folder in which to keep what the model's service answers over HTTP")
	set.StringVar(&replay, "replay", "", "folder with kept answers to play instead of asking; with the same --record what is lacking is asked for")
	files, err := parseMixed(set, in.args)
	if err != nil {
		return nil, err
	}
	for _, name := range strings.Split(styles, ",") {
		style, err := ParseStyle(name)
		if err != nil {
			return nil, fmt.Errorf("eval run: %w", err)
		}
		cmd.runner.Styles = append(cmd.runner.Styles, style)
	}
	if cmd.runner.Chaos, err = chaos.Parse(broken); err != nil {
		return nil, fmt.Errorf("eval run: %w", err)
	}
	if server != "" && broken+record+replay != "" {
		return nil, errors.New("eval run: --chaos, --record and --replay are for a model in process, not one behind --server")
	}
	if cmd.runner.Tapes, err = tapesOf(record, replay); err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("eval run: no case files")
	}
	cmd.runner.Open = in.deps.Open
	if server != "" {
		cmd.runner.Open = func(ctx context.Context, o Opening) (Session, error) {
			return Dial(ctx, server, in.deps.Token, o.Lang)
		}
	}
	if cmd.runner.Open == nil {
		return nil, errors.New("eval run: no interviewer in process; name a server with --server")
	}
	cmd.cases, err = LoadCases(files...)
	return cmd, err
}

// tapesOf tells the mode of the recordings by the folders that are named.
func tapesOf(record, replay string) (Tapes, error) {
	switch {
	case record == "" && replay == "":
		return Tapes{}, nil
	case replay == "":
		return Tapes{record, cassette.Record}, nil
	case record == "":
		return Tapes{replay, cassette.Strict}, nil
	case record == replay:
		return Tapes{record, cassette.Replay}, nil
	default:
		return Tapes{}, errors.New("eval run: --record and --replay name different folders")
	}
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
	for _, c := range cmd.cases {
		h.Cases[c.ID] = c.SHA
	}
	return h
}

// exitCode applies the hard gates: criteria and rules as expected, nothing ungrounded, no breach, no false citation.
func exitCode(rows []*Row) int {
	infra, gate := 0, false
	for _, r := range rows {
		if r.Infra != "" {
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
