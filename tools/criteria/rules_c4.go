package criteria

import "luonnos/tools/plan"

var rulesC4 = []Rule{
	{
		ID: "C4.MODEL", Spec: "R-401", Sub: "K4a", Level: plan.Hard, Memo: "5",
		Message: lacking,
		Fix: say("Valitse päätöksentekomalli tai mallien yhdistelmä.", "Välj en beslutsmodell eller en kombination av modeller.",
			"Choose a decision-making model or a combination of models."),
		Check: func(p *Pass) {
			p.need(whole, "execution.model", weigh(p.plan.Execution.Model, func(m string) lack { return option("decision_model", m) }))
		},
	},
	{
		ID: "C4.RATIONALE", Spec: "R-402", Sub: "K4a", Level: plan.Hard, Memo: "5",
		Message: lacking,
		Fix: say("Perustele, miten päätöksentekomalli tukee tavoiteltuja hyötyjä, ja nimeä mittarit, joihin se kytkeytyy.",
			"Motivera hur beslutsmodellen stöder den nytta som eftersträvas, och ange de indikatorer som den är kopplad till.",
			"Give the reason why the decision-making model supports the benefits aimed at, and name the KPIs it is tied to."),
		Variants: map[string]Wording{"dangling": {
			say(`päätöksentekomallin mittareita "{value}" ei ole suunnitelmassa`, `beslutsmodellens indikatorer "{value}" finns inte i planen`,
				`the KPIs "{value}" of the decision-making model are not in the plan`),
			say("Valitse jokin suunnitelman mittareista.", "Välj någon av planens indikatorer.", "Choose one of the plan's KPIs."),
		}},
		Check: func(p *Pass) {
			e := &p.plan.Execution
			p.need(whole, "execution.rationale", text(e.Rationale))
			if p.need(whole, "execution.kpi_refs", texts(e.KPIRefs)) && p.dangling(e.KPIRefs...) {
				p.found(whole, "execution.kpi_refs", detail{variant: "dangling"})
			}
		},
	},
	{
		ID: "C4.DESCRIBED", Spec: "R-403", Sub: "K4b", Level: plan.Hard, Memo: "5",
		Message: say("päätöksentekomallia ei ole kuvattu: {what} {lack}, eikä muutakaan rytmiä ole kirjattu",
			"beslutsmodellen har inte beskrivits: {what} {lack}, och ingen annan rytm finns heller antecknad",
			"the decision-making model has not been described: {what} {lack}, and no other rhythm is recorded either"),
		Fix: say("Kerro, mitä päätetään viikoittain, kuukausittain ja neljännesvuosittain.",
			"Berätta vad som beslutas varje vecka, månad och kvartal.",
			"Say what is decided weekly, monthly and quarterly."),
		Check: func(p *Pass) {
			if !p.described() {
				p.need(whole, "execution.weekly", text(p.plan.Execution.Weekly))
			}
		},
	},
	{
		ID: "C4.RESPONSIBLE", Spec: "R-404", Sub: "K4c", Level: plan.Hard, Memo: "5",
		Message: lacking,
		Fix: say("Nimeä henkilöt, jotka vastaavat toimeenpanon päätöksistä.", "Namnge de personer som ansvarar för besluten om genomförandet.",
			"Name the people who are responsible for the decisions on the implementation."),
		Check: func(p *Pass) { p.need(whole, "execution.responsible", someones(p.plan.Execution.Responsible)) },
	},
	{
		ID: "C4.RHYTHM", Spec: "R-409", Sub: "K4b", Level: plan.Model, Memo: "5",
		Message: lacking,
		Fix: say("Kerro, mitä päätetään viikoittain, kuukausittain ja neljännesvuosittain.",
			"Berätta vad som beslutas varje vecka, månad och kvartal.",
			"Say what is decided weekly, monthly and quarterly."),
		Check: func(p *Pass) {
			if !p.described() {
				return
			}
			for i, value := range rhythm(&p.plan.Execution) {
				p.want(whole, rhythmKeys[i], value)
			}
		},
	},
}

// rhythmKeys are the levels of the decision rhythm.
var rhythmKeys = [...]plan.Path{"execution.weekly", "execution.monthly", "execution.quarterly"}

func rhythm(e *plan.Execution) [len(rhythmKeys)]lack {
	return [...]lack{text(e.Weekly), text(e.Monthly), text(e.Quarterly)}
}

// described reports whether the model is described: some level of its rhythm
// says what is decided.
func (p *Pass) described() bool {
	for i, value := range rhythm(&p.plan.Execution) {
		if p.lackOf(whole, rhythmKeys[i], value) == none {
			return true
		}
	}
	return false
}
