package server

import (
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"luonnos/tools/plan"
)

// FuzzFrame: whatever a client sends, it is a change of a good draft or a
// refusal with a code, and never a panic.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{
		``, `{`, `null`, `[]`, `{"type":null}`, `{"type":"hello","after":9223372036854775807}`,
		`{"type":"message","id":"a","text":"Hei"}`,
		`{"type":"edit","id":"a","rev":0,"set":[{"path":"kpis[k1].target","value":1}],"remove":["kpis[k1]"]}`,
		`{"type":"edit","id":"a","rev":0,"set":[{"path":"kpis[k1].target","value":{"a":[null]}}]}`,
		`{"type":"edit","id":"a","rev":0,"set":[{"path":"data.assets[d1].name","value":"x"},{"path":"batches[b1].kpi","value":"k1"}]}`,
		`{"type":"edit","id":"a","rev":0,"remove":["kpis","target.object","value_stream.steps[s1]","attestations",""]}`,
		`{"type":"confirm","id":"a","rev":0,"paths":["target.object"]}`,
		`{"type":"reject","id":"a","rev":0,"paths":["kpis[].name"]}`,
		`{"type":"attest","id":"a","what":["lead"],"by":"A B","title":"","date":"2026-01-01"}`,
		`{"type":"lock","id":"a","rev":0,"by":"A B","date":"2026-01-01"}`,
		`{"type":"undo","id":"a"}`, `{"type":"redo","id":"a"}`,
		"{\"type\":\"attest\",\"id\":\"a\",\"what\":[\"lead\"],\"by\":\"\u202e \u200b\",\"date\":\"2026-13-01\"}",
	} {
		f.Add([]byte(seed))
	}
	srv := &Server{now: func() time.Time { return time.Unix(0, 0) }}
	k := &socket{srv: srv, conv: &conversation{srv: srv}, who: person{by: applicant}}
	f.Fuzz(func(t *testing.T, data []byte) {
		frame, err := readHead(data)
		if err == nil {
			var a change
			if a, err = k.change(frame, data); err == nil {
				err = tryChange(t, a)
			}
		}
		var p *Problem
		if err != nil && (!errors.As(err, &p) || p.code.message(plan.FI) == "") {
			t.Errorf("%s: %v has no code", data, err)
		}
	})
}

// tryChange makes the new draft and holds that it can be stored.
func tryChange(t *testing.T, a change) error {
	before := plan.NewDraft(plan.FI)
	after, err := a.next(&head{draft: before})
	if err != nil {
		return err
	}
	if len(before.Provenance) != 0 || len(before.Plan.KPIs) != 0 {
		t.Errorf("the old draft was touched: %s", before.JSON())
	}
	step, err := changeOf(before, after, a.cause, a.digest)
	if err != nil {
		t.Errorf("change: %v", err)
		return nil
	}
	again, err := patched(before, step.Patch)
	if err != nil || !sameDraft(again, after) {
		t.Errorf("the patch %s leads to %v, %v", step.Patch, again, err)
	}
	return nil
}

// TestPanicIsNoSuccess: a request whose handler panics is answered with an error.
func TestPanicIsNoSuccess(t *testing.T) {
	s := &Server{access: &access{}, log: slog.New(slog.DiscardHandler), meters: newMeters(DefaultLimits())}
	s.stats = newStats(s)
	w := httptest.NewRecorder()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/", nil)
	s.handle(func(http.ResponseWriter, *http.Request) error { panic("boom") }).ServeHTTP(w, r)
	if w.Code != http.StatusInternalServerError || !strings.Contains(w.Body.String(), string(codeInternal)) {
		t.Errorf("answered %d %s", w.Code, w.Body)
	}
}
