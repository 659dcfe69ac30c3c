package evals

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	jsonpatch "github.com/evanphx/json-patch/v5"
)

// Stored is a run as it lies on disk. Its transcripts are read one by one.
type Stored struct {
	Header *Header
	Rows   []*Row
	Cases  map[string]*Case

	dir string
}

// OpenRun reads the header, the rows and the cases of a run folder.
func OpenRun(dir string) (*Stored, error) {
	s := &Stored{dir: dir, Header: &Header{}, Cases: map[string]*Case{}}
	if err := readJSON(filepath.Join(dir, "run.json"), s.Header); err != nil {
		return nil, err
	}
	if s.Header.Schema != RunSchema {
		return nil, fmt.Errorf("evals: open run: %s: schema %q, want %q", dir, s.Header.Schema, RunSchema)
	}
	file, err := os.Open(filepath.Join(dir, "rows.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("evals: open run: %w", err)
	}
	defer file.Close()
	if s.Rows, err = readRows(file); err != nil {
		return nil, fmt.Errorf("evals: open run: %s: %w", file.Name(), err)
	}
	cases, err := LoadCases(filepath.Join(dir, "cases"))
	if err != nil {
		return nil, err
	}
	for _, c := range cases {
		s.Cases[c.ID] = c
	}
	for _, r := range s.Rows {
		if s.Cases[r.Case] == nil {
			return nil, fmt.Errorf("evals: open run: %s: no case %q", dir, r.Case)
		}
	}
	return s, nil
}

// readRows reads one row a line. A last line without an end is of a run that was cut and is left out.
func readRows(r io.Reader) ([]*Row, error) {
	var rows []*Row
	lines := bufio.NewReader(r)
	for {
		line, err := lines.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return rows, nil
		}
		if err != nil {
			return nil, err
		}
		row := &Row{}
		if err := decodeStrict(line, row); err != nil {
			return nil, fmt.Errorf("row %d: %w", len(rows)+1, err)
		}
		rows = append(rows, row)
	}
}

func decodeStrict(data []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	return dec.Decode(v)
}

func readJSON(file string, v any) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("evals: read: %w", err)
	}
	if err := decodeStrict(data, v); err != nil {
		return fmt.Errorf("evals: read %s: %w", file, err)
	}
	return nil
}

// Dialogue reads the transcript of a row.
func (s *Stored) Dialogue(r *Row) (*Dialogue, error) {
	name := transcriptFile(s.dir, r)
	file, err := os.Open(name)
	if err != nil {
		return nil, fmt.Errorf("evals: read transcript: %w", err)
	}
	defer file.Close()
	d, err := readTranscript(file)
	if err != nil {
		return nil, fmt.Errorf("evals: read transcript %s: %w", filepath.Base(name), err)
	}
	return d, nil
}

// readTranscript reverses writeTranscript.
func readTranscript(r io.Reader) (*Dialogue, error) {
	d := &Dialogue{}
	doc := []byte(`{}`)
	dec := json.NewDecoder(r)
	for n := 0; ; n++ {
		var e entry
		if err := dec.Decode(&e); errors.Is(err, io.EOF) {
			return d, nil
		} else if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		state, next, err := patched(doc, e.Patch)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n+1, err)
		}
		doc = next
		switch {
		case e.Reply != nil && e.Said != nil:
			e.Reply.State = state
			d.Turns = append(d.Turns, Turn{N: e.N, Said: *e.Said, Reply: *e.Reply, Signed: e.Signed})
		case e.Reply != nil:
			e.Reply.State = state
			d.Opening = *e.Reply
		default:
			d.Final, d.Ended = state, e.Ended
		}
	}
}

func patched(doc []byte, delta json.RawMessage) (State, []byte, error) {
	if len(delta) > 0 {
		patch, err := jsonpatch.DecodePatch(delta)
		if err != nil {
			return State{}, nil, err
		}
		if doc, err = patch.Apply(doc); err != nil {
			return State{}, nil, err
		}
	}
	state, err := decodeState(doc)
	return state, doc, err
}
