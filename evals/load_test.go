package evals

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// toyRun plays the two cases of [pair] against toys and returns the run's folder.
func toyRun(t *testing.T, fault func(*toy), flags string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "run")
	playToys(t, dir, fault, flags)
	return dir
}

func playToys(t *testing.T, dir string, fault func(*toy), flags string) {
	t.Helper()
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		s := newToy(o.Case)
		if fault != nil {
			fault(s)
		}
		return s, nil
	}}
	var out bytes.Buffer
	if code := Main(t.Context(), args("run PAIR --out "+dir+" "+flags), deps, &out, &out); code != ExitOK && code != ExitGate {
		t.Fatalf("exit %d: %s", code, &out)
	}
}

func readFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() || e.Name() == "timings.jsonl" {
			return err
		}
		data, err := os.ReadFile(path)
		rel, _ := filepath.Rel(dir, path)
		files[rel] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestRescoringChangesNothing(t *testing.T) {
	long(t)
	dir := toyRun(t, func(s *toy) { s.deaf = true }, "--trials 2 --style terse,verbose+typos")
	before := readFiles(t, dir)
	var out bytes.Buffer
	if code := Main(t.Context(), []string{"score", dir}, Deps{}, &out, &out); code != ExitOK && code != ExitGate {
		t.Fatalf("exit %d: %s", code, &out)
	}
	if diff := cmp.Diff(before, readFiles(t, dir)); diff != "" {
		t.Errorf("the run before (-) and after (+) rescoring:\n%s", diff)
	}
}

func TestRescoringWithAnotherCase(t *testing.T) {
	long(t)
	dir := toyRun(t, nil, "--style terse")
	changed := filepath.Join(t.TempDir(), "changed.yaml")
	data, err := os.ReadFile(pair[1])
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Replace(data, []byte("horizon_years: 3"), []byte("horizon_years: 4"), 1)
	if err := os.WriteFile(changed, data, 0o644); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	Main(t.Context(), []string{"score", dir, changed}, Deps{}, &out, &out)
	run, err := OpenRun(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range run.Rows {
		if strings.HasPrefix(r.Case, "p02") == r.Success || r.CaseSHA != run.Header.Cases[r.Case] || run.Cases[r.Case].SHA != r.CaseSHA {
			t.Errorf("%s: success %v, hash %s", r.Case, r.Success, r.CaseSHA)
		}
	}
}

func TestOpenRunRefuses(t *testing.T) {
	dir := toyRun(t, nil, "--style terse")
	tests := []struct {
		name, file, old, new, want string
	}{
		{"another schema", "run.json", RunSchema, "luonnos.run/9", `schema "luonnos.run/9"`},
		{"broken header", "run.json", "{", "[", "run.json"},
		{"unknown key", "rows.jsonl", `"case":`, `"kase":`, "row 1"},
		{"row of no case", "rows.jsonl", `"case":"p01-fi-varhaiskasvatus"`, `"case":"p03"`, `no case "p03"`},
		{"broken case", "cases/p02-sv-hemvard.yaml", "schema:", "skema:", "skema"},
	}
	for _, tt := range tests {
		file := filepath.Join(dir, tt.file)
		good, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, bytes.Replace(good, []byte(tt.old), []byte(tt.new), 1), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := OpenRun(dir); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: error %v, want %q", tt.name, err, tt.want)
		}
		if err := os.WriteFile(file, good, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Truncate(filepath.Join(dir, "rows.jsonl"), 100); err != nil {
		t.Fatal(err)
	}
	if run, err := OpenRun(dir); err != nil || len(run.Rows) != 0 {
		t.Errorf("a run that was cut: %v", err)
	}
}
