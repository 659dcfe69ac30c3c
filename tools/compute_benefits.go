package tools

import (
	"context"
	"fmt"

	"luonnos/tools/formula"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

type benefitsIn struct {
	BeforeH      *float64 `json:"before_h,omitempty" jsonschema_description:"Hours per case before; read from the plan's indicator d02 when null."`
	AfterH       *float64 `json:"after_h,omitempty" jsonschema_description:"Hours per case afterwards; read from the plan's indicator d02 when null."`
	Adoption     *float64 `json:"adoption_percent,omitempty" jsonschema_description:"Share of cases handled the new way, per cent."`
	HoursPerYear *float64 `json:"hours_per_year,omitempty" jsonschema_description:"Working hours of one person-year."`
	CostPerYear  *float64 `json:"cost_per_year,omitempty" jsonschema_description:"Cost of one person-year, €."`
	RunningCost  *float64 `json:"running_cost,omitempty" jsonschema_description:"Running cost of the new way, € a year."`
	DiscountRate *float64 `json:"discount_rate,omitempty" jsonschema_description:"Discount rate, per cent a year; null does not discount."`
	Evidence     []string `json:"evidence" jsonschema_description:"Verbatim quotes from the applicant's messages from which every number follows; empty when no number is given."`
}

// computeBenefits computes capacity, net saving, benefit-cost ratio, return and
// payback of the plan. A number that the applicant did not say is refused and
// counts as unknown.
func computeBenefits(_ context.Context, s *State, in benefitsIn) (string, error) {
	quotes, refused := s.quotes(in.Evidence)
	number := func(key string, v *float64, unit string) *float64 {
		if v == nil {
			return nil
		}
		reason := "no quote was given"
		for _, q := range quotes {
			ok, why := reading.Derivable(reading.Claim{Kind: plan.KindNumber, Value: *v, Unit: unit}, q.text, s.speaker())
			if ok {
				return v
			}
			reason = why
		}
		refused = append(refused, Refused{Path: plan.Path(key), Code: CodeNotGrounded, Reason: reason})
		return nil
	}
	given := formula.Assumptions{
		BeforeH: number("before_h", in.BeforeH, "h"), AfterH: number("after_h", in.AfterH, "h"),
		Adoption:     number("adoption_percent", in.Adoption, "%"),
		HoursPerYear: number("hours_per_year", in.HoursPerYear, "h"), CostPerYear: number("cost_per_year", in.CostPerYear, "€"),
		RunningCost: number("running_cost", in.RunningCost, "€"), DiscountRate: number("discount_rate", in.DiscountRate, "%"),
	}
	if given.Adoption != nil {
		share := *given.Adoption / 100
		given.Adoption = &share
	}
	return answer(benefitsSaid(formula.BenefitsOf(&s.Draft.Plan, given), refused, s.Lang))
}

// seriesSaid is one series in words, each result with its inputs.
type seriesSaid struct {
	Capacity []string `json:"capacity"`
	Net      []string `json:"net_saving"` // year by year
	BCR      string   `json:"bcr"`
	ROI      string   `json:"roi"`
	Payback  string   `json:"payback"`
}

func benefitsSaid(b formula.Benefits, refused []Refused, lang plan.Lang) any {
	series := func(of formula.Series) seriesSaid {
		c, r := of.Capacity, of.Return
		out := seriesSaid{
			Capacity: []string{c.Hours.In(lang), c.FTE.In(lang), c.Euros.In(lang)}, Net: []string{},
			BCR: r.BCR.In(lang), ROI: r.ROI.In(lang), Payback: r.Payback.In(lang),
		}
		for i, net := range of.Net {
			out.Net = append(out.Net, fmt.Sprintf("%d. %s; %s", i+1, of.Gross[i].In(lang), net.In(lang)))
		}
		return out
	}
	return struct {
		Horizon  int        `json:"horizon_years"`
		Budgeted seriesSaid `json:"budgeted"`
		Realised seriesSaid `json:"realised"`
		Rate     string     `json:"realisation_rate"`
		Missing  []string   `json:"missing,omitempty"`
		Refused  []Refused  `json:"refused,omitempty"`
	}{b.Horizon, series(b.Budgeted), series(b.Realised), b.Rate.In(lang), said(b.Missing, lang), refused}
}
