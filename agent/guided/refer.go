package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// rowKey is the field by which the rows of a list are told apart.
var rowKey = map[plan.Path]string{
	"kpis": "name", "raci": "item", "capabilities": "key", "data.assets": "name",
	"value_stream.steps": "name", "batches": "scope", "realisation": "goal",
}

// sameRow is how much of a name must agree for a mention to mean that row.
const sameRow = 0.67

// sameText is the same for rows that a whole clause names.
const sameText = 0.8

// rowNamed finds the row of list whose name the words of s mean best, and how well:
// the share of the shorter one's content words that the other has.
func (r *reader) rowNamed(list plan.Path, s span) (plan.Path, float64) {
	words := reading.ContentWords(r.m.quote(s), r.m.lang)
	var best plan.Path
	high, same := 0.0, 0
	for _, row := range r.rows(list) {
		name, ok := r.held(row + "." + plan.Path(rowKey[list])).(string)
		if !ok {
			continue
		}
		named := reading.ContentWords(name, r.m.lang)
		score, equal := likeness(words, named), 0
		for _, w := range named {
			if slices.Contains(words, w) {
				equal++
			}
		}
		if score > high || score == high && score > 0 && equal > same {
			best, high, same = row, score, equal
		}
	}
	return best, high
}

// likeness is the share of the shorter list's words that the longer one has.
func likeness(a, b []string) float64 {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0
	}
	n := 0
	for _, x := range a {
		for _, y := range b {
			if sameWord(x, y) {
				n++
				break
			}
		}
	}
	return float64(n) / float64(len(a))
}

// sameWord reports whether two stems are forms of one word: equal, with a long common
// beginning, or one the last part of the other.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 {
		return false
	}
	n := 0
	for n < len(a) && a[n] == b[n] {
		n++
	}
	loose := 2
	if len(b) > n+3 {
		loose = 1 // of a compound, most of the first part
	}
	return n >= 5 && n >= len(a)-loose && len(b) <= len(a)+4 || len(a) >= 5 && strings.HasSuffix(b, a) || len(a) >= 6 && near(a, b)
}

var ordinals = []string{"order.first", "order.second", "order.third"}

// rowCounted is the row of list that s names by its number ("the second KPI").
func (r *reader) rowCounted(list plan.Path, s span) (plan.Path, int) {
	for n, cue := range ordinals {
		if r.m.has(cue, s) {
			if rows := r.rows(list); n < len(rows) {
				return rows[n], n
			}
			return "", n
		}
	}
	return "", -1
}

// askedRow is the row of list that the pending question asks about.
func (r *reader) askedRow(list plan.Path) plan.Path {
	for _, a := range r.asked {
		if row := a.Row(); row != "" && row.List() == list {
			return row
		}
	}
	return ""
}

// lastRow is the row that a statement without a name goes on with: the last one of
// this message, the asked one, or the only one of the draft.
func (r *reader) lastRow(list plan.Path) plan.Path {
	for i := len(r.facts) - 1; i >= 0; i-- {
		if row := r.facts[i].path.Row(); row != "" && row.List() == list {
			return row
		}
	}
	if row := r.askedRow(list); row != "" {
		return row
	}
	if rows := r.rows(list); len(rows) > 0 {
		return rows[len(rows)-1]
	}
	return ""
}
