package openai

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

var (
	now   = time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)
	offer = tools.All()
)

const testKey = "sk-test-0123456789abcdef"

// request is what the turn loop asks at the applicant's message.
func request(said string) *agent.Request {
	d := plan.NewDraft(plan.FI)
	report := criteria.Check(d)
	r := &agent.Request{Lang: plan.FI, Draft: d, Report: report, Agenda: agent.Agenda(d, report), Tools: offer, Now: now}
	if said != "" {
		r.Messages = []agent.Message{{ID: "m1", Role: agent.User, Text: said}}
	}
	return r
}

// serve starts a server and a model that talks to it without waiting between tries.
func serve(t *testing.T, c Config, respond func(int, *openaitest.Request) openaitest.Answer) (*Model, *openaitest.Server) {
	t.Helper()
	s := openaitest.New(respond)
	t.Cleanup(s.Close)
	fill(&c.BaseURL, s.URL())
	fill(&c.Model, "test-model")
	c.Key = testKey
	m, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	m.wait = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	return m, s
}

// said is an answer put together.
type said struct {
	Text   string
	Calls  []tools.Call
	Asks   []plan.Path
	Finish agent.Finish
	Usage  *agent.Usage
	Origin *agent.Origin
	Rests  bool
	Pieces int
}

func collect(ctx context.Context, m *Model, r *agent.Request) (said, error) {
	var got said
	for chunk, err := range m.Generate(ctx, r) {
		if err != nil {
			return got, err
		}
		got.Text += chunk.Text
		got.Calls = append(got.Calls, chunk.Calls...)
		got.Asks = append(got.Asks, chunk.Asks...)
		got.Rests = got.Rests || chunk.Rests
		got.Pieces++
		fill(&got.Finish, chunk.Finish)
		fill(&got.Usage, chunk.Usage)
		fill(&got.Origin, chunk.Origin)
	}
	return got, nil
}

func call(id, name, args string) tools.Call {
	return tools.Call{ID: id, Name: name, Arguments: []byte(args)}
}

// bothAPIs are the adapters, which must not differ.
var bothAPIs = []API{APIChat, APIResponses}

func TestAnswerInWords(t *testing.T) {
	for _, api := range bothAPIs {
		t.Run(string(api), func(t *testing.T) {
			m, s := serve(t, Config{API: api}, openaitest.Play(openaitest.Answer{
				Text: "Hyvää päivää! Mikä organisaatio hakee rahoitusta? [[A1]]", Usage: openaitest.Usage{Input: 900, Cached: 700, Output: 20},
			}))
			r := request("Hei")
			got, err := collect(t.Context(), m, r)
			if err != nil {
				t.Fatal(err)
			}
			if want := "Hyvää päivää! Mikä organisaatio hakee rahoitusta?"; got.Text != want {
				t.Errorf("text %q, want %q", got.Text, want)
			}
			if got.Pieces < 4 {
				t.Errorf("the answer came in %d pieces, want a stream", got.Pieces)
			}
			if diff := cmp.Diff(r.Agenda[0].Paths, got.Asks); diff != "" {
				t.Errorf("asks (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(&agent.Usage{Input: 900, Cached: 700, Output: 20}, got.Usage); diff != "" {
				t.Errorf("usage (-want +got):\n%s", diff)
			}
			if o := got.Origin; o.Model != "openai:test-model" || o.Request != "req_test" || o.Served == "" || o.Prompt == "" || o.Tools == "" {
				t.Errorf("origin %+v, want all of it but the fingerprint", o)
			}
			sent := s.Requests()[0]
			if len(sent.Tools) != len(offer) || sent.Messages[0].Role != "system" || sent.Header.Get("Authorization") != "Bearer "+testKey {
				t.Errorf("sent %d tools, first message of %s", len(sent.Tools), sent.Messages[0].Role)
			}
			if api == APIResponses && !strings.Contains(string(sent.Body), `"store":false`) {
				t.Error("the server was not told to keep nothing")
			}
		})
	}
}

// TestRestIsOnPurpose pins which answers need no second one: those that say so.
func TestRestIsOnPurpose(t *testing.T) {
	for text, want := range map[string]bool{"Palataan huomenna. [[-]]": true, "Palataan huomenna.": false, "Mikä on kohde? [[A1]] [[-]]": false} {
		m, _ := serve(t, Config{}, openaitest.Play(openaitest.Answer{Text: text}))
		if got, err := collect(t.Context(), m, request("Hei")); err != nil || got.Rests != want {
			t.Errorf("%q: rests %v, error %v; want %v", text, got.Rests, err, want)
		}
	}
}

func TestAnswerWithCalls(t *testing.T) {
	long := `{"values":{"object":"` + strings.Repeat("päätösten käsittely ", 40) + `"},"evidence":["x"]}`
	calls := []tools.Call{call("call_a", "set_target", long), call("call_b", "check_plan", `{}`), call("call_c", "undo", ``)}
	for _, api := range bothAPIs {
		t.Run(string(api), func(t *testing.T) {
			m, _ := serve(t, Config{API: api}, openaitest.Play(openaitest.Answer{Calls: calls}))
			got, err := collect(t.Context(), m, request("Kohteena on käsittely."))
			if err != nil {
				t.Fatal(err)
			}
			want := []tools.Call{calls[0], calls[1], call("call_c", "undo", `{}`)}
			if diff := cmp.Diff(want, got.Calls); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
			if got.Finish != agent.ToolCalls || len(got.Asks) > 0 {
				t.Errorf("finish %s, asks %v", got.Finish, got.Asks)
			}
		})
	}
}

// TestDialogueIsSentBack pins what servers refuse: arguments that are not JSON, empty
// results, and results without their call.
func TestDialogueIsSentBack(t *testing.T) {
	for _, api := range bothAPIs {
		t.Run(string(api), func(t *testing.T) {
			m, s := serve(t, Config{API: api}, openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
			r := request("Hei")
			r.Messages = append(r.Messages,
				agent.Message{Role: agent.Assistant, Calls: []tools.Call{call("c1", "set_target", `{"values":`), call("c2", "check_plan", `{}`)}},
				agent.Message{Role: agent.ToolRole, Call: "c1", Text: "set_target: unexpected end", Failed: true},
				agent.Message{Role: agent.ToolRole, Call: "c2"},
			)
			if _, err := collect(t.Context(), m, r); err != nil {
				t.Fatal(err)
			}
			got := s.Requests()[0].Messages[2:]
			want := []openaitest.Message{
				{Role: "assistant", Call: "c1", Name: "set_target", Args: "{}"}, {Role: "assistant", Call: "c2", Name: "check_plan", Args: "{}"},
				{Role: "tool", Call: "c1", Text: "set_target: unexpected end"}, {Role: "tool", Call: "c2", Text: "ok"},
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("sent (-want +got):\n%s", diff)
			}
		})
	}
}

func TestWordsOnly(t *testing.T) {
	for _, api := range bothAPIs {
		m, s := serve(t, Config{API: api}, openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
		r := request("Hei")
		r.Words = true
		if _, err := collect(t.Context(), m, r); err != nil {
			t.Fatal(err)
		}
		if sent := s.Requests()[0]; sent.Choice != "none" || len(sent.Tools) == 0 {
			t.Errorf("%s: tool_choice %q with %d tools; want none, and the tools as before", api, sent.Choice, len(sent.Tools))
		}
	}
}

// TestTraits pins what each trait changes in a request.
func TestTraits(t *testing.T) {
	for traits, test := range map[string]struct{ with, without string }{
		"":           {`"stream_options":{"include_usage":true}`, `"strict":true`},
		"strict":     {`"strict":true`, `"strict":false`},
		"one_call":   {`"parallel_tool_calls":false`, `"max_tokens"`},
		"no_usage":   {`"max_completion_tokens":2000`, `stream_options`},
		"max_tokens": {`"max_tokens":2000`, `max_completion_tokens`},
	} {
		parsed, err := ParseTraits(traits)
		if err != nil {
			t.Fatal(err)
		}
		m, s := serve(t, Config{API: APIChat, Traits: parsed}, openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
		if _, err := collect(t.Context(), m, request("Hei")); err != nil {
			t.Fatal(err)
		}
		if body := string(s.Requests()[0].Body); !strings.Contains(body, test.with) || strings.Contains(body, test.without) {
			t.Errorf("traits %q: want %s and not %s", traits, test.with, test.without)
		}
	}
}

func TestAzureDeployment(t *testing.T) {
	s := openaitest.New(openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
	t.Cleanup(s.Close)
	m, err := New(Config{BaseURL: strings.TrimSuffix(s.URL(), "/v1"), Key: testKey, Model: "haastattelija-4.1", AzureVersion: "2025-04-01-preview"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := collect(t.Context(), m, request("Hei")); err != nil {
		t.Fatal(err)
	}
	sent := s.Requests()[0]
	if want := "/openai/deployments/haastattelija-4.1/chat/completions"; sent.Path != want || sent.Query != "api-version=2025-04-01-preview" {
		t.Errorf("asked %s?%s, want %s", sent.Path, sent.Query, want)
	}
	if sent.Header.Get("Api-Key") != testKey || sent.Header.Get("Authorization") != "" {
		t.Error("the key is not in the header that Azure reads, or in another as well")
	}
}

func TestAutoFollowsTheServer(t *testing.T) {
	refused := openaitest.Answer{Status: 400, Raw: `{"error":{"message":"This model is only supported in v1/responses and not in v1/chat/completions.","type":"invalid_request_error","param":"model","code":null}}`}
	respond := func(_ int, r *openaitest.Request) openaitest.Answer {
		if !r.Responses {
			return refused
		}
		return openaitest.Answer{Text: "Kiitos."}
	}
	m, s := serve(t, Config{}, respond)
	for range 2 {
		if got, err := collect(t.Context(), m, request("Hei")); err != nil || got.Text != "Kiitos." {
			t.Fatalf("answer %+v, error %v", got, err)
		}
	}
	if n := len(s.Requests()); n != 3 {
		t.Errorf("%d requests, want 3: the refusal is remembered", n)
	}
	m, _ = serve(t, Config{API: APIChat}, respond)
	var failed *Error
	if _, err := collect(t.Context(), m, request("Hei")); !errors.As(err, &failed) || failed.Kind != Moved {
		t.Errorf("error %v, want %s: the setting is kept", err, Moved)
	}
}

// TestAutoKnowsTheLibrarysList pins that go-openai itself refuses some models.
func TestAutoKnowsTheLibrarysList(t *testing.T) {
	m, s := serve(t, Config{Model: "gpt-6-sol"}, openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
	if _, err := collect(t.Context(), m, request("Hei")); err != nil {
		t.Fatal(err)
	}
	if sent := s.Requests(); len(sent) != 1 || !sent[0].Responses {
		t.Errorf("%d requests, want one over Responses", len(sent))
	}
}

func TestContextLengthShrinksOnce(t *testing.T) {
	tooLong := openaitest.Answer{Status: 400, Raw: `{"error":{"message":"This model's maximum context length is 4096 tokens.","code":"context_length_exceeded"}}`}
	m, s := serve(t, Config{}, openaitest.Play(tooLong, openaitest.Answer{Text: "Kiitos."}))
	r := request("Hei")
	for range 8 {
		r.Messages = append([]agent.Message{{Role: agent.Assistant, Text: strings.Repeat("Kysymys kohteesta. ", 60)}}, r.Messages...)
	}
	if _, err := collect(t.Context(), m, r); err != nil {
		t.Fatal(err)
	}
	sent := s.Requests()
	if len(sent) != 2 || len(sent[1].Body) >= len(sent[0].Body) {
		t.Fatalf("%d requests; want a second, shorter one", len(sent))
	}
	m, s = serve(t, Config{}, openaitest.Play(tooLong))
	var failed *Error
	if _, err := collect(t.Context(), m, r); !errors.As(err, &failed) || failed.Kind != Context || len(s.Requests()) != 2 {
		t.Errorf("error %v after %d requests, want %s after 2", err, len(s.Requests()), Context)
	}
}
