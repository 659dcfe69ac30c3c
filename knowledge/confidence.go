package knowledge

import (
	"math"
	"slices"
)

// threshold is the confidence from which a query counts as answered.
const threshold = 0.5

// spoken is how surely a passage holds a word that it speaks of: a little less
// than one that has the word itself once.
const spoken = 0.6

// Weights of the signs that the passages answer a query, fitted by logistic
// regression on question sets (see the package documentation).
const (
	biasConfidence = -5.1
	weightCover    = 5.9
	weightKnown    = 2.7
	weightScore    = 2.5
	weightSize     = 2.5
	weightSilent   = -9.4
)

// confidence tells how surely the passages answer the query, from how much of
// it the best one holds, how much of it any one holds, how well the best one
// scores, how much the query says, and how much of it is about matters on which
// the memo is silent. Of other documents' passages it is known that they are not
// silent on what they hold.
func (m *match) confidence(best int, ofMemo bool) float64 {
	cover, known, silent := 0.0, 0.0, 0.0
	for i, u := range m.units {
		share := u.weight / m.weight
		cover += share * m.held[i][best]
		known += share * slices.Max(m.held[i])
		if ofMemo || m.held[i][best] < spoken {
			silent += share * u.silent
		}
	}
	size := math.Log(m.weight + 0.1)
	return logistic(biasConfidence + weightCover*cover + weightKnown*known + weightScore*m.lexical(best) + weightSize*size + weightSilent*silent)
}

func logistic(x float64) float64 { return 1 / (1 + math.Exp(-x)) }
