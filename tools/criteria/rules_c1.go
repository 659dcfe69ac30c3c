package criteria

import "luonnos/tools/plan"

var rulesC1 = []Rule{
	{
		ID: "C1.OBJECT", Spec: "R-101", Sub: "K1a", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kerro, mitä palvelua, prosessia tai toimintoa uudistetaan.",
			"Berätta vilken tjänst, process eller funktion som reformeras.",
			"Say which service, process or function is reformed."),
		Check: func(p *Pass) { p.need(whole, "target.object", text(p.plan.Target.Object)) },
	},
	{
		ID: "C1.MAGNITUDE", Spec: "R-102", Sub: "K1b", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kerro, kuinka suurta muutosta tavoitellaan, mieluiten lukuna ja yksikkönä.",
			"Berätta hur stor förändring som eftersträvas, helst som ett tal med enhet.",
			"Say how large a change is aimed at, preferably as a number with a unit."),
		Check: func(p *Pass) { p.need(whole, "target.magnitude", text(p.plan.Target.Magnitude)) },
	},
	{
		ID: "C1.HORIZON", Spec: "R-103", Sub: "K1c", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa, milloin uudistus alkaa ja milloin se päättyy.",
			"Ange när reformen börjar och när den slutar.",
			"Give the dates on which the reform starts and ends."),
		Variants: map[string]Wording{"order": {
			say("aikajänteen loppu {value} ei ole alun {other} jälkeen", "tidsspannets slut {value} är inte efter dess början {other}",
				"the end of the time span, {value}, is not after its start, {other}"),
			say("Tarkista alku- ja loppupäivä.", "Kontrollera start- och slutdatumet.", "Check the start and end dates."),
		}},
		Check: checkHorizon,
	},
	{
		ID: "C1.DECISION", Spec: "R-106", Sub: "K1a", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kirjaa johdon linjaus: mikä toimielin sen teki, milloin ja kuka siitä vastaa.",
			"Anteckna ledningens beslut: vilket organ som fattade det, när och vem som ansvarar för det.",
			"Record the management's decision: which body took it, when, and who answers for it."),
		Check: func(p *Pass) {
			t := &p.plan.Target
			p.need(whole, "target.decision_body", text(t.DecisionBody))
			p.need(whole, "target.decision_date", date(t.DecisionDate))
			p.need(whole, "target.decision_maker", someone(t.DecisionMaker))
		},
	},
	{
		ID: "C1.COMMIT", Spec: "R-107", Sub: "K1e", Level: plan.Hard, Memo: "2",
		Message: lacking,
		Fix: say("Kerro, sitoutuuko johto johtamaan toimeenpanon tuloksia.",
			"Berätta om ledningen förbinder sig att leda genomförandets resultat.",
			"Say whether the management commits itself to leading the results of the implementation."),
		Variants: map[string]Wording{
			"no": {
				say("johto ei sitoudu johtamaan toimeenpanon tuloksia", "ledningen förbinder sig inte att leda genomförandets resultat",
					"the management does not commit itself to leading the results of the implementation"),
				say("Johdon on sitouduttava toimeenpanon tulosten johtamiseen.",
					"Ledningen ska förbinda sig att leda genomförandets resultat.",
					"The management must commit itself to leading the results of the implementation."),
			},
			"attest": {
				say("johdon nimetyn henkilön päivätty sitoumus johtaa toimeenpanon tuloksia puuttuu",
					"ett daterat åtagande av en namngiven person i ledningen att leda genomförandets resultat saknas",
					"a dated commitment by a named manager to lead the results of the implementation is missing"),
				attestFix,
			},
		},
		Check: func(p *Pass) {
			p.agreed("target.commits_to_lead", p.plan.Target.CommitsToLead)
			p.attested(plan.AttestLead)
		},
	},
}

var attestFix = say(
	"Johdon edustaja antaa sitoumuksen itse omalla nimellään ja päiväyksellä. Avustaja ei voi antaa sitä.",
	"En företrädare för ledningen gör åtagandet själv med sitt namn och datum. Assistenten kan inte göra det.",
	"A representative of the management makes the commitment in person, with name and date. The assistant cannot make it.",
)

// checkHorizon asks for a start before an end.
func checkHorizon(p *Pass) {
	t := &p.plan.Target
	started := p.need(whole, "target.start", date(t.Start))
	ended := p.need(whole, "target.end", date(t.End))
	if started && ended && !ordered(t.Start, t.End) {
		p.found(whole, "target.end", detail{variant: "order", other: t.Start, also: p.values("target.start")})
	}
}

// ordered reports whether some day of late is after some day of early: a month
// stands for any of its days.
func ordered(early, late plan.Date) bool {
	first, ok := early.First()
	last, ok2 := late.Last()
	return ok && ok2 && first.Before(last)
}
