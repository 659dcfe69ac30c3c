package reading

import (
	"time"
)

// relative reads dates that depend on today.
func (d *text) relative(i int, today time.Time) (rawDate, bool) {
	if n, next, ok := d.relativeYear(i); ok {
		r := rawDate{i: i, j: next, rel: n, hasRel: true}
		f := d.at(next - 1)
		r, _ = d.widenYear(r)
		r.roleOfYear(f)
		return r, true
	}
	f, next := d.t[i].f, d.at(i+1)
	switch f {
	case "tanaan", "idag", "today":
		return d.onDay(i, i+1, today), !today.IsZero()
	case "vuoden": // "vuoden loppuun mennessä": this year
		if e, ok := edgesAfter[next]; ok && e.e == atEnd {
			r := rawDate{i: i, j: i + 1, hasRel: true, adjusted: true}
			d.edgeAfter(&r)
			return r, true
		}
	case "arets":
		if next == "slut" || next == "utgang" {
			return rawDate{i: i, j: i + 2, hasRel: true, adjusted: true, edge: atEnd}, true
		}
	case "year-end", "yearend":
		return rawDate{i: i, j: i + 1, hasRel: true, adjusted: true, edge: atEnd}, true
	case "year":
		if next == "end" {
			return rawDate{i: i, j: i + 2, hasRel: true, adjusted: true, edge: atEnd}, true
		}
	case "i":
		if next == "dag" && d.lang == SV {
			return d.onDay(i, i+2, today), !today.IsZero()
		}
	}
	if r, ok := d.relativeMonth(i, today); ok {
		return r, true
	}
	return d.offset(i, today)
}

func (d *text) onDay(i, j int, day time.Time) rawDate {
	return rawDate{i: i, j: j, y: day.Year(), m: int(day.Month()), d: day.Day()}
}

// relativeMonth reads "ensi kuussa", "tämän kuun lopussa", "nästa månad", "next spring".
func (d *text) relativeMonth(i int, today time.Time) (rawDate, bool) {
	if today.IsZero() {
		return rawDate{}, false
	}
	off := 0
	switch d.t[i].f {
	case "ensi", "seuraavassa", "nasta", "next":
		off = 1
	case "viime", "forra", "last":
		off = -1
	case "tassa", "taman", "tana", "denna", "this", "kuluvan":
	default:
		return rawDate{}, false
	}
	switch next := d.at(i + 1); next {
	case "kuussa", "kuun", "kuusta", "kuukaudessa", "manad", "manaden", "month":
		m := time.Date(today.Year(), today.Month()+time.Month(off), 1, 0, 0, 0, 0, time.UTC)
		r := rawDate{i: i, j: i + 2, y: m.Year(), m: int(m.Month())}
		d.edgeAfter(&r)
		d.edgeBefore(&r)
		return r, true
	}
	if d.kind(i+1) == Word && d.year(i+2) <= 0 {
		if _, m := monthPrefix(d.at(i + 1)); m > 0 { // "next March", "viime toukokuussa"
			r := rawDate{i: i, j: i + 2, y: today.Year(), m: m}
			if off > 0 && m <= int(today.Month()) || off < 0 && m >= int(today.Month()) {
				r.y += off
			}
			d.edgeAfter(&r)
			d.edgeBefore(&r)
			return r, true
		}
	}
	if r, ok := d.seasonWord(i + 1); ok {
		r.i = i
		r.noYear = false
		r.y = today.Year()
		if off > 0 && r.m <= int(today.Month()) {
			r.y++
		}
		if off < 0 && r.m2 >= int(today.Month()) {
			r.y--
		}
		return r, true
	}
	return rawDate{}, false
}

// offset reads "kuuden kuukauden kuluttua", "om två år", "six months from now".
func (d *text) offset(i int, today time.Time) (rawDate, bool) {
	if today.IsZero() {
		return rawDate{}, false
	}
	k := i
	if d.t[i].f == "om" && d.lang == SV {
		k++
	}
	n, next := 1.0, k
	if d.kind(k) == Figure {
		l := d.literal(k)
		if !l.ok {
			return rawDate{}, false
		}
		n, next = l.v, l.next
	} else if a, ok := d.amountWord(k); ok && !a.fraction {
		n, next = a.v, a.next
	} else if k > i || d.kind(k) != Word || !bareUnits[d.t[k].f] {
		return rawDate{}, false
	}
	u := d.plainUnit(next)
	if !u.ok || factor[u.code].dim != "time" || n != float64(int(n)) || n < 0 || n > 1000 {
		return rawDate{}, false
	}
	j := u.next
	switch {
	case k > i:
	case d.at(j) == "kuluttua", d.at(j) == "paasta":
		j++
	case d.at(j) == "from" && (d.at(j+1) == "now" || d.at(j+1) == "today"):
		j += 2
	default:
		return rawDate{}, false
	}
	var t time.Time
	switch u.code {
	case UnitDay:
		t = today.AddDate(0, 0, int(n))
	case UnitWeek:
		t = today.AddDate(0, 0, 7*int(n))
	case UnitMonth:
		t = addMonths(today, int(n))
	case UnitYear:
		t = addMonths(today, 12*int(n))
	default:
		return rawDate{}, false
	}
	r := d.onDay(i, j, t)
	r.approx = true
	return r, true
}

// addMonths adds months without running over into the next month.
func addMonths(t time.Time, n int) time.Time {
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return time.Date(first.Year(), first.Month(), min(t.Day(), daysIn(first.Year(), int(first.Month()))), 0, 0, 0, 0, time.UTC)
}

// finishDates settles years and roles and renders the dates.
func (d *text) finishDates(raws []rawDate, today time.Time) []Date {
	var out []Date
	for k := range raws {
		r := &raws[k]
		d.roleOf(r, raws, k)
	}
	for k := range raws {
		r := &raws[k]
		inferred := r.adjusted
		if r.hasRel {
			if today.IsZero() {
				continue
			}
			r.y = today.Year() + r.rel
		}
		if r.noYear {
			y, near := d.yearFor(raws, k, today)
			if y == 0 {
				continue
			}
			r.y, inferred = y, !near
			if r.d > daysIn(y, max(r.m, 1)) {
				continue
			}
		}
		out = append(out, d.render(r, inferred))
	}
	return out
}

// yearFor finds the year of a date without one: from the range it begins, a neighbour in the same sentence, or today.
func (d *text) yearFor(raws []rawDate, k int, today time.Time) (y int, near bool) {
	r := &raws[k]
	if k+1 < len(raws) && raws[k+1].y > 0 && raws[k+1].m > 0 && d.rangeBetween(r.j, raws[k+1].i) {
		y = raws[k+1].y
		if r.m > raws[k+1].m || r.m == raws[k+1].m && r.d > raws[k+1].d {
			y--
		}
		return y, true
	}
	if k > 0 && raws[k-1].y > 0 && d.sameSentence(raws[k-1].j, r.i) {
		y = raws[k-1].y
		if r.role == RoleEnd && raws[k-1].role == RoleStart && r.m > 0 && r.m < raws[k-1].m {
			y++
		}
		return y, false
	}
	before := r.role == RoleAsOf // also where a target with its year follows
	if k+1 < len(raws) && raws[k+1].y > 0 && d.sameSentence(r.j, raws[k+1].i) {
		if raws[k+1].role != RoleDeadline || r.role != "" {
			return raws[k+1].y, false
		}
		before = true
	}
	if today.IsZero() {
		return 0, false
	}
	y = today.Year()
	m := max(r.m, 1)
	switch {
	case (r.role == RoleDeadline || r.role == RoleEnd || r.role == RoleStart) && m < int(today.Month()):
		y++
	case before && m > int(today.Month()):
		y--
	}
	return y, false
}

func (d *text) rangeBetween(i, j int) bool {
	if j-i != 1 {
		return false
	}
	switch d.at(i) {
	case "-", "to", "till", "until":
		return true
	}
	return false
}

func (d *text) sameSentence(i, j int) bool {
	if j-i > 40 {
		return false
	}
	for k := i; k < j; k++ {
		if d.t[k].k == Punct && d.endsSentence(k) || d.t[k].nl {
			return false
		}
	}
	return true
}

// render turns a settled raw date into a [Date].
func (d *text) render(r *rawDate, inferred bool) Date {
	var from, to time.Time
	day := func(y, m, dd int) time.Time { return time.Date(y, time.Month(m), dd, 0, 0, 0, 0, time.UTC) }
	switch {
	case r.week > 0:
		from = mondayOf(r.y, r.week)
		to = from.AddDate(0, 0, 6)
	case r.d > 0:
		from = day(r.y, r.m, r.d)
		to = from
	case r.m > 0:
		last := max(r.m, r.m2)
		if r.m2 > 0 && r.m2 < r.m {
			last = r.m
		}
		from, to = day(r.y, r.m, 1), day(r.y, last+1, 0)
	default:
		from, to = day(r.y, 1, 1), day(r.y, 12, 31)
	}
	iso := func(t time.Time) string { return isoDay(t.Year(), int(t.Month()), t.Day()) }
	out := Date{From: iso(from), To: iso(to), Role: r.role, hinted: r.hinted, pointed: r.edge != whole || r.role != "" && r.role != RoleAsOf, Approx: r.approx, Inferred: inferred, Start: d.t[r.i].start(), End: d.t[r.j-1].end()}
	switch {
	case r.week > 0:
		out.ISO = out.From
		if r.role == RoleEnd || r.role == RoleDeadline {
			out.ISO = out.To
		}
	case r.d > 0:
		out.ISO = out.From
	case r.edge == atEnd:
		out.ISO = out.To
	case r.edge == atStart:
		out.ISO = out.From
	case r.edge == middle:
		mid := day(r.y, 6, 30)
		if r.m > 0 {
			mid = day(r.y, r.m, 15)
		}
		out.ISO = iso(mid)
	case r.before:
		out.ISO = iso(from.AddDate(0, 0, -1))
	case r.role == RoleStart:
		out.ISO = out.From
	case r.role == RoleEnd || r.role == RoleDeadline, r.m2 > 0:
		out.ISO = out.To
	case r.m > 0:
		out.ISO = out.From[:7]
	default:
		out.ISO = out.From[:4]
	}
	return out
}
