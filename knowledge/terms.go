package knowledge

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v3"
)

// Term (termi) is a notion of the memo with the words for it in each language.
type Term struct {
	ID   string   `yaml:"id"`
	Name Text     `yaml:"name"`
	FI   []string `yaml:"fi"` // ways to say it: a word ending in * matches by its beginning, others by their stem
	SV   []string `yaml:"sv"`
	EN   []string `yaml:"en"`
}

// ways returns the ways to say the term in the language.
func (t *Term) ways(lang string) []string {
	switch lang {
	case "sv":
		return append(t.SV, t.Name.SV)
	case "en":
		return append(t.EN, t.Name.EN)
	}
	return append(t.FI, t.Name.FI)
}

//go:embed terms.yaml
var termsFile []byte

//go:embed stopwords.yaml
var stopwordsFile []byte

//go:embed silent.yaml
var silentFile []byte

// vocabulary is what the search knows of words beside the passages.
type vocabulary struct {
	terms []Term
	by    map[string]int // term id to its index
	langs map[string]*lexicon
}

// lexicon is the vocabulary of one language.
type lexicon struct {
	function map[string]bool // words that say nothing of the topic
	light    map[string]bool // stems of words that say little
	terms    phrases         // ways to say a term
	silent   phrases         // ways to say a matter the memo is silent about
}

// phrases are held by the first bytes of their first word.
type phrases map[string][]phrase

// phrase is one way to say a term.
type phrase struct {
	words  []pattern
	term   int
	weight float64
}

// pattern is one word of a phrase: a beginning or a whole stem.
type pattern struct {
	key    string
	prefix bool
}

func (p pattern) match(t token) bool {
	if p.prefix {
		return strings.HasPrefix(t.fold, p.key)
	}
	return t.stem == p.key || t.fold == p.key
}

// Weights of the ways to say a term: its names, and other words for it.
const (
	weightName  = 1.0
	weightOther = 0.85
)

// phraseKey is how many bytes of the first word phrases are found by.
const phraseKey = 3

// Terms returns the terms of the thesaurus. Those of the indicators of annex 1
// are called "kpi_" and the indicator.
func Terms() ([]Term, error) {
	var terms []Term
	if err := yaml.Unmarshal(termsFile, &terms); err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	return terms, nil
}

// loadVocabulary reads the embedded lists once; they are shared by all indexes.
var loadVocabulary = sync.OnceValues(readVocabulary)

func readVocabulary() (*vocabulary, error) {
	terms, err := Terms()
	if err != nil {
		return nil, err
	}
	v := &vocabulary{terms: terms, by: map[string]int{}, langs: map[string]*lexicon{}}
	var lists map[string]struct{ Function, Light string }
	if err := yaml.Unmarshal(stopwordsFile, &lists); err != nil {
		return nil, fmt.Errorf("read stop words: %w", err)
	}
	var silent []struct {
		Topic      string
		Weight     float64
		FI, SV, EN []string
	}
	if err := yaml.Unmarshal(silentFile, &silent); err != nil {
		return nil, fmt.Errorf("read silent matters: %w", err)
	}
	for i, t := range v.terms {
		if _, twice := v.by[t.ID]; twice {
			return nil, fmt.Errorf("term %s is defined twice", t.ID)
		}
		v.by[t.ID] = i
	}
	for _, lang := range Languages {
		l := newLexicon(lang, lists[lang].Function, lists[lang].Light)
		for i := range v.terms {
			for _, way := range v.terms[i].ways(lang) {
				weight := weightOther
				if way == v.terms[i].Name.In(lang) {
					weight = weightName
				}
				l.terms.add(way, lang, i, weight)
			}
		}
		for i, s := range silent {
			for _, way := range (&Term{FI: s.FI, SV: s.SV, EN: s.EN}).ways(lang) {
				l.silent.add(way, lang, i, s.Weight)
			}
		}
		v.langs[lang] = l
	}
	return v, nil
}

func newLexicon(lang, function, light string) *lexicon {
	l := &lexicon{function: map[string]bool{}, light: map[string]bool{}, terms: phrases{}, silent: phrases{}}
	for word := range strings.FieldsSeq(function) {
		l.function[fold(word)] = true
	}
	for word := range strings.FieldsSeq(light) {
		l.light[stemOf(word, lang)] = true
	}
	return l
}

// add adds one way to say the term or matter of an index.
func (p phrases) add(way, lang string, index int, weight float64) {
	said := phrase{term: index, weight: weight}
	for word := range strings.FieldsSeq(strings.ToLower(way)) {
		said.words = append(said.words, patterns(word, lang)...)
	}
	if len(said.words) == 0 {
		return
	}
	key := said.words[0].key
	key = key[:min(len(key), phraseKey)]
	p[key] = append(p[key], said)
}

// patterns reads one word of a way to say a term. A text's hyphenated word is
// there in parts and as a whole (see [words]): a beginning is looked for in the
// whole, other words in their parts.
func patterns(word, lang string) []pattern {
	if beginning, ok := strings.CutSuffix(word, "*"); ok {
		return []pattern{{fold(strings.ReplaceAll(beginning, "-", "")), true}}
	}
	parts := words(word)
	if len(parts) > 1 {
		parts = parts[:len(parts)-1]
	}
	var out []pattern
	for _, part := range parts {
		out = append(out, pattern{newToken(part, lang).stem, false})
	}
	return out
}

// found is a term found in a text: at the words from from up to to.
type found struct {
	term     int
	from, to int
	weight   float64
}

// find returns the phrases said in the words, the longest first at each place.
// A function word is no phrase by itself, though it may be like one.
func (l *lexicon) find(p phrases, tokens []token) []found {
	var all []found
	for i := range tokens {
		all = l.findAt(all, p, tokens, i)
	}
	return all
}

func (l *lexicon) findAt(all []found, p phrases, tokens []token, i int) []found {
	start := len(all)
	for n := 1; n <= min(phraseKey, len(tokens[i].fold)); n++ {
		for _, said := range p[tokens[i].fold[:n]] {
			if n < phraseKey && len(said.words[0].key) != n || len(said.words) == 1 && l.function[tokens[i].fold] {
				continue
			}
			if i+len(said.words) <= len(tokens) && matchAll(said.words, tokens[i:]) {
				all = append(all, found{said.term, i, i + len(said.words), said.weight})
			}
		}
	}
	slices.SortStableFunc(all[start:], func(a, b found) int { return b.to - a.to })
	return all
}

func matchAll(patterns []pattern, tokens []token) bool {
	for j, p := range patterns {
		if !p.match(tokens[j]) {
			return false
		}
	}
	return true
}
