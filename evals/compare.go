package evals

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Least shares of content words for two texts to be equal.
const (
	textCovered  = 0.6 // of the gold text's words that the predicted text has
	textGrounded = 0.9 // of the predicted text's words that the applicant used
)

// matcher compares values. Rows gives the gold row that each predicted row stands for; Grounds, when set, the words of
// the messages that revealed a gold path.
type matcher struct {
	rows    rowMap
	lexicon lexicon
	grounds func(plan.Path) wordList
}

// leafScore says how well a predicted leaf agrees with a gold one. A set counts each element; other values count one.
type leafScore struct{ hit, got, want int }

func (s leafScore) equal() bool { return s.hit == s.got && s.hit == s.want }

// score compares the predicted value got with the gold value want of field f. The units are those of the rows, "" when
// there is none.
func (m *matcher) score(f *Field, path plan.Path, want, got any, wantUnit, gotUnit string) leafScore {
	if f.Cmp.set() {
		a, b := m.elements(f, got), elements(want)
		return leafScore{hit: m.common(f, path, b, a), got: len(a), want: len(b)}
	}
	one := leafScore{got: 1, want: 1}
	if m.equal(f, path, want, got, wantUnit, gotUnit) {
		one.hit = 1
	}
	return one
}

func (m *matcher) equal(f *Field, path plan.Path, want, got any, wantUnit, gotUnit string) bool {
	switch f.Cmp {
	case CmpNum:
		w, ok := want.(float64)
		g, ok2 := got.(float64)
		return ok && ok2 && equalNumber(w, g, wantUnit, gotUnit)
	case CmpBool:
		return want == got
	case CmpDate:
		return equalDate(text(want), text(got))
	case CmpPerson:
		return equalPerson(text(want), text(got))
	case CmpRef:
		return text(want) == m.rows.gold("kpis", text(got))
	case CmpText:
		return m.equalText(f, path, text(want), text(got))
	default:
		return text(want) == text(got)
	}
}

// equalNumber compares exactly, after conversion when both units are known and differ.
func equalNumber(want, got float64, wantUnit, gotUnit string) bool {
	if near(want, got) {
		return wantUnit == "" || gotUnit == "" || compatible(wantUnit, gotUnit)
	}
	if wantUnit == "" || gotUnit == "" {
		return false
	}
	converted, ok := reading.Convert(got, gotUnit, wantUnit)
	return ok && near(want, converted)
}

// compatible reports whether equal numbers with these units mean the same: false only when both are known units and one
// converts into the other with another value, as 7 days and 7 weeks.
func compatible(a, b string) bool {
	converted, ok := reading.Convert(1, a, b)
	return !ok || near(converted, 1)
}

func near(a, b float64) bool {
	return math.Abs(a-b) <= 1e-9*math.Max(1, math.Max(math.Abs(a), math.Abs(b)))
}

// equalDate compares at the precision of the gold date.
func equalDate(want, got string) bool {
	return want != "" && strings.HasPrefix(got, want)
}

// equalPerson compares names without case and diacritics. A title before the name is passed over: a name of two words or
// more agrees with a longer one that ends in it.
func equalPerson(want, got string) bool {
	a, b := nameWords(want), nameWords(got)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 || len(a) < 2 && len(b) > len(a) {
		return false
	}
	return slices.Equal(a, b[len(b)-len(a):])
}

func nameWords(s string) []string {
	return strings.FieldsFunc(reading.Fold(reading.Normalize(s)), func(r rune) bool {
		return unicode.IsSpace(r) || strings.ContainsRune(".,;:()", r)
	})
}

// equalText asks for enough of the gold text's words, and that the predicted words were the applicant's.
func (m *matcher) equalText(f *Field, path plan.Path, want, got string) bool {
	if got == "" || want == "" {
		return false
	}
	if want == got || reading.Fold(reading.Normalize(want)) == reading.Fold(reading.Normalize(got)) {
		return true
	}
	if f.Path.Leaf() == "unit" {
		code := reading.UnitCode(want)
		return code != "" && code == reading.UnitCode(got)
	}
	wantWords, gotWords := m.lexicon.content(want), m.lexicon.content(got)
	if wantWords.share(gotWords) < textCovered {
		return false
	}
	if m.grounds == nil {
		return true
	}
	return gotWords.share(m.grounds(path)) >= textGrounded
}

// common counts the elements of want that have a partner of their own in got.
func (m *matcher) common(f *Field, path plan.Path, want, got []string) int {
	weight := make([][]float64, len(want))
	for i, w := range want {
		weight[i] = make([]float64, len(got))
		for j, g := range got {
			if m.equalElement(f, path, w, g) {
				weight[i][j] = 1
			}
		}
	}
	n := 0
	for _, j := range assign(weight) {
		if j >= 0 {
			n++
		}
	}
	return n
}

func (m *matcher) equalElement(f *Field, path plan.Path, want, got string) bool {
	switch f.Cmp {
	case CmpPersons:
		return equalPerson(want, got)
	case CmpTextSet:
		return m.equalText(f, path, want, got)
	default:
		return want == got
	}
}

// elements lists the predicted elements; references are translated to gold rows, and an unknown one stays as it is not
// to match any.
func (m *matcher) elements(f *Field, value any) []string {
	list := elements(value)
	if f.Cmp != CmpRefs {
		return list
	}
	out := make([]string, len(list))
	for i, id := range list {
		if out[i] = m.rows.gold("kpis", id); out[i] == "" {
			out[i] = "?" + id
		}
	}
	return out
}

func elements(value any) []string {
	list, _ := value.([]string)
	return list
}

func text(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case plan.Date:
		return string(v)
	default:
		return ""
	}
}
