package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
)

// batchMost is how many requests share one commit at the most.
const batchMost = 256

// writer takes what waits into one transaction and answers each request after the
// commit. Whoever finds nobody writing writes, also for those who come meanwhile: a
// goroutine of its own would have to be woken for each commit, and wake the caller.
type writer struct {
	db      *sql.DB
	conn    *sql.Conn // held, so that no statement lands outside the transaction
	queries *queries
	jobs    chan *job
	writing sync.Mutex   // held by the one who writes, and at the end for ever
	mu      sync.RWMutex // held for reading while a job is handed over
	ended   bool
}

// queries are the writer's prepared statements, all on its one connection.
type queries struct {
	begin, commit, rollback      *sql.Stmt
	savepoint, undo, release     *sql.Stmt
	insertHead, head, updateHead *sql.Stmt
	putDraft, insertEntry        *sql.Stmt
	eraseEntries, eraseDraft     *sql.Stmt
	eraseHead                    *sql.Stmt
}

// job is one request: it runs in a savepoint of its own. Whoever sets taken first
// decides: the writer that it runs, the caller that it does not.
type job struct {
	ctx   context.Context
	run   func(*queries) (int64, error)
	taken atomic.Bool
	seq   int64
	err   error
	ready chan struct{}
}

// newWriter makes the writer of a database, which it closes at the end.
func newWriter(ctx context.Context, db *sql.DB) (*writer, error) {
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	q := new(queries)
	if err := q.all().prepare(ctx, conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return &writer{db: db, conn: conn, queries: q, jobs: make(chan *job, batchMost)}, nil
}

// all pairs the statements with their texts.
func (q *queries) all() statements {
	return statements{
		`BEGIN IMMEDIATE`: &q.begin,
		`COMMIT`:          &q.commit,
		`ROLLBACK`:        &q.rollback,
		`SAVEPOINT job`:   &q.savepoint,
		`ROLLBACK TO job`: &q.undo,
		`RELEASE job`:     &q.release,
		`INSERT INTO conversations (id, created, updated, title, sum) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`: &q.insertHead,
		`SELECT seq, owed, updated, title FROM conversations WHERE id = ?`:                                           &q.head,
		`UPDATE conversations SET seq = ?, owed = ?, updated = ?, title = ? WHERE id = ?`:                            &q.updateHead,
		`INSERT INTO drafts (conversation, data, sum) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET data = excluded.data, sum = excluded.sum`: &q.putDraft,
		`INSERT INTO entries (conversation, seq, at, kind, turn, client, data, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`: &q.insertEntry,
		`DELETE FROM entries WHERE conversation = ?`:                                                                 &q.eraseEntries,
		`DELETE FROM drafts WHERE conversation = ?`:                                                                  &q.eraseDraft,
		`DELETE FROM conversations WHERE id = ?`:                                                                     &q.eraseHead,
	}
}

// statements are to be prepared, by their texts.
type statements map[string]**sql.Stmt

// preparer is a database or one connection to it.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

func (s statements) prepare(ctx context.Context, db preparer) error {
	for text, stmt := range s {
		var err error
		if *stmt, err = db.PrepareContext(ctx, text); err != nil {
			return errors.Join(fmt.Errorf("prepare %s: %w", text, err), s.close())
		}
	}
	return nil
}

func (s statements) close() error {
	var errs []error
	for _, stmt := range s {
		if *stmt != nil {
			errs = append(errs, (*stmt).Close())
		}
	}
	return errors.Join(errs...)
}

// do runs one request and returns when it is on disk or refused. A request whose
// context ends while it waits is not run; one that has begun is answered with
// what became of it.
func (w *writer) do(ctx context.Context, run func(*queries) (int64, error)) (int64, error) {
	j := &job{ctx: ctx, run: run, ready: make(chan struct{})}
	if err := w.submit(j); err != nil {
		return 0, err
	}
	if w.writing.TryLock() { // the first batch holds the caller's own job
		w.batch()
		w.writing.Unlock()
		if len(w.jobs) > 0 {
			go w.serve()
		}
	}
	select {
	case <-j.ready:
		return j.seq, j.err
	case <-ctx.Done():
	}
	if j.taken.CompareAndSwap(false, true) {
		return 0, ctx.Err()
	}
	<-j.ready
	return j.seq, j.err
}

func (w *writer) submit(j *job) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.ended {
		return ErrClosed
	}
	select {
	case w.jobs <- j:
		return nil
	case <-j.ctx.Done():
		return j.ctx.Err()
	}
}

// close serves what waits, then ends the writer.
func (w *writer) close() error {
	w.mu.Lock()
	w.ended = true
	w.mu.Unlock()
	w.writing.Lock()
	for len(w.jobs) > 0 {
		w.batch()
	}
	return errors.Join(w.queries.all().close(), w.conn.Close(), w.db.Close())
}

// serve writes until nothing waits or another writes. Who hands over a job while
// another writes need not write: the job is seen when that one looks again.
func (w *writer) serve() {
	for len(w.jobs) > 0 && w.writing.TryLock() {
		w.batch()
		w.writing.Unlock()
	}
}

// batch commits what waits and answers it.
func (w *writer) batch() {
	batch := w.gather()
	if err := w.commit(batch); err != nil {
		for _, j := range batch {
			j.seq, j.err = 0, err
		}
	}
	for _, j := range batch {
		close(j.ready)
	}
}

// gather takes what waits, without waiting for more, and leaves out what its caller has
// given up.
func (w *writer) gather() (batch []*job) {
	for len(batch) < batchMost {
		select {
		case j := <-w.jobs:
			if j.taken.CompareAndSwap(false, true) {
				batch = append(batch, j)
			}
		default:
			return batch
		}
	}
	return batch
}

// commit runs the batch in one transaction. When it fails, all of the batch has
// failed.
func (w *writer) commit(batch []*job) (err error) {
	if len(batch) == 0 {
		return nil
	}
	if _, err := w.queries.begin.Exec(); err != nil {
		return err
	}
	defer func() {
		if err != nil {
			// SQLite may have rolled back by itself: then there is nothing to undo.
			_, _ = w.queries.rollback.Exec()
		}
	}()
	if len(batch) == 1 { // its refusal undoes the whole
		if batch[0].seq, err = w.attempt(batch[0]); err != nil {
			return err
		}
	} else {
		for _, j := range batch {
			if err := w.inSavepoint(j); err != nil {
				return err
			}
		}
	}
	_, err = w.queries.commit.Exec()
	return err
}

// inSavepoint runs one job; its refusal undoes only its own writes. The error it
// returns is one of the transaction itself.
func (w *writer) inSavepoint(j *job) error {
	if _, err := w.queries.savepoint.Exec(); err != nil {
		return err
	}
	if j.seq, j.err = w.attempt(j); j.err != nil {
		if _, err := w.queries.undo.Exec(); err != nil {
			return errors.Join(j.err, err)
		}
	}
	_, err := w.queries.release.Exec()
	return err
}

// attempt runs the job unless its caller has given it up; a panic in it is its own failure and not the writer's.
func (w *writer) attempt(j *job) (seq int64, err error) {
	if err := j.ctx.Err(); err != nil {
		return 0, err
	}
	defer func() {
		if p := recover(); p != nil {
			seq, err = 0, fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return j.run(w.queries)
}
