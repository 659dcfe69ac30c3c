package knowledge

import (
	"slices"
	"testing"
)

// Words for matters the memo is silent about must not be words of the memo.
func TestSilentMattersAreNotInThePassages(t *testing.T) {
	x := memoIndex(t)
	for _, lang := range Languages {
		s := x.sides[lang]
		for doc, tokens := range s.text {
			for _, f := range s.lex.find(s.lex.silent, tokens) {
				if f.weight < 1 {
					continue
				}
				said := ""
				for _, tok := range tokens[f.from:f.to] {
					said += " " + tok.word
				}
				t.Errorf("%s in %s says%s, which silent.yaml holds", x.passages[doc].ID, lang, said)
			}
		}
	}
}

// Whoever asks what a term means is answered, and nearly always by a passage
// that explains it among the first two.
func TestTermsAreExplained(t *testing.T) {
	x := memoIndex(t)
	explained := map[string]bool{}
	for _, p := range x.Passages() {
		for _, id := range p.Terms {
			explained[id] = true
		}
	}
	asked, missed := 0, 0
	for i := range x.vocab.terms {
		term := &x.vocab.terms[i]
		if !explained[term.ID] {
			continue
		}
		for lang, ask := range map[string]string{"fi": "Mikä on ", "sv": "Vad betyder ", "en": "What is "} {
			asked++
			r := x.Search(ask+term.Name.In(lang)+"?", "", 2)
			if !r.Answerable {
				t.Errorf("%s in %s is not answered, confidence %.2f", term.Name.In(lang), lang, r.Confidence)
			}
			if !slices.ContainsFunc(r.Hits, func(h Hit) bool { return slices.Contains(h.Passage.Terms, term.ID) }) {
				missed++
			}
		}
	}
	if missed > asked/20 {
		t.Errorf("%d of %d terms are not explained by the first two passages", missed, asked)
	}
}
