package stats

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func close(t *testing.T, what string, got, want, within float64) {
	t.Helper()
	if math.IsNaN(got) || math.Abs(got-want) > within {
		t.Errorf("%s = %v, want %v", what, got, want)
	}
}

func TestPassK(t *testing.T) {
	tests := []struct {
		tally Tally
		want  []float64
	}{
		{Tally{3, 4}, []float64{.75, .5, .25, 0}},
		{Tally{2, 4}, []float64{.5, 1. / 6, 0, 0}},
		{Tally{4, 4}, []float64{1, 1, 1, 1}},
		{Tally{0, 4}, []float64{0, 0, 0, 0}},
		{Tally{6, 8}, []float64{.75, .535714, .357143, .214286}},
	}
	for _, tt := range tests {
		for k, want := range tt.want {
			close(t, "pass^k", PassHat(tt.tally, k+1), want, 1e-6)
		}
	}
	close(t, "pass^8 of 6/8", PassHat(Tally{6, 8}, 8), 0, 0)
	close(t, "pass^5 of 4 trials", PassHat(Tally{4, 4}, 5), 0, 0)
	close(t, "pass^0", PassHat(Tally{4, 4}, 0), 0, 0)
	if got := PassK([]Tally{{3, 4}, {2, 4}, {4, 6}}); len(got) != 4 || math.Abs(got[0]-(.75+.5+4./6)/3) > 1e-9 {
		t.Errorf("PassK = %v", got)
	}
	if got := PassK(nil); got != nil {
		t.Errorf("PassK of nothing = %v", got)
	}
	close(t, "flip rate", FlipRate([]Tally{{3, 4}, {4, 4}, {0, 4}, {1, 4}}), .5, 0)
}

func TestWilson(t *testing.T) {
	for _, tt := range []struct {
		ok, of    int
		low, high float64
	}{{40, 40, .912, 1}, {38, 40, .835, .986}, {0, 10, 0, .278}, {0, 0, 0, 1}} {
		got := Wilson(tt.ok, tt.of)
		close(t, "low", got.Low, tt.low, 5e-4)
		close(t, "high", got.High, tt.high, 5e-4)
	}
}

func TestBootstrap(t *testing.T) {
	cases := make([][]float64, 50)
	for i := range cases {
		cases[i] = []float64{float64(i % 2), float64(i % 2), float64(i % 2), float64(i % 2)}
	}
	got := Bootstrap(cases, 1)
	close(t, "mean", got.Mean, .5, 1e-9)
	close(t, "low", got.Low, .36, .02) // ±1.96 √(.25/50): as wide as 50 cases are, not 200 trials
	close(t, "high", got.High, .64, .02)
	if again := Bootstrap(cases, 1); again != got {
		t.Errorf("the same seed gives %v and %v", got, again)
	}
	uneven := [][]float64{{.13}, {.58}, {.71}, {.22}, {.97}}
	if Bootstrap(uneven, 1) == Bootstrap(uneven, 2) {
		t.Error("another seed gives the same draw")
	}
	if none := Bootstrap(nil, 1); none != (Interval{}) {
		t.Errorf("nothing gives %v", none)
	}
	all := Bootstrap([][]float64{{1}, {1, 1}}, 1)
	if all != (Interval{1, 1, 1}) {
		t.Errorf("all right gives %v", all)
	}
}

func TestDifference(t *testing.T) {
	base, same, worse := make([][]float64, 40), make([][]float64, 40), make([][]float64, 40)
	for i := range base {
		base[i], same[i], worse[i] = []float64{1, 1}, []float64{1, 1}, []float64{1, 1}
		if i%4 == 0 {
			worse[i] = []float64{1, 0}
		}
	}
	if got := Difference(base, same, 1); got != (Paired{P: 1}) {
		t.Errorf("no difference gives %v", got)
	}
	got := Difference(base, worse, 1)
	close(t, "mean", got.Mean, -.125, 1e-9)
	if got.High >= 0 || got.Low >= got.High {
		t.Errorf("a drop gives %v", got)
	}
	if got.P > .01 {
		t.Errorf("a clear drop has p = %v", got.P)
	}
	if none := Difference(nil, nil, 1); none != (Paired{P: 1}) {
		t.Errorf("nothing gives %v", none)
	}
	if got.Lower < got.Low || got.Lower > got.Mean {
		t.Errorf("lower bound of %v", got)
	}
}

func TestMcNemar(t *testing.T) {
	for _, tt := range []struct {
		b, c int
		want float64
	}{{5, 0, .0625}, {6, 0, .03125}, {8, 1, .039062}, {10, 3, .092285}, {3, 3, 1}, {0, 0, 1}, {0, 6, .03125}} {
		close(t, "McNemar", McNemar(tt.b, tt.c), tt.want, 1e-6)
	}
}

// TestMcNemarPower compares with figures that were simulated; the function is exact.
func TestMcNemarPower(t *testing.T) {
	for _, tt := range []struct {
		n    int
		want [3]float64 // of a drop of 5, 10 and 20 points
	}{
		{40, [3]float64{.02, .19, .71}}, {80, [3]float64{.18, .60, .98}},
		{160, [3]float64{.48, .93, 1}}, {320, [3]float64{.84, 1, 1}},
	} {
		for i, drop := range []float64{.05, .1, .2} {
			close(t, "power", McNemarPower(tt.n, drop), tt.want[i], .02)
		}
	}
	close(t, "a drop of all", McNemarPower(10, .97), 1, 0)
}

func TestSmallestDrop(t *testing.T) {
	for _, n := range []int{40, 80, 160} {
		drop := SmallestDrop(n)
		if McNemarPower(n, drop) < WantedPower || McNemarPower(n, drop-.01) >= WantedPower {
			t.Errorf("smallest drop of %d pairs is %v", n, drop)
		}
	}
	close(t, "two pairs", SmallestDrop(2), .97, .03)
	if SmallestDrop(320) > .05 {
		t.Errorf("320 pairs see %v", SmallestDrop(320))
	}
}

func TestHolm(t *testing.T) {
	got := Holm([]float64{.01, .04, .03, .005})
	for i, want := range []float64{.03, .06, .06, .02} {
		close(t, "Holm", got[i], want, 1e-9)
	}
	if got := Holm(nil); len(got) != 0 {
		t.Errorf("Holm of nothing = %v", got)
	}
}

func TestCohen(t *testing.T) {
	for _, tt := range []struct {
		table      [][]int
		kappa, raw float64
	}{
		{[][]int{{20, 5}, {10, 15}}, .4, .7},
		{[][]int{{45, 15}, {25, 15}}, .1304, .6},
		{[][]int{{90, 5}, {5, 0}}, -.0526, .9},
		{[][]int{{10, 0}, {0, 0}}, 0, 1},
	} {
		got := Cohen(tt.table)
		close(t, "kappa", got.Kappa, tt.kappa, 5e-5)
		close(t, "raw agreement", got.Raw, tt.raw, 1e-9)
	}
	close(t, "prevalence", Cohen([][]int{{90, 5}, {5, 0}}).First[0], .95, 1e-9)
}

// classic is the example with gaps that Krippendorff computes by hand.
func classic() [][]float64 {
	x := Missing
	return [][]float64{
		{1, 2, 3, 3, 2, 1, 4, 1, 2, x, x, x},
		{1, 2, 3, 3, 2, 2, 4, 1, 2, 5, x, 3},
		{x, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, x},
		{1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, x},
	}
}

func TestKrippendorff(t *testing.T) {
	close(t, "nominal", Krippendorff(classic(), Nominal), .743, 5e-4)
	close(t, "ordinal", Krippendorff(classic(), Ordinal), .815, 5e-4)
	close(t, "metric", Krippendorff(classic(), Metric), .849, 5e-4)
	close(t, "full agreement", Krippendorff([][]float64{{1, 2, 3}, {1, 2, 3}}, Ordinal), 1, 1e-9)
	for name, ratings := range map[string][][]float64{"nothing": nil, "one rater": {{1, 2}}, "no variance": {{1, 1}, {1, 1}}} {
		if got := Krippendorff(ratings, Nominal); !math.IsNaN(got) {
			t.Errorf("%s gives %v", name, got)
		}
	}
}

func TestICC(t *testing.T) {
	close(t, "agreeing trials", ICC([][]float64{{1, 1}, {0, 0}, {1, 1}}), 1, 1e-9)
	close(t, "no variance", ICC([][]float64{{1, 1}, {1, 1}}), 0, 0)
	close(t, "one trial", ICC([][]float64{{1}, {0}}), 0, 0)
	close(t, "one case", ICC([][]float64{{1, 0}}), 0, 0)
	close(t, "opposite trials", ICC([][]float64{{1, 0}, {0, 1}}), -1, 1e-9)
	// Shrout and Fleiss 1979, table 2: six targets, four judges.
	close(t, "Shrout and Fleiss", ICC([][]float64{{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}}), .17, .005)
}

// TestLaws holds what is true for any data.
func TestLaws(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 12).Draw(t, "n")
		ok := rapid.IntRange(0, n).Draw(t, "ok")
		passes := PassK([]Tally{{ok, n}})
		if !slices.IsSortedFunc(passes, func(a, b float64) int { return cmp.Compare(b, a) }) {
			t.Fatalf("pass^k grows with k: %v", passes)
		}
		w := Wilson(ok, n)
		if w.Low > w.Mean+1e-12 || w.High < w.Mean-1e-12 || w.Low < 0 || w.High > 1 {
			t.Fatalf("Wilson %v", w)
		}
		b, c := rapid.IntRange(0, 30).Draw(t, "b"), rapid.IntRange(0, 30).Draw(t, "c")
		if p := McNemar(b, c); p <= 0 || p > 1 || p != McNemar(c, b) {
			t.Fatalf("McNemar(%d,%d) = %v", b, c, p)
		}
	})
}
