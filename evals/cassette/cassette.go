// Package cassette records what a model's service answers over HTTP, and plays it again without the service.
//
// A [Tape] is the HTTP of one conversation: a file of JSON lines, each a request with its answer. A request is found
// again by the hash of its path and its body, the ids of tool calls numbered in their order, and by how many equal ones
// came before. Of a request only its path and body are kept, of an answer its status, type, retry advice and text: no
// header that holds a key. Whatever the request's headers hold as a secret is blotted out in the texts too, and an answer
// that refuses the key is not kept.
//
// # Decisions
//
// An answer is cut after each event of its stream and played so, each event a read; how long the service took is not
// kept, since the same recording should give the same bytes.
package cassette

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Mode says what a tape does with a request.
type Mode string

// The modes.
const (
	Record Mode = "record" // ask the service and keep what it answers, in a new file
	Replay Mode = "replay" // play what is kept; ask for and keep what is not
	Strict Mode = "strict" // play what is kept; anything else is a [Miss]
)

// line is one exchange on disk.
type line struct {
	Key     string            `json:"key"`
	Path    string            `json:"path"`
	Request json.RawMessage   `json:"request"`
	Status  int               `json:"status"`
	Header  map[string]string `json:"header,omitempty"`
	Chunks  []string          `json:"chunks"`
	Cut     bool              `json:"cut,omitempty"` // the answer broke off
}

// kept are the headers of an answer that are kept.
var kept = []string{"Content-Type", "Retry-After"}

// Tape records or plays the HTTP of one conversation. It is an [http.RoundTripper].
type Tape struct {
	file string
	mode Mode
	next http.RoundTripper

	mu     sync.Mutex
	lines  []*line
	played []bool
	out    *os.File
	err    error // the first thing that went wrong with the tape itself
}

// Open opens the tape in a file. Next asks the service; it is not used in strict mode.
func Open(file string, mode Mode, next http.RoundTripper) (*Tape, error) {
	t := &Tape{file: file, mode: mode, next: next}
	if mode == Record {
		if err := os.Remove(file); err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("cassette: open: %w", err)
		}
		return t, nil
	}
	data, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return t, nil
	}
	if err != nil {
		return nil, fmt.Errorf("cassette: open: %w", err)
	}
	for n, text := range slices.Collect(strings.Lines(string(data))) {
		l := &line{}
		if err := json.Unmarshal([]byte(text), l); err != nil {
			return nil, fmt.Errorf("cassette: open %s: line %d: %w", file, n+1, err)
		}
		t.lines = append(t.lines, l)
	}
	t.played = make([]bool, len(t.lines))
	return t, nil
}

// RoundTrip implements [http.RoundTripper].
func (t *Tape) RoundTrip(req *http.Request) (*http.Response, error) {
	var body []byte
	if req.Body != nil {
		var err error
		body, err = io.ReadAll(req.Body)
		if err = errors.Join(err, req.Body.Close()); err != nil {
			return nil, fmt.Errorf("cassette: read request: %w", err)
		}
	}
	secrets := secretsOf(req.Header)
	asked, key, err := canonical(req.URL.Path, blot(body, secrets))
	if err != nil {
		return nil, fmt.Errorf("cassette: request: %w", err)
	}
	if t.mode != Record {
		if l, ok := t.find(key); ok {
			return l.response(req), nil
		}
	}
	if t.mode == Strict {
		return nil, t.miss(req.URL.Path, asked)
	}
	resp, err := t.next.RoundTrip(withBody(req, body))
	if err != nil || resp.StatusCode == http.StatusUnauthorized || resp.StatusCode == http.StatusForbidden {
		return resp, err
	}
	l := &line{Key: key, Path: req.URL.Path, Request: asked, Status: resp.StatusCode, Header: map[string]string{}}
	for _, name := range kept {
		if v := resp.Header.Get(name); v != "" {
			l.Header[name] = v
		}
	}
	resp.Body = &recorder{tape: t, line: l, body: resp.Body, secrets: secrets}
	return resp, nil
}

// find takes the first exchange with the key that was not played.
func (t *Tape) find(key string) (*line, bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for i, l := range t.lines {
		if l.Key == key && !t.played[i] {
			t.played[i] = true
			return l, true
		}
	}
	return nil, false
}

// miss notes and returns that nothing is kept for a request.
func (t *Tape) miss(path string, asked json.RawMessage) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	m := &Miss{File: t.file, Path: path}
	if i := slices.Index(t.played, false); i >= 0 {
		m.Differs = firstDifference(t.lines[i].Request, asked)
	}
	t.note(m)
	return m
}

// keep writes an exchange to the file.
func (t *Tape) keep(l *line) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.out == nil {
		err := os.MkdirAll(filepath.Dir(t.file), 0o755)
		if err == nil {
			t.out, err = os.OpenFile(t.file, os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
		}
		if err != nil {
			t.note(fmt.Errorf("cassette: keep: %w", err))
			return
		}
	}
	enc := json.NewEncoder(t.out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(l); err != nil {
		t.note(fmt.Errorf("cassette: keep: %w", err))
	}
}

func (t *Tape) note(err error) {
	if t.err == nil {
		t.err = err
	}
}

// Close ends the tape and returns the first thing that went wrong with it: a [Miss], or that the file could not be
// written. A caller that took a miss for a failed request learns of it here.
func (t *Tape) Close() error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.out != nil {
		if err := t.out.Close(); err != nil {
			t.note(fmt.Errorf("cassette: keep: %w", err))
		}
	}
	return t.err
}

// Miss says that a strict tape holds no answer to a request.
type Miss struct {
	File    string
	Path    string // of the request
	Differs string // where it first differs from the request that the tape expects; "" when it expects none
}

// Error names the file and the first difference.
func (m *Miss) Error() string {
	if m.Differs == "" {
		return fmt.Sprintf("cassette: %s holds no more answers, %s was asked", m.File, m.Path)
	}
	return fmt.Sprintf("cassette: %s is stale: %s", m.File, m.Differs)
}
