package starter

import (
	"fmt"
	"slices"

	"luonnos/tools/plan"
)

// Situation is what the choice of a decision model depends on. An empty value
// is unknown.
type Situation struct {
	Window      string `json:"window,omitempty" jsonschema:"enum=weeks,enum=months,enum=years" jsonschema_description:"Time window in which the benefit must be reached."`
	Uncertainty string `json:"uncertainty,omitempty" jsonschema:"enum=low,enum=medium,enum=high" jsonschema_description:"How uncertain it is that the solution works; low when it is tested."`
	Stakes      string `json:"stakes,omitempty" jsonschema:"enum=low,enum=medium,enum=high" jsonschema_description:"How much money and risk is at stake."`
	Team        string `json:"team,omitempty" jsonschema:"enum=one,enum=several" jsonschema_description:"Whether one team or several do the work."`
	Breadth     string `json:"breadth,omitempty" jsonschema:"enum=unit,enum=organisation,enum=network" jsonschema_description:"One unit, the whole organisation or several organisations."`
}

func (s Situation) of(factor string) string {
	switch factor {
	case "window":
		return s.Window
	case "uncertainty":
		return s.Uncertainty
	case "stakes":
		return s.Stakes
	case "team":
		return s.Team
	case "breadth":
		return s.Breadth
	default:
		return ""
	}
}

// Factor is one thing that a [Situation] tells, with the question that asks for
// it.
type Factor struct {
	ID       string    `yaml:"id" json:"id"`
	Label    plan.Text `yaml:"label" json:"label"`
	Question plan.Text `yaml:"question" json:"question"`
	Values   []string  `yaml:"values" json:"values"`
}

// Factors lists the factors of a [Situation]. The slice is shared: do not change
// it.
func Factors() []Factor { return load().Factors }

type condition struct {
	Factor string `yaml:"factor"`
	Value  string `yaml:"value"`
}

func (c condition) holds(s Situation) bool { return s.of(c.Factor) == c.Value }

// fit is what one factor says for a model (weight over 0) or against it.
type fit struct {
	When   condition `yaml:"when"`
	Weight int       `yaml:"weight"`
	Why    plan.Text `yaml:"why"`
}

// next is the model that has to follow another one.
type next struct {
	Model string      `yaml:"model"`
	When  []condition `yaml:"when"` // one of them is enough
	Why   plan.Text   `yaml:"why"`
}

// fitsFrom is the score from which a model fits a situation.
const fitsFrom = 2

// Advice is what a situation says of one decision model.
type Advice struct {
	Model   DecisionModel `json:"model"`
	Score   int           `json:"score"`
	For     []plan.Text   `json:"for,omitempty"`
	Against []plan.Text   `json:"against,omitempty"`
}

// Fits reports whether the model fits.
func (a *Advice) Fits() bool { return a.Score >= fitsFrom }

// Suggestion is the outcome of [SuggestModel].
type Suggestion struct {
	Ranked  []Advice  `json:"ranked"`            // all models, the best first, equals in the order of the table
	Models  []string  `json:"models"`            // those that fit, to be combined; empty when none does
	Next    string    `json:"next,omitempty"`    // the model that has to follow, once the result is verified
	NextWhy plan.Text `json:"next_why,omitzero"` // why it has to
	Unknown []Factor  `json:"unknown,omitempty"` // what would make the suggestion surer
}

// SuggestModel suggests the decision models that fit a situation
// (päätöksentekomalli; memo chapter 5, table 5). Several that fit are meant to be
// combined. It refuses a value that a factor does not have.
func SuggestModel(s Situation) (Suggestion, error) {
	var out Suggestion
	for _, f := range Factors() {
		switch value := s.of(f.ID); {
		case value == "":
			out.Unknown = append(out.Unknown, f)
		case !slices.Contains(f.Values, value):
			return Suggestion{}, fmt.Errorf("starter: suggest a model: %s: %q is not one of %v", f.ID, value, f.Values)
		}
	}
	for _, m := range DecisionModels() {
		out.Ranked = append(out.Ranked, m.in(s))
	}
	slices.SortStableFunc(out.Ranked, func(a, b Advice) int { return b.Score - a.Score })
	for i := range out.Ranked {
		a := &out.Ranked[i]
		if !a.Fits() {
			break
		}
		out.Models = append(out.Models, a.Model.ID)
		if n := a.Model.Next; n != nil && slices.ContainsFunc(n.When, func(c condition) bool { return c.holds(s) }) {
			out.Next, out.NextWhy = n.Model, n.Why
		}
	}
	return out, nil
}

// in is what the situation says of the model.
func (m DecisionModel) in(s Situation) Advice {
	a := Advice{Model: m}
	for _, f := range m.Fits {
		switch {
		case !f.When.holds(s):
			continue
		case f.Weight > 0:
			a.For = append(a.For, f.Why)
		default:
			a.Against = append(a.Against, f.Why)
		}
		a.Score += f.Weight
	}
	return a
}
