package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"

	"luonnos/knowledge"
	"luonnos/knowledge/score"
)

// runDepth is how many passages of each question are scored.
const runDepth = 10

// evalKnowledge runs a question file and prints the figures of the search. The
// quotes of the labels are looked for in the text of ingested documents; where
// there are none, the figures are by section. With --embed, vectors count by that
// weight: those of the set model, or else of the built-in embedder.
func evalKnowledge(ctx context.Context, args []string, e env) error {
	flags := newFlags("eval")
	asJSON, runFile, weight := flags.Bool("json", false, ""), flags.String("run", "", ""), flags.Float64("embed", -1, "")
	if flags.Parse(args) != nil || flags.NArg() != 1 || *weight > 1 {
		return usageError{}
	}
	questions, err := readQuestions(flags.Arg(0))
	if err != nil {
		return err
	}
	index, end, err := openKnowledge(ctx, e, *weight)
	if err != nil {
		return err
	}
	defer end()
	match := score.BySection
	quoted := slices.ContainsFunc(index.Passages(), func(p knowledge.Passage) bool { return p.Quote.Text != "" })
	if quoted && score.Quoted(questions) {
		match = score.ByQuote
	}
	run := runQuestions(index, questions, match)
	if *runFile != "" {
		if err := writeRun(*runFile, questions, run); err != nil {
			return err
		}
	}
	return printFigures(e.stdout, score.Of(questions, run, match), match, *asJSON)
}

func readQuestions(file string) ([]score.Question, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	questions, err := score.ReadQuestions(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	return questions, nil
}

// runQuestions searches for each question. A ranking of sections needs more
// passages, since one section has many.
func runQuestions(index *knowledge.Index, questions []score.Question, match score.Match) score.Run {
	depth := 3 * runDepth
	if match == score.BySection {
		depth = len(index.Passages())
	}
	run := score.Run{}
	for _, q := range questions {
		found := index.Search(q.Question, "", depth)
		for _, h := range found.Hits {
			item := score.Item{Score: found.Confidence, Section: h.Passage.Section, Text: cmp.Or(h.Passage.Quote.Text, h.Text())}
			if !slices.Contains(run[q.ID], item) { // one place of a document may have several renderings
				run[q.ID] = append(run[q.ID], item)
			}
		}
	}
	return run
}

func writeRun(file string, questions []score.Question, run score.Run) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	return score.WriteRun(f, questions, run)
}

// printFigures writes the figures, of which those over no question are left out.
func printFigures(w io.Writer, f score.Figures, match score.Match, asJSON bool) error {
	by := map[score.Match]string{score.ByQuote: "quote", score.BySection: "section"}[match]
	figures := []struct {
		key, name string
		value     float64
	}{
		{"ndcg10", "nDCG@10", f.NDCG}, {"r5", "R@5", f.Recall}, {"mrr10", "MRR@10", f.MRR}, {"hit2k", "hit2k", f.Hit2k}, {"auroc", "AUROC", f.AUROC},
	}
	view := map[string]any{"questions": f.Questions, "answerable": f.Answerable, "by": by}
	text := fmt.Sprintf("questions=%d answerable=%d by=%s\n", f.Questions, f.Answerable, by)
	for _, figure := range figures {
		if !math.IsNaN(figure.value) {
			view[figure.key] = figure.value
			text += fmt.Sprintf("%-8s %.3f\n", figure.name, figure.value)
		}
	}
	if asJSON {
		return writeJSON(w, view)
	}
	return printText(w, text)
}
