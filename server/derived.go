package server

import (
	"cmp"
	"slices"

	"luonnos/agent"
	"luonnos/tools/formula"
	"luonnos/tools/plan"
)

// derived holds the numbers that follow from a plan, so that a page shows them and
// computes nothing itself. Rows are named by their ids.
type derived struct {
	Phases     []phaseProgress          `json:"phases"`
	Indicators map[string]indicator     `json:"indicators"`
	Priorities map[string]plan.Priority `json:"priorities"` // of the capabilities with both ratings
	Flow       *plan.Flow               `json:"flow,omitempty"`
	Amounts    []unitSum                `json:"amounts"` // of the realisation rows, by unit
	Freed      map[string]float64       `json:"freed"`   // € a year: freed person-years times the cost of one
	Quarters   []quarterSum             `json:"quarters"`
	Drift      []plan.Drifted           `json:"drift"`    // from the locked targets
	NextRows   map[plan.Path]string     `json:"next_ids"` // id of the next new row of each list
}

// phaseProgress is how many of the questions of a phase are settled.
type phaseProgress struct {
	Phase string `json:"phase"`
	Done  int    `json:"done"`
	Total int    `json:"total"`
}

// indicator is what follows from an indicator's levels; nil while undefined.
type indicator struct {
	ChangePct   *float64 `json:"change_pct,omitempty"`   // from baseline to target
	ProgressPct *float64 `json:"progress_pct,omitempty"` // of the way from baseline to target, today's level
}

// unitSum is the sum of the amounts in one unit.
type unitSum struct {
	Unit string  `json:"unit"`
	Sum  float64 `json:"sum"`
}

// quarterSum is the benefit of all rows in one quarter, in euros.
type quarterSum struct {
	Quarter  string  `json:"quarter"`
	Planned  float64 `json:"planned_eur"`
	Realised float64 `json:"realised_eur"`
}

// derivedOf computes all of it.
func derivedOf(p *plan.Plan, progress []agent.Progress) derived {
	d := derived{
		Phases: phasesOf(progress), Indicators: map[string]indicator{}, Priorities: map[string]plan.Priority{},
		Amounts: amountsOf(p.Realisation), Freed: map[string]float64{}, Quarters: quartersOf(p.Quarters),
		Drift: plan.Drift(p), NextRows: map[plan.Path]string{},
	}
	if d.Drift == nil {
		d.Drift = []plan.Drifted{}
	}
	for i := range p.KPIs {
		d.Indicators[p.KPIs[i].ID] = indicatorOf(&p.KPIs[i])
	}
	for i := range p.Capabilities {
		if priority, ok := p.Capabilities[i].Priority(); ok {
			d.Priorities[p.Capabilities[i].ID] = priority
		}
	}
	if len(p.ValueStream.Steps) > 0 {
		flow := p.ValueStream.Flow()
		d.Flow = &flow
	}
	for _, r := range p.Realisation {
		if r.FreedFTE != nil && r.FTECost != nil {
			d.Freed[r.ID] = *r.FreedFTE * *r.FTECost
		}
	}
	for _, f := range plan.Fields() {
		if list := f.Path.List(); list != "" && d.NextRows[list] == "" {
			d.NextRows[list] = p.NextID(list)
		}
	}
	return d
}

// phasesOf sums the progress of the topics by the memo's phases.
func phasesOf(progress []agent.Progress) []phaseProgress {
	var phases []phaseProgress
	for _, p := range progress {
		phase := plan.About(p.Topic).Phase
		i := slices.IndexFunc(phases, func(q phaseProgress) bool { return q.Phase == phase })
		if i < 0 {
			i = len(phases)
			phases = append(phases, phaseProgress{Phase: phase})
		}
		phases[i].Done += p.Done
		phases[i].Total += p.Total
	}
	return phases
}

func indicatorOf(k *plan.KPI) indicator {
	var in indicator
	if k.Baseline == nil || k.Target == nil {
		return in
	}
	in.ChangePct = defined(formula.Change(*k.Baseline, *k.Target, k.Unit), 1)
	if k.Current != nil {
		in.ProgressPct = defined(formula.Progress(*k.Baseline, *k.Target, *k.Current, k.Unit), 100)
	}
	return in
}

// defined is a result times a factor; nil when the formula has no value.
func defined(r formula.Result, times float64) *float64 {
	if !r.Defined() {
		return nil
	}
	v := r.Value * times
	return &v
}

func amountsOf(rows []plan.Realisation) []unitSum {
	sums := []unitSum{}
	for _, r := range rows {
		if r.Amount == nil || r.Unit == "" {
			continue
		}
		i := slices.IndexFunc(sums, func(s unitSum) bool { return s.Unit == r.Unit })
		if i < 0 {
			i = len(sums)
			sums = append(sums, unitSum{Unit: r.Unit})
		}
		sums[i].Sum += *r.Amount
	}
	return sums
}

// quartersOf sums the rows of each quarter, in the order of time.
func quartersOf(rows []plan.Quarter) []quarterSum {
	sums := []quarterSum{}
	for _, q := range rows {
		if q.Quarter == "" {
			continue
		}
		i, found := slices.BinarySearchFunc(sums, q.Quarter, func(s quarterSum, name string) int { return cmp.Compare(s.Quarter, name) })
		if !found {
			sums = slices.Insert(sums, i, quarterSum{Quarter: q.Quarter})
		}
		if q.PlannedEUR != nil {
			sums[i].Planned += *q.PlannedEUR
		}
		if q.RealisedEUR != nil {
			sums[i].Realised += *q.RealisedEUR
		}
	}
	return sums
}
