package server_test

import (
	"fmt"
	"net/http"
	"net/netip"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	"luonnos/server"
)

func TestParseLimits(t *testing.T) {
	got, err := server.ParseLimits("sockets=7  turns=3+0.5/s idle=90s")
	want := server.DefaultLimits()
	want.Sockets, want.Turns, want.Idle = 7, server.Rate{Burst: 3, PerSecond: 0.5}, 90*time.Second
	if diff := cmp.Diff(got, want); diff != "" || err != nil {
		t.Errorf("%v\n%s", err, diff)
	}
	for _, text := range []string{"sockets", "sockets=0", "sockets=-1", "turns=3", "turns=0+1/s", "turns=1+0/s", "idle=5", "idle=-1s", "doors=1"} {
		if _, err := server.ParseLimits(text); err == nil {
			t.Errorf("%q is taken", text)
		}
	}
	table := ""
	for _, row := range server.DefaultLimits().Table() {
		table += row.Name + "=" + row.Value + " "
	}
	if again, err := server.ParseLimits(table); err != nil || again != server.DefaultLimits() {
		t.Errorf("the table reads back as %+v, %v", again, err)
	}
}

// limited is a server behind a proxy on this machine.
func limited(t *testing.T, limits string) *world {
	t.Helper()
	return open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) {
		var err error
		if c.Limits, err = server.ParseLimits(limits); err != nil {
			t.Fatal(err)
		}
		c.Proxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}
	})
}

func from(addr string) http.Header {
	return http.Header{"X-Forwarded-For": {addr}, "Authorization": {"Bearer " + token}}
}

func TestRequestsOfOneAddressAreLimited(t *testing.T) {
	w := limited(t, "requests=3+0.01/s")
	for range 3 {
		if status, _, _ := w.request("GET", "/healthz", "", from("192.0.2.7")); status != http.StatusOK {
			t.Fatalf("status %d within the limit", status)
		}
	}
	status, body, header := w.request("GET", "/healthz", "", from("192.0.2.7"))
	after, err := strconv.Atoi(header.Get("Retry-After"))
	if status != http.StatusTooManyRequests || err != nil || after < 90 || after > 100 {
		t.Errorf("status %d, Retry-After %q: %s", status, header.Get("Retry-After"), body)
	}
	for name, addr := range map[string]string{
		"another":                    "192.0.2.8",
		"this machine":               "127.0.0.1",
		"the last hop is who asks":   "192.0.2.7, 192.0.2.9",
		"another network of IPv6":    "2001:db8:1::7",
		"what is no address is none": "unknown",
	} {
		if status, _, _ := w.request("GET", "/healthz", "", from(addr)); status != http.StatusOK {
			t.Errorf("%s: status %d", name, status)
		}
	}
	for i := range 4 { // one household has many addresses
		status, _, _ = w.request("GET", "/healthz", "", from(fmt.Sprintf("2001:db8:2::%d", i)))
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("the fourth request of an IPv6 network: %d", status)
	}
}

func TestSocketsAreLimited(t *testing.T) {
	w := limited(t, "sockets=3 sockets_each=2")
	path := "/v1/plans/" + w.create() + "/ws"
	dial := func(addr string) (*websocket.Conn, *http.Response) {
		conn, answer, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+w.http.URL[4:]+path, from(addr))
		if err == nil {
			t.Cleanup(func() { conn.Close() })
		}
		return conn, answer
	}
	first, _ := dial("192.0.2.7")
	dial("192.0.2.7")
	if _, answer := dial("192.0.2.7"); answer.StatusCode != http.StatusTooManyRequests || answer.Header.Get("Retry-After") == "" {
		t.Errorf("third of one address: %s", answer.Status)
	}
	dial("192.0.2.8")
	if _, answer := dial("192.0.2.9"); answer.StatusCode != http.StatusServiceUnavailable || answer.Header.Get("Retry-After") == "" {
		t.Errorf("fourth in all: %s", answer.Status)
	}
	first.Close()
	for deadline := time.Now().Add(patient); ; {
		if conn, _ := dial("192.0.2.7"); conn != nil {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("a closed socket still counts")
		}
	}
}

func TestTurnsOfOneAddressAreLimited(t *testing.T) {
	w := limited(t, "turns=2+0.01/s")
	id := w.create()
	conn, _, err := websocket.DefaultDialer.DialContext(t.Context(), "ws"+w.http.URL[4:]+"/v1/plans/"+id+"/ws", from("192.0.2.7"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	c := &client{t: t, conn: conn}
	c.send(map[string]any{"type": "hello"})
	c.until("luonnos.ready")
	for i := range 2 {
		c.say(fmt.Sprint("m", i), "Moi.")
		c.until("RUN_FINISHED")
	}
	before := w.stored(id)
	c.say("m3", "Moi.")
	got := c.last("luonnos.error").Value
	if got.Code != "too_fast" || got.ID != "m3" || got.RetryAfter < 90 {
		t.Errorf("refused with %+v", got)
	}
	if w.stored(id) != before {
		t.Error("a refused message was stored")
	}
}

// TestIdleSocketIsClosed: pings, ours and theirs, are no use of a socket.
func TestIdleSocketIsClosed(t *testing.T) {
	limits := server.DefaultLimits()
	limits.Idle = 5 * time.Minute
	bubbleWith(t, limits, func(t *testing.T, _ *server.Server, _ string, dial dialer) {
		c := &client{t: t, conn: dial()}
		c.send(map[string]any{"type": "hello"})
		c.until("luonnos.ready")
		began := time.Now()
		c.send(map[string]any{"type": "ping"})
		c.until("luonnos.pong")
		c.conn.SetReadDeadline(time.Now().Add(time.Hour))
		code, _, err := drain(c.conn)
		if took := time.Since(began); code != 4009 || took < 5*time.Minute || took > 5*time.Minute+20*time.Second {
			t.Errorf("closed with %d after %v: %v", code, took, err)
		}
	})
}
