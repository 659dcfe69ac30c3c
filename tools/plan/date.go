package plan

import "time"

// Date is an ISO date: a day ("2026-09-30") or a month ("2026-09").
type Date string

// Valid reports whether d is a real day or month.
func (d Date) Valid() bool {
	_, ok := d.First()
	return ok
}

// First returns the first day that d covers.
func (d Date) First() (time.Time, bool) {
	layout := time.DateOnly
	if len(d) == len("2006-01") {
		layout = "2006-01"
	}
	t, err := time.Parse(layout, string(d))
	return t, err == nil
}

// Last returns the last day that d covers.
func (d Date) Last() (time.Time, bool) {
	t, ok := d.First()
	if ok && len(d) == len("2006-01") {
		t = t.AddDate(0, 1, -1)
	}
	return t, ok
}

// Before reports whether d ends before e begins. It is false when either is
// not a date.
func (d Date) Before(e Date) bool {
	a, ok := d.Last()
	b, ok2 := e.First()
	return ok && ok2 && a.Before(b)
}

// Overlaps reports whether two dates can mean the same day.
func (d Date) Overlaps(e Date) bool {
	return d.Valid() && e.Valid() && !d.Before(e) && !e.Before(d)
}
