package criteria

import (
	"slices"
	"testing"

	"luonnos/tools/plan"
)

// TestHistoryNamesEveryRule: whoever adds a rule says with which version it came.
func TestHistoryNamesEveryRule(t *testing.T) {
	if last := history[len(history)-1].ID; last != RulesVersion {
		t.Errorf("the last version is %s, want %s", last, RulesVersion)
	}
	came := map[string]string{}
	for _, v := range history {
		for _, id := range v.Added {
			if came[id] != "" {
				t.Errorf("%s came with %s and %s", id, came[id], v.ID)
			}
			came[id] = v.ID
		}
		for _, id := range slices.Concat(v.Added, v.Changed) {
			if !slices.ContainsFunc(rules, func(r Rule) bool { return r.ID == id }) {
				t.Errorf("%s names %s, which is no rule", v.ID, id)
			}
		}
	}
	for _, r := range rules {
		if r.Later && came[r.ID] == "" {
			t.Errorf("%s is in no version: add it to the last one in history.go", r.ID)
		}
	}
}

func TestSince(t *testing.T) {
	now := plan.Versions{Rules: RulesVersion, Fields: plan.FieldsVersion}
	for _, test := range []struct {
		name           string
		pinned         plan.Versions
		added, changed string // one rule that must be named
		unknown, none  bool
	}{
		{name: "pinned to nothing", none: true},
		{name: "pinned to the present", pinned: now, none: true},
		{name: "an older table", pinned: plan.Versions{Rules: "1.1.0", Fields: plan.FieldsVersion}, added: "W.SPAN", changed: "C1.KPI.LOCKED"},
		{name: "the first table", pinned: plan.Versions{Rules: "1.0.0", Fields: plan.FieldsVersion}, added: "C1.KPI.LOCKED"},
		{name: "an older vocabulary", pinned: plan.Versions{Rules: RulesVersion, Fields: "0.9.0"}},
		{name: "a table that we don't know", pinned: plan.Versions{Rules: "9.0.0", Fields: plan.FieldsVersion}, unknown: true},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := since(test.pinned)
			if (s == nil) != test.none {
				t.Fatalf("got %+v", s)
			}
			if s == nil {
				return
			}
			if s.Unknown != test.unknown || test.added != "" && !slices.Contains(s.Added, test.added) ||
				test.changed != "" && !slices.Contains(s.Changed, test.changed) {
				t.Errorf("got %+v", s)
			}
			for _, id := range s.Changed {
				if slices.Contains(s.Added, id) {
					t.Errorf("%s is both new and changed", id)
				}
			}
		})
	}
}

func TestNewFindingsAreMarked(t *testing.T) {
	d := load(t, full)
	put(t, d, "target.end", "2027-10", "batches[b1].weeks", 9.0)
	d.Plan.Versions = plan.Versions{Rules: "1.1.0", Fields: plan.FieldsVersion}
	before := d.Plan.Versions
	marked := map[string]bool{}
	for _, f := range Check(d).Findings {
		marked[f.Rule] = f.New
	}
	if want := map[string]bool{"W.SPAN": true, "W.BATCH.DURATION": false}; len(marked) != 2 || marked["W.SPAN"] != want["W.SPAN"] || marked["W.BATCH.DURATION"] {
		t.Errorf("got %v, want %v", marked, want)
	}
	Pin(&d.Plan)
	if d.Plan.Versions != before {
		t.Error("a pinned plan was pinned again")
	}
}

func TestPin(t *testing.T) {
	var p plan.Plan
	Pin(&p)
	if p.Versions != current || since(p.Versions) != nil {
		t.Errorf("got %+v", p.Versions)
	}
}
