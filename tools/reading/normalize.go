package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize returns s as quotes are compared: NFC, white space of every kind folded to single spaces and trimmed, soft
// hyphens and zero-width characters dropped, dash and quotation-mark variants unified. Case is kept.
func Normalize(s string) string {
	n, _ := normalizeMap(s, false)
	return n
}

// FindQuote looks for quote in text, verbatim but for the differences that [Normalize] removes, and returns the byte
// range of the first occurrence in text.
func FindQuote(text, quote string) (start, end int, ok bool) {
	q := Normalize(quote)
	if q == "" {
		return 0, 0, false
	}
	n, pos := normalizeMap(text, true)
	i := strings.Index(n, q)
	if i < 0 {
		return 0, 0, false
	}
	return pos[i].start, pos[i+len(q)-1].end, true
}

// origin is the byte range in the source that a normalised byte came from.
type origin struct{ start, end int }

// normalizeMap normalises s; with track it also returns the origin of each byte of the result.
func normalizeMap(s string, track bool) (string, []origin) {
	var b strings.Builder
	b.Grow(len(s))
	var pos []origin
	if track {
		pos = make([]origin, 0, len(s))
	}
	space := origin{-1, -1}
	emit := func(r rune, o origin) {
		switch {
		case ignorable(r):
			return
		case unicode.IsSpace(r):
			if space.start < 0 {
				space = o
			}
			return
		}
		if space.start >= 0 {
			if b.Len() > 0 {
				b.WriteByte(' ')
				if track {
					pos = append(pos, origin{space.start, o.start})
				}
			}
			space = origin{-1, -1}
		}
		r = unifyRune(r)
		b.WriteRune(r)
		if track {
			for range utf8.RuneLen(r) {
				pos = append(pos, o)
			}
		}
	}
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf && (i+1 == len(s) || s[i+1] < utf8.RuneSelf) {
			emit(rune(s[i]), origin{i, i + 1})
			i++
			continue
		}
		n := norm.NFC.NextBoundaryInString(s[i:], true)
		if n <= 0 {
			n = 1
		}
		for _, r := range norm.NFC.String(s[i : i+n]) {
			emit(r, origin{i, i + n})
		}
		i += n
	}
	return b.String(), pos
}

// ignorable reports whether r is invisible: a soft hyphen, a zero-width character or a byte-order mark.
func ignorable(r rune) bool {
	switch r {
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return true
	}
	return false
}

// unifyRune maps the variants of dashes and quotation marks to one of each.
func unifyRune(r rune) rune {
	switch r {
	case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212', '\ufe58', '\ufe63', '\uff0d':
		return '-'
	case '\u2018', '\u2019', '\u201a', '\u201b', '\u00b4', '`', '\u2032':
		return '\''
	case '\u201c', '\u201d', '\u201e', '\u201f', '\u00ab', '\u00bb', '\u2033':
		return '"'
	}
	return r
}

// foldRune lower-cases r and takes its diacritics away; it returns 0 for combining marks and ignorable characters.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}
	r = unicode.ToLower(r)
	switch r {
	case 'ä', 'å', 'á', 'à', 'â', 'ã', 'æ':
		return 'a'
	case 'ö', 'ó', 'ò', 'ô', 'õ', 'ø':
		return 'o'
	case 'é', 'è', 'ê', 'ë':
		return 'e'
	case 'ü', 'ú', 'ù', 'û':
		return 'u'
	case 'í', 'ì', 'î', 'ï':
		return 'i'
	case 'š':
		return 's'
	case 'ž':
		return 'z'
	case 'ñ':
		return 'n'
	case 'ç', 'č':
		return 'c'
	case 'ý':
		return 'y'
	}
	if ignorable(r) || unicode.Is(unicode.Mn, r) {
		return 0
	}
	return unifyRune(r)
}

// fold lower-cases s and takes its diacritics away.
func fold(s string) string {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			return foldSlow(s)
		}
	}
	return s
}

func foldSlow(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range s {
		if r = foldRune(r); r != 0 {
			b.WriteRune(r)
		}
	}
	return b.String()
}
