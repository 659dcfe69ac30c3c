package library

import (
	"fmt"
	"os"
	"path/filepath"

	"luonnos/knowledge/portfolio"
)

const solutionsPart = "portfolio"

// Portfolio returns the embedded solutions with the imported ones.
func (l Library) Portfolio() (*portfolio.Portfolio, error) {
	solutions, err := l.solutions("")
	if err != nil {
		return nil, err
	}
	return portfolio.New(solutions)
}

// solutions reads all solutions but those of the imported file to leave out.
func (l Library) solutions(except string) ([]portfolio.Solution, error) {
	all, err := portfolio.Seed()
	if err != nil {
		return nil, err
	}
	files, err := l.files(solutionsPart, "*.yaml")
	if err != nil {
		return nil, fmt.Errorf("list imported solutions: %w", err)
	}
	for _, file := range files {
		if filepath.Base(file) == except {
			continue
		}
		solutions, err := readSolutions(file)
		if err != nil {
			return nil, err
		}
		all = append(all, solutions...)
	}
	return all, nil
}

func readSolutions(file string) ([]portfolio.Solution, error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read solutions: %w", err)
	}
	return portfolio.Parse(file, raw)
}

// Import adds the solutions of a YAML file to the portfolio. A file of the same
// name takes the place of the earlier one, so that solutions are corrected by
// importing the corrected file. It returns how many solutions the file holds and
// whether anything changed.
func (l Library) Import(file string) (solutions int, changed bool, err error) {
	raw, err := os.ReadFile(file)
	if err != nil {
		return 0, false, fmt.Errorf("import solutions: %w", err)
	}
	added, err := portfolio.Parse(file, raw)
	if err != nil {
		return 0, false, err
	}
	name := filepath.Base(file)
	name = name[:len(name)-len(filepath.Ext(name))] + ".yaml"
	others, err := l.solutions(name)
	if err != nil {
		return 0, false, err
	}
	if _, err := portfolio.New(append(others, added...)); err != nil {
		return 0, false, fmt.Errorf("import %s: %w", file, err)
	}
	changed, err = l.put(solutionsPart, name, raw)
	return len(added), changed, err
}
