package reading

import "strings"

// monthStems are the Finnish month names before "kuu".
var monthStems = [12]string{"tammi", "helmi", "maalis", "huhti", "touko", "kesa", "heina", "elo", "syys", "loka", "marras", "joulu"}

// monthNames are the Swedish and English month names and abbreviations; short ones need a number beside them.
var monthNames = map[string]int{
	"januari": 1, "january": 1, "februari": 2, "february": 2, "mars": 3, "march": 3, "april": 4, "maj": 5, "may": 5, "juni": 6, "june": 6, "juli": 7, "july": 7,
	"augusti": 8, "august": 8, "september": 9, "oktober": 10, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dec": 12,
	"januaris": 1, "aprils": 4, "junis": 6, "decembers": 12,
}

// monthPrefix reads a folded word as a month and returns its Finnish case ending.
func monthPrefix(f string) (ending string, month int) {
	if n := monthNames[f]; n > 0 {
		return "", n
	}
	for i, s := range monthStems {
		if rest, ok := strings.CutPrefix(f, s); ok {
			if rest, ok = strings.CutPrefix(rest, "kuu"); ok {
				switch rest {
				case "", "n", "ta", "ssa", "sta", "hun", "lla", "lle", "ksi", "lta", "ssakin", "hunkin", "t", "na":
					return rest, i + 1
				}
			}
		}
	}
	return "", 0
}

// monthRange reads "touko-kesäkuussa" as its first and last month.
func monthRange(f string) (first, last int, ending string) {
	a, b, ok := strings.Cut(f, "-")
	if !ok {
		return 0, 0, ""
	}
	ending, last = monthPrefix(b)
	if last == 0 {
		return 0, 0, ""
	}
	a = strings.TrimSuffix(a, "kuu")
	for i, s := range monthStems {
		if a == s {
			return i + 1, last, ending
		}
	}
	return monthNames[a], last, ending
}

// monthName reads dates that begin with a month: "tammikuun 2026 lopussa", "June 30, 2027", "mars 2026".
func (d *text) monthName(i int) (rawDate, bool) {
	f := d.t[i].f
	ending, m := monthPrefix(f)
	r := rawDate{i: i, j: i + 1, m: m, noYear: true}
	if m == 0 {
		first, last, e := monthRange(f)
		if first == 0 {
			return r, false
		}
		r.m, r.m2, ending = first, last, e
	} else if d.lang == EN || d.lang == "" {
		if d.is(r.j, ".") && d.glued(r.j) && len(f) <= 4 && d.figure(r.j+1, 1, 31) > 0 {
			r.j++
		}
		r = d.dayAfterMonth(r)
	}
	if d.is(r.j, ".") && d.glued(r.j) && len(f) <= 4 && d.year(r.j+1) > 0 {
		r.j++
	}
	if ending == "n" && d.figure(r.j, 1, 31) > 0 && d.is(r.j+1, ".") && strings.HasPrefix(d.at(r.j+2), "paiv") { // kesäkuun 30. päivänä
		r.d = d.figure(r.j, 1, 31)
		r.j += 3
	}
	if at := d.at(r.j); at == "manad" || at == "manads" {
		r.j++
	}
	d.edgeAfter(&r)
	d.yearAfter(&r)
	d.edgeAfter(&r)
	switch ending {
	case "sta":
		r.role = RoleStart
	case "hun":
		r.role = RoleEnd
	}
	d.edgeBefore(&r)
	switch d.at(i - 1) {
	case "ensi", "viime", "nasta", "forra", "next", "last":
		return r, false // dates of today's year, see relativeMonth
	}
	if r.noYear && r.d == 0 && r.edge == whole && (len(f) <= 4 && f != "maj" && f != "juni" && f != "juli" && f != "mars" && f != "june" && f != "july" || f == "march" || f == "may") {
		return r, false
	}
	if r.noYear && (f == "mars" || f == "maj" || f == "juni" || f == "juli") && d.lang != SV {
		return r, false
	}
	return r, true
}

// dayAfterMonth reads the day of "June 30, 2027".
func (d *text) dayAfterMonth(r rawDate) rawDate {
	day := d.figure(r.j, 1, 31)
	if day < 0 || d.at(r.j+1) == "%" || d.is(r.j+1, ".") && d.glued(r.j+2) && d.kind(r.j+2) == Figure {
		return r
	}
	j := r.j + 1
	switch d.at(j) {
	case "st", "nd", "rd", "th":
		j++
	}
	if d.year(j) > 0 || d.is(j, ",") && d.year(j+1) > 0 || !d.unit(j).ok && day <= 31 && d.kind(j) != Word {
		r.d, r.j = day, j
	}
	return r
}

// dayMonthName reads "30. kesäkuuta 2027", "den 30 juni 2027", "30th of June 2027".
func (d *text) dayMonthName(i int) (rawDate, bool) {
	day := d.figure(i, 1, 31)
	if day < 0 || d.glued(i) && d.kind(i-1) == Punct && !d.is(i-1, "(") && !d.dash(i-1) {
		return rawDate{}, false
	}
	j := i + 1
	dotted := false
	switch {
	case d.is(j, ".") && d.glued(j):
		j++
		dotted = true
	case d.glued(j) && (d.at(j) == "st" || d.at(j) == "nd" || d.at(j) == "rd" || d.at(j) == "th"):
		j++
	case d.is(j, ":") && d.glued(j) && (d.at(j+1) == "e" || d.at(j+1) == "a"):
		j += 2
	}
	if d.at(j) == "of" {
		j++
	}
	if d.kind(j) != Word || d.t[j].nl || dotted && d.t[j].up && d.lang != EN {
		return rawDate{}, false
	}
	ending, m := monthPrefix(d.t[j].f)
	if m == 0 || day > daysIn(2024, m) {
		return rawDate{}, false
	}
	r := rawDate{i: i, j: j + 1, m: m, d: day, noYear: true}
	if d.is(r.j, ".") && d.glued(r.j) && len(d.t[j].f) <= 4 && d.year(r.j+1) > 0 {
		r.j++
	}
	d.yearAfter(&r)
	if r.noYear && d.t[j].f == "may" && d.lang != EN {
		return rawDate{}, false
	}
	if r.y > 0 && day > daysIn(r.y, m) {
		return rawDate{}, false
	}
	if ending == "sta" {
		r.role = RoleStart
	}
	return r, true
}

// yearAfter reads a year, "vuonna 2026", ", 2026", "of 2026", "/2026" or a relative year ("nästa år") after a date.
func (d *text) yearAfter(r *rawDate) {
	if r.y > 0 {
		return
	}
	j := r.j
	switch {
	case d.is(j, "/") && d.glued(j) && d.glued(j+1), d.is(j, ","), d.dash(j) && d.glued(j) && d.glued(j+1):
		j++
	case d.at(j) == "vuonna", d.at(j) == "of", d.at(j) == "ar", d.at(j) == "av":
		j++
	}
	if y := d.year(j); y > 0 && !d.t[j].nl && !(d.is(j+1, ".") && d.glued(j+1) && d.glued(j+2) && d.kind(j+2) == Figure) {
		if d.is(r.j, ",") && (d.lang != EN || r.d == 0) {
			return
		}
		r.y, r.j, r.noYear = y, j+1, false
		return
	}
	if n, next, ok := d.relativeYear(r.j); ok {
		r.rel, r.hasRel, r.j, r.noYear = n, true, next, false
	}
}

// edgesAfter are the Finnish words after a month or year that point at its ends.
var edgesAfter = map[string]struct {
	e edge
	r Role
}{
	"lopussa": {atEnd, ""}, "loppuun": {atEnd, RoleEnd}, "lopulla": {atEnd, ""}, "loppua": {atEnd, RoleDeadline}, "loppupuolella": {atEnd, ""}, "lopun": {atEnd, ""},
	"lopuksi": {atEnd, ""}, "lopusta": {atEnd, ""}, "loppu": {atEnd, ""}, "alusta": {atStart, RoleStart}, "alussa": {atStart, ""}, "alkuun": {atStart, ""}, "alkupuolella": {atStart, ""},
	"alku": {atStart, ""}, "puolivalissa": {middle, ""}, "puolivaliin": {middle, RoleEnd}, "puolivali": {middle, ""}, "puolivalista": {middle, RoleStart}, "kuluessa": {whole, RoleDeadline},
	"aikana": {whole, ""}, "viimeisena": {atEnd, ""}, "viimeinen": {atEnd, ""}, "viimeiseen": {atEnd, RoleEnd}, "ensimmaisena": {atStart, ""}, "ensimmainen": {atStart, ""},
}

func (d *text) edgeAfter(r *rawDate) {
	if r.j >= len(d.t) || d.t[r.j].nl || r.edge != whole {
		return
	}
	f := d.at(r.j)
	e, ok := edgesAfter[f]
	if !ok && len(f) >= 6 && d.kind(r.j) == Word {
		for w, x := range edgesAfter {
			if len(w) >= 6 && w != "kuluessa" && OneEdit(w, f) {
				e, ok = x, true
				break
			}
		}
	}
	if !ok {
		return
	}
	r.edge = e.e
	if r.role == "" || e.r != "" {
		r.role = e.r
	}
	r.j++
	if f := d.at(r.j); f == "paivana" || f == "paiva" || f == "paivaan" {
		r.j++
	}
}

// edgeBefore reads the Swedish and English words before a month or year that point at its ends: "slutet av", "early".
func (d *text) edgeBefore(r *rawDate) {
	p := r.i - 1
	if d.at(p) == "ar" || d.at(p) == "year" {
		p--
	}
	if d.at(p) == "sista" || d.at(p) == "forsta" { // "den sista mars": a day, not "the last March"
		r.edge, r.i = map[string]edge{"sista": atEnd, "forsta": atStart}[d.at(p)], p
		if d.at(p-1) == "den" {
			r.i = p - 1
		}
		return
	}
	joined := d.at(p) == "av" || d.at(p) == "of"
	if joined {
		p--
		if w := d.at(p); w == "delen" || w == "half" || w == "part" || w == "dagen" || w == "day" {
			p--
		}
	}
	e := whole
	approx := false
	switch d.at(p) {
	case "slutet", "utgangen", "slut", "end", "close", "last", "sista":
		e = atEnd
	case "borjan", "inledningen", "beginning", "start", "ingangen", "first", "forsta":
		e = atStart
	case "mitten", "middle", "mid", "halvarsskiftet":
		e = middle
	case "early", "tidigt":
		e, approx = atStart, true
	case "late", "sent":
		e, approx = atEnd, true
	default:
		return
	}
	if !joined && !approx && e != middle && d.at(p) != "slutet" && d.at(p) != "borjan" && d.at(p) != "end" && d.at(p) != "start" && d.at(p) != "utgangen" {
		return
	}
	r.edge, r.approx, r.i = e, r.approx || approx, p
	if d.at(p-1) == "the" {
		r.i = p - 1
	}
}

// widenYear takes in the words around a year that make it more exact: "vuoden 2026 lopussa", "2026 Q3", "end of 2026".
func (d *text) widenYear(r rawDate) (rawDate, bool) {
	if d.kind(r.j) == Word && !d.t[r.j].nl {
		if ending, m := monthPrefix(d.t[r.j].f); m > 0 && d.lang != EN && d.lang != SV && d.year(r.j+1) < 0 {
			r.m = m
			r.j++
			if ending == "n" && d.figure(r.j, 1, 31) > 0 && d.is(r.j+1, ".") && strings.HasPrefix(d.at(r.j+2), "paiv") {
				r.d = d.figure(r.j, 1, 31)
				r.j += 3
			}
			if ending == "sta" {
				r.role = RoleStart
			}
		} else if q, ok := d.quarterName(r.j); ok && q.noYear && q.edge == whole {
			r.m, r.m2, r.j, r.approx = q.m, q.m2, q.j, q.approx
		} else if s, ok := d.seasonWord(r.j); ok && d.lang != EN {
			r.m, r.m2, r.approx, r.role = s.m, s.m2, true, s.role
			r.j++
		}
	} else if q, ok := d.numberedQuarter(r.j); ok && q.noYear {
		r.m, r.m2, r.j = q.m, q.m2, q.j
	}
	d.edgeAfter(&r)
	d.edgeBefore(&r)
	return r, true
}

// yearPhrase reads "vuoden 2026 loppuun", "vuonna 2026", "år 2026", "mid-2026" and the turn of the year.
func (d *text) yearPhrase(i int) (rawDate, bool) {
	f := d.t[i].f
	if y, ok := strings.CutPrefix(f, "ye"); ok && d.lang == EN { // "YE2027", the end of the year
		if n := smallInt(y); len(y) == 4 && n >= 1980 && n <= 2080 {
			return rawDate{i: i, j: i + 1, y: n, edge: atEnd}, true
		}
		if n := d.year(i + 1); y == "" && n > 0 {
			return rawDate{i: i, j: i + 2, y: n, edge: atEnd}, true
		}
	}
	if strings.HasPrefix(f, "vuodenvaiht") || strings.HasPrefix(f, "arsskift") || f == "turn" && d.at(i+1) == "of" && d.at(i+2) == "the" && d.at(i+3) == "year" {
		r := rawDate{i: i, j: i + 1, m: 12, d: 31, noYear: true}
		if f == "turn" {
			r.j = i + 4
		}
		d.yearAfter(&r)
		if r.y > 0 && (d.dash(r.j) || d.is(r.j, "/")) && d.year(r.j+1) > 0 {
			r.j += 2
		} else if r.y > 0 { // "vuodenvaihteessa 2027" means the end of 2026
			r.y--
		}
		return r, true
	}
	if f == "year-end" || f == "year" && d.at(i+1) == "end" {
		r := rawDate{i: i, j: i + 1, noYear: true, edge: atEnd}
		if f == "year" {
			r.j++
		}
		d.yearAfter(&r)
		return r, r.y > 0
	}
	if p, rest, ok := strings.Cut(f, "-"); ok && len(rest) == 4 {
		if y := smallInt(rest); 1980 <= y && y <= 2080 {
			r := rawDate{i: i, j: i + 1, y: y, approx: true}
			switch p {
			case "mid":
				r.edge, r.approx = middle, false
			case "early":
				r.edge = atStart
			case "late":
				r.edge = atEnd
			case "q1", "q2", "q3", "q4":
				q := int(p[1] - '0')
				r.m, r.m2, r.approx = 3*q-2, 3*q, false
			default:
				return r, false
			}
			return r, true
		}
	}
	switch f {
	case "vuoden", "vuonna", "vuodesta", "vuoteen", "vuosina", "vuosien", "vuodelta", "vuodelle", "vuosi", "vuotta", "ar", "year", "aren", "years":
	default:
		return rawDate{}, false
	}
	y := d.year(i + 1)
	if y < 1980 || y > 2080 || d.t[i+1].nl {
		return rawDate{}, false
	}
	r, _ := d.widenYear(rawDate{i: i, j: i + 2, y: y})
	r.roleOfYear(f)
	return r, true
}

// roleOfYear takes the role from the case of the Finnish word for year, unless the date
// has one.
func (r *rawDate) roleOfYear(word string) {
	switch {
	case r.role != "":
	case word == "vuodesta":
		r.role = RoleStart
	case word == "vuoteen":
		r.role = RoleEnd
	}
}
