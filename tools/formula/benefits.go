package formula

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"luonnos/tools/plan"
)

// Assumptions are what [BenefitsOf] needs and a plan does not hold. What is nil
// is unknown and has no default.
type Assumptions struct {
	BeforeH      *float64 `json:"before_h,omitempty"`       // hours per case before
	AfterH       *float64 `json:"after_h,omitempty"`        // hours per case after
	Adoption     *float64 `json:"adoption,omitempty"`       // share of cases handled the new way, 0 to 1
	HoursPerYear *float64 `json:"hours_per_year,omitempty"` // of one person-year
	CostPerYear  *float64 `json:"cost_per_year,omitempty"`  // € of one person-year
	RunningCost  *float64 `json:"running_cost,omitempty"`   // € a year of the new way
	DiscountRate *float64 `json:"discount_rate,omitempty"`  // per cent a year
}

// Benefits is the arithmetic of a plan's benefits (memo chapter 4): what is
// budgeted and what is realised are two series that are never added up.
type Benefits struct {
	Horizon  int          `json:"horizon"` // years from the first year with a benefit
	Budgeted Series       `json:"budgeted"`
	Realised Series       `json:"realised"`
	Rate     Result       `json:"rate"`              // realised of what was planned for the same quarters
	Missing  []plan.Text  `json:"missing,omitempty"` // what is not known and would be needed, in words
	Given    *Assumptions `json:"given,omitempty"`
}

// Series is one of the two.
type Series struct {
	Capacity Capacity `json:"capacity"` // from the handling time
	Gross    []Result `json:"gross"`    // € in each year
	Net      []Result `json:"net"`      // gross less running cost, in each year
	Return   Return   `json:"return"`
}

// MemoHorizon is how many years the memo wants benefits followed at least
// (chapter 6); it is taken when the plan names none.
const MemoHorizon = 3

// longest bounds the horizon.
const longest = 50

// BenefitsOf computes the benefits of a plan. Euros of a realisation row are
// those of its quarters, or else what it frees in a year (freed_eur, or
// person-years times their cost) in each year from its deadline on. The cost is
// the money reserved, or the sum of the capabilities' budgets when that is more,
// in the first year, and the running cost in each year; of the realised series in
// the quarters that are over.
func BenefitsOf(p *plan.Plan, a Assumptions) Benefits {
	c := calculation{plan: p, given: a, horizon: horizon(p)}
	c.firstYear()
	b := Benefits{Horizon: c.horizon, Given: &a}
	before, after, current := c.handling()
	b.Budgeted.Capacity = c.capacity(before, after, "after", c.purchases())
	b.Realised.Capacity = c.capacity(before, current, "now", 0)
	b.Budgeted.fill(&c, c.budgeted(), slices.Repeat([]float64{1}, c.horizon))
	realised, passed := c.realised()
	b.Realised.fill(&c, realised, passed)
	b.Rate = c.rate()
	b.Missing = c.missing()
	return b
}

// calculation is what is known while benefits are computed.
type calculation struct {
	plan    *plan.Plan
	given   Assumptions
	horizon int
	first   int // the first calendar year with a benefit; 0 when none is named
	lacks   []string
}

func horizon(p *plan.Plan) int {
	if y := p.Commitments.HorizonYears; y != nil && *y >= 1 {
		return int(min(*y, longest))
	}
	return MemoHorizon
}

var yearSyntax = regexp.MustCompile(`\b(?:19|20)\d\d\b`)

// yearOf is the calendar year in a text ("2027/3", "Q3 2027"), 0 for none.
func yearOf(text string) int {
	year, err := strconv.Atoi(yearSyntax.FindString(text))
	if err != nil {
		return 0
	}
	return year
}

func (c *calculation) firstYear() {
	see := func(year int) {
		if year > 0 && (c.first == 0 || year < c.first) {
			c.first = year
		}
	}
	for _, r := range c.plan.Realisation {
		see(yearOf(string(r.By)))
	}
	for _, q := range c.plan.Quarters {
		see(yearOf(q.Quarter))
	}
}

// year is the place of a calendar year in the horizon, the first when the year is
// unknown; ok is false past the end.
func (c *calculation) year(calendar int) (i int, ok bool) {
	if calendar > 0 {
		i = calendar - c.first
	}
	return i, i < c.horizon
}

// budgeted is what each year is to bring, by its sources.
func (c *calculation) budgeted() [][]Input {
	years := make([][]Input, c.horizon)
	divided := map[string]bool{}
	for _, q := range c.plan.Quarters {
		i, ok := c.year(yearOf(q.Quarter))
		if q.PlannedEUR == nil {
			continue
		}
		divided[q.Realisation] = true
		if ok {
			years[i] = append(years[i], Input{"quarter " + cmp.Or(q.Quarter, q.ID), *q.PlannedEUR, "€"})
		}
	}
	for _, r := range c.plan.Realisation {
		euros, ok := c.yearly(&r)
		if !ok || divided[r.ID] {
			continue
		}
		from, _ := c.year(yearOf(string(r.By)))
		for i := from; i < c.horizon; i++ {
			years[i] = append(years[i], Input{"realisation " + r.ID, euros, "€"})
		}
	}
	return years
}

// yearly is what a realisation row frees in a year, in euros.
func (c *calculation) yearly(r *plan.Realisation) (float64, bool) {
	if r.FreedEUR != nil {
		return *r.FreedEUR, true
	}
	cost := cmp.Or(r.FTECost, c.given.CostPerYear)
	if r.FreedFTE == nil {
		return 0, false
	}
	if cost == nil {
		c.lack("cost of a person-year")
		return 0, false
	}
	return *r.FreedFTE * *cost, true
}

// realised is what each year so far has brought, and which part of each year is
// over.
func (c *calculation) realised() (years [][]Input, passed []float64) {
	seen := map[string]bool{}
	for _, q := range c.plan.Quarters {
		i, ok := c.year(yearOf(q.Quarter))
		if q.RealisedEUR == nil || !ok {
			continue
		}
		for len(years) <= i {
			years, passed = append(years, nil), append(passed, 0)
		}
		name := cmp.Or(strings.TrimSpace(q.Quarter), q.ID)
		years[i] = append(years[i], Input{"quarter " + name, *q.RealisedEUR, "€"})
		if !seen[name] {
			seen[name] = true
			passed[i] = min(1, passed[i]+0.25)
		}
	}
	return years, passed
}

// rate compares the quarters that have both figures.
func (c *calculation) rate() Result {
	planned, realised, n := 0.0, 0.0, 0
	for _, q := range c.plan.Quarters {
		if q.PlannedEUR != nil && q.RealisedEUR != nil {
			planned, realised, n = planned+*q.PlannedEUR, realised+*q.RealisedEUR, n+1
		}
	}
	r := RealisationRate(realised, planned)
	if n == 0 {
		r.Undefined = NoData
	}
	return r
}

func (c *calculation) lack(names ...string) {
	for _, name := range names {
		if !slices.Contains(c.lacks, name) {
			c.lacks = append(c.lacks, name)
		}
	}
}

func (c *calculation) missing() []plan.Text {
	var texts []plan.Text
	for _, name := range c.lacks {
		texts = append(texts, Term(name))
	}
	return texts
}
