package ingest

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"math"
	"strings"

	"github.com/ledongthuc/pdf"
)

// readPDF reads the text of a PDF in the order in which the file draws it, which
// is the reading order in files made by text programs. Pictures are not read.
func readPDF(data []byte) ([]block, error) {
	if err := checkStreams(data); err != nil {
		return nil, err
	}
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	if errors.Is(err, pdf.ErrInvalidPassword) {
		return nil, errEncrypted
	}
	if err != nil {
		return nil, err
	}
	if !r.Trailer().Key("Encrypt").IsNull() {
		return nil, errEncrypted
	}
	pages := r.NumPage()
	if pages > maxPages {
		return nil, errTooLarge
	}
	var lines []line
	size := 0
	for n := 1; n <= pages; n++ {
		for _, l := range pageLines(r.Page(n).Content().Text) {
			l.page = n
			size += len(l.text)
			lines = append(lines, l)
		}
		if size > maxText {
			return nil, errTooLarge
		}
		lines = append(lines, line{page: n})
	}
	return textBlocks(lines), nil
}

// checkStreams unpacks every packed stream to see that all of them together are
// of a bearable size, before anything is kept.
func checkStreams(data []byte) error {
	left := int64(4 * maxText)
	for {
		i := bytes.Index(data, []byte("stream"))
		if i < 0 {
			return nil
		}
		data = data[i+len("stream"):]
		body := bytes.TrimPrefix(bytes.TrimPrefix(data, []byte("\r")), []byte("\n"))
		packed, err := zlib.NewReader(bytes.NewReader(body))
		if err != nil {
			continue // not packed, or no stream
		}
		n, _ := io.Copy(io.Discard, io.LimitReader(packed, left+1)) // a broken stream is the reader's to tell
		if left -= n; left < 0 {
			return errTooLarge
		}
	}
}

// pageLines puts the pieces of a page's text together into lines, with an empty
// line where there is more room between two than lines have.
func pageLines(pieces []pdf.Text) []line {
	var out []line
	var b strings.Builder
	var last pdf.Text
	flush := func() {
		if text := squeeze(clean(b.String())); text != "" {
			out = append(out, line{text: text, glue: strings.HasSuffix(b.String(), " ")})
		}
		b.Reset()
	}
	for i, p := range pieces {
		size := math.Max(p.FontSize, 1)
		if i > 0 {
			drop := last.Y - p.Y
			switch {
			case math.Abs(drop) < size*0.5:
				if gap := p.X - (last.X + last.W); gap > size*0.18 && !strings.HasSuffix(b.String(), " ") {
					b.WriteByte(' ')
				}
			case drop < 0 || drop > size*1.75:
				flush()
				out = append(out, line{})
			default:
				flush()
			}
		}
		b.WriteString(p.S)
		last = p
	}
	flush()
	return out
}
