package reading

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TokenKind tells what a [Token] is.
type TokenKind uint8

// The kinds of tokens.
const (
	Word   TokenKind = iota + 1 // letters, possibly with digits after them, inner hyphens or a case ending after a colon
	Figure                      // digits with their decimal and thousands separators
	Punct                       // one other visible character
)

// Token is a piece of a text.
type Token struct {
	Text       string // as written
	Kind       TokenKind
	Start, End int // byte range
}

// Tokens splits s. Figures keep their separators: "1 200,50" is one token.
func Tokens(s string, lang Lang) []Token {
	d := parse(s, lang)
	out := make([]Token, 0, len(d.t))
	for i := 0; i < len(d.t); {
		t := d.t[i]
		j := i + 1
		if t.k == Figure {
			if l := d.literal(i); l.ok {
				j = l.next
			}
		}
		end := d.t[j-1].end()
		out = append(out, Token{Text: s[t.start():end], Kind: t.k, Start: t.start(), End: end})
		i = j
	}
	return out
}

// tok is a token as the readers use it; it is kept small because a text of commas has one per byte. Runs of digits are
// never joined here.
type tok struct {
	f        string // folded: lower case, no diacritics, unified dashes
	from, to int32  // byte range
	colon    int16  // index of the ':' in f that starts a case ending (KPI:n), or 0
	k        TokenKind
	sp       bool // white space before it, or it is the first
	nl       bool // a line break before it
	up       bool // begins with an upper-case letter
}

func (t *tok) start() int { return int(t.from) }
func (t *tok) end() int   { return int(t.to) }

// base is the folded word without a case ending after a colon.
func (t *tok) base() string {
	if t.colon > 0 {
		return t.f[:t.colon]
	}
	return t.f
}

// text is a tokenised string.
type text struct {
	s        string
	lang     Lang
	t        []tok
	caseless bool // no upper-case letter at all
	plain    bool // no diacritics at all
}

// at returns the folded token i, or "" outside the text.
func (d *text) at(i int) string {
	if i < 0 || i >= len(d.t) {
		return ""
	}
	return d.t[i].f
}

// is reports whether token i is the punctuation p.
func (d *text) is(i int, p string) bool {
	return i >= 0 && i < len(d.t) && d.t[i].k == Punct && d.t[i].f == p
}

// kind returns the kind of token i, or 0 outside the text.
func (d *text) kind(i int) TokenKind {
	if i < 0 || i >= len(d.t) {
		return 0
	}
	return d.t[i].k
}

// glued reports whether token i follows the one before it without white space.
func (d *text) glued(i int) bool { return i > 0 && i < len(d.t) && !d.t[i].sp }

// src is the source text of tokens i to j, j excluded.
func (d *text) src(i, j int) string {
	if i >= j || j > len(d.t) {
		return ""
	}
	return d.s[d.t[i].start():d.t[j-1].end()]
}

// dash reports whether token i is a dash of any length.
func (d *text) dash(i int) bool { return d.is(i, "-") }

// maxText is the length beyond which a text is not read: offsets are 32 bits wide.
const maxText = math.MaxInt32

// parse tokenises s in one pass.
func parse(s string, lang Lang) *text {
	if len(s) > maxText {
		s = s[:maxText]
	}
	d := &text{s: s, lang: lang, caseless: true, plain: true, t: make([]tok, 0, len(s)/4+4)}
	sp, nl := true, true
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsSpace(r):
			sp = true
			nl = nl || r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029'
			i += n
			continue
		case ignorable(r):
			i += n
			continue
		}
		t := tok{sp: sp, nl: nl}
		j := i + n
		switch {
		case '0' <= r && r <= '9':
			for j < len(s) && '0' <= s[j] && s[j] <= '9' {
				j++
			}
			t.k, t.f = Figure, s[i:j]
		case unicode.IsLetter(r):
			j = d.word(&t, i)
		default:
			t.k = Punct
			if f := foldRune(r); f != 0 && f != r {
				t.f = string(f)
			} else {
				t.f = s[i:j]
			}
		}
		t.from, t.to = int32(i), int32(j)
		if len(d.t) == cap(d.t) { // grow once, to the most that can follow
			d.t = append(make([]tok, 0, len(d.t)+len(s)-i), d.t...)
		}
		d.t = append(d.t, t)
		sp, nl = false, false
		i = j
	}
	return d
}

// word reads the word that starts at start into t and returns its end.
func (d *text) word(t *tok, start int) int {
	s, i := d.s, start
	marks, colon := false, false
	seg := i // start of the segment after the last joiner
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.IsLetter(r), '0' <= r && r <= '9':
			if unicode.IsUpper(r) {
				d.caseless = false
				t.up = t.up || i == start
			}
			if r >= utf8.RuneSelf {
				d.plain = false
			}
			i += n
			continue
		case unicode.Is(unicode.Mn, r), ignorable(r):
			marks = true
			d.plain = d.plain && !unicode.Is(unicode.Mn, r)
			i += n
			continue
		}
		next, _ := utf8.DecodeRuneInString(s[i+n:])
		if i+n >= len(s) || !d.joins(r, next, s[seg:i], s[i+n:]) {
			break
		}
		colon = colon || r == ':'
		i += n
		seg = i
	}
	t.k = Word
	src := s[start:i]
	if marks {
		src = norm.NFC.String(src)
	}
	t.f = fold(src)
	if at := strings.LastIndexByte(t.f, ':'); colon && at < math.MaxInt16 {
		t.colon = int16(at)
	}
	return i
}

// joins reports whether the character r between the segment before and the text after belongs to the word.
func (d *text) joins(r, next rune, before, after string) bool {
	switch {
	case r == '\'' || r == '\u2019':
		return unicode.IsLetter(next)
	case r == '-' || r == '\u2010' || r == '\u2011' || r == '\u2013' || r == '\u2212':
		return unicode.IsLetter(next) || '0' <= next && next <= '9' && !strings.ContainsAny(before, "0123456789")
	case r == ':':
		return caseEnding(after)
	case r == '.':
		if len(before) > 2 || !unicode.IsLower(next) {
			return false
		}
		for i, c := range after {
			if !unicode.IsLetter(c) {
				return i > 0 && i <= 4
			}
		}
		return len(after) <= 4
	}
	return false
}

// caseEnding reports whether s begins with a Finnish or Swedish ending that is written after a colon (KPI:n, FPA:s).
func caseEnding(s string) bool {
	n := 0
	for _, r := range s {
		if !unicode.IsLetter(r) {
			break
		}
		if !unicode.IsLower(r) {
			return false
		}
		n++
	}
	return n > 0 && n <= 5
}
