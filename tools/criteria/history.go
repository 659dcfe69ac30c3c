package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

// RulesVersion names this table of rules: the last entry of [History]. It
// changes whenever a rule is added, removed or decides differently.
const RulesVersion = "1.3.0"

// Version is one state of the table of rules: the ids of the rules that came
// with it and of those that decide differently since.
type Version struct {
	ID      string
	Added   []string
	Changed []string
}

// history lists the versions, oldest first. The rules of the first are those
// that no later one added.
var history = []Version{
	{ID: "1.0.0"},
	{ID: "1.1.0", Added: []string{
		"C1.PURPOSE", "C1.SIGNIFICANCE", "C1.DEPARTS", "C1.DECISION_BASIS", "C1.DECISION_COMMS", "C1.BENEFIT_PATH",
		"W.STRATEGY", "W.PARTNERS", "W.DIGITISATION", "C1.KPI.PERSPECTIVES", "C1.KPI.AUDITABLE", "C1.KPI.COMPARABLE",
		"C1.KPI.PERIOD", "C1.KPI.STATUS", "C1.KPI.OWNER_IN_RACI", "C1.KPI.LOCKED", "C1.KPI.LEVELS", "W.KPI.CAPABILITY",
		"W.KPI.VALUE_STREAM", "W.KPI.HORIZON", "W.RACI.CONSULTED", "C2.RACI.ORDER", "C2.RACI.COOPERATION", "C2.CAP.ROLE",
		"C2.CAP.MONEY", "C2.CAP.CHANGE", "W.CAP.ENABLES", "W.CAP.LEARNING", "W.CAP.ON_THE_JOB", "C2.RESOURCES",
		"W.CHANGE_COMMS", "W.SELF_RENEWAL", "C2.DATA.KINDS", "W.DATA.STANDARDS", "C2.DATA.ACTION", "C2.DATA.USE",
		"W.DATA.QUALITY", "C3.WASTE", "W.STREAM.METHOD", "W.STREAM.SHARED", "C3.BATCH.UNVERIFIED", "C3.SCALE_PLAN",
		"C3.REALISATION.FREED", "C3.REALISATION.IN_KPI", "W.REALISATION.QUARTERS", "W.REALISATION.TARGETS",
		"C3.REALISATION.SUMS", "C3.REFERENCES",
	}},
	{ID: "1.2.0", Added: []string{
		"W.TECH.ORIGIN", "W.TECH.SWITCHING", "C4.KPIS", "C4.WORK_ITEMS", "C4.CAPABILITIES", "C4.PRINCIPLES",
		"C4.FINANCE_HR", "C4.OPTIONS", "W.MODEL.FACTORS", "W.MODEL.WEAKNESS", "W.INCENTIVES", "W.GATE.THRESHOLDS",
		"W.STARTUP.ALONE", "W.SCALEUP.UNTESTED", "W.AGILE.BATCHES", "W.OKR.RESULTS", "W.TECHNOLOGY", "W.FACTORS",
		"W.PARADOX", "C0.DEVIATION", "W.SPAN", "W.MAGNITUDE", "C5.PLANNING", "C5.NEW_VALUE", "W.PHASING", "W.BRIDGING",
		"C5.INDIRECT", "C5.SCALE_PARTIES", "C5.RHYTHMS", "C5.FORESIGHT_PARTS", "W.PLAN_UPDATES", "C5.TRANSFER.EFFECT",
		"C5.TRANSFER.TRAINING", "C5.TRANSFER.PERSON", "W.TRANSFER.NEED", "C5.STAFF_NEED", "C3.VALUE_FIRST",
		"W.REALISATION.OLD_MODEL", "W.REALISATION.DASHBOARD", "W.REALISATION.BUDGET",
	}, Changed: []string{"C1.KPI.LOCKED"}},
	{ID: "1.3.0", Changed: []string{ // more answers hold no value, name no person, or are no option
		"C0.DEVIATION", "B1.COMPANY", "C1.OBJECT", "C1.MAGNITUDE", "C1.DECISION", "C1.COMMIT",
		"C1.KPI.PERSPECTIVES", "C1.KPI.SOURCE", "C1.KPI.FORMULA", "C1.KPI.OWNER",
		"C2.RACI.NO_ACCOUNTABLE", "C2.RACI.TWO_ACCOUNTABLE", "C2.CAP.GROWTH_NONE", "C2.CAP.GROWTH", "C2.DATA.NEEDS", "C2.DATA.PRINCIPLES",
		"C3.VALUE", "C3.REDESIGN", "C3.SCALABLE", "C3.REALISATION.TARGET", "C3.REALISATION.METHOD", "C3.REALISATION.SUMS", "C3.BATCH.MEASURABLE",
		"C4.MODEL", "C4.RATIONALE", "C4.DESCRIBED", "C4.RESPONSIBLE",
		"C5.REALISE", "C5.SCALE", "C5.ACCELERATE", "C5.FORESIGHT", "C5.TRANSFER.PERSON", "W.TECHNOLOGY",
	}},
}

// History lists the versions of the table, oldest first.
func History() []Version { return slices.Clone(history) }

// Since says what has changed since the version that a plan is pinned to.
type Since struct {
	Pinned  plan.Versions `json:"pinned"`
	Fields  string        `json:"fields"`            // version of the vocabulary now
	Unknown bool          `json:"unknown,omitempty"` // the pinned rules are none of ours, so what changed cannot be said
	Added   []string      `json:"added,omitempty"`
	Changed []string      `json:"changed,omitempty"`
}

// since is nil for a plan that is pinned to nothing or to the present versions.
func since(pinned plan.Versions) *Since {
	if pinned == (plan.Versions{}) || pinned == current {
		return nil
	}
	s := &Since{Pinned: pinned, Fields: plan.FieldsVersion}
	at := slices.IndexFunc(history, func(v Version) bool { return v.ID == pinned.Rules })
	if at < 0 {
		s.Unknown = true
		return s
	}
	for _, v := range history[at+1:] {
		s.Added = append(s.Added, v.Added...)
		for _, id := range v.Changed {
			if !slices.Contains(s.Added, id) && !slices.Contains(s.Changed, id) {
				s.Changed = append(s.Changed, id)
			}
		}
	}
	return s
}

func (s *Since) has(rule string) bool {
	return s != nil && (slices.Contains(s.Added, rule) || slices.Contains(s.Changed, rule))
}

var current = plan.Versions{Rules: RulesVersion, Fields: plan.FieldsVersion}

// Pin notes in a plan that is pinned to nothing which rules and vocabulary it is
// begun with.
func Pin(p *plan.Plan) {
	if p.Versions == (plan.Versions{}) {
		p.Versions = current
	}
}
