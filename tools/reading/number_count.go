package reading

import "strings"

// counted reads a counted noun ("2 150 hakemusta vuodessa") at token j.
func (r *numberReader) counted(n *Number, j, from int, a amount) int {
	if end := r.rate(n, j); end > j {
		n.Unit, n.UnitText = UnitCount, r.src(from, end)
		return end
	}
	k := j
	for k < len(r.t) && k < j+4 && r.nounLike(k, k == j) {
		probe := *n
		if end := r.rate(&probe, k+1); end > k+1 {
			*n = probe
			n.Unit, n.UnitText = UnitCount, r.src(from, end)
			return end
		}
		k++
	}
	if k == j || a.fraction {
		return j
	}
	end := j + 1
	if k > j+1 && (addedWords[r.t[j].f] || swedishOrdinals[r.t[j].f] > 0) {
		end = j + 2
	} else if k > j+1 && r.lang != SV && r.lang != EN && strings.HasSuffix(r.t[j].f, "a") && strings.HasSuffix(r.t[j+1].f, "a") {
		end = j + 2
	}
	n.Unit, n.UnitText = UnitCount, r.src(from, end)
	return end
}

// nounLike reports whether token k can be a counted noun: a word in running text that is no function word.
func (r *numberReader) nounLike(k int, first bool) bool {
	t := &r.t[k]
	if t.k != Word || t.nl || r.masked[k] || len(t.f) < 2 || first && r.glued(k) {
		return false
	}
	if t.up && r.lang != EN && !first {
		return false
	}
	return !stopWord(t.f, r.lang) && !numberBreakers[t.f]
}

// numberBreakers are content words that follow a number without being counted by it.
var numberBreakers = set(`oli ovat olisi asti saakka mennessa alkaen lahtien vastaa vastaava omistaja tekija var blir bli senast agare ansvarig mal tavoite
	was were is are owner target goal baseline by from until till fran minska oka increase decrease kohden kohti lahde kalla source enligt mukaan`)

// addedWords stand between a number and what it counts.
var addedWords = set("muuta muun uutta uuden lisaa eri andra nya olika ytterligare other more new further different additional")

// shareUnits gives the unit of the second number to the first in "24 → 10 vrk", "from 24 to 10 days", "2 ja 3 viikkoa".
func (r *numberReader) shareUnits() {
	for k := len(r.out) - 2; k >= 0; k-- {
		a, b := &r.out[k], &r.out[k+1]
		if a.Unit != "" || a.Ordinal || b.Unit == "" || b.Unit == UnitCount || b.Ordinal || b.Fraction {
			continue
		}
		if r.connects(r.ends[k], r.starts[k+1]) {
			a.Unit, a.UnitText, a.Per = b.Unit, b.UnitText, b.Per
		}
	}
}

func (r *numberReader) connects(i, j int) bool {
	switch j - i {
	case 0:
		return r.glued(i-1) || r.is(i-2, ":") // 24:stä 10 päivään
	case 1:
		switch r.at(i) {
		case "\u2192", "->", "to", "till", "ja", "och", "and", "tai", "or", "eller", "\u21d2":
			return true
		}
	case 2:
		return r.dash(i) && r.is(i+1, ">")
	}
	return false
}
