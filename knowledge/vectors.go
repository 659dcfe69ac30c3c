package knowledge

import (
	"context"
	"fmt"
	"time"
)

// vectors are those of the passages, by language and passage.
type vectors struct {
	embedder Embedder
	weight   float64
	of       map[string][][]float32
}

// queryLimit is how long the vector of a query may take to come.
const queryLimit = 2 * time.Second

// WithVectors returns the index with the vectors of an embedder, whose nearness
// counts by weight beside the lexical score: at 0 not at all. The index itself is
// left as it is.
func (x *Index) WithVectors(ctx context.Context, e Embedder, weight float64) (*Index, error) {
	v := &vectors{embedder: e, weight: weight, of: map[string][][]float32{}}
	for _, lang := range Languages {
		var texts []string
		var docs []int
		for i := range x.passages {
			if text := x.passages[i].embedded(lang); text != "" {
				texts, docs = append(texts, text), append(docs, i)
			}
		}
		made, err := e.Embed(ctx, texts)
		if err != nil {
			return nil, fmt.Errorf("embed passages: %w", err)
		}
		if len(made) != len(texts) {
			return nil, fmt.Errorf("embed passages: %d vectors for %d texts", len(made), len(texts))
		}
		v.of[lang] = make([][]float32, len(x.passages))
		for i, doc := range docs {
			if len(made[i]) != len(made[0]) {
				return nil, fmt.Errorf("embed passages: vectors of %d and %d numbers", len(made[0]), len(made[i]))
			}
			v.of[lang][doc] = made[i]
		}
	}
	with := *x
	with.vectors = v
	return &with, nil
}

// embedded is the text that stands for the passage in a language.
func (p *Passage) embedded(lang string) string {
	text := p.Text.In(lang)
	if text == "" && p.Quote.Lang == lang {
		text = p.Quote.Text
	}
	if text == "" {
		return ""
	}
	return p.Title.In(lang) + ". " + text
}

// near adds the nearness of the query's vector to the passages' scores. An
// embedder that does not answer adds nothing: the lexical score stands by itself.
func (x *Index) near(m *match, query, lang string) {
	if x.vectors == nil || x.vectors.weight == 0 || m.weight == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), queryLimit)
	defer cancel()
	made, err := x.vectors.embedder.Embed(ctx, []string{query})
	if err != nil || len(made) != 1 {
		return
	}
	scores := make([]float64, len(x.passages))
	mean, most, n := 0.0, -1.0, 0
	for doc := range scores {
		v := x.vectors.of[lang][doc]
		if v == nil { // a passage in one language only
			v = x.vectors.of[x.passages[doc].Quote.Lang][doc]
		}
		if len(v) != len(made[0]) {
			scores[doc] = -1
			continue
		}
		scores[doc] = dot(v, made[0])
		mean += scores[doc]
		most = max(most, scores[doc])
		n++
	}
	if mean /= float64(max(n, 1)); most <= mean {
		return
	}
	for doc, s := range scores {
		if s > mean {
			m.parts[doc].Vector = x.vectors.weight * (s - mean) / (most - mean)
		}
	}
}
