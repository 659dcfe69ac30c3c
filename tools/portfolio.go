package tools

import (
	"context"
	"slices"
	"strings"

	"luonnos/knowledge/portfolio"
	"luonnos/tools/plan"
	"luonnos/tools/starter"
)

type portfolioIn struct {
	Query string `json:"query" jsonschema_description:"Empty takes the plan's target."`
}

// solutions and peersOfKPI are how many solutions and how many results of others
// beside one indicator are given.
const (
	solutions  = 3
	peersOfKPI = 3
)

// solutionView is a solution as a model is told of it. Figures are there only as
// results, with their source.
type solutionView struct {
	ID           string     `json:"id"`
	Title        string     `json:"title"`
	Organisation string     `json:"organisation"`
	Cautionary   bool       `json:"cautionary"`
	Problem      string     `json:"problem"`
	Solution     string     `json:"solution"`
	Lesson       string     `json:"lesson"`
	SameSector   bool       `json:"same_sector"`
	Indicators   []string   `json:"shared_indicators"`
	Results      []peerView `json:"results"`
	Confidence   string     `json:"confidence"`
	Source       string     `json:"source"`
	SourceDate   string     `json:"source_date,omitempty"`
	Links        []string   `json:"links,omitempty"`
}

// peerView is a result of others.
type peerView struct {
	ID         string `json:"id,omitempty"`
	Title      string `json:"title,omitempty"`
	Result     string `json:"result"`
	Kind       string `json:"kind"`
	Cautionary bool   `json:"cautionary,omitempty"`
	Confidence string `json:"confidence,omitempty"`
	Source     string `json:"source"`
}

// comparison sets an indicator of the plan beside results of others. Units and
// definitions differ, so nothing is computed from them.
type comparison struct {
	Path     plan.Path  `json:"path"`
	Name     string     `json:"name"`
	Unit     string     `json:"unit,omitempty"`
	Baseline *float64   `json:"baseline"`
	Target   *float64   `json:"target"`
	Peers    []peerView `json:"peers"`
}

// searchPortfolio finds solutions like the applicant's reform and sets the
// plan's indicators beside their results.
func searchPortfolio(_ context.Context, s *State, in portfolioIn) (string, error) {
	if s.Portfolio == nil {
		return "", &ArgError{Tool: "search_portfolio", Reason: "there is no portfolio here"}
	}
	p, lang := &s.Draft.Plan, string(s.Lang)
	sector := portfolioSector(p.Applicant.Sector)
	query := portfolio.Query{Text: in.Query, Sector: sector}
	if in.Query == "" {
		t := p.Target
		query.Text = strings.Join([]string{t.Title, t.Object, t.ProductivityObject, t.Purpose}, " ")
		for i := range p.KPIs {
			query.Indicators = append(query.Indicators, indicatorsOf(s, &p.KPIs[i])...)
		}
	}
	found := []solutionView{}
	for _, m := range s.Portfolio.Search(query, lang, solutions) {
		found = append(found, viewSolution(s, m))
	}
	return answer(map[string]any{"solutions": found, "comparisons": comparisons(s, sector)})
}

func viewSolution(s *State, m portfolio.Match) solutionView {
	o, lang := m.Solution, string(s.Lang)
	view := solutionView{
		ID: o.ID, Title: o.Title.In(lang), Organisation: o.Organisation, Cautionary: o.Cautionary,
		Problem: o.Problem.In(lang), Solution: o.Solution.In(lang), Lesson: o.Lesson.In(lang),
		SameSector: m.SameSector, Indicators: []string{}, Results: []peerView{}, Confidence: o.Confidence,
		Source: o.Source.URL, SourceDate: o.Source.Date,
	}
	for _, indicator := range m.Indicators {
		view.Indicators = append(view.Indicators, portfolio.Indicator(indicator).In(lang))
	}
	for _, r := range o.Shown() {
		view.Results = append(view.Results, peerView{Result: r.Text.In(lang), Kind: r.Kind, Source: r.Source})
	}
	for _, l := range s.Portfolio.Links(o.ID) {
		view.Links = append(view.Links, l.Solution.ID)
	}
	return view
}

// comparisons are the plan's indicators that others have results of.
func comparisons(s *State, sector string) []comparison {
	out := []comparison{}
	lang := string(s.Lang)
	for i := range s.Draft.Plan.KPIs {
		k := &s.Draft.Plan.KPIs[i]
		c := comparison{Path: plan.Path("kpis[" + k.ID + "]"), Name: k.Name, Unit: k.Unit, Baseline: k.Baseline, Target: k.Target}
		for _, indicator := range indicatorsOf(s, k) {
			for _, peer := range s.Portfolio.Peers(indicator, sector) {
				o := peer.Solution
				c.Peers = append(c.Peers, peerView{
					ID: o.ID, Title: o.Title.In(lang), Result: peer.Result.Text.In(lang), Kind: peer.Result.Kind,
					Cautionary: o.Cautionary, Confidence: o.Confidence, Source: peer.Result.Source,
				})
			}
		}
		if len(c.Peers) > 0 {
			c.Peers = c.Peers[:min(peersOfKPI, len(c.Peers))]
			out = append(out, c)
		}
	}
	return out
}

// indicatorsOf are the portfolio's names of what an indicator of the plan
// measures: what it says itself, or else what its name says.
func indicatorsOf(s *State, k *plan.KPI) []string {
	for _, indicator := range starter.Indicators() {
		if k.Indicator == indicator.ID {
			return []string{indicator.Portfolio}
		}
	}
	return s.Portfolio.Indicators(k.Name, string(s.Lang))
}

// portfolioSector is the portfolio's name of an applicant's sector.
func portfolioSector(sector string) string {
	switch {
	case sector == "state_agency":
		return "state"
	case slices.Contains([]string{"municipality", "wellbeing_county", "university"}, sector):
		return sector
	}
	return ""
}
