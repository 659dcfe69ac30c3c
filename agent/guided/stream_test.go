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
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicValueStream), noon)
		got := byPath(facts)
		for leaf, want := range tt.want {
			if g := got["value_stream."+leaf]; g != want {
				t.Errorf("%q\n%s = %q, want %q", tt.say, leaf, g, want)
			}
		}
	}
}

// TestRowsOfOneSentence: a sentence may tell several batches or several benefits.
func TestRowsOfOneSentence(t *testing.T) {
	tests := []struct {
		lang  plan.Lang
		topic plan.Topic
		say   string
		want  map[plan.Path]string
	}{
		{plan.FI, plan.TopicBatches, "Kaksi erää: ensin ilmoitukset kahdesta kunnasta (3 viikkoa, alkaa 4.5.2026), sitten päätökset (2 viikkoa, alkaa 1.9.2026).", map[plan.Path]string{
			"batches[b1].scope": "ilmoitukset kahdesta kunnasta", "batches[b1].weeks": "3", "batches[b2].scope": "päätökset", "batches[b2].start": "2026-09-01"}},
		{plan.SV, plan.TopicBatches, "Först anmälningar från två kommuner, 3 veckor från 4.5.2026, sedan besluten, 2 veckor från 1.9.2026.", map[plan.Path]string{
			"batches[b1].scope": "anmälningar från två kommuner", "batches[b2].scope": "besluten", "batches[b2].weeks": "2"}},
		{plan.EN, plan.TopicBatches, "First notices from two towns, 3 weeks from 4 May 2026, then decisions, 2 weeks from 1 September 2026.", map[plan.Path]string{
			"batches[b1].scope": "notices from two towns", "batches[b2].scope": "decisions", "batches[b2].weeks": "2"}},
		{plan.FI, plan.TopicRealisation, "Henkilöstössä 2 htv siirtyy neuvontaan, työvuorot laaditaan uudelleen, Saara Elo, 31.12.2027, ja ostoissa säästyy 30 000 € vuodessa, kun yhdestä lisenssistä luovutaan, Saara Elo, 30.6.2028.", map[plan.Path]string{
			"realisation[z1].amount": "2", "realisation[z1].by": "2027-12-31", "realisation[z2].target": "purchases", "realisation[z2].amount": "30000", "realisation[z2].by": "2028-06-30"}},
		{plan.EN, plan.TopicRealisation, "In staff, 2 FTE move to advice, rosters are redrawn, Sarah Hale, 31 December 2027, and in purchases €30,000 a year is saved as one licence is dropped, Sarah Hale, 30 June 2028.", map[plan.Path]string{
			"realisation[z1].target": "staff", "realisation[z1].by": "2027-12-31", "realisation[z2].target": "purchases", "realisation[z2].action": "as one licence is dropped"}},
	}
	for _, tt := range tests {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(tt.topic), noon)
		got := byPath(facts)
		for path, want := range tt.want {
			if got[path] != want {
				t.Errorf("%q\n%s = %q, want %q", tt.say, path, got[path], want)
			}
		}
	}
}
