package guided

import (
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// functionWords tell the three languages apart.
var functionWords = map[plan.Lang]words{
	plan.FI: wordSet(`on ja ei ovat se kun jos että joka me meidän mutta oli sekä tai noin niin kuin jotta ole vain siitä tämä ne`),
	plan.SV: wordSet(`är och inte det som att vi en ett den på av till för med när om har jag ska från var blir vår eller de`),
	plan.EN: wordSet(`is and not the of to a in we are for with when if our it by that was be from this will has have or`),
}

// languageOf is the language that a text is written in: that of the conversation
// unless another one has clearly more of its function words. Each counts once, so that one
// short word of clipped notes ("om.") makes no language.
func languageOf(text string, lang plan.Lang) plan.Lang {
	count, seen := map[plan.Lang]int{}, map[string]bool{}
	for _, t := range reading.Tokens(text, lang) {
		f := reading.Fold(t.Text)
		if seen[f] {
			continue
		}
		seen[f] = true
		for l, words := range functionWords {
			if words.folded[f] {
				count[l]++
			}
		}
	}
	best := lang
	for _, l := range plan.Langs {
		if count[l] > count[best]+1 && count[l] > 2*count[lang] {
			best = l
		}
	}
	return best
}
