package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
)

// completeNames replaces a stored surname by the full name that the message tells.
func (r *reader) completeNames(forced map[plan.Path]bool) {
	for _, p := range r.m.people {
		first, last, full := strings.Cut(p.Name, " ")
		if !full || first == "" {
			continue
		}
		for path, v := range r.draft.Plan.Leaves() {
			value := withFullName(v, last, p.Name)
			if value == nil || r.said(path) {
				continue
			}
			forced[path] = true
			r.put(path, value, p.span)
		}
	}
}

// withFullName is the value with a full name in place of the surname, or nil when the
// surname does not stand in it.
func withFullName(value any, last, full string) any {
	switch v := value.(type) {
	case string:
		if v == last {
			return full
		}
	case []string:
		if i := slices.Index(v, last); i >= 0 {
			names := slices.Clone(v)
			names[i] = full
			return names
		}
	}
	return nil
}

// pairWords say that something is meant that there are two of.
var pairWords = wordSet("molemmat molempiin molempia molemmista molemmille molempien kumpaankin kumpaakin kumpikin kummankin kummatkin kummastakin båda bägge både två both two")

// completeRefs adds an indicator told later to what the decisions are tied to, when they
// were tied to all: "all three", of which the third was not known yet.
func (r *reader) completeRefs(forced map[plan.Path]bool) {
	const path = plan.Path("execution.kpi_refs")
	known, rows := r.draft.Plan.Execution.KPIRefs, r.rows("kpis")
	if r.fresh["kpis"] == 0 || len(known) == 0 || len(known) != len(r.draft.Plan.KPIs) || r.said(path) {
		return
	}
	told := parseMessage("", r.draft.Provenance[path].Quote, r.m.lang, r.now, nil)
	pair := slices.ContainsFunc(told.toks, pairWords.has)
	if !told.has("all.kpis", told.all()) || pair && len(rows) > 2 {
		return
	}
	refs := slices.Clone(known)
	var at span
	for _, f := range r.facts {
		if id := f.path.RowID(); f.path.List() == "kpis" && !slices.Contains(refs, id) {
			refs = append(refs, id)
			at = f.at
		}
	}
	forced[path] = true
	r.put(path, refs, at)
}
