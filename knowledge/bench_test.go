package knowledge

import (
	"fmt"
	"slices"
	"testing"
	"time"
)

// benchQueries are searched in turn.
var benchQueries = []string{
	"Miten lasken, mikä osaaminen on kiireisintä kehittää?",
	"Hur ser man till att rollerna är tydliga?",
	"How can on-the-job learning build capabilities?",
	"mitä avainmitarista pitää kirjata ylös",
}

// many makes n passages of those of the memo, with some words of each changed so
// that they are not all alike.
func many(t testing.TB, n int) []Passage {
	t.Helper()
	memo, err := MemoPassages()
	if err != nil {
		t.Fatal(err)
	}
	out := make([]Passage, n)
	for i := range out {
		p := memo[i%len(memo)]
		p.ID = fmt.Sprint(p.ID, "-", i)
		mark := fmt.Sprintf(" kohde%d kunta%d", i%997, i%313)
		p.Text = Text{FI: p.Text.FI + mark, SV: p.Text.SV + mark, EN: p.Text.EN + mark}
		out[i] = p
	}
	return out
}

func BenchmarkMemo(b *testing.B) {
	for b.Loop() {
		if _, err := Memo(); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkSearch reports the median of a query beside the mean.
func BenchmarkSearch(b *testing.B) {
	memo, err := Memo()
	if err != nil {
		b.Fatal(err)
	}
	for _, n := range []int{len(memo.Passages()), 10_000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			x := memo
			if n != len(memo.Passages()) {
				if x, err = New(many(b, n)); err != nil {
					b.Fatal(err)
				}
			}
			var took []time.Duration
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				x.Search(benchQueries[i%len(benchQueries)], "", 2)
				took = append(took, time.Since(start))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
		})
	}
}

func BenchmarkHashed(b *testing.B) {
	h := hashed(b)
	for i := 0; b.Loop(); i++ {
		h.vector(benchQueries[i%len(benchQueries)])
	}
}
