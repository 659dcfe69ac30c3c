package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is a line of a text with pages.
type line struct {
	text  string  // without white space at the ends
	glue  bool    // white space stood at its end
	fresh bool    // it alone begins with a space, as the first line of a page of a PDF made into text does
	size  float64 // of its letters, in a PDF
	page  int
	no    int
}

// splitLines reads a cleaned text. A form feed begins a page, and so a text
// without any has no pages.
func splitLines(s string) []line {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s)
	var out []line
	page := 0
	if strings.Contains(s, "\f") {
		page = 1
	}
	no := 0
	for raw := range strings.SplitSeq(s, "\n") {
		no++
		for i, part := range strings.Split(raw, "\f") {
			if i > 0 {
				page++
			}
			text := strings.TrimSpace(part)
			trimmed := strings.TrimRight(part, " \t")
			fresh := strings.HasPrefix(part, " ") && !strings.HasPrefix(part, "  ")
			out = append(out, line{text: text, glue: trimmed != part, fresh: fresh, page: page, no: no})
		}
	}
	for i := range out {
		out[i].fresh = out[i].fresh && (i == 0 || !out[i-1].fresh) && (i+1 == len(out) || !out[i+1].fresh)
	}
	return out
}

// letterKey keeps the letters of a line, by which running heads are alike
// whatever their page number and spacing.
func letterKey(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// spaced reports whether a line is set with a space between its letters.
func spaced(s string) bool {
	words := strings.Fields(s)
	single := 0
	for _, w := range words {
		if utf8.RuneCountInString(w) <= 2 {
			single++
		}
	}
	return len(words) >= 8 && single*3 >= len(words)*2
}

// Running heads.
const (
	headRepeats = 3 // times a line at the edge of a page is found to be a running head
	edgeLines   = 2 // lines from the edge of a page that may be one
)

// dropHeads blanks running heads and page numbers: lines at the edges of pages
// that come back on several pages, lines set letter by letter that come back at
// all, and lone numbers at edges. It keeps the lines' count.
func dropHeads(lines []line) {
	seen := map[string]int{}
	edge := edges(lines)
	for i, l := range lines {
		if edge[i] || spaced(l.text) {
			seen[letterKey(l.text)]++
		}
	}
	for i := range lines {
		l := &lines[i]
		key := letterKey(l.text)
		repeated := edge[i] && key != "" && seen[key] >= headRepeats
		number := edge[i] && key == "" && len(l.text) <= 4
		if repeated || number || spaced(l.text) && seen[key] > 1 {
			l.text = ""
		} else if spaced(l.text) {
			l.text = squeeze(strings.ReplaceAll(strings.ReplaceAll(l.text, "  ", "\n"), " ", ""))
		}
	}
}

// edges marks the first and last lines with text of each page.
func edges(lines []line) []bool {
	edge := make([]bool, len(lines))
	if len(lines) == 0 || lines[0].page == 0 {
		return edge
	}
	mark := func(i, step int) {
		page := lines[i].page
		for n := 0; i >= 0 && i < len(lines) && lines[i].page == page && n < edgeLines; i += step {
			if lines[i].text != "" {
				edge[i] = true
				n++
			}
		}
	}
	for i := range lines {
		if i == 0 || lines[i].page != lines[i-1].page {
			mark(i, 1)
		}
		if i == len(lines)-1 || lines[i].page != lines[i+1].page {
			mark(i, -1)
		}
	}
	return edge
}

// joiner joins the lines of a paragraph. It knows the document's words, by which
// it tells a word cut at the end of a line from two words.
type joiner struct {
	words map[string]int
	glued bool // lines that end between words end with a space here
}

var wordShape = regexp.MustCompile(`[\p{L}\p{M}]+(?:-[\p{L}\p{M}]+)*`)

func newJoiner(lines []line) *joiner {
	j := &joiner{words: map[string]int{}}
	glue, bare := 0, 0
	for i, l := range lines {
		words := wordShape.FindAllString(strings.ToLower(l.text), -1)
		for k, w := range words {
			whole := (k > 0 || i == 0 || lines[i-1].text == "") && (k < len(words)-1 || i+1 >= len(lines) || lines[i+1].text == "")
			if whole {
				j.words[w]++
			}
		}
		if i+1 < len(lines) && l.text != "" && lines[i+1].text != "" && endsInLetter(l.text) && startsLower(lines[i+1].text) {
			if l.glue {
				glue++
			} else {
				bare++
			}
		}
	}
	j.glued = glue > 3*bare
	return j
}

func endsInLetter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r)
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

func startsUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// conjunctions follow a hyphen that stands for the rest of a word: lähtö- ja
// tavoitetaso.
var conjunctions = map[string]bool{
	"ja": true, "tai": true, "sekä": true, "eli": true, "että": true, "och": true, "eller": true, "samt": true, "and": true, "or": true,
}

// join puts the next line to a text.
func (j *joiner) join(text string, glue bool, next string) string {
	if text == "" {
		return next
	}
	head, tail := lastWord(text), firstWord(next)
	if cut, ok := strings.CutSuffix(text, "-"); ok && cut != "" {
		whole := strings.ToLower(strings.TrimSuffix(head, "-") + tail)
		switch {
		case strings.HasSuffix(cut, " ") || conjunctions[tail]:
			return text + " " + next
		case !endsInLetter(cut) || !startsLower(next) || j.words[strings.ToLower(head+tail)] > j.words[whole]:
			return text + next
		}
		return cut + next
	}
	if strings.HasSuffix(text, "/") && strings.Contains(head, "://") {
		return text + next
	}
	if endsInLetter(text) && startsLower(next) && j.isCut(head, tail, glue) {
		return text + next
	}
	return text + " " + next
}

// isCut reports whether two fragments at the ends of lines without a hyphen are
// one word. Where lines end with a space between words, one that does not was
// cut; elsewhere the whole has to be a word of the document and a fragment not.
func (j *joiner) isCut(head, tail string, glue bool) bool {
	if j.glued {
		return !glue
	}
	head, tail = strings.ToLower(head), strings.ToLower(tail)
	return j.words[head+tail] > 0 && (j.words[head] == 0 || j.words[tail] == 0)
}

func lastWord(s string) string { return s[strings.LastIndexFunc(s, unicode.IsSpace)+1:] }

func firstWord(s string) string {
	return wordShape.FindString(s[:len(s)-len(strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsSpace(r) }))])
}
