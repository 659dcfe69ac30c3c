// Package library keeps what an operator adds to the embedded knowledge: a folder
// of ingested documents and of imported solutions.
//
// A file is read and checked as a whole before anything is written, and is then
// moved into place in one step. So a broken file leaves the folder as it was,
// and a reader sees either the old state or the new one.
package library

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Library is a folder of added knowledge. The folder is made by the first thing
// added.
type Library struct {
	Dir string
}

// files returns the paths of the files in a part of the folder, by name.
func (l Library) files(part, pattern string) ([]string, error) {
	return filepath.Glob(filepath.Join(escape(l.Dir), part, pattern))
}

// escape keeps the folder's own name from being read as a pattern.
func escape(dir string) string {
	var b bytes.Buffer
	for i := range len(dir) {
		if c := dir[i]; c == '*' || c == '?' || c == '[' {
			b.WriteString("[" + string(c) + "]")
			continue
		}
		b.WriteByte(dir[i])
	}
	return b.String()
}

// put writes a file into a part of the folder, whole or not at all. It reports
// whether anything changed.
func (l Library) put(part, name string, data []byte) (changed bool, err error) {
	dir := filepath.Join(l.Dir, part)
	path := filepath.Join(dir, name)
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, data) {
		return false, nil
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, fmt.Errorf("keep %s: %w", name, err)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return false, fmt.Errorf("keep %s: %w", name, err)
	}
	f, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return false, fmt.Errorf("keep %s: %w", name, err)
	}
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return false, fmt.Errorf("keep %s: %w", name, errors.Join(err, os.Remove(f.Name())))
	}
	return true, nil
}
