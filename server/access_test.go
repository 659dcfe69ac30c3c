package server_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"luonnos/server"
	"luonnos/server/register"
)

// guest is somebody with a token.
type guest struct {
	w     *world
	id    string
	token string
}

// as makes a person with a role and a token of theirs.
func (w *world) as(name string, role register.Role, scope register.Scope, plan string) *guest {
	w.t.Helper()
	p, err := w.register.Welcome(w.t.Context(), "https://id.example", name, name, role)
	if err != nil {
		w.t.Fatal(err)
	}
	c := register.Credential{Kind: register.Token, Person: p.ID, Scope: scope, Plan: plan}
	secret, _, err := w.register.Issue(w.t.Context(), "", c, time.Hour)
	if err != nil {
		w.t.Fatal(err)
	}
	return &guest{w, p.ID, secret}
}

func (g *guest) ask(method, path, body string) (int, string) {
	g.w.t.Helper()
	status, answer, _ := g.w.request(method, path, body, http.Header{"Authorization": {"Bearer " + g.token}})
	return status, answer
}

// create makes a plan of the guest's own.
func (g *guest) create() string {
	g.w.t.Helper()
	status, body := g.ask("POST", "/v1/plans", `{}`)
	var made struct{ ID string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || status != http.StatusCreated {
		g.w.t.Fatalf("create: %d %s", status, body)
	}
	return made.ID
}

// share lets the guest into a plan by an invitation.
func (g *guest) share(plan string, share register.Share) {
	g.w.t.Helper()
	secret, err := g.w.register.Invite(g.w.t.Context(), "", plan, share, time.Hour)
	if err == nil {
		_, err = g.w.register.Accept(g.w.t.Context(), plan, secret, g.id)
	}
	if err != nil {
		g.w.t.Fatal(err)
	}
}

// frame sends a frame to a plan and returns the code of its refusal, "" when it was
// taken.
func (g *guest) frame(plan, frame string) string {
	g.w.t.Helper()
	code := ""
	refused := g.socket(plan, func(c *client) {
		if err := c.conn.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			g.w.t.Fatal(err)
		}
		for {
			e, err := c.next()
			switch {
			case err != nil:
				g.w.t.Fatal(err)
			case e.is("luonnos.error"):
				code = e.Value.Code
				return
			case e.is("luonnos.ack"):
				return
			}
		}
	})
	return refused + code
}

func TestListHasWhatMayBeRead(t *testing.T) {
	w := start(t)
	plan := w.create()
	w.create()
	stranger := w.as("vieras", register.Applicant, register.Write, "")
	if status, body := stranger.ask("GET", "/v1/plans", ""); status != http.StatusOK || strings.Contains(body, `"id"`) {
		t.Errorf("the list of a stranger: %d %s", status, body)
	}
	expert := w.as("asiantuntija", register.Expert, register.Read, plan)
	if _, body := expert.ask("GET", "/v1/plans", ""); strings.Count(body, `"id"`) != 1 || !strings.Contains(body, plan) {
		t.Errorf("the list of an expert for one plan: %s", body)
	}
}

func TestReviewIsAnExpertsAndStays(t *testing.T) {
	w := start(t)
	owner := w.as("omistaja", register.Applicant, register.Write, "")
	plan := owner.create()
	expert := w.as("Erkki Asiantuntija", register.Expert, register.Write, "")
	part := func() string {
		var r struct {
			Sub []struct{ ID, Human string } `json:"sub_criteria"`
		}
		_, body := expert.ask("GET", "/v1/plans/"+plan+"/criteria", "")
		if err := json.Unmarshal([]byte(body), &r); err != nil || len(r.Sub) == 0 {
			t.Fatalf("%v: %s", err, body)
		}
		return r.Sub[0].ID
	}()
	for frame, code := range map[string]string{
		`{"type":"review","id":"a","rev":2,"criterion":"` + part + `","verdict":"returned"}`:               "bad_review",
		`{"type":"review","id":"b","rev":2,"criterion":"nothing","verdict":"approved"}`:                    "bad_review",
		`{"type":"review","id":"c","rev":2,"criterion":"` + part + `","verdict":"splendid"}`:               "bad_review",
		`{"type":"review","id":"d","criterion":"` + part + `","verdict":"approved"}`:                       "bad_frame",
		`{"type":"review","id":"e","rev":2,"criterion":"` + part + `","verdict":"approved","by":"Joku M"}`: "bad_frame",
	} {
		if got := expert.frame(plan, frame); got != code {
			t.Errorf("%s: %q, want %s", frame, got, code)
		}
	}
	if code := expert.frame(plan, `{"type":"review","id":"f","rev":2,"criterion":"`+part+`","verdict":"returned","reason":"Tarkenna."}`); code != "" {
		t.Fatalf("refused: %s", code)
	}
	if code := owner.frame(plan, `{"type":"undo","id":"g"}`); code != "nothing_to_undo" {
		t.Errorf("the applicant takes it back: %q", code)
	}
	_, body := owner.ask("GET", "/v1/plans/"+plan, "")
	var got struct {
		Reviews []struct{ Criterion, Verdict, By, Date, Reason string }
	}
	if err := json.Unmarshal([]byte(body), &got); err != nil || len(got.Reviews) != 1 {
		t.Fatalf("%v: %s", err, body)
	}
	if r := got.Reviews[0]; r.By != "Erkki Asiantuntija" || r.Date != "2026-03-16" || r.Verdict != "returned" || r.Criterion != part {
		t.Errorf("review %+v", r)
	}
}

func TestInvitationLetsABrowserInOnce(t *testing.T) {
	w := start(t)
	owner := w.as("omistaja", register.Applicant, register.Write, "")
	plan := owner.create()
	_, body := owner.ask("POST", "/v1/plans/"+plan+"/invitations", `{"share":"editor"}`)
	var made struct{ Link, Expires string }
	if err := json.Unmarshal([]byte(body), &made); err != nil || made.Link == "" {
		t.Fatalf("%v: %s", err, body)
	}
	_, ticket, _ := strings.Cut(made.Link, "#")
	status, header := w.redeem(ticket, w.http.URL)
	if status != http.StatusNoContent {
		t.Fatalf("enter: %d", status)
	}
	cookie, _, _ := strings.Cut(header.Get("Set-Cookie"), ";")
	browser := http.Header{"Authorization": nil, "Cookie": {cookie}, "Origin": {w.http.URL}}
	if _, body, _ := w.request("GET", "/v1/plans", "", browser); !strings.Contains(body, plan) {
		t.Errorf("the guest sees %s", body)
	}
	if status, _ := w.redeem(ticket, w.http.URL); status != http.StatusUnauthorized {
		t.Errorf("used again: %d", status)
	}
	if people, err := w.register.Persons(t.Context()); err != nil || len(people) != 2 {
		t.Errorf("%d persons, %v", len(people), err)
	}
	if status, _, _ := w.request("POST", "/leave", "", browser); status != http.StatusNoContent {
		t.Errorf("leave: %d", status)
	}
	if status, _, _ := w.request("GET", "/v1/plans", "", browser); status != http.StatusUnauthorized {
		t.Errorf("after leaving: %d", status)
	}
}

// TestInvitationIsWithdrawn: it is listed without its secret, and its link works no
// more. One who has joined by another gives themself a name.
func TestInvitationIsWithdrawn(t *testing.T) {
	w := start(t)
	owner := w.as("omistaja", register.Applicant, register.Write, "")
	plan := owner.create()
	invitations := "/v1/plans/" + plan + "/invitations"
	invite := func() (ticket string) {
		_, body := owner.ask("POST", invitations, `{"share":"viewer"}`)
		var made struct{ Link string }
		if err := json.Unmarshal([]byte(body), &made); err != nil {
			t.Fatal(err)
		}
		_, ticket, _ = strings.Cut(made.Link, "#")
		return ticket
	}
	ticket := invite()
	_, body := owner.ask("GET", invitations, "")
	var open struct{ Invitations []register.Invitation }
	if err := json.Unmarshal([]byte(body), &open); err != nil || len(open.Invitations) != 1 || open.Invitations[0].Share != register.Viewer {
		t.Fatalf("%v: %s", err, body)
	}
	if _, secret, _ := strings.Cut(ticket, "."); strings.Contains(body, secret) {
		t.Error("the list tells the secret")
	}
	for _, want := range []int{http.StatusNoContent, http.StatusNotFound} {
		if status, _ := owner.ask("DELETE", invitations+"/"+open.Invitations[0].ID, ""); status != want {
			t.Errorf("withdraw: %d, want %d", status, want)
		}
	}
	if status, _ := w.redeem(ticket, w.http.URL); status != http.StatusUnauthorized {
		t.Errorf("a withdrawn invitation: %d", status)
	}
	_, header := w.redeem(invite(), w.http.URL)
	cookie, _, _ := strings.Cut(header.Get("Set-Cookie"), ";")
	browser := http.Header{"Authorization": nil, "Cookie": {cookie}, "Origin": {w.http.URL}}
	for name, want := range map[string]int{"": http.StatusBadRequest, "Mari Salo": http.StatusNoContent} {
		if status, body, _ := w.request("PATCH", "/v1/me", `{"name":"`+name+`"}`, browser); status != want {
			t.Errorf("name %q: %d %s", name, status, body)
		}
	}
	if _, body := owner.ask("GET", "/v1/plans/"+plan+"/members", ""); !strings.Contains(body, "Mari Salo") {
		t.Errorf("the members are %s", body)
	}
}

// TestOpenSocketSeesWhatHasChanged: within a minute, who was revoked is sent away,
// and whose share has changed connects again.
func TestOpenSocketSeesWhatHasChanged(t *testing.T) {
	bubble(t, func(t *testing.T, srv *server.Server, id string, dial dialer) {
		r := srv.Register()
		w := &world{t: t, register: r}
		owner, visitor := w.as("omistaja", register.Applicant, register.Write, ""), w.as("vieras", register.Applicant, register.Write, "")
		if err := r.Own(t.Context(), id, owner.id); err != nil {
			t.Fatal(err)
		}
		visitor.share(id, register.Editor)
		closes := func(g *guest, change func() error, want int) {
			t.Helper()
			c := &client{t: t, conn: dial(g.token)}
			defer c.conn.Close()
			c.send(map[string]any{"type": "hello"})
			c.until("luonnos.ready")
			began := time.Now()
			if err := change(); err != nil {
				t.Fatal(err)
			}
			c.conn.SetReadDeadline(time.Now().Add(time.Hour))
			code, _, err := drain(c.conn)
			if took := time.Since(began); code != want || took > time.Minute {
				t.Errorf("closed with %d after %v: %v", code, took, err)
			}
		}
		closes(visitor, func() error { visitor.share(id, register.Viewer); return nil }, 4008)
		closes(visitor, func() error { return r.Remove(t.Context(), owner.id, id, visitor.id) }, 4008)
		list, err := r.Credentials(t.Context(), register.Token, owner.id)
		if err != nil || len(list) != 1 {
			t.Fatalf("%v, %v", list, err)
		}
		closes(owner, func() error { return r.Revoke(t.Context(), "", list[0].ID) }, websocket.ClosePolicyViolation)
	})
}

func TestRevokedTokenIsNone(t *testing.T) {
	w := start(t)
	owner := w.as("omistaja", register.Applicant, register.Write, "")
	list, err := w.register.Credentials(t.Context(), register.Token, owner.id)
	if err != nil || len(list) != 1 {
		t.Fatalf("%v, %v", list, err)
	}
	if err := w.register.Revoke(t.Context(), "", list[0].ID); err != nil {
		t.Fatal(err)
	}
	if status, body := owner.ask("GET", "/v1/plans", ""); status != http.StatusUnauthorized {
		t.Errorf("a revoked token: %d %s", status, body)
	}
}
