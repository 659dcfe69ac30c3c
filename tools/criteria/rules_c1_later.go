package criteria

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
)

var rulesC1Later = []Rule{
	{
		ID: "C1.PURPOSE", Spec: "R-127", Sub: "K1a", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miksi uudistus tehdään ja minkä toiminnan tuottavuutta se parantaa.",
			"Berätta varför reformen görs och vilken verksamhets produktivitet den förbättrar.",
			"Say why the reform is made and which activity's productivity it improves."),
		Check: wishes(
			wish{"target.purpose", func(p *plan.Plan) lack { return text(p.Target.Purpose) }},
			wish{"target.productivity_object", func(p *plan.Plan) lack { return text(p.Target.ProductivityObject) }}),
	},
	{
		ID: "C1.SIGNIFICANCE", Spec: "R-115", Sub: "K1a", Level: plan.Model, Memo: "2", Later: true,
		Message: say("kohteen volyymia tai osuutta kustannuksista ei ole kerrottu, joten uudistus voi jäädä keppihevoseksi",
			"volymen eller andelen av kostnaderna har inte angetts, så reformen kan stanna vid en käpphäst",
			"neither the volume nor the share of cost is given, so the reform may polish a marginal part"),
		Fix: say("Kerro, kuinka suurta määrää tai osuutta kustannuksista uudistus koskee.",
			"Ange hur stor volym eller andel av kostnaderna reformen gäller.",
			"Say how large a volume or share of cost the reform concerns."),
		Check: func(p *Pass) {
			t := &p.plan.Target
			if t.Volume == nil && t.AffectedShare == nil && text(t.Significance) != none && !p.waived("target.affected_share") {
				p.found(whole, "target.affected_share", detail{})
			}
		},
	},
	{
		ID: "C1.DEPARTS", Spec: "R-116", Sub: "K1b", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingAll,
		Fix: say("Kuvaa toimet, jotka poikkeavat nykyisistä ja parantavat tulosta selvästi.",
			"Beskriv åtgärder som avviker från de nuvarande och förbättrar resultatet tydligt.",
			"Describe actions that differ from the present ones and clearly improve the result."),
		Check: wishes(wish{"target.departs_from_now", func(p *plan.Plan) lack { return texts(p.Target.DepartsFromNow) }}),
	},
	{
		ID: "C1.DECISION_BASIS", Spec: "R-117", Sub: "K1a", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingAll,
		Fix: say("Kirjaa päätöksen perustelu ja asiakirja, jossa päätös on.",
			"Anteckna motiveringen till beslutet och dokumentet där beslutet finns.",
			"Record the reason for the decision and the document that holds it."),
		Check: wishes(
			wish{"target.decision_reason", func(p *plan.Plan) lack { return text(p.Target.DecisionReason) }},
			wish{"target.decision_reference", func(p *plan.Plan) lack { return text(p.Target.DecisionReference) }}),
	},
	{
		ID: "C1.DECISION_COMMS", Spec: "R-118", Sub: "K1a", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, miten mittareista ja päätöksenteosta viestitään.",
			"Berätta hur ni informerar om indikatorerna och beslutsfattandet.",
			"Say how the KPIs and the decision-making are communicated."),
		Check: wishes(wish{"target.decision_comms", func(p *plan.Plan) lack { return text(p.Target.DecisionComms) }}),
	},
	{
		ID: "C1.BENEFIT_PATH", Spec: "R-119", Sub: "K1b", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingAll,
		Fix:     pathFix,
		Variants: map[string]Wording{"indirect": {
			say("hyöty syntyy välillisesti, mutta välilliselle hyödylle ei ole mittaria",
				"nyttan uppstår indirekt, men den indirekta nyttan har ingen indikator",
				"the benefit arises indirectly, but the indirect benefit has no KPI"),
			pathFix,
		}},
		Check: checkBenefitPath,
	},
	{
		ID: "W.STRATEGY", Spec: "R-120", Sub: "K1a", Level: plan.Advice, Memo: "2", Later: true,
		Message: lackingAll,
		Fix: say("Kerro, mihin strategiseen tavoitteeseen uudistus kytkeytyy.",
			"Berätta till vilket strategiskt mål reformen är kopplad.", "Say which strategic objective the reform is linked to."),
		Check: wishes(wish{"target.strategic_link", func(p *plan.Plan) lack { return text(p.Target.StrategicLink) }}),
	},
	{
		ID: "W.PARTNERS", Spec: "R-121", Sub: "K1a", Level: plan.Advice, Memo: "2", Later: true,
		Message: lackingAll,
		Fix: say("Harkitse, voiko uudistuksen tehdä useamman organisaation kanssa.",
			"Överväg om reformen kan göras tillsammans med flera organisationer.",
			"Consider carrying out the reform with several organisations."),
		Check: wishes(wish{"applicant.partners", func(p *plan.Plan) lack { return texts(p.Applicant.Partners) }}),
	},
	{
		ID: "W.DIGITISATION", Spec: "R-123", Sub: "K1a", Level: plan.Advice, Memo: "2", Later: true,
		Message: say("uudistus on pelkkää digitointia, joka ei vielä tuota hyötyä", "reformen är enbart digitering, som ännu inte ger nytta",
			"the reform is digitisation alone, which does not yet bring benefits"),
		Fix: say("Uudista myös prosessi tai toimintamalli.", "Förnya också processen eller verksamhetsmodellen.",
			"Renew the process or the way of working as well."),
		Check: func(p *Pass) {
			if p.plan.Target.RenewalType == "digitisation" {
				p.found(whole, "target.renewal_type", detail{})
			}
		},
	},
}

var pathFix = say("Kerro, miten hyöty syntyy, ja nimeä välilliselle hyödylle realisoinnin rivi ja mittari.",
	"Berätta hur nyttan uppstår och ange en realiseringsrad och en indikator för den indirekta nyttan.",
	"Say how the benefit arises, and give the indirect benefit a realisation row and a KPI.")

func checkBenefitPath(p *Pass) {
	paths := p.plan.Target.BenefitPath
	if texts(paths) != none {
		if !p.waived("target.benefit_path") {
			p.found(whole, "target.benefit_path", detail{value: []plan.Path{"target.benefit_path"}})
		}
		return
	}
	measured := slices.ContainsFunc(p.realisation, func(r row[plan.Realisation]) bool {
		return r.v.Directness == "indirect" && p.hasKPI(r.v.KPI)
	})
	measured = measured || slices.ContainsFunc(p.indirect, func(b row[plan.IndirectBenefit]) bool { return text(b.v.Measure) == none })
	if slices.Contains(paths, "indirect") && !measured {
		p.found(whole, "target.benefit_path", detail{variant: "indirect"})
	}
}

var rulesC1KPILater = []Rule{
	{
		ID: "C1.KPI.PERSPECTIVES", Spec: "R-110", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingRows,
		Fix:     perspectiveFix,
		Variants: map[string]Wording{"twice": {
			say("sama mittari on kirjattu kahdesti eikä muita mittareita ole: {value}", "samma indikator finns två gånger, och det finns inga andra indikatorer: {value}",
				"the same KPI is there twice, and there are no others: {value}"),
			perspectiveFix,
		}, "one": {
			say(`kaikki mittarit kuvaavat samaa näkökulmaa ("{value}")`, `alla indikatorer beskriver samma perspektiv ("{value}")`,
				`all KPIs describe the same perspective ("{value}")`),
			perspectiveFix,
		}},
		Check: checkPerspectives,
	},
	{
		ID: "C1.KPI.AUDITABLE", Spec: "R-111", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingRows,
		Fix: say("Kerro, miten mittarin luku voidaan tarkistaa.", "Berätta hur indikatorns tal kan granskas.",
			"Say how the figure of the KPI can be audited."),
		Check: func(p *Pass) {
			wishRows(p, p.kpis, "auditable", func(k *plan.KPI) lack { return text(k.Auditable) })
		},
	},
	{
		ID: "C1.KPI.COMPARABLE", Spec: "R-111", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingRows,
		Fix: say("Kerro, mihin mittarin lukua verrataan.", "Berätta vad indikatorns tal jämförs med.",
			"Say what the figure of the KPI is compared with."),
		Check: func(p *Pass) {
			wishRows(p, p.kpis, "comparable", func(k *plan.KPI) lack { return text(k.Comparable) })
		},
	},
	{
		ID: "C1.KPI.PERIOD", Spec: "R-112", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingRows,
		Fix: say("Kirjaa tavoitteelle yksi luku, yksi yksikkö ja yksi ajanjakso.",
			"Ange ett tal, en enhet och en period för målet.", "Give the target one number, one unit and one period."),
		Check: func(p *Pass) {
			wishRows(p, p.kpis, "period", func(k *plan.KPI) lack {
				if k.Unit == "" {
					return missing
				}
				return text(k.Period)
			})
		},
	},
	{
		ID: "C1.KPI.STATUS", Spec: "R-113", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
		Message: lackingRows,
		Fix: say("Kirjaa mittarin status ja sen päivä.", "Ange indikatorns status och dess datum.",
			"Give the status of the KPI and its date."),
		Check: func(p *Pass) {
			wishRows(p, p.kpis, "status", p.statusOf)
		},
	},
	{
		ID: "C1.KPI.OWNER_IN_RACI", Spec: "R-114", Sub: "K1d", Level: plan.Model, Memo: "2", Later: true,
		Message: say("mittarin omistaja ei ole minkään työkohteen omistaja (A): {value}",
			"indikatorns ägare är inte ägare (A) till något arbetsområde: {value}",
			"the owner of the KPI is not accountable (A) for any work item: {value}"),
		Fix: say("Nimeä mittarin omistaja vastuunjakoon omistajaksi tai vaihda mittarin omistajaa.",
			"Ta med indikatorns ägare som ägare i ansvarsmatrisen eller byt ägare till indikatorn.",
			"Make the owner of the KPI accountable in the responsibility matrix, or change the owner of the KPI."),
		Check: checkOwnerInRACI,
	},
	ruleLocked,
	{
		ID: "C1.KPI.LEVELS", Spec: "R-124", Sub: "K1d", Level: plan.Int, Memo: "2", Later: true,
		Message: say(`{row}suunta "{value}" on ristiriidassa lähtö- ja tavoitetason kanssa`,
			`{row}riktningen "{value}" strider mot utgångs- och målnivån`,
			`{row}the direction "{value}" contradicts the baseline and the target level`),
		Fix: levelsFix,
		Variants: map[string]Wording{"still": {
			say("{row}tavoitetaso {value} on sama kuin lähtötaso, joten edistymistä ei voi laskea",
				"{row}målnivån {value} är densamma som utgångsnivån, så framstegen kan inte beräknas",
				"{row}the target level, {value}, equals the baseline, so progress cannot be calculated"),
			levelsFix,
		}},
		Check: checkLevels,
	},
	{
		ID: "W.KPI.CAPABILITY", Spec: "R-122", Sub: "K1d", Level: plan.Advice, Memo: "3.2", Later: true,
		Message: say("mikään mittari ei kerro kyvykkyyden kasvusta", "ingen indikator visar att en förmåga växer",
			"no KPI shows a capability growing"),
		Fix: say("Harkitse yhden mittarin kiinnittämistä kyvykkyyden kasvuun.", "Överväg att knyta en indikator till hur en förmåga växer.",
			"Consider tying one KPI to the growth of a capability."),
		Check: func(p *Pass) {
			if !slices.ContainsFunc(p.kpis, func(k row[plan.KPI]) bool { return yes(k.v.CapabilityLinked) }) {
				p.found(whole, "kpis[].capability_linked", detail{})
			}
		},
	},
	{
		ID: "W.KPI.VALUE_STREAM", Spec: "R-323", Sub: "K3a", Level: plan.Advice, Memo: "4", Later: true,
		Message: say("mikään mittari ei kytkeydy arvovirran tulokseen", "ingen indikator är kopplad till värdeströmmens resultat",
			"no KPI is linked to a result of the value stream"),
		Fix: say("Harkitse yhden mittarin kytkemistä arvovirran tulokseen.", "Överväg att koppla en indikator till värdeströmmens resultat.",
			"Consider linking one KPI to a result of the value stream."),
		Check: func(p *Pass) {
			if !slices.ContainsFunc(p.kpis, func(k row[plan.KPI]) bool { return text(k.v.ValueStreamLink) == none }) {
				p.found(whole, "kpis[].value_stream_link", detail{})
			}
		},
	},
	{
		ID: "W.KPI.HORIZON", Spec: "R-125", Sub: "K1d", Level: plan.Advice, Memo: "6", Later: true,
		Message: say("mittarin määräpäivä on hyötyjen tarkasteluajan jälkeen: {value}", "indikatorns måldatum är efter uppföljningstiden för nyttan: {value}",
			"the due date of the KPI is after the period over which benefits are followed: {value}"),
		Fix: say("Tarkista määräpäivä tai hyötyjen tarkasteluaika.", "Kontrollera måldatumet eller uppföljningstiden för nyttan.",
			"Check the due date or the period over which benefits are followed."),
		Check: checkDueInHorizon,
	},
}

var (
	perspectiveFix = say("Valitse mittarit niin, että ne kuvaavat muutosta ainakin kahdesta näkökulmasta.",
		"Välj indikatorerna så att de beskriver förändringen ur minst två perspektiv.",
		"Choose the KPIs so that they describe the change from at least two perspectives.")
	levelsFix = say("Korjaa suunta, lähtötaso tai tavoitetaso.", "Rätta riktningen, utgångsnivån eller målnivån.",
		"Correct the direction, the baseline or the target level.")
)

// checkPerspectives asks for at least two perspectives, and that the indicators
// are not one under several ids. A further indicator of a known perspective is no
// fault.
func checkPerspectives(p *Pass) {
	of := func(k *plan.KPI) lack { return text(k.Perspective) }
	if len(p.kpis) < minKPIs {
		wishRows(p, p.kpis, "perspective", of)
		return
	}
	alike := func(k row[plan.KPI]) bool { return text(k.v.Name) == none && sameKPI(p.kpis[0].v, k.v) }
	if !slices.ContainsFunc(p.kpis, func(k row[plan.KPI]) bool { return !alike(k) }) {
		p.found(whole, "kpis[].perspective", detail{variant: "twice", value: []place{p.kpis[1].place}})
		return
	}
	wishRows(p, p.kpis, "perspective", of)
	first := p.kpis[0].v.Perspective
	if first != "" && !slices.ContainsFunc(p.kpis, func(k row[plan.KPI]) bool { return k.v.Perspective != first }) {
		p.found(whole, "kpis[].perspective", detail{variant: "one", value: enumValue{"kpis[].perspective", first}})
	}
}

// sameKPI reports whether two rows hold one indicator. One name in two units is
// two indicators.
func sameKPI(a, b *plan.KPI) bool {
	same := func(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
	return same(a.Name, b.Name) && (a.Unit == "" || b.Unit == "" || same(a.Unit, b.Unit))
}

// statusOf weighs an indicator's status: the present one, or a dated one in the
// history.
func (p *Pass) statusOf(k *plan.KPI) lack {
	of := func(s row[plan.KPIStatus]) bool {
		return s.v.KPI == k.ID && text(s.v.Status) == none && s.v.Date.Valid()
	}
	if slices.ContainsFunc(p.history, of) {
		return none
	}
	return max(text(k.Status), date(k.StatusDate))
}

// followed reports whether the indicator is followed: somebody has given it a
// status. Only then must its levels and its owner agree with the other tables.
func followed(k *plan.KPI) bool { return text(k.Status) == none }

// checkLevels compares the levels with each other and with the direction.
func checkLevels(p *Pass) {
	for _, k := range p.kpis {
		heading := k.v.Heading()
		switch {
		case !followed(k.v) || k.v.Baseline == nil || k.v.Target == nil:
		case heading == "":
			p.found(k.place, k.leaf("target"), detail{variant: "still", also: p.values(k.leaf("baseline"))})
		case k.v.Direction != "" && heading != k.v.Direction:
			p.found(k.place, k.leaf("direction"), detail{also: p.values(k.leaf("baseline"), k.leaf("target"))})
		}
	}
}

// checkOwnerInRACI compares the tables once the responsibility matrix is whole;
// until then its own rules say what is missing.
func checkOwnerInRACI(p *Pass) {
	for _, item := range requiredItems {
		if !slices.ContainsFunc(p.items, func(w row[plan.WorkItem]) bool { return w.v.Item == item }) {
			return
		}
	}
	var accountable []string
	var also []Evidence
	for _, w := range p.items {
		if text(w.v.Accountable) != none || several(w.v.Accountable) {
			return
		}
		accountable = append(accountable, w.v.Accountable)
	}
	var strangers []place
	for _, k := range p.kpis {
		owner := k.v.Owner
		if followed(k.v) && text(owner) == none && !slices.ContainsFunc(accountable, func(a string) bool { return sameParty(a, owner) }) {
			strangers = append(strangers, k.place)
			also = append(also, p.values(k.leaf("owner"))...)
		}
	}
	if strangers != nil {
		for _, w := range p.items {
			also = append(also, p.values(w.leaf("accountable"))...)
		}
		p.found(whole, "kpis[].owner", detail{value: strangers, also: also})
	}
}

// sameParty reports whether two cells name the same person or role; one may add
// a title to the name.
func sameParty(a, b string) bool {
	a, b = strings.ToLower(a), strings.ToLower(b)
	return strings.Contains(a, b) || strings.Contains(b, a)
}

func checkDueInHorizon(p *Pass) {
	years := p.plan.Commitments.HorizonYears
	start, ok := p.plan.Target.Start.First()
	if years == nil || !ok {
		return
	}
	last := start.AddDate(0, int(12*min(max(*years, 0), 100)), 0)
	var late []place
	var also []Evidence
	for _, k := range p.kpis {
		if due, ok := k.v.Deadline.First(); ok && due.After(last) {
			late = append(late, k.place)
			also = append(also, p.values(k.leaf("deadline"))...)
		}
	}
	if late != nil {
		also = append(also, p.values("target.start", "commitments.horizon_years")...)
		p.found(whole, "kpis[].deadline", detail{value: late, also: also})
	}
}
