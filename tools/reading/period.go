package reading

import (
	"sort"
	"time"
)

// Period is a span of time between two dates, or the span of one.
type Period struct {
	From, To   string // first and last day
	Start, End int    // byte range
}

// Periods finds the periods of s: two dates joined by "–", "till", "until", "asti" and the like, and single spans (a
// quarter, a season, a year) that are not joined to another date.
func Periods(s string, lang Lang, today time.Time) []Period {
	d := parse(s, lang)
	dates := d.finishDates(d.rawDates(today), today)
	var out []Period
	for k := 0; k < len(dates); k++ {
		a := dates[k]
		if k+1 < len(dates) {
			b := dates[k+1]
			joined := !b.hinted && (b.Role == RoleEnd || b.Role == RoleDeadline) && a.Role != RoleEnd && a.Role != RoleDeadline && a.Role != RoleAsOf
			if joined && a.From <= b.To && d.near(a.End, b.Start) {
				from, to := a.From, b.To
				if len(a.ISO) == 10 {
					from = a.ISO
				}
				if len(b.ISO) == 10 {
					to = b.ISO
				}
				out = append(out, Period{from, to, a.Start, b.End})
				k++
				continue
			}
		}
		if a.From != a.To && !a.pointed {
			out = append(out, Period{a.From, a.To, a.Start, a.End})
		}
	}
	return out
}

// near reports whether at most six words and no sentence end lie between two byte offsets.
func (d *text) near(from, to int) bool {
	n := 0
	first := sort.Search(len(d.t), func(i int) bool { return d.t[i].start() >= from })
	for i := first; i < len(d.t); i++ {
		t := &d.t[i]
		if t.start() >= to {
			return true
		}
		if t.k == Word {
			n++
		}
		if n > 6 || t.k == Figure || t.k == Punct && d.endsSentence(i) {
			return false
		}
	}
	return true
}
