package reading

import "strings"

// keyRuns are neighbours on a keyboard that stand in no word of the three languages.
var keyRuns = []string{"qwer", "asdf", "sdfg", "dfgh", "fghj", "ghjk", "hjkl", "zxcv", "xcvb", "cvbn", "vbnm"}

// Gibberish reports whether a word is no word of any language but keys pressed at random: the same letter three times,
// neighbouring keys, or five letters without a vowel ("aaa", "asdf", "ghkkt"). Abbreviations in capitals are words.
func Gibberish(word string) bool {
	f := fold(word)
	if len(f) < 3 || word == strings.ToUpper(word) {
		return false
	}
	if len(f) >= 5 && !strings.ContainsAny(f, "aeiouy") {
		return true
	}
	for i := range len(f) - 2 {
		if f[i] == f[i+1] && f[i] == f[i+2] {
			return true
		}
	}
	for _, run := range keyRuns {
		if strings.Contains(f, run) {
			return true
		}
	}
	return false
}
