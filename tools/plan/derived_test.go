package plan

import (
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The vectors of SPEC F1, F2 and F3: criticality, maturity, both indices.
func TestPriority(t *testing.T) {
	tests := []struct {
		criticality, maturity, index, index2 float64
		quadrant, border                     string
	}{
		{5, 1, 20, 14, InvestNow, ""},
		{5, 4, 5, 11, StandardiseScale, ""},
		{5, 5, 0, 10, StandardiseScale, ""},
		{4, 2, 12, 11, InvestNow, ""},
		{1, 1, 4, 6, Monitor, ""},
		{2, 4, 2, 5, Use, ""},
		{1, 5, 0, 2, Use, ""},
		{3, 1, 12, 10, Monitor, InvestNow},
		{3, 3, 6, 8, Monitor, StandardiseScale},
		{3, 5, 0, 6, Use, StandardiseScale},
		{5, 3, 10, 12, InvestNow, StandardiseScale},
		{2, 3, 4, 6, Monitor, Use},
	}
	for _, tt := range tests {
		c := Capability{Criticality: &tt.criticality, Maturity: &tt.maturity}
		got, ok := c.Priority()
		want := Priority{Index: tt.index, Index2: tt.index2, Quadrant: tt.quadrant, Border: tt.border}
		if diff := cmp.Diff(want, got); !ok || diff != "" {
			t.Errorf("criticality %v, maturity %v (-want +got):\n%s", tt.criticality, tt.maturity, diff)
		}
	}
}

func TestPriorityOverAllRatings(t *testing.T) {
	type rated struct{ index, index2 float64 }
	var all []rated
	for k := 1.0; k <= 5; k++ {
		for m := 1.0; m <= 5; m++ {
			p, ok := (&Capability{Criticality: &k, Maturity: &m}).Priority()
			if !ok || p.Index < 0 || p.Index > 20 || p.Index2 < 2 || p.Index2 > 14 {
				t.Errorf("criticality %v, maturity %v: %+v, %v", k, m, p, ok)
			}
			if (p.Border != "") != (k == 3 || m == 3) {
				t.Errorf("criticality %v, maturity %v: border %q", k, m, p.Border)
			}
			all = append(all, rated{p.Index, p.Index2})
		}
	}
	differ := 0
	for _, a := range all {
		for _, b := range all {
			if a.index > b.index && a.index2 < b.index2 {
				differ++
			}
		}
	}
	if differ != 40 {
		t.Errorf("the two formulas rank %d pairs differently, want 40", differ)
	}
}

func TestPriorityNeedsWholeRatings(t *testing.T) {
	good := 3.0
	for _, bad := range []*float64{nil, ptr(0.0), ptr(6.0), ptr(2.5), ptr(-1.0), ptr(5.000001), ptr(math.NaN()), ptr(math.Inf(1)), ptr(1e300)} {
		if p, ok := (&Capability{Criticality: bad, Maturity: &good}).Priority(); ok || p != (Priority{}) {
			t.Errorf("criticality %v: %+v", bad, p)
		}
		if p, ok := (&Capability{Criticality: &good, Maturity: bad}).Priority(); ok || p != (Priority{}) {
			t.Errorf("maturity %v: %+v", bad, p)
		}
	}
}

func TestFlow(t *testing.T) {
	tests := []struct {
		name  string
		steps []Step
		want  Flow
	}{
		{"no step", nil, Flow{}},
		{"no times", []Step{{ID: "s1"}}, Flow{}},
		{"zero times", []Step{{ProcessMin: ptr(0.0), WaitD: ptr(0.0)}}, Flow{}},
		{"no waiting", []Step{{ProcessMin: ptr(30.0)}}, Flow{ProcessMin: 30, Efficiency: 1}},
		{"only waiting", []Step{{WaitD: ptr(2.0)}}, Flow{WaitD: 2}},
		{"half a day of work, half of waiting", []Step{{ProcessMin: ptr(720.0)}, {WaitD: ptr(0.5)}},
			Flow{ProcessMin: 720, WaitD: 0.5, Efficiency: 0.5}},
		{"sums over known times", []Step{{ProcessMin: ptr(25.0), WaitD: ptr(9.0)}, {ProcessMin: ptr(47.0)}, {WaitD: ptr(1.0)}},
			Flow{ProcessMin: 72, WaitD: 10, Efficiency: 72.0 / (72 + 14400)}},
	}
	for _, tt := range tests {
		v := ValueStream{Steps: tt.steps}
		if diff := cmp.Diff(tt.want, v.Flow()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

func TestHeading(t *testing.T) {
	tests := []struct {
		baseline, target *float64
		want             string
	}{
		{nil, nil, ""},
		{ptr(1.0), nil, ""},
		{nil, ptr(1.0), ""},
		{ptr(71.0), ptr(90.0), Increase},
		{ptr(40.0), ptr(15.0), Decrease},
		{ptr(0.0), ptr(0.0), ""},
		{ptr(-3.0), ptr(0.0), Increase},
		{ptr(0.0), ptr(-3.0), Decrease},
	}
	for _, tt := range tests {
		k := KPI{Baseline: tt.baseline, Target: tt.target}
		if got := k.Heading(); got != tt.want {
			t.Errorf("Heading of %v to %v = %q, want %q", tt.baseline, tt.target, got, tt.want)
		}
	}
}

func TestDate(t *testing.T) {
	tests := []struct {
		date        Date
		first, last string // "" when it is no date
	}{
		{"2026-09-30", "2026-09-30", "2026-09-30"},
		{"2026-09", "2026-09-01", "2026-09-30"},
		{"2028-02", "2028-02-01", "2028-02-29"},
		{"2026-12", "2026-12-01", "2026-12-31"},
		{"2026-02-29", "", ""},
		{"2026-13", "", ""},
		{"2026-9", "", ""},
		{"2026", "", ""},
		{"30.9.2026", "", ""},
		{" 2026-09", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		first, ok := tt.date.First()
		last, ok2 := tt.date.Last()
		if valid := tt.first != ""; ok != valid || ok2 != valid || tt.date.Valid() != valid {
			t.Errorf("%q is a date: %v, %v, want %v", tt.date, ok, ok2, valid)
			continue
		}
		if tt.first != "" && (first.Format("2006-01-02") != tt.first || last.Format("2006-01-02") != tt.last) {
			t.Errorf("%q is %v to %v", tt.date, first, last)
		}
	}
}

func TestDateBefore(t *testing.T) {
	tests := []struct {
		a, b Date
		want bool
	}{
		{"2026-09-29", "2026-09-30", true},
		{"2026-09-30", "2026-09-30", false},
		{"2026-09-30", "2026-10", true},
		{"2026-09", "2026-09-30", false}, // they overlap
		{"2026-09-01", "2026-09", false},
		{"2026-08", "2026-09", true},
		{"2026-10", "2026-09", false},
		{"", "2026-09", false},
		{"2026-09", "soon", false},
	}
	for _, tt := range tests {
		if got := tt.a.Before(tt.b); got != tt.want {
			t.Errorf("%q.Before(%q) = %v", tt.a, tt.b, got)
		}
	}
}
