package sqlite_test

import (
	"bytes"
	"database/sql"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"luonnos/server/store"
	"luonnos/server/store/sqlite"
	"luonnos/server/store/storetest"
	"luonnos/tools/plan"
)

var update = flag.Bool("update", false, "rewrite the golden files")

func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// shut closes a store that a test wants closed before its end.
func shut(t testing.TB, s *sqlite.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// raw runs statements on a database file beside the store.
func raw(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(err)
		}
	}
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, filepath.Join(t.TempDir(), "l.db")) })
}

func BenchmarkAppend(b *testing.B) {
	storetest.Benchmark(b, func(b *testing.B) store.Store { return open(b, filepath.Join(b.TempDir(), "l.db")) })
}

func TestReopen(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s := open(t, path)
	d := plan.NewDraft(plan.SV)
	d.Rev = 3
	if err := s.Create(t.Context(), "a", d, time.Now()); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), "a", 0, nil, store.Entry{At: time.Now(), Kind: store.KindMessage, ClientID: "c"}); err != nil {
		t.Fatal(err)
	}
	shut(t, s)
	s = open(t, path)
	c, got, err := s.Load(t.Context(), "a")
	if err != nil || c.Seq != 1 || !c.Owed || !bytes.Equal(got.JSON(), d.JSON()) {
		t.Errorf("after reopening: %+v %s (%v)", c, got.JSON(), err)
	}
}

func TestOneProcessOwnsTheFile(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "l.db")
	s := open(t, path)
	link, folder := filepath.Join(dir, "link.db"), filepath.Join(t.TempDir(), "folder")
	if err := errors.Join(os.Symlink(path, link), os.Symlink(dir, folder)); err != nil {
		t.Fatal(err)
	}
	for _, same := range []string{path, link, filepath.Join(folder, "l.db"), filepath.Join(dir, "x", "..", "l.db")} {
		if _, err := sqlite.Open(t.Context(), same); !errors.Is(err, sqlite.ErrLocked) {
			t.Errorf("second open as %s: %v, want ErrLocked", same, err)
		}
	}
	shut(t, s)
	shut(t, open(t, link))
}

func TestFilesArePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new", "folder")
	s := open(t, filepath.Join(dir, "odd name ? #%ä.db"))
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) < 3 {
		t.Fatalf("files %v (%v), want the database, its log and the lock", files, err)
	}
	for _, f := range files {
		info, err := f.Info()
		if err != nil {
			t.Fatal(err)
		}
		if info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has rights %v", f.Name(), info.Mode())
		}
	}
}

// TestRefused opens files that are no database of ours: each is refused with its
// error and stays as it was.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name string
		make func(t *testing.T, path string)
		want error
	}{
		{"a letter", func(t *testing.T, path string) {
			write(t, path, []byte(strings.Repeat("this is a letter, not a database\n", 400)))
		}, store.ErrCorrupt},
		{"another program's", func(t *testing.T, path string) {
			raw(t, path, `CREATE TABLE recipes (name TEXT)`, `INSERT INTO recipes VALUES ('pulla')`)
		}, sqlite.ErrForeign},
		{"a newer version's", func(t *testing.T, path string) {
			shut(t, open(t, path))
			raw(t, path, `INSERT INTO migrations (name) VALUES ('9999_later.sql')`)
		}, sqlite.ErrForeign},
		{"another history", func(t *testing.T, path string) {
			shut(t, open(t, path))
			raw(t, path, `UPDATE migrations SET name = '0000_other.sql' WHERE name LIKE '0001%'`)
		}, sqlite.ErrForeign},
		{"cut short", func(t *testing.T, path string) {
			shut(t, open(t, path))
			if err := os.Truncate(path, 5000); err != nil {
				t.Fatal(err)
			}
		}, store.ErrCorrupt},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "l.db")
			c.make(t, path)
			before := read(t, path)
			if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, c.want) {
				t.Errorf("open: %v, want %v", err, c.want)
			}
			if !bytes.Equal(read(t, path), before) {
				t.Error("the file was changed")
			}
			if _, err := sqlite.Open(t.Context(), path); errors.Is(err, sqlite.ErrLocked) {
				t.Error("a refused file stays locked")
			}
		})
	}
}

func TestOpenTellsWhy(t *testing.T) {
	dir := t.TempDir()
	if _, err := sqlite.Open(t.Context(), dir); err == nil {
		t.Error("a folder was opened as a database")
	}
	file := filepath.Join(dir, "file")
	write(t, file, nil)
	if _, err := sqlite.Open(t.Context(), filepath.Join(file, "l.db")); err == nil {
		t.Error("a file was taken for a folder")
	}
}

// TestDamagedRowsAreReported changes stored values behind the store's back.
func TestDamagedRowsAreReported(t *testing.T) {
	for _, damage := range storetest.Damages {
		t.Run(damage, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "l.db")
			s := open(t, path)
			storetest.Fill(t, s)
			shut(t, s)
			raw(t, path, damage)
			storetest.CheckCorrupt(t, open(t, path))
		})
	}
}

// TestRowsFromBeforeTheSums reads what an earlier version wrote.
func TestRowsFromBeforeTheSums(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s := open(t, path)
	storetest.Fill(t, s)
	shut(t, s)
	raw(t, path, `UPDATE conversations SET sum = NULL`, `UPDATE drafts SET sum = NULL`, `UPDATE entries SET sum = NULL`)
	s = open(t, path)
	_, _, err := s.Load(t.Context(), "a")
	_, errEntries := s.Entries(t.Context(), "a", 0, 10)
	if err := errors.Join(err, errEntries, s.Check(t.Context())); err != nil {
		t.Error(err)
	}
}

func TestCheckFindsWhatNoReaderSees(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	s := open(t, path)
	storetest.Fill(t, s)
	shut(t, s)
	raw(t, path, `INSERT INTO entries SELECT 'nobody', seq, at, kind, turn, client, data, sum FROM entries`)
	if err := open(t, path).Check(t.Context()); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("check: %v, want ErrCorrupt", err)
	}
}

// TestSchema holds the tables that the migrations lead to against a file that a
// newcomer can read.
func TestSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	shut(t, open(t, path))
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	var got string
	const query = `SELECT group_concat(sql, ';' || char(10) ORDER BY name) || ';' || char(10) FROM sqlite_schema WHERE sql IS NOT NULL`
	if err := db.QueryRow(query).Scan(&got); err != nil {
		t.Fatal(err)
	}
	golden := filepath.Join("testdata", "schema.sql")
	if *update {
		write(t, golden, []byte(got))
	}
	if want := string(read(t, golden)); got != want {
		t.Errorf("schema is\n%s\nwant\n%s", got, want)
	}
}

// TestCloseLeavesNothing runs a store in a bubble, which ends in a panic when a
// goroutine is left, and counts the files that the process has open.
func TestCloseLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "l.db")
	shut(t, open(t, path)) // what the libraries open once
	before := files(t)
	synctest.Test(t, func(t *testing.T) {
		s := open(t, path)
		if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
			t.Fatal(err)
		}
		if _, err := s.List(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := sqlite.Open(t.Context(), path); !errors.Is(err, sqlite.ErrLocked) {
			t.Errorf("second open: %v", err)
		}
		shut(t, s)
	})
	if after := files(t); after != before {
		t.Errorf("%d open files, %d before", after, before)
	}
}

func files(t *testing.T) int {
	t.Helper()
	open, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Fatal(err)
	}
	return len(open)
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
