package server

import (
	"context"
	"errors"
	"net/http"
	"time"
	"unicode/utf8"

	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

// me answers who the sender is: {"id", "name", "role", "may"}.
func (s *Server) me(w http.ResponseWriter, r *http.Request) error {
	who := whoOf(r.Context())
	may, err := s.may(r.Context(), who, "")
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]any{"id": who.id, "name": who.name, "role": who.role, "may": may})
	return nil
}

// nameMe gives the sender a name: PATCH {"name": "..."} answers 204. One who came by
// an invitation has none yet.
func (s *Server) nameMe(w http.ResponseWriter, r *http.Request) error {
	who := whoOf(r.Context())
	if who.role == register.Expert {
		return refuse(codeForbidden) // assessments are signed with the name that was vouched for
	}
	data, err := readBody(w, r)
	if err != nil {
		return err
	}
	var in struct {
		Name string `json:"name"`
	}
	if err := plan.Unmarshal(data, &in); err != nil {
		return refuseFor(codeBadRequest, err)
	}
	if in.Name = clean(in.Name); in.Name == "" || utf8.RuneCountInString(in.Name) > maxTitle || who.id == "" {
		return refuse(codeBadRequest)
	}
	if err := s.access.register.Rename(r.Context(), who.id, in.Name); err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// sessions answers {"sessions": [...]} of the sender.
func (s *Server) sessions(w http.ResponseWriter, r *http.Request) error {
	list, err := s.ownSessions(r.Context(), whoOf(r.Context()))
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]any{"sessions": list})
	return nil
}

func (s *Server) ownSessions(ctx context.Context, who person) ([]register.Credential, error) {
	list, err := s.access.register.Credentials(ctx, register.Session, who.id)
	if err != nil {
		return nil, refuseFor(codeStoreFailed, err)
	}
	own := []register.Credential{}
	for _, c := range list {
		if c.Person == who.id {
			own = append(own, c)
		}
	}
	return own, nil
}

// endSession revokes one session of the sender.
func (s *Server) endSession(w http.ResponseWriter, r *http.Request) error {
	who := whoOf(r.Context())
	list, err := s.ownSessions(r.Context(), who)
	if err != nil {
		return err
	}
	for _, c := range list {
		if c.ID == r.PathValue("session") {
			if err := s.revoke(r, who, c.ID); err != nil {
				return err
			}
			w.WriteHeader(http.StatusNoContent)
			return nil
		}
	}
	return refuse(codeNotFound)
}

// leave ends the sender's own session: 204, or 200 {"end": "https://…"} with where
// to sign out of the provider.
func (s *Server) leave(w http.ResponseWriter, r *http.Request) error {
	who := whoOf(r.Context())
	if who.credential == "" { // the operator's token has no end
		return refuse(codeForbidden)
	}
	s.setCookie(w, r, cookieName, "", -time.Second)
	if err := s.revoke(r, who, who.credential); err != nil {
		return err
	}
	if s.provider != nil && who.issuer == s.provider.Issuer() {
		end, err := s.provider.End(r.Context(), s.access.origin(r)+"/")
		if err == nil && end != "" {
			writeJSON(w, http.StatusOK, map[string]string{"end": end})
			return nil
		}
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) revoke(r *http.Request, who person, id string) error {
	err := s.access.register.Revoke(r.Context(), who.id, id)
	switch {
	case errors.Is(err, register.ErrUnknown):
		return refuse(codeNotFound)
	case err != nil:
		return refuseFor(codeStoreFailed, err)
	default:
		return nil
	}
}

// persons answers {"persons": [...]}.
func (s *Server) persons(w http.ResponseWriter, r *http.Request) error {
	list, err := s.access.register.Persons(r.Context())
	if err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	writeJSON(w, http.StatusOK, map[string]any{"persons": list})
	return nil
}

// personalData is all that is kept of a person.
type personalData struct {
	Person   register.Person       `json:"person"`
	Sessions []register.Credential `json:"sessions"`
	Tokens   []register.Credential `json:"tokens"`
	Shares   []register.Member     `json:"shares"`
	Plans    []planData            `json:"plans"` // those that are the person's own
	Audit    []register.Note       `json:"audit"`
}

type planData struct {
	ID         string                        `json:"id"`
	Plan       plan.Plan                     `json:"plan"`
	Provenance map[plan.Path]plan.Provenance `json:"provenance"`
	Entries    []store.Entry                 `json:"entries"`
}

func (s *Server) myData(w http.ResponseWriter, r *http.Request) error {
	return s.data(w, r, whoOf(r.Context()).id)
}

func (s *Server) personData(w http.ResponseWriter, r *http.Request) error {
	return s.data(w, r, r.PathValue("person"))
}

// data answers all that is kept of a person, for that person.
func (s *Server) data(w http.ResponseWriter, r *http.Request, id string) error {
	d, err := s.collect(r.Context(), id)
	switch {
	case errors.Is(err, register.ErrUnknown):
		return refuse(codeNotFound)
	case err != nil:
		return err
	}
	w.Header().Set("Content-Disposition", `attachment; filename="luonnos-`+id+`.json"`)
	writeJSON(w, http.StatusOK, d)
	return nil
}

func (s *Server) collect(ctx context.Context, id string) (d personalData, err error) {
	reg := s.access.register
	if d.Person, err = reg.Person(ctx, id); err != nil {
		return d, err
	}
	var errs [4]error
	d.Sessions, errs[0] = reg.Credentials(ctx, register.Session, id)
	d.Tokens, errs[1] = reg.Credentials(ctx, register.Token, id)
	d.Shares, errs[2] = reg.Memberships(ctx, id)
	d.Audit, errs[3] = reg.AuditBy(ctx, id)
	if err := errors.Join(errs[:]...); err != nil {
		return d, refuseFor(codeStoreFailed, err)
	}
	d.Plans = []planData{}
	for _, m := range d.Shares {
		if m.Share != register.Owner {
			continue
		}
		conv, draft, err := s.store.Load(ctx, m.Plan)
		if err != nil {
			return d, err
		}
		entries, err := s.since(ctx, conv, 0)
		if err == nil {
			entries, err = shared(entries)
		}
		if err != nil {
			return d, err
		}
		d.Plans = append(d.Plans, planData{conv.ID, draft.Plan, draft.Provenance, entries})
	}
	return d, nil
}
