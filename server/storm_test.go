package server_test

import (
	"bufio"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server"
)

// raw opens a connection, sends a request as it is and returns the answer.
func (w *world) raw(request string) (net.Conn, *http.Response) {
	w.t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(w.http.URL, "http://"))
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { conn.Close() })
	conn.SetDeadline(time.Now().Add(patient))
	if _, err := fmt.Fprint(conn, request); err != nil {
		w.t.Fatal(err)
	}
	answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return conn, answer
}

// upgrade is a request for a websocket as clients may word it.
func (w *world) upgrade(plan, proto string, more ...string) string {
	lines := append([]string{
		"GET /v1/plans/" + plan + "/ws " + proto, "Host: " + strings.TrimPrefix(w.http.URL, "http://"), "Authorization: Bearer " + token,
		"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
		"Sec-WebSocket-Protocol: luonnos.v1",
	}, more...)
	return strings.Join(lines, "\r\n") + "\r\n\r\n"
}

// TestUpgradeOnlyOverHTTP11: who comes with an older protocol gets no websocket.
func TestUpgradeOnlyOverHTTP11(t *testing.T) {
	w := start(t)
	id := w.create()
	for proto, want := range map[string]int{"HTTP/1.1": http.StatusSwitchingProtocols, "HTTP/1.0": http.StatusBadRequest} {
		if _, answer := w.raw(w.upgrade(id, proto)); answer.StatusCode != want {
			t.Errorf("%s: %d, want %d", proto, answer.StatusCode, want)
		}
	}
}

// TestNothingIsInflated: compression is not agreed on, and who compresses all the same
// is cut off: a frame of some kilobytes could unpack to hundreds of megabytes.
func TestNothingIsInflated(t *testing.T) {
	w := start(t)
	conn, answer := w.raw(w.upgrade(w.create(), "HTTP/1.1", "Sec-WebSocket-Extensions: permessage-deflate"))
	if answer.StatusCode != http.StatusSwitchingProtocols || answer.Header.Get("Sec-WebSocket-Extensions") != "" {
		t.Fatalf("%d, agreed on %q", answer.StatusCode, answer.Header.Get("Sec-WebSocket-Extensions"))
	}
	compressed := []byte{0b1100_0001, 0x80 | 2, 0, 0, 0, 0, '{', '}'} // text, final, the bit of the extension
	if _, err := conn.Write(compressed); err != nil {
		t.Fatal(err)
	}
	for in := bufio.NewReader(conn); ; {
		if _, err := in.ReadByte(); err != nil {
			var waited net.Error
			if errors.As(err, &waited) && waited.Timeout() {
				t.Error("the connection stays open")
			}
			return
		}
	}
}

// TestPagesSayNothingToOthers: what a browser is told to keep to itself.
func TestPagesSayNothingToOthers(t *testing.T) {
	w := start(t)
	for _, path := range []string{"/", "/v1/plans", "/healthz", "/none"} {
		_, _, header := w.request("GET", path, "", nil)
		for name, want := range map[string]string{
			"Referrer-Policy": "no-referrer", "X-Frame-Options": "DENY", "Cross-Origin-Resource-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		csp := header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "img-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'"} {
			if !strings.Contains(csp, part) || strings.Contains(csp, "unsafe") {
				t.Errorf("%s: the policy is %q", path, csp)
			}
		}
	}
}

// TestJunkHarmsNobody sends broken frames over many connections. Somebody who talks
// sense meanwhile is served, and nothing changes but what they say.
func TestJunkHarmsNobody(t *testing.T) {
	const connections, frames = 20, 50
	w := start(t)
	id, victim := w.create(), w.create()
	good := w.join(id, 0)
	w.join(victim, 0)
	before := w.stored(victim)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range connections {
		junk := w.join(victim, 0)
		for range frames {
			kind, frame := websocket.TextMessage, broken(random)
			if random.IntN(10) == 0 {
				kind = websocket.BinaryMessage
			}
			if junk.conn.WriteMessage(kind, frame) != nil {
				break // it has been closed
			}
		}
		junk.conn.Close()
		good.say(fmt.Sprint("m", i), "Moi.")
		good.until("RUN_FINISHED")
	}
	if got := w.stored(victim); got != before {
		t.Errorf("stored changed to\n%s", got)
	}
}

// broken is a frame that is none: cut, with other bytes, nested, or said twice.
func broken(random *rand.Rand) []byte {
	good := []string{
		`{"type":"message","id":"a","text":"Hei"}`, `{"type":"edit","id":"a","rev":1,"set":[{"path":"kpis[k1].target","value":1}]}`,
		`{"type":"attest","id":"a","what":["lead"],"by":"A B","title":"","date":"2026-01-01"}`, `{"type":"undo","id":"a"}`,
	}
	frame := []byte(good[random.IntN(len(good))])
	switch random.IntN(4) {
	case 0:
		return frame[:random.IntN(len(frame))]
	case 1:
		frame[0] = byte(random.IntN(256)&^0x02 | 0x01) // no brace
		return frame
	case 2:
		return []byte(strings.Repeat(`{"type":`, 1+random.IntN(5000)))
	default:
		return append(frame, frame...)
	}
}

// TestIdleSocketsCostLittle: one that is only there holds at most 64 KiB, with the
// client's side in the same process.
func TestIdleSocketsCostLittle(t *testing.T) {
	const sockets, most = 200, 64 << 10
	w := open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) {
		c.Limits = server.DefaultLimits()
		c.Limits.SocketsEach = 2 * sockets
	})
	id := w.create()
	w.join(id, 0) // what is made once
	used := func() uint64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.GC() // also what pools held
		runtime.ReadMemStats(&m)
		return m.HeapAlloc + m.StackInuse
	}
	before := used()
	for range sockets {
		w.join(id, 0).lines = nil
	}
	if each := (int64(used()) - int64(before)) / sockets; each > most {
		t.Errorf("an idle socket holds %d bytes, at most %d are wanted", each, most)
	} else {
		t.Logf("an idle socket holds %d bytes", each)
	}
}
