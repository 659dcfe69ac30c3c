package formula

import (
	"slices"
	"strings"
)

// hours is one hour in the units in which handling times are given.
var hours = map[string]float64{
	"h": 1, "tunti": 1, "tuntia": 1, "timme": 1, "timmar": 1, "hour": 1, "hours": 1, "tim": 1,
	"min": 60, "minuutti": 60, "minuuttia": 60, "minut": 60, "minuter": 60, "minute": 60, "minutes": 60,
}

// handlingTime is the id of annex 1's indicator that F14 reads.
const handlingTime = "d02"

// handling is the hours per case before, at the target and now: as given, or
// those of the plan's indicator of handling time.
func (c *calculation) handling() (before, after, now *float64) {
	before, after = c.given.BeforeH, c.given.AfterH
	for i := range c.plan.KPIs {
		k := &c.plan.KPIs[i]
		unit, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(k.Unit)), " ")
		unit, _, _ = strings.Cut(unit, "/")
		per, ok := hours[unit]
		if k.Indicator != handlingTime || !ok {
			continue
		}
		if before == nil {
			before = in(k.Baseline, per)
		}
		if after == nil {
			after = in(k.Target, per)
		}
		return before, after, in(k.Current, per)
	}
	return before, after, nil
}

// in is v in hours when one hour is per of its units.
func in(v *float64, per float64) *float64 {
	if v == nil {
		return nil
	}
	h := *v / per
	return &h
}

// capacity is F14 for a change of the handling time; later names the hours
// afterwards. What is not known makes it undefined and is not among the inputs.
func (c *calculation) capacity(before, after *float64, later string, purchases float64) Capacity {
	at := CapacityIn{Purchases: purchases}
	var lacks []string
	for _, v := range []struct {
		to   *float64
		from *float64
		name string
	}{
		{&at.Volume, c.plan.Target.Volume, "volume"}, {&at.BeforeH, before, "before"}, {&at.AfterH, after, later},
		{&at.Adoption, c.given.Adoption, "adoption"}, {&at.HoursPerYear, c.given.HoursPerYear, "hours of a person-year"},
		{&at.CostPerYear, c.given.CostPerYear, "cost of a person-year"},
	} {
		if v.from == nil {
			lacks = append(lacks, v.name)
			continue
		}
		*v.to = *v.from
	}
	c.lack(lacks...)
	if slices.Contains(lacks, "now") {
		lacks = append(lacks, "after")
	}
	out := Released(at)
	out.Hours.without(lacks)
	if !out.Hours.Defined() {
		lacks = append(lacks, "hours")
	}
	out.FTE.without(lacks)
	if !out.FTE.Defined() {
		lacks = append(lacks, "FTE")
	}
	out.Euros.without(lacks)
	return out
}

// without takes inputs away that are not known, which leaves no result.
func (r *Result) without(names []string) {
	known := slices.DeleteFunc(slices.Clone(r.Inputs), func(in Input) bool { return slices.Contains(names, in.Name) })
	if len(known) < len(r.Inputs) {
		r.Inputs, r.Value = known, 0
		if r.Undefined != OutOfRange {
			r.Undefined = NoData
		}
	}
}

// purchases is what realisation rows for purchases and licences free in a year.
func (c *calculation) purchases() float64 {
	sum := 0.0
	for _, r := range c.plan.Realisation {
		if r.Target == "purchases" && r.FreedEUR != nil {
			sum += *r.FreedEUR
		}
	}
	return sum
}

// investment is what the reform costs once: the money reserved or the sum of the
// capabilities' budgets, whichever is more; ok is false when neither is known.
func (c *calculation) investment() (cost float64, ok bool) {
	budgets := 0.0
	for _, k := range c.plan.Capabilities {
		if k.BudgetEUR != nil {
			budgets, ok = budgets+*k.BudgetEUR, true
		}
	}
	if reserved := c.plan.Target.ResourcesEUR; reserved != nil {
		return max(budgets, *reserved), true
	}
	return budgets, ok
}

// fill computes a series from the benefits of each year by their sources and the
// part of each year that the running cost is for.
func (s *Series) fill(c *calculation, years [][]Input, running []float64) {
	s.Gross, s.Net = []Result{}, []Result{}
	flows := make([]Flow, len(years))
	some := false
	for i, sources := range years {
		gross := 0.0
		for _, in := range sources {
			gross += in.Value
		}
		some = some || len(sources) > 0
		flows[i].Benefit = gross
		s.Gross = append(s.Gross, result("F15", "Σ benefits of the year", gross, "€", sources...))
		net := NetSaving(gross, 0)
		if cost := c.given.RunningCost; cost != nil {
			flows[i].Cost = *cost * running[i]
			net = NetSaving(gross, flows[i].Cost)
		} else {
			c.lack("running cost")
			net.without([]string{"running cost"})
		}
		s.Net = append(s.Net, net)
	}
	s.Return = c.returns(flows, some)
}

// returns is F16 with the investment in the first year. Without the running cost
// it would flatter, so there is none.
func (c *calculation) returns(flows []Flow, some bool) Return {
	investment, ok := c.investment()
	if !ok {
		c.lack("investment")
	}
	if len(flows) > 0 {
		flows[0].Cost += investment
	}
	rate := 0.0
	if r := c.given.DiscountRate; r != nil {
		rate = *r / 100
	}
	out := Returns(flows, rate)
	if !ok || !some || c.given.RunningCost == nil {
		for _, r := range []*Result{&out.BCR, &out.ROI, &out.Payback} {
			r.Value, r.Undefined = 0, NoData
		}
	}
	return out
}
