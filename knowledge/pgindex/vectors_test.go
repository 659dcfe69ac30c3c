package pgindex

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/pgvector/pgvector-go"

	"luonnos/knowledge"
	"luonnos/knowledge/library"
	"luonnos/server/store/pgtest"
)

// random is a vector of length 1.
func random(source *rand.Rand, dimensions int) []float32 {
	v, sum := make([]float32, dimensions), 0.0
	for i := range v {
		v[i] = float32(source.NormFloat64())
		sum += float64(v[i]) * float64(v[i])
	}
	for i := range v {
		v[i] /= float32(math.Sqrt(sum))
	}
	return v
}

// clustered is a vector near one of some centres, as those of texts are.
func clustered(source *rand.Rand, centres [][]float32) []float32 {
	v := random(source, len(centres[0]))
	for i, x := range centres[source.IntN(len(centres))] {
		v[i] = (v[i] + x) * float32(math.Sqrt(0.5))
	}
	return v
}

// many keeps n vectors of passages, with the language of each and whether it is
// the passage's only one.
func many(t testing.TB, s *Shelf, centres [][]float32, n int, of func(i int) (lang string, alone bool)) *vectors {
	t.Helper()
	source := rand.New(rand.NewPCG(1, 2))
	v := &vectors{pool: s.pool, dimensions: len(centres[0]), passages: map[int64]int{}}
	err := pgx.BeginFunc(t.Context(), s.pool, func(tx pgx.Tx) error {
		if _, err := tx.Exec(t.Context(), changeLock); err != nil {
			return err
		}
		if err := tx.QueryRow(t.Context(), `INSERT INTO knowledge_models (fingerprint, dimensions) VALUES ('random', $1) RETURNING id`, v.dimensions).
			Scan(&v.model); err != nil {
			return err
		}
		columns := []string{"model", "passage", "lang", "alone", "hash", "embedding"}
		if _, err := tx.CopyFrom(t.Context(), pgx.Identifier{"knowledge_vectors"}, columns, pgx.CopyFromSlice(n, func(i int) ([]any, error) {
			lang, alone := of(i)
			v.passages[int64(i+1)] = i
			return []any{v.model, string(rune('a'+i%26)) + string(rune(0x4e00+i/26)), lang, alone, []byte{}, pgvector.NewVector(clustered(source, centres))}, nil
		})); err != nil {
			return err
		}
		return v.makeIndex(t.Context(), tx)
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.pool.Exec(t.Context(), `ANALYZE knowledge_vectors`); err != nil {
		t.Fatal(err)
	}
	return v
}

func someCentres(n, dimensions int) [][]float32 {
	source := rand.New(rand.NewPCG(3, 4))
	out := make([][]float32, n)
	for i := range out {
		out[i] = random(source, dimensions)
	}
	return out
}

// TestRareLanguage holds that the HNSW index gives a language that two vectors of
// a hundred are in as many neighbours as were asked for, and nearly the right ones.
func TestRareLanguage(t *testing.T) {
	centres := someCentres(20, 64)
	v := many(t, openShelf(t, pgtest.Database(t), nil), centres, 5000, func(i int) (string, bool) {
		if i%50 == 0 {
			return "sv", false
		}
		return "fi", false
	})
	exact := *v
	exact.exact = true
	source := rand.New(rand.NewPCG(5, 6))
	right, all := 0, 0
	for range 20 {
		of := clustered(source, centres)
		got, err := v.Nearest(t.Context(), "sv", of, 50)
		if err != nil {
			t.Fatal(err)
		}
		want, err := exact.Nearest(t.Context(), "sv", of, 50)
		if err != nil {
			t.Fatal(err)
		}
		if len(got) != 50 || len(want) != 50 {
			t.Fatalf("%d and %d neighbours, want 50", len(got), len(want))
		}
		for _, w := range want {
			for _, g := range got {
				if g.Passage == w.Passage {
					right++
				}
			}
		}
		all += len(want)
	}
	if right*10 < all*9 {
		t.Errorf("%d of %d neighbours are right", right, all)
	}
}

// TestManyPassagesAreIndexed has the limit lowered to what the memo exceeds.
func TestManyPassagesAreIndexed(t *testing.T) {
	h, err := knowledge.NewHashed()
	if err != nil {
		t.Fatal(err)
	}
	s := openShelf(t, pgtest.Database(t), h)
	s.exact = 10
	x, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.Vectors(t.Context(), x)
	if err != nil {
		t.Fatal(err)
	}
	query, err := h.Embed(t.Context(), []string{"Mikä on arvovirta?"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := v.Nearest(t.Context(), "fi", query[0], 10)
	if err != nil || len(found) != 10 {
		t.Fatalf("%d neighbours, %v", len(found), err)
	}
	var indexes int
	if err := s.pool.QueryRow(t.Context(), `SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%USING hnsw%'`).Scan(&indexes); err != nil || indexes != 1 {
		t.Errorf("%d HNSW indexes, %v", indexes, err)
	}
}

// lengthy gives vectors of a length, or fails.
type lengthy struct {
	length int
	fail   error
}

func (l *lengthy) Fingerprint() string { return "lengthy" }

func (l *lengthy) Embed(_ context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, len(texts))
	for i := range out {
		out[i] = make([]float32, l.length)
		out[i][i%l.length] = 1
	}
	return out, l.fail
}

// TestWithoutVectorsNothingIsKept holds that a document and its vectors are kept
// together.
func TestWithoutVectorsNothingIsKept(t *testing.T) {
	e := &lengthy{length: maxDimensions}
	url := pgtest.Database(t)
	s := openShelf(t, url, e)
	l := library.Library{Shelf: s}
	file := filepath.Join(t.TempDir(), "a.md")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# Otsikko\n\nEnsimmäinen kappale kertoo lumesta.\n")
	if _, changed, err := l.Ingest(t.Context(), file); err != nil || !changed {
		t.Fatalf("changed %v, %v", changed, err)
	}
	before, err := s.Content(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	write("# Otsikko\n\nToinen kappale kertoo jäästä.\n")
	down := errors.New("down")
	for name, c := range map[string]struct {
		e    lengthy
		want error
	}{
		"no answer": {lengthy{length: 8, fail: down}, down}, "too long": {lengthy{length: maxDimensions + 1}, ErrDimensions}, "another length": {lengthy{length: 8}, ErrDimensions},
	} {
		*e = c.e
		if _, _, err := l.Ingest(t.Context(), file); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
		if after, err := s.Content(t.Context()); err != nil || !reflect.DeepEqual(after, before) {
			t.Errorf("%s: %+v is kept, %v", name, after, err)
		}
	}
}

// TestVectorsAreMadeOnce holds that nodes share vectors, and that those of texts
// which are no more are not kept.
func TestVectorsAreMadeOnce(t *testing.T) {
	e := &lengthy{length: 8}
	url := pgtest.Database(t)
	s := openShelf(t, url, e)
	x, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Vectors(t.Context(), x); err != nil {
		t.Fatal(err)
	}
	there := openShelf(t, url, &lengthy{length: 8, fail: errors.New("asked again")})
	if _, err := there.Vectors(t.Context(), x); err != nil {
		t.Error(err)
	}
	passages := append([]knowledge.Passage{}, x.Passages()...)
	passages[0].Text.SV += " Nytt."
	changed, err := knowledge.New(passages)
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.Vectors(t.Context(), changed)
	if err != nil {
		t.Fatal(err)
	}
	var rows int
	if err := s.pool.QueryRow(t.Context(), `SELECT count(*) FROM knowledge_vectors`).Scan(&rows); err != nil {
		t.Fatal(err)
	}
	if rows != len(x.Pieces()) || len(v.(*vectors).passages) != rows {
		t.Errorf("%d vectors are kept and %d used, want %d", rows, len(v.(*vectors).passages), len(x.Pieces()))
	}
}

// BenchmarkNearest measures the way to the database and back for the nearest 100
// of 100,000 passages: 200 in three languages, as the memo's, and documents.
func BenchmarkNearest(b *testing.B) {
	centres := someCentres(500, knowledge.HashedDimensions)
	v := many(b, openShelf(b, pgtest.Database(b), nil), centres, 100_400, func(i int) (string, bool) {
		return knowledge.Languages[i%3], i >= 600
	})
	source := rand.New(rand.NewPCG(5, 6))
	for b.Loop() {
		found, err := v.Nearest(b.Context(), "sv", clustered(source, centres), 100)
		if err != nil || len(found) != 100 {
			b.Fatalf("%d neighbours, %v", len(found), err)
		}
	}
}
