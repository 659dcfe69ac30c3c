package server

import (
	"errors"
	"net/http"
	"time"

	"luonnos/server/register"
	"luonnos/tools/plan"
)

// invitationLife is how long an invitation can be accepted.
const invitationLife = 7 * 24 * time.Hour

// members answers {"members": [...]} of the plan.
func (s *Server) members(w http.ResponseWriter, r *http.Request) error {
	list, err := s.access.register.Members(r.Context(), r.PathValue("plan"))
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	writeJSON(w, http.StatusOK, map[string]any{"members": list})
	return nil
}

// removeMember takes a person's share away. Their open sockets are closed within a
// minute.
func (s *Server) removeMember(w http.ResponseWriter, r *http.Request) error {
	who := whoOf(r.Context())
	err := s.access.register.Remove(r.Context(), who.id, r.PathValue("plan"), r.PathValue("person"))
	switch {
	case errors.Is(err, register.ErrUnknown):
		return refuse(codeNotFound)
	case errors.Is(err, register.ErrOwner):
		return refuse(codeNeedsOwner)
	case err != nil:
		return refuseFor(codeStoreFailed, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// invitation makes an invitation: POST {"share": "editor"} answers 201 with the path
// of a link that works once.
func (s *Server) invitation(w http.ResponseWriter, r *http.Request) error {
	data, err := readBody(w, r)
	if err != nil {
		return err
	}
	var in struct {
		Share string `json:"share"`
	}
	if err := plan.Unmarshal(data, &in); err != nil {
		return refuseFor(codeBadRequest, err)
	}
	share, ok := register.ParseShare(in.Share)
	if !ok {
		return refuse(codeBadRequest)
	}
	id := r.PathValue("plan")
	if _, _, err := s.store.Load(r.Context(), id); err != nil {
		return err
	}
	secret, err := s.access.register.Invite(r.Context(), whoOf(r.Context()).id, id, share, invitationLife)
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	writeJSON(w, http.StatusCreated, map[string]string{
		"link": "/enter#" + id + "." + secret, "expires": s.now().Add(invitationLife).UTC().Format(time.RFC3339),
	})
	return nil
}

// invitations answers {"invitations": [...]} to the plan that nobody has accepted
// yet, without their secrets.
func (s *Server) invitations(w http.ResponseWriter, r *http.Request) error {
	list, err := s.access.register.Invitations(r.Context(), r.PathValue("plan"))
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	writeJSON(w, http.StatusOK, map[string]any{"invitations": list})
	return nil
}

// withdraw ends an invitation that nobody has accepted yet.
func (s *Server) withdraw(w http.ResponseWriter, r *http.Request) error {
	err := s.access.register.Withdraw(r.Context(), whoOf(r.Context()).id, r.PathValue("plan"), r.PathValue("invitation"))
	switch {
	case errors.Is(err, register.ErrUnknown):
		return refuse(codeNotFound)
	case err != nil:
		return refuseFor(codeStoreFailed, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// auditOf answers {"notes": [...]} of the plan.
func (s *Server) auditOf(w http.ResponseWriter, r *http.Request) error {
	return s.notes(w, r, r.PathValue("plan"))
}

// audit answers {"notes": [...]} of what concerns no plan, or of ?plan=…
func (s *Server) audit(w http.ResponseWriter, r *http.Request) error {
	return s.notes(w, r, r.URL.Query().Get("plan"))
}

func (s *Server) notes(w http.ResponseWriter, r *http.Request, id string) error {
	list, err := s.access.register.AuditOf(r.Context(), id)
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	writeJSON(w, http.StatusOK, map[string]any{"notes": list})
	return nil
}
