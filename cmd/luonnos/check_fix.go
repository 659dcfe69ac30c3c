package main

import (
	"fmt"
	"strings"

	"luonnos/agent"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// repair is what check --fix says: for each failing criterion the smallest set
// of paths to fill or correct, in the order in which the interview asks them.
type repair struct {
	RulesVersion string         `json:"rules_version"`
	Verdict      string         `json:"verdict"`
	Fix          []criterionFix `json:"fix"`
}

type criterionFix struct {
	Criterion string    `json:"criterion"`
	Title     plan.Text `json:"title"`
	Paths     []pathFix `json:"paths"`
}

type pathFix struct {
	Path  plan.Path `json:"path"`
	Rule  string    `json:"rule,omitempty"` // that names the path; "" in a row that is to be added
	Label plan.Text `json:"label"`
	Do    plan.Text `json:"do"` // the question to answer, or how to correct what is there
}

func repairOf(d *plan.Draft, r *criteria.Report) *repair {
	out := &repair{RulesVersion: r.RulesVersion, Verdict: r.Verdict, Fix: []criterionFix{}}
	for _, criterion := range criteria.Criteria {
		gaps := criteria.Gaps(d, r, criterion)
		if len(gaps) == 0 {
			continue
		}
		byPath := make(map[plan.Path]criteria.Gap, len(gaps))
		paths := make([]plan.Path, len(gaps))
		for i, g := range gaps {
			byPath[g.Path], paths[i] = g, g.Path
		}
		fix := criterionFix{Criterion: criterion, Title: criteria.Title(criterion)}
		for _, path := range agent.InOrder(paths) {
			fix.Paths = append(fix.Paths, pathFixOf(d, byPath[path]))
		}
		out.Fix = append(out.Fix, fix)
	}
	return out
}

// pathFixOf asks the catalogue's question for what is not there; what is there is
// corrected as the finding says.
func pathFixOf(d *plan.Draft, g criteria.Gap) pathFix {
	fix := pathFix{Path: g.Path, Label: plan.Text{FI: string(g.Path), SV: string(g.Path), EN: string(g.Path)}}
	field, known := plan.FieldAt(g.Path)
	if known {
		fix.Label, fix.Do = field.Label, field.Question
	}
	if g.Finding == nil {
		return fix
	}
	fix.Rule = g.Finding.Rule
	if _, filled := d.Plan.Get(g.Path); filled || !known {
		fix.Do = g.Finding.Fix
	}
	if g.Path == "attestations" {
		fix.Label = attestationLabel
	}
	return fix
}

var attestationLabel = say("Johdon sitoumus", "Ledningens åtagande", "Management's commitment")

func (r *repair) text(lang plan.Lang) string {
	var b strings.Builder
	fmt.Fprintln(&b, verdicts[r.Verdict].In(lang))
	for _, fix := range r.Fix {
		fmt.Fprintf(&b, "\n%s  %s\n", fix.Criterion, fix.Title.In(lang))
		for _, p := range fix.Paths {
			fmt.Fprintf(&b, "\n  %s  %s\n    %s\n", p.Path, p.Label.In(lang), p.Do.In(lang))
		}
	}
	fmt.Fprintf(&b, "\n%s\n", notDecision.In(lang))
	return b.String()
}
