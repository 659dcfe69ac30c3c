package server

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"slices"
	"time"
	"unicode/utf8"

	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/tools/criteria"
	"luonnos/tools/export"
	"luonnos/tools/plan"
)

// searchHits is how many passages a search answers with.
const searchHits = 5

// create makes a plan: POST {"lang": "fi", "title": "...", "copy": "..."}, all
// optional, answers 201 {"id": "..."}. Copy is the id of a plan to begin with,
// which also gives the language.
func (s *Server) create(w http.ResponseWriter, r *http.Request) error {
	data, err := readBody(w, r)
	if err != nil {
		return err
	}
	var in struct {
		Lang  plan.Lang `json:"lang"`
		Title string    `json:"title"`
		Copy  string    `json:"copy"`
	}
	if len(data) > 0 {
		if err := plan.Unmarshal(data, &in); err != nil {
			return refuseFor(codeBadRequest, err)
		}
	}
	in.Title = clean(in.Title)
	if in.Lang != "" && plan.ParseLang(string(in.Lang)) != in.Lang || utf8.RuneCountInString(in.Title) > maxTitle {
		return refuse(codeBadRequest)
	}
	var id string
	if in.Copy != "" {
		if err := s.authorise(r.Context(), whoOf(r.Context()), mayRead, in.Copy); err != nil {
			return err
		}
		id, err = s.Copy(r.Context(), in.Copy, in.Title)
	} else {
		id, err = s.Create(r.Context(), in.Lang, in.Title)
	}
	if err != nil {
		return err
	}
	if who := whoOf(r.Context()); who.id != "" {
		if err := s.access.register.Own(r.Context(), id, who.id); err != nil {
			return refuseFor(codeStoreFailed, err)
		}
	}
	w.Header().Set("Location", "/v1/plans/"+id)
	writeJSON(w, http.StatusCreated, map[string]string{"id": id})
	return nil
}

// Create stores a new plan in lang.
func (s *Server) Create(ctx context.Context, lang plan.Lang, title string) (string, error) {
	return s.createWith(ctx, CauseCreate, func(d *plan.Draft) error {
		d.Lang = plan.ParseLang(string(lang))
		criteria.Pin(&d.Plan)
		return s.entitle(d, title)
	})
}

// listed is a plan in a person's list.
type listed struct {
	store.Conversation
	May []action `json:"may"` // what the person may do with it
}

// list answers {"plans": [...]}, last updated first: those that the person may read.
// "retention_days" says after which time one that nobody touches is erased.
func (s *Server) list(w http.ResponseWriter, r *http.Request) error {
	plans, err := s.readable(r.Context(), whoOf(r.Context()))
	if err != nil {
		return err
	}
	answer := map[string]any{"plans": plans}
	if days := int(time.Duration(s.unused.Load()).Hours() / 24); days > 0 {
		answer["retention_days"] = days
	}
	writeJSON(w, http.StatusOK, answer)
	return nil
}

func (s *Server) readable(ctx context.Context, who person) ([]listed, error) {
	shares := map[string]register.Share{}
	if who.id != "" {
		list, err := s.access.register.Memberships(ctx, who.id)
		if err != nil {
			return nil, refuseFor(codeStoreFailed, err)
		}
		for _, m := range list {
			shares[m.Plan] = m.Share
		}
	}
	convs, err := s.visible(ctx, who, shares)
	plans := []listed{}
	for _, conv := range convs {
		if may := who.may(conv.ID, shares[conv.ID]); slices.Contains(may, mayRead) {
			plans = append(plans, listed{conv, may})
		}
	}
	return plans, err
}

// visible lists all plans for those who may read any, else those that are shared.
func (s *Server) visible(ctx context.Context, who person, shares map[string]register.Share) ([]store.Conversation, error) {
	if who.id == "" || slices.Contains(roleMay[who.role], mayRead) {
		return s.store.List(ctx)
	}
	var convs []store.Conversation
	for id := range shares {
		conv, _, err := s.store.Load(ctx, id)
		if err != nil {
			return nil, err
		}
		convs = append(convs, conv)
	}
	slices.SortFunc(convs, func(a, b store.Conversation) int {
		return cmp.Or(b.Updated.Compare(a.Updated), cmp.Compare(a.ID, b.ID))
	})
	return convs, nil
}

func (s *Server) draft(r *http.Request) (*plan.Draft, error) {
	_, draft, err := s.store.Load(r.Context(), r.PathValue("plan"))
	return draft, err
}

// plan answers the bare plan document, as `luonnos check` reads it.
func (s *Server) plan(w http.ResponseWriter, r *http.Request) error {
	draft, err := s.draft(r)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, draft.Plan)
	return nil
}

func (s *Server) criteria(w http.ResponseWriter, r *http.Request) error {
	draft, err := s.draft(r)
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, criteria.Check(draft))
	return nil
}

// transcript answers the whole log, to experts with what was sent to a model.
func (s *Server) transcript(w http.ResponseWriter, r *http.Request) error {
	conv, _, err := s.store.Load(r.Context(), r.PathValue("plan"))
	if err != nil {
		return err
	}
	entries, err := s.since(r.Context(), conv, 0)
	if err != nil {
		return err
	}
	may, err := s.may(r.Context(), whoOf(r.Context()), conv.ID)
	if err == nil && !slices.Contains(may, mayInspect) {
		entries, err = shared(entries)
	}
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"id": conv.ID, "title": conv.Title, "notice": texts().Notice, "entries": entries,
	})
	return nil
}

// since reads the entries of a conversation after one.
func (s *Server) since(ctx context.Context, conv store.Conversation, after int64) ([]store.Entry, error) {
	entries := []store.Entry{}
	for ; after < conv.Seq; after = entries[len(entries)-1].Seq {
		page, err := s.store.Entries(ctx, conv.ID, after, pageSize)
		if err != nil {
			return nil, err
		}
		if len(page) == 0 {
			return nil, fmt.Errorf("server: log of %s ends at %d, not at %d", conv.ID, after, conv.Seq)
		}
		entries = append(entries, page...)
	}
	return entries, nil
}

// export answers the plan as a document: JSON with the proof of each value, or
// Markdown.
func (s *Server) export(w http.ResponseWriter, r *http.Request) error {
	draft, err := s.draft(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	lang := draft.Lang
	if query.Has("lang") {
		lang = plan.ParseLang(query.Get("lang"))
	}
	name := "luonnos-" + r.PathValue("plan")
	switch query.Get("format") {
	case "json", "":
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.json"`)
		writeJSON(w, http.StatusOK, map[string]any{
			"generated": s.now().UTC().Format(time.RFC3339), "generator": "luonnos", "ai_assisted": true,
			"notice": texts().Notice, "rev": draft.Rev, "lang": draft.Lang, "plan": draft.Plan,
			"provenance": draft.Provenance, "states": draft.States, "criteria": criteria.Check(draft),
		})
	case "md":
		w.Header().Set("Content-Disposition", `attachment; filename="`+name+`.md"`)
		w.Header().Set("Content-Type", "text/markdown; charset=utf-8")
		_, _ = io.WriteString(w, export.Markdown(draft, criteria.Check(draft), lang)) // the reader has left when this fails
	default:
		return refuse(codeBadRequest)
	}
	return nil
}

// search answers {"answerable": ..., "passages": [...]}.
func (s *Server) search(w http.ResponseWriter, r *http.Request) error {
	query := clean(r.URL.Query().Get("q"))
	if query == "" {
		return refuse(codeBadRequest)
	}
	known, err := s.knowing(r.Context())
	if err != nil {
		return err
	}
	found := known.Index.Search(query, string(langOf(r)), searchHits)
	passages := citations(found.Hits)
	if passages == nil || !found.Answerable {
		passages = []Citation{}
	}
	writeJSON(w, http.StatusOK, map[string]any{"answerable": found.Answerable, "passages": passages})
	return nil
}

func (s *Server) missing(http.ResponseWriter, *http.Request) error { return refuse(codeNotFound) }

func (s *Server) enterPage(name string) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		root, err := fs.Sub(enterFiles, "enter")
		if err != nil {
			return err
		}
		http.ServeFileFS(w, r, root, name)
		return nil
	}
}
