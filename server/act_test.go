package server_test

import (
	"encoding/json"
	"slices"
	"testing"

	"luonnos/tools/plan"
)

// rev is the revision that the client was told last.
func (w *world) rev(id string) int64 {
	w.t.Helper()
	_, draft, err := w.store.Load(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return draft.Rev
}

func (w *world) draft(id string) *plan.Draft {
	w.t.Helper()
	_, draft, err := w.store.Load(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return draft
}

// do sends a frame and returns the code of its refusal, or "" when it was
// acknowledged.
func (c *client) do(frame map[string]any) string {
	c.t.Helper()
	c.send(frame)
	for {
		e, err := c.next()
		switch {
		case err != nil:
			c.t.Fatalf("%v: %v", frame, err)
		case e.is("luonnos.error"):
			if e.Value.ID != frame["id"] || e.Value.Ref == "" || e.Value.Message == "" {
				c.t.Errorf("error %s lacks something", e.line)
			}
			return e.Value.Code
		case e.is("luonnos.ack"):
			return ""
		}
	}
}

func edit(id string, rev int64, set map[string]any, remove ...string) map[string]any {
	var assigns []map[string]any
	for path, value := range set {
		assigns = append(assigns, map[string]any{"path": path, "value": value})
	}
	frame := map[string]any{"type": "edit", "id": id, "rev": rev}
	if assigns != nil {
		frame["set"] = assigns
	}
	if remove != nil {
		frame["remove"] = remove
	}
	return frame
}

func TestEdit(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	first := edit("e1", w.rev(id), map[string]any{
		"target.object": " lupa\u202E ", "target.volume": 12.5, "target.start": "2026-09", "target.commits_to_lead": true,
		"kpis[k1].name": "aika", "raci[r1].responsible": []string{"Aino Aho"}, "batches[b1].kpi": "k1",
	})
	if code := c.do(first); code != "" {
		t.Fatalf("refused: %s", code)
	}
	d := w.draft(id)
	if got := d.Plan.Target.Object; got != "lupa" {
		t.Errorf("object %q, want lupa", got)
	}
	if p := d.Provenance["kpis[k1].name"]; p.Source != plan.Edited || p.By == "" || p.At.IsZero() {
		t.Errorf("proof %+v, want edited by somebody", p)
	}
	rev := w.rev(id)
	if code := c.do(first); code != "" || w.rev(id) != rev {
		t.Errorf("the same edit again: %q, revision %d after %d", code, w.rev(id), rev)
	}
	if code := c.do(edit("e2", rev, nil, "kpis[k1].name", "target.start", "raci[r1]")); code != "" {
		t.Fatalf("remove refused: %s", code)
	}
	d = w.draft(id)
	if d.Plan.Target.Start != "" || len(d.Plan.RACI) != 0 || d.Provenance["target.start"].Source != "" {
		t.Errorf("not removed: %s", d.JSON())
	}
	checkReplay(t, w, id)
}

func TestRefusedChangesChangeNothing(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	if code := c.do(edit("e0", w.rev(id), map[string]any{"target.object": "lupa"})); code != "" {
		t.Fatal(code)
	}
	rev, before := w.rev(id), w.stored(id)
	attest := func(what []string, by, date string) map[string]any {
		return map[string]any{"type": "attest", "what": what, "by": by, "title": "johtaja", "date": date}
	}
	lead := []string{"lead"}
	for name, x := range map[string]struct {
		frame map[string]any
		code  string
	}{
		"old revision":         {edit("", rev-1, map[string]any{"target.object": "tuki"}), "stale_rev"},
		"future revision":      {edit("", rev+1, map[string]any{"target.object": "tuki"}), "stale_rev"},
		"no revision":          {map[string]any{"type": "edit", "remove": []string{"target.object"}}, "bad_frame"},
		"nothing":              {edit("", rev, nil), "bad_frame"},
		"no such path":         {edit("", rev, map[string]any{"target.approved": true}), "bad_path"},
		"a section":            {edit("", rev, map[string]any{"target": "x"}), "bad_path"},
		"a list":               {edit("", rev, map[string]any{"kpis": []string{"x"}}), "bad_path"},
		"attestations":         {edit("", rev, map[string]any{"attestations": []string{"x"}}), "bad_path"},
		"row without id":       {edit("", rev, map[string]any{"kpis[].name": "x"}), "bad_path"},
		"row id":               {edit("", rev, map[string]any{"kpis[k1].id": "k2"}), "bad_path"},
		"wrong type":           {edit("", rev, map[string]any{"target.volume": "12"}), "bad_value"},
		"null":                 {edit("", rev, map[string]any{"target.object": nil}), "bad_value"},
		"blank":                {edit("", rev, map[string]any{"target.object": " \u200b"}), "bad_value"},
		"no date":              {edit("", rev, map[string]any{"target.start": "2026-02-30"}), "bad_value"},
		"not in the enum":      {edit("", rev, map[string]any{"kpis[k1].frequency": "often"}), "bad_value"},
		"no such row":          {edit("", rev, map[string]any{"batches[b1].kpi": "k9"}), "bad_value"},
		"one of two is wrong":  {edit("", rev, map[string]any{"target.purpose": "x", "target.volume": "12"}), "bad_value"},
		"remove a section":     {edit("", rev, nil, "target"), "bad_path"},
		"remove attestations":  {edit("", rev, nil, "attestations"), "bad_path"},
		"remove no row":        {edit("", rev, nil, "kpis[k7]"), "bad_path"},
		"confirm what is said": {map[string]any{"type": "confirm", "rev": rev, "paths": []string{"target.object"}}, "not_pending"},
		"reject what is said":  {map[string]any{"type": "reject", "rev": rev, "paths": []string{"target.object"}}, "not_pending"},
		"confirm nothing":      {map[string]any{"type": "confirm", "rev": rev, "paths": []string{}}, "bad_frame"},
		"attest nothing":       {attest(nil, "Aino Aho", "2026-03-16"), "bad_attestation"},
		"attest approval":      {attest([]string{"approved"}, "Aino Aho", "2026-03-16"), "bad_attestation"},
		"attest twice":         {attest([]string{"lead", "lead"}, "Aino Aho", "2026-03-16"), "bad_attestation"},
		"attest by one word":   {attest(lead, "Aino", "2026-03-16"), "bad_attestation"},
		"attest by digits":     {attest(lead, "1 2", "2026-03-16"), "bad_attestation"},
		"attest some day":      {attest(lead, "Aino Aho", "2026-03"), "bad_attestation"},
		"attest no day":        {attest(lead, "Aino Aho", "2026-02-29"), "bad_attestation"},
		"lock no indicators":   {lock(rev, "Aino Aho", "2026-03-16"), "bad_lock"},
		"lock unseen":          {lock(rev-1, "Aino Aho", "2026-03-16"), "stale_rev"},
		"redo nothing":         {map[string]any{"type": "redo"}, "nothing_to_redo"},
		"undo of a used id":    {map[string]any{"type": "undo", "id": "e0"}, "id_reused"},
	} {
		t.Run(name, func(t *testing.T) {
			if x.frame["id"] == nil || x.frame["id"] == "" {
				x.frame["id"] = "bad"
			}
			c.t = t
			if code := c.do(x.frame); code != x.code {
				t.Errorf("code %q, want %q", code, x.code)
			}
			if got := w.stored(id); got != before {
				t.Errorf("stored changed to\n%s\nfrom\n%s", got, before)
			}
		})
	}
	c.t = t
}

func TestProposalsAreConfirmedOrRejectedAsShown(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	answer := func(frame, kind string, rev int64) string {
		return c.do(map[string]any{"type": kind, "id": frame, "rev": rev, "paths": []string{"target.purpose"}})
	}
	c.say("m1", "Ehdota.")
	c.until("RUN_FINISHED")
	seen := w.rev(id)
	if code := answer("r1", "reject", seen); code != "" {
		t.Fatalf("reject: %s", code)
	}
	if got := w.draft(id).Plan.Target.Purpose; got != "" {
		t.Errorf("purpose %q after it was rejected", got)
	}
	c.say("m2", "Ehdota.")
	c.until("RUN_FINISHED")
	if code := answer("c1", "confirm", seen); code != "stale_rev" {
		t.Errorf("confirm of what was shown before: %q, want stale_rev", code)
	}
	if code := answer("c2", "confirm", w.rev(id)); code != "" {
		t.Fatalf("confirm: %s", code)
	}
	if d := w.draft(id); !d.Counts("target.purpose") {
		t.Errorf("the confirmed value does not count: %+v", d.Provenance["target.purpose"])
	}
	if code := answer("c3", "confirm", w.rev(id)); code != "not_pending" {
		t.Errorf("confirm twice: %q, want not_pending", code)
	}
	checkReplay(t, w, id)
}

func TestAttestationIsAPersonsAct(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	frame := map[string]any{"type": "attest", "id": "s1", "what": []string{"lead", "scale"}, "by": "Aino Aho", "title": "johtaja", "date": "2026-03-16"}
	for range 2 {
		if code := c.do(frame); code != "" {
			t.Fatal(code)
		}
	}
	got := w.draft(id).Plan.Attestations
	if len(got) != 1 || got[0].By != "Aino Aho" || !slices.Equal(got[0].What, []string{"lead", "scale"}) || got[0].Date != "2026-03-16" {
		t.Errorf("attestations %+v", got)
	}
}

func lock(rev int64, by, date string) map[string]any {
	return map[string]any{"type": "lock", "id": "", "rev": rev, "by": by, "date": date}
}

func TestLockingTargetsIsAPersonsAct(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	if code := c.do(edit("e0", w.rev(id), map[string]any{"kpis[k1].target": 10.0})); code != "" {
		t.Fatal(code)
	}
	for name, frame := range map[string]map[string]any{
		"nobody": lock(w.rev(id), "Aino", "2026-03-16"), "some day": lock(w.rev(id), "Aino Aho", "2026-03"),
	} {
		frame["id"] = "bad"
		if code := c.do(frame); code != "bad_lock" {
			t.Errorf("%s: code %q", name, code)
		}
	}
	frame := lock(w.rev(id), "Aino Aho", "2026-03-16")
	frame["id"] = "l1"
	if code := c.do(frame); code != "" {
		t.Fatal(code)
	}
	if code := c.do(edit("e1", w.rev(id), map[string]any{"kpis[k1].target": 12.0})); code != "" {
		t.Fatal(code)
	}
	p := w.draft(id).Plan
	drift := plan.Drift(&p)
	if !p.Locked() || len(drift) != 1 || drift[0] != (plan.Drifted{Path: "kpis[k1].target", Locked: 10.0, Now: 12.0}) {
		t.Errorf("lock %+v, drift %+v", p.TargetsLock, drift)
	}
	if p.Versions == (plan.Versions{}) {
		t.Error("the plan is pinned to no version")
	}
	checkReplay(t, w, id)
}

func TestUndoAndRedo(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	object := func() string { return w.draft(id).Plan.Target.Object }
	step := func(kind, frame, want string) {
		t.Helper()
		if code := c.do(map[string]any{"type": kind, "id": frame}); code != "" {
			t.Fatalf("%s: %s", kind, code)
		}
		if got := object(); got != want {
			t.Errorf("object %q after %s, want %q", got, kind, want)
		}
	}
	for i, text := range []string{"Kohteena on lupa.", "Kohteena on tuki.", "Moi."} {
		c.say(string(rune('a'+i)), text)
		c.until("RUN_FINISHED")
	}
	step("undo", "u1", "lupa")
	step("undo", "u2", "")
	step("undo", "u2", "") // the same frame again
	step("redo", "r1", "lupa")
	step("redo", "r2", "tuki")
	if code := c.do(map[string]any{"type": "redo", "id": "r3"}); code != "nothing_to_redo" {
		t.Errorf("redo past the end: %q", code)
	}
	c.say("p", "Peru.") // the assistant undoes on the applicant's word
	c.until("RUN_FINISHED")
	if got := object(); got != "lupa" {
		t.Errorf("object %q after the assistant's undo, want lupa", got)
	}
	step("redo", "r4", "tuki")
	step("undo", "u3", "lupa")
	if code := c.do(edit("e1", w.rev(id), map[string]any{"target.object": "maksu"})); code != "" {
		t.Fatal(code)
	}
	if code := c.do(map[string]any{"type": "redo", "id": "r5"}); code != "nothing_to_redo" {
		t.Errorf("redo after a new change: %q", code)
	}
	checkReplay(t, w, id)
	for _, e := range w.entries(id) {
		if !json.Valid(e.Data) {
			t.Errorf("entry %d is no JSON", e.Seq)
		}
	}
}
