package export

import (
	"regexp"
	"strings"
	"unicode"
)

var marks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`,
	"#", `\#`, "|", `\|`, "&", `\&`, "~", `\~`, "$", `\$`,
)

// address finds what renderers turn into links by themselves.
var address = regexp.MustCompile("(?i)[\\p{L}\\p{N}.+_%-]*(?:://|www\\.|@|mailto:|xmpp:)[^\\s`|\"”<>()\\[\\]]*")

// escape writes a person's text in one line, as Markdown that shows that text
// and nothing else.
func escape(text string) string {
	text = plain(text)
	var b strings.Builder
	from := 0
	for _, at := range address.FindAllStringIndex(text, -1) {
		link := strings.TrimRight(text[at[0]:at[1]], ".,;:")
		if link == "" {
			continue
		}
		b.WriteString(marks.Replace(text[from:at[0]]) + "`" + link + "`")
		from = at[0] + len(link)
	}
	b.WriteString(marks.Replace(text[from:]))
	return b.String()
}

// plain takes out what a reader cannot see, and folds white space. A no-break
// space stays.
func plain(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00a0' || r == '\u202f':
			return r
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r):
			return -1
		default:
			return r
		}
	}, strings.ToValidUTF8(text, "\ufffd"))
	return strings.Join(strings.FieldsFunc(text, func(r rune) bool { return r == ' ' }), " ")
}
