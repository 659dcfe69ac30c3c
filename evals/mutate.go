package evals

import (
	"errors"
	"fmt"
	"slices"

	"luonnos/tools/plan"
)

// The operations of a mutation.
const (
	opDelete      = "delete"       // a leaf, row, list or section; "attestations" too
	opSet         = "set"          // a leaf to a value, or a list to rows
	opSetAll      = "set_all"      // a leaf of every row: kpis[].owner
	opDeleteItems = "delete_items" // the rows of a list that ids name
	opAppendCopy  = "append_copy"  // a copy of a row, of a list's last one, with a new id
)

// attestations is the path of the signatures, which are no leaves.
const attestations plan.Path = "attestations"

// all lists the mutation's steps in their order; a mutation without steps is one itself.
func (m *Mutation) all() []Mutation {
	if len(m.Steps) > 0 {
		return m.Steps
	}
	return []Mutation{*m}
}

// apply changes the plan as the mutation says.
func (m *Mutation) apply(p *plan.Plan) error {
	for _, step := range m.all() {
		if err := step.applyOne(p); err != nil {
			return fmt.Errorf("%s %s: %w", step.Op, step.Path, err)
		}
	}
	return nil
}

func (m *Mutation) applyOne(p *plan.Plan) error {
	switch m.Op {
	case opDelete:
		if m.Path == attestations {
			p.Attestations = nil
			return nil
		}
		return p.Remove(m.Path)
	case opSet:
		return m.set(p, m.Path)
	case opSetAll:
		rows := p.Rows(m.Path.List())
		if len(rows) == 0 {
			return errors.New("there is no row")
		}
		for _, id := range rows {
			if err := m.set(p, plan.At(m.Path.List(), id, m.Path.Leaf())); err != nil {
				return err
			}
		}
		return nil
	case opDeleteItems:
		for _, id := range m.IDs {
			if !slices.Contains(p.Rows(m.Path), id) {
				return fmt.Errorf("there is no row %q", id)
			}
			if err := p.Remove(plan.At(m.Path, id, "")); err != nil {
				return err
			}
		}
		return nil
	case opAppendCopy:
		return appendCopy(p, m.Path)
	default:
		return fmt.Errorf("unknown operation %q", m.Op)
	}
}

// set replaces the leaf, or all rows of the list, with the mutation's value.
func (m *Mutation) set(p *plan.Plan, path plan.Path) error {
	_, leaf := Fields().At(path)
	if !leaf && !plan.IsList(path) {
		return errors.New("neither a field nor a list")
	}
	if err := p.Remove(path); err != nil {
		return err
	}
	r := reader{catalogue: Fields()}
	r.gold(p, &m.Value, path)
	return errors.Join(r.errs...)
}

// appendCopy copies a row with all its leaves.
func appendCopy(p *plan.Plan, path plan.Path) error {
	list, from := path.List(), path.Row()
	if plan.IsList(path) {
		rows := p.Rows(path)
		if len(rows) == 0 {
			return errors.New("there is no row")
		}
		list, from = path, plan.At(path, rows[len(rows)-1], "")
	}
	if !slices.Contains(p.Rows(list), from.RowID()) {
		return errors.New("there is no such row")
	}
	id := p.NextID(list)
	leaves := map[plan.Path]any{}
	for leaf, value := range p.Leaves() {
		if leaf.Row() == from {
			leaves[plan.At(list, id, leaf.Leaf())] = value
		}
	}
	for leaf, value := range leaves {
		if err := p.Set(leaf, value); err != nil {
			return err
		}
	}
	return nil
}
