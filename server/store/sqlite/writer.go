package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// batchMost is how many appends share one commit at the most.
const batchMost = 256

// writer is the one goroutine that writes. It takes what waits into one
// transaction and answers each request after the commit.
type writer struct {
	db    *sql.DB
	jobs  chan *job
	done  chan struct{}
	mu    sync.RWMutex // held for reading while a job is handed over
	ended bool
}

// job is one request: it runs in a savepoint of its own.
type job struct {
	ctx   context.Context
	run   func(*sql.Tx) (int64, error)
	seq   int64
	err   error
	ready chan struct{}
}

func newWriter(db *sql.DB) *writer {
	w := &writer{db: db, jobs: make(chan *job, batchMost), done: make(chan struct{})}
	go w.loop()
	return w
}

// do runs one request and returns when it is on disk or refused. A request whose
// context ends while it waits is not run; one that has begun is answered with
// what became of it.
func (w *writer) do(ctx context.Context, run func(*sql.Tx) (int64, error)) (int64, error) {
	j := &job{ctx: ctx, run: run, ready: make(chan struct{})}
	if err := w.submit(ctx, j); err != nil {
		return 0, err
	}
	<-j.ready
	return j.seq, j.err
}

func (w *writer) submit(ctx context.Context, j *job) error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.ended {
		return ErrClosed
	}
	select {
	case w.jobs <- j:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) close() error {
	w.mu.Lock()
	ended := w.ended
	w.ended = true
	w.mu.Unlock()
	if ended {
		return nil
	}
	close(w.jobs)
	<-w.done
	return w.db.Close()
}

func (w *writer) loop() {
	defer close(w.done)
	for first := range w.jobs {
		batch := w.gather(first)
		w.commit(batch)
		for _, j := range batch {
			close(j.ready)
		}
	}
}

// gather takes what waits behind the first job without waiting for more.
func (w *writer) gather(first *job) []*job {
	batch := []*job{first}
	for len(batch) < batchMost {
		select {
		case j, ok := <-w.jobs:
			if !ok {
				return batch
			}
			batch = append(batch, j)
		default:
			return batch
		}
	}
	return batch
}

// commit runs the batch in one transaction. When the commit fails, all of the
// batch has failed.
func (w *writer) commit(batch []*job) {
	tx, err := w.db.Begin()
	if err != nil {
		fail(batch, err)
		return
	}
	for _, j := range batch {
		if err := inSavepoint(tx, j); err != nil {
			fail(batch, errors.Join(err, tx.Rollback()))
			return
		}
	}
	if err := tx.Commit(); err != nil {
		fail(batch, err)
	}
}

func fail(batch []*job, err error) {
	for _, j := range batch {
		j.seq, j.err = 0, err
	}
}

// inSavepoint runs one job; its refusal undoes only its own writes. The error it
// returns is one of the transaction itself.
func inSavepoint(tx *sql.Tx, j *job) error {
	if j.err = j.ctx.Err(); j.err != nil {
		return nil
	}
	if _, err := tx.Exec(`SAVEPOINT job`); err != nil {
		return err
	}
	if j.seq, j.err = j.run(tx); j.err != nil {
		if _, err := tx.Exec(`ROLLBACK TO job`); err != nil {
			return err
		}
	}
	_, err := tx.Exec(`RELEASE job`)
	return err
}
