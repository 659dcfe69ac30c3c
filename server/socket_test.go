package server_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/agent"
	"luonnos/knowledge"
	"luonnos/server"
	"luonnos/server/store/sqlite"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// pipes is a listener in memory, so that a test can own the clock.
type pipes struct {
	conns chan net.Conn
	done  chan struct{}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.done:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	close(p.done)
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)} }

// dialer opens a socket to the plan of a bubble, with the operator's token if with
// no other.
type dialer func(as ...string) *websocket.Conn

// bubble runs a server and its clients under a clock that moves when all wait.
func bubble(t *testing.T, test func(t *testing.T, srv *server.Server, id string, dial dialer)) {
	t.Helper()
	bubbleWith(t, server.DefaultLimits(), test)
}

func bubbleWith(t *testing.T, limits server.Limits, test func(t *testing.T, srv *server.Server, id string, dial dialer)) {
	t.Helper()
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "luonnos.db")
		conversations, err := sqlite.Open(t.Context(), file)
		if err != nil {
			t.Fatal(err)
		}
		srv := server.New(server.Config{
			Store: conversations, Register: registerOf(t, file), Agent: &agent.Agent{Model: &toy{}, Tools: tools.All(), Index: index},
			Pages: pages, Secret: secret, Token: token, Limits: limits,
		})
		id, err := srv.Create(t.Context(), plan.FI, "")
		if err != nil {
			t.Fatal(err)
		}
		listener := &pipes{make(chan net.Conn), make(chan struct{})}
		front := &http.Server{Handler: srv.Handler()}
		go front.Serve(listener)
		gorilla := websocket.Dialer{
			Subprotocols: []string{"luonnos.v1"},
			NetDialContext: func(context.Context, string, string) (net.Conn, error) {
				ours, theirs := net.Pipe()
				listener.conns <- theirs
				return ours, nil
			},
		}
		dial := func(as ...string) *websocket.Conn {
			conn, _, err := gorilla.DialContext(t.Context(), "ws://127.0.0.1/v1/plans/"+id+"/ws", http.Header{"Authorization": {"Bearer " + append(as, token)[0]}})
			if err != nil {
				t.Fatal(err)
			}
			return conn
		}
		test(t, srv, id, dial)
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		if err := errors.Join(srv.Shutdown(ctx), front.Close(), conversations.Close()); err != nil {
			t.Error(err)
		}
	})
}

// drain reads until the connection ends and returns the close code and all text.
func drain(conn *websocket.Conn) (code int, text string, err error) {
	var b strings.Builder
	for {
		_, data, err := conn.ReadMessage()
		var end *websocket.CloseError
		switch {
		case errors.As(err, &end):
			return end.Code, b.String(), nil
		case err != nil:
			return 0, b.String(), err
		}
		b.Write(data)
	}
}

func timedOut(err error) bool {
	var e net.Error
	return errors.As(err, &e) && e.Timeout()
}

func TestSilentSocketIsClosed(t *testing.T) {
	bubble(t, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		began := time.Now()
		code, text, err := drain(dial())
		if took := time.Since(began); took != 10*time.Second {
			t.Errorf("closed after %v, want 10 s", took)
		}
		if code != websocket.ClosePolicyViolation || !strings.Contains(text, "hello_late") {
			t.Errorf("closed with %d, %v, after %s", code, err, text)
		}
	})
}

func TestPingsKeepASocketOpen(t *testing.T) {
	bubble(t, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		conn := dial()
		if err := conn.WriteJSON(map[string]any{"type": "hello"}); err != nil {
			t.Fatal(err)
		}
		pings := 0
		answer := conn.PingHandler()
		conn.SetPingHandler(func(data string) error {
			pings++
			return answer(data)
		})
		conn.SetReadDeadline(time.Now().Add(10 * time.Minute))
		if _, _, err := drain(conn); !timedOut(err) {
			t.Errorf("an idle socket ended with %v", err)
		}
		if pings < 29 || pings > 31 {
			t.Errorf("%d pings in ten minutes", pings)
		}
		conn.Close()
	})
}

func TestDeadSocketIsGivenUp(t *testing.T) {
	bubble(t, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		conn := dial()
		if err := conn.WriteJSON(map[string]any{"type": "hello"}); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		conn.SetPingHandler(func(string) error { return nil }) // hears and says nothing
		if _, _, err := drain(conn); timedOut(err) {
			t.Error("still open")
		}
		if took := time.Since(began); took < 50*time.Second || took > 70*time.Second {
			t.Errorf("given up after %v, want about a minute", took)
		}
	})
}

// TestSlowReaderIsDroppedAndResumes: one who does not read holds up nobody, and
// misses nothing when they are back.
func TestSlowReaderIsDroppedAndResumes(t *testing.T) {
	bubble(t, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		slow, quick := &client{t: t, conn: dial()}, &client{t: t, conn: dial()}
		for _, c := range []*client{slow, quick} {
			c.send(map[string]any{"type": "hello"})
			c.until("luonnos.ready")
		}
		for i := range 60 {
			quick.say(fmt.Sprint("m", i), "Moi.")
			quick.until("RUN_FINISHED")
		}
		if code := slow.closed(); code != 4008 {
			t.Errorf("closed with %d, want 4008", code)
		}
		back := &client{t: t, conn: dial(), seq: slow.seq}
		back.send(map[string]any{"type": "hello", "after": slow.seq})
		back.until("luonnos.ready")
		if back.seq != quick.seq {
			t.Errorf("resumed up to %d, want %d", back.seq, quick.seq)
		}
		quick.conn.Close()
		back.conn.Close()
	})
}

// TestFloodIsSlowedDown: frames above the pace are taken later, none is lost.
func TestFloodIsSlowedDown(t *testing.T) {
	bubble(t, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		c := &client{t: t, conn: dial()}
		c.send(map[string]any{"type": "hello"})
		c.until("luonnos.ready")
		began := time.Now()
		go func() {
			for range 300 {
				if c.conn.WriteJSON(map[string]any{"type": "ping"}) != nil {
					return
				}
			}
		}()
		for range 300 {
			c.until("luonnos.pong")
		}
		if took := time.Since(began); took < 5*time.Second || took > 20*time.Second {
			t.Errorf("300 frames in %v, want 20 a second above 100", took)
		}
		c.conn.Close()
	})
}

// TestLongTurnIsCutOff uses a model that never ends.
func TestLongTurnIsCutOff(t *testing.T) {
	bubble(t, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		c := &client{t: t, conn: dial()}
		c.send(map[string]any{"type": "hello"})
		c.until("luonnos.ready")
		began := time.Now()
		c.say("m1", "Odota.")
		c.conn.SetReadDeadline(time.Now().Add(time.Hour))
		for {
			_, data, err := c.conn.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(string(data), "RUN_ERROR") {
				if !strings.Contains(string(data), "turn_timeout") || time.Since(began) != time.Minute {
					t.Errorf("after %v: %s", time.Since(began), data)
				}
				break
			}
		}
		c.conn.Close()
	})
}
