package tools_test

import (
	"encoding/json"
	"testing"

	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

func patch(t testing.TB) (*tools.State, tools.Call) {
	t.Helper()
	const said = "The time to offer is now 44 days, and the target is 12 days."
	s := &tools.State{Draft: plan.ImportedDraft(*fullPlan(t)), Lang: plan.EN, Now: now, Said: []tools.Utterance{{ID: "m1", Text: said}}}
	args, err := json.Marshal(kpi(object{"id": "k1", "target": 12, "current": 44}, said))
	if err != nil {
		t.Fatal(err)
	}
	return s, tools.Call{Name: "set_kpis", Arguments: args}
}

func TestPatchAllocatesLittle(t *testing.T) {
	s, call := patch(t)
	set := tools.All()
	got := testing.AllocsPerRun(10, func() {
		s.Receipt = tools.Receipt{}
		if _, err := set.Run(t.Context(), s, call); err != nil || len(s.Receipt.Stored) != 2 {
			t.Fatal(err, s.Receipt)
		}
		criteria.Check(s.Draft)
	})
	if got > 600 {
		t.Errorf("%v allocations, want at most 600", got)
	}
}

// BenchmarkPatch applies a patch of one row to a full plan and checks the plan
// again. The limit is 150 µs of processor time.
func BenchmarkPatch(b *testing.B) {
	s, call := patch(b)
	set := tools.All()
	for _, part := range []string{"apply", "apply and check"} {
		b.Run(part, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Receipt = tools.Receipt{}
				if _, err := set.Run(b.Context(), s, call); err != nil || len(s.Receipt.Stored) != 2 {
					b.Fatal(err, s.Receipt)
				}
				if part != "apply" {
					criteria.Check(s.Draft)
				}
			}
		})
	}
}

func BenchmarkSuggestKPIs(b *testing.B) {
	p := fullPlan(b)
	b.ReportAllocs()
	for b.Loop() {
		tools.SuggestKPIs(p)
	}
}
