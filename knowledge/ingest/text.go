package ingest

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// readText reads plain text.
func readText(data []byte) ([]block, error) { return textBlocks(splitLines(clean(string(data)))), nil }

// textBlocks tells headings, lists, tables and footnotes in the lines of a text,
// which also a PDF is once its lines are known.
func textBlocks(lines []line) []block {
	dropHeads(lines)
	t := &textReader{joiner: newJoiner(lines), width: usualWidth(lines)}
	for i := 0; i < len(lines); {
		end := i
		for end < len(lines) && lines[end].text != "" {
			end++
		}
		if end > i {
			t.take(lines[i:end])
		}
		i = end + 1
	}
	t.flushTable()
	t.dropMarks()
	return t.blocks
}

// usualWidth is the length that lines of prose reach.
func usualWidth(lines []line) int {
	var lengths []int
	for i, l := range lines {
		if i+1 < len(lines) && l.text != "" && lines[i+1].text != "" {
			lengths = append(lengths, utf8.RuneCountInString(l.text))
		}
	}
	if len(lengths) == 0 {
		return 80
	}
	slices.Sort(lengths)
	return lengths[len(lengths)*6/10]
}

// textReader makes blocks of paragraphs of lines.
type textReader struct {
	joiner *joiner
	width  int
	blocks []block
	table  *textTable // the table being read
	notes  map[string]bool
}

var (
	captionShape  = regexp.MustCompile(`^(?:Taulukko|Tabell|Table)\s+\d+\s*[.:]\s+\S`)
	headingNumber = regexp.MustCompile(`^(\d{1,2}(?:\.\d{1,2})*)\.? +\p{Lu}`)
	annexShape    = regexp.MustCompile(`^(?i:liite|bilaga|annex|appendix)\s+\d+\b`)
	bulletShape   = regexp.MustCompile(`^(?:[•‣▪◦·*–—-]|\d{1,2}[.)]|[ivxIVX]{1,4}[.)]|\+|\d =)\s`)
	noteShape     = regexp.MustCompile(`^(\d{1,3}) {2,}\S`)
	leaderShape   = regexp.MustCompile(`(?:\.\s?){4,}\s*\d+$`)
	linkShape     = regexp.MustCompile(`^https?://\S+$`)
)

// headingLimit is the length of the longest heading.
const headingLimit = 140

// take reads the lines between two empty ones.
func (t *textReader) take(lines []line) {
	lines = slices.DeleteFunc(slices.Clone(lines), func(l line) bool { return leaderShape.MatchString(l.text) })
	for len(lines) > 0 && linkShape.MatchString(lines[0].text) { // what a page links to, after its text
		lines = lines[1:]
	}
	for len(lines) > 0 {
		n := t.part(lines)
		t.add(lines[:n])
		lines = lines[n:]
	}
}

// part returns how many of the lines belong together: a new footnote, an item of
// a list or, on a new page, a heading begins another part.
func (t *textReader) part(lines []line) int {
	if namedSections[strings.ToLower(lines[0].text)] != "" {
		return 1
	}
	for i := 1; i < len(lines); i++ {
		l := lines[i].text
		newPage := lines[i].fresh || lines[i].page != lines[i-1].page
		bullet := (t.table == nil || strings.HasSuffix(lines[0].text, ":")) && bulletShape.MatchString(l)
		if noteShape.MatchString(l) || bullet || captionShape.MatchString(l) || newPage {
			return i
		}
		afterProse := strings.HasSuffix(lines[i-1].text, ".") || t.table != nil && t.nextNumber(l)
		if isHeadingStart(l) && afterProse || namedSections[strings.ToLower(l)] != "" {
			return i
		}
	}
	return len(lines)
}

func isHeadingStart(l string) bool { return headingNumber.MatchString(l) || annexShape.MatchString(l) }

// add makes a block of lines that belong together.
func (t *textReader) add(lines []line) {
	text := ""
	for i, l := range lines {
		text = t.joiner.join(text, i > 0 && lines[i-1].glue, l.text)
	}
	b := block{text: squeeze(text), page: lines[0].page, line: lines[0].no}
	first := lines[0].text
	switch {
	case noteShape.MatchString(first):
		t.flushTable()
		t.addNote(b, noteShape.FindStringSubmatch(first)[1])
		return
	case t.isHeading(b.text, lines):
		t.flushTable()
		b.kind, b.level = heading, headingLevel(b.text)
	case captionShape.MatchString(b.text) && len(b.text) < 2*headingLimit:
		t.flushTable()
		t.table = &textTable{caption: b}
		return
	case t.table != nil && t.table.takes(b, lines, t.width):
		return
	case bulletShape.MatchString(first):
		t.flushTable()
		b.kind = item
	default:
		t.flushTable()
		if t.continues(b) {
			return
		}
	}
	t.blocks = append(t.blocks, b)
}

// continues puts a paragraph that goes on after a footnote or a page break to
// the one it goes on from.
func (t *textReader) continues(b block) bool {
	if !startsLower(b.text) {
		return false
	}
	for i := len(t.blocks) - 1; i >= 0; i-- {
		last := &t.blocks[i]
		if last.kind == note {
			continue
		}
		if last.kind != paragraph && last.kind != item || strings.ContainsAny(last.text[len(last.text)-1:], ".!?:;") {
			return false
		}
		last.text = squeeze(t.joiner.join(last.text, true, b.text))
		return true
	}
	return false
}

// addNote adds a footnote.
func (t *textReader) addNote(b block, number string) {
	if t.notes == nil {
		t.notes = map[string]bool{}
	}
	t.notes[number] = true
	b.kind = note
	b.text = strings.TrimSpace(strings.TrimPrefix(b.text, number))
	t.blocks = append(t.blocks, b)
}

// namedSections are headings without a number that begin a section.
var namedSections = map[string]string{
	"tiivistelmä": "tiivistelma", "sammanfattning": "sammanfattning", "summary": "summary", "abstract": "summary",
	"johdanto": "johdanto", "inledning": "inledning", "introduction": "introduction", "lähteet": "lähteet", "källor": "källor", "references": "references",
}

func (t *textReader) isHeading(text string, lines []line) bool {
	if len(text) > headingLimit || strings.ContainsAny(text[len(text)-1:], ".,;:") || strings.Contains(lines[0].text, "\t") {
		return false
	}
	if len(lines) == 1 && namedSections[strings.ToLower(text)] != "" {
		return true
	}
	if annexShape.MatchString(text) || !headingNumber.MatchString(text) {
		return annexShape.MatchString(text)
	}
	return t.nextNumber(text)
}

// nextNumber reports whether the section number that a text begins with can follow
// the last one: its first part is the same or little greater, so that a line of a
// list that begins with a number is not taken for a chapter.
func (t *textReader) nextNumber(text string) bool {
	m := headingNumber.FindStringSubmatch(text)
	if m == nil {
		return false
	}
	number := m[1]
	chapter, _ := strconv.Atoi(strings.Split(number, ".")[0]) // digits by its pattern
	last := 0
	for _, b := range t.blocks {
		if m := headingNumber.FindStringSubmatch(b.text); b.kind == heading && m != nil {
			last, _ = strconv.Atoi(strings.Split(m[1], ".")[0])
		}
	}
	return chapter > last && chapter <= last+2 || chapter == last && strings.Contains(number, ".")
}

func headingLevel(text string) int {
	m := headingNumber.FindStringSubmatch(text)
	if m == nil {
		return 1
	}
	return 1 + strings.Count(m[1], ".")
}

var markShape = regexp.MustCompile(`([\p{L}-]{2}\p{L}|[\p{L}%)”"][.,;:)”"]|:\p{L})(\d{1,3})($|[^\p{L}\p{N}.,]|[.,](?:$|\P{N}))`)

// dropMarks drops the numbers that refer to footnotes from the text.
func (t *textReader) dropMarks() {
	if len(t.notes) == 0 {
		return
	}
	for i := range t.blocks {
		b := &t.blocks[i]
		if b.kind == note || b.kind == heading {
			continue
		}
		b.text = markShape.ReplaceAllStringFunc(b.text, func(found string) string {
			m := markShape.FindStringSubmatch(found)
			if !t.notes[m[2]] {
				return found
			}
			return m[1] + m[3]
		})
	}
}
