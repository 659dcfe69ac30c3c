package guided

import (
	"fmt"
	"os"
	"testing"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// prose is one message of the table testdata/prose.yaml: whole rows in running text.
type prose struct {
	spoken `yaml:",inline"`
	Me     string   `yaml:"me"`         // the contact person of the draft
	KPIs   []string `yaml:"known_kpis"` // names of the indicators of the draft
	Held   bool     `yaml:"held"`
}

// Shares of the leaves of the table that must be read right: of the messages that the
// rules were written with, and of those that are only measured.
const (
	proseSeen = 0.97
	proseHeld = 0.82
)

// TestProse reads rows told in running text. Not every leaf is read; fewer than before is
// a fault. `go test -v -run TestProse` lists what is not read.
func TestProse(t *testing.T) {
	data, err := os.ReadFile("testdata/prose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var table []prose
	if err := yaml.Unmarshal(data, &table); err != nil {
		t.Fatal(err)
	}
	var right, all [2]int
	for i, row := range table {
		got := row.read(t)
		held := 0
		if row.Held {
			held = 1
		}
		for path, want := range row.Want {
			all[held]++
			if told(t, got[path], want, row.Lang) && !wordy(got[path], want, row.Lang) {
				right[held]++
				continue
			}
			if !row.Held {
				t.Logf("%d %s %s %s = %v, want %v", i, row.Topic, row.Lang, path, got[path], want)
			}
		}
		for path, value := range got {
			if _, ok := row.Want[path]; !ok && !row.Held {
				t.Logf("%d %s %s %s = %v, not expected", i, row.Topic, row.Lang, path, value)
			}
		}
	}
	for held, floor := range [2]float64{proseSeen, proseHeld} {
		share := float64(right[held]) / float64(all[held])
		t.Logf("held %d: %d of %d leaves, %.3f", held, right[held], all[held], share)
		if share < floor {
			t.Errorf("held %d: %.3f of the leaves are read, want at least %.3f", held, share, floor)
		}
	}
}

func (p *prose) read(t *testing.T) map[string]any {
	t.Helper()
	d := plan.NewDraft(p.Lang)
	set := func(path plan.Path, value any) {
		if err := d.Plan.Set(path, value); err != nil {
			t.Fatal(err)
		}
	}
	if p.Me != "" {
		set("applicant.contact_name", p.Me)
	}
	for i, name := range p.KPIs {
		set(plan.At("kpis", fmt.Sprintf("k%d", i+1), "name"), name)
	}
	r := newReader(readMessage("m", p.Say, p.Lang, noon, p.Known), d, asksOf(p.Topic), noon)
	r.acts()
	facts, _ := r.read()
	got := map[string]any{}
	for _, f := range facts {
		got[string(f.path)] = f.value
	}
	return got
}

// wordy reports whether a read text holds much more than what was wanted.
func wordy(got, want any, lang plan.Lang) bool {
	g, ok1 := got.(string)
	w, ok2 := want.(string)
	return ok1 && ok2 && reading.Covered(g, w, lang) < 0.6
}
