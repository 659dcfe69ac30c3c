package server

import (
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// TestCatalogueIsComplete: every code has its text in every language and no text
// is left over.
func TestCatalogueIsComplete(t *testing.T) {
	for _, c := range codes {
		if text := texts().Problems[c]; !text.Complete() {
			t.Errorf("%s has no text in some language: %+v", c, text)
		}
	}
	if got, want := len(texts().Problems), len(codes); got != want {
		t.Errorf("%d texts for %d codes", got, want)
	}
	if !texts().Notice.Complete() || !texts().Automatic.Complete() || !texts().Masked.Complete() {
		t.Error("a notice lacks a language")
	}
	for c, text := range texts().Problems {
		for _, lang := range plan.Langs {
			if s := text.In(lang); !strings.HasSuffix(s, ".") || strings.TrimSpace(s) != s {
				t.Errorf("%s: %q is no sentence", c, s)
			}
		}
	}
}

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"Hänen tunnuksensa on 131052-308T, kiitos.": "Hänen tunnuksensa on ******-****, kiitos.",
		"Nettosäästö on 131052-3081 euroa.":         "Nettosäästö on 131052-3081 euroa.",
		"  Hei \r\n siellä\t! ":                     "Hei \n siellä\t!",
		"a\x00b\x1b[31mc\u0085":                     "ab[31mc",
		"\u202Epaha\u202C \u2066x\u2069":            "paha x",
		"pi\u200Bi\u2060lo\uFEFF":                   "piilo",
		"1\u00A0200\u202F€ tavu\u00ADviiva −":       "1\u00A0200\u202F€ tavu\u00ADviiva −",
		"👩\u200D🔬 a\u0301":                          "👩\u200D🔬 a\u0301",
		"tag\U000E0041\U000E007F":                   "tag",
		" \u200B ":                                  "",
	} {
		if got := clean(in); got != want {
			t.Errorf("clean(%q) = %q, want %q", in, got, want)
		}
	}
}
