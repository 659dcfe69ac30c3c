package knowledge

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"slices"

	"go.yaml.in/yaml/v3"
)

// Languages are the codes of the languages every passage is written in,
// the default first.
var Languages = []string{"fi", "sv", "en"}

// Text is one text in the three languages.
type Text struct {
	FI string `yaml:"fi" json:"fi"`
	SV string `yaml:"sv" json:"sv"`
	EN string `yaml:"en" json:"en"`
}

// In returns the text in the language, and in Finnish for a language that is
// not one of [Languages].
func (t Text) In(lang string) string {
	switch lang {
	case "sv":
		return t.SV
	case "en":
		return t.EN
	}
	return t.FI
}

// Passage (tekstikohta) is a piece of a document that can be cited by itself.
type Passage struct {
	ID      string   `yaml:"id"`
	Section string   `yaml:"section"` // of the document: "3.2", "tiivistelma", "liite1"
	Table   string   `yaml:"table"`   // "T1" to "T5" when the passage is about a table or a row of it
	Title   Text     `yaml:"title"`
	Text    Text     `yaml:"text"`
	Words   Text     `yaml:"words"` // everyday words people ask with; searched, never shown
	Terms   []string `yaml:"terms"` // ids of the terms the passage explains
	Source  string   `yaml:"-"`     // what the passage renders, for people

	// Of an ingested document: its own words, their language and place.
	Quote Quote `yaml:"-"`
}

// Quote is a piece of a document word by word.
type Quote struct {
	Document string `json:"document"`
	Text     string `json:"text"`
	Lang     string `json:"lang"`
	Page     int    `json:"page,omitempty"` // from 1; 0 when the document has no pages
	Line     int    `json:"line,omitempty"` // from 1; 0 when it has no lines
}

// Quoted returns what an ingested document says word by word, nil when the
// passage is ours alone.
func (p *Passage) Quoted() *Quote {
	if p.Quote.Text == "" {
		return nil
	}
	return &p.Quote
}

// Label names the passage's place in its document in the language.
func (p *Passage) Label(lang string) string {
	if p.Table != "" {
		return Label(p.Table, lang)
	}
	return Label(p.Section, lang)
}

// langFor is the language to show the passage in to who asks for lang: a passage
// that is only quoted has one.
func (p *Passage) langFor(lang string) string {
	if p.Text.In(lang) == "" {
		return p.Quote.Lang
	}
	return lang
}

// MemoSource is the source of the embedded passages.
const MemoSource = "Sitra 25.11.2025, Tuottavuuslähtöisen uudistumisen toimintamalli"

//go:embed memo/*.yaml
var memoFiles embed.FS

// MemoPassages returns the embedded rendering of the memo, in the memo's order.
func MemoPassages() ([]Passage, error) {
	names, err := fs.Glob(memoFiles, "memo/*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list passages: %w", err)
	}
	var all []Passage
	for _, name := range names {
		raw, err := memoFiles.ReadFile(name)
		if err != nil {
			return nil, fmt.Errorf("read passages: %w", err)
		}
		passages, err := parsePassages(raw)
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		all = append(all, passages...)
	}
	for i := range all {
		all[i].Source = MemoSource
	}
	return all, nil
}

func parsePassages(raw []byte) ([]Passage, error) {
	var passages []Passage
	decoder := yaml.NewDecoder(bytes.NewReader(raw))
	decoder.KnownFields(true)
	if err := decoder.Decode(&passages); err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	return passages, nil
}

// checkPassages refuses passages that could not be cited: without an id of
// their own, a section, or a text in each language. A passage that is only quoted
// needs its own language only.
func checkPassages(passages []Passage) error {
	seen := map[string]bool{}
	for _, p := range passages {
		if p.ID == "" || seen[p.ID] {
			return fmt.Errorf("passage id %q is empty or used twice", p.ID)
		}
		seen[p.ID] = true
		if p.Section == "" {
			return fmt.Errorf("passage %s has no section", p.ID)
		}
		complete := func(lang string) bool {
			return p.Title.In(lang) != "" && p.Text.In(lang) != "" || p.Quote.Text != "" && p.Quote.Lang != lang
		}
		if i := slices.IndexFunc(Languages, func(l string) bool { return !complete(l) }); i >= 0 {
			return fmt.Errorf("passage %s has no title or text in %s", p.ID, Languages[i])
		}
	}
	return nil
}
