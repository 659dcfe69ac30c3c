package knowledge

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

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

// vocabulary is what the search knows of words beside the passages.
type vocabulary struct {
	terms []Term
	by    map[string]int // term id to its index
	langs map[string]*lexicon
}

// lexicon is the vocabulary of one language.
type lexicon struct {
	function map[string]bool     // words that say nothing of the topic
	light    map[string]bool     // words that say little
	absent   map[string]bool     // stems of matters the memo is silent about
	starts   map[string][]phrase // phrases by the first bytes of their first word
}

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

func loadVocabulary() (*vocabulary, error) {
	v := &vocabulary{by: map[string]int{}, langs: map[string]*lexicon{}}
	if err := yaml.Unmarshal(termsFile, &v.terms); err != nil {
		return nil, fmt.Errorf("read terms: %w", err)
	}
	var lists map[string]struct{ Function, Light, Absent string }
	if err := yaml.Unmarshal(stopwordsFile, &lists); err != nil {
		return nil, fmt.Errorf("read stop words: %w", err)
	}
	for i, t := range v.terms {
		if _, twice := v.by[t.ID]; twice {
			return nil, fmt.Errorf("term %s is defined twice", t.ID)
		}
		v.by[t.ID] = i
	}
	for _, lang := range Languages {
		v.langs[lang] = newLexicon(lang, lists[lang].Function, lists[lang].Light, lists[lang].Absent)
		for i := range v.terms {
			v.langs[lang].addTerm(lang, i, &v.terms[i])
		}
	}
	return v, nil
}

func newLexicon(lang, function, light, absent string) *lexicon {
	l := &lexicon{function: map[string]bool{}, light: map[string]bool{}, absent: map[string]bool{}, starts: map[string][]phrase{}}
	for word := range strings.FieldsSeq(function) {
		l.function[fold(word)] = true
	}
	for word := range strings.FieldsSeq(light) {
		l.light[stemOf(word, lang)] = true
	}
	for word := range strings.FieldsSeq(absent) {
		l.absent[stemOf(word, lang)] = true
	}
	return l
}

func (l *lexicon) addTerm(lang string, index int, t *Term) {
	for _, way := range t.ways(lang) {
		p := phrase{term: index, weight: weightOther}
		if way == t.Name.In(lang) {
			p.weight = weightName
		}
		for word := range strings.FieldsSeq(strings.ToLower(way)) {
			p.words = append(p.words, patterns(word, lang)...)
		}
		if len(p.words) == 0 {
			continue
		}
		key := p.words[0].key
		key = key[:min(len(key), phraseKey)]
		l.starts[key] = append(l.starts[key], p)
	}
}

// found is a term found in a text: at the words from and up to to.
type found struct {
	term     int
	from, to int
	weight   float64
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

// find returns the terms said in the words, longest phrases first at each place.
func (l *lexicon) find(tokens []token) []found {
	var all []found
	for i := range tokens {
		all = l.findAt(all, tokens, i)
	}
	return all
}

func (l *lexicon) findAt(all []found, tokens []token, i int) []found {
	start := len(all)
	for n := 1; n <= min(phraseKey, len(tokens[i].fold)); n++ {
		for _, p := range l.starts[tokens[i].fold[:n]] {
			if n < phraseKey && len(p.words[0].key) != n {
				continue
			}
			if i+len(p.words) <= len(tokens) && matchAll(p.words, tokens[i:]) {
				all = append(all, found{p.term, i, i + len(p.words), p.weight})
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
