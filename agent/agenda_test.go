package agent_test

import (
	"slices"
	"testing"

	"luonnos/agent"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

func agenda(d *plan.Draft) []agent.Item { return agent.Agenda(d, criteria.Check(d)) }

// TestAgendaOfEmptyDraftOpensEveryTopic holds the order of the memo.
func TestAgendaOfEmptyDraftOpensEveryTopic(t *testing.T) {
	var topics []plan.Topic
	for _, item := range agenda(plan.NewDraft(plan.FI)) {
		if item.Kind == agent.Opening {
			topics = append(topics, item.Topic)
		}
	}
	if !slices.Equal(topics, plan.Topics) {
		t.Errorf("openings %v, want every topic in order %v", topics, plan.Topics)
	}
}

// TestAgendaEnds asks the head again and again without ever getting an answer:
// the interview must come to its end, and each path is asked at most three times.
func TestAgendaEnds(t *testing.T) {
	d := plan.NewDraft(plan.FI)
	for step := 0; ; step++ {
		if step > 500 {
			t.Fatal("the agenda has no end")
		}
		items := agenda(d)
		if len(items) == 0 || items[0].Kind == agent.Attest {
			break
		}
		if len(items[0].Paths) == 0 {
			t.Fatalf("nothing is asked by %+v", items[0])
		}
		count(d, items[0])
	}
	for path, n := range d.Asked {
		if n > 3 {
			t.Errorf("%s was asked %d times", path, n)
		}
	}
}

func count(d *plan.Draft, item agent.Item) {
	for _, p := range item.Paths {
		d.Asked[p]++
	}
	if item.Kind == agent.Further {
		d.Asked[agent.FurtherMark]++
	}
}

func TestAgendaLeavesSkippedPathsAlone(t *testing.T) {
	d := plan.NewDraft(plan.FI)
	d.States["kpis"] = plan.State{Kind: plan.Skipped}
	d.States["target.purpose"] = plan.State{Kind: plan.NotApplicable}
	for _, item := range agenda(d) {
		for _, p := range item.Paths {
			if p.Within("kpis") || p == "target.purpose" {
				t.Errorf("%s is asked though it was left open", p)
			}
		}
	}
}

func TestAgendaAsksGapsOfOneRowTogether(t *testing.T) {
	d := plan.NewDraft(plan.FI)
	for _, f := range plan.Fields() {
		d.Asked[f.Path] = 1
	}
	d.Asked["kpis"] = 1
	for _, id := range []string{"k1", "k2"} {
		if err := d.Put(plan.At("kpis", id, "name"), "käsittelyaika", plan.Provenance{Source: plan.Said}); err != nil {
			t.Fatal(err)
		}
	}
	for _, item := range agenda(d) {
		if item.Topic != plan.TopicKPIs {
			continue
		}
		for _, p := range item.Paths {
			if p.Row() != item.Paths[0].Row() {
				t.Errorf("one question asks rows %s and %s", item.Paths[0].Row(), p.Row())
			}
		}
	}
}

func TestAgendaAsksNoReasonForNoCompanies(t *testing.T) {
	d := plan.NewDraft(plan.FI)
	if err := d.Put("company.link", false, plan.Provenance{Source: plan.Said}); err != nil {
		t.Fatal(err)
	}
	for _, item := range agenda(d) {
		if slices.Contains(item.Paths, "company.rationale") {
			t.Errorf("%+v asks how companies gain though they don't", item)
		}
	}
}

func TestInOrder(t *testing.T) {
	got := agent.InOrder([]plan.Path{"attestations", "kpis[k2].formula", "raci", "kpis[k1].name", "target.end", "kpis[k2].owner", "target.object"})
	want := []plan.Path{"target.end", "target.object", "kpis[k2].formula", "kpis[k2].owner", "kpis[k1].name", "raci", "attestations"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
