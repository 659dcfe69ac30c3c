package server

import (
	"context"
	"time"
)

// pace is a token bucket: it slows a sender down instead of refusing frames, so
// nothing that was sent is lost.
type pace struct {
	burst     float64
	perSecond float64
	spent     float64
	last      time.Time
}

// wait returns when one more frame may be taken.
func (p *pace) wait(ctx context.Context) {
	now := time.Now()
	if !p.last.IsZero() {
		p.spent = max(0, p.spent-now.Sub(p.last).Seconds()*p.perSecond)
	}
	p.last = now
	p.spent++
	if p.spent <= p.burst {
		return
	}
	timer := time.NewTimer(time.Duration(float64(time.Second) / p.perSecond))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}
