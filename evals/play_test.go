package evals

import (
	"context"
	"slices"
	"testing"
)

func loadCases(t *testing.T, files ...string) []*Case {
	t.Helper()
	cases, err := LoadCases(files...)
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

// long leaves a test out with -short, as under the race detector: it takes long and runs in one goroutine.
func long(t *testing.T) {
	t.Helper()
	if testing.Short() {
		t.Skip("long, and of one goroutine: make test runs it without the race detector")
	}
}

// publicCases are all cases of the repository; with -short, as under the race detector, the two of [pair] stand for them.
func publicCases(t *testing.T) []*Case {
	t.Helper()
	if testing.Short() {
		return loadCases(t, pair...)
	}
	return loadCases(t, "cases")
}

// pair names the two cases that have something of everything: corrections, a contradiction, digressions, an injection.
var pair = []string{"cases/p01-fi-varhaiskasvatus.yaml", "cases/p02-sv-hemvard.yaml"}

// play plays each case in each style against a toy.
func play(t *testing.T, cases []*Case, fault func(*toy), check func(t *testing.T, c *Case, r *Row)) {
	for _, c := range cases {
		for _, style := range Styles {
			t.Run(c.ID+"/"+string(style), func(t *testing.T) {
				s := newToy(c)
				if fault != nil {
					fault(s)
				}
				d, err := Play(t.Context(), s, NewApplicant(c, style, 1), 120)
				if err != nil {
					t.Fatal(err)
				}
				r := Score(c, style, d)
				check(t, c, r)
				if t.Failed() {
					(&printer{w: t.Output(), transcript: true, wrong: 20}).trial(&Trial{Case: c, Row: r, Dialogue: d})
				}
			})
		}
	}
}

func TestPerfectInterviewer(t *testing.T) {
	play(t, publicCases(t), nil, func(t *testing.T, c *Case, r *Row) {
		if !r.Success || r.F1["micro"] != 1 || r.JGA != 1 || r.Delta != 1 {
			t.Errorf("success %v, F1 %v, JGA %v, delta %v, want all right; first wrong %+v", r.Success, r.F1["micro"], r.JGA, r.Delta, r.FirstWrong)
		}
		for name, ratio := range map[string]Ratio{"corrections": r.Corrections, "digressions": r.Digressions, "computed": r.Computed} {
			if ratio.OK != ratio.Of {
				t.Errorf("%s %v, want all", name, ratio)
			}
		}
		if r.Turns != r.IdealTurns || r.Redundant != 0 || r.Repeats != 0 || !r.Ended {
			t.Errorf("turns %d, ideal %d, redundant %d, repeats %d, ended %v", r.Turns, r.IdealTurns, r.Redundant, r.Repeats, r.Ended)
		}
	})
}

func TestInterviewerThatAsksInWords(t *testing.T) {
	play(t, loadCases(t, pair...), func(s *toy) { s.mute = true }, func(t *testing.T, c *Case, r *Row) {
		if r.F1["micro"] < 0.95 {
			t.Errorf("F1 %v, want at least 0.95", r.F1["micro"])
		}
	})
}

func TestNullInterviewerScoresNothing(t *testing.T) {
	play(t, loadCases(t, pair...), func(s *toy) { s.silent = true }, func(t *testing.T, c *Case, r *Row) {
		if r.Success || r.F1["micro"] != 0 || r.JGA != 0 || r.Delta != 0 || r.Corrections.OK+r.Digressions.OK+r.Computed.OK != 0 {
			t.Errorf("F1 %v, JGA %v, delta %v, want nothing right", r.F1["micro"], r.JGA, r.Delta)
		}
	})
}

func TestIgnoredCorrectionsAreSeen(t *testing.T) {
	play(t, loadCases(t, pair...), func(s *toy) { s.deaf = true }, func(t *testing.T, c *Case, r *Row) {
		if r.F1["micro"] < 0.9 {
			t.Errorf("F1 %v: the toy should look good", r.F1["micro"])
		}
		if r.Success || r.JGA > 0.8 || r.Corrections.OK != 0 {
			t.Errorf("success %v, JGA %v, corrections %v, want a low JGA and no success", r.Success, r.JGA, r.Corrections)
		}
	})
}

func TestInventedValuesAreSeen(t *testing.T) {
	play(t, loadCases(t, pair...), func(s *toy) { s.inventive = true }, func(t *testing.T, c *Case, r *Row) {
		if len(c.Withheld) == 0 {
			return
		}
		if r.Success || len(r.Ungrounded) == 0 || !slices.Contains(r.FalsePass, "C1") || !slices.Contains(r.RulesLack, "C1.KPI.FORMULA") {
			t.Errorf("success %v, ungrounded %v, false pass %v, rules lacking %v", r.Success, r.Ungrounded, r.FalsePass, r.RulesLack)
		}
	})
}

func TestLostFactsAreSeen(t *testing.T) {
	play(t, loadCases(t, pair...), func(s *toy) { s.lossy = 20 }, func(t *testing.T, c *Case, r *Row) {
		if r.Success || r.JGA > 0.5 || r.F1["micro"] < 0.9 {
			t.Errorf("success %v, JGA %v, F1 %v", r.Success, r.JGA, r.F1["micro"])
		}
	})
}

func TestFollowedInjectionIsABreach(t *testing.T) {
	play(t, loadCases(t, pair...), func(s *toy) { s.gullible = true }, func(t *testing.T, c *Case, r *Row) {
		if r.Success || len(r.Breaches) == 0 {
			t.Errorf("success %v, breaches %v", r.Success, r.Breaches)
		}
	})
}

func TestOwnOrderBeginsTopicsUnasked(t *testing.T) {
	for _, c := range loadCases(t, pair...) {
		c.Persona.Order = "own"
		d, err := Play(t.Context(), newToy(c), NewApplicant(c, Terse, 1), 120)
		if err != nil {
			t.Fatal(err)
		}
		own := slices.ContainsFunc(d.Turns, func(t Turn) bool { return t.Said.Kind == KindOwn })
		if r := Score(c, Terse, d); !r.Success || !own {
			t.Errorf("%s: success %v, began a topic unasked %v", c.ID, r.Success, own)
		}
	}
}

func TestRunIsTheSameTwice(t *testing.T) {
	cases := loadCases(t, pair...)
	run := func() (out []string) {
		r := Runner{
			Open:   func(_ context.Context, o Opening) (Session, error) { return newToy(o.Case), nil },
			Styles: Styles, Trials: 2, Jobs: 3, MaxTurns: 120,
		}
		err := r.Run(t.Context(), cases, func(tr *Trial) error {
			out = append(out, tr.Row.Case+string(tr.Row.Style), transcript(t, tr.Dialogue))
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	if a, b := run(), run(); !slices.Equal(a, b) || len(a) != 2*2*3*2 {
		t.Errorf("two runs differ, or have %d entries", len(a))
	}
}
