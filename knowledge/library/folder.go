package library

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// Folder is a shelf in a folder of this machine, with the documents as JSON and
// the solutions as they were imported. It is made by the first thing added, and
// is changed by one process at a time.
type Folder struct{ Dir string }

var _ Shelf = Folder{}

// Parts of the folder.
const (
	documentsPart = "documents"
	solutionsPart = "portfolio"
)

// Content implements [Shelf].
func (f Folder) Content(context.Context) (Content, error) {
	var c Content
	err := f.each(documentsPart, ".json", func(name string, data []byte) error {
		var d Document
		if err := json.Unmarshal(data, &d); err != nil {
			return fmt.Errorf("read document %s: %w", name, err)
		}
		c.Documents = append(c.Documents, d)
		return nil
	})
	slices.SortFunc(c.Documents, func(a, b Document) int { return cmp.Compare(a.Name, b.Name) }) // as without ".json"
	if err == nil {
		err = f.each(solutionsPart, ".yaml", func(name string, data []byte) error {
			c.Solutions = append(c.Solutions, Solutions{name, data})
			return nil
		})
	}
	return c, err
}

// each passes on the files of a part with the extension, by name.
func (f Folder) each(part, extension string, do func(name string, data []byte) error) error {
	dir := filepath.Join(f.Dir, part)
	files, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("read library: %w", err)
	}
	for _, file := range files {
		if filepath.Ext(file.Name()) != extension {
			continue
		}
		data, err := os.ReadFile(filepath.Join(dir, file.Name()))
		if err != nil {
			return fmt.Errorf("read library: %w", err)
		}
		if err := do(file.Name(), data); err != nil {
			return err
		}
	}
	return nil
}

// Change implements [Shelf].
func (f Folder) Change(ctx context.Context, add func(Content) (Content, error)) error {
	kept, err := f.Content(ctx)
	if err != nil {
		return err
	}
	added, err := add(kept)
	if err != nil {
		return err
	}
	for _, d := range added.Documents {
		text, err := json.MarshalIndent(d, "", " ")
		if err != nil {
			return fmt.Errorf("keep %s: %w", d.Name, err)
		}
		if err := f.put(documentsPart, d.Name+".json", text); err != nil {
			return err
		}
	}
	for _, s := range added.Solutions {
		if err := f.put(solutionsPart, s.Name, s.Data); err != nil {
			return err
		}
	}
	return nil
}

// put writes a file into a part of the folder, whole or not at all.
func (f Folder) put(part, name string, data []byte) error {
	dir := filepath.Join(f.Dir, part)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	file, err := os.CreateTemp(dir, ".new-*")
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, err)
	}
	_, err = file.Write(data)
	if err == nil {
		err = file.Sync()
	}
	err = errors.Join(err, file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(dir, name))
	}
	if err != nil {
		return fmt.Errorf("keep %s: %w", name, errors.Join(err, os.Remove(file.Name())))
	}
	return nil
}
