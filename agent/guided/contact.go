package guided

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/reading"
)

// contact stores the person who speaks or is named as the contact.
func (r *reader) contact(s span) span {
	people := r.m.peopleIn(s)
	for _, p := range people {
		if strings.Contains(p.Name, " ") {
			r.put("applicant.contact_name", p.Name, p.span)
			return p.span
		}
	}
	clauses := r.m.clausesIn(s)
	if len(clauses) > 1 && clauses[0].sep == "," && r.m.single(clauses[0].span) && r.m.single(clauses[1].span) {
		turned := r.m.quote(r.m.trim(clauses[1].span)) + " " + r.m.quote(r.m.trim(clauses[0].span))
		if p := reading.People(turned, r.m.lang, nil); len(p) == 1 && p[0].Name == turned {
			v := span{clauses[0].i, clauses[1].j}
			r.put("applicant.contact_name", turned, v) // "Smith, John"
			return v
		}
	}
	for _, c := range clauses {
		if v := r.m.trim(c.span); v.j-v.i == 2 && r.m.capitalWords(v) {
			turned := r.m.toks[v.i+1].Text + " " + r.m.toks[v.i].Text
			if p := reading.People(turned, r.m.lang, nil); len(p) == 1 && p[0].Name == turned {
				r.put("applicant.contact_name", turned, v) // "Smith John"
				return v
			}
		}
	}
	for _, p := range r.m.pieces(s, "applicant.") {
		if v := r.m.upToMark(r.m.value(p)); p.label == "applicant.contact_name" && p.mode == lead && r.m.capitalWords(v) {
			r.put("applicant.contact_name", r.m.quote(v), v)
			return v // a name that is in no list: "the contact person is …"
		}
		if v, ok := r.m.smallName(p); ok {
			r.put("applicant.contact_name", titled(r.m.quote(v)), v)
			return v
		}
	}
	return span{}
}

// unlistedName adds the applicant's name to the people of a message when no list has it: two
// capitalised words that an introduction begins with, before a title or where they are from.
func (r *reader) unlistedName(sentences []span) {
	m := r.m
	all := span{sentences[0].i, sentences[len(sentences)-1].j}
	full := slices.ContainsFunc(m.peopleIn(all), func(p someone) bool { return strings.Contains(p.Name, " ") })
	k := all.i
	for k < all.j && (m.toks[k].Kind == reading.Punct || greetings.has(m.toks[k])) {
		k++
	}
	if full || r.held("applicant.contact_name") != nil || !m.hasUpper() || k+2 > all.j || !m.capitalWords(span{k, k + 2}) || m.genitiveName(k) || m.placed(span{k + 1, k + 2}) {
		return
	}
	next := k + 2
	from := next < all.j && (whereFrom.has(m.toks[next]) || greetings.has(m.toks[next]))
	for t := next; t < min(next+12, all.j) && !from; t++ {
		from = m.titles(t)
	}
	if from {
		p := someone{reading.Person{Name: m.quote(span{k, next}), Start: m.toks[k].Start, End: m.toks[next-1].End}, span{k, next}}
		m.people = append(m.people, p)
	}
}

var (
	greetings = wordSet(`hei moi terve päivää hyvää huomenta täällä täältä olen minä nimeni on
		hej hejsan god dag morgon här är jag heter hello hi good morning afternoon here this is i'm i am my name`)
	// undersigned end what the applicant calls themselves.
	undersigned = wordSet("allekirjoittanut allekirjoittaneet undertecknad undertecknade undersigned")
)

// single reports whether a range is one capitalised word.
func (m *message) single(s span) bool {
	s = m.trim(s)
	return s.j == s.i+1 && m.toks[s.i].Kind == reading.Word && isUpper(m.toks[s.i].Text)
}

func (m *message) startsSmallName(p piece) bool {
	_, ok := m.smallName(p)
	return ok
}

// smallName is the name that "my name is" announces in a text without capitals: the two
// words after it.
func (m *message) smallName(p piece) (span, bool) {
	if m.hasUpper() || p.label != "applicant.contact_name" || p.mode != lead {
		return span{}, false
	}
	named := false
	for k := p.cue.i; k < p.cue.j; k++ {
		named = named || nameVerbs.has(m.toks[k])
	}
	v := span{p.cue.j, min(p.cue.j+2, p.j)}
	for k := v.i; k < v.j; k++ {
		if t := m.toks[k]; t.Kind != reading.Word || len(t.Text) < 3 || smallWords.has(t) || conjunctions.has(t) || articles.has(t) {
			return span{}, false
		}
	}
	if v.j-v.i != 2 {
		return span{}, false
	}
	if !named && v.j < len(m.toks) && m.toks[v.j].Text == "," { // "i am claire donnelly, head of …"
		name := titled(m.quote(v))
		p := reading.People(m.quote(p.cue)+" "+name+", x", m.lang, nil)
		named = len(p) == 1 && p[0].Name == name && p[0].Title == ""
	}
	return v, named
}

var nameVerbs = wordSet("heter namn nimeni nimi name this")

// titled writes each word with a capital.
func titled(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		first, n := utf8.DecodeRuneInString(w)
		words[i] = string(unicode.ToUpper(first)) + w[n:]
	}
	return strings.Join(words, " ")
}

// capitalWords reports whether a range is two or three words that all begin with a capital,
// as an unknown name does.
func (m *message) capitalWords(s span) bool {
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind != reading.Word || !isUpper(m.toks[k].Text) {
			return false
		}
		if _, org := m.orgHeadAt(k); org {
			return false
		}
	}
	return s.j-s.i == 2 || s.j-s.i == 3
}
