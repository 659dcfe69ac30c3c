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

	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
)

// TestRecordedModelNeedsNeitherKeyNorServer evaluates a language model, and then plays the
// recording with the server gone.
func TestRecordedModelNeedsNeitherKeyNorServer(t *testing.T) {
	llm := openaitest.New(func(n int, _ *openaitest.Request) openaitest.Answer {
		return openaitest.Answer{Text: "Mikä organisaatio hakee? [[A1]]", Usage: openaitest.Usage{Input: 10 + n, Output: 2}}
	})
	dir := t.TempDir()
	eval := func(env map[string]string, flags ...string) (code int, out string) {
		var b strings.Builder
		getenv := func(key string) string { return env[key] }
		args := []string{"eval", "run", filepath.Join("..", "..", "evals", "cases", "p02-sv-hemvard.yaml"),
			"--style", "verbose", "--max-turns", "5"}
		args = append(args, flags...)
		code = run(t.Context(), args, getenv, strings.NewReader(""), &b, &b)
		return code, b.String()
	}
	const key = "sk-test-0123456789"
	settings := map[string]string{"OPENAI_API_KEY": key, "LUONNOS_OPENAI_BASE_URL": llm.URL()}
	code, recorded := eval(settings, "--model", "openai:test", "--record", dir)
	asked := len(llm.Requests())
	llm.Close()
	if code != evals.ExitGate || asked < 5 {
		t.Fatalf("exit %d, the model was asked %d times:\n%s", code, asked, recorded)
	}
	tapes, err := filepath.Glob(filepath.Join(dir, "*.jsonl"))
	if err != nil || len(tapes) != 1 {
		t.Fatalf("tapes %v, error %v", tapes, err)
	}
	tape, err := os.ReadFile(tapes[0])
	if err != nil || strings.Contains(string(tape), key) || !strings.Contains(string(tape), "Mikä organisaatio hakee?") {
		t.Errorf("the tape holds the key, or not the answers: error %v\n%.2000s", err, tape)
	}
	for _, flags := range [][]string{{"--model", "openai:test", "--replay", dir}, {"--model", "cassette:" + dir}} {
		if code, replayed := eval(nil, flags...); code != evals.ExitGate || replayed != recorded {
			t.Errorf("%v: exit %d, replayed\n%s\nrecorded\n%s", flags, code, replayed, recorded)
		}
	}
	if code, out := eval(nil, "--model", "cassette:"+t.TempDir()); code != evals.ExitUsage || !strings.Contains(out, "no tapes in") {
		t.Errorf("an empty folder: exit %d, %s", code, out)
	}
}

// TestLanguageModelAsApplicant lets a language model word what the applicant says, and then a worse one.
func TestLanguageModelAsApplicant(t *testing.T) {
	for more, want := range map[string]string{"": "1 trials: success 1", " Det kostade 987 654 euro.": "1 more are void"} {
		llm := openaitest.New(func(_ int, r *openaitest.Request) openaitest.Answer {
			_, told, _ := strings.Cut(r.Messages[len(r.Messages)-1].Text, "Berätta nu:\n")
			return openaitest.Answer{Text: strings.TrimSpace(told) + more, Usage: openaitest.Usage{Input: 100, Output: 20}}
		})
		settings := map[string]string{"OPENAI_API_KEY": "sk-test", "LUONNOS_OPENAI_BASE_URL": llm.URL()}
		var out strings.Builder
		args := []string{"eval", "run", filepath.Join("..", "..", "evals", "cases", "p02-sv-hemvard.yaml"),
			"--style", "normal", "--user", "llm:small", "--price", "1,0,10", "--budget-usd", "5"}
		run(t.Context(), args, func(key string) string { return settings[key] }, strings.NewReader(""), &out, &out)
		llm.Close()
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in\n%s", want, &out)
		}
	}
}

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
