// Package library keeps what an operator adds to the embedded knowledge: ingested
// documents and imported solutions.
//
// A file is read and checked as a whole, together with what is there already,
// before anything is kept. So a broken file leaves the library as it was, and a
// reader sees either the old state or the new one. What is kept lies on a [Shelf]:
// a folder of this machine ([Folder]) or a database that many share (package
// pgindex).
package library

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"

	"luonnos/knowledge"
	"luonnos/knowledge/ingest"
	"luonnos/knowledge/portfolio"
)

// Shelf keeps added knowledge.
type Shelf interface {
	// Content returns all that is kept.
	Content(ctx context.Context) (Content, error)
	// Change shows what is kept to add and keeps what it returns, each thing in
	// place of one of the same name, all of it or nothing. A shared shelf is
	// changed by nobody else in between. An error of add is returned as it is.
	Change(ctx context.Context, add func(Content) (Content, error)) error
}

// Content is what a shelf keeps, each kind by name.
type Content struct {
	Documents []Document
	Solutions []Solutions
}

// Document is an ingested document.
type Document struct {
	Hash string `json:"hash"` // SHA-256 of the file, in hexadecimal
	ingest.Document
}

// Solutions are an imported file of solutions, in YAML.
type Solutions struct {
	Name string
	Data []byte
}

// With returns the content with what is added in place of what has its name.
func (c Content) With(added Content) Content {
	c.Documents = with(c.Documents, added.Documents, func(d Document) string { return d.Name })
	c.Solutions = with(c.Solutions, added.Solutions, func(s Solutions) string { return s.Name })
	return c
}

func with[T any](old, added []T, name func(T) string) []T {
	kept := slices.DeleteFunc(slices.Clone(old), func(o T) bool {
		return slices.ContainsFunc(added, func(a T) bool { return name(a) == name(o) })
	})
	return append(kept, added...)
}

// Library is a shelf with the embedded knowledge.
type Library struct{ Shelf Shelf }

// Ingest adds a document. A file of the same name takes the place of the earlier
// one; the same content again, under whatever name, changes nothing. It returns
// how many passages the document has.
func (l Library) Ingest(ctx context.Context, file string) (passages int, changed bool, err error) {
	added, err := readDocument(file)
	if err != nil {
		return 0, false, err
	}
	err = l.Shelf.Change(ctx, func(kept Content) (Content, error) {
		for _, d := range kept.Documents {
			if d.Hash == added.Hash && d.Name != added.Name || reflect.DeepEqual(d, added) {
				return Content{}, nil
			}
		}
		changed = true
		addition := Content{Documents: []Document{added}}
		_, err := kept.With(addition).Index()
		return addition, err
	})
	if err != nil {
		return 0, false, err
	}
	return len(added.Passages), changed, nil
}

// Import adds the solutions of a YAML file to the portfolio. A file of the same
// name takes the place of the earlier one, so that solutions are corrected by
// importing the corrected file. It returns how many solutions the file holds and
// whether anything changed.
func (l Library) Import(ctx context.Context, file string) (solutions int, changed bool, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return 0, false, fmt.Errorf("import solutions: %w", err)
	}
	parsed, err := portfolio.Parse(file, raw)
	if err != nil {
		return 0, false, err
	}
	name := filepath.Base(file)
	added := Solutions{Name: name[:len(name)-len(filepath.Ext(name))] + ".yaml", Data: raw}
	err = l.Shelf.Change(ctx, func(kept Content) (Content, error) {
		if slices.ContainsFunc(kept.Solutions, func(s Solutions) bool { return reflect.DeepEqual(s, added) }) {
			return Content{}, nil
		}
		changed = true
		addition := Content{Solutions: []Solutions{added}}
		if _, err := kept.With(addition).Portfolio(); err != nil {
			return Content{}, fmt.Errorf("import %s: %w", file, err)
		}
		return addition, nil
	})
	if err != nil {
		return 0, false, err
	}
	return len(parsed), changed, nil
}

// Open makes the index and the portfolio. A further document, such as the memo
// named at start, is read beside those that are kept; it may be "".
func (l Library) Open(ctx context.Context, further string) (*knowledge.Index, *portfolio.Portfolio, error) {
	content, err := l.Shelf.Content(ctx)
	if err != nil {
		return nil, nil, err
	}
	if further != "" {
		d, err := readDocument(further)
		if err != nil {
			return nil, nil, err
		}
		content = content.With(Content{Documents: []Document{d}})
	}
	index, err := content.Index()
	solutions, err2 := content.Portfolio()
	return index, solutions, errors.Join(err, err2)
}

// Portfolio makes the portfolio of the embedded solutions and the imported ones.
func (c Content) Portfolio() (*portfolio.Portfolio, error) {
	all, err := portfolio.Seed()
	if err != nil {
		return nil, err
	}
	for _, file := range c.Solutions {
		solutions, err := portfolio.Parse(file.Name, file.Data)
		if err != nil {
			return nil, err
		}
		all = append(all, solutions...)
	}
	return portfolio.New(all)
}
