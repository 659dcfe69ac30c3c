package guided

import (
	"slices"
	"strings"

	"luonnos/tools/reading"
)

// intro reads who applies. What is said in so many words goes before what an
// introduction implies.
func (r *reader) intro(p part) {
	r.unlistedName(p.sentences)
	if r.phrases(p.sentences) {
		for _, s := range p.sentences {
			if r.acknowledges(s) {
				r.acknowledge(s)
			}
			r.sector(s)
		}
		return
	}
	for _, s := range p.sentences {
		if len(r.m.cues("applicant.organisation", s)) > 0 && len(r.m.peopleIn(s)) == 0 {
			r.organisation(s)
		}
	}
	for _, s := range p.sentences {
		r.ledRole(s)
	}
	if len(p.sentences) > 1 {
		r.headedUnit(p.sentences)
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
	for _, s := range p.sentences {
		r.clauseRole(s)
	}
	if r.asks("applicant.unit") && r.held("applicant.unit") == nil {
		for _, s := range p.sentences {
			r.leftUnit(s)
		}
	}
}

func (r *reader) introduction(s span) {
	m := r.m
	var org span
	if r.held("applicant.organisation") == nil || len(m.cues("applicant.unit", s)) == 0 {
		org = r.organisation(s) // "the unit is the city library" names no other organisation
	}
	var unit span
	for _, with := range []mode{lead, sign} {
		for _, p := range m.pieces(s, "applicant.") {
			represents := p.label == "applicant.organisation" && p.mode == lead && !org.empty() && !org.overlaps(p.span) && !isUpper(m.toks[m.value(p).i].Text)
			if (p.label == "applicant.unit" || represents) && (p.mode == lead) == (with == lead) && !r.said("applicant.unit") {
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
	if p.mode == lead && applies.has(r.m.toks[p.cue.i]) && (s.empty() || !strings.HasSuffix(r.m.toks[s.j-1].fold, "na")) {
		return span{} // "haemme rahoitusta", not "haemme kaupunginkirjastona"
	}
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

// headedUnit stores the unit that a heading announces, before words of other sentences only
// look like one: "head of research services, Univ. of X, unit: ethics office".
func (r *reader) headedUnit(sentences []span) {
	m := r.m
	for _, s := range sentences {
		for _, p := range m.pieces(s, "applicant.") {
			if p.label == "applicant.unit" && p.mode == lead && p.cue.j < p.j && m.toks[p.cue.j].Text == ":" {
				at, _, _ := m.organisationIn(s)
				r.unit(p, at)
			}
		}
	}
}

var applies = wordSet("haemme haen hakee")

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
		if v.empty() || c.sep == ":" || relatives.has(r.m.toks[c.i]) || undersigned.has(r.m.toks[v.j-1]) || r.taken(v) || len(r.asked) > 3 && !r.taken(s) || r.m.words(v) > 6 || r.greeting(v) || r.m.startsApplicant(v) || indefinite.has(r.m.toks[v.i]) && len(r.m.enums(enumSector, v)) > 0 || r.m.exclaimed(v) || r.m.speaks(v) {
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
