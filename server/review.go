package server

import (
	"fmt"
	"slices"
	"time"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// reviewFrame is an expert's assessment of one part of a criterion, of the plan as it
// is at rev.
type reviewFrame struct {
	Type      string `json:"type"`
	ID        string `json:"id"`
	Rev       *int64 `json:"rev"`
	Criterion string `json:"criterion"`
	Verdict   string `json:"verdict"`
	Reason    string `json:"reason"`
}

// reviewed is the draft with an expert's assessment. It carries the expert's own
// name and today's date, and only an expert's frame gets this far.
func reviewed(d *plan.Draft, f reviewFrame, by string, today time.Time) (*plan.Draft, error) {
	known := slices.ContainsFunc(criteria.Check(d).SubCriteria, func(s criteria.SubCriterion) bool { return s.ID == f.Criterion })
	r := plan.Review{
		Criterion: f.Criterion, Verdict: f.Verdict, By: clean(by), Date: plan.Date(today.Format(time.DateOnly)), Reason: cut(clean(f.Reason)),
	}
	switch {
	case !known:
		return nil, refuseFor(codeBadReview, fmt.Errorf("there is no part %q", f.Criterion))
	case !slices.Contains([]string{plan.Approved, plan.Returned, plan.NotAssessed}, r.Verdict):
		return nil, refuseFor(codeBadReview, fmt.Errorf("verdict %q", r.Verdict))
	case r.Verdict == plan.Returned && r.Reason == "":
		return nil, refuseFor(codeBadReview, fmt.Errorf("what is returned needs a reason"))
	case r.By == "":
		return nil, refuseFor(codeBadReview, fmt.Errorf("the expert has no name"))
	}
	next := d.Clone()
	next.Plan.Reviews = append(next.Plan.Reviews, r)
	return next, nil
}
