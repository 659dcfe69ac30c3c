package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// withoutAmounts takes the amounts off the ends of a range.
func (r *reader) withoutAmounts(s span) span {
	for changed := true; changed && !s.empty(); {
		changed = false
		for _, n := range r.m.nums {
			changed = cutEnds(&s, n.span) || changed
		}
	}
	return s
}

// benefit reports whether a number is an amount of money or work.
func benefit(n amount) bool {
	switch n.Unit {
	case reading.UnitEuro, reading.UnitFTE, reading.UnitPDay, reading.UnitPMonth, reading.UnitHour:
		return true
	}
	return false
}

// counted reports whether a number is an amount of things per time, which is a benefit
// only where the goal is told.
func counted(n amount) bool { return n.Unit == reading.UnitCount && n.Per != "" }

// amountWords announce an amount.
var amountWords = wordSet(`yhteensä kaikkiaan määrältään laajuudeltaan arvoltaan määrä laajuus arvo verran vastaa vastaten
	till i ett en av om omfång omfattning belopp värde motsvarande motsvarar sammanlagt totalt allt alltså
	to the a an of in by extent amount sum value worth corresponding equivalent all altogether total totalling amounting`)

// only reports whether a range has no words but those of a set.
func (m *message) only(set words, s span) bool {
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind == reading.Word && !set.has(m.toks[k]) && !frameWords.has(m.toks[k]) {
			return false
		}
	}
	return true
}

// storeAmount stores the amount and its unit as written.
func (r *reader) storeAmount(row plan.Path, n amount, p piece) span {
	r.put(row+".amount", n.Value, n.span)
	if n.UnitText != "" {
		unit := n.UnitText
		for k := n.i; k < n.j && n.Per != "" && !strings.Contains(unit, " "); k++ {
			if r.m.toks[k].Kind == reading.Word && k > n.i { // "€210,000 per year"
				unit += " " + r.m.quote(span{k, n.j})
				break
			}
		}
		r.put(row+".unit", withoutMagnitude(unit), n.span)
	}
	return n.span
}

// withoutMagnitude takes "million" and the like out of a unit: the amount has it.
func withoutMagnitude(unit string) string {
	kept := slices.DeleteFunc(strings.Fields(unit), func(w string) bool {
		return magnitudes.low[strings.ToLower(w)]
	})
	return strings.Join(kept, " ")
}

var magnitudes = wordSet(`tuhat tuhatta tuhannen miljoona miljoonaa miljoonan milj milj. tusen miljon miljoner mn thousand million millions m k`)
