package evals

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// next is the message of an applicant in the script's words.
func next(t *testing.T, a *Applicant, q Question) (Utterance, bool) {
	t.Helper()
	u, ok, err := a.Next(t.Context(), q)
	if err != nil {
		t.Fatal(err)
	}
	return u, ok
}

// answers plays a list of questions and returns the kinds of the answers.
func answers(t *testing.T, a *Applicant, p *plan.Plan, asks ...[]plan.Path) []Kind {
	var kinds []Kind
	for _, paths := range asks {
		u, ok := next(t, a, Question{Asks: paths, Plan: p})
		if !ok {
			return append(kinds, "end")
		}
		kinds = append(kinds, u.Kind)
	}
	return kinds
}

func loadCase(t *testing.T, name string) *Case {
	t.Helper()
	cases, err := LoadCases("cases/" + name + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	return cases[0]
}

func TestApplicantTakesEventsInOrder(t *testing.T) {
	c := loadCase(t, "p02-sv-hemvard")
	c.OffTopic = []OffTopic{{After: "kpis", Say: "Vilket väder!"}}
	c.Digressions = append(c.Digressions, Digression{After: "kpis", Say: "Vad är ett nyckeltal?"})
	c.Corrections[0].After = "kpis"
	kpis := []plan.Path{"kpis"}
	raci := []plan.Path{"raci"}
	a := NewApplicant(c, Verbose, 1)
	got := answers(t, a, &plan.Plan{}, kpis, raci, raci, raci, raci, raci, nil)
	want := []Kind{KindAnswer, KindCorrection, KindDigression, KindOffTopic, KindInjection, KindAnswer, KindUnclear}
	if !equalKinds(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func equalKinds(a, b []Kind) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func TestApplicantSaysAsMuchAsTheStyle(t *testing.T) {
	c := loadCase(t, "p01-fi-varhaiskasvatus")
	for style, want := range map[Style]int{Terse: 1, Normal: 2, Verbose: 4} {
		u, _ := next(t, NewApplicant(c, style, 1), Question{Asks: []plan.Path{"value_stream.steps", "value_stream.customer"}, Plan: &plan.Plan{}})
		if len(u.Segments) != want {
			t.Errorf("%s: %d statements, want %d", style, len(u.Segments), want)
		}
	}
}

func TestApplicantAnswersTheAskedFieldFirst(t *testing.T) {
	a := NewApplicant(loadCase(t, "p01-fi-varhaiskasvatus"), Terse, 1)
	u, _ := next(t, a, Question{Asks: []plan.Path{"value_stream.evidence"}, Plan: &plan.Plan{}})
	if !strings.Contains(u.Text, "huoltajakysely") {
		t.Errorf("said %q", u.Text)
	}
}

// TestApplicantKnowsTheProductsRows asks about a row that the product numbers otherwise.
func TestApplicantKnowsTheProductsRows(t *testing.T) {
	a := NewApplicant(loadCase(t, "p02-sv-hemvard"), Verbose, 1)
	p := &plan.Plan{KPIs: []plan.KPI{
		{ID: "k1", Name: "restid per besök"}, {ID: "k2", Name: "andel direkt arbetstid hos klienten"},
	}}
	answers(t, a, p, []plan.Path{"kpis"})
	a.queue = nil
	u, _ := next(t, a, Question{Asks: []plan.Path{"kpis[k2].formula"}, Plan: p})
	if u.Kind != KindRefusal || u.Text != a.script.c.Withheld[0].Say {
		t.Errorf("asked for the withheld formula: %s %q", u.Kind, u.Text)
	}
	again, _ := next(t, a, Question{Asks: []plan.Path{"kpis[k2].formula"}, Plan: p})
	if again.Text != u.Text {
		t.Errorf("asked again: %q, want the same", again.Text)
	}
	u, _ = next(t, a, Question{Asks: []plan.Path{"kpis[k1].formula"}, Plan: p})
	if u.Kind != KindRepeat || !strings.Contains(u.Text, "restid / antal besök") {
		t.Errorf("asked for the other formula: %s %q", u.Kind, u.Text)
	}
	u, _ = next(t, a, Question{Asks: []plan.Path{"kpis[k9].formula"}, Plan: p})
	if u.Kind != KindUnknown {
		t.Errorf("asked about a row that is none: %s %q", u.Kind, u.Text)
	}
}

// TestRepeatsCarryTheCorrections: a statement that was corrected is not repeated without its correction.
func TestRepeatsCarryTheCorrections(t *testing.T) {
	c := loadCase(t, "p01-fi-varhaiskasvatus")
	a := NewApplicant(c, Verbose, 1)
	answers(t, a, &plan.Plan{}, []plan.Path{"kpis"}, []plan.Path{"raci"})
	u, _ := next(t, a, Question{Asks: []plan.Path{"kpis"}, Plan: &plan.Plan{}})
	if u.Kind != KindRepeat || !strings.HasSuffix(u.Text, c.Corrections[0].Say) {
		t.Errorf("repeat %s %q", u.Kind, u.Text)
	}
}

func TestContradictionIsSettledWhenAsked(t *testing.T) {
	c := loadCase(t, "p02-sv-hemvard")
	a := NewApplicant(c, Verbose, 1)
	p := &plan.Plan{ValueStream: plan.ValueStream{Steps: []plan.Step{{ID: "s7", Name: "planering av rutten"}}}}
	answers(t, a, p, []plan.Path{"batches"}, []plan.Path{"realisation"})
	if _, open := a.ledger.either["value_stream.steps[s2].process_min"]; !open {
		t.Fatal("the contradiction was not said")
	}
	u, _ := next(t, a, Question{Asks: []plan.Path{"value_stream.steps[s7].process_min"}, Plan: p})
	if u.Kind != KindResolve || u.Text != "40 min stämmer." {
		t.Errorf("asked which holds: %s %q", u.Kind, u.Text)
	}
}

func TestApplicantEnds(t *testing.T) {
	c := loadCase(t, "p01-fi-varhaiskasvatus")
	c.Script = c.Script[:1]
	c.Corrections, c.Digressions, c.Injections = nil, nil, nil
	a := NewApplicant(c, Verbose, 1)
	p := &plan.Plan{Applicant: plan.Applicant{Organisation: "Hiidenlammen kunta"}}
	got := answers(t, a, p, []plan.Path{"applicant.organisation"}, []plan.Path{"batches"}, []plan.Path{"attestations"})
	if want := []Kind{KindAnswer, KindNothing, "end"}; !equalKinds(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
