package plan

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func ptr[T any](v T) *T { return &v }

// filled is a plan with a value of every kind.
func filled() *Plan {
	return &Plan{
		Applicant: Applicant{Organisation: "Lehtorannan kaupunki", AcknowledgesModel: ptr(false)},
		Target:    Target{Title: "Avustus ajoissa", Volume: ptr(0.0), Start: "2027-02"},
		KPIs:      []KPI{{ID: "k1", Name: "läpimenoaika", Target: ptr(14.5)}, {ID: "k3", Owner: "Maija Esimerkki"}},
		Data:      Data{Principles: []string{"yksi tunnus", "yksi rajapinta"}, Assets: []Asset{{ID: "d1", Need: "päivä puuttuu"}}},
		Batches:   []Batch{{ID: "b1", KPI: "k1"}},
		Execution: Execution{Model: []string{"agile", "gate"}, KPIRefs: []string{"k1", "k3"}},
	}
}

func TestGet(t *testing.T) {
	p := filled()
	tests := []struct {
		path Path
		want any
	}{
		{"applicant.organisation", "Lehtorannan kaupunki"},
		{"applicant.acknowledges_model", false},
		{"target.volume", 0.0},
		{"target.start", Date("2027-02")},
		{"kpis[k1].target", 14.5},
		{"kpis[k3].owner", "Maija Esimerkki"},
		{"data.assets[d1].need", "päivä puuttuu"},
		{"execution.model", []string{"agile", "gate"}},
	}
	for _, tt := range tests {
		got, ok := p.Get(tt.path)
		if !ok || !reflect.DeepEqual(got, tt.want) {
			t.Errorf("Get(%q) = %#v, %v, want %#v", tt.path, got, ok, tt.want)
		}
	}
	for _, path := range []Path{
		"", "target", "kpis", "kpis[k1]", "kpis[k2].target", "kpis[k3].target", "kpis[].target", "kpis[k1].id", "kpis.name", "target.nosuch",
		"target.title.x", "target[k1].title", "attestations", "Target.title", "data.assets[d1].name", "commitments.realise",
	} {
		if got, ok := p.Get(path); ok {
			t.Errorf("Get(%q) = %#v", path, got)
		}
	}
}

func TestSet(t *testing.T) {
	tests := []struct {
		name  string
		path  Path
		value any
		want  any
	}{
		{"text", "target.object", "maksatus", "maksatus"},
		{"text without the space around it", "target.object", " maksatus\n", "maksatus"},
		{"zero", "target.volume", 0.0, 0.0},
		{"false", "commitments.realise", false, false},
		{"date", "target.end", Date("2028-11-30"), Date("2028-11-30")},
		{"date from JSON", "target.end", "2028-11-30", Date("2028-11-30")},
		{"list", "execution.responsible", []string{"A B", "C D"}, []string{"A B", "C D"}},
		{"list from JSON", "execution.responsible", []any{"A B", " C D "}, []string{"A B", "C D"}},
		{"field of a row", "kpis[k1].unit", "%", "%"},
		{"field of a new row", "kpis[k7].unit", "%", "%"},
		{"field of a nested list", "value_stream.steps[s1].wait_d", 2.5, 2.5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := filled()
			if err := p.Set(tt.path, tt.value); err != nil {
				t.Fatal(err)
			}
			if got, ok := p.Get(tt.path); !ok || !reflect.DeepEqual(got, tt.want) {
				t.Errorf("Get after Set = %#v, %v, want %#v", got, ok, tt.want)
			}
		})
	}
}

func TestSetRefuses(t *testing.T) {
	tests := []struct {
		name  string
		path  Path
		value any
		want  error
	}{
		{"nothing", "target.object", nil, ErrValue},
		{"a blank", "target.object", "", ErrValue},
		{"white space", "target.object", " \n", ErrValue},
		{"a number for a text", "target.object", 3.0, ErrValue},
		{"a text for a number", "target.volume", "3", ErrValue},
		{"an int for a number", "target.volume", 3, ErrValue},
		{"NaN", "target.volume", math.NaN(), ErrValue},
		{"infinity", "target.volume", math.Inf(-1), ErrValue},
		{"invalid UTF-8", "target.object", "a\xffb", ErrValue},
		{"invalid UTF-8 in a list", "execution.model", []string{"a\xffb"}, ErrValue},
		{"a text for a bool", "commitments.realise", "true", ErrValue},
		{"a blank date", "target.end", Date(" "), ErrValue},
		{"a text for a list", "execution.model", "okr", ErrValue},
		{"an empty list", "execution.model", []string{}, ErrValue},
		{"a blank in a list", "execution.model", []string{"okr", " "}, ErrValue},
		{"a blank in a list from JSON", "execution.model", []any{"okr", ""}, ErrValue},
		{"a number in a list", "execution.model", []any{"okr", 1.0}, ErrValue},
		{"a wrong value in a new row", "kpis[k9].target", "many", ErrValue},
		{"an unknown field of a new row", "kpis[k9].colour", "red", ErrNoPath},
		{"a row", "kpis[k9]", "x", ErrNoPath},
		{"a list", "kpis", "x", ErrNoPath},
		{"a section", "target", "x", ErrNoPath},
		{"a row id", "kpis[k1].id", "k2", ErrNoPath},
		{"no row id", "kpis[].name", "x", ErrNoPath},
		{"a row id in capitals", "kpis[K1].name", "x", ErrNoPath},
		{"a list without a row", "kpis.name", "x", ErrNoPath},
		{"a row of no list", "target[t1].title", "x", ErrNoPath},
		{"a row of a text", "target.title[t1]", "x", ErrNoPath},
		{"below a leaf", "target.title.x", "x", ErrNoPath},
		{"an unknown path", "target.colour", "x", ErrNoPath},
		{"no path", "", "x", ErrNoPath},
		{"an attestation", "attestations", []string{"lead"}, ErrNoPath},
		{"a field of an attestation", "attestations[a1].by", "A B", ErrNoPath},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := filled()
			if err := p.Set(tt.path, tt.value); !errors.Is(err, tt.want) {
				t.Errorf("Set(%q, %#v) = %v, want %v", tt.path, tt.value, err, tt.want)
			}
			if diff := cmp.Diff(filled(), p); diff != "" {
				t.Errorf("a refused value changed the plan (-before +after):\n%s", diff)
			}
		})
	}
}

func TestSetKeepsItsOwnList(t *testing.T) {
	p := filled()
	names := []string{"A B", "C D"}
	if err := p.Set("execution.responsible", names); err != nil {
		t.Fatal(err)
	}
	names[0] = "X Y"
	if p.Execution.Responsible[0] != "A B" {
		t.Error("the plan shares the caller's slice")
	}
}

func TestRemove(t *testing.T) {
	tests := []struct {
		path Path
		gone []Path
	}{
		{"target.title", []Path{"target.title"}},
		{"kpis[k1].target", []Path{"kpis[k1].target"}},
		{"kpis[k1]", []Path{"kpis[k1].name", "kpis[k1].target"}},
		{"kpis", []Path{"kpis[k1].name", "kpis[k1].target", "kpis[k3].owner"}},
		{"data.assets[d1]", []Path{"data.assets[d1].need"}},
		{"target", []Path{"target.title", "target.volume", "target.start"}},
		{"execution.model", []Path{"execution.model"}},
		{"target.end", nil},
		{"kpis[k9].target", nil},
	}
	for _, tt := range tests {
		t.Run(string(tt.path), func(t *testing.T) {
			p := filled()
			if err := p.Remove(tt.path); err != nil {
				t.Fatal(err)
			}
			want := slices.DeleteFunc(leafPaths(filled()), func(l Path) bool { return slices.Contains(tt.gone, l) })
			if diff := cmp.Diff(want, leafPaths(p)); diff != "" {
				t.Errorf("leaves (-want +got):\n%s", diff)
			}
		})
	}
}

func TestRemoveRefuses(t *testing.T) {
	for _, path := range []Path{
		"", "]", "kpis[k9]", "kpis[]", "target[k1]", "target.title[k1]", "execution.model[k1]", "kpis[k1].name[k1]", "target.colour",
		"attestations", "attestations[a1]", "kpis[k1].id", "nosuch[k1]", "kpis]k1[]",
	} {
		p := filled()
		if err := p.Remove(path); !errors.Is(err, ErrNoPath) {
			t.Errorf("Remove(%q) = %v", path, err)
		}
		if diff := cmp.Diff(filled(), p); diff != "" {
			t.Errorf("Remove(%q) changed the plan:\n%s", path, diff)
		}
	}
}

// A shallow copy of a plan shares its rows' array; taking a row away must not
// move them in the copy.
func TestRemoveLeavesACopyAlone(t *testing.T) {
	p := filled()
	copied := *p
	if err := p.Remove("kpis[k1]"); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(filled(), &copied); diff != "" {
		t.Error(diff)
	}
}

func TestRows(t *testing.T) {
	p := filled()
	tests := map[Path][]string{
		"kpis": {"k1", "k3"}, "data.assets": {"d1"}, "raci": {}, "value_stream.steps": {},
		"target": nil, "execution.model": nil, "nosuch": nil, "": nil, "kpis[k1]": nil, "attestations": nil,
	}
	for list, want := range tests {
		if diff := cmp.Diff(want, p.Rows(list)); diff != "" {
			t.Errorf("Rows(%q): %s", list, diff)
		}
	}
}

func TestNextID(t *testing.T) {
	tests := []struct {
		name string
		ids  []string
		want string
	}{
		{"no row", nil, "k1"},
		{"a row", []string{"k1"}, "k2"},
		{"a gap", []string{"k1", "k7", "k3"}, "k8"},
		{"foreign ids", []string{"a", "x9", "k"}, "k1"},
		{"a bare number", []string{"4"}, "k5"},
		{"a leading zero", []string{"k01"}, "k2"},
		{"the largest", []string{"k2147483646"}, "k2147483647"},
		{"past the largest", []string{"k2147483647", "k99999999999999999999"}, "k1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var p Plan
			for _, id := range tt.ids {
				p.KPIs = append(p.KPIs, KPI{ID: id})
			}
			got := p.NextID("kpis")
			if got != tt.want {
				t.Errorf("NextID = %q, want %q", got, tt.want)
			}
			if slices.Contains(tt.ids, got) || !At("kpis", got, "").Valid() {
				t.Errorf("NextID = %q cannot be used", got)
			}
		})
	}
}

func TestNameRows(t *testing.T) {
	p := &Plan{KPIs: []KPI{{Name: "a"}, {ID: "k1"}, {Name: "b"}}, Data: Data{Assets: []Asset{{}}}}
	if err := p.NameRows(&Plan{KPIs: []KPI{{ID: "k4"}}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"k5", "k1", "k6"}, p.Rows("kpis")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"d1"}, p.Rows("data.assets")); diff != "" {
		t.Error(diff)
	}
	p = &Plan{KPIs: []KPI{{Name: "Lead time", Unit: "d"}, {Name: "lead time", Unit: "d"}, {Name: "cost", Unit: "%", Source: "y"}}, Batches: []Batch{{}}}
	if err := p.NameRows(&Plan{KPIs: []KPI{{ID: "k4", Name: "lead time", Unit: "h"}, {ID: "k5", Name: "cost", Unit: "€", Source: "x"}}, Batches: []Batch{{ID: "b1"}}}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"k4", "k6", "k7"}, p.Rows("kpis")); diff != "" {
		t.Errorf("a row that is meant again: %s", diff)
	}
	if diff := cmp.Diff([]string{"b2"}, p.Rows("batches")); diff != "" {
		t.Errorf("rows without names: %s", diff)
	}
	for _, ids := range [][]string{{"k1", "k1"}, {"K1"}, {"a].name[b"}, {"k 1"}, {"ä"}} {
		p := &Plan{}
		for _, id := range ids {
			p.KPIs = append(p.KPIs, KPI{ID: id})
		}
		if err := p.NameRows(&Plan{}); err == nil {
			t.Errorf("the row ids %q are accepted", ids)
		}
	}
}

func TestLeavesInOrder(t *testing.T) {
	p := filled()
	p.Attestations = []Attestation{{What: []string{AttestLead}, By: "A B", Date: "2026-12-09"}}
	want := []Path{
		"applicant.organisation", "applicant.acknowledges_model", "target.title", "target.volume", "target.start",
		"kpis[k1].name", "kpis[k1].target", "kpis[k3].owner", "data.principles", "data.assets[d1].need", "batches[b1].kpi",
		"execution.model", "execution.kpi_refs",
	}
	if diff := cmp.Diff(want, leafPaths(p)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for path, value := range p.Leaves() {
		got, ok := p.Get(path)
		if !ok || !reflect.DeepEqual(got, value) {
			t.Errorf("%s: Leaves yields %#v, Get %#v", path, value, got)
		}
	}
	for n := range want {
		seen := 0
		for range p.Leaves() {
			if seen++; seen > n {
				break
			}
		}
		if seen != n+1 {
			t.Errorf("stopped after %d leaves, want %d", seen, n+1)
		}
	}
}

func TestReorder(t *testing.T) {
	for name, c := range map[string]struct {
		list Path
		ids  []string
		want []string // the rows afterwards
		err  error
	}{
		"moved":        {"kpis", []string{"k3", "k1", "k2"}, []string{"k3", "k1", "k2"}, nil},
		"as it was":    {"kpis", []string{"k1", "k2", "k3"}, []string{"k1", "k2", "k3"}, nil},
		"one left out": {"kpis", []string{"k2", "k1"}, []string{"k1", "k2", "k3"}, ErrValue},
		"one twice":    {"kpis", []string{"k1", "k1", "k2"}, []string{"k1", "k2", "k3"}, ErrValue},
		"a stranger":   {"kpis", []string{"k1", "k2", "k4"}, []string{"k1", "k2", "k3"}, ErrValue},
		"empty list":   {"commitments.transfers", nil, []string{}, nil},
		"no list":      {"target", []string{"k1"}, nil, ErrNoPath},
		"no path":      {"kpis[", nil, nil, ErrNoPath},
	} {
		t.Run(name, func(t *testing.T) {
			p := Plan{KPIs: []KPI{{ID: "k1", Name: "a"}, {ID: "k2", Name: "b"}, {ID: "k3", Name: "c"}}}
			if err := p.Reorder(c.list, c.ids); !errors.Is(err, c.err) {
				t.Fatalf("error %v, want %v", err, c.err)
			}
			if diff := cmp.Diff(c.want, p.Rows(c.list)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
			if name, _ := p.Get("kpis[k3].name"); name != "c" {
				t.Errorf("k3 is called %v, want c", name)
			}
		})
	}
}
