package evals

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func transcript(t *testing.T, d *Dialogue) string {
	t.Helper()
	var b bytes.Buffer
	if err := writeTranscript(&b, d); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// args splits a command line; PAIR stands for the two cases of [pair].
func args(line string) []string {
	return strings.Fields(strings.Replace(line, "PAIR", strings.Join(pair, " "), 1))
}

func TestMainRun(t *testing.T) {
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) { return newToy(o.Case), nil }}
	null := Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		s := newToy(o.Case)
		s.silent = true
		return s, nil
	}}
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	if err := os.WriteFile(bad, []byte("schema: luonnos.case/1\nid: x\nlang: fi\ntoday: 2026-01-01\ntypo: 1\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name string
		deps Deps
		args string
		want int
		says string // on stdout or stderr
	}{
		{"perfect", deps, "run PAIR --style terse,verbose", ExitOK, "4 trials: success 4"},
		{"flags first", deps, "run --style normal cases/p01-fi-varhaiskasvatus.yaml", ExitOK, "1 trials: success 1"},
		{"catalogue beside the cases", deps, "run fields.yaml PAIR --style terse", ExitOK, "2 trials"},
		{"null", null, "run PAIR --style terse --max-turns 10", ExitGate, "FAIL"},
		{"transcript", deps, "run PAIR --style terse --transcript", ExitOK, "answer> Hei, olen Outi"},
		{"bad case", deps, "run " + bad, ExitUsage, "bad.yaml:5: unknown key \"typo\""},
		{"no case", deps, "run", ExitUsage, "no case files"},
		{"bad style", deps, "run PAIR --style loud", ExitUsage, "no style"},
		{"no command", deps, "walk", ExitUsage, "usage"},
		{"no interviewer", Deps{}, "run PAIR", ExitUsage, "--server"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out, errs bytes.Buffer
			got := Main(t.Context(), args(tt.args), tt.deps, &out, &errs)
			if got != tt.want || !strings.Contains(out.String()+errs.String(), tt.says) {
				t.Errorf("exit %d, want %d; output\n%s%s", got, tt.want, &out, &errs)
			}
		})
	}
}

func TestRunFolder(t *testing.T) {
	a, b := readFiles(t, goodRun(t)), readFiles(t, toyRun(t, nil, ""))
	if len(a) != 2+2+6 {
		t.Errorf("%d files, want run.json, rows.jsonl, 2 cases and 6 transcripts", len(a))
	}
	for name, data := range a {
		if data != b[name] {
			t.Errorf("%s differs between two equal runs", name)
		}
	}
	if n := strings.Count(a["rows.jsonl"], "\n"); n != 6 {
		t.Errorf("%d rows, want 6", n)
	}
}
