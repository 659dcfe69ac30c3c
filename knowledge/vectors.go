package knowledge

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"
)

// Piece is a text of a passage that has a vector.
type Piece struct {
	Passage int // its place in the index
	Lang    string
	Alone   bool // the passage has a text in no other language
	Text    string
}

// Pieces returns what of the index has a vector, by passage.
func (x *Index) Pieces() []Piece {
	var all []Piece
	for i := range x.passages {
		from := len(all)
		for _, lang := range Languages {
			if text := x.passages[i].embedded(lang); text != "" {
				all = append(all, Piece{Passage: i, Lang: lang, Text: text})
			}
		}
		if len(all) == from+1 {
			all[from].Alone = true
		}
	}
	return all
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

// Embed returns the vectors of the pieces, in their order and of one length.
func Embed(ctx context.Context, e Embedder, pieces []Piece) ([][]float32, error) {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = p.Text
	}
	made, err := e.Embed(ctx, texts)
	if err != nil {
		return nil, fmt.Errorf("embed passages: %w", err)
	}
	if len(made) != len(texts) {
		return nil, fmt.Errorf("embed passages: %d vectors for %d texts", len(made), len(texts))
	}
	for _, v := range made {
		if len(v) != len(made[0]) {
			return nil, fmt.Errorf("embed passages: vectors of %d and %d numbers", len(made[0]), len(v))
		}
	}
	return made, nil
}

// Vectors finds the pieces of an index that are nearest to a vector. Any number
// of goroutines may use it.
type Vectors interface {
	// Nearest returns up to n passages, nearest first, each by its piece in the
	// language or by the only one it has.
	Nearest(ctx context.Context, lang string, v []float32, n int) ([]Neighbour, error)
}

// Neighbour is a passage near a vector.
type Neighbour struct {
	Passage int     // its place in the index
	Score   float64 // cosine of the angle between the vectors, from -1 to 1
}

// memory holds the vectors of an index and looks at each.
type memory struct {
	pieces  []Piece
	vectors [][]float32
}

// Nearest implements [Vectors].
func (m *memory) Nearest(_ context.Context, lang string, v []float32, n int) ([]Neighbour, error) {
	var all []Neighbour
	for i, p := range m.pieces {
		if (p.Lang == lang || p.Alone) && len(m.vectors[i]) == len(v) {
			all = append(all, Neighbour{p.Passage, dot(m.vectors[i], v)})
		}
	}
	slices.SortStableFunc(all, func(a, b Neighbour) int { return cmp.Compare(b.Score, a.Score) })
	return all[:min(n, len(all))], nil
}

// nearness is how the vectors of passages count in a search.
type nearness struct {
	embedder Embedder
	vectors  Vectors
	weight   float64
}

const (
	// queryLimit is how long the vector of a query and its neighbours may take to
	// come.
	queryLimit = 2 * time.Second
	// neighbours is how many passages have a share of nearness. It is about half
	// of the memo's.
	neighbours = 100
)

// InMemory makes the vectors of the index's pieces.
func (x *Index) InMemory(ctx context.Context, e Embedder) (Vectors, error) {
	pieces := x.Pieces()
	made, err := Embed(ctx, e, pieces)
	return &memory{pieces, made}, err
}

// WithVectors is [Index.With] the vectors of [Index.InMemory].
func (x *Index) WithVectors(ctx context.Context, e Embedder, weight float64) (*Index, error) {
	v, err := x.InMemory(ctx, e)
	if err != nil {
		return nil, err
	}
	return x.With(e, v, weight), nil
}

// With returns the index with the vectors of its pieces, as the embedder makes
// them. Nearness by them counts by weight beside the lexical score: at 0 not at
// all. The index itself is left as it is.
func (x *Index) With(e Embedder, v Vectors, weight float64) *Index {
	with := *x
	with.nearness = &nearness{e, v, weight}
	return &with
}

// near adds the nearness of the query's vector to the passages' scores: all of
// the weight to the nearest, none to the last of the neighbours. An embedder or a
// store that does not answer adds nothing: the lexical score stands by itself.
func (x *Index) near(m *match, query, lang string) {
	if x.nearness == nil || x.nearness.weight == 0 || m.weight == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), queryLimit)
	defer cancel()
	made, err := x.nearness.embedder.Embed(ctx, []string{query})
	if err != nil || len(made) != 1 {
		return
	}
	found, err := x.nearness.vectors.Nearest(ctx, lang, made[0], neighbours)
	if err != nil || len(found) == 0 {
		return
	}
	least, most := found[len(found)-1].Score, found[0].Score
	if most <= least {
		return
	}
	for _, f := range found {
		m.parts[f.Passage].Vector = x.nearness.weight * (f.Score - least) / (most - least)
	}
}
