package tools_test

import (
	"encoding/json"
	"testing"

	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// What an ingested document says word by word reaches the model with its place.
func TestSearchMemoQuotes(t *testing.T) {
	quote := knowledge.Quote{Document: "strategia.pdf", Text: "Hiekkateiden lanaus uudistetaan robottien avulla.", Lang: "fi", Page: 4}
	p := knowledge.Passage{ID: "strategia#1", Section: "2", Quote: quote}
	p.Title.FI, p.Text.FI = "Hiekkateiden lanaus", quote.Text
	index, err := knowledge.New([]knowledge.Passage{p})
	if err != nil {
		t.Fatal(err)
	}
	s := &tools.State{Draft: plan.NewDraft(plan.FI), Index: index, Lang: plan.FI, Now: now}
	r, err := tools.All().Run(t.Context(), s, tools.Call{ID: "c1", Name: "search_memo", Arguments: json.RawMessage(`{"query":"Miten hiekkateiden lanaus uudistetaan robottien avulla?"}`)})
	if err != nil || r.IsError {
		t.Fatalf("%+v, %v", r, err)
	}
	var got struct {
		Passages []struct{ Quote *knowledge.Quote }
	}
	if err := json.Unmarshal([]byte(r.Content), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Passages) != 1 || got.Passages[0].Quote == nil || *got.Passages[0].Quote != quote {
		t.Errorf("got %s", r.Content)
	}
}
