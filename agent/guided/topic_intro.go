package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// intro reads who applies. What is said in so many words goes before what an
// introduction implies.
func (r *reader) intro(p part) {
	for _, s := range p.sentences {
		if len(r.m.cues("applicant.organisation", s)) > 0 && len(r.m.peopleIn(s)) == 0 {
			r.organisation(s)
		}
	}
	for _, s := range p.sentences {
		r.ledRole(s)
	}
	for _, s := range p.sentences {
		if r.acknowledges(s) && !r.m.named(s) {
			r.acknowledge(s)
			continue
		}
		r.introduction(s)
	}
	for _, s := range p.sentences {
		r.sector(s)
	}
	if r.asks("applicant.unit") && r.held("applicant.unit") == nil {
		for _, s := range p.sentences {
			r.leftUnit(s)
		}
	}
}

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
			if t := m.toks[k]; conjunctions.has(t) && m.words(span{k, v.j}) > 2 || m.toks[k].Kind == reading.Punct && m.toks[k].Text != "-" || k > v.i && roleEnds.has(t) {
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

func (r *reader) introduction(s span) {
	m := r.m
	var org span
	if r.held("applicant.organisation") == nil || len(m.cues("applicant.unit", s)) == 0 {
		org = r.organisation(s) // "the unit is the city library" names no other organisation
	}
	var unit span
	for _, with := range []mode{lead, sign} {
		for _, p := range m.pieces(s, "applicant.") {
			if p.label == "applicant.unit" && (p.mode == lead) == (with == lead) && !r.said("applicant.unit") {
				unit = r.unit(p, org)
			}
		}
	}
	if r.acknowledges(s) {
		r.acknowledge(s)
	}
	who := r.contact(s)
	r.role(s, who, org, unit)
}

// unit stores the words of a piece that names the unit, without the organisation.
func (r *reader) unit(p piece, org span) span {
	s := r.m.value(p)
	if !org.empty() && org.overlaps(s) {
		if org.i > s.i {
			s.j = org.i
		} else {
			s.i = min(org.j, s.j)
		}
	}
	if !s.empty() && p.mode == lead && prepositions.has(r.m.toks[s.i]) {
		s.i = p.cue.i // "the unit for personal taxation"
		if r.m.words(span{p.cue.j, s.j}) <= 1 {
			s = r.m.nameLike(span{r.m.clauseAt(p.cue.i).i, p.cue.j}, p.cue) // "the berths division of the Port Authority"
		}
	}
	s = r.m.trim(s)
	if p.mode == sign {
		if r.m.titles(p.cue.i) {
			return span{} // "enhetschef"
		}
		s = r.m.nameLike(s, p.cue)
	}
	for s.i+1 < s.j && (unitLeads.has(r.m.toks[s.i]) || articles.has(r.m.toks[s.i]) || copulas.has(r.m.toks[s.i])) {
		s.i++
	}
	s = r.m.upToMark(s)
	for k := s.i + 1; k < s.j; k++ {
		if unitEnds.has(r.m.toks[k]) {
			s.j = k
		}
	}
	for !s.empty() && (whereWords.has(r.m.toks[s.j-1]) || roleEnds.has(r.m.toks[s.j-1])) {
		s.j--
	}
	if !s.empty() && s.j < len(r.m.toks) && teamWords.has(r.m.toks[s.j]) {
		s.j++
	}
	if r.m.words(s) > 0 && !(p.mode == sign && org.overlaps(s)) {
		r.put("applicant.unit", r.m.nominativeUnit(s), s)
	}
	return s
}

// unitLeads go between the word for a unit and its name.
var unitLeads = wordSet("nimeltä nimeltään nimellä yksinkertaisesti ihan det är se on called named simply just plainly kallad helt enkelt vid på inom")

// unitEnds go between a unit and what the applicant does there: "I run the permits team as …".
var unitEnds = wordSet("as som närmare tarkemmin")

// whereWords go between a unit and its organisation.
var whereWords = wordSet("i av from of")

// teamWords end the name of an English unit.
var teamWords = wordSet("team unit department division branch section office")

var prepositions = wordSet("för of for")

// nameLike narrows a range to the words around the head word at cue: those before it
// that are capitalised or in the genitive, and after it those that are capitalised.
func (m *message) nameLike(s, cue span) span {
	out := cue
	for k := cue.i - 1; k >= s.i; k-- {
		t := m.toks[k]
		noun := k > s.i && articles.has(m.toks[k-1]) // "the work permits division"
		if t.Kind != reading.Word || articles.has(t) || fillers.has(t) || smallWords.has(t) && !noun {
			break
		}
		out.i = k
	}
	for k := cue.j; k < s.j; k++ {
		t := m.toks[k]
		joins := t.fold == "for" || t.fold == "of" || conjunctions.has(t)
		if t.Kind != reading.Word || !joins && !isUpper(t.Text) {
			break
		}
		out.j = k + 1
	}
	return m.trim(out)
}

// smallWords end the name of an organisation or unit to the left.
var smallWords = wordSet(`olen olemme on täällä toimin työskentelen edustan minä nimeni hakija hakijana yksikkö yksikkönä ovat toimii
	jag är på vid i från hos heter som arbetar jobbar för och min vår en ett hakare sökande
	i am at in from for of my our we are is work working the a an with contact
	som skriver söker writing speaking here applying haemme haen kirjoitan nimissä puolesta tarkemmin`)

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
	if s.empty() || s.j-s.i > 8 || r.m.words(s) == 0 || len(r.m.numsIn(s)) > 0 {
		return false
	}
	if s.i+2 < s.j && (r.m.toks[s.i].fold == "as" || r.m.toks[s.i].fold == "som") {
		s.i++
	}
	role := r.m.quote(s)
	if r.m.lang == plan.FI {
		role = essive(role)
	}
	r.put("applicant.contact_role", role, s)
	return true
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

// without is the longest run of s that lies outside the given ranges.
func (m *message) without(s span, out ...span) span {
	best, i := span{}, s.i
	flush := func(k int) {
		if k-i > best.j-best.i {
			best = span{i, k}
		}
	}
	for k := s.i; k < s.j; k++ {
		for _, o := range out {
			if o.has(k) {
				flush(k)
				i = k + 1
			}
		}
		if m.toks[k].Text == "," {
			flush(k)
			i = k + 1
		}
	}
	flush(s.j)
	return m.trim(best)
}

// find is the range of words inside s that reads as text.
func (m *message) find(text string, s span) span {
	want := reading.Fold(text)
	for i := s.i; i < s.j; i++ {
		for j := i + 1; j <= s.j && j <= i+6; j++ {
			if reading.Fold(m.quote(span{i, j})) == want {
				return span{i, j}
			}
		}
	}
	return span{}
}

// leftUnit takes a clause of the answer that is neither the name, the organisation
// nor the role as the unit.
func (r *reader) leftUnit(s span) {
	for _, c := range r.m.clausesIn(s) {
		v := r.m.trim(c.span)
		if v.empty() || c.sep == ":" || r.taken(v) || len(r.asked) > 3 && !r.taken(s) || r.m.words(v) > 6 || r.greeting(v) || r.m.startsApplicant(v) || indefinite.has(r.m.toks[v.i]) && len(r.m.enums(enumSector, v)) > 0 || r.m.exclaimed(v) || r.m.speaks(v) {
			continue
		}
		for k := v.i + 1; k < v.j; k++ {
			if unitEnds.has(r.m.toks[k]) {
				v.j = k
			}
		}
		r.text("applicant.unit", v)
		return
	}
}

// startsApplicant reports whether a range begins with the lead of a field.
func (m *message) startsApplicant(s span) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool { return h.i == s.i && h.mode == lead && strings.HasPrefix(h.name, "applicant.") })
}

// exclaimed reports whether a range is a sentence of its own that ends with "!".
func (m *message) exclaimed(s span) bool {
	whole := m.sentences[m.sentence(s.i)]
	return m.toks[whole.j-1].Text == "!" && m.words(whole) <= m.words(s)
}

// speaks reports whether a range has the first person as its subject.
func (m *message) speaks(s span) bool {
	for k := s.i; k < s.j; k++ {
		if firstPerson.has(m.toks[k]) {
			return true
		}
	}
	return false
}

var firstPerson = wordSet("olen olemme minä me mä jag vi i we i'm we're")

func (r *reader) greeting(s span) bool {
	return (r.m.has("act.greeting", s) || r.m.has("act.thanks", s)) && len(r.m.numsIn(s)) == 0 // "10 päivää"
}

func (r *reader) taken(s span) bool {
	for k := s.i; k < s.j; k++ {
		if r.placed[k] {
			return true
		}
	}
	return false
}
