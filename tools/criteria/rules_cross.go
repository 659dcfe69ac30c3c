package criteria

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"luonnos/tools/plan"
)

// rulesCross compare what different tables say of the same thing. A machine
// cannot tell which of the two holds, so they advise and show both.
var rulesCross = []Rule{
	{
		ID: "W.SPAN", Spec: "R-124", Sub: "K1c", Level: plan.Advice, Memo: "2", Later: true,
		Message: say("{row}{what} {value} on aikajänteen lopun {other} jälkeen", "{row}{what} {value} är efter tidsspannets slut {other}",
			"{row}{what}, {value}, is after the end of the time span, {other}"),
		Fix: spanFix,
		Variants: map[string]Wording{"early": {
			say("{row}{what} {value} on ennen aikajänteen alkua {other}", "{row}{what} {value} är före tidsspannets början {other}",
				"{row}{what}, {value}, is before the start of the time span, {other}"),
			spanFix,
		}},
		Check: checkSpan,
	},
	{
		ID: "W.MAGNITUDE", Spec: "R-124", Sub: "K1b", Level: plan.Advice, Memo: "2", Later: true,
		Message: say(`muutoksen suuruus "{value}" ei vastaa minkään mittarin muutosta: {other}`,
			`förändringens storlek "{value}" motsvarar inte förändringen i någon indikator: {other}`,
			`the size of the change, "{value}", does not match the change of any KPI: {other}`),
		Fix: say("Tarkista, kumpi pitää paikkansa, ja korjaa toinen.", "Kontrollera vilketdera som stämmer och rätta det andra.",
			"Check which of the two holds, and correct the other."),
		Check: checkMagnitude,
	},
}

var spanFix = say("Tarkista päivä ja uudistuksen aikajänne ja korjaa toinen.", "Kontrollera datumet och reformens tidsspann och rätta det ena.",
	"Check the date and the time span of the reform, and correct one of them.")

// checkSpan looks for dates outside the time span. What comes too early for an
// indicator is C1.KPI.DATES.
func checkSpan(p *Pass) {
	t := &p.plan.Target
	if t.Start.Valid() && t.End.Valid() && !ordered(t.Start, t.End) {
		return
	}
	for _, k := range p.kpis {
		p.inSpan(k.place, "deadline", "", k.v.Deadline)
	}
	for _, b := range p.batches {
		p.inSpan(b.place, "start", t.Start, b.v.Start)
		p.inSpan(b.place, "end", t.Start, b.v.End)
	}
}

func (p *Pass) inSpan(at place, key plan.Path, start, day plan.Date) {
	end := p.plan.Target.End
	switch {
	case end.Before(day):
		p.found(at, at.leaf(key), detail{other: end, also: p.values("target.end")})
	case day.Before(start):
		p.found(at, at.leaf(key), detail{variant: "early", other: start, also: p.values("target.start")})
	}
}

// kpiChange is how an indicator changes.
type kpiChange struct {
	place
	from, to float64
}

// checkMagnitude compares the numbers in the size of the change with the changes
// of the indicators, once those are whole. It speaks only when the text is
// comparable, because it has a percentage or an indicator's baseline, and no
// number of it is the target or the change of an indicator.
func checkMagnitude(p *Pass) {
	half := func(k *plan.KPI) bool { return k.Baseline == nil || k.Target == nil }
	if len(p.kpis) < minKPIs || some(p.kpis, half) {
		return
	}
	comparable := false
	for _, f := range figuresIn(p.plan.Target.Magnitude) {
		comparable = comparable || f.percent
		for _, k := range p.kpis {
			if f.tells(*k.v.Baseline, *k.v.Target) {
				return
			}
			comparable = comparable || f.is(*k.v.Baseline)
		}
	}
	if !comparable {
		return
	}
	var changes []kpiChange
	var also []Evidence
	for _, k := range p.kpis {
		changes = append(changes, kpiChange{k.place, *k.v.Baseline, *k.v.Target})
		also = append(also, p.values(k.leaf("baseline"), k.leaf("target"))...)
	}
	p.found(whole, "target.magnitude", detail{other: changes, also: also})
}

// figure is a number in a text. One like "4,850" can be read in two ways.
type figure struct {
	readings []float64
	percent  bool
}

var figurePattern = regexp.MustCompile(`(\d{1,3}(?:[ \x{a0}\x{202f}]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(\s?(?:%|prosent|procent|per ?cent))?`)

var digitSpaces = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "")

func figuresIn(s string) []figure {
	var figures []figure
	for _, m := range figurePattern.FindAllStringSubmatch(strings.ToLower(s), -1) {
		digits := digitSpaces.Replace(m[1])
		f := figure{percent: m[2] != ""}
		if whole, thousands, ok := strings.Cut(digits, ","); ok && len(thousands) == len("000") {
			f.read(whole + thousands)
		}
		f.read(strings.Replace(digits, ",", ".", 1))
		figures = append(figures, f)
	}
	return figures
}

func (f *figure) read(digits string) {
	if v, err := strconv.ParseFloat(digits, 64); err == nil {
		f.readings = append(f.readings, v)
	}
}

func (f *figure) is(v float64) bool {
	for _, r := range f.readings {
		if math.Abs(r-math.Abs(v)) <= 0.01*math.Abs(v) {
			return true
		}
	}
	return false
}

// tells reports whether the figure tells of the change: its end, its size, or its
// size in per cent of the beginning, rounded to a whole.
func (f *figure) tells(from, to float64) bool {
	share := 0.0
	if from != 0 {
		share = math.Round((to - from) / from * 100)
	}
	return f.is(to) || f.is(to-from) || f.percent && share != 0 && f.is(share)
}
