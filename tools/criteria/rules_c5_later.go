package criteria

import "luonnos/tools/plan"

var rulesC5Later = []Rule{
	{
		ID: "C5.PLANNING", Spec: "R-505", Sub: "K5a", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Vie hyödyt sekä taloussuunnitteluun että henkilöstösuunnitteluun.", "För in nyttan i både ekonomiplaneringen och personalplaneringen.",
			"Enter the benefits in both financial and HR planning."),
		Check: wishes(
			wish{"commitments.in_finance", func(p *plan.Plan) lack { return text(p.Commitments.InFinance) }},
			wish{"commitments.in_hr", func(p *plan.Plan) lack { return text(p.Commitments.InHR) }}),
	},
	{
		ID: "C5.NEW_VALUE", Spec: "R-506", Sub: "K5a", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, mitä uutta arvoa uudistus voi tuoda resurssien vapautumisen lisäksi.", "Berätta vilket nytt värde reformen kan ge utöver frigjorda resurser.",
			"Say what new value the reform can bring besides freed resources."),
		Check: wishes(wish{"commitments.new_value", func(p *plan.Plan) lack { return text(p.Commitments.NewValue) }}),
	},
	{
		ID: "W.PHASING", Spec: "R-511", Sub: "K5a", Level: plan.Advice, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten panostukset vaiheistetaan, jos ne syntyvät ennen hyötyjä.", "Berätta hur insatserna fasas om de kommer före nyttan.",
			"Say how the inputs are phased if they come before the benefits."),
		Check: wishes(wish{"commitments.phasing", func(p *plan.Plan) lack { return text(p.Commitments.Phasing) }}),
	},
	{
		ID: "W.BRIDGING", Spec: "R-512", Sub: "K5a", Level: plan.Advice, Memo: "6", Later: true,
		Message: lackingAll,
		Fix:     say("Selvitä, millä varoilla toimitaan, kunnes hyödyt syntyvät.", "Utred vilka medel som används tills nyttan uppnås.", "Find out by what means you manage until the benefits arise."),
		Check:   wishes(wish{"commitments.bridging", func(p *plan.Plan) lack { return text(p.Commitments.Bridging) }}),
	},
	{
		ID: "C5.INDIRECT", Spec: "R-513", Sub: "K5a", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingRows,
		Fix: say("Kirjaa jokaiselle välilliselle hyödylle omistaja, mittari ja päivä.", "Ange en ägare, ett mått och ett datum för varje indirekt nytta.",
			"Give each indirect benefit an owner, a measure and a date."),
		Check: checkIndirect,
	},
	{
		ID: "C5.SCALE_PARTIES", Spec: "R-514", Sub: "K5b", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Nimeä skaalaukseen osallistuvat ja kerro, mitä he siitä hyötyvät.", "Ange vilka som deltar i skalningen och vilken nytta de har av den.",
			"Name the parties to scaling and say what they gain from it."),
		Check: wishes( // the prerequisites are those of C3.SCALE_PLAN
			wish{"commitments.scale_participants", func(p *plan.Plan) lack { return texts(p.Commitments.ScaleParticipants) }},
			wish{"commitments.scale_interest", func(p *plan.Plan) lack { return text(p.Commitments.ScaleInterest) }}),
	},
	{
		ID: "C5.RHYTHMS", Spec: "R-515", Sub: "K5c", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Kuvaa lyhyt ja pitkä rytmi. Kummallakin on omat resurssit, mittarit ja päätösmalli.",
			"Beskriv den korta och den långa rytmen. Båda har egna resurser, mått och en egen beslutsmodell.",
			"Describe the short and the long rhythm. Each has its own resources, metrics and decision model."),
		Check: wishes(
			wish{"commitments.short_resources", func(p *plan.Plan) lack { return text(p.Commitments.ShortResources) }},
			wish{"commitments.short_metrics", func(p *plan.Plan) lack { return text(p.Commitments.ShortMetrics) }},
			wish{"commitments.short_decisions", func(p *plan.Plan) lack { return text(p.Commitments.ShortDecisions) }},
			wish{"commitments.long_resources", func(p *plan.Plan) lack { return text(p.Commitments.LongResources) }},
			wish{"commitments.long_metrics", func(p *plan.Plan) lack { return text(p.Commitments.LongMetrics) }},
			wish{"commitments.long_decisions", func(p *plan.Plan) lack { return text(p.Commitments.LongDecisions) }}),
	},
	{
		ID: "C5.FORESIGHT_PARTS", Spec: "R-516", Sub: "K5d", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Kuvaa nykytila, lähitulevaisuus ja vaihtoehdot, niistä seuraavat toimet ja oletusten kriittinen arviointi.",
			"Beskriv nuläget, den nära framtiden och alternativen, åtgärderna som följer av dem och den kritiska granskningen av antagandena.",
			"Describe the present, the near future and the alternatives, the actions that follow and how the assumptions are reviewed."),
		Check: wishes(
			wish{"commitments.foresight_present", func(p *plan.Plan) lack { return text(p.Commitments.ForesightPresent) }},
			wish{"commitments.foresight_near", func(p *plan.Plan) lack { return text(p.Commitments.ForesightNear) }},
			wish{"commitments.foresight_alternatives", func(p *plan.Plan) lack { return text(p.Commitments.ForesightAlternatives) }},
			wish{"commitments.foresight_actions", func(p *plan.Plan) lack { return text(p.Commitments.ForesightActions) }},
			wish{"commitments.foresight_critique", func(p *plan.Plan) lack { return text(p.Commitments.ForesightCritique) }}),
	},
	{
		ID: "W.PLAN_UPDATES", Spec: "R-518", Sub: "K5a", Level: plan.Advice, Memo: "6", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, milloin taloussuunnitelma päivitetään hyötyjen toteutuessa.", "Berätta när ekonomiplanen uppdateras då nyttan uppnås.",
			"Say when the financial plan is updated as benefits are realised."),
		Check: wishes(wish{"commitments.plan_updates", func(p *plan.Plan) lack { return text(p.Commitments.PlanUpdates) }}),
	},
}

// checkIndirect asks of both kinds of rows that can hold an indirect benefit.
// C3.REALISATION.RESPONSIBLE asks for the owner of a realisation row.
func checkIndirect(p *Pass) {
	wishRows(p, p.indirect, "owner", func(b *plan.IndirectBenefit) lack { return text(b.Owner) })
	wishRows(p, p.indirect, "measure", func(b *plan.IndirectBenefit) lack { return text(b.Measure) })
	wishRows(p, p.indirect, "by", func(b *plan.IndirectBenefit) lack { return date(b.By) })
	wishRows(p, p.realisation, "kpi", func(r *plan.Realisation) lack { return ifIndirect(r, text(r.KPI)) })
	wishRows(p, p.realisation, "by", func(r *plan.Realisation) lack { return ifIndirect(r, date(r.By)) })
}

func ifIndirect(r *plan.Realisation, value lack) lack {
	if r.Directness != "indirect" {
		return none
	}
	return value
}
