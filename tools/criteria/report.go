package criteria

import (
	"strings"

	"luonnos/tools/plan"
)

// Outcomes of a plan and of its criteria. The bonus is met or not met.
const (
	Passed = "pass"
	Failed = "fail"
	Met    = "met"
	NotMet = "not_met"
)

// Report is what [Check] says of a draft.
type Report struct {
	RulesVersion string            `json:"rules_version"`
	Verdict      string            `json:"verdict"`  // pass when C0 to C5 all pass
	Criteria     map[string]string `json:"criteria"` // by the ids of [Criteria]
	SubCriteria  []SubCriterion    `json:"sub_criteria"`
	Ready        bool              `json:"ready"`    // K0 to K5d are all met and approved by an expert
	Findings     []Finding         `json:"findings"` // in the order of the table, never nil
	Since        *Since            `json:"since,omitempty"`
}

// Finding is one thing that a rule found.
type Finding struct {
	Rule    string     `json:"rule"`
	Spec    string     `json:"spec"`
	Sub     string     `json:"sub"`
	Level   plan.Level `json:"level"`
	Path    plan.Path  `json:"path"`            // what to fill or correct; "attestations" for a person's commitment
	Memo    string     `json:"memo"`            // "luku 2"
	Later   bool       `json:"later,omitempty"` // the interview does not ask for it by itself
	New     bool       `json:"new,omitempty"`   // by a rule that came or changed after the plan's pinned version
	Message plan.Text  `json:"message"`
	Fix     plan.Text  `json:"fix"`

	Evidence  []Evidence `json:"evidence,omitempty"`  // the values that the finding rests on, the one to mend first
	Deviation plan.Path  `json:"deviation,omitempty"` // the agreed deviation that waives it
}

// Evidence is one value of the plan with the words that it comes from.
type Evidence struct {
	Path  plan.Path `json:"path"`
	Value any       `json:"value"`
	Quote string    `json:"quote,omitempty"`
}

// Fails reports whether the finding fails its criterion.
func (f *Finding) Fails() bool { return f.Level == plan.Hard || f.Level == plan.Int }

// Criterion is the criterion that the finding belongs to: "C1", or [Bonus].
func (f *Finding) Criterion() string { return criterionOf(f.Sub) }

// Chapter is the reference to the memo in lang: "luku 2", "kapitel 2",
// "chapter 2".
func (f *Finding) Chapter(lang plan.Lang) string {
	return chapterWord.In(lang) + strings.TrimPrefix(f.Memo, chapterWord.FI)
}

var chapterWord = say("luku ", "kapitel ", "chapter ")

// Failing lists the findings that fail a criterion.
func (r *Report) Failing() []Finding { return r.pick(true) }

// Remarks lists the findings that fail nothing.
func (r *Report) Remarks() []Finding { return r.pick(false) }

func (r *Report) pick(failing bool) []Finding {
	var picked []Finding
	for i := range r.Findings {
		if r.Findings[i].Fails() == failing {
			picked = append(picked, r.Findings[i])
		}
	}
	return picked
}
