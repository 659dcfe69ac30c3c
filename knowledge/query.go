package knowledge

// unit is one word of a query that says something of its topic.
type unit struct {
	token
	weight float64 // how much of the query it is
	absent bool    // it names a matter the memo is silent about
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
	trustTypo2  = 0.6  // two mistakes away
	lightWeight = 0.25 // of a word that says little
)

// units reads a query.
func (x *Index) units(query []string, s *side) []unit {
	tokens := make([]token, len(query))
	for i, w := range query {
		tokens[i] = newToken(w, s.lang)
	}
	joined := joinNeighbours(tokens, s)
	compounds := newSplitter(s.forms, s.lang)
	said := s.lex.find(tokens)
	var units []unit
	for i, t := range tokens {
		if s.lex.function[t.fold] {
			continue
		}
		u := unit{token: t, weight: 1, absent: s.lex.absent[t.stem], grams: grams(nil, t.fold)}
		u.keys = s.keys(t, compounds)
		for _, j := range joined[i] {
			u.keys = append(u.keys, key{stem: j.stem, trust: trustJoined})
			for _, f := range s.lex.find([]token{j}) {
				u.terms = append(u.terms, key{term: f.term, trust: f.weight * trustJoined})
			}
		}
		for _, f := range said {
			if f.from <= i && i < f.to {
				u.terms = append(u.terms, key{term: f.term, trust: f.weight})
			}
		}
		u.weight = x.unitWeight(&u, s)
		units = append(units, u)
	}
	return units
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
	if s.lex.light[u.stem] {
		weight *= lightWeight
	}
	return weight
}

// keys returns the words of the passages that a query's word may stand for:
// itself, the same word with its marks, the parts of a compound, and, when
// nothing else is found, words it may be a mistyping of.
func (s *side) keys(t token, compounds *splitter) []key {
	var keys []key
	if _, ok := s.words[t.stem]; ok {
		keys = append(keys, key{stem: t.stem, trust: 1})
	}
	if stem, ok := s.forms[t.fold]; ok && stem != t.stem {
		keys = append(keys, key{stem: stem, trust: 1})
	}
	for _, part := range compounds.split(t.fold) {
		if _, ok := s.words[part]; ok {
			keys = append(keys, key{stem: part, trust: trustPart})
		}
	}
	if len(keys) == 0 {
		keys = s.typos(t.fold)
	}
	return keys
}

// joinNeighbours returns, for each token, the words of the passages that it
// makes together with its neighbours: "keppi hevos hanke" is one word.
func joinNeighbours(tokens []token, s *side) [][]token {
	joined := make([][]token, len(tokens))
	for i := range tokens {
		word := tokens[i].word
		for j := i + 1; j < min(i+3, len(tokens)); j++ {
			word += tokens[j].word
			t := newToken(word, s.lang)
			_, known := s.words[t.stem]
			if !known && len(s.lex.find([]token{t})) == 0 || s.lex.function[tokens[j].fold] {
				continue
			}
			for k := i; k <= j; k++ {
				joined[k] = append(joined[k], t)
			}
		}
	}
	return joined
}

// Lengths from which a word may hold one and two typing mistakes.
const (
	oneTypoFrom  = 5
	twoTyposFrom = 9
)

// typos returns the words of the passages nearest to a folded word: those one
// mistake away, or when there are none, two. The first letter is taken to be
// right.
func (s *side) typos(word string) []key {
	if len(word) < oneTypoFrom {
		return nil
	}
	allowed := 1
	if len(word) >= twoTyposFrom {
		allowed = 2
	}
	var near [3][]key
	seen := map[string]bool{}
	for _, form := range s.fuzzy[word[0]] {
		if max(len(form)-len(word), len(word)-len(form)) > allowed || seen[s.forms[form]] {
			continue
		}
		if n := distance(word, form, allowed); n <= allowed {
			trust := []float64{1, trustTypo1, trustTypo2}[n]
			near[n] = append(near[n], key{stem: s.forms[form], trust: trust})
			seen[s.forms[form]] = true
		}
	}
	for _, keys := range near {
		if len(keys) > 0 {
			return keys
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
