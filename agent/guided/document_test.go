package guided

import (
	"fmt"
	"testing"

	"luonnos/tools/plan"
)

// TestDocument reads principles, the document that holds them, and that they are in use,
// in any order.
func TestDocument(t *testing.T) {
	tests := []struct {
		lang       plan.Lang
		asked      plan.Path
		say        string
		principles string
		reference  string
	}{
		{plan.FI, "data", "Yhteiset periaatteet ovat, että tieto syötetään kerran ja yhteen järjestelmään ja että oikeudet myönnetään roolin mukaan.",
			"[tieto syötetään kerran ja yhteen järjestelmään oikeudet myönnetään roolin mukaan]", ""},
		{plan.SV, "data", "Våra principer är att uppgifter matas in en gång och i ett enda system och att behörigheter ges efter uppgift.",
			"[uppgifter matas in en gång och i ett enda system behörigheter ges efter uppgift]", ""},
		{plan.EN, "data", "The common principles are that data is entered once and in one place and that access rights are granted by task.",
			"[data is entered once and in one place access rights are granted by task]", ""},
		{plan.FI, "data", "Tietopolitiikassamme 2026 on kaksi periaatetta: paikkatieto on koordinaatteina, ja aineistolla on hoitaja.",
			"[paikkatieto on koordinaatteina aineistolla on hoitaja]", "Tietopolitiikassamme 2026"},
		{plan.SV, "data", "Två principer följs enligt informationsstrategin 2025: uppgifter hämtas från källan, och varje register har en förvaltare.",
			"[uppgifter hämtas från källan varje register har en förvaltare]", "informationsstrategin 2025"},
		{plan.EN, "data", "Two principles are in force, from the data handbook 2026: data is checked at entry, and codes follow one list.",
			"[data is checked at entry codes follow one list]", "data handbook 2026"},
		{plan.FI, "data.reference", "Periaatteet ovat käytössä ja löytyvät tietohallinnon käsikirjasta 3.2.2026.", "", "tietohallinnon käsikirjasta 3.2.2026"},
		{plan.FI, "data.reference", "Viite on tietopoliittinen ohjelma 2025, ja periaatteet ovat käytössä.", "", "tietopoliittinen ohjelma 2025"},
		{plan.FI, "data.reference", "Periaatteet ovat tiedonhallinnan ohjeessa, joka on ollut voimassa vuodesta 2024.", "", "tiedonhallinnan ohjeessa"},
		{plan.SV, "data.reference", "Principerna används och finns i informationspolicyn av den 14 januari 2026.", "", "informationspolicyn av den 14 januari 2026"},
		{plan.SV, "data.reference", "Referensen är informationsbokslutet 2025, och principerna är i bruk.", "", "informationsbokslutet 2025"},
		{plan.EN, "data.reference", "The principles are in use and can be found in the information rules of 14 January 2026.", "", "information rules of 14 January 2026"},
		{plan.EN, "data.reference", "They have been applied since last spring.", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.say, func(t *testing.T) {
			asked := []plan.Path{tt.asked}
			if tt.asked == "data" {
				asked = asksOf(plan.TopicData)
			}
			facts, _, _ := tell(t, plan.NewDraft(tt.lang), tt.say, asked, noon)
			got := map[plan.Path]string{"data.principles": "", "data.reference": ""}
			for _, f := range facts {
				got[f.path] = fmt.Sprint(f.value)
			}
			if got["data.principles"] != tt.principles || got["data.reference"] != tt.reference {
				t.Errorf("principles %q in %q, want %q in %q", got["data.principles"], got["data.reference"], tt.principles, tt.reference)
			}
		})
	}
}
