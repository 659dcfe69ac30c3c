package server

import (
	"errors"
	"fmt"

	"luonnos/tools/plan"
)

// leaveFrame leaves paths open on purpose, or opens them again with kind "". A
// value that is there goes.
type leaveFrame struct {
	Type   string         `json:"type"`
	ID     string         `json:"id"`
	Rev    *int64         `json:"rev"`
	Paths  []plan.Path    `json:"paths"`
	Kind   plan.StateKind `json:"kind"`
	Reason string         `json:"reason"`
}

func (f *leaveFrame) check() error {
	if f.Rev == nil || len(f.Paths) == 0 || len(f.Paths) > maxPaths {
		return refuseFor(codeBadFrame, errors.New("leave needs rev and up to 200 paths"))
	}
	switch f.Kind {
	case "", plan.Skipped, plan.NotApplicable:
		return nil
	default:
		return refuseFor(codeBadFrame, fmt.Errorf("leave: kind %q", f.Kind))
	}
}

// left is the draft in which a person has left the paths open.
func left(d *plan.Draft, f leaveFrame) (*plan.Draft, error) {
	next := d.Clone()
	reason := cut(clean(f.Reason))
	for _, path := range f.Paths {
		if !removable(path) {
			return nil, refuseFor(codeBadPath, fmt.Errorf("leave %q", path))
		}
		if _, filled := next.Plan.Get(path); filled {
			if err := next.Drop(path); err != nil {
				return nil, refuseFor(codeBadPath, err)
			}
		}
		if f.Kind == "" {
			delete(next.States, path)
			continue
		}
		next.States[path] = plan.State{Kind: f.Kind, Reason: reason}
	}
	return next, nil
}
