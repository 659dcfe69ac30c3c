package formula_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"luonnos/tools/formula"
)

func day(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		panic(err)
	}
	return t
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9*math.Max(1, math.Abs(b)) }

func TestVectors(t *testing.T) {
	released := formula.Released(formula.CapacityIn{Volume: 2000, BeforeH: 1.25, AfterH: 0.5, Adoption: 0.8, HoursPerYear: 1600, CostPerYear: 60000, Purchases: 1000, Licences: 500})
	returns := formula.Returns([]formula.Flow{{0, 100}, {60, 0}, {80, 0}}, 0)
	discounted := formula.Returns([]formula.Flow{{0, 100}, {110, 0}}, 0.1)
	stream := formula.ValueStream([]formula.Step{{ProcessMin: 30, WaitMin: 60, CreatesValue: true}, {ProcessMin: 10, WaitMin: 0, ReworkShare: 0.5}})
	for name, c := range map[string]struct {
		got  formula.Result
		want float64
		unit string
	}{
		"F1 5,1":           {formula.PriorityIndex(5, 1), 20, ""},
		"F1 5,4":           {formula.PriorityIndex(5, 4), 5, ""},
		"F1 5,5":           {formula.PriorityIndex(5, 5), 0, ""},
		"F1 3,1":           {formula.PriorityIndex(3, 1), 12, ""},
		"F1 3,3":           {formula.PriorityIndex(3, 3), 6, ""},
		"F1 1,1":           {formula.PriorityIndex(1, 1), 4, ""},
		"F1 1,5":           {formula.PriorityIndex(1, 5), 0, ""},
		"F2 5,1":           {formula.PriorityIndexCritical(5, 1), 14, ""},
		"F2 5,4":           {formula.PriorityIndexCritical(5, 4), 11, ""},
		"F2 5,5":           {formula.PriorityIndexCritical(5, 5), 10, ""},
		"F2 3,1":           {formula.PriorityIndexCritical(3, 1), 10, ""},
		"F2 3,3":           {formula.PriorityIndexCritical(3, 3), 8, ""},
		"F2 1,1":           {formula.PriorityIndexCritical(1, 1), 6, ""},
		"F2 1,5":           {formula.PriorityIndexCritical(1, 5), 2, ""},
		"F4":               {formula.LearningShare(7, 10), 70, "%"},
		"F5 halfway down":  {formula.Progress(24, 7, 15.5, "d"), 0.5, ""},
		"F5 wrong way":     {formula.Progress(10, 20, 5, "%"), -0.5, ""},
		"F6 down":          {formula.Change(24, 6, "d"), -75, "%"},
		"F6 from negative": {formula.Change(-20, 10, ""), 150, "%"},
		"F7":               {formula.ExpectedProgress(day("2026-01-01"), day("2026-12-31"), day("2026-07-02")), 0.5, ""},
		"F8 median odd":    {formula.Median([]float64{9, 1, 5}, "d"), 5, "d"},
		"F8 median even":   {formula.Median([]float64{4, 1, 3, 2}, "d"), 2, "d"},
		"F8 P95 of 20":     {formula.P95([]float64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20}, "d"), 19, "d"},
		"F8 P95 of one":    {formula.P95([]float64{3}, "d"), 3, "d"},
		"F9":               {formula.HandlingTime(150, 60), 2.5, "h"},
		"F10":              {formula.UnitCost(1000, 8), 125, "€"},
		"F11":              {formula.Rate(45, 60), 75, "%"},
		"F12":              {formula.AuditDeviations(3, 1500), 2, "per 1000"},
		"F13":              {formula.NPS(50, 30, 20), 30, ""},
		"F14 hours":        {released.Hours, 1200, "h/a"},
		"F14 FTE":          {released.FTE, 0.75, "FTE/a"},
		"F14 euros":        {released.Euros, 46500, "€/a"},
		"F15 net":          {formula.NetSaving(64500, 4500), 60000, "€/a"},
		"F15 rate":         {formula.RealisationRate(30000, 40000), 75, "%"},
		"F16 BCR":          {returns.BCR, 1.4, ""},
		"F16 ROI":          {returns.ROI, 0.4, ""},
		"F16 payback":      {returns.Payback, 2.5, "a"},
		"F16 discounted":   {discounted.BCR, 1, ""},
		"F17 lead":         {stream.Lead, 100, "min"},
		"F17 efficiency":   {stream.Efficiency, 40, "%"},
		"F17 value share":  {stream.ValueShare, 30, "%"},
		"F17 rework":       {stream.Rework, 50, "min"},
		"F18":              {formula.AffectedShare(2150, 4300, "cases"), 50, "%"},
		"F19":              {formula.BatchLength(3), 21, "d"},
	} {
		t.Run(name, func(t *testing.T) {
			if !c.got.Defined() || !near(c.got.Value, c.want) || c.got.Unit != c.unit {
				t.Errorf("%v, want %v %s", c.got, c.want, c.unit)
			}
			if len(c.got.Inputs) == 0 || !strings.HasPrefix(c.got.String(), c.got.ID+" ") {
				t.Errorf("%v does not show its inputs", c.got)
			}
		})
	}
}

func TestUndefined(t *testing.T) {
	never := formula.Returns([]formula.Flow{{0, 100}, {10, 20}}, 0)
	for name, c := range map[string]struct {
		got  formula.Result
		want formula.Undefined
	}{
		"F1 rating 6":         {formula.PriorityIndex(6, 1), formula.OutOfRange},
		"F2 rating 4.5":       {formula.PriorityIndexCritical(4.5, 1), formula.OutOfRange},
		"F4 no effort":        {formula.LearningShare(0, 0), formula.DivisionByZero},
		"F5 target=baseline":  {formula.Progress(7, 7, 7, "d"), formula.TargetIsBase},
		"F6 baseline 0":       {formula.Change(0, 7, "d"), formula.DivisionByZero},
		"F7 no time":          {formula.ExpectedProgress(day("2026-01-01"), day("2026-01-01"), day("2026-01-01")), formula.DivisionByZero},
		"F8 no sample":        {formula.Median(nil, "d"), formula.NoData},
		"F9 no cases":         {formula.HandlingTime(1, 0), formula.DivisionByZero},
		"F10 no outputs":      {formula.UnitCost(0, 0), formula.DivisionByZero},
		"F11 of nothing":      {formula.Rate(0, 0), formula.DivisionByZero},
		"F12 no cases":        {formula.AuditDeviations(0, 0), formula.DivisionByZero},
		"F13 no answers":      {formula.NPS(0, 0, 0), formula.NoData},
		"F14 no hours a year": {formula.Released(formula.CapacityIn{Volume: 1, BeforeH: 1, Adoption: 1}).Euros, formula.DivisionByZero},
		"F14 adoption 80":     {formula.Released(formula.CapacityIn{Volume: 1, BeforeH: 1, Adoption: 80, HoursPerYear: 1600}).FTE, formula.OutOfRange},
		"F15 nothing planned": {formula.RealisationRate(1, 0), formula.DivisionByZero},
		"F16 no costs":        {formula.Returns([]formula.Flow{{1, 0}}, 0).BCR, formula.DivisionByZero},
		"F16 never paid back": {never.Payback, formula.NotPaidBack},
		"F17 no steps":        {formula.ValueStream(nil).Efficiency, formula.DivisionByZero},
		"F17 all rework":      {formula.ValueStream([]formula.Step{{ProcessMin: 1, ReworkShare: 1}}).Rework, formula.OutOfRange},
		"F9 negative cases":   {formula.HandlingTime(10, -2), formula.OutOfRange},
		"F11 more than all":   {formula.Rate(60, 45), formula.OutOfRange},
		"F11 less than none":  {formula.Rate(-1, 45), formula.OutOfRange},
		"F13 negative count":  {formula.NPS(5, -1, 2), formula.OutOfRange},
		"F15 planned loss":    {formula.RealisationRate(1, -10), formula.OutOfRange},
		"F16 no years BCR":    {formula.Returns(nil, 0).BCR, formula.NoData},
		"F16 no years":        {formula.Returns(nil, 0).Payback, formula.NoData},
		"F16 rate of −100 %":  {formula.Returns([]formula.Flow{{1, 1}}, -1).Payback, formula.OutOfRange},
		"F17 no lead":         {formula.ValueStream(nil).Lead, formula.NoData},
		"F17 negative time":   {formula.ValueStream([]formula.Step{{ProcessMin: 5, WaitMin: -9}}).Lead, formula.OutOfRange},
		"F19 no length":       {formula.BatchLength(0), formula.OutOfRange},
		"F19 negative length": {formula.BatchLength(-3), formula.OutOfRange},
		"F6 beyond numbers":   {formula.Change(1e-300, 1e300, ""), formula.OutOfRange},
		"F18 of nothing":      {formula.AffectedShare(1, 0, ""), formula.DivisionByZero},
	} {
		t.Run(name, func(t *testing.T) {
			if c.got.Undefined != c.want || c.got.Value != 0 {
				t.Errorf("%v, want undefined: %s", c.got, c.want)
			}
		})
	}
}

// TestIndicesDisagree counts the ordered pairs that the two indices rank in
// opposite ways: 40 of the 25 × 25 (specification, section 6).
func TestIndicesDisagree(t *testing.T) {
	type pair struct{ a, b float64 }
	var all []pair
	for k := 1.0; k <= 5; k++ {
		for m := 1.0; m <= 5; m++ {
			all = append(all, pair{formula.PriorityIndex(k, m).Value, formula.PriorityIndexCritical(k, m).Value})
		}
	}
	opposite := 0
	for _, x := range all {
		for _, y := range all {
			if x.a > y.a && x.b < y.b {
				opposite++
			}
		}
	}
	if opposite != 40 {
		t.Errorf("%d pairs, want 40", opposite)
	}
}

func TestStatus(t *testing.T) {
	expected := formula.Progress(0, 10, 5, "")
	for now, want := range map[float64]formula.Light{5: formula.Green, 9: formula.Green, 4.5: formula.Yellow, 3: formula.Red} {
		if got := formula.Status(formula.Progress(0, 10, now, ""), expected, 0.1); got != want {
			t.Errorf("at %v: %s, want %s", now, got, want)
		}
	}
	if got := formula.Status(formula.Progress(1, 1, 1, ""), expected, 0.1); got != "" {
		t.Errorf("undefined progress is %q", got)
	}
}

func TestProgressIsOneAtTheTarget(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		base := rapid.Float64Range(-1e6, 1e6).Draw(t, "baseline")
		target := rapid.Float64Range(-1e6, 1e6).Draw(t, "target")
		if base == target {
			return
		}
		if got := formula.Progress(base, target, target, ""); got.Value != 1 {
			t.Fatalf("%v", got)
		}
		if got := formula.Progress(base, target, base, ""); got.Value != 0 {
			t.Fatalf("%v", got)
		}
	})
}
