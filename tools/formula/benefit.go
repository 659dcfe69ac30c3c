package formula

// Capacity is what F14 frees in a year.
type Capacity struct {
	Hours Result `json:"hours"` // h a year
	FTE   Result `json:"fte"`   // person-years a year
	Euros Result `json:"euros"` // € a year
}

// CapacityIn is what F14 needs. There is no default for the hours of a
// person-year: the applicant's own agreement decides.
type CapacityIn struct {
	Volume       float64 // cases a year
	BeforeH      float64 // hours per case before
	AfterH       float64 // hours per case after
	Adoption     float64 // share of cases handled the new way, 0 to 1
	HoursPerYear float64 // of one person-year
	CostPerYear  float64 // € of one person-year
	Purchases    float64 // € a year that fall away
	Licences     float64 // € a year that fall away
}

// Released is F14: hours = volume × (before − after) × adoption; person-years =
// hours / hours of a person-year; euros = person-years × their cost + purchases
// + licences.
func Released(in CapacityIn) Capacity {
	hours := result("F14", "volume × (before − after) × adoption", in.Volume*(in.BeforeH-in.AfterH)*in.Adoption, "h/a",
		Input{"volume", in.Volume, "1/a"}, Input{"before", in.BeforeH, "h"}, Input{"after", in.AfterH, "h"}, Input{"adoption", in.Adoption, ""})
	if in.Adoption < 0 || in.Adoption > 1 {
		hours = undefined(hours.ID, hours.Formula, OutOfRange, hours.Inputs...)
	}
	c := Capacity{Hours: hours}
	c.FTE = ratio("F14", "hours / hours of a person-year", "FTE/a", Input{"hours", hours.Value, "h/a"}, Input{"hours of a person-year", in.HoursPerYear, "h"}, 1)
	if !hours.Defined() {
		c.FTE.Value, c.FTE.Undefined = 0, hours.Undefined
	}
	c.Euros = result("F14", "FTE × cost + purchases + licences", c.FTE.Value*in.CostPerYear+in.Purchases+in.Licences, "€/a",
		Input{"FTE", c.FTE.Value, "FTE/a"}, Input{"cost of a person-year", in.CostPerYear, "€"}, Input{"purchases", in.Purchases, "€/a"}, Input{"licences", in.Licences, "€/a"})
	if !c.FTE.Defined() {
		c.Euros.Value, c.Euros.Undefined = 0, c.FTE.Undefined
	}
	return c
}

// NetSaving is F15, gross benefit less the running cost of the new way, € a year.
// Budgeted and realised are two series: call it once for each.
func NetSaving(gross, runningCost float64) Result {
	return result("F15", "gross benefit − running cost", gross-runningCost, "€/a", Input{"gross benefit", gross, "€/a"}, Input{"running cost", runningCost, "€/a"})
}

// RealisationRate is F15's realised/budgeted in per cent.
func RealisationRate(realised, budgeted float64) Result {
	return ratio("F15", "realised / budgeted × 100", "%", Input{"realised", realised, "€"}, Input{"budgeted", budgeted, "€"}, 100)
}

// Flow is one year's benefits and costs in euros.
type Flow struct {
	Benefit float64 `json:"benefit"`
	Cost    float64 `json:"cost"`
}

// Return is F16 over the years of the horizon.
type Return struct {
	BCR     Result `json:"bcr"`     // Σ benefits / Σ costs
	ROI     Result `json:"roi"`     // (Σ benefits − Σ costs) / Σ costs
	Payback Result `json:"payback"` // years until the running sum is no longer negative
}

// Returns is F16: benefit-cost ratio, return on investment and payback time. Year
// i counts 1/(1+rate)^i; a rate of 0 does not discount, and the rate is always
// among the inputs.
func Returns(years []Flow, rate float64) Return {
	benefit, cost := 0.0, 0.0
	factor := 1.0
	payback, sum := -1.0, 0.0
	for i, y := range years {
		benefit += y.Benefit * factor
		cost += y.Cost * factor
		net := (y.Benefit - y.Cost) * factor
		if before := sum; payback < 0 && before+net >= 0 {
			payback = float64(i)
			if net > 0 && before < 0 {
				payback += -before / net
			}
		}
		sum += net
		factor /= 1 + rate
	}
	in := []Input{{"Σ benefits", benefit, "€"}, {"Σ costs", cost, "€"}, {"years", float64(len(years)), ""}, {"discount rate", rate * 100, "%"}}
	r := Return{
		BCR:     result("F16", "Σ benefits / Σ costs", benefit/cost, "", in...),
		ROI:     result("F16", "(Σ benefits − Σ costs) / Σ costs", (benefit-cost)/cost, "", in...),
		Payback: result("F16", "years until Σ(benefits − costs) ≥ 0", payback, "a", in...),
	}
	switch {
	case len(years) == 0:
		r.lack(NoData)
	case rate <= -1:
		r.lack(OutOfRange)
	case cost == 0:
		r.BCR.Value, r.BCR.Undefined = 0, DivisionByZero
		r.ROI.Value, r.ROI.Undefined = 0, DivisionByZero
	}
	if r.Payback.Defined() && payback < 0 {
		r.Payback.Value, r.Payback.Undefined = 0, NotPaidBack
	}
	return r
}

// lack leaves all three without a value.
func (r *Return) lack(why Undefined) {
	for _, of := range []*Result{&r.BCR, &r.ROI, &r.Payback} {
		of.Value, of.Undefined = 0, why
	}
}

// Step is what F17 needs of a step of the value stream.
type Step struct {
	ProcessMin   float64
	WaitMin      float64
	CreatesValue bool
	ReworkShare  float64 // 0 to less than 1
}

// Stream is F17 over a value stream, in minutes.
type Stream struct {
	Lead       Result `json:"lead"`        // Σ (process + wait)
	Efficiency Result `json:"efficiency"`  // Σ process / lead, per cent
	ValueShare Result `json:"value_share"` // Σ process of value-creating steps / lead, per cent
	Rework     Result `json:"rework"`      // Σ process / (1 − rework share)
}

// ValueStream is F17.
func ValueStream(steps []Step) Stream {
	var process, wait, value, rework float64
	fits, timed := true, true
	for _, s := range steps {
		process += s.ProcessMin
		wait += s.WaitMin
		if s.CreatesValue {
			value += s.ProcessMin
		}
		rework += s.ProcessMin / (1 - s.ReworkShare)
		fits = fits && s.ReworkShare >= 0 && s.ReworkShare < 1
		timed = timed && s.ProcessMin >= 0 && s.WaitMin >= 0
	}
	p, w := Input{"Σ process", process, "min"}, Input{"Σ wait", wait, "min"}
	lead := Input{"lead", process + wait, "min"}
	out := Stream{
		Lead:       result("F17", "Σ (process + wait)", lead.Value, "min", p, w),
		Efficiency: ratio("F17", "Σ process / lead × 100", "%", p, lead, 100),
		ValueShare: ratio("F17", "Σ value-creating process / lead × 100", "%", Input{"Σ value-creating process", value, "min"}, lead, 100),
		Rework:     result("F17", "Σ process / (1 − rework share)", rework, "min", p),
	}
	switch {
	case len(steps) == 0:
		out.Lead.Undefined, out.Rework.Undefined = NoData, NoData
	case !timed:
		for _, r := range []*Result{&out.Lead, &out.Efficiency, &out.ValueShare, &out.Rework} {
			r.Value, r.Undefined = 0, OutOfRange
		}
	case !fits:
		out.Rework.Value, out.Rework.Undefined = 0, OutOfRange
	}
	return out
}

// AffectedShare is F18, the affected volume or cost as a share of the whole, in
// per cent (against a reform without effect on the whole, keppihevonen).
func AffectedShare(affected, total float64, unit string) Result {
	return ratio("F18", "affected / total × 100", "%", Input{"affected", affected, unit}, Input{"total", total, unit}, 100)
}

// TypicalBatch is how long the memo says a batch typically is, in days.
const (
	TypicalBatchMin = 14
	TypicalBatchMax = 28
)

// BatchLength is F19, the length of a batch in days.
func BatchLength(weeks float64) Result {
	const text = "weeks × 7"
	in := Input{"weeks", weeks, "week"}
	if weeks <= 0 {
		return undefined("F19", text, OutOfRange, in)
	}
	return result("F19", text, weeks*7, "d", in)
}
