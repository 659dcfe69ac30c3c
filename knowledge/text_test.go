package knowledge

import (
	"slices"
	"testing"
)

func TestWords(t *testing.T) {
	tests := []struct {
		text string
		want []string
	}{
		{"Mikä on API:n kattavuus?", []string{"mikä", "on", "api", "kattavuus"}},
		{"Lean start-up -malli", []string{"lean", "start", "up", "startup", "malli"}},
		{"70-20-10", []string{"70", "20", "10", "702010"}},
		{"taso 5", []string{"taso", "5"}},
		{"läpi\u00admenoaika, la\u0308mpo\u0308", []string{"läpimenoaika", "lämpö"}},
		{"e-laskut", []string{"laskut"}},
		{" … – !", nil},
		{"", nil},
	}
	for _, test := range tests {
		if got := words(test.text); !slices.Equal(got, test.want) {
			t.Errorf("words(%q) = %q, want %q", test.text, got, test.want)
		}
	}
}

// Forms of one word have one stem, also where Finnish changes its consonants.
func TestStems(t *testing.T) {
	tests := map[string][][]string{
		"fi": {{"hyöty", "hyödyn", "hyötyjä"}, {"mittari", "mittareita", "mittarin"}, {"vastuu", "vastuuta"}, {"porttimalli", "porttimallia"},
			{"rakennuslupa", "rakennusluvan", "rakennuslupien"}, {"hakemus", "hakemuksen", "hakemusten"}, {"asiakas", "asiakkaan", "asiakkaiden"}},
		"sv": {{"förmåga", "förmågan", "förmågor"}, {"reform", "reformen", "reformer"}, {"värdeström", "värdeströmmen"}},
		"en": {{"capability", "capabilities"}, {"baseline", "baselines"}},
	}
	for lang, families := range tests {
		for _, forms := range families {
			for _, form := range forms[1:] {
				if got, want := stemOf(form, lang), stemOf(forms[0], lang); got != want {
					t.Errorf("stem of %s is %q, that of %s %q", form, got, forms[0], want)
				}
			}
		}
	}
	if stemOf("vastuu", "fi") == stemOf("vastaus", "fi") {
		t.Error("vastuu and vastaus have one stem")
	}
}

func TestSplit(t *testing.T) {
	x := memoIndex(t)
	tests := []struct {
		lang, word string
		parts      int
	}{
		{"fi", "henkilostosuunnittelu", 2},
		{"fi", "tietojarjestelma", 2},
		{"fi", "merkittavaan", 0},
		{"fi", "organisaation", 0},
		{"sv", "beslutsmodellen", 2},
		{"sv", "upphandlingstjansterna", 2},
		{"en", "dashboard", 0},
	}
	for _, test := range tests {
		if got := x.sides[test.lang].parts.split(test.word); len(got) != test.parts {
			t.Errorf("%s: %s is made of %q, want %d parts", test.lang, test.word, got, test.parts)
		}
	}
}

func TestDistance(t *testing.T) {
	tests := []struct {
		a, b  string
		limit int
		want  int
	}{
		{"mittari", "mittari", 2, 0},
		{"mitari", "mittari", 2, 1},
		{"mittarii", "mittari", 2, 1},
		{"mittrai", "mittari", 2, 1},
		{"mottari", "mittari", 2, 1},
		{"matari", "mittari", 2, 2},
		{"arvovirta", "mittari", 2, 3},
		{"", "ab", 2, 2},
	}
	for _, test := range tests {
		if got := distance(test.a, test.b, test.limit); got != test.want {
			t.Errorf("distance(%q, %q) = %d, want %d", test.a, test.b, got, test.want)
		}
	}
}
