package criteria

import "luonnos/tools/plan"

var rulesC0 = []Rule{
	{
		ID: "C0.ACK", Spec: "R-701", Sub: "K0", Level: plan.Hard, Memo: "8",
		Message: lacking,
		Fix: say("Tutustu toimintamalliin ja ilmoita, että sitä noudatetaan.",
			"Bekanta dig med verksamhetsmodellen och meddela att den följs.",
			"Read the operating model and state that it is followed."),
		Variants: map[string]Wording{"no": {
			say("hakija ilmoittaa, ettei toimintamallia noudateta", "sökanden uppger att verksamhetsmodellen inte följs",
				"the applicant states that the operating model is not followed"),
			say("Sovi poikkeamisesta Sitran kanssa tai ilmoita, että toimintamallia noudatetaan.",
				"Kom överens med Sitra om avvikelsen eller meddela att verksamhetsmodellen följs.",
				"Agree on the deviation with Sitra, or state that the operating model is followed."),
		}},
		Check: func(p *Pass) { p.agreed("applicant.acknowledges_model", p.plan.Applicant.AcknowledgesModel) },
	},
	{
		ID: "C0.DEVIATION", Spec: "R-702", Sub: "K0", Level: plan.Hard, Memo: "8", Later: true,
		Message: lacking,
		Fix: say("Kirjaa, kuka Sitrassa on hyväksynyt poikkeaman ja milloin, tai poista poikkeama.",
			"Anteckna vem på Sitra som har godkänt avvikelsen och när, eller ta bort avvikelsen.",
			"Record who at Sitra approved the deviation and when, or remove the deviation."),
		Check: func(p *Pass) {
			for _, d := range p.deviations {
				p.need(d.place, "agreed_with", someone(d.v.AgreedWith))
				p.need(d.place, "date", date(d.v.Date))
			}
		},
	},
}

var rulesB1 = []Rule{
	{
		ID: "B1.COMPANY", Spec: "R-601", Sub: "K+", Level: plan.Bonus, Memo: "7",
		Message: lacking,
		Fix: say("Jos uudistus parantaa suomalaisten yritysten tuottavuutta tai kasvua, kerro miten. Lisäkriteeri ei ole pakollinen.",
			"Om reformen förbättrar finländska företags produktivitet eller tillväxt, berätta hur. Tilläggskriteriet är inte obligatoriskt.",
			"If the reform improves the productivity or growth of Finnish companies, say how. The additional criterion is not compulsory."),
		Check: checkCompany,
	},
	{
		ID: "W.TECH.ORIGIN", Spec: "R-602", Sub: "K+", Level: plan.Advice, Memo: "7", Later: true,
		Message: lackingAll,
		Fix: say("Ota teknologian kotimaa huomioon riskiarviossa. Se ei ole ensisijainen valintaperuste.",
			"Beakta teknikens ursprungsland i riskbedömningen. Det är inte det främsta urvalskriteriet.",
			"Consider the home country of the technology in the risk assessment. It is not the first criterion of choice."),
		Check: wishes(wish{"company.tech_origin_risk", func(p *plan.Plan) lack { return text(p.Company.TechOriginRisk) }}),
	},
	{
		ID: "W.TECH.SWITCHING", Spec: "R-603", Sub: "K+", Level: plan.Advice, Memo: "7", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten teknologiasta voidaan siirtyä sujuvasti toiseen.", "Berätta hur man smidigt kan byta från en teknik till en annan.",
			"Say how one can switch smoothly from one technology to another."),
		Check: wishes(wish{"company.tech_switching", func(p *plan.Plan) lack { return text(p.Company.TechSwitching) }}),
	},
}

// checkCompany says what the bonus misses. No link to companies is an answer.
func checkCompany(p *Pass) {
	c := &p.plan.Company
	if c.Link != nil && !*c.Link {
		return
	}
	if c.Link == nil {
		p.need(whole, "company.link", missing)
	} else if p.need(whole, "company.link", none) {
		p.need(whole, "company.rationale", text(c.Rationale))
	}
}
