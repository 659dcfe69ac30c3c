package evals

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
)

// BaselineSchema is the version of a baseline file.
const BaselineSchema = "luonnos.baseline/1"

// Record is what runs are compared by: the header and the rows, one for each case, style and trial.
type Record struct {
	Header *Header
	Rows   []*Row
}

// baselineFile is a record on disk.
type baselineFile struct {
	Schema string  `json:"schema"`
	Run    *Header `json:"run"`
	Rows   []*Row  `json:"rows"`
}

// OpenRecord reads a baseline file or the folder of a run.
func OpenRecord(name string) (*Record, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, fmt.Errorf("evals: open %s: %w", name, err)
	}
	if info.IsDir() {
		run, err := OpenRun(name)
		if err != nil {
			return nil, err
		}
		return &Record{run.Header, run.Rows}, nil
	}
	var b baselineFile
	if err := readJSON(name, &b); err != nil {
		return nil, err
	}
	if b.Schema != BaselineSchema || b.Run == nil {
		return nil, fmt.Errorf("evals: open %s: schema %q, want %q", name, b.Schema, BaselineSchema)
	}
	return &Record{b.Run, b.Rows}, nil
}

// Baseline is the record as a file, with a row a line so that a change shows.
func (r *Record) Baseline() ([]byte, error) {
	header, err := json.MarshalIndent(r.Header, "  ", "  ")
	if err != nil {
		return nil, fmt.Errorf("evals: write baseline: %w", err)
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"schema\": %q,\n  \"run\": %s,\n  \"rows\": [", BaselineSchema, header)
	for i, row := range r.Rows {
		line, err := json.Marshal(row)
		if err != nil {
			return nil, fmt.Errorf("evals: write baseline: %w", err)
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString("\n    ")
		b.Write(line)
	}
	b.WriteString("\n  ]\n}\n")
	return b.Bytes(), nil
}
