package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// stated is sentence i with the words of an excuse before it, which may name what it is
// about: "I transposed the fee figure. It should have been …".
func (r *reader) stated(i int) statement {
	t := statement{span: r.m.sentences[i], around: r.m.sentences[i]}
	if r.excuse(i - 1) {
		t.around.i = r.m.sentences[i-1].i
	}
	t.words = reading.ContentWords(r.besideSlips(t.around), r.m.lang)
	t.named = r.namings(t.words)
	return t
}

// statement is a sentence that may correct a stored value.
type statement struct {
	span
	around span                  // with the sentence that names what it is about
	words  []string              // the content words of both
	named  map[plan.Path]float64 // how well they name each row
}

// besideSlips is what a range says without the words of correction, which may be like the
// name of a row: a repair is "korjaus" too.
func (r *reader) besideSlips(s span) string {
	var kept []string
	for _, h := range r.m.hits {
		if h.name == "act.correction" && s.covers(h.span) {
			kept = append(kept, r.m.quote(span{s.i, h.i}))
			s.i = h.j
		}
	}
	return strings.Join(append(kept, r.m.quote(s)), " ")
}

// namedBy is how well a statement names what a path belongs to.
func (r *reader) namedBy(t statement, p plan.Path) float64 {
	if row := p.Row(); row != "" {
		return t.named[row]
	}
	if (p == "target.start" || p == "target.end") && r.m.has("reform", t.around) {
		return namedWell
	}
	return 0
}

// namings tell how well the words of a sentence name each row: by its name, or less well by
// another text of it.
func (r *reader) namings(words []string) map[plan.Path]float64 {
	named := map[plan.Path]float64{}
	for p, v := range r.draft.Plan.Leaves() {
		row := p.Row()
		text, ok := v.(string)
		if row == "" || !ok {
			continue
		}
		if p.Leaf() == rowKey[row.List()] {
			named[row] = max(named[row], r.nameWords(row, words))
		} else if mustField(p).Kind == plan.KindText {
			if n := r.wordsOf(text, words); n >= namedWell {
				named[row] = max(named[row], otherText*n)
			}
		}
	}
	r.ownWords(named)
	return named
}

// ownWords takes back that a row of a closed list is named by words that are the name of
// another row: the meter register is no indicator.
func (r *reader) ownWords(named map[plan.Path]float64) {
	m := r.m
	for row := range named {
		key := row + plan.Path("."+rowKey[row.List()])
		f := mustField(key)
		if f.Enum == "" {
			continue
		}
		for _, e := range m.enums(f.Enum, m.all()) {
			if any(e.value) != r.held(key) {
				continue
			}
			words := reading.ContentWords(m.quote(e.span), m.lang)
			for other, n := range named {
				if n == 1 && mustField(other+plan.Path("."+rowKey[other.List()])).Enum == "" && r.nameWords(other, words) == 1 {
					named[row] = 0
				}
			}
		}
	}
}

// nameWords is how well words name a row by its name.
func (r *reader) nameWords(row plan.Path, words []string) float64 {
	key := row + plan.Path("."+rowKey[row.List()])
	name, _ := r.held(key).(string)
	if f := mustField(key); f.Enum != "" {
		if slices.ContainsFunc(r.m.enums(f.Enum, r.m.all()), func(e enumHit) bool { return e.value == name }) {
			return 1
		}
		return 0
	}
	n := r.wordsOf(name, words)
	if n > 0 && r.numbered(row) {
		return 1
	}
	return n
}

// otherText is how much the words of another text of a row count beside those of its name.
const otherText = 0.9

// wordsOf is 0 when none of the words is in a text, else from a half up to 1 when all of its
// content words are among them.
func (r *reader) wordsOf(text string, words []string) float64 {
	named := reading.ContentWords(text, r.m.lang)
	n := 0
	for _, w := range named {
		if slices.ContainsFunc(words, func(x string) bool { return sameWord(x, w) }) {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return 0.5 + 0.5*float64(n)/float64(len(named))
}

// numbered reports whether the message tells the number of a row: "the second indicator".
func (r *reader) numbered(row plan.Path) bool {
	for i, cue := range ordinals {
		if rows := r.rows(row.List()); r.m.has(cue, r.m.all()) && i < len(rows) && rows[i] == row {
			return true
		}
	}
	return false
}
