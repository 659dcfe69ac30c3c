package guided

import (
	"strings"
	"testing"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// TestNeed: gaps are asked for in a sentence, with the fields as its object.
func TestNeed(t *testing.T) {
	for lang, want := range map[plan.Lang][2]string{
		plan.FI: {"Vielä tarvitsen muutoksen suuruuden ja päättävän toimielimen.", "”x”: vielä tarvitsen kaavan ja omistajan."},
		plan.SV: {"Jag behöver ännu förändringens storlek och det beslutande organet.", "”x”: jag behöver ännu formeln och ägaren."},
		plan.EN: {"I still need the size of the change and the deciding body.", "“x”: I still need the formula and the owner."},
	} {
		d := plan.NewDraft(lang)
		if err := d.Put("kpis[k1].name", "x", plan.Provenance{Source: plan.Said}); err != nil {
			t.Fatal(err)
		}
		a := &answer{req: &agent.Request{Draft: d}, lang: lang}
		if got := a.need([]plan.Path{"target.magnitude", "target.decision_body"}); got != want[0] {
			t.Errorf("%s: %q, want %q", lang, got, want[0])
		}
		if got := a.need([]plan.Path{"kpis[k1].formula", "kpis[k1].owner"}); got != want[1] {
			t.Errorf("%s: %q, want %q", lang, got, want[1])
		}
	}
}

// TestReadBack: values stand after their label, long words in quotation marks, a yes as a
// statement, and nothing is left out.
func TestReadBack(t *testing.T) {
	d := plan.NewDraft(plan.EN)
	r := &tools.Receipt{}
	for _, s := range []tools.Stored{
		{Path: "applicant.acknowledges_model", Value: true}, {Path: "data.assets[d1].name", Value: "Catch log"},
		{Path: "data.assets[d1].quality", Value: "B"}, {Path: "execution.weekly", Value: "Weekly the team decides on the queue"},
		{Path: "target.title", Value: "Nets"}, {Path: "target.object", Value: "landing"}, {Path: "data.assets[d1].owner", Value: "Ann Lee"},
	} {
		if err := d.Put(s.Path, s.Value, plan.Provenance{Source: plan.Said}); err != nil {
			t.Fatal(err)
		}
		r.Stored = append(r.Stored, s)
	}
	a := &answer{req: &agent.Request{Draft: d, Receipt: r}, u: &understanding{}, lang: plan.EN}
	want := "I noted:\n- you know the operating model and follow it\n- “Catch log” (quality class: B, owner: Ann Lee)\n" +
		"- weekly decisions: “Weekly the team decides on the queue”\n- name of the reform: Nets\n- focus of the reform: landing"
	if got := a.stored(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestLostWordsAreQuoted: what finds no place beside what does is quoted.
func TestLostWordsAreQuoted(t *testing.T) {
	c := newTalk(t, plan.FI)
	text := c.say("Olen Leena Harju, kehitysjohtaja Kallion kaupungista. Punainen ovi narisee keväisin kovasti.")
	if !strings.Contains(text, "paikkaa tälle: ”Punainen ovi narisee keväisin kovasti”") {
		t.Errorf("the lost words are not quoted: %q", text)
	}
}

// TestBack: the way back that the end of the interview names leads there, for each topic.
func TestBack(t *testing.T) {
	for _, lang := range plan.Langs {
		for _, topic := range plan.Topics {
			text := say("back_form", lang, "topic", plan.About(topic).Label.In(lang))
			m := readMessage("m", text, lang, noon, nil)
			r := newReader(m, plan.NewDraft(lang), nil, noon)
			if acts := r.acts(); len(acts) != 1 || acts[0].act != actTurn || r.turnsTo(acts[0].at) != topic {
				t.Errorf("%s: %q is %v, want a turn to %s", lang, text, acts, topic)
			}
		}
	}
}
