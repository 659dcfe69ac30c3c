package guided

import (
	"strings"

	"luonnos/tools/plan"
)

// items cuts a range at marks and at "and" between parts of three words or more.
func (m *message) items(s span) []span {
	var out []span
	at := s.i
	cut := func(k int) {
		if v := m.trim(span{at, k}); !v.empty() {
			out = append(out, v)
		}
		at = k + 1
	}
	that := m.thatAgain(s)
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		next := k+1 < s.j && (goesOn.has(m.toks[k+1]) || conjunctions.has(t) && (m.sameSubject(k+1) || m.sameVerb(span{k + 1, s.j}) || that && !thatWords.has(m.toks[k+1])))
		switch {
		case next:
		case t.Text == "," || t.Text == ";" || t.Text == "•":
			cut(k)
		case notAndWords.has(t) && m.words(span{at, k}) >= 3 && m.words(m.upToMark(span{k + 1, s.j})) >= 3:
			cut(k)
			at = k // the denial belongs to the new item
		case conjunctions.has(t) && m.words(span{at, k}) >= 2 && m.words(span{k + 1, s.j}) >= 2:
			cut(k)
		}
	}
	cut(s.j)
	return out
}

// thatAgain reports whether a second item of s begins with "and that".
func (m *message) thatAgain(s span) bool {
	for k := s.i; k+1 < s.j; k++ {
		if conjunctions.has(m.toks[k]) && thatWords.has(m.toks[k+1]) {
			return true
		}
	}
	return false
}

// sameVerb reports whether what follows "and" has no verb of its own: "once and in one
// system".
func (m *message) sameVerb(s span) bool {
	s = m.upToMark(s)
	if m.lang != plan.FI {
		return !s.empty() && placings.has(m.toks[s.i])
	}
	if m.words(s) > 3 {
		return false
	}
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		if conjunctions.has(t) {
			return true
		}
		if copulas.has(t) || m.sameSubject(k) || finiteEnding(t.low) {
			return false
		}
	}
	return true
}

var placings = wordSet("i på till från med av vid för utan genom in on at to from by with without through for")

// finiteEnding reports whether a Finnish word may be a verb in the third person.
func finiteEnding(w string) bool {
	for _, e := range []string{"vat", "vät", "ee", "oo", "öö", "ii", "aa", "ää", "uu", "yy", "si", "lu", "ly"} {
		if strings.HasSuffix(w, e) {
			return true
		}
	}
	return false
}

// sameSubject reports whether the word after "and" goes on with the subject before it: a
// pronoun, or a passive: "data is entered once and used many times".
func (m *message) sameSubject(k int) bool {
	t := m.toks[k]
	if pronoun.has(t) && !thatWords.has(t) {
		return true
	}
	switch m.lang {
	case plan.FI:
		return strings.HasSuffix(t.low, "taan") || strings.HasSuffix(t.low, "tään")
	case plan.SV:
		return len(t.low) >= 6 && strings.HasSuffix(t.low, "as") || t.low == "används" || strings.HasSuffix(t.low, "nds") || strings.HasSuffix(t.low, "ras")
	}
	return len(t.low) >= 4 && strings.HasSuffix(t.low, "ed") && t.low != "need"
}

// notAndWords are an "and" and a denial in one.
var notAndWords = wordSet("eikä eivätkä nor")

// goesOn are words with which an item of a list goes on rather than a new one begins.
var goesOn = wordSet("kun jos joka jotka ei eivät eikä niin koska när om som inte ej så eftersom when if which not so because unless")
