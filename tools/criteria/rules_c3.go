package criteria

import "luonnos/tools/plan"

var rulesC3 = []Rule{
	{
		ID: "C3.VALUE", Spec: "R-301", Sub: "K3a", Level: plan.Hard, Memo: "4",
		Message: lacking,
		Fix: say("Kerro, kuka on asiakas, mitä arvoa hänelle syntyy ja mistä se tiedetään.",
			"Berätta vem kunden är, vilket värde kunden får och hur ni vet det.",
			"Say who the customer is, what value the customer gets, and how this is known."),
		Check: func(p *Pass) {
			v := &p.plan.ValueStream
			p.need(whole, "value_stream.customer", text(v.Customer))
			p.need(whole, "value_stream.value", text(v.Value))
			p.need(whole, "value_stream.evidence", text(v.Evidence))
		},
	},
	{
		ID: "C3.REDESIGN", Spec: "R-302", Sub: "K3b", Level: plan.Hard, Memo: "4",
		Message: lacking,
		Fix:     redesignFix,
		Variants: map[string]Wording{
			"keep": {
				say("jokainen arvovirran vaihe säilytetään ennallaan, joten työnkulku ei muutu",
					"alla steg i värdeströmmen behålls som de är, så arbetsflödet ändras inte",
					"every step of the value stream is kept as it is, so the workflow does not change"),
				redesignFix,
			},
			"tool": {
				say(`pelkkä tekoälyn käyttöönotto ei muuta työnkulkua ("{value}")`, `att bara ta AI i bruk ändrar inte arbetsflödet ("{value}")`,
					`taking AI into use does not by itself change the workflow ("{value}")`),
				redesignFix,
			},
		},
		Check: checkRedesign,
	},
	{
		ID: "C3.STREAM", Spec: "R-307", Sub: "K3a", Level: plan.Model, Memo: "4",
		Message: lacking,
		Fix: say("Kirjaa vaiheelle nimi, työaika minuutteina ja odotusaika päivinä. Nollakin on arvo.",
			"Ange stegets namn, arbetstid i minuter och väntetid i dagar. Även noll är ett värde.",
			"Give the name of the step, its working time in minutes and its waiting time in days. Zero is a value too."),
		Variants: map[string]Wording{"none": {
			say("arvovirran vaiheita ei ole kuvattu", "stegen i värdeströmmen har inte beskrivits", "the steps of the value stream have not been described"),
			say("Kuvaa työn kulku asiakkaan tarpeesta valmiiseen tulokseen vaihe vaiheelta.",
				"Beskriv arbetets gång från kundens behov till ett färdigt resultat steg för steg.",
				"Describe the flow of the work from the customer's need to the finished result, step by step."),
		}},
		Check: checkStream,
	},
	{
		ID: "C3.SCALABLE", Spec: "R-304", Sub: "K3d", Level: plan.Hard, Memo: "4",
		Message: say("skaalausta ei ole suunniteltu: {what} {lack}", "skalningen har inte planerats: {what} {lack}",
			"scaling has not been planned: {what} {lack}"),
		Fix: say("Kerro, millä ehdolla erän ratkaisu laajennetaan ja mihin se skaalataan.",
			"Berätta på vilket villkor etappens lösning utvidgas och vart den skalas.",
			"Say on what condition the solution of a batch is extended, and where it is scaled to."),
		Check: checkScalable,
	},
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
				p.need(r.place, "target", text(r.v.Target))
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

var redesignFix = say("Kuvaa, miten työ kulkee nyt ja miten se kulkee jatkossa, ja kerro jokaisesta vaiheesta, mitä sille tehdään.",
	"Beskriv hur arbetet löper nu och hur det löper i fortsättningen, och berätta för varje steg vad som görs med det.",
	"Describe how the work flows now and how it will flow, and say of each step what is done to it.")

// checkRedesign asks for a described change of the workflow that is more than a
// tool, and for what is done to each step.
func checkRedesign(p *Pass) {
	v := &p.plan.ValueStream
	if p.need(whole, "value_stream.redesign", text(v.Redesign)) && toolAlone(v.Redesign) {
		p.found(whole, "value_stream.redesign", detail{variant: "tool"})
	}
	kept := 0
	for _, s := range p.steps {
		if p.need(s.place, "change", text(s.v.Change)) && s.v.Change == "keep" {
			kept++
		}
	}
	if kept > 0 && kept == len(p.steps) {
		p.found(whole, p.steps[0].leaf("change"), detail{variant: "keep"})
	}
}

func checkStream(p *Pass) {
	if len(p.steps) == 0 {
		p.found(whole, "value_stream.steps", detail{variant: "none"})
	}
	for _, s := range p.steps {
		p.want(s.place, "name", text(s.v.Name))
		p.want(s.place, "process_min", number(s.v.ProcessMin))
		p.want(s.place, "wait_d", number(s.v.WaitD))
	}
}

// scalable reports whether scaling can be carried out: some batch says when it
// is scaled. One batch alone may leave that to the commitments, which say where
// the solution is scaled to.
func (p *Pass) scalable() bool {
	for _, b := range p.batches {
		if p.lackOf(b.place, "scale", text(b.v.Scale)) == none {
			return true
		}
	}
	return len(p.batches) <= 1 && p.lackOf(whole, "commitments.scale", text(p.plan.Commitments.Scale)) == none
}

func checkScalable(p *Pass) {
	if p.scalable() {
		return
	}
	if len(p.batches) == 0 {
		p.need(whole, "commitments.scale", text(p.plan.Commitments.Scale))
		return
	}
	first := p.batches[0]
	p.need(first.place, "scale", text(first.v.Scale))
}
