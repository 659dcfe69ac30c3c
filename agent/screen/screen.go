// Package screen reads what an assistant is about to say, sentence by sentence, before
// anybody hears it. No model may promise funding, write HTML or lead people to other
// sites, whatever it was told; so what it says passes here.
//
// A sentence that promises funding is replaced by one that says who decides. What counts
// as a promise is written down in promises.yaml. HTML tags and images go; a link stays
// when its site is allowed.
package screen

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
)

// Kind says why something was not said as it was written.
type Kind string

// The kinds.
const (
	Promise Kind = "promise" // of funding
	HTML    Kind = "html"    // a tag
	Link    Kind = "link"    // to a site that is not allowed, or an image
)

// Finding is one sentence that was not said as it was written.
type Finding struct {
	Kind Kind   `json:"kind"`
	Text string `json:"text"` // as the model wrote it
}

// Screen reads one message. Its fields are set before the first call.
type Screen struct {
	Lang  plan.Lang
	Sites []string // hosts that may be linked to, with their subdomains

	waiting  string
	replaced bool
	findings []Finding
}

// maxWaiting is how many bytes without the end of a sentence wait.
const maxWaiting = 1000

// Add takes more of the message and returns what of it can be said: whole sentences.
func (s *Screen) Add(text string) string {
	s.waiting += text
	var out strings.Builder
	for {
		n := s.next()
		if n == 0 {
			return out.String()
		}
		out.WriteString(s.read(s.waiting[:n]))
		s.waiting = s.waiting[n:]
	}
}

// next is how much of what waits can be read: a sentence, or a part of one that does not
// end.
func (s *Screen) next() int {
	n := sentence(s.waiting)
	if n <= maxWaiting && (n > 0 || len(s.waiting) <= maxWaiting) {
		return n
	}
	if n = strings.LastIndexByte(s.waiting[:maxWaiting], ' ') + 1; n > 0 {
		return n
	}
	for n = maxWaiting; n < len(s.waiting) && !utf8.RuneStart(s.waiting[n]); n++ {
	}
	return n
}

// Rest returns what still waits at the end of the message.
func (s *Screen) Rest() string {
	text := s.read(s.waiting)
	s.waiting = ""
	return text
}

// Findings are what was not said as it was written, in order.
func (s *Screen) Findings() []Finding { return s.findings }

// sentence is the length of the first sentence with the white space after it; 0 while
// its end has not come. A full stop ends none after an abbreviation or before a small
// letter.
func sentence(text string) int {
	ended, stopped, word := false, false, 0
	for i, r := range text {
		switch {
		case r == '\n':
			return i + 1
		case r == ' ' && ended && !stopped:
			return i + 1
		case r == ' ' && ended:
			next := strings.TrimLeft(text[i:], " ")
			if next == "" {
				return 0
			}
			if !unicode.IsLower(firstRune(next)) {
				return i + 1
			}
			ended = false
		case r == ' ':
			word = i + 1
		case r == '.':
			ended, stopped = !abbreviations[strings.ToLower(strings.Trim(text[word:i], "(\"”»'"))], true
		case strings.ContainsRune("!?…", r):
			ended, stopped = true, false
		default:
			ended = ended && strings.ContainsRune(`)]"”»'’*`, r)
		}
		if r == ' ' {
			word = i + 1
		}
	}
	return 0
}

// abbreviations do not end a sentence, whatever follows them.
var abbreviations = set(`esim mm ts ns eli ym yms tms jne noin kpl vrt ks
	t.ex bl.a dvs d.v.s osv s.k m.m ca kl
	e.g i.e etc approx vs cf mr ms mrs`)

func set(words string) map[string]bool {
	all := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		all[word] = true
	}
	return all
}

// read is a sentence as it may be said.
func (s *Screen) read(text string) string {
	if promises(text) {
		s.find(Promise, text)
		if s.replaced {
			return ""
		}
		s.replaced = true
		return table().Instead.In(s.Lang) + text[len(strings.TrimRight(text, " \n")):]
	}
	plain, kind := text, Link
	for before := ""; plain != before; { // what is taken out may have parted another
		before = plain
		plain = s.links(plain)
		if untagged := withoutTags(plain); untagged != plain {
			plain, kind = untagged, HTML
		}
	}
	if plain != text {
		s.find(kind, text)
	}
	return plain
}

func (s *Screen) find(kind Kind, text string) {
	s.findings = append(s.findings, Finding{Kind: kind, Text: strings.TrimSpace(text)})
}

var tag = regexp.MustCompile(`(?s)<[/!?]?[A-Za-z-][^<>]*>`)

// withoutTags takes the tags out of text, and the bracket from what may become one.
func withoutTags(text string) string {
	if strings.IndexByte(text, '<') < 0 {
		return text
	}
	text = tag.ReplaceAllString(text, "")
	var out strings.Builder
	for i := range len(text) {
		if text[i] == '<' && (i+1 == len(text) || opens(text[i+1])) {
			continue
		}
		out.WriteByte(text[i])
	}
	return out.String()
}

// opens reports whether a tag may begin with c after its bracket.
func opens(c byte) bool {
	return c == '/' || c == '!' || c == '?' || c < utf8.RuneSelf && (c|' ' >= 'a' && c|' ' <= 'z')
}
