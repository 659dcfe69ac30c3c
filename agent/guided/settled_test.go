package guided

import (
	"testing"
	"time"

	"luonnos/tools/plan"
)

// TestLastWordOfAMessageCounts: whoever repeats an old number and corrects it in the
// same message contradicts nothing.
func TestLastWordOfAMessageCounts(t *testing.T) {
	today := time.Date(2026, 10, 5, 0, 0, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		text      string
		conflicts int
	}{
		"contradiction":  {"Visit 40 min and 70 days (kept).", 1},
		"then corrected": {"Visit 40 min and 70 days (kept). A visit waits 73 days.", 0},
		"same":           {"Visit 40 min and 73 days (kept).", 0},
	} {
		t.Run(name, func(t *testing.T) {
			d := plan.NewDraft(plan.EN)
			for leaf, v := range map[string]any{"name": "visit", "process_min": 40.0, "wait_d": 73.0} {
				if err := d.Put(plan.At("value_stream.steps", "s1", leaf), v, plan.Provenance{Source: plan.Said}); err != nil {
					t.Fatal(err)
				}
			}
			if _, conflicts, _ := tell(t, d, c.text, []plan.Path{"value_stream.steps"}, today); len(conflicts) != c.conflicts {
				t.Errorf("%d conflicts, want %d: %+v", len(conflicts), c.conflicts, conflicts)
			}
		})
	}
}
