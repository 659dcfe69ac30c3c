package evals

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite baseline.json")

// TestGuidedAgainstBaseline plays the guided interviewer over every case in every style. Its bytes repeat, so any other
// row is a regression, or an improvement to be reviewed and kept with `make baseline`. The hashes in the baseline's header
// tell what it was made with; they alone are no difference.
func TestGuidedAgainstBaseline(t *testing.T) {
	long(t)
	const file = "baseline.json"
	cmd, err := parseRun(invocation{ctx: t.Context(), args: []string{"cases"}, deps: guidedDeps(t)})
	if err != nil {
		t.Fatal(err)
	}
	got := &Record{Header: cmd.header()}
	err = cmd.runner.Run(t.Context(), cmd.cases, func(tr *Trial) error {
		got.Rows = append(got.Rows, tr.Row)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	data := baselineOf(t, got)
	if *update {
		if err := os.WriteFile(file, data, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	base, err := OpenRecord(file)
	if err != nil {
		t.Fatal(err)
	}
	base.Header = got.Header
	if bytes.Equal(data, baselineOf(t, base)) {
		return
	}
	now := filepath.Join(t.TempDir(), "now.json")
	if err := os.WriteFile(now, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	Main(t.Context(), []string{"compare", "--common", file, now}, Deps{}, &out, &out)
	t.Errorf("the guided interviewer is not what baseline.json says. If it is better, review this and run make baseline.\n%s", &out)
}

func baselineOf(t *testing.T, r *Record) []byte {
	t.Helper()
	data, err := r.Baseline()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
