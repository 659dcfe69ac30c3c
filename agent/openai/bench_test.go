package openai

import (
	"path/filepath"
	"testing"

	"luonnos/agent"
	"luonnos/evals"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// fullRequest is a request late in a conversation: the plan of a public case, eight
// messages and a message that has just come.
func fullRequest(b testing.TB) *agent.Request {
	b.Helper()
	list, err := evals.LoadCases(filepath.Join("..", "..", "evals", "cases", "p01-fi-varhaiskasvatus.yaml"))
	if err != nil {
		b.Fatal(err)
	}
	r := request("Korjaan: hakemuksen läpimenoajan tavoite on 8 vrk, ja omistaja on Ari Nevalainen.")
	r.Draft = plan.ImportedDraft(*list[0].Gold)
	r.Draft.Lang = plan.FI
	r.Report = criteria.Check(r.Draft)
	for range 4 {
		r.Messages = append([]agent.Message{
			{Role: agent.User, Text: "Avainmittarit: omistaja Kaasalainen, tekijä Nevalainen, kuultava talouspäällikkö Liisa Pöyry."},
			{Role: agent.Assistant, Text: "Kiitos. Mikä on mittarin lähtötaso ja sen päivä, tavoitetaso ja määräpäivä sekä mittaustapa?"},
		}, r.Messages...)
	}
	return r
}

func BenchmarkPrompt(b *testing.B) {
	m, err := New(Config{BaseURL: "http://localhost/v1", Model: "test"})
	if err != nil {
		b.Fatal(err)
	}
	r := fullRequest(b)
	m.prompt(r, m.config.Budget)
	b.ReportAllocs()
	for b.Loop() {
		m.prompt(r, m.config.Budget)
	}
}
