package tools

import (
	"context"
	"slices"

	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

// fromPlan adds to a situation what it leaves open and the plan tells: a reform
// that scales rests on a tested solution, and partners make a network. It returns
// the paths that told it.
func fromPlan(s *starter.Situation, p *plan.Plan) (from []plan.Path) {
	if s.Uncertainty == "" && slices.Equal(p.Target.BenefitPath, []string{"scaling"}) {
		s.Uncertainty = "low"
		from = append(from, "target.benefit_path")
	}
	switch {
	case s.Breadth != "":
	case p.Applicant.Scope == "network":
		s.Breadth = "network"
		from = append(from, "applicant.scope")
	case len(p.Applicant.Partners) > 0:
		s.Breadth = "network"
		from = append(from, "applicant.partners")
	}
	return from
}

// modelLine is what the tool says of one model, in the applicant's language.
type modelLine struct {
	ID       string   `json:"model"`
	Name     string   `json:"name"`
	Fits     bool     `json:"fits"`
	Score    int      `json:"score"`
	Best     string   `json:"best_use"`
	Strength string   `json:"strength"`
	Weakness string   `json:"weakness"`
	For      []string `json:"for,omitempty"`
	Against  []string `json:"against,omitempty"`
}

func lineOf(a *starter.Advice, lang plan.Lang) modelLine {
	m := a.Model
	return modelLine{
		ID: m.ID, Name: m.Name.In(lang), Fits: a.Fits(), Score: a.Score, Best: m.Best.In(lang),
		Strength: m.Strength.In(lang), Weakness: m.Weakness.In(lang), For: said(a.For, lang), Against: said(a.Against, lang),
	}
}

func said(texts []plan.Text, lang plan.Lang) []string {
	out := make([]string, len(texts))
	for i, t := range texts {
		out[i] = t.In(lang)
	}
	return out
}

// suggestModel suggests decision models for the applicant's situation. What the
// call leaves open is read from the plan, where it tells it.
func suggestModel(_ context.Context, s *State, in starter.Situation) (string, error) {
	from := fromPlan(&in, &s.Draft.Plan)
	found, err := starter.SuggestModel(in)
	if err != nil {
		return "", &ArgError{Tool: "suggest_decision_model", Reason: err.Error()}
	}
	out := struct {
		Situation starter.Situation `json:"situation"`
		FromPlan  []plan.Path       `json:"from_plan,omitempty"`
		Suggested []string          `json:"suggested"` // to be combined
		Next      string            `json:"next,omitempty"`
		NextWhy   string            `json:"next_why,omitempty"`
		Ask       []string          `json:"ask,omitempty"` // what would make it surer
		Models    []modelLine       `json:"models"`
	}{Situation: in, FromPlan: from, Suggested: append([]string{}, found.Models...), Next: found.Next, NextWhy: found.NextWhy.In(s.Lang)}
	for _, f := range found.Unknown {
		out.Ask = append(out.Ask, f.Question.In(s.Lang))
	}
	for i := range found.Ranked {
		out.Models = append(out.Models, lineOf(&found.Ranked[i], s.Lang))
	}
	return answer(out)
}
