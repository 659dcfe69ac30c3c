package evals

import (
	"strconv"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// numerals writes small whole numbers in words where a word follows: "24 kuntaa" as "kaksikymmentäneljä kuntaa".
func (d *dresser) numerals(s string) string {
	var b strings.Builder
	last := 0
	for _, n := range reading.Numbers(s, d.by.Lang) {
		digits := leadingDigits(s[n.Start:n.End])
		value, err := strconv.Atoi(digits)
		rest := s[n.Start+len(digits):]
		if err != nil || float64(value) != n.Value || value >= 100 || n.High != 0 || n.Ordinal || !wordFollows(rest) || n.Start < last ||
			value == 1 && d.by.Lang == plan.SV { // "en" is also an article, which tells no number
			continue
		}
		b.WriteString(s[last:n.Start])
		b.WriteString(inWords(value, d.by.Lang))
		last = n.Start + len(digits)
	}
	b.WriteString(s[last:])
	return b.String()
}

func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
}

// wordFollows reports whether a space and a word of three letters or more come next: units such as "h" and "%" go with
// figures.
func wordFollows(s string) bool {
	rest, ok := strings.CutPrefix(s, " ")
	return ok && len(letters.FindString(rest)) >= 3 && letters.FindStringIndex(rest)[0] == 0
}

// ones and tens are the numerals below a hundred.
var (
	ones = map[plan.Lang][]string{
		plan.FI: strings.Fields("nolla yksi kaksi kolme neljä viisi kuusi seitsemän kahdeksan yhdeksän kymmenen"),
		plan.SV: strings.Fields("noll en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"),
		plan.EN: strings.Fields("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen " +
			"seventeen eighteen nineteen"),
	}
	tens = map[plan.Lang][]string{
		plan.SV: strings.Fields("- - tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"),
		plan.EN: strings.Fields("- - twenty thirty forty fifty sixty seventy eighty ninety"),
	}
)

// inWords is a number from 0 to 99 in words.
func inWords(n int, lang plan.Lang) string {
	small := ones[lang]
	switch {
	case n < len(small):
		return small[n]
	case lang == plan.FI && n < 20:
		return small[n-10] + "toista"
	case lang == plan.FI && n%10 == 0:
		return small[n/10] + "kymmentä"
	case lang == plan.FI:
		return small[n/10] + "kymmentä" + small[n%10]
	case n%10 == 0:
		return tens[lang][n/10]
	case lang == plan.SV && n%10 == 1:
		return tens[lang][n/10] + "ett"
	case lang == plan.SV:
		return tens[lang][n/10] + small[n%10]
	default:
		return tens[lang][n/10] + "-" + small[n%10]
	}
}
