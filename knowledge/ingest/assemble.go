package ingest

import (
	"cmp"
	"regexp"
	"strings"
	"unicode/utf8"
)

// Sizes of passages in characters: below the least, paragraphs are put together;
// beyond the greatest they are cut between sentences.
const (
	leastPassage    = 110
	ownItem         = 150 // from which an item of a list is a passage
	greatestPassage = 1000
)

// assembler makes passages of blocks.
type assembler struct {
	doc     *Document
	section string
	title   string // heading of the section
	table   string
	caption string
	open    int    // place of the passage that further blocks may join, -1 for none
	pending string // a subheading or the words before a list
	where   block  // place of pending
}

// assemble makes a document of its blocks.
func assemble(blocks []block) *Document {
	a := &assembler{doc: &Document{}, section: "0", open: -1}
	for i := range blocks {
		b := &blocks[i]
		b.text = squeeze(b.text)
		if b.text == "" {
			continue
		}
		if b.kind != row && b.kind != note {
			a.table, a.caption = "", ""
		}
		switch b.kind {
		case heading:
			a.heading(b)
		case caption:
			a.flush()
			a.caption = b.text
			if m := captionNumber.FindStringSubmatch(b.text); m != nil {
				a.table = "T" + m[1]
			}
		case row:
			a.close()
			a.add(b, a.caption+" "+b.header)
			a.close()
		case item:
			a.item(b)
		case note:
			open := a.open
			a.close()
			a.add(b, "")
			a.open = open
		default:
			a.paragraph(b)
		}
	}
	a.flush()
	a.doc.Lang = language(a.doc)
	return a.doc
}

var captionNumber = regexp.MustCompile(`^\p{L}+\s+(\d+)`)

// heading begins a section, or names what follows within one.
func (a *assembler) heading(b *block) {
	a.flush()
	if a.doc.Title == "" && a.section == "0" && len(a.doc.Passages) == 0 && b.level == 1 && sectionOf(b.text) == b.text {
		a.doc.Title = b.text
	}
	a.section, a.title = sectionOf(b.text), b.text
}

// sectionOf is what a section is called by: its number, an annex's number, or
// its heading.
func sectionOf(text string) string {
	if m := headingNumber.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	if annex := annexShape.FindString(text); annex != "" {
		fields := strings.Fields(annex)
		return "liite" + fields[len(fields)-1]
	}
	if id, ok := namedSections[strings.ToLower(text)]; ok {
		return id
	}
	return text
}

func (a *assembler) paragraph(b *block) {
	intro := strings.HasSuffix(b.text, ":") || utf8.RuneCountInString(b.text) < leastPassage && !strings.HasSuffix(b.text, ".")
	a.close()
	if intro && utf8.RuneCountInString(a.pending+b.text) < 2*headingLimit {
		if a.pending == "" {
			a.where = *b
		}
		a.pending = squeeze(a.pending + " " + b.text)
		return
	}
	a.add(b, "")
}

// item adds an item of a list: to the passage before it when it is short.
func (a *assembler) item(b *block) {
	if utf8.RuneCountInString(b.text) >= ownItem {
		a.close()
		a.add(b, "")
		a.close()
		return
	}
	a.add(b, "")
}

// add adds a block's text to the open passage, or makes one of it.
func (a *assembler) add(b *block, title string) {
	text, at := b.text, *b
	if a.pending != "" {
		text, at = a.pending+" "+text, a.where
		a.pending = ""
	}
	if a.open >= 0 {
		open := &a.doc.Passages[a.open]
		if utf8.RuneCountInString(open.Text)+utf8.RuneCountInString(text) < greatestPassage {
			open.Text += " " + text
			return
		}
	}
	for _, part := range cutSentences(text) {
		a.doc.Passages = append(a.doc.Passages, Passage{
			Section: a.section, Table: map[bool]string{true: a.table}[b.kind == row], Title: squeeze(cmp.Or(a.title, a.doc.Title) + " " + title), Text: part, Page: at.page, Line: at.line,
		})
	}
	a.open = len(a.doc.Passages) - 1
}

// close ends the open passage.
func (a *assembler) close() { a.open = -1 }

// flush makes a passage of words that were to introduce something.
func (a *assembler) flush() {
	a.close()
	if a.pending != "" {
		text := a.pending
		a.pending = ""
		a.add(&block{text: text, page: a.where.page, line: a.where.line}, "")
		a.close()
	}
}

var sentenceEnd = regexp.MustCompile(`[.!?]["”)]?\s+`)

// cutSentences cuts a text that is too long between sentences, and a sentence
// that is too long between words.
func cutSentences(text string) []string {
	var out []string
	for utf8.RuneCountInString(text) > greatestPassage {
		limit := len(string([]rune(text)[:greatestPassage]))
		at := 0
		for _, m := range sentenceEnd.FindAllStringIndex(text[:limit], -1) {
			at = m[1]
		}
		if at == 0 {
			at = strings.LastIndexByte(text[:limit], ' ') + 1
		}
		if at == 0 {
			at = limit
		}
		out = append(out, strings.TrimSpace(text[:at]))
		text = text[at:]
	}
	return append(out, strings.TrimSpace(text))
}
