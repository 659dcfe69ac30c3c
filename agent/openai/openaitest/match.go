package openaitest

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/evals"
	"luonnos/tools/reading"
)

// heard is a statement that stands in a message.
type heard struct {
	evals.Statement
	start, end int               // in the message
	names      map[string]string // what its tokens stand for, by token
}

// listen finds the statements in a message, in their order; of two at one place the
// longer one. Where the message has tokens, the statements have names.
func listen(said string, all []evals.Statement) []heard {
	var found []heard
	for _, st := range all {
		for at := range said {
			if before, _ := utf8.DecodeLastRuneInString(said[:at]); st.Text == "" || at > 0 && !unicode.IsSpace(before) {
				continue
			}
			names := map[string]string{}
			if n, ok := match(said[at:], st.Text, names); ok {
				found = append(found, heard{st, at, at + n, names})
			}
		}
	}
	found = slices.DeleteFunc(found, func(h heard) bool {
		return slices.ContainsFunc(found, func(o heard) bool {
			return o.start <= h.start && h.end <= o.end && o.end-o.start > h.end-h.start
		})
	})
	slices.SortStableFunc(found, func(a, b heard) int { return a.start - b.start })
	return found
}

// token is what stands for a name in a prompt.
var token = regexp.MustCompile(`^\[P-[A-Z0-9]+(-[A-Z0-9]+)?\]`)

// maxName is the length of a name in bytes.
const maxName = 80

// match reports how much of said, from its start, is the text, and fills in the names.
func match(said, text string, names map[string]string) (n int, ok bool) {
	for n < len(said) && text != "" {
		if t := token.FindString(said[n:]); t != "" && text[0] != '[' {
			for k := 1; k <= min(len(text), maxName); k++ {
				if k < len(text) && !utf8.RuneStart(text[k]) {
					continue
				}
				if rest, ok := match(said[n+len(t):], text[k:], names); ok {
					names[t] = text[:k]
					return n + len(t) + rest, true
				}
			}
			return 0, false
		}
		if said[n] != text[0] {
			return 0, false
		}
		n, text = n+1, text[1:]
	}
	return n, text == ""
}

// person is the token for a name of the case: that which stands for a form of it.
func person(name string, names map[string]string) (string, bool) {
	best, most := "", 0
	for t, form := range names {
		if n := shared(name, form); n > most || n == most && n > 0 && t < best {
			best, most = t, n
		}
	}
	if best == "" {
		return "", false
	}
	if name != names[best] { // the token of a form is that of the name and one part more
		parts := strings.Split(best, "-")
		return strings.TrimSuffix(strings.Join(parts[:2], "-"), "]") + "]", true
	}
	return best, true
}

// shared counts the letters that two names have in common, word by word from the start;
// 0 when the last word of the name is not in the form.
func shared(name, form string) int {
	total := 0
	words := strings.Fields(reading.Fold(form))
	for i, part := range slices.Backward(strings.Fields(reading.Fold(name))) {
		best := 0
		for _, w := range words {
			n := 0
			for n < min(len(part), len(w)) && part[n] == w[n] {
				n++
			}
			if 2*n > len(part) {
				best = max(best, n)
			}
		}
		if best == 0 && i == len(strings.Fields(name))-1 {
			return 0
		}
		total += best
	}
	return total
}
