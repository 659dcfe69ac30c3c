package evals

import (
	"slices"

	"luonnos/evals/stats"
)

// metric is one figure of a row.
type metric struct {
	name  string
	less  bool // less is better
	value func(*Row) (v float64, ok bool)
}

// metrics are the figures that runs are summed up and compared by. The first is success.
var metrics = []metric{
	{"success", false, func(r *Row) (float64, bool) { return truth(r.Success), true }},
	{"completed", false, func(r *Row) (float64, bool) { return truth(r.Ended), true }},
	{"f1", false, func(r *Row) (float64, bool) { return r.F1["micro"], true }},
	{"precision", false, func(r *Row) (float64, bool) { return r.Precision, true }},
	{"recall", false, func(r *Row) (float64, bool) { return r.Recall, true }},
	{"jga", false, func(r *Row) (float64, bool) { return r.JGA, true }},
	{"delta", false, func(r *Row) (float64, bool) { return r.Delta, true }},
	{"criteria_right", false, func(r *Row) (float64, bool) { return truth(len(r.FalsePass)+len(r.FalseFail) == 0), true }},
	{"rules_right", false, func(r *Row) (float64, bool) { return truth(len(r.RulesLack)+len(r.RulesMore) == 0), true }},
	{"corrections", false, func(r *Row) (float64, bool) { return r.Corrections.share() }},
	{"digressions", false, func(r *Row) (float64, bool) { return r.Digressions.share() }},
	{"citations", false, func(r *Row) (float64, bool) { return r.Citations.share() }},
	{"computed", false, func(r *Row) (float64, bool) { return r.Computed.share() }},
	{"recovery", false, func(r *Row) (float64, bool) { return Ratio{r.Recovered, r.ToolErrors}.share() }},
	{"redundancy", true, func(r *Row) (float64, bool) { return Ratio{r.Redundant, r.Questions}.share() }},
	{"turns_ratio", true, func(r *Row) (float64, bool) { return Ratio{r.Turns, r.IdealTurns}.share() }},
	{"ungrounded", true, func(r *Row) (float64, bool) { return float64(len(r.Ungrounded)), true }},
	{"breaches", true, func(r *Row) (float64, bool) { return float64(len(r.Breaches)), true }},
}

func metricOf(name string) (metric, bool) {
	for _, m := range metrics {
		if m.name == name {
			return m, true
		}
	}
	return metric{}, false
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// share is the part that was right; ok is false when nothing was asked for.
func (r Ratio) share() (v float64, ok bool) { return ratio(r.OK, r.Of), r.Of > 0 }

// Summary sums up the rows of a run.
type Summary struct {
	Trials     int                `json:"trials"`
	Success    int                `json:"success"`
	Infra      int                `json:"infra"`          // could not be played; they count as failures
	Void       int                `json:"void,omitempty"` // more trials, which count as nothing
	Wilson     stats.Interval     `json:"wilson"`
	PassK      []float64          `json:"pass_k"` // pass^1, pass^2 …
	FlipRate   float64            `json:"flip_rate"`
	ICC        float64            `json:"icc"`
	Metrics    []MetricSummary    `json:"metrics"`
	Sections   map[string]float64 `json:"sections"` // F1
	Tokens     Usage              `json:"tokens"`
	UserTokens Usage              `json:"user_tokens,omitzero"`
	USD        float64            `json:"usd,omitempty"`
	USDPerPlan float64            `json:"usd_per_plan,omitempty"` // that came to its end
}

// MetricSummary is the mean of a figure over the cases with its interval.
type MetricSummary struct {
	Name string `json:"name"`
	Less bool   `json:"less"` // less is better
	Of   int    `json:"of"`   // rows that have it
	stats.Interval
}

// valid lists the rows that say something of the interviewer.
func valid(rows []*Row) []*Row {
	return slices.DeleteFunc(slices.Clone(rows), func(r *Row) bool { return r.Void != "" })
}

// Summarize sums up rows. The seed is the bootstrap's.
func Summarize(rows []*Row, seed int64) *Summary {
	all := rows
	rows = valid(all)
	s := &Summary{Trials: len(rows), Void: len(all) - len(rows), Sections: map[string]float64{}}
	for _, r := range all {
		s.Tokens.add(r.Tokens)
		s.UserTokens.add(r.UserTokens)
		s.USD += r.USD
	}
	counts, completed := map[string]int{}, 0
	for _, r := range rows {
		completed += int(truth(r.Ended))
		s.Success += int(truth(r.Success))
		s.Infra += int(truth(r.Infra != ""))
		for section, f1 := range r.F1 {
			if section != "micro" {
				s.Sections[section] += f1
				counts[section]++
			}
		}
	}
	if completed > 0 {
		s.USDPerPlan = s.USD / float64(completed)
	}
	for section, n := range counts {
		s.Sections[section] /= float64(n)
	}
	s.Wilson = stats.Wilson(s.Success, s.Trials)
	tallies, results := tasks(rows)
	s.PassK, s.FlipRate, s.ICC = stats.PassK(tallies), stats.FlipRate(tallies), stats.ICC(results)
	for _, m := range metrics {
		values, n := byCase(rows, m)
		s.Metrics = append(s.Metrics, MetricSummary{Name: m.name, Less: m.less, Of: n, Interval: stats.Bootstrap(values, seed)})
	}
	return s
}

// tasks groups the successes by case and style: trials of one are repetitions.
func tasks(rows []*Row) ([]stats.Tally, [][]float64) {
	type key struct {
		id    string
		style Style
	}
	at := map[key]int{}
	var tallies []stats.Tally
	var results [][]float64
	for _, r := range rows {
		i, ok := at[key{r.Case, r.Style}]
		if !ok {
			i = len(tallies)
			at[key{r.Case, r.Style}] = i
			tallies, results = append(tallies, stats.Tally{}), append(results, nil)
		}
		tallies[i].Of++
		tallies[i].OK += int(truth(r.Success))
		results[i] = append(results[i], truth(r.Success))
	}
	return tallies, results
}

// byCase groups the figure by case, in the order of the rows, and counts the rows that have it.
func byCase(rows []*Row, m metric) (values [][]float64, n int) {
	at := map[string]int{}
	for _, r := range rows {
		v, ok := m.value(r)
		if !ok {
			continue
		}
		i, known := at[r.Case]
		if !known {
			i = len(values)
			at[r.Case] = i
			values = append(values, nil)
		}
		values[i] = append(values[i], v)
		n++
	}
	return values, n
}
