package criteria

import (
	"math"
	"regexp"
	"slices"
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
		Message: say(`muutoksen suuruus "{value}" ei vastaa mittarin muutosta: {other}`,
			`förändringens storlek "{value}" motsvarar inte förändringen i indikatorn: {other}`,
			`the size of the change, "{value}", does not match the change of the KPI: {other}`),
		Fix: say("Tarkista, kumpi pitää paikkansa, ja korjaa toinen.", "Kontrollera vilken uppgift som stämmer och rätta den andra.",
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

// kpiChange is how an indicator changes, and whether a text tells so.
type kpiChange struct {
	place
	from, to float64
	told     bool
}

// checkMagnitude compares each clause of the size of the change with the
// indicators that it speaks of: it has the baseline of one, or a percentage and
// a word of the name of one. Then some number of the clause must be the target
// or the change of such an indicator. It waits until all indicators have levels.
func checkMagnitude(p *Pass) {
	if some(p.kpis, func(k *plan.KPI) bool { return k.Baseline == nil || k.Target == nil }) {
		return
	}
	var changes []kpiChange
	var also []Evidence
	for _, clause := range clausePattern.Split(strings.ToLower(p.plan.Target.Magnitude), -1) {
		about := p.spokenOf(clause)
		if slices.ContainsFunc(about, func(c kpiChange) bool { return c.told }) {
			continue
		}
		for _, c := range about {
			changes = append(changes, c)
			also = append(also, p.values(c.leaf("baseline"), c.leaf("target"))...)
		}
	}
	if changes != nil {
		p.found(whole, "target.magnitude", detail{other: changes, also: also})
	}
}

var clausePattern = regexp.MustCompile(`[,;.]\s+|\s(?:ja|sekä|och|samt|and)\s`)

// spokenOf lists the indicators that a clause with numbers speaks of.
func (p *Pass) spokenOf(clause string) []kpiChange {
	if !strings.ContainsAny(clause, "0123456789") {
		return nil
	}
	figures := figuresIn(clause)
	var about []kpiChange
	percent := slices.ContainsFunc(figures, func(f figure) bool { return f.percent })
	for _, k := range p.kpis {
		c := kpiChange{place: k.place, from: *k.v.Baseline, to: *k.v.Target}
		spoken := percent && shareWord(clause, k.v.Name)
		for i := range figures {
			spoken = spoken || figures[i].is(c.from)
			c.told = c.told || figures[i].tells(c.from, c.to)
		}
		if spoken {
			about = append(about, c)
		}
	}
	return about
}

// shareWord reports whether a long word of the name, or an inflected form of it,
// is in the clause.
func shareWord(clause, name string) bool {
	const stem = 5 // letters
	for _, word := range strings.Fields(strings.ToLower(name)) {
		if letters := []rune(word); len(letters) >= stem && strings.Contains(clause, string(letters[:stem])) {
			return true
		}
	}
	return false
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
	for _, m := range figurePattern.FindAllStringSubmatch(s, -1) {
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
