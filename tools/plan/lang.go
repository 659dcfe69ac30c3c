package plan

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
