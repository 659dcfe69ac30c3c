package evals

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"weak"
)

func TestBarStaysBelowTheLines(t *testing.T) {
	var b bytes.Buffer
	p := &progress{w: &b, total: 2}
	p.draw()
	for _, ok := range []bool{true, false} {
		p.add(ok, func() { fmt.Fprintln(&b, "line") })
	}
	p.clear()
	bar := func(filled, done, ok int) string {
		return fmt.Sprintf("\r[%s%s] %d/2, success %d", strings.Repeat("#", filled), strings.Repeat(".", 30-filled), done, ok)
	}
	const clear = "\r\x1b[K"
	if want := bar(0, 0, 0) + clear + "line\n" + bar(15, 1, 1) + clear + "line\n" + bar(30, 2, 1) + clear; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestNoBarWithoutATerminal(t *testing.T) {
	file, err := os.Create(filepath.Join(t.TempDir(), "out"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var b bytes.Buffer
	if newProgress(file, 3).w != nil || newProgress(&b, 3).w != nil {
		t.Error("a bar was drawn into a file")
	}
}

// TestCancelledRunKeepsWhatIsDone ends a run in its third conversation: two trials are told and stored.
func TestCancelledRunKeepsWhatIsDone(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	opened := 0
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		if opened++; opened == 3 {
			cancel()
		}
		return newToy(o.Case), nil
	}}
	dir := filepath.Join(t.TempDir(), "run")
	var out bytes.Buffer
	code := Main(ctx, args("run PAIR --jobs 1 --out "+dir), deps, &out, &out)
	if code != ExitInfra || !strings.Contains(out.String(), "2 trials: success 2") || !strings.Contains(out.String(), "ended after 2 trials: context canceled") {
		t.Errorf("exit %d:\n%s", code, &out)
	}
	if run, err := OpenRun(dir); err != nil || len(run.Rows) != 2 {
		t.Errorf("the run's folder: %+v, error %v", run, err)
	}
	out.Reset()
	if code := Main(t.Context(), []string{"report", dir, "--html", filepath.Join(dir, "r.html")}, Deps{}, &out, &out); code != ExitOK {
		t.Errorf("report: exit %d:\n%s", code, &out)
	}
}

// TestMemoryStaysFlat holds on to no dialogue but those that are being played.
func TestMemoryStaysFlat(t *testing.T) {
	var dialogues []weak.Pointer[Dialogue]
	r := Runner{
		Open:   func(_ context.Context, o Opening) (Session, error) { return newToy(o.Case), nil },
		Styles: []Style{Verbose}, Trials: 6, Jobs: 2, MaxTurns: 120,
	}
	held := 0
	err := r.Run(t.Context(), loadCases(t, pair...), func(tr *Trial) error {
		dialogues = append(dialogues, weak.Make(tr.Dialogue))
		runtime.GC()
		alive := 0
		for _, d := range dialogues {
			if d.Value() != nil {
				alive++
			}
		}
		held = max(held, alive)
		return nil
	})
	if err != nil || len(dialogues) != 12 || held > 2 {
		t.Errorf("%d of %d dialogues were held after they were done with, error %v", held, len(dialogues), err)
	}
}
