package criteria

import (
	"luonnos/tools/plan"
)

// Check runs every rule over the draft and reports what each found.
func Check(d *plan.Draft) *Report {
	report := &Report{RulesVersion: RulesVersion, Verdict: Passed, Findings: []Finding{}}
	p := newPass(d, report)
	for i := range rules {
		p.rule = &rules[i]
		p.rule.Check(p)
	}
	report.Criteria = map[string]string{Bonus: NotMet}
	for _, criterion := range Criteria[:len(Criteria)-1] {
		report.Criteria[criterion] = Passed
	}
	if p.company() {
		report.Criteria[Bonus] = Met
	}
	report.Since = since(d.Plan.Versions)
	for i := range report.Findings {
		f := &report.Findings[i]
		f.New = report.Since.has(f.Rule)
		if f.Fails() {
			report.Criteria[criterionOf(f.Sub)] = Failed
			report.Verdict = Failed
		}
	}
	report.SubCriteria = p.subCriteria()
	report.Ready = ready(report.SubCriteria)
	return report
}

// Pass is one run of one rule over a draft.
type Pass struct {
	draft  *plan.Draft
	plan   *plan.Plan
	rule   *Rule
	report *Report

	kpis         []row[plan.KPI]
	items        []row[plan.WorkItem]
	capabilities []row[plan.Capability]
	assets       []row[plan.Asset]
	steps        []row[plan.Step]
	batches      []row[plan.Batch]
	realisation  []row[plan.Realisation]
	deviations   []row[plan.Deviation]
	history      []row[plan.KPIStatus]
	changes      []row[plan.WorkflowChange]
	transfers    []row[plan.Transfer]
	indirect     []row[plan.IndirectBenefit]
}

// row is one row of a list with its place in the plan.
type row[T any] struct {
	place
	v *T
}

// place says where in the plan a rule looks. The zero place is outside lists.
type place struct {
	at   plan.Path // the row: "kpis[k2]"
	n    int       // its number in the list, from 1
	list plan.Path // "kpis"
	name string    // what the row calls itself
	key  string    // leaf that holds the name
}

func newPass(d *plan.Draft, report *Report) *Pass {
	p := &Pass{draft: d, plan: &d.Plan, report: report}
	seen := proven(d)
	p.kpis = live(seen, "kpis", "name", d.Plan.KPIs, func(k *plan.KPI) (string, string) { return k.ID, k.Name })
	p.items = live(seen, "raci", "item", d.Plan.RACI, func(w *plan.WorkItem) (string, string) { return w.ID, w.Item })
	p.capabilities = live(seen, "capabilities", "key", d.Plan.Capabilities,
		func(c *plan.Capability) (string, string) { return c.ID, c.Key })
	p.assets = live(seen, "data.assets", "name", d.Plan.Data.Assets, func(a *plan.Asset) (string, string) { return a.ID, a.Name })
	p.steps = live(seen, "value_stream.steps", "name", d.Plan.ValueStream.Steps,
		func(s *plan.Step) (string, string) { return s.ID, s.Name })
	p.batches = live(seen, "batches", "scope", d.Plan.Batches, func(b *plan.Batch) (string, string) { return b.ID, b.Scope })
	p.realisation = live(seen, "realisation", "target", d.Plan.Realisation,
		func(r *plan.Realisation) (string, string) { return r.ID, r.Target })
	p.deviations = live(seen, "deviations", "rule", d.Plan.Deviations, func(v *plan.Deviation) (string, string) { return v.ID, v.Rule })
	p.history = live(seen, "kpi_history", "status", d.Plan.KPIHistory, func(s *plan.KPIStatus) (string, string) { return s.ID, s.Status })
	p.changes = live(seen, "value_stream.changes", "after", d.Plan.ValueStream.Changes,
		func(c *plan.WorkflowChange) (string, string) { return c.ID, c.After })
	p.transfers = live(seen, "commitments.transfers", "from", d.Plan.Commitments.Transfers,
		func(t *plan.Transfer) (string, string) { return t.ID, t.From })
	p.indirect = live(seen, "commitments.indirect_benefits", "benefit", d.Plan.Commitments.IndirectBenefits,
		func(b *plan.IndirectBenefit) (string, string) { return b.ID, b.Benefit })
	return p
}

// proven tells of each row that has a proof whether any of its values counts.
func proven(d *plan.Draft) map[plan.Path]bool {
	rows := make(map[plan.Path]bool, 32)
	for path := range d.Provenance {
		if at := path.Row(); at != "" && !rows[at] {
			rows[at] = d.Counts(path)
		}
	}
	return rows
}

// live lists the rows of a list without those that hold nothing but unconfirmed
// proposals.
func live[T any](seen map[plan.Path]bool, list plan.Path, key string, items []T, about func(*T) (id, name string)) []row[T] {
	rows := make([]row[T], 0, len(items))
	for i := range items {
		id, name := about(&items[i])
		at := plan.At(list, id, "")
		if counts, known := seen[at]; known && !counts {
			continue
		}
		rows = append(rows, row[T]{place{at, i + 1, list, name, key}, &items[i]})
	}
	return rows
}
