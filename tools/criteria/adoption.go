package criteria

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// toolAlone reports whether a described change is nothing but the adoption of a
// tool: it names one of the tools and its adoption, hardly anything else, and
// neither compares before with after nor says how the work changes. When in doubt
// it is a change; a person judges it.
func toolAlone(s string, tools []string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if !mentions(words, tools) || !mentions(words, adoptionWords) || mentions(words, changeWords) {
		return false
	}
	other := 0
	for i, w := range words {
		one := words[i : i+1]
		if utf8.RuneCountInString(w) > shortWord && !mentions(one, tools) && !mentions(one, adoptionWords) && !mentions(one, helpWords) {
			other++
		}
	}
	return other <= otherWords
}

// A text is about more than a tool when more than otherWords of its words, not
// counting short ones, speak of something else.
const (
	otherWords = 3
	shortWord  = 4
)

// mentions reports whether a word is in the list. A star at the end of an entry
// stands for any ending, one at its beginning for the first part of a compound.
func mentions(words, list []string) bool {
	for _, w := range words {
		for _, entry := range list {
			if matches(w, entry) {
				return true
			}
		}
	}
	return false
}

func matches(word, entry string) bool {
	stem, ending := strings.CutSuffix(entry, "*")
	stem, compound := strings.CutPrefix(stem, "*")
	switch {
	case ending && compound:
		return strings.Contains(word, stem)
	case ending:
		return strings.HasPrefix(word, stem)
	case compound:
		return strings.HasSuffix(word, stem)
	default:
		return word == stem
	}
}

var aiWords = []string{
	"ai", "gpt*", "copilot*", "chatgpt*", "llm*", "gemini*", "claude*",
	"tekoäly*", "kielimall*", "koneoppi*", "chatbot*", "chatbotti*", "botti", "botin", "bottia",
	"artificiell*", "språkmodell*", "maskininlärning*", "chattbot*", "chattrobot*", "aiassistent*",
	"intelligens", "artificial", "intelligence", "language", "bot", "bots",
}

// technologyWords name tools of any kind.
var technologyWords = slices.Concat(aiWords, []string{
	"*teknologi*", "tekniik*", "*järjestelm*", "*ohjelmisto*", "*sovellu*", "*palvelualusta*", "*robotiik*", "rpa", "portaali*",
	"*teknik", "*tekniken", "*system", "*systemet", "*programvar*", "applikation*", "*plattform*", "*robotik*",
	"technolog*", "systems", "software", "platform*", "app", "apps", "robotic*", "portal*",
})

var adoptionWords = []string{
	"otamme", "otetaan", "ottaa", "ottaminen", "käyttöön*", "käytetään", "käytämme", "hankimme", "hankitaan", "ostamme", "ostetaan", "hyödynnetään", "hyödynnämme",
	"kokeilemme", "kokeillaan", "pilotoi*", "asennetaan", "lisensi*", "lisenssi*", "hankinta",
	"bruk", "ibruk*", "inför", "införs", "införa", "införandet", "börjar", "använda", "använder", "används", "köper", "köps", "skaffar", "skaffas",
	"anskaffar", "anskaffas", "testar", "pilotera*", "utnyttja*", "licens*",
	"adopt*", "introduc*", "deploy*", "implement*", "install*", "buy*", "purchas*", "acquir*", "procur*", "licen*",
	"use", "using", "uses", "roll*", "pilot*", "launch*", "tak*",
}

// helpWords say what a tool is without saying how the work changes.
var helpWords = []string{
	"auttaa*", "autta*", "avusta*", "tuke*", "tukee", "palvelu*", "työkalu*", "mallin", "mallia", "ratkaisu*",
	"hjälp*", "stöd*", "assistent*", "verktyg*", "modell*", "lösning*", "tjänst*",
	"help*", "support*", "assist*", "tools", "model*", "solution*", "service*", "learning",
}

// changeWords compare before with after or say how the work changes.
var changeWords = []string{
	"ennen", "aiemmin", "aikaisemmin", "nykyisin", "nykyään", "nyt", "jatkossa", "tämän", "jälkeen", "sijaan", "sijasta", "enää",
	"poist*", "jää", "jäävät", "yhdist*", "siirr*", "siirt*", "automatisoi*", "lyhen*", "lyhyem*", "nopeut*", "vähen*", "karsi*", "muut*",
	"ohja*", "ehdot*", "vahvist*", "tarkist*", "tarkast*", "korva*", "lakkaut*", "luovut*", "rinnakkai*", "suoraan", "uudist*",
	"tidigare", "förr", "nu", "nuläget", "framöver", "fortsättningen", "framdeles", "istället", "stället", "hädanefter", "efter", "innan",
	"bort", "slopa*", "avskaffa*", "förena*", "slås", "flytta*", "automatisera*", "förkorta*", "kortare", "snabba*", "minska*", "ändra*", "ersätt*",
	"föreslå*", "bekräfta*", "granska*", "kontroller*", "styr*", "direkt", "förnya*", "omforma*",
	"before", "previously", "formerly", "today", "currently", "now", "future", "afterwards", "instead", "longer", "after", "then",
	"remov*", "eliminat*", "merg*", "combin*", "mov*", "automat*", "shorten*", "shorter", "faster", "reduc*", "chang*", "replac*",
	"suggest*", "propos*", "confirm*", "check*", "review*", "route*", "direct*", "redesign*", "rework*", "reorgani*",
}
