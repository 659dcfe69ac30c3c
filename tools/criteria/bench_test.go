package criteria

import "testing"

// BenchmarkCheck checks complete plans without findings. Limits: 100 µs and 200
// allocations a plan.
func BenchmarkCheck(b *testing.B) {
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
