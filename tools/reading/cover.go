package reading

import (
	"strings"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/swedish"
)

// ContentWords returns the folded stems of the words of s that carry content: stop words dropped, figures kept as they
// are written without separators.
func ContentWords(s string, lang Lang) []string {
	d := parse(s, lang)
	words := d.content()
	out := make([]string, len(words))
	for i, w := range words {
		out[i] = w.stem
	}
	return out
}

// Covered is the share of the content words of value that occur in quote, by stem or by a long common beginning. A value
// without content words is covered when the quote contains it.
func Covered(value, quote string, lang Lang) float64 {
	n, missing := coverage(value, quote, lang)
	if n == 0 {
		if _, _, ok := FindQuote(fold(quote), fold(value)); ok {
			return 1
		}
		return 0
	}
	return float64(n-len(missing)) / float64(n)
}

// coverage counts the content words of value and lists those that quote lacks.
func coverage(value, quote string, lang Lang) (n int, missing []string) {
	v := parse(value, lang)
	q := parse(quote, lang)
	have := map[string]bool{}
	starts := map[string][]string{}
	said := q.content()
	for _, w := range said {
		have[w.stem] = true
		have[w.fold] = true
		for _, f := range grades(w.fold, lang) {
			starts[f[:3]] = append(starts[f[:3]], f)
		}
	}
	words := v.content()
	for _, w := range words {
		found := have[w.stem] || have[w.fold]
		for _, f := range grades(w.fold, lang) {
			found = found || sharesStart(f, starts[f[:3]])
		}
		if !found && len(missing) < 50 {
			found = misspelt(w.fold, said)
		}
		if !found {
			missing = append(missing, w.fold)
		}
	}
	return len(words), missing
}

// grades are the forms of a word by which beginnings are compared: itself and, in Finnish, its weak grade and the stem of
// its inflected forms, so that "kunta" meets "kunnasta", "kellotus" "kellotuksella" and "sähköinen" "sähköisestä". Words of under four letters are
// compared whole.
func grades(f string, lang Lang) []string {
	if len(f) < 4 {
		return nil
	}
	if lang != SV && lang != EN {
		if w, ok := strings.CutSuffix(f, "ki"); ok && len(w) <= 3 && vowel(w[len(w)-1]) {
			return []string{f, w + "el", w + "en", w + "es", w + "ek"} // "väki", of which little is left in "väelle"
		}
		if w, ok := gradate(f); ok && len(w) >= 4 {
			return []string{f, w}
		}
		for _, e := range [][2]string{{"us", "ukse"}, {"ys", "ykse"}, {"nen", "se"}} {
			if w, ok := strings.CutSuffix(f, e[0]); ok && len(w) >= 3 {
				return []string{f, w + e[1]}
			}
		}
	}
	return []string{f}
}

// sharesStart reports whether w and one of words have the same beginning but for an ending: at least four letters and
// two thirds of the longer word, or three fifths of a long one.
func sharesStart(w string, words []string) bool {
	for _, o := range words {
		n := 0
		for n < len(w) && n < len(o) && w[n] == o[n] {
			n++
		}
		if long := max(len(w), len(o)); n >= 4 && 3*n >= 2*long || n >= 6 && 5*n >= 3*long || n >= 4 && n == min(len(w), len(o)) && long-n <= 5 {
			return true
		}
		if len(w) >= 6 && OneEdit(w, o) {
			return true
		}
	}
	return false
}

// misspelt reports whether one of the first words of a quote is w but for one typing error and an ending.
func misspelt(w string, said []contentWord) bool {
	if len(w) < 5 {
		return false
	}
	for _, o := range said[:min(len(said), 400)] {
		n := min(len(w), len(o.fold))
		if n >= 5 && 4*n >= 3*max(len(w), len(o.fold)) && OneEdit(w[:n], o.fold[:n]) {
			return true
		}
	}
	return false
}

type contentWord struct{ fold, stem string }

func (d *text) content() []contentWord {
	out := make([]contentWord, 0, len(d.t)/2+1)
	for i := 0; i < len(d.t); {
		t := &d.t[i]
		switch t.k {
		case Figure:
			l := d.literal(i)
			f := d.src(i, l.next)
			if l.ok {
				f = format(l.v)
			}
			out = append(out, contentWord{f, f})
			i = l.next
			continue
		case Word:
			if f := t.base(); len(f) > 1 && !stopWord(f, d.lang) {
				out = append(out, contentWord{f, stem(f, d.lang)})
			}
		}
		i++
	}
	return out
}

// stem is the Snowball stem of a folded word.
func stem(f string, lang Lang) string {
	if len(f) > 60 {
		return f
	}
	env := snowballstem.NewEnv(f)
	switch lang {
	case SV:
		swedish.Stem(env)
	case EN:
		english.Stem(env)
	default:
		finnish.Stem(env)
	}
	return env.Current()
}
