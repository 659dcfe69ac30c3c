package server_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/zitadel/oidc/v3/example/server/exampleop"
	"github.com/zitadel/oidc/v3/example/server/storage"
	"github.com/zitadel/oidc/v3/pkg/oidc"
	"github.com/zitadel/oidc/v3/pkg/op"

	"luonnos/server"
	"luonnos/server/register"
	"luonnos/server/signin"
)

const (
	clientID     = "luonnos"
	clientSecret = "client-secret"
	password     = "salasana"
)

// provider is a real OpenID Connect provider on this machine: zitadel's.
type provider struct {
	*storage.Storage
	http   *httptest.Server
	people map[string]*storage.User // by id

	roles  map[string]any // by person: what the claim "roles" holds
	life   time.Duration  // of its tokens
	nonce  string         // instead of the one it was given, if any
	inside bool           // what it knows of a person stands in the token
}

func (p *provider) GetUserByID(id string) *storage.User { return p.people[id] }
func (p *provider) ExampleClientID() string             { return "service" }

func (p *provider) GetUserByUsername(name string) *storage.User {
	for _, u := range p.people {
		if u.Username == name {
			return u
		}
	}
	return nil
}

func (p *provider) SetUserinfoFromRequest(ctx context.Context, info *oidc.UserInfo, token op.IDTokenRequest, scopes []string) error {
	err := p.Storage.SetUserinfoFromRequest(ctx, info, token, scopes)
	p.addRoles(info, token.GetSubject())
	return err
}

func (p *provider) SetUserinfoFromToken(ctx context.Context, info *oidc.UserInfo, id, subject, origin string) error {
	err := p.Storage.SetUserinfoFromToken(ctx, info, id, subject, origin)
	p.addRoles(info, subject)
	return err
}

func (p *provider) addRoles(info *oidc.UserInfo, subject string) {
	if roles := p.roles[subject]; roles != nil {
		info.AppendClaims("roles", roles)
	}
}

// CreateAuthRequest passes on another nonce when the test says so.
func (p *provider) CreateAuthRequest(ctx context.Context, r *oidc.AuthRequest, person string) (op.AuthRequest, error) {
	if p.nonce != "" {
		r.Nonce = p.nonce
	}
	return p.Storage.CreateAuthRequest(ctx, r, person)
}

// rented is the client with the provider's current ways.
type rented struct {
	op.Client
	p *provider
}

func (c rented) IDTokenLifetime() time.Duration       { return c.p.life }
func (c rented) IDTokenUserinfoClaimsAssertion() bool { return c.p.inside }

func (p *provider) GetClientByClientID(ctx context.Context, id string) (op.Client, error) {
	c, err := p.Storage.GetClientByClientID(ctx, id)
	return rented{c, p}, err
}

// withProvider starts a server whose people sign in at a provider.
func withProvider(t *testing.T, now func() time.Time) (*world, *provider) {
	t.Helper()
	p := &provider{people: map[string]*storage.User{}, roles: map[string]any{}, life: time.Hour, inside: true}
	front := http.NewServeMux()
	p.http = httptest.NewServer(front)
	t.Cleanup(p.http.Close)
	for id, name := range map[string]string{"a": "Aino Hakija", "e": "Erkki Asiantuntija", "n": "Niilo Nimetön"} {
		first, last, _ := strings.Cut(name, " ")
		p.people[id] = &storage.User{ID: id, Username: id, Password: password, FirstName: first, LastName: last}
	}
	p.roles["a"], p.roles["e"] = "applicant", []string{"sitra-experts", "others"}
	var w *world
	idp, err := signin.New(signin.Config{
		Issuer: p.http.URL, Client: clientID, Secret: clientSecret, Scopes: []string{"profile"}, Claim: "roles",
		Roles: map[string]register.Role{"applicant": register.Applicant, "sitra-experts": register.Expert, "admin": register.Admin},
	})
	if err != nil {
		t.Fatal(err)
	}
	w = open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) {
		c.SignIn = idp
		if now != nil {
			c.Now = now
		}
	})
	client := storage.WebClient(clientID, clientSecret, w.http.URL+"/login/back")
	p.Storage = storage.NewStorageWithClients(p, map[string]*storage.Client{clientID: client})
	front.Handle("/", exampleop.SetupServer(p.http.URL, p, slog.New(slog.DiscardHandler), false))
	return w, p
}

// browser is a person's browser, which follows redirects one by one.
type browser struct {
	t      *testing.T
	client *http.Client
	seen   []string // addresses to which it was sent
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t: t}
	b.client = &http.Client{Jar: jar, CheckRedirect: func(r *http.Request, _ []*http.Request) error {
		b.seen = append(b.seen, r.URL.String())
		return nil
	}}
	return b
}

func (b *browser) do(method, address string, form url.Values, header http.Header) (int, string) {
	b.t.Helper()
	r, err := http.NewRequestWithContext(b.t.Context(), method, address, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for key, values := range header {
		r.Header[key] = values
	}
	answer, err := b.client.Do(r)
	if err != nil {
		b.t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// begin goes to the sign-in, up to the provider's form, and returns its request's id.
func (b *browser) begin(w *world, next string) string {
	b.t.Helper()
	status, body := b.do("GET", w.http.URL+"/login?next="+url.QueryEscape(next), nil, nil)
	_, id, ok := strings.Cut(b.last(), "authRequestID=")
	if status != http.StatusOK || !ok {
		b.t.Fatalf("sign in: %d at %s: %s", status, b.last(), body)
	}
	return id
}

// signIn fills in the provider's form, and ends where that leads.
func (b *browser) signIn(w *world, p *provider, who, next string) (int, string) {
	b.t.Helper()
	id := b.begin(w, next)
	return b.do("POST", p.http.URL+"/login/username", url.Values{"username": {who}, "password": {password}, "id": {id}}, nil)
}

func (b *browser) last() string {
	if len(b.seen) == 0 {
		return ""
	}
	return b.seen[len(b.seen)-1]
}

// back is the address with which the provider sent the browser to us.
func (b *browser) back() string {
	for _, address := range b.seen {
		if strings.Contains(address, "/login/back?") {
			return address
		}
	}
	b.t.Fatalf("never sent back: %q", b.seen)
	return ""
}

// me is who we take the browser for; "" when it is not let in.
func (b *browser) me(w *world) (name, role string) {
	b.t.Helper()
	_, body := b.do("GET", w.http.URL+"/v1/me", nil, nil)
	var me struct{ Name, Role string }
	if err := json.Unmarshal([]byte(body), &me); err != nil {
		b.t.Fatal(err)
	}
	return me.Name, me.Role
}

// state is what the provider was given to send back.
func (b *browser) state() string {
	b.t.Helper()
	for _, address := range b.seen {
		if u, err := url.Parse(address); err == nil && u.Query().Get("state") != "" {
			return u.Query().Get("state")
		}
	}
	b.t.Fatalf("no state in %q", b.seen)
	return ""
}
