package plan

import (
	"math"
	"strconv"
	"strings"
)

// Lang is one of the three languages of the program.
type Lang string

// The languages. Finnish is the default.
const (
	FI Lang = "fi"
	SV Lang = "sv"
	EN Lang = "en"
)

// Langs lists the languages in the order in which they are shown.
var Langs = []Lang{FI, SV, EN}

// ParseLang reads a language code; anything but fi, sv and en is Finnish.
func ParseLang(s string) Lang {
	switch Lang(s) {
	case SV, EN:
		return Lang(s)
	default:
		return FI
	}
}

// Number writes a number as the language does: 1 200,5 with a no-break space, or
// 1,200.5.
func (l Lang) Number(v float64) string {
	text := strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	group, point := "\u00a0", ","
	if l == EN {
		group, point = ",", "."
	}
	whole, frac, _ := strings.Cut(text, ".")
	var b strings.Builder
	if v < 0 {
		b.WriteByte('-')
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteString(group)
		}
		b.WriteRune(digit)
	}
	if frac != "" {
		b.WriteString(point + frac)
	}
	return b.String()
}

// Date writes a date as the language does: 30.9.2026 and 9/2026, or 30 September
// 2026 and September 2026. What is no date stays as it is.
func (l Lang) Date(d Date) string {
	t, ok := d.First()
	month := len(d) == len("2006-01")
	switch {
	case !ok:
		return string(d)
	case l == EN && month:
		return t.Format("January 2006")
	case l == EN:
		return t.Format("2 January 2006")
	case month:
		return t.Format("1/2006")
	default:
		return t.Format("2.1.2006")
	}
}

// Text is one text in the three languages.
type Text struct {
	FI string `json:"fi" yaml:"fi"`
	SV string `json:"sv" yaml:"sv"`
	EN string `json:"en" yaml:"en"`
}

// In returns the text in lang.
func (t Text) In(lang Lang) string {
	switch lang {
	case SV:
		return t.SV
	case EN:
		return t.EN
	default:
		return t.FI
	}
}

// Complete reports whether no language is missing.
func (t Text) Complete() bool { return t.FI != "" && t.SV != "" && t.EN != "" }
