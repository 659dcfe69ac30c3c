package server_test

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/server"
	"luonnos/server/store"
)

// line joins two nodes that share a store: the one hears what the other says.
type line struct {
	store.Store
	said chan store.News
}

func (l *line) Say(id, words string) {
	if len(words) <= store.MaxWords {
		l.said <- store.News{ID: id, Words: words}
	}
}

func (l *line) Watch(ctx context.Context, heard func(store.News)) error {
	for {
		select {
		case n := <-l.said:
			heard(n)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// TestLongPieceReachesAnotherNode: what a model says at once is seen on another node
// while the turn runs, however long it is.
func TestLongPieceReachesAnotherNode(t *testing.T) {
	l := &line{said: make(chan store.News, 1000)}
	here := open(t, filepath.Join(t.TempDir(), "luonnos.db"), func(c *server.Config) {
		l.Store = c.Store
		c.Store = l
	})
	there := open(t, filepath.Join(t.TempDir(), "other.db"), func(c *server.Config) { c.Store = l })
	go there.srv.Watch(t.Context())
	id := here.create()
	speaker := here.join(id, 0)
	listener, seen := there.join(id, 0), ""
	speaker.say("m1", "Paasaa.")
	for !strings.Contains(seen, rant) {
		var more string
		if err := json.Unmarshal(listener.last("TEXT_MESSAGE_CONTENT").Delta, &more); err != nil {
			t.Fatal(err)
		}
		seen += more
	}
	speaker.send(map[string]any{"type": "stop"})
}
