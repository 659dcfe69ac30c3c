package evals

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
)

// Exit codes of `luonnos eval`.
const (
	ExitOK           = 0
	ExitGate         = 1 // regression or hard gate
	ExitUsage        = 2 // bad usage or invalid case
	ExitInfra        = 3 // too many infrastructure errors, or interrupted
	ExitBudget       = 4
	ExitInconclusive = 5
)

// Deps is what the program gives to the evals.
type Deps struct {
	// Open starts a conversation with an interviewer in process.
	Open func(ctx context.Context, o Opening) (Session, error)

	// Speak returns the language model that plays the applicant of an opening.
	Speak func(o *Opening) (Speak, error)

	// Talk reads a conversation for [Promote].
	Talk func(ctx context.Context, conversation string) (*Talk, error)

	// Token is the bearer token for a server named by --server.
	Token string
}

// invocation is one call of a subcommand.
type invocation struct {
	ctx            context.Context
	args           []string
	deps           Deps
	stdout, stderr io.Writer
}

// subcommands are what comes after `luonnos eval`, in the order of the usage.
var subcommands = []struct {
	name, args, about string
	run               func(invocation) (int, error)
}{
	{"run", "CASES… [flags]", "plays the scripted applicants of case files (or folders) and scores what came of it", runCases},
	{"score", "DIR [CASES…]", "scores the transcripts of a run again, without a model", scoreRun},
	{"compare", "BASE CANDIDATE [flags]", "holds a run against another or a baseline, pair by pair", compareRuns},
	{"baseline", "save DIR | show FILE", "keeps the rows of a run to compare with", baselines},
	{"report", "DIR [DIR…] [flags]", "tells a run to others: terminal, one HTML page, JUnit XML, JSON; with others of more chaos, a curve", reportRun},
	{"check", "CASES…", "checks that case files are consistent: every value is told by a message that contains it", checkCases},
	{"promote", "CONVERSATION --names FILE --out FILE", "makes a case of a conversation in LUONNOS_DB that two experts have assessed alike", promoteTalk},
	{"gate", "CASES…", "checks the validator alone: gold plans, mutations, and each gating value deleted", gateCases},
}

// Main runs `luonnos eval` with the arguments after that and returns the exit code.
func Main(ctx context.Context, args []string, deps Deps, stdout, stderr io.Writer) int {
	if len(args) > 0 {
		for _, c := range subcommands {
			if c.name != args[0] {
				continue
			}
			code, err := c.run(invocation{ctx, args[1:], deps, stdout, stderr})
			if errors.Is(err, flag.ErrHelp) {
				return ExitOK
			}
			if err != nil {
				fmt.Fprintln(stderr, err)
			}
			return code
		}
	}
	for i, c := range subcommands {
		lead := "      "
		if i == 0 {
			lead = "usage:"
		}
		fmt.Fprintf(stderr, "%s luonnos eval %s %s\n           %s\n", lead, c.name, c.args, c.about)
	}
	return ExitUsage
}

// flags is the flag set of a subcommand.
func (in invocation) flags(name string) *flag.FlagSet {
	set := flag.NewFlagSet("luonnos eval "+name, flag.ContinueOnError)
	set.SetOutput(in.stderr)
	return set
}

// parseMixed parses flags that may stand before, between and after the other arguments.
func parseMixed(set *flag.FlagSet, args []string) (rest []string, err error) {
	for {
		if err := set.Parse(args); err != nil {
			return nil, err
		}
		if set.NArg() == 0 {
			return rest, nil
		}
		rest, args = append(rest, set.Arg(0)), set.Args()[1:]
	}
}
