package failover

import (
	"sync"
	"time"
)

// Limits of the breaker.
const (
	maxFailures = 3                // in a row, before the model is left alone
	shortPause  = 30 * time.Second // then, doubled with each trial that fails
	longPause   = 5 * time.Minute  // at most, and at once after an error that lasts
)

// breaker decides whether the model is asked. After failures it is left alone for a
// while; then one answer is a trial.
type breaker struct {
	now func() time.Time

	mu       sync.Mutex
	failures int
	pause    time.Duration
	until    time.Time // the model is left alone until then
	trial    bool      // one answer is being tried
}

func (b *breaker) allow() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.pause == 0 {
		return true
	}
	if b.trial || b.now().Before(b.until) {
		return false
	}
	b.trial = true
	return true
}

// open reports whether the model is left alone, but for a trial.
func (b *breaker) open() bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.pause > 0
}

func (b *breaker) succeed() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures, b.pause = 0, 0
}

// release ends a trial, however it went.
func (b *breaker) release() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trial = false
}

func (b *breaker) fail(lasting bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.failures++
	switch {
	case lasting:
		b.pause = longPause
	case b.failures < maxFailures:
		return
	default:
		b.pause = min(max(2*b.pause, shortPause), longPause)
	}
	b.until = b.now().Add(b.pause)
}
