package server_test

import (
	"path/filepath"
	"strings"
	"testing"
)

// TestLastMessageIsWrittenAgain: what was recorded since the message is undone, also
// what was changed by hand; what a person has signed stays, and so does the log.
func TestLastMessageIsWrittenAgain(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	mine := func(frame, text string) string {
		c.say(frame, text)
		return find(c.until("RUN_FINISHED"), "TEXT_MESSAGE_START").MessageID
	}
	first, last := mine("a1", "Kohteena on lupa."), mine("a2", "Kohteena on tuki.")
	for _, frame := range []map[string]any{
		edit("e1", w.rev(id), map[string]any{"target.volume": 12}),
		{"type": "attest", "id": "s1", "what": []string{"lead"}, "by": "Aino Aho", "title": "johtaja", "date": "2026-03-01"},
	} {
		if code := c.do(frame); code != "" {
			t.Fatal(code)
		}
	}
	again := map[string]any{"type": "message", "id": "a3", "text": "Kohteena on raportointi.", "replaces": last}
	c.send(again)
	events := c.until("RUN_FINISHED")
	if end := find(events, "TEXT_MESSAGE_END"); end.Metadata.Luonnos.Replaces != last {
		t.Errorf("the message replaces %q: %s", end.Metadata.Luonnos.Replaces, end.line)
	}
	d := w.draft(id)
	if d.Plan.Target.Object != "raportointi" || d.Plan.Target.Volume != nil || len(d.Plan.Attestations) != 1 {
		t.Errorf("the plan is %s", d.JSON())
	}
	if d.Provenance["target.object"].Message == last {
		t.Error("the value comes from the message that was replaced")
	}
	before := w.stored(id)
	if !strings.Contains(before, "Kohteena on tuki.") {
		t.Error("the log has lost the message that was replaced")
	}
	if code := c.do(again); code != "" || w.stored(id) != before {
		t.Errorf("the same frame again: %q", code)
	}
	for name, replaced := range map[string]string{"an older one": first, "one that was replaced": last, "none": "m999"} {
		if code := c.do(map[string]any{"type": "message", "id": "b", "text": "Ei.", "replaces": replaced}); code != "stale_rev" {
			t.Errorf("%s: %q, want stale_rev", name, code)
		}
	}
	checkReplay(t, w, id)
}

// TestReplacedMessageIsForgotten: the interviewer does not know of words that were
// taken back, also not after a restart.
func TestReplacedMessageIsForgotten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "luonnos.db")
	w := open(t, file, nil)
	id := w.create()
	c := w.join(id, 0)
	c.say("a1", "Kohteena on lupa.")
	last := find(c.until("RUN_FINISHED"), "TEXT_MESSAGE_START").MessageID
	c.send(map[string]any{"type": "message", "id": "a2", "text": "Hei.", "replaces": last})
	c.until("RUN_FINISHED")
	knows := func(frame string, w *world) {
		t.Helper()
		c := w.join(id, 0)
		c.say(frame, "Mitä sanoin?")
		c.until("RUN_FINISHED")
		log := w.entries(id)
		said := string(log[len(log)-2].Data)
		if strings.Contains(said, "lupa") || !strings.Contains(said, "Hei.") {
			t.Errorf("the model was shown %s", said)
		}
	}
	knows("a3", w)
	if d := w.draft(id); d.Plan.Target.Object != "" {
		t.Errorf("the plan is %s", d.JSON())
	}
	w.close()
	w = open(t, file, nil)
	knows("a4", w)
}

// TestHistoryTellsWhatCanBeUndone: a client learns with hello and with each change
// which of undo and redo there is.
func TestHistoryTellsWhatCanBeUndone(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.dial(id)
	c.send(map[string]any{"type": "hello"})
	told := func(undo, redo bool) {
		t.Helper()
		if e := c.last("luonnos.history"); e.Value.Undo != undo || e.Value.Redo != redo {
			t.Errorf("%s, want undo %v and redo %v", e.line, undo, redo)
		}
	}
	told(false, false)
	c.until("luonnos.ready")
	c.send(edit("e1", w.rev(id), map[string]any{"target.object": "lupa"}))
	told(true, false)
	c.send(map[string]any{"type": "undo", "id": "u1"})
	told(false, true)
	c.send(map[string]any{"type": "redo", "id": "u2"})
	told(true, false)
	d := w.dial(id)
	d.send(map[string]any{"type": "hello"})
	if e := d.last("luonnos.history"); !e.Value.Undo || e.Value.Redo {
		t.Errorf("another client is told %s", e.line)
	}
}
