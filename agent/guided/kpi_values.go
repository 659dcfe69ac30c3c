package guided

import (
	"cmp"
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// values finds the numbers in s that can be an indicator's value: with a unit or a
// date beside them, and of the given unit when one is known.
func (r *reader) values(s span, unit string) []amount {
	var found []amount
	for _, n := range r.m.numsIn(s) {
		if r.m.within("topic.kpis", span{n.j - 1, n.j}) || r.m.within("topic.kpis", span{n.j, n.j + 1}) {
			continue // "one indicator"
		}
		if n.Implied && !r.alone(n) || n.Fraction && n.Unit == reading.UnitShare || r.explained(n) || r.m.perCount(n) {
			continue
		}
		if unit != "" && n.Unit != "" && n.Unit != unit {
			if _, ok := reading.Convert(n.Value, n.Unit, unit); !ok {
				continue
			}
		}
		found = append(found, n)
	}
	return found
}

// alone reports whether a unit without a number ("tunti") is a value: it ends a clause
// that has a date and no number.
func (r *reader) alone(n amount) bool {
	c := r.m.clauseAt(n.i)
	return n.Unit != reading.UnitYear && n.j == c.j && len(r.m.datesIn(c)) > 0 && len(r.m.numsIn(c)) == 1
}

// explained reports whether the same value follows in another unit: "an hour and a half,
// that is 90 min".
func (r *reader) explained(n amount) bool {
	for _, o := range r.m.nums {
		if o.i <= n.j || o.i > n.j+2 || !thatIs.has(r.m.toks[n.j]) {
			continue
		}
		v, ok := reading.Convert(n.Value, n.Unit, o.Unit)
		return ok && v == o.Value
	}
	return false
}

var thatIs = wordSet("eli dvs alltså d.v.s i.e ie or tai , =")

// kpiValues stores baseline and target with their dates. A cue decides which number is
// which, else the order; the earlier date belongs to the baseline.
func (r *reader) kpiValues(row plan.Path, pieces []piece) {
	m := r.m
	var dates []day
	unit := ""
	if u, ok := r.held(row + ".unit").(string); ok {
		unit = reading.UnitCode(u)
	}
	type valued struct {
		amount
		leaf string
	}
	var vals []valued
	for _, p := range pieces {
		dates = append(dates, m.datesIn(p.span)...)
		for _, n := range r.values(p.span, unit) {
			if unit == "" {
				unit = n.Unit
			}
			vals = append(vals, valued{n, r.kpiRole(n, p)})
		}
	}
	if len(vals) == 2 && m.fromTo(vals[0].span) && vals[1].leaf != "baseline" {
		vals[0].leaf, vals[1].leaf = "baseline", "target"
	}
	for i := range vals {
		if vals[i].leaf != "" {
			continue
		}
		other := func(leaf string) bool {
			return slices.ContainsFunc(vals, func(v valued) bool { return v.leaf == leaf }) || r.held(row+plan.Path("."+leaf)) != nil
		}
		switch {
		case len(vals) == 1 && len(dates) == 1 && r.future(dates[0]) && !other("target"):
			vals[i].leaf = "target"
		case !other("baseline"):
			vals[i].leaf = "baseline"
		case !other("target"):
			vals[i].leaf = "target"
		}
	}
	slices.SortStableFunc(vals, func(a, b valued) int { return finer(a.amount, b.amount) })
	for _, v := range vals {
		if _, ok := r.held(row + ".unit").(string); v.leaf != "" && !v.Implied && v.UnitText != "" && !ok {
			r.put(row+".unit", plainUnit(v.UnitText, m.lang), v.span)
		}
	}
	for _, v := range vals {
		if v.leaf == "" {
			continue
		}
		value := v.Value
		if u, ok := r.held(row + ".unit").(string); ok && v.Unit != "" && reading.UnitCode(u) != "" {
			if c, ok := reading.Convert(value, v.Unit, u); ok {
				value = c
			}
		} else if !ok && v.UnitText != "" {
			r.put(row+".unit", plainUnit(v.UnitText, m.lang), v.span)
		}
		r.put(row+plan.Path("."+v.leaf), value, v.span)
	}
	r.kpiDates(row, dates)
}

// finer orders two amounts by their units, the smaller one first: 1.5 hours and 40 min are
// 90 and 40 min.
func finer(a, b amount) int {
	v, ok := reading.Convert(1, a.Unit, b.Unit)
	if a.Implied || b.Implied || a.UnitText == "" || b.UnitText == "" || !ok {
		return 0
	}
	return cmp.Compare(v, 1)
}

// fromTo reports whether a number is where a change starts: "from 41", "41 eurosta".
func (m *message) fromTo(n span) bool {
	last := m.toks[n.j-1].fold
	for _, end := range []string{"sta", "lta"} {
		if m.lang == plan.FI && strings.HasSuffix(last, end) {
			return true
		}
	}
	return n.i > 0 && (m.toks[n.i-1].fold == "from" || m.toks[n.i-1].fold == "fran")
}

// plainUnit is the form of a Finnish unit after a number, for one that is inflected.
func plainUnit(u string, lang plan.Lang) string {
	if lang != plan.FI || strings.ContainsAny(u, " /") {
		return u
	}
	f := reading.Fold(u)
	for _, end := range []string{"sta", "lta", "ssa", "lla", "een", "oon", "iin", "aan", "ksi"} {
		if !strings.HasSuffix(f, end) {
			continue
		}
		for _, w := range []string{"euroa", "päivää", "vuorokautta", "minuuttia", "tuntia", "prosenttia", "viikkoa", "kuukautta"} {
			if reading.UnitCode(w) == reading.UnitCode(u) && f[:3] == reading.Fold(w)[:3] {
				return w
			}
		}
	}
	return u
}

// kpiRole is the field that the words around a number name.
func (r *reader) kpiRole(n amount, p piece) string {
	leaf := ""
	near := -1
	for _, h := range r.m.hits {
		if h.name != "kpis.baseline" && h.name != "kpis.target" || !p.covers(h.span) {
			continue
		}
		between := func(a, b int) bool {
			return slices.ContainsFunc(r.m.nums, func(o amount) bool { return o.i >= a && o.j <= b && o.i != n.i })
		}
		switch {
		case h.mode == lead && h.j <= n.i && !between(h.j, n.i) && h.j > near:
			leaf, near = h.leaf(), h.j
		case h.mode == tail && h.i >= n.j && !between(n.j, h.i) && h.i-n.j <= 3:
			return h.leaf()
		}
	}
	return leaf
}

// kpiDates stores the dates of a row: the past one is the baseline's.
func (r *reader) kpiDates(row plan.Path, dates []day) {
	slices.SortStableFunc(dates, func(a, b day) int { return strings.Compare(a.From, b.From) })
	if len(dates) >= 2 {
		r.put(row+".baseline_date", isoDate(dates[0]), dates[0].span)
		r.put(row+".deadline", isoDate(dates[len(dates)-1]), dates[len(dates)-1].span)
		return
	}
	for _, d := range dates {
		if r.future(d) || r.held(row+".baseline_date") != nil {
			r.put(row+".deadline", isoDate(d), d.span)
		} else {
			r.put(row+".baseline_date", isoDate(d), d.span)
		}
	}
}

func (r *reader) future(d day) bool { return d.To > r.now.Format("2006-01-02") }

// exactDates drops a date that the next words only make more exact: "in mid-August, to be
// precise on 15 August".
func (m *message) exactDates(dates []day) []day {
	return slices.DeleteFunc(slices.Clone(dates), func(d day) bool {
		return slices.ContainsFunc(dates, func(o day) bool {
			gap := span{d.j, o.i}
			within := d.From <= o.From && o.To <= d.To || d.Inferred && !o.Inferred && d.ISO[len("2026"):] == o.ISO[len("2026"):]
			return o.i > d.j && o.i <= d.j+5 && within && m.quote(gap) != "" && m.restates(gap)
		})
	})
}

// restates reports whether the words between two values say that the second is the first
// one put otherwise.
func (m *message) restates(s span) bool {
	return slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return precisely.has(t) })
}

var precisely = wordSet("eli tarkemmin täsmällisesti tarkkaan alltså närmare dvs exakt precis precisely exactly precise namely i.e ie")
