package tools

import (
	"context"
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

// KPISuggestion is one indicator of annex 1 that fits a plan.
type KPISuggestion struct {
	Indicator starter.Indicator
	Score     int
	Why       []Reason
}

// Reason is what in the plan speaks for a suggestion.
type Reason struct {
	Path  plan.Path
	Words []string  // the words of a text that do
	Value plan.Text // the value that does
}

// In words the reason in lang: "Focus of the reform: queue, waiting".
func (r Reason) In(lang plan.Lang) string {
	field, ok := plan.FieldAt(r.Path)
	if !ok {
		return string(r.Path)
	}
	what := strings.Join(r.Words, ", ")
	if what == "" {
		what = r.Value.In(lang)
	}
	if what == "" {
		return field.Label.In(lang)
	}
	return field.Label.In(lang) + ": " + what
}

// What a reason counts: a text what [described] says for each cue in it, up to
// mostCues, and a field that is a signal signalCounts.
const (
	mostCues     = 3
	signalCounts = 2
)

// SuggestKPIs ranks the indicators of annex 1 for which something in the plan
// speaks, the best first, without those that the plan has. Each perspective that
// is there already makes its further indicators count less, because the memo
// wants several perspectives (chapter 2). Sector and type of renewal only decide
// between what fits anyhow.
func SuggestKPIs(p *plan.Plan) []KPISuggestion {
	texts, filled := textsOf(p), filledFields(p)
	var all []KPISuggestion
	chosen := map[string]int{} // by perspective
	for i, indicator := range starter.Indicators() {
		if slices.ContainsFunc(p.KPIs, func(k plan.KPI) bool { return k.Indicator == indicator.ID }) {
			chosen[indicator.Group]++
			continue
		}
		s := KPISuggestion{Indicator: indicator}
		s.byWords(texts, cues()[i])
		s.bySignals(p, filled)
		if s.Score == 0 {
			continue
		}
		if slices.Contains(indicator.Sectors, p.Applicant.Sector) {
			s.add(1, Reason{Path: "applicant.sector", Value: option("sector", p.Applicant.Sector)})
		}
		if indicator.Set == p.Target.RenewalType {
			s.add(1, Reason{Path: "target.renewal_type", Value: option("renewal_type", p.Target.RenewalType)})
		}
		all = append(all, s)
	}
	return spread(all, chosen)
}

// spread orders suggestions by score, divided by how often their perspective is
// there already.
func spread(all []KPISuggestion, chosen map[string]int) []KPISuggestion {
	ranked := make([]KPISuggestion, 0, len(all))
	for len(all) > 0 {
		best, most := 0, 0.0
		for i, s := range all {
			if worth := float64(s.Score) / float64(1+chosen[s.Indicator.Group]); worth > most {
				best, most = i, worth
			}
		}
		chosen[all[best].Indicator.Group]++
		ranked = append(ranked, all[best])
		all = slices.Delete(all, best, best+1)
	}
	return ranked
}

func (s *KPISuggestion) add(score int, why Reason) {
	s.Score += score
	s.Why = append(s.Why, why)
}

// byWords counts the cues in the plan's texts.
func (s *KPISuggestion) byWords(texts []text, cues []cue) {
	for _, t := range texts {
		if found := t.find(cues); len(found) > 0 {
			s.add(t.counts*min(len(found), mostCues), Reason{Path: t.path, Words: found})
		}
	}
}

// filledFields lists the leaves of each field.
func filledFields(p *plan.Plan) map[plan.Path][]plan.Path {
	filled := map[plan.Path][]plan.Path{}
	for path := range p.Leaves() {
		filled[path.Field()] = append(filled[path.Field()], path)
	}
	return filled
}

// bySignals counts the fields that speak for the indicator, each field once.
func (s *KPISuggestion) bySignals(p *plan.Plan, filled map[plan.Path][]plan.Path) {
	for _, signal := range s.Indicator.Signals {
		field, want := signal.Field()
		i := slices.IndexFunc(filled[field], func(path plan.Path) bool {
			value, ok := p.Get(path)
			return ok && (want == "" || holds(value, want))
		})
		if i >= 0 {
			f, _ := plan.FieldAt(field)
			s.add(signalCounts, Reason{Path: filled[field][i], Value: option(f.Enum, want)})
		}
	}
}

func holds(value any, want string) bool {
	switch v := value.(type) {
	case string:
		return v == want
	case []string:
		return slices.Contains(v, want)
	case bool:
		return v && want == "true"
	default:
		return false
	}
}

// option is the label of an enumeration's value; empty when it has none.
func option(enum, value string) plan.Text {
	for _, o := range plan.Options(enum) {
		if o.Value == value {
			return o.Label
		}
	}
	return plan.Text{}
}

// suggested is how many indicators the tool gives. The memo wants two or three.
const suggested = 6

type suggestKPIsIn struct{}

// suggestKPIs offers indicators of annex 1, in the applicant's language.
func suggestKPIs(_ context.Context, s *State, _ suggestKPIsIn) (string, error) {
	type line struct {
		ID          string   `json:"indicator"`
		Name        string   `json:"name"`
		Unit        string   `json:"unit"`
		Direction   string   `json:"direction,omitempty"`
		Perspective string   `json:"perspective"`
		Formula     string   `json:"formula"`
		Why         []string `json:"why"`
	}
	lines := []line{}
	all := SuggestKPIs(&s.Draft.Plan)
	for _, k := range all[:min(len(all), suggested)] {
		i := k.Indicator
		why := make([]string, len(k.Why))
		for n, r := range k.Why {
			why[n] = r.In(s.Lang)
		}
		lines = append(lines, line{
			i.ID, i.Name.In(s.Lang), i.Unit, i.Direction, plan.OptionLabel("perspective", i.Group, s.Lang), i.Formula.In(s.Lang), why,
		})
	}
	if len(lines) == 0 {
		return answer(map[string]any{"indicators": lines, "missing": []plan.Path{"target.object", "target.purpose", "value_stream.steps"}})
	}
	return answer(map[string]any{"indicators": lines})
}
