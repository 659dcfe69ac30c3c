package ingest

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// textTable is a table whose cells stand in a text one after another, without
// lines or columns.
type textTable struct {
	caption block
	cells   []block // paragraphs of one or more cells; the first holds the names of the columns
}

// smallTable is the length of a table that is kept in one piece when its cells do
// not make whole rows.
const smallTable = 450

// takes adds lines to the table unless they are prose again: several that are as
// long as lines of prose, one and the end of a sentence, or the words before a
// list.
func (t *textTable) takes(b block, lines []line, width int) bool {
	long := 0
	for _, l := range lines {
		if utf8.RuneCountInString(l.text) >= width*17/20 {
			long++
		}
	}
	if long > 1 || long > 0 && strings.HasSuffix(b.text, ".") || strings.HasSuffix(lines[0].text, ":") {
		return false
	}
	t.cells = append(t.cells, b)
	return true
}

// flushTable makes rows of the table read so far.
func (t *textReader) flushTable() {
	table := t.table
	if table == nil {
		return
	}
	t.table = nil
	table.caption.kind = caption
	t.blocks = append(t.blocks, table.caption)
	t.blocks = append(t.blocks, table.rows()...)
}

// rows cuts the cells into rows. A cell begins with a capital, and a row is full
// when it has as many cells as there are columns; columns of numbers are not
// counted, since numbers don't begin with capitals.
func (t *textTable) rows() []block {
	header, cells := t.header()
	columns := cellCount(header) - len(scaleShape.FindAllString(header, -1))
	length, total := 0, 0
	for _, c := range cells {
		length += len(c.text)
		total += cellCount(c.text)
	}
	whole := columns > 0 && total%columns != 0 && length < smallTable
	var out []block
	count := 0
	for _, c := range cells {
		if count == 0 || columns < 2 {
			c.kind, c.header = row, header
			out = append(out, c)
		} else {
			out[len(out)-1].text += " | " + c.text
		}
		if count += cellCount(c.text); count >= columns && !whole {
			count = 0
		}
	}
	return out
}

// scaleShape is the range of numbers that a column asks for.
var scaleShape = regexp.MustCompile(`\(\d+\s?[–-]\s?\d+\)`)

// header returns the names of the columns: the first paragraph, and those after
// it that consist of one name with something in brackets, such as "(C=Consulted)".
func (t *textTable) header() (string, []block) {
	if len(t.cells) == 0 {
		return "", nil
	}
	n := 1
	bracketed := strings.Contains(t.cells[0].text, "(")
	for bracketed && n < len(t.cells) && strings.HasSuffix(t.cells[n].text, ")") && cellCount(t.cells[n].text) == 1 &&
		(strings.Contains(t.cells[n].text, "=") || scaleShape.MatchString(t.cells[n].text)) {
		n++
	}
	var names []string
	for _, c := range t.cells[:n] {
		names = append(names, c.text)
	}
	return strings.Join(names, " "), t.cells[n:]
}

// cellCount counts the cells in a paragraph of a table: the words with a capital
// that do not go on a sentence, a list, a name in capitals or a bracket.
func cellCount(text string) int {
	count, depth := 0, 0
	before := ""
	for i, w := range strings.Fields(text) {
		start := depth == 0 && startsUpper(w) && (i == 0 || !goesOn(before))
		if start || i == 0 {
			count++
		}
		depth += strings.Count(w, "(") - strings.Count(w, ")")
		before = w
	}
	return count
}

// goesOn reports whether what follows the word belongs to the same cell.
func goesOn(word string) bool {
	last, _ := utf8.DecodeLastRuneInString(word)
	abbreviation := last == '.' && utf8.RuneCountInString(word) <= 4
	if strings.ContainsRune(".,;:/&+–-", last) && !abbreviation {
		return true
	}
	return len(word) < 4 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsUpper(r) }) < 0
}
