package criteria

import (
	"slices"

	"luonnos/tools/plan"
)

// lack says in what way a value is missing.
type lack int

const (
	none        lack = iota
	missing          // not there
	open             // there, but it says only that it is not known
	noDate           // there, but not a date
	nobody           // there, but no person, role or body
	unlisted         // there, but none of the options
	unconfirmed      // there, but no person has said or confirmed it
)

// leaf is the path of a key at a place.
func (at place) leaf(key plan.Path) plan.Path {
	if at.at == "" {
		return key
	}
	return at.at + "." + key
}

// whole is the place of single fields.
var whole place

// lackOf weighs a value of a hard rule: it must be there and count.
func (p *Pass) lackOf(at place, key plan.Path, value lack) lack {
	if value == none && !p.draft.Counts(at.leaf(key)) {
		return unconfirmed
	}
	return value
}

// need reports a value that a hard rule asks for unless it is there and counts.
func (p *Pass) need(at place, key plan.Path, value lack) bool {
	value = p.lackOf(at, key, value)
	if value != none {
		p.found(at, at.leaf(key), detail{lack: value})
	}
	return value == none
}

// want reports a value that a model rule asks for unless it is there.
func (p *Pass) want(at place, key plan.Path, value lack) {
	if value != none {
		p.found(at, at.leaf(key), detail{lack: value})
	}
}

// agreed reports a statement unless it is made, counts and says yes.
func (p *Pass) agreed(key plan.Path, value *bool) {
	switch {
	case value == nil:
		p.need(whole, key, missing)
	case p.need(whole, key, none) && !*value:
		p.found(whole, key, detail{variant: "no"})
	}
}

// attested reports that no named person has made a dated commitment.
func (p *Pass) attested(what string) {
	if !Attested(p.plan, what) {
		p.found(whole, "attestations", detail{variant: "attest"})
	}
}

// Attested reports whether a named person has made the commitment on a given day.
func Attested(p *plan.Plan, what string) bool {
	return slices.ContainsFunc(p.Attestations, func(a plan.Attestation) bool {
		return slices.Contains(a.What, what) && a.Date.Valid() && someone(a.By) == none
	})
}

// company reports whether the bonus is met.
func (p *Pass) company() bool {
	c := &p.plan.Company
	return c.Link != nil && *c.Link && p.draft.Counts("company.link") &&
		text(c.Rationale) == none && p.draft.Counts("company.rationale")
}

// hasKPI reports whether a row of indicators has the id.
func (p *Pass) hasKPI(id string) bool {
	for i := range p.kpis {
		if p.kpis[i].v.ID == id {
			return true
		}
	}
	return false
}

// named counts the indicators that a person has named.
func (p *Pass) named() int {
	n := 0
	for _, k := range p.kpis {
		if p.lackOf(k.place, "name", text(k.v.Name)) == none {
			n++
		}
	}
	return n
}

// minKPIs and maxKPIs bound the number of indicators (memo chapter 2).
const (
	minKPIs = 2
	maxKPIs = 3
)

// number, date and texts weigh values of other kinds than text.
func number(v *float64) lack {
	if v == nil {
		return missing
	}
	return none
}

func date(d plan.Date) lack {
	switch value := text(string(d)); {
	case value != none:
		return value
	case !d.Valid():
		return noDate
	default:
		return none
	}
}

// option weighs a value of an enumeration.
func option(enum, value string) lack {
	if lack := text(value); lack != none {
		return lack
	}
	options := plan.Options(enum)
	for i := range options {
		if options[i].Value == value {
			return none
		}
	}
	return unlisted
}

func texts(list []string) lack { return weigh(list, text) }

// weigh is none when some text of the list is there, else the worst lack.
func weigh(list []string, of func(string) lack) lack {
	worst := missing
	for _, s := range list {
		value := of(s)
		if value == none {
			return none
		}
		worst = max(worst, value)
	}
	return worst
}
