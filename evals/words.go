package evals

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/reading"
)

// Words shorter than contentRunes carry little content ("ja", "och", "the"), unless they hold a digit. Two words match
// when their first prefixRunes runes do, so that inflection does not matter.
const (
	contentRunes = 4
	prefixRunes  = 5
)

// wordList is the words of a text, folded: lower case, without diacritics.
type wordList []string

// wordsOf returns all words of s.
func wordsOf(s string) wordList {
	return strings.FieldsFunc(reading.Fold(reading.Normalize(s)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// lexicon remembers the content words of texts that are compared again and again.
type lexicon map[string]wordList

func (l lexicon) content(s string) wordList {
	words, ok := l[s]
	if !ok {
		words = wordsOf(s).content()
		l[s] = words
	}
	return words
}

// content returns the words that carry content, or all when none does.
func (w wordList) content() wordList {
	var kept wordList
	for _, word := range w {
		if utf8.RuneCountInString(word) >= contentRunes || hasDigit(word) {
			kept = append(kept, word)
		}
	}
	if len(kept) == 0 {
		return w
	}
	return kept
}

// share is the part of w's words that have a match in other; 0 for no words.
func (w wordList) share(other wordList) float64 {
	if len(w) == 0 {
		return 0
	}
	stems := make(map[string]bool, len(other))
	for _, word := range other {
		stems[stem(word)] = true
	}
	found := 0
	for _, word := range w {
		if stems[stem(word)] {
			found++
		}
	}
	return float64(found) / float64(len(w))
}

// stem is what of a word must agree: a number as a whole, a word by its beginning.
func stem(word string) string {
	if hasDigit(word) {
		return word
	}
	n := 0
	for i := range word {
		if n == prefixRunes {
			return word[:i]
		}
		n++
	}
	return word
}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }
