package evals

import (
	"os"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

func TestReadCaseRefuses(t *testing.T) {
	data, err := os.ReadFile("cases/p02-sv-hemvard.yaml")
	if err != nil {
		t.Fatal(err)
	}
	good := string(data)
	tests := []struct {
		name, old, new string
		want           string
	}{
		{"unknown key", "split: public", "split: public\nsplits: x", `case.yaml:5: unknown key "splits"`},
		{"unknown key deep inside", "name: Annika Sandholm, role:", "nome: Annika Sandholm, role:", `case.yaml:8: unknown key "nome"`},
		{"unknown gold key", "    horizon_years: 3", "    horizon: 3", `unknown key "commitments.horizon" in gold`},
		{"unknown key in a row", "unit: min, direction", "units: min, direction", `case.yaml:26: unknown key "kpis[].units" in gold`},
		{"no number", "baseline: 52,", "baseline: viisi,", `kpis[k1].baseline: "viisi" is no number`},
		{"no date", "start: 2026-06-01", "start: kesällä", `target.start: "kesällä" is no ISO date`},
		{"no bool", "commits_to_lead: true", "commits_to_lead: ehkä", `neither true nor false`},
		{"list for a leaf", "magnitude: den", "magnitude: [den]\n    purpose: den", `must be a single value`},
		{"leaf for a list", "principles: [varje datamängd har en ägare, klientuppgifter behandlas enligt roll]", "principles: varje", `must be a list`},
		{"row without id", "{id: k1, name", "{name", "needs an id"},
		{"row twice", "{id: k2, name", "{id: k1, name", `row id "k1" is used twice`},
		{"schema", "luonnos.case/1", "luonnos.case/9", `schema "luonnos.case/9"`},
		{"language", "lang: sv", "lang: no", `lang "no" is none of`},
		{"correction of nothing", `path: "kpis[k2].target", old`, `path: "kpis[k9].target", old`, "gold has no row kpis[k9]"},
		{"topic of nothing", "- topic: raci", "- topic: racing", `unknown topic "racing"`},
		{"path of nothing", "r: [raci]", "r: [racing]", `no such path "racing"`},
		{"event after nothing", "{after: foresight, say: \"Kan", "{after: never, say: \"Kan", `after "never"`},
		{"broken YAML", "split: public", "split: [public", "case.yaml:"},
		{"two documents", "lex:", "---\nlex:", "more than one document"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			bad := strings.Replace(good, tt.old, tt.new, 1)
			if bad == good {
				t.Fatalf("%q is not in the case", tt.old)
			}
			_, err := ReadCase("case.yaml", []byte(bad))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestGoldKeepsTypes(t *testing.T) {
	for _, c := range publicCases(t) {
		for leaf := range c.Gold.Leaves() {
			if _, ok := Fields().At(leaf); !ok {
				t.Errorf("%s: leaf %s is not in the catalogue", c.ID, leaf)
			}
		}
		if c.Clock().Format("2006-01-02") != string(c.Today) {
			t.Errorf("%s: clock %v, want %s", c.ID, c.Clock(), c.Today)
		}
	}
}

// TestCatalogueIsThePlan holds fields.yaml and the plan's structs together.
func TestCatalogueIsThePlan(t *testing.T) {
	for _, f := range Fields().Fields {
		path := plan.Path(strings.Replace(string(f.Path), "[]", "[x1]", 1))
		var p plan.Plan
		values := map[Comparator]any{CmpNum: 1.0, CmpBool: true, CmpDate: "2026-01-01"}
		value := values[f.Cmp]
		switch {
		case f.Cmp.set():
			value = []string{"x"}
		case value == nil:
			value = "x"
		}
		if err := p.Set(path, value); err != nil {
			t.Errorf("%s: %v", f.Path, err)
		}
		if f.Gate != "" {
			if _, ok := Fields().Rules[f.Gate]; !ok {
				t.Errorf("%s: no rule %s", f.Path, f.Gate)
			}
		}
	}
}

func FuzzReadCase(f *testing.F) {
	for _, name := range []string{"cases/p01-fi-varhaiskasvatus.yaml", "cases/p02-sv-hemvard.yaml"} {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Add([]byte("schema: luonnos.case/1\ngold: {kpis: [{id: k1}, 3]}"))
	f.Add([]byte("gold: &a [*a]"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if c, err := ReadCase("f", data); err == nil && c.ID == "" {
			t.Error("a case without id was accepted")
		}
	})
}
