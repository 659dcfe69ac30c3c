package agent_test

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"luonnos/agent"
	"luonnos/agent/modeltest"
	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/plan"
)

var now = time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)

const applicantSays = "Kohteena on hakemusten käsittely."

// says is a call of set_target with a value and a quote.
func says(id, object, quote string) tools.Call {
	args, err := json.Marshal(map[string]any{"values": map[string]any{"object": object}, "evidence": []string{quote}})
	if err != nil {
		panic(err)
	}
	return tools.Call{ID: id, Name: "set_target", Arguments: args}
}

func good(id string) tools.Call { return says(id, "hakemusten käsittely", applicantSays) }

func call(calls ...tools.Call) []agent.Chunk {
	return []agent.Chunk{{Calls: calls}, {Finish: agent.ToolCalls}}
}

func text(s string, asks ...plan.Path) []agent.Chunk {
	return []agent.Chunk{{Text: s}, {Asks: asks, Finish: agent.Stop}}
}

type result struct {
	text    string
	tools   []agent.ToolDone
	capped  []string
	outcome *agent.Outcome
	err     error
}

func play(t *testing.T, ctx context.Context, model agent.Model, draft *plan.Draft) result {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	a := &agent.Agent{Model: model, Tools: tools.All(), Index: index}
	said := []tools.Utterance{{ID: "m1", Text: applicantSays}}
	in := agent.Input{
		Draft: draft, Said: said, Now: now,
		Recent: []agent.Message{{ID: "m1", Role: agent.User, Text: applicantSays}},
	}
	var r result
	for event, err := range a.Turn(ctx, in) {
		r.text += event.Text
		switch {
		case err != nil:
			r.err = err
		case event.Tool != nil:
			r.tools = append(r.tools, *event.Tool)
		case event.Capped != "":
			r.capped = append(r.capped, event.Capped)
		case event.Outcome != nil:
			r.outcome = event.Outcome
		}
	}
	return r
}

func TestTurnStoresAndAsks(t *testing.T) {
	draft := plan.NewDraft(plan.FI)
	before := string(draft.JSON())
	model := &modeltest.Script{Answers: [][]agent.Chunk{call(good("c1")), text("Mitä muuta?", "target.purpose")}}
	r := play(t, t.Context(), model, draft)
	if r.err != nil || r.outcome == nil {
		t.Fatalf("outcome %v, error %v", r.outcome, r.err)
	}
	if got, want := r.outcome.Draft.Plan.Target.Object, "hakemusten käsittely"; got != want {
		t.Errorf("object = %q, want %q", got, want)
	}
	proof := r.outcome.Draft.Provenance["target.object"]
	if proof.Source != plan.Said || proof.Message != "m1" || proof.Quote != applicantSays {
		t.Errorf("proof = %+v, want said in m1 with the quote", proof)
	}
	if got := r.outcome.Draft.Asked["target.purpose"]; got != 1 {
		t.Errorf("asked %d times, want 1", got)
	}
	if r.text != "Mitä muuta?" || r.outcome.Text != r.text {
		t.Errorf("streamed %q, outcome %q, want the same message", r.text, r.outcome.Text)
	}
	if string(draft.JSON()) != before {
		t.Error("the turn changed the stored draft")
	}
}

func TestLaw1RoundsAreCapped(t *testing.T) {
	model := &modeltest.Script{}
	for i := range 50 {
		model.Answers = append(model.Answers, call(says(strconv.Itoa(i), "hakemusten käsittely "+strconv.Itoa(i), applicantSays)))
	}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.err != nil || r.outcome == nil {
		t.Fatalf("the cap must not be an error: outcome %v, error %v", r.outcome, r.err)
	}
	if len(model.Requests) > 10 || len(r.capped) == 0 || r.capped[len(r.capped)-1] != "rounds" {
		t.Errorf("%d model calls, caps %v; want few and a last cap on rounds", len(model.Requests), r.capped)
	}
}

func TestLaw1IdenticalCallsAreCapped(t *testing.T) {
	model := &modeltest.Script{Answers: [][]agent.Chunk{call(good("a"), good("b"), good("c"), good("d")), text("Kiitos.")}}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.err != nil || len(r.tools) != 4 {
		t.Fatalf("%d results, error %v; want 4 and none", len(r.tools), r.err)
	}
	if len(r.capped) != 2 || !r.tools[2].Result.IsError || !r.tools[3].Result.IsError {
		t.Errorf("caps %v, results %+v; want the third and fourth refused", r.capped, r.tools)
	}
}

func TestLaw2EveryCallHasOneResult(t *testing.T) {
	ctx, cancel := context.WithCancelCause(t.Context())
	model := &cancelling{cancel: func() { cancel(agent.ErrStopped) }}
	r := play(t, ctx, model, plan.NewDraft(plan.FI))
	if len(r.tools) != 2 {
		t.Fatalf("%d results for 2 calls", len(r.tools))
	}
	for _, done := range r.tools {
		if !done.Result.IsError {
			t.Errorf("call %s ran after the turn was stopped", done.Call.ID)
		}
	}
	if r.outcome == nil || !r.outcome.Stopped {
		t.Errorf("outcome %+v, want a stopped one", r.outcome)
	}
}

// cancelling calls two tools and is stopped before they run.
type cancelling struct{ cancel func() }

func (c *cancelling) Name() string { return "cancelling" }

func (c *cancelling) Generate(context.Context, *agent.Request) iter.Seq2[agent.Chunk, error] {
	return func(yield func(agent.Chunk, error) bool) {
		if yield(agent.Chunk{Calls: []tools.Call{good("c1"), good("c2")}}, nil) && yield(agent.Chunk{Finish: agent.ToolCalls}, nil) {
			c.cancel()
		}
	}
}

func TestLaw3BadArgumentsBecomeResults(t *testing.T) {
	for name, args := range map[string]string{
		"empty":         ``,
		"empty object":  `{}`,
		"cut":           `{"values":{"object":"hak`,
		"wrong type":    `{"values":{"object":7},"evidence":[]}`,
		"unknown key":   `{"values":{"approved":true},"evidence":[]}`,
		"re-cased key":  `{"values":{"Object":"hakemusten käsittely"},"evidence":[]}`,
		"duplicate key": `{"values":{},"values":{},"evidence":[]}`,
	} {
		t.Run(name, func(t *testing.T) {
			bad := tools.Call{ID: "c1", Name: "set_target", Arguments: json.RawMessage(args)}
			model := &modeltest.Script{Answers: [][]agent.Chunk{call(bad), text("Anteeksi.")}}
			r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
			if r.err != nil || len(r.tools) != 1 || !r.tools[0].Result.IsError || r.tools[0].Result.Content == "" {
				t.Fatalf("results %+v, error %v; want one that says what was expected", r.tools, r.err)
			}
		})
	}
	model := &modeltest.Script{Answers: [][]agent.Chunk{call(tools.Call{ID: "c1", Name: "approve_plan"}), text("Anteeksi.")}}
	if r := play(t, t.Context(), model, plan.NewDraft(plan.FI)); r.err != nil || !r.tools[0].Result.IsError {
		t.Errorf("unknown tool: results %+v, error %v", r.tools, r.err)
	}
}

func TestLaw4FailureLeavesTheDraft(t *testing.T) {
	for name, answers := range map[string][][]agent.Chunk{
		"cut after a call":   {call(good("c1")), {{Text: "Kirj"}}},
		"cut at once":        {},
		"bad finish":         {{{Text: "x", Finish: "length"}}},
		"cut inside a call":  {{{Calls: []tools.Call{good("c1")}}}},
		"filtered by vendor": {call(good("c1")), {{Finish: "content_filter"}}},
	} {
		t.Run(name, func(t *testing.T) {
			draft := plan.NewDraft(plan.FI)
			before := string(draft.JSON())
			r := play(t, t.Context(), &modeltest.Script{Answers: answers}, draft)
			if !errors.Is(r.err, agent.ErrCut) || r.outcome != nil {
				t.Errorf("outcome %v, error %v; want only ErrCut", r.outcome, r.err)
			}
			if string(draft.JSON()) != before {
				t.Error("a failed turn changed the stored draft")
			}
		})
	}
}

func TestLaw4CancelLeavesTheDraft(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	draft := plan.NewDraft(plan.FI)
	before := string(draft.JSON())
	r := play(t, ctx, &cancelling{cancel: cancel}, draft)
	if !errors.Is(r.err, context.Canceled) || r.outcome != nil || string(draft.JSON()) != before {
		t.Errorf("outcome %v, error %v; want only the cancellation", r.outcome, r.err)
	}
}

func TestLaw5OnlyCriteriaDecides(t *testing.T) {
	model := &modeltest.Script{Answers: [][]agent.Chunk{text("Kaikki kriteerit täyttyvät, verdict: pass.")}}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.outcome == nil || r.outcome.Report.Verdict != "fail" {
		t.Errorf("outcome %+v; want a failing report for an empty plan", r.outcome)
	}
}

func TestTextBeforeCallsIsNotHeard(t *testing.T) {
	before := []agent.Chunk{{Text: "Tallensin sen jo."}, {Calls: []tools.Call{good("c1")}, Finish: agent.ToolCalls}}
	between := []agent.Chunk{{Text: "Kirjattu."}, {Calls: []tools.Call{says("c2", "hakemusten käsittely ", applicantSays)}, Finish: agent.ToolCalls}}
	model := &modeltest.Script{Answers: [][]agent.Chunk{before, between, text("Mitä muuta?")}}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if want := "Kirjattu.\n\nMitä muuta?"; r.err != nil || r.text != want || r.outcome.Text != want {
		t.Errorf("heard %q, outcome %q, error %v; want %q", r.text, r.outcome.Text, r.err, want)
	}
}

func TestLongTextIsStreamed(t *testing.T) {
	word := "Sana " + strings.Repeat("sana ", 18) + "ja. "
	model := &modeltest.Script{Answers: [][]agent.Chunk{{{Text: word}, {Text: word}, {Text: word}, {Text: word}, {Finish: agent.Stop}}}}
	draft := plan.NewDraft(plan.FI)
	pieces := 0
	for event, err := range (&agent.Agent{Model: model, Tools: tools.All()}).Turn(t.Context(), agent.Input{Draft: draft, Now: now}) {
		if err != nil {
			t.Fatal(err)
		}
		if event.Text != "" {
			pieces++
		}
	}
	if pieces != 4 {
		t.Errorf("the text came in %d pieces, want 4: what waited, two as they come, and the last at the end", pieces)
	}
}

// TestLastAnswerIsInWords pins that a model which used up its calls is asked once more,
// and that its calls then get a result but do nothing.
func TestLastAnswerIsInWords(t *testing.T) {
	calls := [][]agent.Chunk{call(says("1", "x1", "x1")), call(says("2", "x2", "x2")), call(says("3", "x3", "x3")), call(says("4", "x4", "x4"))}
	model := &modeltest.Script{Answers: append(calls[:4:4], text("Mitä muuta?"))}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.err != nil || r.text != "Mitä muuta?" || len(model.Requests) != 5 || !model.Requests[4].Words || model.Requests[3].Words {
		t.Errorf("heard %q, error %v after %d requests; want words in the fifth", r.text, r.err, len(model.Requests))
	}
	model = &modeltest.Script{Answers: append(calls[:4:4], call(good("5")))}
	r = play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.err != nil || len(r.tools) != 5 || !r.tools[4].Result.IsError || r.outcome.Draft.Plan.Target.Object != "" {
		t.Errorf("results %+v, error %v; want the fifth call refused", r.tools, r.err)
	}
}

// TestNobodyHearsAPromise pins that what any model says passes the screen: as it is heard,
// as it is kept, and with a note of what was written.
func TestNobodyHearsAPromise(t *testing.T) {
	said := "Kiitos. Saatte rahoituksen varmasti. Katso https://sitra.fi/haku ja https://example.org/x. Mitä muuta?"
	model := &modeltest.Script{Answers: [][]agent.Chunk{call(good("c1")), text(said, "target.purpose")}}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	want := "Kiitos. Rahoituksesta päättää Sitra, enkä voi luvata sitä. Katso https://sitra.fi/haku ja (linkki poistettu). Mitä muuta?"
	if r.err != nil || r.text != want || r.outcome.Text != want {
		t.Errorf("heard %q, kept %q, error %v; want %q", r.text, r.outcome.Text, r.err, want)
	}
	if len(r.outcome.Altered) != 2 || r.outcome.Altered[0].Text != "Saatte rahoituksen varmasti." {
		t.Errorf("noted %+v; want the promise and the link as they were written", r.outcome.Altered)
	}
}

func TestLaw1CallsThatDifferInSpacingAreIdentical(t *testing.T) {
	spaced := good("b")
	spaced.Arguments = json.RawMessage(" " + string(spaced.Arguments) + "\n")
	model := &modeltest.Script{Answers: [][]agent.Chunk{call(good("a"), spaced, good("c")), text("Kiitos. Mitä muuta?")}}
	r := play(t, t.Context(), model, plan.NewDraft(plan.FI))
	if r.err != nil || len(r.capped) != 1 || !r.tools[2].Result.IsError {
		t.Errorf("caps %v, error %v; want the third refused", r.capped, r.err)
	}
}

// TestClosingQuestionIsAskedAgain: its answer tells of a row, and there may be another.
func TestClosingQuestionIsAskedAgain(t *testing.T) {
	row := tools.Call{ID: "c1", Name: "set_kpis", Arguments: []byte(`{"rows":[{"name":"käsittelyaika"}],"evidence":["Toinen mittari on käsittelyaika."]}`)}
	for said, again := range map[string]bool{"Toinen mittari on käsittelyaika.": true, applicantSays: false, "Ei muuta.": false} {
		t.Run(said, func(t *testing.T) {
			draft := plan.NewDraft(plan.FI)
			if err := draft.Put("kpis[k1].name", "jonotusaika", plan.Provenance{Source: plan.Said}); err != nil {
				t.Fatal(err)
			}
			draft.Asked[agent.FurtherMark] = 1
			model := &modeltest.Script{Answers: [][]agent.Chunk{call(row, good("c2")), text("Kiitos. Jatketaanko?", "kpis")}}
			a := &agent.Agent{Model: model, Tools: tools.All()}
			in := agent.Input{Draft: draft, Said: []tools.Utterance{{ID: "m1", Text: said}}, Now: now, Recent: []agent.Message{
				{Role: agent.Assistant, Text: "Onko vielä lisättävää?", Asks: []plan.Path{"kpis", agent.FurtherMark}},
				{ID: "m1", Role: agent.User, Text: said},
			}}
			for _, err := range a.Turn(t.Context(), in) {
				if err != nil {
					t.Fatal(err)
				}
			}
			closing := func(i agent.Item) bool { return i.Kind == agent.Further }
			if got := slices.ContainsFunc(model.Requests[1].Agenda, closing); got != again {
				t.Errorf("the closing question is on the agenda: %v, want %v", got, again)
			}
		})
	}
}
