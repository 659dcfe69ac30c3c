package agent_test

import (
	"errors"
	"strings"
	"testing"

	"luonnos/agent"
	"luonnos/agent/modeltest"
	"luonnos/tools/plan"
)

func TestAnswersThatNobodyHearsAreBilled(t *testing.T) {
	costs := func(s string, asks ...plan.Path) []agent.Chunk {
		return append(text(s, asks...)[:1], agent.Chunk{Asks: asks, Finish: agent.Stop, Usage: &agent.Usage{Input: 10, Output: 1}})
	}
	model := &modeltest.Script{Answers: [][]agent.Chunk{costs("Valmis."), costs("Mikä on kohde?", "target.object")}}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.err != nil || r.outcome.Usage != (agent.Usage{Input: 20, Output: 2}) {
		t.Errorf("outcome %+v, error %v; want the tokens of both answers", r.outcome, r.err)
	}
}

// TestAnswersThatAreNoneAreAskedForAgain plays a turn of a new plan, so that there is much to ask.
func TestAnswersThatAreNoneAreAskedForAgain(t *testing.T) {
	question := text("Mikä on kohde?", "target.object")
	cut := func(s string) []agent.Chunk { return []agent.Chunk{{Text: s}} }
	tests := []struct {
		name    string
		answers [][]agent.Chunk
		want    string // what the applicant hears
		asked   int    // how often the model is asked
		err     error
	}{
		{"a question", [][]agent.Chunk{question}, "Mikä on kohde?", 1, nil},
		{"a question of a model that does not say what it asks", [][]agent.Chunk{text("Mitä muuta?"), question}, "Mitä muuta?", 1, nil},
		{"empty", [][]agent.Chunk{text(""), question}, "Mikä on kohde?", 2, nil},
		{"no chunk at all", [][]agent.Chunk{nil, question}, "Mikä on kohde?", 2, nil},
		{"cut", [][]agent.Chunk{cut("Mi"), question}, "Mikä on kohde?", 2, nil},
		{"over too early", [][]agent.Chunk{text("Suunnitelma on valmis."), question}, "Mikä on kohde?", 2, nil},
		{"over on purpose", [][]agent.Chunk{{{Text: "Palataan huomenna."}, {Rests: true, Finish: agent.Stop}}, question}, "Palataan huomenna.", 1, nil},
		{"over too early twice", [][]agent.Chunk{text("Valmis."), text("Kiitos."), question}, "Kiitos.", 2, nil},
		{"over too early, then worse", [][]agent.Chunk{text("Valmis."), cut("Ki")}, "Valmis.", 2, nil},
		{"over too early, then a call", [][]agent.Chunk{text("Valmis."), call(good("c1")), question}, "Mikä on kohde?", 3, nil},
		{"empty twice", [][]agent.Chunk{text(""), text("")}, "", 2, agent.ErrCut},
		{"cut twice", [][]agent.Chunk{cut("Mi"), cut("Mikä"), question}, "", 2, agent.ErrCut},
		{"heard already", [][]agent.Chunk{text(strings.Repeat("Muistio kertoo. ", 11)), question}, strings.Repeat("Muistio kertoo. ", 11), 1, nil},
		{"empty after a call", [][]agent.Chunk{call(good("c1")), text(""), text("")}, "", 3, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			model := &modeltest.Script{Answers: tt.answers}
			r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
			if r.text != tt.want || len(model.Requests) != tt.asked || !errors.Is(r.err, tt.err) || (r.outcome == nil) != (tt.err != nil) {
				t.Errorf("heard %q, asked %d times, error %v; want %q, %d, %v", r.text, len(model.Requests), r.err, tt.want, tt.asked, tt.err)
			}
		})
	}
}
