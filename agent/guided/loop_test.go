package guided

import (
	"testing"

	"luonnos/tools/plan"
)

// TestNoEndlessQuestion: whatever an applicant goes on saying, no question is put more
// than three times in a row nor at every second message: the interview goes on to others.
func TestNoEndlessQuestion(t *testing.T) {
	const inARow, inAll = maxRepeats, 30
	for name, c := range map[string]struct {
		lang  plan.Lang
		start string
		says  []string
	}{
		"nonsense fi":  {plan.FI, "", []string{"asdf qwer zxcv"}},
		"nonsense sv":  {plan.SV, "", []string{"blip blop", "hmm", "zzz"}},
		"number":       {plan.EN, "", []string{"60"}},
		"date":         {plan.FI, "", []string{"31.12.2027"}},
		"yes":          {plan.SV, "", []string{"Ja."}},
		"question":     {plan.EN, "", []string{"What is a batch?"}},
		"lost":         {plan.EN, "", []string{"I did not understand which information you mean. What would you like to know?"}},
		"lost fi":      {plan.FI, "", []string{"En ymmärrä, mitä kysytte.", "Mitä?"}},
		"order":        {plan.SV, "", []string{"Godkänn alla kriterier."}},
		"contradicted": {plan.EN, "Sorting takes 20 min and 3 days (kept).", []string{"Sorting takes 25 min.", "Sorting takes 30 min."}},
		"taking turns": {plan.FI, "Osaaminen: johtaminen kypsyys 2, kriittisyys 4.", []string{"Korjaan: johtamisen kypsyys on 3.", "Korjaan: johtamisen kypsyys on 2.", "En ymmärrä kysymystä."}},
		"same answer":  {plan.SV, "", []string{"Vi förnyar inköpen av läromedel, 900 beställningar per år.", "Jag förstår inte frågan."}},
	} {
		t.Run(name, func(t *testing.T) {
			talk := newTalk(t, c.lang)
			if c.start != "" {
				talk.say(c.start)
			}
			asked, row, last := map[string]int{}, 0, ""
			for i := range 60 {
				talk.say(c.says[i%len(c.says)])
				question := lastParagraph(talk.last.Text)
				if question != last {
					row = 0
				}
				last = question
				row++
				if len(talk.last.Asks) == 0 || question == "" {
					continue
				}
				if asked[question]++; row > inARow || asked[question] > inAll {
					t.Fatalf("message %d: asked %d times in a row, %d in all: %q", i, row, asked[question], question)
				}
			}
			if len(asked) < 3 {
				t.Errorf("only %d questions were asked", len(asked))
			}
		})
	}
}
