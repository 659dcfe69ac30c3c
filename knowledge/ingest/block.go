package ingest

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// kind is what a block is.
type kind int

const (
	paragraph kind = iota
	heading
	item // of a list
	row  // of a table
	note // a footnote
	caption
)

// block is a part of a document between two breaks.
type block struct {
	kind   kind
	level  int // of a heading, from 1
	text   string
	header string // of a row's table
	page   int
	line   int
}

// clean puts a text into composed form and drops what is no text: signs of
// private use, of which the arrow of the Wingdings font is kept, control and
// format characters, and soft hyphens. White space is kept; see [squeeze].
func clean(s string) string {
	s = norm.NFC.String(s)
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\uf0e0':
			return '→'
		case r == '\u00a0' || r == '\u2003' || r == '\u2002' || r == '\u2009' || r == '\u202f':
			return ' '
		case r == '\n' || r == '\t' || r == '\f' || r == ' ':
			return r
		case r == unicode.ReplacementChar, unicode.In(r, unicode.Co, unicode.Cc, unicode.Cf):
			return -1
		}
		return r
	}, s)
}

// squeeze makes every run of white space one space.
func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }
