package main

import (
	"cmp"
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"

	"luonnos/agent/openai"
	"luonnos/knowledge"
	"luonnos/knowledge/embedding"
	"luonnos/knowledge/library"
)

// knowledgeSettings say what the knowledge is made of.
type knowledgeSettings struct {
	library library.Library
	memo    string // a document to read beside the library, LUONNOS_MEMO

	// An embedding model, LUONNOS_EMBED_MODEL, at an OpenAI-compatible endpoint,
	// and how much nearness by it counts beside the lexical score.
	model, base, key string
	weight           float64
}

// embedWeight is how much vectors of an endpoint count when LUONNOS_EMBED_WEIGHT
// does not say. It is small, since for an unknown model it is not measured: see
// luonnos knowledge eval --embed.
const embedWeight = 0.1

// knowledgeOf reads the settings. The library is beside the default database, or
// where LUONNOS_KNOWLEDGE says.
func knowledgeOf(e env) (knowledgeSettings, error) {
	k := knowledgeSettings{
		library: openLibrary(e), memo: e.getenv("LUONNOS_MEMO"), model: e.getenv("LUONNOS_EMBED_MODEL"), weight: embedWeight,
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

func openLibrary(e env) library.Library {
	return library.Library{Dir: cmp.Or(e.getenv("LUONNOS_KNOWLEDGE"), filepath.Join(filepath.Dir(defaultFile(e.getenv)), "knowledge"))}
}

// open makes the index, with vectors when a model is set. Where the endpoint
// fails the index has none, which the log tells: it finds nearly as well.
func (k knowledgeSettings) open(ctx context.Context, log *slog.Logger) (*knowledge.Index, error) {
	index, err := k.library.Index(k.memo)
	if err != nil || k.model == "" {
		return index, err
	}
	client, err := embedding.New(k.base, k.key, k.model, filepath.Join(k.library.Dir, "vectors"))
	if err != nil {
		return nil, err
	}
	with, err := index.WithVectors(ctx, client, k.weight)
	if err != nil {
		log.Warn("search without vectors", "error", err)
		return index, nil
	}
	return with, nil
}
