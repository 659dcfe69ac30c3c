package guided

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// organisation finds the applicant's organisation in s and stores it in the form of
// a heading, with its sector.
func (r *reader) organisation(s span) span {
	m := r.m
	at, head, ok := m.organisationIn(s)
	if !ok {
		at = r.ledOrganisation(s)
		if at.empty() {
			return span{}
		}
	}
	name := m.nominativeLed(at)
	if ok {
		name = m.nominativeOrg(at, head)
		r.sectorByHead(s, at, head)
	}
	r.put("applicant.organisation", name, at)
	if ok && m.lang == plan.FI {
		r.unitAfter(at, s)
	}
	return at
}

// sectorByHead notes the sector that the name of the organisation tells, where s has a word
// for it.
func (r *reader) sectorByHead(s, org span, head orgHead) {
	if sector := r.m.sectorOf(s, org, head); r.m.grounds(sector, s) {
		r.put("applicant.sector", sector, org)
	}
}

// grounds reports whether s has a word for the sector, without which it could not be stored.
func (m *message) grounds(sector string, s span) bool {
	return slices.ContainsFunc(m.enums(enumSector, s), func(e enumHit) bool { return e.value == sector })
}

// unitAfter stores what follows the genitive of the organisation as its unit:
// "Kivijärven kaupungin rakennusvalvonnasta".
func (r *reader) unitAfter(org, s span) {
	m := r.m
	if !strings.HasSuffix(m.toks[org.j-1].fold, "n") || org.j >= s.j || m.toks[org.j].Kind != reading.Word {
		return
	}
	unit := span{org.j, org.j}
	for unit.j < s.j && m.toks[unit.j].Kind == reading.Word && !m.isTitle(unit.j) && !smallWords.has(m.toks[unit.j]) && !conjunctions.has(m.toks[unit.j]) {
		unit.j++
	}
	for k := unit.i; k < unit.j; k++ {
		if m.titles(k) {
			return
		}
	}
	if !unit.empty() && unit.j-unit.i <= 4 {
		r.put("applicant.unit", m.nominativeUnit(unit), unit)
	}
}

// titles reports whether token k is a person's title.
func (m *message) titles(k int) bool {
	p := reading.People(m.toks[k].Text+" Virtanen", m.lang, nil)
	return len(p) == 1 && p[0].Title != ""
}

// ledOrganisation is the organisation that a lead announces when no word of it tells
// its kind, or the subject of a sentence that tells its sector: "X is a joint authority".
func (r *reader) ledOrganisation(s span) span {
	m := r.m
	fits := func(v span) bool {
		return m.words(v) > 0 && m.words(v) <= 6 && (isUpper(m.toks[v.i].Text) || !m.hasUpper()) && len(m.peopleIn(v)) == 0 && !pronoun.has(m.toks[v.i])
	}
	for _, p := range m.pieces(s, "applicant.") {
		if v := m.upToMark(m.value(p)); p.label == "applicant.organisation" && fits(v) {
			return v
		}
	}
	for k := s.i; k+1 < s.j && m.hasUpper(); k++ {
		if !whereFrom.has(m.toks[k]) {
			continue
		}
		v := span{k + 1, k + 1}
		if articles.has(m.toks[v.i]) && v.i+1 < s.j {
			v = span{v.i + 1, v.i + 1}
		}
		for v.j < s.j && m.toks[v.j].Kind == reading.Word && !smallWords.has(m.toks[v.j]) && !conjunctions.has(m.toks[v.j]) && v.j-v.i < 5 {
			v.j++
		}
		if fits(v) && len(m.datesIn(v)) == 0 {
			return v // "network manager at Harbourton Water"
		}
	}
	if v := r.placedOrganisation(s); !v.empty() {
		return v
	}
	for k := s.i + 1; k < s.j; k++ {
		if copulas.has(m.toks[k]) {
			if v := m.trim(span{s.i, k}); fits(v) && len(m.enums(enumSector, span{k, s.j})) > 0 {
				return v
			}
			break
		}
	}
	return span{}
}

// placedOrganisation is the Finnish organisation that stands in a case of place after a title
// or a name: "käyttöpäällikkö Meri-Lapin vedestä", "Aino Aalto Gasgridistä".
func (r *reader) placedOrganisation(s span) span {
	m := r.m
	if m.lang != plan.FI || !m.hasUpper() {
		return span{}
	}
	people := m.peopleIn(s)
	for k := s.i; k+1 < s.j; k++ {
		named := slices.ContainsFunc(people, func(p someone) bool { return p.j == k+1 && strings.Contains(p.Name, " ") })
		starts := slices.ContainsFunc(people, func(p someone) bool { return p.i == k+1 && (p.Known || strings.Contains(p.Name, " ")) })
		if !named && !m.titles(k) && !m.essiveTitle(k) || starts || !isUpper(m.toks[k+1].Text) {
			continue
		}
		for j := k + 1; j < min(k+6, s.j) && m.toks[j].Kind == reading.Word; j++ {
			if m.placed(span{j, j + 1}) {
				return span{k + 1, j + 1}
			}
		}
	}
	return span{}
}

// essiveTitle reports whether token k is a Finnish title in the essive: "palvelujohtajana".
func (m *message) essiveTitle(k int) bool {
	base := essive(m.toks[k].Text)
	p := reading.People(base+" Virtanen", m.lang, nil)
	return base != m.toks[k].Text && len(p) == 1 && p[0].Title != ""
}

// whereFrom go before the organisation that somebody works for or writes from.
var whereFrom = wordSet("på vid hos från at from for")

// upToMark cuts a range before its first mark.
func (m *message) upToMark(s span) span {
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind == reading.Punct && strings.Contains("(,;:–", m.toks[k].Text) {
			s.j = k
		}
	}
	return m.trim(s)
}

// sector stores the sector that the applicant tells in so many words ("a municipal
// body"), when the organisation's name does not tell it or is only a public one's.
func (r *reader) sector(s span) {
	var told enumHit
	for _, e := range r.m.enums(enumSector, s) {
		if !r.taken(e.span) && !r.m.ruledOut(e.i, s) {
			told = e
		}
	}
	if told.value == "" || !r.said("applicant.organisation") || r.said("applicant.sector") {
		return
	}
	r.put("applicant.sector", told.value, told.span)
}

// organisationIn finds the words of s that name an organisation.
func (m *message) organisationIn(s span) (span, orgHead, bool) {
	var best span
	var found orgHead
	for k := s.i; k < s.j; k++ {
		head, ok := m.orgHeadAt(k)
		if !ok || m.isTitle(k) || m.ruledOut(k, s) {
			continue
		}
		at := m.orgSpan(k, s)
		score := at.j - at.i
		if !isUpper(m.toks[at.i].Text) && score == 1 && m.hasUpper() {
			continue
		}
		if best.empty() || score > best.j-best.i || m.lang == plan.EN && at == best {
			best, found = at, head
		}
	}
	return best, found, !best.empty()
}

func (m *message) orgHeadAt(k int) (orgHead, bool) {
	t := m.toks[k]
	if t.Kind != reading.Word {
		return orgHead{}, false
	}
	for _, head := range orgHeads[m.lang] {
		for _, form := range head.forms {
			if i := strings.LastIndex(t.fold, form); i >= 0 && orgEnding(m.lang, t.fold[i+len(form):]) {
				return head, true
			}
		}
	}
	return orgHead{}, false
}

// orgEnding reports whether the rest of a word after the stem of an organisation is a
// case ending.
func orgEnding(lang plan.Lang, rest string) bool {
	switch lang {
	case plan.FI:
		switch rest {
		case "", "n", "ta", "a", "ssa", "sta", "lla", "lta", "lle", "na", "tta", "mme", "en", "een", "essa", "esta", "ella", "elta", "ena":
			return true
		}
		return false
	case plan.SV:
		switch rest {
		case "", "et", "en", "n", "t", "s", "ets", "ens", "um", "ts", "ns", "sverk":
			return true
		}
		return false
	}
	return rest == "" || rest == "'s"
}

// isTitle reports whether the word is part of a person's title or a body
// (kunnanjohtaja, stadsdirektör).
func (m *message) isTitle(k int) bool {
	for _, p := range m.people {
		if p.has(k) {
			return true
		}
	}
	return false
}

// orgSpan widens the head word to the whole name: in Finnish and Swedish the
// genitives before it, in English the capitalised words around it.
func (m *message) orgSpan(k int, s span) span {
	at := span{k, k + 1}
	for i := k - 1; i >= s.i; i-- {
		t := m.toks[i]
		if (t.Text == "'" || t.Text == "’") && i > s.i && isUpper(m.toks[i-1].Text) && !m.isTitle(i-1) {
			at.i = i - 1 // "the Seafarers' Institution"
			i--
			continue
		}
		kind := m.lang == plan.EN && orgKinds.has(t) && at.i == i+1
		if t.Kind != reading.Word || fillers.has(t) || smallWords.has(t) || m.isTitle(i) || !kind && !m.nameWord(i) {
			break
		}
		at.i = i
	}
	if at.i-2 >= s.i && conjunctions.has(m.toks[at.i-1]) && strings.HasSuffix(m.text[:m.toks[at.i-1].Start], "- ") {
		at.i -= 2 // "Region- och tillståndsverket"
		for at.i > s.i && m.toks[at.i].Kind == reading.Punct {
			at.i--
		}
		for at.i > s.i && m.genitiveName(at.i-1) {
			at.i-- // "Jakobstads social- och hälsovårdsverk"
		}
	}
	if m.lang == plan.EN && at.i-2 > s.i && m.toks[at.i-1].fold == "and" && isUpper(m.toks[at.i-2].Text) && articles.has(m.toks[at.i-3]) {
		at.i -= 2 // "the Radiation and Nuclear Safety Authority"
	}
	if m.lang != plan.EN && isUpper(m.toks[k].Text) && m.hasUpper() {
		for i := k + 1; i < s.j && m.toks[i].Kind == reading.Word && isUpper(m.toks[i].Text) && !m.isTitle(i); i++ {
			at.j = i + 1 // "Yrkeshögskolan Fyren"
		}
		if m.lang == plan.SV && at.j+1 < s.j && m.toks[at.j].fold == "i" && isUpper(m.toks[at.j+1].Text) && strings.HasSuffix(m.toks[k].fold, "t") {
			at.j += 2 // "Landskapsarkivet i Österbotten"
		}
	}
	if m.lang == plan.EN {
		for i := k + 1; i < s.j; i++ {
			t := m.toks[i]
			of := (t.fold == "of" || t.fold == "for" || t.fold == "and") && i+1 < s.j && m.nameWord(i+1)
			afterOf := !m.hasUpper() && m.toks[i-1].fold == "of" && !smallWords.has(t) // "university of northshore"
			if t.Kind != reading.Word || !of && !afterOf && !isUpper(t.Text) {
				break
			}
			at.j = i + 1
		}
		if at.i > s.i && m.toks[at.i-1].fold == "the" {
			return at
		}
	}
	return at
}

// genitiveName reports whether token k is a capitalised name in the genitive.
func (m *message) genitiveName(k int) bool {
	t := m.toks[k]
	return isUpper(t.Text) && !m.isTitle(k) && (m.lang == plan.SV && strings.HasSuffix(t.fold, "s") || m.lang == plan.FI && strings.HasSuffix(t.fold, "n"))
}

// orgKinds are the words that tell the kind of an English organisation and may be small.
var orgKinds = wordSet("wellbeing well-being welfare services health social state national regional city county tax public central employment")

// nameWord reports whether a word may belong to the name of an organisation: it is
// capitalised, or the text is all lower case and the word is a genitive.
func (m *message) nameWord(k int) bool {
	t := m.toks[k]
	if isUpper(t.Text) {
		return true
	}
	if m.hasUpper() {
		return false
	}
	switch m.lang {
	case plan.FI:
		return strings.HasSuffix(t.fold, "n")
	case plan.SV:
		return strings.HasSuffix(t.fold, "s")
	}
	return t.Kind == reading.Word && !smallWords.has(t)
}

func (m *message) hasUpper() bool {
	for _, t := range m.toks {
		if isUpper(t.Text) {
			return true
		}
	}
	return false
}

func isUpper(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}

// ruledOut reports whether token k of s is what the organisation is not: "rather than a
// ministry".
func (m *message) ruledOut(k int, s span) bool {
	return m.has("act.negated", span{max(s.i, k-ruledOutWithin), k})
}

// ruledOutWithin is how many words a denial may stand before what it denies.
const ruledOutWithin = 5

// sectorOf is the sector that the organisation's kind tells; a library or office of a
// city is the city's.
func (m *message) sectorOf(s, org span, head orgHead) string {
	if head.sector == stateAgency || head.sector == otherPublic {
		for k := s.i; k < s.j; k++ {
			if org.has(k) && m.lang == plan.EN {
				continue
			}
			if h, ok := m.orgHeadAt(k); ok && !m.isTitle(k) && (h.sector == municipality || h.sector == wellbeingCounty) && isUpper(m.toks[m.orgSpan(k, s).i].Text) {
				return h.sector
			}
		}
	}
	for _, e := range m.enums(enumSector, s) {
		if head.sector == stateAgency && e.value == otherPublic && !e.overlaps(org) && !m.ruledOut(e.i, s) {
			return otherPublic // "the agency, an international body"
		}
	}
	return head.sector
}
