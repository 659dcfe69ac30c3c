package evals

import (
	"math"

	"luonnos/tools/plan"
)

// lists are the lists of the vocabulary. Indicators come first: batches refer to them.
var lists = []plan.Path{"kpis", "raci", "capabilities", "data.assets", "value_stream.steps", "batches", "realisation"}

// rowMap tells for each list which gold row each predicted row stands for, and the reverse.
type rowMap map[plan.Path]*rowPairs

type rowPairs struct{ toGold, toGot map[string]string }

// gold returns the gold row of a predicted one, or "".
func (m rowMap) gold(list plan.Path, id string) string {
	if p := m[list]; p != nil {
		return p.toGold[id]
	}
	return ""
}

// got returns the predicted row of a gold one, or "".
func (m rowMap) got(list plan.Path, id string) string {
	if p := m[list]; p != nil {
		return p.toGot[id]
	}
	return ""
}

// toGold translates a predicted path; ok is false when its row stands for none.
func (m rowMap) toGold(path plan.Path) (plan.Path, bool) { return translate(path, m.gold) }

// toGot translates a gold path; ok is false when its row has no partner.
func (m rowMap) toGot(path plan.Path) (plan.Path, bool) { return translate(path, m.got) }

func translate(path plan.Path, row func(plan.Path, string) string) (plan.Path, bool) {
	list, id := path.List(), path.RowID()
	if id == "" {
		return path, true
	}
	other := row(list, id)
	if other == "" {
		return path, false
	}
	rest := path[len(path.Row()):]
	return plan.At(list, other, "") + rest, true
}

// Weights of a pair of rows. The key decides; other equal leaves and the order only break ties.
const (
	leastKey  = 0.3  // share of the key's words below which rows are strangers
	leafBonus = 1e-3 // for each other equal leaf
	nearBonus = 1e-6 // for being at the same place
)

// alignRows pairs the rows of got with those of gold, list by list, by maximum weight.
func alignRows(d *differ, gold, got *view) rowMap {
	rows := rowMap{}
	m := &matcher{rows: rows, lexicon: d.lexicon}
	for _, list := range lists {
		goldIDs, gotIDs := gold.ids[list], got.ids[list]
		weight := make([][]float64, len(gotIDs))
		for i, gotID := range gotIDs {
			weight[i] = make([]float64, len(goldIDs))
			for j, goldID := range goldIDs {
				weight[i][j] = pairWeight(m, gold.rows[plan.At(list, goldID, "")], got.rows[plan.At(list, gotID, "")])
				if weight[i][j] > 0 {
					weight[i][j] += nearBonus / float64(1+i+j+3*abs(i-j))
				}
			}
		}
		pairs := &rowPairs{map[string]string{}, map[string]string{}}
		for i, j := range assign(weight) {
			if j >= 0 {
				pairs.toGold[gotIDs[i]] = goldIDs[j]
				pairs.toGot[goldIDs[j]] = gotIDs[i]
			}
		}
		rows[list] = pairs
	}
	return rows
}

// pairWeight is how much the two rows are alike; 0 when they are strangers.
func pairWeight(m *matcher, gold, got []viewLeaf) float64 {
	key, bonus, hasKey := 0.0, 0.0, false
	for _, have := range got {
		hasKey = hasKey || have.field.Key
		for _, want := range gold {
			switch {
			case want.field != have.field:
			case have.field.Key:
				key = keyWeight(m, have.field, want.value, have.value)
			case m.score(have.field, "", want.value, have.value, "", "").equal():
				bonus += leafBonus
			}
		}
	}
	if key < leastKey && (hasKey || bonus == 0) {
		return 0
	}
	return key + bonus
}

func keyWeight(m *matcher, f *Field, want, have any) float64 {
	if f.Cmp != CmpText {
		if m.equal(f, "", want, have, "", "") {
			return 1
		}
		return 0
	}
	a, b := m.lexicon.content(text(want)), m.lexicon.content(text(have))
	covered, precise := a.share(b), b.share(a)
	return 0.75*covered + 0.25*precise
}

// assign solves the assignment problem for a rectangular matrix of weights >= 0: it returns for each row its column, or
// -1, with the greatest sum. Pairs of weight 0 are left apart. It is the Hungarian method with potentials, O(n³).
func assign(weight [][]float64) []int {
	rows := len(weight)
	result := make([]int, rows)
	for i := range result {
		result[i] = -1
	}
	if rows == 0 || len(weight[0]) == 0 {
		return result
	}
	n := max(rows, len(weight[0]))
	cost := func(i, j int) float64 { // 1-based; the matrix is padded with zeros
		if i > rows || j > len(weight[0]) {
			return 0
		}
		return -weight[i-1][j-1]
	}
	rowOf := augment(n, cost)
	for j := 1; j <= len(weight[0]); j++ {
		if i := rowOf[j]; i <= rows && weight[i-1][j-1] > 0 {
			result[i-1] = j - 1
		}
	}
	return result
}

// augment adds one row after the other along the cheapest alternating path and returns the row of each column. Indices
// begin at 1; column 0 is the free end of the path.
func augment(n int, cost func(i, j int) float64) []int {
	u, v := make([]float64, n+1), make([]float64, n+1)
	rowOf, from := make([]int, n+1), make([]int, n+1)
	for i := 1; i <= n; i++ {
		rowOf[0] = i
		least, done := make([]float64, n+1), make([]bool, n+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		at := 0
		for rowOf[at] != 0 {
			done[at] = true
			delta, next := math.Inf(1), 0
			for j := 1; j <= n; j++ {
				if done[j] {
					continue
				}
				if slack := cost(rowOf[at], j) - u[rowOf[at]] - v[j]; slack < least[j] {
					least[j], from[j] = slack, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := 0; j <= n; j++ {
				if done[j] {
					u[rowOf[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			rowOf[at] = rowOf[from[at]]
			at = from[at]
		}
	}
	return rowOf
}

func abs(n int) int { return max(n, -n) }
