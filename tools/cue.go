package tools

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
	"luonnos/tools/starter"
)

// described lists the texts that tell what the reform is about and how the work
// flows, and what a cue in each counts.
var described = map[plan.Path]int{
	"target.title": 2, "target.object": 2, "target.purpose": 2, "target.productivity_object": 2, "target.magnitude": 2,
	"target.departs_from_now": 1, "value_stream.customer": 1, "value_stream.value": 1,
	"value_stream.redesign": 1, "value_stream.steps[].name": 1,
}

// text is one of the described texts as its stems in each language: applicants
// mix languages, and the plan's own says little of one field.
type text struct {
	path   plan.Path
	counts int
	stems  map[plan.Lang][]string
}

func textsOf(p *plan.Plan) []text {
	var all []text
	for path, value := range p.Leaves() {
		counts := described[path.Field()]
		if counts == 0 {
			continue
		}
		said, ok := value.(string)
		if !ok {
			said = strings.Join(value.([]string), ". ")
		}
		t := text{path: path, counts: counts, stems: map[plan.Lang][]string{}}
		for _, lang := range plan.Langs {
			t.stems[lang] = reading.ContentWords(said, lang)
		}
		all = append(all, t)
	}
	return all
}

// cue is a word that speaks for an indicator.
type cue struct {
	lang plan.Lang
	word string
	stem string
}

// cues are those of each indicator of annex 1.
var cues = sync.OnceValue(func() [][]cue {
	var all [][]cue
	for _, i := range starter.Indicators() {
		var own []cue
		for _, lang := range plan.Langs {
			for word := range strings.FieldsSeq(i.Cues.In(lang)) {
				for _, stem := range reading.ContentWords(word, lang) {
					own = append(own, cue{lang, word, stem})
				}
			}
		}
		all = append(all, own)
	}
	return all
})

// find returns the cues in the text, at most one for each of its words and each
// once, in the language that has the most.
func (t *text) find(cues []cue) []string {
	var best []string
	for _, lang := range plan.Langs {
		var words []string
		for _, stem := range t.stems[lang] {
			i := slices.IndexFunc(cues, func(c cue) bool { return c.lang == lang && c.in(stem) })
			if i >= 0 && !slices.Contains(words, cues[i].word) {
				words = append(words, cues[i].word)
			}
		}
		if len(words) > len(best) {
			best = words
		}
	}
	return best
}

// Lengths from which a cue is looked for at the beginning and within a word.
const (
	beginsFrom = 4
	withinFrom = 5
)

// in reports whether the cue is the word, begins it, or is a part of it where
// compounds are written together.
func (c cue) in(stem string) bool {
	n := utf8.RuneCountInString(c.stem)
	switch {
	case stem == c.stem:
		return true
	case n >= beginsFrom && strings.HasPrefix(stem, c.stem):
		return true
	case c.lang == plan.EN:
		return false
	default:
		return n >= beginsFrom && strings.HasSuffix(stem, c.stem) || n >= withinFrom && strings.Contains(stem, c.stem)
	}
}
