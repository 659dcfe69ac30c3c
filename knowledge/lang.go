package knowledge

import "math"

// model tells how likely letter sequences are in a language.
type model struct {
	counts map[string]float64
	total  float64
}

// newModel counts the trigrams of the words of a language's passages.
func newModel(forms map[string]string) model {
	m := model{counts: map[string]float64{}}
	for form := range forms {
		eachTrigram(form, func(g string) {
			m.counts[g]++
			m.total++
		})
	}
	return m
}

func eachTrigram(word string, do func(string)) {
	padded := "^" + word + "$"
	for i := 0; i+3 <= len(padded); i++ {
		do(padded[i : i+3])
	}
}

// likelihood is the logarithm of how likely the word is, per trigram.
func (m model) likelihood(word string) float64 {
	sum, n := 0.0, 0.0
	eachTrigram(word, func(g string) {
		sum += math.Log((m.counts[g] + 0.3) / (m.total + 1000))
		n++
	})
	return sum / max(n, 1)
}

// Weights of the signs that a query is in a language, beside the likelihood of
// its letters: a function word of the language, a word of the passages in it,
// and the language the caller expects.
const (
	signFunction = 2.0
	signWord     = 1.0
	signExpected = 0.8
)

// detect returns the language of the words: the expected one unless they speak
// for another.
func (x *Index) detect(query []string, expected string) string {
	best, most := "fi", math.Inf(-1)
	for _, lang := range Languages {
		s := x.sides[lang]
		score := 0.0
		for _, w := range query {
			f := fold(w)
			score += s.model.likelihood(f)
			if s.lex.function[f] {
				score += signFunction
			} else if _, ok := s.forms[f]; ok {
				score += signWord
			}
		}
		if lang == expected {
			score += signExpected
		}
		if score > most {
			best, most = lang, score
		}
	}
	return best
}

// Language returns the language of a text.
func (x *Index) Language(text string) string {
	if runes := []rune(text); len(runes) > maxRunes {
		text = string(runes[:maxRunes])
	}
	return x.detect(words(text), "")
}
