package knowledge

import (
	"fmt"
	"testing"
)

// original makes a document that has a passage for each rendering, said in other
// words: the rendering's words in the opposite order.
func original(rendering []Passage) []Passage {
	var out []Passage
	for i, p := range rendering {
		said := words(p.Title.FI + " " + p.Text.FI)
		text := ""
		for _, w := range said {
			text = w + " " + text
		}
		q := Passage{ID: fmt.Sprint("v", i), Section: p.Section, Table: p.Table, Quote: Quote{Document: "d", Text: text, Lang: "fi", Line: i + 1}}
		q.Title.FI, q.Text.FI = "otsikko", text
		out = append(out, q)
	}
	return out
}

func TestJoinQuotesTheOriginalToItsRendering(t *testing.T) {
	rendering, err := MemoPassages()
	if err != nil {
		t.Fatal(err)
	}
	document := original(rendering)
	extra := Passage{ID: "extra", Section: "9", Quote: Quote{Document: "d", Text: "Taittaja kiittää kissaansa.", Lang: "fi"}}
	extra.Title.FI, extra.Text.FI = "Kiitokset", extra.Quote.Text
	quoted, rest, err := Join(rendering, append(document, extra))
	if err != nil {
		t.Fatal(err)
	}
	wrong := 0
	for i, p := range quoted {
		if p.Quote.Line != i+1 {
			wrong++
		}
	}
	if wrong > len(quoted)/20 {
		t.Errorf("%d of %d renderings have another's words", wrong, len(quoted))
	}
	if len(rest) == 0 || rest[len(rest)-1].ID != "extra" {
		t.Errorf("the passage that nothing renders is lost: %+v", rest)
	}
	if rendering[0].Quote.Text != "" {
		t.Error("the renderings given have changed")
	}
}

func TestJoinLeavesOtherDocumentsAlone(t *testing.T) {
	rendering, err := MemoPassages()
	if err != nil {
		t.Fatal(err)
	}
	document := original(rendering[:20])
	quoted, rest, err := Join(rendering, document)
	if err != nil || len(rest) != len(document) || quoted[0].Quote.Text != "" {
		t.Errorf("%d passages of %d are added, %v", len(rest), len(document), err)
	}
}
