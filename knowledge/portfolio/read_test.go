package portfolio

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// goodFile is a file of one solution, which tests break.
const goodFile = `- id: naapuri-robotti
  title: {fi: a, sv: b, en: c}
  organisation: Naapurin kunta
  country: FI
  sector: municipality
  maturity: pilot
  problem: {fi: a, sv: b, en: c}
  solution: {fi: a, sv: b, en: c}
  lesson: {fi: a, sv: b, en: c}
  indicators: [lead_time]
  technologies: [rpa]
  confidence: low
  source: {url: "https://example.org/a", type: news, date: "2025-03"}
  results:
    - metric: lead_time_after
      kind: measured
      value: 3.5
      outcome: true
      indicator: lead_time
      source: "https://example.org/a"
      text: {fi: "3,5 päivää", sv: "3,5 dagar", en: "3.5 days"}
`

func TestParse(t *testing.T) {
	solutions, err := Parse("good.yaml", []byte(goodFile))
	if err != nil {
		t.Fatal(err)
	}
	if len(solutions) != 1 || len(solutions[0].Shown()) != 1 || solutions[0].Results[0].Value != 3.5 {
		t.Errorf("got %+v", solutions)
	}
}

func TestParseNamesFileAndLine(t *testing.T) {
	swap := func(old, new string) string {
		if !strings.Contains(goodFile, old) {
			t.Fatalf("no %q in the good file", old)
		}
		return strings.Replace(goodFile, old, new, 1)
	}
	tests := map[string]struct{ file, want string }{
		"empty":             {"", "f.yaml:1: the file holds no solutions"},
		"no list":           {"id: x", "f.yaml:1: is not valid YAML"},
		"bad YAML":          {"- id: x\n  title: [", "f.yaml:"},
		"unknown field":     {swap("  country: FI", "  country: FI\n  land: FI"), "f.yaml:5: unknown field land"},
		"wrong type":        {swap("value: 3.5", "value: much"), "f.yaml:17: is not valid YAML"},
		"key twice":         {swap("  country: FI", "  country: FI\n  country: SE"), "f.yaml:5: "},
		"no id":             {swap("- id: naapuri-robotti", "- maturity: pilot\n  id: ''"), "f.yaml:"},
		"bad id":            {swap("naapuri-robotti", "Naapuri robotti"), `f.yaml:1: field id has the bad value "Naapuri robotti"`},
		"no Swedish":        {swap("problem: {fi: a, sv: b", "problem: {fi: a, sv: ' '"), "f.yaml:7: field problem.sv is missing"},
		"no organisation":   {swap("  organisation: Naapurin kunta\n", ""), "f.yaml:1: field organisation is missing"},
		"unknown sector":    {swap("sector: municipality", "sector: city"), `f.yaml:5: field sector has the unknown value "city"; known: health, `},
		"unknown indicator": {swap("[lead_time]", "[speed]"), `f.yaml:10: field indicators has the unknown value "speed"`},
		"bad address":       {swap(`{url: "https://example.org/a"`, `{url: "javascript:alert(1)"`), "f.yaml:13: field url has the bad value"},
		"bad date":          {swap(`date: "2025-03"`, `date: "3/2025"`), "f.yaml:13: field date has the bad value"},
		"unknown kind":      {swap("kind: measured", "kind: felt"), `f.yaml:16: field kind has the unknown value "felt"`},
		"result without a text": {swap(`text: {fi: "3,5 päivää", sv: "3,5 dagar", en: "3.5 days"}`, "period: '2025'"),
			"f.yaml:15: field text.fi is missing"},
		"too large": {strings.Repeat("#", maxFile+1), "f.yaml:1: the file is too large"},
		"deep":      {strings.Repeat("[", 20_000), "f.yaml:1: is not valid YAML"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Parse("f.yaml", []byte(test.file))
			var bad *FileError
			if !errors.As(err, &bad) || !strings.HasPrefix(err.Error(), test.want) {
				t.Fatalf("error %v, want one that begins with %q", err, test.want)
			}
			for _, lang := range []string{"fi", "sv"} {
				if got := bad.In(lang); got == err.Error() || !strings.HasPrefix(got, "f.yaml:") {
					t.Errorf("in %s it says %q", lang, got)
				}
			}
		})
	}
}

func TestParseTellsAllProblems(t *testing.T) {
	file := strings.NewReplacer("country: FI", "country: XX", "confidence: low", "confidence: none").Replace(goodFile)
	_, err := Parse("f.yaml", []byte(file))
	if got := strings.Count(fmt.Sprint(err), "\n") + 1; got != 2 {
		t.Errorf("%d problems, want 2: %v", got, err)
	}
}

func TestNewRefusesWhatDoesNotFitTogether(t *testing.T) {
	one, err := Parse("f.yaml", []byte(goodFile))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := New(append(one, one[0])); err == nil || !strings.Contains(err.Error(), "there twice") {
		t.Errorf("an id used twice: %v", err)
	}
	one[0].Links = []string{"nowhere"}
	if _, err := New(one); err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("a link to nothing: %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{goodFile, "", "- {}", "- &a [*a]", "a: b", "- null", "- id: &x y\n  results: *x"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, file string) {
		solutions, err := Parse("f.yaml", []byte(file))
		if (err == nil) == (len(solutions) == 0) {
			t.Errorf("%d solutions, error %v", len(solutions), err)
		}
	})
}
