package criteria

import "luonnos/tools/plan"

// deviation is the agreed deviation that waives the rule at hand. Only a rule of
// the model can be departed from, and only by what a named person at Sitra has
// agreed to on a given day; the applicant's word for it waives nothing.
func (p *Pass) deviation() *row[plan.Deviation] {
	if p.rule.Level != plan.Model {
		return nil
	}
	for i := range p.deviations {
		v := &p.deviations[i]
		about := p.draft.Counts(v.leaf("rule")) && (v.v.Rule == p.rule.ID || v.v.Rule == p.rule.Spec)
		if about && p.lackOf(v.place, "agreed_with", someone(v.v.AgreedWith)) == none && p.lackOf(v.place, "date", date(v.v.Date)) == none {
			return v
		}
	}
	return nil
}

// waivedFix replaces a rule's advice when a deviation was agreed.
var waivedFix = say("Poikkeamasta on sovittu Sitran kanssa: {value}, {other}.", "Avvikelsen har avtalats med Sitra: {value}, {other}.",
	"The deviation has been agreed with Sitra: {value}, {other}.")
