package criteria

import "luonnos/tools/plan"

var rulesC3Realisation = []Rule{
	{
		ID: "C3.REALISATION.TARGET", Spec: "R-305", Sub: "K3e", Level: plan.Hard, Memo: "4",
		Message: lacking,
		Fix: say("Kerro, missä hyöty realisoidaan: esimerkiksi henkilöstössä, ostoissa tai budjetissa.",
			"Berätta var nyttan realiseras: till exempel i personalen, inköpen eller budgeten.",
			"Say where the benefit is realised: for example in staff, purchases or the budget."),
		Variants: map[string]Wording{"none": {
			say("yhtään hyötyjen realisoinnin kohdetta ei ole nimetty", "inget objekt för realiseringen av nyttan har namngetts",
				"nothing has been named in which the benefits are realised"),
			say("Kirjaa vähintään yksi kohde, jossa hyöty realisoidaan, ja toimenpide.",
				"Ange minst ett objekt där nyttan realiseras, och en åtgärd.",
				"Give at least one place where the benefit is realised, with an action."),
		}},
		Check: func(p *Pass) {
			if len(p.realisation) == 0 {
				p.found(whole, "realisation", detail{variant: "none"})
			}
			for _, r := range p.realisation {
				p.need(r.place, "target", option("realisation_target", r.v.Target))
			}
		},
	},
	{
		ID: "C3.REALISATION.METHOD", Spec: "R-306", Sub: "K3f", Level: plan.Hard, Memo: "4",
		Message: lacking,
		Fix: say("Kirjaa toimenpide, jolla hyöty realisoidaan, esimerkiksi seuraavien 90 päivän aikana.",
			"Ange den åtgärd som realiserar nyttan, till exempel under de följande 90 dagarna.",
			"Give the action that realises the benefit, for example within the next 90 days."),
		Check: func(p *Pass) {
			for _, r := range p.realisation {
				p.need(r.place, "action", text(r.v.Action))
			}
		},
	},
	{
		ID: "C3.REALISATION.RESPONSIBLE", Spec: "R-315", Sub: "K3e", Level: plan.Model, Memo: "4",
		Message: lacking,
		Fix: say("Nimeä henkilö, joka vastaa hyödyn realisoinnista.", "Namnge den person som ansvarar för att nyttan realiseras.",
			"Name the person who is responsible for realising the benefit."),
		Check: func(p *Pass) {
			for _, r := range p.realisation {
				p.want(r.place, "responsible", texts(r.v.Responsible))
			}
		},
	},
}
