package pgindex

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"luonnos/knowledge"
	"luonnos/knowledge/indextest"
	"luonnos/knowledge/library"
	"luonnos/server/store/pgtest"
)

// openShelf opens the database with the embedder for the time of a test.
func openShelf(t testing.TB, url string, e knowledge.Embedder) *Shelf {
	t.Helper()
	s, err := Open(t.Context(), url, e)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

func TestConformance(t *testing.T) {
	indextest.Run(t, func(t *testing.T, e knowledge.Embedder) (here, there indextest.Place) {
		url := pgtest.Database(t)
		return openShelf(t, url, e), openShelf(t, url, e)
	})
}

// TestWatch holds that a node hears of what another adds, and only then, and
// learns that its connection was cut.
func TestWatch(t *testing.T) {
	url := pgtest.Database(t)
	here, there := openShelf(t, url, nil), openShelf(t, url, nil)
	changes, ended := make(chan library.Content, 10), make(chan error, 1)
	go func() {
		ended <- here.Watch(t.Context(), func() error {
			c, err := here.Content(t.Context())
			changes <- c
			return err
		})
	}()
	if first := <-changes; len(first.Documents) != 0 {
		t.Fatalf("at first there is %+v", first)
	}
	file := filepath.Join(t.TempDir(), "a.md")
	if err := os.WriteFile(file, []byte("# Otsikko\n\nKappale kertoo lumesta.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	l := library.Library{Shelf: there}
	for range 2 { // the second time nothing changes
		if _, _, err := l.Ingest(t.Context(), file); err != nil {
			t.Fatal(err)
		}
	}
	if second := <-changes; len(second.Documents) != 1 {
		t.Errorf("after a change there is %+v", second)
	}
	if _, err := there.pool.Exec(t.Context(), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil || len(changes) > 0 {
		t.Errorf("watch ended with %v and told of %d more changes", err, len(changes))
	}
}

// TestWatchEndsWithItsReader holds that an error in reading is not passed over.
func TestWatchEndsWithItsReader(t *testing.T) {
	failed := errors.New("no")
	err := openShelf(t, pgtest.Database(t), nil).Watch(t.Context(), func() error { return failed })
	if !errors.Is(err, failed) {
		t.Errorf("watch ended with %v", err)
	}
}
