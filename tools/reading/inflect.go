package reading

import "strings"

// The helpers here generate Finnish word forms on folded text, where vowel harmony disappears (ä=a, ö=o). They
// over-generate on purpose: a form that no one writes does no harm in a lookup table.

var (
	weakEndings   = []string{"n", "ssa", "sta", "lla", "lta", "lle", "ksi", "tta"}
	pluralEndings = []string{"ssa", "sta", "lla", "lta", "lle", "ksi", "n"}
)

// singularForms calls add with the singular forms of a word given by its strong and weak vowel stems.
func singularForms(strong, weak string, add func(string)) {
	for _, e := range weakEndings {
		add(weak + e)
	}
	add(strong + "na")
	v := strong[len(strong)-1:]
	add(strong + v + "n")
	add(strong + "h" + v + "n")
	add(strong + "a")
	if strings.HasSuffix(strong, "ee") || strings.HasSuffix(strong, "aa") {
		add(strong + "seen")
	}
}

// pluralForms calls add with the plural forms: the nominative from the weak singular stem, the others from the two
// plural stems (johtaji-, tiimei-).
func pluralForms(weak, plStrong, plWeak string, add func(string)) {
	add(weak + "t")
	for _, e := range pluralEndings {
		add(plWeak + e)
	}
	i := strings.TrimSuffix(plStrong, "i")
	for _, e := range []string{"ien", "jen", "iden", "itten", "ia", "ja", "ita", "iin", "ihin", "ina"} {
		add(i + e)
	}
}

// gradate gives the weak grade of a stem that ends in consonant and vowel; ok is false when nothing changes.
func gradate(stem string) (weak string, ok bool) {
	n := len(stem)
	if n < 3 {
		return stem, false
	}
	v := stem[n-1:]
	body := stem[:n-1]
	if !vowel(v[0]) {
		return stem, false
	}
	for _, g := range gradation {
		if strings.HasSuffix(body, g[0]) {
			return body[:len(body)-len(g[0])] + g[1] + v, true
		}
	}
	if len(body) > 1 && vowel(body[len(body)-2]) {
		switch body[len(body)-1] {
		case 't':
			return body[:len(body)-1] + "d" + v, true
		case 'p':
			return body[:len(body)-1] + "v" + v, true
		case 'k':
			return body[:len(body)-1] + v, true
		}
	}
	return stem, false
}

// gradation lists consonant groups and their weak grades; longer groups first.
var gradation = [][2]string{
	{"kk", "k"}, {"pp", "p"}, {"tt", "t"}, {"nk", "ng"}, {"nt", "nn"}, {"mp", "mm"}, {"lt", "ll"}, {"rt", "rr"},
	{"ht", "hd"}, {"lp", "lv"}, {"rp", "rv"}, {"lk", "l"}, {"rk", "r"},
}

func vowel(c byte) bool {
	switch c {
	case 'a', 'e', 'i', 'o', 'u', 'y':
		return true
	}
	return false
}
