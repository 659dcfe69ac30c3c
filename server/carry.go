package server

import (
	"fmt"
	"maps"
	"reflect"
	"slices"

	"luonnos/server/store"
	"luonnos/tools/plan"
)

// carried is a draft with what persons, not turns, have changed in the entries that
// follow it.
func carried(from *plan.Draft, entries []store.Entry) (*plan.Draft, error) {
	kept := from
	for _, e := range entries {
		if e.Kind != store.KindChange {
			continue
		}
		change, err := unpack[Change](e)
		if err != nil {
			return nil, err
		}
		to, err := patched(from, change.Patch)
		if err != nil {
			return nil, err
		}
		if e.Turn == "" {
			d := deed{from: from, to: to, answer: change.Cause == CauseConfirm || change.Cause == CauseReject}
			if kept, err = d.onto(kept); err != nil {
				return nil, err
			}
		}
		from = to
	}
	return kept, nil
}

// deed is what a person has changed.
type deed struct {
	from, to *plan.Draft
	answer   bool // to what the assistant had proposed
}

// onto makes the same change of another draft. What it changes must be there as it
// was, or be as it became.
func (d deed) onto(draft *plan.Draft) (*plan.Draft, error) {
	next := draft.Clone()
	for _, path := range d.touched() {
		was, is, here := placeOf(d.from, path), placeOf(d.to, path), placeOf(draft, path)
		switch {
		case is.same(here), was.computed() && is.computed():
		case was.same(here):
			if err := is.put(next, path); err != nil {
				return nil, err
			}
		case !d.answer:
			return nil, refuseFor(codeEditedSince, fmt.Errorf("%q", path))
		}
	}
	return next, d.rows(next)
}

// touched are the paths at which the deed changes anything but the order of rows:
// values as the plan has them, then what has a proof or a state only.
func (d deed) touched() []plan.Path {
	paths := plan.Diff(&d.from.Plan, &d.to.Plan)
	others := map[plan.Path]bool{}
	for _, draft := range []*plan.Draft{d.from, d.to} {
		for path := range draft.Provenance {
			others[path] = true
		}
		for path := range draft.States {
			others[path] = true
		}
	}
	for _, path := range slices.Sorted(maps.Keys(others)) {
		if !slices.Contains(paths, path) && !placeOf(d.from, path).same(placeOf(d.to, path)) {
			paths = append(paths, path)
		}
	}
	return paths
}

// rows takes away the rows that the deed took away, and orders the others as it did.
func (d deed) rows(next *plan.Draft) error {
	for _, list := range plan.Lists() {
		was, is := d.from.Plan.Rows(list), d.to.Plan.Rows(list)
		for _, id := range next.Plan.Rows(list) {
			if !slices.Contains(was, id) || slices.Contains(is, id) {
				continue
			}
			row := plan.At(list, id, "")
			for path := range next.Plan.Leaves() {
				if path.Within(row) {
					return refuseFor(codeEditedSince, fmt.Errorf("%q", path))
				}
			}
			if err := next.Drop(row); err != nil {
				return err
			}
		}
		if !slices.Equal(shared(was, is), shared(is, was)) {
			if err := next.Plan.Reorder(list, ordering(next.Plan.Rows(list), is)); err != nil {
				return err
			}
		}
	}
	return nil
}

// shared are the ids of a that are in b.
func shared(a, b []string) []string {
	return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return !slices.Contains(b, id) })
}

// ordering is the ids in the order of others, what those do not have last.
func ordering(ids, others []string) []string {
	unknown := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(others, id) })
	return append(shared(others, ids), unknown...)
}

// place is all that a draft holds at one path.
type place struct {
	row   bool // the row of the path is there, if it has one
	value any  // nil for none
	proof *plan.Provenance
	state *plan.State
}

func placeOf(d *plan.Draft, path plan.Path) place {
	p := place{row: path.RowID() == "" || slices.Contains(d.Plan.Rows(path.List()), path.RowID())}
	if value, ok := d.Plan.Get(path); ok {
		p.value = value
	}
	if proof, ok := d.Provenance[path]; ok {
		p.proof = &proof
	}
	if state, ok := d.States[path]; ok {
		p.state = &state
	}
	return p
}

func (p place) same(other place) bool { return reflect.DeepEqual(p, other) }

// computed reports whether there is nothing that a person or the assistant has put
// there.
func (p place) computed() bool {
	return p.state == nil && (p.proof == nil || p.proof.Source == plan.Computed)
}

// put makes a draft hold the same.
func (p place) put(d *plan.Draft, path plan.Path) error {
	if p.value != nil {
		if err := d.Plan.Set(path, p.value); err != nil {
			return err
		}
	} else if _, ok := d.Plan.Get(path); ok {
		if err := d.Drop(path); err != nil {
			return err
		}
	}
	hold(d.Provenance, path, p.proof)
	hold(d.States, path, p.state)
	return nil
}

func hold[V any](m map[plan.Path]V, path plan.Path, v *V) {
	if delete(m, path); v != nil {
		m[path] = *v
	}
}
