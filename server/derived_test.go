package server

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"luonnos/agent"
	"luonnos/tools/plan"
)

func n(v float64) *float64 { return &v }

func TestDerived(t *testing.T) {
	p := plan.Plan{
		KPIs: []plan.KPI{
			{ID: "k1", Baseline: n(40), Target: n(10), Current: n(25), Unit: "d"},
			{ID: "k2", Baseline: n(0), Target: n(5)}, // a change from nothing has no percentage
			{ID: "k3", Target: n(1)},
		},
		Capabilities: []plan.Capability{{ID: "c1", Maturity: n(2), Criticality: n(5)}, {ID: "c2", Maturity: n(2)}},
		ValueStream:  plan.ValueStream{Steps: []plan.Step{{ID: "s1", ProcessMin: n(60), WaitD: n(1)}, {ID: "s2", ProcessMin: n(12)}}},
		Realisation: []plan.Realisation{
			{ID: "z1", Amount: n(1.5), Unit: "FTE", FreedFTE: n(2), FTECost: n(50_000)},
			{ID: "z2", Amount: n(100), Unit: "€"}, {ID: "z3", Amount: n(0.5), Unit: "FTE"}, {ID: "z4", Amount: n(9)},
		},
		Quarters: []plan.Quarter{
			{ID: "q1", Quarter: "2027/2", PlannedEUR: n(10)}, {ID: "q2", Quarter: "2027/1", PlannedEUR: n(5), RealisedEUR: n(4)},
			{ID: "q3", Quarter: "2027/2", PlannedEUR: n(1)}, {ID: "q4"},
		},
	}
	got := derivedOf(&p, []agent.Progress{{Topic: plan.TopicTarget, Done: 1, Total: 3}, {Topic: plan.TopicKPIs, Done: 2, Total: 4}, {Topic: plan.TopicRACI, Total: 1}})
	next := got.NextRows
	got.NextRows = nil
	want := derived{
		Phases:     []phaseProgress{{"1", 3, 7}, {"2", 0, 1}},
		Indicators: map[string]indicator{"k1": {n(-75), n(50)}, "k2": {}, "k3": {}},
		Priorities: map[string]plan.Priority{"c1": {Index: 15, Index2: 13, Quadrant: plan.InvestNow}},
		Flow:       &plan.Flow{ProcessMin: 72, WaitD: 1, Efficiency: 72.0 / 1512},
		Amounts:    []unitSum{{"FTE", 2}, {"€", 100}},
		Freed:      map[string]float64{"z1": 100_000},
		Quarters:   []quarterSum{{"2027/1", 5, 4}, {"2027/2", 11, 0}},
		Drift:      []plan.Drifted{},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if next["kpis"] != "k4" || next["batches"] != "b1" {
		t.Errorf("next rows %v", next)
	}
}
