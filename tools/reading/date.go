package reading

import (
	"fmt"
	"time"
)

// Role is what a date is for, as far as the words around it tell.
type Role string

// The roles of a date.
const (
	RoleNone     Role = ""
	RoleStart    Role = "start"    // "alkaen", "från och med", "since"
	RoleEnd      Role = "end"      // "asti", "till", "until"
	RoleDeadline Role = "deadline" // "mennessä", "senast", "by"
	RoleAsOf     Role = "asof"     // "oli … 31.12.2025", "var", "was"
)

// Date is a point or a span of time in a text.
type Date struct {
	ISO      string // 2026-09-30, 2026-09 or 2026: as precise as the text is, the first or last day where it says so
	From, To string // the first and the last day of the span the words name
	Role     Role
	Approx   bool // a season, a half-year, "early 2026"
	Inferred bool // the year is not in the text
	pointed  bool // ISO is a border of the span that the words point at
	hinted   bool // Role is a guess from the clause, not from a word beside the date
	Start    int  // byte range
	End      int
}

// Dates finds the dates of s. today resolves what is relative ("ensi vuoden lopussa") or lacks a year.
func Dates(s string, lang Lang, today time.Time) []Date {
	d := parse(s, lang)
	raws := d.rawDates(today)
	return d.finishDates(raws, today)
}

// edge is the part of a span that a text points at.
type edge uint8

const (
	whole edge = iota
	atStart
	atEnd
	middle
)

// rawDate is a date as read, before roles.
type rawDate struct {
	i, j     int // tokens
	y, m, d  int // 0 = not said
	m2       int // last month of a span of months, or 0
	edge     edge
	role     Role
	before   bool // "before", "ennen": the day before the span
	approx   bool
	noYear   bool
	adjusted bool // the year is this year by default
	rel      int  // years from today's year, when hasRel
	hasRel   bool
	week     int
	hinted   bool // the role comes from words further away
}

// notQuantities marks the tokens that belong to dates and to list markers.
func (d *text) notQuantities() []bool {
	mask := make([]bool, len(d.t))
	for i, after := range d.listMarkers() {
		if after > 0 {
			mask[i] = true
		}
	}
	for _, r := range d.rawDates(time.Time{}) {
		for k := r.i; k < r.j; k++ {
			mask[k] = true
		}
	}
	return mask
}

// rawDates reads the dates in one pass.
func (d *text) rawDates(today time.Time) []rawDate {
	var out []rawDate
	for i := 0; i < len(d.t); {
		r, ok := d.rawDate(i, today)
		if !ok {
			i++
			continue
		}
		if n := len(out); n > 0 && r.i < out[n-1].j { // never reach back into the date before
			r.i = out[n-1].j
		}
		out = append(out, r)
		i = r.j
	}
	return out
}

func (d *text) rawDate(i int, today time.Time) (rawDate, bool) {
	switch d.t[i].k {
	case Figure:
		for _, f := range [...]func(int) (rawDate, bool){d.isoDate, d.dayRange, d.dottedDate, d.slashDate, d.dayMonthName, d.numberedQuarter} {
			if r, ok := f(i); ok {
				return r, true
			}
		}
		return d.bareYear(i)
	case Word:
		for _, f := range [...]func(int) (rawDate, bool){d.monthName, d.quarterName, d.season, d.weekNumber, d.yearPhrase} {
			if r, ok := f(i); ok {
				return r, true
			}
		}
		return d.relative(i, today)
	}
	return rawDate{}, false
}

// figure is the value of token i when it is 1 to 4 digits and lies in lo..hi; -1 otherwise.
func (d *text) figure(i, lo, hi int) int {
	if d.kind(i) != Figure {
		return -1
	}
	if n := smallInt(d.t[i].f); lo <= n && n <= hi {
		return n
	}
	return -1
}

// year reads a four-digit year at token i.
func (d *text) year(i int) int {
	if d.kind(i) != Figure || len(d.t[i].f) != 4 {
		return -1
	}
	return d.figure(i, 1900, 2100)
}

// isoDate reads 2026-03-31, 2026/03/31 and 2026-03.
func (d *text) isoDate(i int) (rawDate, bool) {
	y := d.year(i)
	if y < 0 || !(d.dash(i+1) || d.is(i+1, "/")) || !d.glued(i+1) || !d.glued(i+2) || len(d.at(i+2)) != 2 {
		return rawDate{}, false
	}
	m := d.figure(i+2, 1, 12)
	if m < 0 {
		return rawDate{}, false
	}
	if d.is(i+3, d.t[i+1].f) && d.glued(i+3) && d.glued(i+4) && len(d.at(i+4)) == 2 {
		if day := d.figure(i+4, 1, daysIn(y, m)); day > 0 {
			return rawDate{i: i, j: i + 5, y: y, m: m, d: day}, true
		}
	}
	if d.is(i+1, "/") {
		return rawDate{}, false
	}
	return rawDate{i: i, j: i + 3, y: y, m: m}, true
}

// dottedDate reads 31.12.2025, 31. 12. 2025, 31.12.25, 31.12. and 12.2025.
func (d *text) dottedDate(i int) (rawDate, bool) {
	if !d.is(i+1, ".") || !d.glued(i+1) || len(d.t[i].f) > 2 || i > 1 && d.is(i-1, ".") && d.glued(i) && d.kind(i-2) == Figure {
		return rawDate{}, false
	}
	if y := d.year(i + 2); y > 0 && d.glued(i+2) {
		if m := d.figure(i, 1, 12); m > 0 && d.at(i-1) != "klo" {
			return rawDate{i: i, j: i + 3, y: y, m: m}, true
		}
		return rawDate{}, false
	}
	day, m := d.figure(i, 1, 31), d.figure(i+2, 1, 12)
	if day < 0 || m < 0 || len(d.t[i+2].f) > 2 || !d.is(i+3, ".") || !d.glued(i+3) || day > daysIn(2024, m) {
		return rawDate{}, false
	}
	if d.t[i+2].sp && d.year(i+4) < 0 {
		return rawDate{}, false
	}
	if y := d.year(i + 4); y > 0 && !d.t[i+4].nl {
		if day > daysIn(y, m) {
			return rawDate{}, false
		}
		return rawDate{i: i, j: i + 5, y: y, m: m, d: day}, true
	}
	if d.glued(i+4) && d.kind(i+4) == Figure {
		if yy := d.figure(i+4, 0, 99); yy >= 0 && len(d.t[i+4].f) == 2 && !(d.is(i+5, ".") && d.glued(i+5) && d.glued(i+6)) {
			return rawDate{i: i, j: i + 5, y: 2000 + yy, m: m, d: day}, true
		}
		return rawDate{}, false
	}
	return rawDate{i: i, j: i + 4, m: m, d: day, noYear: true}, true
}

// dayRange reads the first day of "5.–30.10.2026" and "5–30 October 2026"; the second date is read after it.
func (d *text) dayRange(i int) (rawDate, bool) {
	day := d.figure(i, 1, 31)
	j := i + 1
	if d.is(j, ".") && d.glued(j) {
		j++
	}
	if day < 0 || !d.dash(j) || d.kind(j+1) != Figure || len(d.t[j+1].f) > 2 || i > 0 && d.glued(i) && !d.is(i-1, "(") {
		return rawDate{}, false
	}
	r, ok := d.dottedDate(j + 1)
	if !ok {
		r, ok = d.dayMonthName(j + 1)
	}
	if !ok || r.d <= day {
		return rawDate{}, false
	}
	return rawDate{i: i, j: j, y: r.y, m: r.m, d: day, noYear: r.noYear}, true
}

// slashDate reads 30/06/2027 (day first unless impossible) and 6/2026.
func (d *text) slashDate(i int) (rawDate, bool) {
	if !d.is(i+1, "/") || !d.glued(i+1) || !d.glued(i+2) || len(d.t[i].f) > 2 {
		return rawDate{}, false
	}
	if y := d.year(i + 2); y > 0 {
		if m := d.figure(i, 1, 12); m > 0 && !(d.is(i-1, "/") && d.glued(i)) && !(d.is(i+3, "/") && d.glued(i+3)) {
			return rawDate{i: i, j: i + 3, y: y, m: m}, true
		}
		return rawDate{}, false
	}
	a, b, y := d.figure(i, 1, 31), d.figure(i+2, 1, 31), d.year(i+4)
	if a < 0 || b < 0 || y < 0 || !d.is(i+3, "/") || !d.glued(i+3) || !d.glued(i+4) {
		return rawDate{}, false
	}
	if b > 12 {
		a, b = b, a
	}
	if b > 12 || a > daysIn(y, b) {
		return rawDate{}, false
	}
	return rawDate{i: i, j: i + 5, y: y, m: b, d: a}, true
}

// bareYear reads a year, unless a unit or counted noun shows that it is a quantity.
func (d *text) bareYear(i int) (rawDate, bool) {
	y := d.year(i)
	if y < 1980 || y > 2080 {
		return rawDate{}, false
	}
	if d.glued(i) && (d.is(i-1, ".") || d.is(i-1, ",") || d.is(i-1, "/") || d.is(i-1, ":")) || d.is(i-1, "\u20ac") || d.at(i-1) == "eur" {
		if !(d.is(i-1, "/") && (d.kind(i-2) == Figure || d.kind(i-2) == Word)) {
			return rawDate{}, false
		}
		if d.kind(i-2) == Figure && d.year(i-2) < 0 { // 45/2026 is an identifier
			return rawDate{}, false
		}
	}
	if approximators[d.at(i-1)] && d.at(i-1) != "runt" && d.at(i-1) != "around" {
		return rawDate{}, false
	}
	j := i + 1
	if d.glued(j) && d.kind(j) == Word || d.glued(j) && (d.is(j, ",") || d.is(j, ".")) && d.glued(j+1) && d.kind(j+1) == Figure {
		return rawDate{}, false
	}
	if u := d.unit(j); u.ok && j < len(d.t) && !d.t[j].nl && !yearWord(d.at(i-1)) && d.at(j) != "v" && d.at(j) != "s" {
		return rawDate{}, false
	}
	if !yearWord(d.at(i-1)) && d.countedWithRate(j) {
		return rawDate{}, false
	}
	r := rawDate{i: i, j: j, y: y}
	if d.is(j, ":") && d.glued(j) && d.kind(j+1) == Word && d.glued(j+1) {
		r.j += 2
	}
	return d.widenYear(r)
}

// countedWithRate reports whether a noun and a rate follow: "2050 hakemusta vuodessa".
func (d *text) countedWithRate(j int) bool {
	for k := j; k < j+3 && d.kind(k) == Word; k++ {
		if stopWord(d.t[k].f, d.lang) {
			return false
		}
		switch f := d.at(k + 1); f {
		case "vuodessa", "kuukaudessa", "viikossa", "paivassa":
			return true
		case "per":
			return true
		case "om":
			return d.at(k+2) == "aret"
		case "a":
			return d.at(k+2) == "year" || d.at(k+2) == "month" || d.at(k+2) == "week"
		}
	}
	return false
}

func yearWord(f string) bool {
	switch f {
	case "vuonna", "vuoden", "vuodesta", "vuoteen", "vuosina", "vuosien", "vuodelta", "vuodelle", "ar", "aret", "aren", "year", "in", "since", "by", "until", "v":
		return true
	}
	return false
}

// daysIn is the number of days of a month.
func daysIn(y, m int) int {
	return time.Date(y, time.Month(m)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

func isoDay(y, m, d int) string { return fmt.Sprintf("%04d-%02d-%02d", y, m, d) }
