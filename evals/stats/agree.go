package stats

import (
	"math"
	"slices"
)

// Agreement is how well two raters agree on labels.
type Agreement struct {
	Kappa float64 // Cohen's
	Raw   float64 // share of units with the same label
	First []float64
	Both  int // units rated by both
}

// Cohen compares two raters. Table counts the units by the first rater's label (row) and the second's (column). First
// holds how often the first rater gave each label: where one prevails, kappa is low at high raw agreement.
func Cohen(table [][]int) Agreement {
	n, same, chance := 0, 0, 0.0
	rows, columns := make([]int, len(table)), make([]int, len(table))
	for i := range table {
		for j, count := range table[i] {
			n += count
			rows[i] += count
			columns[j] += count
			if i == j {
				same += count
			}
		}
	}
	a := Agreement{Both: n, Raw: share(same, n), First: make([]float64, len(table))}
	for i := range table {
		a.First[i] = share(rows[i], n)
		chance += share(rows[i], n) * share(columns[i], n)
	}
	if chance < 1 {
		a.Kappa = (a.Raw - chance) / (1 - chance)
	}
	return a
}

// Scale says how far two different values are apart.
type Scale int

// The scales of Krippendorff's alpha.
const (
	Nominal Scale = iota // different is different
	Ordinal              // by the values between
	Metric               // by the squared difference
)

// Missing marks a unit that a rater did not rate.
var Missing = math.NaN()

// Krippendorff is Krippendorff's alpha of ratings, one row a rater and one column a unit. Units with fewer than two
// ratings are left aside. It is 1 for full agreement, 0 for agreement by chance, and NaN when nothing can be compared.
func Krippendorff(ratings [][]float64, scale Scale) float64 {
	values, units := pairable(ratings)
	if len(values) == 0 {
		return math.NaN()
	}
	// coincidences of values within units, each unit weighing as much as it has ratings
	co := make([][]float64, len(values))
	for i := range co {
		co[i] = make([]float64, len(values))
	}
	for _, unit := range units {
		m := 0
		for _, count := range unit {
			m += count
		}
		for i, a := range unit {
			for j, b := range unit {
				pairs := a * b
				if i == j {
					pairs = a * (a - 1)
				}
				co[i][j] += float64(pairs) / float64(m-1)
			}
		}
	}
	totals, n := make([]float64, len(values)), 0.0
	for i := range co {
		for _, x := range co[i] {
			totals[i] += x
			n += x
		}
	}
	observed, expected := 0.0, 0.0
	for i := range values {
		for j := range values {
			d := distance(scale, values, totals, i, j)
			observed += co[i][j] * d
			expected += totals[i] * totals[j] * d
		}
	}
	if expected == 0 {
		return math.NaN()
	}
	return 1 - (n-1)*observed/expected
}

// pairable lists the values that occur, sorted, and for each unit with two ratings or more how often each occurs.
func pairable(ratings [][]float64) (values []float64, units [][]int) {
	columns := 0
	for _, row := range ratings {
		columns = max(columns, len(row))
	}
	var rated [][]float64
	for u := range columns {
		var unit []float64
		for _, row := range ratings {
			if u < len(row) && !math.IsNaN(row[u]) {
				unit = append(unit, row[u])
			}
		}
		if len(unit) >= 2 {
			rated = append(rated, unit)
			values = append(values, unit...)
		}
	}
	slices.Sort(values)
	values = slices.Compact(values)
	for _, unit := range rated {
		counts := make([]int, len(values))
		for _, x := range unit {
			i, _ := slices.BinarySearch(values, x)
			counts[i]++
		}
		units = append(units, counts)
	}
	return values, units
}

func distance(scale Scale, values, totals []float64, i, j int) float64 {
	switch {
	case i == j:
		return 0
	case scale == Nominal:
		return 1
	case scale == Ordinal:
		i, j = min(i, j), max(i, j)
		d := -(totals[i] + totals[j]) / 2
		for g := i; g <= j; g++ {
			d += totals[g]
		}
		return d * d
	default:
		d := values[i] - values[j]
		return d * d
	}
}
