package main

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"luonnos/agent/openai"
	"luonnos/agent/openai/openaitest"
	"luonnos/evals"
	"luonnos/tools"
)

func TestModelOfTheSettings(t *testing.T) {
	const key = "sk-test-0123456789"
	file := filepath.Join(t.TempDir(), "key")
	if err := os.WriteFile(file, []byte(key+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		env   map[string]string
		model string
		names string // the setting that the error names
	}{
		"nothing":        {nil, "guided", ""},
		"forced":         {map[string]string{"OPENAI_API_KEY": key, "LUONNOS_MODEL": "guided"}, "guided", ""},
		"key":            {map[string]string{"OPENAI_API_KEY": key}, "openai:" + openai.DefaultModel, ""},
		"key in a file":  {map[string]string{"OPENAI_API_KEY_FILE": file, "LUONNOS_MODEL": "m"}, "openai:m", ""},
		"own server":     {map[string]string{"LUONNOS_OPENAI_BASE_URL": "http://127.0.0.1:11434/v1", "LUONNOS_MODEL": "qwen"}, "openai:qwen", ""},
		"no model named": {map[string]string{"LUONNOS_OPENAI_BASE_URL": "http://127.0.0.1:11434/v1"}, "", "LUONNOS_MODEL"},
		"no key":         {map[string]string{"LUONNOS_MODEL": "gpt"}, "", "OPENAI_API_KEY"},
		"no such file":   {map[string]string{"OPENAI_API_KEY_FILE": file + "x", "LUONNOS_MODEL": "m"}, "", "OPENAI_API_KEY_FILE"},
		"wrong API":      {map[string]string{"OPENAI_API_KEY": key, "LUONNOS_OPENAI_API": "rest"}, "", "LUONNOS_OPENAI_API"},
		"wrong trait":    {map[string]string{"OPENAI_API_KEY": key, "LUONNOS_OPENAI_TRAITS": "fast"}, "", "LUONNOS_OPENAI_TRAITS"},
		"not encrypted":  {map[string]string{"OPENAI_API_KEY": key, "LUONNOS_MODEL": "m", "LUONNOS_OPENAI_BASE_URL": "http://example.org/v1"}, "", "LUONNOS_OPENAI_BASE_URL"},
	} {
		t.Run(name, func(t *testing.T) {
			e := env{getenv: func(s string) string { return test.env[s] }}
			m, err := modelOf(e, slog.New(slog.DiscardHandler))
			switch {
			case test.names != "" && (err == nil || !strings.Contains(err.Error(), test.names) || strings.Contains(err.Error(), key)):
				t.Errorf("error %v, want one that names %s and not the key", err, test.names)
			case test.names == "" && (err != nil || m.Name() != test.model):
				t.Errorf("model %v, error %v; want %s", m, err, test.model)
			}
		})
	}
}

// TestLanguageModelInTheProgram lets the program talk to a model, which then fails.
func TestLanguageModelInTheProgram(t *testing.T) {
	var down atomic.Bool
	llm := openaitest.New(func(int, *openaitest.Request) openaitest.Answer {
		if down.Load() {
			return openaitest.Answer{Status: 500}
		}
		return openaitest.Answer{Text: "Kielimalli kysyy: mikä organisaatio hakee? [[A1]]", Usage: openaitest.Usage{Input: 4321, Output: 20}}
	})
	t.Cleanup(llm.Close)
	t.Setenv("LUONNOS_OPENAI_BASE_URL", llm.URL())
	t.Setenv("LUONNOS_MODEL", "test-model")
	p := startProcess(t, "sqlite:"+filepath.Join(t.TempDir(), "luonnos.db"))
	var made struct{ ID string }
	p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	conn := p.dial(made.ID)
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "hello", "after": 0, "lang": "fi"}); err != nil {
		t.Fatal(err)
	}
	readUntil(t, conn, "RUN_FINISHED")
	reply := tell(t, conn, "m1", "Hei")
	if !strings.Contains(reply, "Kielimalli kysyy: mikä organisaatio hakee?") || strings.Contains(reply, "[[A1]]") ||
		!strings.Contains(reply, "luonnos.asks") || !strings.Contains(reply, "4321") {
		t.Errorf("the model's words, what it asks or its tokens are missing: %s", reply)
	}
	down.Store(true)
	const notice = "Kielimalli ei ole juuri nyt käytettävissä"
	reply = tell(t, conn, "m2", "Uudistuksen kohteena on hakemusten käsittely.")
	if strings.Count(reply, notice) != 1 || !strings.Contains(reply, "luonnos.receipt") || !strings.Contains(reply, "luonnos.asks") {
		t.Errorf("the guided interviewer did not take over: %s", reply)
	}
	if reply = tell(t, conn, "m3", "Tarkoitus on nopeampi palvelu."); strings.Contains(reply, notice) {
		t.Errorf("it says so again: %s", reply)
	}
	down.Store(false)
	if reply = tell(t, conn, "m4", "Hei taas"); !strings.Contains(reply, "Kielimalli kysyy") {
		t.Errorf("the model did not come back: %s", reply)
	}
}

// TestCompetentModelOverTheWebsocket plays a case of each language through the
// websocket, the turn loop, the adapter and HTTP.
func TestCompetentModelOverTheWebsocket(t *testing.T) {
	var files []string
	for _, name := range []string{"p01-fi-varhaiskasvatus", "p02-sv-hemvard", "l01-en-permits"} {
		files = append(files, filepath.Join("..", "..", "evals", "cases", name+".yaml"))
	}
	list, err := evals.LoadCases(files...)
	if err != nil {
		t.Fatal(err)
	}
	var brain atomic.Pointer[openaitest.Competent] // of the case that is played
	llm := openaitest.New(func(n int, r *openaitest.Request) openaitest.Answer { return brain.Load().Respond(n, r) })
	t.Cleanup(llm.Close)
	m, err := openai.New(openai.Config{BaseURL: llm.URL(), Model: "test"})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		s := settings{addr: "127.0.0.1:0", db: "sqlite:" + filepath.Join(t.TempDir(), "luonnos.db")}
		ended <- runServer(ctx, s, m, env{getenv: func(string) string { return "" }, stdout: in, stderr: io.Discard})
		in.Close()
	}()
	base, token := announced(t, out)
	runner := evals.Runner{Model: "openai:test", Styles: []evals.Style{evals.Normal}, Trials: 1, Seed: 1, Jobs: 1, MaxTurns: 120}
	runner.Open = func(ctx context.Context, o evals.Opening) (evals.Session, error) {
		brain.Store(&openaitest.Competent{Case: o.Case})
		return evals.Dial(ctx, base, token, o.Lang)
	}
	err = runner.Run(ctx, list, func(trial *evals.Trial) error {
		if !trial.Row.Success {
			t.Errorf("%s: no success: %+v", trial.Case.ID, trial.Row)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
	for _, r := range llm.Requests() {
		for _, c := range list {
			for _, name := range tools.People(c.Gold) {
				if strings.ToLower(name) != name && strings.Contains(string(r.Body), name) {
					t.Fatalf("%s was sent to the model", name)
				}
			}
		}
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
}

// announced reads where the server is and the token for programs.
func announced(t *testing.T, out io.Reader) (base, token string) {
	t.Helper()
	lines := bufio.NewScanner(out)
	for token == "" && lines.Scan() {
		line := strings.TrimSpace(lines.Text())
		if at, _, ok := strings.Cut(line, "/enter#"); ok {
			base = at
		}
		if after, ok := strings.CutPrefix(line, "Authorization: Bearer "); ok {
			token = after
		}
	}
	if base == "" || token == "" {
		t.Fatal("the server did not start")
	}
	go io.Copy(io.Discard, out)
	return base, token
}

// TestEvalOfALanguageModel plays a case against a server, and again from the recording
// when there is none.
func TestEvalOfALanguageModel(t *testing.T) {
	llm := openaitest.New(openaitest.Play(openaitest.Answer{Text: "Mikä organisaatio hakee rahoitusta? [[A1]]"}))
	env := map[string]string{"LUONNOS_OPENAI_BASE_URL": llm.URL()}
	tapes := t.TempDir()
	line := []string{"eval", "run", filepath.Join("..", "..", "evals", "cases", "p01-fi-varhaiskasvatus.yaml"), "--model", "openai:test", "--style", "normal", "--max-turns", "2"}
	_, recorded, stderr := runIn(t, env, append(line, "--record", tapes)...)
	asked := len(llm.Requests())
	llm.Close()
	_, replayed, stderr2 := runIn(t, env, append(line, "--replay", tapes)...)
	if asked != 3 || recorded != replayed || !strings.Contains(recorded, "infrastructure errors 0") {
		t.Errorf("%d requests; recorded:\n%s%s\nreplayed:\n%s%s", asked, recorded, stderr, replayed, stderr2)
	}
}

// TestWhatLeftTheHouseIsInTheTranscript pins that, when it is set so, experts see what was
// sent: with names hidden and codes taken out, and of failed requests too.
func TestWhatLeftTheHouseIsInTheTranscript(t *testing.T) {
	var asked atomic.Int32
	llm := openaitest.New(func(int, *openaitest.Request) openaitest.Answer {
		if asked.Add(1) == 2 {
			return openaitest.Answer{Status: 401}
		}
		return openaitest.Answer{Text: "Mikä organisaatio hakee? [[A1]]"}
	})
	t.Cleanup(llm.Close)
	t.Setenv("LUONNOS_OPENAI_BASE_URL", llm.URL())
	t.Setenv("LUONNOS_MODEL", "test-model")
	t.Setenv(openai.SettingKeep, "requests")
	p := startProcess(t, "sqlite:"+filepath.Join(t.TempDir(), "luonnos.db"))
	var made struct{ ID string }
	p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	conn := p.dial(made.ID)
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "hello", "after": 0, "lang": "fi"}); err != nil {
		t.Fatal(err)
	}
	readUntil(t, conn, "RUN_FINISHED")
	tell(t, conn, "m1", "Vastuuhenkilö on Maija Virtanen, hetu 131052-308T.")
	var log struct {
		Entries []struct {
			Kind string
			Data struct{ Sent []string }
		}
	}
	p.call("GET", "/v1/plans/"+made.ID+"/transcript", "", &log)
	var sent []string
	for _, e := range log.Entries {
		sent = append(sent, e.Data.Sent...)
	}
	all := strings.Join(sent, "\n")
	if len(sent) < 2 || !strings.Contains(all, "Vastuuhenkilö on [P-") || strings.Contains(all, "Virtanen") || strings.Contains(all, "131052") {
		t.Errorf("the transcript has as sent %q; want the failed request, with its names hidden", sent)
	}
}
