package criteria

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// toolAlone reports whether a described change is nothing but the adoption of a
// tool: it names one of the tools and hardly anything else beside its adoption,
// and neither compares before with after nor says how the work changes. That the
// work gets faster, or that people are trained, is no change of the work. When in
// doubt it is a change; a person judges it.
func toolAlone(s string, tools []string) bool {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	compares := mentions(words, beforeWords) && mentions(words, afterWords)
	if !mentions(words, tools) || compares || mentions(words, changeWords) {
		return false
	}
	other := 0
	for i, w := range words {
		one := words[i : i+1]
		if utf8.RuneCountInString(w) > shortWord && !slices.ContainsFunc(asideWords, func(list []string) bool { return mentions(one, list) }) &&
			!mentions(one, tools) {
			other++
		}
	}
	return other == 0 || other <= otherWords && mentions(words, adoptionWords)
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
	"autta*", "avusta*", "tuke*", "tukee", "palvelu*", "työkalu*", "mallin", "mallia", "ratkaisu*",
	"hjälp*", "stöd*", "assistent*", "verktyg*", "modell*", "lösning*", "tjänst*",
	"help*", "support*", "assist*", "tools", "model*", "solution*", "service*", "learning",
}

// reachWords say who gets the tool, and that they learn to use it.
var reachWords = []string{
	"kaik*", "jokai*", "koko", "saavat", "henkilöst*", "työntekij*", "virkamie*", "toimipist*", "yksikö*", "koulut*", "perehdy*", "muut*",
	"samtliga", "varje", "personal*", "medarbetar*", "tjänstem*", "enhet*", "kontor*", "utbild*", "andra",
	"every*", "staff", "employee*", "officials", "office*", "units", "train*", "other", "others",
}

// effectWords say that the work gets better without saying how.
var effectWords = []string{
	"työ*", "lyhen*", "lyhyem*", "nopeut*", "nopeam*", "tehost*", "tehokk*", "vähen*",
	"arbete*", "förkorta*", "kortare", "snabb*", "effektiv*", "minska*", "underlätta*",
	"work*", "shorten*", "shorter", "faster", "efficien*", "reduc*", "becom*",
}

// beforeWords and afterWords compare when both are there.
var (
	beforeWords = []string{
		"ennen", "aiemmin", "aikaisemmin", "nykyisin", "nykyään", "nyt",
		"tidigare", "förr", "nu", "nuläget", "innan",
		"before", "previously", "formerly", "today", "currently", "now",
	}
	afterWords = []string{
		"jatkossa", "tämän", "jälkeen",
		"framöver", "fortsättningen", "framdeles", "hädanefter", "efter",
		"future", "afterwards", "after", "then",
	}
)

// asideWords are what may be said of a tool without saying how the work changes.
var asideWords = [][]string{adoptionWords, helpWords, reachWords, effectWords, beforeWords, afterWords}

// changeWords say how the work changes.
var changeWords = []string{
	"sijaan", "sijasta", "enää", "poist*", "jää", "jäävät", "jätet*", "loppu*", "lakka*", "yhdist*", "yhdeksi", "yhteen", "siirr*", "siirt*",
	"automatisoi*", "karsi*", "muutt*", "muutu*", "muutet*", "muuto*", "*vaiheet", "*vaihetta", "*vaiheita", "*kierrokset", "*kierroksia",
	"ohja*", "ehdot*", "vahvist*", "tarkist*", "tarkast*", "korva*", "luovut*", "rinnakkai*", "suoraan", "uudist*",
	"*stegen", "*moment", "*momenten", "istället", "stället", "bort", "slopa*", "avskaffa*", "upphör*", "försvinn*", "förena*", "slås", "flytta*", "automatisera*",
	"ändra*", "ersätt*", "föreslå*", "bekräfta*", "granska*", "kontroller*", "styr*", "direkt", "förnya*", "omforma*",
	"steps", "handoffs", "instead", "longer", "ends", "stop*", "drop*", "disappear*", "remov*", "eliminat*", "merg*", "combin*", "mov*", "automat*",
	"chang*", "replac*", "suggest*", "propos*", "confirm*", "check*", "review*", "route*", "direct*", "redesign*", "rework*", "reorgani*",
}
