package ingest

import (
	"strings"
	"sync"

	"luonnos/knowledge"
)

var memo = sync.OnceValues(knowledge.Memo)

// language detects the language of each passage and returns that of most text.
// A passage with few words is taken to be in the language of the document.
func language(doc *Document) string {
	index, err := memo()
	if err != nil {
		panic("ingest: " + err.Error())
	}
	const fewWords = 12
	length := map[string]int{}
	for i := range doc.Passages {
		p := &doc.Passages[i]
		p.Lang = index.Language(p.Text)
		length[p.Lang] += len(p.Text)
	}
	most := "fi"
	for _, lang := range knowledge.Languages {
		if length[lang] > length[most] {
			most = lang
		}
	}
	for i := range doc.Passages {
		if p := &doc.Passages[i]; len(strings.Fields(p.Text)) < fewWords {
			p.Lang = most
		}
	}
	return most
}
