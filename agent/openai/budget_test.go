package openai

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/tiktoken-go/tokenizer/codec"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/tools"
)

var wholeVocabulary = sync.OnceValue(codec.NewO200kBase)

// countIn counts tokens, with the JSON around the texts.
func countIn(t testing.TB, text string) int {
	t.Helper()
	n, err := wholeVocabulary().Count(text)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// longTalk plays a case in small messages and returns the requests of each turn.
func longTalk(t testing.TB, c *evals.Case) [][]*openaitest.Request {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	llm := &openaitest.Competent{Case: c}
	server := openaitest.New(llm.Respond)
	defer server.Close()
	m, err := New(Config{BaseURL: server.URL(), Model: "test"})
	if err != nil {
		t.Fatal(err)
	}
	session := evals.InProcess(&agent.Agent{Model: m, Tools: tools.All(), Index: index}, c.Lang, c.Clock())
	var turns [][]*openaitest.Request
	seen := 0
	counted := &counting{Session: session, each: func() {
		all := server.Requests()
		turns = append(turns, all[seen:])
		seen = len(all)
	}}
	if _, err := evals.Play(t.Context(), counted, evals.NewApplicant(c, evals.Terse, 1), 120); err != nil {
		t.Fatal(err)
	}
	askMore(t, counted, len(turns))
	return turns
}

// counting calls each after every turn.
type counting struct {
	evals.Session
	each func()
}

func (s *counting) Start(ctx context.Context) (evals.Reply, error) {
	defer s.each()
	return s.Session.Start(ctx)
}

func (s *counting) Say(ctx context.Context, text string) (evals.Reply, error) {
	defer s.each()
	return s.Session.Say(ctx, text)
}

// askMore goes on with a conversation up to its 60th turn.
func askMore(t testing.TB, s evals.Session, turns int) {
	t.Helper()
	questions := []string{"Mitä muistio sanoo avainmittareista?", "Missä vaiheessa olemme?", "Entä kyvykkyydet?", "Mitä vielä puuttuu?"}
	for i := turns; i < 60; i++ {
		if _, err := s.Say(t.Context(), questions[i%len(questions)]); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBudget plays 60 turns: no request is too long, late ones are hardly longer than
// early ones, and what a provider can cache is most of each and stays the same.
func TestBudget(t *testing.T) {
	for _, c := range cases(t, "p0*") {
		t.Run(c.ID, func(t *testing.T) {
			turns := longTalk(t, c)
			if len(turns) != 60 {
				t.Fatalf("%d turns, want 60", len(turns))
			}
			prefix := stable(t, turns[0][0])
			cached := countIn(t, prefix)
			for i, requests := range turns {
				for _, r := range requests {
					n := countIn(t, string(r.Body))
					if n > 6000 || float64(cached) < 0.7*float64(n) {
						t.Errorf("turn %d: %d tokens, %d of them the stable part; want at most 6,000 and 70 %%", i, n, cached)
					}
					if stable(t, r) != prefix {
						t.Fatalf("turn %d: the instructions or the tools have changed", i)
					}
				}
			}
			early, late := countIn(t, string(turns[6][0].Body)), countIn(t, string(turns[59][0].Body))
			if float64(late) > 1.2*float64(early) {
				t.Errorf("%d tokens at turn 60 and %d at turn 6", late, early)
			}
		})
	}
}

// stable are the instructions and the tools of a request, as they are sent.
func stable(t testing.TB, r *openaitest.Request) string {
	t.Helper()
	var body struct {
		Messages []json.RawMessage
		Tools    json.RawMessage
	}
	if err := json.Unmarshal(r.Body, &body); err != nil {
		t.Fatal(err)
	}
	return string(body.Messages[0]) + string(body.Tools)
}

// BenchmarkTurn is a whole turn of a full plan, with calls, over HTTP.
func BenchmarkTurn(b *testing.B) {
	c := cases(b, "p01*")[0]
	llm := &openaitest.Competent{Case: c}
	server := openaitest.New(llm.Respond)
	defer server.Close()
	m, err := New(Config{BaseURL: server.URL(), Model: "test"})
	if err != nil {
		b.Fatal(err)
	}
	index, err := knowledge.Memo()
	if err != nil {
		b.Fatal(err)
	}
	session := evals.InProcess(&agent.Agent{Model: m, Tools: tools.All(), Index: index}, c.Lang, c.Clock())
	if _, err := evals.Play(b.Context(), session, evals.NewApplicant(c, evals.Normal, 1), 120); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := session.Say(b.Context(), "Korjaan: hakemuksen läpimenoajan tavoite on 8 vrk."); err != nil {
			b.Fatal(err)
		}
	}
}
