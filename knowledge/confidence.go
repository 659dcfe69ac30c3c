package knowledge

import "math"

// threshold is the confidence from which a query counts as answered.
const threshold = 0.5

// confidence tells how surely the best passages answer the query: how much of
// the query they hold, how well the best one scores, and how much of the query
// is about matters on which the memo is silent.
func (m *match) confidence(order []int) float64 {
	cover, silent := 0.0, 0.0
	for i, u := range m.units {
		cover += u.weight * m.held[i][order[0]]
		if u.silent {
			silent += u.weight
		}
	}
	cover /= m.weight
	silent /= m.weight
	return logistic(biasConfidence + weightCover*cover + weightScore*m.total(order[0]) + weightSilent*silent)
}

// Weights of the signs, fitted on questions of our own (see the tests).
const (
	biasConfidence = -1.9
	weightCover    = 5.5
	weightScore    = 4.6
	weightSilent   = -10.0
)

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
