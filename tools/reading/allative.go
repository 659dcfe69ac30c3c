package reading

import "strings"

// pluralAllatives are the endings of Finnish words in the plural allative ("for the
// fitters") with those of the nominative plural, the longest first; A stands for a or ä.
// Where two stems share an ending the one that more groups of people and places have counts.
var pluralAllatives = []struct{ ending, nominative string }{
	{"ijoille", "ijat"}, {"ijöille", "ijät"}, {"ikoille", "ikat"}, {"uksille", "ukset"}, {"yksille", "ykset"}, {"isille", "iset"}, {"ksille", "kset"},
	{"miehille", "miehet"}, {"heille", "heet"}, {"maille", "maat"}, {"aille", "aat"}, {"oille", "ot"}, {"öille", "öt"}, {"uille", "ut"}, {"yille", "yt"}, {"eille", "it"}, {"ille", "At"},
}

// ofGroup writes the last word of a Finnish group of which somebody is told in the
// nominative plural: "asentajille" is "asentajat".
func ofGroup(name string) string {
	for _, f := range pluralAllatives {
		stem, ok := strings.CutSuffix(name, f.ending)
		if !ok || len(stem) < 2 {
			continue
		}
		vowel := "ä"
		if i := strings.LastIndexByte(stem, ' '); strings.ContainsAny(stem[i+1:], "aou") {
			vowel = "a"
		}
		return stem + strings.Replace(f.nominative, "A", vowel, 1)
	}
	return name
}
