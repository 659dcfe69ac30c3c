package criteria

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"luonnos/tools/plan"
)

var rulesC3Later = []Rule{
	{
		ID: "C3.WASTE", Spec: "R-308", Sub: "K3b", Level: plan.Model, Memo: "4", Later: true,
		Message: say("arvovirrasta ei ole vielä tutkittu kohtia: {value}", "värdeströmmen har ännu inte undersökts i fråga om: {value}",
			"the value stream has not yet been examined for: {value}"),
		Fix: say("Käy vaiheet läpi ja kirjaa havainto tai tieto siitä, että asiaa ei havaittu.",
			"Gå igenom stegen och anteckna observationen eller att saken inte observerades.",
			"Go through the steps and record what was found, or that it was not found."),
		Check: checkWaste,
	},
	{
		ID: "W.STREAM.METHOD", Spec: "R-310", Sub: "K3a", Level: plan.Advice, Memo: "4", Later: true,
		Message: lackingAll,
		Fix:     methodFix,
		Variants: map[string]Wording{"other": {
			say("nykytila selvitettiin muulla menetelmällä kuin arvovirta-analyysillä", "nuläget utreddes med en annan metod än värdeströmsanalys",
				"the present state was examined by another method than value-stream mapping"),
			methodFix,
		}},
		Check: func(p *Pass) {
			const key = plan.Path("value_stream.diagnosis_method")
			switch method := p.plan.ValueStream.DiagnosisMethod; {
			case p.waived(key):
			case text(method) != none:
				p.found(whole, key, detail{value: []plan.Path{key}})
			case method == "other":
				p.found(whole, key, detail{variant: "other"})
			}
		},
	},
	{
		ID: "W.STREAM.SHARED", Spec: "R-321", Sub: "K3d", Level: plan.Advice, Memo: "4", Later: true,
		Message: lackingAll,
		Fix: say("Selvitä, mitä yhteisiä peruspalveluja, rajapintoja ja standardeja voidaan käyttää.",
			"Utred vilka gemensamma bastjänster, gränssnitt och standarder som kan användas.",
			"Find out which shared base services, interfaces and standards can be used."),
		Check: wishes(wish{"value_stream.shared_services", func(p *plan.Plan) lack { return texts(p.ValueStream.SharedServices) }}),
	},
	{
		ID: "C3.BATCH.UNVERIFIED", Spec: "R-311", Sub: "K3d", Level: plan.Model, Memo: "4", Later: true,
		Message: say("erää skaalataan ilman todettua tulosta: {value}", "etappen skalas utan konstaterat resultat: {value}",
			"the batch is being scaled without a verified result: {value}"),
		Fix: say("Todenna erän tulos ennen skaalausta.", "Verifiera etappens resultat före skalningen.", "Verify the result of the batch before scaling."),
		Check: func(p *Pass) {
			var early []place
			for _, b := range p.batches {
				if b.v.State == "scaling" && text(b.v.Result) != none && b.v.ResultValue == nil {
					early = append(early, b.place)
				}
			}
			if early != nil {
				p.found(whole, "batches[].result", detail{value: early})
			}
		},
	},
	{
		ID: "C3.SCALE_PLAN", Spec: "R-304", Sub: "K3d", Level: plan.Model, Memo: "4", Later: true,
		Message: lackingAll,
		Fix: say("Nimeä skaalauksen kohteet ja kirjaa, mitä skaalaus edellyttää.", "Ange skalningens mål och vad skalningen förutsätter.",
			"Name where the solution is scaled and what scaling requires."),
		Check: wishes(
			wish{"commitments.scale_targets", func(p *plan.Plan) lack { return texts(p.Commitments.ScaleTargets) }},
			wish{"commitments.scale_prerequisites", func(p *plan.Plan) lack { return texts(p.Commitments.ScalePrerequisites) }}),
	},
	{
		ID: "C3.REALISATION.FREED", Spec: "R-313", Sub: "K3e", Level: plan.Model, Memo: "4", Later: true,
		Message: lackingRows,
		Fix: say("Kerro, luovutaanko vapautuvasta resurssista vai kohdennetaanko se uudelleen.",
			"Berätta om den frigjorda resursen avstås eller omfördelas.",
			"Say whether the freed resource is given up or reallocated."),
		Check: func(p *Pass) {
			wishRows(p, p.realisation, "disposition", func(r *plan.Realisation) lack {
				if raisesNeed(r) {
					return none
				}
				return text(r.Disposition)
			})
		},
	},
	{
		ID: "C3.VALUE_FIRST", Spec: "R-309", Sub: "K3a", Level: plan.Model, Memo: "4", Later: true,
		Message: say("mistään työn vaiheesta ei ole kerrottu, tuottaako se asiakkaalle arvoa", "för inget steg i arbetet framgår om det skapar värde för kunden",
			"of no step of the work is it said whether it creates value for the customer"),
		Fix: say("Kerro vaiheittain, mitkä vaiheet tuottavat asiakkaalle arvoa.", "Berätta för varje steg om det skapar värde för kunden.",
			"Say for each step whether it creates value for the customer."),
		Check: func(p *Pass) {
			told := func(s row[plan.Step]) bool { return s.v.CreatesValue != nil }
			if len(p.steps) > 0 && !slices.ContainsFunc(p.steps, told) {
				p.found(whole, "value_stream.steps[].creates_value", detail{})
			}
		},
	},
	{
		ID: "C3.REALISATION.IN_KPI", Spec: "R-314", Sub: "K3e", Level: plan.Model, Memo: "4", Later: true,
		Message: say("resurssien siirtyminen ei näy missään mittarissa", "överföringen av resurser syns inte i någon indikator",
			"the shift of resources does not show in any KPI"),
		Fix: say("Kytke ainakin yksi realisoinnin rivi mittariin.", "Koppla minst en realiseringsrad till en indikator.",
			"Link at least one realisation row to a KPI."),
		Check: func(p *Pass) {
			linked := func(r row[plan.Realisation]) bool { return r.v.KPI != "" }
			if len(p.realisation) > 0 && !slices.ContainsFunc(p.realisation, linked) {
				p.found(whole, "realisation[].kpi", detail{})
			}
		},
	},
	{
		ID: "W.REALISATION.QUARTERS", Spec: "R-316", Sub: "K3f", Level: plan.Advice, Memo: "4", Later: true,
		Message: say("realisoinnille ei ole neljännesvuosittaista aikataulua", "realiseringen har ingen tidsplan per kvartal",
			"the realisation has no quarterly schedule"),
		Fix: say("Jaa hyöty vuosineljänneksille ja sovi, mitä tehdään ensimmäisten 90 päivän aikana.",
			"Fördela nyttan på kvartal och kom överens om vad som görs under de första 90 dagarna.",
			"Divide the benefit by quarter and agree on what is done in the first 90 days."),
		Check: func(p *Pass) {
			if len(p.plan.Quarters) == 0 {
				p.found(whole, "quarters[].quarter", detail{})
			}
		},
	},
	{
		ID: "W.REALISATION.TARGETS", Spec: "R-317", Sub: "K3e", Level: plan.Advice, Memo: "4", Later: true,
		Message: say("realisoinnissa ei ole otettu kantaa kohteisiin: {value}", "realiseringen tar inte ställning till: {value}",
			"the realisation does not consider: {value}"),
		Fix:   targetFix,
		Check: targets("staff", "purchases", "incentives"),
	},
	{
		ID: "W.REALISATION.OLD_MODEL", Spec: "R-318", Sub: "K3e", Level: plan.Advice, Memo: "4", Later: true,
		Message: say("vanhan toimintatavan alasajoa ei ole suunniteltu, joten kustannukset voivat jäädä kaksinkertaisiksi",
			"avvecklingen av det gamla arbetssättet är inte planerad, så kostnaderna kan bli dubbla",
			"the shutting down of the old way is not planned, so costs may be borne twice"),
		Fix:   targetFix,
		Check: targets("old_model"),
	},
	{
		ID: "W.REALISATION.DASHBOARD", Spec: "R-319", Sub: "K3e", Level: plan.Advice, Memo: "4", Later: true,
		Message: say("uudistuksella ei ole yhteistä työpöytää, jolta hyötyä seurataan", "reformen har inget gemensamt arbetsbord där nyttan följs",
			"the reform has no shared dashboard on which the benefit is followed"),
		Fix:   targetFix,
		Check: targets("dashboard"),
	},
	{
		ID: "W.REALISATION.BUDGET", Spec: "R-320", Sub: "K3e", Level: plan.Advice, Memo: "4", Later: true,
		Message: say("hyödylle ei ole budjettikirjausta eikä omaa tiliä", "nyttan har ingen budgetpost och inget eget konto",
			"the benefit has no budget entry and no account of its own"),
		Fix:   targetFix,
		Check: targets("budget"),
	},
	{
		ID: "C3.REALISATION.SUMS", Spec: "R-322", Sub: "K3e", Level: plan.Int, Memo: "4", Later: true,
		Message: say("{row}vuosineljännesten summa {value} ei vastaa rivin määrää {other}", "{row}kvartalens summa {value} motsvarar inte radens belopp {other}",
			"{row}the sum of the quarters, {value}, is not the amount of the row, {other}"),
		Fix: sumsFix,
		Variants: map[string]Wording{"cost": {
			say("{row}henkilötyövuosien määrä kertaa hinta on {value}, mutta riville on kirjattu {other}",
				"{row}antalet årsverken gånger kostnaden är {value}, men på raden står {other}",
				"{row}person-years times cost is {value}, but the row says {other}"),
			sumsFix,
		}},
		Check: checkSums,
	},
	{
		ID: "C3.REFERENCES", Spec: "R-706", Sub: "K3e", Level: plan.Int, Memo: "8", Later: true,
		Message: say(`{row}viitettä "{value}" ei ole suunnitelmassa`, `{row}hänvisningen "{value}" finns inte i planen`,
			`{row}the reference "{value}" is not in the plan`),
		Fix:   say("Korjaa viite tai poista se.", "Rätta hänvisningen eller ta bort den.", "Correct the reference or remove it."),
		Check: checkReferences,
	},
}

var (
	methodFix = say("Harkitse arvovirta-analyysiä. Muukin menetelmä käy, jos se lähtee asiakkaan saamasta arvosta.",
		"Överväg en värdeströmsanalys. En annan metod duger också om den utgår från värdet för kunden.",
		"Consider value-stream mapping. Another method will do if it starts from the value to the customer.")
	sumsFix = say("Tarkista luvut. Osien summan on oltava sama kuin kokonaismäärä.", "Kontrollera talen. Delarnas summa ska vara densamma som helheten.",
		"Check the figures. The parts must add up to the whole.")
)

// wastes tell of each kind of waste whether a step speaks of it.
var wastes = []struct {
	kind string
	seen func(*plan.Step) bool
}{
	{"delays", func(s *plan.Step) bool { return s.WaitD != nil }},
	{"queues", func(s *plan.Step) bool { return s.Queue != nil }},
	{"rework", func(s *plan.Step) bool { return s.ReworkShare != nil }},
	{"automation", func(s *plan.Step) bool { return s.Automation != nil }},
	{"channel", func(s *plan.Step) bool { return s.ChannelShift != nil }},
	{"overlap", func(s *plan.Step) bool { return s.Overlap != nil }},
}

func checkWaste(p *Pass) {
	const key = plan.Path("value_stream.not_observed")
	var open []enumValue
	for _, w := range wastes {
		seen := slices.ContainsFunc(p.steps, func(s row[plan.Step]) bool { return w.seen(s.v) })
		if !seen && !slices.Contains(p.plan.ValueStream.NotObserved, w.kind) {
			open = append(open, enumValue{key, w.kind})
		}
	}
	if open != nil && !p.waived(key) {
		p.found(whole, key, detail{value: open})
	}
}

// targetFix is the advice on a target of the memo's table 4 that nothing is said of.
var targetFix = say("Lisää kohteelle rivi tai kerro, miksi kohde ei koske uudistusta.",
	"Lägg till en rad för objektet eller berätta varför det inte gäller reformen.",
	"Add a row for it, or say why it does not apply to the reform.")

// targets is the check that each of the wanted targets of the memo's table 4 is
// used or said not to apply. Without rows, and for a row without a target, which
// may be about any of them, C3.REALISATION.TARGET asks.
func targets(wanted ...string) func(*Pass) {
	return func(p *Pass) {
		unnamed := func(r row[plan.Realisation]) bool { return text(r.v.Target) != none }
		if len(p.realisation) == 0 || slices.ContainsFunc(p.realisation, unnamed) {
			return
		}
		unused := p.plan.Commitments.UnusedTargets
		if text(p.plan.Commitments.UnusedReason) != none {
			unused = nil
		}
		var open []enumValue
		for _, target := range wanted {
			used := slices.ContainsFunc(p.realisation, func(r row[plan.Realisation]) bool { return r.v.Target == target })
			if !used && !slices.Contains(unused, target) {
				open = append(open, enumValue{"realisation[].target", target})
			}
		}
		if open != nil {
			p.found(whole, "commitments.unused_targets", detail{value: open})
		}
	}
}

// checkSums compares the quarters of a row with its amount in euros, and work
// freed times its cost with the money freed. A difference of one per cent is
// rounding.
func checkSums(p *Pass) {
	for _, r := range p.realisation {
		p.checkQuarters(r)
		if r.v.FreedFTE == nil || r.v.FTECost == nil || r.v.FreedEUR == nil {
			continue
		}
		if product := *r.v.FreedFTE * *r.v.FTECost; !near(product, *r.v.FreedEUR) {
			p.found(r.place, r.leaf("freed_eur"), detail{
				variant: "cost", value: product, other: *r.v.FreedEUR, also: p.values(r.leaf("freed_fte"), r.leaf("fte_cost")),
			})
		}
	}
}

// checkQuarters holds that the quarters add up to an amount in euros. Those of a
// yearly amount may run over several years, and the first may bring less than a
// full one, so they only must not exceed it in one year's length.
func (p *Pass) checkQuarters(r row[plan.Realisation]) {
	inEuros, yearly := euros(r.v.Unit)
	if !inEuros || r.v.Amount == nil {
		return
	}
	planned := 0.0
	var quarters []plan.Path
	for _, q := range p.plan.Quarters {
		if q.Realisation == r.v.ID && q.PlannedEUR != nil {
			planned += *q.PlannedEUR
			quarters = append(quarters, plan.At("quarters", q.ID, "planned_eur"))
		}
	}
	fits := near(planned, *r.v.Amount)
	if yearly && len(quarters) > 0 {
		years := math.Ceil(float64(len(quarters)) / 4)
		fits = fits || planned <= *r.v.Amount*years
	}
	if quarters != nil && !fits {
		p.found(r.place, r.leaf("amount"), detail{value: planned, other: *r.v.Amount, also: p.values(quarters...)})
	}
}

// euros reports whether a unit is euros, and whether it says more than that, as a
// yearly one does.
func euros(unit string) (is, yearly bool) {
	words := strings.FieldsFunc(strings.ToLower(unit), func(r rune) bool { return unicode.IsSpace(r) || r == '/' })
	is = len(words) > 0 && slices.Contains([]string{"€", "eur", "euro", "euroa", "euros"}, words[0])
	return is, is && len(words) > 1
}

func near(a, b float64) bool { return math.Abs(a-b) <= 0.01*math.Max(math.Abs(a), math.Abs(b)) }

// checkReferences holds that the links between tables lead somewhere.
func checkReferences(p *Pass) {
	for _, r := range p.realisation {
		if r.v.KPI != "" && p.dangling(r.v.KPI) {
			p.found(r.place, r.leaf("kpi"), detail{})
		}
	}
	for _, s := range p.history {
		if s.v.KPI != "" && p.dangling(s.v.KPI) {
			p.found(s.place, s.leaf("kpi"), detail{})
		}
	}
	for _, c := range p.changes {
		there := func(s row[plan.Step]) bool { return s.v.ID == c.v.Step }
		if c.v.Step != "" && len(p.steps) > 0 && !slices.ContainsFunc(p.steps, there) {
			p.found(c.place, c.leaf("step"), detail{})
		}
	}
	for i, q := range p.plan.Quarters {
		there := func(r row[plan.Realisation]) bool { return r.v.ID == q.Realisation }
		if q.Realisation != "" && len(p.realisation) > 0 && !slices.ContainsFunc(p.realisation, there) {
			at := place{at: plan.At("quarters", q.ID, ""), n: i + 1, list: "quarters", name: q.Quarter, key: "quarter"}
			p.found(at, at.leaf("realisation"), detail{})
		}
	}
}
