package knowledge

import (
	"fmt"
	"slices"
)

// Join gives the passages that render an ingested document the words of it that
// they render. It returns them with the passages of the document that none
// renders, which are all of them when it is another document than the one ours
// render.
func Join(rendering, document []Passage) (quoted, rest []Passage, err error) {
	if !rendered(rendering, document) {
		return rendering, document, nil
	}
	index, err := New(document)
	if err != nil {
		return nil, nil, fmt.Errorf("join document: %w", err)
	}
	used := map[string]bool{}
	quoted = slices.Clone(rendering)
	for i := range quoted {
		if p := index.sameAs(&quoted[i]); p != nil {
			quoted[i].Quote, used[p.ID] = p.Quote, true
		}
	}
	for _, p := range document {
		if !used[p.ID] {
			p.Source = rendering[0].Source
			rest = append(rest, p)
		}
	}
	return quoted, rest, nil
}

// rendered reports whether a document is the one that the passages render: it
// has nearly all of their sections.
func rendered(rendering, document []Passage) bool {
	has := map[string]bool{}
	for _, p := range document {
		has[p.Section] = true
	}
	sections := map[string]bool{}
	found := 0
	for _, p := range rendering {
		if !sections[p.Section] {
			sections[p.Section] = true
			if has[p.Section] {
				found++
			}
		}
	}
	return found*10 >= len(sections)*9
}

// candidates is how many passages are looked at for one of the right section.
const candidates = 40

// sameAs returns the passage of a document that a rendering renders, nil when
// there is none in its section. One of the same table, or of none like it, goes
// before others.
func (x *Index) sameAs(p *Passage) *Passage {
	var second *Passage
	for _, h := range x.Search(p.Title.FI+" "+p.Text.FI, "fi", candidates).Hits {
		switch {
		case h.Passage.Section != p.Section:
		case h.Passage.Table == p.Table:
			return h.Passage
		case second == nil:
			second = h.Passage
		}
	}
	return second
}
