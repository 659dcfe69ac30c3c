package plan

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDrift(t *testing.T) {
	base := func() *Plan {
		p := &Plan{KPIs: []KPI{
			{ID: "k1", Name: "lead time", Formula: "median", Baseline: ptr(46.0), Target: ptr(10.0), Deadline: "2027-06-30"},
			{ID: "k2", Name: "cost"},
		}}
		p.LockTargets("Kaisa Vuorinen", "2026-05-11")
		return p
	}
	for _, test := range []struct {
		name   string
		change func(*Plan)
		want   []Drifted
	}{
		{"nothing", func(*Plan) {}, nil},
		{"no lock", func(p *Plan) { p.TargetsLock, p.KPIs = nil, nil }, nil},
		{"a month that holds the day", func(p *Plan) { p.KPIs[0].Deadline = "2027-06" }, nil},
		{"each value", func(p *Plan) {
			p.KPIs[0] = KPI{ID: "k1", Name: "time", Formula: "mean", Baseline: ptr(45.0), Target: ptr(0.0), Deadline: "2027-07"}
		}, []Drifted{
			{"kpis[k1].name", "lead time", "time"}, {"kpis[k1].formula", "median", "mean"},
			{"kpis[k1].baseline", 46.0, 45.0}, {"kpis[k1].target", 10.0, 0.0},
			{"kpis[k1].deadline", Date("2027-06-30"), Date("2027-07")},
		}},
		{"a value goes and one comes", func(p *Plan) { p.KPIs[0].Target, p.KPIs[1].Target = nil, ptr(5.0) },
			[]Drifted{{"kpis[k1].target", 10.0, nil}, {"kpis[k2].target", nil, 5.0}}},
		{"an indicator goes and one comes", func(p *Plan) { p.KPIs[1] = KPI{ID: "k3", Name: "errors"} },
			[]Drifted{{"kpis[k2]", "cost", nil}, {"kpis[k3]", nil, "errors"}}},
		{"the order of the rows", func(p *Plan) { p.KPIs[0], p.KPIs[1] = p.KPIs[1], p.KPIs[0] }, nil},
		{"locked again", func(p *Plan) {
			p.KPIs[0].Target = ptr(9.0)
			p.LockTargets("Kaisa Vuorinen", "2026-09-01")
		}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := base()
			test.change(p)
			if diff := cmp.Diff(test.want, Drift(p)); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

// TestRecordsAreNoLeaves: no path leads into what only a person or the program
// writes, and the records survive the draft's JSON.
func TestRecordsAreNoLeaves(t *testing.T) {
	d := NewDraft(FI)
	d.Plan.KPIs = []KPI{{ID: "k1", Name: "cost", Target: ptr(1.0)}}
	d.Plan.LockTargets("A B", "2026-05-11")
	d.Plan.Reviews = []Review{{Criterion: "K1d", Verdict: Approved, By: "A B", Date: "2026-05-12"}}
	d.Plan.Versions = Versions{Rules: "1", Fields: "2"}
	for record := range records {
		for _, path := range []Path{record, record + ".by", record + ".rules", At(record, "k1", "verdict")} {
			if err := d.Plan.Set(path, "x"); err == nil {
				t.Errorf("%s was set", path)
			}
			if _, ok := d.Plan.Get(path); ok {
				t.Errorf("%s is a leaf", path)
			}
			if err := d.Drop(path); err == nil {
				t.Errorf("%s was dropped", path)
			}
		}
	}
	leaves := 0
	for range d.Plan.Leaves() {
		leaves++
	}
	if leaves != 2 {
		t.Errorf("%d leaves, want 2", leaves)
	}
	if diff := cmp.Diff(d, d.Clone()); diff != "" {
		t.Errorf("a clone differs:\n%s", diff)
	}
}

func TestReviewOf(t *testing.T) {
	p := Plan{Reviews: []Review{
		{Criterion: "K1a", Verdict: Returned, By: "A B", Date: "2026-05-12"},
		{Criterion: "K1a", Verdict: Approved, By: "A B", Date: "2026-05-13"},
		{Criterion: "K1a", Verdict: Returned, By: "", Date: "2026-05-14"},
		{Criterion: "K1b", Verdict: Approved, By: "A B"},
	}}
	if r := p.ReviewOf("K1a"); r == nil || r.Verdict != Approved {
		t.Errorf("got %+v", r)
	}
	if r := p.ReviewOf("K1b"); r != nil {
		t.Errorf("an undated review counts: %+v", r)
	}
}
