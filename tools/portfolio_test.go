package tools_test

import (
	"encoding/json"
	"strings"
	"testing"

	"luonnos/knowledge/portfolio"
	"luonnos/tools"
	"luonnos/tools/plan"
)

type portfolioAnswer struct {
	Solutions []struct {
		ID         string
		Title      string
		SameSector bool     `json:"same_sector"`
		Shared     []string `json:"shared_indicators"`
		Results    []struct{ Result, Kind, Source string }
	}
	Comparisons []struct {
		Path             string
		Baseline, Target *float64
		Peers            []struct{ ID, Result, Kind, Source string }
	}
}

// askPortfolio runs the tool on a plan.
func askPortfolio(t *testing.T, lang plan.Lang, p plan.Plan, args string) portfolioAnswer {
	t.Helper()
	all, err := portfolio.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	s := &tools.State{Draft: plan.ImportedDraft(p), Portfolio: all, Lang: lang, Now: now}
	r, err := tools.All().Run(t.Context(), s, tools.Call{ID: "c1", Name: "search_portfolio", Arguments: json.RawMessage(args)})
	if err != nil || r.IsError {
		t.Fatalf("%+v, %v", r, err)
	}
	var got portfolioAnswer
	if err := json.Unmarshal([]byte(r.Content), &got); err != nil {
		t.Fatal(err)
	}
	return got
}

func TestSearchPortfolioFromThePlan(t *testing.T) {
	p := plan.Plan{
		Applicant: plan.Applicant{Sector: "municipality"},
		Target:    plan.Target{Title: "Ekonomiskt stöd snabbare", Object: "beslut om utkomststöd"},
		KPIs: []plan.KPI{
			{ID: "k1", Name: "Handläggningstid", Indicator: "d01", Unit: "dagar", Baseline: number(9), Target: number(2)},
			{ID: "k2", Name: "nöjda katter"},
		},
	}
	got := askPortfolio(t, plan.SV, p, `{"query":""}`)
	if len(got.Solutions) == 0 || got.Solutions[0].ID != "trelleborg-toimeentulotuki" || !got.Solutions[0].SameSector || len(got.Solutions[0].Shared) != 1 {
		t.Fatalf("got %+v", got.Solutions)
	}
	if len(got.Comparisons) != 1 || got.Comparisons[0].Path != "kpis[k1]" || *got.Comparisons[0].Baseline != 9 || *got.Comparisons[0].Target != 2 {
		t.Fatalf("got %+v", got.Comparisons)
	}
	if peer := got.Comparisons[0].Peers[0]; peer.ID != "trelleborg-toimeentulotuki" || !strings.Contains(peer.Result, "arbetsdag") || peer.Source == "" {
		t.Errorf("the first peer is %+v", peer)
	}
}

func TestSearchPortfolioShowsOnlyResults(t *testing.T) {
	got := askPortfolio(t, plan.EN, plan.Plan{}, `{"query":"rule-based automation of benefits at Kela"}`)
	if len(got.Solutions) == 0 || got.Solutions[0].ID != "kela-saantopohjainen-automaatio" {
		t.Fatalf("got %+v", got.Solutions)
	}
	if n := len(got.Solutions[0].Results); n != 0 {
		t.Errorf("estimates and targets are given as %d results", n)
	}
	if got := askPortfolio(t, plan.EN, plan.Plan{}, `{"query":""}`); len(got.Solutions)+len(got.Comparisons) != 0 {
		t.Errorf("an empty plan finds %+v", got)
	}
}

func TestSearchPortfolioWithoutAPortfolio(t *testing.T) {
	s := &tools.State{Draft: plan.NewDraft(plan.FI), Lang: plan.FI, Now: now}
	r, err := tools.All().Run(t.Context(), s, tools.Call{ID: "c1", Name: "search_portfolio", Arguments: json.RawMessage(`{"query":""}`)})
	if err != nil || !r.IsError {
		t.Errorf("got %+v, %v", r, err)
	}
}
