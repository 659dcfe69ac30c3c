package guided

import (
	"slices"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestSkippedThenTold: what was skipped or put off can be told later, and is stored.
func TestSkippedThenTold(t *testing.T) {
	for lang, say := range map[plan.Lang][3]string{
		plan.FI: {"Ohitetaan tämä.", "Jätetään mittarit myöhemmäksi.", "Palataan mittareihin: jonotusaika on nyt 40 päivää (31.12.2025), tavoite 10 päivää 31.12.2027."},
		plan.SV: {"Vi hoppar över det här.", "Vi tar nyckeltalen senare.", "Tillbaka till nyckeltalen: väntetiden är nu 40 dagar (31.12.2025), målet är 10 dagar 31.12.2027."},
		plan.EN: {"Skip this.", "Let's do the indicators later.", "Back to the indicators: the waiting time is now 40 days (31 December 2025), target 10 days by 31 December 2027."},
	} {
		c := newTalk(t, lang)
		for range 4 {
			c.say(say[0])
		}
		c.say(say[1])
		text := c.say(say[2])
		if got := c.value("kpis[k1].target"); got != 10.0 {
			t.Errorf("%s: after skipping, the target is %v, want 10\n%s", lang, got, text)
		}
		if n := len(c.draft.Plan.KPIs); n != 1 {
			t.Errorf("%s: %d indicators, want 1", lang, n)
		}
	}
}

// TestCommandsWhilePersonIsAsked: a command is no name, and the question stands.
func TestCommandsWhilePersonIsAsked(t *testing.T) {
	for lang, commands := range map[plan.Lang][]string{
		plan.FI: {"Näytä suunnitelma.", "Mitä vielä puuttuu?", "Miksi tätä kysytään?", "Anna esimerkki.", "Toista kysymys.", "Auta.", "Missä mennään?"},
		plan.SV: {"Visa planen.", "Vad saknas ännu?", "Varför frågar ni det?", "Ge ett exempel.", "Upprepa frågan.", "Hjälp.", "Hur långt har vi kommit?"},
		plan.EN: {"Show the plan.", "What is missing?", "Why do you ask?", "Give me an example.", "Repeat the question.", "Help.", "How far are we?"},
	} {
		for _, command := range commands {
			d := plan.NewDraft(lang)
			if err := d.Put("kpis[k1].name", "x", plan.Provenance{Source: plan.Said}); err != nil {
				t.Fatal(err)
			}
			facts, conflicts, r := tell(t, d, command, []plan.Path{"kpis[k1].owner"}, noon)
			if len(facts)+len(conflicts) > 0 {
				t.Errorf("%s %q was read as %v %v", lang, command, facts, conflicts)
			}
			if len(r.acts()) == 0 {
				t.Errorf("%s %q is no act", lang, command)
			}
		}
	}
}

// TestIndicatorSuggestions: with the target known, the question about indicators offers
// some of annex 1, and still ends with the question.
func TestIndicatorSuggestions(t *testing.T) {
	for lang, say := range map[plan.Lang]string{
		plan.FI: "Uudistamme laskujen käsittelyn, noin 9 000 laskua vuodessa. Tarkoituksena on, että käsittelyaika lyhenee ja asiakkaan odotusaika puolittuu.",
		plan.SV: "Vi förnyar handläggningen av fakturor, cirka 9 000 fakturor per år. Syftet är att handläggningstiden blir kortare och kundens väntetid halveras.",
		plan.EN: "We renew the processing of invoices, about 9,000 invoices a year. The purpose is that processing time falls and the customer's waiting time is halved.",
	} {
		c := newTalk(t, lang)
		c.say(say)
		skip := map[plan.Lang]string{plan.FI: "Ohitetaan tämä.", plan.SV: "Vi hoppar över det här.", plan.EN: "Skip this."}[lang]
		for i := 0; i < 5 && !slices.Contains(c.last.Asks, "kpis"); i++ {
			c.say(skip)
		}
		question := plan.About(plan.TopicKPIs).Question.In(lang)
		if !strings.HasSuffix(c.last.Text, question) || strings.Count(c.last.Text, ";") == 0 {
			t.Errorf("%s: %q offers no indicators before %q", lang, c.last.Text, question)
		}
	}
}

// TestTurn: who wants to turn to a topic is asked about it, also when it was skipped.
func TestTurn(t *testing.T) {
	for lang, say := range map[plan.Lang][2]string{
		plan.FI: {"Ohitetaan tämä.", "Palataan mittareihin."},
		plan.SV: {"Vi hoppar över det här.", "Vi går tillbaka till nyckeltalen."},
		plan.EN: {"Skip this.", "Let's go back to the indicators."},
	} {
		c := newTalk(t, lang)
		for range 4 {
			c.say(say[0])
		}
		text := c.say(say[1])
		if !slices.Equal(c.last.Asks, []plan.Path{"kpis"}) {
			t.Errorf("%s %q: asks %v: %q", lang, say[1], c.last.Asks, text)
		}
	}
}
