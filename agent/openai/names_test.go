package openai

import (
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
