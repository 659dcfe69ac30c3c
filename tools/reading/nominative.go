package reading

import (
	"strings"
	"unicode/utf8"
)

// Nominative writes a Finnish common noun, or the last part of a compound, in the
// nominative: "lääkejakelusta" is "lääkejakelu", "kirjaamispalveluissa" is
// "kirjaamispalvelut". A word in none of the cases that it knows (genitive, the six
// local cases, essive, the partitive in two vowels) comes back as it is. It knows
// no dictionary, so it undoes the gradation of the groups that seldom mislead, and
// leaves short words alone.
func Nominative(word string) string {
	low := strings.ToLower(word)
	if len(low) != len(word) {
		return word
	}
	for _, ending := range caseEndings {
		stem, ok := strings.CutSuffix(low, ending)
		if !ok || utf8.RuneCountInString(stem) < 4 || !endsInVowel(stem) {
			continue
		}
		if ending == "a" || ending == "ä" {
			if !strings.HasSuffix(stem, ending) && !strings.HasSuffix(stem, "o") && !strings.HasSuffix(stem, "u") && !strings.HasSuffix(stem, "ö") && !strings.HasSuffix(stem, "y") {
				continue
			}
			return word[:len(stem)]
		}
		if ending == "n" && (strings.HasSuffix(stem, "ee") || strings.HasSuffix(stem, "ne") || strings.HasSuffix(stem, "i")) {
			continue // "palveleminen", "puhelin"
		}
		for _, s := range stemEndings {
			if base, ok := strings.CutSuffix(stem, s[0]); ok && base != "" {
				return word[:len(base)] + s[1]
			}
		}
		return word[:len(stem)]
	}
	return word
}

// caseEndings are the endings that Nominative takes off, the longer ones first.
var caseEndings = []string{
	"ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "na", "nä", "n", "a", "ä",
}

// stemEndings lists the ends of oblique stems with those of the nominative; the longer
// ones first. Weak consonants of a stem become strong again.
var stemEndings = [][2]string{
	{"mise", "minen"}, {"lise", "linen"}, {"uude", "uus"}, {"yyde", "yys"}, {"eude", "eus"}, {"eyde", "eys"},
	{"kse", "s"}, {"yksikö", "yksikkö"}, {"yksiköi", "yksiköt"}, {"toime", "toimi"},
	{"nnoi", "nnat"}, {"asioi", "asiat"}, {"ioi", "iot"}, {"stoi", "stot"}, {"lui", "lut"}, {"tui", "tut"}, {"toi", "tot"}, {"nöi", "nöt"}, {"töi", "töt"},
	{"nna", "nta"}, {"nnä", "ntä"}, {"nno", "nto"}, {"nnö", "ntö"}, {"nni", "nti"}, {"ngi", "nki"},
	{"llo", "lto"}, {"hda", "hta"}, {"hdo", "hto"}, {"hdö", "htö"}, {"ido", "ito"}, {"edo", "eto"}, {"ado", "ato"},
}

func endsInVowel(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune("aeiouyäö", r)
}
