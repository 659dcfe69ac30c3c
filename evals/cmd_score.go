package evals

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// rescore scores the stored transcripts again: with the cases of the run, or with the given ones in their place. No model
// is called.
func (s *Stored) rescore(cases []*Case) ([]*Row, error) {
	for _, c := range cases {
		if s.Cases[c.ID] != nil {
			s.Cases[c.ID] = c
		}
	}
	var rows []*Row
	for _, old := range s.Rows {
		d, err := s.Dialogue(old)
		if err != nil {
			return nil, err
		}
		row := Score(s.Cases[old.Case], old.Style, d)
		row.Trial, row.Seed, row.Model, row.Infra = old.Trial, old.Seed, old.Model, old.Infra
		row.UserTokens, row.USD, row.Worded, row.Void = old.UserTokens, old.USD, old.Worded, old.Void
		row.Success = row.Success && row.Infra == "" && row.Void == ""
		rows = append(rows, row)
	}
	return rows, nil
}

// save replaces the header, the rows and the cases of the run. The rows are replaced last and at once.
func (s *Stored) save(rows []*Row) error {
	s.Header.Fields = sha(fieldsFile)
	for id, c := range s.Cases {
		s.Header.Cases[id] = c.SHA
		if err := os.WriteFile(filepath.Join(s.dir, "cases", id+".yaml"), c.Raw, 0o644); err != nil {
			return fmt.Errorf("evals: copy case: %w", err)
		}
	}
	if err := writeJSON(filepath.Join(s.dir, "run.json"), s.Header); err != nil {
		return err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, r := range rows {
		if err := enc.Encode(r); err != nil {
			return fmt.Errorf("evals: write rows: %w", err)
		}
	}
	file := filepath.Join(s.dir, "rows.jsonl")
	if err := os.WriteFile(file+".new", b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("evals: write rows: %w", err)
	}
	if err := os.Rename(file+".new", file); err != nil {
		return fmt.Errorf("evals: write rows: %w", err)
	}
	return nil
}

// scoreRun is `eval score`.
func scoreRun(in invocation) (int, error) {
	set := in.flags("score")
	wrong := set.Int("wrong", 5, "how many wrong values of the final plan to print")
	names, err := parseMixed(set, in.args)
	if err != nil {
		return ExitUsage, err
	}
	if len(names) == 0 {
		return ExitUsage, fmt.Errorf("eval score: name the folder of a run")
	}
	run, err := OpenRun(names[0])
	if err != nil {
		return ExitUsage, err
	}
	var cases []*Case
	if len(names) > 1 {
		if cases, err = LoadCases(names[1:]...); err != nil {
			return ExitUsage, err
		}
	}
	rows, err := run.rescore(cases)
	if err == nil {
		err = run.save(rows)
	}
	if err != nil {
		return ExitInfra, err
	}
	p := printer{w: in.stdout, wrong: *wrong}
	for _, r := range rows {
		p.trial(&Trial{Case: run.Cases[r.Case], Row: r})
	}
	p.total(rows)
	return exitCode(rows), nil
}
