package evals

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// values are leaves of a plan.
type values map[plan.Path]any

// talker makes a conversation, message by message.
type talker struct {
	t    *testing.T
	talk Talk
}

// newTalk is a conversation of two messages whose plan two experts have returned.
func newTalk(t *testing.T) *talker {
	t.Helper()
	k := &talker{t: t, talk: Talk{ID: "abc", Rev: 3, Draft: plan.NewDraft(plan.FI)}}
	k.say("Olen Maija Virtanen ja hakija on Kuntalan kaupunki.", values{"applicant.contact_name": "Maija Virtanen", "applicant.organisation": "Kuntalan kaupunki"})
	k.say("Kohteena on rakennuslupien käsittely.", values{"target.object": "rakennuslupien käsittely"})
	k.assess("Erkki Eka", plan.Returned)
	k.assess("Toini Toka", plan.Returned)
	return k
}

func (k *talker) say(text string, stored values) {
	k.t.Helper()
	turn := TalkTurn{ID: fmt.Sprint("m", len(k.talk.Turns)+1), At: time.Date(2026, 3, 16, 9, 0, 0, 0, time.UTC), Text: text, Before: k.talk.Draft}
	k.put(stored, plan.Provenance{Source: plan.Said, Message: turn.ID, Quote: text})
	turn.After = k.talk.Draft
	k.talk.Turns = append(k.talk.Turns, turn)
}

func (k *talker) put(stored values, proof plan.Provenance) {
	k.t.Helper()
	k.talk.Draft = k.talk.Draft.Clone()
	for leaf, value := range stored {
		if err := k.talk.Draft.Put(leaf, value, proof); err != nil {
			k.t.Fatal(err)
		}
	}
}

func (k *talker) last() *TalkTurn { return &k.talk.Turns[len(k.talk.Turns)-1] }

func (k *talker) assess(who, verdict string) {
	for _, part := range criteria.Check(plan.NewDraft(plan.FI)).SubCriteria {
		k.review(who, part.ID, verdict)
	}
}

func (k *talker) review(who, part, verdict string) {
	k.talk.Verdicts = append(k.talk.Verdicts, plan.Review{Criterion: part, Verdict: verdict, By: who, Date: "2026-03-16"})
}

var testNames = Pseudonyms{"Maija Virtanen": "Kaisa Korpinen", "Kuntalan": "Mallilan"}

const promotedOn = plan.Date("2026-03-20")

// TestPromoteRefuses what can't be played again, names somebody, or is not agreed on.
func TestPromoteRefuses(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*talker)
		want   string
	}{
		"nothing was said": {func(k *talker) { k.talk.Turns = nil }, "said nothing"},
		"one expert":       {func(k *talker) { k.talk.Verdicts = k.talk.Verdicts[:len(k.talk.Verdicts)/2] }, "1 experts"},
		"one expert under two names for the parts": {func(k *talker) {
			for i := range k.talk.Verdicts {
				k.talk.Verdicts[i].By = fmt.Sprint("Expert ", i%3)
			}
		}, "0 experts"},
		"experts who differ":        {func(k *talker) { k.review("Toini Toka", "K1d", plan.Approved) }, "the experts differ on K1d"},
		"a third who differs":       {func(k *talker) { k.review("Kaino Kol", "K2a", plan.Approved) }, "the experts differ on K2a"},
		"a verdict withdrawn":       {func(k *talker) { k.review("Toini Toka", "K0", plan.NotAssessed) }, "1 experts"},
		"experts and the validator": {func(k *talker) { k.assess("Erkki Eka", plan.Approved); k.assess("Toini Toka", plan.Approved) }, "verdict fail, want pass"},
		"what was said, changed by hand": {func(k *talker) {
			k.put(values{"target.object": "lupien valvonta"}, plan.Provenance{Source: plan.Edited, By: "x"})
		}, "message m2: the plan does not hold what it tells of target.object"},
		"a correction that tells more": {func(k *talker) {
			k.say("Ei, kohde on lupien valvonta ja niitä on 120 vuodessa.", values{"target.object": "lupien valvonta", "target.volume": 120.0})
		}, "message m3 corrects target.object and tells more"},
		"a value that its words do not hold": {func(k *talker) { k.say("Niitä on paljon.", values{"target.volume": 120.0}) }, "target.volume = 120"},
		"an inflected name":                  {func(k *talker) { k.say("Maija Virtasen mukaan niitä on 120.", values{"target.volume": 120.0}) }, `message m3: "Maija Virtasen" needs another name`},
		"the organisation in another form": {func(k *talker) { k.say("Kuntalassa niitä on 120.", values{"target.volume": 120.0}) },
			`message m3: "Kuntalassa" needs another name`},
		"a name without capitals": {func(k *talker) { k.say("virtanen arvioi, että niitä on 120.", values{"target.volume": 120.0}) },
			`message m3: "virtanen" needs another name`},
		"who has signed": {func(k *talker) {
			k.talk.Draft.Plan.Attestations = []plan.Attestation{{What: []string{plan.AttestLead}, By: "Jarkko Laine", Date: "2026-03-01"}}
		}, `"Jarkko Laine" needs another name`},
		"an identity code": {func(k *talker) { k.say("Tunnus on 131052-308T ja niitä on 120.", values{"target.volume": 120.0}) }, "message m3 holds an identity code"},
		"an address":       {func(k *talker) { k.say("Niitä on 120, kysykää a.b@c.fi.", values{"target.volume": 120.0}) }, "message m3 holds an identity code, an address"},
		"a number":         {func(k *talker) { k.say("Niitä on 120, soittakaa 040 123 4567.", values{"target.volume": 120.0}) }, "telephone number"},
	} {
		t.Run(name, func(t *testing.T) {
			k := newTalk(t)
			c.change(k)
			var refused Refused
			if _, err := Promote(&k.talk, testNames, promotedOn); !errors.As(err, &refused) || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}

// TestPromote makes a case of each kind of message, and leaves out what was not said.
func TestPromote(t *testing.T) {
	k := newTalk(t)
	k.say("Lupia on 120.", values{"target.volume": 120.0})
	k.say("Korjaan: 140.", values{"target.volume": 140.0})
	k.say("Periaatteena on, että tieto kirjataan kerran.", values{"data.principles": []string{"tieto kirjataan kerran"}})
	k.say("Toinen on, että aineistolla on omistaja.", values{"data.principles": []string{"tieto kirjataan kerran", "aineistolla on omistaja"}})
	k.say("Päätöksestä en tiedä vielä.", nil)
	k.last().Skipped = []plan.Path{"target.decision_body"}
	k.say("Mikä on arvovirta?", nil)
	k.last().Cites = []Citation{{ID: "x", Section: "4", Text: "Arvovirta on työn kulku. Muuta."}}
	k.say("Hm.", nil)
	k.put(values{"target.purpose": "nopeus"}, plan.Provenance{Source: plan.Proposed, ConfirmedBy: "x"})
	k.put(values{"target.title": "Luvat"}, plan.Provenance{Source: plan.Edited, By: "x"})
	c, err := Promote(&k.talk, testNames, promotedOn)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(c.Raw), "Virtanen") || strings.Contains(string(c.Raw), "Kuntala") {
		t.Errorf("somebody is named:\n%s", c.Raw)
	}
	if p := c.Gold; p.Target.Purpose != "" || p.Target.Title != "" || *p.Target.Volume != 140 || len(p.Data.Principles) != 2 {
		t.Errorf("gold %+v", p)
	}
	told := map[string][]plan.Path{}
	for _, topic := range c.Script {
		for _, s := range topic.Say {
			told[s.Text] = s.Reveals
		}
	}
	if len(told) != 5 || !slices.Equal(told["Toinen on, että aineistolla on omistaja."], []plan.Path{"data.principles"}) {
		t.Errorf("script %v", told)
	}
	if x := c.Corrections; len(x) != 1 || x[0].After != "target" || x[0].Old != 120.0 || x[0].New != 140.0 || x[0].Say != "Korjaan: 140." {
		t.Errorf("corrections %+v", c.Corrections)
	}
	if w := c.Withheld; len(w) != 1 || w[0].Path != "target.decision_body" {
		t.Errorf("withheld %+v", w)
	}
	if d := c.Digressions; len(d) != 1 || d[0].Section != "4" || !strings.Contains("Arvovirta on työn kulku.", d[0].Quotes[0]) || d[0].Quotes[0] == "" {
		t.Errorf("digressions %+v", d)
	}
	if i := c.Issues; len(i) != 1 || !strings.HasPrefix(i[0].Text, "m9 ") {
		t.Errorf("issues %+v", i)
	}
	if s := c.Source; s.PromotedBy != "Erkki Eka" || s.ApprovedBy != "Toini Toka" || s.At != promotedOn || s.Revision != 3 || len(s.Messages) != 9 {
		t.Errorf("source %+v", s)
	}
	renamed, err := Promote(&k.talk, Pseudonyms{"Maija Virtanen": "Oona Ojala", "Kuntalan": "Esimerkin"}, promotedOn)
	if err != nil || renamed.Source.Content != c.Source.Content || renamed.ID != c.ID || renamed.Split != c.Split {
		t.Errorf("under other names: %+v, %v", renamed, err)
	}
}
