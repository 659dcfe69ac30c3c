package ingest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// readDOCX reads a Word document: its body and its footnotes. Running heads and
// feet are parts of their own and are not read.
func readDOCX(data []byte) ([]block, error) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, err
	}
	if len(archive.File) > maxParts {
		return nil, errTooLarge
	}
	left := int64(maxText)
	parts := map[string][]byte{}
	for _, f := range archive.File {
		if f.Name != "word/document.xml" && f.Name != "word/footnotes.xml" && f.Name != "word/styles.xml" {
			continue
		}
		if f.Flags&1 != 0 {
			return nil, errEncrypted
		}
		if parts[f.Name] != nil {
			return nil, fmt.Errorf("%s is there twice", f.Name)
		}
		if parts[f.Name], err = readPart(f, &left); err != nil {
			return nil, err
		}
	}
	if parts["word/document.xml"] == nil {
		return nil, errWrongType
	}
	styles, err := docxStyles(parts["word/styles.xml"])
	if err != nil {
		return nil, err
	}
	body := &docxReader{styles: styles, page: 1}
	if err := body.read(parts["word/document.xml"]); err != nil {
		return nil, err
	}
	notes := &docxReader{kind: note}
	if err := notes.read(parts["word/footnotes.xml"]); err != nil {
		return nil, err
	}
	return append(body.blocks, notes.blocks...), nil
}

// readPart unpacks a part, and left tells how much may still be unpacked.
func readPart(f *zip.File, left *int64) ([]byte, error) {
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, *left+1))
	if err != nil {
		return nil, err
	}
	if *left -= int64(len(data)); *left < 0 {
		return nil, errTooLarge
	}
	return data, nil
}

// eachTag goes through the tags and texts of a part.
func eachTag(part []byte, do func(xml.Token)) error {
	decoder := xml.NewDecoder(bytes.NewReader(part))
	depth := 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			if depth > 0 {
				return io.ErrUnexpectedEOF
			}
			return nil
		}
		if err != nil {
			return err
		}
		switch token.(type) {
		case xml.StartElement:
			depth++
		case xml.EndElement:
			depth--
		case xml.Directive:
			return errors.New("it has a document type declaration")
		}
		if depth > maxDepth {
			return errTooDeep
		}
		do(token)
	}
}

// attribute returns the value of an attribute, whatever its namespace.
func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

var headingStyle = regexp.MustCompile(`^(?i:heading|otsikko|rubrik)\s*(\d)$`)

// docxStyles returns the levels of the styles that are headings, by their ids.
func docxStyles(part []byte) (map[string]int, error) {
	levels := map[string]int{}
	id := ""
	err := eachTag(part, func(token xml.Token) {
		e, ok := token.(xml.StartElement)
		if !ok {
			return
		}
		switch e.Name.Local {
		case "style":
			id = attribute(e, "styleId")
		case "name":
			if m := headingStyle.FindStringSubmatch(attribute(e, "val")); m != nil {
				levels[id], _ = strconv.Atoi(m[1]) // a digit by its pattern
			}
		case "outlineLvl":
			if n, err := strconv.Atoi(attribute(e, "val")); err == nil && n >= 0 && n < 9 {
				levels[id] = n + 1
			}
		}
	})
	return levels, err
}

// docxReader reads a part with paragraphs and tables.
type docxReader struct {
	styles map[string]int
	kind   kind // of its paragraphs
	blocks []block
	page   int
	open   block
	text   strings.Builder
	inText bool
	tables int // open ones; a table within a cell is read as its text
	cells  []string
	header string
	first  bool // the row is the table's first
}

func (d *docxReader) read(part []byte) error {
	return eachTag(part, func(token xml.Token) {
		switch e := token.(type) {
		case xml.StartElement:
			d.start(e)
		case xml.EndElement:
			d.end(e.Name.Local)
		case xml.CharData:
			if d.inText {
				d.text.Write(e)
			}
		}
	})
}

func (d *docxReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "t":
		d.inText = true
	case "p":
		if d.tables == 0 {
			d.open = block{kind: d.kind, page: d.page}
		}
	case "pStyle":
		style := attribute(e, "val")
		level := d.styles[style]
		if m := headingStyle.FindStringSubmatch(style); m != nil && level == 0 {
			level, _ = strconv.Atoi(m[1]) // a digit by its pattern
		}
		if level > 0 && d.tables == 0 && d.kind == paragraph {
			d.open.kind, d.open.level = heading, level
		}
	case "numPr":
		if d.tables == 0 && d.open.kind == paragraph {
			d.open.kind = item
		}
	case "tab":
		d.text.WriteByte(' ')
	case "br", "cr", "lastRenderedPageBreak":
		d.text.WriteByte(' ')
		if e.Name.Local == "lastRenderedPageBreak" || attribute(e, "type") == "page" {
			d.page = min(d.page+1, maxPages)
			if strings.TrimSpace(d.text.String()) == "" && d.tables == 0 {
				d.open.page = d.page
			}
		}
	case "noBreakHyphen":
		d.text.WriteByte('-')
	case "sym":
		if n, err := strconv.ParseUint(attribute(e, "char"), 16, 16); err == nil {
			d.text.WriteRune(rune(n))
		}
	case "tbl":
		d.tables++
		d.first = d.tables == 1 || d.first
	case "tr":
		if d.tables == 1 {
			d.cells = nil
		}
	}
}

func (d *docxReader) end(name string) {
	switch name {
	case "t":
		d.inText = false
	case "p":
		if d.tables > 0 {
			d.text.WriteByte(' ')
			return
		}
		d.open.text = d.take()
		if d.open.kind == paragraph && captionShape.MatchString(d.open.text) && len(d.open.text) < 2*headingLimit {
			d.open.kind = caption
		}
		if d.open.text != "" {
			d.blocks = append(d.blocks, d.open)
		}
	case "tc":
		if d.tables == 1 {
			d.cells = append(d.cells, d.take())
		}
	case "tr":
		d.endRow()
	case "tbl":
		d.tables--
	}
}

// endRow makes a block of a row. The first row names the columns.
func (d *docxReader) endRow() {
	if d.tables != 1 || strings.Join(d.cells, "") == "" {
		return
	}
	text := strings.Join(d.cells, " | ")
	if d.first {
		d.header, d.first = text, false
		return
	}
	d.blocks = append(d.blocks, block{kind: row, header: d.header, text: text, page: d.page})
}

func (d *docxReader) take() string {
	text := squeeze(clean(d.text.String()))
	d.text.Reset()
	return text
}
