package guided

import (
	"slices"
	"testing"

	"luonnos/tools/plan"
)

// TestDeclined: a sentence that says that what was asked does not exist, is not decided or
// will not be told leaves it open, and stores nothing.
func TestDeclined(t *testing.T) {
	one := []plan.Path{"kpis[k1].owner"}
	three := []plan.Path{"capabilities[c1].action", "capabilities[c1].owner", "capabilities[c1].by"}
	for _, tt := range []struct {
		lang  plan.Lang
		asked []plan.Path
		say   string
	}{
		{plan.FI, []plan.Path{"data.principles"}, "Yhteisistä periaatteista ei ole sovittu, kukin osasto tekee omalla tavallaan."},
		{plan.FI, []plan.Path{"data.principles"}, "Periaatteita ei ole kirjattu minnekään, ne tulevat perehdytyksessä."},
		{plan.FI, []plan.Path{"data.reference"}, "Mihinkään asiakirjaan niitä ei ole kirjattu."},
		{plan.FI, three, "Toimista, tekijästä tai aikataulusta ei ole päätetty mitään."},
		{plan.FI, one, "Omistajaa ei ole nimetty, kaksi johtajaa kiistelee siitä."},
		{plan.FI, one, "Sitä ei ole vielä ratkaistu."},
		{plan.FI, []plan.Path{"kpis"}, "Mittareita on vain tämä yksi, eikä johto halunnut toista."},
		{plan.SV, []plan.Path{"data.principles"}, "Några gemensamma principer har vi inte kommit överens om, varje enhet gör på sitt sätt."},
		{plan.SV, three, "Åtgärder, ansvariga eller tidtabell har vi inte beslutat om."},
		{plan.SV, one, "Vem som äger den har vi inte utsett, två direktörer är oense."},
		{plan.SV, one, "Det vet jag faktiskt inte."},
		{plan.SV, []plan.Path{"execution.rationale"}, "Varför vi valde den vet jag ärligt talat inte."},
		{plan.SV, []plan.Path{"kpis"}, "Det finns bara den här indikatorn, och ledningen ville inte ha fler."},
		{plan.EN, []plan.Path{"data.principles"}, "No principles have been agreed, each unit has its own habits."},
		{plan.EN, []plan.Path{"commitments.foresight"}, "We haven't looked at any forecasts, to be frank."},
		{plan.EN, three, "Nothing has been decided on actions, people or dates."},
		{plan.EN, one, "Who owns it hasn't been settled, two directors disagree."},
		{plan.EN, []plan.Path{"kpis"}, "There is just this one, and I can't add another on my own."},
		{plan.EN, []plan.Path{"execution.stop_rule"}, "We haven't discussed that."},
	} {
		d := plan.NewDraft(tt.lang)
		put(t, d, "kpis[k1].name", "xyz", "")
		put(t, d, "capabilities[c1].key", "data", "")
		facts, _, r := tell(t, d, tt.say, tt.asked, noon)
		var declined []plan.Path
		for _, a := range r.acts() {
			declined = append(declined, r.declined(a)...)
		}
		if len(facts) > 0 || !slices.Equal(declined, tt.asked) {
			t.Errorf("%s %q leaves %v open and tells %v, want %v", tt.lang, tt.say, declined, facts, tt.asked)
		}
	}
}
