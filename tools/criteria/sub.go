package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

// SubCriterion is the state of one part of a criterion, beside what an expert
// has said of it.
type SubCriterion struct {
	ID        string       `json:"id"`        // "K1d"
	Criterion string       `json:"criterion"` // "C1"
	State     State        `json:"state"`     // the machine's verdict
	Human     string       `json:"human"`     // an expert's: [plan.NotAssessed], [plan.Approved] or [plan.Returned]
	Review    *plan.Review `json:"review,omitempty"`
}

// State is how far a part of a criterion is (enumeration sub_state).
type State string

// The states, worst first.
const (
	NotStarted       State = "not_started"
	SubNotMet        State = "not_met"
	MetWithRemarks   State = "met_with_remarks"
	MetWithDeviation State = "met_with_deviation"
	SubMet           State = "met"
)

// Met reports whether the conditions of the part are fulfilled. Remarks leave
// it fulfilled: what the memo's chapter 8 does not ask fails nothing.
func (s State) Met() bool { return s != NotStarted && s != SubNotMet }

// Ready reports whether a person can take the part as done: the machine finds
// it met and an expert has approved it.
func (s *SubCriterion) Ready() bool { return s.State.Met() && s.Human == plan.Approved }

// SubTitle is the name of a part of a criterion, in our words.
func SubTitle(id string) plan.Text {
	return say(plan.OptionLabel("sub_criterion", id, plan.FI), plan.OptionLabel("sub_criterion", id, plan.SV),
		plan.OptionLabel("sub_criterion", id, plan.EN))
}

// part is a part of a criterion and whether the plan says anything on it. A part
// that the plan says nothing on is not started, even where a single finding on
// a missing list speaks for several parts.
type part struct {
	id    string
	begun func(*Pass) bool
}

// bonusPart is the part that is the whole bonus.
const bonusPart = "K+"

// parts lists the parts in their order (specification, section 2).
var parts = []part{
	{"K0", func(p *Pass) bool { return p.plan.Applicant.AcknowledgesModel != nil }},
	{"K1a", func(p *Pass) bool {
		t := &p.plan.Target
		return said(t.Object, t.DecisionBody, t.DecisionMaker, string(t.DecisionDate))
	}},
	{"K1b", func(p *Pass) bool { return said(p.plan.Target.Magnitude) }},
	{"K1c", func(p *Pass) bool { return said(string(p.plan.Target.Start), string(p.plan.Target.End)) }},
	{"K1d", func(p *Pass) bool { return len(p.kpis) > 0 }},
	{"K1e", func(p *Pass) bool { return p.plan.Target.CommitsToLead != nil || Attested(p.plan, plan.AttestLead) }},
	{"K2a", func(p *Pass) bool { return len(p.items) > 0 }},
	{"K2b", func(p *Pass) bool {
		return some(p.items, func(w *plan.WorkItem) bool { return said(w.Accountable) })
	}},
	{"K2c", func(p *Pass) bool { return len(p.capabilities) > 0 }},
	{"K2d", func(p *Pass) bool {
		return some(p.capabilities, func(c *plan.Capability) bool { return said(c.Action, c.Owner, string(c.By)) })
	}},
	{"K2e", func(p *Pass) bool { return len(p.assets) > 0 }},
	{"K2f", func(p *Pass) bool { return len(p.plan.Data.Principles) > 0 || said(p.plan.Data.Reference) }},
	{"K3a", func(p *Pass) bool {
		v := &p.plan.ValueStream
		return said(v.Customer, v.Value, v.Evidence)
	}},
	{"K3b", func(p *Pass) bool {
		return said(p.plan.ValueStream.Redesign) || some(p.steps, func(s *plan.Step) bool { return said(s.Change) })
	}},
	{"K3c", func(p *Pass) bool { return len(p.batches) > 0 }},
	{"K3d", func(p *Pass) bool {
		return said(p.plan.Commitments.Scale) || some(p.batches, func(b *plan.Batch) bool { return said(b.Scale) })
	}},
	{"K3e", func(p *Pass) bool { return len(p.realisation) > 0 }},
	{"K3f", func(p *Pass) bool {
		return some(p.realisation, func(r *plan.Realisation) bool { return said(r.Action) })
	}},
	{"K4a", func(p *Pass) bool { return len(p.plan.Execution.Model) > 0 || said(p.plan.Execution.Rationale) }},
	{"K4b", func(p *Pass) bool {
		e := &p.plan.Execution
		return said(e.Weekly, e.Monthly, e.Quarterly, e.Structure)
	}},
	{"K4c", func(p *Pass) bool { return len(p.plan.Execution.Responsible) > 0 }},
	{"K5a", func(p *Pass) bool {
		c := &p.plan.Commitments
		return c.Realise != nil || said(c.RealiseBy) || Attested(p.plan, plan.AttestRealise)
	}},
	{"K5b", func(p *Pass) bool { return said(p.plan.Commitments.Scale) || Attested(p.plan, plan.AttestScale) }},
	{"K5c", func(p *Pass) bool { return said(p.plan.Commitments.Accelerate) }},
	{"K5d", func(p *Pass) bool { return said(p.plan.Commitments.Foresight) }},
	{bonusPart, func(p *Pass) bool { return p.plan.Company.Link != nil || said(p.plan.Company.Rationale) }},
}

func said(values ...string) bool {
	for _, v := range values {
		if v != "" {
			return true
		}
	}
	return false
}

func some[T any](rows []row[T], is func(*T) bool) bool {
	for i := range rows {
		if is(rows[i].v) {
			return true
		}
	}
	return false
}

// subCriteria turns the findings into the state of every part.
func (p *Pass) subCriteria() []SubCriterion {
	worst := make(map[string]State, len(parts))
	for i := range p.report.Findings {
		f := &p.report.Findings[i]
		if f.Level == plan.Advice {
			continue
		}
		state := MetWithRemarks
		switch {
		case f.Level != plan.Model:
			state = SubNotMet
		case f.Deviation != "":
			state = MetWithDeviation
		}
		if old, ok := worst[f.Sub]; !ok || state.rank() < old.rank() {
			worst[f.Sub] = state
		}
	}
	if !p.company() {
		worst[bonusPart] = SubNotMet
	}
	subs := make([]SubCriterion, len(parts))
	for i, part := range parts {
		s := SubCriterion{
			ID: part.id, Criterion: criterionOf(part.id), State: SubMet,
			Human: plan.NotAssessed, Review: p.plan.ReviewOf(part.id),
		}
		if found, ok := worst[part.id]; ok {
			s.State = found
		}
		if !part.begun(p) {
			s.State = NotStarted
		}
		if s.Review != nil {
			s.Human = s.Review.Verdict
		}
		subs[i] = s
	}
	return subs
}

// rank orders the states, worst first.
func (s State) rank() int { return slices.Index(states, s) }

var states = []State{NotStarted, SubNotMet, MetWithRemarks, MetWithDeviation, SubMet}

// ready reports whether every part but the bonus is met and approved.
func ready(subs []SubCriterion) bool {
	for i := range subs {
		if subs[i].ID != bonusPart && !subs[i].Ready() {
			return false
		}
	}
	return true
}
