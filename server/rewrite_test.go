package server_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestLastMessageIsWrittenAgain: what was recorded from the message goes, and so does
// a signature given since; what was changed by hand stays, and so does the log.
func TestLastMessageIsWrittenAgain(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	mine := func(frame, text string) string {
		c.say(frame, text)
		return find(c.until("RUN_FINISHED"), "TEXT_MESSAGE_START").MessageID
	}
	sign := func(frame, by string) map[string]any {
		return map[string]any{"type": "attest", "id": frame, "what": []string{"lead"}, "by": by, "title": "johtaja", "date": "2026-03-01"}
	}
	first := mine("a1", "Kohteena on lupa.")
	must := func(frame map[string]any) {
		t.Helper()
		if code := c.do(frame); code != "" {
			t.Fatal(code)
		}
	}
	seen := w.rev(id)
	must(sign("s1", "Aino Aho"))
	last := mine("a2", "Kohteena on tuki.")
	must(edit("e1", w.rev(id), map[string]any{"target.volume": 12}))
	must(sign("s2", "Bertta Bo"))
	must(sign("s3", "Aino Aho")) // the same again, of the later plan
	again := map[string]any{"type": "message", "id": "a3", "text": "Kohteena on raportointi.", "replaces": last}
	c.send(again)
	events := c.until("RUN_FINISHED")
	if end := find(events, "TEXT_MESSAGE_END"); end.Metadata.Luonnos.Replaces != last {
		t.Errorf("the message replaces %q: %s", end.Metadata.Luonnos.Replaces, end.line)
	}
	d := w.draft(id)
	if d.Plan.Target.Object != "raportointi" || d.Plan.Target.Volume == nil || d.Provenance["target.volume"].Source != plan.Edited {
		t.Errorf("the plan is %s", d.JSON())
	}
	if signed := d.Plan.Attestations; len(signed) != 1 || signed[0].By != "Aino Aho" || signed[0].Rev != seen {
		t.Errorf("signed by %+v, want Aino Aho at revision %d", signed, seen)
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
	last = find(events, "TEXT_MESSAGE_START").MessageID
	c.send(map[string]any{"type": "message", "id": "a4", "text": "Kiitos.", "replaces": last})
	c.until("RUN_FINISHED")
	if d := w.draft(id); d.Plan.Target.Object != "lupa" || d.Plan.Target.Volume == nil {
		t.Errorf("written once more, the plan is %s", d.JSON())
	}
	checkReplay(t, w, id)
}

// TestWorkOfOthersOutlivesAMessage: what persons did since the message that is written
// again stays where the message led to nothing; elsewhere the message stands.
func TestWorkOfOthersOutlivesAMessage(t *testing.T) {
	const object, volume = plan.Path("target.object"), plan.Path("target.volume")
	set := func(path plan.Path, value any) act {
		return func(rev int64) map[string]any { return edit("", rev, map[string]any{string(path): value}) }
	}
	paths := func(kind string, paths ...plan.Path) act {
		return func(rev int64) map[string]any { return map[string]any{"type": kind, "rev": rev, "paths": paths} }
	}
	step := func(kind string) act { return func(int64) map[string]any { return map[string]any{"type": kind} } }
	left := func(rev int64) map[string]any {
		return map[string]any{"type": "leave", "rev": rev, "paths": []plan.Path{volume}, "kind": "skipped", "reason": "ei tiedossa"}
	}
	ordered := func(rev int64) map[string]any {
		return map[string]any{"type": "order", "rev": rev, "list": "kpis", "rows": []string{"k2", "k1"}}
	}
	removed := func(rev int64) map[string]any { return edit("", rev, nil, "kpis[k1]") }
	for name, c := range map[string]struct {
		text  string // of the message
		since []act
		code  string
		has   string // part of the draft afterwards
		lacks string
	}{
		"nothing":              {"Kohteena on tuki.", nil, "", `"object":"lupa"`, "tuki"},
		"another value":        {"Kohteena on tuki.", []act{set(volume, 12)}, "", `"volume":12`, "tuki"},
		"a row":                {"Kohteena on tuki.", []act{set("kpis[k3].name", "hinta"), set("kpis[k3].target", 2)}, "", `"id":"k3","name":"hinta","target":2`, "tuki"},
		"a row less":           {"Kohteena on tuki.", []act{removed}, "", `"kpis":[{"id":"k2"`, "tuki"},
		"the order":            {"Kohteena on tuki.", []act{ordered}, "", `"kpis":[{"id":"k2","name":"laatu"},{"id":"k1"`, "tuki"},
		"left open":            {"Kohteena on tuki.", []act{left}, "", "ei tiedossa", "tuki"},
		"the same value":       {"Kohteena on tuki.", []act{set(object, "luvat")}, "edited_since", "luvat", "lupa"},
		"taken back":           {"Kohteena on tuki.", []act{set(volume, 12), set(volume, 777), step("undo")}, "", `"volume":12`, "777"},
		"the message undone":   {"Kohteena on tuki.", []act{step("undo")}, "", `"object":"lupa"`, "tuki"},
		"its proposal taken":   {"Ehdota.", []act{paths("confirm", "target.purpose")}, "", `"object":"lupa"`, "nopeampi"},
		"its proposal refused": {"Ehdota.", []act{paths("reject", "target.purpose")}, "", `"object":"lupa"`, "nopeampi"},
		"its proposal changed": {"Ehdota.", []act{set("target.purpose", "halpa palvelu")}, "edited_since", "halpa palvelu", "nopeampi palvelu"},
	} {
		t.Run(name, func(t *testing.T) {
			w := start(t)
			id := w.create()
			socket := w.join(id, 0)
			frame := 0
			do := func(a act) string {
				f := a(w.rev(id))
				frame++
				f["id"] = fmt.Sprint("f", frame)
				return socket.do(f)
			}
			for _, a := range []act{set("kpis[k1].name", "aika"), set("kpis[k2].name", "laatu")} {
				if code := do(a); code != "" {
					t.Fatal(code)
				}
			}
			socket.say("a1", "Kohteena on lupa.")
			socket.until("RUN_FINISHED")
			socket.say("a2", c.text)
			last := find(socket.until("RUN_FINISHED"), "TEXT_MESSAGE_START").MessageID
			for _, a := range c.since {
				if code := do(a); code != "" {
					t.Fatal(code)
				}
			}
			rev := w.rev(id)
			code := do(func(int64) map[string]any {
				return map[string]any{"type": "message", "text": "Kiitos.", "replaces": last}
			})
			if code != c.code {
				t.Fatalf("%q, want %q", code, c.code)
			}
			if code == "" {
				socket.until("RUN_FINISHED")
			} else if w.rev(id) != rev {
				t.Error("what was refused has changed the plan")
			}
			if d := string(w.draft(id).JSON()); !strings.Contains(d, c.has) || strings.Contains(d, c.lacks) {
				t.Errorf("want %s and no %s in %s", c.has, c.lacks, d)
			}
			checkReplay(t, w, id)
		})
	}
}

// act is a frame at a revision.
type act func(rev int64) map[string]any

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
