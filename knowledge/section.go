package knowledge

import "strings"

// sectionNames are the sections that are not called by a number.
var sectionNames = map[string]Text{
	"0":              {FI: "nimiösivu", SV: "titelsidan", EN: "title page"},
	"tiivistelma":    {FI: "tiivistelmä", SV: "sammanfattning", EN: "summary"},
	"sammanfattning": {FI: "ruotsinkielinen tiivistelmä", SV: "sammanfattning", EN: "Swedish summary"},
	"summary":        {FI: "englanninkielinen tiivistelmä", SV: "engelsk sammanfattning", EN: "summary"},
}

// Label names a section or a table of the memo in the language, as one would in
// a sentence: "3.2" is "luku 3.2", "liite1" is "liite 1", "T5" is "taulukko 5".
// A section it does not know is given back as it is.
func Label(section, lang string) string {
	if name, ok := sectionNames[section]; ok {
		return name.In(lang)
	}
	kinds := []struct {
		prefix string
		name   Text
	}{
		{"liite", Text{FI: "liite", SV: "bilaga", EN: "annex"}},
		{"T", Text{FI: "taulukko", SV: "tabell", EN: "table"}},
		{"", Text{FI: "luku", SV: "kapitel", EN: "chapter"}},
	}
	for _, kind := range kinds {
		number, ok := strings.CutPrefix(section, kind.prefix)
		if ok && isNumber(number) {
			return kind.name.In(lang) + " " + number
		}
	}
	return section
}

// isNumber reports whether s is a section number: figures, perhaps with dots
// between them.
func isNumber(s string) bool {
	for part := range strings.SplitSeq(s, ".") {
		if part == "" || strings.Trim(part, "0123456789") != "" {
			return false
		}
	}
	return true
}
