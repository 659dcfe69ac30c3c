package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"
	"time"

	"luonnos/agent/openai"
	"luonnos/knowledge"
	"luonnos/knowledge/embedding"
	"luonnos/knowledge/library"
	"luonnos/knowledge/pgindex"
	"luonnos/knowledge/portfolio"
)

// knowledgeSettings say what the knowledge is made of.
type knowledgeSettings struct {
	dir  string // of the library, where no database is shared
	memo string // a document to read beside the library, LUONNOS_MEMO

	// An embedding model, LUONNOS_EMBED_MODEL, at an OpenAI-compatible endpoint,
	// and how much nearness by it counts beside the lexical score.
	model, base, key string
	weight           float64
	hashed           bool // the built-in embedder stands in for a model
}

// embedWeight is how much vectors of an endpoint count when LUONNOS_EMBED_WEIGHT
// does not say. It is small, since for an unknown model it is not measured: see
// luonnos knowledge eval --embed.
const embedWeight = 0.1

// knowledgeOf reads the settings. The library is in the PostgreSQL that nodes share,
// or else in a folder beside the default database or where LUONNOS_KNOWLEDGE says.
func knowledgeOf(e env) (knowledgeSettings, error) {
	k := knowledgeSettings{
		dir:  cmp.Or(e.getenv("LUONNOS_KNOWLEDGE"), filepath.Join(filepath.Dir(defaultFile(e.getenv)), "knowledge")),
		memo: e.getenv("LUONNOS_MEMO"), model: e.getenv("LUONNOS_EMBED_MODEL"), weight: embedWeight,
	}
	if text := e.getenv("LUONNOS_EMBED_WEIGHT"); text != "" {
		var err error
		if k.weight, err = strconv.ParseFloat(text, 64); err != nil || !(k.weight >= 0 && k.weight <= 1) {
			return k, fmt.Errorf("LUONNOS_EMBED_WEIGHT is %q, not a number from 0 to 1", text)
		}
	}
	if k.model == "" {
		return k, nil
	}
	endpoint, err := llmConfig(e, k.model)
	k.base, k.key = cmp.Or(endpoint.BaseURL, openai.DefaultBaseURL), endpoint.Key
	return k, err
}

// shelf is the opened library and what its passages are embedded with.
type shelf struct {
	library.Library
	settings knowledgeSettings
	embedder knowledge.Embedder // nil for none
	shared   *pgindex.Shelf     // nil for a folder
}

// open opens the library that belongs to a database setting.
func (k knowledgeSettings) open(ctx context.Context, db string) (*shelf, error) {
	s := &shelf{settings: k}
	var err error
	switch {
	case k.model != "":
		cache := filepath.Join(k.dir, "vectors")
		if isPostgres(db) {
			cache = "" // the database keeps them
		}
		s.embedder, err = embedding.New(k.base, k.key, k.model, cache)
	case k.hashed:
		s.embedder, err = knowledge.NewHashed()
	}
	if err != nil {
		return nil, err
	}
	if !isPostgres(db) {
		s.Shelf = library.Folder{Dir: k.dir}
		return s, nil
	}
	if s.shared, err = pgindex.Open(ctx, db, s.embedder); err != nil {
		return nil, err
	}
	s.Shelf = s.shared
	return s, nil
}

func (s *shelf) close() {
	if s.shared != nil {
		s.shared.Close()
	}
}

// copy adds to the library of one database setting what that of another has more. Two
// files have the same folder as their library.
func (k knowledgeSettings) copy(ctx context.Context, from, to string) error {
	if !isPostgres(from) && !isPostgres(to) {
		return nil
	}
	source, err := k.open(ctx, from)
	if err != nil {
		return err
	}
	defer source.close()
	target, err := k.open(ctx, to)
	if err != nil {
		return err
	}
	defer target.close()
	content, err := source.Shelf.Content(ctx)
	if err != nil || len(content.Documents)+len(content.Solutions) == 0 {
		return err
	}
	return target.Shelf.Change(ctx, func(has library.Content) (library.Content, error) { return content.With(has), nil })
}

// read makes the index, with vectors when there is an embedder, and the
// portfolio. Where the embedder fails the index has none, which the log tells: it
// finds nearly as well.
func (s *shelf) read(ctx context.Context, log *slog.Logger) (*knowledge.Index, *portfolio.Portfolio, error) {
	index, solutions, err := s.Open(ctx, s.settings.memo)
	if err != nil || s.embedder == nil {
		return index, solutions, err
	}
	var vectors knowledge.Vectors
	if s.shared != nil {
		vectors, err = s.shared.Vectors(ctx, index)
	} else {
		vectors, err = index.InMemory(ctx, s.embedder)
	}
	if err != nil {
		log.Warn("search without vectors", "error", err)
		return index, solutions, nil
	}
	return index.With(s.embedder, vectors, s.settings.weight), solutions, nil
}

// followAgain is how long after a failure a node listens for changes again.
const followAgain = 2 * time.Second

// follow has a node learn what any node adds to the shared library, until ctx ends.
func (s *shelf) follow(ctx context.Context, log *slog.Logger, learn func(*knowledge.Index, *portfolio.Portfolio)) {
	for s.shared != nil && ctx.Err() == nil {
		err := s.shared.Watch(ctx, func() error {
			index, solutions, err := s.read(ctx, log)
			if err == nil {
				learn(index, solutions)
			}
			return err
		})
		if ctx.Err() == nil {
			log.Warn("follow the shared knowledge", "error", err)
		}
		select {
		case <-time.After(followAgain):
		case <-ctx.Done():
		}
	}
}
