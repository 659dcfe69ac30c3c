package server_test

import (
	"bufio"
	"bytes"
	"context"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"testing"

	"luonnos/server"
)

// beforehand does something before a connection is taken out of its request.
type beforehand struct {
	http.ResponseWriter
	do func()
}

func (b beforehand) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	b.do()
	return http.NewResponseController(b.ResponseWriter).Hijack()
}

// TestShutdownMeetsASocketThatIsNotThereYet: the server stops when a request has been
// let in and its connection is not a socket yet.
func TestShutdownMeetsASocketThatIsNotThereYet(t *testing.T) {
	var log bytes.Buffer
	w := open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	id := w.create()
	w.http.Close()
	stop := func() {
		over, end := context.WithCancel(t.Context())
		end()
		_ = w.srv.Shutdown(over) // does not wait
		for range 1000 {         // lets whoever would write to the socket do so
			runtime.Gosched()
		}
	}
	w.http = httptest.NewServer(http.HandlerFunc(func(a http.ResponseWriter, r *http.Request) {
		w.srv.Handler().ServeHTTP(beforehand{a, stop}, r)
	}))
	if code := w.dial(id).closed(); code != 1012 {
		t.Errorf("closed with %d, want 1012", code)
	}
	w.close()
	if bytes.Contains(log.Bytes(), []byte("panic")) {
		t.Errorf("the log says\n%s", &log)
	}
}
