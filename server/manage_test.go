package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

func TestRename(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	status, body, _ := w.request("PATCH", "/v1/plans/"+id, `{"title":" Lupa\u202E ajoissa "}`, nil)
	if status != http.StatusNoContent {
		t.Fatalf("%d %s", status, body)
	}
	c.until("STATE_DELTA")
	if d := w.draft(id); d.Plan.Target.Title != "Lupa ajoissa" || d.Provenance["target.title"].Source != plan.Edited {
		t.Errorf("draft %s", d.JSON())
	}
	checkReplay(t, w, id)
	before := w.stored(id)
	for body, want := range map[string]int{
		`{"title":" "}`: 400, `{"title":"` + strings.Repeat("x", 201) + `"}`: 400, `{"name":"x"}`: 400, `{`: 400,
	} {
		if status, _, _ := w.request("PATCH", "/v1/plans/"+id, body, nil); status != want {
			t.Errorf("%.40s: %d, want %d", body, status, want)
		}
	}
	if status, _, _ := w.request("PATCH", "/v1/plans/none", `{"title":"x"}`, nil); status != http.StatusNotFound {
		t.Errorf("unknown plan: %d", status)
	}
	if w.stored(id) != before {
		t.Error("a refused title changed the plan")
	}
}

// TestCopy: content and quotes go along, what persons have signed stays, and a
// proposal does not become a fact.
func TestCopy(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	for i, text := range []string{"Kohteena on lupa.", "Ehdota."} {
		c.say(string(rune('a'+i)), text)
		c.until("RUN_FINISHED")
	}
	if code := c.do(map[string]any{"type": "attest", "id": "s", "what": []string{"lead"}, "by": "Aino Aho", "date": "2026-03-01"}); code != "" {
		t.Fatal(code)
	}
	before := w.stored(id)
	status, body, _ := w.request("POST", "/v1/plans", `{"copy":"`+id+`","title":"Kopio"}`, nil)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	d := w.draft(made.ID)
	object, purpose := d.Provenance["target.object"], d.Provenance["target.purpose"]
	switch {
	case d.Plan.Target.Object != "lupa" || d.Plan.Target.Title != "Kopio":
		t.Errorf("plan %s", d.JSON())
	case object.Source != plan.Imported || object.Quote == "" || object.Message != "":
		t.Errorf("proof %+v, want imported with its quote and without a message", object)
	case purpose.Source != plan.Proposed || d.Counts("target.purpose"):
		t.Errorf("proof %+v, want a proposal still", purpose)
	case len(d.Plan.Attestations) != 0:
		t.Error("a commitment was copied")
	}
	checkReplay(t, w, made.ID)
	if w.stored(id) != before {
		t.Error("copying changed the original")
	}
	if code := w.join(made.ID, 0).do(map[string]any{"type": "undo", "id": "u"}); code != "nothing_to_undo" {
		t.Errorf("undo in a fresh copy: %q", code)
	}
	if status, _, _ := w.request("POST", "/v1/plans", `{"copy":"none"}`, nil); status != http.StatusNotFound {
		t.Errorf("copy of nothing: %d", status)
	}
}

func TestLeave(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	if code := c.do(edit("e", w.rev(id), map[string]any{"target.object": "lupa", "raci[r1].accountable": "Aino Aho"})); code != "" {
		t.Fatal(code)
	}
	leave := func(frame string, kind any, paths ...string) map[string]any {
		return map[string]any{"type": "leave", "id": frame, "rev": w.rev(id), "paths": paths, "kind": kind, "reason": " ei koske "}
	}
	if code := c.do(leave("l1", "not_applicable", "target.object", "company.link")); code != "" {
		t.Fatal(code)
	}
	d := w.draft(id)
	if s := d.States["target.object"]; s.Kind != plan.NotApplicable || s.Reason != "ei koske" || d.Plan.Target.Object != "" {
		t.Errorf("state %+v of %s", s, d.JSON())
	}
	if code := c.do(leave("l2", "", "company.link")); code != "" || len(w.draft(id).States) != 1 {
		t.Errorf("opening again: %q, states %v", code, w.draft(id).States)
	}
	before := w.stored(id)
	for frame, x := range map[string]struct {
		frame map[string]any
		code  string
	}{
		"odd kind": {leave("l3", "approved", "target.object"), "bad_frame"},
		"no path":  {leave("l4", "skipped"), "bad_frame"},
		"odd path": {leave("l5", "skipped", "attestations"), "bad_path"},
		"old rev":  {map[string]any{"type": "leave", "id": "l6", "rev": 1, "paths": []string{"target.end"}, "kind": "skipped", "reason": ""}, "stale_rev"},
	} {
		if code := c.do(x.frame); code != x.code {
			t.Errorf("%s: %q, want %q", frame, code, x.code)
		}
	}
	if w.stored(id) != before {
		t.Error("a refused frame changed the plan")
	}
	checkReplay(t, w, id)
}

func TestOrder(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	if code := c.do(edit("e", w.rev(id), map[string]any{"batches[b1].scope": "yksi", "batches[b2].scope": "kaksi"})); code != "" {
		t.Fatal(code)
	}
	before := w.draft(id).Plan.Rows("batches")
	order := func(frame string, rows ...string) map[string]any {
		return map[string]any{"type": "order", "id": frame, "rev": w.rev(id), "list": "batches", "rows": rows}
	}
	if code := c.do(order("o1", before[1], before[0])); code != "" || w.draft(id).Plan.Batches[0].ID != before[1] {
		t.Errorf("%q, rows %v after %v", code, w.draft(id).Plan.Rows("batches"), before)
	}
	for _, rows := range [][]string{{"b1"}, {"b1", "b1"}, {"b1", "b9"}} {
		if code := c.do(order(strings.Join(rows, ":"), rows...)); code != "bad_path" {
			t.Errorf("%v: %q", rows, code)
		}
	}
	if code := c.do(map[string]any{"type": "undo", "id": "u"}); code != "" || w.draft(id).Plan.Batches[0].ID != before[0] {
		t.Errorf("undo: %q, rows %v", code, w.draft(id).Plan.Rows("batches"))
	}
	checkReplay(t, w, id)
}

// TestPagesAreKeptByBrowsers: the page is sent compressed and only when it changed.
func TestPagesAreKeptByBrowsers(t *testing.T) {
	w := start(t)
	_, plain, header := w.request("GET", "/", "", http.Header{"Accept-Encoding": {"identity"}})
	_, zipped, zip := w.request("GET", "/", "", http.Header{"Accept-Encoding": {"gzip"}})
	if zip.Get("Content-Encoding") != "gzip" || zipped == plain {
		t.Errorf("the page is not compressed: %v", zip)
	}
	status, body, _ := w.request("GET", "/", "", http.Header{"If-None-Match": {header.Get("Etag")}})
	if status != http.StatusNotModified || body != "" {
		t.Errorf("the page again: %d with %d bytes", status, len(body))
	}
}

// TestCatalogueInOneLanguage: a page loads the texts that it shows, and no others.
func TestCatalogueInOneLanguage(t *testing.T) {
	w := start(t)
	_, all, _ := w.request("GET", "/v1/catalogue", "", nil)
	_, one, _ := w.request("GET", "/v1/catalogue?lang=sv", "", nil)
	if !strings.Contains(one, `"label":{"sv":"Nyckelindikator"}`) || strings.Contains(one, "Avainmittari") {
		t.Errorf("the Swedish catalogue begins %.200s", one)
	}
	if !strings.Contains(all, "Avainmittari") || len(one)*2 > len(all) {
		t.Errorf("all languages take %d bytes, one %d", len(all), len(one))
	}
}
