package reading

import (
	"strings"
	"time"
)

// quarterWord reports whether f is a word for a quarter of a year; half is set for a half-year.
func quarterWord(f string) (half, ok bool) {
	switch {
	case strings.HasPrefix(f, "neljannes"), strings.HasPrefix(f, "neljannek"), strings.HasPrefix(f, "vuosineljan"), strings.HasPrefix(f, "kvartaal"),
		strings.HasPrefix(f, "kvartal"), f == "quarter":
		return false, true
	case strings.HasPrefix(f, "puolisko"), strings.HasPrefix(f, "puolika"), strings.HasPrefix(f, "vuosipuolisko"), f == "halvaret", f == "halvar", f == "half":
		return true, true
	}
	return false, false
}

// ordinalAt reads an ordinal word at token i.
func (d *text) ordinalAt(i int) int {
	if d.kind(i) != Word {
		return 0
	}
	f := d.t[i].f
	if n := ordinalForms()[f]; n > 0 && d.lang != SV && d.lang != EN {
		return n
	}
	switch f {
	case "viimeisella", "viimeisen", "viimeiseen", "viimeinen", "sista", "last":
		return -1
	}
	if n := swedishOrdinals[f]; n > 0 && d.lang != EN {
		return n
	}
	return englishOrdinals[f]
}

func spanOf(n int, half bool) (first, last int) {
	if half {
		if n < 0 {
			n = 2
		}
		return 6*n - 5, 6 * n
	}
	if n < 0 {
		n = 4
	}
	return 3*n - 2, 3 * n
}

// quarterName reads "Q3/2026", "kolmannella neljänneksellä 2026", "third quarter of 2026", "kvartal 3".
func (d *text) quarterName(i int) (rawDate, bool) {
	f := d.t[i].f
	r := rawDate{i: i, noYear: true}
	if len(f) == 2 && (f[0] == 'q' && '1' <= f[1] && f[1] <= '4' || f[0] == 'h' && '1' <= f[1] && f[1] <= '2') {
		r.m, r.m2 = spanOf(int(f[1]-'0'), f[0] == 'h')
		r.j = i + 1
	} else if half, ok := quarterWord(f); ok && !half {
		n := d.figure(i+1, 1, 4)
		if n < 0 || d.unit(i+2).ok {
			return r, false
		}
		r.m, r.m2 = spanOf(n, false)
		r.j = i + 2
	} else if n := d.ordinalAt(i); n != 0 && i+1 < len(d.t) {
		half, ok := quarterWord(d.t[i+1].f)
		if !ok || half && n > 2 || n > 4 || half && n < 0 && d.lang != EN {
			return r, false
		}
		r.m, r.m2 = spanOf(n, half)
		r.j = i + 2
	} else {
		return r, false
	}
	d.yearAfter(&r)
	d.edgeAfter(&r)
	d.edgeBefore(&r)
	return r, true
}

// numberedQuarter reads "3. neljännes 2026" and "3:e kvartalet".
func (d *text) numberedQuarter(i int) (rawDate, bool) {
	n := d.figure(i, 1, 4)
	j := i + 1
	switch {
	case n < 0:
		return rawDate{}, false
	case d.is(j, ".") && d.glued(j):
		j++
	case d.is(j, ":") && d.glued(j) && d.glued(j+1):
		j += 2
	case d.glued(j) && (d.at(j) == "st" || d.at(j) == "nd" || d.at(j) == "rd" || d.at(j) == "th"):
		j++
	default:
		return rawDate{}, false
	}
	half, ok := quarterWord(d.at(j))
	if !ok || half && n > 2 {
		return rawDate{}, false
	}
	r := rawDate{i: i, j: j + 1, noYear: true}
	r.m, r.m2 = spanOf(n, half)
	d.yearAfter(&r)
	d.edgeAfter(&r)
	return r, true
}

// seasons maps the beginnings of season words to their months.
var seasons = []struct {
	stem        string
	first, last int
	lang        Lang
}{
	{"alkuvuo", 1, 3, FI}, {"loppuvuo", 10, 12, FI}, {"alkukeva", 3, 3, FI}, {"loppukeva", 5, 5, FI}, {"alkukesa", 6, 6, FI}, {"loppukesa", 8, 8, FI},
	{"alkusyksy", 9, 9, FI}, {"loppusyksy", 11, 11, FI}, {"kevattal", 2, 3, FI}, {"keva", 3, 5, FI}, {"kesa", 6, 8, FI}, {"syksy", 9, 11, FI}, {"talv", 1, 2, FI},
	{"varen", 3, 5, SV}, {"varvinter", 2, 3, SV}, {"var", 3, 5, SV}, {"sommar", 6, 8, SV}, {"host", 9, 11, SV}, {"vinter", 1, 2, SV},
	{"spring", 3, 5, EN}, {"summer", 6, 8, EN}, {"autumn", 9, 11, EN}, {"fall", 9, 11, EN}, {"winter", 1, 2, EN},
}

// seasonWord reads a season at token i.
func (d *text) seasonWord(i int) (rawDate, bool) {
	if d.kind(i) != Word {
		return rawDate{}, false
	}
	f := d.t[i].f
	for _, s := range seasons {
		if s.lang != langs(d.lang)[0] && d.lang != "" {
			continue
		}
		rest, ok := strings.CutPrefix(f, s.stem)
		if !ok || len(rest) > 7 {
			continue
		}
		if s.lang != FI && rest != "" && rest != "en" && rest != "n" && rest != "as" {
			continue
		}
		if s.lang == FI && !seasonEnding(rest) || f == "var" && !strings.ContainsAny(d.s[d.t[i].start():d.t[i].end()], "åÅ") {
			continue // "var" is a verb
		}
		r := rawDate{i: i, j: i + 1, m: s.first, m2: s.last, approx: true, noYear: true}
		switch {
		case strings.HasSuffix(rest, "sta"):
			r.role = RoleStart
		case strings.HasSuffix(rest, "seen"), strings.HasSuffix(rest, "teen"), s.lang == FI && strings.HasSuffix(rest, "an") && s.stem == "kesa", rest == "yn":
			r.role = RoleEnd
		}
		return r, true
	}
	return rawDate{}, false
}

func seasonEnding(r string) bool {
	switch r {
	case "", "n", "na", "lla", "lle", "sta", "an", "t", "alla", "asta", "aseen", "ana", "den", "della", "desta", "teen", "si", "dessa", "nna", "nta", "aksi", "ella", "en", "esta", "i", "yn",
		"ksi", "deksi", "tta", "llakin":
		return true
	}
	return false
}

// season reads "keväällä 2026", "hösten 2026", "spring 2026"; a season without a year is no date.
func (d *text) season(i int) (rawDate, bool) {
	r, ok := d.seasonWord(i)
	if !ok {
		return r, false
	}
	d.yearAfter(&r)
	if r.noYear {
		return r, false
	}
	d.edgeBefore(&r)
	return r, true
}

// weekNumber reads "viikolla 24/2026", "vecka 40", "week 24 of 2026" as the Monday of the week.
func (d *text) weekNumber(i int) (rawDate, bool) {
	switch d.t[i].f {
	case "viikko", "viikolla", "viikosta", "viikkoon", "viikon", "viikoilla", "vk", "vko", "vko:lla", "vk:lla", "vecka", "veckan", "week", "weeks":
	case "v":
		if d.lang != SV || d.kind(i-1) == Figure {
			return rawDate{}, false
		}
	default:
		return rawDate{}, false
	}
	j := i + 1
	if d.is(j, ".") && d.glued(j) {
		j++
	}
	w := d.figure(j, 1, 53)
	if w < 0 || d.kind(i-1) == Figure || d.unit(j+1).ok || d.is(j+1, ",") && d.glued(j+1) && d.glued(j+2) {
		return rawDate{}, false
	}
	r := rawDate{i: i, j: j + 1, week: w, noYear: true}
	d.yearAfter(&r)
	if d.t[i].f == "viikosta" {
		r.role = RoleStart
	}
	return r, true
}

// mondayOf is the first day of an ISO week.
func mondayOf(y, w int) time.Time {
	t := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
	off := (int(t.Weekday()) + 6) % 7
	return t.AddDate(0, 0, 7*(w-1)-off)
}

// relativeYear reads "ensi vuoden", "nästa år", "this year" at token i.
func (d *text) relativeYear(i int) (offset, next int, ok bool) {
	a, b := d.at(i), d.at(i+1)
	if i < 0 || i+1 >= len(d.t) {
		if a == "ifjol" {
			return -1, i + 1, true
		}
		return 0, 0, false
	}
	finnishYear := b == "vuonna" || b == "vuoden" || b == "vuodesta" || b == "vuoteen" || b == "vuodelle" || b == "vuosi"
	switch a {
	case "ensi", "seuraavan", "seuraavana":
		return 1, i + 2, finnishYear
	case "tana", "taman", "tata", "kuluvan", "kuluvana", "tasta":
		return 0, i + 2, finnishYear
	case "viime", "edellisen", "edellisena":
		return -1, i + 2, finnishYear
	case "nasta", "kommande":
		return 1, i + 2, b == "ar"
	case "i":
		if b == "fjol" {
			return -1, i + 2, true
		}
		return 0, i + 2, b == "ar" && d.lang != EN
	case "detta", "innevarande":
		return 0, i + 2, b == "ar"
	case "forra", "foregaende":
		return -1, i + 2, b == "aret" || b == "ar"
	case "next", "following":
		return 1, i + 2, b == "year"
	case "this", "current":
		return 0, i + 2, b == "year"
	case "last", "previous":
		return -1, i + 2, b == "year"
	}
	return 0, 0, false
}
