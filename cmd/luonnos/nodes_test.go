package main

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server/store/pgtest"
)

// startNode serves a shared database with a short lease, so that a dead node's
// work is soon taken over.
func startNode(t *testing.T, db string) *process {
	t.Helper()
	return startProcess(t, db, "LUONNOS_LEASE=1s")
}

func startNodes(t *testing.T, db string, n int) (nodes []*process, id string) {
	t.Helper()
	for range n {
		nodes = append(nodes, startNode(t, db))
	}
	var made struct{ ID string }
	nodes[0].call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	return nodes, made.ID
}

// checkStored opens the database and holds the log against what was told.
func checkStored(t *testing.T, db string, talkers ...*talker) {
	t.Helper()
	conversations, err := openStore(t.Context(), db)
	if err != nil {
		t.Fatal(err)
	}
	defer conversations.Close()
	for _, c := range talkers {
		checkLog(t, conversations, c)
	}
}

// TestNodesShareAConversation has people talk about one plan on three nodes at
// once: no turn overlaps another, and all see the same.
func TestNodesShareAConversation(t *testing.T) {
	t.Parallel()
	db := pgtest.Database(t)
	nodes, id := startNodes(t, db, 3)
	var talkers []*talker
	var wg sync.WaitGroup
	for i, p := range nodes {
		c := newTalker(t, fmt.Sprint("n", i), id)
		talkers = append(talkers, c)
		wg.Go(func() { c.talk(p, 0, 10) })
	}
	wg.Wait()
	last := newTalker(t, "last", id)
	last.talk(nodes[0], 0, 1)
	for _, c := range talkers {
		c.talk(nodes[2], 0, 0) // hears the rest
		for seq, line := range c.events {
			if last.events[seq] != line {
				t.Errorf("entry %d is\n%s\nfor %s and\n%s\nfrom the log", seq, line, c.name, last.events[seq])
			}
		}
	}
	if len(last.events) < 30 {
		t.Errorf("%d entries: the test sees too little", len(last.events))
	}
	checkStored(t, db, append(talkers, last)...)
}

// TestDeadNodesTurnIsTakenOver kills the node of a conversation again and again;
// the applicant goes on at the next one.
func TestDeadNodesTurnIsTakenOver(t *testing.T) {
	t.Parallel()
	const kills, longest = 20, 27 // as in the kill test of one node
	db := pgtest.Database(t)
	nodes, id := startNodes(t, db, 3)
	c := newTalker(t, "", id)
	taken := 0
	for i := range kills {
		at := i % len(nodes)
		c.talk(nodes[at], 1+i*5%longest, 1<<30)
		taken += strings.Count(nodes[at].log.String(), "turn is run again")
		nodes[at] = startNode(t, db)
	}
	c.talk(nodes[0], 0, len(c.acked)+3)
	checkStored(t, db, c)
	if taken == 0 {
		t.Error("no turn was taken over: the test sees too little")
	}
}

// TestPausedNodeWritesNothing stops a node in the middle of a turn for longer than
// its lease. When it wakes, the turn has been another's.
func TestPausedNodeWritesNothing(t *testing.T) {
	t.Parallel()
	db := pgtest.Database(t)
	nodes, id := startNodes(t, db, 2)
	c := newTalker(t, "", id)
	c.talk(nodes[0], 0, 1)
	for i := range *pauses {
		asleep, awake := nodes[i%2], nodes[1-i%2]
		c.sayUntilAck(asleep)
		if err := asleep.cmd.Process.Signal(syscall.SIGSTOP); err != nil {
			t.Fatal(err)
		}
		c.talk(awake, 0, len(c.acked)+2)
		if err := asleep.cmd.Process.Signal(syscall.SIGCONT); err != nil {
			t.Fatal(err)
		}
	}
	c.talk(nodes[0], 0, len(c.acked)+2)
	checkStored(t, db, c)
}

// sayUntilAck says something and returns as soon as it is acknowledged, in the
// middle of the turn.
func (c *talker) sayUntilAck(p *process) {
	c.t.Helper()
	c.conn = p.dial(c.id)
	defer c.conn.Close()
	if err := c.conn.WriteJSON(map[string]any{"type": "hello", "after": c.seq}); err != nil {
		c.t.Fatal(err)
	}
	readUntil(c.t, c.conn, "luonnos.ready")
	id := fmt.Sprint("stop", c.seq)
	if err := c.conn.WriteJSON(map[string]any{"type": "message", "id": id, "text": "Uudistuksen tarkoitus on nopeampi palvelu."}); err != nil {
		c.t.Fatal(err)
	}
	readUntil(c.t, c.conn, "luonnos.ack")
}

// TestNodeCutOffFromTheDatabase cuts a node's connections in the middle of a turn.
// Another takes the turn over, and the node serves again when it is connected.
func TestNodeCutOffFromTheDatabase(t *testing.T) {
	t.Parallel()
	db := pgtest.Database(t)
	line := newCable(t, pgtest.Socket(t))
	far := startNode(t, line.url(t, db))
	nodes, id := startNodes(t, db, 1)
	c := newTalker(t, "", id)
	for range 3 {
		c.sayUntilAck(far)
		line.cut()
		c.talk(nodes[0], 0, len(c.acked)+2)
		line.mend()
		c.talk(far, 0, len(c.acked)+2)
	}
	checkStored(t, db, c)
}

// cable carries connections to a Unix socket until it is cut.
type cable struct {
	listener net.Listener
	socket   string
	mu       sync.Mutex
	broken   bool
	open     []net.Conn
}

func newCable(t *testing.T, socket string) *cable {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &cable{listener: l, socket: socket}
	t.Cleanup(func() { l.Close(); c.cut() })
	go c.serve()
	return c
}

func (c *cable) serve() {
	for {
		near, err := c.listener.Accept()
		if err != nil {
			return
		}
		if !c.join(near) {
			near.Close()
		}
	}
}

func (c *cable) join(near net.Conn) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.broken {
		return false
	}
	far, err := net.Dial("unix", c.socket)
	if err != nil {
		return false
	}
	c.open = append(c.open, near, far)
	go io.Copy(near, far)
	go io.Copy(far, near)
	return true
}

func (c *cable) cut() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.broken = true
	for _, conn := range c.open {
		conn.Close()
	}
	c.open = nil
}

func (c *cable) mend() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.broken = false
}

// url is the database's URL by way of the cable.
func (c *cable) url(t *testing.T, db string) string {
	t.Helper()
	u, err := url.Parse(db)
	if err != nil {
		t.Fatal(err)
	}
	u.Host, u.RawQuery = c.listener.Addr().String(), ""
	return u.String()
}

// TestNodesLearnADocument ingests a document beside two running nodes. Both answer
// by it without a restart; so does a search from the command line.
func TestNodesLearnADocument(t *testing.T) {
	t.Parallel()
	db := pgtest.Database(t)
	nodes := []*process{startNode(t, db), startNode(t, db)}
	command := func(args ...string) string {
		t.Helper()
		getenv := func(name string) string {
			return map[string]string{"LUONNOS_DB": db, "XDG_DATA_HOME": t.TempDir(), "LANG": "en_GB.UTF-8"}[name]
		}
		var out, errs bytes.Buffer
		if code := run(t.Context(), args, getenv, strings.NewReader(""), &out, &errs); code != 0 {
			t.Fatalf("%q: code %d, %s", args, code, errs.String())
		}
		return out.String()
	}
	command("knowledge", "ingest", writeFile(t, "strategia.md", strategy))
	command("portfolio", "import", writeFile(t, "naapuri.yaml", newSolution))
	const question = "Miten hiekkateiden lanaus uudistetaan?"
	for _, p := range nodes {
		var got struct {
			Passages []struct{ Text string }
		}
		for until := time.Now().Add(patient); len(got.Passages) == 0 || !strings.HasPrefix(got.Passages[0].Text, "Kivisen"); {
			if time.Now().After(until) {
				t.Fatalf("a node answers %+v", got)
			}
			p.call("GET", "/v1/search?lang=fi&q="+url.QueryEscape(question), "", &got)
		}
	}
	if out := command("knowledge", "search", question); !strings.Contains(out, "Kivisen kaupungin strategia") {
		t.Errorf("the command finds %s", out)
	}
	if out := command("portfolio", "list", "stone robot"); !strings.HasPrefix(out, "naapuri-robotti\n") {
		t.Errorf("the command lists %s", out)
	}
}

// talkative is a model that says much and then is silent until nobody waits for more.
func talkative(w http.ResponseWriter, r *http.Request) {
	text := strings.Repeat("Kerrotte hyvin, ja kirjaan tämän. ", 12)
	w.Header().Set("Content-Type", "text/event-stream")
	fmt.Fprintf(w, "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":%q},\"finish_reason\":null}]}\n\n", text)
	_ = http.NewResponseController(w).Flush() // a reader that has left hears nothing
	<-r.Context().Done()
}

// TestWordsAndStopReachOtherNodes: who looks at a plan on another node sees the words of
// the running turn there, and can stop it.
func TestWordsAndStopReachOtherNodes(t *testing.T) {
	t.Parallel()
	model := httptest.NewServer(http.HandlerFunc(talkative))
	defer model.Close()
	db := pgtest.Database(t)
	guided, id := startNodes(t, db, 1)
	newTalker(t, "", id).talk(guided[0], 0, 0) // is greeted
	var conns []*websocket.Conn
	for range 2 {
		p := startProcess(t, db, "LUONNOS_MODEL=m", "LUONNOS_OPENAI_BASE_URL="+model.URL, "LUONNOS_OPENAI_API=chat", "OPENAI_API_KEY=none")
		conn := p.dial(id)
		defer conn.Close()
		if err := conn.WriteJSON(map[string]any{"type": "hello"}); err != nil {
			t.Fatal(err)
		}
		readUntil(t, conn, "luonnos.ready")
		conns = append(conns, conn)
	}
	here, there := conns[0], conns[1]
	if err := here.WriteJSON(map[string]any{"type": "message", "id": "m1", "text": "Kohteena on hakemusten käsittely."}); err != nil {
		t.Fatal(err)
	}
	readUntil(t, there, "kirjaan tämän")
	if err := there.WriteJSON(map[string]any{"type": "stop"}); err != nil {
		t.Fatal(err)
	}
	for _, conn := range conns {
		readUntil(t, conn, `"cancelled"`)
	}
}
