package guided

import (
	"slices"

	"luonnos/tools/reading"
)

// Names of the enumerations in package reading.
const (
	enumItem       = "work_item"
	enumCapability = "capability"
	enumChange     = "change"
	enumModel      = "decision_model"
	enumFrequency  = "frequency"
	enumSector     = "sector"
	enumGoal       = "realisation_target"
	enumBool       = "bool"
)

// enumHit is a mention of an enumerated value.
type enumHit struct {
	value string
	span
}

// enums finds the values of an enumeration within s.
func (m *message) enums(set string, s span) []enumHit {
	all, ok := m.enumerated[set]
	if !ok {
		for _, e := range reading.Enum(set, m.text, m.lang) {
			h := enumHit{e.Value, m.span(e.Start, e.End)}
			if set == enumFrequency && slices.ContainsFunc(m.nums, func(n amount) bool { return n.overlaps(h.span) && n.Per == "" && !n.Implied }) {
				continue // "nine weeks" tells no pace
			}
			all = append(all, h)
		}
		m.enumerated[set] = all
	}
	var in []enumHit
	for _, e := range all {
		if s.covers(e.span) {
			in = append(in, e)
		}
	}
	return in
}

// negated reports whether s denies what it speaks of.
func (r *reader) negated(s span) bool {
	return slices.ContainsFunc(r.m.enums(enumBool, s), func(e enumHit) bool { return e.value == "no" })
}
