package plan

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// records are the parts of a plan that are no leaves: no path leads into them,
// so no tool and no edit writes them. A person or the program does, whole.
var records = map[Path]bool{"versions": true, "targets_lock": true, "attestations": true, "reviews": true}

// FieldsVersion names the vocabulary of the plan. It changes whenever a field is
// added, removed or means something else.
const FieldsVersion = "1.0.0"

// Versions pins the rules and the vocabulary that the plan was begun with, so
// that later ones change nothing silently.
type Versions struct {
	Rules  string `json:"rules"`
	Fields string `json:"fields"`
}

// TargetsLock holds the indicators as the management decided on them (lukitut
// tavoitteet; memo chapter 2): when, by whom, and what they were.
type TargetsLock struct {
	Date Date        `json:"date"`
	By   string      `json:"by"`
	KPIs []LockedKPI `json:"kpis"`
}

// LockedKPI is an indicator at the decision.
type LockedKPI struct {
	ID       string   `json:"id"`
	Name     string   `json:"name,omitempty"`
	Formula  string   `json:"formula,omitempty"`
	Baseline *float64 `json:"baseline,omitempty"`
	Target   *float64 `json:"target,omitempty"`
	Deadline Date     `json:"deadline,omitempty"`
}

// LockTargets records the indicators as they are now. A later decision replaces
// the earlier lock.
func (p *Plan) LockTargets(by string, date Date) {
	lock := &TargetsLock{Date: date, By: by, KPIs: []LockedKPI{}}
	for i := range p.KPIs {
		k := &p.KPIs[i]
		lock.KPIs = append(lock.KPIs, LockedKPI{k.ID, k.Name, k.Formula, clone(k.Baseline), clone(k.Target), k.Deadline})
	}
	p.TargetsLock = lock
}

func clone(v *float64) *float64 {
	if v == nil {
		return nil
	}
	n := *v
	return &n
}

// Locked reports whether a named person locked the targets on a given day.
func (p *Plan) Locked() bool {
	return p.TargetsLock != nil && named(p.TargetsLock.By) && p.TargetsLock.Date.Valid()
}

// named reports whether a name is more than blanks and marks.
func named(by string) bool { return strings.IndexFunc(by, unicode.IsLetter) >= 0 }

// Drifted is a value that differs from the one the management decided on. Locked
// or Now is nil when there is none; a whole row that came or went is named by
// its indicator.
type Drifted struct {
	Path   Path `json:"path"`
	Locked any  `json:"locked"`
	Now    any  `json:"now"`
}

// Drift lists what differs from the locked targets, in the order of the lock,
// then the indicators that came later. Two dates differ when they cannot mean
// the same day.
func Drift(p *Plan) []Drifted {
	if p.TargetsLock == nil {
		return nil
	}
	var drift []Drifted
	locked := p.TargetsLock.KPIs
	for i := range locked {
		if k := p.kpi(locked[i].ID); k != nil {
			drift = append(drift, locked[i].drift(k)...)
		} else {
			drift = append(drift, Drifted{Path: At("kpis", locked[i].ID, ""), Locked: cmp.Or(locked[i].Name, locked[i].ID)})
		}
	}
	for i := range p.KPIs {
		k := &p.KPIs[i]
		if !slices.ContainsFunc(locked, func(l LockedKPI) bool { return l.ID == k.ID }) {
			drift = append(drift, Drifted{Path: At("kpis", k.ID, ""), Now: cmp.Or(k.Name, k.ID)})
		}
	}
	return drift
}

func (p *Plan) kpi(id string) *KPI {
	for i := range p.KPIs {
		if p.KPIs[i].ID == id {
			return &p.KPIs[i]
		}
	}
	return nil
}

func (l *LockedKPI) drift(k *KPI) []Drifted {
	var drift []Drifted
	add := func(key string, locked, now any) { drift = append(drift, Drifted{At("kpis", k.ID, key), locked, now}) }
	if l.Name != k.Name {
		add("name", text(l.Name), text(k.Name))
	}
	if l.Formula != k.Formula {
		add("formula", text(l.Formula), text(k.Formula))
	}
	if !equal(l.Baseline, k.Baseline) {
		add("baseline", number(l.Baseline), number(k.Baseline))
	}
	if !equal(l.Target, k.Target) {
		add("target", number(l.Target), number(k.Target))
	}
	if l.Deadline != k.Deadline && !l.Deadline.Overlaps(k.Deadline) {
		add("deadline", text(l.Deadline), text(k.Deadline))
	}
	return drift
}

func equal(a, b *float64) bool {
	return a == b || a != nil && b != nil && *a == *b
}

// text and number are a value or, when there is none, nil.
func text[S string | Date](s S) any {
	if s == "" {
		return nil
	}
	return s
}

func number(v *float64) any {
	if v == nil {
		return nil
	}
	return *v
}

// Review is an expert's verdict on a part of a criterion ("K1d"), beside the
// machine's. Only a person gives one: no tool writes it.
type Review struct {
	Criterion string `json:"criterion"`
	Verdict   string `json:"verdict"`
	By        string `json:"by"`
	Date      Date   `json:"date"`
	Reason    string `json:"reason,omitempty"`
}

// Verdicts of a review (enumeration review_verdict).
const (
	NotAssessed = "not_assessed"
	Approved    = "approved"
	Returned    = "returned"
)

// ReviewOf is the last review of a part of a criterion; nil when there is none.
// A review without a name or a day is none.
func (p *Plan) ReviewOf(criterion string) *Review {
	for i := len(p.Reviews) - 1; i >= 0; i-- {
		if r := &p.Reviews[i]; r.Criterion == criterion && named(r.By) && r.Date.Valid() {
			return r
		}
	}
	return nil
}
