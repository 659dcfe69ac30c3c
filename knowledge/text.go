package knowledge

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/swedish"
	"golang.org/x/text/unicode/norm"
)

// token is a word of a text.
type token struct {
	word string // lower case
	fold string // word without the marks of its letters: the key of typing mistakes
	stem string // folded stem in the language: the key of the word index
}

// maxRunes bounds how much of a query is read.
const maxRunes = 2000

// words cuts a text into its words. A hyphen and a colon part words, and the
// parts of a hyphenated word are followed by the whole without the hyphen. Lone
// letters are dropped, for they are endings ("API:n") more often than words.
func words(s string) []string {
	s = strings.ReplaceAll(strings.ToLower(norm.NFC.String(s)), "\u00ad", "")
	var out []string
	var joined strings.Builder // the hyphenated word so far
	parts := 0
	flush := func() {
		if parts > 1 {
			out = append(out, joined.String())
		}
		joined.Reset()
		parts = 0
	}
	for s != "" {
		end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if end < 0 {
			end = len(s)
		}
		word := s[:end]
		if single := utf8.RuneCountInString(word) == 1; word != "" && (!single || unicode.IsDigit(rune(word[0]))) {
			out = append(out, word)
			joined.WriteString(word)
			parts++
		}
		if end == len(s) {
			break
		}
		r, size := utf8.DecodeRuneInString(s[end:])
		if end > 0 && r != '-' && r != '‑' || end == 0 {
			flush()
		}
		s = s[end+size:]
	}
	flush()
	return out
}

// fold drops the marks of Finnish and Swedish letters, which people leave out
// on foreign keyboards.
func fold(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case 'ä', 'å', 'á', 'à', 'â', 'ã':
			return 'a'
		case 'ö', 'ø', 'ó', 'ò', 'ô', 'õ':
			return 'o'
		case 'é', 'è', 'ê', 'ë':
			return 'e'
		case 'ü', 'ú', 'ù', 'û':
			return 'u'
		case 'š':
			return 's'
		case 'ž':
			return 'z'
		}
		return r
	}, s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// stemOf returns the folded Snowball stem of a lower-case word.
func stemOf(word, lang string) string {
	env := snowballstem.NewEnv(word)
	switch lang {
	case "sv":
		swedish.Stem(env)
		return undouble(fold(env.Current()))
	case "en":
		english.Stem(env)
	default:
		if noun, ok := cutParticleLike(word); ok {
			return noun
		}
		finnish.Stem(env)
		return strengthen(fold(env.Current()))
	}
	return fold(env.Current())
}

// cutParticleLike returns the stem of a noun whose end Snowball takes for the
// question particle -pa: lupa (permit), tapa (way), tupa (house).
func cutParticleLike(word string) (string, bool) {
	for _, noun := range []string{"lupa", "tapa", "tupa"} {
		if strings.HasSuffix(word, noun) {
			return strengthen(fold(word)), true
		}
	}
	return "", false
}

// grades are the weak grades of Finnish consonants with their strong ones.
var grades = []struct{ weak, strong string }{
	{"kk", "k"}, {"pp", "p"}, {"tt", "t"}, {"nn", "nt"}, {"ll", "lt"}, {"rr", "rt"}, {"mm", "mp"}, {"ng", "nk"},
	{"d", "t"}, {"v", "p"},
}

// strengthen gives the forms of a Finnish word one stem where Snowball leaves
// two, because its last consonants change with the ending (hyöty and hyödyn,
// virta and virran) or because only some forms keep the last vowel. Short stems
// are changed less, for they are easily like another word's.
func strengthen(stem string) string {
	const shortest, long = 4, 6
	stem = nominative(plural(stem))
	end := strings.TrimRight(stem, "aeiouy")
	if len(end) < shortest-1 || len(stem) < shortest {
		return stem
	}
	vowels := stem[len(end):]
	if len(stem) >= long {
		vowels = ""
	}
	for _, g := range grades {
		if root, ok := strings.CutSuffix(end, g.weak); ok {
			return root + g.strong + vowels
		}
	}
	return end + vowels
}

// plural drops the j of Finnish plurals that Snowball leaves: hyötyj-ä.
func plural(stem string) string {
	const shortest = 5
	if root, ok := strings.CutSuffix(stem, "j"); ok && len(root) >= shortest && strings.ContainsRune("aeiouy", rune(root[len(root)-1])) {
		return root
	}
	return stem
}

// nominative takes back what other forms of nouns in -us and -kas have before
// the ending: hakemuks-en, hakemust-en and hakemus, asiakas and asiak-kaan.
func nominative(stem string) string {
	const shortest = 6
	if len(stem) < shortest {
		return stem
	}
	for _, end := range []struct{ oblique, base string }{{"uks", "us"}, {"yks", "ys"}, {"must", "mus"}, {"myst", "mys"}, {"kas", "k"}} {
		if root, ok := strings.CutSuffix(stem, end.oblique); ok {
			return root + end.base
		}
	}
	return stem
}

// undouble gives the forms of a Swedish word one stem where Snowball leaves two:
// förmåga and förmåga-n, ström and strömm-en.
func undouble(stem string) string {
	const shortest = 6
	if len(stem) < shortest {
		return stem
	}
	stem = strings.TrimSuffix(stem, "an")
	if strings.HasSuffix(stem, "mm") || strings.HasSuffix(stem, "nn") {
		return stem[:len(stem)-1]
	}
	return stem
}

// stemmer remembers the stems of one language while an index is built.
type stemmer struct {
	lang string
	seen map[string]token
}

func newStemmer(lang string) *stemmer { return &stemmer{lang, map[string]token{}} }

func (s *stemmer) token(word string) token {
	if t, ok := s.seen[word]; ok {
		return t
	}
	t := newToken(word, s.lang)
	s.seen[word] = t
	return t
}

func newToken(word, lang string) token {
	if digit, ok := numbers[word]; ok {
		return token{word: word, fold: digit, stem: digit}
	}
	return token{word: word, fold: fold(word), stem: stemOf(word, lang)}
}

// numbers are the words for small numbers, which people write in place of the
// figures of the scales.
var numbers = map[string]string{
	"yksi": "1", "ykkönen": "1", "ykköstä": "1", "kaksi": "2", "kakkonen": "2", "kolme": "3", "kolmonen": "3",
	"neljä": "4", "nelonen": "4", "viisi": "5", "viitonen": "5", "vitonen": "5", "viitosta": "5",
	"etta": "1", "två": "2", "tvåa": "2", "tre": "3", "trea": "3", "fyra": "4", "fem": "5", "femma": "5",
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}

// gramSize is the length of the character n-grams.
const gramSize = 4

// grams appends the character n-grams of a folded word, of which a word shorter
// than gramSize is itself the only one.
func grams(out []string, word string) []string {
	if len(word) <= gramSize {
		return append(out, word)
	}
	for i := 0; i+gramSize <= len(word); i++ {
		out = append(out, word[i:i+gramSize])
	}
	return out
}
