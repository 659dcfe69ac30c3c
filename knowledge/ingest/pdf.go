package ingest

import (
	"bytes"
	"compress/zlib"
	"errors"
	"io"
	"math"
	"regexp"
	"slices"
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
	markNotes(lines)
	return textBlocks(lines), nil
}

// markNotes sets the number of a footnote apart from its text, as in a text that
// is no PDF. Footnotes begin with a number and are set smaller than most lines.
func markNotes(lines []line) {
	var sizes []float64
	for _, l := range lines {
		if l.text != "" {
			sizes = append(sizes, l.size)
		}
	}
	if len(sizes) == 0 {
		return
	}
	slices.Sort(sizes)
	small := sizes[len(sizes)/2] * 0.95
	for i := range lines {
		l := &lines[i]
		if m := numberFirst.FindStringSubmatch(l.text); m != nil && l.size < small {
			l.text = m[1] + "  " + m[2]
		}
	}
}

var numberFirst = regexp.MustCompile(`^(\d{1,3}) (\S.*)$`)

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
	var height float64 // of the open line's greatest letter
	flush := func() {
		if text := squeeze(clean(b.String())); text != "" {
			out = append(out, line{text: text, size: height, glue: strings.HasSuffix(b.String(), " ")})
		}
		b.Reset()
		height = 0
	}
	for i, p := range pieces {
		size := math.Max(p.FontSize, 1)
		if i > 0 {
			drop := last.Y - p.Y
			switch {
			case math.Abs(drop) < size*0.5:
				if isGap(pieces[:i], p, size) && !strings.HasSuffix(b.String(), " ") {
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
		last, height = p, max(height, p.FontSize)
	}
	flush()
	return out
}

// isGap reports whether there is room for a space between a piece and those
// before it on its line. Some fonts have no widths here: then the width of the
// last letter is guessed, and nothing is when its place is not known either,
// because letters drawn at once are all given the first one's.
func isGap(before []pdf.Text, p pdf.Text, size float64) bool {
	last := before[len(before)-1]
	if last.W > 0 {
		return p.X-(last.X+last.W) > size*0.18
	}
	if len(before) > 1 && before[len(before)-2].X == last.X {
		return false
	}
	return p.X-last.X > size*(guessedWidth(last.S)+0.3)
}

// guessedWidth is about how wide a letter is, as a share of its size.
func guessedWidth(letter string) float64 {
	switch {
	case strings.Contains("iljtfrI.,:;'|!()[]-", letter):
		return 0.4
	case strings.Contains("mwMW–—%@&", letter):
		return 0.95
	case strings.ToUpper(letter) == letter:
		return 0.75
	}
	return 0.6
}
