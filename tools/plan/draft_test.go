package plan

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestPut(t *testing.T) {
	d := NewDraft(SV)
	d.States["target.object"] = State{Kind: Skipped, Reason: "vet inte"}
	proof := Provenance{Source: Said, Message: "m1", Quote: "utbetalningen"}
	if err := d.Put("target.object", "utbetalningen", proof); err != nil {
		t.Fatal(err)
	}
	if got, _ := d.Plan.Get("target.object"); got != "utbetalningen" {
		t.Errorf("value %v", got)
	}
	if diff := cmp.Diff(proof, d.Provenance["target.object"]); diff != "" {
		t.Error(diff)
	}
	if _, ok := d.States["target.object"]; ok {
		t.Error("a path with a value is still skipped")
	}
}

func TestPutRefusedChangesNothing(t *testing.T) {
	for path, value := range map[Path]any{"target.object": " ", "kpis[k1].target": "many", "target.colour": "red"} {
		d := NewDraft(FI)
		d.States[path] = State{Kind: Skipped}
		before := d.Clone()
		if err := d.Put(path, value, Provenance{Source: Edited}); !errors.Is(err, ErrValue) && !errors.Is(err, ErrNoPath) {
			t.Errorf("Put(%q, %#v) = %v", path, value, err)
		}
		if diff := cmp.Diff(before, d); diff != "" {
			t.Errorf("Put(%q) changed the draft:\n%s", path, diff)
		}
	}
}

// draftOf gives every leaf of the filled plan a proof and a count.
func draftOf() *Draft {
	d := NewDraft(FI)
	d.Plan = *filled()
	for path := range d.Plan.Leaves() {
		d.Provenance[path] = Provenance{Source: Said}
		d.Asked[path] = 1
	}
	d.States["kpis[k1].source"] = State{Kind: Skipped}
	d.States["target.end"] = State{Kind: NotApplicable}
	return d
}

func TestDrop(t *testing.T) {
	for _, path := range []Path{"kpis[k1].name", "kpis[k1]", "kpis", "target", "target.end", "data.assets[d1]"} {
		d := draftOf()
		if err := d.Drop(path); err != nil {
			t.Fatal(err)
		}
		want := draftOf()
		if err := want.Plan.Remove(path); err != nil {
			t.Fatal(err)
		}
		for p := range draftOf().Provenance {
			if p.Within(path) {
				delete(want.Provenance, p)
				delete(want.Asked, p)
			}
		}
		for p := range draftOf().States {
			if p.Within(path) {
				delete(want.States, p)
			}
		}
		if diff := cmp.Diff(want, d); diff != "" {
			t.Errorf("Drop(%q) (-want +got):\n%s", path, diff)
		}
	}
	d := draftOf()
	for _, path := range []Path{"", "kpis[k9]", "target[k1]", "execution.model[x]", "attestations"} {
		if err := d.Drop(path); !errors.Is(err, ErrNoPath) {
			t.Errorf("Drop(%q) = %v", path, err)
		}
	}
	if diff := cmp.Diff(draftOf(), d); diff != "" {
		t.Errorf("a refused Drop changed the draft:\n%s", diff)
	}
}

func TestOpen(t *testing.T) {
	d := draftOf()
	d.States["raci"] = State{Kind: Skipped}
	d.States["value_stream.steps[s1]"] = State{Kind: NotApplicable}
	tests := map[Path]bool{
		"target.object":                      true,
		"target.title":                       false, // has a value
		"target.volume":                      false, // zero is a value
		"applicant.acknowledges_model":       false, // and so is no
		"target.end":                         false,
		"kpis[k1].source":                    false,
		"kpis[k1].formula":                   true,
		"kpis[k3].source":                    true,
		"raci":                               false,
		"raci[r1].accountable":               false,
		"value_stream.steps[s1].name":        false,
		"value_stream.steps[s10].name":       true,
		"value_stream.customer":              true,
		"capabilities":                       true,
		"realisation[z1].by":                 true,
		"value_stream.steps":                 true,
		"value_stream.steps[s1].process_min": false,
	}
	for path, want := range tests {
		if got := d.Open(path); got != want {
			t.Errorf("Open(%q) = %v", path, got)
		}
	}
}

func TestCounts(t *testing.T) {
	tests := []struct {
		name  string
		proof *Provenance
		want  bool
	}{
		{"no proof", nil, false},
		{"said", &Provenance{Source: Said}, true},
		{"edited", &Provenance{Source: Edited}, true},
		{"imported", &Provenance{Source: Imported}, true},
		{"computed", &Provenance{Source: Computed}, true},
		{"proposed", &Provenance{Source: Proposed}, false},
		{"proposed and confirmed", &Provenance{Source: Proposed, ConfirmedBy: "A B"}, true},
		{"from a document", &Provenance{Source: Document}, false},
		{"from a document and confirmed", &Provenance{Source: Document, ConfirmedBy: "A B"}, true},
		{"confirmed at some time by nobody", &Provenance{Source: Proposed, ConfirmedAt: time.Unix(1, 0)}, false},
		{"no source", &Provenance{}, false},
		{"an unknown source", &Provenance{Source: "guessed"}, false},
	}
	for _, tt := range tests {
		d := NewDraft(FI)
		if tt.proof != nil {
			d.Provenance["target.object"] = *tt.proof
		}
		if got := d.Counts("target.object"); got != tt.want {
			t.Errorf("%s: Counts = %v", tt.name, got)
		}
	}
}

func TestImportedDraft(t *testing.T) {
	d := ImportedDraft(*filled())
	leaves := leafPaths(&d.Plan)
	if len(leaves) != len(d.Provenance) {
		t.Errorf("%d leaves, %d proofs", len(leaves), len(d.Provenance))
	}
	for _, path := range leaves {
		if !d.Counts(path) || d.Provenance[path].Source != Imported {
			t.Errorf("%s does not count: %v", path, d.Provenance[path])
		}
	}
}

func TestCloneIsDeep(t *testing.T) {
	d := draftOf()
	c := d.Clone()
	if diff := cmp.Diff(d, c); diff != "" {
		t.Fatalf("(-draft +clone):\n%s", diff)
	}
	*c.Plan.KPIs[0].Target = 99
	c.Plan.Execution.Model[0] = "okr"
	c.Plan.KPIs[1].Name = "x"
	c.Provenance["target.title"] = Provenance{Source: Edited}
	c.Asked["target.title"]++
	delete(c.States, "target.end")
	if diff := cmp.Diff(draftOf(), d); diff != "" {
		t.Errorf("a change of the clone reached the draft:\n%s", diff)
	}
}

func TestEmptyDraftKeepsItsMaps(t *testing.T) {
	d, err := DecodeDraft(NewDraft(EN).JSON())
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(NewDraft(EN), d); diff != "" {
		t.Fatal(diff)
	}
	if err := d.Put("target.title", "x", Provenance{Source: Said}); err != nil {
		t.Error(err)
	}
}

func TestQuoteOfInvalidUTF8IsWritten(t *testing.T) {
	d := NewDraft(FI)
	if err := d.Put("target.title", "x", Provenance{Source: Document, Quote: "a\xffb"}); err != nil {
		t.Fatal(err)
	}
	if got := d.Clone().Provenance["target.title"].Quote; got != "a\ufffdb" {
		t.Errorf("quote %q", got)
	}
}

// anyDraft draws a draft with values, proofs, states and counts at any fields.
func anyDraft(t *rapid.T) *Draft {
	d := NewDraft(rapid.SampledFrom(Langs).Draw(t, "lang"))
	d.Rev = rapid.Int64Min(0).Draw(t, "rev")
	text := rapid.StringMatching(`[\pL\pN<>&"\\/ ]{0,12}[a-zäöå]`)
	for range rapid.IntRange(0, 12).Draw(t, "leaves") {
		f := rapid.SampledFrom(Fields()).Draw(t, "field")
		path := f.Path
		if list := path.List(); list != "" {
			path = At(list, rapid.StringMatching(`[a-z0-9]{1,3}`).Draw(t, "id"), path.Leaf())
		}
		var value any
		switch f.Kind {
		case KindNumber:
			value = rapid.Float64().Draw(t, "number")
		case KindBool:
			value = rapid.Bool().Draw(t, "bool")
		case KindTexts, KindEnums, KindPersons, KindRefs:
			value = rapid.SliceOfN(text, 1, 3).Draw(t, "texts")
		default:
			value = text.Draw(t, "text")
		}
		at := time.Unix(rapid.Int64Range(0, 1<<33).Draw(t, "at"), 0).UTC()
		if err := d.Put(path, value, Provenance{Source: Said, Quote: rapid.String().Draw(t, "quote"), At: at, From: []Path{path}}); err != nil {
			t.Fatalf("Put(%q, %#v): %v", path, value, err)
		}
		d.Asked[path] = rapid.IntRange(0, 5).Draw(t, "asked")
		if rapid.Bool().Draw(t, "skip") {
			d.States[f.Path] = State{Kind: Skipped, Reason: rapid.String().Draw(t, "reason")}
		}
	}
	return d
}

func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDraft(t)
		first := d.JSON()
		back, err := DecodeDraft(first)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(d, back); diff != "" {
			t.Fatalf("(-draft +read back):\n%s", diff)
		}
		if again := back.JSON(); !bytes.Equal(first, again) {
			t.Fatalf("not the same bytes:\n%s\n%s", first, again)
		}
	})
}

func TestLeavesAndGetAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDraft(t)
		n := 0
		for path, value := range d.Plan.Leaves() {
			n++
			if got, ok := d.Plan.Get(path); !ok || !cmp.Equal(got, value) {
				t.Fatalf("%s: Leaves yields %#v, Get %#v", path, value, got)
			}
			if _, ok := d.Provenance[path]; !ok {
				t.Fatalf("%s has no proof", path)
			}
			if _, ok := FieldAt(path); !ok {
				t.Fatalf("%s is not in the catalogue", path)
			}
		}
		if n != len(d.Provenance) {
			t.Fatalf("%d leaves, %d proofs", n, len(d.Provenance))
		}
	})
}
