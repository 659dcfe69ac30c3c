package export

import (
	"bytes"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldhtml "github.com/yuin/goldmark/renderer/html"

	"luonnos/tools/plan"
)

// renderer is one that makes links of addresses and lets HTML through.
var renderer = goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(goldhtml.WithUnsafe()))

var tag = regexp.MustCompile(`<[^>]*>`)

// shows renders the text as the first of two cells and returns what a reader
// sees in it.
func shows(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	if err := renderer.Convert([]byte("| a | b |\n|---|---|\n| "+escape(text)+" | end |\n"), &b); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	for _, bad := range []string{"<a", "<img", "<script", "<b>", "<em", "<strong", "<del", "<!--"} {
		if strings.Contains(page, bad) {
			t.Fatalf("%q becomes %s: %s", text, bad, page)
		}
	}
	_, body, _ := strings.Cut(page, "<tbody>")
	cells := strings.Split(body, "<td>")
	if len(cells) != 3 || !strings.HasPrefix(cells[2], "end</td>") {
		t.Fatalf("%q breaks the table: %s", text, page)
	}
	return html.UnescapeString(tag.ReplaceAllString(strings.TrimSuffix(strings.TrimSpace(cells[1]), "</td>"), ""))
}

func FuzzEscape(f *testing.F) {
	for _, s := range []string{
		"plain", "", "a | b", "<b>x</b>", "<script>alert(1)</script>", "[x](javascript:y)", "![x](http://y.example/i.png)",
		"https://x.example/a_b?c=*d*", "www.example.com", "saara@kivisaari.example", "mailto:a@b.example", "<https://x.example>",
		"- item\n- item", "# title", "1. one", "> quote", "```\ncode\n```", "`code", "a``b`c", "*a* _b_ ~~c~~", "&lt;b&gt; &amp;",
		`\`, `a\|b`, `a\`, "x\u202ey", "z\u200bz", "[a]: http://x.example", "a\\`http://x`", "a@b|c@d", "$x$", "| --- |", "a\tb", "\x00",
		"1\u00a0200\u00a0€", "xmpp:a@b.example/c", "HTTP://X.EXAMPLE", "(http://x.example).", "\xff", "<!-- x -->", "a  ", "€ – ”ä”",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		want := strings.TrimSpace(plain(text))
		if got := strings.TrimSpace(shows(t, text)); got != want {
			t.Errorf("%q is written %q and shown %q, want %q", text, escape(text), got, want)
		}
	})
}

// TestEveryListIsNamed: a list that does not make up its topic has a caption.
func TestEveryListIsNamed(t *testing.T) {
	for _, f := range plan.Fields() {
		list := f.Path.List()
		if _, named := captions[list]; list != "" && !named && list != plan.Path(f.Topic) && list != deviationList {
			t.Errorf("%s has no caption", list)
		}
	}
}

func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		" a \n\t b ": "a b", "x\u202ey\u200bz": "xyz", "1\u00a0200": "1\u00a0200", "a\x1b[31mb": "a [31mb", "\xff": "\ufffd", " \n ": "",
	} {
		if got := plain(in); got != want {
			t.Errorf("plain(%q) = %q, want %q", in, got, want)
		}
	}
}
