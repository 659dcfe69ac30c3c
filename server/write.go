package server

import (
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
		frame, end := k.out.next()
		switch {
		case frame != nil:
			k.conn.SetWriteDeadline(time.Now().Add(writeLimit))
			if k.conn.WriteMessage(websocket.TextMessage, frame) != nil {
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

// ping asks the other side whether it is there, again and again until the connection
// is closed.
func (k *socket) ping() {
	if k.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(writeLimit)) == nil {
		k.pings.Reset(pingEvery)
	}
}
