package openai_test

import (
	"context"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/agent"
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

// TestCompetentModelCompletesTheCases plays the public cases through the adapter, HTTP
// and the turn loop.
func TestCompetentModelCompletesTheCases(t *testing.T) {
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	for _, api := range []openai.API{openai.APIChat, openai.APIResponses} {
		var servers []*openaitest.Server
		runner := evals.Runner{Model: "openai:test", Styles: []evals.Style{evals.Normal}, Trials: 1, Seed: 1, Jobs: 2, MaxTurns: 120}
		runner.Open = func(_ context.Context, o evals.Opening) (evals.Session, error) {
			llm := &openaitest.Competent{}
			server := openaitest.New(llm.Respond)
			servers = append(servers, server)
			m, err := openai.New(openai.Config{BaseURL: server.URL(), Model: "test", API: api})
			if err != nil {
				return nil, err
			}
			a := &agent.Agent{Model: llm.Watch(m), Tools: tools.All(), Index: index}
			return evals.InProcess(a, o.Lang, o.Case.Clock()), nil
		}
		err := runner.Run(t.Context(), cases(t), func(trial *evals.Trial) error {
			if row := trial.Row; !row.Success {
				t.Errorf("%s over %s: no success: %+v", trial.Case.ID, api, row)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range servers {
			for _, r := range s.Requests() {
				checkNoNames(t, cases(t), string(r.Body))
			}
			s.Close()
		}
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
