package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestOrganisation: the applicant's organisation in a case of place or without a word for its
// kind, and the sector told of it.
func TestOrganisation(t *testing.T) {
	for _, tt := range []struct {
		lang                     plan.Lang
		say                      string
		organisation, role, kind string
	}{
		{plan.FI, "Täällä Eva Berg, eläkepäällikkö Merenkulun eläkelaitoksesta, yksikkö on etuudet. Olemme julkisoikeudellinen laitos.", "Merenkulun eläkelaitos", "eläkepäällikkö", "other_public"},
		{plan.FI, "Hei, Eva Berg, palvelupäällikkö Yrittäjien tapaturmakassasta, yksikkö on korvaukset. Olemme kuntien omistama yhtiö.", "Yrittäjien tapaturmakassa", "palvelupäällikkö", "other_public"},
		{plan.SV, "Eva Berg, servicechef från Lantbrukarnas pensionsanstalt (offentligrättslig anstalt), enhet ersättningar.", "Lantbrukarnas pensionsanstalt", "servicechef", "other_public"},
		{plan.EN, "Eva Berg, benefits manager, the Harbour Trust (a public corporation), unit: berths.", "Harbour Trust", "benefits manager", "other_public"},
	} {
		facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asksOf(plan.TopicIntro), noon)
		for path, want := range map[plan.Path]string{"applicant.organisation": tt.organisation, "applicant.contact_role": tt.role, "applicant.sector": tt.kind} {
			if got := valueOf(facts, path); got != want {
				t.Errorf("%s %q: %s = %v, want %s", tt.lang, tt.say, path, got, want)
			}
		}
	}
}
