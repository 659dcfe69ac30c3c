package stats

import (
	"cmp"
	"math"
	"slices"
	"sort"
)

// Alpha is the level at which a difference counts.
const Alpha = 0.05

// McNemar is the exact two-sided p value of a paired comparison in which b pairs got worse and c got better.
func McNemar(b, c int) float64 {
	n, k := b+c, min(b, c)
	if n == 0 {
		return 1
	}
	tail := 0.0
	for i := range k + 1 {
		tail += coin(n, i)
	}
	return min(1, 2*tail)
}

// coin is the chance of k heads in n throws.
func coin(n, k int) float64 { return math.Exp(logChoose(n, k) - float64(n)*math.Ln2) }

func logChoose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// ReverseFlips is the share of pairs that get better by chance while the whole gets worse.
const ReverseFlips = 0.02

// McNemarPower is the chance that a drop (a share of pairs, 0.1 for ten points) shows as significant among n pairs.
func McNemarPower(n int, drop float64) float64 {
	worse := drop + ReverseFlips
	if worse+ReverseFlips >= 1 {
		return 1
	}
	power := 0.0
	for pairs := 1; pairs <= n; pairs++ { // of pairs that differ, how few may get better
		p := 0.0 // of McNemar
		for better := 0; 2*better < pairs; better++ {
			if p += 2 * coin(pairs, better); p >= Alpha {
				break
			}
			power += trinomial(n, pairs-better, better, worse, ReverseFlips)
		}
	}
	return min(1, power)
}

func trinomial(n, b, c int, worse, better float64) float64 {
	log := logChoose(n, b) + logChoose(n-b, c)
	log += float64(b)*math.Log(worse) + float64(c)*math.Log(better) + float64(n-b-c)*math.Log(1-worse-better)
	return math.Exp(log)
}

// WantedPower is the chance with which a drop must show for a sample to be large enough.
const WantedPower = 0.8

// SmallestDrop is the smallest drop, in steps of a hundredth, that n pairs would have shown at [WantedPower]; 1 when they
// show none.
func SmallestDrop(n int) float64 {
	steps := sort.Search(98, func(i int) bool { return McNemarPower(n, float64(i+1)/100) >= WantedPower })
	return float64(min(steps+1, 100)) / 100
}

// Holm adjusts p values for being several; a value below [Alpha] counts.
func Holm(ps []float64) []float64 {
	order := make([]int, len(ps))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(ps[a], ps[b]) })
	adjusted := make([]float64, len(ps))
	least := 0.0
	for rank, i := range order {
		least = max(least, min(1, float64(len(ps)-rank)*ps[i]))
		adjusted[i] = least
	}
	return adjusted
}
