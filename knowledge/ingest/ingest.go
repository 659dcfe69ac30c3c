// Package ingest reads documents into passages that can be cited word by word:
// plain text, Markdown, HTML, DOCX and PDF.
//
// A reader gives blocks in the document's order: headings, paragraphs, items of
// lists, table rows and footnotes. They are put into Unicode's composed form,
// freed of what a page adds (running heads, marks of footnotes, words cut at the
// ends of lines, private-use signs) and made into passages that each keep their
// section, page and line.
//
// Files are hostile until shown otherwise. Every reader works under the limits of
// this file, a panic of a reader is an error, and nothing is fetched.
package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
	"unicode/utf8"

	"luonnos/knowledge"
)

// Limits of a document.
const (
	maxFile   = 20 << 20 // bytes of the file
	maxText   = 20 << 20 // bytes of text and markup in it, unpacked
	maxDepth  = 256      // of nesting
	maxParts  = 1000     // files in an archive, and columns of a table
	maxPages  = 5000
	timeLimit = 5 * time.Second
)

// Document is a file that was read.
type Document struct {
	Name     string    `json:"name"` // of the file, without folders
	Title    string    `json:"title"`
	Lang     string    `json:"lang"`
	Passages []Passage `json:"passages"`
}

// Passage is a piece of a document in the document's own words.
type Passage struct {
	Section string `json:"section"` // number or heading
	Table   string `json:"table,omitempty"`
	Title   string `json:"title"`
	Text    string `json:"text"`
	Lang    string `json:"lang"`
	Page    int    `json:"page,omitempty"` // from 1; 0 when the document has no pages
	Line    int    `json:"line,omitempty"` // from 1; 0 when it has no lines
}

// Error says why a file cannot be read, in three languages.
type Error struct {
	File   string
	Reason knowledge.Text
	Err    error // detail, may be nil
}

func (e *Error) Error() string { return e.In("en") }

// Unwrap returns the detail.
func (e *Error) Unwrap() error { return e.Err }

// In returns the message in the language.
func (e *Error) In(lang string) string {
	text := e.File + ": " + e.Reason.In(lang)
	if e.Err != nil {
		text += " (" + e.Err.Error() + ")"
	}
	return text
}

// reason is an error of a reader, to be given the file's name.
type reason struct{ knowledge.Text }

func (r reason) Error() string { return r.EN }

func because(fi, sv, en string) reason { return reason{knowledge.Text{FI: fi, SV: sv, EN: en}} }

var (
	errUnknown   = because("tiedostotyyppiä ei tunneta; luettavissa ovat txt, md, html, docx ja pdf", "filtypen är okänd; läsbara är txt, md, html, docx och pdf", "unknown kind of file; txt, md, html, docx and pdf can be read")
	errWrongType = because("sisältö ei vastaa tiedostopäätettä", "innehållet motsvarar inte filändelsen", "the content is not what the file name says")
	errTooLarge  = because("tiedosto on liian suuri", "filen är för stor", "the file is too large")
	errTooDeep   = because("rakenne on liian syvä", "strukturen är för djup", "it is nested too deeply")
	errTooLong   = because("lukeminen kestää liian kauan", "läsningen tar för lång tid", "reading takes too long")
	errEncrypted = because("tiedosto on salattu", "filen är krypterad", "the file is encrypted")
	errBroken    = because("tiedosto on viallinen", "filen är skadad", "the file is broken")
	errNoText    = because("tiedostossa ei ole tekstiä (kuvista ei lueta tekstiä)", "filen innehåller ingen text (text i bilder läses inte)", "the file has no text (text in pictures is not read)")
)

// readers read files by the ending of their names. A file that starts with
// another kind's mark is refused.
var readers = map[string]struct {
	mark string // how such a file starts
	read func([]byte) ([]block, error)
}{
	".txt": {"", readText}, ".text": {"", readText},
	".md": {"", readMarkdown}, ".markdown": {"", readMarkdown},
	".html": {"", readHTML}, ".htm": {"", readHTML}, ".xhtml": {"", readHTML},
	".docx": {"PK\x03\x04", readDOCX},
	".pdf":  {"%PDF-", readPDF},
}

// Read reads a document. Its errors are of type *[Error].
func Read(name string, data []byte) (*Document, error) {
	blocks, err := readBlocks(name, data)
	if err == nil && len(blocks) == 0 {
		err = errNoText
	}
	if err != nil {
		bad := &Error{File: name, Reason: errBroken.Text, Err: err}
		var known reason
		if errors.As(err, &known) {
			bad.Reason, bad.Err = known.Text, nil
		}
		return nil, bad
	}
	doc := assemble(blocks)
	doc.Name = filepath.Base(name)
	if doc.Title == "" {
		doc.Title = doc.Name
	}
	return doc, nil
}

func readBlocks(name string, data []byte) ([]block, error) {
	reader, ok := readers[strings.ToLower(filepath.Ext(name))]
	switch {
	case !ok:
		return nil, errUnknown
	case len(data) > maxFile:
		return nil, errTooLarge
	case reader.mark != "" && bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")): // how Office keeps encrypted files
		return nil, errEncrypted
	case reader.mark != "" && !bytes.HasPrefix(data, []byte(reader.mark)):
		return nil, errWrongType
	case reader.mark == "" && (!utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0):
		return nil, errWrongType
	case reader.mark == "" && (bytes.HasPrefix(data, []byte("%PDF-")) || bytes.HasPrefix(data, []byte("{\\rtf"))):
		return nil, errWrongType
	}
	return guarded(reader.read, data)
}

// guarded runs a reader within the time limit and takes its panic for an error.
// A reader that is too slow goes on by itself until it ends; its result is
// dropped.
func guarded(read func([]byte) ([]block, error), data []byte) ([]block, error) {
	type result struct {
		blocks []block
		err    error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if p := recover(); p != nil {
				r = result{err: fmt.Errorf("reader: %v", p)}
			}
			done <- r
		}()
		r.blocks, r.err = read(data)
	}()
	limit := time.NewTimer(timeLimit)
	defer limit.Stop()
	select {
	case r := <-done:
		return r.blocks, r.err
	case <-limit.C:
		return nil, errTooLong
	}
}
