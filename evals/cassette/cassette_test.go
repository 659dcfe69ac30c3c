package cassette

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
)

const secret = "sk-very-secret-0123456789"

// service streams as an OpenAI-compatible server does, and counts what it is asked.
type service struct {
	*httptest.Server
	asked atomic.Int32
}

func serve(t *testing.T, answer func(w http.ResponseWriter, n int)) *service {
	t.Helper()
	s := &service{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer "+secret {
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		answer(w, int(s.asked.Add(1)))
	}))
	t.Cleanup(s.Close)
	return s
}

// stream answers with the number of the request, in pieces, and repeats the key as a careless server may.
func stream(w http.ResponseWriter, n int) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Set-Cookie", "session="+secret)
	for _, piece := range []string{fmt.Sprintf("Hyvää %d", n), "päivää", secret} {
		fmt.Fprintf(w, "data: {\"delta\":%q}\n\n", piece)
		w.(http.Flusher).Flush()
	}
	fmt.Fprint(w, "data: [DONE]\n\n")
}

// conversation talks through a tape and returns what was answered; an error stands for its answer.
func conversation(t *testing.T, file string, mode Mode, url, key string, bodies ...string) (answers []string, err error) {
	t.Helper()
	tape, err := Open(file, mode, http.DefaultTransport)
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: tape}
	for _, body := range bodies {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/v1/chat/completions?key="+key, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer "+key)
		resp, err := client.Do(req)
		if err != nil {
			answers = append(answers, err.Error())
			continue
		}
		data, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		answers = append(answers, fmt.Sprint(resp.StatusCode, " ", resp.Header.Get("Content-Type"), " ", string(data), err))
	}
	return answers, tape.Close()
}

func ask(text, callID string) string {
	return fmt.Sprintf(`{"model":"m","messages":[{"role":"user","content":%q},{"role":"tool","tool_call_id":%q}],"temperature":0.10}`, text, callID)
}

func TestWhatIsRecordedIsPlayedWithoutTheService(t *testing.T) {
	s, file := serve(t, stream), filepath.Join(t.TempDir(), "tapes", "a.jsonl")
	recorded, err := conversation(t, file, Record, s.URL, secret, ask("hei", "c-17"), ask("mitä", "c-17"), ask("hei", "c-17"))
	if err != nil || s.asked.Load() != 3 {
		t.Fatalf("asked %d times, error %v", s.asked.Load(), err)
	}
	for _, mode := range []Mode{Strict, Replay} {
		// The order is another, the ids are others, and there is no key: equal requests get their answers in order.
		played, err := conversation(t, file, mode, "http://127.0.0.1:1", "", ask("hei", "x"), ask("hei", "x"), ask("mitä", "x"))
		if err != nil || len(played) != 3 {
			t.Fatalf("%s: %d answers, error %v", mode, len(played), err)
		}
		for i, from := range []int{0, 2, 1} {
			if want := strings.ReplaceAll(recorded[from], secret, "[secret]"); played[i] != want {
				t.Errorf("%s: answer %d is %q, want %q", mode, i, played[i], want)
			}
		}
	}
}

func TestKeysAreNotRecorded(t *testing.T) {
	s, file := serve(t, stream), filepath.Join(t.TempDir(), "a.jsonl")
	if _, err := conversation(t, file, Record, s.URL, secret, ask("my key is "+secret, "c")); err != nil {
		t.Fatal(err)
	}
	if _, err := conversation(t, file, Replay, s.URL, "sk-wrong-key-0000", ask("refused", "c")); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"secret-01", "Bearer", "ookie", "wrong-key", "refused", "key="} {
		if strings.Contains(string(data), bad) {
			t.Errorf("%q is in the tape:\n%s", bad, data)
		}
	}
	if !strings.Contains(string(data), "[secret]") {
		t.Errorf("nothing was blotted out:\n%s", data)
	}
}

func TestStrictTapesNameTheFirstDifference(t *testing.T) {
	s, file := serve(t, stream), filepath.Join(t.TempDir(), "a.jsonl")
	kept := `{"model":"m","messages":[{"role":"system","content":"one\ntwo\nthree"}],"tools":[{"name":"set","n":1}]}`
	if _, err := conversation(t, file, Record, s.URL, secret, kept); err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, old, new, want string }{
		{"prompt", "two", "2", `messages[0].content line 2: kept "two", now "2"`},
		{"longer prompt", "three", `three\nfour`, `messages[0].content line 4: kept nothing, now "four"`},
		{"schema", `"n":1`, `"n":2`, `tools[0].n: kept "1", now "2"`},
		{"more tools", `{"name":"set","n":1}`, `{"name":"set","n":1},{}`, "tools: kept 1 items, now 2"},
		{"parameter", `"model":"m"`, `"model":"m","seed":1`, `seed: kept nothing, now "1"`},
		{"type", `"model":"m"`, `"model":[]`, `model: kept "m", now a list or object`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			answers, err := conversation(t, file, Strict, s.URL, secret, strings.Replace(kept, tt.old, tt.new, 1))
			var miss *Miss
			if !errors.As(err, &miss) || !strings.Contains(err.Error(), tt.want) || !strings.Contains(answers[0], tt.want) {
				t.Errorf("answer %q, error %v, want %q", answers, err, tt.want)
			}
		})
	}
	if _, err := conversation(t, file, Strict, s.URL, secret, kept, kept); err == nil || !strings.Contains(err.Error(), "no more answers") {
		t.Errorf("asked more often than recorded: %v", err)
	}
	if s.asked.Load() != 1 {
		t.Errorf("a strict tape asked the service %d times", s.asked.Load()-1)
	}
}

func TestReplayAsksForAndKeepsWhatIsNew(t *testing.T) {
	s, file := serve(t, stream), filepath.Join(t.TempDir(), "a.jsonl")
	for _, want := range []int32{1, 2, 2} {
		bodies := []string{ask("hei", "c"), ask("uusi", "c")}[:min(want, 2)]
		if _, err := conversation(t, file, Replay, s.URL, secret, bodies...); err != nil || s.asked.Load() != want {
			t.Errorf("asked %d times, want %d; error %v", s.asked.Load(), want, err)
		}
	}
	if _, err := conversation(t, file, Record, s.URL, secret, ask("hei", "c")); err != nil || s.asked.Load() != 3 {
		t.Errorf("a new recording asked %d times, want 3; error %v", s.asked.Load(), err)
	}
	if answers, err := conversation(t, file, Strict, s.URL, secret, ask("uusi", "c")); err == nil {
		t.Errorf("a new recording kept the old one: %q", answers)
	}
}

func TestFailuresOfTheServiceArePlayedToo(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, n int) {
		if n == 1 {
			w.Header().Set("Retry-After", "7")
			http.Error(w, "busy", http.StatusTooManyRequests)
			return
		}
		w.Header().Set("Content-Length", "100") // and breaks off
		fmt.Fprint(w, "data: half")
	})
	file := filepath.Join(t.TempDir(), "a.jsonl")
	recorded, err := conversation(t, file, Record, s.URL, secret, ask("hei", "c"), ask("hei", "c"))
	if err != nil {
		t.Fatal(err)
	}
	played, err := conversation(t, file, Strict, s.URL, secret, ask("hei", "c"), ask("hei", "c"))
	if err != nil || strings.Join(played, "|") != strings.Join(recorded, "|") || !strings.Contains(played[0], "429") ||
		!strings.Contains(played[1], io.ErrUnexpectedEOF.Error()) {
		t.Errorf("recorded %q, played %q, error %v", recorded, played, err)
	}
}

func TestOpenRefusesABrokenTape(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.jsonl")
	if err := os.WriteFile(file, []byte("{}\n{\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(file, Strict, nil); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v, want one of line 2", err)
	}
	tape, err := Open(filepath.Join(file, "below-a-file"), Record, nil)
	if err == nil {
		t.Errorf("a tape below a file was opened: %+v", tape)
	}
}
