package criteria

import (
	"testing"

	"luonnos/tools/plan"
)

// BenchmarkCheck checks complete plans, which have no or few findings, and an
// empty one. Limits for a complete plan: 100 µs and 200 allocations.
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
	for _, name := range planNames(t) {
		d := load(t, name)
		if got := testing.AllocsPerRun(10, func() { Check(d) }); got > 200 {
			t.Errorf("%s: %v allocations, want at most 200", name, got)
		}
	}
}
