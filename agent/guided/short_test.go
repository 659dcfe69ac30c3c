package guided

import (
	"maps"
	"testing"

	"luonnos/tools/plan"
)

// TestShortAnswers reads what people answer in a few words, also when it is about something
// else than the one field that was asked.
func TestShortAnswers(t *testing.T) {
	unit := []plan.Path{"applicant.unit"}
	lead := []plan.Path{"target.title", "target.purpose", "target.commits_to_lead"}
	kpis := []plan.Path{"kpis"}
	measured := []plan.Path{"kpis[k1].source", "kpis[k1].frequency", "kpis[k1].owner"}
	for _, tt := range []struct {
		lang  plan.Lang
		asked []plan.Path
		say   string
		want  map[plan.Path]string
	}{
		{plan.FI, unit, "Tarkoituksena on lyhentää jonoja", map[plan.Path]string{"target.purpose": "lyhentää jonoja"}},
		{plan.SV, unit, "Syftet är att invånaren får beslutet i tid", map[plan.Path]string{"target.purpose": "invånaren får beslutet i tid"}},
		{plan.EN, unit, "The purpose is that pupils travel safely", map[plan.Path]string{"target.purpose": "pupils travel safely"}},
		{plan.FI, unit, "Projektin nimi on Turvallinen koulumatka", map[plan.Path]string{"target.title": "Turvallinen koulumatka"}},

		{plan.FI, lead, "Joo sitoudutaan", map[plan.Path]string{"target.commits_to_lead": "true"}},
		{plan.FI, lead, "Emme sitoudu", map[plan.Path]string{"target.commits_to_lead": "false"}},
		{plan.FI, lead, "Kyllä. Hankkeen nimi on Sujuvat luvat.", map[plan.Path]string{"target.commits_to_lead": "true", "target.title": "Sujuvat luvat"}},
		{plan.SV, lead, "Javisst gör vi det", map[plan.Path]string{"target.commits_to_lead": "true"}},
		{plan.SV, lead, "Ja, det förbinder vi oss till", map[plan.Path]string{"target.commits_to_lead": "true"}},
		{plan.EN, lead, "Yes we do", map[plan.Path]string{"target.commits_to_lead": "true"}},
		{plan.EN, lead, "Of course", map[plan.Path]string{"target.commits_to_lead": "true"}},
		{plan.EN, unit, "Yes we do", nil},

		{plan.FI, kpis, "Käsittelyaika, asiakastyytyväisyys ja yhteydenottojen määrä", map[plan.Path]string{"kpis[k1].name": "Käsittelyaika", "kpis[k2].name": "asiakastyytyväisyys", "kpis[k3].name": "yhteydenottojen määrä"}},
		{plan.FI, measured, "otetaan toi puhelujen määrä", map[plan.Path]string{"kpis[k1].name": "puhelujen määrä"}},
		{plan.FI, kpis, "Toinen mittari voisi olla puhelujen määrä", map[plan.Path]string{"kpis[k1].name": "puhelujen määrä"}},
		{plan.SV, kpis, "då tar vi antalet samtal", map[plan.Path]string{"kpis[k1].name": "antalet samtal"}},
		{plan.EN, kpis, "let's take the number of calls", map[plan.Path]string{"kpis[k1].name": "number of calls"}},
		{plan.FI, kpis, "Se on vaikea kysymys", nil},
		{plan.FI, kpis, "asia selvä", nil},
		{plan.EN, kpis, "ok fine", nil},
		{plan.FI, measured, "Puhelinvaihteen raportti, kuukausittain, Tiina Laine", map[plan.Path]string{"kpis[k1].source": "Puhelinvaihteen raportti", "kpis[k1].frequency": "monthly", "kpis[k1].owner": "Tiina Laine"}},
	} {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, tt.asked, noon)
		got := byPath(facts)
		if len(got)+len(tt.want) > 0 && !maps.Equal(got, tt.want) {
			t.Errorf("%s %q, asked for %v, tells %v, want %v", tt.lang, tt.say, tt.asked, got, tt.want)
		}
	}
}

// TestMemoOnIndicators: what the memo says of indicators is a question, and no wish for some.
func TestMemoOnIndicators(t *testing.T) {
	for lang, question := range map[plan.Lang]string{plan.FI: "Mitä muistio sanoo avainmittareista?", plan.SV: "Vad säger promemorian om nyckeltal?", plan.EN: "What does the memo say about indicators?"} {
		_, _, r := tell(t, plan.NewDraft(lang), question, []plan.Path{"kpis"}, noon)
		if acts := r.acts(); len(acts) != 1 || acts[0].act != actQuestion {
			t.Errorf("%s %q is %v, want a question", lang, question, acts)
		}
	}
}

// TestSuggestions: who asks which indicators would do is offered some of annex 1.
func TestSuggestions(t *testing.T) {
	for lang, questions := range map[plan.Lang][]string{
		plan.FI: {"Minkälaisia muita mittareita voisi olla?", "Voitko ehdottaa mittareita?", "Ehdota jotain", "Mikä on hyvä mittari?"},
		plan.SV: {"Vilka indikatorer skulle passa oss?", "Har du förslag?"},
		plan.EN: {"What other indicators could we use?", "Any suggestions?"},
	} {
		for _, question := range questions {
			_, _, r := tell(t, plan.NewDraft(lang), question, []plan.Path{"kpis"}, noon)
			if acts := r.acts(); len(acts) != 1 || acts[0].act != actSuggest {
				t.Errorf("%s %q is %v, want a wish for suggestions", lang, question, acts)
			}
		}
	}
}
