package criteria

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

func stateOf(r *Report, id string) *SubCriterion {
	for i := range r.SubCriteria {
		if r.SubCriteria[i].ID == id {
			return &r.SubCriteria[i]
		}
	}
	return nil
}

// put stores imported values, alternating paths and values.
func put(t *testing.T, d *plan.Draft, pairs ...any) {
	t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		if err := d.Put(plan.Path(pairs[i].(string)), pairs[i+1], plan.Provenance{Source: plan.Imported}); err != nil {
			t.Fatal(err)
		}
	}
}

func drop(t *testing.T, d *plan.Draft, paths ...plan.Path) {
	t.Helper()
	for _, path := range paths {
		if err := d.Drop(path); err != nil {
			t.Fatal(err)
		}
	}
}

// fourKPIs breaks C1.KPI.COUNT_MAX, a rule of the model, alone.
func fourKPIs(t *testing.T) *plan.Draft {
	t.Helper()
	f := fixture{draft: load(t, full)}
	for _, id := range []string{"k3", "k4"} {
		if err := f.copyRow("kpis[k2]", id); err != nil {
			t.Fatal(err)
		}
	}
	f.draft.Plan.LockTargets("Kaisa Vuorinen", "2026-05-11")
	return f.draft
}

func agree(t *testing.T, d *plan.Draft, rule string) {
	t.Helper()
	put(t, d, "deviations[v1].rule", rule, "deviations[v1].agreed_with", "Maija Esimerkki", "deviations[v1].date", "2026-06-01")
}

func TestSubCriteria(t *testing.T) {
	for _, test := range []struct {
		name  string
		draft func(t *testing.T) *plan.Draft
		want  map[string]State
	}{
		{"nothing said", func(*testing.T) *plan.Draft { return plan.NewDraft(plan.FI) },
			map[string]State{"K0": NotStarted, "K1a": NotStarted, "K2b": NotStarted, "K3d": NotStarted, "K5d": NotStarted, "K+": NotStarted}},
		{"a full plan", func(t *testing.T) *plan.Draft { return load(t, full) },
			map[string]State{"K0": SubMet, "K1d": SubMet, "K2f": SubMet, "K5b": SubMet, "K+": SubNotMet}},
		{"a hard rule is broken", func(t *testing.T) *plan.Draft {
			d := load(t, full)
			drop(t, d, "kpis[k1].formula")
			return d
		}, map[string]State{"K1d": SubNotMet, "K1a": SubMet}},
		{"an integrity rule is broken", func(t *testing.T) *plan.Draft {
			d := load(t, full)
			put(t, d, "capabilities[c1].maturity", 7.0)
			return d
		}, map[string]State{"K2c": SubNotMet}},
		{"a list without rows starts none of its parts", func(t *testing.T) *plan.Draft {
			d := load(t, full)
			drop(t, d, "raci", "capabilities")
			return d
		}, map[string]State{"K2a": NotStarted, "K2b": NotStarted, "K2c": NotStarted, "K2d": NotStarted, "K2e": SubMet}},
		{"rows that are only proposed start nothing", func(t *testing.T) *plan.Draft {
			d := load(t, full)
			for path, value := range d.Clone().Plan.Leaves() {
				if path.Within("raci") {
					if err := d.Put(path, value, plan.Provenance{Source: plan.Proposed}); err != nil {
						t.Fatal(err)
					}
				}
			}
			return d
		}, map[string]State{"K2a": NotStarted, "K2b": NotStarted}},
		{"a model rule is broken", fourKPIs, map[string]State{"K1d": MetWithRemarks}},
		{"a deviation was agreed", func(t *testing.T) *plan.Draft {
			d := fourKPIs(t)
			agree(t, d, "R-109")
			return d
		}, map[string]State{"K1d": MetWithDeviation, "K0": SubMet}},
		{"another remark stays", func(t *testing.T) *plan.Draft {
			d := fourKPIs(t)
			agree(t, d, "C1.KPI.COUNT_MAX")
			drop(t, d, "kpis[k1].baseline_date")
			return d
		}, map[string]State{"K1d": MetWithRemarks}},
		{"a deviation waives no hard rule", func(t *testing.T) *plan.Draft {
			d := load(t, full)
			agree(t, d, "R-105")
			drop(t, d, "kpis[k1].formula")
			return d
		}, map[string]State{"K1d": SubNotMet}},
		{"a deviation that nobody approved waives nothing", func(t *testing.T) *plan.Draft {
			d := fourKPIs(t)
			put(t, d, "deviations[v1].rule", "R-109", "deviations[v1].date", "2026-06-01")
			return d
		}, map[string]State{"K1d": MetWithRemarks, "K0": SubNotMet}},
		{"an approver whom the assistant proposes waives nothing", func(t *testing.T) *plan.Draft {
			d := fourKPIs(t)
			agree(t, d, "R-109")
			d.Provenance["deviations[v1].agreed_with"] = plan.Provenance{Source: plan.Proposed}
			return d
		}, map[string]State{"K1d": MetWithRemarks, "K0": SubNotMet}},
		{"advice changes nothing", func(t *testing.T) *plan.Draft {
			d := load(t, full)
			put(t, d, "batches[b1].weeks", 9.0)
			return d
		}, map[string]State{"K3c": SubMet}},
		{"the bonus is met", func(t *testing.T) *plan.Draft { return load(t, "sv-permit-agency") },
			map[string]State{"K+": SubMet}},
	} {
		t.Run(test.name, func(t *testing.T) {
			r := Check(test.draft(t))
			for id, want := range test.want {
				if got := stateOf(r, id).State; got != want {
					t.Errorf("%s is %s, want %s (findings %v)", id, got, want, ruleIDs(r.Findings))
				}
			}
		})
	}
}

func TestDeviationIsSaidOfTheFinding(t *testing.T) {
	d := fourKPIs(t)
	agree(t, d, "R-109")
	f := Check(d).Findings[0]
	if f.Rule != "C1.KPI.COUNT_MAX" || f.Deviation != "deviations[v1]" || !strings.Contains(f.Fix.FI, "sovittu Sitran kanssa: Maija Esimerkki, 1.6.2026") {
		t.Errorf("got %+v", f)
	}
	readable(t, f)
}

func TestPartsAreTheSpecifications(t *testing.T) {
	ids := map[string]bool{}
	for _, p := range parts {
		ids[p.id] = true
		if title := SubTitle(p.id); !title.Complete() || title.FI == p.id {
			t.Errorf("%s has no title", p.id)
		}
	}
	if len(ids) != len(plan.Options("sub_criterion")) || len(ids) != 26 {
		t.Errorf("%d parts, %d titles, want K0, 24 and K+", len(ids), len(plan.Options("sub_criterion")))
	}
	for _, r := range Rules() {
		if !ids[r.Sub] {
			t.Errorf("%s belongs to no part: %s", r.ID, r.Sub)
		}
	}
	for _, s := range states {
		if plan.OptionLabel("sub_state", string(s), plan.FI) == string(s) {
			t.Errorf("state %s has no label", s)
		}
	}
}

// agrees holds that the parts and the criteria say the same: a criterion passes
// exactly when all its parts are met.
func agrees(t *testing.T, name string, r *Report) {
	t.Helper()
	met := map[string]bool{}
	for _, criterion := range Criteria {
		met[criterion] = true
	}
	for i := range r.SubCriteria {
		if s := &r.SubCriteria[i]; !s.State.Met() {
			met[criterionOf(s.ID)] = false
		}
	}
	for criterion, outcome := range r.Criteria {
		if met[criterion] != (outcome == Passed || outcome == Met) {
			t.Errorf("%s: %s is %s, its parts say met %v", name, criterion, outcome, met[criterion])
		}
	}
}

func TestPartsAgreeWithTheCriteria(t *testing.T) {
	agrees(t, "empty", Check(plan.NewDraft(plan.FI)))
	for _, name := range planNames(t) {
		base := load(t, name)
		agrees(t, name, Check(base))
		for path := range base.Plan.Leaves() {
			d := base.Clone()
			drop(t, d, path)
			agrees(t, name+" without "+string(path), Check(d))
		}
	}
}

func TestReadiness(t *testing.T) {
	approve := func(d *plan.Draft, verdict string, ids ...string) {
		for _, id := range ids {
			d.Plan.Reviews = append(d.Plan.Reviews, plan.Review{Criterion: id, Verdict: verdict, By: "Sini Sitralainen", Date: "2026-07-01"})
		}
	}
	var all []string
	for _, p := range parts {
		if p.id != bonusPart {
			all = append(all, p.id)
		}
	}
	for _, test := range []struct {
		name   string
		change func(*plan.Draft)
		want   bool
	}{
		{"nobody has looked", func(*plan.Draft) {}, false},
		{"all approved, the bonus aside", func(d *plan.Draft) { approve(d, plan.Approved, all...) }, true},
		{"one part not approved", func(d *plan.Draft) { approve(d, plan.Approved, all[1:]...) }, false},
		{"one returned later", func(d *plan.Draft) {
			approve(d, plan.Approved, all...)
			approve(d, plan.Returned, "K3b")
		}, false},
		{"returned, then approved", func(d *plan.Draft) {
			approve(d, plan.Returned, all...)
			approve(d, plan.Approved, all...)
		}, true},
		{"approved by nobody", func(d *plan.Draft) {
			approve(d, plan.Approved, all...)
			d.Plan.Reviews[4].By = ""
		}, false},
		{"an approval does not mend what the machine misses", func(d *plan.Draft) {
			approve(d, plan.Approved, all...)
			d.Plan.Target.Object = ""
		}, false},
		{"a review moves no machine verdict", func(d *plan.Draft) { approve(d, plan.Returned, all...) }, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := load(t, full)
			before := Check(d).Verdict
			test.change(d)
			r := Check(d)
			if r.Ready != test.want {
				t.Errorf("ready %v, want %v", r.Ready, test.want)
			}
			if d.Plan.Target.Object != "" && r.Verdict != before {
				t.Errorf("the review changed the verdict to %s", r.Verdict)
			}
		})
	}
}
