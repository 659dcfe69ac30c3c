package openai

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/tools"
)

// TestFixtures plays streams as servers are documented or reported to send them. Each
// file's first line says which.
func TestFixtures(t *testing.T) {
	usage := &agent.Usage{Input: 812, Cached: 640, Output: 31}
	undo, check := call("call_A", "undo", "{}"), call("call_B", "check_plan", "{}")
	tests := map[string]struct {
		text  string
		calls []tools.Call
		usage *agent.Usage
		fails Kind

		estimated bool // the answer broke midway, so that what was sent is counted
	}{
		"chat_parallel": {calls: []tools.Call{
			call("call_A", "set_applicant", `{"values":{"unit":"kirjasto"},"evidence":["`+`\u006birjasto"]}`), check,
		}, usage: usage},
		"chat_out_of_order":  {calls: []tools.Call{undo, check}},
		"chat_no_index":      {calls: []tools.Call{call("call_1", "undo", "{}"), call("call_2", "check_plan", "{}")}},
		"chat_same_index":    {calls: []tools.Call{call("call_1", "undo", "{}"), call("call_2", "check_plan", "{}")}},
		"chat_repeated_id":   {calls: []tools.Call{call("call_1", "search_memo", `{"query":"a"}`), call("call_2", "search_memo", `{"query":"b"}`)}},
		"chat_repeated_name": {calls: []tools.Call{call("call_1", "search_memo", `{"query":"a"}`)}},
		"chat_odd_index":     {calls: []tools.Call{call("call_2", "check_plan", "{}"), call("call_1", "undo", "{}")}},
		"chat_azure":         {text: "Kiitos.", usage: usage},
		"chat_think":         {text: "Kiitos."},
		"chat_crlf":          {text: "Kiitos."},
		"chat_second_choice": {text: "Kiitos."},
		"chat_cut":           {text: "Kii", fails: Busy, estimated: true},
		"chat_length":        {fails: Garbage, estimated: true},

		"responses_calls":      {calls: []tools.Call{undo, check}, usage: usage},
		"responses_failed":     {fails: Busy, estimated: true},
		"responses_incomplete": {text: "Kii", fails: Garbage, usage: usage},
		"responses_error":      {fails: Busy, estimated: true},
	}
	files, err := filepath.Glob("testdata/*.sse")
	if err != nil || len(files) != len(tests) {
		t.Fatalf("%d files for %d tests, error %v", len(files), len(tests), err)
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			stream, err := os.ReadFile(filepath.Join("testdata", name+".sse"))
			if err != nil {
				t.Fatal(err)
			}
			api, _, _ := strings.Cut(name, "_")
			m, _ := serve(t, Config{API: API(api)}, openaitest.Play(openaitest.Answer{Raw: string(stream)}))
			got, err := collect(t.Context(), m, request("Hei"))
			var failed *Error
			if errors.As(err, &failed); failed == nil && test.fails != "" || failed != nil && failed.Kind != test.fails {
				t.Fatalf("error %v, want kind %q", err, test.fails)
			}
			if got.Text != test.text {
				t.Errorf("text %q, want %q", got.Text, test.text)
			}
			if diff := cmp.Diff(test.calls, got.Calls); diff != "" {
				t.Errorf("calls (-want +got):\n%s", diff)
			}
			if test.estimated {
				if got.Usage == nil || got.Usage.Input == 0 || got.Usage.Cached != 0 {
					t.Errorf("usage %+v, want an estimate of what was sent", got.Usage)
				}
			} else if diff := cmp.Diff(test.usage, got.Usage); diff != "" {
				t.Errorf("usage (-want +got):\n%s", diff)
			}
		})
	}
}

// TestIDsAreNewInTheTurn pins that a server which names the calls of every answer
// alike does not get two results for one name.
func TestIDsAreNewInTheTurn(t *testing.T) {
	m, _ := serve(t, Config{}, openaitest.Play(openaitest.Answer{Calls: []tools.Call{call("call_0", "undo", "{}")}}))
	r := request("Hei")
	r.Messages = append(r.Messages, agent.Message{Role: agent.Assistant, Calls: []tools.Call{call("call_0", "check_plan", "{}")}},
		agent.Message{Role: agent.ToolRole, Call: "call_0", Text: "{}"})
	got, err := collect(t.Context(), m, r)
	if err != nil || len(got.Calls) != 1 || got.Calls[0].ID == "call_0" {
		t.Errorf("calls %+v, error %v; want one with a new id", got.Calls, err)
	}
}

func TestSpeech(t *testing.T) {
	show := func(token string) (string, bool) { return "Maija Virtanen", token == "P-ABCDE" }
	for name, test := range map[string]struct {
		text, want string
		marks      []string
	}{
		"plain":              {"Kiitos. Mitä muuta?", "Kiitos. Mitä muuta?", nil},
		"mark":               {"Mitä muuta?\n\n[[A1]]", "Mitä muuta?", []string{"A1"}},
		"two marks":          {"Mitä muuta? [[A1, A2]]\n", "Mitä muuta?", []string{"A1", "A2"}},
		"mark in the middle": {"Mitä? [[A1]] Kiitos.", "Mitä? Kiitos.", []string{"A1"}},
		"path":               {"Kumpi? [[kpis[k1].target]]", "Kumpi?", []string{"kpis[k1].target"}},
		"name":               {"Vastaako [P-ABCDE] tästä?", "Vastaako Maija Virtanen tästä?", nil},
		"unknown name":       {"Vastaako [P-XXXXX]?", "Vastaako [P-XXXXX]?", nil},
		"brackets":           {"Kenttä kpis[k1] ja [luku 2].", "Kenttä kpis[k1] ja [luku 2].", nil},
		"open bracket":       {"Hyvä [", "Hyvä [", nil},
		"open mark":          {"Hyvä [[A1", "Hyvä [[A1", nil},
		"never closed":       {"Hyvä [" + strings.Repeat("x", 200), "Hyvä [" + strings.Repeat("x", 200), nil},
		"thinking":           {"<think>[[A9]] hm</think>\n\nKiitos.", "Kiitos.", nil},
		"only thinking":      {"<think>hm", "", nil},
		"less than":          {"<5 vrk on hyvä.", "<5 vrk on hyvä.", nil},
		"blank lines":        {"\n Yksi.\n\nKaksi. \n", "Yksi.\n\nKaksi.", nil},
	} {
		t.Run(name, func(t *testing.T) {
			for size := 1; size <= len(test.text); size++ {
				s := speech{show: show}
				got := ""
				for text := test.text; text != ""; {
					n := min(size, len(text))
					got += s.add(text[:n])
					text = text[n:]
				}
				got += s.rest()
				if got != test.want || !cmp.Equal(s.marks, test.marks) {
					t.Fatalf("in pieces of %d: %q with marks %v, want %q with %v", size, got, s.marks, test.want, test.marks)
				}
			}
		})
	}
}

// FuzzStream holds that whatever a server sends is a whole answer or an error.
func FuzzStream(f *testing.F) {
	files, err := filepath.Glob("testdata/*.sse")
	if err != nil {
		f.Fatal(err)
	}
	for _, file := range files {
		stream, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(stream, strings.HasPrefix(filepath.Base(file), "responses"))
	}
	var raw string
	s := openaitest.New(func(int, *openaitest.Request) openaitest.Answer { return openaitest.Answer{Raw: raw + "\n"} })
	f.Cleanup(s.Close)
	models := map[bool]*Model{}
	for api, responses := range map[API]bool{APIChat: false, APIResponses: true} {
		m, err := New(Config{BaseURL: s.URL(), Model: "test", API: api})
		if err != nil {
			f.Fatal(err)
		}
		m.wait = func(context.Context, time.Duration) error { return nil }
		models[responses] = m
	}
	f.Fuzz(func(t *testing.T, stream []byte, responses bool) {
		raw = string(stream)
		got, err := collect(t.Context(), models[responses], request("Hei"))
		if (err == nil) != (got.Finish != "") || err != nil && len(got.Calls) > 0 {
			t.Errorf("answer %+v, error %v", got, err)
		}
		for _, c := range got.Calls {
			if c.ID == "" || len(c.Arguments) == 0 {
				t.Errorf("call %+v", c)
			}
		}
	})
}
