// Package indextest holds what every place for added knowledge must do: keep it,
// and find the same passages in the same order as an index in memory does.
package indextest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"testing"

	"luonnos/knowledge"
	"luonnos/knowledge/ingest"
	"luonnos/knowledge/library"
)

// Place is where added knowledge and its vectors lie.
type Place interface {
	library.Shelf
	// Vectors returns the vectors of the index's pieces.
	Vectors(ctx context.Context, x *knowledge.Index) (knowledge.Vectors, error)
}

// Open returns a place that has the embedder, and one more way to the same place.
// It must be empty.
type Open func(t *testing.T, e knowledge.Embedder) (here, there Place)

// Run holds a kind of place to the contract.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, Open){
		"documents":    testDocuments,
		"again":        testAgain,
		"broken files": testBroken,
		"solutions":    testSolutions,
		"same order":   testSameOrder,
		"at once":      testAtOnce,
	} {
		t.Run(name, func(t *testing.T) { test(t, open) })
	}
}

// hashed is the embedder of the suite: it needs no network.
func hashed(t *testing.T) knowledge.Embedder {
	t.Helper()
	h, err := knowledge.NewHashed()
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// write writes a file into the folder.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func content(t *testing.T, p Place) library.Content {
	t.Helper()
	c, err := p.Content(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// index makes the index of a place, without vectors.
func index(t *testing.T, p Place) *knowledge.Index {
	t.Helper()
	x, _, err := library.Library{Shelf: p}.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// ingested adds a document that must be new.
func ingested(t *testing.T, p Place, file string) {
	t.Helper()
	if _, changed, err := (library.Library{Shelf: p}).Ingest(t.Context(), file); err != nil || !changed {
		t.Fatalf("ingest %s: changed %v, %v", file, changed, err)
	}
}

const strategy = `# Kivinen kaupunki

Kivisen kaupungin strategia sanoo, että hiekkateiden lanaus uudistetaan robottien ja asukkaiden yhteistyönä.
`

// testDocuments holds that a document is found and quoted wherever the place is
// seen from, also one of an odd name and with odd signs.
func testDocuments(t *testing.T, open Open) {
	here, there := open(t, hashed(t))
	dir := t.TempDir()
	ingested(t, here, write(t, dir, "strategia ä'1.md", strategy))
	ingested(t, here, write(t, dir, "strategia.md", "# Ö\n\nLumen \\ auraus “alkaa” €, kun lunta on 5 cm; 𝒙 ja NULL\\N.\n"))
	if got, want := content(t, there), content(t, here); !reflect.DeepEqual(got, want) || len(got.Documents) != 2 {
		t.Errorf("there is %+v, here %+v", got, want)
	}
	r := index(t, there).Search("Miten hiekkateiden lanausta uudistetaan?", "sv", 1)
	if len(r.Hits) != 1 {
		t.Fatalf("got %+v", r)
	}
	hit := r.Hits[0]
	if hit.Lang != "fi" || !strings.HasPrefix(hit.Text(), "Kivisen kaupungin strategia") || hit.Passage.Quote.Text != hit.Text() ||
		hit.Passage.Quote.Document != "strategia ä'1.md" || hit.Passage.Quote.Line != 3 {
		t.Errorf("the hit is %+v of %+v", hit, hit.Passage)
	}
}

// testAgain holds that the same content again changes nothing, and a new version
// takes the old one's place.
func testAgain(t *testing.T, open Open) {
	here, there := open(t, hashed(t))
	dir := t.TempDir()
	file := write(t, dir, "a.md", strategy)
	ingested(t, here, file)
	before := content(t, here)
	for name, again := range map[string]string{"the same file": file, "the same under another name": write(t, dir, "b.md", strategy)} {
		if _, changed, err := (library.Library{Shelf: there}).Ingest(t.Context(), again); changed || err != nil || !reflect.DeepEqual(content(t, here), before) {
			t.Errorf("%s: changed %v, %v", name, changed, err)
		}
	}
	write(t, dir, "a.md", "# Otsikko\n\nUusi kappale kertoo, että lanaus alkaa keväällä, kun lumi on sulanut ja tiet ovat kuivuneet kunnolla.\n")
	ingested(t, there, file)
	found := index(t, here).Search("lanaus robottien kanssa", "fi", 10)
	if len(content(t, here).Documents) != 1 || found.Hits[0].Passage.Quote.Document != "a.md" || strings.Contains(found.Hits[0].Text(), "robot") {
		t.Errorf("found %+v", found.Hits[0].Passage)
	}
}

// testBroken holds that files that can't be read leave the place as it was.
func testBroken(t *testing.T, open Open) {
	here, _ := open(t, hashed(t))
	dir := t.TempDir()
	ingested(t, here, write(t, dir, "a.md", strategy))
	before := content(t, here)
	l := library.Library{Shelf: here}
	for name, text := range map[string]string{
		"a.md": strings.Repeat(">", 10_000), "a.docx": "PK\x03\x04 broken", "a.pdf": "%PDF-1.7 broken", "a.exe": "MZ", "b.txt": "",
	} {
		var bad *ingest.Error
		if _, changed, err := l.Ingest(t.Context(), write(t, dir, name, text)); !errors.As(err, &bad) || changed {
			t.Errorf("%s: changed %v, error %v", name, changed, err)
		}
	}
	if _, _, err := l.Ingest(t.Context(), filepath.Join(dir, "none.txt")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
	failed := errors.New("no")
	err := here.Change(t.Context(), func(library.Content) (library.Content, error) {
		return library.Content{Documents: []library.Document{{Hash: "x"}}}, failed
	})
	if !errors.Is(err, failed) || !reflect.DeepEqual(content(t, here), before) {
		t.Errorf("a refused change: %v; the place has %+v", err, content(t, here))
	}
}

const solution = `- id: naapuri-robotti
  title: {fi: Naapurin kivirobotti, sv: Grannens stenrobot, en: The neighbour's stone robot}
  organisation: Naapurin kunta
  country: FI
  sector: municipality
  maturity: pilot
  problem: {fi: a, sv: b, en: c}
  solution: {fi: a, sv: b, en: c}
  lesson: {fi: a, sv: b, en: c}
  indicators: [lead_time]
  technologies: [rpa]
  confidence: low
  source: {url: "https://example.org/a", type: news}
`

// testSolutions holds that imported solutions are seen from everywhere and that
// bad ones are not kept.
func testSolutions(t *testing.T, open Open) {
	here, there := open(t, nil)
	dir := t.TempDir()
	file := write(t, dir, "naapuri.yml", solution)
	for _, want := range []bool{true, false} {
		if n, changed, err := (library.Library{Shelf: here}).Import(t.Context(), file); n != 1 || changed != want || err != nil {
			t.Fatalf("%d solutions, changed %v, %v", n, changed, err)
		}
	}
	write(t, dir, "naapuri.yml", strings.ReplaceAll(solution, "stone", "rock"))
	if _, changed, err := (library.Library{Shelf: there}).Import(t.Context(), file); !changed || err != nil {
		t.Errorf("a corrected file: changed %v, %v", changed, err)
	}
	if _, _, err := (library.Library{Shelf: there}).Import(t.Context(), write(t, dir, "b.yaml", solution)); err == nil {
		t.Error("a solution is there twice")
	}
	_, p, err := library.Library{Shelf: here}.Open(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	if s := p.Find("naapuri-robotti"); s == nil || s.Title.EN != "The neighbour's rock robot" {
		t.Errorf("the solution is %+v", s)
	}
}

// testAtOnce holds that documents added at the same time are all kept where the
// place is shared.
func testAtOnce(t *testing.T, open Open) {
	here, there := open(t, nil)
	dir := t.TempDir()
	var wg sync.WaitGroup
	for i := range 6 {
		file := write(t, dir, fmt.Sprint(i, ".md"), strategy+strings.Repeat("Lisää. ", i+1))
		wg.Go(func() {
			l := library.Library{Shelf: []Place{here, there}[i%2]}
			if _, changed, err := l.Ingest(t.Context(), file); !changed || err != nil {
				t.Errorf("changed %v, %v", changed, err)
			}
		})
	}
	wg.Wait()
	if c := content(t, here); len(c.Documents) != 6 {
		t.Errorf("%d documents are kept", len(c.Documents))
	}
}
