package openai

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/tools"
)

// short waits for tests of silence.
func short() Config {
	return Config{FirstToken: 300 * time.Millisecond, NextToken: 300 * time.Millisecond}
}

// TestFaults holds every fault against both APIs: the answer is whole or an error,
// and no part of a broken one is a call.
func TestFaults(t *testing.T) {
	want := map[openaitest.Fault]Kind{ // "" for a good answer
		openaitest.BadJSON: Garbage, openaitest.BadArguments: "", openaitest.UnknownTool: "", openaitest.Cut: Busy,
		openaitest.Reset: Busy, openaitest.Drip: "", openaitest.Hang: Busy, openaitest.Storm: Busy, openaitest.Failure: Busy,
		openaitest.NoChoices: Busy, openaitest.Nothing: Busy, openaitest.Page: Garbage, openaitest.BadUTF8: "",
		openaitest.HugeLine: Garbage, openaitest.Heartbeats: "", openaitest.Loop: "", openaitest.Filtered: Refused,
		openaitest.Length: Garbage, openaitest.MidError: Busy,
	}
	answers := map[string]openaitest.Answer{
		"words": {Text: "Mikä organisaatio hakee rahoitusta? [[A1]]"},
		"calls": {Calls: []tools.Call{call("c1", "set_target", `{"values":{"object":"käsittely"},"evidence":["käsittely"]}`)}},
	}
	for _, api := range bothAPIs {
		for name, answer := range answers {
			for _, fault := range openaitest.Faults() {
				t.Run(fmt.Sprintf("%s/%s/%s", api, name, fault), func(t *testing.T) {
					t.Parallel()
					c := short()
					c.API = api
					m, s := serve(t, c, openaitest.Play(answer))
					s.Break = func(int) openaitest.Fault { return fault }
					got, err := collect(t.Context(), m, request("Hei"))
					var failed *Error
					if errors.As(err, &failed); (failed == nil) != (want[fault] == "") || failed != nil && failed.Kind != want[fault] {
						t.Fatalf("answer %+v, error %v; want kind %q", got, err, want[fault])
					}
					if failed != nil && (len(got.Calls) > 0 || got.Finish != "") {
						t.Errorf("a broken answer gave calls %v and finish %q", got.Calls, got.Finish)
					}
				})
			}
		}
	}
}

func TestFaultsPass(t *testing.T) {
	for _, fault := range []openaitest.Fault{openaitest.Storm, openaitest.Failure, openaitest.Nothing, openaitest.NoChoices, openaitest.Page} {
		m, s := serve(t, Config{API: APIChat}, openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
		s.Break = func(n int) openaitest.Fault {
			if n == 1 {
				return fault
			}
			return openaitest.None
		}
		if got, err := collect(t.Context(), m, request("Hei")); err != nil || got.Text != "Kiitos." || len(s.Requests()) != 2 {
			t.Errorf("%s: answer %q, error %v after %d requests; want the second one", fault, got.Text, err, len(s.Requests()))
		}
	}
}

func TestTriesAreBounded(t *testing.T) {
	for name, test := range map[string]struct {
		answer   openaitest.Answer
		kind     Kind
		requests int
		waits    int
	}{
		"busy":                     {openaitest.Answer{Status: 503, Raw: "no"}, Busy, 3, 2},
		"busy, asks to wait":       {openaitest.Answer{Status: 429, Header: map[string]string{"Retry-After": "2"}}, Busy, 3, 2},
		"busy, asks to wait long":  {openaitest.Answer{Status: 429, Header: map[string]string{"Retry-After": "3600"}}, Busy, 1, 0},
		"nothing left to spend":    {openaitest.Answer{Status: 429, Raw: `{"error":{"message":"m","code":"insufficient_quota"}}`}, Quota, 1, 0},
		"key refused":              {openaitest.Answer{Status: 401, Raw: `{"error":{"message":"Incorrect API key provided: ` + testKey + `","code":"invalid_api_key"}}`}, Auth, 1, 0},
		"no right to the model":    {openaitest.Answer{Status: 403}, Auth, 1, 0},
		"no such model":            {openaitest.Answer{Status: 404, Raw: `{"error":{"message":"The model does not exist","code":"model_not_found"}}`}, Setting, 1, 0},
		"unknown parameter":        {openaitest.Answer{Status: 400, Raw: `{"error":{"message":"Unknown parameter: ` + testKey + `"}}`}, Setting, 1, 0},
		"vLLM's flat error":        {openaitest.Answer{Status: 400, Raw: `{"object":"error","message":"maximum context length is 4096","type":"BadRequestError","code":400}`}, Context, 2, 0},
		"Azure's filter":           {openaitest.Answer{Status: 400, Raw: `{"error":{"message":"filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}`}, Refused, 1, 0},
		"error of another type":    {openaitest.Answer{Status: 500, Raw: `{"error":"overloaded"}`}, Busy, 3, 2},
		"refused by the model":     {openaitest.Answer{Refusal: "En voi auttaa."}, Refused, 1, 0},
		"empty":                    {openaitest.Answer{}, Garbage, 2, 0},
		"ended in an unknown way":  {openaitest.Answer{Raw: "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"tired\"}]}\n\n"}, Garbage, 2, 0},
		"not found, but no model":  {openaitest.Answer{Status: 404, Raw: `{"detail":"Not Found"}`}, Moved, 1, 0},
		"more calls than sensible": {openaitest.Answer{Calls: make([]tools.Call, 65)}, Garbage, 2, 0},
	} {
		t.Run(name, func(t *testing.T) {
			m, s := serve(t, Config{API: APIChat}, openaitest.Play(test.answer))
			var waits []time.Duration
			m.wait = func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }
			_, err := collect(t.Context(), m, request("Hei"))
			var failed *Error
			if !errors.As(err, &failed) || failed.Kind != test.kind {
				t.Fatalf("error %v, want kind %s", err, test.kind)
			}
			if strings.Contains(err.Error(), testKey) || strings.ContainsAny(err.Error(), "\n\r") {
				t.Errorf("error %q shows the key or breaks the line", err)
			}
			if failed.Kind == Auth && !strings.Contains(err.Error(), SettingKey) {
				t.Errorf("error %q does not name the setting", err)
			}
			if len(s.Requests()) != test.requests || len(waits) != test.waits {
				t.Errorf("%d requests and waits %v, want %d and %d", len(s.Requests()), waits, test.requests, test.waits)
			}
			for _, w := range waits {
				if test.answer.Header != nil && w < 2*time.Second || w > 6*time.Second {
					t.Errorf("waited %s", w)
				}
			}
		})
	}
}

// TestSpokenAnswerIsNotRepeated pins that nothing is said twice when an answer breaks
// after a part of it was shown.
func TestSpokenAnswerIsNotRepeated(t *testing.T) {
	m, s := serve(t, Config{API: APIChat}, openaitest.Play(openaitest.Answer{Text: "Mikä organisaatio hakee rahoitusta ja miksi?"}))
	s.Break = func(int) openaitest.Fault { return openaitest.Cut }
	got, err := collect(t.Context(), m, request("Hei"))
	if err == nil || got.Text == "" || len(s.Requests()) != 1 {
		t.Errorf("text %q, error %v after %d requests; want a part, an error and one request", got.Text, err, len(s.Requests()))
	}
}

func TestStopEndsTheWait(t *testing.T) {
	for name, fault := range map[string]openaitest.Fault{"before the answer": openaitest.None, "in the answer": openaitest.Hang} {
		t.Run(name, func(t *testing.T) {
			answer := openaitest.Answer{Text: "Mikä organisaatio hakee rahoitusta?"}
			if fault == openaitest.None {
				answer.Delay = time.Hour
			}
			arrived := make(chan struct{}, 1)
			m, s := serve(t, Config{API: APIChat}, func(int, *openaitest.Request) openaitest.Answer { arrived <- struct{}{}; return answer })
			s.Break = func(int) openaitest.Fault { return fault }
			ctx, cancel := context.WithCancelCause(t.Context())
			var stopped time.Time
			go func() {
				<-arrived
				stopped = time.Now()
				cancel(agent.ErrStopped)
			}()
			_, err := collect(ctx, m, request("Hei"))
			if !errors.Is(err, agent.ErrStopped) {
				t.Errorf("error %v, want the stop", err)
			}
			if took := time.Since(stopped); took > 200*time.Millisecond {
				t.Errorf("stopped after %s", took)
			}
		})
	}
}

func TestSilenceIsAnError(t *testing.T) {
	for name, test := range map[string]struct {
		answer openaitest.Answer
		fault  openaitest.Fault
		want   error
	}{
		"no answer":           {openaitest.Answer{Delay: time.Hour}, openaitest.None, errFirstToken},
		"stops in the middle": {openaitest.Answer{Text: "Mikä organisaatio hakee rahoitusta?"}, openaitest.Hang, errNextToken},
	} {
		t.Run(name, func(t *testing.T) {
			m, s := serve(t, short(), openaitest.Play(test.answer))
			s.Break = func(int) openaitest.Fault { return test.fault }
			if _, err := collect(t.Context(), m, request("Hei")); !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
		})
	}
}

// TestHeartbeatsAreNoAnswer pins that comments do not keep a silent server alive.
func TestHeartbeatsAreNoAnswer(t *testing.T) {
	comments := strings.Repeat(": ping\n\n", 400)
	m, _ := serve(t, short(), openaitest.Play(openaitest.Answer{Raw: comments, Gap: 5 * time.Millisecond}))
	if _, err := collect(t.Context(), m, request("Hei")); !errors.Is(err, errFirstToken) {
		t.Errorf("error %v, want %v", err, errFirstToken)
	}
}

func TestRedirectIsNotFollowed(t *testing.T) {
	trap := 0
	other := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { trap++ }))
	t.Cleanup(other.Close)
	m, _ := serve(t, Config{API: APIChat}, openaitest.Play(openaitest.Answer{Status: 307, Header: map[string]string{"Location": other.URL}}))
	var failed *Error
	if _, err := collect(t.Context(), m, request("Hei")); !errors.As(err, &failed) || failed.Kind != Setting || trap > 0 {
		t.Errorf("error %v, %d requests at the other server; want %s and none", err, trap, Setting)
	}
}

func TestLongErrorIsCut(t *testing.T) {
	m, _ := serve(t, Config{API: APIChat}, openaitest.Play(openaitest.Answer{Status: 400, Raw: `{"error":{"message":"` + strings.Repeat("x", 8<<20) + `"}}`}))
	if _, err := collect(t.Context(), m, request("Hei")); err == nil || len(err.Error()) > 1000 {
		t.Errorf("error of %d bytes", len(err.Error()))
	}
}

func TestSettings(t *testing.T) {
	good := Config{BaseURL: "https://api.example.org/v1", Key: testKey, Model: "m"}
	for name, test := range map[string]struct {
		change func(*Config)
		names  string // the setting that the error names, "" for none
	}{
		"all set":          {func(*Config) {}, ""},
		"own machine":      {func(c *Config) { c.BaseURL, c.Key = "http://127.0.0.1:11434/v1", "" }, ""},
		"own network":      {func(c *Config) { c.BaseURL = "http://malli:8000/v1" }, ""},
		"no model":         {func(c *Config) { c.Model = "" }, SettingModel},
		"no key":           {func(c *Config) { c.Key = "" }, SettingKey},
		"key with newline": {func(c *Config) { c.Key += "\n" }, SettingKey},
		"unencrypted":      {func(c *Config) { c.BaseURL = "http://api.example.org/v1" }, SettingBaseURL},
		"no address":       {func(c *Config) { c.BaseURL = "api.example.org" }, SettingBaseURL},
		"password in it":   {func(c *Config) { c.BaseURL = "https://u:p@api.example.org/v1" }, SettingBaseURL},
		"unknown API":      {func(c *Config) { c.API = "completions" }, SettingAPI},
	} {
		t.Run(name, func(t *testing.T) {
			c := good
			test.change(&c)
			_, err := New(c)
			if (err == nil) != (test.names == "") || err != nil && (!strings.Contains(err.Error(), test.names) || strings.Contains(err.Error(), testKey)) {
				t.Errorf("error %v, want one that names %q", err, test.names)
			}
		})
	}
}

// TestBrokenAnswersAreCounted: a server bills what it has read and written, also when the
// answer does not arrive whole. What it refuses at once costs nothing.
func TestBrokenAnswersAreCounted(t *testing.T) {
	for _, api := range bothAPIs {
		for fault, counted := range map[openaitest.Fault]bool{
			openaitest.Cut: true, openaitest.Reset: true, openaitest.MidError: true, openaitest.Hang: true,
			openaitest.Storm: false, openaitest.Failure: false,
		} {
			t.Run(fmt.Sprintf("%s/%s", api, fault), func(t *testing.T) {
				t.Parallel()
				c := short()
				c.API = api
				m, s := serve(t, c, openaitest.Play(openaitest.Answer{Text: strings.Repeat("Mikä organisaatio hakee rahoitusta? ", 10)}))
				s.Break = func(int) openaitest.Fault { return fault }
				used := agent.Usage{}
				for chunk, err := range m.Generate(t.Context(), request("Hei")) {
					if err == nil && chunk.Usage != nil {
						used.Input += chunk.Usage.Input
						used.Output += chunk.Usage.Output
					}
				}
				if counted != (used.Input > 1000 && used.Output > 0) || !counted && used != (agent.Usage{}) {
					t.Errorf("counted %+v in %d requests", used, len(s.Requests()))
				}
			})
		}
	}
}
