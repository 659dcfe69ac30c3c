package criteria

import (
	"cmp"
	"slices"

	"luonnos/tools/plan"
)

var rulesC2Ability = []Rule{
	{
		ID: "C2.CAP.NONE", Spec: "R-208", Sub: "K2c", Level: plan.Hard, Memo: "3.2",
		Message: say("yhtään kyvykkyyttä ei ole tunnistettu", "ingen förmåga har identifierats", "no capability has been identified"),
		Fix: say("Kerro, mitä kyvykkyyksiä uudistus eniten tarvitsee, ja arvioi ne.",
			"Berätta vilka förmågor reformen behöver mest och bedöm dem.",
			"Say which capabilities the reform needs most, and rate them."),
		Check: func(p *Pass) {
			if len(p.capabilities) == 0 {
				p.found(whole, "capabilities", detail{})
			}
		},
	},
	{
		ID: "C2.CAP.GROWTH_NONE", Spec: "R-209", Sub: "K2d", Level: plan.Hard, Memo: "3.2",
		Message: say("{row}{what} {lack}, eikä muillakaan kyvykkyyksillä ole täydellistä kehittämissuunnitelmaa",
			"{row}{what} {lack}, och ingen annan förmåga har heller en fullständig utvecklingsplan",
			"{row}{what} {lack}, and no other capability has a complete development plan either"),
		Fix: say("Kirjaa vähintään yhdelle kyvykkyydelle kehittämistoimi, vastuuhenkilö ja määräaika.",
			"Ange en utvecklingsåtgärd, en ansvarig person och en tidsfrist för minst en förmåga.",
			"Give at least one capability a development action, a person in charge and a date."),
		Check: checkGrowthNone,
	},
	{
		ID: "C2.CAP.RATED", Spec: "R-210", Sub: "K2c", Level: plan.Model, Memo: "3.2",
		Message: lacking,
		Fix: say("Arvioi kyvykkyyden maturiteetti ja kriittisyys asteikolla 1–5.",
			"Bedöm förmågans mognad och kriticitet på skalan 1–5.",
			"Rate the maturity and the criticality of the capability from 1 to 5."),
		Check: func(p *Pass) {
			for _, c := range p.capabilities {
				p.want(c.place, "maturity", number(c.v.Maturity))
				p.want(c.place, "criticality", number(c.v.Criticality))
			}
		},
	},
	{
		ID: "C2.CAP.RANGE", Spec: "R-211", Sub: "K2c", Level: plan.Int, Memo: "3.2",
		Message: say("{row}{what} {value} ei ole kokonaisluku 1–5", "{row}{what} {value} är inte ett heltal 1–5",
			"{row}{what}, {value}, is not a whole number from 1 to 5"),
		Fix: say("Anna arvio kokonaislukuna 1–5.", "Ge bedömningen som ett heltal 1–5.", "Give the rating as a whole number from 1 to 5."),
		Check: func(p *Pass) {
			for _, c := range p.capabilities {
				p.inRange(c.place, "maturity", c.v.Maturity)
				p.inRange(c.place, "criticality", c.v.Criticality)
			}
		},
	},
	{
		ID: "C2.CAP.GROWTH", Spec: "R-212", Sub: "K2d", Level: plan.Model, Memo: "3.2",
		Message: lacking,
		Fix: say("Kirjaa kyvykkyydelle kehittämistoimi, vastuuhenkilö ja määräaika.",
			"Ange en utvecklingsåtgärd, en ansvarig person och en tidsfrist för förmågan.",
			"Give the capability a development action, a person in charge and a date."),
		Check: checkGrowth,
	},
	{
		ID: "C2.DATA.NEEDS", Spec: "R-218", Sub: "K2e", Level: plan.Hard, Memo: "3.3",
		Message: lacking,
		Fix: say("Kerro, mitä tietoaineiston laadussa on parannettava, jotta tietoa voi hyödyntää.",
			"Berätta vad som behöver förbättras i informationsmaterialets kvalitet för att informationen ska kunna användas.",
			"Say what has to be improved in the quality of the data set before the data can be used."),
		Variants: map[string]Wording{"none": {
			say("yhtään kriittistä tietoaineistoa ei ole nimetty", "inget kritiskt informationsmaterial har namngetts", "no critical data set has been named"),
			say("Nimeä uudistuksen kannalta kriittiset tietoaineistot ja kerro, mitä niiden laadussa on parannettava.",
				"Namnge de informationsmaterial som är kritiska för reformen och berätta vad som behöver förbättras i deras kvalitet.",
				"Name the data sets that are critical to the reform and say what has to be improved in their quality."),
		}},
		Check: checkNeeds,
	},
	{
		ID: "C2.DATA.PRINCIPLES", Spec: "R-219", Sub: "K2f", Level: plan.Hard, Memo: "3.3",
		Message: lacking,
		Fix: say("Kirjaa käytössä olevat tiedonhallinnan yhteiset periaatteet ja asiakirja, jossa ne ovat.",
			"Ange de gemensamma principer för informationshanteringen som tillämpas och dokumentet där de finns.",
			"State the common principles of information management in use and the document that holds them."),
		Variants: map[string]Wording{"preparing": {
			say("tiedonhallinnan yhteiset periaatteet ovat vasta valmisteilla", "de gemensamma principerna för informationshanteringen är ännu under beredning",
				"the common principles of information management are still in preparation"),
			say("Ota yhteiset periaatteet käyttöön ja kirjaa asiakirja, jossa ne ovat.",
				"Ta de gemensamma principerna i bruk och ange dokumentet där de finns.",
				"Take the common principles into use and state the document that holds them."),
		}},
		Check: func(p *Pass) {
			if p.plan.Data.PrincipleStatus == "in_preparation" {
				p.found(whole, "data.principle_status", detail{variant: "preparing"})
			}
			p.need(whole, "data.principles", texts(p.plan.Data.Principles))
			p.need(whole, "data.reference", text(p.plan.Data.Reference))
		},
	},
	{
		ID: "C2.DATA.OWNER", Spec: "R-220", Sub: "K2f", Level: plan.Model, Memo: "3.3",
		Message: lacking,
		Fix: say("Nimeä tietoaineistolle omistaja, joka vastaa sen käytöstä.",
			"Namnge en ägare för informationsmaterialet, som ansvarar för hur det används.",
			"Name an owner of the data set, who answers for its use."),
		Check: func(p *Pass) {
			for _, a := range p.assets {
				p.want(a.place, "owner", text(a.v.Owner))
			}
		},
	},
}

// growthKeys are what a development plan of a capability consists of.
var growthKeys = [...]plan.Path{"action", "owner", "by"}

func growth(c *plan.Capability) [len(growthKeys)]lack {
	return [...]lack{text(c.Action), someone(c.Owner), date(c.By)}
}

// grown reports whether the development plan is complete and counts.
func (p *Pass) grown(c row[plan.Capability]) bool {
	for i, value := range growth(c.v) {
		if p.lackOf(c.place, growthKeys[i], value) != none {
			return false
		}
	}
	return true
}

// checkGrowthNone asks for what the most urgent capability lacks when no
// capability has a complete development plan.
func checkGrowthNone(p *Pass) {
	if len(p.capabilities) == 0 || slices.ContainsFunc(p.capabilities, p.grown) {
		return
	}
	urgent := slices.MaxFunc(p.capabilities, func(a, b row[plan.Capability]) int {
		first, _ := a.v.Priority()
		second, _ := b.v.Priority()
		return cmp.Compare(first.Index, second.Index)
	})
	for i, value := range growth(urgent.v) {
		p.need(urgent.place, growthKeys[i], value)
	}
}

// checkGrowth asks for the rest of a development plan that was begun, and for
// one wherever the capability is critical.
func checkGrowth(p *Pass) {
	if !slices.ContainsFunc(p.capabilities, p.grown) {
		return
	}
	for _, c := range p.capabilities {
		parts := growth(c.v)
		begun := slices.Contains(parts[:], none)
		if !begun && !critical(c.v) {
			continue
		}
		for i, value := range parts {
			p.want(c.place, growthKeys[i], value)
		}
	}
}

// critical reports whether the criticality is high (SPEC D3: 4 or 5).
func critical(c *plan.Capability) bool { return c.Criticality != nil && *c.Criticality >= 4 }

// inRange reports a rating that is not a whole number from 1 to 5.
func (p *Pass) inRange(at place, key plan.Path, v *float64) {
	if v != nil && (*v < 1 || *v > 5 || *v != float64(int(*v))) {
		p.found(at, at.leaf(key), detail{})
	}
}

// checkNeeds asks for a need of at least one data set, and of each that is not
// of the best class.
func checkNeeds(p *Pass) {
	if len(p.assets) == 0 {
		p.found(whole, "data.assets", detail{variant: "none"})
		return
	}
	known := slices.ContainsFunc(p.assets, func(a row[plan.Asset]) bool {
		return p.lackOf(a.place, "need", text(a.v.Need)) == none
	})
	for _, a := range p.assets {
		if !known || a.v.Quality == "B" || a.v.Quality == "C" {
			p.need(a.place, "need", text(a.v.Need))
		}
	}
}
