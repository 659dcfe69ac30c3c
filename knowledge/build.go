package knowledge

import (
	"fmt"
	"math"
	"slices"
)

// Weights of the places a word of a passage stands in. Passages are short, so
// that a word counts about as often as it says what the passage is about.
const (
	weightTitle     = 3.0
	weightWords     = 3.0
	weightText      = 1.0
	weightPart      = 0.5 // of a compound, beside the compound itself
	weightExplained = 5.0 // a term the passage is there to explain
	saturation      = 2.0 // the count at which a word has half its full weight
)

// Index (hakemisto) finds passages. It is read only after it is made, so that
// any number of goroutines may search it.
type Index struct {
	passages []Passage
	vocab    *vocabulary
	sides    map[string]*side
	terms    [][]posting // by term
	nearness *nearness   // nil without vectors
}

// posting is a passage that holds a word, with the weight of the word in it
// from 0 to 1.
type posting struct {
	doc    int
	weight float64
}

// side is what the index holds in one language.
type side struct {
	lang  string
	lex   *lexicon
	words map[string][]posting // by stem
	grams map[string][]posting
	forms map[string]string // folded words of the passages to their stems
	fuzzy map[byte][]string // those words by their first letter
	text  [][]token         // the words of each passage, for highlighting
	parts *splitter
	model model
}

// Memo makes the index of the embedded rendering of the memo.
func Memo() (*Index, error) {
	passages, err := MemoPassages()
	if err != nil {
		return nil, err
	}
	return New(passages)
}

// New makes an index of the passages. It reports passages that lack an id, a
// section or a language, and terms that the thesaurus does not hold.
func New(passages []Passage) (*Index, error) {
	if err := checkPassages(passages); err != nil {
		return nil, fmt.Errorf("make index: %w", err)
	}
	vocab, err := loadVocabulary()
	if err != nil {
		return nil, fmt.Errorf("make index: %w", err)
	}
	x := &Index{passages: passages, vocab: vocab, sides: map[string]*side{}}
	terms := make([]map[int]float64, len(passages)) // by passage
	for i, p := range passages {
		terms[i] = map[int]float64{}
		for _, id := range p.Terms {
			term, ok := vocab.by[id]
			if !ok {
				return nil, fmt.Errorf("make index: passage %s explains %q, which is no term", p.ID, id)
			}
			terms[i][term] = weightExplained
		}
	}
	for _, lang := range Languages {
		x.sides[lang] = newSide(lang, vocab.langs[lang], passages, terms)
	}
	x.terms = make([][]posting, len(vocab.terms))
	for doc, weights := range terms {
		for term, n := range weights {
			x.terms[term] = append(x.terms[term], posting{doc, n / (n + saturation)})
		}
	}
	return x, nil
}

// Passages returns the passages in the order they were given. They are shared:
// do not change them.
func (x *Index) Passages() []Passage { return x.passages }

// newSide indexes the passages in one language and adds the terms found there
// to those of each passage.
func newSide(lang string, lex *lexicon, passages []Passage, terms []map[int]float64) *side {
	s := &side{
		lang: lang, lex: lex,
		words: map[string][]posting{}, grams: map[string][]posting{},
		forms: map[string]string{}, fuzzy: map[byte][]string{},
		text: make([][]token, len(passages)),
	}
	stem := newStemmer(lang)
	fields := make([][3][]token, len(passages))
	for i, p := range passages {
		text := p.Text.In(lang)
		if p.Quote.Lang == lang && text != p.Quote.Text {
			text += " " + p.Quote.Text
		}
		for j, text := range []string{p.Title.In(lang), p.Words.In(lang), text} {
			for _, w := range words(text) {
				t := stem.token(w)
				fields[i][j] = append(fields[i][j], t)
				if !lex.function[t.fold] {
					s.forms[t.fold] = t.stem
				}
			}
		}
	}
	for form := range s.forms {
		s.fuzzy[form[0]] = append(s.fuzzy[form[0]], form)
	}
	for _, forms := range s.fuzzy {
		slices.Sort(forms)
	}
	s.parts = newSplitter(s.forms, lang)
	compounds := map[string][]string{}
	for form := range s.forms {
		compounds[form] = s.parts.split(form)
	}
	for i := range fields {
		s.addPassage(i, fields[i], compounds, terms[i])
	}
	s.model = newModel(s.forms)
	return s
}

// addPassage adds the words, n-grams and terms of one passage's title, further
// words and text.
func (s *side) addPassage(doc int, fields [3][]token, compounds map[string][]string, terms map[int]float64) {
	counts, gramCounts := map[string]float64{}, map[string]float64{}
	var buffer []string
	for j, weight := range []float64{weightTitle, weightWords, weightText} {
		tokens := fields[j]
		for _, t := range tokens {
			if s.lex.function[t.fold] {
				continue
			}
			counts[t.stem] += weight
			for _, part := range compounds[t.fold] {
				counts[part] += weight * weightPart
			}
			buffer = grams(buffer[:0], t.fold)
			for _, g := range buffer {
				gramCounts[g] += weight
			}
		}
		for _, f := range s.lex.find(s.lex.terms, tokens) {
			terms[f.term] = max(terms[f.term], weight*f.weight)
		}
		if j != 1 {
			s.text[doc] = append(s.text[doc], tokens...)
		}
	}
	for key, n := range counts {
		s.words[key] = append(s.words[key], posting{doc, n / (n + saturation)})
	}
	for key, n := range gramCounts {
		s.grams[key] = append(s.grams[key], posting{doc, n / (n + saturation)})
	}
}

// rarity is the weight of a word held by n of total passages, from nearly 0 for
// a word in every passage to 1 for a word in none.
func rarity(n, total int) float64 {
	return math.Log(float64(total+1)/(float64(n)+0.5)) / math.Log(float64(total+1)/0.5)
}
