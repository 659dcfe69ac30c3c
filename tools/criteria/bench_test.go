package criteria

import (
	"testing"

	"luonnos/tools/plan"
)

// full is the plan that leaves nothing open.
const full = "en-university-admissions"

// BenchmarkCheck checks a full plan, which has no findings, plans that hold what
// the interview asks, and an empty one. Limits for a full plan: 100 µs and 200
// allocations.
func BenchmarkCheck(b *testing.B) {
	b.Run("empty", func(b *testing.B) {
		d := plan.NewDraft(plan.FI)
		b.ReportAllocs()
		for b.Loop() {
			Check(d)
		}
	})
	for _, name := range planNames(b) {
		b.Run(name, func(b *testing.B) {
			d := load(b, name)
			b.ReportAllocs()
			for b.Loop() {
				Check(d)
			}
		})
	}
}

func TestCheckAllocatesLittle(t *testing.T) {
	d := load(t, full)
	if got := testing.AllocsPerRun(10, func() { Check(d) }); got > 200 {
		t.Errorf("%v allocations, want at most 200", got)
	}
}
