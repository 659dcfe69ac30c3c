package guided

import (
	"slices"
	"strings"

	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// someone is a mention of a person with a name, or of the applicant.
type someone struct {
	reading.Person
	span
}

// party is a mention of a person or a group.
type party struct {
	reading.Party
	span
}

// roleCue is a word that announces a role of the responsibility matrix.
type roleCue struct {
	Role string
	span
}

// findPeople finds the persons of a message; names that it introduces resolve the
// bare surnames in the rest of it.
func findPeople(m *message, roster []string) ([]someone, []party) {
	found := reading.People(m.text, m.lang, roster)
	known := slices.Clone(roster)
	for _, p := range found {
		if strings.Contains(p.Name, " ") && !slices.Contains(known, p.Name) {
			known = append(known, p.Name)
		}
	}
	if len(known) > len(roster) {
		found = reading.People(m.text, m.lang, known)
	}
	var people []someone
	for _, p := range found {
		p = m.capitalised(p, known)
		at := m.span(p.Start, p.End)
		if _, org := m.orgHeadAt(at.i); org && !p.Known && at.j == at.i+1 {
			continue // "kehityspäällikkönä Verohallinnossa"
		}
		if at.j == at.i+1 && !p.Known && at.j < len(m.toks) && !isUpper(m.toks[at.j].Text) {
			if _, org := m.orgHeadAt(at.j); org {
				continue // "palvelupäällikkö Merenkulun laitoksesta"
			}
		}
		people = append(people, someone{p, at})
	}
	var parties []party
	for _, p := range reading.Parties(m.text, m.lang, known) {
		if p.Person && !p.Self {
			q := m.capitalised(reading.Person{Name: p.Name, Start: p.Start, End: p.End, Known: slices.Contains(known, p.Name)}, known)
			p.Name, p.Start, p.End = q.Name, q.Start, q.End
		}
		parties = append(parties, party{p, m.span(p.Start, p.End)})
	}
	return people, parties
}

// capitalised takes small words off the beginning of a name that is not known: "on
// progress decisions Oakes".
func (m *message) capitalised(p reading.Person, known []string) reading.Person {
	if p.Known || !m.hasUpper() {
		return p
	}
	for {
		first, rest, more := strings.Cut(p.Name, " ")
		if !more || isUpper(first) {
			return p
		}
		src := m.text[p.Start:p.End]
		i := strings.IndexByte(src, ' ')
		if i < 0 {
			return p
		}
		p.Name, p.Start = rest, p.Start+i+1
		for _, k := range known {
			if strings.HasSuffix(k, " "+rest) {
				p.Name, p.Known = k, true
			}
		}
	}
}

// rosterOf lists the people that the draft names; the applicant's contact is the
// first.
func rosterOf(d *plan.Draft) []string {
	var names []string
	add := func(name string) {
		if isName(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	add(d.Plan.Applicant.ContactName)
	for name := range tools.Parties(&d.Plan) {
		add(name)
	}
	return names
}

// isName reports whether every word is capitalised: groups are written small.
func isName(s string) bool {
	for w := range strings.FieldsSeq(s) {
		if !isUpper(w) {
			return false
		}
	}
	return s != ""
}

// name is what to store for a mention: the full name, or the applicant's own for
// "I".
func (r *reader) name(p someone) string {
	if p.Name != "" {
		return p.Name
	}
	if name, ok := r.held("applicant.contact_name").(string); ok && p.Self {
		return name
	}
	return ""
}

func (r *reader) names(people []someone) []string {
	var names []string
	for _, p := range people {
		if n := r.name(p); n != "" && !slices.Contains(names, n) {
			names = append(names, n)
		}
	}
	return names
}

// partyNames are the names to store for persons and groups.
func (r *reader) partyNames(parties []party) []string {
	var names []string
	for _, p := range parties {
		name := p.Name
		if !p.Person && !p.Self && r.m.announces(p.span) {
			continue // "vastaavat" is no group here
		}
		if p.Self && name == "" {
			name, _ = r.held("applicant.contact_name").(string)
		}
		if !p.Person && r.m.lang == plan.EN {
			name = strings.TrimPrefix(name, "the ")
		}
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// announces reports whether a range is a word that announces people.
func (m *message) announces(s span) bool {
	return slices.ContainsFunc(m.roles, func(c roleCue) bool { return c.covers(s) }) ||
		slices.ContainsFunc(m.hits, func(h hit) bool { return h.leaf() == "owner" && h.covers(s) })
}

func (m *message) partiesIn(s span) []party {
	var in []party
	for _, p := range m.parties {
		if s.covers(p.span) {
			in = append(in, p)
		}
	}
	return in
}
