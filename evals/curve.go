package evals

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"

	"luonnos/evals/chaos"
)

// Curve tells how runs of the same cases fare as more of the model's answers are broken.
type Curve struct {
	Profile string       `json:"profile"`
	Points  []CurvePoint `json:"points"` // by P

	// The areas under the curves as shares of the greatest possible ones.
	SuccessArea   float64 `json:"success_area"`
	CompletedArea float64 `json:"completed_area"`
}

// CurvePoint is one run.
type CurvePoint struct {
	P          float64 `json:"p"`
	Trials     int     `json:"trials"`
	Success    float64 `json:"success"`
	Completed  float64 `json:"completed"`
	TurnsRatio float64 `json:"turns_ratio"`
	Broken     int     `json:"broken"` // promises
}

// NewCurve makes a curve of at least two runs of one interviewer, applicant and profile at different probabilities.
func NewCurve(runs []*Stored) (*Curve, error) {
	c := &Curve{}
	first := runs[0].Header
	for _, run := range runs {
		h := run.Header
		config, err := chaos.Parse(h.Chaos)
		switch {
		case err != nil:
			return nil, fmt.Errorf("evals: chaos curve: %w", err)
		case h.Model != first.Model || h.User != first.User:
			return nil, fmt.Errorf("evals: chaos curve: the runs are of %s with the applicant %s and of %s with %s", first.Model, first.applicant(), h.Model, h.applicant())
		case !maps.Equal(h.Cases, first.Cases) || !slices.Equal(h.Styles, first.Styles):
			return nil, fmt.Errorf("evals: chaos curve: %w", ErrCases)
		case config.P > 0 && c.Profile != "" && c.Profile != config.Profile:
			return nil, fmt.Errorf("evals: chaos curve: the runs have the profiles %s and %s", c.Profile, config.Profile)
		case slices.ContainsFunc(c.Points, func(p CurvePoint) bool { return p.P == config.P }):
			return nil, fmt.Errorf("evals: chaos curve: two runs have the probability %g", config.P)
		}
		if config.P > 0 {
			c.Profile = config.Profile
		}
		c.Points = append(c.Points, pointOf(config.P, valid(run.Rows)))
	}
	slices.SortFunc(c.Points, func(a, b CurvePoint) int { return cmp.Compare(a.P, b.P) })
	c.SuccessArea = area(c.Points, func(p CurvePoint) float64 { return p.Success })
	c.CompletedArea = area(c.Points, func(p CurvePoint) float64 { return p.Completed })
	return c, nil
}

func pointOf(p float64, rows []*Row) CurvePoint {
	point := CurvePoint{P: p, Trials: len(rows)}
	var success, completed, turns Ratio
	for _, r := range rows {
		success.add(r.Success)
		completed.add(r.Ended)
		turns.OK, turns.Of = turns.OK+r.Turns, turns.Of+r.IdealTurns
		point.Broken += len(broken(r))
	}
	point.Success, _ = success.share()
	point.Completed, _ = completed.share()
	point.TurnsRatio, _ = turns.share()
	return point
}

// area is the area under the points, joined by lines, for the whole square being 1.
func area(points []CurvePoint, y func(CurvePoint) float64) float64 {
	sum := 0.0
	for i := 1; i < len(points); i++ {
		sum += (points[i].P - points[i-1].P) * (y(points[i]) + y(points[i-1])) / 2
	}
	return sum / (points[len(points)-1].P - points[0].P)
}

// The plot of a curve, in units of its picture.
const (
	plotLeft, plotTop     = 56.0, 12.0
	plotWidth, plotHeight = 520.0, 220.0
)

// plot is the picture of a curve as the page draws it.
type plot struct {
	*Curve
	Dots                       []plotDot
	SuccessLine, CompletedLine string // as SVG has them
	Grid                       []plotLine
}

// plotDot is a run, with both its values.
type plotDot struct{ P, X, Success, Completed float64 }

type plotLine struct{ Y, Share float64 }

// plot draws the curve; the greatest probability lies at the right edge.
func (c *Curve) plot() *plot {
	if c == nil {
		return nil
	}
	high := func(share float64) float64 { return plotTop + plotHeight*(1-share) }
	p, most := &plot{Curve: c}, c.Points[len(c.Points)-1].P
	for _, at := range c.Points {
		d := plotDot{at.P, plotLeft + plotWidth*at.P/most, high(at.Success), high(at.Completed)}
		p.Dots = append(p.Dots, d)
		p.SuccessLine += fmt.Sprintf("%.1f,%.1f ", d.X, d.Success)
		p.CompletedLine += fmt.Sprintf("%.1f,%.1f ", d.X, d.Completed)
	}
	for _, share := range []float64{0, .25, .5, .75, 1} {
		p.Grid = append(p.Grid, plotLine{high(share), share})
	}
	return p
}

// printCurve writes the curve for a person at a terminal.
func printCurve(w io.Writer, c *Curve) {
	fmt.Fprintf(w, "\nchaos %s\n%6s %7s %8s %10s %12s %7s\n", c.Profile, "p", "trials", "success", "completed", "turns ratio", "broken")
	for _, p := range c.Points {
		fmt.Fprintf(w, "%6g %7d %8.3f %10.3f %12.2f %7d\n", p.P, p.Trials, p.Success, p.Completed, p.TurnsRatio, p.Broken)
	}
	fmt.Fprintf(w, "area: success %.3f, completed %.3f\n", c.SuccessArea, c.CompletedArea)
}
