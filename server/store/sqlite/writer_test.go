package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// opened returns a store with the conversation "a".
func opened(t *testing.T) *Store {
	t.Helper()
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "l.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if err := s.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	return s
}

func reply(client string) store.Entry {
	return store.Entry{At: time.Now(), Kind: store.KindReply, ClientID: client, Data: []byte(`"x"`)}
}

// held keeps the writer busy until the returned function is called.
func held(t *testing.T, s *Store) (let func()) {
	t.Helper()
	began, hold := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, err := s.writer.do(context.Background(), func(*queries) (int64, error) {
			close(began)
			<-hold
			return 0, nil
		})
		if err != nil {
			t.Errorf("the holding job: %v", err)
		}
	})
	<-began
	return sync.OnceFunc(func() { close(hold); wg.Wait() })
}

// enqueue starts an append and returns when it waits for the writer, which must
// be held.
func enqueue(ctx context.Context, s *Store, after int64, entries ...store.Entry) (result chan error) {
	waiting := len(s.writer.jobs)
	result = make(chan error, 1)
	go func() {
		_, err := s.Append(ctx, "a", after, nil, entries...)
		result <- err
	}()
	for len(s.writer.jobs) == waiting && len(result) == 0 {
		runtime.Gosched() // the queue grows without a signal
	}
	return result
}

func seqOf(t *testing.T, s *Store) int64 {
	t.Helper()
	c, _, err := s.Load(t.Context(), "a")
	if err != nil {
		t.Fatal(err)
	}
	return c.Seq
}

func TestDurableSettings(t *testing.T) {
	s := opened(t)
	for pragma, want := range map[string]string{"synchronous": "2", "journal_mode": "wal", "foreign_keys": "1", "busy_timeout": "5000"} {
		var got string
		if err := s.writer.conn.QueryRowContext(t.Context(), "PRAGMA "+pragma).Scan(&got); err != nil || got != want {
			t.Errorf("%s = %s (%v), want %s", pragma, got, err, want)
		}
	}
	if _, err := s.reads.Exec(`DELETE FROM drafts`); err == nil {
		t.Error("a connection for reads can write")
	}
}

// TestBatch holds that requests which share a commit do not harm each other.
func TestBatch(t *testing.T) {
	s := opened(t)
	let := held(t, s)
	first := enqueue(t.Context(), s, 0, reply("c1"))
	conflict := enqueue(t.Context(), s, 0, reply("c2"))
	duplicate := enqueue(t.Context(), s, 1, reply("c3"), reply("c1"))
	last := enqueue(t.Context(), s, 1, reply("c3"))
	let()
	for name, c := range map[string]struct {
		got  chan error
		want error
	}{
		"first": {first, nil}, "conflict": {conflict, store.ErrConflict},
		"duplicate": {duplicate, store.ErrDuplicate}, "last": {last, nil},
	} {
		if err := <-c.got; !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	if seq := seqOf(t, s); seq != 2 {
		t.Errorf("seq = %d, want 2", seq)
	}
}

// TestGivenUpWhileWaiting holds that a caller does not wait for a busy writer and
// that its request is not run later.
func TestGivenUpWhileWaiting(t *testing.T) {
	s := opened(t)
	let := held(t, s)
	defer let()
	ctx, cancel := context.WithCancel(t.Context())
	waiting := enqueue(ctx, s, 0, reply("c1"))
	cancel()
	if err := <-waiting; !errors.Is(err, context.Canceled) {
		t.Errorf("append: %v, want context.Canceled", err)
	}
	let()
	if seq, err := s.Append(t.Context(), "a", 0, nil, reply("c1")); seq != 1 || err != nil {
		t.Errorf("the next append: %d, %v", seq, err)
	}
}

// TestFullQueue holds that a caller which finds no room waits only as long as its
// context, and that Close serves what waits.
func TestFullQueue(t *testing.T) {
	s := opened(t)
	let := held(t, s)
	defer let()
	var waiting []chan error
	for i := range batchMost {
		waiting = append(waiting, enqueue(t.Context(), s, int64(i), reply("")))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Append(ctx, "a", batchMost, nil, reply("")); !errors.Is(err, context.Canceled) {
		t.Errorf("append to a full queue: %v, want context.Canceled", err)
	}
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	let()
	if err := <-closed; err != nil {
		t.Errorf("close: %v", err)
	}
	stored := 0
	for _, w := range waiting {
		if err := <-w; err == nil {
			stored++
		}
	}
	if stored != batchMost {
		t.Errorf("%d of %d waiting appends were served", stored, batchMost)
	}
	if _, err := s.Append(t.Context(), "a", batchMost, nil, reply("")); !errors.Is(err, ErrClosed) {
		t.Errorf("append after close: %v, want ErrClosed", err)
	}
	if _, err := s.List(t.Context()); !errors.Is(err, ErrClosed) {
		t.Errorf("list after close: %v, want ErrClosed", err)
	}
}

// TestFailedCommit makes a commit fail, together with one that is innocent:
// neither is acknowledged, and the store goes on.
func TestFailedCommit(t *testing.T) {
	s := opened(t)
	let := held(t, s)
	innocent := enqueue(t.Context(), s, 0, reply("c1"))
	bad := make(chan error, 1)
	go func() {
		_, err := s.writer.do(t.Context(), func(q *queries) (int64, error) {
			if _, err := s.writer.conn.ExecContext(t.Context(), `PRAGMA defer_foreign_keys = ON`); err != nil {
				return 0, err
			}
			return 1, insert(q, "nobody", 0, reply(""))
		})
		bad <- err
	}()
	for len(s.writer.jobs) < 2 {
		runtime.Gosched()
	}
	let()
	for name, got := range map[string]chan error{"bad": bad, "innocent": innocent} {
		if err := <-got; err == nil {
			t.Errorf("%s was acknowledged without a commit", name)
		}
	}
	if seq := seqOf(t, s); seq != 0 {
		t.Errorf("seq = %d after a failed commit, want 0", seq)
	}
	if seq, err := s.Append(t.Context(), "a", 0, nil, reply("c1")); seq != 1 || err != nil {
		t.Errorf("the next append: %d, %v", seq, err)
	}
}

// TestFullDisk holds that an append for which there is no room is refused whole
// and that the store goes on when there is room again.
func TestFullDisk(t *testing.T) {
	s := opened(t)
	limit := func(pages int) {
		if _, err := s.writer.conn.ExecContext(t.Context(), fmt.Sprint("PRAGMA max_page_count = ", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(64)
	big := reply("c1")
	big.Data = []byte(`"` + strings.Repeat("x", 1<<20) + `"`)
	if _, err := s.Append(t.Context(), "a", 0, plan.NewDraft(plan.SV), reply("c0"), big); err == nil {
		t.Fatal("an append without room was acknowledged")
	}
	if c, d, err := s.Load(t.Context(), "a"); err != nil || c.Seq != 0 || d.Lang != plan.FI {
		t.Errorf("after a refused append: %+v, draft in %s (%v)", c, d.Lang, err)
	}
	if seq, err := s.Append(t.Context(), "a", 0, nil, reply("c0")); seq != 1 || err != nil {
		t.Errorf("an append with room: %d, %v", seq, err)
	}
	limit(1 << 20)
	if seq, err := s.Append(t.Context(), "a", 1, nil, big); seq != 2 || err != nil {
		t.Errorf("with room again: %d, %v", seq, err)
	}
}

func TestPanicIsOneRequestsOwn(t *testing.T) {
	s := opened(t)
	_, err := s.writer.do(t.Context(), func(q *queries) (int64, error) {
		if err := insert(q, "a", 0, reply("")); err != nil {
			t.Error(err)
		}
		panic("odd")
	})
	if err == nil || !strings.Contains(err.Error(), "odd") {
		t.Errorf("a panicking request: %v", err)
	}
	if seq, err := s.Append(t.Context(), "a", 0, nil, reply("")); seq != 1 || err != nil {
		t.Errorf("the next append: %d, %v", seq, err)
	}
}

// TestSentinels holds which errors of the driver get which sentinel.
func TestSentinels(t *testing.T) {
	s := opened(t)
	path := filepath.Join(t.TempDir(), "busy.db")
	begin := func() (*sql.DB, error) {
		db, err := sql.Open("sqlite", path)
		if err != nil {
			t.Fatal(err)
		}
		db.SetMaxOpenConns(1)
		t.Cleanup(func() { _ = db.Close() })
		_, err = db.Exec(`BEGIN IMMEDIATE`)
		return db, err
	}
	if _, err := begin(); err != nil {
		t.Fatal(err)
	}
	if _, err := begin(); !errors.Is(classify(err), ErrLocked) {
		t.Errorf("a second writer: %v, want ErrLocked", classify(err))
	}
	_, err := s.writer.conn.ExecContext(t.Context(), `INSERT INTO entries SELECT 'a', 1, 0, '', '', '', x'', 0`)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Append(t.Context(), "a", 0, nil, reply("")); err == nil || errors.Is(err, store.ErrDuplicate) {
		t.Errorf("a number that is taken: %v, want no ErrDuplicate", err)
	}
}
