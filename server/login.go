package server

import (
	"encoding/base64"
	"errors"
	"html/template"
	"net/http"
	"net/url"
	"strings"
	"time"

	"luonnos/server/register"
	"luonnos/server/signin"
	"luonnos/tools/plan"
)

const (
	loginPath    = "/login"
	backPath     = "/login/back"
	loginCookie  = "luonnos-login"
	loginLife    = 12 * time.Hour // of the session, after which the provider is asked again
	maxNext      = 200
	forLogin     = "login"
	forState     = "login state"
	forNonce     = "login nonce"
	forChallenge = "login challenge"
)

// refusedPage tells a person in their browser why they are not signed in.
var refusedPage = template.Must(template.ParseFS(enterFiles, "enter/refused.html"))

// forPeople shows errors as a page: who signs in is a person, on the way through
// their browser.
func (s *Server) forPeople(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if s.provider == nil {
			return refuse(codeNotFound)
		}
		err := h(w, r)
		if err == nil {
			return nil
		}
		e, status := s.noted(w, r, err)
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(status)
		_ = refusedPage.Execute(w, struct {
			plan.Text
			Ref, Login string
		}{texts().Problems[e.Code], e.Ref, loginPath}) // the reader has left when this fails
		return nil
	}
}

// login sends the browser to the provider: GET ?next=/path. What the provider's
// answer is held against follows from a cookie of this browser, by our secret.
func (s *Server) login(w http.ResponseWriter, r *http.Request) error {
	ticket := s.loginTicket(r.URL.Query().Get("next"))
	to, err := s.provider.Begin(r.Context(), s.access.origin(r)+backPath, s.attempt(ticket))
	if err != nil {
		return signinError(err)
	}
	s.setCookie(w, r, loginCookie, ticket, ticketLife)
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// back is where the provider sends the browser to. Each answer counts once, and only
// from the browser that asked.
func (s *Server) back(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	ticket, err := s.attempted(r, query.Get("state"))
	if err != nil {
		return err
	}
	s.setCookie(w, r, loginCookie, "", -time.Second)
	if issuer := query.Get("iss"); query.Get("code") == "" || issuer != "" && issuer != s.provider.Issuer() {
		return refuse(codeBadLogin)
	}
	who, err := s.provider.Complete(r.Context(), s.access.origin(r)+backPath, query.Get("code"), s.attempt(ticket))
	if err != nil {
		s.log.WarnContext(r.Context(), "sign in", "err", err)
		return signinError(err)
	}
	secret, err := s.welcome(r, who)
	if err != nil {
		return err
	}
	s.setCookie(w, r, cookieName, secret, loginLife)
	http.Redirect(w, r, afterLogin(ticket), http.StatusSeeOther)
	return nil
}

// welcome opens a session for whom the provider vouches.
func (s *Server) welcome(r *http.Request, who signin.Identity) (secret string, err error) {
	p, err := s.access.register.Welcome(r.Context(), who.Issuer, who.Subject, cut(clean(who.Name)), who.Role)
	if err != nil {
		return "", refuseFor(codeStoreFailed, err)
	}
	c := register.Credential{Kind: register.Session, Person: p.ID, Scope: register.Write}
	if secret, _, err = s.access.register.Issue(r.Context(), p.ID, c, loginLife); err != nil {
		return "", refuseFor(codeStoreFailed, err)
	}
	return secret, nil
}

// loginTicket is what a browser keeps while it is at the provider: when it left, and
// the path to go on to.
func (s *Server) loginTicket(next string) string {
	return seal(s.access.secret, forLogin, s.now()) + "." + base64.RawURLEncoding.EncodeToString([]byte(ownPath(next)))
}

func afterLogin(ticket string) string {
	_, encoded, _ := strings.Cut(ticket, ".")
	next, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil { // no ticket of ours
		return "/"
	}
	return ownPath(string(next))
}

// attempted uses up the ticket in the browser's cookie that belongs to a state.
func (s *Server) attempted(r *http.Request, state string) (ticket string, err error) {
	for _, c := range s.access.cookies(r, loginCookie) {
		sealed, _, _ := strings.Cut(c.Value, ".")
		made, ok := unseal(s.access.secret, forLogin, sealed)
		if !ok || s.now().Sub(made) > ticketLife || !equal(state, s.attempt(c.Value).State) {
			continue
		}
		fresh, err := s.access.register.Use(r.Context(), state, made.Add(ticketLife))
		switch {
		case err != nil:
			return "", refuseFor(codeStoreFailed, err)
		case fresh:
			return c.Value, nil
		}
	}
	return "", refuse(codeBadLogin)
}

// attempt is what follows from a ticket. Who has the ticket only, knows none of it.
func (s *Server) attempt(ticket string) signin.Attempt {
	text := func(purpose string) string {
		return base64.RawURLEncoding.EncodeToString(mark(s.access.secret, purpose, []byte(ticket)))
	}
	return signin.Attempt{State: text(forState), Nonce: text(forNonce), Verifier: text(forChallenge)}
}

func signinError(err error) error {
	switch {
	case errors.Is(err, signin.ErrNoRole):
		return refuseFor(codeNoRole, err)
	case errors.Is(err, signin.ErrUnavailable):
		return refuseFor(codeProviderFailed, err)
	default:
		return refuseFor(codeBadLogin, err)
	}
}

// ownPath is a path of ours to go on to: next, or the front page when that leads
// elsewhere.
func ownPath(next string) string {
	u, err := url.Parse(next)
	if err != nil || len(next) > maxNext || u.Scheme != "" || u.Host != "" || u.User != nil ||
		!strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.Contains(next, `\`) {
		return "/"
	}
	return next
}
