package stats

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Interval is an estimate with its bounds.
type Interval struct {
	Mean float64 `json:"mean"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Resamples is how many resamples a bootstrap draws.
const Resamples = 10_000

// stream keeps the bootstrap's random numbers apart from others of the same seed.
const stream = 0x626f6f74

// Bootstrap is the mean over the cases with its 95 % percentile interval. A case is the list of its results, of all
// styles and trials; it is drawn as a whole and counts by its mean.
func Bootstrap(cases [][]float64, seed int64) Interval {
	xs := means(cases)
	if len(xs) == 0 {
		return Interval{}
	}
	drawn := resample(xs, seed)
	slices.Sort(drawn)
	return Interval{Mean: mean(xs), Low: quantile(drawn, 0.025), High: quantile(drawn, 0.975)}
}

// Mean is the mean over the cases, each counting by its own.
func Mean(cases [][]float64) float64 { return mean(means(cases)) }

// Paired is the difference candidate − base.
type Paired struct {
	Interval

	// Lower is the one-sided 95 % lower bound: the candidate is not worse by more than δ when it is at least −δ.
	Lower float64

	// P is the one-sided p value of the candidate being worse: the share of resamples, the data among them, in which it
	// is not.
	P float64
}

// Difference is the mean difference over the cases. Both sides have the same cases in the same order.
func Difference(base, candidate [][]float64, seed int64) Paired {
	d := differences(base, candidate)
	if len(d) == 0 {
		return Paired{P: 1}
	}
	drawn := resample(d, seed)
	not := 1
	for _, x := range drawn {
		if x >= 0 {
			not++
		}
	}
	slices.Sort(drawn)
	return Paired{
		Interval: Interval{Mean: mean(d), Low: quantile(drawn, 0.025), High: quantile(drawn, 0.975)},
		Lower:    quantile(drawn, 0.05), P: float64(not) / float64(len(drawn)+1),
	}
}

func differences(base, candidate [][]float64) []float64 {
	a, b := means(base), means(candidate)
	d := make([]float64, min(len(a), len(b)))
	for i := range d {
		d[i] = b[i] - a[i]
	}
	return d
}

func means(cases [][]float64) []float64 {
	var all []float64
	for _, results := range cases {
		if len(results) > 0 {
			all = append(all, mean(results))
		}
	}
	return all
}

func mean(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	sum := 0.0
	for _, x := range xs {
		sum += x
	}
	return sum / float64(len(xs))
}

// resample draws the means of [Resamples] samples with replacement.
func resample(xs []float64, seed int64) []float64 {
	random := rand.New(rand.NewPCG(uint64(seed), stream))
	drawn := make([]float64, Resamples)
	for i := range drawn {
		sum := 0.0
		for range xs {
			sum += xs[random.IntN(len(xs))]
		}
		drawn[i] = sum / float64(len(xs))
	}
	return drawn
}

// quantile interpolates between the neighbours in a sorted list.
func quantile(sorted []float64, q float64) float64 {
	at := q * float64(len(sorted)-1)
	i := int(at)
	if i+1 >= len(sorted) {
		return sorted[len(sorted)-1]
	}
	return sorted[i] + (at-float64(i))*(sorted[i+1]-sorted[i])
}

// z95 is the 97.5 % point of the normal distribution.
const z95 = 1.959963984540054

// Wilson is the 95 % score interval of a share. It holds where all or none succeeded, and where a bootstrap says nothing.
func Wilson(ok, of int) Interval {
	if of == 0 {
		return Interval{0, 0, 1}
	}
	n := float64(of)
	p := float64(ok) / n
	z := z95 * z95 / n
	centre := (p + z/2) / (1 + z)
	half := z95 * math.Sqrt(p*(1-p)/n+z/(4*n)) / (1 + z)
	return Interval{Mean: p, Low: max(0, centre-half), High: min(1, centre+half)}
}

// ICC is the intraclass correlation of one measurement, ICC(1): how much of the variance lies between cases. It is 1 when
// trials of a case always agree, and 0 for data without variance. Cases are compared on as many trials as all have.
func ICC(cases [][]float64) float64 {
	if len(cases) < 2 {
		return 0
	}
	k := len(cases[0])
	for _, results := range cases {
		k = min(k, len(results))
	}
	if k < 2 {
		return 0
	}
	var all []float64
	for _, results := range cases {
		all = append(all, results[:k]...)
	}
	grand, between, within := mean(all), 0.0, 0.0
	for _, results := range cases {
		m := mean(results[:k])
		between += float64(k) * (m - grand) * (m - grand)
		for _, x := range results[:k] {
			within += (x - m) * (x - m)
		}
	}
	between /= float64(len(cases) - 1)
	within /= float64(len(cases) * (k - 1))
	if between+within == 0 {
		return 0
	}
	return (between - within) / (between + float64(k-1)*within)
}
