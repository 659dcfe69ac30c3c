package server_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	jsonpatch "github.com/evanphx/json-patch/v5"

	"luonnos/server"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

func types(events []event) []string {
	var names []string
	for _, e := range events {
		name := e.Type
		if name == "CUSTOM" {
			name = e.Name
		}
		names = append(names, name)
	}
	return names
}

func TestHelloOpensWithNoticeStateAndGreeting(t *testing.T) {
	w := start(t)
	c := w.dial(w.create())
	c.send(map[string]any{"type": "hello", "after": 0, "lang": "fi"})
	events := c.until("luonnos.ready")
	want := []string{
		"luonnos.welcome", "luonnos.notice", "STATE_SNAPSHOT", "luonnos.history", "luonnos.change",
		"RUN_STARTED", "luonnos.change", "TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "luonnos.asks", "TEXT_MESSAGE_END",
		"RUN_FINISHED", "luonnos.ready",
	}
	if got := types(events); !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
	if asks := find(events, "luonnos.asks"); asks == nil || !slices.Equal(asks.Value.Paths, []string{"target.object"}) || asks.Value.Topic != "target" {
		t.Errorf("asks %+v, want target.object of the topic target", asks)
	}
	if notice := find(events, "luonnos.notice"); !strings.Contains(notice.Value.FI, "tekoäly") {
		t.Errorf("notice %s", notice.line)
	}
	if strings.Contains(find(events, "STATE_SNAPSHOT").line, "null") {
		t.Error("the state has a null")
	}
}

func TestMessageIsStoredAcknowledgedAndAnswered(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	c.say("a1", "Kohteena on hakemusten käsittely.")
	events := c.until("RUN_FINISHED")
	want := []string{
		"TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_END", "luonnos.ack", "RUN_STARTED",
		"TEXT_MESSAGE_START", "TEXT_MESSAGE_CONTENT", "TEXT_MESSAGE_CONTENT",
		"TOOL_CALL_START", "TOOL_CALL_ARGS", "TOOL_CALL_END", "TOOL_CALL_RESULT",
		"luonnos.change", "STATE_DELTA", "luonnos.history", "luonnos.asks", "TEXT_MESSAGE_END", "luonnos.receipt", "RUN_FINISHED",
	}
	if got := types(events); !slices.Equal(got, want) {
		t.Errorf("events %v, want %v", got, want)
	}
	ack := find(events, "luonnos.ack")
	if events[2].Metadata.Luonnos.Seq != ack.Value.Seq || events[2].Metadata.Luonnos.Client != "a1" || ack.Value.ID != "a1" {
		t.Errorf("ack %s does not name the message %s", ack.line, events[2].line)
	}
	if r := find(events, "luonnos.receipt"); len(r.Value.Stored) != 1 || r.Value.Stored[0].Path != "target.object" {
		t.Errorf("receipt %s", r.line)
	}
	if end := events[len(events)-1]; end.Outcome.Type != "success" || end.Metadata.Luonnos.Seq != c.seq {
		t.Errorf("end %s", end.line)
	}
	_, draft, err := w.store.Load(t.Context(), id)
	if err != nil || draft.Plan.Target.Object != "hakemusten käsittely" {
		t.Errorf("stored object %q, error %v", draft.Plan.Target.Object, err)
	}
}

// TestStateFollowsByPatches: what a client makes of the snapshot and the deltas is
// what a new client is told.
func TestStateFollowsByPatches(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.dial(id)
	c.send(map[string]any{"type": "hello"})
	state := c.last("STATE_SNAPSHOT").Snapshot
	for i, text := range []string{"Kohteena on lupa.", "Kohteena on tuki.", "Ehdota.", "Peru.", "Hei."} {
		c.say(fmt.Sprint(i), text)
		for _, e := range c.until("RUN_FINISHED") {
			switch e.Type {
			case "STATE_SNAPSHOT":
				state = e.Snapshot
			case "STATE_DELTA":
				patch, err := jsonpatch.DecodePatch(e.Delta)
				if err == nil {
					state, err = patch.Apply(state)
				}
				if err != nil {
					t.Fatalf("%s: %v", e.line, err)
				}
			}
		}
	}
	d := w.dial(id)
	d.send(map[string]any{"type": "hello"})
	if fresh := d.last("STATE_SNAPSHOT").Snapshot; !jsonpatch.Equal(state, fresh) {
		t.Errorf("state after patches\n%s\nfresh state\n%s", state, fresh)
	}
}

func TestMessageCountsOnce(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	c.say("a1", "Kohteena on lupa.")
	first := c.last("luonnos.ack").Value.Seq
	c.until("RUN_FINISHED")
	before := w.stored(id)

	c.say("a1", "Kohteena on lupa.")
	if got := c.last("luonnos.ack").Value.Seq; got != first {
		t.Errorf("acknowledged as %d, want %d again", got, first)
	}
	other := w.join(id, c.seq)
	other.say("a1", "  Kohteena on lupa.\r\n")
	if got := other.last("luonnos.ack").Value.Seq; got != first {
		t.Errorf("another tab: acknowledged as %d, want %d again", got, first)
	}
	c.say("a1", "Kohteena on tuki.")
	if got := c.last("luonnos.error").Value; got.Code != "id_reused" || got.ID != "a1" {
		t.Errorf("error %+v, want id_reused of a1", got)
	}
	c.send(map[string]any{"type": "undo", "id": "a1"})
	if got := c.last("luonnos.error").Value.Code; got != "id_reused" {
		t.Errorf("undo with a message's id: %s, want id_reused", got)
	}
	if got := w.stored(id); got != before {
		t.Errorf("stored changed to\n%s\nfrom\n%s", got, before)
	}
}

func TestReconnectMissesAndDoublesNothing(t *testing.T) {
	w := start(t)
	id := w.create()
	live := w.join(id, 0)
	for i, text := range []string{"Kohteena on lupa.", "Roskaa.", "Kaadu.", "Kiitos."} {
		live.say(fmt.Sprint("m", i), text)
		if text == "Kaadu." {
			live.until("RUN_ERROR")
		} else {
			live.until("RUN_FINISHED")
		}
	}
	live.send(map[string]any{"type": "undo", "id": "u1"})
	live.until("luonnos.ack")
	all := durable(w.join(id, 0).lines)
	if got := int64(len(all)); got != live.seq {
		t.Fatalf("%d entries are replayed, want %d", got, live.seq)
	}
	if got := durable(live.lines); !slices.Equal(got, all) {
		t.Errorf("live events\n%s\nreplayed\n%s", strings.Join(got, "\n"), strings.Join(all, "\n"))
	}
	for after := range live.seq + 1 {
		if got := durable(w.join(id, after).lines); !slices.Equal(got, all[after:]) {
			t.Errorf("after %d: %d entries, want %d", after, len(got), len(all[after:]))
		}
	}
	if got := durable(w.join(id, live.seq+100).lines); len(got) != 0 {
		t.Errorf("past the end: %v", got)
	}
}

// durable picks the events that end an entry.
func durable(lines []string) []string {
	return slices.DeleteFunc(slices.Clone(lines), func(l string) bool {
		return !strings.Contains(l, `"seq"`) || strings.Contains(l, `"value":{"id"`) || strings.Contains(l, "luonnos.welcome") || strings.Contains(l, "luonnos.ready")
	})
}

func TestTwoSocketsSeeTheSame(t *testing.T) {
	w := start(t)
	id := w.create()
	a, b := w.join(id, 0), w.join(id, 0)
	a.say("a1", "Kohteena on lupa.")
	b.say("b1", "Kiitos.")
	for _, c := range []*client{a, b} {
		c.until("RUN_FINISHED")
		c.until("RUN_FINISHED")
	}
	if x, y := durable(a.lines), durable(b.lines); !slices.Equal(x, y) {
		t.Errorf("one socket sees\n%s\nthe other\n%s", strings.Join(x, "\n"), strings.Join(y, "\n"))
	}
	if n := strings.Count(strings.Join(a.lines, "\n"), "luonnos.ack"); n != 1 {
		t.Errorf("a got %d acknowledgements, want its own", n)
	}
}

func TestSocketJoinsInTheMiddleOfATurn(t *testing.T) {
	w := start(t)
	id := w.create()
	a := w.join(id, 0)
	a.say("a1", "Odota.")
	<-w.model.waiting
	b := w.join(id, a.seq)
	events := b.until("TEXT_MESSAGE_CONTENT")
	if got := types(events); !slices.Contains(got, "RUN_STARTED") || !slices.Contains(got, "TEXT_MESSAGE_START") {
		t.Errorf("joined with %v", got)
	}
	b.send(map[string]any{"type": "stop"})
	end := b.last("RUN_FINISHED")
	if end.Outcome.Type != "cancelled" {
		t.Errorf("end %s, want cancelled", end.line)
	}
	a.until("RUN_FINISHED")
	if entries := w.entries(id); string(entries[len(entries)-2].Data) != `{"text":"`+waits+`"}` {
		t.Errorf("what was said is not kept: %s", entries[len(entries)-2].Data)
	}
}

func TestFramesWaitForTheTurn(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	c.say("a1", "Odota.")
	<-w.model.waiting
	c.say("a2", "Kohteena on lupa.")
	c.send(map[string]any{"type": "stop"})
	c.until("RUN_FINISHED")
	if e := c.last("RUN_FINISHED"); e.Outcome.Type != "success" {
		t.Errorf("the second turn ended with %s", e.line)
	}
}

func TestFailedTurnIsOver(t *testing.T) {
	for _, text := range []string{"Kaadu.", "Räjähdä."} {
		t.Run(text, func(t *testing.T) {
			w := start(t)
			id := w.create()
			c := w.join(id, 0)
			c.say("a1", text)
			if e := c.last("RUN_ERROR"); e.Code != "model_failed" || e.Metadata.Luonnos.Seq == 0 {
				t.Errorf("%s, want a kept model_failed", e.line)
			}
			if owed, err := w.store.Owed(t.Context()); err != nil || len(owed) != 0 {
				t.Errorf("owed %v, %v: it would be run for ever", owed, err)
			}
			c.say("a2", "Kohteena on lupa.")
			c.until("RUN_FINISHED")
		})
	}
}

// TestOwedTurnRuns: a process died after the message was stored.
func TestOwedTurnRuns(t *testing.T) {
	for _, by := range []string{"hello", "sweeper"} {
		t.Run(by, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "owed.db")
			x := open(t, file, nil)
			id := x.create()
			x.join(id, 0).conn.Close()
			head, _, err := x.store.Load(t.Context(), id)
			if err != nil {
				t.Fatal(err)
			}
			data, err := json.Marshal(server.Message{Text: "Kohteena on lupa."})
			if err != nil {
				t.Fatal(err)
			}
			owed := store.Entry{At: clock, Kind: store.KindMessage, Turn: fmt.Sprint("t", head.Seq+1), ClientID: "a1", Data: data}
			if _, err := x.store.Append(t.Context(), id, head.Seq, nil, owed); err != nil {
				t.Fatal(err)
			}
			x.close()

			y := open(t, file, nil)
			if by == "sweeper" {
				if n, err := y.srv.Resume(t.Context()); n != 1 || err != nil {
					t.Fatalf("resumed %d, %v", n, err)
				}
			}
			d := y.dial(id)
			d.seq = head.Seq
			d.send(map[string]any{"type": "hello", "after": head.Seq})
			if e := d.last("RUN_FINISHED"); e.RunID != owed.Turn {
				t.Errorf("turn %s ended, want %s", e.RunID, owed.Turn)
			}
			d.say("a1", "Kohteena on lupa.")
			if got := d.last("luonnos.ack").Value.Seq; got != head.Seq+1 {
				t.Errorf("acknowledged as %d, want %d", got, head.Seq+1)
			}
			_, draft, err := y.store.Load(t.Context(), id)
			if err != nil || draft.Plan.Target.Object != "lupa" {
				t.Errorf("object %q, %v", draft.Plan.Target.Object, err)
			}
			checkReplay(t, y, id)
		})
	}
}

// TestResumePassesOverABrokenConversation: a log that cannot be read keeps neither
// the program from starting nor another conversation's turn from running.
func TestResumePassesOverABrokenConversation(t *testing.T) {
	file := filepath.Join(t.TempDir(), "owed.db")
	x := open(t, file, nil)
	heads := map[string]int64{}
	for _, data := range []string{`{"text":"Moi."}`, `{"of another version":1}`, `{"text":"Hei."}`} {
		id := x.create()
		x.join(id, 0).conn.Close()
		head, _, err := x.store.Load(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		owed := store.Entry{At: clock, Kind: store.KindMessage, Turn: fmt.Sprint("t", head.Seq+1), ClientID: "a1", Data: json.RawMessage(data)}
		if _, err := x.store.Append(t.Context(), id, head.Seq, nil, owed); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(data, "text") {
			heads[id] = head.Seq
		}
	}
	x.close()

	y := open(t, file, nil)
	if n, err := y.srv.Resume(t.Context()); n != len(heads) || err != nil {
		t.Fatalf("resumed %d, %v; want %d", n, err, len(heads))
	}
	for id, seq := range heads {
		d := y.dial(id)
		d.seq = seq
		d.send(map[string]any{"type": "hello", "after": seq})
		d.last("RUN_FINISHED")
	}
}

// checkReplay holds the log against the stored draft.
func checkReplay(t *testing.T, w *world, id string) {
	t.Helper()
	replayed, err := server.Replay(w.entries(id))
	if err != nil {
		t.Fatal(err)
	}
	_, draft, err := w.store.Load(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(replayed.JSON()), string(draft.JSON()); got != want {
		t.Errorf("replay gives\n%s\nstored is\n%s", got, want)
	}
}

func TestReplyIsInTheLanguageOfTheWindow(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.dial(id)
	c.send(map[string]any{"type": "hello", "lang": "sv"})
	c.until("luonnos.ready")
	if _, draft, _ := w.store.Load(t.Context(), id); draft.Lang != plan.FI {
		t.Errorf("opening changed the language to %s", draft.Lang)
	}
	c.say("a1", "Hej.")
	c.until("RUN_FINISHED")
	if _, draft, _ := w.store.Load(t.Context(), id); draft.Lang != plan.SV {
		t.Errorf("language %s, want sv", draft.Lang)
	}
	checkReplay(t, w, id)
}

func TestIdentityCodesAreNeverStored(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	const code = "131052-308T"
	c.say("a1", "Kohteena on lupa, minun tunnukseni on "+code+".")
	if got := c.last("luonnos.masked").Value; got.ID != "a1" || got.Message == "" {
		t.Errorf("masked: %+v, want a note about a1", got)
	}
	c.until("RUN_FINISHED")
	if got := w.stored(id); strings.Contains(got, code) || !strings.Contains(got, "******-****") {
		t.Errorf("stored: %s", got)
	}
}
