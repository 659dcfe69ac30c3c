package evals

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"luonnos/tools/plan"
)

// shared holds what several tests only read, made by the first of them.
var shared struct {
	dir  string
	mu   sync.Mutex
	made map[string]string
}

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "luonnos-evals")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	shared.dir, shared.made = dir, map[string]string{}
	code := m.Run()
	os.RemoveAll(dir)
	os.Exit(code)
}

// once makes a folder of the name, or returns the one that is there.
func once(name string, make func(dir string)) string {
	shared.mu.Lock()
	defer shared.mu.Unlock()
	if shared.made[name] == "" {
		dir := filepath.Join(shared.dir, name)
		make(dir)
		shared.made[name] = dir
	}
	return shared.made[name]
}

// goodRun is a run of perfect toys, deafRun of such as ignore corrections.
func goodRun(t *testing.T) string {
	t.Helper()
	return once("good", func(dir string) { playToys(t, dir, nil, "") })
}

func deafRun(t *testing.T) string {
	t.Helper()
	return once("deaf", func(dir string) { playToys(t, dir, func(s *toy) { s.deaf = true }, "") })
}

// hostileRun is a run of toys whose replies are HTML; one conversation can't be played.
func hostileRun(t *testing.T) string {
	t.Helper()
	return once("hostile", func(dir string) { playHostile(t, dir) })
}

// hostileReports are the reports of that run, compared with the perfect one.
func hostileReports(t *testing.T) string {
	t.Helper()
	run, base := hostileRun(t), goodRun(t)
	return once("reports", func(dir string) { reports(t, dir, plan.Langs, run, "--base", base) })
}
