package criteria

import (
	"math"
	"slices"
	"time"

	"luonnos/tools/plan"
)

var rulesC2Later = []Rule{
	{
		ID: "W.RACI.CONSULTED", Spec: "R-206", Sub: "K2b", Level: plan.Advice, Memo: "3.1", Later: true,
		Message: lackingRows,
		Fix: say("Harkitse, ketä työkohteessa kuullaan ja kenelle siitä tiedotetaan.",
			"Överväg vem som konsulteras och vem som informeras om arbetsområdet.",
			"Consider who is consulted and who is informed about the work item."),
		Check: func(p *Pass) {
			wishRows(p, p.items, "consulted", func(w *plan.WorkItem) lack { return texts(w.Consulted) })
			wishRows(p, p.items, "informed", func(w *plan.WorkItem) lack { return texts(w.Informed) })
		},
	},
	{
		ID: "C2.RACI.ORDER", Spec: "R-207", Sub: "K2a", Level: plan.Model, Memo: "3.1", Later: true,
		Message: say("työkohteet on nimetty vasta hyödyn syntymisen suunnittelun jälkeen",
			"arbetsområdena har namngetts först efter planeringen av hur nyttan uppstår",
			"the work items were named only after the benefits had been planned"),
		Fix: say("Tarkista, että työkohteet ja vastuut vastaavat suunniteltua työtä.",
			"Kontrollera att arbetsområdena och ansvaren motsvarar det planerade arbetet.",
			"Check that the work items and responsibilities match the work planned."),
		Check: checkOrder,
	},
	{
		ID: "C2.RACI.COOPERATION", Spec: "R-510", Sub: "K2a", Level: plan.Model, Memo: "6", Later: true,
		Message: lackingAll,
		Fix:     cooperationFix,
		Variants: map[string]Wording{"none": {
			say("henkilöstö muuttuu merkittävästi, mutta organisaatioiden yhteistyö ei ole työkohteena",
				"personalen förändras betydligt, men samarbetet mellan organisationer är inget arbetsområde",
				"staff change significantly, but cooperation between organisations is not a work item"),
			cooperationFix,
		}},
		Check: checkCooperation,
	},
	{
		ID: "C2.CAP.ROLE", Spec: "R-208", Sub: "K2c", Level: plan.Model, Memo: "3.2", Later: true,
		Message: lackingRows,
		Fix:     say("Kerro, missä roolissa kyvykkyyttä tarvitaan.", "Berätta i vilken roll förmågan behövs.", "Say in which role the capability is needed."),
		Check: func(p *Pass) {
			wishRows(p, p.capabilities, "role", func(c *plan.Capability) lack { return text(c.Role) })
		},
	},
	{
		ID: "C2.CAP.MONEY", Spec: "R-213", Sub: "K2d", Level: plan.Model, Memo: "3.2", Later: true,
		Message: say(`rahaa kohdistuu kyvykkyyteen, jota nopean tulkinnan mukaan vain seurataan: {value}`,
			`pengar riktas till en förmåga som enligt snabbtolkningen bara följs upp: {value}`,
			`money goes to a capability that the quick reading would only monitor: {value}`),
		Fix: say("Siirrä panokset kyvykkyyteen, joka on kriittinen ja vielä heikko, tai tarkista arviot.",
			"Flytta insatserna till en förmåga som är kritisk och ännu svag, eller kontrollera bedömningarna.",
			"Move the effort to a capability that is critical and still weak, or check the ratings."),
		Check: checkMoney,
	},
	{
		ID: "C2.CAP.CHANGE", Spec: "R-214", Sub: "K2c", Level: plan.Model, Memo: "3.2", Later: true,
		Message: say("käyttöönottokyky ja muutosjohtaminen eivät ole kyvykkyyksien joukossa",
			"ibruktagande och förändringsledning finns inte bland förmågorna",
			"adoption and change management are not among the capabilities"),
		Fix: say("Arvioi myös muutosjohtamisen kyvykkyys.", "Bedöm också förmågan till förändringsledning.",
			"Rate the capability of change management as well."),
		Check: func(p *Pass) {
			change := func(c row[plan.Capability]) bool { return c.v.Key == "adoption" || c.v.Key == "" }
			if len(p.capabilities) > 0 && !slices.ContainsFunc(p.capabilities, change) {
				p.found(whole, "capabilities[].key", detail{})
			}
		},
	},
	{
		ID: "W.CAP.ENABLES", Spec: "R-215", Sub: "K2d", Level: plan.Advice, Memo: "3.2", Later: true,
		Message: say("kyvykkyyttä kehitetään, mutta sen mahdollistamaa kyvykkyyttä ei: {value}",
			"förmågan utvecklas, men inte den förmåga som den möjliggör: {value}",
			"the capability is developed but not the one that it enables: {value}"),
		Fix: say("Suunnittele kehittämistoimi myös kyvykkyydelle, jossa hyöty syntyy.",
			"Planera en utvecklingsåtgärd också för den förmåga där nyttan uppstår.",
			"Plan an action for the capability in which the benefit arises as well."),
		Check: checkEnables,
	},
	{
		ID: "W.CAP.LEARNING", Spec: "R-216", Sub: "K2d", Level: plan.Advice, Memo: "3.2", Later: true,
		Message: lackingRows,
		Fix:     learningFix,
		Variants: map[string]Wording{"training": {
			say("koulutuksen osuus kehittämisen panoksesta on {value} %, toimintamallissa se on {other} %",
				"utbildningens andel av utvecklingsinsatsen är {value} %, i verksamhetsmodellen {other} %",
				"training takes {value}% of the development effort, {other}% in the operating model"),
			learningFix,
		}},
		Check: checkLearning,
	},
	{
		ID: "W.CAP.ON_THE_JOB", Spec: "R-217", Sub: "K2d", Level: plan.Advice, Memo: "3.2", Later: true,
		Message: say("mitään kyvykkyyttä ei kehitetä työssä oppimalla uudessa työnkulussa",
			"ingen förmåga utvecklas genom lärande i arbetet i det nya arbetsflödet",
			"no capability is developed by learning on the job in the new workflow"),
		Fix: say("Harkitse, mitä voidaan oppia uudessa työnkulussa työskennellen.",
			"Överväg vad man kan lära sig genom att arbeta i det nya arbetsflödet.",
			"Consider what can be learnt by working in the new workflow."),
		Check: func(p *Pass) {
			onTheJob := func(c row[plan.Capability]) bool { return c.v.Learning == "on_the_job" }
			if len(p.capabilities) > 0 && !slices.ContainsFunc(p.capabilities, onTheJob) {
				p.found(whole, "capabilities[].learning", detail{})
			}
		},
	},
	{
		ID: "C2.RESOURCES", Spec: "R-228", Sub: "K2d", Level: plan.Model, Memo: "2", Later: true,
		Message: say("rahaa tai työtä ei ole varattu", "varken pengar eller arbete har reserverats", "neither money nor work is reserved"),
		Fix: say("Kerro, paljonko rahaa tai työtä on varattu kyvykkyyksiin ja uudistuksen johtamiseen.",
			"Ange hur mycket pengar eller arbete som har reserverats för förmågorna och för ledning av reformen.",
			"Say how much money or work is reserved for capabilities and for leading the reform."),
		Check: wishes(wish{"target.resources_fte", func(p *plan.Plan) lack {
			return min(number(p.Target.ResourcesFTE), number(p.Target.ResourcesEUR))
		}}),
	},
	{
		ID: "W.CHANGE_COMMS", Spec: "R-225", Sub: "K2d", Level: plan.Advice, Memo: "3", Later: true,
		Message: lackingAll,
		Fix:     say("Kerro, miten muutoksesta viestitään.", "Berätta hur förändringen kommuniceras.", "Say how the change is communicated."),
		Check:   wishes(wish{"commitments.change_comms", func(p *plan.Plan) lack { return text(p.Commitments.ChangeComms) }}),
	},
	{
		ID: "W.SELF_RENEWAL", Spec: "R-226", Sub: "K2d", Level: plan.Advice, Memo: "3", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten uudistus vahvistaa kykyä uudistua.", "Berätta hur reformen stärker förmågan att förnya sig.",
			"Say how the reform builds the ability to renew."),
		Check: wishes(wish{"commitments.self_renewal", func(p *plan.Plan) lack { return text(p.Commitments.SelfRenewal) }}),
	},
}

var (
	cooperationFix = say("Kerro, muuttuuko henkilöstö merkittävästi. Jos muuttuu, harkitse yhteistyötä työkohteeksi.",
		"Berätta om personalen förändras betydligt. Om den gör det, överväg samarbete som ett arbetsområde.",
		"Say whether staff change significantly. If so, consider cooperation as a work item.")
	learningFix = say("Suunnittele, että pääosa opitaan työssä, viidennes muilta ja kymmenes koulutuksessa.",
		"Planera så att det mesta lärs in i arbetet, en femtedel av andra och en tiondel genom utbildning.",
		"Plan that most is learnt at work, a fifth from others and a tenth in training.")
)

// checkOrder compares when the first work item and the first row about the
// benefits were said. A plan from a file has no such times.
func checkOrder(p *Pass) {
	var items, benefits time.Time
	for path, proof := range p.draft.Provenance {
		switch path.List() {
		case "raci":
			items = earlier(items, proof.At)
		case "value_stream.steps", "batches", "realisation":
			benefits = earlier(benefits, proof.At)
		}
	}
	if !items.IsZero() && !benefits.IsZero() && benefits.Before(items) {
		p.found(whole, "raci[].item", detail{})
	}
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || !b.IsZero() && b.Before(a) {
		return b
	}
	return a
}

func checkCooperation(p *Pass) {
	const asked = plan.Path("commitments.hr_change_significant")
	change := p.plan.Commitments.HRChangeSignificant
	cooperates := func(w row[plan.WorkItem]) bool { return w.v.Item == "cooperation" || yes(w.v.Cooperation) }
	switch {
	case stated(change) != none && !p.waived(asked):
		p.found(whole, asked, detail{value: []plan.Path{asked}})
	case yes(change) && !slices.ContainsFunc(p.items, cooperates):
		p.found(whole, "raci[].cooperation", detail{variant: "none"})
	}
}

func checkMoney(p *Pass) {
	var idle []place
	for _, c := range p.capabilities {
		priority, rated := c.v.Priority()
		if rated && priority.Quadrant == plan.Monitor && priority.Border == "" && c.v.BudgetEUR != nil && *c.v.BudgetEUR > 0 {
			idle = append(idle, c.place)
		}
	}
	if idle != nil {
		p.found(whole, "capabilities[].budget_eur", detail{value: idle})
	}
}

// checkEnables leaves to C2.CAP.GROWTH a plan that was begun and a critical
// capability.
func checkEnables(p *Pass) {
	idle := func(id string) bool {
		return slices.ContainsFunc(p.capabilities, func(c row[plan.Capability]) bool {
			if c.v.ID != id || critical(c.v) {
				return false
			}
			parts := growth(c.v)
			return !slices.Contains(parts[:], none)
		})
	}
	var alone []place
	for _, c := range p.capabilities {
		if text(c.v.Action) == none && slices.ContainsFunc(c.v.Enables, idle) {
			alone = append(alone, c.place)
		}
	}
	if alone != nil {
		p.found(whole, "capabilities[].enables", detail{value: alone})
	}
}

// trainingShare is the share of training in the memo's model of learning, and
// trainingSlack what it may pass before we advise, in per cent.
const (
	trainingShare = 10
	trainingSlack = 5
)

func checkLearning(p *Pass) {
	training, all := 0.0, 0.0
	for _, c := range p.capabilities {
		if c.v.Effort == nil {
			continue
		}
		all += *c.v.Effort
		if c.v.Learning == "training" {
			training += *c.v.Effort
		}
	}
	wishRows(p, p.capabilities, "learning", func(c *plan.Capability) lack { return text(c.Learning) })
	if all > 0 && 100*training/all > trainingShare+trainingSlack {
		p.found(whole, "capabilities[].effort", detail{variant: "training", value: math.Round(100 * training / all), other: float64(trainingShare)})
	}
}

var rulesC2DataLater = []Rule{
	{
		ID: "C2.DATA.KINDS", Spec: "R-221", Sub: "K2f", Level: plan.Model, Memo: "3.3", Later: true,
		Message: say("yhteiset periaatteet eivät vielä kata kohtia: {value}", "de gemensamma principerna täcker ännu inte: {value}",
			"the common principles do not yet cover: {value}"),
		Fix: say("Sovi laatusäännöistä, käyttöoikeuksista, tietomalleista ja rajapinnoista.",
			"Kom överens om kvalitetsregler, åtkomst, datamodeller och gränssnitt.",
			"Agree on quality rules, access, data models and interfaces."),
		Check: func(p *Pass) { p.principles("quality_rules", "access_rules", "data_models", "interfaces") },
	},
	{
		ID: "W.DATA.STANDARDS", Spec: "R-227", Sub: "K2f", Level: plan.Advice, Memo: "3", Later: true,
		Message: say("yhteiset periaatteet eivät vielä kata kohtia: {value}", "de gemensamma principerna täcker ännu inte: {value}",
			"the common principles do not yet cover: {value}"),
		Fix: say("Harkitse integraation, laadun ja automaation yhteisiä standardeja.",
			"Överväg gemensamma standarder för integration, kvalitet och automatisering.",
			"Consider common standards for integration, quality and automation."),
		Check: func(p *Pass) { p.principles("integration", "automation") },
	},
	{
		ID: "C2.DATA.ACTION", Spec: "R-222", Sub: "K2e", Level: plan.Model, Memo: "3.3", Later: true,
		Message: say("mikään kehittämistoimi ei paranna tiedon laatua", "ingen åtgärd förbättrar datakvaliteten",
			"no action improves the quality of data"),
		Fix: say("Kirjaa tietoaineistolle toimi, jolla sen laatu paranee.", "Ange en åtgärd som förbättrar informationsmaterialets kvalitet.",
			"Give the data set an action that improves its quality."),
		Check: func(p *Pass) {
			acted := func(a row[plan.Asset]) bool { return text(a.v.Action) == none }
			if len(p.assets) > 0 && !slices.ContainsFunc(p.assets, acted) {
				p.found(whole, "data.assets[].action", detail{})
			}
		},
	},
	{
		ID: "C2.DATA.USE", Spec: "R-223", Sub: "K2e", Level: plan.Model, Memo: "3.3", Later: true,
		Message: lackingRows,
		Fix: say("Kerro, mihin tietoaineistoa käytetään. Laatu arvioidaan käytön kannalta.",
			"Berätta vad informationsmaterialet används till. Kvaliteten bedöms utifrån användningen.",
			"Say what the data set is used for. Quality is judged from the use."),
		Check: func(p *Pass) { wishRows(p, p.assets, "use", func(a *plan.Asset) lack { return text(a.Use) }) },
	},
	{
		ID: "W.DATA.QUALITY", Spec: "R-224", Sub: "K2e", Level: plan.Advice, Memo: "3.3", Later: true,
		Message: say("täsmällisyyttä, kattavuutta, ajantasaisuutta tai laatuluokkaa ei ole arvioitu: {value}",
			"precisionen, täckningen, aktualiteten eller kvalitetsklassen har inte bedömts: {value}",
			"precision, coverage, currency or quality class has not been assessed: {value}"),
		Fix: say("Arvioi tietoaineiston laatu käyttötarkoituksen kannalta.", "Bedöm informationsmaterialets kvalitet utifrån användningen.",
			"Assess the quality of the data set for its use."),
		Check: func(p *Pass) {
			wishRows(p, p.assets, "precision", func(a *plan.Asset) lack {
				return max(text(a.Precision), text(a.Coverage), text(a.Currency), text(a.Quality))
			})
		},
	},
}

// principles reports the kinds of common principles that are not among those
// named.
func (p *Pass) principles(kinds ...string) {
	const key = plan.Path("data.principle_kinds")
	var open []enumValue
	for _, kind := range kinds {
		row := func(r plan.Principle) bool { return r.Kind == kind }
		if !slices.Contains(p.plan.Data.PrincipleKinds, kind) && !slices.ContainsFunc(p.plan.Data.PrincipleRows, row) {
			open = append(open, enumValue{key, kind})
		}
	}
	if open != nil && !p.waived(key) {
		p.found(whole, key, detail{value: open})
	}
}
