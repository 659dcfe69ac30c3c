package guided

import (
	"fmt"
	"testing"

	"luonnos/tools/plan"
)

// TestRefsCompleted: decisions tied to "all" indicators are tied to one told later too;
// those tied to both of two are not tied to a third.
func TestRefsCompleted(t *testing.T) {
	for lang, say := range map[plan.Lang][3]string{
		plan.FI: {"Päätökset sidotaan kaikkiin kolmeen mittariin.", "Kumpikin mittari ohjaa päätöksiä.", "Mittari: virheiden osuus, lähtötaso 9 % 31.12.2025, tavoite 3 % 31.12.2027."},
		plan.SV: {"Besluten binds till alla tre nyckeltalen.", "Bägge nyckeltalen styr besluten.", "Nyckeltal: andelen fel, utgångsläge 9 % 31.12.2025, mål 3 % 31.12.2027."},
		plan.EN: {"The decisions rest on all three KPIs.", "Both KPIs steer the decisions.", "KPI: share of errors, baseline 9% on 31 December 2025, target 3% by 31 December 2027."},
	} {
		for _, row := range []struct {
			known int
			quote string
			want  string
		}{
			{2, say[0], "[k1 k2 k3]"}, {1, say[1], "[k1 k2]"}, {2, say[1], "<nil>"},
		} {
			d := plan.NewDraft(lang)
			var refs []string
			for i := range row.known {
				id := fmt.Sprintf("k%d", i+1)
				refs = append(refs, id)
				put(t, d, plan.At("kpis", id, "name"), []string{"xyz", "zyx"}[i], "")
			}
			put(t, d, "execution.kpi_refs", refs, row.quote)
			facts, _, _ := tell(t, d, say[2], []plan.Path{"kpis"}, noon)
			if got := fmt.Sprint(valueOf(facts, "execution.kpi_refs")); got != row.want {
				t.Errorf("%s: %d known, %q: tied to %s, want %s", lang, row.known, row.quote, got, row.want)
			}
		}
	}
}

func put(t *testing.T, d *plan.Draft, path plan.Path, value any, quote string) {
	t.Helper()
	if err := d.Put(path, value, plan.Provenance{Source: plan.Said, Quote: quote}); err != nil {
		t.Fatal(err)
	}
}

func valueOf(facts []fact, path plan.Path) any {
	for _, f := range facts {
		if f.path == path {
			return f.value
		}
	}
	return nil
}
