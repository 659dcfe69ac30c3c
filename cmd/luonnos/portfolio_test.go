package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"luonnos/knowledge/portfolio"
)

func TestPortfolioListAndShow(t *testing.T) {
	dir := t.TempDir()
	for _, test := range []struct {
		args []string
		want []string
	}{
		{[]string{"list", "--lang", "fi"}, []string{"joensuu-ostolaskut\n", "varoittava esimerkki"}},
		{[]string{"list", "--lang", "sv", "--sector", "municipality", "--indicator", "stp", "inköpsfakturor"}, []string{"joensuu-ostolaskut\n", "kommun, Finland, i drift"}},
		{[]string{"show", "--lang", "sv", "trelleborg-toimeentulotuki"}, []string{"Resultat (rapporterad): 1 arbetsdag", "varnande exempel", "Lärdom: ", "Källa: http"}},
		{[]string{"show", "kela-saantopohjainen-automaatio"}, []string{"There are no measured or reported results.", "2019-12-20"}},
	} {
		code, out, errs := luonnos(t, dir, append([]string{"portfolio"}, test.args...)...)
		if code != 0 || errs != "" {
			t.Errorf("%q: code %d, %s", test.args, code, errs)
		}
		for _, want := range test.want {
			if !strings.Contains(out, want) {
				t.Errorf("%q: no %q in\n%s", test.args, want, out)
			}
		}
	}
	if _, out, _ := luonnos(t, dir, "portfolio", "show", "kela-saantopohjainen-automaatio"); strings.Contains(out, "2000") || strings.Contains(out, "80 %") {
		t.Errorf("an estimate or a target is shown:\n%s", out)
	}
}

func TestPortfolioJSON(t *testing.T) {
	_, out, _ := luonnos(t, t.TempDir(), "portfolio", "list", "--json", "--sector", "parliament")
	var got []portfolio.Solution
	if err := json.Unmarshal([]byte(out), &got); err != nil || len(got) != 1 || got[0].Title.SV == "" {
		t.Errorf("%v in %s", err, out)
	}
}

const newSolution = `- id: naapuri-robotti
  title: {fi: Naapurin kivirobotti, sv: Grannens stenrobot, en: The neighbour's stone robot}
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
  source: {url: "https://example.org/a", type: news}
`

func TestPortfolioImport(t *testing.T) {
	dir := t.TempDir()
	file := writeFile(t, "naapuri.yaml", newSolution)
	for _, want := range []string{": imported (1)", ": no change (1)"} {
		if code, out, errs := luonnos(t, dir, "portfolio", "import", file); code != 0 || !strings.Contains(out, want) {
			t.Fatalf("code %d, %q, %q, want %q", code, out, errs, want)
		}
	}
	if _, out, _ := luonnos(t, dir, "portfolio", "list", "stone robot"); !strings.HasPrefix(out, "naapuri-robotti\n") {
		t.Errorf("the imported solution is not found first:\n%s", out)
	}
	corrected := strings.ReplaceAll(newSolution, "neighbour's", "next-door")
	if err := os.WriteFile(file, []byte(corrected), 0o600); err != nil {
		t.Fatal(err)
	}
	luonnos(t, dir, "portfolio", "import", file)
	for name, broken := range map[string]struct{ file, want string }{
		"unknown sector": {strings.Replace(corrected, "municipality", "city", 1), "naapuri.yaml:5: field sector"},
		"of the seed":    {strings.Replace(corrected, "naapuri-robotti", "joensuu-ostolaskut", 1), "joensuu-ostolaskut is there twice"},
		"bad link":       {corrected + "  links: [nowhere]\n", "links to nowhere"},
		"not there":      {"", "no such file"},
	} {
		path := writeFile(t, "naapuri.yaml", broken.file)
		if broken.file == "" {
			path += ".none"
		}
		code, _, errs := luonnos(t, dir, "portfolio", "import", path)
		if code != 1 || !strings.Contains(errs, broken.want) {
			t.Errorf("%s: code %d, %q, want %q", name, code, errs, broken.want)
		}
	}
	if _, out, _ := luonnos(t, dir, "portfolio", "show", "naapuri-robotti"); !strings.HasPrefix(out, "The next-door stone robot\n") {
		t.Errorf("after broken imports the corrected solution reads\n%s", out)
	}
}

func TestPortfolioRefuses(t *testing.T) {
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{nil, 2, "usage:"},
		{[]string{"list", "--lang", "de"}, 2, "usage:"},
		{[]string{"show"}, 2, "usage:"},
		{[]string{"import"}, 2, "usage:"},
		{[]string{"show", "nothing"}, 1, "there is no such solution: nothing"},
	} {
		code, _, errs := luonnos(t, t.TempDir(), append([]string{"portfolio"}, test.args...)...)
		if code != test.code || !strings.Contains(errs, test.want) {
			t.Errorf("%q: code %d, %q, want code %d and %q", test.args, code, errs, test.code, test.want)
		}
	}
}
