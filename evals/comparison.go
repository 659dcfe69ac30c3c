package evals

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"luonnos/evals/stats"
	"luonnos/tools/plan"
)

// Verdict is what a comparison comes to.
type Verdict string

// The verdicts.
const (
	VerdictSame         Verdict = "same" // of a model whose bytes repeat
	VerdictPass         Verdict = "pass" // not worse by more than allowed
	VerdictRegression   Verdict = "regression"
	VerdictInconclusive Verdict = "inconclusive" // the sample is too small to tell
	VerdictImproved     Verdict = "improved"     // of a model whose bytes repeat
)

// repeatable is the model whose answers are the same each time: there any change counts.
const repeatable = "guided"

// ErrCases says that two runs were not made of the same cases.
var ErrCases = errors.New("evals: the runs are of different cases")

// Comparison is a candidate held against a base, pair by pair.
type Comparison struct {
	Base         *Header  `json:"base"`
	Candidate    *Header  `json:"candidate"`
	Pairs        int      `json:"pairs"`
	Unpaired     []string `json:"unpaired,omitempty"` // rows of only one side, left aside
	Void         int      `json:"void,omitempty"`     // pairs of which one side is void, left aside
	Repeatable   bool     `json:"repeatable"`
	Worse        int      `json:"worse"`  // pairs that succeeded only in the base
	Better       int      `json:"better"` // pairs that succeed only in the candidate
	McNemar      float64  `json:"mcnemar_p"`
	SmallestDrop float64  `json:"smallest_drop"` // of success that so many pairs would have shown
	Metrics      []Change `json:"metrics"`
	Hard         []string `json:"hard,omitempty"` // promises that the candidate breaks and the base kept
	HardOld      int      `json:"hard_old"`       // that both break
	Pairwise     []Pair   `json:"changed,omitempty"`
	Verdict      Verdict  `json:"verdict"`
	Reasons      []string `json:"reasons,omitempty"`

	promises []hardPromise // Hard in its parts
	reasons  []reason      // Reasons in theirs
}

// Change is how a figure differs.
type Change struct {
	Name      string         `json:"name"`
	Less      bool           `json:"less"`
	Base      float64        `json:"base"`
	Candidate float64        `json:"candidate"`
	Diff      stats.Interval `json:"diff"`
	MaxDrop   *float64       `json:"max_drop,omitempty"` // of a gated figure
	Lower     float64        `json:"lower"`              // one-sided bound of the difference, for the better being up
	P         float64        `json:"p,omitempty"`        // of being worse, adjusted for several gates
}

// Pair is a trial that ended otherwise.
type Pair struct {
	Case       string   `json:"case"`
	Style      Style    `json:"style"`
	Trial      int      `json:"trial"`
	Worse      []string `json:"worse,omitempty"` // figures
	Better     []string `json:"better,omitempty"`
	Other      bool     `json:"other,omitempty"` // neither worse nor better, but not the same
	FirstWrong *Wrong   `json:"first_wrong,omitempty"`
}

// Gates are the allowed drops of figures.
type Gates struct {
	MaxDrop map[string]float64 `yaml:"max_drop"`
	Strict  bool               `yaml:"strict"` // promises are broken by what the base breaks too
}

// DefaultGates allow success to drop by five points.
func DefaultGates() Gates { return Gates{MaxDrop: map[string]float64{"success": 0.05}} }

type rowKey struct {
	id    string
	style Style
	trial int
}

func (k rowKey) String() string { return fmt.Sprintf("%s %s #%d", k.id, k.style, k.trial) }

// Compare holds a candidate against a base. Both must be of the same cases, unless common is set: then only what both
// have counts.
func Compare(base, candidate *Record, gates Gates, common bool, seed int64) (*Comparison, error) {
	c := &Comparison{Base: base.Header, Candidate: candidate.Header}
	c.Repeatable = base.Header.repeats() && candidate.Header.repeats()
	if base.Header.User != candidate.Header.User {
		return nil, fmt.Errorf("%w: the applicant of one is %s, of the other %s", ErrCases, base.Header.applicant(), candidate.Header.applicant())
	}
	a, b, err := c.pair(base, candidate, common)
	if err != nil {
		return nil, err
	}
	for i := range a {
		c.Worse += int(truth(a[i].Success && !b[i].Success))
		c.Better += int(truth(!a[i].Success && b[i].Success))
		c.hard(a[i], b[i], gates.Strict)
		c.changed(a[i], b[i])
	}
	c.McNemar, c.SmallestDrop = stats.McNemar(c.Worse, c.Better), stats.SmallestDrop(c.Pairs)
	c.figures(a, b, gates, seed)
	c.judge(gates)
	return c, nil
}

// pair lists the rows of both sides in the same order.
func (c *Comparison) pair(base, candidate *Record, common bool) (a, b []*Row, err error) {
	other := map[rowKey]*Row{}
	for _, r := range candidate.Rows {
		other[rowKey{r.Case, r.Style, r.Trial}] = r
	}
	for _, r := range base.Rows {
		key := rowKey{r.Case, r.Style, r.Trial}
		o := other[key]
		delete(other, key)
		switch {
		case o == nil:
			c.Unpaired = append(c.Unpaired, key.String()+": only in the base")
		case o.Void+r.Void != "":
			c.Void++
		case o.CaseSHA != r.CaseSHA:
			c.Unpaired = append(c.Unpaired, key.String()+": the case was changed")
		default:
			a, b = append(a, r), append(b, o)
		}
	}
	for key := range other {
		c.Unpaired = append(c.Unpaired, key.String()+": only in the candidate")
	}
	slices.Sort(c.Unpaired)
	c.Pairs = len(a)
	if len(c.Unpaired) > 0 && !common {
		return nil, nil, fmt.Errorf("%w (--common compares what both have):\n  %s", ErrCases, strings.Join(firstFew(c.Unpaired), "\n  "))
	}
	if c.Pairs == 0 {
		return nil, nil, fmt.Errorf("%w: they have nothing in common", ErrCases)
	}
	return a, b, nil
}

func firstFew(lines []string) []string {
	const few = 10
	if len(lines) > few {
		return append(slices.Clone(lines[:few]), fmt.Sprintf("… %d more", len(lines)-few))
	}
	return lines
}

// promise is one that a trial breaks.
type promise struct {
	Kind string
	What string // breaks it
}

func (p promise) String() string { return p.Kind + " " + p.What }

// label is the key of the promise's name in [labels].
func (p promise) label() string { return "p_" + strings.ReplaceAll(p.Kind, " ", "_") }

// hardPromise is a promise that a trial breaks and its base kept.
type hardPromise struct {
	Trial   string
	Promise promise
}

// broken lists the promises that a trial breaks.
func broken(r *Row) []promise {
	var all []promise
	add := func(kind string, what ...string) {
		for _, w := range what {
			all = append(all, promise{kind, w})
		}
	}
	add("false pass", r.FalsePass...)
	add("false fail", r.FalseFail...)
	add("rule not expected", r.RulesMore...)
	add("rule not found", r.RulesLack...)
	for _, path := range r.Ungrounded {
		add("ungrounded", string(path))
	}
	for _, b := range r.Breaches {
		add("breach", b.What)
	}
	if r.Citations.OK < r.Citations.Of {
		add("wrong citation", Ratio{r.Citations.Of - r.Citations.OK, r.Citations.Of}.String())
	}
	if r.Computed.OK < r.Computed.Of {
		add("wrong sum", Ratio{r.Computed.Of - r.Computed.OK, r.Computed.Of}.String())
	}
	return all
}

// rowText is a row as it is stored, by which two are the same or not.
func rowText(r *Row) string {
	data, err := json.Marshal(r)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

func (c *Comparison) hard(a, b *Row, strict bool) {
	old := broken(a)
	for _, p := range broken(b) {
		if slices.Contains(old, p) && !strict {
			c.HardOld++
			continue
		}
		h := hardPromise{rowKey{b.Case, b.Style, b.Trial}.String(), p}
		c.promises, c.Hard = append(c.promises, h), append(c.Hard, h.Trial+": "+p.String())
	}
}

// changed notes a pair of which some figure differs.
func (c *Comparison) changed(a, b *Row) {
	p := Pair{Case: b.Case, Style: b.Style, Trial: b.Trial, FirstWrong: b.FirstWrong}
	for _, m := range metrics {
		x, _ := m.value(a)
		y, _ := m.value(b)
		if m.less {
			x, y = -x, -y
		}
		switch {
		case near(x, y):
		case y < x:
			p.Worse = append(p.Worse, m.name)
		default:
			p.Better = append(p.Better, m.name)
		}
	}
	p.Other = len(p.Worse)+len(p.Better) == 0 && (rowText(a) != rowText(b))
	if p.Other || len(p.Worse)+len(p.Better) > 0 {
		c.Pairwise = append(c.Pairwise, p)
	}
}

// figures compares each metric over the cases and adjusts the p values of the gated ones.
func (c *Comparison) figures(a, b []*Row, gates Gates, seed int64) {
	var ps []float64
	var gated []int
	for _, m := range metrics {
		signed := m
		if m.less {
			signed.value = func(r *Row) (float64, bool) {
				v, ok := m.value(r)
				return 0 - v, ok
			}
		}
		x, y := bothHave(a, b, signed)
		if len(x) == 0 {
			continue
		}
		d := stats.Difference(x, y, seed)
		change := Change{Name: m.name, Less: m.less, Diff: d.Interval, Lower: d.Lower, Base: stats.Mean(x), Candidate: stats.Mean(y)}
		if m.less { // 0 − x: no negative zero
			change.Base, change.Candidate = 0-change.Base, 0-change.Candidate
			change.Diff = stats.Interval{Mean: 0 - d.Mean, Low: 0 - d.High, High: 0 - d.Low}
		}
		if limit, ok := gates.MaxDrop[m.name]; ok {
			change.MaxDrop = &limit
			ps = append(ps, d.P)
			gated = append(gated, len(c.Metrics))
		}
		c.Metrics = append(c.Metrics, change)
	}
	for i, p := range stats.Holm(ps) {
		c.Metrics[gated[i]].P = p
	}
}

// bothHave groups the figure by case on both sides, where both have it.
func bothHave(a, b []*Row, m metric) (x, y [][]float64) {
	var left, right []*Row
	for i := range a {
		_, ok := m.value(a[i])
		_, ok2 := m.value(b[i])
		if ok && ok2 {
			left, right = append(left, a[i]), append(right, b[i])
		}
	}
	x, _ = byCase(left, m)
	y, _ = byCase(right, m)
	return x, y
}

// judge comes to a verdict. Promises need no statistics, nor does a model whose bytes repeat.
func (c *Comparison) judge(gates Gates) {
	because := func(v Verdict, key string, args ...any) {
		r := reason{key, args}
		c.reasons, c.Reasons = append(c.reasons, r), append(c.Reasons, r.in(plan.EN))
		if c.Verdict != VerdictRegression {
			c.Verdict = v
		}
	}
	if len(c.Hard) > 0 {
		because(VerdictRegression, "r_promises", len(c.Hard))
	}
	if c.Repeatable {
		c.judgeRepeatable(because)
		return
	}
	for _, m := range c.Metrics {
		switch {
		case m.MaxDrop == nil:
		case m.Diff.Mean != 0 && m.P < stats.Alpha && m.drop() > *m.MaxDrop:
			because(VerdictRegression, "r_drop", metricLabel(m.Name), m.drop(), m.P)
		case m.Lower < -*m.MaxDrop:
			because(VerdictInconclusive, "r_may_drop", metricLabel(m.Name), -m.Lower, *m.MaxDrop)
		}
	}
	if limit, ok := gates.MaxDrop["success"]; ok && c.SmallestDrop > limit {
		because(VerdictInconclusive, "r_power", c.Pairs, c.SmallestDrop, limit)
	}
	if c.Verdict == "" {
		c.Verdict = VerdictPass
	}
}

// regressed reports whether the trial got worse: success decides where it differs.
func (p *Pair) regressed() bool {
	return len(p.Worse) > 0 && !slices.Contains(p.Better, "success")
}

// drop is how much worse the candidate is.
func (m *Change) drop() float64 {
	if m.Less {
		return m.Diff.Mean
	}
	return -m.Diff.Mean
}

func (c *Comparison) judgeRepeatable(because func(Verdict, string, ...any)) {
	worse, better, other := 0, 0, 0
	for _, p := range c.Pairwise {
		switch {
		case p.regressed():
			worse++
		case len(p.Better) > 0:
			better++
		default:
			other++
		}
	}
	switch {
	case worse > 0:
		because(VerdictRegression, "r_worse", worse, better)
	case better+other > 0:
		because(VerdictImproved, "r_better", better, other)
	default:
		because(VerdictSame, "r_same")
	}
}
