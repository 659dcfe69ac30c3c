package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestStream reads the steps of the work and how the value is known.
func TestStream(t *testing.T) {
	tests := []struct {
		lang plan.Lang
		say  string
		want map[plan.Path]string
	}{
		{plan.FI, "Vaihe yksi, kuorman punnitus: 4 min, odotus 0,1 vrk, automatisoidaan.", map[plan.Path]string{
			"steps[s1].name": "kuorman punnitus", "steps[s1].process_min": "4", "steps[s1].wait_d": "0.1", "steps[s1].change": "automate"}},
		{plan.EN, "Step one, weighing the load: 4 minutes, wait 0.1 days, automated. Step two, writing the receipt: 3 minutes, wait 0.02 days, redesigned.", map[plan.Path]string{
			"steps[s1].name": "weighing the load", "steps[s2].name": "writing the receipt", "steps[s2].wait_d": "0.02"}},
		{plan.FI, "Korjauksen tilaus 10 min ja kaksi päivää (automatisoidaan), korjaus 3 tuntia ja 1 vrk (säilyy), tarkastus 15 min ja viikko (poistuu).", map[plan.Path]string{
			"steps[s1].wait_d": "2", "steps[s2].process_min": "180", "steps[s2].change": "keep", "steps[s3].wait_d": "7"}},
		{plan.FI, "Näin tämän valituskirjasta 2025, luin sen itse läpi.", map[plan.Path]string{"evidence": "valituskirjasta 2025"}},
		{plan.SV, "Det hör vi på varje föräldramöte.", map[plan.Path]string{"evidence": "varje föräldramöte"}},
		{plan.EN, "We hear it at every parents' evening.", map[plan.Path]string{"evidence": "every parents' evening"}},
	}
	for _, tt := range tests {
		r := newReader(readMessage("m", tt.say, tt.lang, noon, nil), plan.NewDraft(tt.lang), asksOf(plan.TopicValueStream), noon)
		r.acts()
		facts, _ := r.read()
		got := map[plan.Path]string{}
		for _, f := range facts {
			got[f.path] = shown(f.value)
		}
		for leaf, want := range tt.want {
			if g := got["value_stream."+leaf]; g != want {
				t.Errorf("%q\n%s = %q, want %q", tt.say, leaf, g, want)
			}
		}
	}
}
