package knowledge

import (
	"slices"
	"sort"
)

// Result is the answer to a query.
type Result struct {
	Hits       []Hit   // best first
	Confidence float64 // from 0 to 1 that the passages answer the query
	Answerable bool    // Confidence reaches the calibrated threshold
	Lang       string  // the language the query was read in
}

// Hit (osuma) is a passage found.
type Hit struct {
	Passage *Passage
	Lang    string // to show the passage in
	Score   float64
	Parts   Parts    // what the score is the sum of
	Matched []string // words of the passage that answer to the query, for highlighting
}

// Parts are the weighted shares of a score.
type Parts struct {
	Words float64 // the same words, by stem and by compound
	Terms float64 // the same terms, in whatever words and language
	Grams float64 // the same letter sequences

	Vector float64 // nearness of meaning, by an embedder
}

// Title returns the passage's title in the hit's language.
func (h Hit) Title() string { return h.Passage.Title.In(h.Lang) }

// Text returns the passage's text in the hit's language.
func (h Hit) Text() string { return h.Passage.Text.In(h.Lang) }

// Label names the passage's chapter in the hit's language: "luku 3.2".
func (h Hit) Label() string { return Label(h.Passage.Section, h.Lang) }

// Shares of a score.
const (
	shareWords = 0.3
	shareTerms = 0.4
	shareGrams = 0.3
)

// Search returns the n passages that answer the query best. An empty lang means
// the language of the query; otherwise hits come in lang, whatever language the
// query turns out to be in. A query without words that say anything, or with
// none that the passages hold, has no hits.
func (x *Index) Search(query, lang string, n int) Result {
	if runes := []rune(query); len(runes) > maxRunes {
		query = string(runes[:maxRunes])
	}
	said := words(query)
	asked := x.detect(said, lang)
	if !slices.Contains(Languages, lang) {
		lang = asked
	}
	s := x.sides[asked]
	units := x.units(said, s)
	m := x.match(units, s)
	x.near(m, query, asked)
	order := m.best(max(n, 1))
	result := Result{Lang: asked}
	if len(order) == 0 || n <= 0 {
		return result
	}
	result.Confidence = m.confidence(order[0], x.passages[order[0]].Source == MemoSource)
	result.Answerable = result.Confidence >= threshold
	for _, doc := range order {
		result.Hits = append(result.Hits, Hit{
			Passage: &x.passages[doc], Lang: x.passages[doc].langFor(lang), Score: m.total(doc), Parts: m.parts[doc],
			Matched: x.matched(units, doc, lang, asked),
		})
	}
	return result
}

// Said returns the ids of the terms that a text says, each once, in the text's
// order.
func (x *Index) Said(text, lang string) []string {
	said := words(text)
	s := x.sides[x.detect(said, lang)]
	tokens := make([]token, len(said))
	for i, w := range said {
		tokens[i] = newToken(w, s.lang)
	}
	var out []string
	for _, f := range s.lex.find(s.lex.terms, tokens) {
		if id := x.vocab.terms[f.term].ID; !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// match holds how a query's words answer to the passages.
type match struct {
	units  []unit
	weight float64     // of all units together
	parts  []Parts     // by passage
	held   [][]float64 // by unit and passage: how surely the passage holds the unit
}

func (m *match) total(doc int) float64 {
	p := m.parts[doc]
	return p.Words + p.Terms + p.Grams + p.Vector
}

// lexical is the score without nearness of meaning, on which the confidence was
// fitted.
func (m *match) lexical(doc int) float64 { return m.total(doc) - m.parts[doc].Vector }

func (x *Index) match(units []unit, s *side) *match {
	n := len(x.passages)
	m := &match{units: units, parts: make([]Parts, n), held: make([][]float64, len(units))}
	for _, u := range units {
		m.weight += u.weight
	}
	if m.weight == 0 {
		return m
	}
	for i := range units {
		m.held[i] = make([]float64, n)
		x.matchUnit(m, i, s)
	}
	return m
}

// matchUnit adds what one word of the query gives to the passages' scores.
func (x *Index) matchUnit(m *match, i int, s *side) {
	u, held := &m.units[i], m.held[i]
	share := u.weight / m.weight
	best := make([]float64, len(held))
	flush := func(part func(*Parts) *float64, factor float64) {
		for doc, w := range best {
			if w > 0 {
				*part(&m.parts[doc]) += share * factor * w
				best[doc] = 0
			}
		}
	}
	for _, k := range u.keys {
		for _, p := range s.words[k.stem] {
			best[p.doc] = max(best[p.doc], p.weight*k.trust)
			held[p.doc] = max(held[p.doc], k.trust*min(1, 2*p.weight))
		}
	}
	flush(func(p *Parts) *float64 { return &p.Words }, shareWords)
	for _, k := range u.terms {
		rare := rarity(len(x.terms[k.term]), len(x.passages))
		for _, p := range x.terms[k.term] {
			best[p.doc] = max(best[p.doc], p.weight*k.trust*rare)
			held[p.doc] = max(held[p.doc], k.trust*min(1, 2*p.weight))
		}
	}
	flush(func(p *Parts) *float64 { return &p.Terms }, shareTerms)
	all := 0.0
	for _, g := range u.grams {
		postings := s.grams[g]
		rare := rarity(len(postings), len(x.passages))
		all += rare
		for _, p := range postings {
			best[p.doc] += rare * p.weight
		}
	}
	if all > 0 {
		for doc := range best {
			best[doc] /= all
			held[doc] = max(held[doc], best[doc]*best[doc])
		}
	}
	flush(func(p *Parts) *float64 { return &p.Grams }, shareGrams)
}

// best returns the n best passages with a score, best first; of equals the
// earlier one.
func (m *match) best(n int) []int {
	var order []int
	for doc := range m.parts {
		if m.total(doc) > 0 {
			order = append(order, doc)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return m.total(order[i]) > m.total(order[j]) })
	return order[:min(n, len(order))]
}

// matched returns the words of the passage in lang that answer to the query,
// each once, in the passage's order.
func (x *Index) matched(units []unit, doc int, lang, asked string) []string {
	keys, terms := map[string]bool{}, map[int]bool{}
	for _, u := range units {
		for _, k := range u.keys {
			keys[k.stem] = lang == asked
		}
		for _, k := range u.terms {
			terms[k.term] = true
		}
	}
	s := x.sides[lang]
	tokens := s.text[doc]
	hit := make([]bool, len(tokens))
	for i, t := range tokens {
		hit[i] = keys[t.stem]
	}
	for _, f := range s.lex.find(s.lex.terms, tokens) {
		for i := f.from; i < f.to; i++ {
			hit[i] = hit[i] || terms[f.term]
		}
	}
	var out []string
	for i, t := range tokens {
		if hit[i] && !slices.Contains(out, t.word) {
			out = append(out, t.word)
		}
	}
	return out
}
