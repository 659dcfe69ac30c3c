package main

import (
	"encoding/json"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"github.com/gorilla/websocket"
)

// noRoom takes from a process, or gives back, the right to make files longer: a write
// then fails as on a full disk.
func noRoom(t *testing.T, p *process, taken bool) {
	t.Helper()
	const unlimited = ^uint64(0)
	limit := struct{ now, most uint64 }{unlimited, unlimited}
	if taken {
		limit.now = 0
	}
	_, _, errno := syscall.Syscall6(syscall.SYS_PRLIMIT64, uintptr(p.cmd.Process.Pid), syscall.RLIMIT_FSIZE,
		uintptr(unsafe.Pointer(&limit)), 0, 0, 0)
	if errno != 0 {
		t.Fatal(errno)
	}
}

// told sends a frame and returns the name of the event that answers it, with the code
// of a refusal.
func told(t *testing.T, conn *websocket.Conn, frame map[string]any) (name, code string) {
	t.Helper()
	if err := conn.WriteJSON(frame); err != nil {
		t.Fatal(err)
	}
	for {
		if err := conn.SetReadDeadline(time.Now().Add(patient)); err != nil {
			t.Fatal(err)
		}
		_, data, err := conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		var e event
		if err := json.Unmarshal(data, &e); err != nil {
			t.Fatal(err)
		}
		if e.Value.ID == frame["id"] && (e.Name == "luonnos.ack" || e.Name == "luonnos.error") {
			return e.Name, e.Value.Code
		}
	}
}

// TestFullDiskIsSaid: a message for which there is no room is refused, not lost; with
// room again the same message is taken, by the same process, and nothing is missing.
func TestFullDiskIsSaid(t *testing.T) {
	t.Parallel()
	db := sqliteIn(t.TempDir())
	p := startProcess(t, db)
	var made struct{ ID string }
	p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	c := newTalker(t, "", made.ID)
	c.talk(p, 0, 3)
	conn := p.dial(c.id)
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "hello", "after": c.seq}); err != nil {
		t.Fatal(err)
	}
	readUntil(t, conn, "luonnos.ready")
	frame := map[string]any{"type": "message", "id": "full", "text": "Kohteena on hakemusten käsittely."}
	noRoom(t, p, true)
	for range 3 {
		if name, code := told(t, conn, frame); name != "luonnos.error" || code != "store_failed" {
			t.Errorf("without room: %s %s", name, code)
		}
	}
	noRoom(t, p, false)
	if name, code := told(t, conn, frame); name != "luonnos.ack" {
		t.Errorf("with room again: %s %s", name, code)
	}
	conn.Close()
	c.talk(p, 0, len(c.acked)+2)
	if err := p.end(); err != nil {
		t.Errorf("end: %v", err)
	}
	checkStored(t, db, c)
	command(t, 0, "doctor", "--store", "--db", db)
}
