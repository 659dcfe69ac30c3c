package criteria

import "luonnos/tools/plan"

var rulesC5 = []Rule{
	{
		ID: "C5.REALISE", Spec: "R-501", Sub: "K5a", Level: plan.Hard, Memo: "6",
		Message: lacking,
		Fix: say("Kerro, sitoudutaanko hyötyjen realisointiin ja miten hyödyt näkyvät talouden ja henkilöstön suunnittelussa.",
			"Berätta om ni förbinder er att realisera nyttan och hur den syns i ekonomi- och personalplaneringen.",
			"Say whether the benefits will be realised and how they show in financial and workforce planning."),
		Variants: map[string]Wording{
			"no": {
				say("organisaatio ei sitoudu hyötyjen realisointiin", "organisationen förbinder sig inte att realisera nyttan",
					"the organisation does not commit itself to realising the benefits"),
				say("Organisaation on sitouduttava realisoimaan hyödyt suunnitelman mukaisesti.",
					"Organisationen ska förbinda sig att realisera nyttan enligt planen.",
					"The organisation must commit itself to realising the benefits according to the plan."),
			},
			"attest": {
				say("nimetyn henkilön päivätty sitoumus hyötyjen realisointiin puuttuu",
					"ett daterat åtagande av en namngiven person att realisera nyttan saknas",
					"a dated commitment by a named person to realise the benefits is missing"),
				attestFix,
			},
		},
		Check: func(p *Pass) {
			p.agreed("commitments.realise", p.plan.Commitments.Realise)
			p.need(whole, "commitments.realise_by", text(p.plan.Commitments.RealiseBy))
			p.attested(plan.AttestRealise)
		},
	},
	{
		ID: "C5.SCALE", Spec: "R-502", Sub: "K5b", Level: plan.Hard, Memo: "6",
		Message: lacking,
		Fix: say("Kerro, mihin ratkaisu skaalataan ja milloin.", "Berätta vart lösningen skalas och när.",
			"Say where and when the solution is scaled."),
		Variants: map[string]Wording{"attest": {
			say("nimetyn henkilön päivätty sitoumus ratkaisun skaalaukseen puuttuu",
				"ett daterat åtagande av en namngiven person att skala lösningen saknas",
				"a dated commitment by a named person to scale the solution is missing"),
			attestFix,
		}},
		Check: func(p *Pass) {
			p.need(whole, "commitments.scale", text(p.plan.Commitments.Scale))
			p.attested(plan.AttestScale)
		},
	},
	{
		ID: "C5.ACCELERATE", Spec: "R-503", Sub: "K5c", Level: plan.Hard, Memo: "6",
		Message: lacking,
		Fix: say("Kerro, miten uudistumiskykyä kiihdytetään ja mihin vapautuvia resursseja käytetään seuraavaksi.",
			"Berätta hur förnyelseförmågan accelereras och vad frigjorda resurser används till härnäst.",
			"Say how the ability to renew is accelerated and what freed-up resources are used for next."),
		Check: func(p *Pass) { p.need(whole, "commitments.accelerate", text(p.plan.Commitments.Accelerate)) },
	},
	{
		ID: "C5.FORESIGHT", Spec: "R-504", Sub: "K5d", Level: plan.Hard, Memo: "6",
		Message: lacking,
		Fix: say("Kerro, mihin ennakointitietoon uudistuksen kohdentaminen perustuu.",
			"Berätta vilken framsynskunskap inriktningen av reformen bygger på.",
			"Say which foresight knowledge the targeting of the reform is based on."),
		Check: func(p *Pass) { p.need(whole, "commitments.foresight", text(p.plan.Commitments.Foresight)) },
	},
	{
		ID: "C5.HORIZON", Spec: "R-507", Sub: "K5a", Level: plan.Model, Memo: "6",
		Message: lacking,
		Fix:     horizonFix,
		Variants: map[string]Wording{"short": {
			say("hyötyjä tarkastellaan {value} vuoden ajan, vähintään {other} vuotta tarvitaan",
				"nyttan följs upp under {value} år, minst {other} år behövs",
				"the benefits are followed over {value} years, at least {other} years are needed"),
			horizonFix,
		}},
		Check: checkBenefitHorizon,
	},
}

var horizonFix = say("Kerro, kuinka monta vuotta hyötyjä seurataan. Toimintamallissa aikaväli on vähintään 3–4 vuotta.",
	"Berätta hur många år nyttan följs upp. Enligt verksamhetsmodellen är tidsspannet minst 3–4 år.",
	"Say over how many years the benefits are followed. In the operating model it is at least 3–4 years.")

// minHorizon is the shortest period over which benefits are followed, in years.
const minHorizon = 3

func checkBenefitHorizon(p *Pass) {
	years := p.plan.Commitments.HorizonYears
	p.want(whole, "commitments.horizon_years", number(years))
	if years != nil && *years < minHorizon {
		p.found(whole, "commitments.horizon_years", detail{variant: "short", other: float64(minHorizon)})
	}
}
