package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server/store/pgtest"
)

// runIn runs the program with an environment and returns its exit code and what
// it wrote.
func runIn(t *testing.T, env map[string]string, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), args, func(key string) string { return env[key] }, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// tell sends a message and returns the whole reply.
func tell(t *testing.T, conn *websocket.Conn, id, text string) string {
	t.Helper()
	if err := conn.WriteJSON(map[string]any{"type": "message", "id": id, "text": text}); err != nil {
		t.Fatal(err)
	}
	return readUntil(t, conn, "RUN_FINISHED")
}

// readUntil reads up to the first frame that contains what.
func readUntil(t *testing.T, conn *websocket.Conn, what string) string {
	t.Helper()
	var all strings.Builder
	for {
		conn.SetReadDeadline(time.Now().Add(patient))
		_, data, err := conn.ReadMessage()
		if err != nil {
			t.Fatalf("waiting for %s: %v; so far %s", what, err, all.String())
		}
		all.Write(data)
		if strings.Contains(string(data), what) {
			return all.String()
		}
	}
}

// TestProgram boots the program, comes in as a browser, talks, reconnects also
// past the end, and ends it as a service manager does.
func TestProgram(t *testing.T) {
	db := sqliteIn(t.TempDir())
	p := startProcess(t, db)
	var made struct{ ID string }
	p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	conn := p.dial(made.ID)
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "hello", "after": 0, "lang": "fi"}); err != nil {
		t.Fatal(err)
	}
	if greeting := readUntil(t, conn, "luonnos.ready"); !strings.Contains(greeting, "luonnos.asks") {
		t.Errorf("nothing is asked at the beginning: %s", greeting)
	}
	reply := tell(t, conn, "m1", "Uudistuksen kohteena on hakemusten käsittely.")
	if !strings.Contains(reply, "luonnos.receipt") || !strings.Contains(reply, "luonnos.asks") {
		t.Errorf("no receipt or no next question: %s", reply)
	}
	var kept map[string]any
	if p.call("GET", "/v1/plans/"+made.ID, "", &kept); len(kept) == 0 {
		t.Errorf("nothing is in the plan after %s", reply)
	}
	again := p.dial(made.ID)
	defer again.Close()
	if err := again.WriteJSON(map[string]any{"type": "hello", "after": 100_000}); err != nil {
		t.Fatal(err)
	}
	readUntil(t, again, "luonnos.ready")
	closed := make(chan error, 1)
	go func() {
		_, _, err := again.ReadMessage()
		closed <- err
	}()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := <-closed; !websocket.IsCloseError(err, websocket.CloseServiceRestart) {
		t.Errorf("closed with %v, want 1012", err)
	}
	if err := p.cmd.Wait(); err != nil {
		t.Errorf("ended with %v", err)
	}
	p.cmd = nil
}

// TestLinkLetsABrowserIn exchanges the link of `luonnos link` for a cookie that
// outlives a restart; the link works once.
func TestLinkLetsABrowserIn(t *testing.T) {
	db := sqliteIn(t.TempDir())
	p := startProcess(t, db)
	code, out, errs := runIn(t, nil, "link", "--db", db, "--addr", strings.TrimPrefix(p.base, "http://"))
	if code != 0 {
		t.Fatalf("link: %d %s", code, errs)
	}
	base, ticket, _ := strings.Cut(strings.TrimSpace(out), "/enter#")
	if base != p.base {
		t.Errorf("link to %s, want %s", base, p.base)
	}
	enter := func() *http.Response {
		body, err := json.Marshal(map[string]string{"ticket": ticket})
		if err != nil {
			t.Fatal(err)
		}
		return p.browse("POST", "/enter", string(body), nil)
	}
	answer := enter()
	if answer.StatusCode != http.StatusNoContent || len(answer.Cookies()) != 1 {
		t.Fatalf("enter: %d, cookies %v", answer.StatusCode, answer.Cookies())
	}
	if again := enter(); again.StatusCode != http.StatusUnauthorized {
		t.Errorf("the link works twice: %d", again.StatusCode)
	}
	cookie := answer.Cookies()[0]
	p.kill()
	p = startProcess(t, db)
	if got := p.browse("GET", "/v1/plans", "", cookie); got.StatusCode != http.StatusOK {
		t.Errorf("the cookie is lost by a restart: %d", got.StatusCode)
	}
	if again := p.browse("POST", "/enter", `{"ticket":"`+ticket+`"}`, nil); again.StatusCode != http.StatusUnauthorized {
		t.Errorf("a restart makes a used link new: %d", again.StatusCode)
	}
	path := strings.TrimPrefix(db, "sqlite:")
	for _, file := range []string{path, path + ".key"} {
		if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; want it readable by its owner only", file, info.Mode(), err)
		}
	}
}

// browse sends a request as the page does.
func (p *process) browse(method, path, body string, cookie *http.Cookie) *http.Response {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Origin", p.base)
	if cookie != nil {
		r.AddCookie(cookie)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	answer.Body.Close()
	return answer
}

// TestOneProcessOwnsADatabase: a second server on the same file is refused.
func TestOneProcessOwnsADatabase(t *testing.T) {
	db := sqliteIn(t.TempDir())
	startProcess(t, db)
	code, _, errs := runIn(t, nil, "serve", "--addr", "127.0.0.1:0", "--db", db)
	if code != 1 || errs == "" {
		t.Errorf("second server: %d %q", code, errs)
	}
}

func TestServeRefusesBadSettings(t *testing.T) {
	db := sqliteIn(t.TempDir())
	for name, x := range map[string]struct {
		args []string
		env  map[string]string
		code int
	}{
		"unknown flag":      {[]string{"serve", "--nothing"}, nil, 2},
		"argument":          {[]string{"serve", "--db", db, "more"}, nil, 2},
		"link argument":     {[]string{"link", "--db", db, "more"}, nil, 2},
		"other database":    {[]string{"serve", "--db", "mysql:x"}, nil, 1},
		"database from env": {[]string{"serve"}, map[string]string{"LUONNOS_DB": "x.db"}, 1},
		"short secret":      {[]string{"serve", "--db", db}, map[string]string{"LUONNOS_SECRET": "short"}, 1},
		"no server":         {[]string{"migrate", "--db", "postgres://127.0.0.1:1/x"}, nil, 1},
		"bad address":       {[]string{"serve", "--db", db, "--addr", "nowhere"}, nil, 1},
		"link without key":  {[]string{"link", "--db", db + "2"}, nil, 1},
		"unknown command":   {[]string{"approve"}, nil, 2},
	} {
		t.Run(name, func(t *testing.T) {
			if code, _, errs := runIn(t, x.env, x.args...); code != x.code || errs == "" {
				t.Errorf("exit code %d, %q; want %d and a reason", code, errs, x.code)
			}
		})
	}
}

// TestNodesNeedASecret: with PostgreSQL none is made, since it must be shared.
func TestNodesNeedASecret(t *testing.T) {
	db := pgtest.Database(t)
	if code, _, errs := runIn(t, nil, "migrate", "--db", db); code != 0 {
		t.Fatalf("migrate: %d %s", code, errs)
	}
	if code, _, errs := runIn(t, nil, "serve", "--db", db); code != 1 || !strings.Contains(errs, "LUONNOS_SECRET") {
		t.Errorf("serve: %d %s", code, errs)
	}
}

// listener keeps what is written and tells when something was.
type listener struct {
	text  []byte
	heard func()
}

func (l *listener) Write(p []byte) (int, error) {
	l.text = append(l.text, p...)
	l.heard()
	return len(p), nil
}

func (l *listener) String() string { return string(l.text) }

// TestStartTellsHowToComeIn: the generated token is shown, one from the
// environment is not, and neither token nor ticket is in the log.
func TestStartTellsHowToComeIn(t *testing.T) {
	for _, token := range []string{"", "from-the-environment"} {
		ctx, cancel := context.WithCancel(t.Context())
		out := &listener{heard: cancel} // serve says how to come in, and ends
		var log bytes.Buffer
		env := map[string]string{"LUONNOS_TOKEN": token, "LUONNOS_ADDR": "127.0.0.1:0", "LANG": "sv_FI.UTF-8"}
		args := []string{"--db", sqliteIn(t.TempDir())}
		if code := run(ctx, args, func(key string) string { return env[key] }, strings.NewReader(""), out, &log); code != 0 {
			t.Fatalf("exit code %d: %s", code, log.String())
		}
		if shown := strings.Contains(out.String(), "Bearer "); shown != (token == "") {
			t.Errorf("token %q shown: %v in %s", token, shown, out.String())
		}
		_, ticket, _ := strings.Cut(out.String(), "/enter#")
		ticket, _, _ = strings.Cut(ticket, "\n")
		if ticket == "" || strings.Contains(log.String(), ticket) || token != "" && strings.Contains(out.String()+log.String(), token) {
			t.Errorf("secrets: out %s, log %s", out.String(), log.String())
		}
		if !strings.Contains(out.String(), "Öppna") {
			t.Errorf("not in Swedish: %s", out.String())
		}
	}
}
