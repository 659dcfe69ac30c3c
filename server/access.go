package server

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"

	"luonnos/server/register"
	"luonnos/tools/plan"
)

//go:embed enter
var enterFiles embed.FS

const (
	cookieName   = "luonnos"
	hostPrefix   = "__Host-" // of a cookie that is for this host only
	cookieLife   = 30 * 24 * time.Hour
	ticketLife   = 10 * time.Minute
	bearerPrefix = "bearer."
)

// forTicket is what a sealed token is for; one for another purpose is none.
const forTicket = "ticket"

// access decides who may come in.
type access struct {
	secret   []byte
	token    string   // of programs; "" lets none in
	hosts    []string // allowed beside loopback
	origins  []string // allowed beside our own
	proxies  []netip.Prefix
	now      func() time.Time
	register *register.Register
}

// person is who sends a request.
type person struct {
	id         string // "" for the operator, whose use is not counted
	issuer     string // who vouches for them, "" for the operator
	by         string // stands in proofs as who typed or confirmed a value
	name       string
	role       register.Role
	credential string // by which they came in, "" for the operator's own token
	scope      register.Scope
	plan       string // the only one the credential is for, "" for all
}

const applicant = "applicant"

// operator is who runs the service on their own machine or holds its token.
var operator = person{by: applicant, role: register.Applicant, scope: register.Write}

// NewTicket makes a ticket for one browser: it is valid for ten minutes, once, at any
// node with the same secret.
func NewTicket(secret []byte, now time.Time) string { return seal(secret, forTicket, now) }

// seal makes a token: when it was made, a nonce, and our mark on both.
func seal(secret []byte, purpose string, now time.Time) string {
	data := binary.BigEndian.AppendUint64(nil, uint64(now.UnixNano()))
	nonce := make([]byte, 16)
	rand.Read(nonce) // never fails
	data = append(data, nonce...)
	return base64.RawURLEncoding.EncodeToString(append(data, mark(secret, purpose, data)...))
}

func mark(secret []byte, purpose string, data []byte) []byte {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(purpose))
	mac.Write([]byte{0})
	mac.Write(data)
	return mac.Sum(nil)
}

// unseal returns when a token was made; ok is false when it is not ours.
func unseal(secret []byte, purpose, token string) (made time.Time, ok bool) {
	const body = 8 + 16
	data, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(data) != body+sha256.Size {
		return time.Time{}, false
	}
	if !hmac.Equal(data[body:], mark(secret, purpose, data[:body])) {
		return time.Time{}, false
	}
	return time.Unix(0, int64(binary.BigEndian.Uint64(data))), true
}

// redeem uses a ticket up.
func (a *access) redeem(ctx context.Context, ticket string) (bool, error) {
	now := a.now()
	made, ok := unseal(a.secret, forTicket, ticket)
	if !ok || now.Sub(made) > ticketLife {
		return false, nil
	}
	return a.register.Use(ctx, ticket, made.Add(ticketLife))
}

// who returns the sender of a request. A cookie counts only with our own or an
// allowed Origin where a browser sends one: always but with plain reading.
func (a *access) who(r *http.Request) (person, error) {
	origins := r.Header.Values("Origin")
	if len(origins) > 1 || len(origins) == 1 && !a.originAllowed(r, origins[0]) {
		return person{}, refuse(codeBadOrigin)
	}
	if token, ok := bearer(r); ok {
		if a.token != "" && equal(token, a.token) {
			return operator, nil
		}
		return a.known(r.Context(), register.Token, token)
	}
	who, err := a.session(r)
	if err != nil {
		return person{}, err
	}
	reading := (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.Header.Get("Upgrade") == ""
	if len(origins) == 0 && !reading {
		return person{}, refuse(codeBadOrigin)
	}
	return who, nil
}

// cookies are the ones of a name that setCookie has set; over TLS another host of the site
// may have set those without the prefix.
func (a *access) cookies(r *http.Request, name string) []*http.Cookie {
	if a.encrypted(r) {
		name = hostPrefix + name
	}
	return r.CookiesNamed(name)
}

// session returns whose valid cookie the request has.
func (a *access) session(r *http.Request) (person, error) {
	for _, c := range a.cookies(r, cookieName) {
		who, err := a.known(r.Context(), register.Session, c.Value)
		if err == nil || judge(err).code != codeUnauthorized {
			return who, err
		}
	}
	return person{}, refuse(codeUnauthorized)
}

// known returns whose secret it is.
func (a *access) known(ctx context.Context, kind register.Kind, secret string) (person, error) {
	return admit(a.register.Find(ctx, kind, secret))
}

// admit turns what the register has found into who it is.
func admit(c register.Credential, p register.Person, err error) (person, error) {
	switch {
	case errors.Is(err, register.ErrUnknown):
		return person{}, refuse(codeUnauthorized)
	case err != nil:
		return person{}, refuseFor(codeStoreFailed, err)
	}
	who := operator
	if p.ID != "" {
		who = person{id: p.ID, issuer: p.Issuer, by: p.ID, name: p.Name, role: p.Role}
	}
	who.credential, who.scope, who.plan = c.ID, c.Scope, c.Plan
	return who, nil
}

// bearer is the token that a program sends, in its header or as a subprotocol.
func bearer(r *http.Request) (token string, ok bool) {
	if h := r.Header.Get("Authorization"); h != "" {
		scheme, token, _ := strings.Cut(h, " ")
		if !strings.EqualFold(scheme, "Bearer") {
			return "", true
		}
		return strings.TrimSpace(token), true
	}
	for _, line := range r.Header.Values("Sec-WebSocket-Protocol") {
		for protocol := range strings.SplitSeq(line, ",") {
			if token, ok := strings.CutPrefix(strings.TrimSpace(protocol), bearerPrefix); ok {
				return token, true
			}
		}
	}
	return "", false
}

// equal compares secrets in constant time.
func equal(a, b string) bool {
	x, y := sha256.Sum256([]byte(a)), sha256.Sum256([]byte(b))
	return subtle.ConstantTimeCompare(x[:], y[:]) == 1
}

// originAllowed reports whether a page of origin may talk to us: our own pages
// and those that were configured.
func (a *access) originAllowed(r *http.Request, origin string) bool {
	return origin == "http://"+r.Host || origin == "https://"+r.Host || slices.Contains(a.origins, origin)
}

// hostAllowed reports whether a request names us by an address of this machine
// or a configured one: another name means that a foreign page was made to point
// here.
func (a *access) hostAllowed(r *http.Request) bool {
	if slices.Contains(a.hosts, r.Host) {
		return true
	}
	name, _, err := net.SplitHostPort(r.Host)
	if err != nil {
		name = strings.Trim(r.Host, "[]")
	}
	if name == "localhost" || slices.Contains(a.hosts, name) {
		return true
	}
	addr, err := netip.ParseAddr(name)
	return err == nil && addr.IsLoopback()
}

// enter exchanges a ticket for a cookie.
func (s *Server) enter(w http.ResponseWriter, r *http.Request) error {
	origins := r.Header.Values("Origin")
	if len(origins) != 1 || !s.access.originAllowed(r, origins[0]) {
		return refuse(codeBadOrigin)
	}
	data, err := readBody(w, r)
	if err != nil {
		return err
	}
	var in struct {
		Ticket string `json:"ticket"`
	}
	if err := plan.Unmarshal(data, &in); err != nil {
		return refuseFor(codeBadRequest, err)
	}
	secret, life, err := s.admitted(r, in.Ticket)
	if err != nil {
		return err
	}
	s.setCookie(w, r, cookieName, secret, life)
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// setCookie gives the browser a secret to keep. Over TLS the name binds it to this
// host. Only that of a sign-in comes back with a request that another site began.
func (s *Server) setCookie(w http.ResponseWriter, r *http.Request, name, secret string, life time.Duration) {
	c := &http.Cookie{
		Name: name, Value: secret, Path: "/", MaxAge: int(life.Seconds()), HttpOnly: true, SameSite: http.SameSiteStrictMode,
	}
	if name == loginCookie {
		c.SameSite = http.SameSiteLaxMode
	}
	if s.access.encrypted(r) {
		c.Name, c.Secure = hostPrefix+name, true
	}
	http.SetCookie(w, c)
}

// encrypted reports whether the browser speaks TLS, to us or to a proxy of ours.
func (a *access) encrypted(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" && a.fromProxy(r)
}

// origin is ours as the browser knows it.
func (a *access) origin(r *http.Request) string {
	if a.encrypted(r) {
		return "https://" + r.Host
	}
	return "http://" + r.Host
}
