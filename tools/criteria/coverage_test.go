package criteria

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"luonnos/tools/plan"
)

// specRules lists, by hand, the 126 rules of the specification's section 7: number,
// level, and the rules here that hold it. R-703, that a hard condition counts only
// confirmed values, is no rule of its own but [Pass.need]; see
// [TestNothingUnconfirmedPasses].
const specRules = `
R-101 hard C1.OBJECT
R-102 hard C1.MAGNITUDE
R-103 hard C1.HORIZON
R-104 hard C1.KPI.COUNT_MIN
R-105 hard C1.KPI.TARGET C1.KPI.DEADLINE C1.KPI.SOURCE C1.KPI.FORMULA C1.KPI.OWNER
R-106 hard C1.DECISION
R-107 hard C1.COMMIT
R-108 model C1.KPI.BASELINE C1.KPI.BASELINE_DATE
R-109 model C1.KPI.COUNT_MAX
R-110 model C1.KPI.PERSPECTIVES
R-111 model C1.KPI.MEASURE C1.KPI.AUDITABLE C1.KPI.COMPARABLE
R-112 model C1.KPI.PERIOD
R-113 model C1.KPI.STATUS
R-114 model C1.KPI.OWNER_IN_RACI
R-115 model C1.SIGNIFICANCE
R-116 model C1.DEPARTS
R-117 model C1.DECISION_BASIS
R-118 model C1.DECISION_COMMS
R-119 model C1.BENEFIT_PATH
R-120 adv W.STRATEGY
R-121 adv W.PARTNERS
R-122 adv W.KPI.CAPABILITY
R-123 adv W.DIGITISATION
R-124 int C1.KPI.DATES C1.KPI.LEVELS W.SPAN W.MAGNITUDE
R-125 adv W.KPI.HORIZON
R-126 model C1.KPI.LOCKED
R-127 model C1.PURPOSE
R-201 hard C2.RACI.NONE
R-202 hard C2.RACI.NO_ACCOUNTABLE
R-203 model C2.RACI.TWO_ACCOUNTABLE
R-204 model C2.RACI.ITEMS
R-205 model C2.RACI.RESPONSIBLE
R-206 adv W.RACI.CONSULTED
R-207 model C2.RACI.ORDER
R-208 hard C2.CAP.NONE C2.CAP.ROLE
R-209 hard C2.CAP.GROWTH_NONE
R-210 model C2.CAP.RATED
R-211 int C2.CAP.RANGE
R-212 model C2.CAP.GROWTH
R-213 model C2.CAP.MONEY
R-214 model C2.CAP.CHANGE
R-215 adv W.CAP.ENABLES
R-216 adv W.CAP.LEARNING
R-217 adv W.CAP.ON_THE_JOB
R-218 hard C2.DATA.NEEDS
R-219 hard C2.DATA.PRINCIPLES
R-220 model C2.DATA.OWNER
R-221 model C2.DATA.KINDS
R-222 model C2.DATA.ACTION
R-223 model C2.DATA.USE
R-224 adv W.DATA.QUALITY
R-225 adv W.CHANGE_COMMS
R-226 adv W.SELF_RENEWAL
R-227 adv W.DATA.STANDARDS
R-228 model C2.RESOURCES
R-301 hard C3.VALUE
R-302 hard C3.REDESIGN
R-303 hard C3.BATCH.MEASURABLE
R-304 hard C3.SCALABLE C3.SCALE_PLAN
R-305 hard C3.REALISATION.TARGET
R-306 hard C3.REALISATION.METHOD
R-307 model C3.STREAM
R-308 model C3.WASTE
R-309 model C3.VALUE_FIRST
R-310 adv W.STREAM.METHOD
R-311 model C3.BATCH.VERIFY C3.BATCH.SCALE_RULE C3.BATCH.UNVERIFIED
R-312 adv W.BATCH.DURATION
R-313 model C3.REALISATION.FREED
R-314 model C3.REALISATION.IN_KPI
R-315 model C3.REALISATION.RESPONSIBLE
R-316 adv W.REALISATION.QUARTERS
R-317 adv W.REALISATION.TARGETS
R-318 adv W.REALISATION.OLD_MODEL
R-319 adv W.REALISATION.DASHBOARD
R-320 adv W.REALISATION.BUDGET
R-321 adv W.STREAM.SHARED
R-322 int C3.REALISATION.SUMS
R-323 adv W.KPI.VALUE_STREAM
R-401 hard C4.MODEL
R-402 hard C4.RATIONALE
R-403 hard C4.DESCRIBED
R-404 hard C4.RESPONSIBLE
R-405 model C4.KPIS
R-406 model C4.WORK_ITEMS
R-407 model C4.CAPABILITIES
R-408 model C4.PRINCIPLES
R-409 model C4.RHYTHM
R-410 model C4.FINANCE_HR
R-411 model C4.OPTIONS
R-412 adv W.GATE.THRESHOLDS
R-413 adv W.STARTUP.ALONE
R-414 adv W.SCALEUP.UNTESTED
R-415 adv W.AGILE.BATCHES W.OKR.RESULTS
R-416 adv W.MODEL.FACTORS
R-417 adv W.MODEL.WEAKNESS
R-418 adv W.INCENTIVES
R-501 hard C5.REALISE
R-502 hard C5.SCALE
R-503 hard C5.ACCELERATE
R-504 hard C5.FORESIGHT
R-505 model C5.PLANNING
R-506 model C5.NEW_VALUE
R-507 model C5.HORIZON
R-508 model C5.TRANSFER.EFFECT
R-509 model C5.TRANSFER.TRAINING
R-510 model C2.RACI.COOPERATION
R-511 adv W.PHASING
R-512 adv W.BRIDGING
R-513 model C5.INDIRECT
R-514 model C5.SCALE_PARTIES
R-515 model C5.RHYTHMS
R-516 model C5.FORESIGHT_PARTS
R-517 int C5.TRANSFER.PERSON
R-518 adv W.PLAN_UPDATES
R-519 adv W.TRANSFER.NEED
R-520 int C5.STAFF_NEED
R-601 bonus B1.COMPANY
R-602 adv W.TECH.ORIGIN
R-603 adv W.TECH.SWITCHING
R-701 hard C0.ACK
R-702 hard C0.DEVIATION
R-703 hard need
R-704 adv W.FACTORS
R-705 adv W.PARADOX
R-706 int C3.REFERENCES
R-707 adv W.TECHNOLOGY
`

func TestSpecRulesAreHeld(t *testing.T) {
	byID := map[string]Rule{}
	for _, r := range Rules() {
		byID[r.ID] = r
	}
	levels := map[string]int{}
	for line := range strings.Lines(strings.TrimSpace(specRules)) {
		f := strings.Fields(line)
		number, level, ids := f[0], f[1], f[2:]
		levels[level]++
		if number == "R-703" {
			continue
		}
		strictest := false
		for _, id := range ids {
			r, ok := byID[id]
			if !ok || r.Spec != number {
				t.Errorf("%s: no rule %s, or of another number (%s)", number, id, r.Spec)
			}
			strictest = strictest || string(r.Level) == level
			delete(byID, id)
		}
		if !strictest {
			t.Errorf("%s: none of %v has the level %s", number, ids, level)
		}
	}
	for id, r := range byID {
		t.Errorf("%s (%s) is in no line of the table", id, r.Spec)
	}
	if got, want := levels, (map[string]int{"hard": 30, "model": 51, "adv": 38, "int": 6, "bonus": 1}); !maps.Equal(got, want) {
		t.Errorf("levels %v, want %v", got, want)
	}
}

// TestNothingUnconfirmedPasses takes the complete plans apart: where a plan without a
// value fails a hard rule, the same value as a mere proposal fails it too.
func TestNothingUnconfirmedPasses(t *testing.T) {
	for _, name := range planNames(t) {
		complete := load(t, name)
		tried := 0
		for path := range complete.Plan.Leaves() {
			without := complete.Clone()
			if err := without.Drop(path); err != nil {
				t.Fatal(err)
			}
			lost := hardRules(Check(without))
			if len(lost) == 0 {
				continue
			}
			tried++
			proposed := complete.Clone()
			proposed.Provenance[path] = plan.Provenance{Source: plan.Proposed}
			for _, rule := range hardRules(Check(proposed)) {
				lost = slices.DeleteFunc(lost, func(r string) bool { return r == rule })
			}
			if len(lost) > 0 {
				t.Errorf("%s: a proposal at %s passes %v", name, path, lost)
			}
		}
		if tried < 20 {
			t.Errorf("%s: only %d leaves matter to a hard rule", name, tried)
		}
	}
}

func hardRules(r *Report) []string {
	var ids []string
	for _, f := range r.Failing() {
		if f.Level == plan.Hard {
			ids = append(ids, f.Rule)
		}
	}
	return ids
}
