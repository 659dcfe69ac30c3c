package server

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"runtime"
	"time"
	"unicode/utf8"

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
		id, err = s.Copy(r.Context(), in.Copy, in.Title)
	} else {
		id, err = s.Create(r.Context(), in.Lang, in.Title)
	}
	if err != nil {
		return err
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

// list answers {"plans": [...]}, last updated first.
func (s *Server) list(w http.ResponseWriter, r *http.Request) error {
	plans, err := s.store.List(r.Context())
	if err != nil {
		return err
	}
	if plans == nil {
		plans = []store.Conversation{}
	}
	writeJSON(w, http.StatusOK, map[string]any{"plans": plans})
	return nil
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

// transcript answers the whole log.
func (s *Server) transcript(w http.ResponseWriter, r *http.Request) error {
	conv, _, err := s.store.Load(r.Context(), r.PathValue("plan"))
	if err != nil {
		return err
	}
	entries := []store.Entry{}
	for after := int64(0); after < conv.Seq; after = entries[len(entries)-1].Seq {
		page, err := s.store.Entries(r.Context(), conv.ID, after, pageSize)
		if err != nil {
			return err
		}
		if len(page) == 0 {
			return fmt.Errorf("server: log of %s ends at %d, not at %d", conv.ID, after, conv.Seq)
		}
		entries = append(entries, page...)
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"id": conv.ID, "title": conv.Title, "notice": texts().Notice, "entries": entries,
	})
	return nil
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
	found := s.index.Search(query, string(langOf(r)), searchHits)
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

func (s *Server) healthy(w http.ResponseWriter, _ *http.Request) error {
	writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
	return nil
}

// ready reports whether the store answers.
func (s *Server) ready(w http.ResponseWriter, r *http.Request) error {
	s.mu.Lock()
	closing := s.closing
	s.mu.Unlock()
	if closing {
		return errShutdown
	}
	if _, err := s.store.Owed(r.Context()); err != nil {
		return refuseFor(codeStoreFailed, err)
	}
	writeJSON(w, http.StatusOK, map[string]string{"status": "ready", "model": s.agent.Model.Name()})
	return nil
}

// metrics answers gauges in the text format of Prometheus.
func (s *Server) metrics(w http.ResponseWriter, _ *http.Request) error {
	s.mu.Lock()
	sockets := len(s.sockets)
	var frames, bytes int
	for k := range s.sockets {
		f, b := k.out.size()
		frames, bytes = frames+f, bytes+b
	}
	s.mu.Unlock()
	jobs, turns := 0, 0
	for _, c := range s.hub.all() {
		c.mu.Lock()
		jobs += len(c.jobs)
		if c.live != nil {
			turns++
		}
		c.mu.Unlock()
		s.hub.release(c)
	}
	w.Header().Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	for _, g := range []struct {
		name, help string
		value      int
	}{
		{"luonnos_goroutines", "Goroutines of the process.", runtime.NumGoroutine()},
		{"luonnos_sockets", "Open websocket connections.", sockets},
		{"luonnos_conversations", "Conversations in memory.", s.hub.size()},
		{"luonnos_turns_running", "Turns that run now.", turns},
		{"luonnos_jobs_queued", "Frames that wait for their turn.", jobs},
		{"luonnos_outbox_frames", "Events that wait to be written to sockets.", frames},
		{"luonnos_outbox_bytes", "Bytes that wait to be written to sockets.", bytes},
	} {
		fmt.Fprintf(w, "# HELP %s %s\n# TYPE %s gauge\n%s %d\n", g.name, g.help, g.name, g.name, g.value)
	}
	return nil
}
