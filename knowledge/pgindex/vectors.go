package pgindex

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/pgvector/pgvector-go"

	"luonnos/knowledge"
)

// ErrDimensions says that a model's vectors can't be kept: they are too long, or
// not as long as they were.
var ErrDimensions = errors.New("pgindex: length of vectors")

const (
	exactLimit = 20_000
	// maxDimensions is what fits a page beside the row's other columns.
	maxDimensions = 1900
	// sessionSettings are those of searches by the HNSW index.
	sessionSettings = `SET hnsw.ef_search = 100; SET hnsw.iterative_scan = strict_order`
	// buildMemory is what making the HNSW index may take. It is slow in less than
	// the vectors take.
	buildMemory = `SET LOCAL maintenance_work_mem = '256MB'`
)

// vectors are those of one model for the pieces of one index.
type vectors struct {
	pool       *pgxpool.Pool
	model      int
	dimensions int
	exact      bool
	passages   map[int64]int // by the vector's id
}

// key names a piece.
type key struct{ passage, lang string }

// Vectors returns the vectors of the index's pieces. Those that are not kept yet
// are made.
func (s *Shelf) Vectors(ctx context.Context, x *knowledge.Index) (knowledge.Vectors, error) {
	var v *vectors
	err := pgx.BeginFunc(ctx, s.pool, func(tx pgx.Tx) error {
		_, err := tx.Exec(ctx, changeLock)
		if err == nil {
			v, err = s.fill(ctx, tx, x)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("pgindex: vectors: %w", err)
	}
	return v, nil
}

// fill makes the vectors that the index lacks and, of many, their HNSW index. The
// transaction holds the lock of changes.
func (s *Shelf) fill(ctx context.Context, tx pgx.Tx, x *knowledge.Index) (*vectors, error) {
	v := &vectors{pool: s.pool}
	const model = `SELECT id, dimensions FROM knowledge_models WHERE fingerprint = $1`
	if err := tx.QueryRow(ctx, model, s.embedder.Fingerprint()).Scan(&v.model, &v.dimensions); err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return nil, err
	}
	missing, all, err := v.read(ctx, tx, x)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		if err := s.add(ctx, tx, v, x, missing); err != nil {
			return nil, err
		}
		if _, all, err = v.read(ctx, tx, x); err != nil {
			return nil, err
		}
	}
	if v.exact = all <= s.exact; v.exact {
		return v, nil
	}
	return v, v.makeIndex(ctx, tx)
}

// read finds the index's pieces among all vectors of the model and returns those
// that have none.
func (v *vectors) read(ctx context.Context, tx pgx.Tx, x *knowledge.Index) (missing []knowledge.Piece, all int, err error) {
	type kept struct {
		id   int64
		hash [sha256.Size]byte
	}
	have := map[key]kept{}
	rows, err := tx.Query(ctx, `SELECT id, passage, lang, hash FROM knowledge_vectors WHERE model = $1`, v.model)
	if err != nil {
		return nil, 0, err
	}
	var id int64
	var k key
	var hash []byte
	if _, err := pgx.ForEachRow(rows, []any{&id, &k.passage, &k.lang, &hash}, func() error {
		have[k] = kept{id, [sha256.Size]byte(hash)}
		return nil
	}); err != nil {
		return nil, 0, err
	}
	v.passages = map[int64]int{}
	for _, p := range x.Pieces() {
		if h, ok := have[keyOf(x, p)]; ok && h.hash == sha256.Sum256([]byte(p.Text)) {
			v.passages[h.id] = p.Passage
		} else {
			missing = append(missing, p)
		}
	}
	return missing, len(have), nil
}

func keyOf(x *knowledge.Index, p knowledge.Piece) key {
	return key{x.Passages()[p.Passage].ID, p.Lang}
}

// add makes the vectors of the pieces, in place of those of earlier texts.
func (s *Shelf) add(ctx context.Context, tx pgx.Tx, v *vectors, x *knowledge.Index, pieces []knowledge.Piece) error {
	made, err := knowledge.Embed(ctx, s.embedder, pieces)
	if err != nil {
		return err
	}
	switch n := len(made[0]); {
	case n > maxDimensions:
		return fmt.Errorf("%w: %d numbers, at most %d fit", ErrDimensions, n, maxDimensions)
	case v.model != 0 && n != v.dimensions:
		return fmt.Errorf("%w: %d numbers, they had %d", ErrDimensions, n, v.dimensions)
	case v.model == 0:
		const statement = `INSERT INTO knowledge_models (fingerprint, dimensions) VALUES ($1, $2) RETURNING id`
		if err := tx.QueryRow(ctx, statement, s.embedder.Fingerprint(), n).Scan(&v.model); err != nil {
			return err
		}
		v.dimensions = n
	}
	ids, langs := make([]string, len(pieces)), make([]string, len(pieces))
	for i, p := range pieces {
		k := keyOf(x, p)
		ids[i], langs[i] = k.passage, k.lang
	}
	const outdated = `DELETE FROM knowledge_vectors v USING unnest($2::text[], $3::text[]) AS o (passage, lang)
		WHERE v.model = $1 AND v.passage = o.passage AND v.lang = o.lang`
	if _, err := tx.Exec(ctx, outdated, v.model, ids, langs); err != nil {
		return err
	}
	documents, err := documentNames(ctx, tx)
	if err != nil {
		return err
	}
	columns := []string{"model", "passage", "lang", "alone", "hash", "document", "embedding"}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"knowledge_vectors"}, columns, pgx.CopyFromSlice(len(pieces), func(i int) ([]any, error) {
		hash := sha256.Sum256([]byte(pieces[i].Text))
		document := documents[x.Passages()[pieces[i].Passage].Quote.Document]
		return []any{v.model, ids[i], langs[i], pieces[i].Alone, hash[:], document, pgvector.NewVector(made[i])}, nil
	}))
	return err
}

// documentNames are the names of the kept documents, by themselves.
func documentNames(ctx context.Context, tx pgx.Tx) (map[string]*string, error) {
	rows, err := tx.Query(ctx, `SELECT name FROM knowledge_documents`)
	if err != nil {
		return nil, err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	out := map[string]*string{}
	for i := range names {
		out[names[i]] = &names[i]
	}
	return out, err
}

// makeIndex makes the model's HNSW index. It is of vectors of its length only, as
// pgvector needs it.
func (v *vectors) makeIndex(ctx context.Context, tx pgx.Tx) error {
	if _, err := tx.Exec(ctx, buildMemory); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, fmt.Sprintf(`CREATE INDEX IF NOT EXISTS knowledge_vectors_hnsw_%[1]d ON knowledge_vectors
		USING hnsw ((embedding::vector(%[2]d)) vector_ip_ops) WHERE model = %[1]d`, v.model, v.dimensions))
	return err
}

// Nearest implements [knowledge.Vectors]. Vectors that another version of the
// program has made do not take part.
func (v *vectors) Nearest(ctx context.Context, lang string, of []float32, n int) ([]knowledge.Neighbour, error) {
	column := "embedding"
	if !v.exact { // what the HNSW index is of, and nothing else
		column = fmt.Sprintf("embedding::vector(%d)", v.dimensions)
	}
	// The model is no parameter, so that the planner sees that the index has it.
	query := fmt.Sprintf(`SELECT id, -(%[1]s <#> $1) FROM knowledge_vectors
		WHERE model = %[2]d AND (lang = $2 OR alone) ORDER BY %[1]s <#> $1 LIMIT $3`, column, v.model)
	rows, err := v.pool.Query(ctx, query, pgvector.NewVector(of), lang, n)
	if err != nil {
		return nil, fmt.Errorf("pgindex: nearest: %w", err)
	}
	var found []knowledge.Neighbour
	var id int64
	var score float64
	if _, err := pgx.ForEachRow(rows, []any{&id, &score}, func() error {
		if passage, ok := v.passages[id]; ok {
			found = append(found, knowledge.Neighbour{Passage: passage, Score: score})
		}
		return nil
	}); err != nil {
		return nil, fmt.Errorf("pgindex: nearest: %w", err)
	}
	return found, nil
}
