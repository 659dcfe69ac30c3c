package server_test

import (
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/server"
	"luonnos/server/register"
)

// TestErasureLeavesNothingButTheAuditLog reads the bytes of the database.
func TestErasureLeavesNothingButTheAuditLog(t *testing.T) {
	const word, name = "kanarialintu", "Olli Omistaja"
	file := filepath.Join(t.TempDir(), "luonnos.db")
	w := open(t, file, nil)
	owner := w.as(name, register.Applicant, register.Write, "")
	own, shared := owner.create(), owner.create()
	colleague := w.as("Kaisa Kollega", register.Applicant, register.Write, "")
	colleague.share(shared, register.Viewer)
	for _, plan := range []string{own, shared} {
		if code := owner.frame(plan, `{"type":"message","id":"m","text":"Kohteena on `+word+`."}`); code != "" {
			t.Fatal(code)
		}
	}
	watching := w.join(own, 0)
	_, body := owner.ask("GET", "/v1/me/data", "")
	var data struct {
		Person struct{ Name string }
		Plans  []struct{ Entries []any }
		Audit  []any
	}
	if err := json.Unmarshal([]byte(body), &data); err != nil || data.Person.Name != name || len(data.Plans) != 2 ||
		len(data.Audit) == 0 || strings.Count(body, word) < 4 || strings.Contains(body, owner.token) {
		t.Errorf("%v: the person's data are %s", err, body)
	}
	admin := w.as("ylläpitäjä", register.Admin, register.Write, "")
	status, body := admin.ask("DELETE", "/v1/persons/"+owner.id, "")
	if status != http.StatusNoContent {
		t.Fatalf("erase: %d %s", status, body)
	}
	if code := watching.closed(); code != 1008 {
		t.Errorf("a socket to an erased plan is closed with %d", code)
	}
	if status, _ := owner.ask("GET", "/v1/me", ""); status != http.StatusUnauthorized {
		t.Errorf("the erased person comes in: %d", status)
	}
	if share, err := w.register.Share(t.Context(), shared, colleague.id); share != register.Owner || err != nil {
		t.Errorf("the colleague is %q, %v", share, err)
	}
	if status, _ := colleague.ask("DELETE", "/v1/plans/"+shared, ""); status != http.StatusNoContent {
		t.Errorf("erase the other plan: %d", status)
	}
	notes, err := w.register.AuditOf(t.Context(), own)
	noted := func(action, actor string) bool {
		return slices.ContainsFunc(notes, func(n register.Note) bool { return n.Action == action && n.Actor == actor })
	}
	if err != nil || !noted("created", owner.id) || !noted("read", owner.id) || !noted("erased", admin.id) {
		t.Errorf("audit of the erased plan: %+v, %v", notes, err)
	}
	w.close()
	for _, end := range []string{"", "-wal"} {
		content, err := os.ReadFile(file + end)
		if err != nil && end == "" {
			t.Fatal(err)
		}
		for _, what := range []string{word, name} {
			if strings.Contains(string(content), what) {
				t.Errorf("%q is still in luonnos.db%s", what, end)
			}
		}
	}
}

// TestRetention: only what nobody has touched for too long goes.
func TestRetention(t *testing.T) {
	now := clock
	w := open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) {
		c.Now = func() time.Time { return now }
	})
	old := w.create()
	now = now.Add(48 * time.Hour)
	fresh := w.create()
	now = now.Add(time.Hour)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		w.srv.Retain(ctx, 48*time.Hour)
	}()
	for deadline := time.Now().Add(patient); ; {
		notes, err := w.register.AuditOf(t.Context(), old)
		if err != nil {
			t.Fatal(err)
		}
		if len(notes) == 1 && notes[0].Action == "erased" && notes[0].Detail == "retention" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("the old plan is still there: %+v", notes)
		}
	}
	cancel()
	<-done
	if _, body, _ := w.request("GET", "/v1/plans", "", nil); !strings.Contains(body, `"retention_days": 2`) {
		t.Errorf("the list does not tell of it: %s", body)
	}
	if status, _, _ := w.request("GET", "/v1/plans/"+fresh, "", nil); status != http.StatusOK {
		t.Errorf("the fresh plan: %d", status)
	}
	if status, _, _ := w.request("GET", "/v1/plans/"+old, "", nil); status != http.StatusNotFound {
		t.Errorf("the old plan: %d", status)
	}
}
