package web

import (
	"io/fs"
	"regexp"
	"strings"
	"testing"
)

// families are keys that code puts together: a text beginning so is used when its
// beginning is.
var families = []string{"phase_", "state_", "unit_", "list_", "share_", "can_"}

var (
	textLine   = regexp.MustCompile(`(?m)^  "?([\w+]+)"?: \{ fi: ".+", sv: ".+", en: ".+" \},$`)
	entryLine  = regexp.MustCompile(`(?m)^  "?[\w+]+"?: \{`)
	usedInCode = regexp.MustCompile("\\bt\\((?:[^()\"'`]*\\? )?\"([\\w+]+)\"(?: : \"([\\w+]+)\")?")
	usedInPage = regexp.MustCompile(`data-(?:text|label)="(\w+)"`)
)

func read(t *testing.T, name string) string {
	t.Helper()
	data, err := fs.ReadFile(Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// TestTexts: each text of the page is there in three languages, each that is used
// is there, and none is left over.
func TestTexts(t *testing.T) {
	source := read(t, "texts.js")
	texts := map[string]bool{}
	for _, m := range textLine.FindAllStringSubmatch(source, -1) {
		texts[m[1]] = true
	}
	if all := len(entryLine.FindAllString(source, -1)); all != len(texts) {
		t.Errorf("%d texts, of which %d are in three languages in one line", all, len(texts))
	}
	var code strings.Builder
	files, err := fs.Glob(Files(), "*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if name != "texts.js" {
			code.WriteString(read(t, name))
		}
	}
	page := read(t, "index.html")
	for _, m := range append(usedInCode.FindAllStringSubmatch(code.String(), -1), usedInPage.FindAllStringSubmatch(page, -1)...) {
		for _, key := range m[1:] {
			if key != "" && !texts[key] {
				t.Errorf("no text %q", key)
			}
		}
	}
	for key := range texts {
		if !used(key, code.String()+page) {
			t.Errorf("text %q is used nowhere", key)
		}
	}
}

func used(key, code string) bool {
	for _, family := range families {
		if strings.HasPrefix(key, family) {
			return strings.Contains(code, "`"+family+"${")
		}
	}
	if said, ok := strings.CutSuffix(key, "_say"); ok {
		return strings.Contains(code, "${what}_say") && strings.Contains(code, `"`+said+`"`)
	}
	return strings.Contains(code, `"`+key+`"`) || strings.Contains(code, `left.kind`) && key == "not_applicable"
}

// TestNoInline: the page needs nothing that its policy forbids.
func TestNoInline(t *testing.T) {
	page := read(t, "index.html")
	for _, forbidden := range []string{"<style", " style=", " onclick=", "javascript:", "http://", "https://"} {
		if strings.Contains(page, forbidden) {
			t.Errorf("index.html has %q", forbidden)
		}
	}
	files, err := fs.Glob(Files(), "*.js")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if code := read(t, name); strings.Contains(code, "innerHTML") || strings.Contains(code, "insertAdjacentHTML") || strings.Contains(code, "eval(") {
			t.Errorf("%s reads text as code", name)
		}
	}
}
