package server

import (
	"errors"

	"luonnos/tools/plan"
)

// orderFrame puts the rows of a list into another order.
type orderFrame struct {
	Type string    `json:"type"`
	ID   string    `json:"id"`
	Rev  *int64    `json:"rev"`
	List plan.Path `json:"list"`
	Rows []string  `json:"rows"` // all ids
}

func (f *orderFrame) check() error {
	if f.Rev == nil {
		return refuseFor(codeBadFrame, errors.New("order needs rev"))
	}
	return nil
}

// ordered is the draft in which a person has ordered the rows of a list.
func ordered(d *plan.Draft, f orderFrame) (*plan.Draft, error) {
	next := d.Clone()
	if err := next.Plan.Reorder(f.List, f.Rows); err != nil {
		return nil, refuseFor(codeBadPath, err)
	}
	return next, nil
}
