package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
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
	name string
	run  func(ctx context.Context, args []string, e env) int
}{
	{"serve", serve},
	{"link", link},
	{"token", tokens},
	{"migrate", migrate},
	{"backup", backup},
	{"restore", restore},
	{"store", copyStore},
	{"doctor", doctor},
	{"usage", printSpending},
	{"eval", eval},
	{"knowledge", knowledgeCommand},
	{"portfolio", portfolioCommand},
	{"bench", bench},
	{"check", func(_ context.Context, args []string, e env) int { return check(args, e.stdout, e.stderr) }},
	{"export", func(_ context.Context, args []string, e env) int { return exportPlan(args, e.stdout, e.stderr) }},
	{"schema", func(_ context.Context, args []string, e env) int { return planSchema(args, e.stdout, e.stderr) }},
}

// run finds the subcommand and returns its exit code; 2 when there is no such.
func run(ctx context.Context, args []string, getenv func(string) string, stdin io.Reader, stdout, stderr io.Writer) int {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		args = append([]string{"serve"}, args...)
	}
	for _, c := range commands {
		if c.name == args[0] {
			return c.run(ctx, args[1:], env{getenv, stdin, stdout, stderr})
		}
	}
	fmt.Fprint(stderr, "luonnos")
	for i, c := range commands {
		separator := "|"
		if i == 0 {
			separator = " "
		}
		fmt.Fprint(stderr, separator, c.name)
	}
	fmt.Fprintln(stderr, " …")
	return 2
}
