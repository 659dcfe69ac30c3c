package server

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"embed"
	"encoding/base64"
	"encoding/binary"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"luonnos/tools/plan"
)

//go:embed enter
var enterFiles embed.FS

const (
	cookieName   = "luonnos"
	cookieLife   = 30 * 24 * time.Hour
	ticketLife   = 10 * time.Minute
	bearerPrefix = "bearer."
)

// What a sealed token is for; a token for one purpose is none for another.
const (
	forTicket  = "ticket"
	forSession = "session"
)

// access decides who may come in.
type access struct {
	secret  []byte
	token   string   // of programs; "" lets none in
	hosts   []string // allowed beside loopback
	origins []string // allowed beside our own
	proxies []netip.Prefix
	now     func() time.Time
	started time.Time

	mu   sync.Mutex
	used map[string]time.Time // tickets that were used, until they expire
}

// person is who sends a request.
type person struct {
	id   string // "" for the operator, whose use is not counted
	role string // "applicant", for the time being
	by   string // stands in proofs as who typed or confirmed a value
}

const applicant = "applicant"

// NewTicket makes a ticket for one browser: it is valid for ten minutes, once,
// and only at a server that was started before with the same secret.
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
func (a *access) redeem(ticket string) bool {
	now := a.now()
	made, ok := unseal(a.secret, forTicket, ticket)
	if !ok || made.Before(a.started) || now.Sub(made) > ticketLife {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for t, until := range a.used {
		if now.After(until) {
			delete(a.used, t)
		}
	}
	if _, again := a.used[ticket]; again {
		return false
	}
	a.used[ticket] = now.Add(ticketLife)
	return true
}

// who returns the sender of a request. A cookie counts only with our own or an
// allowed Origin where a browser sends one: always but with plain reading.
func (a *access) who(r *http.Request) (person, error) {
	origins := r.Header.Values("Origin")
	if len(origins) > 1 || len(origins) == 1 && !a.originAllowed(r, origins[0]) {
		return person{}, refuse(codeBadOrigin)
	}
	if token, ok := bearer(r); ok {
		if a.token == "" || !equal(token, a.token) {
			return person{}, refuse(codeUnauthorized)
		}
		return person{role: applicant, by: applicant}, nil
	}
	if !a.session(r) {
		return person{}, refuse(codeUnauthorized)
	}
	reading := (r.Method == http.MethodGet || r.Method == http.MethodHead) && r.Header.Get("Upgrade") == ""
	if len(origins) == 0 && !reading {
		return person{}, refuse(codeBadOrigin)
	}
	return person{role: applicant, by: applicant}, nil
}

// session reports whether the request has a valid cookie.
func (a *access) session(r *http.Request) bool {
	for _, c := range r.CookiesNamed(cookieName) {
		if made, ok := unseal(a.secret, forSession, c.Value); ok && a.now().Sub(made) <= cookieLife {
			return true
		}
	}
	return false
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
	if !s.access.redeem(in.Ticket) {
		return refuse(codeBadTicket)
	}
	http.SetCookie(w, &http.Cookie{
		Name: cookieName, Value: seal(s.access.secret, forSession, s.now()), Path: "/",
		MaxAge: int(cookieLife.Seconds()), HttpOnly: true, SameSite: http.SameSiteStrictMode, Secure: r.TLS != nil,
	})
	w.WriteHeader(http.StatusNoContent)
	return nil
}
