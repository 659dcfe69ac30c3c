package server

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"luonnos/server/register"
)

// admitted opens a session for who has a ticket of the operator, a token, or an
// invitation of the form plan.secret.
func (s *Server) admitted(r *http.Request, ticket string) (secret string, life time.Duration, err error) {
	c := register.Credential{Kind: register.Session, Scope: register.Write}
	life = cookieLife
	plan, invitation, isInvitation := strings.Cut(ticket, ".")
	switch {
	case isInvitation:
		c.Person, err = s.invited(r, plan, invitation)
	default:
		life, err = s.ticketed(r, ticket, &c)
	}
	if err != nil {
		return "", 0, err
	}
	if secret, _, err = s.access.register.Issue(r.Context(), c.Person, c, life); err != nil {
		return "", 0, refuseFor(codeStoreFailed, err)
	}
	return secret, life, nil
}

// ticketed makes c a session of the operator, or of the person whose token it is;
// such a session allows no more and lasts no longer than the token.
func (s *Server) ticketed(r *http.Request, ticket string, c *register.Credential) (life time.Duration, err error) {
	ok, err := s.access.redeem(r.Context(), ticket)
	switch {
	case err != nil:
		return 0, refuseFor(codeStoreFailed, err)
	case ok:
		return cookieLife, nil
	}
	token, _, err := s.access.register.Find(r.Context(), register.Token, ticket)
	switch {
	case errors.Is(err, register.ErrUnknown):
		return 0, refuse(codeBadTicket)
	case err != nil:
		return 0, refuseFor(codeStoreFailed, err)
	}
	c.Person, c.Scope, c.Plan = token.Person, token.Scope, token.Plan
	return min(cookieLife, token.Expires.Sub(s.now())), nil
}

// invited lets a guest join a plan: the person who is signed in, or a new one.
func (s *Server) invited(r *http.Request, plan, invitation string) (id string, err error) {
	ctx, reg := r.Context(), s.access.register
	guest, err := s.access.session(r)
	if err != nil && judge(err).code != codeUnauthorized {
		return "", err
	}
	id = guest.id
	if id == "" {
		p, err := reg.Welcome(ctx, "", "", "", register.Applicant)
		if err != nil {
			return "", refuseFor(codeStoreFailed, err)
		}
		id = p.ID
	}
	_, err = reg.Accept(ctx, plan, invitation, id)
	switch {
	case errors.Is(err, register.ErrUnknown) && guest.id == "":
		err = errors.Join(refuse(codeBadTicket), reg.Erase(ctx, "", id))
	case errors.Is(err, register.ErrUnknown):
		err = refuse(codeBadTicket)
	case err != nil:
		err = refuseFor(codeStoreFailed, err)
	}
	return id, err
}
