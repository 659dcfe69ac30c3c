// Package reading turns free text in Finnish, Swedish and English into values: numbers with units, dates and periods,
// people and groups, enumerated values and responsibility cues. It also answers the reverse question, whether a given
// value can be derived from a given quote ([Derivable]), so that the guided interviewer and grounding share one normaliser.
//
// All offsets are byte offsets into the string that was passed in. Matching ignores case and diacritics, so that text
// typed in lower case or without dots reads the same; typing errors of one letter are tolerated in words of five letters
// or more, never in digits, dates or names.
//
// # Decisions
//
// Every reader works on one token list made in a single pass (no regular expressions), so the cost is linear in the
// length of the text. Finnish inflection is handled by generating the forms of a closed vocabulary (number words, units,
// months, titles, groups, common names) and by suffix rules for names outside it; a full morphological analyser would be
// more exact but larger than the program. Where a reading is uncertain the value says so (Approx, Implied, Inferred) and
// the caller decides.
package reading

import "luonnos/tools/plan"

// Lang is the language of a text; "" reads all three.
type Lang = plan.Lang

// The three languages of the service.
const (
	FI = plan.FI
	SV = plan.SV
	EN = plan.EN
)

// langs lists the languages with l first, for vocabularies that are searched in order of likelihood.
func langs(l Lang) [3]Lang {
	switch l {
	case SV:
		return [3]Lang{SV, FI, EN}
	case EN:
		return [3]Lang{EN, FI, SV}
	}
	return [3]Lang{FI, SV, EN}
}
