package postgres

import (
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/server/store/pgtest"
)

func TestCompany(t *testing.T) {
	now := time.Now()
	ago := func(d time.Duration) time.Time { return now.Add(-d) }
	for name, c := range map[string]struct {
		since, heard time.Time
		missing      bool
	}{
		"does not watch":          {time.Time{}, time.Time{}, false},
		"does not watch any more": {time.Time{}, ago(time.Hour), false},
		"has just begun":          {ago(time.Second), time.Time{}, false},
		"began again":             {ago(time.Second), ago(time.Hour), false},
		"has heard nobody":        {ago(time.Hour), time.Time{}, true},
		"has heard somebody":      {ago(time.Hour), ago(quiet + time.Second), false},
		"of whom nothing came":    {ago(time.Hour), ago(alone + time.Second), true},
	} {
		node := company{since: c.since, heard: c.heard}
		if got := node.missing(now); got != c.missing {
			t.Errorf("who %s: nobody listens %v, want %v", name, got, c.missing)
		}
	}
}

// TestNodeAloneSaysNothing: the pieces of a reply cost the database nothing while
// there is one node, and reach the second as soon as it watches.
func TestNodeAloneSaysNothing(t *testing.T) {
	url := pgtest.Database(t)
	here, there := node(t, url), node(t, url)
	payloads := make(chan string, 100)
	go func() {
		_ = Listen(t.Context(), here.pool.Config().ConnConfig, channel, func(payload string) { payloads <- payload })
	}()
	<-payloads // it listens
	watch := func(s *Store) <-chan store.News {
		news := make(chan store.News, 100)
		go func() { _ = s.Watch(t.Context(), func(n store.News) { news <- n }) }()
		<-news // it watches
		return news
	}
	// until returns the notifications up to the one that ends so.
	until := func(end string) (seen []string) {
		for {
			p := <-payloads
			if seen = append(seen, p); strings.HasSuffix(p, end) {
				return seen
			}
		}
	}
	said := func(seen []string) bool {
		return slices.ContainsFunc(seen, func(p string) bool { return strings.HasSuffix(p, "\na\nword") })
	}
	heard := watch(here)
	here.Say("a", "word")
	here.herald.tell("a", 1)
	if !said(until("1 a")) {
		t.Error("a node that has just begun takes itself to be alone")
	}
	here.company.watch(time.Now().Add(-time.Hour))
	here.Say("a", "word")
	here.herald.tell("a", 2)
	if said(until("2 a")) {
		t.Error("a node that is alone speaks")
	}
	watch(there)
	until(there.start + "\n\n")
	there.herald.tell("a", 3)
	for n := range heard { // what comes before it was heard
		if n.Seq == 3 {
			break
		}
	}
	here.Say("a", "word")
	here.herald.tell("a", 4)
	if !said(until("4 a")) {
		t.Error("a node with company is silent")
	}
}

func node(t *testing.T, url string) *Store {
	t.Helper()
	s, err := Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
