package openai

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"syscall"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// recorded is a conversation of twenty turns: what the applicant says and what the
// model answers to each request.
type recorded struct {
	said    []string
	answers []openaitest.Answer
}

func record(b *testing.B, index *knowledge.Index, c *evals.Case) *recorded {
	b.Helper()
	r := &recorded{}
	llm := &openaitest.Competent{Case: c}
	server := openaitest.New(func(n int, req *openaitest.Request) openaitest.Answer {
		a := llm.Respond(n, req)
		r.answers = append(r.answers, a)
		return a
	})
	defer server.Close()
	m, err := New(Config{BaseURL: server.URL(), Model: "test", Names: true})
	if err != nil {
		b.Fatal(err)
	}
	session := evals.InProcess(&agent.Agent{Model: m, Tools: tools.All(), Index: index}, c.Lang, c.Clock())
	applicant := evals.NewApplicant(c, evals.Normal, 1)
	reply, err := session.Start(b.Context())
	for i := 0; i < 20 && err == nil; i++ {
		u, ok, fault := applicant.Next(b.Context(), evals.Question{Text: reply.Text, Asks: reply.Asks, Plan: reply.State.Plan})
		if fault != nil {
			b.Fatal(fault)
		}
		if !ok {
			u.Text = "Mitä vielä puuttuu?"
		}
		r.said = append(r.said, u.Text)
		reply, err = session.Say(b.Context(), u.Text)
	}
	if err != nil {
		b.Fatal(err)
	}
	return r
}

// replay starts a server that gives the recorded answers in their order, again and
// again.
func (r *recorded) replay(b *testing.B) *openaitest.Server {
	s := openaitest.New(func(n int, _ *openaitest.Request) openaitest.Answer { return r.answers[(n-1)%len(r.answers)] })
	b.Cleanup(s.Close)
	return s
}

// BenchmarkConversation holds a conversation of twenty turns against a loop over
// go-openai as one writes it by hand: it sends the whole conversation and every
// schema with each request, counts nothing and hides nothing.
func BenchmarkConversation(b *testing.B) {
	index, err := knowledge.Memo()
	if err != nil {
		b.Fatal(err)
	}
	c := cases(b, "p01*")[0]
	r := record(b, index, c)
	offer := tools.All()
	b.Run("luonnos", func(b *testing.B) {
		s := r.replay(b)
		m, err := New(Config{BaseURL: s.URL(), Model: "test", Names: true})
		if err != nil {
			b.Fatal(err)
		}
		defer reportCPU(b)()
		for b.Loop() {
			session := evals.InProcess(&agent.Agent{Model: m, Tools: offer, Index: index}, c.Lang, c.Clock())
			_, err := session.Start(b.Context())
			for _, said := range r.said {
				if err == nil {
					_, err = session.Say(b.Context(), said)
				}
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("by hand", func(b *testing.B) {
		s := r.replay(b)
		defer reportCPU(b)()
		for b.Loop() {
			l := newLoop(s.URL(), offer, index, c.Lang, c.Clock())
			err := l.turn(b.Context(), "")
			for _, said := range r.said {
				if err == nil {
					err = l.turn(b.Context(), said)
				}
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
}

// reportCPU begins to measure the CPU time of the process, of which the time on the
// clock says little on a shared machine. The function it returns reports it.
func reportCPU(b *testing.B) func() {
	b.ReportAllocs()
	used := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	before := used()
	return func() { b.ReportMetric(float64((used()-before).Milliseconds())/float64(b.N), "cpu-ms/op") }
}

// loop is the loop written by hand.
type loop struct {
	client  *openai.Client
	request openai.ChatCompletionRequest
	offer   tools.Set
	state   *tools.State
}

func newLoop(url string, offer tools.Set, index *knowledge.Index, lang plan.Lang, now time.Time) *loop {
	c := openai.DefaultConfig("")
	c.BaseURL = url
	l := &loop{client: openai.NewClientWithConfig(c), offer: offer}
	l.state = &tools.State{Draft: plan.NewDraft(lang), Index: index, Lang: lang, Now: now}
	l.request = openai.ChatCompletionRequest{Model: "test", Messages: []openai.ChatCompletionMessage{{Role: "system", Content: "Haastattele."}}}
	for _, t := range offer {
		l.request.Tools = append(l.request.Tools, openai.Tool{Type: "function", Function: &openai.FunctionDefinition{
			Name: t.Name, Description: t.Doc, Strict: true, Parameters: t.Schema,
		}})
	}
	return l
}

func (l *loop) turn(ctx context.Context, said string) error {
	if said != "" {
		l.state.Said = append(l.state.Said, tools.Utterance{ID: "m", Text: said})
		l.request.Messages = append(l.request.Messages, openai.ChatCompletionMessage{Role: "user", Content: said})
	}
	for {
		m, err := l.ask(ctx)
		if err != nil {
			return err
		}
		l.request.Messages = append(l.request.Messages, m)
		if len(m.ToolCalls) == 0 {
			return nil
		}
		for _, c := range m.ToolCalls {
			result, err := l.offer.Run(ctx, l.state, tools.Call{Name: c.Function.Name, Arguments: json.RawMessage(c.Function.Arguments)})
			if err != nil {
				return err
			}
			l.request.Messages = append(l.request.Messages, openai.ChatCompletionMessage{Role: "tool", ToolCallID: c.ID, Content: result.Content})
		}
	}
}

func (l *loop) ask(ctx context.Context) (openai.ChatCompletionMessage, error) {
	m := openai.ChatCompletionMessage{Role: "assistant"}
	stream, err := l.client.CreateChatCompletionStream(ctx, l.request)
	if err != nil {
		return m, err
	}
	defer stream.Close()
	for {
		event, err := stream.Recv()
		if errors.Is(err, io.EOF) {
			return m, nil
		}
		if err != nil || len(event.Choices) == 0 {
			if err != nil {
				return m, err
			}
			continue
		}
		d := event.Choices[0].Delta
		m.Content += d.Content
		for _, c := range d.ToolCalls {
			if *c.Index == len(m.ToolCalls) {
				m.ToolCalls = append(m.ToolCalls, c)
			} else {
				m.ToolCalls[*c.Index].Function.Arguments += c.Function.Arguments
			}
		}
	}
}
