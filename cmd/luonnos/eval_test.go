package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/evals"
)

// TestInterruptedEvalKeepsWhatIsDone presses Ctrl-C after the first trial of a run.
func TestInterruptedEvalKeepsWhatIsDone(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	cmd := exec.CommandContext(t.Context(), os.Args[0], "eval", "run", filepath.Join("..", "..", "evals", "cases"), "--out", dir)
	cmd.Env = append(os.Environ(), asServer+"=1")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var errs strings.Builder
	cmd.Stderr = &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	if _, err := lines.ReadString('\n'); err != nil {
		t.Fatalf("no first line: %v: %s", err, &errs)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, _ := io.ReadAll(lines)
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != evals.ExitInfra {
		t.Errorf("the program ended with %v, want exit code %d", err, evals.ExitInfra)
	}
	if !strings.Contains(string(rest), " trials: success ") || !strings.Contains(errs.String(), "eval run: ended after") {
		t.Errorf("no summary of what was done:\n%s\n%s", rest, &errs)
	}
	if run, err := evals.OpenRun(dir); err != nil || len(run.Rows) == 0 {
		t.Errorf("the run's folder holds no rows: error %v", err)
	}
}
