package server_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/agent"
	"luonnos/knowledge"
	"luonnos/server"
	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/tools"
	"luonnos/tools/plan"
)

const (
	token   = "test-token"
	patient = 20 * time.Second // how long a test waits for what must come
)

var (
	secret = bytes.Repeat([]byte("s"), 32)
	clock  = time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC)
	pages  = fstest.MapFS{"index.html": {Data: []byte("<!doctype html><title>Luonnos</title>")}}
)

// toy is an interviewer whose every answer follows from the last message.
type toy struct{ waiting chan struct{} }

func (*toy) Name() string { return "toy" }

func (m *toy) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	return func(yield func(agent.Chunk, error) bool) {
		if len(req.Messages) == 0 {
			_ = yield(agent.Chunk{Text: "Hei! "}, nil) &&
				yield(agent.Chunk{Text: "Mikä on kohde?", Asks: []plan.Path{"target.object"}, Finish: agent.Stop}, nil)
			return
		}
		last := req.Messages[len(req.Messages)-1]
		if last.Role == agent.ToolRole {
			_ = yield(agent.Chunk{Text: "Selvä. "}, nil) &&
				yield(agent.Chunk{Text: "Mikä on tarkoitus?", Asks: []plan.Path{"target.purpose"}, Finish: agent.Stop}, nil)
			return
		}
		if last.Text == "Mitä sanoin?" {
			var said []string
			for _, m := range req.Messages {
				said = append(said, m.Text)
			}
			yield(agent.Chunk{Text: strings.Join(said, "|"), Finish: agent.Stop}, nil)
			return
		}
		if call, ok := m.call(last.Text); ok {
			yield(agent.Chunk{Calls: []tools.Call{call}, Finish: agent.ToolCalls}, nil)
			return
		}
		m.say(ctx, last.Text, yield)
	}
}

// call turns "Kohteena on X." into a stored value, and so on.
func (*toy) call(text string) (tools.Call, bool) {
	args := func(v any) json.RawMessage {
		data, err := json.Marshal(v)
		if err != nil {
			panic(err)
		}
		return data
	}
	object, ok := strings.CutPrefix(text, "Kohteena on ")
	switch {
	case ok:
		value := map[string]any{"object": strings.TrimSuffix(object, ".")}
		return tools.Call{ID: "c", Name: "set_target", Arguments: args(map[string]any{"values": value, "evidence": []string{text}})}, true
	case text == "Ehdota.":
		value := map[string]any{"path": "target.purpose", "text": "nopeampi palvelu", "reason": "pyydettiin"}
		return tools.Call{ID: "c", Name: "propose", Arguments: args(value)}, true
	case text == "Peru.":
		return tools.Call{ID: "c", Name: "undo", Arguments: args(map[string]any{})}, true
	case text == "Roskaa.":
		return tools.Call{ID: "c", Name: "set_target", Arguments: json.RawMessage(`{"values":`)}, true
	default:
		return tools.Call{}, false
	}
}

// waits is long enough to be shown before it is known whether a tool call follows.
const waits = "Odotan, kunnes joku pyytää minua lopettamaan. Sillä välin kerron pitkästi ja perusteellisesti, että odotan edelleen, " +
	"enkä tee muuta kuin odotan, koska minua on pyydetty odottamaan eikä kukaan ole vielä sanonut, että riittää. "

// What experts alone may see of the turn after "Lupaa.".
const (
	sentOut  = "lähetetty kielimallille"
	promised = "Saatte rahoituksen varmasti."
)

func (m *toy) say(ctx context.Context, text string, yield func(agent.Chunk, error) bool) {
	switch text {
	case "Kaadu.":
		yield(agent.Chunk{}, errors.New("toy: out of order"))
	case "Räjähdä.":
		panic("toy: boom")
	case "Lupaa.":
		_ = yield(agent.Chunk{Sent: sentOut}, nil) && yield(agent.Chunk{Text: promised, Finish: agent.Stop}, nil)
	case "Odota.":
		if !yield(agent.Chunk{Text: waits + "Ja"}, nil) { // a next sentence shows that the one before has ended
			return
		}
		select {
		case m.waiting <- struct{}{}:
			<-ctx.Done()
		case <-ctx.Done():
		}
		yield(agent.Chunk{}, ctx.Err())
	default:
		yield(agent.Chunk{Text: "Kuulin: " + text, Finish: agent.Stop}, nil)
	}
}

// world is a running server with its store.
type world struct {
	t        *testing.T
	model    *toy
	store    store.Store
	register *register.Register
	srv      *server.Server
	http     *httptest.Server
}

// open starts a server on the database file, which may exist.
func open(t *testing.T, file string, change func(*server.Config)) *world {
	t.Helper()
	leak(t)
	conversations, err := sqlite.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, model: &toy{waiting: make(chan struct{}, 8)}, store: conversations}
	config := server.Config{
		Store: conversations, Register: registerOf(t, file), Agent: &agent.Agent{Model: w.model, Tools: tools.All(), Index: index},
		Pages: pages, Secret: secret, Token: token, Now: func() time.Time { return clock },
	}
	if change != nil {
		change(&config)
	}
	w.register = config.Register
	w.srv = server.New(config)
	w.http = httptest.NewServer(w.srv.Handler())
	t.Cleanup(w.close)
	return w
}

// registerOf opens the register in a database file.
func registerOf(t *testing.T, file string) *register.Register {
	t.Helper()
	db, err := sqlite.Beside(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Errorf("close register: %v", err)
		}
	})
	r, err := register.Open(t.Context(), db, register.SQLite, func() time.Time { return clock })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func start(t *testing.T) *world {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "luonnos.db"), nil)
}

// close stops the server as SIGTERM does. It may be called twice.
func (w *world) close() {
	if w.http == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), patient)
	defer cancel()
	if err := w.srv.Shutdown(ctx); err != nil {
		w.t.Errorf("shutdown: %v", err)
	}
	w.http.CloseClientConnections()
	w.http.Close()
	if err := w.store.Close(); err != nil {
		w.t.Errorf("close store: %v", err)
	}
	w.http = nil
}

// leak fails the test when goroutines are left once all is closed.
func leak(t *testing.T) {
	t.Helper()
	before := runtime.NumGoroutine()
	t.Cleanup(func() {
		http.DefaultClient.CloseIdleConnections()
		deadline := time.Now().Add(patient)
		for runtime.NumGoroutine() > before {
			if time.Now().After(deadline) {
				stacks := make([]byte, 1<<16)
				t.Errorf("%d goroutines before, %d after:\n%s", before, runtime.NumGoroutine(), stacks[:runtime.Stack(stacks, true)])
				return
			}
			runtime.Gosched()
		}
	})
}

// request sends a request as a program does, and returns the status and body.
func (w *world) request(method, path, body string, header http.Header) (int, string, http.Header) {
	w.t.Helper()
	r, err := http.NewRequestWithContext(w.t.Context(), method, w.http.URL+path, strings.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	for key, values := range header {
		r.Header[key] = values
	}
	if host := header.Get("Host"); host != "" {
		r.Host = host
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer answer.Body.Close()
	data, err := io.ReadAll(answer.Body)
	if err != nil {
		w.t.Fatal(err)
	}
	if d, err := described(); err != nil {
		w.t.Fatal(err)
	} else if err := d.check(method, path, answer.StatusCode, answer.Header, string(data)); err != nil && method != http.MethodHead {
		w.t.Errorf("the answer is not as described: %v", err)
	}
	return answer.StatusCode, string(data), answer.Header
}

// create makes a plan and returns its id.
func (w *world) create() string {
	w.t.Helper()
	status, body, _ := w.request("POST", "/v1/plans", `{"lang":"fi"}`, nil)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != http.StatusCreated || made.ID == "" {
		w.t.Fatalf("create: %d %s", status, body)
	}
	return made.ID
}

// entries is the whole log of a plan.
func (w *world) entries(id string) []store.Entry {
	w.t.Helper()
	entries, err := w.store.Entries(w.t.Context(), id, 0, 100_000)
	if err != nil {
		w.t.Fatal(err)
	}
	return entries
}

// stored is all that is kept of a plan, to be compared.
func (w *world) stored(id string) string {
	w.t.Helper()
	_, draft, err := w.store.Load(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	log, err := json.Marshal(w.entries(id))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(draft.JSON()) + "\n" + string(log)
}

// client is one websocket to a plan.
type client struct {
	t     *testing.T
	conn  *websocket.Conn
	lines []string // everything received
	seq   int64    // last number seen
}

// event is what the tests look at in a server's frame.
type event struct {
	Type      string          `json:"type"`
	Name      string          `json:"name"`
	MessageID string          `json:"messageId"`
	Role      string          `json:"role"`
	RunID     string          `json:"runId"`
	Code      string          `json:"code"`
	Snapshot  json.RawMessage `json:"snapshot"`
	Delta     json.RawMessage `json:"delta"`
	Outcome   struct{ Type string }
	Value     struct {
		ID, Code, Ref, Message, Plan, Role, FI, Topic string
		Seq, Rev                                      int64
		RetryAfter                                    int `json:"retry_after"`
		Undo, Redo                                    bool
		Paths                                         []string
		Stored                                        []struct{ Path string }
	} `json:"value"`
	Metadata struct {
		Luonnos struct {
			Seq    int64
			Client string

			Replaces string
		}
	} `json:"metadata"`
	line string
}

// is reports whether the event is of the type, or the CUSTOM of that name.
func (e *event) is(what string) bool { return e.Type == what || e.Type == "CUSTOM" && e.Name == what }

// dial opens a websocket without saying hello.
func (w *world) dial(id string) *client {
	w.t.Helper()
	header := http.Header{"Authorization": {"Bearer " + token}}
	dialer := websocket.Dialer{Subprotocols: []string{"luonnos.v1"}}
	conn, answer, err := dialer.DialContext(w.t.Context(), "ws"+strings.TrimPrefix(w.http.URL, "http")+"/v1/plans/"+id+"/ws", header)
	if err != nil {
		w.t.Fatalf("dial: %v (%v)", err, answer)
	}
	w.t.Cleanup(func() { conn.Close() })
	return &client{t: w.t, conn: conn}
}

// join opens a websocket and says hello.
func (w *world) join(id string, after int64) *client {
	w.t.Helper()
	c := w.dial(id)
	c.seq = after
	c.send(map[string]any{"type": "hello", "after": after, "lang": "fi"})
	c.until("luonnos.ready")
	return c
}

func (c *client) send(v any) {
	c.t.Helper()
	if err := c.conn.WriteJSON(v); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

func (c *client) say(id, text string) {
	c.t.Helper()
	c.send(map[string]any{"type": "message", "id": id, "text": text})
}

// next is the next event.
func (c *client) next() (event, error) {
	c.conn.SetReadDeadline(time.Now().Add(patient))
	_, data, err := c.conn.ReadMessage()
	if err != nil {
		return event{}, err
	}
	e := event{line: string(data)}
	if err := json.Unmarshal(data, &e); err != nil {
		c.t.Fatalf("frame %s: %v", data, err)
	}
	c.lines = append(c.lines, e.line)
	if seq := e.Metadata.Luonnos.Seq; seq > 0 {
		if seq != c.seq+1 {
			c.t.Errorf("event %d follows %d: %s", seq, c.seq, data)
		}
		c.seq = seq
	}
	return e, nil
}

// until reads up to the first event that is what, and returns all of them.
func (c *client) until(what string) []event {
	c.t.Helper()
	var seen []event
	for {
		e, err := c.next()
		if err != nil {
			c.t.Fatalf("waiting for %s: %v; last events:\n%s", what, err, strings.Join(tail(c.lines), "\n"))
		}
		seen = append(seen, e)
		if e.is(what) {
			return seen
		}
	}
}

func tail(lines []string) []string { return lines[max(0, len(lines)-12):] }

// last reads up to the first event that is what, and returns it.
func (c *client) last(what string) event {
	c.t.Helper()
	seen := c.until(what)
	return seen[len(seen)-1]
}

// closed reads up to the end of the connection and returns its close code.
func (c *client) closed() int {
	c.t.Helper()
	for {
		_, err := c.next()
		var end *websocket.CloseError
		switch {
		case errors.As(err, &end):
			return end.Code
		case err != nil:
			c.t.Fatalf("waiting for the close: %v", err)
		}
	}
}

func find(events []event, what string) *event {
	for i := range events {
		if events[i].is(what) {
			return &events[i]
		}
	}
	return nil
}
