package guided

import (
	"slices"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// about is a draft that the tests of questions and orders speak of.
func about(t *testing.T, lang plan.Lang) *plan.Draft {
	t.Helper()
	d := plan.NewDraft(lang)
	for _, row := range []struct {
		path plan.Path
		name string
	}{
		{"kpis[k1].name", "käsittelyaika mediaanina"}, {"kpis[k2].name", "virheiden osuus"}, {"value_stream.steps[s1].name", "tarkastus"},
		{"realisation[z1].goal", "säästö ostoista"}, {"realisation[z2].goal", "uusi tila"}, {"raci[r1].item", "kpis"},
		{"capabilities[c1].key", "procurement"}, {"capabilities[c2].key", "risk"},
	} {
		if err := d.Put(row.path, row.name, plan.Provenance{Source: plan.Said}); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// TestSubjects: questions that name a field or a closed list are answered from the
// catalogue, others from the memo.
func TestSubjects(t *testing.T) {
	tests := []struct {
		lang plan.Lang
		text string
		act  act
		want plan.Path
	}{
		{plan.FI, "Mitä kyvykkyyksiä voi valita?", actChoices, "capabilities"},
		{plan.SV, "Vilka förmågor finns det att välja på?", actChoices, "capabilities"},
		{plan.EN, "Which capabilities can we choose from?", actChoices, "capabilities"},
		{plan.FI, "Mitä malleja on?", actChoices, "execution.model"},
		{plan.SV, "Vilka beslutsmodeller finns det?", actChoices, "execution.model"},
		{plan.EN, "What frequencies can I choose?", actChoices, "kpis[].frequency"},
		{plan.FI, "Mitkä työkohteet voi valita?", actChoices, "raci"},
		{plan.EN, "What kinds of change can I choose?", actChoices, "value_stream.steps[].change"},
		{plan.SV, "Vilka objekt för realisering finns det?", actChoices, "realisation[].target"},
		{plan.EN, "List the capabilities.", actChoices, "capabilities"},

		{plan.EN, "Who counts as the decision maker here, me or the Director General?", actAbout, "target.decision_maker"},
		{plan.SV, "Vad menar ni med beslutsorgan?", actAbout, "target.decision_body"},
		{plan.FI, "Mitä tarkoitatte päättävällä toimielimellä?", actAbout, "target.decision_body"},
		{plan.FI, "Antaisitko esimerkin kyvykkyyksistä?", actExample, "capabilities"},
		{plan.EN, "Can you give me an example of a stop rule?", actExample, "execution.stop_rule"},
		{plan.EN, "Could you tell me whether I need a third indicator?", actEnough, "kpis"},
		{plan.FI, "Montako mittaria pitää olla?", actEnough, "kpis"},
		{plan.EN, "Thanks. What happens next?", actNext, ""},
		{plan.SV, "Vad händer nu?", actNext, ""},

		{plan.FI, "Mikä on arvovirta?", actQuestion, ""},
		{plan.EN, "How long should a batch be?", actQuestion, "batches"},
		{plan.SV, "Vem fattar finansieringsbeslutet?", actQuestion, ""},
	}
	for _, tt := range tests {
		d := about(t, tt.lang)
		m := readMessage("m", tt.text, tt.lang, noon, rosterOf(d))
		r := newReader(m, d, []plan.Path{"value_stream.steps[s1].change"}, noon)
		acts := r.acts()
		i := slices.IndexFunc(acts, func(a acted) bool { return a.act == tt.act })
		if i < 0 {
			t.Errorf("%q is %v, want %s", tt.text, acts, tt.act)
			continue
		}
		if got := r.subject(acts[i].at); tt.act != actQuestion && got != tt.want {
			t.Errorf("%q is about %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestChoicesAreListed: all choices stand in the answer by their names, and the question
// comes again.
func TestChoicesAreListed(t *testing.T) {
	for lang, say := range map[plan.Lang]string{plan.FI: "Mitä kyvykkyyksiä voi valita?", plan.SV: "Vilka förmågor kan vi välja?", plan.EN: "Which capabilities are there?"} {
		c := newTalk(t, lang)
		question := lastParagraph(c.last.Text)
		text := c.say(say)
		for _, o := range plan.Options(enumCapability) {
			if !strings.Contains(text, o.Label.In(lang)) {
				t.Errorf("%s: %q lacks %q", lang, text, o.Label.In(lang))
			}
		}
		if lastParagraph(text) != question {
			t.Errorf("%s: the question does not come again: %q", lang, text)
		}
	}
}

// TestRowToRemove: a row goes by its id, its number, its name or as the last one.
func TestRowToRemove(t *testing.T) {
	tests := []struct {
		lang plan.Lang
		text string
		want plan.Path
	}{
		{plan.EN, "Remove realisation z1", "realisation[z1]"},
		{plan.EN, "Delete k2.", "kpis[k2]"},
		{plan.EN, "Please remove the second indicator", "kpis[k2]"},
		{plan.EN, "Remove indicator 1", "kpis[k1]"},
		{plan.EN, "Remove the last capability", "capabilities[c2]"},
		{plan.EN, "Remove the work item key indicators", "raci[r1]"},
		{plan.FI, "Poista virheiden osuus", "kpis[k2]"},
		{plan.FI, "Poista hankinta kyvykkyyksistä", "capabilities[c1]"},
		{plan.FI, "Voisitko poistaa mittarin 2?", "kpis[k2]"},
		{plan.SV, "Ta bort den andra indikatorn", "kpis[k2]"},
		{plan.SV, "Ta bort z2", "realisation[z2]"},
		{plan.SV, "Ta bort steget", "value_stream.steps[s1]"},
		{plan.EN, "No, that's wrong, delete that realisation thing", ""},
		{plan.EN, "Remove the row", ""},
	}
	for _, tt := range tests {
		d := about(t, tt.lang)
		m := readMessage("m", tt.text, tt.lang, noon, rosterOf(d))
		r := newReader(m, d, []plan.Path{"data.principles"}, noon)
		acts := r.acts()
		if len(acts) != 1 || acts[0].act != actRemove && acts[0].act != actRestart {
			t.Errorf("%q is %v, want an order to remove", tt.text, acts)
			continue
		}
		if got := r.rowToRemove(acts[0].at); got != tt.want {
			t.Errorf("%q removes %q, want %q", tt.text, got, tt.want)
		}
	}
}

// TestRemoveTells: what can't be told apart is listed by its codes, and a code removes it.
func TestRemoveTells(t *testing.T) {
	c := newTalk(t, plan.EN)
	c.say("Our key indicator is the waiting time: now 40 days (31 December 2025), target 10 days by 31 December 2027.")
	c.say("Another key indicator is the share of errors: now 8% (31 December 2025), target 3% by 31 December 2027.")
	if n := len(c.draft.Plan.KPIs); n != 2 {
		t.Fatalf("%d indicators, want 2", n)
	}
	if text := c.say("Remove that indicator thing."); !strings.Contains(text, "k1") || !strings.Contains(text, "k2") {
		t.Errorf("the rows are not listed: %q", text)
	}
	text := c.say("Remove k2.")
	if n := len(c.draft.Plan.KPIs); n != 1 || !strings.Contains(text, "I removed row k2") {
		t.Errorf("%d indicators after %q", n, text)
	}
	c.say("Undo the last change.")
	if n := len(c.draft.Plan.KPIs); n != 2 {
		t.Errorf("%d indicators after undo, want 2", n)
	}
}

// TestModelNotReadYet: not having read the model yet is left open, and a plain yes settles
// a no.
func TestModelNotReadYet(t *testing.T) {
	for _, tt := range []struct {
		lang plan.Lang
		say  string
		want any
	}{
		{plan.FI, "Sitä mallia en oo vielä kunnolla lukenut.", nil},
		{plan.FI, "Emme ole vielä ehtineet tutustua toimintamalliin.", nil},
		{plan.SV, "Modellen har vi inte läst ännu.", nil},
		{plan.EN, "We haven't read the model yet.", nil},
		{plan.FI, "Emme noudata toimintamallia.", false},
		{plan.EN, "We do not follow the operating model.", false},
	} {
		c := newTalk(t, tt.lang)
		if c.say(tt.say); c.value(modelPath) != tt.want {
			t.Errorf("%q gives %v, want %v", tt.say, c.value(modelPath), tt.want)
		}
	}
	for _, tt := range []struct {
		lang    plan.Lang
		no, yes string
	}{
		{plan.FI, "Emme noudata toimintamallia.", "Olemme tutustuneet toimintamalliin ja noudatamme sitä."},
		{plan.FI, "Sitä mallia en oo vielä kunnolla lukenut.", "nyt mä luin sen mallin, kyllä me sitä noudatetaan"},
		{plan.SV, "Vi följer inte modellen.", "Jo, vi har läst modellen och följer den."},
		{plan.EN, "We do not follow the operating model.", "As I said, yes, we have read it and we will follow it."},
	} {
		c := newTalk(t, tt.lang)
		c.say(tt.no)
		if c.say(tt.yes); c.value(modelPath) != true {
			t.Errorf("after %q, %q gives %v", tt.no, tt.yes, c.value(modelPath))
		}
	}
}
