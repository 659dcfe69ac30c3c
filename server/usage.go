package server

import (
	"context"
	"iter"
	"sync"
	"time"

	"luonnos/agent"
	"luonnos/agent/price"
	"luonnos/server/store"
)

// Budget limits what a language model may cost. When a cap is reached, the model that
// costs nothing goes on with the interview. Answers that are under way are not cut, so
// a cap can be passed by what they cost.
type Budget struct {
	Prices *price.Table // nil counts tokens only
	Plan   price.Cap    // of one plan
	Day    price.Cap    // of all plans in a day of UTC
}

// price puts the cost of a turn of a model into its end.
func (b *Budget) price(d *Done, model string) {
	if b.Prices == nil || d.Usage == (agent.Usage{}) {
		return
	}
	if cost, ok := b.Prices.Cost(model, d.Usage.Input, d.Usage.Cached, d.Usage.Output); ok {
		d.Cost, d.Prices = cost, b.Prices.Date
	}
}

// Spend sums up turns.
type Spend struct {
	Turns    int // that a language model took part in
	Usage    agent.Usage
	Cost     price.Euros
	Unpriced int // tokens whose price is not known
}

// Add takes a turn into the sum.
func (s *Spend) Add(d Done) {
	if d.Usage == (agent.Usage{}) {
		return
	}
	s.Turns++
	s.Usage.Input += d.Usage.Input
	s.Usage.Cached += d.Usage.Cached
	s.Usage.Output += d.Usage.Output
	s.Cost += d.Cost
	if d.Prices == "" {
		s.Unpriced += d.Usage.Input + d.Usage.Output
	}
}

// reached reports whether a cap is reached after a turn has added more.
func (s Spend) reached(c price.Cap, more Done) bool {
	s.Add(more)
	return c.Reached(s.Usage.Input+s.Usage.Output, s.Cost)
}

// limit gives the running turn its way to ask whether a cap is reached.
func (c *conversation) limit(ctx context.Context, h *head) func(agent.Usage) agent.Limit {
	b := &c.srv.budget
	if b.Plan == (price.Cap{}) && b.Day == (price.Cap{}) {
		return nil
	}
	today := Spend{}
	if b.Day != (price.Cap{}) {
		var err error
		if today, err = c.srv.ledger.today(ctx); err != nil {
			c.srv.log.Error("usage of today", "plan", c.id, "err", err)
			return func(agent.Usage) agent.Limit { return agent.DayLimit }
		}
	}
	return func(u agent.Usage) agent.Limit {
		more := Done{Usage: u}
		b.price(&more, c.srv.agent.Model.Name())
		switch {
		case h.spent.reached(b.Plan, more):
			return agent.PlanLimit
		case today.reached(b.Day, more):
			return agent.DayLimit
		default:
			return ""
		}
	}
}

// Turn is the end of a turn as it stands in the log.
type Turn struct {
	Seq int64
	ID  string
	At  time.Time
	Done
}

// Turns yields the ends of a conversation's turns after entry number after. An error
// ends it.
func Turns(ctx context.Context, s store.Store, id string, after int64) iter.Seq2[Turn, error] {
	return func(yield func(Turn, error) bool) {
		for {
			entries, err := s.Entries(ctx, id, after, pageSize)
			if err != nil {
				yield(Turn{}, err)
				return
			}
			if len(entries) == 0 {
				return
			}
			for _, e := range entries {
				after = e.Seq
				if e.Kind != store.KindDone {
					continue
				}
				d, err := unpack[Done](e)
				if !yield(Turn{Seq: e.Seq, ID: e.Turn, At: e.At, Done: d}, err) || err != nil {
					return
				}
			}
		}
	}
}

// ledger knows what today's turns have cost, also those of other nodes.
type ledger struct {
	store store.Store
	now   func() time.Time

	mu    sync.Mutex
	day   time.Time
	seen  map[string]int64 // the last entry that was counted
	spent Spend
}

func (l *ledger) today(ctx context.Context) (Spend, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if day := l.now().UTC().Truncate(24 * time.Hour); !day.Equal(l.day) {
		l.day, l.spent, l.seen = day, Spend{}, map[string]int64{}
	}
	list, err := l.store.List(ctx)
	if err != nil {
		return Spend{}, err
	}
	for _, conv := range list {
		if conv.Updated.Before(l.day) {
			break // the last updated come first
		}
		if err := l.count(ctx, conv); err != nil {
			return Spend{}, err
		}
	}
	return l.spent, nil
}

// count adds what a conversation has cost since it was last counted.
func (l *ledger) count(ctx context.Context, conv store.Conversation) error {
	if l.seen[conv.ID] >= conv.Seq {
		return nil
	}
	for t, err := range Turns(ctx, l.store, conv.ID, l.seen[conv.ID]) {
		if err != nil {
			return err
		}
		if !t.At.Before(l.day) {
			l.spent.Add(t.Done)
		}
		l.seen[conv.ID] = t.Seq
	}
	return nil
}
