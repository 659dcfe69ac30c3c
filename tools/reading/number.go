package reading

import (
	"math"
	"strconv"
)

// Number is a quantity in a text.
type Number struct {
	Value    float64 // in Unit; money always in euros, scale words multiplied in
	High     float64 // the upper end of a range, or 0
	Approx   bool    // "noin", "ungefär", "about"
	Implied  bool    // a unit without a number word: "viikon", "a year"
	Ordinal  bool    // "kolmas", "3:e", "2nd"
	Fraction bool    // a share said in words or as n/m: "kolmasosa", "a quarter"; Unit is then UnitShare unless one follows
	Bound    string  // "<", "<=", ">" or ">=" when the text says so ("alle 15 vrk"), else ""
	Unit     string  // unit code, UnitCount for a counted noun, "" for a bare number
	UnitText string  // the unit as written, with its rate: "€ vuodessa"
	Per      string  // unit code of the rate ("year" for "€ vuodessa"), or ""
	Start    int     // byte range of the number with its unit
	End      int
}

// Numbers finds the quantities of s. Dates, clock times, identifiers, references ("KPI 2", "s. 12", "5 §") and numbers
// inside names are not quantities.
func Numbers(s string, lang Lang) []Number {
	d := parse(s, lang)
	return d.numbers(d.notQuantities())
}

// literal is a number written in digits.
type literal struct {
	ok   bool
	v    float64
	next int  // the token after it
	skip bool // digits that are not a number at all: up to next
}

// literal reads the digits at token i with thousands and decimal separators of the text's language.
func (d *text) literal(i int) literal {
	first := d.t[i].f
	if len(first) > 15 {
		return literal{next: i + 1, skip: true}
	}
	j := i + 1
	digits := first
	grouped := false
	if len(first) <= 3 && first[0] != '0' {
		for j < len(d.t) && d.t[j].k == Figure && len(d.t[j].f) == 3 && d.t[j].sp && !d.t[j].nl && d.t[j].start()-d.t[j-1].end() <= 3 && len(digits) <= 12 {
			digits += d.t[j].f
			grouped = true
			j++
		}
	}
	type part struct{ sep, digits string }
	var tail []part
	for j+1 < len(d.t) && d.separator(j) && d.glued(j) && d.glued(j+1) && d.t[j+1].k == Figure {
		tail = append(tail, part{d.t[j].f, d.t[j+1].f})
		j += 2
		if len(tail) > 6 {
			return literal{next: j, skip: true}
		}
	}
	frac := ""
	switch {
	case len(tail) == 0:
	case len(tail) == 1:
		p := tail[0]
		if !grouped && len(p.digits) == 3 && len(first) <= 3 && first[0] != '0' && d.thousands(p.sep) {
			digits += p.digits
		} else {
			frac = p.digits
		}
	default:
		last := tail[len(tail)-1]
		same := true
		for k, p := range tail {
			if k < len(tail)-1 && (len(p.digits) != 3 || p.sep != tail[0].sep) || p.sep != tail[0].sep && k < len(tail)-1 {
				return literal{next: j, skip: true}
			}
			same = same && p.sep == tail[0].sep
			if k < len(tail)-1 {
				digits += p.digits
			}
		}
		switch {
		case same && len(last.digits) == 3:
			digits += last.digits
		case !same:
			frac = last.digits
		default:
			return literal{next: j, skip: true}
		}
	}
	if len(digits) > 1 && digits[0] == '0' || len(digits) > 15 || len(frac) > 15 {
		return literal{next: j, skip: true}
	}
	v, err := strconv.ParseFloat(digits+"."+frac+"0", 64)
	if err != nil {
		return literal{next: j, skip: true}
	}
	return literal{ok: true, v: v, next: j}
}

func (d *text) separator(i int) bool {
	return d.t[i].k == Punct && (d.t[i].f == "." || d.t[i].f == "," || d.t[i].f == "'")
}

// thousands reports whether sep before three digits groups thousands in the text's language.
func (d *text) thousands(sep string) bool {
	switch sep {
	case "'":
		return true
	case ",":
		return d.lang == EN
	}
	return d.lang != EN
}

// numbers reads all quantities; masked tokens are no quantities.
func (d *text) numbers(masked []bool) []Number {
	r := numberReader{text: d, masked: masked, label: -1}
	for i := 0; i < len(d.t); {
		if masked[i] {
			i++
			continue
		}
		i = r.read(i)
	}
	r.shareUnits()
	return r.out
}

type numberReader struct {
	*text
	masked []bool
	label  int // the token after the last reference ("KPI 2"), so that "ja 3" continues it
	out    []Number
	starts []int // first token of each number in out
	ends   []int // token after each number in out
}

// amount is a number before its unit is known.
type amount struct {
	v, high  float64
	fraction bool
	implied  bool
	approx   bool
	digits   bool
	cased    bool // a case ending follows after a colon
	next     int
}

// read reads a quantity at token i if there is one and returns the token to go on from.
func (r *numberReader) read(i int) int {
	switch r.t[i].k {
	case Figure:
		l := r.literal(i)
		if l.skip {
			for next := l.next; r.t[i].f[0] == '0'; next++ { // a telephone number goes on
				if r.kind(next) != Figure {
					return next
				}
			}
			return l.next
		}
		if n := r.notQuantity(i, l); n > 0 {
			return n
		}
		a := amount{v: l.v, next: l.next, digits: true}
		if v, n, ok := r.vulgar(i, l); ok {
			a.v, a.next, a.fraction = v, n, true
		}
		if r.dash(i-1) && r.glued(i) && r.t[i-1].sp {
			a.v = -a.v
		}
		return r.finish(i, a)
	case Word:
		if next := r.ordinalWord(i); next > 0 {
			return next
		}
		if a, ok := r.compoundUnit(i); ok {
			r.emit(i, a)
			return r.ends[len(r.ends)-1]
		}
		if a, ok := r.amountWord(i); ok {
			return r.finish(i, a)
		}
		return r.bareUnit(i)
	case Punct:
		if r.t[i].f == "\u00bd" || r.t[i].f == "\u00bc" || r.t[i].f == "\u00be" {
			v := map[string]float64{"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75}[r.t[i].f]
			return r.finish(i, amount{v: v, next: i + 1, fraction: true})
		}
	}
	return i + 1
}

// vulgar reads n/m with a small denominator as a fraction.
func (r *numberReader) vulgar(i int, l literal) (float64, int, bool) {
	j := l.next
	if !r.is(j, "/") || !r.glued(j) || !r.glued(j+1) || r.kind(j+1) != Figure || r.masked[j+1] {
		return 0, 0, false
	}
	den := smallInt(r.t[j+1].f)
	switch den {
	case 2, 3, 4, 5, 10:
		return l.v / float64(den), j + 2, l.v > 0 && l.v < float64(den) && j == i+1
	}
	return 0, 0, false
}

// finish reads range, unit and rate after the amount at token i and stores the number.
func (r *numberReader) finish(i int, a amount) int {
	j := a.next
	if r.is(j, ":") && r.glued(j) && r.glued(j+1) && r.kind(j+1) == Word { // 24:stä, 50:een
		suffix := r.t[j+1].f
		if suffix == "e" || suffix == "a" || suffix == "s" || suffix == "nde" {
			r.emitOrdinal(i, j+2, a.v)
			return j + 2
		}
		j += 2
		a.cased = true
	}
	if a.digits && r.glued(j) && r.kind(j) == Word {
		switch r.t[j].f {
		case "st", "nd", "rd", "th":
			if r.lang == EN || r.t[j].f != "st" {
				r.emitOrdinal(i, j+1, a.v)
				return j + 1
			}
		}
	}
	j = r.rangeEnd(i, &a, j)
	n := Number{Value: a.v, High: a.high, Fraction: a.fraction, Implied: a.implied, Approx: a.approx}
	j = r.unitOf(&n, j, a)
	if n.Unit == "" && n.Fraction {
		n.Unit = UnitShare
	}
	j = r.composite(&n, j)
	r.store(i, j, n)
	return j
}

// emit stores an amount whose unit was part of the word.
func (r *numberReader) emit(i int, u unitAmount) {
	n := Number{Value: u.v, Unit: u.code, UnitText: r.src(i, u.next), Implied: u.implied}
	j := r.composite(&n, u.next)
	r.store(i, j, n)
}

func (r *numberReader) emitOrdinal(i, j int, v float64) {
	r.store(i, j, Number{Value: v, Ordinal: true})
}

func (r *numberReader) store(i, j int, n Number) {
	if math.IsInf(n.Value, 0) || math.IsNaN(n.Value) {
		return
	}
	n.Start, n.End = r.t[i].start(), r.t[j-1].end()
	if p := i - 1; p >= 0 && (r.is(p, "\u20ac") || r.at(p) == "eur") && (n.Unit == "" || n.Unit == UnitCount) {
		n.Unit, n.UnitText = UnitEuro, r.src(p, p+1)
		n.Start = r.t[p].start()
		i = p
	}
	if n.Value < 0 {
		n.Start = r.t[i-1].start()
	}
	r.qualify(&n, i)
	r.out = append(r.out, n)
	r.starts = append(r.starts, i)
	r.ends = append(r.ends, j)
}

// rangeEnd reads "–4" or "till fyra" after the amount and returns the token after it.
func (r *numberReader) rangeEnd(i int, a *amount, j int) int {
	k := j
	switch {
	case r.dash(j) || r.is(j, "\u2026"):
		k = j + 1
	case r.is(j, ".") && r.is(j+1, ".") && r.glued(j) && r.glued(j+1):
		k = j + 2
		if r.is(k, ".") {
			k++
		}
	case r.lang == SV && r.at(j) == "till" || r.lang == EN && r.at(j) == "to":
		if p := r.at(i - 1); p == "fran" || p == "from" {
			return j
		}
		k = j + 1
	default:
		return j
	}
	if k >= len(r.t) || r.masked[k] || r.t[k].nl {
		return j
	}
	var high float64
	var next int
	if r.t[k].k == Figure {
		l := r.literal(k)
		if !l.ok || r.is(l.next, "\u00a7") {
			return j
		}
		high, next = l.v, l.next
	} else if b, ok := r.amountWord(k); ok && !b.fraction {
		high, next = b.v, b.next
	} else {
		return j
	}
	if high <= a.v || r.dash(next) && r.glued(next) && r.kind(next+1) == Figure {
		return j
	}
	a.high = high
	return next
}

// unitOf reads the unit and the rate at token j into n.
func (r *numberReader) unitOf(n *Number, j int, a amount) int {
	from := j
	if r.dash(j) && r.glued(j) && r.glued(j+1) && r.kind(j+1) == Word { // 4-viikkoinen, 2-week
		if code, v, ok := r.adjectiveUnit(r.t[j+1].f); ok {
			n.Value *= v
			n.Unit, n.UnitText = code, r.src(j+1, j+2)
			return j + 2
		}
	}
	if end, ok := r.perThousand(j); ok {
		n.Unit, n.UnitText = UnitPerMil, r.src(j, end)
		return end
	}
	if a.fraction { // "half an hour", "a quarter of an hour", "en halv dag"
		if r.lang == EN {
			k := j
			if r.at(k) == "of" {
				k++
			}
			if r.at(k) == "a" || r.at(k) == "an" {
				k++
			}
			if k > j {
				if u := r.unit(k); u.ok {
					j = k
				} else if r.at(k) == "dozen" && r.at(j) != "of" {
					n.Value *= 12
					n.Fraction = false
					j, from = k+1, k+1
				}
			}
		}
	}
	u := r.unitAfter(j)
	if u.ok && !(a.cased && rateWords[r.at(j)] != "") {
		n.Value *= u.mul
		n.High *= u.mul
		n.Unit = u.code
		j = u.next
		if e, ok := r.unitWord(r.at(u.next - 1)); ok && e.value != 1 {
			n.Value *= e.value
			n.High *= e.value
			n.Implied = false
		}
		if u.code != "" {
			j = r.rate(n, j)
			n.UnitText = r.src(from, j)
			n.Fraction = false
			return j
		}
		from = j
	}
	return r.counted(n, j, from, a)
}
