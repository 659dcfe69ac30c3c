package portfolio

import (
	"slices"

	"luonnos/knowledge"
)

// Solution (ratkaisu) is a reform that somebody has made or is making.
type Solution struct {
	ID           string         `yaml:"id" json:"id"`
	Title        knowledge.Text `yaml:"title" json:"title"`
	Organisation string         `yaml:"organisation" json:"organisation"`
	Country      string         `yaml:"country" json:"country"`
	Sector       string         `yaml:"sector" json:"sector"`
	Maturity     string         `yaml:"maturity" json:"maturity"`
	Cautionary   bool           `yaml:"cautionary" json:"cautionary"` // it teaches mainly by what went wrong
	Problem      knowledge.Text `yaml:"problem" json:"problem"`
	Solution     knowledge.Text `yaml:"solution" json:"solution"`
	Lesson       knowledge.Text `yaml:"lesson" json:"lesson"` // our reading, not the organisation's
	Indicators   []string       `yaml:"indicators" json:"indicators"`
	Technologies []string       `yaml:"technologies" json:"technologies"`
	Links        []string       `yaml:"links" json:"links,omitempty"` // ids of solutions it belongs with
	Confidence   string         `yaml:"confidence" json:"confidence"`
	Source       Source         `yaml:"source" json:"source"`
	MoreSources  []string       `yaml:"more_sources" json:"more_sources,omitempty"`
	Results      []Result       `yaml:"results" json:"results"`
}

// Source is where the facts about a solution were read.
type Source struct {
	URL  string `yaml:"url" json:"url"`
	Type string `yaml:"type" json:"type"`
	Date string `yaml:"date" json:"date,omitempty"` // 2024, 2024-05 or 2024-05-31
}

// Result is one figure about a solution. Most figures are no results: see
// [Result.Shown].
type Result struct {
	Metric    string         `yaml:"metric" json:"metric"`
	Kind      string         `yaml:"kind" json:"kind"`
	Value     float64        `yaml:"value" json:"value"`
	Outcome   bool           `yaml:"outcome" json:"outcome"` // it is an effect, not an activity or a size
	Unit      string         `yaml:"unit" json:"unit,omitempty"`
	Period    string         `yaml:"period" json:"period,omitempty"`
	Qualifier string         `yaml:"qualifier" json:"qualifier,omitempty"`
	Note      string         `yaml:"note" json:"note,omitempty"`
	Source    string         `yaml:"source" json:"source"`
	Indicator string         `yaml:"indicator" json:"indicator,omitempty"` // of annex 1, when it measures one
	Text      knowledge.Text `yaml:"text" json:"text"`                     // the figure with unit, period and reservations
}

// Shown reports whether the figure may be shown as a result: an effect that was
// measured or reported. Estimates, targets, starting levels, volumes and sizes
// are none.
func (r *Result) Shown() bool {
	return r.Outcome && slices.Contains([]string{"measured", "reported"}, r.Kind)
}

// Shown returns the figures that may be shown as results.
func (s *Solution) Shown() []Result {
	var out []Result
	for i := range s.Results {
		if s.Results[i].Shown() {
			out = append(out, s.Results[i])
		}
	}
	return out
}
