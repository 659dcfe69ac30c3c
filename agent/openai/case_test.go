package openai

import (
	"context"
	"flag"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/tools"
)

// played are the cases and styles of TestCompetentModelCompletesTheCases; `make competent`
// plays all of them.
var (
	played = flag.String("cases", "[pl]0*", "cases that the competent model plays, by file name without .yaml")
	styles = flag.String("styles", "normal", "their styles, separated by commas")
)

// cases reads the cases of this repository whose names match a pattern.
func cases(t testing.TB, pattern string) []*evals.Case {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "evals", "cases", pattern+".yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d cases, error %v", len(files), err)
	}
	list, err := evals.LoadCases(files...)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// TestCompetentModelCompletesTheCases plays cases with a scripted model that reads the
// requests for itself: through the turn loop, the adapter and HTTP. Every case succeeds: a
// value that the applicant truly said is taken, and nothing else is.
func TestCompetentModelCompletesTheCases(t *testing.T) {
	index := memo(t)
	eachCase(t, func(t *testing.T, c *evals.Case, m *Model) func(context.Context, evals.Opening) (evals.Session, error) {
		a := &agent.Agent{Model: m, Tools: tools.All(), Index: index}
		return func(_ context.Context, o evals.Opening) (evals.Session, error) {
			return evals.InProcess(a, o.Lang, c.Clock()), nil
		}
	})
}

// TestCompetentModelOverTheWebsocket plays the same through the server as well.
func TestCompetentModelOverTheWebsocket(t *testing.T) {
	index := memo(t)
	eachCase(t, func(t *testing.T, c *evals.Case, m *Model) func(context.Context, evals.Opening) (evals.Session, error) {
		_, base := front(t, index, m, c)
		return func(ctx context.Context, o evals.Opening) (evals.Session, error) {
			return evals.Dial(ctx, base, testKey, o.Lang)
		}
	})
}

func memo(t testing.TB) *knowledge.Index {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	return index
}

// eachCase plays every case in every style in the sessions that open gives.
func eachCase(t *testing.T, open func(*testing.T, *evals.Case, *Model) func(context.Context, evals.Opening) (evals.Session, error)) {
	for i, c := range cases(t, *played) {
		for name := range strings.SplitSeq(*styles, ",") {
			t.Run(c.ID+"/"+name, func(t *testing.T) {
				style, err := evals.ParseStyle(name)
				if err != nil {
					t.Fatal(err)
				}
				llm := &openaitest.Competent{Case: c}
				m, server := serve(t, Config{API: bothAPIs[i%2]}, llm.Respond)
				runner := evals.Runner{Model: "test", Styles: []evals.Style{style}, Trials: 1, Seed: 1, Jobs: 1, MaxTurns: 120, Open: open(t, c, m)}
				err = runner.Run(t.Context(), []*evals.Case{c}, func(trial *evals.Trial) error {
					if r := trial.Row; !r.Success || r.FailedTurns > 0 || !trial.Dialogue.Ended {
						t.Errorf("no success after %d turns, %d failed; ended %v, rules lacking %v and too many %v, false %v, ungrounded %v, breaches %v, wrong %+v",
							r.Turns, r.FailedTurns, trial.Dialogue.Ended, r.RulesLack, r.RulesMore, append(r.FalsePass, r.FalseFail...), r.Ungrounded, r.Breaches, r.WrongAtTheEnd)
					}
					return nil
				})
				if err != nil {
					t.Fatal(err)
				}
				for path, reason := range llm.Refused() {
					t.Logf("%s was refused: %s", path, reason)
				}
				for _, r := range server.Requests() {
					checkNoNames(t, c, string(r.Body))
				}
			})
		}
	}
}

// checkNoNames looks for the persons of a case in what was sent.
func checkNoNames(t *testing.T, c *evals.Case, body string) {
	t.Helper()
	for _, name := range tools.People(c.Gold) {
		if at := strings.Index(body, name); at >= 0 && name != strings.ToLower(name) {
			t.Fatalf("%s was sent: …%s…", name, body[max(0, at-80):min(len(body), at+80)])
		}
	}
}
