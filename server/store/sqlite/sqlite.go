// Package sqlite keeps conversations in one SQLite file: the default store, pure
// Go, without a database server.
//
// There is one writer, which takes all waiting appends into one transaction
// (group commit), each in its own savepoint, and answers them after the commit.
// The file is in WAL mode with synchronous=FULL: what was acknowledged survives
// a power cut. Reads use connections of their own and never wait for the writer.
// One process owns a file; a second one is refused with [ErrLocked].
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"time"

	_ "modernc.org/sqlite" // the database/sql driver "sqlite"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// ErrClosed says that the store has been closed.
var ErrClosed = errors.New("sqlite: store is closed")

// Store is a [store.Store] in one file.
type Store struct {
	reads  *sql.DB
	writer *writer
	lock   *os.File
}

var _ store.Store = (*Store)(nil)

// Open opens or makes the database file at path and brings its tables up to
// date. The file and what lies beside it are readable by the owner only.
func Open(ctx context.Context, path string) (_ *Store, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, fmt.Errorf("sqlite: open: %w", err)
	}
	held, err := lock(path)
	if err != nil {
		return nil, err
	}
	s := &Store{lock: held}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if err := private(path); err != nil {
		return nil, err
	}
	writes, err := open(ctx, path, "immediate", 1)
	if err != nil {
		return nil, err
	}
	s.writer = newWriter(writes)
	if err := migrate(ctx, writes); err != nil {
		return nil, err
	}
	if s.reads, err = open(ctx, path, "deferred", max(2, runtime.NumCPU())); err != nil {
		return nil, err
	}
	return s, nil
}

// private makes the file with owner-only rights before SQLite does.
func private(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("sqlite: open: %w", err)
	}
	return f.Close()
}

func open(ctx context.Context, path, lock string, conns int) (*sql.DB, error) {
	query := url.Values{"_txlock": {lock}, "_pragma": {
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)",
	}}
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: query.Encode()}).String())
	if err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, err)
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("sqlite: open %s: %w", path, err), db.Close())
	}
	return db, nil
}

// Create implements [store.Store].
func (s *Store) Create(ctx context.Context, id string, draft *plan.Draft, at time.Time) error {
	_, err := s.writer.do(ctx, func(tx *sql.Tx) (int64, error) {
		const insert = `INSERT INTO conversations (id, created, updated, title, draft) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`
		done, err := tx.Exec(insert, id, at.UnixNano(), at.UnixNano(), draft.Plan.Target.Title, draft.JSON())
		if err != nil {
			return 0, err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return 0, errors.Join(store.ErrExists, err)
		}
		return 0, nil
	})
	return wrap("create", id, err)
}

// Append implements [store.Store].
func (s *Store) Append(ctx context.Context, id string, after int64, draft *plan.Draft, entries ...store.Entry) (int64, error) {
	var data []byte
	if draft != nil {
		data = draft.JSON()
	}
	seq, err := s.writer.do(ctx, func(tx *sql.Tx) (int64, error) { return appendTo(tx, id, after, draft, data, entries) })
	return seq, wrap("append", id, err)
}

func appendTo(tx *sql.Tx, id string, after int64, draft *plan.Draft, data []byte, entries []store.Entry) (int64, error) {
	var seq, updated int64
	var owed bool
	err := tx.QueryRow(`SELECT seq, owed, updated FROM conversations WHERE id = ?`, id).Scan(&seq, &owed, &updated)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return 0, store.ErrNotFound
	case err != nil:
		return 0, err
	case seq != after:
		return 0, store.ErrConflict
	}
	for _, e := range entries {
		seq++
		if err := insert(tx, id, seq, e); err != nil {
			return 0, err
		}
		owed = owes(owed, e.Kind)
		updated = max(updated, e.At.UnixNano())
	}
	if _, err := tx.Exec(`UPDATE conversations SET seq = ?, owed = ?, updated = ? WHERE id = ?`, seq, owed, updated, id); err != nil {
		return 0, err
	}
	if draft != nil {
		if _, err := tx.Exec(`UPDATE conversations SET draft = ?, title = ? WHERE id = ?`, data, draft.Plan.Target.Title, id); err != nil {
			return 0, err
		}
	}
	return seq, nil
}

// owes tells whether a turn is owed after an entry of the kind.
func owes(before bool, k store.Kind) bool {
	switch k {
	case store.KindMessage:
		return true
	case store.KindDone:
		return false
	default:
		return before
	}
}

func insert(tx *sql.Tx, id string, seq int64, e store.Entry) error {
	if e.ClientID != "" {
		var taken int
		const count = `SELECT count(*) FROM entries WHERE conversation = ? AND client = ? AND client <> ''`
		if err := tx.QueryRow(count, id, e.ClientID).Scan(&taken); err != nil {
			return err
		}
		if taken > 0 {
			return store.ErrDuplicate
		}
	}
	const insert = `INSERT INTO entries (conversation, seq, at, kind, turn, client, data) VALUES (?, ?, ?, ?, ?, ?, ?)`
	data := e.Data
	if data == nil {
		data = []byte("null")
	}
	_, err := tx.Exec(insert, id, seq, e.At.UnixNano(), string(e.Kind), e.Turn, e.ClientID, []byte(data))
	return err
}

// Close implements [store.Store].
func (s *Store) Close() error {
	var errs []error
	if s.writer != nil {
		errs = append(errs, s.writer.close())
	}
	if s.reads != nil {
		errs = append(errs, s.reads.Close())
	}
	if s.lock != nil {
		errs = append(errs, s.lock.Close())
		s.lock = nil
	}
	return errors.Join(errs...)
}

func wrap(op, id string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("store: %s %s: %w", op, id, err)
}
