package ingest

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// htmlKinds are the elements that make a block.
var htmlKinds = map[atom.Atom]struct {
	kind  kind
	level int
}{
	atom.H1: {heading, 1}, atom.H2: {heading, 2}, atom.H3: {heading, 3}, atom.H4: {heading, 4}, atom.H5: {heading, 5}, atom.H6: {heading, 6},
	atom.P: {}, atom.Div: {}, atom.Section: {}, atom.Article: {}, atom.Main: {}, atom.Blockquote: {}, atom.Pre: {}, atom.Br: {},
	atom.Dt: {}, atom.Dd: {}, atom.Figcaption: {}, atom.Body: {}, atom.Header: {}, atom.Table: {}, atom.Ul: {}, atom.Ol: {}, atom.Hr: {},
	atom.Li: {kind: item}, atom.Tr: {kind: row}, atom.Caption: {kind: caption},
}

// htmlSkipped are the elements whose text is no text of the document.
var htmlSkipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Nav: true, atom.Footer: true, atom.Svg: true,
	atom.Title: true, atom.Iframe: true, atom.Object: true, atom.Select: true, atom.Textarea: true, atom.Button: true,
}

// htmlOpen are the elements without an end, or whose end is often left out.
var htmlOpen = map[atom.Atom]bool{
	atom.Br: true, atom.Hr: true, atom.Img: true, atom.Input: true, atom.Meta: true, atom.Link: true, atom.Source: true, atom.Wbr: true,
	atom.Col: true, atom.Area: true, atom.Base: true, atom.Embed: true, atom.Track: true,
	atom.P: true, atom.Li: true, atom.Td: true, atom.Th: true, atom.Tr: true, atom.Dt: true, atom.Dd: true, atom.Option: true,
	atom.Tbody: true, atom.Thead: true, atom.Tfoot: true, atom.Html: true, atom.Head: true, atom.Body: true,
}

// readHTML reads a page. It goes through the tags one by one and builds no tree,
// so that deep nesting costs nothing before it is refused.
func readHTML(data []byte) ([]block, error) {
	h := &htmlReader{z: html.NewTokenizer(bytes.NewReader(data)), line: 1}
	for {
		token := h.z.Next()
		raw := h.z.Raw()
		at := h.line
		h.line += bytes.Count(raw, []byte("\n"))
		switch token {
		case html.ErrorToken:
			if err := h.z.Err(); !errors.Is(err, io.EOF) {
				return nil, err
			}
			h.flush()
			return h.blocks, nil
		case html.TextToken:
			h.text(string(h.z.Text()), at)
		case html.StartTagToken, html.SelfClosingTagToken:
			h.start(token == html.SelfClosingTagToken)
		case html.EndTagToken:
			h.end()
		}
		if h.depth > maxDepth {
			return nil, errTooDeep
		}
	}
}

type htmlReader struct {
	z       *html.Tokenizer
	blocks  []block
	open    block
	line    int
	depth   int
	skip    atom.Atom // the element being skipped, with how many of its kind are open
	skips   int
	sup     string // text of the raised text being read
	inSup   bool
	link    bool // a link is in it
	cells   int
	headers bool   // the row consists of headers
	header  string // of the table
}

func (h *htmlReader) start(closed bool) {
	name, more := h.z.TagName()
	tag := atom.Lookup(name)
	for more {
		_, _, more = h.z.TagAttr()
	}
	if !closed && !htmlOpen[tag] {
		h.depth++
	}
	switch {
	case h.skip != 0:
		if tag == h.skip && !closed {
			h.skips++
		}
		return
	case htmlSkipped[tag] && !closed:
		h.skip, h.skips = tag, 1
		return
	case tag == atom.Sup:
		h.inSup, h.link, h.sup = true, false, ""
	case tag == atom.A && h.inSup:
		h.link = true
	case tag == atom.Td || tag == atom.Th:
		if h.cells++; h.cells > maxParts {
			return
		}
		if h.cells > 1 {
			h.open.text += " | "
		}
		h.headers = tag == atom.Th && (h.cells == 1 || h.headers)
	}
	if kind, ok := htmlKinds[tag]; ok && !(h.cells > 0 && tag != atom.Tr && tag != atom.Table) {
		h.flush()
		h.open = block{kind: kind.kind, level: kind.level}
		if tag == atom.Table {
			h.header = ""
		}
	}
}

func (h *htmlReader) end() {
	name, _ := h.z.TagName()
	tag := atom.Lookup(name)
	if !htmlOpen[tag] && h.depth > 0 {
		h.depth--
	}
	if h.skip != 0 {
		if tag == h.skip {
			if h.skips--; h.skips == 0 {
				h.skip = 0
			}
		}
		return
	}
	switch _, isBlock := htmlKinds[tag]; {
	case tag == atom.Sup && h.inSup:
		h.inSup = false
		if !h.link { // a mark of a footnote links to it
			h.open.text += h.sup
		}
	case isBlock && !(h.cells > 0 && tag != atom.Tr && tag != atom.Table):
		h.flush()
	case h.cells > 0:
		h.open.text += " "
	}
}

func (h *htmlReader) text(s string, line int) {
	if h.skip != 0 {
		return
	}
	if h.inSup {
		h.sup += s
		return
	}
	if h.open.line == 0 && strings.TrimSpace(s) != "" {
		h.open.line = line + strings.Count(s[:len(s)-len(strings.TrimLeft(s, " \t\r\n"))], "\n")
	}
	h.open.text += s
}

// flush ends the open block. A row of headers names the columns of those after
// it.
func (h *htmlReader) flush() {
	b := h.open
	b.text = squeeze(clean(b.text))
	headers := b.kind == row && h.headers
	h.open, h.cells, h.headers = block{}, 0, false
	switch {
	case strings.Trim(b.text, " |") == "":
	case headers:
		h.header = b.text
	default:
		if b.kind == row {
			b.header = h.header
		} else if b.kind == paragraph && captionShape.MatchString(b.text) && len(b.text) < 2*headingLimit {
			b.kind = caption
		}
		h.blocks = append(h.blocks, b)
	}
}
