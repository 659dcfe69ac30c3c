package postgres

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"

	"luonnos/server/store"
)

const (
	channel = "luonnos"
	// quiet is how long a watcher trusts its connection. It is also how late an
	// append is seen whose node dies before it has told of it.
	quiet = 30 * time.Second
)

// Limits of what is said.
const (
	maxSaid = 1000                  // words that wait; more are lost
	breath  = 50 * time.Millisecond // between two times that words are sent
)

// herald tells the other nodes of committed appends and of what is said, much at a
// time. It does so after the commit: a NOTIFY inside of it would have all appends of
// the database commit one after the other, and under Citus it would reach nobody.
type herald struct {
	pool *pgxpool.Pool
	wake chan struct{}
	done chan struct{}

	mu    sync.Mutex
	news  map[string]int64 // last entry, by conversation
	said  []string         // payloads of what is said
	ended bool
}

func newHerald(pool *pgxpool.Pool) *herald {
	h := &herald{pool: pool, wake: make(chan struct{}, 1), done: make(chan struct{}), news: map[string]int64{}}
	go h.work()
	return h
}

// tell has the other nodes told.
func (h *herald) tell(id string, seq int64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.news[id] = max(h.news[id], seq)
	h.signal()
}

// say passes a payload on.
func (h *herald) say(payload string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.said) < maxSaid {
		h.said = append(h.said, payload)
		h.signal()
	}
}

// signal wakes the worker. The lock is held.
func (h *herald) signal() {
	if h.ended {
		return
	}
	select {
	case h.wake <- struct{}{}:
	default:
	}
}

// close tells what is left and ends the worker.
func (h *herald) close() {
	h.mu.Lock()
	if !h.ended {
		h.ended = true
		close(h.wake)
	}
	h.mu.Unlock()
	<-h.done
}

func (h *herald) work() {
	defer close(h.done)
	for range h.wake {
		if h.send() { // an answer comes in many pieces
			time.Sleep(breath)
		}
	}
	h.send()
}

// send tells all news and reports whether anything was said. What can't be sent the
// other nodes find by themselves, or do without.
func (h *herald) send() (said bool) {
	h.mu.Lock()
	news, words := h.news, h.said
	h.news, h.said = map[string]int64{}, nil
	h.mu.Unlock()
	said = len(words) > 0
	for id, seq := range news {
		words = append(words, fmt.Sprint(seq, " ", id))
	}
	if len(words) == 0 {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitLimit)
	defer cancel()
	// Nothing is lost with it that is worth waiting for the disk.
	const statement = `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, word) FROM unnest($2::text[]) AS word`
	_, _ = h.pool.Exec(ctx, statement, channel, words)
	return said
}

// Say implements [store.Store]. A node that is alone says nothing.
func (s *Store) Say(id, words string) {
	if len(words) <= store.MaxWords && !s.company.missing(time.Now()) {
		s.say(id, words)
	}
}

func (s *Store) say(id, words string) {
	s.herald.say(strings.Join([]string{s.start, id, words}, "\n"))
}

// Watch implements [store.Store]. After it has connected, and from time to time
// when the connection is found alive, it says that something may have been missed,
// and tells the other nodes that it is there.
func (s *Store) Watch(ctx context.Context, heard func(store.News)) error {
	s.company.watch(time.Now())
	defer s.company.watch(time.Time{})
	err := Listen(ctx, s.pool.Config().ConnConfig, channel, func(payload string) {
		if payload == "" {
			s.say("", "")
		}
		if news, ok := s.news(payload); ok {
			heard(news)
		}
	})
	return wrap("watch", "", err)
}

// news is what a notification means; ok is false when it tells nothing, or nothing
// that this node does not know.
func (s *Store) news(payload string) (news store.News, ok bool) {
	if from, said, isSaid := strings.Cut(payload, "\n"); isSaid {
		if from == s.start {
			return news, false
		}
		s.company.hear(time.Now())
		news.ID, news.Words, _ = strings.Cut(said, "\n")
		return news, news.ID != ""
	}
	seq, id, _ := strings.Cut(payload, " ")
	_, err := fmt.Sscan(seq, &news.Seq)
	news.ID = id
	return news, err == nil || payload == "" // else it is not ours
}

// Listen passes the notifications of a channel on until the connection fails or
// ctx ends. After it has connected, and from time to time when the connection is
// found alive, it passes on "": something may have been missed.
func Listen(ctx context.Context, config *pgx.ConnConfig, channel string, heard func(payload string)) error {
	conn, err := pgx.ConnectConfig(ctx, config)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close(context.WithoutCancel(ctx)) }()
	if _, err := conn.Exec(ctx, "LISTEN "+channel); err != nil {
		return err
	}
	for {
		heard("")
		if err := hear(ctx, conn, heard); err != nil {
			return err
		}
	}
}

// hear passes notifications on for a while and then tries whether the connection
// is alive.
func hear(ctx context.Context, conn *pgx.Conn, heard func(payload string)) error {
	until, cancel := context.WithTimeout(ctx, quiet)
	defer cancel()
	for {
		n, err := conn.WaitForNotification(until)
		switch {
		case err == nil:
			heard(n.Payload)
			continue
		case ctx.Err() != nil:
			return ctx.Err()
		case !pgconn.Timeout(err):
			return err
		}
		alive, stop := context.WithTimeout(ctx, pingLimit)
		defer stop()
		return conn.Ping(alive)
	}
}
