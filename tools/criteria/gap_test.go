package criteria

import (
	"slices"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestGapsAreEnoughAndNeeded takes parts of complete plans away, fills the gaps
// from the complete plan, and leaves out one at a time.
func TestGapsAreEnoughAndNeeded(t *testing.T) {
	cuts := [][]plan.Path{
		{"applicant"}, {"target"}, {"kpis"}, {"raci"}, {"capabilities"}, {"data"}, {"data.assets"}, {"value_stream"}, {"batches"},
		{"realisation"}, {"execution"}, {"commitments"}, {"kpis[k2]"}, {"kpis[k1].formula", "kpis[k2].owner"}, {"kpis[k1].name", "kpis[k2]"},
		{"raci[r1].accountable"}, {"batches", "commitments.scale"}, {"target", "kpis", "raci", "capabilities", "data", "value_stream"},
	}
	for _, name := range []string{full, "fi-early-education", "sv-permit-agency"} {
		for _, cut := range cuts {
			base := load(t, name)
			if len(base.Plan.KPIs) > minKPIs && slices.Contains(cut, "kpis[k2]") {
				continue // what referred to it must refer to another one now
			}
			d := base.Clone()
			for _, path := range cut {
				_ = d.Drop(path) // a plan need not have it
			}
			r := Check(d)
			for _, criterion := range Criteria[:len(Criteria)-1] {
				checkGaps(t, base, d, criterion, Gaps(d, r, criterion))
			}
		}
	}
}

func checkGaps(t *testing.T, base, d *plan.Draft, criterion string, gaps []Gap) {
	t.Helper()
	if outcome := filled(t, base, d, gaps, "").Criteria[criterion]; outcome != Passed {
		t.Errorf("%s fails with its gaps filled: %v", criterion, gaps)
	}
	for _, g := range gaps {
		// A row's name tells a person which row it is, but not every list insists.
		name := g.Finding == nil && g.Path.Leaf() == rowNeeds[g.Path.List()][0]
		if outcome := filled(t, base, d, gaps, g.Path).Criteria[criterion]; outcome == Passed && !name {
			t.Errorf("%s passes without %s of %v", criterion, g.Path, gaps)
		}
	}
}

// filled checks the draft with the gaps filled as in base, all but one.
func filled(t *testing.T, base, d *plan.Draft, gaps []Gap, but plan.Path) *Report {
	t.Helper()
	d = d.Clone()
	d.Plan.Attestations = nil
	for _, g := range gaps {
		if g.Path == but || g.Path == "attestations" {
			continue
		}
		value, ok := base.Plan.Get(g.Path)
		if !ok {
			t.Fatalf("the complete plan has no %s", g.Path)
		}
		put(t, d, string(g.Path), value)
	}
	if but != "attestations" {
		d.Plan.Attestations = base.Plan.Attestations
	}
	return Check(d)
}

func TestGapsOfNothing(t *testing.T) {
	d := plan.NewDraft(plan.FI)
	r := Check(d)
	var paths []string
	for _, g := range Gaps(d, r, "C1") {
		paths = append(paths, string(g.Path))
	}
	for _, want := range []string{"target.object", "kpis[k1].formula", "kpis[k2].owner", "attestations"} {
		if !slices.Contains(paths, want) {
			t.Errorf("no %s in %s", want, strings.Join(paths, " "))
		}
	}
	if got := Gaps(d, r, Bonus); got != nil {
		t.Errorf("the bonus has gaps: %v", got)
	}
}
