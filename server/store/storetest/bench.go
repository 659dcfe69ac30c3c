package storetest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// Benchmark measures appends to stores that open makes: of one message each
// (without a draft, as when a message comes in) and of a turn of five entries with
// a draft of 20 KB.
func Benchmark(b *testing.B, open func(b *testing.B) store.Store) {
	draft := plan.NewDraft(plan.FI)
	draft.Plan.Target.Title = strings.Repeat("ä", 10_000)
	for _, c := range []struct {
		name    string
		draft   *plan.Draft
		entries int
	}{{"message", nil, 1}, {"turn", draft, 5}} {
		for _, conversations := range []int{1, 200} {
			b.Run(fmt.Sprintf("%s/conversations=%d", c.name, conversations), func(b *testing.B) {
				benchmark(b, open(b), conversations, c.draft, c.entries)
			})
		}
	}
}

func benchmark(b *testing.B, s store.Store, conversations int, draft *plan.Draft, n int) {
	for c := range conversations {
		if err := s.Create(b.Context(), fmt.Sprint("p", c), plan.NewDraft(plan.FI), time.Now()); err != nil {
			b.Fatal(err)
		}
	}
	e := store.Entry{Kind: store.KindReply, Turn: "t", Data: json.RawMessage(`{"text":"` + strings.Repeat("x", 300) + `"}`)}
	entries := slices.Repeat([]store.Entry{e}, n)
	took := make([][]time.Duration, conversations)
	var wg sync.WaitGroup
	b.ResetTimer()
	for c := range conversations {
		appends := b.N / conversations
		if c < b.N%conversations {
			appends++
		}
		wg.Go(func() { took[c] = appendMany(b, s, fmt.Sprint("p", c), appends, draft, entries) })
	}
	wg.Wait()
	b.StopTimer()
	all := slices.Concat(took...)
	slices.Sort(all)
	b.ReportMetric(float64(len(all))/b.Elapsed().Seconds(), "appends/s")
	b.ReportMetric(float64(all[len(all)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(all[len(all)*99/100].Microseconds())/1000, "p99-ms")
}

// appendMany appends n times, one after the other, and returns how long each took.
func appendMany(b *testing.B, s store.Store, id string, n int, draft *plan.Draft, entries []store.Entry) []time.Duration {
	took := make([]time.Duration, 0, n)
	mine := slices.Clone(entries)
	for i := range n {
		start := time.Now()
		for k := range mine {
			mine[k].At = start
			mine[k].ClientID = fmt.Sprint(i, "-", k)
		}
		if _, err := s.Append(b.Context(), id, int64(i*len(mine)), draft, mine...); err != nil {
			b.Error(err)
			return took
		}
		took = append(took, time.Since(start))
	}
	return took
}
