package reading

import "strings"

var swedishUnits = map[string]float64{
	"noll": 0, "en": 1, "ett": 1, "tva": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "atta": 8, "nio": 9, "tio": 10, "elva": 11,
	"tolv": 12, "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "aderton": 18, "nitton": 19,
}

var swedishTens = []struct {
	f string
	v float64
}{
	{"tjugo", 20}, {"trettio", 30}, {"fyrtio", 40}, {"fortio", 40}, {"femtio", 50}, {"sextio", 60}, {"sjuttio", 70}, {"attio", 80}, {"nittio", 90},
}

// swedishCardinal reads a whole folded word as a Swedish number (tjugofem, etthundratjugo, tvåtusen).
func swedishCardinal(w string) (float64, bool) {
	if len(w) < 2 || len(w) > 60 {
		return 0, false
	}
	if a, b, ok := cutNumber(w, "tusen"); ok {
		return swedishGroup(a, b, 1000, swedishBelow1000)
	}
	return swedishBelow1000(w)
}

func cutNumber(w, mark string) (before, after string, ok bool) {
	return strings.Cut(w, mark)
}

func swedishGroup(before, after string, size float64, rest func(string) (float64, bool)) (float64, bool) {
	n := 1.0
	if before != "" {
		v, ok := swedishBelow1000(before)
		if !ok {
			return 0, false
		}
		n = v
	}
	after = strings.TrimPrefix(after, "och")
	if after == "" {
		return n * size, true
	}
	v, ok := rest(after)
	return n*size + v, ok && v < size
}

func swedishBelow1000(w string) (float64, bool) {
	if a, b, ok := cutNumber(w, "hundra"); ok {
		return swedishGroup(a, b, 100, swedishBelow100)
	}
	return swedishBelow100(w)
}

func swedishBelow100(w string) (float64, bool) {
	if v, ok := swedishUnits[w]; ok {
		return v, true
	}
	for _, t := range swedishTens {
		if rest, ok := strings.CutPrefix(w, t.f); ok {
			if rest == "" {
				return t.v, true
			}
			v, ok := swedishUnits[rest]
			return t.v + v, ok && v > 0 && v < 10
		}
	}
	return 0, false
}

// swedishPart reads tredjedel, fjärdedelar and the like as one over the denominator.
func swedishPart(w string) (float64, bool) {
	for _, e := range []string{"delar", "delarna", "delen", "dels", "del"} {
		if r, ok := strings.CutSuffix(w, e); ok {
			if n, ok := swedishDenominators[r]; ok {
				return 1 / n, true
			}
		}
	}
	return 0, false
}

var swedishDenominators = map[string]float64{
	"tredje": 3, "fjarde": 4, "femte": 5, "sjatte": 6, "sjunde": 7, "attonde": 8, "attonden": 8, "nionde": 9, "tionde": 10, "tjugonde": 20, "hundra": 100, "hundrade": 100,
	"tion": 10, "atton": 8, "nion": 9, "tjugon": 20,
}

var swedishOrdinals = map[string]int{
	"forsta": 1, "forste": 1, "andra": 2, "andre": 2, "tredje": 3, "fjarde": 4, "femte": 5, "sjatte": 6, "sjunde": 7, "attonde": 8, "nionde": 9, "tionde": 10,
}

var englishUnits = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}

var englishTens = map[string]float64{
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var englishOrdinals = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}

// englishPart reads third, thirds, fifths and the like as one over the denominator.
func englishPart(w string) (float64, bool) {
	switch w {
	case "half", "halves":
		return 0.5, true
	case "quarter", "quarters":
		return 0.25, true
	case "third", "thirds":
		return 1. / 3, true
	case "fifth", "fifths":
		return 0.2, true
	case "sixth", "sixths":
		return 1. / 6, true
	case "eighth", "eighths":
		return 0.125, true
	case "tenth", "tenths":
		return 0.1, true
	case "twentieth":
		return 0.05, true
	}
	return 0, false
}

// englishWord reads one folded English word ("twenty-five", "forty") as a number.
func englishWord(w string) (float64, bool) {
	if v, ok := englishUnits[w]; ok {
		return v, true
	}
	if v, ok := englishTens[w]; ok {
		return v, true
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		t, okT := englishTens[a]
		u, okU := englishUnits[b]
		return t + u, okT && okU && u > 0 && u < 10
	}
	return 0, false
}
