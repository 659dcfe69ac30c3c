package evals

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// GateKind says what a check of the validator is about.
type GateKind string

// The kinds of checks.
const (
	GateGold     GateKind = "gold"     // the gold plan gets the expected verdict
	GateMutation GateKind = "mutation" // a change breaks, or repairs, exactly what the case says
	GateAuto     GateKind = "auto"     // each gating leaf deleted brings exactly its rule
)

// GateCheck is one check of the validator without any conversation.
type GateCheck struct {
	Case  string   `json:"case"`
	Kind  GateKind `json:"kind"`
	Name  string   `json:"name"`
	Wrong []string `json:"wrong,omitempty"` // empty when the validator is right
}

// Gate checks the validator against a case: its gold plan, its mutations, and its plan without each gating leaf.
func Gate(c *Case) []GateCheck {
	g := gate{c: c, base: checkPlan(signed(c))}
	g.gold()
	for i := range c.Mutations {
		g.mutation(&c.Mutations[i])
	}
	for leaf := range c.Gold.Leaves() {
		if f, ok := Fields().At(leaf); ok && f.Gate != "" {
			g.auto(f, leaf)
		}
	}
	return g.checks
}

type gate struct {
	c      *Case
	base   *criteria.Report
	checks []GateCheck
}

// signed is the case's gold plan with its signatures.
func signed(c *Case) *plan.Plan {
	p := clonePlan(c.Gold)
	p.Attestations = append(p.Attestations, c.Attestations...)
	return p
}

func checkPlan(p *plan.Plan) *criteria.Report { return criteria.Check(plan.ImportedDraft(*p)) }

func (g *gate) add(kind GateKind, name string, wrong []string) {
	g.checks = append(g.checks, GateCheck{Case: g.c.ID, Kind: kind, Name: name, Wrong: wrong})
}

func (g *gate) gold() {
	want := g.c.Expected
	var wrong []string
	if g.base.Verdict != want.Verdict {
		wrong = append(wrong, fmt.Sprintf("verdict %s, want %s", g.base.Verdict, want.Verdict))
	}
	for _, criterion := range criteria.Criteria {
		if got := g.base.Criteria[criterion]; got != want.Criteria[criterion] {
			wrong = append(wrong, fmt.Sprintf("%s %s, want %s", criterion, got, orNone(want.Criteria[criterion])))
		}
	}
	rules, expected := ruleIDs(g.base.Failing()), slices.Sorted(slices.Values(want.Rules))
	if !slices.Equal(rules, expected) {
		wrong = append(wrong, fmt.Sprintf("rules %v, want %v", rules, expected))
	}
	remarks := ruleIDs(g.base.Remarks())
	for _, rule := range want.Remarks {
		if !slices.Contains(remarks, rule) {
			wrong = append(wrong, "no remark "+rule)
		}
	}
	g.add(GateGold, "gold plan", wrong)
}

func (g *gate) mutation(m *Mutation) {
	p := signed(g.c)
	if err := m.apply(p); err != nil {
		g.add(GateMutation, m.name(), []string{err.Error()})
		return
	}
	after := checkPlan(p)
	want := []string{}
	for _, rule := range []string{m.Rule, m.Warn} {
		if rule != "" {
			want = append(want, rule)
		}
	}
	wrong := g.compare(after, m.Repairs, slices.Sorted(slices.Values(want)))
	if m.Warn != "" && slices.Contains(ruleIDs(after.Failing()), m.Warn) {
		wrong = append(wrong, m.Warn+" fails the criterion, want a remark")
	}
	if failed, own := g.newlyFailed(after), m.Criterion; own != "" && len(failed) > 0 && !slices.Equal(failed, []string{own}) {
		wrong = append(wrong, fmt.Sprintf("fails %v, want %s at most", failed, own))
	}
	g.add(GateMutation, m.name(), wrong)
}

// name says what the mutation does.
func (m *Mutation) name() string {
	var parts []string
	for _, step := range m.all() {
		part := step.Op + " " + string(step.Path)
		if len(step.IDs) > 0 {
			part += " " + strings.Join(step.IDs, ",")
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// compare lists what is wrong with the report after a change: the new findings, the cured ones, and the criteria, which
// must follow from the levels of the findings.
func (g *gate) compare(after *criteria.Report, repairs, want []string) []string {
	var wrong []string
	if found := fresh(g.base, after); !slices.Equal(found, want) {
		wrong = append(wrong, fmt.Sprintf("new findings %v, want %v", found, want))
	}
	left := ruleIDs(after.Findings)
	for _, rule := range repairs {
		switch {
		case slices.Contains(left, rule):
			wrong = append(wrong, rule+" is not cured")
		case !slices.Contains(ruleIDs(g.base.Findings), rule):
			wrong = append(wrong, rule+" was not there to be cured")
		}
	}
	return append(wrong, levels(after)...)
}

// levels lists the criteria whose outcome does not follow from the levels of the findings: a hard or internal finding
// fails its criterion and no other finding does.
func levels(r *criteria.Report) []string {
	failing := map[string]bool{}
	for _, f := range r.Failing() {
		failing["C"+f.Sub[1:2]] = true
	}
	var wrong []string
	verdict := criteria.Passed
	for _, criterion := range criteria.Criteria {
		if criterion == criteria.Bonus {
			continue
		}
		want := criteria.Passed
		if failing[criterion] {
			want, verdict = criteria.Failed, criteria.Failed
		}
		if got := r.Criteria[criterion]; got != want {
			wrong = append(wrong, fmt.Sprintf("%s %s, want %s after its findings", criterion, got, want))
		}
	}
	if r.Verdict != verdict {
		wrong = append(wrong, fmt.Sprintf("verdict %s, want %s after the criteria", r.Verdict, verdict))
	}
	return wrong
}

// newlyFailed lists the criteria that the change failed.
func (g *gate) newlyFailed(after *criteria.Report) []string {
	var failed []string
	for _, criterion := range slices.Sorted(maps.Keys(after.Criteria)) {
		if after.Criteria[criterion] == criteria.Failed && g.base.Criteria[criterion] != criteria.Failed {
			failed = append(failed, criterion)
		}
	}
	return failed
}

// fresh lists the rules of the findings that the change brought.
func fresh(before, after *criteria.Report) []string {
	type place struct {
		rule string
		path plan.Path
	}
	had := map[place]bool{}
	for _, f := range before.Findings {
		had[place{f.Rule, f.Path}] = true
	}
	var found []criteria.Finding
	for _, f := range after.Findings {
		if !had[place{f.Rule, f.Path}] {
			found = append(found, f)
		}
	}
	return ruleIDs(found)
}

// auto deletes one gating leaf. A rule over a set is content with another row: there the leaf of every row is deleted.
func (g *gate) auto(f *Field, leaf plan.Path) {
	p := signed(g.c)
	_ = p.Remove(leaf) // a leaf of the plan itself
	after := checkPlan(p)
	if list := leaf.List(); list != "" && len(fresh(g.base, after)) == 0 {
		for _, id := range p.Rows(list) {
			_ = p.Remove(plan.At(list, id, leaf.Leaf()))
		}
		after = checkPlan(p)
	}
	g.add(GateAuto, "delete "+string(leaf), g.compare(after, nil, []string{f.Gate}))
}
