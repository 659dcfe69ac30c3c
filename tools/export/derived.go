package export

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"luonnos/tools/formula"
	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

// kpiChange is the change that an indicator's target means.
func (w *writer) kpiChange(k *plan.KPI) string {
	if k.Baseline == nil || k.Target == nil {
		return notGiven
	}
	r := formula.Change(*k.Baseline, *k.Target, k.Unit)
	if !r.Defined() {
		return notGiven
	}
	return w.rounded(r.Value, r.Unit)
}

// lock writes the indicators as the management decided on them, and what has
// changed since.
func (w *writer) lock() {
	lock := w.draft.Plan.TargetsLock
	if lock == nil {
		return
	}
	w.paragraph(fmt.Sprintf("**%s** (%s, %s)", w.in(locked), w.stated(w.lang.Date(lock.Date)), w.stated(lock.By)))
	var head []string
	for _, key := range []string{"name", "baseline", "target", "deadline"} {
		head = append(head, w.label(plan.At("kpis", "", key)))
	}
	drift := plan.Drift(&w.draft.Plan)
	rows := make([][]string, len(lock.KPIs))
	for i, k := range lock.KPIs {
		var changed []string
		for _, d := range drift {
			if d.Path.RowID() == k.ID && d.Path.Leaf() != string(d.Path) {
				changed = append(changed, w.label(d.Path))
			}
		}
		rows[i] = []string{w.stated(k.Name), w.given(k.Baseline), w.given(k.Target), w.stated(w.lang.Date(k.Deadline)), cmp.Or(strings.Join(changed, "; "), notGiven)}
	}
	w.table(append(head, w.in(drifted)), rows)
}

func (w *writer) given(v *float64) string {
	if v == nil {
		return notGiven
	}
	return w.lang.Number(*v)
}

// priorities adds both priority indices and the quadrant after the ratings.
func (w *writer) priorities(head []string, rows [][]string) ([]string, [][]string) {
	const after = 3 // the name and the two ratings
	head = slices.Insert(head, after, "PI 1", "PI 2", w.in(quickLook))
	for i := range rows {
		cells := []string{notGiven, notGiven, notGiven}
		if p, ok := w.draft.Plan.Capabilities[i].Priority(); ok {
			reading := w.quadrant(p.Quadrant)
			if p.Border != "" && p.Border != p.Quadrant {
				reading += " (" + fmt.Sprintf(w.in(border), w.quadrant(p.Border)) + ")"
			}
			cells = []string{w.lang.Number(p.Index), w.lang.Number(p.Index2), reading}
		}
		rows[i] = slices.Insert(rows[i], after, cells...)
	}
	return head, rows
}

func (w *writer) quadrant(q string) string { return plan.OptionLabel("quadrant", q, w.lang) }

// flowSum is the last line of the value stream's table.
func (w *writer) flowSum(keys []string) []string {
	flow := w.draft.Plan.ValueStream.Flow()
	line := make([]string, len(keys))
	for i, key := range keys {
		switch key {
		case "name":
			line[i] = "**" + w.in(total) + "**"
		case "process_min":
			line[i] = "**" + w.quantity(flow.ProcessMin, w.in(units["min"])) + "**"
		case "wait_d":
			line[i] = "**" + w.quantity(flow.WaitD, w.in(units["d"])) + "**"
		}
	}
	return line
}

// flow writes the flow efficiency below the value stream.
func (w *writer) flow() {
	v := &w.draft.Plan.ValueStream
	flow := v.Flow()
	if flow.Efficiency == 0 {
		return
	}
	text := fmt.Sprintf("%s: %s = **%s**.", w.in(efficiency), w.in(leadTime), w.rounded(flow.Efficiency*100, "%"))
	if slices.ContainsFunc(v.Steps, func(s plan.Step) bool { return s.ProcessMin == nil || s.WaitD == nil }) {
		text += " " + w.in(someUnknown)
	}
	w.paragraph(text)
}

// arithmetic writes what the realisation rows come to.
func (w *writer) arithmetic() {
	rows := append(w.freed(), w.amounts()...)
	rows = append(rows, w.quarters()...)
	if len(rows) > 0 {
		w.paragraph("**" + w.in(arithmetic) + "**")
		w.table([]string{w.in(row), w.in(calculation), w.in(outcome)}, rows)
	}
}

// freed is the value of the work that each row frees.
func (w *writer) freed() [][]string {
	var rows [][]string
	for _, r := range w.draft.Plan.Realisation {
		if r.FreedFTE == nil || r.FTECost == nil {
			continue
		}
		cost := w.quantity(*r.FTECost, "€")
		rows = append(rows, []string{
			escape(w.called("realisation", r.ID)) + ", " + w.in(freedValue),
			w.quantity(*r.FreedFTE, w.in(units["htv"])) + " × " + cost,
			w.quantity(*r.FreedFTE**r.FTECost, "€"),
		})
	}
	return rows
}

// amounts sums the amounts that have the same unit.
func (w *writer) amounts() [][]string {
	var order []string
	byUnit := map[string][]float64{}
	for _, r := range w.draft.Plan.Realisation {
		unit := plain(r.Unit)
		if r.Amount == nil || unit == "" {
			continue
		}
		if byUnit[unit] == nil {
			order = append(order, unit)
		}
		byUnit[unit] = append(byUnit[unit], *r.Amount)
	}
	var rows [][]string
	for _, unit := range order {
		if terms := byUnit[unit]; len(terms) > 1 {
			rows = append(rows, w.sum(fmt.Sprintf(w.in(sameUnit), escape(unit)), terms))
		}
	}
	return rows
}

func (w *writer) sum(label string, terms []float64) []string {
	texts := make([]string, len(terms))
	sum := 0.0
	for i, term := range terms {
		texts[i] = w.lang.Number(term)
		sum += term
	}
	return []string{label, strings.Join(texts, " + "), "**" + w.lang.Number(sum) + "**"}
}

// quarters sums the planned and the realised benefit, which stay apart.
func (w *writer) quarters() [][]string {
	var planned, realised []float64
	var p, r float64
	for _, q := range w.draft.Plan.Quarters {
		if q.PlannedEUR != nil {
			planned = append(planned, *q.PlannedEUR)
			p += *q.PlannedEUR
		}
		if q.RealisedEUR != nil {
			realised = append(realised, *q.RealisedEUR)
			r += *q.RealisedEUR
		}
	}
	var rows [][]string
	if len(planned) > 0 {
		rows = append(rows, w.sum(w.label("quarters[].planned_eur")+", €", planned))
	}
	if len(realised) > 0 {
		rows = append(rows, w.sum(w.label("quarters[].realised_eur")+", €", realised))
	}
	if share := formula.RealisationRate(r, p); len(rows) == 2 && share.Defined() {
		rows = append(rows, []string{w.in(rate), w.lang.Number(r) + " / " + w.lang.Number(p), w.rounded(share.Value, share.Unit)})
	}
	return rows
}

// models writes what the memo's table 5 says of the chosen decision models.
func (w *writer) models() {
	var rows [][]string
	for _, m := range starter.DecisionModels() {
		if slices.Contains(w.draft.Plan.Execution.Model, m.ID) {
			rows = append(rows, []string{w.in(m.Name), w.in(m.Idea), w.in(m.Strength), w.in(m.Weakness)})
		}
	}
	if len(rows) > 0 {
		w.paragraph("**" + w.in(chosen) + "**")
		w.table([]string{w.in(model), w.in(idea), w.in(strength), w.in(weakness)}, rows)
	}
}
