package guided

import (
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// ledRole stores the title that a lead announces in a sentence without the name: "I work
// as a chief engineer at …".
func (r *reader) ledRole(s span) {
	m := r.m
	at, _, _ := m.organisationIn(s)
	for _, p := range m.pieces(s, "applicant.") {
		v := m.trim(m.value(p))
		ofSelf := p.label == "applicant.contact_name" && p.mode == lead && len(m.peopleIn(v)) == 0
		if p.label != "applicant.contact_role" && !ofSelf || r.said("applicant.contact_role") {
			continue
		}
		if at.overlaps(v) && at.i > v.i {
			v.j = at.i
		}
		if m.lang == plan.FI && !ofSelf && essiveVerbs.has(m.toks[p.cue.j-1]) {
			v = m.essiveEnd(v) // "työskentelen palvelupäällikkönä Kaskisten satamassa"
		}
		for k := v.i; k < v.j; k++ {
			if t := m.toks[k]; conjunctions.has(t) && (m.words(span{k, v.j}) > 2 || k+1 < v.j && firstPerson.has(m.toks[k+1])) || m.toks[k].Kind == reading.Punct && m.toks[k].Text != "-" || k > v.i && roleEnds.has(t) && !(leads.has(t) && heads.has(m.toks[k-1])) {
				v.j = k
			}
		}
		if v = m.trim(v); !v.empty() && roleEnds.has(m.toks[v.i]) {
			continue
		}
		if !v.overlaps(at) && m.words(v) <= 5 && !m.named(v) && !m.capitalWords(v) && !m.startsSmallName(p) {
			r.storeRole(v)
		}
	}
}

var essiveVerbs = wordSet("toimin työskentelen")

// essiveEnd cuts a range after its first word in the essive, in which a Finnish title
// stands; without one nothing is left.
func (m *message) essiveEnd(s span) span {
	for k := s.i; k < s.j; k++ {
		if f := m.toks[k].fold; strings.HasSuffix(f, "na") && len(f) > 6 {
			return span{s.i, k + 1}
		}
	}
	return span{s.i, s.i}
}

// roleEnds go between a title and where it is held.
var roleEnds = wordSet("på vid hos inom enligt at with in by siellä täällä för")

// role stores the contact's title: the words beside the name that are neither the
// organisation nor the unit.
func (r *reader) role(s, who, org, unit span) {
	m := r.m
	if r.said("applicant.contact_role") {
		return
	}
	for _, p := range m.pieces(s, "applicant.contact_role", "applicant.organisation", "applicant.unit") {
		if p.label == "applicant.contact_role" {
			if v := m.without(m.value(p), org, unit, who); r.storeRole(v) {
				return
			}
		}
	}
	if who.empty() {
		r.plainRole(s, org, unit)
		return
	}
	for _, p := range m.peopleIn(s) {
		if p.span == who && p.Title != "" && !honorific(p.Title) {
			if r.longTitle(s, who, org, unit, p.Title) {
				return
			}
			if at := m.find(p.Title, s); !at.empty() {
				r.storeRole(at)
			} else {
				r.put("applicant.contact_role", p.Title, s)
			}
			return
		}
	}
	for _, c := range m.clausesIn(s) {
		if c.i >= who.j {
			if r.leftRole(m.without(c.span, org, unit, who)) {
				return
			}
		}
		if c.covers(who) && r.leftRole(m.without(span{who.j, c.j}, org, unit, who)) {
			return
		}
	}
}

// honorific reports whether a title tells no role.
func honorific(title string) bool {
	switch strings.ToLower(strings.TrimSuffix(title, ".")) {
	case "dr", "mr", "mrs", "ms":
		return true
	}
	return false
}

// clauseRole stores a title that is a clause of its own in a sentence without the name: "Lee,
// Anna. Road specialist, City of Kivik."
func (r *reader) clauseRole(s span) {
	m := r.m
	if r.held("applicant.contact_role") != nil || m.named(s) {
		return
	}
	for _, c := range m.clausesIn(s) {
		titled := c.i+1 < c.j && heads.has(m.toks[c.i]) && leads.has(m.toks[c.i+1])
		for k := c.i; k < c.j && !titled; k++ {
			titled = m.titles(k)
		}
		if titled && m.words(c.span) <= 6 && r.leftRole(c.span) {
			return
		}
	}
}

var nameWords = wordSet("nimi nimeni namn namnet name")

// heads and leads are a title of a head of something and the word after it.
var (
	heads = wordSet("head chief director chef direktör ansvarig föreståndare")
	leads = wordSet("of för")
)

// leftRole stores what stands after the name as the role, unless something else has been
// read from it: "I am Eva Berg and answer for the archive".
func (r *reader) leftRole(s span) bool {
	return !r.taken(s) && r.storeRole(s)
}

// plainRole stores the role of a sentence without a name: "I am head of admissions at …".
func (r *reader) plainRole(s, org, unit span) {
	m := r.m
	for _, p := range m.pieces(s, "applicant.contact_name", "applicant.organisation", "applicant.unit") {
		if p.label != "applicant.contact_name" || p.mode != lead {
			continue
		}
		v := m.without(m.value(p), org, unit)
		for !v.empty() && smallWords.has(m.toks[v.j-1]) {
			v.j--
		}
		if m.words(v) <= 5 && r.storeRole(v) {
			return
		}
	}
}

// longTitle stores a title of several words that stands as a clause after the name:
// "Anna Lee, chief librarian".
func (r *reader) longTitle(s, who, org, unit span, title string) bool {
	m := r.m
	for _, c := range m.clausesIn(s) {
		v := m.without(c.span, org, unit, who)
		if c.i < who.j || c.i > who.j+1 || m.words(v) < 2 || m.words(v) > 5 || m.find(title, v).empty() {
			continue
		}
		return r.storeRole(v)
	}
	return false
}

func (r *reader) storeRole(s span) bool {
	s = r.m.trim(s)
	for !s.empty() && (smallWords.has(r.m.toks[s.i]) || placeWords.has(r.m.toks[s.i])) {
		s.i++
	}
	for !s.empty() && (smallWords.has(r.m.toks[s.j-1]) || placeWords.has(r.m.toks[s.j-1])) {
		s.j--
	}
	if s.empty() || s.j-s.i > 8 || r.speaksOfSelf(s) || nameWords.has(r.m.toks[s.j-1]) || r.m.words(s) == 0 || len(r.m.numsIn(s)) > 0 {
		return false
	}
	if s.i+2 < s.j && (r.m.toks[s.i].fold == "as" || r.m.toks[s.i].fold == "som") {
		s.i++
	}
	r.putRole(s)
	return true
}

// putRole notes a title, a Finnish one in its basic form.
func (r *reader) putRole(s span) {
	role := r.m.quote(s)
	if r.m.lang == plan.FI {
		role = essive(role)
	}
	r.put("applicant.contact_role", role, s)
}

// essive turns the last word of "kehityspäällikkönä" into its basic form.
func essive(s string) string {
	for _, end := range []string{"na", "nä"} {
		if base, ok := strings.CutSuffix(s, end); ok && len(base) > 6 && strings.HasSuffix(base, base[len(base)-1:]) {
			last := base[len(base)-1]
			if last == 'a' || last == 'o' || last == 'i' || last == 'u' || strings.HasSuffix(base, "ä") || strings.HasSuffix(base, "ö") || last == 'e' {
				return base
			}
		}
	}
	return s
}
