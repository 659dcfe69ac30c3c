// Package formula holds the arithmetic of the plan: the memo's two priority
// indices and the standard definitions behind the indicators of its annex 1.
//
// Every function is pure and returns a [Result]: the value with its unit, the
// inputs beside it, and, where the formula has no value, the reason. Nothing is
// rounded but what is shown.
package formula

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"luonnos/tools/plan"
)

// Undefined says why a formula has no value; "" means that it has one.
type Undefined string

// The reasons.
const (
	DivisionByZero Undefined = "division_by_zero"
	TargetIsBase   Undefined = "target_is_baseline"
	NoData         Undefined = "no_data"
	OutOfRange     Undefined = "out_of_range"
	UnitsDiffer    Undefined = "units_differ"
	NotPaidBack    Undefined = "not_paid_back"
)

// Input is one number that went into a result.
type Input struct {
	Name  string  `json:"name"`
	Value float64 `json:"value"`
	Unit  string  `json:"unit,omitempty"`
}

// Result is the outcome of one formula.
type Result struct {
	ID        string    `json:"id"`         // number in the specification: "F5"
	Formula   string    `json:"expression"` // in words
	Value     float64   `json:"value"`      // 0 when undefined
	Unit      string    `json:"unit,omitempty"`
	Inputs    []Input   `json:"inputs"`
	Undefined Undefined `json:"undefined,omitempty"`
}

// Defined reports whether the formula has a value.
func (r Result) Defined() bool { return r.Undefined == "" }

// String shows the result with its inputs:
// "F6 (target − baseline)/|baseline| = -70.8 %: baseline 24 d, target 7 d".
func (r Result) String() string {
	value := string(r.Undefined)
	if r.Defined() {
		value = quantity(r.Value, r.Unit)
	}
	inputs := make([]string, len(r.Inputs))
	for i, in := range r.Inputs {
		inputs[i] = in.Name + " " + quantity(in.Value, in.Unit)
	}
	return fmt.Sprintf("%s %s = %s: %s", r.ID, r.Formula, value, strings.Join(inputs, ", "))
}

func quantity(v float64, unit string) string {
	return strings.TrimSpace(plan.EN.Number(rounded(v, 4)) + " " + unit)
}

// rounded is v to so many decimals.
func rounded(v float64, decimals int) float64 {
	unit := math.Pow10(decimals)
	if r := math.Round(v*unit) / unit; !math.IsInf(r, 0) {
		return r
	}
	return v
}

func result(id, formula string, value float64, unit string, inputs ...Input) Result {
	r := Result{ID: id, Formula: formula, Value: value, Unit: unit, Inputs: inputs}
	if math.IsNaN(value) || math.IsInf(value, 0) {
		r.Value, r.Undefined = 0, OutOfRange
	}
	return r
}

func undefined(id, formula string, why Undefined, inputs ...Input) Result {
	return Result{ID: id, Formula: formula, Undefined: why, Inputs: inputs}
}

// ratio is part/whole times scale, undefined when whole is not above 0.
func ratio(id, formula, unit string, part, whole Input, scale float64) Result {
	switch {
	case whole.Value == 0:
		return undefined(id, formula, DivisionByZero, part, whole)
	case whole.Value < 0:
		return undefined(id, formula, OutOfRange, part, whole)
	}
	return result(id, formula, part.Value/whole.Value*scale, unit, part, whole)
}

// PriorityIndex is F1, criticality × (5 − maturity), 0 to 20 (memo chapter 3.2).
func PriorityIndex(criticality, maturity float64) Result {
	return priority("F1", "criticality × (5 − maturity)", criticality, maturity, func(p plan.Priority) float64 { return p.Index })
}

// PriorityIndexCritical is F2, 2 × criticality + (5 − maturity), 2 to 14; it
// stresses criticality (memo chapter 3.2).
func PriorityIndexCritical(criticality, maturity float64) Result {
	return priority("F2", "2 × criticality + (5 − maturity)", criticality, maturity, func(p plan.Priority) float64 { return p.Index2 })
}

// priority shows one index of [plan.Capability.Priority] with its inputs.
func priority(id, text string, criticality, maturity float64, index func(plan.Priority) float64) Result {
	in := []Input{{"criticality", criticality, ""}, {"maturity", maturity, ""}}
	c := plan.Capability{Criticality: &criticality, Maturity: &maturity}
	p, ok := c.Priority()
	if !ok {
		return undefined(id, text, OutOfRange, in...)
	}
	return result(id, text, index(p), "", in...)
}

// LearningShare is F4, the share of one way of learning in all effort, in per
// cent; the memo's model is 70, 20 and 10 (chapter 3.2).
func LearningShare(effort, all float64) Result {
	return ratio("F4", "effort / all effort × 100", "%", Input{"effort", effort, ""}, Input{"all effort", all, ""}, 100)
}

// Progress is F5, (now − baseline)/(target − baseline): 0 at the baseline, 1 at
// the target, in any direction.
func Progress(baseline, target, now float64, unit string) Result {
	const text = "(now − baseline)/(target − baseline)"
	in := []Input{{"baseline", baseline, unit}, {"target", target, unit}, {"now", now, unit}}
	if target == baseline {
		return undefined("F5", text, TargetIsBase, in...)
	}
	return result("F5", text, (now-baseline)/(target-baseline), "", in...)
}

// Change is F6, (target − baseline)/|baseline| in per cent.
func Change(baseline, target float64, unit string) Result {
	const text = "(target − baseline)/|baseline| × 100"
	in := []Input{{"baseline", baseline, unit}, {"target", target, unit}}
	if baseline == 0 {
		return undefined("F6", text, DivisionByZero, in...)
	}
	return result("F6", text, (target-baseline)/math.Abs(baseline)*100, "%", in...)
}

// ExpectedProgress is F7, (t − t0)/(t1 − t0), the progress that is due at t when
// the change is even.
func ExpectedProgress(t0, t1, t time.Time) Result {
	const text = "(t − t0)/(t1 − t0)"
	days := func(u time.Time) float64 { return u.Sub(t0).Hours() / 24 }
	return ratio("F7", text, "", Input{"days gone", days(t), "d"}, Input{"days in all", days(t1), "d"}, 1)
}

// Light is a suggestion for an indicator's status; the person's own status wins.
type Light string

// The lights.
const (
	Green  Light = "green"
	Yellow Light = "yellow"
	Red    Light = "red"
)

// Status is F7's colour: green at or above the expected progress, yellow at most
// band below it, else red; "" when either is undefined.
func Status(progress, expected Result, band float64) Light {
	switch {
	case !progress.Defined() || !expected.Defined():
		return ""
	case progress.Value >= expected.Value:
		return Green
	case progress.Value >= expected.Value-band:
		return Yellow
	default:
		return Red
	}
}

// Median and P95 are F8: by nearest rank, position ceil(q·n), with the size of
// the sample.
func Median(sample []float64, unit string) Result {
	return nearestRank("median, nearest rank", sample, 0.5, unit)
}

// P95 is the 95th percentile of F8.
func P95(sample []float64, unit string) Result {
	return nearestRank("95th percentile, nearest rank", sample, 0.95, unit)
}

func nearestRank(text string, sample []float64, q float64, unit string) Result {
	n := Input{"n", float64(len(sample)), ""}
	if len(sample) == 0 {
		return undefined("F8", text, NoData, n)
	}
	sorted := slices.Sorted(slices.Values(sample))
	rank := int(math.Ceil(q * float64(len(sorted))))
	return result("F8", text, sorted[max(rank, 1)-1], unit, n)
}

// HandlingTime is F9, hours per case.
func HandlingTime(hours, cases float64) Result {
	return ratio("F9", "hours / cases", "h", Input{"hours", hours, "h"}, Input{"cases", cases, ""}, 1)
}

// UnitCost is F10, cost per output.
func UnitCost(cost, outputs float64) Result {
	return ratio("F10", "cost / outputs", "€", Input{"cost", cost, "€"}, Input{"outputs", outputs, ""}, 1)
}

// Rate is F11, part/whole in per cent, with both numbers kept: first time right,
// straight-through processing, rework, channel, coverage, adoption.
func Rate(part, whole float64) Result {
	r := ratio("F11", "part / whole × 100", "%", Input{"part", part, ""}, Input{"whole", whole, ""}, 100)
	if r.Defined() && (part < 0 || part > whole) {
		r.Value, r.Undefined = 0, OutOfRange
	}
	return r
}

// AuditDeviations is F12, deviations per 1,000 cases.
func AuditDeviations(deviations, cases float64) Result {
	return ratio("F12", "deviations / cases × 1000", "per 1000", Input{"deviations", deviations, ""}, Input{"cases", cases, ""}, 1000)
}

// NPS is F13, the share of 9 and 10 less the share of 0 to 6, −100 to 100.
func NPS(promoters, passives, detractors float64) Result {
	const text = "%(9–10) − %(0–6)"
	in := []Input{{"promoters", promoters, ""}, {"passives", passives, ""}, {"detractors", detractors, ""}}
	all := promoters + passives + detractors
	switch {
	case min(promoters, passives, detractors) < 0:
		return undefined("F13", text, OutOfRange, in...)
	case all == 0:
		return undefined("F13", text, NoData, in...)
	}
	return result("F13", text, (promoters-detractors)/all*100, "", in...)
}
