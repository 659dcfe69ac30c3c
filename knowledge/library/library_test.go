package library

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"luonnos/knowledge/ingest"
)

// write writes a file of a test into the folder.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const strategy = `# Kivinen kaupunki

Kivisen kaupungin strategia sanoo, että hiekkateiden lanaus uudistetaan robottien ja asukkaiden yhteistyönä.
`

// snapshot is the content of every file in the library.
func snapshot(t *testing.T, l Library) string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(l.Dir, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	text, err := json.Marshal(all)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestIngestedDocumentIsFoundAndQuoted(t *testing.T) {
	l := Library{Dir: filepath.Join(t.TempDir(), "a[b]*")}
	file := write(t, t.TempDir(), "strategia 1.md", strategy)
	n, changed, err := l.Ingest(file)
	if err != nil || n != 1 || !changed {
		t.Fatalf("%d passages, changed %v, %v", n, changed, err)
	}
	index, err := l.Index("")
	if err != nil {
		t.Fatal(err)
	}
	r := index.Search("Miten hiekkateiden lanausta uudistetaan?", "sv", 1)
	if len(r.Hits) != 1 {
		t.Fatalf("got %+v", r)
	}
	hit := r.Hits[0]
	if hit.Lang != "fi" || !strings.HasPrefix(hit.Text(), "Kivisen kaupungin strategia") || hit.Passage.Quote.Text != hit.Text() ||
		hit.Passage.Quote.Document != "strategia 1.md" || hit.Passage.Quote.Line != 3 {
		t.Errorf("the hit is %+v of %+v", hit, hit.Passage)
	}
}

func TestIngestAgain(t *testing.T) {
	l := Library{Dir: t.TempDir()}
	dir := t.TempDir()
	file := write(t, dir, "a.md", strategy)
	if _, _, err := l.Ingest(file); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, l)
	for name, again := range map[string]string{"the same file": file, "the same under another name": write(t, dir, "b.md", strategy)} {
		if _, changed, err := l.Ingest(again); changed || err != nil || snapshot(t, l) != before {
			t.Errorf("%s: changed %v, %v", name, changed, err)
		}
	}
	write(t, dir, "a.md", strategy+"\nUusi kappale kertoo, että lanaus alkaa keväällä, kun lumi on sulanut ja tiet ovat kuivuneet kunnolla.\n")
	if n, changed, err := l.Ingest(file); n != 2 || !changed || err != nil {
		t.Errorf("a new version: %d passages, changed %v, %v", n, changed, err)
	}
	index, err := l.Index("")
	if err != nil {
		t.Fatal(err)
	}
	if found := index.Search("hiekkateiden lanaus robottien kanssa", "fi", 10); found.Hits[0].Passage.Quote.Document != "a.md" {
		t.Errorf("found %+v", found.Hits[0].Passage)
	}
}

func TestBrokenFilesLeaveTheLibraryAsItWas(t *testing.T) {
	l := Library{Dir: t.TempDir()}
	dir := t.TempDir()
	if _, _, err := l.Ingest(write(t, dir, "a.md", strategy)); err != nil {
		t.Fatal(err)
	}
	before := snapshot(t, l)
	for name, text := range map[string]string{
		"a.md": strings.Repeat(">", 10_000), "a.docx": "PK\x03\x04 broken", "a.pdf": "%PDF-1.7 broken", "a.exe": "MZ", "b.txt": "",
	} {
		var bad *ingest.Error
		if _, changed, err := l.Ingest(write(t, dir, name, text)); !errors.As(err, &bad) || changed {
			t.Errorf("%s: changed %v, error %v", name, changed, err)
		}
	}
	if _, _, err := l.Ingest(filepath.Join(dir, "none.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	if snapshot(t, l) != before {
		t.Error("the library has changed")
	}
}

func TestIndexReadsAFurtherFile(t *testing.T) {
	l := Library{Dir: t.TempDir()}
	index, err := l.Index(write(t, t.TempDir(), "a.md", strategy))
	if err != nil {
		t.Fatal(err)
	}
	if r := index.Search("hiekkateiden lanaus", "fi", 1); r.Hits[0].Passage.Quote.Text == "" {
		t.Errorf("found %+v", r.Hits[0].Passage)
	}
	if files, _ := os.ReadDir(l.Dir); len(files) > 0 {
		t.Errorf("the library keeps %v", files)
	}
	if _, err := l.Index(filepath.Join(l.Dir, "none.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}
