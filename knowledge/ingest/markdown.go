package ingest

import (
	"regexp"
	"strings"
)

var (
	mdHeading  = regexp.MustCompile(`^(#{1,6})\s+(.*?)\s*#*$`)
	mdItem     = regexp.MustCompile(`^(?:[-*+]|\d{1,3}[.)])\s+`)
	mdRule     = regexp.MustCompile(`^(?:[-*_]\s*){3,}$`)
	mdTableCut = regexp.MustCompile(`^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$`)
	mdNote     = regexp.MustCompile(`^\[\^[^\]]+\]:\s*`)
	mdMark     = regexp.MustCompile(`\[\^[^\]]+\]`)
	mdLink     = regexp.MustCompile(`!?\[([^\[\]]*)\]\([^()\s]*(?:\s+"[^"]*")?\)`)
	mdEmphasis = regexp.MustCompile("(\\*{1,3}|_{2,3}|`+|~~)")
	mdFence    = regexp.MustCompile("^(?:```|~~~)")
)

// readMarkdown reads Markdown: headings, lists, tables and footnotes. Markup
// within a line is dropped, code is kept as it is.
func readMarkdown(data []byte) ([]block, error) {
	m := &markdownReader{joiner: newJoiner(nil)}
	for i, raw := range strings.Split(strings.ReplaceAll(clean(string(data)), "\r\n", "\n"), "\n") {
		text, depth := strings.TrimSpace(raw), 0
		for !m.fenced && strings.HasPrefix(text, ">") {
			if depth++; depth > maxDepth {
				return nil, errTooDeep
			}
			text = strings.TrimSpace(text[1:])
		}
		m.line(text, i+1)
	}
	m.flush()
	return m.blocks, nil
}

type markdownReader struct {
	joiner *joiner
	blocks []block
	open   block
	fenced bool
	header string // of the table being read, with the names of its columns
	inRows bool
}

func (m *markdownReader) line(text string, no int) {
	switch {
	case mdFence.MatchString(text):
		m.flush()
		m.fenced = !m.fenced
	case m.fenced:
		if m.open.text == "" {
			m.open.line = no
		}
		m.open.text += text + " "
	case text == "" || mdRule.MatchString(text):
		m.flush()
		m.inRows, m.header = false, ""
	case mdHeading.MatchString(text):
		m.flush()
		h := mdHeading.FindStringSubmatch(text)
		m.blocks = append(m.blocks, block{kind: heading, level: len(h[1]), text: plainMarkdown(h[2]), line: no})
	case mdTableCut.MatchString(text) && strings.Contains(text, "|") && strings.Contains(m.open.text, "|"):
		m.header, m.inRows = cellText(m.open.text), true
		m.open = block{}
	case m.inRows && strings.Contains(text, "|"):
		m.blocks = append(m.blocks, block{kind: row, header: m.header, text: cellText(text), line: no})
	case mdNote.MatchString(text):
		m.flush()
		m.open = block{kind: note, text: mdNote.ReplaceAllString(text, ""), line: no}
	case mdItem.MatchString(text):
		m.flush()
		m.open = block{kind: item, text: text, line: no}
	case captionShape.MatchString(text) && len(text) < 2*headingLimit:
		m.flush()
		m.blocks = append(m.blocks, block{kind: caption, text: plainMarkdown(text), line: no})
	default:
		if m.open.text == "" {
			m.open.line = no
		}
		m.open.text = m.joiner.join(m.open.text, true, text)
	}
}

// flush ends the open block.
func (m *markdownReader) flush() {
	if m.open.text != "" {
		m.open.text = plainMarkdown(m.open.text)
		m.blocks = append(m.blocks, m.open)
	}
	m.open = block{}
}

// plainMarkdown drops the markup within a line.
func plainMarkdown(s string) string {
	s = mdMark.ReplaceAllString(s, "")
	s = mdLink.ReplaceAllString(s, "$1")
	return mdEmphasis.ReplaceAllString(s, "")
}

// cellText sets the cells of a table's line apart.
func cellText(s string) string {
	var cells []string
	for cell := range strings.SplitSeq(strings.Trim(s, "| "), "|") {
		cells = append(cells, squeeze(plainMarkdown(cell)))
	}
	return strings.Join(cells, " | ")
}
