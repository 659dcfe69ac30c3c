package evals

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/wI2L/jsondiff"
)

// Header says what a run was made of. It holds no time: the same run gives the same bytes.
type Header struct {
	Schema   string            `json:"schema"`
	Model    string            `json:"model"`
	Styles   []Style           `json:"styles"`
	Trials   int               `json:"trials"`
	Seed     int64             `json:"seed"`
	MaxTurns int               `json:"max_turns"`
	Cases    map[string]string `json:"cases"` // id -> SHA-256
	Fields   string            `json:"fields_sha"`
}

// RunSchema is the version of the run folder.
const RunSchema = "luonnos.run/1"

// folder is a run on disk: run.json, rows.jsonl and one transcript for each trial in t/.
type folder struct {
	dir  string
	rows *os.File
}

func createFolder(dir string, h *Header) (*folder, error) {
	if err := os.MkdirAll(filepath.Join(dir, "t"), 0o755); err != nil {
		return nil, fmt.Errorf("evals: create run folder: %w", err)
	}
	data, err := json.MarshalIndent(h, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("evals: write header: %w", err)
	}
	if err := os.WriteFile(filepath.Join(dir, "run.json"), append(data, '\n'), 0o644); err != nil {
		return nil, fmt.Errorf("evals: write header: %w", err)
	}
	rows, err := os.Create(filepath.Join(dir, "rows.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("evals: create rows: %w", err)
	}
	return &folder{dir: dir, rows: rows}, nil
}

func (f *folder) add(t *Trial) error {
	if err := json.NewEncoder(f.rows).Encode(t.Row); err != nil {
		return fmt.Errorf("evals: write row: %w", err)
	}
	name := fmt.Sprintf("%s-%s-%d.jsonl", t.Row.Case, t.Row.Style, t.Row.Trial)
	file, err := os.Create(filepath.Join(f.dir, "t", name))
	if err != nil {
		return fmt.Errorf("evals: write transcript: %w", err)
	}
	w := bufio.NewWriter(file)
	return errors.Join(writeTranscript(w, t.Dialogue), w.Flush(), file.Close())
}

func (f *folder) close() error { return f.rows.Close() }

// entry is one line of a transcript: the opening, a turn, or the final state. States are patches on the one before.
type entry struct {
	N      int             `json:"n"`
	Said   *Utterance      `json:"said,omitempty"`
	Reply  *Reply          `json:"reply,omitempty"`
	Signed bool            `json:"signed,omitempty"`
	Ended  bool            `json:"ended,omitempty"`
	Patch  json.RawMessage `json:"patch,omitempty"`
}

func writeTranscript(w io.Writer, d *Dialogue) error {
	enc := json.NewEncoder(w)
	before := []byte(`{}`)
	write := func(e entry, s *State) error {
		now, err := json.Marshal(s)
		if err != nil {
			return fmt.Errorf("evals: write state: %w", err)
		}
		patch, err := jsondiff.CompareJSON(before, now)
		if err != nil {
			return fmt.Errorf("evals: write state: %w", err)
		}
		if len(patch) > 0 {
			if e.Patch, err = json.Marshal(patch); err != nil {
				return fmt.Errorf("evals: write state: %w", err)
			}
		}
		before = now
		return enc.Encode(e)
	}
	if err := write(entry{Reply: &d.Opening}, &d.Opening.State); err != nil {
		return err
	}
	for i := range d.Turns {
		t := &d.Turns[i]
		if err := write(entry{N: t.N, Said: &t.Said, Reply: &t.Reply, Signed: t.Signed}, &t.Reply.State); err != nil {
			return err
		}
	}
	return write(entry{N: len(d.Turns) + 1, Ended: d.Ended}, &d.Final)
}
