package server

import (
	"bufio"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// wake lets a goroutine write what is queued, unless one does. It implements the
// outbox's wake: an idle socket has no writer.
func (k *socket) wake() {
	if !k.writing.CompareAndSwap(false, true) {
		return
	}
	go func() {
		ended := true // also by a panic
		defer func() {
			if ended {
				close(k.written)
			}
		}()
		defer k.srv.recovered("socket", k.conv.id)
		ended = k.write()
	}()
}

// write sends what is queued and reports whether it has closed the connection.
func (k *socket) write() (ended bool) {
	for {
		frames, end := k.out.next(burstBytes)
		switch {
		case frames != nil:
			if k.send(frames) != nil {
				k.out.finish(websocket.CloseAbnormalClosure, "")
				k.conn.Close()
				return true
			}
		case end != nil:
			k.ended.Store(true)
			until := time.Now().Add(lingerLimit)
			k.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(end.code, end.reason), until)
			k.conn.SetReadDeadline(until)
			return true
		default:
			k.writing.Store(false)
			if k.out.empty() || !k.writing.CompareAndSwap(false, true) {
				return false
			}
		}
	}
}

// send writes frames in one piece.
func (k *socket) send(frames [][]byte) error {
	k.conn.SetWriteDeadline(time.Now().Add(writeLimit))
	k.wire.hold()
	for _, frame := range frames {
		if err := k.conn.WriteMessage(websocket.TextMessage, frame); err != nil {
			return err
		}
	}
	return k.wire.let()
}

// wire is a connection that can hold back what is written: frames that wait together
// leave in one call, and wake the other side once.
type wire struct {
	net.Conn
	mu      sync.Mutex
	holding bool
	held    []byte
}

// Write implements [net.Conn].
func (w *wire) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.holding {
		return w.Conn.Write(p)
	}
	w.held = append(w.held, p...)
	return len(p), nil
}

func (w *wire) hold() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.holding = true
}

// let writes what is held.
func (w *wire) let() (err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.held) > 0 {
		_, err = w.Conn.Write(w.held)
	}
	w.holding, w.held = false, nil
	return err
}

// wired is a response whose connection, once it is taken over, is a wire.
type wired struct {
	http.ResponseWriter
	wire *wire
}

// Hijack implements [http.Hijacker].
func (w *wired) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, buffers, err := http.NewResponseController(w.ResponseWriter).Hijack()
	w.wire.Conn = conn
	return w.wire, buffers, err
}

// ping asks the other side whether it is there, again and again until the connection
// is closed.
func (k *socket) ping() {
	if k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeLimit)) == nil {
		k.pings.Reset(pingEvery)
	}
}
