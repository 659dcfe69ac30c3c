package criteria

import "luonnos/tools/plan"

var rulesC3Batch = []Rule{
	{
		ID: "C3.BATCH.MEASURABLE", Spec: "R-303", Sub: "K3c", Level: plan.Hard, Memo: "4",
		Message: lacking,
		Fix: say("Kerro, mikä avainmittareista osoittaa erän tuloksen.",
			"Berätta vilken av nyckelindikatorerna som visar etappens resultat.",
			"Say which of the KPIs shows the result of the batch."),
		Variants: map[string]Wording{
			"none": {
				say("toimeenpanon eriä ei ole suunniteltu", "genomförandets etapper har inte planerats", "no batch of the implementation has been planned"),
				say("Jaa toimeenpano pieniin eriin ja kerro, millä mittarilla kunkin erän tulos todetaan.",
					"Dela in genomförandet i små etapper och berätta vilken indikator som visar resultatet av varje etapp.",
					"Divide the implementation into small batches and say which KPI shows the result of each."),
			},
			"dangling": {
				say(`{row}mittaria "{value}" ei ole suunnitelmassa`, `{row}indikatorn "{value}" finns inte i planen`,
					`{row}the KPI "{value}" is not in the plan`),
				say("Valitse erälle jokin suunnitelman mittareista.", "Välj någon av planens indikatorer för etappen.",
					"Choose one of the plan's KPIs for the batch."),
			},
		},
		Check: checkMeasurable,
	},
	{
		ID: "C3.BATCH.VERIFY", Spec: "R-311", Sub: "K3c", Level: plan.Model, Memo: "4",
		Message: lacking,
		Fix: say("Kerro, miten erän tulos todennetaan ennen laajentamista.",
			"Berätta hur etappens resultat verifieras före utvidgningen.",
			"Say how the result of the batch is verified before it is extended."),
		Check: func(p *Pass) {
			for _, b := range p.batches {
				p.want(b.place, "verify", text(b.v.Verify))
			}
		},
	},
	{
		ID: "C3.BATCH.SCALE_RULE", Spec: "R-311", Sub: "K3d", Level: plan.Model, Memo: "4",
		Message: lacking,
		Fix: say("Kerro, millä todennetulla tuloksella erän ratkaisu laajennetaan.",
			"Berätta vid vilket verifierat resultat etappens lösning utvidgas.",
			"Say at which verified result the solution of the batch is extended."),
		Check: func(p *Pass) {
			if !p.scalable() {
				return
			}
			for _, b := range p.batches {
				p.want(b.place, "scale", text(b.v.Scale))
			}
		},
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
		ID: "W.BATCH.DURATION", Spec: "R-312", Sub: "K3c", Level: plan.Advice, Memo: "4",
		Message: say("{row}kesto on {value} viikkoa, tavallisesti erä kestää 2–4 viikkoa", "{row}längden är {value} veckor, vanligen tar en etapp 2–4 veckor",
			"{row}the duration is {value} weeks, a batch typically takes 2–4 weeks"),
		Fix: say("Harkitse, voiko erän jakaa pienempiin tai yhdistää toiseen. Muutos ei ole pakollinen.",
			"Överväg om etappen kan delas i mindre eller slås ihop med en annan. Ändringen är inte obligatorisk.",
			"Consider dividing the batch or joining it with another. The change is not compulsory."),
		Check: func(p *Pass) {
			for _, b := range p.batches {
				if w := b.v.Weeks; w != nil && (*w < shortBatch || *w > longBatch) {
					p.found(b.place, b.leaf("weeks"), detail{})
				}
			}
		},
	},
}

// shortBatch and longBatch are the weeks that a batch typically takes.
const (
	shortBatch = 2
	longBatch  = 4
)

// checkMeasurable asks for batches that are each tied to an indicator.
func checkMeasurable(p *Pass) {
	if len(p.batches) == 0 {
		p.found(whole, "batches", detail{variant: "none"})
	}
	for _, b := range p.batches {
		if p.need(b.place, "kpi", text(b.v.KPI)) && p.dangling(b.v.KPI) {
			p.found(b.place, b.leaf("kpi"), detail{variant: "dangling"})
		}
	}
}

// dangling reports whether none of the ids is an indicator's. While there are
// too few indicators C1.KPI.COUNT_MIN says so, and no reference is blamed.
func (p *Pass) dangling(ids ...string) bool {
	if len(p.kpis) < minKPIs {
		return false
	}
	for _, id := range ids {
		if p.hasKPI(id) {
			return false
		}
	}
	return true
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
