package criteria

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
)

var rulesC2 = []Rule{
	{
		ID: "C2.RACI.NONE", Spec: "R-201", Sub: "K2a", Level: plan.Hard, Memo: "3.1",
		Message: say("yhtään työkohdetta ei ole nimetty", "inget arbetsområde har namngetts", "no work item has been named"),
		Fix: say("Nimeä uudistuksen tärkeimmät työkohteet ja niiden vastuuhenkilöt.",
			"Namnge reformens viktigaste arbetsområden och de personer som ansvarar för dem.",
			"Name the most important work items of the reform and the people responsible for them."),
		Check: func(p *Pass) {
			if len(p.items) == 0 {
				p.found(whole, "raci", detail{})
			}
		},
	},
	{
		ID: "C2.RACI.NO_ACCOUNTABLE", Spec: "R-202", Sub: "K2b", Level: plan.Hard, Memo: "3.1",
		Message: lacking,
		Fix: say("Nimeä työkohteelle yksi omistaja, joka vastaa lopputuloksesta ja päättää etenemisestä.",
			"Namnge en ägare för arbetsområdet, som ansvarar för slutresultatet och beslutar hur arbetet går vidare.",
			"Name one accountable person for the work item, who owns the result and decides on its progress."),
		Check: func(p *Pass) {
			for _, w := range p.items {
				p.need(w.place, "accountable", someone(w.v.Accountable))
			}
		},
	},
	{
		ID: "C2.RACI.TWO_ACCOUNTABLE", Spec: "R-203", Sub: "K2b", Level: plan.Model, Memo: "3.1",
		Message: say(`{row}omistajia (A) on useampi kuin yksi ("{value}")`, `{row}det finns fler än en ägare (A) ("{value}")`,
			`{row}there is more than one accountable person (A) ("{value}")`),
		Fix: accountableFix,
		Variants: map[string]Wording{"twice": {
			say(`{row}samalla työkohteella on toinen omistaja (A): "{other}" ja "{value}"`,
				`{row}samma arbetsområde har en annan ägare (A): "{other}" och "{value}"`,
				`{row}the same work item has another accountable person (A): "{other}" and "{value}"`),
			accountableFix,
		}},
		Check: checkTwoAccountable,
	},
	{
		ID: "C2.RACI.ITEMS", Spec: "R-204", Sub: "K2a", Level: plan.Model, Memo: "3.1",
		Message: say(`vastuunjaosta puuttuu työkohde "{value}"`, `arbetsområdet "{value}" saknas i ansvarsmatrisen`,
			`the work item "{value}" is missing from the responsibility matrix`),
		Fix: say("Lisää vastuunjakoon ainakin avainmittarit, etenemispäätökset ja hyödyn realisointi ja nimeä niille omistaja.",
			"Ta åtminstone med nyckelindikatorerna, besluten om genomförandets framsteg och realiseringen av nyttan, och namnge en ägare för dem.",
			"Include at least the KPIs, the progress decisions and benefit realisation, and name who is accountable for them."),
		Variants: map[string]Wording{"unnamed": {
			lacking,
			say("Kerro, mistä työkohteesta rivillä on kyse.", "Berätta vilket arbetsområde raden gäller.", "Say which work item the row is about."),
		}},
		Check: checkItems,
	},
	{
		ID: "C2.RACI.RESPONSIBLE", Spec: "R-205", Sub: "K2b", Level: plan.Model, Memo: "3.1",
		Message: lacking,
		Fix: say("Nimeä työkohteelle ainakin yksi tekijä, joka toteuttaa sovitut toimenpiteet.",
			"Namnge minst en utförare för arbetsområdet, som genomför de avtalade åtgärderna.",
			"Name at least one responsible person for the work item, who carries out the agreed actions."),
		Check: func(p *Pass) {
			for _, w := range p.items {
				p.want(w.place, "responsible", texts(w.v.Responsible))
			}
		},
	},
}

var accountableFix = say("Valitse yksi omistaja. Muut voivat olla tekijöitä tai kuultavia.",
	"Välj en ägare. De andra kan vara utförare eller konsulteras.",
	"Choose one accountable person. The others may be responsible or consulted.")

// checkTwoAccountable finds two names in one cell and one work item in two rows
// with different names.
func checkTwoAccountable(p *Pass) {
	for i, w := range p.items {
		if several(w.v.Accountable) {
			p.found(w.place, w.leaf("accountable"), detail{})
			continue
		}
		for _, earlier := range p.items[:i] {
			a, b := earlier.v.Accountable, w.v.Accountable
			if earlier.v.Item == w.v.Item && w.v.Item != "" && text(a) == none && text(b) == none && !strings.EqualFold(a, b) {
				p.found(w.place, w.leaf("accountable"), detail{variant: "twice", other: a, also: p.values(earlier.leaf("accountable"))})
				break
			}
		}
	}
}

// requiredItems must each have one owner (memo chapter 3.1).
var requiredItems = []string{"kpis", "progress_decisions", "benefit_realisation"}

func checkItems(p *Pass) {
	if len(p.items) == 0 {
		return
	}
	for _, w := range p.items {
		if lack := text(w.v.Item); lack != none {
			p.found(w.place, w.leaf("item"), detail{variant: "unnamed", lack: lack})
		}
	}
	for _, item := range requiredItems {
		if !slices.ContainsFunc(p.items, func(w row[plan.WorkItem]) bool { return w.v.Item == item }) {
			p.found(whole, "raci", detail{value: enumValue{"raci[].item", item}})
		}
	}
}
