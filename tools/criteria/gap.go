package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

// Gap is a path to fill or correct for a criterion to pass.
type Gap struct {
	Path    plan.Path
	Finding *Finding // that names it; nil for a leaf of a row that is to be added
}

// Gaps lists the smallest set of paths that make a criterion pass, in the order
// of the findings: what its failing findings name and, where rows are too few,
// the leaves of rows to add that hard rules ask for, with the row's name.
func Gaps(d *plan.Draft, r *Report, criterion string) []Gap {
	var gaps []Gap
	add := func(path plan.Path, f *Finding) {
		if !slices.ContainsFunc(gaps, func(g Gap) bool { return g.Path == path }) {
			gaps = append(gaps, Gap{path, f})
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		switch {
		case !f.Fails() || criterionOf(f.Sub) != criterion:
		case !plan.IsList(f.Path):
			add(f.Path, f)
		default:
			for _, leaf := range rowGaps(d, f.Path) {
				add(leaf, nil)
			}
		}
	}
	return gaps
}

// rowNeeds lists, for each list that a hard rule wants rows in, what a row needs,
// its name first.
var rowNeeds = map[plan.Path][]string{
	"kpis":         {"name", "target", "deadline", "source", "formula", "owner"},
	"raci":         {"item", "accountable"},
	"capabilities": {"key", "action", "owner", "by"},
	"data.assets":  {"name", "need"},
	"batches":      {"scope", "kpi"},
	"realisation":  {"target", "action"},
}

// rowGaps lists the leaves of the rows that a list must get, and the names that
// its rows lack.
func rowGaps(d *plan.Draft, list plan.Path) []plan.Path {
	var leaves []plan.Path
	missing := 1
	if list == "kpis" {
		p := newPass(d, &Report{})
		missing = minKPIs - len(p.kpis)
		for _, k := range p.kpis {
			if text(k.v.Name) != none {
				leaves = append(leaves, k.leaf("name"))
			}
		}
	}
	for _, id := range d.Plan.NextIDs(list, missing) {
		for _, key := range rowNeeds[list] {
			leaves = append(leaves, plan.At(list, id, key))
		}
	}
	return leaves
}
