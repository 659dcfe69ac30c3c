package library

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"slices"
	"strings"

	"luonnos/knowledge"
	"luonnos/knowledge/ingest"
)

func readDocument(file string) (Document, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Document{}, fmt.Errorf("ingest: %w", err)
	}
	read, err := ingest.Read(file, data)
	if err != nil {
		return Document{}, err
	}
	sum := sha256.Sum256(data)
	return Document{Hash: hex.EncodeToString(sum[:]), Document: *read}, nil
}

// Index makes the index of the embedded passages and the documents, which are
// joined to them.
func (c Content) Index() (*knowledge.Index, error) {
	passages, err := knowledge.MemoPassages()
	if err != nil {
		return nil, err
	}
	var further []knowledge.Passage
	for _, d := range c.Documents {
		quoted, rest, err := knowledge.Join(passages, d.passages())
		if err != nil {
			return nil, err
		}
		passages, further = quoted, append(further, rest...)
	}
	return knowledge.New(slices.Concat(passages, further))
}

// passages are those of the document in the shape of the index.
func (d *Document) passages() []knowledge.Passage {
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
