package knowledge

import "slices"

// unit is one word of a query that says something of its topic.
type unit struct {
	token
	weight float64 // how much of the query it is
	phrase bool    // it is part of a term said in several words
	silent float64 // how surely it names a matter the memo is silent about
	keys   []key   // the words of the passages it may stand for
	terms  []key   // the terms it says
	grams  []string
}

// key is a word (stem) or a term of the index with the trust that the query
// means it.
type key struct {
	stem  string
	term  int
	trust float64
}

// Trust in the ways a query's word may stand for one of the passages.
const (
	trustJoined = 0.9  // written apart in the query, together in the passages
	trustPart   = 0.5  // part of a compound
	trustTypo1  = 0.8  // one mistake away
	trustTypo2  = 0.5  // two mistakes away
	lightWeight = 0.35 // of a word that says little
)

// units reads a query.
func (x *Index) units(query []string, s *side) []unit {
	tokens := make([]token, len(query))
	for i, w := range query {
		tokens[i] = newToken(w, s.lang)
	}
	joined := joinNeighbours(tokens, s)
	said, silent := s.lex.find(s.lex.terms, tokens), s.lex.find(s.lex.silent, tokens)
	for i, f := range silent {
		silent[i].to = s.pastContent(tokens, f.from, f.to)
	}
	var units []unit
	for i, t := range tokens {
		if s.lex.function[t.fold] && !s.endsTerm(said, tokens, i) {
			continue
		}
		u := unit{token: t, weight: 1, silent: surest(silent, i), grams: grams(nil, t.fold)}
		u.keys = s.keys(t)
		if len(u.keys) == 0 {
			s.correct(&u)
		}
		for _, j := range joined[i] {
			u.keys = append(u.keys, key{stem: j.stem, trust: trustJoined})
			for _, f := range s.lex.find(s.lex.terms, []token{j}) {
				u.terms = append(u.terms, key{term: f.term, trust: f.weight * trustJoined})
			}
		}
		for _, f := range said {
			if f.from <= i && i < f.to {
				u.terms = append(u.terms, key{term: f.term, trust: f.weight})
				u.phrase = u.phrase || f.to > f.from+1
			}
		}
		u.weight = x.unitWeight(&u, s)
		units = append(units, u)
	}
	return units
}

// endsTerm reports whether word i is the last of a term said in function words
// only, such as "how often".
func (s *side) endsTerm(said []found, tokens []token, i int) bool {
	return slices.ContainsFunc(said, func(f found) bool {
		if f.to != i+1 {
			return false
		}
		return !slices.ContainsFunc(tokens[f.from:f.to], func(t token) bool { return !s.lex.function[t.fold] })
	})
}

// pastContent moves the end of a phrase that consists of function words only
// past the next word of content: "när får vi" speaks of what follows.
func (s *side) pastContent(tokens []token, from, to int) int {
	end := from
	for end < len(tokens) && s.lex.function[tokens[end].fold] {
		end++
	}
	return max(to, min(end+1, len(tokens)))
}

// surest returns the greatest weight of the things found that are said at word i.
func surest(all []found, i int) float64 {
	weight := 0.0
	for _, f := range all {
		if f.from <= i && i < f.to {
			weight = max(weight, f.weight)
		}
	}
	return weight
}

// unitWeight is the rarity of the best known meaning of the word; a word that
// nothing is known of weighs the most.
func (x *Index) unitWeight(u *unit, s *side) float64 {
	weight, trust := 1.0, 0.0
	for _, k := range u.keys {
		if k.trust > trust {
			weight, trust = rarity(len(s.words[k.stem]), len(x.passages)), k.trust
		}
	}
	for _, k := range u.terms {
		if k.trust > trust {
			weight, trust = rarity(len(x.terms[k.term]), len(x.passages)), k.trust
		}
	}
	if s.lex.light[u.stem] && !u.phrase {
		weight *= lightWeight
	}
	return weight
}

// keys returns the words of the passages that a query's word may stand for:
// itself, the same word with its marks, and the parts of a compound.
func (s *side) keys(t token) []key {
	var keys []key
	if _, ok := s.words[t.stem]; ok {
		keys = append(keys, key{stem: t.stem, trust: 1})
	}
	if stem, ok := s.forms[t.fold]; ok && stem != t.stem {
		keys = append(keys, key{stem: stem, trust: 1})
	}
	for _, part := range s.parts.split(t.fold) {
		if _, ok := s.words[part]; ok {
			keys = append(keys, key{stem: part, trust: trustPart})
		}
	}
	return keys
}

// correct takes the word to be a mistyping of those nearest to it, with their
// terms.
func (s *side) correct(u *unit) {
	for _, c := range s.typos(u.fold) {
		stem := s.forms[c.form]
		u.keys = append(u.keys, key{stem: stem, trust: c.trust})
		for _, f := range s.lex.find(s.lex.terms, []token{{word: c.form, fold: c.form, stem: stem}}) {
			u.terms = append(u.terms, key{term: f.term, trust: f.weight * c.trust})
		}
	}
}

// joinNeighbours returns, for each token, the words of the passages that it
// makes together with its neighbours: "keppi hevos hanke" is one word.
func joinNeighbours(tokens []token, s *side) [][]token {
	joined := make([][]token, len(tokens))
	for i := range tokens {
		word := tokens[i].word
		for j := i + 1; j < min(i+3, len(tokens)) && !s.lex.function[tokens[j].fold]; j++ {
			word += tokens[j].word
			t := newToken(word, s.lang)
			if !s.isWord(t, tokens[i]) {
				continue
			}
			for k := i; k <= j; k++ {
				joined[k] = append(joined[k], t)
			}
		}
	}
	return joined
}

// isWord reports whether a word made of several is one of the passages or says
// a term that its first does not say by itself.
func (s *side) isWord(t, first token) bool {
	if _, known := s.words[t.stem]; known {
		return true
	}
	alone := s.lex.find(s.lex.terms, []token{first})
	return slices.ContainsFunc(s.lex.find(s.lex.terms, []token{t}), func(f found) bool {
		return !slices.ContainsFunc(alone, func(a found) bool { return a.term == f.term })
	})
}

// Lengths from which a word may hold one and two typing mistakes.
const (
	oneTypoFrom  = 6
	twoTyposFrom = 11
)

// correction is a word of the passages that a query's word may be a mistyping of.
type correction struct {
	form  string
	trust float64
}

// typos returns the words of the passages nearest to a folded word: those one
// mistake away, or when there are none, two. The first letter is taken to be
// right.
func (s *side) typos(word string) []correction {
	if len(word) < oneTypoFrom {
		return nil
	}
	allowed := 1
	if len(word) >= twoTyposFrom {
		allowed = 2
	}
	var near [3][]correction
	for _, form := range s.fuzzy[word[0]] {
		if max(len(form)-len(word), len(word)-len(form)) > allowed {
			continue
		}
		if n := distance(word, form, allowed); n <= allowed {
			near[n] = append(near[n], correction{form, []float64{1, trustTypo1, trustTypo2}[n]})
		}
	}
	for _, found := range near {
		if len(found) > 0 {
			return found
		}
	}
	return nil
}

// distance is the number of letters to add, drop, change or swap to make b of
// a, or limit+1 when it is greater than limit.
func distance(a, b string, limit int) int {
	const longest = 64
	if len(a) > longest || len(b) > longest {
		return limit + 1
	}
	var rows [3][longest + 1]int
	before, last, this := &rows[0], &rows[1], &rows[2]
	for j := range len(b) + 1 {
		last[j] = j
	}
	for i := 1; i <= len(a); i++ {
		this[0] = i
		least := i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			this[j] = min(last[j]+1, this[j-1]+1, last[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				this[j] = min(this[j], before[j-2]+1)
			}
			least = min(least, this[j])
		}
		if least > limit {
			return limit + 1
		}
		before, last, this = last, this, before
	}
	return last[len(b)]
}
