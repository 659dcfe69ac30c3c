package portfolio

import (
	"slices"
	"testing"

	"luonnos/knowledge"
)

func seeded(t testing.TB) *Portfolio {
	t.Helper()
	p, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSeedIsComplete(t *testing.T) {
	p := seeded(t)
	figures, shown := 0, 0
	for _, s := range p.Solutions() {
		if len(s.Indicators) == 0 || len(s.Technologies) == 0 {
			t.Errorf("%s has no indicators or technologies", s.ID)
		}
		figures += len(s.Results)
		shown += len(s.Shown())
		for _, r := range s.Shown() {
			if r.Indicator != "" && !slices.Contains(s.Indicators, r.Indicator) {
				t.Logf("%s measures %s beside its own indicators", s.ID, r.Indicator)
			}
		}
	}
	if len(p.Solutions()) != 69 || figures != 143 || shown != 41 {
		t.Errorf("%d solutions with %d figures, %d shown, want 69, 143 and 41", len(p.Solutions()), figures, shown)
	}
}

func TestOnlyMeasuredAndReportedEffectsAreShown(t *testing.T) {
	for _, kind := range []string{"measured", "reported", "estimate", "target", "baseline", "volume", "scope"} {
		for _, outcome := range []bool{true, false} {
			r := Result{Kind: kind, Outcome: outcome}
			if want := outcome && (kind == "measured" || kind == "reported"); r.Shown() != want {
				t.Errorf("%s, outcome %v: shown %v", kind, outcome, r.Shown())
			}
		}
	}
}

func TestSearch(t *testing.T) {
	p := seeded(t)
	tests := map[string]struct {
		query Query
		want  string // the best match, "" for none
	}{
		"Finnish":             {Query{Text: "Haluamme nopeuttaa rakennuslupien käsittelyä"}, "vantaa-sahkoinen-rakennuslupa"},
		"Swedish":             {Query{Text: "snabbare beslut om utkomststöd"}, "trelleborg-toimeentulotuki"},
		"English":             {Query{Text: "coding of purchase invoices", Sector: "municipality"}, "joensuu-ostolaskut"},
		"sector and text":     {Query{Text: "puheentunnistus sosiaalityön kirjaamiseen", Sector: "wellbeing_county"}, "keusote-puheentunnistus-sosiaalihuolto"},
		"indicator alone":     {Query{Indicators: []string{"nps"}}, "pirha-digiklinikka"},
		"sector alone":        {Query{Sector: "state"}, ""},
		"nothing":             {Query{}, ""},
		"something unrelated": {Query{Text: "Millainen sää huomenna on?"}, ""},
	}
	for name, test := range tests {
		got := ""
		if found := p.Search(test.query, "", 3); len(found) > 0 {
			got = found[0].Solution.ID
		}
		if got != test.want {
			t.Errorf("%s: found %q, want %q", name, got, test.want)
		}
	}
}

func TestSearchSaysWhatIsShared(t *testing.T) {
	p := seeded(t)
	found := p.Search(Query{Text: "lastensuojelun kirjaaminen", Sector: "municipality", Indicators: []string{"handling_time", "nps", "handling_time"}}, "fi", 1)
	if len(found) != 1 || !found[0].SameSector || !slices.Equal(found[0].Indicators, []string{"handling_time"}) || len(found[0].Words) == 0 {
		t.Errorf("got %+v", found)
	}
	if got := p.Search(Query{Text: "robotti"}, "fi", -1); len(got) != 0 {
		t.Errorf("asked for -1, got %d", len(got))
	}
}

func TestPeersAreShownResultsOfTheIndicator(t *testing.T) {
	p := seeded(t)
	peers := p.Peers("handling_time", "municipality")
	if len(peers) < 3 || peers[0].Solution.Sector != "municipality" {
		t.Fatalf("got %d peers, the first of %v", len(peers), peers)
	}
	for _, peer := range peers {
		if !peer.Result.Shown() || peer.Result.Indicator != "handling_time" {
			t.Errorf("%s: %+v", peer.Solution.ID, peer.Result)
		}
	}
	if got := p.Peers("", "state"); len(got) != 0 {
		t.Errorf("no indicator has %d peers", len(got))
	}
}

func TestLinks(t *testing.T) {
	p := seeded(t)
	links := p.Links("palkeet-ostolaskutekoaly")
	if len(links) == 0 || links[0].Solution.ID != "joensuu-ostolaskut" || !links[0].Stated {
		t.Fatalf("got %+v, want the solution that names it first", links)
	}
	for _, s := range p.Solutions() {
		for _, l := range p.Links(s.ID) {
			back := p.Links(l.Solution.ID)
			if !slices.ContainsFunc(back, func(b Link) bool { return b.Solution.ID == s.ID }) {
				t.Errorf("%s is linked to %s but not back", s.ID, l.Solution.ID)
			}
		}
	}
	if p.Links("none") != nil || p.Find("none") != nil {
		t.Error("a solution that is not there is found")
	}
}

func TestIndicatorsInAnIndicatorsName(t *testing.T) {
	p := seeded(t)
	for name, want := range map[string]string{
		"Hakemusten läpimenoaika": "lead_time", "kostnad per prestation": "cost_per_case", "first-time-right share": "ftr",
		"henkilöstön käyttöönottoaste": "staff_adoption", "tyytyväiset kissat": "",
	} {
		got := p.Indicators(name, "")
		if want == "" && len(got) > 0 || want != "" && !slices.Contains(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

func TestLabelsAreInThreeLanguages(t *testing.T) {
	all := labels()
	for group, names := range map[string]map[string]knowledge.Text{
		"sectors": all.Sectors, "countries": all.Countries, "maturities": all.Maturities, "confidences": all.Confidences,
		"kinds": all.Kinds, "technologies": all.Technologies, "source types": all.SourceTypes, "indicators": all.Indicators,
	} {
		if len(names) == 0 {
			t.Errorf("no %s", group)
		}
		for id, name := range names {
			if name.FI == "" || name.SV == "" || name.EN == "" {
				t.Errorf("%s: %s has no name in each language", group, id)
			}
		}
	}
}
