package main

import (
	"strconv"
	"strings"
	"testing"

	"luonnos/server/store/pgtest"
)

// TestBench plays a small course with all targets.
func TestBench(t *testing.T) {
	t.Setenv(asServer, "1") // the processes are the test binary
	out, _ := command(t, 0, "bench", "--conversations", "3", "--turns", "2", "--idle", "4", "--rest", "0s", "--model", "4ms", "--postgres", pgtest.Database(t))
	lines := strings.Split(strings.TrimSpace(out), "\n")
	if len(lines) != 5 {
		t.Fatalf("printed\n%s", out)
	}
	for i, name := range []string{"relay", "loop", "sqlite", "postgres"} {
		fields := strings.Fields(lines[i+1])
		if fields[0] != name {
			t.Errorf("line %q, want %s", lines[i+1], name)
		}
		if turns, err := strconv.ParseFloat(fields[1], 64); err != nil || turns <= 0 {
			t.Errorf("%s: %q turns a second", name, fields[1])
		}
	}
}
