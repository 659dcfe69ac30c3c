package knowledge

import "testing"

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
