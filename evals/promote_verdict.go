package evals

import (
	"slices"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// verdicts makes of what the experts say what the validator must find. Two of them must have assessed every part of the
// criteria but the bonus, and nobody may differ. Which rules fail is the validator's own word: experts speak of parts.
func (p *promotion) verdicts() {
	gold := clonePlan(p.gold)
	gold.Attestations = p.c.Attestations
	report := checkPlan(gold)
	parts := map[string]string{} // verdicts
	var both []string            // who have assessed all parts so far
	for i, part := range report.SubCriteria {
		by := p.assessed(part.ID)
		if i == 0 {
			both = by
		} else if part.Criterion != criteria.Bonus {
			both = slices.DeleteFunc(both, func(who string) bool { return !slices.Contains(by, who) })
		}
		parts[part.ID] = p.agreed(part.ID)
	}
	if len(both) < 2 {
		p.refuse("%d experts have assessed all parts of the plan as it is; two must", len(both))
		return
	}
	p.c.Source.PromotedBy, p.c.Source.ApprovedBy = both[0], both[1]
	p.expect(report, parts)
}

// assessed lists who has approved or returned a part, in the order of their first verdicts.
func (p *promotion) assessed(part string) []string {
	last := map[string]string{}
	var order []string
	for _, v := range p.talk.Verdicts {
		if v.Criterion == part {
			if last[v.By] == "" {
				order = append(order, v.By)
			}
			last[v.By] = v.Verdict
		}
	}
	return slices.DeleteFunc(order, func(who string) bool { return last[who] == plan.NotAssessed })
}

// agreed is the one verdict on a part, "" for none.
func (p *promotion) agreed(part string) string {
	verdict := ""
	for _, who := range p.assessed(part) {
		for _, v := range slices.Backward(p.talk.Verdicts) {
			if v.Criterion != part || v.By != who {
				continue
			}
			if verdict != "" && v.Verdict != verdict {
				p.refuse("the experts differ on %s", part)
			}
			verdict = v.Verdict
			break
		}
	}
	return verdict
}

// expect books the verdicts by criterion. A bonus that nobody has assessed is as the validator has it.
func (p *promotion) expect(report *criteria.Report, parts map[string]string) {
	want := Expected{Verdict: criteria.Passed, Criteria: map[string]string{}, Rules: ruleIDs(report.Failing())}
	for _, criterion := range criteria.Criteria {
		want.Criteria[criterion] = criteria.Passed
	}
	want.Criteria[criteria.Bonus] = report.Criteria[criteria.Bonus]
	for _, part := range report.SubCriteria {
		switch verdict := parts[part.ID]; {
		case part.Criterion == criteria.Bonus && verdict == plan.Approved:
			want.Criteria[criteria.Bonus] = criteria.Met
		case part.Criterion == criteria.Bonus && verdict == plan.Returned:
			want.Criteria[criteria.Bonus] = criteria.NotMet
		case verdict == plan.Returned:
			want.Criteria[part.Criterion], want.Verdict = criteria.Failed, criteria.Failed
		}
	}
	p.c.Expected = want
}
