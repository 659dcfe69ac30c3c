package criteria

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// load reads one of the complete plans of testdata/plans.
func load(t testing.TB, name string) *plan.Draft {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", "plans", name+".json"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := plan.Decode(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return plan.ImportedDraft(*p)
}

// planNames lists the plans: the gold plans of the two public cases and two of
// our own, of other sectors.
func planNames(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "plans", "*.json"))
	if err != nil || len(files) < 4 {
		t.Fatalf("plans %v: %v", files, err)
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".json"))
	}
	return names
}

// ruleIDs lists the rules of the findings once each, in order.
func ruleIDs(findings []Finding) []string {
	ids := []string{}
	for _, f := range findings {
		if !slices.Contains(ids, f.Rule) {
			ids = append(ids, f.Rule)
		}
	}
	return ids
}

// fresh lists the rules that fire on d and not on base.
func fresh(base, d *plan.Draft) []string {
	before := ruleIDs(Check(base).Findings)
	return slices.DeleteFunc(ruleIDs(Check(d).Findings), func(id string) bool { return slices.Contains(before, id) })
}

func outcomes(bonus string, failing ...string) map[string]string {
	all := map[string]string{Bonus: bonus}
	for _, criterion := range Criteria[:len(Criteria)-1] {
		all[criterion] = Passed
		if slices.Contains(failing, criterion) {
			all[criterion] = Failed
		}
	}
	return all
}

func TestCompletePlans(t *testing.T) {
	for _, test := range []struct {
		plan     string
		verdict  string
		criteria map[string]string
		rules    []string
	}{
		{"fi-early-education", Passed, outcomes(NotMet), []string{}},
		{"sv-home-care", Failed, outcomes(Met, "C1"), []string{"C1.KPI.FORMULA"}},
		{"sv-permit-agency", Passed, outcomes(Met), []string{}},
		{"en-university-admissions", Passed, outcomes(NotMet), []string{}},
	} {
		t.Run(test.plan, func(t *testing.T) {
			r := Check(load(t, test.plan))
			if r.Verdict != test.verdict || !maps.Equal(r.Criteria, test.criteria) {
				t.Errorf("got %s %v, want %s %v", r.Verdict, r.Criteria, test.verdict, test.criteria)
			}
			if test.plan == full && len(r.Findings) > 0 {
				t.Errorf("the full plan has findings: %v", ruleIDs(r.Findings))
			}
			asked := slices.DeleteFunc(r.Findings, func(f Finding) bool { return f.Later && !f.Fails() })
			if got := ruleIDs(asked); !slices.Equal(got, test.rules) {
				t.Errorf("got rules %v, want %v", got, test.rules)
			}
		})
	}
}

// TestPublicMutations holds what the public cases say of their mutations.
func TestPublicMutations(t *testing.T) {
	drop := func(path plan.Path) func(*plan.Draft) error {
		return func(d *plan.Draft) error { return d.Drop(path) }
	}
	set := func(path plan.Path, value any) func(*plan.Draft) error {
		return func(d *plan.Draft) error { return d.Put(path, value, plan.Provenance{Source: plan.Imported}) }
	}
	for _, test := range []struct {
		plan    string
		name    string
		mutate  func(*plan.Draft) error
		rule    string
		failing []string
	}{
		{"fi-early-education", "no owner of a KPI", drop("kpis[k1].owner"), "C1.KPI.OWNER", []string{"C1"}},
		{"fi-early-education", "a work item less", drop("raci[r2]"), "C2.RACI.ITEMS", nil},
		{"fi-early-education", "no realisation", drop("realisation"), "C3.REALISATION.TARGET", []string{"C3"}},
		{"fi-early-education", "no reason", drop("execution.rationale"), "C4.RATIONALE", []string{"C4"}},
		{"fi-early-education", "no foresight", drop("commitments.foresight"), "C5.FORESIGHT", []string{"C5"}},
		{"fi-early-education", "long batch", set("batches[b2].weeks", 6.0), "W.BATCH.DURATION", nil},
		{"sv-home-care", "formula given", set("kpis[k1].formula", "minuter hos klienten / arbetstid × 100"), "", nil},
		{"sv-home-care", "no accountable", drop("raci[r3].accountable"), "C2.RACI.NO_ACCOUNTABLE", []string{"C1", "C2"}},
		{"sv-home-care", "no verification", drop("batches[b1].verify"), "C3.BATCH.VERIFY", []string{"C1"}},
		{"sv-home-care", "no decision model", drop("execution.model"), "C4.MODEL", []string{"C1", "C4"}},
		{"sv-home-care", "no acceleration", drop("commitments.accelerate"), "C5.ACCELERATE", []string{"C1", "C5"}},
	} {
		t.Run(test.plan+"/"+test.name, func(t *testing.T) {
			base := load(t, test.plan)
			d := base.Clone()
			if err := test.mutate(d); err != nil {
				t.Fatal(err)
			}
			var want []string
			if test.rule != "" {
				want = []string{test.rule}
			}
			if got := fresh(base, d); !slices.Equal(got, want) {
				t.Errorf("got new rules %v, want %v", got, want)
			}
			bonus := Check(base).Criteria[Bonus]
			if got := Check(d).Criteria; !maps.Equal(got, outcomes(bonus, test.failing...)) {
				t.Errorf("got %v, want failing %v", got, test.failing)
			}
		})
	}
}

// gates names, for each leaf that decides something, the rule that must be the
// only new one when the leaf is deleted (evals/fields.yaml, gate).
var gates = map[plan.Path]string{
	"applicant.acknowledges_model": "C0.ACK",
	"target.object":                "C1.OBJECT", "target.magnitude": "C1.MAGNITUDE", "target.start": "C1.HORIZON", "target.end": "C1.HORIZON",
	"target.decision_body": "C1.DECISION", "target.decision_date": "C1.DECISION", "target.decision_maker": "C1.DECISION",
	"target.commits_to_lead": "C1.COMMIT",
	"kpis[].baseline":        "C1.KPI.BASELINE", "kpis[].baseline_date": "C1.KPI.BASELINE_DATE", "kpis[].target": "C1.KPI.TARGET",
	"kpis[].deadline": "C1.KPI.DEADLINE", "kpis[].method": "C1.KPI.MEASURE", "kpis[].frequency": "C1.KPI.MEASURE",
	"kpis[].source": "C1.KPI.SOURCE", "kpis[].formula": "C1.KPI.FORMULA", "kpis[].owner": "C1.KPI.OWNER",
	"raci[].item": "C2.RACI.ITEMS", "raci[].accountable": "C2.RACI.NO_ACCOUNTABLE", "raci[].responsible": "C2.RACI.RESPONSIBLE",
	"capabilities[].maturity": "C2.CAP.RATED", "capabilities[].criticality": "C2.CAP.RATED", "capabilities[].action": "C2.CAP.GROWTH",
	"capabilities[].owner": "C2.CAP.GROWTH", "capabilities[].by": "C2.CAP.GROWTH",
	"data.principles": "C2.DATA.PRINCIPLES", "data.reference": "C2.DATA.PRINCIPLES",
	"data.assets[].owner": "C2.DATA.OWNER", "data.assets[].need": "C2.DATA.NEEDS",
	"value_stream.customer": "C3.VALUE", "value_stream.value": "C3.VALUE", "value_stream.evidence": "C3.VALUE",
	"value_stream.redesign": "C3.REDESIGN", "value_stream.steps[].name": "C3.STREAM", "value_stream.steps[].process_min": "C3.STREAM",
	"value_stream.steps[].wait_d": "C3.STREAM", "value_stream.steps[].change": "C3.REDESIGN",
	"batches[].kpi": "C3.BATCH.MEASURABLE", "batches[].verify": "C3.BATCH.VERIFY", "batches[].scale": "C3.BATCH.SCALE_RULE",
	"realisation[].target": "C3.REALISATION.TARGET", "realisation[].action": "C3.REALISATION.METHOD",
	"realisation[].responsible": "C3.REALISATION.RESPONSIBLE",
	"execution.model":           "C4.MODEL", "execution.rationale": "C4.RATIONALE", "execution.kpi_refs": "C4.RATIONALE",
	"execution.weekly": "C4.RHYTHM", "execution.monthly": "C4.RHYTHM", "execution.quarterly": "C4.RHYTHM",
	"execution.responsible": "C4.RESPONSIBLE",
	"commitments.realise":   "C5.REALISE", "commitments.realise_by": "C5.REALISE", "commitments.scale": "C5.SCALE",
	"commitments.horizon_years": "C5.HORIZON", "commitments.accelerate": "C5.ACCELERATE", "commitments.foresight": "C5.FORESIGHT",
	"company.rationale": "B1.COMPANY",
}

// TestDeletingAGatingLeaf deletes each gating leaf of each plan, one at a time.
func TestDeletingAGatingLeaf(t *testing.T) {
	deleted := map[plan.Path]bool{}
	for _, name := range planNames(t) {
		base := load(t, name)
		linked := base.Plan.Company.Link != nil && *base.Plan.Company.Link
		for path := range base.Plan.Leaves() {
			rule, gating := gates[path.Field()]
			if !gating || path == "company.rationale" && !linked {
				continue
			}
			deleted[path.Field()] = true
			d := base.Clone()
			if err := d.Drop(path); err != nil {
				t.Fatal(err)
			}
			checkGate(t, name, path, rule, base, d)
		}
	}
	for path := range gates {
		if !deleted[path] {
			t.Errorf("no plan has %s", path)
		}
	}
}

func checkGate(t *testing.T, name string, path plan.Path, rule string, base, d *plan.Draft) {
	t.Helper()
	want := []string{rule}
	if slices.Contains(ruleIDs(Check(base).Findings), rule) {
		want = []string{}
	}
	if got := fresh(base, d); !slices.Equal(got, want) {
		t.Errorf("%s without %s: new rules %v, want %v", name, path, got, want)
	}
	r := Check(d)
	fired := slices.IndexFunc(r.Findings, func(f Finding) bool { return f.Rule == rule && f.Path == path })
	if fired < 0 {
		t.Errorf("%s without %s: no finding of %s names the path", name, path, rule)
		return
	}
	outcome := r.Criteria[criterionOf(r.Findings[fired].Sub)]
	switch level := r.Findings[fired].Level; {
	case level == plan.Hard && outcome != Failed, level == plan.Model && outcome != Check(base).Criteria[criterionOf(r.Findings[fired].Sub)],
		level == plan.Bonus && (outcome != NotMet || r.Verdict != Check(base).Verdict):
		t.Errorf("%s without %s: %s finding of %s leaves its criterion %q", name, path, level, rule, outcome)
	}
}

// TestReportIsPure holds that checking changes nothing and that the report's
// JSON has the promised keys.
func TestReportIsPure(t *testing.T) {
	for _, name := range planNames(t) {
		d := load(t, name)
		before := string(d.JSON())
		first, err := json.Marshal(Check(d))
		if err != nil {
			t.Fatal(err)
		}
		second, err := json.Marshal(Check(d))
		if err != nil {
			t.Fatal(err)
		}
		if string(first) != string(second) || before != string(d.JSON()) {
			t.Errorf("%s: two checks differ, or a check changed the draft", name)
		}
	}
	data, err := json.Marshal(Check(load(t, "sv-home-care")))
	if err != nil {
		t.Fatal(err)
	}
	var report map[string]any
	if err := json.Unmarshal(data, &report); err != nil {
		t.Fatal(err)
	}
	finding := report["findings"].([]any)[0].(map[string]any)
	for _, key := range []string{"rule", "spec", "sub", "level", "path", "memo", "message", "fix"} {
		if finding[key] == nil {
			t.Errorf("the finding has no %q: %v", key, finding)
		}
	}
	if finding["memo"] != "luku 2" || report["rules_version"] != RulesVersion {
		t.Errorf("got memo %v, version %v", finding["memo"], report["rules_version"])
	}
}
