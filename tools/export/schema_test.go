package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"luonnos/tools/export"
	"luonnos/tools/plan"
)

func schema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(export.Schema(plan.EN)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("plan.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("plan.json")
	if err != nil {
		t.Fatal(err)
	}
	if s.DraftVersion != 2020 {
		t.Errorf("the schema is of draft %d", s.DraftVersion)
	}
	return s
}

func validate(t *testing.T, s *jsonschema.Schema, data []byte) error {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return s.Validate(doc)
}

// plans are the complete plans of the criteria's tests.
func plans(t *testing.T) map[string][]byte {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("..", "criteria", "testdata", "plans", "*.json"))
	if err != nil || len(files) < 4 {
		t.Fatalf("plans %v: %v", files, err)
	}
	all := map[string][]byte{}
	for _, file := range files {
		if all[file], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

func TestSchemaAcceptsPlans(t *testing.T) {
	s := schema(t)
	for file, data := range plans(t) {
		if err := validate(t, s, data); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if err := validate(t, s, []byte(`{}`)); err != nil {
		t.Errorf("an empty plan: %v", err)
	}
}

func TestSchemaRefusesWhatIsNoPlan(t *testing.T) {
	s := schema(t)
	for name, data := range map[string]string{
		"unknown section":    `{"colour": 1}`,
		"unknown key":        `{"target": {"objekt": "x"}}`,
		"text for a number":  `{"target": {"volume": "many"}}`,
		"number for a text":  `{"target": {"title": 3}}`,
		"text for a list":    `{"execution": {"model": "okr"}}`,
		"row without id":     `{"kpis": [{"name": "x"}]}`,
		"row id with space":  `{"kpis": [{"id": "k 1"}]}`,
		"row of a text":      `{"kpis": ["k1"]}`,
		"unknown option":     `{"kpis": [{"id": "k1", "frequency": "hourly"}]}`,
		"option in a list":   `{"execution": {"model": ["waterfall"]}}`,
		"no date":            `{"target": {"start": "next year"}}`,
		"month 13":           `{"target": {"start": "2026-13"}}`,
		"reference":          `{"batches": [{"id": "b1", "kpi": "k 1"}]}`,
		"unsigned":           `{"attestations": [{"what": ["lead"], "date": "2026-01-01"}]}`,
		"unknown commitment": `{"attestations": [{"what": ["pay"], "by": "A B", "date": "2026-01-01"}]}`,
		"unknown verdict":    `{"reviews": [{"criterion": "K1a", "verdict": "great", "by": "A B", "date": "2026-01-01"}]}`,
		"review of nothing":  `{"reviews": [{"criterion": "K9", "verdict": "approved", "by": "A B", "date": "2026-01-01"}]}`,
		"unknown locked key": `{"targets_lock": {"date": "2026-01-01", "by": "A B", "kpis": [{"id": "k1", "owner": "x"}]}}`,
		"nested row":         `{"commitments": {"transfers": [{"id": "t1", "who": "x"}]}}`,
	} {
		if err := validate(t, s, []byte(data)); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

// TestSchemaDescribesEveryField holds the schema to the catalogue, in each
// language.
func TestSchemaDescribesEveryField(t *testing.T) {
	for _, lang := range plan.Langs {
		var root map[string]any
		if err := json.Unmarshal(export.Schema(lang), &root); err != nil {
			t.Fatal(err)
		}
		for _, f := range plan.Fields() {
			node := root
			for _, part := range strings.Split(string(f.Path), ".") {
				key, inRow := strings.CutSuffix(part, "[]")
				node = node["properties"].(map[string]any)[key].(map[string]any)
				if inRow {
					node = node["items"].(map[string]any)
				}
			}
			if node["title"] != f.Label.In(lang) || node["description"] != f.Help.In(lang) {
				t.Errorf("%s: %s is described as %v, %v", lang, f.Path, node["title"], node["description"])
			}
		}
	}
}

// TestJSONIsStable: what is exported is read back as the same plan and exported
// as the same bytes.
func TestJSONIsStable(t *testing.T) {
	for file, data := range plans(t) {
		p, err := plan.Decode(data)
		if err != nil {
			t.Fatal(err)
		}
		first := export.JSON(p)
		again, err := plan.Decode(first)
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if !slices.Equal(first, export.JSON(again)) {
			t.Errorf("%s: two exports differ", file)
		}
		if err := validate(t, schema(t), first); err != nil {
			t.Errorf("%s: the export does not fit the schema: %v", file, err)
		}
	}
}
