package guided

import (
	"slices"
	"strings"
	"testing"

	"luonnos/knowledge/portfolio"
	"luonnos/tools/plan"
)

// TestSimilarSolutions: who asks what others have done is told of like solutions, and the
// pending question stands.
func TestSimilarSolutions(t *testing.T) {
	solutions, err := portfolio.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for lang, say := range map[plan.Lang][2]string{
		plan.FI: {"Uudistamme potilaskirjausten sanelun puheentunnistuksella, noin 40 000 sanelua vuodessa. Tarkoituksena on, että lääkärin aikaa säästyy potilaille.", "Onko muualla vastaavia ratkaisuja?"},
		plan.SV: {"Vi förnyar dikteringen av patientjournaler med taligenkänning, cirka 40 000 dikteringar per år. Syftet är att läkarna får mera tid för patienterna.", "Finns det liknande lösningar hos andra?"},
		plan.EN: {"We renew the dictation of patient records with speech recognition, about 40,000 dictations a year. The purpose is that doctors have more time for patients.", "Do others have similar solutions?"},
	} {
		c := newTalk(t, lang)
		c.agent.Portfolio = solutions
		c.say(say[0])
		asked := c.last.Asks
		text := c.say(say[1])
		before, _, _ := strings.Cut(phrases()["similar"].In(lang), "{")
		if !strings.HasPrefix(text, before) || !slices.Equal(c.last.Asks, asked) {
			t.Errorf("%s %q: %q asks %v, want solutions and then %v", lang, say[1], text, c.last.Asks, asked)
		}
		c.agent.Portfolio = nil
		if text := c.say(say[1]); !strings.HasPrefix(text, phrases()["no_similar"].In(lang)) {
			t.Errorf("%s without a portfolio: %q", lang, text)
		}
	}
}
