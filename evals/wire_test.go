package evals

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"
	"github.com/wI2L/jsondiff"

	"luonnos/tools/plan"
)

// wireToy serves a toy interviewer as DESIGN section 6 has it: a snapshot on hello, then patches.
type wireToy struct {
	toy   *toy
	conn  *websocket.Conn
	sent  []byte // the state that the client has
	after func() // called before a run ends, when set
}

func (w *wireToy) event(kind string, fields map[string]any) {
	e := map[string]any{"type": kind}
	for k, v := range fields {
		e[k] = v
	}
	_ = w.conn.WriteJSON(e)
}

func (w *wireToy) custom(name string, value any) {
	w.event("CUSTOM", map[string]any{"name": name, "value": value})
}

func (w *wireToy) state() {
	s := w.toy.snapshot()
	now, _ := json.Marshal(map[string]any{"rev": 1, "plan": s.Plan, "criteria": s.Report, "provenance": s.Provenance})
	if w.sent == nil {
		w.event("STATE_SNAPSHOT", map[string]any{"snapshot": json.RawMessage(now)})
	} else if patch, _ := jsondiff.CompareJSON(w.sent, now); len(patch) > 0 {
		w.event("STATE_DELTA", map[string]any{"delta": patch})
	}
	w.sent = now
}

func (w *wireToy) message(id, role, text string) {
	w.event("TEXT_MESSAGE_START", map[string]any{"messageId": id, "role": role})
	half := len(text) / 2
	for half > 0 && text[half]&0xC0 == 0x80 {
		half--
	}
	for _, part := range []string{text[:half], text[half:]} {
		w.event("TEXT_MESSAGE_CONTENT", map[string]any{"messageId": id, "delta": part})
	}
	w.event("TEXT_MESSAGE_END", map[string]any{"messageId": id})
}

func (w *wireToy) reply(r Reply) {
	w.message("a", "assistant", r.Text)
	if len(r.Asks) > 0 {
		w.custom("luonnos.asks", map[string]any{"paths": r.Asks})
	}
	if len(r.Cites) > 0 {
		w.custom("luonnos.cite", map[string]any{"passages": r.Cites})
	}
}

func (w *wireToy) serve(ctx context.Context, next func() (json.RawMessage, bool)) {
	for {
		data, ok := next()
		if !ok {
			return
		}
		var f struct {
			Type, ID, Text string
			What           []string
			By, Title      string
			Date           plan.Date
		}
		_ = json.Unmarshal(data, &f)
		switch f.Type {
		case "hello":
			w.custom("luonnos.welcome", map[string]any{"plan": "p"})
			w.state()
			first, _ := w.toy.Start(ctx)
			w.reply(first)
			w.custom("luonnos.ready", map[string]any{})
		case "message":
			w.custom("luonnos.ack", map[string]any{"id": f.ID, "seq": 1})
			w.message("u", "user", f.Text)
			w.event("RUN_STARTED", nil)
			r, _ := w.toy.Say(ctx, f.Text)
			w.event("TOOL_CALL_START", map[string]any{"toolCallId": "c", "toolCallName": "fill"})
			w.event("TOOL_CALL_ARGS", map[string]any{"toolCallId": "c", "delta": `{}`})
			failed := map[string]any{"luonnos": map[string]any{"seq": 2, "failed": true}}
			w.event("TOOL_CALL_RESULT", map[string]any{"toolCallId": "c", "content": "bad", "metadata": failed})
			w.event("TOOL_CALL_START", map[string]any{"toolCallId": "d", "toolCallName": "fill"})
			w.event("TOOL_CALL_RESULT", map[string]any{"toolCallId": "d", "content": "ok", "metadata": map[string]any{"luonnos": map[string]any{"seq": 3}}})
			w.reply(r)
			if w.after != nil {
				w.after()
			}
			w.event("RUN_FINISHED", map[string]any{"usage": []map[string]any{{"inputTokens": 3, "outputTokens": 2}}})
			w.state() // after the end of the run: the client must still see it
		case "attest":
			_, _ = w.toy.Attest(ctx, plan.Attestation{What: f.What, By: f.By, Title: f.Title, Date: f.Date})
			w.custom("luonnos.ack", map[string]any{"id": f.ID, "seq": 1})
			w.state()
		case "ping":
			w.custom("luonnos.pong", map[string]any{})
		}
	}
}

func serveToy(t *testing.T, c *Case, change func(*wireToy)) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/plans", func(rw http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer secret" {
			http.Error(rw, "no", http.StatusUnauthorized)
			return
		}
		rw.WriteHeader(http.StatusCreated)
		_, _ = rw.Write([]byte(`{"id":"p 1"}`))
	})
	mux.HandleFunc("GET /v1/plans/{plan}/ws", func(rw http.ResponseWriter, r *http.Request) {
		up := websocket.Upgrader{Subprotocols: []string{"luonnos.v1"}}
		conn, err := up.Upgrade(rw, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		w := &wireToy{toy: newToy(c), conn: conn}
		if change != nil {
			change(w)
		}
		w.serve(r.Context(), func() (json.RawMessage, bool) {
			_, data, err := conn.ReadMessage()
			return data, err == nil
		})
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	return srv.URL
}

// TestWireEqualsInProcess plays cases over the wire and in process: the rows are the same.
func TestWireEqualsInProcess(t *testing.T) {
	for _, c := range loadCases(t, append(pair, "cases/d03-en-customs.yaml")...) {
		s, err := Dial(t.Context(), serveToy(t, c, nil), "secret", c.Lang)
		if err != nil {
			t.Fatal(err)
		}
		over, err := Play(t.Context(), s, NewApplicant(c, Normal, 1), 120)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		in, err := Play(t.Context(), newToy(c), NewApplicant(c, Normal, 1), 120)
		if err != nil {
			t.Fatal(err)
		}
		got, want := Score(c, Normal, over), Score(c, Normal, in)
		if got.ToolCalls != 2*got.Turns || got.ToolErrors != got.Turns || got.Recovered != got.Turns || got.Tokens != (Usage{Input: 3 * got.Turns, Output: 2 * got.Turns}) {
			t.Errorf("%d tool calls, %d failed, %d made good, tokens %+v in %d turns", got.ToolCalls, got.ToolErrors, got.Recovered, got.Tokens, got.Turns)
		}
		got.ToolCalls, got.ToolErrors, got.Recovered, got.Tokens = 0, 0, 0, Usage{}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: over the wire (+) and in process (-) differ:\n%s", c.ID, diff)
		}
	}
}

func TestWireFailures(t *testing.T) {
	c := loadCase(t, "p01-fi-varhaiskasvatus")
	if _, err := Dial(t.Context(), serveToy(t, c, nil), "wrong", c.Lang); !errors.Is(err, ErrWire) || !strings.Contains(err.Error(), "401") {
		t.Errorf("wrong token: %v", err)
	}
	tests := []struct {
		name  string
		after func(*wireToy)
		want  string
	}{
		{"server error", func(w *wireToy) { w.custom("luonnos.error", map[string]any{"code": "busy", "message": "later"}) }, "busy: later"},
		{"bad patch", func(w *wireToy) {
			w.event("STATE_DELTA", map[string]any{"delta": []map[string]any{{"op": "remove", "path": "/none"}}})
		}, "patch"},
		{"no JSON", func(w *wireToy) { _ = w.conn.WriteMessage(websocket.TextMessage, []byte("{")) }, "unexpected"},
		{"connection lost", func(w *wireToy) { _ = w.conn.Close() }, "read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			url := serveToy(t, c, func(w *wireToy) { w.after = func() { tt.after(w) } })
			s, err := Dial(t.Context(), url, "secret", c.Lang)
			if err != nil {
				t.Fatal(err)
			}
			defer s.Close()
			if _, err := s.Start(t.Context()); err != nil {
				t.Fatal(err)
			}
			if _, err := s.Say(t.Context(), "Hei"); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// TestWireHeedsItsContext: a server that never ends its turn does not hold the run.
func TestWireHeedsItsContext(t *testing.T) {
	c := loadCase(t, "p01-fi-varhaiskasvatus")
	gate := make(chan struct{})
	url := serveToy(t, c, func(w *wireToy) { w.after = func() { <-gate } })
	t.Cleanup(func() { close(gate) })
	s, err := Dial(t.Context(), url, "secret", c.Lang)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := s.Say(ctx, "Hei"); err == nil {
		t.Error("no error")
	}
}
