package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

// rulesWhole look at the plan as a whole.
var rulesWhole = []Rule{
	{
		ID: "W.TECHNOLOGY", Spec: "R-707", Sub: "K0", Level: plan.Advice, Memo: "1", Later: true,
		Message: say(`tarkoituksena on vain ottaa teknologiaa käyttöön ("{value}")`, `syftet är bara att ta teknik i bruk ("{value}")`,
			`the purpose is only to take technology into use ("{value}")`),
		Fix: say("Kerro ensin, mihin uudistuksella pyritään, millä sitä mitataan ja kuka siitä päättää. Teknologia on keino.",
			"Berätta först vad reformen syftar till, hur det mäts och vem som beslutar. Tekniken är ett medel.",
			"Say first what the reform is for, how that is measured and who decides. Technology is a means."),
		Check: checkTechnology,
	},
	{
		ID: "W.FACTORS", Spec: "R-704", Sub: "K0", Level: plan.Advice, Memo: "1.3", Later: true,
		Message: say("suunnitelmasta puuttuu tekijöitä, joista hyöty riippuu: {value}", "planen saknar faktorer som nyttan beror på: {value}",
			"factors on which the benefit depends are missing from the plan: {value}"),
		Fix: say("Täydennä suunnitelmaa niin, että kaikki viisi tekijää ovat mukana.",
			"Komplettera planen så att alla fem faktorer finns med.", "Complete the plan so that all five factors are there."),
		Check: unanswered("success_factor", map[string]answer{
			"value_stream":   {"value_stream.steps[].process_min", streamTimed},
			"data_quality":   {"data.assets[].quality", qualityKnown},
			"implementation": {"capabilities[].maturity", abilityKnown},
			"measurement":    {"kpis[].baseline", measured},
			"budget":         {"realisation[].budget_line", budgeted},
		}),
	},
	{
		ID: "W.PARADOX", Spec: "R-705", Sub: "K0", Level: plan.Advice, Memo: "1.3", Later: true,
		Message: say("suunnitelmassa ei ole vastausta tuottavuusparadoksin syihin: {value}", "planen ger inget svar på produktivitetsparadoxens orsaker: {value}",
			"the plan has no answer to these causes of the productivity paradox: {value}"),
		Fix: say("Kerro, miten estetään, ettei hyöty jää saamatta näistä syistä.", "Berätta hur ni hindrar att nyttan uteblir av dessa orsaker.",
			"Say how you prevent the benefit from failing for these causes."),
		Check: unanswered("paradox_cause", map[string]answer{
			"measurement":      {"kpis[].baseline", measured},
			"transition_costs": {"commitments.phasing", transitionPaid},
			"learning":         {"capabilities[].learning", learningPlanned},
			"processes":        {"value_stream.redesign", processRenewed},
			"budget":           {"realisation[].budget_line", budgeted},
			"pilots":           {"commitments.scale_targets", scales},
			"ownership":        {"raci[].accountable", owned},
		}),
	},
}

// checkTechnology looks for a plan that begins from a tool: its purpose is one,
// or its focus is one and no purpose is said.
func checkTechnology(p *Pass) {
	t := &p.plan.Target
	switch purpose := text(t.Purpose) == none; {
	case purpose && toolAlone(t.Purpose, technologyWords):
		p.found(whole, "target.purpose", detail{})
	case !purpose && toolAlone(t.Object, technologyWords):
		p.found(whole, "target.purpose", detail{value: t.Object})
	}
}

// answer is what in a plan answers one value of an enumeration: the path to fill
// and whether the plan says enough.
type answer struct {
	path  plan.Path
	given func(*Pass) bool
}

// unanswered is the check of a rule that asks for an answer to every value of an
// enumeration. It looks at a plan whose tables are all begun; until then each
// table's own rules ask.
func unanswered(enum string, answers map[string]answer) func(*Pass) {
	return func(p *Pass) {
		if !p.begun() {
			return
		}
		var first plan.Path
		var open []plan.Text
		for _, option := range plan.Options(enum) {
			a := answers[option.Value]
			if a.given(p) || p.waived(a.path) {
				continue
			}
			if open == nil {
				first = a.path
			}
			open = append(open, option.Label)
		}
		if open != nil {
			p.found(whole, first, detail{value: open})
		}
	}
}

func (p *Pass) begun() bool {
	return len(p.kpis) > 0 && len(p.items) > 0 && len(p.capabilities) > 0 && len(p.assets) > 0 &&
		len(p.steps) > 0 && len(p.batches) > 0 && len(p.realisation) > 0
}

func streamTimed(p *Pass) bool {
	return slices.ContainsFunc(p.steps, func(s row[plan.Step]) bool { return s.v.ProcessMin != nil || s.v.WaitD != nil })
}

func qualityKnown(p *Pass) bool {
	return slices.ContainsFunc(p.assets, func(a row[plan.Asset]) bool {
		return min(text(a.v.Quality), text(a.v.Need), text(a.v.Action)) == none
	})
}

func abilityKnown(p *Pass) bool {
	return slices.ContainsFunc(p.capabilities, func(c row[plan.Capability]) bool {
		return min(number(c.v.Maturity), number(c.v.Criticality), text(c.v.Action)) == none
	})
}

func learningPlanned(p *Pass) bool {
	return slices.ContainsFunc(p.capabilities, func(c row[plan.Capability]) bool {
		return min(text(c.v.Action), text(c.v.Learning)) == none
	})
}

func measured(p *Pass) bool {
	return slices.ContainsFunc(p.kpis, func(k row[plan.KPI]) bool {
		return min(number(k.v.Baseline), text(k.v.Formula), text(k.v.Method)) == none
	})
}

// budgeted takes a row without a target for any of them, as checkTargets does.
func budgeted(p *Pass) bool {
	line := func(r row[plan.Realisation]) bool {
		return text(r.v.Target) != none || r.v.Target == "budget" || text(r.v.BudgetLine) == none
	}
	return min(text(p.plan.Commitments.InFinance), text(p.plan.Execution.FinanceHR)) == none || slices.ContainsFunc(p.realisation, line)
}

func transitionPaid(p *Pass) bool {
	c, t := &p.plan.Commitments, &p.plan.Target
	return min(text(c.Phasing), text(c.Bridging), number(t.ResourcesEUR), number(t.ResourcesFTE)) == none
}

func processRenewed(p *Pass) bool {
	changes := func(s row[plan.Step]) bool { return text(s.v.Change) == none && s.v.Change != "keep" }
	return text(p.plan.ValueStream.Redesign) == none || slices.ContainsFunc(p.steps, changes)
}

func scales(p *Pass) bool {
	c := &p.plan.Commitments
	return min(text(c.Scale), texts(c.ScaleTargets)) == none ||
		slices.ContainsFunc(p.batches, func(b row[plan.Batch]) bool { return text(b.v.Scale) == none })
}

func owned(p *Pass) bool {
	return slices.ContainsFunc(p.items, func(w row[plan.WorkItem]) bool { return text(w.v.Accountable) == none })
}
