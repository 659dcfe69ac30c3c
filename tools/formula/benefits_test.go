package formula_test

import (
	"strings"
	"testing"

	"luonnos/tools/formula"
	"luonnos/tools/plan"
)

func num(v float64) *float64 { return &v }

// reform is a plan with a benefit divided by quarters, one that is not, and a
// handling time in minutes.
func reform() *plan.Plan {
	return &plan.Plan{
		Target:       plan.Target{Volume: num(12000), ResourcesEUR: num(60000)},
		KPIs:         []plan.KPI{{ID: "k1", Indicator: "d02", Unit: "min/case", Baseline: num(30), Target: num(18), Current: num(24)}},
		Capabilities: []plan.Capability{{ID: "c1", BudgetEUR: num(20000)}, {ID: "c2", BudgetEUR: num(50000)}},
		Realisation: []plan.Realisation{
			{ID: "z1", Target: "staff", FreedFTE: num(1), FTECost: num(50000), By: "2027-06"},
			{ID: "z2", Target: "purchases", FreedEUR: num(30000), By: "2028-01"},
		},
		Quarters: []plan.Quarter{
			{ID: "q1", Realisation: "z1", Quarter: "2027/3", PlannedEUR: num(20000), RealisedEUR: num(15000)},
			{ID: "q2", Realisation: "z1", Quarter: "2027/4", PlannedEUR: num(20000), RealisedEUR: num(15000)},
			{ID: "q3", Realisation: "z1", Quarter: "2028/1", PlannedEUR: num(40000)},
		},
		Commitments: plan.Commitments{HorizonYears: num(3)},
	}
}

func given() formula.Assumptions {
	return formula.Assumptions{Adoption: num(0.5), HoursPerYear: num(1600), CostPerYear: num(48000), RunningCost: num(4000)}
}

func TestBenefits(t *testing.T) {
	b := formula.BenefitsOf(reform(), given())
	if b.Horizon != 3 || len(b.Missing) != 0 || len(b.Budgeted.Net) != 3 || len(b.Realised.Net) != 1 {
		t.Fatalf("%+v", b)
	}
	// Budgeted: 40,000 | 40,000 + 30,000 | 30,000; cost 70,000 + 4,000 | 4,000 | 4,000.
	for name, c := range map[string]struct {
		got  formula.Result
		want float64
	}{
		"hours":             {b.Budgeted.Capacity.Hours, 1200},
		"FTE":               {b.Budgeted.Capacity.FTE, 0.75},
		"euros":             {b.Budgeted.Capacity.Euros, 66000},
		"hours so far":      {b.Realised.Capacity.Hours, 600},
		"gross year 1":      {b.Budgeted.Gross[0], 40000},
		"net year 1":        {b.Budgeted.Net[0], 36000},
		"net year 2":        {b.Budgeted.Net[1], 66000},
		"net year 3":        {b.Budgeted.Net[2], 26000},
		"BCR":               {b.Budgeted.Return.BCR, 140000.0 / 82000},
		"ROI":               {b.Budgeted.Return.ROI, 58000.0 / 82000},
		"payback":           {b.Budgeted.Return.Payback, 1 + 34000.0/66000},
		"realised, half":    {b.Realised.Net[0], 28000},
		"realised BCR":      {b.Realised.Return.BCR, 30000.0 / 72000},
		"rate of two known": {b.Rate, 75},
	} {
		if !c.got.Defined() || !near(c.got.Value, c.want) {
			t.Errorf("%s: %v, want %v", name, c.got, c.want)
		}
		if len(c.got.Inputs) == 0 {
			t.Errorf("%s shows no inputs", name)
		}
	}
	if got := b.Realised.Return.Payback.Undefined; got != formula.NotPaidBack {
		t.Errorf("realised payback: %s", got)
	}
}

func TestBenefitsDiscounted(t *testing.T) {
	a := given()
	a.DiscountRate = num(10)
	b := formula.BenefitsOf(reform(), a)
	want := (40000 + 70000/1.1 + 30000/1.21) / (74000 + 4000/1.1 + 4000/1.21)
	if !near(b.Budgeted.Return.BCR.Value, want) || !strings.Contains(b.Budgeted.Return.BCR.String(), "discount rate 10 %") {
		t.Errorf("%v, want %v", b.Budgeted.Return.BCR, want)
	}
}

// TestBenefitsUnknown: what is not known is named and never counted as 0.
func TestBenefitsUnknown(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*plan.Plan, *formula.Assumptions)
		result func(*formula.Benefits) formula.Result
		why    formula.Undefined
		lacks  string // in Missing, English
	}{
		"no volume": {
			func(p *plan.Plan, _ *formula.Assumptions) { p.Target.Volume = nil },
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Capacity.Hours }, formula.NoData, "volume",
		},
		"no hours of a person-year": {
			func(_ *plan.Plan, a *formula.Assumptions) { a.HoursPerYear = nil },
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Capacity.FTE }, formula.NoData, "hours of a person-year",
		},
		"adoption in per cent": {
			func(_ *plan.Plan, a *formula.Assumptions) { a.Adoption = num(50) },
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Capacity.Euros }, formula.OutOfRange, "",
		},
		"no running cost": {
			func(_ *plan.Plan, a *formula.Assumptions) { a.RunningCost = nil },
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Net[0] }, formula.NoData, "running cost",
		},
		"no return without running cost": {
			func(_ *plan.Plan, a *formula.Assumptions) { a.RunningCost = nil },
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Return.BCR }, formula.NoData, "running cost",
		},
		"no investment": {
			func(p *plan.Plan, _ *formula.Assumptions) { p.Target.ResourcesEUR, p.Capabilities = nil, nil },
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Return.BCR }, formula.NoData, "investment",
		},
		"no price of work": {
			func(p *plan.Plan, a *formula.Assumptions) {
				p.Realisation[0].FTECost, p.Quarters, a.CostPerYear = nil, nil, nil
			},
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Capacity.Euros }, formula.NoData, "cost of a person-year",
		},
		"nothing realised": {
			func(p *plan.Plan, _ *formula.Assumptions) { p.Quarters = nil },
			func(b *formula.Benefits) formula.Result { return b.Rate }, formula.NoData, "",
		},
		"no return of nothing realised": {
			func(p *plan.Plan, _ *formula.Assumptions) { p.Quarters = nil },
			func(b *formula.Benefits) formula.Result { return b.Realised.Return.ROI }, formula.NoData, "",
		},
		"costs nothing": {
			func(p *plan.Plan, a *formula.Assumptions) {
				p.Capabilities, p.Target.ResourcesEUR, a.RunningCost = nil, num(0), num(0)
			},
			func(b *formula.Benefits) formula.Result { return b.Budgeted.Return.BCR }, formula.DivisionByZero, "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, a := reform(), given()
			c.change(p, &a)
			b := formula.BenefitsOf(p, a)
			got := c.result(&b)
			if got.Undefined != c.why || got.Value != 0 {
				t.Errorf("%v, want undefined: %s", got, c.why)
			}
			found := c.lacks == ""
			for _, m := range b.Missing {
				found = found || m.EN == c.lacks
			}
			if !found {
				t.Errorf("missing %v, want %s", b.Missing, c.lacks)
			}
		})
	}
}

func TestBenefitsOfAnEmptyPlan(t *testing.T) {
	b := formula.BenefitsOf(&plan.Plan{}, formula.Assumptions{})
	if b.Horizon != formula.MemoHorizon || b.Budgeted.Return.BCR.Undefined != formula.NoData || len(b.Missing) == 0 {
		t.Errorf("%+v", b)
	}
	for _, in := range b.Budgeted.Capacity.Euros.Inputs {
		if in.Value != 0 || in.Name == "FTE" {
			t.Errorf("an unknown input is shown: %+v", in)
		}
	}
}

// TestBenefitsSpeak: each word of each result is there in three languages.
func TestBenefitsSpeak(t *testing.T) {
	b := formula.BenefitsOf(reform(), given())
	all := []formula.Result{
		b.Budgeted.Capacity.Hours, b.Budgeted.Capacity.FTE, b.Budgeted.Capacity.Euros, b.Budgeted.Return.BCR, b.Budgeted.Return.ROI,
		b.Realised.Return.Payback, b.Rate,
	}
	all = append(append(all, b.Budgeted.Gross...), b.Budgeted.Net...)
	for _, r := range all {
		words := []string{r.Formula}
		for _, in := range r.Inputs {
			words = append(words, in.Name)
		}
		for _, w := range words {
			if text := formula.Term(w); text.FI == w || text.SV == w {
				t.Errorf("%q has no Finnish or Swedish", w)
			}
		}
	}
	want := map[plan.Lang]string{
		plan.FI: "realisoitu / budjetoitu × 100 = 75 %: realisoitu 30\u00a0000 €; budjetoitu 40\u00a0000 €",
		plan.SV: "realiserat / budgeterat × 100 = 75 %: realiserat 30\u00a0000 €; budgeterat 40\u00a0000 €",
		plan.EN: "realised / budgeted × 100 = 75 %: realised 30,000 €; budgeted 40,000 €",
	}
	for lang, text := range want {
		if got := b.Rate.In(lang); got != text {
			t.Errorf("got %q, want %q", got, text)
		}
	}
	if got := b.Realised.Return.Payback.In(plan.FI); !strings.Contains(got, "ei makseta takaisin") {
		t.Errorf("got %q", got)
	}
	if got := b.Budgeted.Capacity.FTE.In(plan.SV); !strings.Contains(got, "0,75 årsverken/år") {
		t.Errorf("got %q", got)
	}
}
