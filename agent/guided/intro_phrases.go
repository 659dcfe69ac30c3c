package guided

import (
	"slices"
	"strings"

	"luonnos/tools/reading"
)

// introduced is what an introduction of phrases holds: "Anna Lee, chief planner, traffic
// unit, City of Kivik".
type introduced struct {
	organisation, unit, name, role, sector span
	who                                    string // the name as it is stored
}

// phrases reads an introduction that names the applicant in phrases, each one thing, and
// reports whether it was one: every phrase has a label or is a name, a title, an
// organisation or the only thing left.
func (r *reader) phrases(sentences []span) bool {
	if len(r.asked) < 3 || r.held("applicant.organisation") != nil || r.held("applicant.contact_name") != nil {
		return false
	}
	var in introduced
	var left []span
	var read []span
	for _, s := range sentences {
		if r.acknowledges(s) && !r.m.named(s) {
			continue
		}
		for _, v := range r.m.introPhrases(s) {
			if !r.phrase(v, &in, &left) {
				return false
			}
		}
		read = append(read, s)
	}
	if !r.assignLeft(&in, left) || in.organisation.empty() || in.name.empty() {
		return false
	}
	r.storeIntroduced(in, read)
	return true
}

// introPhrases cuts a sentence at its marks, and at an "and" before a label.
func (m *message) introPhrases(s span) []span {
	var out []span
	at := s.i
	add := func(k int) {
		if v := m.trim(span{at, k}); !v.empty() {
			out = append(out, v)
		}
		at = k + 1
	}
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		labelled := slices.ContainsFunc(m.hits, func(h hit) bool {
			return h.mode == lead && strings.HasPrefix(h.name, "applicant.") && (h.i == k+1 || h.i == k && h.j > k+1)
		}) || k+1 < s.j && firstPerson.has(m.toks[k+1])
		if k > at && m.leadsToHost(k, s) {
			add(k)
			at = k
			continue
		}
		if t.Kind == reading.Punct && strings.Contains(",;/|()–—", t.Text) || conjunctions.has(t) && labelled || k > s.i && strings.Contains(m.text[m.toks[k-1].End:t.Start], "\n") && k > at {
			if t.Kind != reading.Punct && !conjunctions.has(t) {
				add(k)
				at = k
				continue
			}
			add(k)
		}
	}
	add(s.j)
	return out
}

// leadsToHost reports whether token k leads to the name of an organisation, with or without
// an article: "head of operations at the Harbour Authority".
func (m *message) leadsToHost(k int, s span) bool {
	if t := m.toks[k]; !whereFrom.has(t) && t.fold != "with" {
		return false
	}
	for k++; k < s.j && articles.has(m.toks[k]); k++ {
	}
	return k < s.j && m.hasUpper() && m.toks[k].Kind == reading.Word && isUpper(m.toks[k].Text)
}

// phrase places one phrase, or keeps it for the end; it reports whether it may be part of an
// introduction of phrases.
func (r *reader) phrase(v span, in *introduced, left *[]span) bool {
	m := r.m
	if r.sectorPhrase(v, in) {
		return true
	}
	if len(r.m.enums(enumSector, v)) > 1 {
		return false // "a joint body and no ministry"
	}
	label, v := m.introLabel(v)
	for k := v.i + 1; k < v.j; k++ {
		if firstPerson.has(m.toks[k]) && v.j-k <= 3 && !conjunctions.has(m.toks[k-1]) {
			v.j = k // "… the harbour office I write for"
		}
	}
	if v.empty() {
		return true
	}
	if m.words(v) > 8 || len(m.numsIn(v))+len(m.datesIn(v)) > 0 || slices.ContainsFunc(m.toks[v.i:v.j], func(t token) bool { return copulas.has(t) || firstPerson.has(t) || relatives.has(t) || t.Text == "?" }) {
		return false
	}
	if name, who := r.introName(v); !name.empty() {
		if !in.name.empty() {
			return false
		}
		in.name, in.who = name, who
		rest := m.withoutSmall(m.without(v, name))
		return rest.empty() || honorific(m.quote(rest)) || setOnce(&in.role, rest) && m.titleLike(rest)
	}
	v = m.withoutSmall(v)
	if m.placed(v) {
		return false // an inflected name is read by the words around it
	}
	switch {
	case v.empty():
		return true
	case label == "applicant.contact_role":
		return setOnce(&in.role, v)
	case label == "applicant.unit":
		return setOnce(&in.unit, v)
	case label == "applicant.organisation":
		return setOnce(&in.organisation, v)
	case m.titleLike(v) && (in.role.empty() || label == "applicant.contact_name"):
		return setOnce(&in.role, v)
	case label != "" && label != "applicant.contact_name":
		return false
	}
	if _, _, ok := m.organisationIn(v); ok && in.organisation.empty() && (isUpper(m.toks[v.i].Text) || !m.hasUpper()) {
		in.organisation = v
		return true
	}
	*left = append(*left, v)
	return len(*left) <= 2
}

// setOnce gives a range a value that it has not got, and reports whether it could.
func setOnce(at *span, v span) bool {
	if !at.empty() {
		return false
	}
	*at = v
	return true
}

// sectorPhrase takes a phrase that only tells what kind of organisation it is: "which is a
// state agency".
func (r *reader) sectorPhrase(v span, in *introduced) bool {
	m := r.m
	hits := m.enums(enumSector, v)
	begins := relatives.has(m.toks[v.i]) || indefinite.has(m.toks[v.i]) || firstPerson.has(m.toks[v.i])
	if len(hits) != 1 || !in.sector.empty() || !begins && m.words(hits[0].span) < 2 {
		return false
	}
	for k := v.i; k < v.j; k++ {
		if t := m.toks[k]; isUpper(t.Text) && k > v.i {
			return false
		}
	}
	if v = m.withoutSmall(v); m.hasUpper() && isUpper(m.toks[v.i].Text) && !firstPerson.has(m.toks[v.i]) || m.titleLike(v) || m.wordsBeside(v, hits[0].span) > 3 {
		return false
	}
	in.sector = hits[0].span
	return true
}

// introLabel is the field that a phrase begins with the label of, and what comes after it.
func (m *message) introLabel(v span) (string, span) {
	label := ""
	if m.leadsToHost(v.i, v) {
		return "applicant.organisation", span{v.i + 1, v.j}
	}
	for _, h := range m.hits {
		if h.mode == tail && strings.HasPrefix(h.name, "applicant.") && v.covers(h.span) && h.i > v.i {
			return h.name, span{v.i, h.i} // "information services is the unit"
		}
	}
	for again := true; again; {
		again = false
		for _, h := range m.hits {
			if h.mode == lead && strings.HasPrefix(h.name, "applicant.") && h.i == v.i && h.j <= v.j {
				label, v.i, again = h.name, h.j, true
				break
			}
		}
		if v.i+1 < v.j && (whereFrom.has(m.toks[v.i]) || m.toks[v.i].fold == "inom" || m.toks[v.i].fold == "in") && slices.ContainsFunc(m.hits, func(h hit) bool { return h.i == v.i+1 && h.name == "applicant.unit" && h.mode == lead }) {
			v.i++ // "at the unit …"
		}
		for v.i < v.j && (m.toks[v.i].Text == ":" || copulas.has(m.toks[v.i]) || greetings.has(m.toks[v.i]) || introLeads.has(m.toks[v.i])) {
			v.i++
			again = true
		}
	}
	return label, v
}

// introLeads go before a name or an organisation in an introduction.
var introLeads = wordSet(`me minä olen olemme toimii toimin
	vi jag är heter som den min vår mitt vårt
	our my we i am i'm we're the
	det se it it's this siis eli alltså`)

// withoutSmall is a range without the small words around it: "here", "the", brackets.
func (m *message) withoutSmall(v span) span {
	v = m.trim(v)
	for !v.empty() && (articles.has(m.toks[v.i]) || placeWords.has(m.toks[v.i]) || fillers.has(m.toks[v.i])) {
		v = m.trim(span{v.i + 1, v.j})
	}
	for !v.empty() && (placeWords.has(m.toks[v.j-1]) || fillers.has(m.toks[v.j-1]) || m.toks[v.j-1].fold == "speaking") {
		v = m.trim(span{v.i, v.j - 1})
	}
	return v
}

// introName is the person of a phrase: one of the lists, or the two capitalised words that
// stand after a title.
func (r *reader) introName(v span) (span, string) {
	m := r.m
	for _, p := range m.peopleIn(v) {
		if strings.Contains(p.Name, " ") {
			if at := m.find(p.Name, v); !at.empty() {
				return at, p.Name
			}
			return p.span, p.Name
		}
	}
	if n := (span{v.j - 2, v.j}); v.j-v.i > 2 && m.capitalWords(n) && m.titleLike(span{v.i, n.i}) {
		return n, m.quote(n)
	}
	return span{}, ""
}

// titleLike reports whether a range is a title: a word of it is one, or it is the head of
// something.
func (m *message) titleLike(v span) bool {
	for k := v.i; k < v.j; k++ {
		if m.titles(k) || heads.has(m.toks[k]) && k+1 < v.j && leads.has(m.toks[k+1]) {
			return true
		}
	}
	return false
}

// assignLeft gives what no word tells apart to what is still missing: of two phrases the
// capitalised one is the organisation, of two such the longer.
func (r *reader) assignLeft(in *introduced, left []span) bool {
	org := -1
	for i, v := range left {
		if isUpper(r.m.toks[v.i].Text) && (org < 0 || r.m.words(v) > r.m.words(left[org])) {
			org = i
		}
	}
	for i, v := range left {
		switch {
		case in.organisation.empty() && i == org:
			in.organisation = v
		case in.unit.empty():
			in.unit = v
		case in.role.empty() && v.i > in.name.i:
			in.role = v
		default:
			return false
		}
	}
	return true
}

// storeIntroduced stores what the phrases hold, and marks them as read.
func (r *reader) storeIntroduced(in introduced, read []span) {
	m := r.m
	r.put("applicant.organisation", m.quote(in.organisation), in.organisation)
	if !in.sector.empty() {
		r.put("applicant.sector", m.enums(enumSector, in.sector)[0].value, in.sector)
	} else if _, head, ok := m.organisationIn(in.organisation); ok {
		whole := span{read[0].i, read[len(read)-1].j}
		r.sectorByHead(whole, in.organisation, head)
	}
	r.put("applicant.contact_name", in.who, in.name)
	if !in.unit.empty() {
		r.put("applicant.unit", m.quote(in.unit), in.unit)
	}
	if !in.role.empty() {
		r.putRole(in.role)
	}
}
