package starter_test

import (
	"slices"
	"testing"

	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

func complete(t *testing.T, id string, texts ...plan.Text) {
	t.Helper()
	for _, text := range texts {
		if !text.Complete() {
			t.Errorf("%s lacks a language: %+v", id, text)
		}
	}
}

func TestIndicators(t *testing.T) {
	bySet := map[string]int{}
	seen := map[string]bool{}
	for _, i := range starter.Indicators() {
		complete(t, i.ID, i.Name, i.Formula, i.Cues)
		if seen[i.ID] || i.Unit == "" || i.Group == "" || i.Portfolio == "" {
			t.Errorf("%+v", i)
		}
		if i.Direction != "" && i.Direction != plan.Increase && i.Direction != plan.Decrease {
			t.Errorf("%s: direction %q", i.ID, i.Direction)
		}
		checkSignals(t, i)
		seen[i.ID] = true
		bySet[i.Set]++
	}
	if bySet["digitalisation"] != 14 || bySet["transformation"] != 14 || bySet["both"] != 12 || len(seen) != 40 {
		t.Errorf("indicators by set: %v, want 14, 14 and 12", bySet)
	}
}

func checkSignals(t *testing.T, i starter.Indicator) {
	t.Helper()
	has := func(enum, value string) bool {
		return slices.ContainsFunc(plan.Options(enum), func(o plan.Option) bool { return o.Value == value })
	}
	for _, s := range i.Signals {
		path, value := s.Field()
		f, ok := plan.FieldAt(path)
		if !ok || value != "" && !has(f.Enum, value) && (f.Kind != plan.KindBool || value != "true") {
			t.Errorf("%s: signal %s is of no field or value", i.ID, s)
		}
	}
	for _, sector := range i.Sectors {
		if !has("sector", sector) {
			t.Errorf("%s: no sector %s", i.ID, sector)
		}
	}
}

func TestDecisionModelsAreTheEnumeration(t *testing.T) {
	models := starter.DecisionModels()
	options := plan.Options("decision_model")
	if len(models) != len(options) {
		t.Fatalf("%d models, %d values", len(models), len(options))
	}
	for i, m := range models {
		complete(t, m.ID, m.Name, m.Idea, m.Best, m.Strength, m.Weakness)
		if m.ID != options[i].Value {
			t.Errorf("model %d is %s, the enumeration has %s", i, m.ID, options[i].Value)
		}
	}
}
