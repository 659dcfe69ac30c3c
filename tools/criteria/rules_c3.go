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
					"alla steg i värdeströmmen behålls som de är, så arbetsflödet förändras inte",
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
}

var redesignFix = say("Kuvaa, miten työ kulkee nyt ja miten se kulkee jatkossa, ja kerro jokaisesta vaiheesta, mitä sille tehdään.",
	"Beskriv hur arbetet går till nu och hur det går till i fortsättningen, och berätta för varje steg vad som görs med det.",
	"Describe how the work flows now and how it will flow, and say of each step what is done to it.")

// checkRedesign asks for a described change of the workflow that is more than a
// tool, and for what is done to each step.
func checkRedesign(p *Pass) {
	v := &p.plan.ValueStream
	if p.need(whole, "value_stream.redesign", text(v.Redesign)) && toolAlone(v.Redesign, aiWords) {
		p.found(whole, "value_stream.redesign", detail{variant: "tool"})
	}
	kept := 0
	for _, s := range p.steps {
		if p.need(s.place, "change", option("change", s.v.Change)) && s.v.Change == "keep" {
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
