package evals

import (
	"hash/fnv"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Writer is who writes a text: the language, and the full names that it may speak of.
type Writer struct {
	Lang  plan.Lang
	Known []string
}

// Dress gives a text the looks of a style. It is a pure function of its arguments: the same text always looks the same,
// wherever it stands in a conversation.
func Dress(text string, by Writer, style Style, seed int64) string {
	wanted := style.looks()
	for _, look := range looks {
		if slices.Contains(wanted, look.name) {
			hash := fnv.New64a()
			_, _ = hash.Write([]byte(look.name + text)) // never fails
			text = look.apply(&dresser{by, rand.New(rand.NewPCG(uint64(seed), hash.Sum64()))}, text)
		}
	}
	return text
}

// namedLook is one transform of texts.
type namedLook struct {
	name  string
	apply func(*dresser, string) string
}

// looks are applied in this order, whatever the order in a style: first what depends on capitals and diacritics.
var looks = []namedLook{
	{"numerals", (*dresser).numerals}, // small whole numbers in words
	{"marks", (*dresser).marks},       // 12,5 as 12.5 and the reverse
	{"spaces", (*dresser).spaces},     // no-break and thin spaces in and after numbers
	{"dashes", (*dresser).dashes},
	{"typos", (*dresser).typos},
	{"lower", func(_ *dresser, s string) string { return strings.ToLower(s) }},
	{"plain", func(_ *dresser, s string) string { return plainLetters.Replace(s) }}, // no diacritics
}

// dresser applies looks to one text.
type dresser struct {
	by     Writer
	random *rand.Rand
}

// span is a byte range.
type span struct{ from, to int }

func (s span) meets(t span) bool { return s.from < t.to && t.from < s.to }

// protected lists the ranges that typing errors leave alone: numbers, dates and names.
func (d *dresser) protected(s string) []span {
	var spans []span
	for _, n := range reading.Numbers(s, d.by.Lang) {
		spans = append(spans, span{n.Start, n.End})
	}
	for _, at := range reading.Dates(s, d.by.Lang, time.Time{}) {
		spans = append(spans, span{at.Start, at.End})
	}
	for _, p := range reading.People(s, d.by.Lang, d.by.Known) {
		spans = append(spans, span{p.Start, p.End})
	}
	return spans
}

// typoRate is the share of words with a typing error.
const typoRate = 0.02

// leastTypo is how many letters a word has at least to get one.
const leastTypo = 5

var letters = regexp.MustCompile(`\p{L}+`)

// typos mistypes one letter in some words: two swapped, one left out or one doubled. Words with a capital are names.
func (d *dresser) typos(s string) string {
	spared := d.protected(s)
	return replaceSpans(s, letters, func(at span) string {
		word := []rune(s[at.from:at.to])
		if d.random.Float64() >= typoRate || len(word) < leastTypo || unicode.IsUpper(word[0]) ||
			slices.ContainsFunc(spared, at.meets) || nextToDigit(s, at) {
			return string(word)
		}
		i := 1 + d.random.IntN(len(word)-2)
		switch d.random.IntN(3) {
		case 0:
			word[i], word[i+1] = word[i+1], word[i]
		case 1:
			word = slices.Delete(word, i, i+1)
		default:
			word = slices.Insert(word, i, word[i])
		}
		return string(word)
	})
}

func nextToDigit(s string, at span) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at.from])
	after, _ := utf8.DecodeRuneInString(s[at.to:])
	return unicode.IsDigit(before) || unicode.IsDigit(after)
}

// replaceSpans replaces each match with what the function says of its range.
func replaceSpans(s string, pattern *regexp.Regexp, replace func(span) string) string {
	var b strings.Builder
	last := 0
	for _, m := range pattern.FindAllStringIndex(s, -1) {
		b.WriteString(s[last:m[0]])
		b.WriteString(replace(span{m[0], m[1]}))
		last = m[1]
	}
	b.WriteString(s[last:])
	return b.String()
}

// plainLetters takes the diacritics away, as an old keyboard would.
var plainLetters = strings.NewReplacer(
	"å", "a", "ä", "a", "ö", "o", "Å", "A", "Ä", "A", "Ö", "O", "é", "e", "É", "E", "è", "e", "ü", "u", "Ü", "U",
	"š", "s", "Š", "S", "ž", "z", "Ž", "Z", "ø", "o", "æ", "ae", "á", "a", "í", "i", "ó", "o", "č", "c", "đ", "d", "ŋ", "n",
)

// decimal is a figure with one decimal. Two decimals can be a time or a date and three a thousand; a point after it
// would make it a date.
var decimal = regexp.MustCompile(`(?:^|[\s(±])(\d{1,3})([.,])(\d)(?:[\s%)]|$)`)

// marks swaps the decimal mark.
func (d *dresser) marks(s string) string {
	return replaceSpans(s, decimal, func(at span) string {
		return strings.Map(func(r rune) rune {
			switch r {
			case ',':
				return '.'
			case '.':
				return ','
			}
			return r
		}, s[at.from:at.to])
	})
}

// gap is the space within a grouped number, or between a number and its unit.
var gap = regexp.MustCompile(`(?:\d) (?:\d{3}(?:\D|$)|[%€\p{L}])`)

// wideSpaces are the spaces that people and programs put into numbers.
var wideSpaces = []string{"\u00a0", "\u202f", "\u2009"}

// spaces replaces the spaces of numbers.
func (d *dresser) spaces(s string) string {
	numbers := reading.Numbers(s, d.by.Lang)
	return replaceSpans(s, regexp.MustCompile(` `), func(at span) string {
		in := slices.ContainsFunc(numbers, func(n reading.Number) bool { return at.meets(span{n.Start, n.End}) })
		if from := max(0, at.from-1); in && gap.MatchString(s[from:min(len(s), at.to+4)]) && isDigit(s[from]) {
			return wideSpaces[d.random.IntN(len(wideSpaces))]
		}
		return " "
	})
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

// dash is a dash between spaces, or one between the ends of a range.
var dash = regexp.MustCompile(` [-–—−] |\d[–—-]\d`)

// dashes replaces dashes by others. A date or code with two hyphens keeps them.
func (d *dresser) dashes(s string) string {
	return replaceSpans(s, dash, func(at span) string {
		old := s[at.from:at.to]
		first, size := utf8.DecodeRuneInString(old)
		_, lastSize := utf8.DecodeLastRuneInString(old)
		kinds := []string{"-", "–", "—", "−"}
		if unicode.IsDigit(first) {
			kinds = kinds[:2]
			if inCode(s, at) {
				return old
			}
		}
		return old[:size] + kinds[d.random.IntN(len(kinds))] + old[len(old)-lastSize:]
	})
}

// inCode reports whether the digits around a hyphen go on with another one: 2026-03-30.
func inCode(s string, at span) bool {
	before := strings.TrimRightFunc(s[:at.from+1], unicode.IsDigit)
	after := strings.TrimLeftFunc(s[at.to-1:], unicode.IsDigit)
	return strings.HasSuffix(before, "-") || strings.HasPrefix(after, "-")
}
