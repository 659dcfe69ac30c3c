package evals

import "luonnos/tools/plan"

// Statement is something that the applicant of a case says, with what is to be made of it.
type Statement struct {
	Text      string
	Tells     []Told      // what is true once it is said
	Withholds []plan.Path // what the applicant leaves open
	Disputes  plan.Path   // the value that it contradicts without saying which holds
	Aside     bool        // it answers no question
}

// Told is one value, in the case's rows; nil takes it back.
type Told struct {
	Path  plan.Path
	Value any
}

// Statements lists what the applicant may say, the script first. The values are those of the moment: what a correction
// changes is told as it was before.
func (c *Case) Statements() []Statement {
	s := newScript(c)
	first := newLedger(s).truth
	var list []Statement
	for ref, seg := range s.segments() {
		st := Statement{Text: seg.Text, Withholds: seg.Withholds}
		for _, leaf := range s.reveals[ref] {
			if value, ok := first.Get(leaf); ok {
				st.Tells = append(st.Tells, Told{leaf, value})
			}
		}
		list = append(list, st)
	}
	for _, x := range c.Corrections {
		fix := Statement{Text: x.Say, Tells: []Told{{x.Path, x.New}}, Aside: true}
		if x.Kind == Contradiction {
			list = append(list, Statement{Text: x.Resolve, Tells: fix.Tells})
			fix.Tells, fix.Disputes = nil, x.Path
		}
		list = append(list, fix)
	}
	for _, w := range c.Withheld {
		list = append(list, Statement{Text: w.Say, Withholds: []plan.Path{w.Path}})
	}
	for _, d := range c.Digressions {
		list = append(list, Statement{Text: d.Say, Aside: true})
	}
	for _, in := range c.Injections {
		list = append(list, Statement{Text: in.Say, Aside: true})
	}
	for _, o := range c.OffTopic {
		list = append(list, Statement{Text: o.Say, Aside: true})
	}
	return list
}
