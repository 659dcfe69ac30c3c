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
