package failover_test

import (
	"context"
	"errors"
	"iter"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/agent"
	"luonnos/agent/failover"
	"luonnos/agent/modeltest"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// flaky answers with what is put into it.
type flaky struct {
	chunks []agent.Chunk
	err    error
	asked  int
}

func (f *flaky) Name() string { return "flaky" }

func (f *flaky) Generate(context.Context, *agent.Request) iter.Seq2[agent.Chunk, error] {
	f.asked++
	return func(yield func(agent.Chunk, error) bool) {
		for _, c := range f.chunks {
			if !yield(c, nil) {
				return
			}
		}
		if f.err != nil {
			yield(agent.Chunk{}, f.err)
		}
	}
}

var (
	errDown = errors.New("down")
	words   = []agent.Chunk{{Text: "Mitä muuta?"}, {Finish: agent.Stop}}
	callOf  = func(id string) []agent.Chunk {
		return []agent.Chunk{{Calls: []tools.Call{{ID: id, Name: "check_plan"}}, Finish: agent.ToolCalls}}
	}
)

type lastingError struct{ error }

func (lastingError) Lasting() bool { return true }

// bench is a pair of models with a clock that stands still.
type bench struct {
	first  *flaky
	second *modeltest.Script
	clock  time.Time
	model  *failover.Model
}

func newBench() *bench {
	b := &bench{first: &flaky{}, second: &modeltest.Script{}, clock: time.Unix(0, 0)}
	b.model = failover.New(b.first, b.second, func() time.Time { return b.clock }, slog.New(slog.DiscardHandler))
	for range 50 {
		b.second.Answers = append(b.second.Answers, []agent.Chunk{{Text: "Ohjattu kysymys?", Finish: agent.Stop}})
	}
	return b
}

func request(messages ...agent.Message) *agent.Request {
	d := plan.NewDraft(plan.FI)
	return &agent.Request{Lang: plan.FI, Draft: d, Report: criteria.Check(d), Messages: messages, Receipt: &tools.Receipt{}}
}

var said = agent.Message{ID: "m1", Role: agent.User, Text: "Hei"}

func ask(t *testing.T, ctx context.Context, m agent.Model, r *agent.Request) (text string, last agent.Chunk, calls []tools.Call, err error) {
	t.Helper()
	for chunk, e := range m.Generate(ctx, r) {
		if e != nil {
			return text, last, calls, e
		}
		text += chunk.Text
		calls = append(calls, chunk.Calls...)
		last = chunk
	}
	return text, last, calls, nil
}

func TestTheOtherAnswers(t *testing.T) {
	for name, test := range map[string]struct {
		chunks []agent.Chunk
		err    error
		words  bool
		begins string
	}{
		"down":                       {nil, errDown, false, "Kielimalli ei ole"},
		"breaks in the middle":       {[]agent.Chunk{{Text: "Mitä"}}, errDown, false, "Mitä\n\nKielimalli ei ole"},
		"cut":                        {[]agent.Chunk{{Text: "Mitä"}}, nil, false, "Mitä\n\nKielimalli ei ole"},
		"nothing":                    {[]agent.Chunk{{Finish: agent.Stop}}, nil, false, "Kielimalli ei ole"},
		"only white space":           {[]agent.Chunk{{Text: " \n"}, {Finish: agent.Stop}}, nil, false, " \nKielimalli ei ole"},
		"calls that were not whole":  {[]agent.Chunk{{Calls: []tools.Call{{ID: "c", Name: "undo"}}}}, errDown, false, "Kielimalli ei ole"},
		"calls instead of words":     {callOf("c"), nil, true, "Kielimalli ei ole"},
		"filtered by its own server": {[]agent.Chunk{{Finish: "content_filter"}}, nil, false, "Kielimalli ei ole"},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench()
			b.first.chunks, b.first.err = test.chunks, test.err
			r := request(said)
			r.Words = test.words
			text, last, calls, err := ask(t, t.Context(), b.model, r)
			if err != nil || !strings.HasPrefix(text, test.begins) || !strings.HasSuffix(text, "Ohjattu kysymys?") {
				t.Fatalf("heard %q, error %v; want it to begin with %q", text, err, test.begins)
			}
			if len(calls) > 0 || last.Finish != agent.Stop || last.Origin.Model != "script" {
				t.Errorf("calls %v, last chunk %+v", calls, last)
			}
		})
	}
}

func TestItSaysSoOnce(t *testing.T) {
	b := newBench()
	b.first.err = errDown
	text, last, _, _ := ask(t, t.Context(), b.model, request(said))
	again, _, _, _ := ask(t, t.Context(), b.model, request(said, agent.Message{Role: agent.Assistant, Text: text, Model: last.Origin.Model}, said))
	if again != "Ohjattu kysymys?" {
		t.Errorf("the second time it says %q", again)
	}
	b.first.err, b.first.chunks = nil, words
	if text, _, _, _ := ask(t, t.Context(), b.model, request(said)); text != "Mitä muuta?" {
		t.Errorf("the first model is well and %q is heard", text)
	}
}

func TestBreaker(t *testing.T) {
	b := newBench()
	b.first.err = errDown
	turn := func(want int) {
		t.Helper()
		ask(t, t.Context(), b.model, request(said))
		if b.first.asked != want {
			t.Fatalf("at %s it was asked %d times, want %d", b.clock, b.first.asked, want)
		}
	}
	for n := range 3 {
		turn(n + 1)
	}
	turn(3) // left alone
	b.clock = b.clock.Add(31 * time.Second)
	turn(4) // a trial, which fails
	b.clock = b.clock.Add(31 * time.Second)
	turn(4)
	b.clock = b.clock.Add(30 * time.Second)
	b.first.err, b.first.chunks = nil, words
	turn(5) // a trial, which goes well
	turn(6)
	b.first.err = lastingError{errDown}
	turn(7)
	b.clock = b.clock.Add(4 * time.Minute)
	turn(7)
}

// TestCircling: who has asked the same three times in a row is relieved for one turn, and
// is not taken for broken.
func TestCircling(t *testing.T) {
	asked := func(model string, paths ...plan.Path) []agent.Message {
		return []agent.Message{{Role: agent.Assistant, Text: "Onko muita?", Asks: paths, Model: model}, {Role: agent.User, Text: "Ei."}}
	}
	same, other := asked("", "kpis"), asked("", "raci")
	for name, test := range map[string]struct {
		said   []agent.Message
		second bool
	}{
		"twice":                      {slices.Concat(same, same), false},
		"three times":                {slices.Concat(other, same, same, same), true},
		"something else between":     {slices.Concat(same, same, other, same), false},
		"the other between":          {slices.Concat(same, same, asked("script", "kpis"), same, same), false},
		"nothing asked, three times": {slices.Concat(asked(""), asked(""), asked("")), false},
	} {
		b := newBench()
		b.first.chunks = words
		for range 4 { // more than the breaker takes
			text, _, _, err := ask(t, t.Context(), b.model, request(test.said...))
			if err != nil || strings.Contains(text, "Ohjattu") != test.second || test.second && !strings.Contains(text, "samaa kysymystä") {
				t.Errorf("%s: %q, error %v", name, text, err)
			}
		}
		if b.model.Rests() {
			t.Errorf("%s: the model is left alone", name)
		}
	}
}

func TestStopIsNoFailure(t *testing.T) {
	b := newBench()
	b.first.err = errDown
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 5 {
		if _, _, _, err := ask(t, ctx, b.model, request(said)); !errors.Is(err, errDown) {
			t.Fatalf("error %v, want the model's", err)
		}
	}
	if b.first.asked != 5 || len(b.second.Requests) > 0 {
		t.Errorf("asked %d times, the other %d times; want 5 and none", b.first.asked, len(b.second.Requests))
	}
}

// TestHandOver pins what the second model gets in the middle of a turn.
func TestHandOver(t *testing.T) {
	call := agent.Message{Role: agent.Assistant, Calls: []tools.Call{{ID: "c1", Name: "set_target"}}}
	result := agent.Message{Role: agent.ToolRole, Call: "c1", Text: "{}"}
	own := agent.Message{Role: agent.Assistant, Calls: []tools.Call{{ID: "instead.c1", Name: "set_target"}}}
	failed := agent.Message{Role: agent.ToolRole, Call: "c1", Failed: true}
	for name, test := range map[string]struct {
		messages []agent.Message
		stored   bool
		gets     int // messages
		asked    int // how often the first was asked
	}{
		"nothing stored":     {[]agent.Message{said, call, result}, false, 1, 1},
		"something stored":   {[]agent.Message{said, call, result}, true, 3, 1},
		"it has acted":       {[]agent.Message{said, own, result}, false, 3, 0},
		"nothing but errors": {[]agent.Message{said, call, failed, call, failed}, false, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench()
			b.first.err = errDown
			r := request(test.messages...)
			if test.stored {
				r.Receipt.Stored = []tools.Stored{{Path: "target.object"}}
			}
			if _, _, _, err := ask(t, t.Context(), b.model, r); err != nil {
				t.Fatal(err)
			}
			if got := len(b.second.Requests[0].Messages); got != test.gets || b.first.asked != test.asked {
				t.Errorf("it gets %d messages after %d tries, want %d after %d", got, b.first.asked, test.gets, test.asked)
			}
		})
	}
}

func TestCallsAreMarked(t *testing.T) {
	b := newBench()
	b.first.err = errDown
	b.second.Answers[0] = callOf("c1")
	_, _, calls, err := ask(t, t.Context(), b.model, request(said))
	if err != nil || len(calls) != 1 || calls[0].ID != "instead.c1" {
		t.Errorf("calls %v, error %v", calls, err)
	}
}

// TestFailedAnswerIsCounted: what the first model has cost is passed on though another
// answers.
func TestFailedAnswerIsCounted(t *testing.T) {
	b := newBench()
	b.first.chunks, b.first.err = []agent.Chunk{{Usage: &agent.Usage{Input: 900, Output: 3}}}, errDown
	b.second.Answers = [][]agent.Chunk{words}
	used := agent.Usage{}
	for chunk, err := range b.model.Generate(t.Context(), &agent.Request{Lang: plan.FI, Receipt: &tools.Receipt{}}) {
		if err != nil {
			t.Fatal(err)
		}
		if chunk.Usage != nil {
			used = *chunk.Usage
		}
	}
	if used != (agent.Usage{Input: 900, Output: 3}) {
		t.Errorf("counted %+v", used)
	}
}
