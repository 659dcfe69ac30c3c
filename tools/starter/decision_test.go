package starter_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"luonnos/tools/starter"
)

func TestSuggestModel(t *testing.T) {
	for name, c := range map[string]struct {
		s    starter.Situation
		want []string
		next string
	}{
		"search for a solution":                {starter.Situation{Uncertainty: "high", Breadth: "unit"}, []string{"startup"}, ""},
		"search in a hurry":                    {starter.Situation{Uncertainty: "high", Window: "weeks"}, []string{"startup"}, ""},
		"search, then the whole house":         {starter.Situation{Uncertainty: "high", Window: "weeks", Breadth: "organisation"}, []string{"startup"}, "scaleup"},
		"search that many could use":           {starter.Situation{Uncertainty: "high", Window: "weeks", Breadth: "network"}, []string{"startup", "okr"}, "scaleup"},
		"proven, to other units":               {starter.Situation{Uncertainty: "low", Breadth: "organisation"}, []string{"scaleup"}, ""},
		"proven, to a network":                 {starter.Situation{Uncertainty: "low", Breadth: "network"}, []string{"scaleup", "okr"}, ""},
		"proven, stays in the unit":            {starter.Situation{Uncertainty: "low", Breadth: "unit"}, nil, ""},
		"one team in a rhythm":                 {starter.Situation{Team: "one", Window: "months"}, []string{"agile"}, ""},
		"one team that steers":                 {starter.Situation{Team: "one", Uncertainty: "medium"}, []string{"agile"}, ""},
		"high stakes":                          {starter.Situation{Stakes: "high"}, []string{"gate"}, ""},
		"high stakes, no time":                 {starter.Situation{Stakes: "high", Window: "weeks"}, nil, ""},
		"years, but little at stake":           {starter.Situation{Stakes: "low", Window: "years"}, nil, ""},
		"many teams over unit borders":         {starter.Situation{Team: "several", Breadth: "organisation"}, []string{"okr"}, ""},
		"many organisations":                   {starter.Situation{Team: "several", Breadth: "network"}, []string{"okr"}, ""},
		"costly search":                        {starter.Situation{Uncertainty: "high", Stakes: "high", Team: "one", Window: "months", Breadth: "unit"}, []string{"startup", "agile", "gate"}, ""},
		"costly roll-out over unit borders":    {starter.Situation{Uncertainty: "low", Stakes: "high", Team: "several", Window: "years", Breadth: "organisation"}, []string{"gate", "scaleup", "okr"}, ""},
		"everything in the middle, one office": {starter.Situation{Uncertainty: "medium", Stakes: "medium", Team: "one", Window: "months", Breadth: "unit"}, []string{"agile"}, ""},
		"nothing known":                        {starter.Situation{}, nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := starter.SuggestModel(c.s)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, got.Models); diff != "" || got.Next != c.next {
				t.Errorf("next %q, want %q; models (-want +got):\n%s", got.Next, c.next, diff)
			}
		})
	}
}

func TestSuggestionsExplainThemselves(t *testing.T) {
	each(func(s starter.Situation) {
		got, err := starter.SuggestModel(s)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Ranked) != len(starter.DecisionModels()) {
			t.Fatalf("%+v ranks %d models", s, len(got.Ranked))
		}
		for i, a := range got.Ranked {
			if a.Fits() != slices.Contains(got.Models, a.Model.ID) || a.Fits() && len(a.For) == 0 {
				t.Errorf("%+v: %s: score %d, for %v, in %v", s, a.Model.ID, a.Score, a.For, got.Models)
			}
			if i > 0 && a.Score > got.Ranked[i-1].Score {
				t.Errorf("%+v: %s is ranked too low", s, a.Model.ID)
			}
			complete(t, a.Model.ID, append(a.For, a.Against...)...)
		}
		if got.Next != "" {
			complete(t, "next", got.NextWhy)
			if slices.Contains(got.Models, got.Next) {
				t.Errorf("%+v: %s both now and next", s, got.Next)
			}
		}
		// Search and standardisation exclude each other.
		if slices.Contains(got.Models, "startup") && slices.Contains(got.Models, "scaleup") {
			t.Errorf("%+v: both start-up and scale-up", s)
		}
	})
}

// each calls do with every situation, known in whole or in part.
func each(do func(starter.Situation)) {
	grades := []string{"", "low", "medium", "high"}
	for _, window := range []string{"", "weeks", "months", "years"} {
		for _, uncertainty := range grades {
			for _, stakes := range grades {
				for _, team := range []string{"", "one", "several"} {
					for _, breadth := range []string{"", "unit", "organisation", "network"} {
						do(starter.Situation{Window: window, Uncertainty: uncertainty, Stakes: stakes, Team: team, Breadth: breadth})
					}
				}
			}
		}
	}
}

func TestSituationsAreChecked(t *testing.T) {
	if _, err := starter.SuggestModel(starter.Situation{Team: "a dozen"}); err == nil {
		t.Error("an unknown value was accepted")
	}
	for _, f := range starter.Factors() {
		complete(t, f.ID, f.Label, f.Question)
	}
	got, err := starter.SuggestModel(starter.Situation{Stakes: "high"})
	if err != nil || len(got.Unknown) != len(starter.Factors())-1 {
		t.Errorf("unknown %v, error %v", got.Unknown, err)
	}
}

func TestConditionsAreOfTheFactors(t *testing.T) {
	values := map[string][]string{}
	for _, f := range starter.Factors() {
		values[f.ID] = f.Values
	}
	for _, m := range starter.DecisionModels() {
		for _, f := range m.Fits {
			if !slices.Contains(values[f.When.Factor], f.When.Value) || f.Weight == 0 {
				t.Errorf("%s: %+v", m.ID, f)
			}
		}
	}
}
