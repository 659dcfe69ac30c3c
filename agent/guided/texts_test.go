package guided

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// TestPhrasesComplete: each phrase stands in three languages with the same blanks.
func TestPhrasesComplete(t *testing.T) {
	all, err := readPhrases(phraseFiles)
	if err != nil {
		t.Fatal(err)
	}
	blank := regexp.MustCompile(`\{[a-z]+\}`)
	for key, text := range all {
		if !text.Complete() {
			t.Errorf("%s: a language is missing", key)
		}
		want := blank.FindAllString(text.FI, -1)
		slices.Sort(want)
		for _, lang := range plan.Langs {
			got := blank.FindAllString(text.In(lang), -1)
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%s in %s has the blanks %v, want %v", key, lang, got, want)
			}
		}
	}
}

// TestCuesRead: the cue files are well formed, no pattern may match nothing but optional
// words, and each field cue names a field or a reader's own word.
func TestCuesRead(t *testing.T) {
	all, err := readCues(cueFiles)
	if err != nil {
		t.Fatal(err)
	}
	own := []string{"ask.", "near.", "rows.", "topic.", "act.", "ack.", "role.", "order.", "inject.", "decision.", "all.", "formula.", "heading.", "indirect.", "open.", "turn.", "goal.", "steps."}
	for _, lang := range plan.Langs {
		if len(all[lang].heads) < 100 {
			t.Errorf("%s has cues for %d word beginnings only", lang, len(all[lang].heads))
		}
		for _, rules := range all[lang].heads {
			for _, r := range rules {
				section, _, dotted := strings.Cut(r.cue.name, ".")
				ok := !dotted || slices.ContainsFunc(own, func(p string) bool { return strings.HasPrefix(r.cue.name, p) })
				if !ok && topicOfCue(r.cue.name) == "" {
					t.Errorf("cue %q of section %q is nobody's", r.cue.name, section)
				}
			}
		}
	}
}

func TestPatterns(t *testing.T) {
	tests := []struct {
		pattern, text string
		want          string
	}{
		{"kohteena on|ovat", "Kohteena ovat luvat", "Kohteena ovat"},
		{"lyhen*", "aika lyhenee", "lyhenee"},
		{"*kunta", "Keskikunta hakee", "Keskikunta"},
		{"?noin tavoite", "tavoite on", "tavoite"},
		{"^ nimi $", "Nimi: Sujuva", "Nimi"},
		{"^ nimi $", "toinen nimi", ""},
		{"in~charge|responsible", "Ann is in charge", "in charge"},
		{"tavoitetaso", "tavotetaso on 7", "tavotetaso"},
		{"päätös", "paatos tehtiin", "paatos"},
		{"ändra", "andra raden är rätt", ""},
	}
	for _, tt := range tests {
		m := readMessage("m", tt.text, plan.FI, noon, nil)
		got := ""
		for _, one := range expand(tt.pattern) {
			p, err := parsePattern(one, reading.Fold)
			if err != nil {
				t.Fatal(err)
			}
			for i := range m.toks {
				if j := m.match(&p, i, true); j > i && got == "" {
					got = m.quote(span{i, j})
				}
			}
		}
		if got != tt.want {
			t.Errorf("%q in %q matches %q, want %q", tt.pattern, tt.text, got, tt.want)
		}
	}
}
