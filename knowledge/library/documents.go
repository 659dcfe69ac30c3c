package library

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"luonnos/knowledge"
	"luonnos/knowledge/ingest"
)

const documentsPart = "documents"

// document is an ingested document as it is kept.
type document struct {
	Hash string `json:"hash"` // of the file
	ingest.Document
}

// Ingest reads a document into the library. A file of the same name takes the
// place of the earlier one; the same content again, under whatever name, changes
// nothing. It returns how many passages the document has.
func (l Library) Ingest(file string) (passages int, changed bool, err error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return 0, false, fmt.Errorf("ingest: %w", err)
	}
	sum := sha256.Sum256(data)
	hash := hex.EncodeToString(sum[:])
	kept, err := l.documents()
	if err != nil {
		return 0, false, err
	}
	read, err := ingest.Read(file, data)
	if err != nil {
		return 0, false, err
	}
	for _, d := range kept {
		if d.Hash == hash && d.Name != read.Name {
			return len(d.Passages), false, nil
		}
	}
	added := document{Hash: hash, Document: *read}
	if _, err := index(append(others(kept, read.Name), added)); err != nil {
		return 0, false, err
	}
	text, err := json.MarshalIndent(added, "", " ")
	if err != nil {
		return 0, false, fmt.Errorf("ingest %s: %w", file, err)
	}
	changed, err = l.put(documentsPart, read.Name+".json", text)
	return len(read.Passages), changed, err
}

// others returns the documents that do not have the name.
func others(documents []document, name string) []document {
	var out []document
	for _, d := range documents {
		if d.Name != name {
			out = append(out, d)
		}
	}
	return out
}

// documents reads the ingested documents, by name.
func (l Library) documents() ([]document, error) {
	files, err := l.files(documentsPart, "*.json")
	if err != nil {
		return nil, fmt.Errorf("list documents: %w", err)
	}
	var out []document
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			return nil, fmt.Errorf("read document: %w", err)
		}
		var d document
		if err := json.Unmarshal(raw, &d); err != nil {
			return nil, fmt.Errorf("read document %s: %w", filepath.Base(file), err)
		}
		out = append(out, d)
	}
	return out, nil
}

// Index makes the index of the embedded passages and the ingested documents. A
// further file, such as the memo named at start, is read beside those and not
// kept; it may be empty.
func (l Library) Index(further string) (*knowledge.Index, error) {
	kept, err := l.documents()
	if err != nil {
		return nil, err
	}
	if further != "" {
		data, err := os.ReadFile(further)
		if err != nil {
			return nil, fmt.Errorf("ingest: %w", err)
		}
		read, err := ingest.Read(further, data)
		if err != nil {
			return nil, err
		}
		kept = append(others(kept, read.Name), document{Document: *read})
	}
	return index(kept)
}

// index joins the documents to the embedded passages.
func index(documents []document) (*knowledge.Index, error) {
	passages, err := knowledge.MemoPassages()
	if err != nil {
		return nil, err
	}
	var further []knowledge.Passage
	for _, d := range documents {
		quoted, rest, err := knowledge.Join(passages, d.passages())
		if err != nil {
			return nil, err
		}
		passages, further = quoted, append(further, rest...)
	}
	return knowledge.New(slices.Concat(passages, further))
}

// passages are those of the document in the shape of the index.
func (d *document) passages() []knowledge.Passage {
	out := make([]knowledge.Passage, len(d.Passages))
	for i, p := range d.Passages {
		title := p.Title
		if title == "" {
			title = d.Title
		}
		q := knowledge.Passage{
			ID: fmt.Sprintf("%s#%d", strings.ReplaceAll(d.Name, " ", "_"), i+1), Section: p.Section, Table: p.Table, Source: d.Title,
			Quote: knowledge.Quote{Document: d.Name, Text: p.Text, Lang: p.Lang, Page: p.Page, Line: p.Line},
		}
		switch p.Lang {
		case "sv":
			q.Title.SV, q.Text.SV = title, p.Text
		case "en":
			q.Title.EN, q.Text.EN = title, p.Text
		default:
			q.Title.FI, q.Text.FI = title, p.Text
		}
		out[i] = q
	}
	return out
}
