package evals

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// expectedFile lies beside plain plan files and says what the validator must find in each of them.
const expectedFile = "expected.yaml"

// LoadGate reads what the gate checks: case files and folders as [LoadCases] does, and folders of plain plans.
func LoadGate(names ...string) ([]*Case, error) {
	plain := func(name string) bool {
		_, err := os.Stat(filepath.Join(name, expectedFile))
		return err == nil
	}
	var cases []*Case
	var errs []error
	if files := slices.DeleteFunc(slices.Clone(names), plain); len(files) > 0 {
		read, err := LoadCases(files...)
		cases, errs = read, append(errs, err)
	}
	for _, name := range names {
		if plain(name) {
			read, err := loadPlans(name)
			cases, errs = append(cases, read...), append(errs, err)
		}
	}
	return cases, errors.Join(errs...)
}

// loadPlans reads a folder of plan files with what is expected of them. Each is a case without a conversation.
func loadPlans(dir string) ([]*Case, error) {
	name := filepath.Join(dir, expectedFile)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("evals: load plans: %w", err)
	}
	expected := map[string]Expected{}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&expected); err != nil {
		return nil, yamlError(name, err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return nil, fmt.Errorf("evals: load plans: %w", err)
	}
	var cases []*Case
	var errs []error
	for _, file := range files {
		id := strings.TrimSuffix(filepath.Base(file), ".json")
		want, ok := expected[id]
		if !ok {
			errs = append(errs, &FileError{name, 1, fmt.Sprintf("nothing is expected of %s", filepath.Base(file))})
		}
		delete(expected, id)
		gold, err := readPlan(file)
		errs = append(errs, err)
		cases = append(cases, &Case{ID: id, File: file, Gold: gold, Expected: want})
	}
	for id := range expected {
		errs = append(errs, &FileError{name, 1, fmt.Sprintf("there is no plan %s.json", id)})
	}
	return cases, errors.Join(errs...)
}

// readPlan reads a plan file. Errors are [*FileError]s, joined.
func readPlan(file string) (*plan.Plan, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("evals: load plans: %w", err)
	}
	p, err := plan.Decode(data)
	var faults plan.Faults
	if !errors.As(err, &faults) {
		return p, err
	}
	errs := make([]error, len(faults))
	for i, f := range faults {
		errs[i] = &FileError{file, f.Line, strings.TrimPrefix(f.At+": "+f.Reason, ": ")}
	}
	return nil, errors.Join(errs...)
}
