package reading

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed names/first.txt
var firstNamesText string

//go:embed names/last.txt
var lastNamesText string

// nameEntry is a name that a written form may stand for.
type nameEntry struct {
	name  string // nominative with its diacritics
	exact bool   // the form is the nominative
}

// firstNames and lastNames map folded forms, inflected in Finnish and Swedish, to nominatives. They help where capital
// letters are missing and where inflection is ambiguous; names outside them are read by rule.
var (
	firstNames = sync.OnceValue(func() map[string]nameEntry { return nameTable(firstNamesText, true) })
	lastNames  = sync.OnceValue(func() map[string]nameEntry { return nameTable(lastNamesText, false) })
)

func nameTable(list string, first bool) map[string]nameEntry {
	names := strings.Fields(list)
	m := make(map[string]nameEntry, 40*len(names))
	for _, n := range names {
		m[fold(n)] = nameEntry{n, true}
	}
	for _, n := range names {
		nameForms(fold(n), first, func(f string) {
			if _, ok := m[f]; !ok {
				m[f] = nameEntry{n, false}
			}
		})
	}
	return m
}

// nameForms calls add with the Finnish and Swedish inflected forms of a folded name.
func nameForms(f string, first bool, add func(string)) {
	if len(f) < 2 {
		return
	}
	add(f + "s")
	add(f + "'s")
	for _, st := range nameStems(f, first) {
		singularForms(st.strong, st.weak, add)
	}
	if x, ok := strings.CutSuffix(f, "nen"); ok {
		add(x + "sta")
		add(x + "seen")
		return
	}
	switch last := f[len(f)-1]; {
	case last == 'e':
		add(f + "tta")
	case vowel(last), last == 's':
		add(f + "ta")
	}
}

type stemPair struct{ strong, weak string }

// nameStems gives the vowel stems on which a name is inflected. Surnames follow consonant gradation; first names only
// where the consonant is long or part of a group (Pekka, Antti), not where it is single (Mika).
func nameStems(f string, first bool) []stemPair {
	if x, ok := strings.CutSuffix(f, "nen"); ok {
		return []stemPair{{x + "se", x + "se"}}
	}
	n := len(f)
	switch last := f[n-1]; {
	case last == 'i':
		e := f[:n-1] + "e"
		return append(gradedStems(f, first), gradedStems(e, first)...)
	case last == 'e':
		return []stemPair{{f + "e", f + "e"}, {f, f}}
	case vowel(last):
		return gradedStems(f, first)
	case last == 's' && n > 2 && vowel(f[n-2]):
		long := f[:n-1] + f[n-2:n-1]
		return []stemPair{{f[:n-1] + "kse", f[:n-1] + "kse"}, {long, long}, {f + "i", f + "i"}}
	}
	return []stemPair{{f + "i", f + "i"}}
}

// gradedStems pairs a stem with its weak grade.
func gradedStems(f string, first bool) []stemPair {
	w, ok := gradate(f)
	n := len(f)
	single := n > 3 && vowel(f[n-3])
	switch {
	case !ok || first && single:
		return []stemPair{{f, f}}
	case single:
		return []stemPair{{f, w}, {f, f}}
	}
	return []stemPair{{f, w}}
}

// surnameEndings are the endings by which a capitalised word outside the lists is taken for a surname.
var surnameEndings = []string{
	"nen", "sson", "ssen", "son", "strom", "holm", "berg", "lund", "qvist", "quist", "kvist", "gren", "blom", "fors", "dahl", "stedt", "stadt", "man", "mann", "backa", "back", "gard",
	"maki", "niemi", "jarvi", "lahti", "salo", "saari", "koski", "joki", "ranta", "vaara", "virta", "harju", "oja", "maa", "paa", "nurmi", "lehto", "rinne", "kangas", "pelto", "luoto",
	"salmi", "suo", "metsa", "kivi", "kallio", "vuori", "talo", "linna", "aho", "lampi", "haka", "kari", "selka", "sto", "la", "nius", "lius", "roos", "skog", "sjo", "lof", "ell", "lin", "din", "stam", "stjerna",
	"ov", "ova", "ski", "sen", "ez", "ton", "ley", "ford", "well", "wood",
}

// looksSurname reports whether a folded nominative has the shape of a surname.
func looksSurname(f string) bool {
	if len(f) < 5 {
		return false
	}
	for _, e := range surnameEndings {
		if strings.HasSuffix(f, e) && len(f) >= len(e)+2 {
			return true
		}
	}
	return false
}

// weakSurnames turn the weak stems of common last parts back: "-mäe-" is "-mäki".
var weakSurnames = []struct{ weak, nom string }{
	{"mae", "mäki"}, {"joe", "joki"}, {"lahde", "lahti"}, {"lahte", "lahti"}, {"jarve", "järvi"}, {"salme", "salmi"}, {"nieme", "niemi"}, {"saare", "saari"}, {"koske", "koski"}, {"lehde", "lehti"},
	{"virra", "virta"}, {"ranna", "ranta"}, {"aallo", "aalto"}, {"pello", "pelto"}, {"nurme", "nurmi"}, {"kive", "kivi"}, {"luodo", "luoto"}, {"lamme", "lampi"}, {"hirve", "hirvi"},
	{"tamme", "tammi"}, {"vuore", "vuori"}, {"lehdo", "lehto"}, {"haa", "haka"}, {"kankaa", "kangas"}, {"rinna", "rinta"}, {"pyyko", "pyykkö"}, {"koko", "kokko"}, {"salme", "salmi"}, {"korve", "korpi"},
	{"tuome", "tuomi"}, {"honga", "honka"}, {"seppa", "seppä"}, {"lauka", "laukka"}, {"talve", "talvi"}, {"kure", "kurki"}, {"tove", "tovi"},
}

// foreignStem reports whether a folded name that ends in a consonant takes -i- before Finnish endings.
func foreignStem(f string) bool {
	for _, e := range []string{"sson", "son", "strom", "holm", "berg", "lund", "qvist", "quist", "kvist", "gren", "blom", "fors", "dahl", "stedt", "man", "mann", "back", "gard", "roos", "skog",
		"lof", "ell", "lin", "din", "sen", "er", "ev", "ov", "ez", "ick", "ard", "ert", "ing", "ton", "ley", "ford", "well", "wood", "th", "ll", "nd", "rg", "lm", "st", "ck", "ms"} {
		if strings.HasSuffix(f, e) {
			return true
		}
	}
	return false
}

// nominative turns a written surname into its nominative by rule. It works on the source text so that diacritics and
// capitals stay, and gives the word back when it can't be an inflected form.
func nominative(w string) string {
	f := fold(w)
	rs := []rune(w)
	if len([]rune(f)) != len(rs) || len(f) < 4 || strings.HasSuffix(f, "nen") {
		return w
	}
	cut := func(n int) string { return string(rs[:len(rs)-n]) }
	if n := seStem(f); n > 0 { // Nevalaiselle, Kaasalaisen
		return cut(n) + "nen"
	}
	if x, ok := strings.CutSuffix(f, "sta"); ok && len(x) > 2 && vowel(x[len(x)-1]) {
		if w2, changed := gradate(x); strings.HasSuffix(x, "ai") || strings.HasSuffix(x, "oi") || changed && w2 != x && !strings.HasSuffix(x, "la") {
			return cut(3) + "nen" // Virtasta, Rautiaista
		}
		if n := len(x); n > 4 && x[n-1] != 'e' && x[n-1] != 'i' && !vowel(x[n-2]) && !vowel(x[n-3]) && x[n-2] != x[n-3] && !looksSurname(x) {
			return cut(3) + "nen" // a group of consonants that gradation leaves: Tirhosta
		}
		return vowelStem(cut(3))
	}
	for _, e := range []string{"ssa", "lla", "lta", "lle", "ksi", "tta"} {
		x, ok := strings.CutSuffix(f, e)
		if !ok || len(x) < 3 || !vowel(x[len(x)-1]) {
			continue
		}
		if e == "tta" {
			return vowelStem(cut(len(e)))
		}
		return weakStem(cut(len(e)))
	}
	if n := len(f); n > 5 && f[n-1] == 'a' && !strings.HasSuffix(f, "maa") && !strings.HasSuffix(f, "paa") && (f[n-2] == 'a' || f[n-2] == 'o' || f[n-2] == 'u' || f[n-2] == 'y') {
		return vowelStem(cut(1)) // Kurttilaa, Leinoa
	}
	x, ok := strings.CutSuffix(f, "n")
	if !ok || !vowel(x[len(x)-1]) || strings.HasSuffix(f, "man") && len(f) > 4 {
		return w
	}
	if n := len(x); x[n-1] == x[n-2] && x[n-1] != 'e' { // Ahoon
		return vowelStem(cut(2))
	}
	if strings.HasSuffix(f, "in") && !foreignStem(x[:len(x)-1]) && strings.HasSuffix(f, "lin") {
		return w
	}
	return weakStem(cut(1))
}

// weakStem turns a vowel stem before an ending that closes its syllable into the nominative. A
// single k, p or t between vowels is the weak grade of a long one there: "Harakan" is "Harakka".
func weakStem(x string) string {
	nom := vowelStem(x)
	f := fold(x)
	n := len(f)
	if nom != x || n < 5 || !strings.ContainsRune("kpt", rune(f[n-2])) || !vowel(f[n-3]) || !strings.ContainsRune("aouy", rune(f[n-1])) {
		return nom
	}
	rs := []rune(x)
	if len(rs) != n {
		return nom
	}
	return string(rs[:n-1]) + string(rs[n-2:])
}

// seStem is the number of letters to cut from a form of a -nen name so that -nen can be added, or 0.
func seStem(f string) int {
	for _, e := range []string{"sen", "selle", "selta", "sella", "seen", "sesta", "sessa", "seksi", "sena", "setta"} {
		if x, ok := strings.CutSuffix(f, e); ok && len(x) > 1 && vowel(x[len(x)-1]) {
			return len(e)
		}
	}
	return 0
}

// vowelStem turns a singular vowel stem into the nominative.
func vowelStem(x string) string {
	f := fold(x)
	rs := []rune(x)
	if len(f) != len(rs) {
		return x
	}
	for _, s := range weakSurnames {
		if strings.HasSuffix(f, s.weak) {
			nom := s.nom
			head := string(rs[:len(rs)-len(s.weak)])
			if head == "" {
				return strings.ToUpper(nom[:1]) + nom[1:]
			}
			return head + nom
		}
	}
	if strings.HasSuffix(f, "ee") {
		return string(rs[:len(rs)-1])
	}
	if y, ok := strings.CutSuffix(f, "i"); ok && foreignStem(y) && !strings.HasSuffix(y, "la") {
		return string(rs[:len(rs)-1])
	}
	return x
}
