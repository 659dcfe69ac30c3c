package evals

import (
	"testing"

	"pgregory.net/rapid"

	"luonnos/tools/plan"
)

func TestEqualValues(t *testing.T) {
	m := &matcher{
		lexicon: lexicon{},
		rows:    rowMap{"kpis": {toGold: map[string]string{"k9": "k1", "k8": "k2"}, toGot: map[string]string{"k1": "k9"}}},
		grounds: func(plan.Path) wordList {
			return wordsOf("Torstaisin pidetään puolen tunnin tilannekatsaus koko väen kanssa.")
		},
	}
	tests := []struct {
		name      string
		path      plan.Path
		want, got any
		wantUnit  string
		gotUnit   string
		equal     bool
	}{
		{"number", "target.volume", 2150.0, 2150.0, "", "", true},
		{"zero is a value", "kpis[].baseline", 0.0, 0.0, "", "", true},
		{"other number", "kpis[].target", 7.0, 10.0, "vrk", "vrk", false},
		{"hours are minutes", "kpis[].target", 120.0, 2.0, "min", "h", true},
		{"weeks are days", "kpis[].target", 21.0, 3.0, "vrk", "viikkoa", true},
		{"same number of other units", "kpis[].target", 7.0, 7.0, "vrk", "viikkoa", false},
		{"unit in other words", "kpis[].target", 7.0, 7.0, "vrk", "päivää", true},
		{"unknown units", "realisation[].amount", 5.0, 5.0, "lavaa", "lava", true},
		{"day", "target.start", plan.Date("2026-04-01"), plan.Date("2026-04-01"), "", "", true},
		{"month is enough", "target.start", plan.Date("2026-04"), plan.Date("2026-04-17"), "", "", true},
		{"month is not enough", "target.start", plan.Date("2026-04-17"), plan.Date("2026-04"), "", "", false},
		{"year is enough", "target.start", plan.Date("2026"), plan.Date("2026-04"), "", "", true},
		{"name", "kpis[].owner", "Outi Kaasalainen", "outi kaasalainen", "", "", true},
		{"name with title", "kpis[].owner", "Liisa Pöyry", "talouspäällikkö Liisa Pöyry", "", "", true},
		{"half a name", "kpis[].owner", "Liisa Pöyry", "Pöyry", "", "", false},
		{"other name", "kpis[].owner", "Liisa Pöyry", "Lasse Pöyry", "", "", false},
		{"persons in any order", "raci[].informed", []string{"Ulf Ek", "johtoryhmä"}, []string{"johtoryhmä", "ekonomichef Ulf Ek"}, "", "", true},
		{"a person too many", "raci[].informed", []string{"Ulf Ek"}, []string{"Ulf Ek", "Bo Ek"}, "", "", false},
		{"enum", "kpis[].frequency", "weekly", "weekly", "", "", true},
		{"enum set", "execution.model", []string{"okr", "agile"}, []string{"agile", "okr"}, "", "", true},
		{"bool", "company.link", false, true, "", "", false},
		{"ref by row", "batches[].kpi", "k1", "k9", "", "", true},
		{"ref to another row", "batches[].kpi", "k1", "k8", "", "", false},
		{"ref to nothing", "batches[].kpi", "k1", "k1", "", "", false},
		{"refs by row", "execution.kpi_refs", []string{"k1", "k2"}, []string{"k8", "k9"}, "", "", true},
		{"text, inflected and longer", "execution.weekly", "torstaisin puolen tunnin tilannekatsaus", "Torstaisin pidetään puolen tunnin tilannekatsaus", "", "", true},
		{"text with too little", "execution.weekly", "torstaisin puolen tunnin tilannekatsaus", "tilannekatsaus", "", "", false},
		{"text with foreign words", "execution.weekly", "torstaisin puolen tunnin tilannekatsaus", "torstaisin puolen tunnin tilannekatsaus ministeriön pääkonttorissa", "", "", false},
		{"short unit", "kpis[].unit", "vrk", "päivä", "", "", true},
		{"other unit", "kpis[].unit", "vrk", "min", "", "", false},
		{"sign", "kpis[].unit", "%", "%", "", "", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, ok := Fields().At(tt.path)
			if !ok {
				t.Fatalf("no field %s", tt.path)
			}
			if got := m.score(f, tt.path, tt.want, tt.got, tt.wantUnit, tt.gotUnit).equal(); got != tt.equal {
				t.Errorf("%v and %v: %v, want %v", tt.want, tt.got, got, tt.equal)
			}
		})
	}
}

func TestSetsCountTheirElements(t *testing.T) {
	m := &matcher{lexicon: lexicon{}}
	f, _ := Fields().At("raci[].informed")
	got := m.score(f, "", []string{"A B", "C D", "E F"}, []string{"C D", "X Y"}, "", "")
	if want := (leafScore{hit: 1, got: 2, want: 3}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// TestAssignIsBest compares with all assignments.
func TestAssignIsBest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, cols := rapid.IntRange(0, 5).Draw(t, "rows"), rapid.IntRange(0, 5).Draw(t, "cols")
		weight := make([][]float64, rows)
		for i := range weight {
			weight[i] = make([]float64, cols)
			for j := range weight[i] {
				weight[i][j] = float64(rapid.IntRange(0, 6).Draw(t, "w"))
			}
		}
		sum, taken := 0.0, map[int]bool{}
		for i, j := range assign(weight) {
			if j < 0 {
				continue
			}
			if taken[j] {
				t.Fatalf("column %d is taken twice", j)
			}
			taken[j] = true
			sum += weight[i][j]
		}
		if best := bestSum(weight, 0, map[int]bool{}); sum != best {
			t.Fatalf("sum %v, best %v of %v", sum, best, weight)
		}
	})
}

func bestSum(weight [][]float64, row int, taken map[int]bool) float64 {
	if row == len(weight) {
		return 0
	}
	best := bestSum(weight, row+1, taken)
	for j, w := range weight[row] {
		if !taken[j] {
			taken[j] = true
			best = max(best, w+bestSum(weight, row+1, taken))
			delete(taken, j)
		}
	}
	return best
}

func TestRowsAlignOnTheirKeys(t *testing.T) {
	two, three := 2.0, 3.0
	gold := &plan.Plan{
		KPIs: []plan.KPI{{ID: "k1", Name: "hakemuksen läpimenoaika"}, {ID: "k2", Name: "työaika hakemusta kohti"}},
		RACI: []plan.WorkItem{{ID: "r1", Item: "kpis", Accountable: "Outi Kaasalainen"}, {ID: "r2", Item: "kpis", Accountable: "Ari Nevalainen"}},
		Capabilities: []plan.Capability{
			{ID: "c1", Key: "adoption", Maturity: &two}, {ID: "c2", Key: "devops", Maturity: &three},
		},
	}
	got := &plan.Plan{
		KPIs:         []plan.KPI{{ID: "a", Name: "sijoittelun työaika hakemusta kohti"}, {ID: "b", Name: "sairauspoissaolot"}, {ID: "c", Name: "hakemusten läpimenoaika"}},
		RACI:         []plan.WorkItem{{ID: "a", Item: "kpis", Accountable: "Ari Nevalainen"}, {ID: "b", Item: "kpis"}},
		Capabilities: []plan.Capability{{ID: "a", Maturity: &three}, {ID: "b", Key: "procurement", Maturity: &two}},
	}
	d := &differ{catalogue: Fields(), lexicon: lexicon{}}
	rows := alignRows(d, d.view(gold), d.view(got))
	for _, tt := range []struct {
		list     plan.Path
		id, want string
	}{
		{"kpis", "a", "k2"}, {"kpis", "b", ""}, {"kpis", "c", "k1"},
		{"raci", "a", "r2"}, {"raci", "b", "r1"}, // equal keys: the other leaves decide, then the order
		{"capabilities", "a", "c2"}, // no key yet: the other leaves decide
		{"capabilities", "b", ""},   // another key is another row
	} {
		if got := rows.gold(tt.list, tt.id); got != tt.want {
			t.Errorf("%s %s stands for %q, want %q", tt.list, tt.id, got, tt.want)
		}
	}
}
