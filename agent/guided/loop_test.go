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

// TestSaidAgain: who answers in words that they had said before is not asked the same at
// once again, and what of those words told nothing yet is the text that was asked.
func TestSaidAgain(t *testing.T) {
	for _, tt := range []struct {
		lang plan.Lang
		say  string
	}{
		{plan.FI, "Hankkeen nimi on Varjo pois ja kohteena kiinteistöjen huoltopyynnöt."},
		{plan.SV, "Reformen heter Bort med skuggan och gäller fastigheternas servicebegäran."},
		{plan.EN, "The reform is called Shadow Away and its focus is maintenance requests."},
	} {
		talk := newTalk(t, tt.lang)
		talk.say(tt.say)
		for range 30 {
			asked := lastParagraph(talk.last.Text)
			talk.say(tt.say)
			if again := lastParagraph(talk.last.Text); again == asked && len(talk.last.Asks) > 0 {
				t.Errorf("%s: asked again at once: %q", tt.lang, again)
			}
		}
	}
}

func TestLeftOver(t *testing.T) {
	for _, tt := range []struct {
		lang  plan.Lang
		asked plan.Path
		say   string
		want  string
	}{
		{plan.SV, "kpis[k1].method", "Väntetid: källan är journalsystemet, minuter per remiss, ägare Ann Ek.", "minuter per remiss"},
		{plan.EN, "kpis[k1].method", "Waiting time: the source is the record system, minutes per referral, owner Ann Lee.", "minutes per referral"},
		{plan.EN, "data.reference", "It comes from there.", ""},
	} {
		d := plan.NewDraft(tt.lang)
		put(t, d, "kpis[k1].name", "xyz", "")
		_, _, r := tell(t, d, tt.say, []plan.Path{tt.asked}, noon)
		if got := r.m.quote(r.m.trim(r.leftOver())); tt.want != "" && got != tt.want || tt.want == "" && got != "" {
			t.Errorf("%q leaves %q over, want %q", tt.say, got, tt.want)
		}
	}
}
