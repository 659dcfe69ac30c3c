package guided

import (
	"fmt"
	"strings"

	"luonnos/tools/reading"
)

// pattern is a short sequence of words that a cue is recognised by, as written in
// the cue files:
//
//	kohteena on|ovat     two words, the second with alternatives
//	tavoit*              a word that begins so
//	*kunta               a word that ends so
//	?noin tavoite        the first word may be missing
//	_                    any one word
//	^ kohde              only at the beginning of a clause
//	asti $               only at its end
//	tavoite :            the colon itself
//	on~vastuussa|vastaa  an alternative of several words
type pattern struct {
	elems  []element
	atHead bool
	atEnd  bool
}

type element struct {
	alts     []stem
	optional bool
	any      bool
}

// stem is one alternative of an element.
type stem struct {
	text   string // folded: without diacritics
	low    string // as written, in lower case
	prefix bool   // the word begins with text
	suffix bool   // the word ends with text
}

func parsePattern(s string, fold func(string) string) (pattern, error) {
	var p pattern
	for _, w := range strings.Fields(s) {
		switch w {
		case "^":
			p.atHead = true
			continue
		case "$":
			p.atEnd = true
			continue
		}
		e := element{}
		if rest, ok := strings.CutPrefix(w, "?"); ok && rest != "" {
			e.optional, w = true, rest
		}
		if w == "_" {
			e.any = true
			p.elems = append(p.elems, e)
			continue
		}
		for _, alt := range strings.Split(w, "|") {
			st := stem{}
			if t, ok := strings.CutSuffix(alt, "*"); ok {
				alt, st.prefix = t, true
			}
			if t, ok := strings.CutPrefix(alt, "*"); ok {
				alt, st.suffix = t, true
			}
			st.text, st.low = fold(alt), strings.ToLower(alt)
			if st.text == "" {
				return p, fmt.Errorf("pattern %q: an empty word", s)
			}
			e.alts = append(e.alts, st)
		}
		p.elems = append(p.elems, e)
	}
	if len(p.elems) == 0 || p.elems[0].any || p.elems[0].optional && len(p.elems) == 1 {
		return p, fmt.Errorf("pattern %q: it must begin with a word", s)
	}
	return p, nil
}

// matches reports whether a word is the stem. A word of a text that has diacritics is
// compared with them; fuzzy allows one typing error in words of six letters or more.
func (s stem) matches(t *token, fuzzy bool) bool {
	w, text := t.fold, s.text
	if !t.plain {
		w, text = t.low, s.low
	}
	switch {
	case s.prefix && s.suffix:
		return strings.Contains(w, text)
	case s.prefix:
		return strings.HasPrefix(w, text) || fuzzy && len(text) >= 6 && nearPrefix(w, text)
	case s.suffix:
		return strings.HasSuffix(w, text)
	default:
		return w == text || fuzzy && len(text) >= 6 && near(w, text)
	}
}

// near reports whether one typing error (a letter missing, added, changed, or two
// swapped) turns a into b. A difference at the end is another form of a word, no slip, and
// with one letter changed a short word is more often another word than a slip.
func near(a, b string) bool {
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	if i >= max(len(a), len(b))-2 {
		return a == b
	}
	if len(a) == len(b) && len(a) < 10 && i+1 < len(a) && (a[i] != b[i+1] || a[i+1] != b[i]) {
		return false
	}
	return reading.OneEdit(a, b)
}

// nearPrefix reports whether w begins with prefix but for one typing error.
func nearPrefix(w, prefix string) bool {
	for d := -1; d <= 1; d++ {
		if n := len(prefix) + d; n > 3 && n <= len(w) && near(w[:n], prefix) {
			return true
		}
	}
	return false
}
