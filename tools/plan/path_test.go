package plan

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPathParts(t *testing.T) {
	tests := []struct {
		path, field, row, list Path
		id, leaf               string
	}{
		{"target.object", "target.object", "", "", "", "object"},
		{"kpis", "kpis", "", "", "", "kpis"},
		{"kpis[k1].target", "kpis[].target", "kpis[k1]", "kpis", "k1", "target"},
		{"kpis[k12].baseline_date", "kpis[].baseline_date", "kpis[k12]", "kpis", "k12", "baseline_date"},
		{"kpis[].target", "kpis[].target", "kpis[]", "kpis", "", "target"},
		{"data.assets[d2].need", "data.assets[].need", "data.assets[d2]", "data.assets", "d2", "need"},
		{"value_stream.steps[s3].wait_d", "value_stream.steps[].wait_d", "value_stream.steps[s3]", "value_stream.steps", "s3", "wait_d"},
		{"", "", "", "", "", ""},
	}
	for _, tt := range tests {
		if got := tt.path.Field(); got != tt.field {
			t.Errorf("%q.Field() = %q, want %q", tt.path, got, tt.field)
		}
		if got := tt.path.Row(); got != tt.row {
			t.Errorf("%q.Row() = %q, want %q", tt.path, got, tt.row)
		}
		if got := tt.path.List(); got != tt.list {
			t.Errorf("%q.List() = %q, want %q", tt.path, got, tt.list)
		}
		if got := tt.path.RowID(); got != tt.id {
			t.Errorf("%q.RowID() = %q, want %q", tt.path, got, tt.id)
		}
		if got := tt.path.Leaf(); got != tt.leaf {
			t.Errorf("%q.Leaf() = %q, want %q", tt.path, got, tt.leaf)
		}
	}
}

func TestAt(t *testing.T) {
	if got := At("kpis", "k1", "target"); got != "kpis[k1].target" {
		t.Error(got)
	}
	if got := At("data.assets", "d1", ""); got != "data.assets[d1]" {
		t.Error(got)
	}
}

func TestPathWithin(t *testing.T) {
	tests := []struct {
		path, prefix Path
		want         bool
	}{
		{"kpis[k1].target", "kpis[k1].target", true},
		{"kpis[k1].target", "kpis[k1]", true},
		{"kpis[k1].target", "kpis", true},
		{"kpis[k10].target", "kpis[k1]", false},
		{"kpis[k1].target", "kpis[k1].targ", false},
		{"kpis[k1].baseline_date", "kpis[k1].baseline", false},
		{"target.volume_unit", "target.volume", false},
		{"target.volume", "target.volume_unit", false},
		{"target.volume", "target", true},
		{"target.volume", "", false},
		{"value_stream.steps[s1].name", "value_stream", true},
		{"data.assets[d1]", "data.assets", true},
	}
	for _, tt := range tests {
		if got := tt.path.Within(tt.prefix); got != tt.want {
			t.Errorf("%q.Within(%q) = %v", tt.path, tt.prefix, got)
		}
	}
}

func TestPathValid(t *testing.T) {
	for _, p := range []Path{"kpis", "target.object", "kpis[k1]", "kpis[].target", "data.assets[d1].need", "kpis[7]"} {
		if !p.Valid() {
			t.Errorf("%q is refused", p)
		}
	}
	for _, p := range []Path{
		"", ".", "kpis.", ".kpis", "kpis..name", "kpis[", "kpis]", "kpis[k1", "kpis[K1]", "kpis[k 1]", "kpis[k1]x", "kpis[k1][k2]",
		"Target.object", "target.object\n", "target/object", "tärget", "kpis[ä]", "[k1].name", "target object",
	} {
		if p.Valid() {
			t.Errorf("%q is accepted", p)
		}
	}
}

// FuzzPath: no path breaks the plan; what is set can be read back, is in the
// catalogue and goes away again; what is refused leaves nothing behind.
func FuzzPath(f *testing.F) {
	for _, field := range Fields() {
		f.Add(string(field.Path), "x")
		f.Add(string(At(field.Path.List(), "x1", field.Path.Leaf())), "x")
	}
	for _, s := range []string{
		"", "[", "]", "kpis[k1]", "kpis[k1", "kpis]k1[", "target[k1]", "target.title[k1]", "execution.model[x]", "kpis[k1].nosuch",
		"kpis[k1].id", "kpis[k1].name[x]", "kpis.name", "attestations[a1].by", "data.assets[d1].name.x", "kpis[K1].name",
	} {
		f.Add(s, "text")
	}
	f.Fuzz(func(t *testing.T, s, text string) {
		p := Path(s)
		if field := p.Field(); field.Field() != field {
			t.Fatalf("Field of %q is not final: %q", p, field)
		}
		if p.Valid() && p.List() != "" {
			if At(p.List(), p.RowID(), "") != p.Row() || !p.Within(p.Row()) || !p.Within(p.List()) {
				t.Fatalf("%q: list %q, id %q, row %q", p, p.List(), p.RowID(), p.Row())
			}
		}
		full := filled()
		for _, value := range []any{text, 1.5, true, []any{text}, nil, Date("2026-01")} {
			d := &Draft{Plan: *filled()}
			err := d.Plan.Set(p, value)
			if err != nil {
				if diff := cmp.Diff(full, &d.Plan); diff != "" {
					t.Fatalf("a refused value changed the plan: %s", diff)
				}
				continue
			}
			if _, ok := d.Plan.Get(p); !ok {
				t.Fatalf("%q was set to %#v and is not there", p, value)
			}
			if _, ok := FieldAt(p); !ok {
				t.Fatalf("%q was set and is not in the catalogue", p)
			}
			d.Clone()
		}
		d := &Draft{Plan: *full}
		if d.Drop(p) == nil && slices.ContainsFunc(leafPaths(&d.Plan), func(l Path) bool { return l.Within(p) }) {
			t.Fatalf("%q was dropped and is still there", p)
		}
	})
}

// leafPaths lists the paths of the filled leaves.
func leafPaths(p *Plan) []Path {
	var paths []Path
	for path := range p.Leaves() {
		paths = append(paths, path)
	}
	return paths
}
