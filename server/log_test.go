package server_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"luonnos/server"
)

// journal is a log that a test reads.
type journal struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.Write(p)
}

func (j *journal) String() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.buf.String()
}

// TestLogHasIDsAndNoContent sends one word by all ways in, good and bad.
func TestLogHasIDsAndNoContent(t *testing.T) {
	const word = "kanarialintu"
	var log journal
	w := open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) {
		c.Log = slog.New(slog.NewJSONHandler(&log, nil))
	})
	cookie := w.enter()
	ticket := server.NewTicket(secret, clock)
	if status, _ := w.redeem(ticket, w.http.URL); status != http.StatusNoContent {
		t.Fatalf("enter: %d", status)
	}
	w.redeem(ticket, w.http.URL)
	w.request("POST", "/v1/plans", `{"title":"`+word+`"}`, nil)
	w.request("POST", "/v1/plans", `{"`+word+`":"`+word+`"}`, nil)
	w.request("POST", "/v1/plans", word, nil)
	w.request("GET", "/v1/plans/"+word, "", nil)
	w.request("GET", "/v1/search?q="+word, "", nil)
	w.request("GET", "/v1/plans", "", http.Header{"Authorization": {"Bearer " + word}})
	id := w.create()
	c := w.join(id, 0)
	for _, frame := range []string{
		`{"type":"edit","id":"e1","rev":1,"set":[{"path":"target.object","value":["` + word + `"]}]}`,
		`{"type":"edit","id":"e2","rev":1,"set":[{"path":"` + word + `","value":1}]}`,
		`{"type":"attest","id":"a1","what":["` + word + `"],"by":"` + word + `"}`,
		`{"type":"message","id":"m1","text":"` + word + `"}`,
		`{"type":"message","id":"m2","text":"Kohteena on ` + word + `."}`,
		`{"type":"` + word + `"}`,
		`{"type":"message","id":"` + word + ` ","` + word + `":1}`,
		`{"type":"message","id":"x","text":"` + word,
		`{"type":"message","id":"m3","text":"Räjähdä."}`,
		`{"type":"message","id":"m4","text":"Kaadu."}`,
	} {
		if err := c.conn.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		c.until("RUN_ERROR")
	}
	w.close()
	text := log.String()
	for what, secret := range map[string]string{
		"content": word, "token": token, "ticket": ticket, "cookie": strings.TrimPrefix(cookie, "luonnos="), "the server's key": string(secret),
	} {
		if strings.Contains(text, secret) {
			t.Errorf("%s in the log:\n%s", what, text)
		}
	}
	turns := 0
	for line := range strings.Lines(text) {
		var entry struct{ Msg, Plan, Turn, Outcome string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil {
			t.Errorf("%v: %s", err, line)
		}
		if entry.Msg == "turn" && entry.Plan == id && entry.Turn != "" && entry.Outcome != "" {
			turns++
		}
	}
	if turns < 4 {
		t.Errorf("%d turns in the log:\n%s", turns, text)
	}
}

func TestMetricsTellOfTurnsAndRefusals(t *testing.T) {
	w := start(t)
	c := w.join(w.create(), 0)
	c.say("m1", "Moi.")
	c.until("RUN_FINISHED")
	c.send(map[string]any{"type": "kummallinen"})
	c.until("luonnos.error")
	_, body, _ := w.request("GET", "/metrics", "", nil)
	for _, want := range []string{
		`luonnos_turn_seconds_count{outcome="success"} 2`, // with the greeting
		`luonnos_refusals_total{code="unknown_type"} 1`,
		"luonnos_frames_total 3\n", "luonnos_sockets 1\n", "luonnos_outbox_bytes 0\n", "luonnos_commit_seconds_count 3\n",
		"\ngo_goroutines ", "\nprocess_resident_memory_bytes ",
	} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in\n%s", want, body)
		}
	}
	if strings.Contains(body, "kummallinen") {
		t.Error("a sender's word is a label")
	}
}
