package reading

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
