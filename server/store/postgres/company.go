package postgres

import (
	"sync"
	"time"
)

// alone is after how long without a word from another node there is none: each that
// watches says every so often that it is there (quiet).
const alone = 3 * quiet

// company is what a node knows of others.
type company struct {
	mu    sync.Mutex
	since time.Time // when it began to watch; zero when it does not
	heard time.Time // when another said something
}

func (c *company) watch(since time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.since = since
}

func (c *company) hear(now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.heard = now
}

// missing reports whether nobody listens. Who does not watch can't know.
func (c *company) missing(now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !c.since.IsZero() && now.Sub(c.since) > alone && now.Sub(c.heard) > alone
}
