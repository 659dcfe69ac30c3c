package signin

import (
	"context"
	"fmt"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// How long a provider is left alone that has not told its endpoints.
const (
	firstRest   = time.Second
	longestRest = 30 * time.Second
)

// search is one try to learn the provider's endpoints.
type search struct {
	rest  time.Duration // after a failure
	done  chan struct{} // closed when what follows is known
	found *oidc.Provider
	err   error
	again time.Time // when the next may begin after a failure
}

// find returns the provider's endpoints. All who need them wait for one search, each
// as long as they like.
func (p *Provider) find(ctx context.Context) (*oidc.Provider, error) {
	s := p.search(ctx)
	select {
	case <-s.done:
		return s.found, s.err
	case <-ctx.Done():
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, context.Cause(ctx))
	}
}

// search is the latest, or a new one when that has failed a while ago. Others may
// wait for it, so it goes on when the one who began it leaves.
func (p *Provider) search(ctx context.Context) *search {
	p.mu.Lock()
	defer p.mu.Unlock()
	rest := firstRest
	if p.latest != nil {
		if !p.latest.over() {
			return p.latest
		}
		rest = min(2*p.latest.rest, longestRest)
	}
	p.latest = &search{rest: rest, done: make(chan struct{})}
	go p.latest.run(oidc.ClientContext(context.WithoutCancel(ctx), p.client), p.config.Issuer)
	return p.latest
}

// over reports whether the search has failed and its rest is over.
func (s *search) over() bool {
	select {
	case <-s.done:
		return s.err != nil && !time.Now().Before(s.again)
	default:
		return false
	}
}

// run asks the provider. The client of ctx limits how long that takes.
func (s *search) run(ctx context.Context, issuer string) {
	defer close(s.done)
	found, err := oidc.NewProvider(ctx, issuer)
	if err != nil {
		s.err, s.again = fmt.Errorf("%w: %w", ErrUnavailable, err), time.Now().Add(s.rest)
		return
	}
	s.found = found
}
