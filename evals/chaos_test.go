package evals

import (
	"bytes"
	"context"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"luonnos/agent"
	"luonnos/agent/guided"
	"luonnos/evals/chaos"
	"luonnos/knowledge"
	"luonnos/tools"
)

// guidedDeps plays the guided interviewer in process, as the program does.
func guidedDeps(t *testing.T) Deps {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	return Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		a := &agent.Agent{Model: o.Wrap(guided.New()), Tools: tools.All(), Index: index}
		return InProcess(a, o.Lang, o.Case.Clock()), nil
	}}
}

// TestPromisesHoldUnderChaos plays the guided interviewer with broken answers: nothing panics, nothing is stored without
// a quote, no criterion passes that should fail, the transcript replays to the same plan, and most come to their end.
func TestPromisesHoldUnderChaos(t *testing.T) {
	cases := loadCases(t, pair...)
	broken, trials, ended, profiles := 0, 0, 0, chaos.Profiles()
	if testing.Short() {
		profiles = []string{"all"}
	}
	for _, profile := range profiles {
		for _, p := range []float64{0.1, 0.4} {
			r := Runner{
				Open: guidedDeps(t).Open, Model: "guided", Styles: []Style{Normal}, Seed: 3, Jobs: 2, MaxTurns: 120,
				Chaos: chaos.Config{Profile: profile, P: p},
			}
			err := r.Run(t.Context(), cases, func(tr *Trial) error {
				row := tr.Row
				broken += row.FailedTurns + row.ToolErrors
				trials++
				if row.Ended {
					ended++
				}
				if row.Infra != "" || len(row.Ungrounded)+len(row.FalsePass) > 0 || changedByInjection(row) || row.Citations.OK < row.Citations.Of {
					t.Errorf("%s at %v: %s: infra %q, ungrounded %v, false pass %v, breaches %v, citations %s",
						profile, p, row.Case, row.Infra, row.Ungrounded, row.FalsePass, row.Breaches, row.Citations)
				}
				var b bytes.Buffer
				if err := writeTranscript(&b, tr.Dialogue); err != nil {
					return err
				}
				back, err := readTranscript(&b)
				if err != nil {
					return err
				}
				if diff := cmp.Diff(tr.Dialogue.Final, back.Final, cmp.Exporter(func(reflect.Type) bool { return true })); diff != "" {
					t.Errorf("%s at %v: %s: the transcript replays to another state:\n%s", profile, p, row.Case, diff)
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if ended < trials*8/10 {
		t.Errorf("%d of %d conversations came to their end", ended, trials)
	}
	if broken < 20 {
		t.Errorf("only %d failed turns and tool errors: the chaos is too mild", broken)
	}
}

// changedByInjection reports whether an injection changed the plan. What a broken model says in words is not in the
// program's hands.
func changedByInjection(r *Row) bool {
	return slices.ContainsFunc(r.Breaches, func(b Breach) bool { return strings.HasPrefix(b.What, "changes ") })
}

func TestFailedTurnsAreSaidAgain(t *testing.T) {
	c := loadCases(t, pair...)[0]
	s := &flaky{toy: newToy(c), every: 4}
	d, err := Play(t.Context(), s, NewApplicant(c, Normal, 1), 120)
	if err != nil {
		t.Fatal(err)
	}
	r := Score(c, Normal, d)
	if !r.Success || r.FailedTurns < 5 || r.Digressions.OK < r.Digressions.Of || r.Corrections.OK < r.Corrections.Of {
		t.Errorf("success %v, %d failed turns, digressions %s, corrections %s", r.Success, r.FailedTurns, r.Digressions, r.Corrections)
	}
	dead := &flaky{toy: newToy(c), every: 1}
	if d, err = Play(t.Context(), dead, NewApplicant(c, Normal, 1), 30); err != nil || len(d.Turns) != 30 || d.Ended {
		t.Errorf("a dead interviewer: %d turns, ended %v, error %v", len(d.Turns), d.Ended, err)
	}
}

// flaky is a toy of which every n-th turn fails.
type flaky struct {
	*toy
	every, n int
}

func (f *flaky) Say(ctx context.Context, text string) (Reply, error) {
	if f.n++; f.n%f.every == 0 {
		return Reply{Failed: failedTurn, State: f.snapshot()}, nil
	}
	return f.toy.Say(ctx, text)
}

type bomb struct{ *toy }

func (bomb) Say(context.Context, string) (Reply, error) { panic("boom") }

func TestPanicIsAnErrorOfOneTrial(t *testing.T) {
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) {
		if strings.HasPrefix(o.Case.ID, "p01") {
			return bomb{newToy(o.Case)}, nil
		}
		return newToy(o.Case), nil
	}}
	var out bytes.Buffer
	code := Main(t.Context(), args("run PAIR --style terse"), deps, &out, &out)
	if code != ExitInfra || !strings.Contains(out.String(), "interviewer panicked: boom") || !strings.Contains(out.String(), "2 trials: success 1") {
		t.Errorf("exit %d:\n%s", code, &out)
	}
}

func TestChaosFlag(t *testing.T) {
	for line, want := range map[string]string{
		"run PAIR --chaos noise@1":                             "no profile",
		"run PAIR --chaos all@0.2 --server http://127.0.0.1:1": "not one behind --server",
	} {
		var out bytes.Buffer
		if code := Main(t.Context(), args(line), guidedDeps(t), &out, &out); code != ExitUsage || !strings.Contains(out.String(), want) {
			t.Errorf("%s: exit %d, output %q", line, code, &out)
		}
	}
	dir := t.TempDir() + "/run"
	var out bytes.Buffer
	Main(t.Context(), args("run PAIR --style terse --chaos all@0.2 --out "+dir), guidedDeps(t), &out, &out)
	if run, err := OpenRun(dir); err != nil || run.Header.Chaos != "all@0.2" {
		t.Errorf("header %+v, error %v", run, err)
	}
}
