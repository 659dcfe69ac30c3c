// Package signin asks an OpenID Connect provider who somebody is and which role they
// have.
//
// It is the protocol only: the authorization code flow with PKCE, a state and a
// nonce. What lasts from [Provider.Begin] to [Provider.Complete] is kept by the
// caller, who sees to it that an answer is used once, by the browser that asked.
//
// # Decisions
//
// The provider is asked for its endpoints when somebody first signs in: a server
// starts, and serves who is signed in, without it. After a failure it is left alone
// for a while, longer each time, and who signs in meanwhile is told so at once.
//
// Nobody has a role by default. Who is to come in without one stands in
// [Config.Roles] under [Everybody].
package signin

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"luonnos/server/register"
)

// Errors, to be tested with [errors.Is].
var (
	// ErrNoRole says that the provider knows the person, but gives them no role.
	ErrNoRole = errors.New("signin: no role")
	// ErrUnavailable says that the provider does not answer as it should.
	ErrUnavailable = errors.New("signin: the provider is unavailable")
)

const (
	answerLimit = 10 * time.Second
	maxAnswer   = 1 << 20 // bytes
)

// Config says who the provider is and what its roles mean. Issuer, Client, Claim and
// Roles are required.
type Config struct {
	Issuer string // https, or http on this machine
	Client string // our id there
	Secret string // "" for a public client
	Scopes []string
	Claim  string                   // with the roles, as roles or realm_access.roles
	Roles  map[string]register.Role // by value of the claim
}

// Everybody stands in [Config.Roles] for whom the provider knows.
const Everybody = "*"

// Attempt is what belongs to one try to sign in: random texts that nobody can guess.
type Attempt struct {
	State    string // comes back with the browser
	Nonce    string // comes back in the token
	Verifier string // of PKCE, 43 to 128 characters
}

// Identity is who somebody is according to the provider.
type Identity struct {
	Issuer, Subject string
	Name            string // "" when the provider does not tell
	Role            register.Role
}

// Provider is one OpenID Connect provider. Its methods may be called concurrently.
type Provider struct {
	config Config
	client *http.Client

	mu     sync.Mutex
	latest *search // nil until somebody needs the endpoints
}

// New makes a provider without asking it anything.
func New(c Config) (*Provider, error) {
	u, err := url.Parse(c.Issuer)
	switch {
	case err != nil:
		return nil, fmt.Errorf("signin: issuer: %w", err)
	case u.Host == "" || u.Scheme != "https" && !(u.Scheme == "http" && loopback(u.Hostname())):
		return nil, fmt.Errorf("signin: the issuer %q is no https address", c.Issuer)
	case c.Client == "" || c.Claim == "" || len(c.Roles) == 0:
		return nil, errors.New("signin: Config needs Client, Claim and Roles")
	}
	return &Provider{config: c, client: &http.Client{
		Timeout: answerLimit, Transport: capped{},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}, nil
}

func loopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// capped bounds the answers of a provider.
type capped struct{}

func (capped) RoundTrip(r *http.Request) (*http.Response, error) {
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err == nil {
		answer.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(answer.Body, maxAnswer), answer.Body}
	}
	return answer, err
}

// Issuer is the provider's name.
func (p *Provider) Issuer() string { return p.config.Issuer }

// Find asks the provider for its endpoints, unless it has told them.
func (p *Provider) Find(ctx context.Context) error {
	_, err := p.find(ctx)
	return err
}

func (p *Provider) oauth(found *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{
		ClientID: p.config.Client, ClientSecret: p.config.Secret, Endpoint: found.Endpoint(), RedirectURL: back,
		Scopes: append([]string{oidc.ScopeOpenID}, p.config.Scopes...),
	}
}

// Begin is the address at which the person signs in. The provider sends the browser
// back to back.
func (p *Provider) Begin(ctx context.Context, back string, a Attempt) (string, error) {
	found, err := p.find(ctx)
	if err != nil {
		return "", err
	}
	return p.oauth(found, back).AuthCodeURL(a.State, oidc.Nonce(a.Nonce), oauth2.S256ChallengeOption(a.Verifier)), nil
}

// End is the address at which a person signs out of the provider, who then sends the
// browser back to back; "" when it has none.
func (p *Provider) End(ctx context.Context, back string) (string, error) {
	found, err := p.find(ctx)
	if err != nil {
		return "", err
	}
	var more struct {
		End string `json:"end_session_endpoint"`
	}
	if err := found.Claims(&more); err != nil || more.End == "" {
		return "", err
	}
	u, err := url.Parse(more.End)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	query := u.Query()
	query.Set("client_id", p.config.Client)
	query.Set("post_logout_redirect_uri", back)
	u.RawQuery = query.Encode()
	return u.String(), nil
}
