package evals

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// told is what the model of an applicant was given to say.
func told(input string, lang plan.Lang) string {
	_, text, _ := strings.Cut(input, voiceLabels.tell.In(lang)+":\n")
	return strings.TrimSpace(text)
}

// speaking plays the pair of cases with a model that makes a message of what it has to say.
func speaking(t *testing.T, flags string, words func(told string) (string, error)) (code int, out string) {
	t.Helper()
	deps := Deps{
		Open: func(_ context.Context, o Opening) (Session, error) { return newToy(o.Case), nil },
		Speak: func(o *Opening) (Speak, error) {
			if o.User != "small" {
				t.Errorf("the model is %q, want small", o.User)
			}
			return func(_ context.Context, system, input string) (string, Usage, error) {
				if !strings.Contains(system, o.Case.Persona.Name) {
					t.Errorf("the instructions do not say who speaks:\n%s", system)
				}
				text, err := words(told(input, o.Case.Lang))
				return text, Usage{Input: 1000, Output: 100}, err
			}, nil
		},
	}
	var b bytes.Buffer
	code = Main(t.Context(), args("run PAIR --style normal --user llm:small "+flags), deps, &b, &b)
	return code, b.String()
}

func TestModelAsApplicant(t *testing.T) {
	tests := []struct {
		name  string
		words func(string) (string, error)
		code  int
		says  string
	}{
		{"the same facts", func(s string) (string, error) { return " " + s + "\n", nil }, ExitOK, "2 trials: success 2"},
		{"facts left out", func(string) (string, error) { return "Hm.", nil }, ExitOK, "2 trials: success 2"},
		{"an invented number", func(s string) (string, error) { return s + " 4711 €.", nil }, ExitInfra, "2 more are void and not counted"},
		{"an invented person", func(s string) (string, error) { return s + " Sauli Keskinummi.", nil }, ExitInfra, "VOID"},
		{"no answer", func(string) (string, error) { return "", errors.New("no connection") }, ExitInfra, "infrastructure: evals: the applicant's model: no connection"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if code, out := speaking(t, "", tt.words); code != tt.code || !strings.Contains(out, tt.says) {
				t.Errorf("exit %d, want %d and %q:\n%s", code, tt.code, tt.says, out)
			}
		})
	}
}

// TestFactsOfMessages holds messages against what they had to say.
func TestFactsOfMessages(t *testing.T) {
	c := loadCase(t, "p01-fi-varhaiskasvatus")
	const told = "Päätöksenteko kesti 24 vrk, tavoite on 10 vrk 31.3.2027 mennessä. Vastuussa on Aino Ahola."
	tests := []struct{ name, text, invented string }{
		{"the same", told, ""},
		{"other words", "Tavoitteemme on 10 vrk viimeistään 31.3.2027, ja lähtötilanne oli 24 päivää.", ""},
		{"a number", told + " Säästö on 5 000 euroa.", "5 000 euroa"},
		{"another number in place", strings.Replace(told, "24", "26", 1), "26 vrk"},
		{"a day", told + " Aloitamme 1.9.2026.", "1.9.2026"},
		{"a number in words", told + " Se on noin kolmekymmentä prosenttia.", "kolmekymmentä prosenttia"},
		{"a name", told + " Järjestelmä on Effica.", "Effica"},
		{"a word of the question", told + " Prosessi on Varhaiskasvatuksen.", ""},
		{"the question's example", told + " Esimerkiksi 90 päivää.", "90 päivää"},
		{"its own name", "Minä, " + c.Persona.Name + ", vastaan: " + told, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFactChecker(c)
			what, ok := f.invented(tt.text, told, "Mikä on Varhaiskasvatuksen lähtötaso, esimerkiksi 90 päivää?")
			if what != tt.invented || ok != (tt.invented != "") {
				t.Errorf("invented %q, want %q", what, tt.invented)
			}
		})
	}
	f := newFactChecker(c)
	l := newLedger(newScript(c))
	for text, want := range map[string]bool{
		told: true, "Lähtö 24 vrk, tavoite 10 vrk, määräpäivä 31.3.2027, Aino Ahola vastaa.": true,
		"Tavoite 10 vrk, lähtö 24 vrk, määräpäivä 31.3.2027, Aino Ahola vastaa.": false,
		"Lähtö 24 vrk, tavoite 10 vrk.":                                          false, "": false, told + strings.Repeat(" Kiitos.", 500): false,
	} {
		if got := f.faithful(text, l, &Utterance{Text: told}); got != want {
			t.Errorf("%q is faithful: %v, want %v", text, got, want)
		}
	}
}

func TestModelsAsApplicantsAreKeptApart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	same := func(s string) (string, error) { return s, nil }
	if code, out := speaking(t, "--trials 1 --out "+dir, same); code != ExitOK {
		t.Fatalf("exit %d: %s", code, out)
	}
	run, err := OpenRun(dir)
	if err != nil {
		t.Fatal(err)
	}
	r := run.Rows[0]
	if run.Header.User != "llm:small" || r.Worded.OK != r.Worded.Of || r.Worded.Of == 0 || r.UserTokens.Input < 1000*r.Worded.Of {
		t.Errorf("applicant %q, worded %v, tokens %+v", run.Header.User, r.Worded, r.UserTokens)
	}
	var out bytes.Buffer
	if code := Main(t.Context(), []string{"compare", goodRun(t), dir, "--common"}, Deps{}, &out, &out); code != ExitUsage ||
		!strings.Contains(out.String(), "the applicant of one is script, of the other llm:small") {
		t.Errorf("exit %d: %s", code, &out)
	}
	out.Reset()
	before := readFiles(t, dir)
	if code := Main(t.Context(), []string{"score", dir}, Deps{}, &out, &out); code != ExitOK {
		t.Errorf("exit %d: %s", code, &out)
	}
	for name, data := range readFiles(t, dir) {
		if data != before[name] {
			t.Errorf("scoring again changes %s", name)
		}
	}
}

func TestVoidTrialsAreReportedApart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "run")
	speaking(t, "--out "+dir, func(s string) (string, error) { return s + " Hanke alkaa 1.1.2031.", nil })
	report := t.TempDir()
	reports(t, report, []plan.Lang{plan.EN}, dir)
	files := readFiles(t, report)
	for name, want := range map[string]string{
		"r.xml": `tests="2" failures="0" errors="0" skipped="2"`, "r.json": `"void": 2`, "en.html": "Void, not counted: 2",
	} {
		if !strings.Contains(files[name], want) {
			t.Errorf("no %q in %s", want, name)
		}
	}
}

// priced are toys of which each reply has cost a thousand tokens.
type priced struct{ *toy }

func (p priced) Say(ctx context.Context, text string) (Reply, error) {
	r, err := p.toy.Say(ctx, text)
	r.Usage = Usage{Input: 800, Cached: 300, Output: 200}
	return r, err
}

func TestBudget(t *testing.T) {
	deps := Deps{Open: func(_ context.Context, o Opening) (Session, error) { return priced{newToy(o.Case)}, nil }}
	free := Deps{Open: func(_ context.Context, o Opening) (Session, error) { return newToy(o.Case), nil }}
	tests := []struct {
		name, flags string
		deps        Deps
		code        int
		says        string
	}{
		{"enough", "--price 1,0,1 --budget-usd 1", deps, ExitOK, "6 trials"},
		{"spent", "--price 1,0,1 --budget-usd 0.01 --jobs 2", deps, ExitBudget, "the budget is spent: 2 of 6 trials were played"},
		{"spent one by one", "--price 1,0,1 --budget-usd 0.01 --jobs 1", deps, ExitBudget, "the budget is spent: 1 of 6 trials were played"},
		{"no usage", "--price 1,0,1 --budget-usd 1", free, ExitInfra, "reports no tokens"},
		{"price of the table", "--model openai:gpt-5-mini-2025-08-07 --budget-usd 1", deps, ExitOK, "6 trials"},
		{"no price", "--budget-usd 1", deps, ExitUsage, "needs --price"},
		{"bad price", "--price 1,2", deps, ExitUsage, "is not INPUT,CACHED,OUTPUT"},
		{"negative price", "--price 1,2,-3", deps, ExitUsage, "is not INPUT,CACHED,OUTPUT"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var out bytes.Buffer
			line := "run PAIR --model openai:x " + tt.flags
			if code := Main(t.Context(), args(line), tt.deps, &out, &out); code != tt.code || !strings.Contains(out.String(), tt.says) {
				t.Errorf("exit %d, want %d and %q:\n%s", code, tt.code, tt.says, &out)
			}
		})
	}
	if got := (Price{2, 1, 10}).Of(Usage{Input: 1000, Cached: 400, Output: 100}); !near(got, 0.0026) {
		t.Errorf("cost %v, want 0.0026", got)
	}
}
