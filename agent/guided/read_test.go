package guided

import (
	"slices"
	"testing"
	"time"

	"luonnos/tools/plan"
)

// Helpers of the reading tests.

// tell reads one message into the draft as the tools would, without their checks.
func tell(t *testing.T, d *plan.Draft, text string, asked []plan.Path, today time.Time) ([]fact, []conflict, *reader) {
	t.Helper()
	m := readMessage("m", text, d.Lang, today, rosterOf(d))
	r := newReader(m, d, asked, today)
	r.acts()
	facts, conflicts := r.read()
	for _, f := range facts {
		if err := d.Put(f.path, f.value, plan.Provenance{Source: plan.Said, Quote: m.quote(f.at)}); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	}
	return facts, conflicts, r
}

// asksOf are the paths that the opening question of a topic asks.
func asksOf(topic plan.Topic) []plan.Path {
	var asks []plan.Path
	for _, f := range plan.Fields() {
		if f.Topic != topic {
			continue
		}
		if list := f.Path.List(); list != "" {
			if !slices.Contains(asks, list) {
				asks = append(asks, list)
			}
			continue
		}
		asks = append(asks, f.Path)
	}
	return asks
}
