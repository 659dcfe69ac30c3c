package signin

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"luonnos/server/register"
)

// tardy is a provider that takes its time to tell its endpoints.
type tardy struct {
	takes time.Duration
	well  bool // it has an answer
	asked atomic.Int32
}

func (s *tardy) RoundTrip(r *http.Request) (*http.Response, error) {
	s.asked.Add(1)
	select {
	case <-time.After(s.takes):
	case <-r.Context().Done():
		return nil, context.Cause(r.Context())
	}
	if !s.well {
		return nil, errors.New("connection refused")
	}
	body := `{"issuer": "https://id.example", "authorization_endpoint": "https://id.example/authorise"}`
	return &http.Response{StatusCode: http.StatusOK, Body: io.NopCloser(strings.NewReader(body))}, nil
}

func (s *tardy) provider(t *testing.T) *Provider {
	t.Helper()
	p, err := New(Config{Issuer: "https://id.example", Client: "c", Claim: "roles", Roles: map[string]register.Role{"a": register.Admin}})
	if err != nil {
		t.Fatal(err)
	}
	p.client.Transport = s
	return p
}

// TestSlowProviderHoldsNobodyUp: who waits for a slow provider may leave at any time,
// whoever came first, and all others share what it answers.
func TestSlowProviderHoldsNobodyUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &tardy{takes: 5 * time.Second, well: true}
		p := slow.provider(t)
		began := time.Now()
		others := make(chan error, 20)
		for i := range cap(others) {
			go func() {
				ctx := t.Context()
				if i%2 == 0 {
					var cancel context.CancelFunc
					ctx, cancel = context.WithTimeout(ctx, time.Second)
					defer cancel()
				}
				_, err := p.Begin(ctx, "https://here.example/back", Attempt{})
				others <- err
			}()
		}
		for range cap(others) / 2 {
			if err := <-others; !errors.Is(err, ErrUnavailable) || !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("who left: %v", err)
			}
		}
		if waited := time.Since(began); waited != time.Second {
			t.Errorf("who leaves after a second has waited for %v", waited)
		}
		for range cap(others) / 2 {
			if err := <-others; err != nil {
				t.Errorf("who stayed: %v", err)
			}
		}
		if waited := time.Since(began); waited != slow.takes {
			t.Errorf("who stays has waited for %v", waited)
		}
		if n := slow.asked.Load(); n != 1 {
			t.Errorf("the provider was asked %d times", n)
		}
	})
}

// TestFailingProviderIsLeftAlone: it is asked again after longer and longer rests,
// and who comes in between is told at once.
func TestFailingProviderIsLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := &tardy{takes: time.Hour}
		p := down.provider(t)
		for n, rest := range []time.Duration{1, 2, 4, 8, 16, 30, 30} {
			for try, limit := range []time.Duration{answerLimit, 0} {
				began := time.Now()
				if err := p.Find(t.Context()); !errors.Is(err, ErrUnavailable) || time.Since(began) != limit {
					t.Fatalf("search %d, try %d: %v after %v, want %v", n, try, err, time.Since(began), limit)
				}
			}
			if asked := down.asked.Load(); asked != int32(n+1) {
				t.Fatalf("asked %d times, want %d", asked, n+1)
			}
			time.Sleep(rest * time.Second) // of the bubble's clock
		}
		down.takes, down.well = 0, true
		if err := p.Find(t.Context()); err != nil {
			t.Errorf("when the provider is up again: %v", err)
		}
	})
}
