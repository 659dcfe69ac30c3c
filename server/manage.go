package server

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"unicode/utf8"

	"luonnos/server/store"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// rename gives a plan another title: PATCH {"title": "..."} answers 204. It is an
// edit like one in an open window, so all who look at the plan see it.
func (s *Server) rename(w http.ResponseWriter, r *http.Request) error {
	data, err := readBody(w, r)
	if err != nil {
		return err
	}
	var in struct {
		Title string `json:"title"`
	}
	if err := plan.Unmarshal(data, &in); err != nil {
		return refuseFor(codeBadRequest, err)
	}
	if in.Title = clean(in.Title); in.Title == "" || utf8.RuneCountInString(in.Title) > maxTitle {
		return refuse(codeBadRequest)
	}
	f := editFrame{Type: "edit", ID: strings.ToLower(rand.Text()), Set: []assign{{Path: "target.title", Value: in.Title}}}
	return s.inTurn(w, r, func(ctx context.Context, c *conversation, answer verdictOf) {
		c.act(ctx, change{
			id: f.ID, cause: CauseEdit, digest: digest(f),
			next: func(h *head) (*plan.Draft, error) { return c.edited(h.draft, f, whoOf(r.Context()).by) },
		}, answer)
	})
}

// inTurn has a request's work done as a job of the plan's conversation, and
// answers 204 when it succeeds.
func (s *Server) inTurn(w http.ResponseWriter, r *http.Request, work func(context.Context, *conversation, verdictOf)) error {
	c, err := s.open(r.Context(), r.PathValue("plan"))
	if err != nil {
		return err
	}
	defer s.hub.release(c)
	answer := make(verdictOf, 1)
	if err := c.submit(func(ctx context.Context) { work(ctx, c, answer) }); err != nil {
		return err
	}
	select {
	case err = <-answer:
	case <-r.Context().Done():
		err = r.Context().Err()
	}
	if err == nil {
		w.WriteHeader(http.StatusNoContent)
	}
	return err
}

// verdictOf is the answer to a single frame, for a request that waits for it.
type verdictOf chan error

func (v verdictOf) ack(string, int64)          { v <- nil }
func (v verdictOf) refuse(_ string, err error) { v <- err }

// Copy stores a new plan with the content of another. What persons have signed
// stays with the old one, and so does the conversation: its values are imported,
// with their quotes; a proposal stays a proposal.
func (s *Server) Copy(ctx context.Context, from, title string) (string, error) {
	_, source, err := s.store.Load(ctx, from)
	if err != nil {
		return "", err
	}
	return s.createWith(ctx, CauseCopy, func(d *plan.Draft) error {
		copied := source.Clone()
		d.Lang, d.Plan, d.States, d.Provenance = copied.Lang, copied.Plan, copied.States, copied.Provenance
		d.Plan.Attestations, d.Plan.TargetsLock, d.Plan.Reviews = nil, nil, nil
		for path, proof := range d.Provenance {
			d.Provenance[path] = imported(d, path, proof)
		}
		criteria.Pin(&d.Plan)
		return s.entitle(d, title)
	})
}

// imported is the proof of a value that was copied from another plan.
func imported(d *plan.Draft, path plan.Path, proof plan.Provenance) plan.Provenance {
	proof.Message = ""
	if proof.Source != plan.Computed && d.Counts(path) {
		proof.Source = plan.Imported
	}
	return proof
}

// entitle gives a new plan its title, "" for none.
func (s *Server) entitle(d *plan.Draft, title string) error {
	if title == "" {
		return nil
	}
	proof := plan.Provenance{Source: plan.Edited, By: applicant, At: s.now().UTC()}
	if err := d.Put("target.title", title, proof); err != nil {
		return refuseFor(codeBadRequest, err)
	}
	return nil
}

// createWith stores a new plan that fill has filled. The log's first entry says how
// it differs from an empty Finnish draft, so that the log alone gives the plan.
func (s *Server) createWith(ctx context.Context, cause Cause, fill func(*plan.Draft) error) (string, error) {
	now := s.now().UTC()
	empty := plan.NewDraft(plan.FI)
	draft := empty.Clone()
	if err := fill(draft); err != nil {
		return "", err
	}
	draft.Rev = 1
	first, err := changeOf(empty, draft, cause, "")
	if err != nil {
		return "", err
	}
	id := strings.ToLower(rand.Text())
	if err := s.store.Create(ctx, id, empty, now); err != nil {
		return "", refuseFor(codeStoreFailed, err)
	}
	if _, err := s.store.Append(ctx, id, 0, draft, newEntry(now, store.KindChange, "", "", first)); err != nil {
		return "", refuseFor(codeStoreFailed, err)
	}
	return id, nil
}
