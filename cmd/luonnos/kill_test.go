package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server"
	"luonnos/server/store"
	"luonnos/server/store/pgtest"
)

const (
	asServer  = "LUONNOS_TEST_AS_SERVER"
	testToken = "token-of-the-test"
	patient   = 30 * time.Second

	closeResume = 4008 // connect again and resume

	// testSecret is shared by the nodes of a test.
	testSecret = "a secret of the test, long enough"
)

// TestMain lets the test binary be the program itself, to be killed.
func TestMain(m *testing.M) {
	if os.Getenv(asServer) == "" {
		os.Exit(m.Run())
	}
	main()
}

// process is the program as a process of its own.
type process struct {
	t    *testing.T
	cmd  *exec.Cmd
	base string          // "http://127.0.0.1:1234"
	log  strings.Builder // complete when the process has ended
}

// startProcess serves the database on a free port.
func startProcess(t *testing.T, db string, env ...string) *process {
	t.Helper()
	cmd := exec.Command(os.Args[0], "serve", "--addr", "127.0.0.1:0", "--db", db)
	cmd.Env = append([]string{"LUONNOS_MODEL=guided"}, os.Environ()...) // a key in the environment is not for tests
	cmd.Env = append(cmd.Env, asServer+"=1", "LUONNOS_TOKEN="+testToken)
	if isPostgres(db) {
		cmd.Env = append(cmd.Env, "LUONNOS_SECRET="+testSecret)
	}
	cmd.Env = append(cmd.Env, env...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p := &process{t: t, cmd: cmd}
	cmd.Stderr = &p.log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if base, _, ok := strings.Cut(strings.TrimSpace(lines.Text()), "/enter#"); ok {
			p.base = base
			go io.Copy(io.Discard, out)
			return p
		}
	}
	p.kill()
	t.Fatalf("the server did not start: %s", p.log.String())
	return nil
}

// kill ends the process as kill -9 does. It may be called again.
func (p *process) kill() {
	if p.cmd == nil {
		return
	}
	p.cmd.Process.Kill()
	p.cmd.Wait()
	p.cmd = nil
}

// end asks the process to end and waits for it.
func (p *process) end() error {
	p.cmd.Process.Signal(os.Interrupt)
	err := p.cmd.Wait()
	p.cmd = nil
	return err
}

// call sends a request as a program does and decodes the answer.
func (p *process) call(method, path, body string, answer any) {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.base+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+testToken)
	got, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer got.Body.Close()
	if err := json.NewDecoder(got.Body).Decode(answer); err != nil || got.StatusCode/100 != 2 {
		p.t.Fatalf("%s %s: %d, %v", method, path, got.StatusCode, err)
	}
}

func (p *process) dial(id string) *websocket.Conn {
	p.t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"luonnos.v1"}, HandshakeTimeout: patient}
	conn, _, err := dialer.DialContext(p.t.Context(), "ws"+strings.TrimPrefix(p.base, "http")+"/v1/plans/"+id+"/ws",
		http.Header{"Authorization": {"Bearer " + testToken}})
	if err != nil {
		p.t.Fatal(err)
	}
	return conn
}

// talker is an applicant whose server is killed again and again. What was not
// acknowledged is sent again.
type talker struct {
	t       *testing.T
	name    string // begins the ids of its frames
	id      string
	conn    *websocket.Conn
	frames  int // sent and received since the last start
	limit   int // at which the server is killed, 0 for never
	killed  bool
	server  *process
	seq     int64
	events  map[int64]string // by number, as first seen
	waiting map[string]any   // the frame that is not acknowledged
	next    int
	acked   map[string]int64
	done    map[string]bool // turns that ended
	in      bool            // the server is ready
}

func newTalker(t *testing.T, name, id string) *talker {
	return &talker{t: t, name: name, id: id, events: map[int64]string{}, acked: map[string]int64{}, done: map[string]bool{}}
}

// point counts a frame and kills the server when it is time.
func (c *talker) point() bool {
	c.frames++
	if c.limit > 0 && c.frames >= c.limit && !c.killed {
		c.killed = true
		c.server.kill()
		c.conn.Close()
	}
	return !c.killed
}

func (c *talker) send(frame map[string]any) bool {
	if err := c.conn.WriteJSON(frame); err != nil {
		c.t.Fatal(err)
	}
	return c.point()
}

// frame is the next thing to say: mostly messages, now and then a commitment or
// a step back.
func (c *talker) frame() map[string]any {
	n := c.next
	c.next++
	id := fmt.Sprint(c.name, "f", n)
	switch n % 7 {
	case 3:
		return map[string]any{"type": "attest", "id": id, "what": []string{"lead"}, "by": fmt.Sprint("Aino Aho ", n), "date": "2026-03-16"}
	case 5:
		return map[string]any{"type": "undo", "id": id}
	default:
		return map[string]any{"type": "message", "id": id, "text": fmt.Sprintf("Uudistuksen kohteena on hakemusten käsittely %d.", n)}
	}
}

// speak sends what is not acknowledged, or something new.
func (c *talker) speak() bool {
	if c.waiting == nil {
		c.waiting = c.frame()
	}
	return c.send(c.waiting)
}

// event is what the talker looks at.
type event struct {
	Type  string
	Name  string
	RunID string
	Value struct {
		ID, Code string
		Seq      int64
	}
	Metadata struct{ Luonnos struct{ Seq int64 } }
}

// talk says hello and goes on until the server is killed or enough was said.
func (c *talker) talk(p *process, limit, enough int) {
	c.t.Helper()
	c.server, c.limit, c.frames, c.killed, c.in = p, limit, 0, false, false
	c.conn = p.dial(c.id)
	defer c.conn.Close()
	if !c.send(map[string]any{"type": "hello", "after": c.seq}) {
		return
	}
	for {
		c.conn.SetReadDeadline(time.Now().Add(patient))
		_, data, err := c.conn.ReadMessage()
		if websocket.IsCloseError(err, closeResume) {
			c.talk(p, limit, enough)
			return
		}
		if err != nil {
			c.t.Fatalf("after %d frames, waiting for %v: %v", c.frames, c.waiting, err)
		}
		var e event
		if err := json.Unmarshal(data, &e); err != nil {
			c.t.Fatal(err)
		}
		c.note(e, string(data))
		if !c.point() {
			return
		}
		if c.ready(e) {
			if len(c.acked) >= enough {
				return
			}
			if !c.speak() {
				return
			}
		}
	}
}

// note keeps what the event proves.
func (c *talker) note(e event, line string) {
	if seq := e.Metadata.Luonnos.Seq; seq > 0 {
		if seq != c.seq+1 {
			c.t.Errorf("entry %d follows %d", seq, c.seq)
		}
		c.seq = seq
		c.events[seq] = line
	}
	switch {
	case e.Type == "RUN_FINISHED":
		c.done[e.RunID] = true
	case e.Name == "luonnos.ack":
		if was, ok := c.acked[e.Value.ID]; ok && was != e.Value.Seq {
			c.t.Errorf("%s is acknowledged as %d and as %d", e.Value.ID, was, e.Value.Seq)
		}
		c.acked[e.Value.ID] = e.Value.Seq
	case e.Name == "luonnos.error" && e.Value.Code == "nothing_to_undo":
		c.waiting = nil
	case e.Name == "luonnos.error":
		c.t.Fatalf("refused: %+v", e.Value)
	}
}

// ready reports whether the talker may go on: it was let in, or the frame that
// waited is dealt with.
func (c *talker) ready(e event) bool {
	if e.Name == "luonnos.ready" {
		c.in = true
		return true
	}
	if !c.in || c.waiting == nil {
		return c.in && e.Name == "luonnos.error"
	}
	seq, ok := c.acked[c.waiting["id"].(string)]
	if !ok || c.waiting["type"] == "message" && !c.done[fmt.Sprint("t", seq)] {
		return false
	}
	c.waiting = nil
	return true
}

// How often a storm kills and stops servers; make kills asks for more.
var (
	kills  = flag.Int("kills", 60, "how often a server is killed")
	pauses = flag.Int("pauses", 4, "how often a node is stopped for longer than its lease")
)

// TestKillLosesAndDoublesNothing kills the server at many points between frames, in
// conversations that are begun anew from time to time.
func TestKillLosesAndDoublesNothing(t *testing.T) {
	t.Parallel() // it mostly waits for processes
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		testKills(t, sqliteIn(t.TempDir()))
	})
	t.Run("postgres", func(t *testing.T) {
		t.Parallel()
		testKills(t, pgtest.Database(t))
	})
}

func testKills(t *testing.T, db string) {
	const longest, each = 27, 60 // frames between start and kill, which has no common factor with 5; kills of a conversation
	p := startNode(t, db)
	var talkers []*talker
	for done := 0; done < *kills; done += each {
		var made struct{ ID string }
		p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
		c := newTalker(t, "", made.ID)
		talkers = append(talkers, c)
		n := min(each, *kills-done)
		for i := range n {
			c.talk(p, 1+i*5%longest, 1<<30)
			p = startNode(t, db)
		}
		c.talk(p, 0, len(c.acked)+5)
		if len(c.acked) < n/3 {
			t.Errorf("only %d frames were acknowledged: the test sees too little", len(c.acked))
		}
	}
	if err := p.end(); err != nil {
		t.Errorf("end: %v", err)
	}
	checkStored(t, db, talkers...)
}

func sqliteIn(dir string) string { return "sqlite:" + filepath.Join(dir, "luonnos.db") }

// checkLog holds the log against what the talker was told.
func checkLog(t *testing.T, conversations store.Store, c *talker) {
	t.Helper()
	entries, err := conversations.Entries(t.Context(), c.id, 0, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int64{}
	owed := ""
	for i, e := range entries {
		if e.Seq != int64(i)+1 {
			t.Errorf("entry %d stands at %d", e.Seq, i+1)
		}
		if e.ClientID != "" {
			if seen[e.ClientID] != 0 {
				t.Errorf("%s is stored twice", e.ClientID)
			}
			seen[e.ClientID] = e.Seq
		}
		switch e.Kind {
		case store.KindMessage:
			if owed != "" {
				t.Errorf("message %d while turn %s is owed", e.Seq, owed)
			}
			owed = e.Turn
		case store.KindDone:
			if owed != "" && e.Turn != owed {
				t.Errorf("turn %s ends while %s is owed", e.Turn, owed)
			}
			owed = ""
		}
	}
	for id, seq := range c.acked {
		if seen[id] != seq {
			t.Errorf("%s was acknowledged as %d and is stored as %d", id, seq, seen[id])
		}
	}
	draft, err := server.Replay(entries)
	if err != nil {
		t.Fatal(err)
	}
	_, stored, err := conversations.Load(t.Context(), c.id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(draft.JSON()), string(stored.JSON()); got != want {
		t.Errorf("replay gives\n%s\nstored is\n%s", got, want)
	}
}
