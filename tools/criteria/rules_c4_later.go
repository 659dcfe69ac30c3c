package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

var rulesC4Later = []Rule{
	{
		ID: "C4.KPIS", Spec: "R-405", Sub: "K4a", Level: plan.Model, Memo: "5", Later: true,
		Message: say("päätöksenteko ei kytkeydy mittariin: {value}", "beslutsfattandet är inte kopplat till indikatorn: {value}",
			"decision-making is not tied to the KPI: {value}"),
		Fix: say("Kytke päätöksenteko kaikkiin avainmittareihin.", "Koppla beslutsfattandet till alla nyckelindikatorer.",
			"Tie decision-making to every KPI."),
		Check: checkTied,
	},
	{
		ID: "C4.WORK_ITEMS", Spec: "R-406", Sub: "K4c", Level: plan.Model, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten työkohteet ja niiden roolit ovat mukana päätöksenteossa.",
			"Berätta hur arbetsområdena och deras roller ingår i beslutsfattandet.",
			"Say how the work items and their roles are part of decision-making."),
		Variants: map[string]Wording{"decider": {
			say(`{row}omistaja (A) "{value}" ei ole päätöksenteon vastuuhenkilöiden joukossa: {other}`,
				`{row}ägaren (A) "{value}" finns inte bland dem som ansvarar för besluten: {other}`,
				`{row}the accountable person (A) "{value}" is not among those responsible for the decisions: {other}`),
			say("Nimeä etenemispäätösten omistaja päätöksenteon vastuuhenkilöksi tai vaihda työkohteen omistajaa.",
				"Ange ägaren till besluten om genomförandets framsteg som ansvarig för besluten, eller byt ägare till arbetsområdet.",
				"Make the person accountable for progress decisions responsible for the decisions, or change who is accountable."),
		}},
		Check: checkDecider,
	},
	{
		ID: "C4.CAPABILITIES", Spec: "R-407", Sub: "K4b", Level: plan.Model, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten päätöksenteossa seurataan kyvykkyyksien kehittymistä.",
			"Berätta hur förmågornas utveckling följs upp i beslutsfattandet.",
			"Say how decision-making follows the growth of capabilities."),
		Check: wishes(wish{"execution.capability_followup", func(p *plan.Plan) lack { return text(p.Execution.CapabilityFollowup) }}),
	},
	{
		ID: "C4.PRINCIPLES", Spec: "R-408", Sub: "K4b", Level: plan.Model, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten varmistetaan, että yhteiset periaatteet mahdollistavat ratkaisun skaalauksen.",
			"Berätta hur ni säkerställer att de gemensamma principerna gör det möjligt att skala lösningen.",
			"Say how it is ensured that the common principles let the solution scale."),
		Check: wishes(wish{"execution.principles_followup", func(p *plan.Plan) lack { return text(p.Execution.PrinciplesFollowup) }}),
	},
	{
		ID: "C4.FINANCE_HR", Spec: "R-410", Sub: "K4b", Level: plan.Model, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten hyödyt viedään päätöksenteosta talouden ja henkilöstön suunnitteluun.",
			"Berätta hur nyttan förs från beslutsfattandet till ekonomi- och personalplaneringen.",
			"Say how decisions take the benefits into financial and HR planning."),
		Check: wishes(wish{"execution.finance_hr", func(p *plan.Plan) lack { return text(p.Execution.FinanceHR) }}),
	},
	{
		ID: "C4.OPTIONS", Spec: "R-411", Sub: "K4b", Level: plan.Model, Memo: "5", Later: true,
		Message: say("päätösvaihtoehtojen joukosta puuttuu: {value}", "bland beslutsalternativen saknas: {value}",
			"missing from the decision options: {value}"),
		Fix: say("Varmista, että voidaan päättää etenemisestä, pysäyttämisestä ja skaalauksesta.",
			"Se till att man kan besluta att fortsätta, stoppa och skala.",
			"Make sure that it can be decided to proceed, to stop and to scale."),
		Check: checkOptions,
	},
	{
		ID: "W.MODEL.FACTORS", Spec: "R-416", Sub: "K4a", Level: plan.Advice, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Harkitse päätöksentekomallia aikaikkunan, tavoitteiden ja käytettävissä olevien resurssien kannalta.",
			"Överväg beslutsmodellen med tanke på tidsfönstret, målen och de tillgängliga resurserna.",
			"Consider the decision-making model against the time window, the objectives and the resources available."),
		Check: wishes(
			wish{"execution.time_window", func(p *plan.Plan) lack { return text(p.Execution.TimeWindow) }},
			wish{"execution.objectives", func(p *plan.Plan) lack { return text(p.Execution.Objectives) }},
			wish{"execution.resources", func(p *plan.Plan) lack { return text(p.Execution.Resources) }}),
	},
	{
		ID: "W.MODEL.WEAKNESS", Spec: "R-417", Sub: "K4a", Level: plan.Advice, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten valitun mallin heikkoudet hallitaan. Taulukko 5 nimeää ne.", "Berätta hur den valda modellens svagheter hanteras. Tabell 5 anger dem.",
			"Say how the weaknesses of the chosen model are handled. Table 5 names them."),
		Check: wishes(wish{"execution.weakness_mitigation", func(p *plan.Plan) lack { return text(p.Execution.WeaknessMitigation) }}),
	},
	{
		ID: "W.INCENTIVES", Spec: "R-418", Sub: "K4b", Level: plan.Advice, Memo: "5", Later: true,
		Message: lackingAll,
		Fix: say("Harkitse, millä kannusteilla yksiköt saadaan tavoittelemaan hyötyä.",
			"Överväg vilka incitament som får enheterna att eftersträva nyttan.",
			"Consider which incentives make the units pursue the benefit."),
		Check: wishes(wish{"execution.incentives", func(p *plan.Plan) lack { return text(p.Execution.Incentives) }}),
	},
}

// checkTied leaves a model without any indicator of the plan to C4.RATIONALE. A
// row that repeats the name of a tied indicator is tied with it.
func checkTied(p *Pass) {
	refs := p.plan.Execution.KPIRefs
	if texts(refs) != none || p.dangling(refs...) {
		return
	}
	tied := func(k row[plan.KPI]) bool {
		return slices.ContainsFunc(p.kpis, func(other row[plan.KPI]) bool {
			return (other.v.ID == k.v.ID || other.v.Name == k.v.Name) && slices.Contains(refs, other.v.ID)
		})
	}
	var loose []place
	for _, k := range p.kpis {
		if !tied(k) {
			loose = append(loose, k.place)
		}
	}
	if loose != nil {
		p.found(whole, "execution.kpi_refs", detail{value: loose})
	}
}

// checkDecider asks for the link to the work items, and then that whoever is
// accountable for the progress decisions makes them. A role or person that is
// not named yet is asked for elsewhere.
func checkDecider(p *Pass) {
	const link = plan.Path("execution.work_items_link")
	e := &p.plan.Execution
	if text(e.WorkItemsLink) != none && !p.waived(link) {
		p.found(whole, link, detail{value: []plan.Path{link}})
		return
	}
	if texts(e.Responsible) != none {
		return
	}
	for _, w := range p.items {
		decides := func(party string) bool { return text(party) == none && sameParty(party, w.v.Accountable) }
		if w.v.Item == "progress_decisions" && text(w.v.Accountable) == none && !slices.ContainsFunc(e.Responsible, decides) {
			p.found(w.place, w.leaf("accountable"), detail{variant: "decider", other: e.Responsible})
		}
	}
}

// checkOptions takes a rule for stopping as the option to stop.
func checkOptions(p *Pass) {
	const key = plan.Path("execution.options")
	e := &p.plan.Execution
	var absent []enumValue
	for _, option := range plan.Options("decision_option") {
		stops := option.Value == "stop" && text(e.StopRule) == none
		if !stops && !slices.Contains(e.Options, option.Value) {
			absent = append(absent, enumValue{key, option.Value})
		}
	}
	if absent != nil && !p.waived(key) {
		p.found(whole, key, detail{value: absent})
	}
}
