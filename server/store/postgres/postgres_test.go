package postgres_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"luonnos/server/store"
	"luonnos/server/store/pgtest"
	"luonnos/server/store/postgres"
	"luonnos/server/store/storetest"
	"luonnos/tools/plan"
)

func open(t testing.TB, url string) *postgres.Store {
	t.Helper()
	s, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// connect returns a connection beside the store.
func connect(t testing.TB, url string) *pgx.Conn {
	t.Helper()
	conn, err := pgx.Connect(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = conn.Close(context.WithoutCancel(t.Context())) })
	return conn
}

func exec(t testing.TB, conn *pgx.Conn, statement string) {
	t.Helper()
	if _, err := conn.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func TestConformance(t *testing.T) {
	storetest.Run(t, func(t *testing.T) store.Store { return open(t, pgtest.Database(t)) })
}

func BenchmarkAppend(b *testing.B) {
	storetest.Benchmark(b, func(b *testing.B) store.Store { return open(b, pgtest.Database(b)) })
}

// BenchmarkLease measures what a node does around its work.
func BenchmarkLease(b *testing.B) {
	s := open(b, pgtest.Database(b))
	if err := s.Create(b.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		l, _, err := s.Acquire(b.Context(), "a", time.Minute)
		if err == nil {
			err = l.Release(b.Context())
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}

// TestNodesStartTogether holds that nodes which open an empty database at once
// migrate it once.
func TestNodesStartTogether(t *testing.T) {
	url := pgtest.Database(t)
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			s, err := postgres.Open(t.Context(), url)
			if err != nil {
				t.Error(err)
				return
			}
			_ = s.Close()
		})
	}
	wg.Wait()
}

// TestKeysBeginWithThePlan holds that every table can be distributed by the
// conversation's id.
func TestKeysBeginWithThePlan(t *testing.T) {
	url := pgtest.Database(t)
	open(t, url)
	rows, err := connect(t, url).Query(t.Context(), `
		SELECT c.relname || ' ' || coalesce(a.attname, 'without a key')
		FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisunique
		LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]
		WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'migrations'`)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(keys) < 4 {
		t.Fatalf("keys %v (%v)", keys, err)
	}
	for _, key := range keys {
		switch key {
		case "conversations id", "drafts conversation", "entries conversation":
		default:
			t.Errorf("key %s", key)
		}
	}
}

// TestRefused opens databases that are not to be used.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		name, statement string
		want            error
	}{
		{"a newer version's", `INSERT INTO migrations VALUES ('9999_later.sql')`, postgres.ErrForeign},
		{"not durable", `ALTER ROLE postgres IN DATABASE %s SET synchronous_commit = off`, postgres.ErrUnsafe},
	} {
		t.Run(c.name, func(t *testing.T) {
			url := pgtest.Database(t)
			open(t, url)
			conn := connect(t, url)
			exec(t, conn, strings.ReplaceAll(c.statement, "%s", conn.Config().Database))
			if _, err := postgres.Open(t.Context(), url); !errors.Is(err, c.want) {
				t.Errorf("open: %v, want %v", err, c.want)
			}
		})
	}
	if _, err := postgres.Open(t.Context(), "postgres://nobody:hush@127.0.0.1:1/x"); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("without a server: %v", err)
	}
}

// TestDamagedRowsAreReported changes stored values behind the store's back.
func TestDamagedRowsAreReported(t *testing.T) {
	for _, damage := range storetest.Damages {
		t.Run(damage, func(t *testing.T) {
			url := pgtest.Database(t)
			s := open(t, url)
			storetest.Fill(t, s)
			exec(t, connect(t, url), damage)
			storetest.CheckCorrupt(t, s)
		})
	}
}

// TestWatch holds that a node hears of another's appends and of what it says, not of
// its own words, and learns that its connection was cut.
func TestWatch(t *testing.T) {
	url := pgtest.Database(t)
	here, there := open(t, url), open(t, url)
	news, ended := make(chan store.News, 100), make(chan error, 1)
	go func() { ended <- here.Watch(t.Context(), func(n store.News) { news <- n }) }()
	if first := <-news; first != (store.News{}) {
		t.Fatalf("first told %+v, want that something may have been missed", first)
	}
	const id = "an odd id"
	if err := there.Create(t.Context(), id, plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	for seq := range int64(3) {
		if _, err := there.Append(t.Context(), id, seq, nil, store.Entry{At: time.Now(), Kind: store.KindReply}); err != nil {
			t.Fatal(err)
		}
	}
	for n := (store.News{}); n.Seq < 3; {
		if n = <-news; n.ID != id || n.Words != "" {
			t.Fatalf("told %+v", n)
		}
	}
	here.Say(id, "of its own")
	there.Say(id, strings.Repeat("x", store.MaxWords+1))
	there.Say(id, "two\nlines")
	if n := <-news; n != (store.News{ID: id, Words: "two\nlines"}) {
		t.Errorf("told %+v", n)
	}
	exec(t, connect(t, url), `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%'`)
	if err := <-ended; err == nil || errors.Is(err, context.Canceled) {
		t.Errorf("watch ended with %v", err)
	}
}

// TestTakenBetweenNodes holds that a lease counts on every node.
func TestTakenBetweenNodes(t *testing.T) {
	url := pgtest.Database(t)
	here, there := open(t, url), open(t, url)
	if err := here.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	mine, _, err := here.Acquire(t.Context(), "a", time.Nanosecond)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := there.Acquire(t.Context(), "a", time.Hour); err != nil {
		t.Fatalf("a dead node's lease is not taken over: %v", err)
	}
	if _, _, err := here.Acquire(t.Context(), "a", time.Hour); !errors.Is(err, store.ErrHeld) {
		t.Errorf("acquire: %v, want ErrHeld", err)
	}
	if _, err := mine.Append(t.Context(), 0, nil, store.Entry{At: time.Now(), Kind: store.KindReply}); !errors.Is(err, store.ErrStale) {
		t.Errorf("append: %v, want ErrStale", err)
	}
}

// TestNodeTakesItsOwnLeases: a node that has died and starts again does not wait for
// itself; another does.
func TestNodeTakesItsOwnLeases(t *testing.T) {
	url := pgtest.Database(t)
	named := func(node string) *postgres.Store {
		s := open(t, url)
		s.Name(node)
		return s
	}
	before := named("n1")
	if err := before.Create(t.Context(), "a", plan.NewDraft(plan.FI), time.Now()); err != nil {
		t.Fatal(err)
	}
	old, _, err := before.Acquire(t.Context(), "a", time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	owed := store.Entry{At: time.Now(), Kind: store.KindMessage, ClientID: "c1", Data: []byte(`"x"`)}
	if _, err := old.Append(t.Context(), 0, nil, owed); err != nil {
		t.Fatal(err)
	}
	for _, other := range []*postgres.Store{before, named("n"), named("n10"), open(t, url)} {
		if _, _, err := other.Acquire(t.Context(), "a", time.Hour); !errors.Is(err, store.ErrHeld) {
			t.Errorf("another's acquire: %v, want ErrHeld", err)
		}
		if ids, err := other.Owed(t.Context()); err != nil || len(ids) > 0 {
			t.Errorf("owed for another: %v, %v", ids, err)
		}
	}
	after := named("n1")
	if ids, err := after.Owed(t.Context()); err != nil || len(ids) != 1 {
		t.Errorf("owed after the restart: %v, %v", ids, err)
	}
	if _, seq, err := after.Acquire(t.Context(), "a", time.Hour); err != nil || seq != 1 {
		t.Errorf("acquire after the restart: %d, %v", seq, err)
	}
	if _, err := old.Append(t.Context(), 1, nil, owed); !errors.Is(err, store.ErrStale) {
		t.Errorf("append of the process that has died: %v, want ErrStale", err)
	}
}
