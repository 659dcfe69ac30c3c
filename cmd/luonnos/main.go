package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
	"syscall"
)

func main() {
	signal.Ignore(syscall.SIGXFSZ) // a file that may not grow is an error like a full disk
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := run(ctx, os.Args[1:], os.Getenv, os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// env is what a subcommand may use of the world.
type env struct {
	getenv         func(string) string
	stdin          io.Reader
	stdout, stderr io.Writer
}

// commands are the subcommands in the order in which the usage lists them.
// Without any, the program serves.
var commands = []struct {
	name, does string
	run        func(ctx context.Context, args []string, e env) int
}{
	{"serve", "serve the chat; also without a subcommand", serve},
	{"link", "print a link to the server that LUONNOS_ADDR names", link},
	{"token", "add, list or revoke what persons sign in with", tokens},
	{"migrate", "bring the tables of the database up to date", migrate},
	{"backup", "copy the SQLite database to a file", backup},
	{"restore", "put such a copy where there is no database", restore},
	{"store", "copy one database to another", copyStore},
	{"doctor", "say whether all that serving needs is in order", doctor},
	{"usage", "print what the language model has cost", printSpending},
	{"eval", "play sample cases against an interviewer and score it", eval},
	{"knowledge", "search the memo and add documents", knowledgeCommand},
	{"portfolio", "list what others have done", portfolioCommand},
	{"bench", "measure a server under load", bench},
	{"check", "judge a plan file by the criteria", func(_ context.Context, args []string, e env) int { return check(args, e.stdout, e.stderr) }},
	{"export", "write a plan file as a document", func(_ context.Context, args []string, e env) int { return exportPlan(args, e.stdout, e.stderr) }},
	{"schema", "print the JSON Schema of a plan file", func(_ context.Context, args []string, e env) int { return planSchema(args, e.stdout, e.stderr) }},
}

// run finds the subcommand and returns its exit code; 2 when there is no such.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) > 0 && slices.Contains([]string{"help", "--help", "-help", "-h"}, args[0]) {
		printCommands(stdout)
		return 0
	}
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		args = append([]string{"serve"}, args...)
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(ctx, args[1:], env{getenv, stdin, stdout, stderr})
		}
	}
	printCommands(stderr)
	return 2
}

// printCommands lists the subcommands.
func printCommands(w io.Writer) {
	fmt.Fprint(w, "usage: luonnos SUBCOMMAND [--help] …\n\n")
	for _, c := range commands {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.does)
	}
}
