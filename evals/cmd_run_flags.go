package evals

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"

	"luonnos/evals/cassette"
	"luonnos/evals/chaos"
)

// runFlags are the flags of `eval run` that are read further.
type runFlags struct {
	styles, server, chaos, record, replay, user, price, userPrice string
}

func (f *runFlags) define(set *flag.FlagSet, cmd *runCommand) {
	r := &cmd.runner
	set.StringVar(&r.Model, "model", repeatable, "interviewer: guided, openai:NAME, or cassette:DIR, the recorded model of a folder")
	set.StringVar(&f.user, "user", "script", "who words what the applicant says: script, or a language model as llm:NAME")
	set.StringVar(&f.styles, "style", "terse,normal,verbose", "how much the applicant says in a message; with looks: terse+typos+lower")
	set.IntVar(&r.Trials, "trials", 1, "how often each case is played in each style")
	set.Int64Var(&r.Seed, "seed", 1, "seed of everything random")
	set.IntVar(&r.Jobs, "jobs", 2, "conversations at a time")
	set.IntVar(&r.MaxTurns, "max-turns", 120, "messages of the applicant before a conversation is given up")
	set.StringVar(&f.price, "price", "", "what a million tokens of the model cost, in dollars: INPUT,CACHED,OUTPUT; without it as in the table of prices")
	set.StringVar(&f.userPrice, "user-price", "", "as --price, of the applicant's model; without it the same")
	set.Float64Var(&r.Budget, "budget-usd", 0, "begin no conversation once the others have cost as much, and exit with 4")
	set.StringVar(&f.chaos, "chaos", "", fmt.Sprintf("break answers of the model: PROFILE@P with a profile of %v", chaos.Profiles()))
	set.StringVar(&f.record, "record", "", "folder in which to keep what the model's service answers over HTTP")
	set.StringVar(&f.replay, "replay", "", "folder with kept answers to play instead of asking; with the same --record what is lacking is asked for")
	set.StringVar(&f.server, "server", "", "play over the websocket of the server at this address, not in process")
	set.StringVar(&cmd.out, "out", "", "folder for the run's files")
	set.BoolVar(&cmd.print.transcript, "transcript", false, "print the dialogues")
	set.IntVar(&cmd.print.wrong, "wrong", 5, "how many wrong values of the final plan to print")
}

func parseRun(in invocation) (*runCommand, error) {
	cmd, f := &runCommand{}, runFlags{}
	set := in.flags("run")
	f.define(set, cmd)
	files, err := parseMixed(set, in.args)
	if err != nil {
		return nil, err
	}
	for _, name := range strings.Split(f.styles, ",") {
		style, err := ParseStyle(name)
		if err != nil {
			return nil, fmt.Errorf("eval run: %w", err)
		}
		cmd.runner.Styles = append(cmd.runner.Styles, style)
	}
	if cmd.runner.Chaos, err = chaos.Parse(f.chaos); err != nil {
		return nil, fmt.Errorf("eval run: %w", err)
	}
	if err := cmd.parseUser(f.user, in.deps); err != nil {
		return nil, err
	}
	if err := cmd.parsePrices(f.price, f.userPrice); err != nil {
		return nil, err
	}
	if err := cmd.parseTapes(&f); err != nil {
		return nil, err
	}
	if err := cmd.parseServer(&f, in.deps); err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("eval run: no case files")
	}
	cmd.cases, err = LoadCases(files...)
	return cmd, err
}

// parseServer tells where the interviewer is: in process, or behind a server.
func (cmd *runCommand) parseServer(f *runFlags, deps Deps) error {
	cmd.runner.Open = deps.Open
	if f.server != "" {
		if f.chaos != "" || cmd.runner.Tapes.Dir != "" {
			return errors.New("eval run: --chaos, --record and --replay are for a model in process, not one behind --server")
		}
		cmd.runner.Open = func(ctx context.Context, o Opening) (Session, error) {
			return Dial(ctx, f.server, deps.Token, o.Lang)
		}
	}
	if cmd.runner.Open == nil {
		return errors.New("eval run: no interviewer in process; name a server with --server")
	}
	return nil
}

// parseUser reads who words what the applicant says.
func (cmd *runCommand) parseUser(user string, deps Deps) error {
	name, llm := strings.CutPrefix(user, "llm:")
	switch {
	case user == "script":
		return nil
	case !llm || name == "":
		return fmt.Errorf("eval run: --user %q is neither script nor llm:NAME", user)
	case deps.Speak == nil:
		return errors.New("eval run: no language model in process for the applicant")
	}
	cmd.runner.User, cmd.runner.Speak = name, deps.Speak
	return nil
}

// parsePrices reads the prices and holds that a budget has what it needs.
func (cmd *runCommand) parsePrices(price, userPrice string) (err error) {
	r := &cmd.runner
	if userPrice == "" {
		userPrice = price
	}
	if r.Price, err = ParsePrice(price, r.Model); err == nil {
		r.UserCost, err = ParsePrice(userPrice, r.User)
	}
	if err != nil {
		return fmt.Errorf("eval run: %w", err)
	}
	free := (r.Model == repeatable || r.Price != (Price{})) && (r.User == "" || r.UserCost != (Price{}))
	if r.Budget > 0 && !free {
		return errors.New("eval run: --budget-usd needs --price, as the table of prices has no such model")
	}
	return nil
}

// parseTapes tells the mode of the recordings by the folders that are named. A model of recordings is the one that was
// asked there.
func (cmd *runCommand) parseTapes(f *runFlags) error {
	if dir, ok := strings.CutPrefix(cmd.runner.Model, "cassette:"); ok {
		if f.record+f.replay != "" {
			return errors.New("eval run: cassette:DIR is a recording itself; leave --record and --replay out")
		}
		name, err := cassette.Model(dir)
		if err != nil {
			return fmt.Errorf("eval run: %w", err)
		}
		cmd.runner.Model, f.replay = "openai:"+name, dir
	}
	switch {
	case f.record == "" && f.replay == "":
	case f.replay == "":
		cmd.runner.Tapes = Tapes{f.record, cassette.Record}
	case f.record == "":
		cmd.runner.Tapes = Tapes{f.replay, cassette.Strict}
	case f.record == f.replay:
		cmd.runner.Tapes = Tapes{f.record, cassette.Replay}
	default:
		return errors.New("eval run: --record and --replay name different folders")
	}
	return nil
}
