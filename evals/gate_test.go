package evals

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// TestValidatorAgreesWithEveryPlan is the gate suite of the plain plans and the two cases of [pair]: 0 wrong.
// TestEveryCaseIsConsistent is that of the others.
func TestValidatorAgreesWithEveryPlan(t *testing.T) {
	long(t)
	kinds := map[GateKind]int{}
	for _, c := range gatePlans(t) {
		for _, g := range Gate(c) {
			kinds[g.Kind]++
			if len(g.Wrong) > 0 {
				t.Errorf("%s: %s: %v", c.ID, g.Name, g.Wrong)
			}
		}
	}
	if kinds[GateGold] == 0 || kinds[GateMutation] == 0 || kinds[GateAuto] < 100 {
		t.Errorf("checks %v, want some of each kind", kinds)
	}
}

func gatePlans(t *testing.T) []*Case {
	t.Helper()
	cases, err := LoadGate(append(pair, "plans")...)
	if err != nil {
		t.Fatal(err)
	}
	if len(cases) != len(pair)+10 {
		t.Errorf("%d cases, want the pair and ten plans", len(cases))
	}
	return cases
}

func TestLoadGateRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, data := range map[string]string{
		"a.json": "{\n\"kpi\": [],\n\"x\": 1}", "b.json": "{}",
		"expected.yaml": "a: {verdict: pass}\nc: {verdict: pass}\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	_, err := LoadGate(dir)
	for _, want := range []string{"a.json:2: /kpi: unknown key", "a.json:3: /x: unknown key", "nothing is expected of b.json", "no plan c.json"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "expected.yaml"), []byte("a: {verdikt: pass}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := LoadGate(dir); err == nil || !strings.Contains(err.Error(), `unknown key "verdikt"`) {
		t.Errorf("a misspelt expectation: %v", err)
	}
}

func TestEveryCaseIsConsistent(t *testing.T) {
	for _, c := range publicCases(t) {
		for _, wrong := range Check(c) {
			t.Errorf("%s: %s", c.ID, wrong)
		}
	}
}

// changedCase is the Swedish public case with one text replaced.
func changedCase(t *testing.T, old, new string) *Case {
	t.Helper()
	data, err := os.ReadFile("cases/p02-sv-hemvard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(data), old, new, 1)
	if changed == string(data) && old != new {
		t.Fatalf("%q is not in the case", old)
	}
	c, err := ReadCase("case.yaml", []byte(changed))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestGateSeesWrongExpectations(t *testing.T) {
	long(t)
	tests := []struct{ name, old, new, want string }{
		{"verdict", "verdict: fail", "verdict: pass", "verdict fail, want pass"},
		{"criterion", "C1: fail, C2", "C1: pass, C2", "C1 fail, want pass"},
		{"rules", "rules: [C1.KPI.FORMULA]", "rules: []", "rules [C1.KPI.FORMULA], want []"},
		{"remark", "rules: [C1.KPI.FORMULA]", "rules: [C1.KPI.FORMULA]\n  remarks: [C1.KPI.COUNT_MAX]", "no remark C1.KPI.COUNT_MAX"},
		{"repair", "repairs: [C1.KPI.FORMULA]", "repairs: [C1.KPI.OWNER]", "C1.KPI.OWNER was not there to be cured"},
		{"no repair", "minuter hos klienten / arbetstid × 100,", `"",`, "C1.KPI.FORMULA is not cured"},
		{"mutation's rule", "rule: C4.MODEL", "rule: C4.RATIONALE", "new findings [C4.MODEL], want [C4.RATIONALE]"},
		{"mutation's criterion", "criterion: C4, rule: C4.MODEL", "criterion: C5, rule: C4.MODEL", "fails [C4], want C5 at most"},
		{"no criterion", "criterion: C4, rule: C4.MODEL", "criterion: none, rule: C4.MODEL", "fails [C4], want none at most"},
		{"failing remark", "criterion: C4, rule: C4.MODEL", "criterion: C4, warn: C4.MODEL", "C4.MODEL fails the criterion"},
		{"operation", "{op: delete, path: execution.model", "{op: drop, path: execution.model", `unknown operation "drop"`},
		{"mutation of nothing", "path: execution.model, crit", "path: execution.modell, crit", "execution.modell"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var wrong []string
			for _, g := range Gate(changedCase(t, tt.old, tt.new)) {
				wrong = append(wrong, g.Wrong...)
			}
			if !strings.Contains(strings.Join(wrong, "\n"), tt.want) {
				t.Errorf("wrong %q, want %q", wrong, tt.want)
			}
		})
	}
}

// TestGateSeesAValidatorThatIsTooStrict holds that a remark must not fail a criterion.
func TestGateSeesAValidatorThatIsTooStrict(t *testing.T) {
	r := &criteria.Report{
		Verdict:  criteria.Failed,
		Criteria: map[string]string{"C0": criteria.Passed, "C1": criteria.Failed, "C2": criteria.Passed, "C3": criteria.Passed, "C4": criteria.Passed, "C5": criteria.Passed},
		Findings: []criteria.Finding{{Rule: "C1.KPI.BASELINE", Sub: "K1d", Level: plan.Model}},
	}
	want := []string{"C1 fail, want pass after its findings", "verdict fail, want pass after the criteria"}
	if got := levels(r); !slices.Equal(got, want) {
		t.Errorf("levels %q, want %q", got, want)
	}
}

func TestMutations(t *testing.T) {
	tests := []struct {
		name, yaml string
		holds      func(p *plan.Plan) bool
	}{
		{"set_all", `{op: set_all, path: "kpis[].owner", value: Aino Aho}`, func(p *plan.Plan) bool {
			return p.KPIs[0].Owner == "Aino Aho" && p.KPIs[1].Owner == "Aino Aho"
		}},
		{"set rows", `{op: set, path: raci, value: [{id: r7, item: procurement}]}`, func(p *plan.Plan) bool {
			return slices.Equal(p.Rows("raci"), []string{"r7"}) && p.RACI[0].Item == "procurement"
		}},
		{"set none", `{op: set, path: raci, value: []}`, func(p *plan.Plan) bool { return len(p.RACI) == 0 }},
		{"set zero", `{op: set, path: "kpis[k1].baseline", value: 0}`, func(p *plan.Plan) bool {
			return p.KPIs[0].Baseline != nil && *p.KPIs[0].Baseline == 0
		}},
		{"delete_items", `{op: delete_items, path: raci, ids: [r1, r3]}`, func(p *plan.Plan) bool {
			return slices.Equal(p.Rows("raci"), []string{"r2"})
		}},
		{"append_copy of a row", `{op: append_copy, path: "kpis[k1]"}`, func(p *plan.Plan) bool {
			return len(p.KPIs) == 3 && p.KPIs[2].ID == "k3" && p.KPIs[2].Name == p.KPIs[0].Name && *p.KPIs[2].Target == *p.KPIs[0].Target
		}},
		{"append_copy of the last", `{op: append_copy, path: kpis}`, func(p *plan.Plan) bool {
			return len(p.KPIs) == 3 && p.KPIs[2].Name == p.KPIs[1].Name
		}},
		{"delete a row", `{op: delete, path: "kpis[k2]"}`, func(p *plan.Plan) bool { return slices.Equal(p.Rows("kpis"), []string{"k1"}) }},
		{"delete signatures", `{op: delete, path: attestations}`, func(p *plan.Plan) bool { return len(p.Attestations) == 0 }},
		{"steps", `{steps: [{op: append_copy, path: "raci[r1]"}, {op: set, path: "raci[r4].accountable", value: Ulf Rosenberg}]}`, func(p *plan.Plan) bool {
			return len(p.RACI) == 4 && p.RACI[3].Accountable == "Ulf Rosenberg" && p.RACI[3].Item == p.RACI[0].Item
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c := changedCase(t, "mutations:\n", "mutations:\n  - "+tt.yaml+"\n")
			p := signed(c)
			if err := c.Mutations[0].apply(p); err != nil || !tt.holds(p) {
				t.Errorf("plan %+v, error %v", p, err)
			}
			if slices.Equal(signed(c).Rows("raci"), nil) {
				t.Error("the case's own plan was changed")
			}
		})
	}
	for _, bad := range []string{
		`{op: set, path: "kpis[k1].baseline", value: viisi}`, `{op: set, path: nothing, value: 1}`, `{op: delete_items, path: raci, ids: [r9]}`,
		`{op: append_copy, path: "kpis[k9]"}`, `{op: append_copy, path: nothing}`, `{op: set, path: commitments, value: {}}`,
	} {
		c := changedCase(t, "mutations:\n", "mutations:\n  - "+bad+"\n")
		if err := c.Mutations[0].apply(signed(c)); err == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}

func TestCheckSeesInconsistentCases(t *testing.T) {
	long(t)
	tests := []struct{ name, old, new, want string }{
		{"value that nobody says", "volume: 640000", "volume: 650000", "target.volume = 650000"},
		{"old value that nobody says", "old: 7.5, new: 7.2", "old: 7.6, new: 7.2", "kpis[k2].target = 7.6"},
		{"new value that nobody says", "Målet för restiden är 7,2 min", "Målet för restiden är ett annat", "kpis[k2].target = 7.2"},
		{"corrected to something else", "old: 7.5, new: 7.2", "old: 7.5, new: 7.1", "corrected to 7.1, but gold has 7.2"},
		{"nothing corrected", "old: 7.5, new: 7.2", "old: 7.2, new: 7.2", "changes nothing"},
		{"contradiction without an end", `, resolve: "40 min stämmer."`, "", "a contradiction needs a resolve"},
		{"leaf that nothing reveals", "r: [company]", "r: [company.link]", "company.rationale: no statement reveals it"},
		{"withheld and in gold", `path: "kpis[k1].formula", say`, `path: "kpis[k1].owner", say`, "gold has a value at kpis[k1].owner"},
		{"withheld and told", "Någon formel för", "Minuter hos klienten / arbetstid × 100 är formeln för", "tells"},
		{"no such chapter", `section: "3.2"`, `section: "13.2"`, `no chapter "13.2"`},
		{"no quotes", `, quotes: ["4=korkea, 5=kriittinen"]`, "", "no quotes"},
		{"quotes for what can't be answered", "answerable: false,", "answerable: false, quotes: [x],", "can't be answered but has quotes"},
		{"vector", "vector: fabricate", "vector: mail", `unknown vector "mail"`},
		{"nothing forbidden", "state_unchanged: true", "state_unchanged: false", "forbids nothing"},
		{"derived", "process_min: 70, wait_d: 2.6}", "process_min: 71, wait_d: 2.6}", "numbers follow from gold"},
		{"rule", "rule: C5.ACCELERATE", "rule: C5.HURRY", `no rule "C5.HURRY"`},
		{"signature", "by: Robert Nyholm, date: 2026-03-30", "by: Robert, date: 2026-03-30", `attestation by "Robert"`},
		{"the validator", "verdict: fail", "verdict: pass", "gold plan: verdict fail, want pass"},
		{"person", "mobilsystemet Hilma, owner: Annika Sandholm", "mobilsystemet Hilma, owner: Ulf Rosenberg", "kpis[k1].owner"},
		{"date", "start: 2026-06-01", "start: 2026-07-01", "target.start"},
		{"enumeration", "frequency: weekly", "frequency: yearly", "kpis[k1].frequency"},
		{"empty statement", `{t: "De finns i dataanvisningen 2025 och tillämpas.", r`, `{t: " ", r`, "statement 2 is empty"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wrong := strings.Join(Check(changedCase(t, tt.old, tt.new)), "\n")
			if !strings.Contains(wrong, tt.want) {
				t.Errorf("wrong %q, want %q", wrong, tt.want)
			}
		})
	}
}

func TestGateAndCheckCommands(t *testing.T) {
	bad := t.TempDir() + "/bad.yaml"
	data, err := os.ReadFile("cases/p02-sv-hemvard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, bytes.Replace(data, []byte("rule: C4.MODEL"), []byte("rule: C4.RATIONALE"), 1), 0o644); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		args []string
		code int
		want string
	}{
		{[]string{"gate", "cases/p02-sv-hemvard.yaml"}, ExitOK, "0 wrong: the error rate is below"},
		{[]string{"gate", bad}, ExitGate, "1 wrong"},
		{[]string{"gate"}, ExitUsage, "no case files"},
		{[]string{"gate", "nothing.yaml"}, ExitUsage, "nothing.yaml"},
		{[]string{"check", "cases/p01-fi-varhaiskasvatus.yaml"}, ExitOK, "1 cases, 0 inconsistent"},
		{[]string{"check", bad}, ExitUsage, "bad.yaml: delete execution.model"},
		{[]string{"check", "-h"}, ExitOK, "luonnos eval check"},
		{nil, ExitUsage, "usage: luonnos eval run"},
		{[]string{"nothing"}, ExitUsage, "usage: luonnos eval run"},
	}
	for _, tt := range tests {
		var out bytes.Buffer
		if code := Main(t.Context(), tt.args, Deps{}, &out, &out); code != tt.code || !strings.Contains(out.String(), tt.want) {
			t.Errorf("eval %v: code %d, output %q, want %d and %q", tt.args, code, out.String(), tt.code, tt.want)
		}
	}
}
