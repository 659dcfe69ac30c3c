package library_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"luonnos/knowledge"
	"luonnos/knowledge/indextest"
	"luonnos/knowledge/library"
)

// place is a folder, with vectors in memory. A folder has one writer at a time.
type place struct {
	library.Folder
	embedder knowledge.Embedder
	writer   *sync.Mutex
}

func (p place) Change(ctx context.Context, add func(library.Content) (library.Content, error)) error {
	p.writer.Lock()
	defer p.writer.Unlock()
	return p.Folder.Change(ctx, add)
}

func (p place) Vectors(ctx context.Context, x *knowledge.Index) (knowledge.Vectors, error) {
	return x.InMemory(ctx, p.embedder)
}

func TestConformance(t *testing.T) {
	indextest.Run(t, func(t *testing.T, e knowledge.Embedder) (here, there indextest.Place) {
		p := place{library.Folder{Dir: filepath.Join(t.TempDir(), "a[b]*")}, e, new(sync.Mutex)}
		return p, p
	})
}

func TestOpenReadsAFurtherFile(t *testing.T) {
	dir := t.TempDir()
	l := library.Library{Shelf: library.Folder{Dir: dir}}
	file := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(file, []byte("# A\n\nHiekkateiden lanaus uudistetaan robottien ja asukkaiden yhteistyönä.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	index, _, err := l.Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	if r := index.Search("hiekkateiden lanaus", "fi", 1); r.Hits[0].Passage.Quote.Text == "" {
		t.Errorf("found %+v", r.Hits[0].Passage)
	}
	if files, _ := os.ReadDir(dir); len(files) > 0 {
		t.Errorf("the library keeps %v", files)
	}
	if _, _, err := l.Open(t.Context(), filepath.Join(dir, "none.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
