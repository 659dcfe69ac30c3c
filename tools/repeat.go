package tools

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"luonnos/tools/plan"
)

// fresh lists the rows of a fragment that are not in the draft yet.
func (s *State) fresh(fragment *plan.Plan) []plan.Path {
	var rows []plan.Path
	for path := range fragment.Leaves() {
		if row := path.Row(); row != "" && !slices.Contains(rows, row) && !s.hasRow(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// mergeRepeats takes those of the fresh rows out again that say just what a row says that
// was there before. A model may send a row twice, as its name was refused the first time
// say. The stored lines then tell of that row.
func (s *State) mergeRepeats(fresh []plan.Path, stored []Stored) error {
	for _, row := range fresh {
		said := s.said(row)
		for _, id := range s.Draft.Plan.Rows(row.List()) {
			old := plan.At(row.List(), id, "")
			if len(said) == 0 || slices.Contains(fresh, old) || !maps.EqualFunc(said, s.said(old), reflect.DeepEqual) {
				continue
			}
			if err := s.Draft.Drop(row); err != nil {
				return fmt.Errorf("drop %s: %w", row, err)
			}
			s.Receipt.Stored = slices.DeleteFunc(s.Receipt.Stored, func(line Stored) bool { return line.Path.Within(row) })
			for i := range stored {
				if stored[i].Path.Within(row) {
					stored[i].Path = old + stored[i].Path[len(row):]
				}
			}
			break
		}
	}
	return nil
}

// said are the values of a row, by leaf, but for what follows from them.
func (s *State) said(row plan.Path) map[string]any {
	values := map[string]any{}
	for path, value := range s.Draft.Plan.Leaves() {
		if path.Row() == row && s.Draft.Provenance[path].Source != plan.Computed {
			values[path.Leaf()] = value
		}
	}
	return values
}
