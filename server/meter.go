package server

import (
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// meterLife is how long a meter is kept that nobody uses: longer than any of its
// buckets takes to fill.
const meterLife = 10 * time.Minute

// meters count what each address and each person uses.
type meters struct {
	limits Limits
	mu     sync.Mutex
	of     map[string]*meter
	swept  time.Time
}

// meter is the use of one address or person.
type meter struct {
	sockets                        int // guarded by the meters' lock, as seen is
	seen                           time.Time
	requests, frames, bytes, turns *rate.Limiter
}

// usage are the meters of one caller; none for one who is not counted.
type usage []*meter

func newMeters(l Limits) *meters { return &meters{limits: l, of: map[string]*meter{}} }

func (r Rate) limiter() *rate.Limiter { return rate.NewLimiter(rate.Limit(r.PerSecond), r.Burst) }

// find returns the meters of the keys that are not empty.
func (m *meters) find(keys ...string) usage {
	m.mu.Lock()
	defer m.mu.Unlock()
	now := time.Now()
	if now.Sub(m.swept) > time.Minute {
		m.swept = now
		for key, one := range m.of {
			if one.sockets == 0 && now.Sub(one.seen) > meterLife {
				delete(m.of, key)
			}
		}
	}
	var found usage
	for _, key := range keys {
		if key == "" {
			continue
		}
		one, ok := m.of[key]
		if !ok {
			l := m.limits
			one = &meter{requests: l.Requests.limiter(), frames: l.Frames.limiter(), bytes: l.Bytes.limiter(), turns: l.Turns.limiter()}
			m.of[key] = one
		}
		one.seen = now
		found = append(found, one)
	}
	return found
}

// size is how many addresses and persons are counted.
func (m *meters) size() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.of)
}

// socket counts one more open socket; left takes it off again.
func (m *meters) socket(u usage) (left func(), err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, one := range u {
		if one.sockets >= m.limits.SocketsEach {
			return nil, refuse(codeTooManySockets)
		}
	}
	for _, one := range u {
		one.sockets++
	}
	return func() {
		m.mu.Lock()
		defer m.mu.Unlock()
		for _, one := range u {
			one.sockets--
			one.seen = time.Now()
		}
	}, nil
}

// request takes one HTTP request, or says when to try again.
func (u usage) request() error {
	return u.take(func(m *meter) *rate.Limiter { return m.requests })
}

// turn takes one message to the assistant, or says when to try again.
func (u usage) turn() error { return u.take(func(m *meter) *rate.Limiter { return m.turns }) }

func (u usage) take(of func(*meter) *rate.Limiter) error {
	for _, one := range u {
		taken := of(one).Reserve()
		if delay := taken.Delay(); delay > 0 {
			taken.Cancel()
			return refuseUntil(codeTooFast, delay)
		}
	}
	return nil
}

// frame waits until one more frame of n bytes may be taken. It slows a sender down
// instead of refusing, so nothing that was sent is lost.
func (u usage) frame(ctx context.Context, n int) {
	for _, one := range u {
		// An error says that ctx has ended, and then nobody waits.
		_ = one.frames.Wait(ctx)
		_ = one.bytes.WaitN(ctx, min(n, one.bytes.Burst()))
	}
}

// address is who a request comes from, for the meters: "" for this machine. Only a
// proxy of ours is believed when it says for whom it asks.
func (a *access) address(r *http.Request) string {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	addr := from.Addr().Unmap()
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for _, hop := range slices.Backward(hops) {
		if !a.trusts(addr) {
			break
		}
		next, err := netip.ParseAddr(strings.TrimSpace(hop))
		if err != nil {
			break
		}
		addr = next.Unmap().WithZone("")
	}
	switch {
	case addr.IsLoopback():
		return ""
	case addr.Is6(): // a household has a network of them
		network, err := addr.Prefix(64)
		if err == nil {
			return network.String()
		}
	}
	return addr.String()
}

// trusts reports whether an address is that of a proxy of ours.
func (a *access) trusts(addr netip.Addr) bool {
	return slices.ContainsFunc(a.proxies, func(p netip.Prefix) bool { return p.Contains(addr) })
}

func (a *access) fromProxy(r *http.Request) bool {
	from, err := netip.ParseAddrPort(r.RemoteAddr)
	return err == nil && a.trusts(from.Addr().Unmap())
}
