package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"

	"luonnos/agent/openai"
	"luonnos/server/load"
)

const (
	benchToken = "token-of-the-bench"
	benchStop  = 20 * time.Second // for a process to end
	clockTicks = 100              // of /proc in a second, on every Linux
)

// course is what bench plays with each target.
type course struct {
	conversations, turns, idle int
	model, pace, rest          time.Duration
}

// bench is the subcommand "bench": it plays conversations against a scripted model,
// with a bare relay, with a loop written by hand, with SQLite and, when it is given one, with PostgreSQL, each in
// a process of its own, and prints how they fared. Processor time and memory are
// read from /proc, so only on Linux.
func bench(ctx context.Context, args []string, e env) int {
	if len(args) > 0 && (args[0] == "relay" || args[0] == "loop") {
		return benchFloor(ctx, args[0], args[1:], e)
	}
	var c course
	var postgres string
	define := func(f *flag.FlagSet) {
		f.IntVar(&c.conversations, "conversations", 100, "conversations at once")
		f.IntVar(&c.turns, "turns", 10, "turns of each")
		f.IntVar(&c.idle, "idle", 200, "idle websockets, each of a plan of its own")
		f.DurationVar(&c.model, "model", 50*time.Millisecond, "the model's own time in a turn")
		f.DurationVar(&c.pace, "pace", 0, "from one message of a conversation to the next; 0 is as fast as it goes")
		f.DurationVar(&c.rest, "rest", 7*time.Second, "until idle websockets are measured")
		f.StringVar(&postgres, "postgres", "", "postgres://… of an empty database")
	}
	return withFlags("bench", args, e, define, func(settings) (err error) {
		folder, err := os.MkdirTemp("", "luonnos-bench")
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
		if err := enoughFiles(2 * (c.conversations + c.idle)); err != nil {
			return err
		}
		model, stop, err := listenAndServe(ctx, load.Model(c.model))
		if err != nil {
			return err
		}
		defer stop()
		targets := []target{
			{"relay", []string{"bench", "relay", model}, ""},
			{"loop", []string{"bench", "loop", model, filepath.Join(folder, "loop.db")}, ""},
			{"sqlite", []string{"serve"}, "sqlite:" + filepath.Join(folder, "bench.db")},
		}
		if postgres != "" {
			targets = append(targets, target{"postgres", []string{"serve"}, postgres})
		}
		fmt.Fprintf(e.stdout, "%-9s %8s %10s %10s %12s %9s %15s %9s\n", "", "turns/s", "added p50", "added p99", "CPU ms/turn", "RSS MiB", "idle KiB/socket", "start")
		for _, t := range targets {
			if err := t.measure(ctx, c, model, e.stdout); err != nil {
				return fmt.Errorf("bench: %s: %w", t.name, err)
			}
		}
		return nil
	})
}

// enoughFiles returns an error when this process, and those it starts, may not have so
// many files open.
func enoughFiles(n int) error {
	const others = 200
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return err
	}
	if limit.Cur < uint64(n+others) {
		return fmt.Errorf("%d files may be open at once; run: ulimit -n %d", limit.Cur, n+others)
	}
	return nil
}

// listenAndServe serves on a free port until stop is called.
func listenAndServe(ctx context.Context, h http.Handler) (base string, stop func(), err error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, err
	}
	front := &http.Server{Handler: h, ReadHeaderTimeout: 5 * time.Second}
	go func() { _ = front.Serve(listener) }() // ends with stop
	return "http://" + listener.Addr().String(), func() { _ = front.Close() }, nil
}

// benchFloor is one of the servers to compare with, as a process of its own.
func benchFloor(ctx context.Context, name string, args []string, e env) int {
	var model, path string
	positional := []*string{&model}
	if name == "loop" {
		positional = append(positional, &path)
	}
	return with("bench "+name, args, e, func(settings) (err error) {
		floor := load.Relay(model)
		if name == "loop" {
			loop, fault := load.NewLoop(ctx, model, path)
			if fault != nil {
				return fault
			}
			defer func() { err = errors.Join(err, loop.Close()) }()
			floor = loop
		}
		base, stop, err := listenAndServe(ctx, floor)
		if err != nil {
			return err
		}
		defer stop()
		fmt.Fprintln(e.stdout, base)
		<-ctx.Done()
		return nil
	}, positional...)
}

// target is one server to be measured.
type target struct {
	name string
	args []string
	db   string // "" for the relay
}

// measure plays the course with the target and prints a line.
func (t target) measure(ctx context.Context, c course, model string, out io.Writer) (err error) {
	p, err := t.start(ctx, model)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, p.stop()) }()
	token := benchToken
	if t.db == "" {
		token = ""
	}
	warm := load.Run{Base: p.base, Token: token, Conversations: 4, Turns: 2, Model: c.model}
	if _, err := load.Drive(ctx, warm); err != nil {
		return err
	}
	before := p.usage()
	idle, err := load.Open(ctx, p.base, token, c.idle)
	defer load.Close(idle)
	if err != nil {
		return err
	}
	select {
	case <-time.After(c.rest):
	case <-ctx.Done():
		return ctx.Err()
	}
	after := p.usage()
	run := warm
	run.Turns, run.Pace = c.turns, c.pace
	talks, err := load.Open(ctx, p.base, token, c.conversations)
	defer load.Close(talks)
	if err != nil {
		return err
	}
	began := p.usage()
	result, err := load.Play(ctx, run, talks)
	if err != nil {
		return err
	}
	end := p.usage()
	milliseconds := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	start, err := t.restart(ctx, model, p)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%-9s %8.0f %7.1f ms %7.1f ms %12.2f %9.0f %15.1f %6.0f ms\n", t.name, result.PerSecond(),
		milliseconds(result.Quantile(0.5)), milliseconds(result.Quantile(0.99)),
		milliseconds(end.cpu-began.cpu)/float64(max(1, result.Turns)), float64(end.rss)/(1<<20),
		float64(after.rss-before.rss)/1024/float64(max(1, c.idle)), milliseconds(start))
	return err
}

// restart ends the process, puts another in its place with what it has stored, and
// returns how long that took to answer.
func (t target) restart(ctx context.Context, model string, p *served) (time.Duration, error) {
	if err := p.stop(); err != nil {
		return 0, err
	}
	began := time.Now()
	again, err := t.start(ctx, model)
	if err != nil {
		return 0, err
	}
	*p = *again
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, p.base+"/healthz", nil)
	if err != nil {
		return 0, err
	}
	answer, err := http.DefaultClient.Do(request) // a relay has no such page: any answer will do
	if err != nil {
		return 0, err
	}
	return time.Since(began), answer.Body.Close()
}

// served is a process that is measured.
type served struct {
	cmd  *exec.Cmd
	base string
}

// start runs the target and waits until it says where it is.
func (t target) start(ctx context.Context, model string) (*served, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	cmd := exec.CommandContext(ctx, self, t.args...)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = benchStop
	cmd.Env = append(os.Environ(),
		"LUONNOS_ADDR=127.0.0.1:0", "LUONNOS_DB="+t.db, "LUONNOS_TOKEN="+benchToken, "LUONNOS_SECRET="+strings.Repeat("b", secretBytes),
		openai.SettingBaseURL+"="+model, openai.SettingModel+"=scripted", openai.SettingAPI+"=chat", openai.SettingKey+"=none")
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	p := &served{cmd: cmd}
	for lines := bufio.NewScanner(out); p.base == "" && lines.Scan(); {
		if at := strings.Index(lines.Text(), "http://"); at >= 0 {
			p.base, _, _ = strings.Cut(lines.Text()[at:], "/enter")
		}
	}
	if p.base == "" {
		return nil, errors.Join(errors.New("it says no address"), p.stop())
	}
	go func() { _, _ = io.Copy(io.Discard, out) }() // ends with the process
	return p, nil
}

func (p *served) stop() error {
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		return err
	}
	return p.cmd.Wait()
}

// usage is what a process has used.
type usage struct {
	cpu time.Duration
	rss int64 // bytes
}

// usage reads /proc; without it all is zero.
func (p *served) usage() usage {
	var u usage
	folder := fmt.Sprintf("/proc/%d/", p.cmd.Process.Pid)
	stat, err := os.ReadFile(folder + "stat")
	if err != nil {
		return u
	}
	_, rest, _ := strings.Cut(string(stat), ") ") // behind the name, which may hold anything
	fields := strings.Fields(rest)
	const user, system, pages = 11, 12, 21
	if len(fields) <= pages {
		return u
	}
	number := func(field int) int64 {
		n, _ := strconv.ParseInt(fields[field], 10, 64) // the kernel writes numbers
		return n
	}
	u.cpu = time.Duration(number(user)+number(system)) * time.Second / clockTicks
	u.rss = number(pages) * int64(os.Getpagesize())
	return u
}
