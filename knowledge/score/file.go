package score

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"
)

// Question is one line of a question file.
type Question struct {
	ID         string  `json:"id"`
	Set        string  `json:"set"` // of our own files: "tune", "held", …
	Lang       string  `json:"lang"`
	Question   string  `json:"question"`
	Answerable bool    `json:"answerable"`
	Relevant   []Label `json:"relevant"`
}

// Label is a place of the document that answers a question.
type Label struct {
	Section string `json:"section"`
	Quote   string `json:"quote"` // parts between |
	Grade   int    `json:"grade"` // 2 it answers, 1 it helps
}

// Quoted reports whether every label of the questions has a quote, so that they
// can be scored by it.
func Quoted(questions []Question) bool {
	for _, q := range questions {
		for _, l := range q.Relevant {
			if l.Quote == "" {
				return false
			}
		}
	}
	return true
}

// ReadQuestions reads a question file: one JSON object a line. Its errors name
// the line.
func ReadQuestions(r io.Reader) ([]Question, error) {
	var all []Question
	seen := map[string]int{}
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, 1<<22)
	for n := 1; lines.Scan(); n++ {
		if strings.TrimSpace(lines.Text()) == "" {
			continue
		}
		var q Question
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		if q.ID == "" || q.Question == "" {
			return nil, fmt.Errorf("line %d: no id or no question", n)
		}
		if first := seen[q.ID]; first > 0 {
			return nil, fmt.Errorf("line %d: id %s is that of line %d", n, q.ID, first)
		}
		seen[q.ID] = n
		all = append(all, q)
	}
	if err := lines.Err(); err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	return all, nil
}

var oneLine = strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")

// WriteRun writes what was found, in the order of the questions, as lines of
// question id, rank, score and text, between tabs.
func WriteRun(w io.Writer, questions []Question, run Run) error {
	out := bufio.NewWriter(w)
	for _, q := range questions {
		for i, item := range run[q.ID] {
			fmt.Fprintf(out, "%s\t%d\t%g\t%s\n", oneLine.Replace(q.ID), i+1, item.Score, oneLine.Replace(item.Text))
		}
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write run: %w", err)
	}
	return nil
}
