// Package sqlite keeps conversations in one SQLite file: the default store, pure
// Go, without a database server.
//
// There is one writer, which takes all waiting appends into one transaction
// (group commit), each in its own savepoint, and answers them after the commit.
// The file is in WAL mode with synchronous=FULL: each commit is on the disk before
// it is acknowledged. Reads use connections of their own and never wait for the
// writer. One process owns a file; a second one is refused with [ErrLocked]. The
// file must lie on a local disk: locks and shared memory of network folders can't
// be trusted.
//
// # Figures
//
// BenchmarkAppend on 2 virtual cores whose disk answers an fsync in about 0.1 ms.
// The machine was shared with other work; each range is the best and the worst
// run. Each conversation appends again as soon as it is answered, so with 200 the
// time is that of a full queue. A turn is 5 entries with a draft of 20 KB.
//
//	what      conversations   appends/s      p50 ms      p99 ms
//	message               1   450-6,800      0.1-0.7     0.3-9.5
//	message             200   9,300-23,000   8-19        14-68
//	turn                  1   890-3,800      0.2-0.4     0.6-7.2
//	turn                200   1,200-4,200    48-153      62-447
//
// With 200 conversations, 2,000 appends took some 200 fsyncs.
//
// # Decisions
//
// Group commit without a pause: to wait for company would cost a lone writer time,
// and under load the queue fills by itself while a commit runs.
//
// The head of a conversation and its draft are two tables: SQLite rewrites a whole
// row, and most appends change the head alone.
//
// The writer's statements are prepared on one held connection. A pool could
// replace a broken connection in the middle of a transaction, and what follows
// would then be stored outside of it.
//
// A file that is not ours is refused before anything in it is changed. Damage
// inside a stored value is not looked for when the file is opened, since that
// would read all of it: each row has a check number, by which whoever reads the
// row finds the damage ([store.ErrCorrupt]), and [Store.Check] looks at the whole file.
// The write-ahead log that a killed process has left is read when the file is opened:
// SQLite would drop what follows a damaged frame. See [Log].
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"sync/atomic"

	"luonnos/server/store"
)

// Store is a [store.Store] in one file.
type Store struct {
	reads    *sql.DB
	readings readings
	writer   *writer
	lock     *os.File
	leases   leases
	closed   atomic.Bool
}

var _ store.Store = (*Store)(nil)

// Open opens or makes the database file at path and brings its tables up to
// date. The files that it makes are readable by the owner only. A file that is
// refused is left as it was. Errors: [ErrLocked], [ErrForeign],
// [store.ErrCorrupt].
func Open(ctx context.Context, path string) (*Store, error) {
	s, err := open(ctx, path)
	if err != nil {
		return nil, fmt.Errorf("sqlite: open %s: %w", path, classify(err))
	}
	return s, nil
}

func open(ctx context.Context, path string) (_ *Store, err error) {
	if path, err = resolve(path); err != nil {
		return nil, err
	}
	s := &Store{leases: leases{latest: map[string]*lease{}, seqs: map[string]int64{}}}
	if s.lock, err = lock(path); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	if err := private(path); err != nil {
		return nil, err
	}
	if _, err := Log(path); err != nil {
		return nil, err
	}
	if s.writer, err = openWriter(ctx, path); err != nil {
		return nil, err
	}
	s.reads, err = connect(ctx, path, max(2, runtime.NumCPU()), "query_only(1)")
	if err != nil {
		return nil, err
	}
	return s, s.readings.all().prepare(ctx, s.reads)
}

// openWriter looks at the file before it changes anything in it.
func openWriter(ctx context.Context, path string) (_ *writer, err error) {
	db, err := connect(ctx, path, 1, "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)", "journal_size_limit(67108864)")
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, db.Close())
		}
	}()
	names, err := pending(ctx, db)
	if err != nil {
		return nil, err
	}
	var mode string
	if err := db.QueryRowContext(ctx, `PRAGMA journal_mode = WAL`).Scan(&mode); err != nil {
		return nil, err
	}
	if mode != "wal" {
		return nil, fmt.Errorf("journal mode is %s: the folder can't hold a write-ahead log", mode)
	}
	if err := migrate(ctx, db, names); err != nil {
		return nil, err
	}
	return newWriter(ctx, db)
}

func connect(ctx context.Context, path string, conns int, pragmas ...string) (*sql.DB, error) {
	query := url.Values{"_txlock": {"immediate"}, "_pragma": append(pragmas, "busy_timeout(5000)")}
	file := url.URL{Scheme: "file", Opaque: url.PathEscape(path), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", file.String())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	db.SetMaxIdleConns(conns)
	if err := db.PingContext(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

// Close implements [store.Store].
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return nil
	}
	var errs []error
	if s.reads != nil {
		errs = append(errs, s.readings.all().close(), s.reads.Close())
	}
	if s.writer != nil { // the last to go: it writes the log back into the file
		errs = append(errs, s.writer.close())
	}
	return errors.Join(append(errs, s.lock.Close())...)
}
