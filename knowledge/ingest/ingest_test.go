package ingest

import (
	"archive/zip"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/ledongthuc/pdf"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write the goldens anew")

// dump writes a document as the goldens hold it.
func dump(d *Document) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s\n", d.Title, d.Lang)
	for _, p := range d.Passages {
		fmt.Fprintf(&b, "[%s] %s | %s | %s %d:%d\n  %s\n", p.Section, p.Table, p.Title, p.Lang, p.Page, p.Line, p.Text)
	}
	return b.String()
}

// Each archive in testdata holds a document and what is read of it.
func TestGoldens(t *testing.T) {
	names, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	tested := 0
	for _, entry := range names {
		if !strings.HasSuffix(entry.Name(), ".txtar") {
			continue
		}
		tested++
		t.Run(entry.Name(), func(t *testing.T) {
			path := "testdata/" + entry.Name()
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			source, want := archive.Files[0], &archive.Files[1]
			data := strings.NewReplacer("<FF>", "\f", "<PUA>", "\uf0e0", "<SHY>", "\u00ad", "<NBSP>", "\u00a0", "<EM>", "\u2003", "<SP>\n", " \n", "<a..>", "a\u0308").Replace(string(source.Data))
			doc, err := Read(source.Name, []byte(data))
			if err != nil {
				t.Fatal(err)
			}
			got := dump(doc)
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
	if tested < 4 {
		t.Errorf("%d goldens", tested)
	}
}

// A list goes on after a footnote that stands in it.
func TestListAroundAFootnote(t *testing.T) {
	var text strings.Builder
	text.WriteString("Ennen listaa:\n\n• eka\n")
	for i := range 20 {
		fmt.Fprintf(&text, "\n%d  Alaviite kertoo lähteen.\n\n• kohta %d\n", i+1, i+1)
	}
	doc, err := Read("a.txt", []byte(text.String()))
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Passages[0].Text; !strings.HasPrefix(got, "Ennen listaa: • eka • kohta 1 ") || !strings.HasSuffix(got, "• kohta 20") {
		t.Errorf("the list is %q", got)
	}
}

// zipped packs files into an archive.
func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for name, text := range files {
		f, err := w.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func word(body string) string {
	return `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>` + body + `</w:body></w:document>`
}

func para(style, text string) string {
	if style != "" {
		style = `<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`
	}
	return "<w:p>" + style + "<w:r><w:t>" + text + "</w:t></w:r></w:p>"
}

func TestDOCX(t *testing.T) {
	cell := func(text string) string { return "<w:tc>" + para("", text) + "</w:tc>" }
	long := "Kunta lyhentää hakemusten läpimenoaikaa uudistamalla työnkulun, mittaamalla tulokset ja siirtämällä vapautuvat resurssit asiakkaille."
	data := zipped(t, map[string]string{
		"word/document.xml": word(para("Title1", "1. Kohde") + para("", long) +
			`<w:p><w:r><w:lastRenderedPageBreak/><w:t>Nuoli </w:t><w:sym w:font="Wingdings" w:char="F0E0"/><w:t xml:space="preserve"> kohti parempaa, la&#x308;mpöistä palvelua.</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>` +
			para("", "Taulukko 3. Vastuut") +
			"<w:tbl><w:tr>" + cell("Työkohde") + cell("Omistaja") + "</w:tr><w:tr>" + cell("Hankinta") + cell("Päällikkö") + "</w:tr></w:tbl>"),
		"word/styles.xml":    `<w:styles xmlns:w="x"><w:style w:styleId="Title1"><w:name w:val="heading 1"/></w:style></w:styles>`,
		"word/footnotes.xml": `<w:footnotes xmlns:w="x"><w:footnote>` + para("", "Selitys sanalle.") + `</w:footnote></w:footnotes>`,
		"word/header1.xml":   word(para("", "Sivun otsake")),
	})
	doc, err := Read("suunnitelma.docx", data)
	if err != nil {
		t.Fatal(err)
	}
	want := `suunnitelma.docx | fi
[1]  | 1. Kohde | fi 1:0
  ` + long + `
[1]  | 1. Kohde | fi 2:0
  Nuoli → kohti parempaa, lämpöistä palvelua.
[1] T3 | 1. Kohde Taulukko 3. Vastuut Työkohde | Omistaja | fi 2:0
  Hankinta | Päällikkö
[1]  | 1. Kohde | fi 0:0
  Selitys sanalle.
`
	if diff := cmp.Diff(want, dump(doc)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// pdfFile makes a PDF whose pages show the lines.
func pdfFile(trailer string, pages ...[]string) []byte {
	var out bytes.Buffer
	var offsets []int
	object := func(text string) {
		offsets = append(offsets, out.Len())
		fmt.Fprintf(&out, "%d 0 obj\n%s\nendobj\n", len(offsets), text)
	}
	out.WriteString("%PDF-1.4\n")
	object("<< /Type /Catalog /Pages 2 0 R >>")
	var kids []string
	for i := range pages {
		kids = append(kids, fmt.Sprintf("%d 0 R", 4+2*i))
	}
	object(fmt.Sprintf("<< /Type /Pages /Count %d /Kids [%s] >>", len(pages), strings.Join(kids, " ")))
	object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
	for i, lines := range pages {
		var content strings.Builder
		y := 800
		for _, l := range lines {
			if y -= 14; l == "" {
				y -= 14
				continue
			}
			fmt.Fprintf(&content, "BT /F1 11 Tf 1 0 0 1 50 %d Tm (%s) Tj ET\n", y, strings.NewReplacer("ä", "\xe4", "ö", "\xf6").Replace(l))
		}
		object(fmt.Sprintf("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> >>", 5+2*i))
		object(fmt.Sprintf("<< /Length %d >>\nstream\n%sendstream", content.Len(), content.String()))
	}
	start := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n", len(offsets)+1)
	for _, o := range offsets {
		fmt.Fprintf(&out, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&out, "trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n", len(offsets)+1, trailer, start)
	return out.Bytes()
}

func TestPDF(t *testing.T) {
	head := "Muistion juokseva otsake"
	doc, err := Read("a.pdf", pdfFile("",
		[]string{head, "", "1. Kohde", "", "Kunta lyhentaa hakemusten läpimenoaikaa ja vapauttaa resurs-", "seja asiakkaiden palveluun ennen vuoden loppua, joten työ", "", "1"},
		[]string{head, "", "etenee erissä.", "", "2"}, []string{head, "", "Uusi kappale alkaa tästä ja kertoo lisää uudistuksesta.", "", "3"}))
	if err != nil {
		t.Fatal(err)
	}
	got := dump(doc)
	for _, want := range []string{"[1]  | 1. Kohde | fi 1:0\n", "vapauttaa resursseja asiakkaiden palveluun ennen vuoden loppua, joten työ etenee erissä.", "fi 3:0\n  Uusi kappale"} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if strings.Contains(got, head) {
		t.Errorf("the running head is in\n%s", got)
	}
}

// Letters drawn one by one, whose widths are not known, make words by the room
// between them.
func TestPDFOfSingleLetters(t *testing.T) {
	var pieces []pdf.Text
	x := 50.0
	for _, word := range []string{"Mittarit", "kertovat", "tuloksen"} {
		for _, r := range word {
			pieces = append(pieces, pdf.Text{S: string(r), X: x, Y: 700, FontSize: 10})
			x += 10 * (guessedWidth(string(r)) - 0.05)
		}
		x += 4
	}
	if got := pageLines(pieces); len(got) != 1 || got[0].text != "Mittarit kertovat tuloksen" {
		t.Errorf("got %+v", got)
	}
}

func TestReadRefuses(t *testing.T) {
	deep := strings.Repeat("<w:p>", 10_000)
	many := map[string]string{}
	for i := range maxParts + 1 {
		many[fmt.Sprint(i)] = ""
	}
	tests := map[string]struct {
		name string
		data []byte
		want reason
	}{
		"unknown kind":        {"a.xls", []byte("x"), errUnknown},
		"no ending":           {"a", []byte("x"), errUnknown},
		"empty":               {"a.txt", nil, errNoText},
		"only space":          {"a.md", []byte(" \n\n"), errNoText},
		"too large":           {"a.txt", bytes.Repeat([]byte("x "), maxFile/2+1), errTooLarge},
		"binary text":         {"a.txt", []byte("a\x00b"), errWrongType},
		"not UTF-8":           {"a.html", []byte("\xff\xfe<p>"), errWrongType},
		"PDF as text":         {"a.txt", []byte("%PDF-1.4"), errWrongType},
		"text as PDF":         {"a.pdf", []byte("hello"), errWrongType},
		"text as DOCX":        {"a.docx", []byte("hello"), errWrongType},
		"zip without text":    {"a.docx", zipped(t, map[string]string{"x": "y"}), errWrongType},
		"encrypted DOCX":      {"a.docx", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), errEncrypted},
		"encrypted PDF":       {"a.pdf", pdfFile("/Encrypt << /Filter /Standard /V 1 /R 2 /O (0123456789abcdef0123456789abcdef) /U (0123456789abcdef0123456789abcdef) /P -4 >> /ID [(a) (b)]", []string{"x"}), errEncrypted},
		"zip bomb":            {"a.docx", zipped(t, map[string]string{"word/document.xml": strings.Repeat(" ", maxText+1)}), errTooLarge},
		"many files":          {"a.docx", zipped(t, many), errTooLarge},
		"deep DOCX":           {"a.docx", zipped(t, map[string]string{"word/document.xml": word(deep)}), errTooDeep},
		"deep HTML":           {"a.html", []byte(strings.Repeat("<div>", 10_000) + "x"), errTooDeep},
		"deep Markdown":       {"a.md", []byte(strings.Repeat(">", 10_000) + "x"), errTooDeep},
		"DOCX with a DTD":     {"a.docx", zipped(t, map[string]string{"word/document.xml": `<!DOCTYPE x [<!ENTITY a "b">]>` + word("")}), errBroken},
		"cut DOCX":            {"a.docx", zipped(t, map[string]string{"word/document.xml": "<w:document><w:p>"}), errBroken},
		"broken zip":          {"a.docx", []byte("PK\x03\x04 broken"), errBroken},
		"broken PDF":          {"a.pdf", []byte("%PDF-1.4 broken"), errBroken},
		"PDF without text":    {"a.pdf", pdfFile("", nil), errNoText},
		"PDF of a packed sea": {"a.pdf", append([]byte("%PDF-1.4\nstream\n"), packed(t, 4*maxText+1)...), errTooLarge},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Read(test.name, test.data)
			var bad *Error
			if !errors.As(err, &bad) || bad.Reason != test.want.Text {
				t.Fatalf("error %v, want %v", err, test.want)
			}
			for _, lang := range []string{"fi", "sv", "en"} {
				if !strings.HasPrefix(bad.In(lang), test.name+": ") {
					t.Errorf("in %s it says %q", lang, bad.In(lang))
				}
			}
		})
	}
}

func FuzzRead(f *testing.F) {
	f.Add("a.txt", []byte("1. Kohde\n\nTaulukko 1. A\n\nB C\n\n1  note\n"))
	f.Add("a.md", []byte("# A\n|a|b|\n|-|-|\n|c|d|\n```\nx\n"))
	f.Add("a.html", []byte("<table><tr><th>a<tr><td>b</table><sup><a>1</a></sup>"))
	f.Add("a.docx", zipped(f, map[string]string{"word/document.xml": word(para("", "x"))}))
	f.Add("a.pdf", pdfFile("", []string{"x"}))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		doc, err := Read(name, data)
		if (doc == nil) == (err == nil) {
			t.Errorf("%v, %v", doc, err)
		}
		if doc == nil {
			return
		}
		for _, p := range doc.Passages {
			if p.Text == "" || p.Section == "" || len([]rune(p.Text)) > greatestPassage {
				t.Errorf("passage %+v", p)
			}
		}
	})
}
