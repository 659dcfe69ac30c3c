package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestIndicatorNamedAlone: a sentence may only name an indicator, with the values after it.
func TestIndicatorNamedAlone(t *testing.T) {
	tests := []struct {
		lang plan.Lang
		say  string
		want map[plan.Path]any
	}{
		{plan.FI, "Tärkein on varmaan jonotusaika venepaikalle. Viime vuoden lopussa se oli 44 pv ja tavoite on 12 pv 31.12.2027. Omistaja on Eva Berg.",
			map[plan.Path]any{"kpis[k1].baseline": 44.0, "kpis[k1].target": 12.0, "kpis[k1].name": "jonotusaika venepaikalle", "kpis[k1].owner": "Eva Berg"}},
		{plan.EN, "KPI 1: queue time of a berth. BL 44 d (YE2025), tgt 12 d by 31 Dec 2027. Harbour log, mthly. KPI 2: calls per berth. BL 5.1 pcs (YE2025), tgt 2.2 pcs by 30 Jun 2027.",
			map[plan.Path]any{"kpis[k1].baseline": 44.0, "kpis[k1].target": 12.0, "kpis[k1].name": "queue time of a berth", "kpis[k1].baseline_date": plan.Date("2025-12-31"), "kpis[k1].frequency": "monthly", "kpis[k2].baseline": 5.1, "kpis[k2].target": 2.2, "kpis[k2].name": "calls per berth"}},
		{plan.EN, "First, queue time of a berth was 44 days on 31 December 2025, target 12 days by 31 December 2027. Then phone calls per berth. Eva Berg owns that one. It was 5.1 pcs on 31 December 2025, and we want 2.2 pcs by 30 June 2027.",
			map[plan.Path]any{"kpis[k1].baseline": 44.0, "kpis[k2].name": "phone calls per berth", "kpis[k2].owner": "Eva Berg", "kpis[k2].baseline": 5.1, "kpis[k2].target": 2.2}},
		{plan.SV, "Det första är båtplatsens kötid: avläsning av kölistan varje vecka i hamnsystemet. Målet är 12 dygn vid utgången av 2027, och i slutet av april 2026 låg vi på 44 dygn.",
			map[plan.Path]any{"kpis[k1].name": "båtplatsens kötid", "kpis[k1].target": 12.0, "kpis[k1].baseline": 44.0}},
		{plan.EN, "Calls per berth is the second indicator, we take it first: calls per berth were 5.1 pcs on 31 December 2025 and the target is 2.2 pcs by 30 June 2027. The first is the queue time: a log read daily. The target is 12 days by 31 December 2027, and it was 44 days on 30 April 2026.",
			map[plan.Path]any{"kpis[k1].target": 2.2, "kpis[k2].name": "queue time", "kpis[k2].target": 12.0, "kpis[k2].baseline": 44.0}},
		{plan.EN, "Queue time of a berth: in 2019 it was a fortnight, then came the pandemic, and at the end of 2025 it was 44 days. The target is 12 days by 31 December 2027.",
			map[plan.Path]any{"kpis[k1].baseline": 44.0, "kpis[k1].baseline_date": plan.Date("2025-12-31"), "kpis[k1].target": 12.0, "kpis[k1].method": nil}},
	}
	for _, tt := range tests {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicKPIs), noon)
		got := map[plan.Path]any{}
		for _, f := range facts {
			got[f.path] = f.value
		}
		for path, want := range tt.want {
			if got[path] != want {
				t.Errorf("%q: %s = %v, want %v", tt.say, path, got[path], want)
			}
		}
	}
}
