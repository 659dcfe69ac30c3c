package stats

// Tally is how often a case succeeded in how many trials.
type Tally struct{ OK, Of int }

// PassHat estimates the chance that k trials of one case all succeed, without bias: C(ok,k)/C(of,k). It is 0 when fewer
// than k trials were made.
func PassHat(t Tally, k int) float64 {
	if k < 1 || t.Of < k || t.OK < k {
		return 0
	}
	p := 1.0
	for i := range k {
		p *= float64(t.OK-i) / float64(t.Of-i)
	}
	return p
}

// PassK is pass^1 to pass^k of a run: the mean of [PassHat] over the cases, for every k up to the least number of trials
// that a case has.
func PassK(cases []Tally) []float64 {
	if len(cases) == 0 {
		return nil
	}
	least := cases[0].Of
	for _, t := range cases {
		least = min(least, t.Of)
	}
	all := make([]float64, least)
	for k := range all {
		for _, t := range cases {
			all[k] += PassHat(t, k+1)
		}
		all[k] /= float64(len(cases))
	}
	return all
}

// FlipRate is the share of cases whose trials did not all end alike.
func FlipRate(cases []Tally) float64 {
	flips := 0
	for _, t := range cases {
		if t.OK > 0 && t.OK < t.Of {
			flips++
		}
	}
	return share(flips, len(cases))
}

func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
