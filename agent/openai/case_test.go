package openai_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/agent"
	"luonnos/agent/guided"
	"luonnos/agent/openai"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/tools"
)

// cases are the two public cases.
func cases(t testing.TB) []*evals.Case {
	t.Helper()
	list, err := evals.LoadCases(
		filepath.Join("..", "..", "evals", "cases", "p01-fi-varhaiskasvatus.yaml"),
		filepath.Join("..", "..", "evals", "cases", "p02-sv-hemvard.yaml"),
	)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// ownCases are those of this repository that are whole interviews.
func ownCases(t testing.TB) []*evals.Case {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "..", "evals", "cases", "l0*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatalf("%d cases, error %v", len(files), err)
	}
	list, err := evals.LoadCases(files...)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// trials plays cases with a model for each.
func trials(t *testing.T, list []*evals.Case, model func() (agent.Model, error)) []*evals.Row {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	runner := evals.Runner{Model: "test", Styles: []evals.Style{evals.Normal}, Trials: 1, Seed: 1, Jobs: 1, MaxTurns: 120}
	runner.Open = func(_ context.Context, o evals.Opening) (evals.Session, error) {
		m, err := model()
		return evals.InProcess(&agent.Agent{Model: m, Tools: tools.All(), Index: index}, o.Lang, o.Case.Clock()), err
	}
	var rows []*evals.Row
	err = runner.Run(t.Context(), list, func(trial *evals.Trial) error {
		rows = append(rows, trial.Row)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestCompetentModelCompletesTheCases plays the public cases and our own through the
// adapter, HTTP and the turn loop. The scripted model understands what the guided
// interviewer does, so it must do as well.
func TestCompetentModelCompletesTheCases(t *testing.T) {
	list := append(cases(t), ownCases(t)...)
	guide := trials(t, list, func() (agent.Model, error) { return guided.New(), nil })
	apis := []openai.API{openai.APIChat, openai.APIResponses}
	var servers []*openaitest.Server
	rows := trials(t, list, func() (agent.Model, error) {
		llm := &openaitest.Competent{}
		server := openaitest.New(llm.Respond)
		servers = append(servers, server)
		m, err := openai.New(openai.Config{BaseURL: server.URL(), Model: "test", API: apis[len(servers)%2]})
		return llm.Watch(m), err
	})
	completed := 0
	for i, row := range rows {
		if guide[i].Success {
			completed++
		}
		if want := guide[i]; row.Success != want.Success || row.F1["micro"] < want.F1["micro"] || row.FailedTurns > 0 {
			t.Errorf("%s: %+v, want what the guided interviewer reaches: %+v", row.Case, row, want)
		}
	}
	t.Logf("the guided interviewer completes %d of %d cases", completed, len(list))
	if completed < len(list)/2 {
		t.Errorf("the guided interviewer completes %d of %d cases", completed, len(list))
	}
	for _, s := range servers {
		for _, r := range s.Requests() {
			checkNoNames(t, list, string(r.Body))
		}
		s.Close()
	}
}

// checkNoNames looks for the persons of the cases in what was sent.
func checkNoNames(t *testing.T, all []*evals.Case, body string) {
	t.Helper()
	for _, c := range all {
		for _, name := range tools.People(c.Gold) {
			if name != strings.ToLower(name) && strings.Contains(body, name) {
				at := strings.Index(body, name)
				t.Fatalf("%s was sent: …%s…", name, body[max(0, at-80):min(len(body), at+80)])
			}
		}
	}
}
