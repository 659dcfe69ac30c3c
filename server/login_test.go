package server_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"luonnos/server/register"
)

func TestPersonSignsInAtTheProvider(t *testing.T) {
	w, p := withProvider(t, nil)
	for _, c := range []struct {
		who, next, at, name, role string
		inside                    bool // the token tells, not the provider's endpoint
	}{
		{"a", "/", "/", "Aino Hakija", "applicant", true},
		{"e", "/?lang=sv#abc", "/?lang=sv", "Erkki Asiantuntija", "expert", true},
		{"e", "/?lang=en", "/?lang=en", "Erkki Asiantuntija", "expert", false},
		{"a", "https://elsewhere.example/", "/", "Aino Hakija", "applicant", true},
		{"a", "//elsewhere.example/", "/", "Aino Hakija", "applicant", true},
		{"a", `/\elsewhere.example/`, "/", "Aino Hakija", "applicant", true},
		{"a", "javascript:alert(1)", "/", "Aino Hakija", "applicant", true},
		{"a", "/" + strings.Repeat("x", 300), "/", "Aino Hakija", "applicant", true},
	} {
		p.inside = c.inside
		b := newBrowser(t)
		if status, body := b.signIn(w, p, c.who, c.next); status != http.StatusOK {
			t.Fatalf("%s: %d %s", c.who, status, body)
		}
		if end, _, _ := strings.Cut(b.last(), "#"); end != w.http.URL+c.at {
			t.Errorf("%s with next %q ends at %s", c.who, c.next, b.last())
		}
		if name, role := b.me(w); name != c.name || role != c.role {
			t.Errorf("%s is %s, %s", c.who, name, role)
		}
		asked, err := url.Parse(b.seen[0])
		if err != nil {
			t.Fatal(err)
		}
		query := asked.Query()
		if query.Get("code_challenge_method") != "S256" || len(query.Get("code_challenge")) != 43 || len(query.Get("nonce")) != 43 || len(query.Get("state")) != 43 {
			t.Errorf("the provider was asked with %v", query)
		}
	}
	if people, err := w.register.Persons(t.Context()); err != nil || len(people) != 2 {
		t.Errorf("%d persons after signing in again, %v", len(people), err)
	}
}

// TestSignInIsRefused tries what must not let anybody in.
func TestSignInIsRefused(t *testing.T) {
	now := clock
	w, p := withProvider(t, func() time.Time { return now })
	plain := *p
	for name, c := range map[string]struct {
		status int
		text   string // of the page
		try    func(*browser) (int, string)
	}{
		"no role": {403, "käyttöoikeutta", func(b *browser) (int, string) { return b.signIn(w, p, "n", "/") }},
		"wrong nonce": {401, "Aloittakaa", func(b *browser) (int, string) {
			p.nonce = "another"
			return b.signIn(w, p, "a", "/")
		}},
		"token expired": {401, "Aloittakaa", func(b *browser) (int, string) {
			p.life = -time.Hour
			return b.signIn(w, p, "a", "/")
		}},
		"denied at the provider": {401, "Aloittakaa", func(b *browser) (int, string) {
			b.begin(w, "/")
			return b.do("GET", w.http.URL+"/login/back?error=access_denied&state="+b.state(), nil, nil)
		}},
		"another state": {401, "Aloittakaa", func(b *browser) (int, string) {
			b.begin(w, "/")
			return b.do("GET", w.http.URL+"/login/back?code=x&state="+strings.Repeat("x", 43), nil, nil)
		}},
		"another issuer": {401, "Aloittakaa", func(b *browser) (int, string) {
			b.begin(w, "/")
			return b.do("GET", w.http.URL+"/login/back?code=x&iss=https://elsewhere.example&state="+b.state(), nil, nil)
		}},
		"invented code": {401, "Aloittakaa", func(b *browser) (int, string) {
			b.begin(w, "/")
			return b.do("GET", w.http.URL+"/login/back?code=x&state="+b.state(), nil, nil)
		}},
		"answer in another browser": {401, "Aloittakaa", func(b *browser) (int, string) {
			victim := newBrowser(t)
			id := victim.begin(w, "/")
			return b.do("POST", p.http.URL+"/login/username", url.Values{"username": {"a"}, "password": {password}, "id": {id}}, nil)
		}},
		"too late": {401, "Aloittakaa", func(b *browser) (int, string) {
			id := b.begin(w, "/")
			now = now.Add(11 * time.Minute)
			return b.do("POST", p.http.URL+"/login/username", url.Values{"username": {"a"}, "password": {password}, "id": {id}}, nil)
		}},
	} {
		now, p.nonce, p.life = clock, plain.nonce, plain.life
		b := newBrowser(t)
		status, body := c.try(b)
		if status != c.status || !strings.Contains(body, c.text) || !strings.Contains(body, `lang="sv"`) {
			t.Errorf("%s: %d %s", name, status, body)
		}
		if who, role := b.me(w); role != "" {
			t.Errorf("%s: let in as %s, %s", name, who, role)
		}
	}
}

// TestAnswerCountsOnce sends the provider's answer a second time, with the cookie that
// belonged to it.
func TestAnswerCountsOnce(t *testing.T) {
	w, p := withProvider(t, nil)
	b := newBrowser(t)
	id := b.begin(w, "/")
	site, err := url.Parse(w.http.URL)
	if err != nil {
		t.Fatal(err)
	}
	kept := b.client.Jar.Cookies(site)
	if len(kept) != 1 {
		t.Fatalf("cookies %v", kept)
	}
	b.do("POST", p.http.URL+"/login/username", url.Values{"username": {"a"}, "password": {password}, "id": {id}}, nil)
	if _, role := b.me(w); role != "applicant" {
		t.Fatalf("not signed in: %q", b.seen)
	}
	again := newBrowser(t)
	again.client.Jar.SetCookies(site, kept)
	if status, body := again.do("GET", b.back(), nil, nil); status != http.StatusUnauthorized {
		t.Errorf("the same answer again: %d %s", status, body)
	}
	if _, role := again.me(w); role != "" {
		t.Errorf("let in as %s", role)
	}
}

func TestSessionOfThePersonEnds(t *testing.T) {
	w, p := withProvider(t, nil)
	origin := http.Header{"Origin": {w.http.URL}}
	b := newBrowser(t)
	b.signIn(w, p, "a", "/")
	status, body := b.do("POST", w.http.URL+"/leave", nil, origin)
	if status != http.StatusOK || !strings.Contains(body, p.http.URL+"/end_session?client_id="+clientID) {
		t.Errorf("leave: %d %s", status, body)
	}
	if status, body := b.do("GET", w.http.URL+"/v1/plans", nil, nil); status != http.StatusUnauthorized || !strings.Contains(body, `"sign_in": "/login"`) {
		t.Errorf("after leaving: %d %s", status, body)
	}

	p.roles["a"] = []string{"sitra-experts", "admin"} // the next time the person is both: the first from the top counts
	b.signIn(w, p, "a", "/")
	if _, role := b.me(w); role != "admin" {
		t.Errorf("with another role: %s", role)
	}
	people, err := w.register.Persons(t.Context())
	if err != nil || len(people) != 1 {
		t.Fatalf("%v, %v", people, err)
	}
	sessions, err := w.register.Credentials(t.Context(), register.Session, people[0].ID)
	if err != nil || len(sessions) != 1 || sessions[0].Expires.Sub(sessions[0].Created) != 12*time.Hour {
		t.Fatalf("sessions %+v, %v", sessions, err)
	}
	if err := w.register.Revoke(t.Context(), "", sessions[0].ID); err != nil {
		t.Fatal(err)
	}
	if _, role := b.me(w); role != "" {
		t.Errorf("after the session was revoked: %s", role)
	}
}

// TestProviderIsDown: who comes by other ways is served all the same.
func TestProviderIsDown(t *testing.T) {
	w, p := withProvider(t, nil)
	p.http.Close()
	status, body := newBrowser(t).do("GET", w.http.URL+"/login", nil, nil)
	if status != http.StatusBadGateway || !strings.Contains(body, "Inloggningstjänsten svarar inte") {
		t.Errorf("sign in: %d %s", status, body)
	}
	if status, body := w.as("ohjelma", register.Expert, register.Write, "").ask("GET", "/v1/me", ""); status != http.StatusOK {
		t.Errorf("who has a token: %d %s", status, body)
	}
}

func TestWithoutProviderNothingChanges(t *testing.T) {
	w := start(t)
	for _, path := range []string{"/login", "/login/back?state=x&code=x"} {
		if status, body, _ := w.request("GET", path, "", nil); status != http.StatusNotFound || !strings.Contains(body, "not_found") {
			t.Errorf("%s: %d %s", path, status, body)
		}
	}
	if _, body, _ := w.request("GET", "/v1/plans", "", http.Header{"Authorization": nil}); strings.Contains(body, "sign_in") {
		t.Errorf("refused with %s", body)
	}
}
