package tools_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

func number(v float64) *float64 { return &v }

// TestSuggestKPIs: descriptions of other fields than those of the public cases.
func TestSuggestKPIs(t *testing.T) {
	wait := plan.ValueStream{Steps: []plan.Step{{ID: "s1", Name: "review", WaitD: number(9), ReworkShare: number(20)}}}
	for name, c := range map[string]struct {
		p    plan.Plan
		want []string // among the first four
		not  []string // nowhere
	}{
		"building permits, fi": {
			plan.Plan{Target: plan.Target{Object: "rakennusluvat", Purpose: "hakijat odottavat jonossa, ja täydennyspyyntöjä on paljon"}},
			[]string{"d01", "d04"}, []string{"t05", "b10", "t14"},
		},
		"social assistance, sv": {
			plan.Plan{Target: plan.Target{Object: "handläggningen av utkomststöd", Purpose: "väntetiderna är långa och många ansökningar är ofullständiga"}},
			[]string{"d01", "d02", "d04"}, []string{"t05", "t13"},
		},
		"invoices, en": {
			plan.Plan{Target: plan.Target{Object: "invoice processing", Purpose: "invoices are typed in manually and are full of errors"}},
			[]string{"d02", "d05", "d06"}, []string{"t05", "d12"},
		},
		"studies, fi": {
			plan.Plan{Target: plan.Target{Object: "opiskelijoiden keskeyttäminen ja valmistuminen"}}, []string{"t05"}, []string{"d01", "d06"},
		},
		"tax inspections, fi": {
			plan.Plan{Target: plan.Target{Object: "verotarkastusten kohdentaminen riskin mukaan"}}, []string{"t03"}, []string{"d09"},
		},
		"shared platform, en": {
			plan.Plan{Target: plan.Target{Object: "one booking platform, spread to all regions through open APIs"}}, []string{"t06", "t07", "t09"}, []string{"b03"},
		},
		"interpreters, sv": {
			plan.Plan{Target: plan.Target{Object: "tolkning och översättning i hälsovården"}}, []string{"t11"}, []string{"t14", "d01"},
		},
		"only the value stream": {plan.Plan{ValueStream: wait}, []string{"d01", "d04"}, []string{"d02"}},
		"nothing known":         {plan.Plan{Applicant: plan.Applicant{Sector: "university"}}, nil, []string{"t05", "d01"}},
		"what the plan has": {
			plan.Plan{ValueStream: wait, KPIs: []plan.KPI{{ID: "k1", Indicator: "d01"}}}, []string{"d05"}, []string{"d01"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var ids []string
			for _, s := range tools.SuggestKPIs(&c.p) {
				ids = append(ids, s.Indicator.ID)
				if len(s.Why) == 0 || s.Score <= 0 {
					t.Errorf("%s without a reason", s.Indicator.ID)
				}
				for _, r := range s.Why {
					for _, lang := range plan.Langs {
						if r.In(lang) == "" {
							t.Errorf("%s: %+v says nothing in %s", s.Indicator.ID, r, lang)
						}
					}
				}
			}
			for _, want := range c.want {
				if !slices.Contains(ids[:min(len(ids), 4)], want) {
					t.Errorf("%s is not among the first of %v", want, ids)
				}
			}
			for _, not := range c.not {
				if slices.Contains(ids, not) {
					t.Errorf("%s is among %v", not, ids)
				}
			}
		})
	}
}

// TestEveryIndicatorIsFound: no indicator's words are taken by another's.
func TestEveryIndicatorIsFound(t *testing.T) {
	for _, i := range starter.Indicators() {
		for _, lang := range plan.Langs {
			p := plan.Plan{Target: plan.Target{Object: i.Cues.In(lang)}}
			got := tools.SuggestKPIs(&p)
			if !slices.ContainsFunc(got[:min(len(got), 3)], func(s tools.KPISuggestion) bool { return s.Indicator.ID == i.ID }) {
				t.Errorf("%s is not found by its cues in %s", i.ID, lang)
			}
		}
	}
}

func TestSectorDecidesBetweenEquals(t *testing.T) {
	p := plan.Plan{Target: plan.Target{Object: "puhelin ja jono"}}
	for sector, want := range map[string]string{"": "d01", "municipality": "d09"} {
		p.Applicant.Sector = sector
		if got := tools.SuggestKPIs(&p)[0].Indicator.ID; got != want {
			t.Errorf("sector %q: %s first, want %s", sector, got, want)
		}
	}
}

func TestPerspectivesAreSpread(t *testing.T) {
	p := plan.Plan{Target: plan.Target{Object: "jono, odotus, käsittely, kustannus, virhe"}}
	got := tools.SuggestKPIs(&p)
	if len(got) < 3 || got[0].Indicator.Group != "results" || got[1].Indicator.Group != "quality" {
		t.Errorf("the second suggestion is of the perspective of the first: %+v", got)
	}
}

func TestSuggestKPIsTool(t *testing.T) {
	s := state(t, plan.SV)
	if got := run(t, s, "suggest_kpis", object{}).Content; !strings.Contains(got, "target.object") {
		t.Errorf("an empty plan gives %s", got)
	}
	s.Draft.Plan.Target.Object = "köerna till rådgivningen"
	var got struct {
		Indicators []struct {
			Indicator, Name, Unit, Direction, Formula string
			Why                                       []string
		}
	}
	if err := json.Unmarshal([]byte(run(t, s, "suggest_kpis", object{}).Content), &got); err != nil {
		t.Fatal(err)
	}
	first := got.Indicators[0]
	if first.Indicator != "d01" || first.Unit != "d" || first.Direction != plan.Decrease || first.Formula == "" || first.Why[0] != "Reformens fokus: köer" {
		t.Errorf("got %+v", first)
	}
}

func TestSuggestDecisionModelTool(t *testing.T) {
	type reply struct {
		Situation starter.Situation
		FromPlan  []plan.Path `json:"from_plan"`
		Suggested []string
		Ask       []string
		Models    []struct {
			Model, Strength, Weakness string
			For                       []string
		}
	}
	ask := func(s *tools.State, args object) (got reply) {
		t.Helper()
		if err := json.Unmarshal([]byte(run(t, s, "suggest_decision_model", args).Content), &got); err != nil {
			t.Fatal(err)
		}
		return got
	}
	s := state(t, plan.FI)
	got := ask(s, object{"stakes": "high", "team": nil})
	if !slices.Equal(got.Suggested, []string{"gate"}) || len(got.Ask) != 4 || !strings.HasSuffix(got.Ask[0], "?") {
		t.Errorf("got %+v", got)
	}
	if first := got.Models[0]; first.Model != "gate" || first.Strength != "kustannuskuri" || first.Weakness == "" || len(first.For) != 1 {
		t.Errorf("first %+v", first)
	}
	s.Draft.Plan.Target.BenefitPath = []string{"scaling"}
	s.Draft.Plan.Applicant.Partners = []string{"Naapurikunta"}
	got = ask(s, object{})
	if !slices.Equal(got.Suggested, []string{"scaleup", "okr"}) || !slices.Equal(got.FromPlan, []plan.Path{"target.benefit_path", "applicant.partners"}) {
		t.Errorf("from the plan: %+v", got)
	}
	if got := ask(s, object{"uncertainty": "high"}); slices.Contains(got.Suggested, "scaleup") {
		t.Errorf("the plan overrode the applicant: %+v", got)
	}
	if r := run(t, s, "suggest_decision_model", object{"team": "dozens"}); !r.IsError {
		t.Error("an unknown value was accepted")
	}
}

// TestFactorsAreOffered: the schema's enumerations are the factors'.
func TestFactorsAreOffered(t *testing.T) {
	tool, ok := tools.All().Find("suggest_decision_model")
	if !ok {
		t.Fatal("no such tool")
	}
	var node struct {
		Properties map[string]struct{ Enum []*string }
	}
	if err := json.Unmarshal(tool.Schema, &node); err != nil {
		t.Fatal(err)
	}
	for _, f := range starter.Factors() {
		var offered []string
		for _, v := range node.Properties[f.ID].Enum {
			if v != nil {
				offered = append(offered, *v)
			}
		}
		if !slices.Equal(offered, f.Values) {
			t.Errorf("%s: the schema offers %v, the factor has %v", f.ID, offered, f.Values)
		}
	}
}

func TestComputeBenefitsTool(t *testing.T) {
	const told = "Henkilötyövuodessa on 1600 tuntia, ja uuden tavan käyttö maksaa 4 000 euroa vuodessa. Käyttöosuus on 50 %."
	s := state(t, plan.FI, told)
	p := &s.Draft.Plan
	p.Target.Volume, p.Target.ResourcesEUR = number(12000), number(50000)
	p.KPIs = []plan.KPI{{ID: "k1", Indicator: "d02", Unit: "h", Baseline: number(0.5), Target: number(0.25)}}
	p.Realisation = []plan.Realisation{{ID: "z1", FreedEUR: number(40000), By: "2027-03"}}
	var got struct {
		Horizon  int `json:"horizon_years"`
		Budgeted struct {
			Capacity []string
			Net      []string `json:"net_saving"`
			BCR      string
		}
		Realised struct{ ROI string }
		Missing  []string
		Refused  []tools.Refused
	}
	args := object{"adoption_percent": 50, "hours_per_year": 1600, "running_cost": 4000, "cost_per_year": 70000, "evidence": []string{told}}
	if err := json.Unmarshal([]byte(run(t, s, "compute_benefits", args).Content), &got); err != nil {
		t.Fatal(err)
	}
	if len(got.Refused) != 1 || got.Refused[0].Path != "cost_per_year" || !slices.Contains(got.Missing, "henkilötyövuoden hinta") {
		t.Errorf("an invented cost: refused %v, missing %v", got.Refused, got.Missing)
	}
	for _, c := range []struct{ got, want string }{
		{got.Budgeted.Capacity[0], "= 1\u00a0500 h/v: volyymi 12\u00a0000 /v; aika ennen 0,5 h; aika jälkeen 0,25 h; käyttöosuus 0,5"},
		{got.Budgeted.Capacity[2], "tietoja puuttuu"},
		{got.Budgeted.Net[0], "= 36\u00a0000 €/v"},
		{got.Budgeted.BCR, "= 1,94: hyödyt 120\u00a0000 €; kustannukset 62\u00a0000 €; vuosia 3; diskonttokorko 0 %"},
		{got.Realised.ROI, "tietoja puuttuu"},
	} {
		if !strings.Contains(c.got, c.want) {
			t.Errorf("%q does not contain %q", c.got, c.want)
		}
	}
	if len(s.Receipt.Stored) != 0 || len(s.Draft.Provenance) != 0 {
		t.Error("computing stored something")
	}
}
