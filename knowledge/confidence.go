package knowledge

import "math"

// threshold is the confidence from which a query counts as answered.
const threshold = 0.5

// confidence tells how surely the best passages answer the query: how much of
// the query they hold, how well the best one scores, and how much of the query
// is about matters on which the memo is silent.
func (m *match) confidence(order []int) float64 {
	cover, absent := 0.0, 0.0
	for i, u := range m.units {
		cover += u.weight * m.held[i][order[0]]
		if u.absent {
			absent += u.weight
		}
	}
	cover /= m.weight
	absent /= m.weight
	return logistic(biasConfidence + weightCover*cover + weightScore*m.total(order[0]) + weightAbsent*absent)
}

// Weights of the signs, fitted on questions of our own (see the tests).
const (
	biasConfidence = -4.0
	weightCover    = 5.0
	weightScore    = 5.0
	weightAbsent   = -6.0
)

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
