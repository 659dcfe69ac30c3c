// Package score measures retrieval against question files whose labels quote
// the document: nDCG@10, R@5, MRR@10, hit2k and the AUROC of abstention.
//
// An item covers a label when its first 1,200 characters hold every |-separated
// part of the label's quote, letters and digits only. That is independent of how
// a document is cut into passages. A rendering in other words cannot hold quotes
// and is scored by section instead ([BySection]).
package score

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Limits of what counts of a run.
const (
	depth      = 10   // items of a question
	itemLimit  = 1200 // characters of an item
	hitBudget  = 2000 // characters of all items together, for hit2k
	recallAt   = 5
	goodEnough = 2 // the grade of a label that answers the question
)

// Item is one thing found for a question.
type Item struct {
	Score   float64 // that of a question's first item is the confidence that it is answered
	Section string
	Text    string
}

// Run holds what was found, best first, by question id. A question without items
// was declined.
type Run map[string][]Item

// Figures are the means over the answerable questions, and over all of them the
// AUROC. A figure over no questions is NaN.
type Figures struct {
	Questions, Answerable int

	NDCG, Recall, MRR float64 // nDCG@10, R@5, MRR@10
	Hit2k             float64 // an answer is within the first 2,000 characters
	AUROC             float64 // chance that an answerable question scores above another one
}

// Match is how an item covers a label.
type Match int

// ByQuote looks for the label's quote in the item's text, BySection compares
// their sections and takes each section once.
const (
	ByQuote Match = iota
	BySection
)

// Of scores a run.
func Of(questions []Question, run Run, match Match) Figures {
	var ndcg, recall, mrr, hit, yes, no []float64
	for i := range questions {
		q := &questions[i]
		items := run[q.ID]
		confidence := math.Inf(-1)
		if len(items) > 0 {
			confidence = items[0].Score
		}
		if !q.Answerable {
			no = append(no, confidence)
			continue
		}
		yes = append(yes, confidence)
		one := q.Score(items, match)
		ndcg, recall, mrr, hit = append(ndcg, one.NDCG), append(recall, one.Recall), append(mrr, one.MRR), append(hit, one.Hit2k)
	}
	return Figures{len(questions), len(yes), mean(ndcg), mean(recall), mean(mrr), mean(hit), auroc(yes, no)}
}

// Score gives the figures of one answerable question, which have no AUROC.
func (q *Question) Score(items []Item, match Match) Figures {
	labels := q.labels(match)
	if match == BySection {
		items = eachSectionOnce(items)
	}
	var f Figures
	found := make([]int, len(labels)) // the rank each label is first covered at
	used := 0
	for i, item := range items[:min(depth, len(items))] {
		text := firstRunes(item.Text, itemLimit)
		whole, inBudget := letters(text), letters(firstRunes(text, hitBudget-used))
		used += len([]rune(text))
		for j, l := range labels {
			if !l.coveredBy(whole, item.Section, match) {
				continue
			}
			if found[j] == 0 {
				found[j] = i + 1
			}
			if l.grade < goodEnough {
				continue
			}
			if f.MRR == 0 {
				f.MRR = 1 / float64(i+1)
			}
			if inBudget != "" && l.coveredBy(inBudget, item.Section, match) {
				f.Hit2k = 1
			}
		}
	}
	f.NDCG, f.Recall = gains(labels, found)
	return f
}

// gains returns nDCG@10 and R@5 of labels, of which found says the rank.
func gains(labels []label, found []int) (ndcg, recall float64) {
	got, ideal, good, early := 0.0, 0.0, 0, 0
	for j, l := range labels {
		if j < depth {
			ideal += float64(l.grade) / math.Log2(float64(j+2))
		}
		if found[j] > 0 {
			got += float64(l.grade) / math.Log2(float64(found[j]+1))
		}
		if l.grade >= goodEnough {
			good++
			if found[j] > 0 && found[j] <= recallAt {
				early++
			}
		}
	}
	if ideal > 0 {
		ndcg = min(1, got/ideal)
	}
	if good > 0 {
		recall = min(1, float64(early)/float64(min(recallAt, good)))
	}
	return ndcg, recall
}

// label is what an item has to hold.
type label struct {
	parts   []string // of the quote, letters and digits only
	section string
	grade   int
}

func (l label) coveredBy(text, section string, match Match) bool {
	if match == BySection {
		return sectionKey(section) == l.section
	}
	return !slices.ContainsFunc(l.parts, func(part string) bool { return !strings.Contains(text, part) })
}

// labels returns the question's labels, best first, those with one quote (or
// section) taken together.
func (q *Question) labels(match Match) []label {
	var all []label
	for _, r := range q.Relevant {
		l := label{section: sectionKey(r.Section), grade: r.Grade}
		for part := range strings.SplitSeq(r.Quote, "|") {
			l.parts = append(l.parts, letters(part))
		}
		same := func(o label) bool {
			if match == BySection {
				return o.section == l.section
			}
			return slices.Equal(o.parts, l.parts)
		}
		if i := slices.IndexFunc(all, same); i >= 0 {
			all[i].grade = max(all[i].grade, l.grade)
		} else {
			all = append(all, l)
		}
	}
	slices.SortStableFunc(all, func(a, b label) int { return b.grade - a.grade })
	return all
}

// sectionKey takes the memo's three summaries, one in each language, for one.
func sectionKey(section string) string {
	if section == "sammanfattning" || section == "summary" {
		return "tiivistelma"
	}
	return section
}

func eachSectionOnce(items []Item) []Item {
	var out []Item
	for _, item := range items {
		if !slices.ContainsFunc(out, func(o Item) bool { return sectionKey(o.Section) == sectionKey(item.Section) }) {
			out = append(out, item)
		}
	}
	return out
}

// letters keeps the letters and digits of a text, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
}

func firstRunes(s string, n int) string {
	r := []rune(s)
	return string(r[:max(0, min(n, len(r)))])
}

func mean(x []float64) float64 {
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum / float64(len(x))
}

// auroc is the chance that one of yes is greater than one of no.
func auroc(yes, no []float64) float64 {
	sum := 0.0
	for _, y := range yes {
		for _, n := range no {
			switch {
			case y > n:
				sum++
			case y == n:
				sum += 0.5
			}
		}
	}
	return sum / float64(len(yes)*len(no))
}
