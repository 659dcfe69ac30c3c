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
	Chaos    string            `json:"chaos,omitempty"` // profile@probability
	User     string            `json:"user,omitempty"`  // llm:NAME; "" is the script
	Price    *Price            `json:"price,omitempty"`
	Cases    map[string]string `json:"cases"`      // id -> SHA-256
	Fields   string            `json:"fields_sha"` // hashes of what the scores depend on
	Memo     string            `json:"memo_sha"`
	Tools    string            `json:"tools_sha"`
}

// applicant names who words what the applicant says.
func (h *Header) applicant() string {
	if h.User == "" {
		return "script"
	}
	return h.User
}

// repeats reports whether the run's bytes are the same each time: there any change counts.
func (h *Header) repeats() bool { return h.Model == repeatable && h.User == "" }

// RunSchema is the version of the run folder.
const RunSchema = "luonnos.run/1"

// folder is a run on disk: run.json, rows.jsonl, the cases in cases/, one transcript for each trial in t/, and how long
// things took in timings.jsonl. All but the timings repeat byte for byte.
type folder struct {
	dir     string
	rows    *os.File
	timings *os.File
}

func createFolder(dir string, h *Header, cases []*Case) (*folder, error) {
	f := &folder{dir: dir}
	for _, sub := range []string{"t", "cases"} {
		if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
			return nil, fmt.Errorf("evals: create run folder: %w", err)
		}
	}
	if err := writeJSON(filepath.Join(dir, "run.json"), h); err != nil {
		return nil, err
	}
	for _, c := range cases {
		if err := os.WriteFile(filepath.Join(dir, "cases", c.ID+".yaml"), c.Raw, 0o644); err != nil {
			return nil, fmt.Errorf("evals: copy case: %w", err)
		}
	}
	var err error
	if f.rows, err = os.Create(filepath.Join(dir, "rows.jsonl")); err != nil {
		return nil, fmt.Errorf("evals: create rows: %w", err)
	}
	if f.timings, err = os.Create(filepath.Join(dir, "timings.jsonl")); err != nil {
		return nil, errors.Join(fmt.Errorf("evals: create timings: %w", err), f.rows.Close())
	}
	return f, nil
}

// writeJSON writes an indented JSON file.
func writeJSON(file string, v any) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return fmt.Errorf("evals: write %s: %w", filepath.Base(file), err)
	}
	if err := os.WriteFile(file, append(data, '\n'), 0o644); err != nil {
		return fmt.Errorf("evals: write %s: %w", filepath.Base(file), err)
	}
	return nil
}

func (f *folder) add(t *Trial) error {
	if err := json.NewEncoder(f.rows).Encode(t.Row); err != nil {
		return fmt.Errorf("evals: write row: %w", err)
	}
	if err := json.NewEncoder(f.timings).Encode(timingOf(t)); err != nil {
		return fmt.Errorf("evals: write timing: %w", err)
	}
	file, err := os.Create(transcriptFile(f.dir, t.Row))
	if err != nil {
		return fmt.Errorf("evals: write transcript: %w", err)
	}
	w := bufio.NewWriter(file)
	return errors.Join(writeTranscript(w, t.Dialogue), w.Flush(), file.Close())
}

func transcriptFile(dir string, r *Row) string {
	return filepath.Join(dir, "t", fmt.Sprintf("%s-%s-%d.jsonl", r.Case, r.Style, r.Trial))
}

func (f *folder) close() error { return errors.Join(f.rows.Close(), f.timings.Close()) }

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
		patch, err := jsondiff.CompareJSON(before, now, jsondiff.LCS())
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
