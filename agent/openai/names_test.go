package openai

import (
	"encoding/json"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"luonnos/agent"
	"luonnos/agent/openai/openaitest"
	"luonnos/tools"
	"luonnos/tools/plan"
)

func TestNamesStayInTheHouse(t *testing.T) {
	const name, message = "Maija Virtanen", "Vastuuhenkilö on Maija Virtanen, ja Maija Virtasen sijainen on talousjohtaja Olli-Pekka Öhman."
	for _, api := range bothAPIs {
		m, s := serve(t, Config{API: api}, func(_ int, r *openaitest.Request) openaitest.Answer {
			token := token(t, r.User(), "Vastuuhenkilö on ", ",")
			quote := r.User()[strings.Index(r.User(), "Vastuuhenkilö on "):]
			args := `{"values":{"decision_maker":"` + token + `"},"evidence":["` + quote + `"]}`
			return openaitest.Answer{Text: "Vastaako " + token + " tästä?", Calls: []tools.Call{call("c1", "set_target", args)}}
		})
		got, err := collect(t.Context(), m, request(message))
		if err != nil {
			t.Fatal(err)
		}
		if want := `{"values":{"decision_maker":"` + name + `"},"evidence":["` + message + `"]}`; string(got.Calls[0].Arguments) != want {
			t.Errorf("%s: arguments %s, want %s", api, got.Calls[0].Arguments, want)
		}
		if want := "Vastaako " + name + " tästä?"; got.Text != want {
			t.Errorf("%s: text %q, want %q", api, got.Text, want)
		}
		body := string(s.Requests()[0].Body)
		for _, word := range []string{"Maija", "Virta", "Olli", "Öhman"} {
			if strings.Contains(body, word) {
				t.Errorf("%s: %s was sent", api, word)
			}
		}
	}
}

// TestNameOfAFormComesBack: who is mentioned only in an inflected form, or by a surname,
// can be named as the instructions say: by the token without its last part.
func TestNameOfAFormComesBack(t *testing.T) {
	n := namesOf(request("Päätöksen esittelee Maija Virtasen lisäksi Olli Öhman."))
	form := token(t, n.hide("esittelee Maija Virtasen lisäksi"), "esittelee ", " lisäksi")
	base := form[:strings.LastIndex(form, "-")] + "]"
	if got := n.restore(base); got != "Maija Virtanen" {
		t.Errorf("%s and %s come back as %q, want the name", form, base, got)
	}
	if got, _ := n.show(strings.Trim(base, "[]")); got != "Maija Virtanen" {
		t.Errorf("%s is shown as %q, want the name", base, got)
	}
}

// TestUnknownNamesAreHidden: a name in no list, and the first name before a surname, stay
// in the house too; what is known to be none goes out.
func TestUnknownNamesAreHidden(t *testing.T) {
	for said, want := range map[string]string{
		"Mittarin omistaa Ngozi Adeyemi-Okafor, ja tiedot tulevat Helmi-järjestelmästä.": "Mittarin omistaa #, ja tiedot tulevat Helmi-järjestelmästä.",
		"Päätti Oulun kaupunki, esitteli Xerxes Virtanen.":                               "Päätti Oulun kaupunki, esitteli #.",
		"I'm Frances Okafor. Omistaja Sami Mäki.":                                        "I'm #. Omistaja #.",
		"Ilmoitetaan Aholle, Ahon sijainen on M. Virtanen. Omistaja on Matti Aho.":       "Ilmoitetaan #, # sijainen on M. #. Omistaja on #.",
		"maija.virtanen@kaupunki.fi, 040 123 4567, +358 50 1234567, 018-12345":           "#, #, #, #",
		"Summa 4 850 000 euroa, 0,45 %, 1.2.2026–2026-09-30, 0-100 asteikolla":           "Summa 4 850 000 euroa, 0,45 %, 1.2.2026–2026-09-30, 0-100 asteikolla",
		"yhteyshenkilö maija virtanen, omistaja virtanen":                                "yhteyshenkilö #, omistaja #",
		"VASTUUHENKILÖ ON MAIJA VIRTANEN":                                                "VASTUUHENKILÖ ON #",
		"Yhteyshenkilö: Virtanen, Maija.":                                                "Yhteyshenkilö: #.",
		"The owner is Dr. J. R. Whitfield; Whitfield's deputy is Mary-Jane Hobbs.":       "The owner is Dr. #; # deputy is #.",
		"Aineiston laatu on C. Tavoite on B.":                                            "Aineiston laatu on C. Tavoite on B.",
		"A. Lähtötaso on 5.\nB. Tavoite on 3.":                                           "A. Lähtötaso on 5.\nB. Tavoite on 3.",
		"Sitä kysytään Zulfiya Abdi Warsamelta.":                                         "Sitä kysytään #.",
	} {
		n := namesOf(request(said))
		hidden := n.hide(said)
		if got := tokens.ReplaceAllString(hidden, "#"); got != want || n.restore(hidden) != said {
			t.Errorf("sent %q, which comes back as %q; want %q", got, n.restore(hidden), want)
		}
	}
}

var tokens = regexp.MustCompile(`\[P-[A-Z0-9-]+\]`)

func namesOf(r *agent.Request) *names { return newNames(r, leavesOf(&r.Draft.Plan)) }

// token is what stands between two pieces of text.
func token(t *testing.T, text, before, after string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, before)
	token, _, closed := strings.Cut(rest, after)
	if !ok || !closed || !strings.HasPrefix(token, "[P-") {
		t.Errorf("no token for the name in %q", text)
	}
	return token
}

func TestNamesAreSentWhenTheSettingSaysSo(t *testing.T) {
	m, s := serve(t, Config{Names: true}, openaitest.Play(openaitest.Answer{Text: "Kiitos."}))
	if _, err := collect(t.Context(), m, request("Vastuuhenkilö on Maija Virtanen, hetu 131052-308T.")); err != nil {
		t.Fatal(err)
	}
	body := string(s.Requests()[0].Body)
	if !strings.Contains(body, "Maija Virtanen") || strings.Contains(body, "[P-") {
		t.Error("the name was not sent as it is")
	}
	if strings.Contains(body, "131052-308T") {
		t.Error("an identity code was sent")
	}
}

// TestTokensAreStable pins that a name has one token in every request, wherever it
// stands.
func TestTokensAreStable(t *testing.T) {
	said := request("Omistaja on Maija Virtanen.")
	planned := request("Kiitos.")
	if err := planned.Draft.Put("target.decision_maker", "Maija Virtanen", plan.Provenance{Source: plan.Said}); err != nil {
		t.Fatal(err)
	}
	a, b := namesOf(said).hide("Maija Virtanen"), namesOf(planned).hide("Maija Virtanen")
	if a != b || !strings.HasPrefix(a, "[P-") {
		t.Errorf("tokens %q and %q, want the same", a, b)
	}
	if got := namesOf(planned).hide("Maija Virtaselle ja Maijalle"); strings.Contains(got, "[P-") {
		t.Errorf("%q: a form that nobody wrote has a token", got)
	}
	if got := namesOf(request("")).restore("[P-ABCDE] ja [k1]"); got != "[P-ABCDE] ja [k1]" {
		t.Errorf("unknown tokens became %q", got)
	}
}

// TestValuesOfThePlanAreReadApart: a title at the end of one value makes no name of the
// first word of the next.
func TestValuesOfThePlanAreReadApart(t *testing.T) {
	r := request("Hello.")
	r.Lang = plan.EN
	for path, value := range map[plan.Path]string{
		"applicant.contact_name": "Martha Ellison", "applicant.contact_role": "chief dental officer", "target.title": "The right visit at the right time",
	} {
		if err := r.Draft.Put(path, value, plan.Provenance{Source: plan.Said}); err != nil {
			t.Fatal(err)
		}
	}
	if got := namesOf(r).hide("The plan of Martha Ellison"); !strings.HasPrefix(got, "The plan of [P-") {
		t.Errorf("%q, want only the name hidden", got)
	}
}

// TestShortenedTextsHideNames: what is cut to fit the budget may end in the middle of a
// name.
func TestShortenedTextsHideNames(t *testing.T) {
	m, err := New(Config{BaseURL: "http://localhost/v1", Model: "test"})
	if err != nil {
		t.Fatal(err)
	}
	r := fullRequest(t)
	if err := r.Draft.Put("target.purpose", "päätöksen saa Outi Kaasalainen ja perheet", plan.Provenance{Source: plan.Said}); err != nil {
		t.Fatal(err)
	}
	said := "Kuuntelemme viikoittain myös Liisa Pöyryä ja Outi Kaasalaista, kun on syytä."
	r.Messages = append([]agent.Message{{Role: agent.User, Text: said}}, r.Messages...)
	args, err := json.Marshal(map[string]any{"values": map[string]any{"decision_maker": "Outi Kaasalainen"}, "evidence": []string{said}})
	if err != nil {
		t.Fatal(err)
	}
	r.Messages = append(r.Messages, agent.Message{Role: agent.Assistant, Calls: []tools.Call{{ID: "c1", Name: "set_target", Arguments: args}}},
		agent.Message{Role: agent.ToolRole, Call: "c1", Text: string(args)})
	for width := range 60 {
		p := &prompt{instructions: &instructions{}, leaves: leavesOf(&r.Draft.Plan)}
		p.names = newNames(r, p.leaves)
		for _, sent := range p.dialogue(r, m.prompts[plan.FI], detail{width: width, messages: 8, text: width, result: width, items: 1}) {
			text := sent.Text
			for _, c := range sent.Calls {
				text += string(c.Arguments)
			}
			for _, part := range []string{"Out", "Kaas", "Lii", "Pöy", "Neval", "Viit"} {
				if at := strings.Index(text, part); at >= 0 {
					t.Fatalf("width %d: …%s… was sent", width, text[max(0, at-30):min(len(text), at+30)])
				}
			}
		}
	}
}

// FuzzNames holds that hiding and putting back gives the text again, and that what
// reading knows as a name is gone in between.
func FuzzNames(f *testing.F) {
	f.Add("Omistaja on Maija Virtanen ja tekijä Ari Nevalainen.")
	f.Add("Ägare är Karl-Erik Öström, chef för IT. Jag, Siv Nyman, skriver.")
	f.Add("[P-ABCDE] [[A1]] Maija Virtanen [")
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) || strings.Contains(text, "[P-") || len(text) > 4000 {
			t.Skip()
		}
		r := request("")
		r.Messages = []agent.Message{{Role: agent.User, Text: text}}
		n := namesOf(r)
		hidden := n.hide(text)
		masked := (*names)(nil).hide(text)
		if got := n.restore(hidden); got != masked {
			t.Errorf("%q came back as %q", masked, got)
		}
	})
}
