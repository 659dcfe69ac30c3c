package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// decision stores who decided, when, and on whose proposal.
func (r *reader) decision(p piece) {
	m := r.m
	for _, d := range m.datesIn(p.span) {
		r.put("target.decision_date", isoDate(d), d.span)
	}
	var who span
	var title string
	for _, q := range m.peopleIn(p.span) {
		if name := r.name(q); name != "" {
			r.put("target.decision_maker", name, q.span)
			who, title = q.span, q.Title
			break
		}
	}
	if r.presented(p.span) {
		return
	}
	if body := r.body(p, who); title == "" || !strings.HasPrefix(reading.Fold(m.quote(body)), reading.Fold(title)) {
		r.text("target.decision_body", body)
	}
}

// presented reports whether a piece tells who presented the matter and not who decided.
func (r *reader) presented(s span) bool {
	for _, h := range r.m.cues("presenter", s) {
		return !slices.ContainsFunc(r.m.cues("target.decision", span{s.i, h.i}), func(d hit) bool { return d.j <= h.i })
	}
	return false
}

// body is the subject of the decision: after "av" or "by", else the words before the
// verb.
func (r *reader) body(p piece, who span) span {
	m := r.m
	for _, h := range m.cues("target.decision_body", p.span) {
		if h.mode == lead {
			if v := r.upTo(m.trim(span{h.j, p.j}), who); !v.empty() {
				return v
			}
		}
	}
	for k := p.i; k+1 < p.j; k++ {
		if by.has(m.toks[k]) && (m.has("target.decision", p.span) || m.has("decision.word", p.span)) && !m.has("presenter", span{p.i, k}) && !(k > p.i && proposals.has(m.toks[k-1])) && !m.inDate(span{k, k + 1}) {
			if v := r.upTo(m.trim(span{k + 1, p.j}), who); m.words(v) > 0 && !m.startsPerson(v.i) {
				return v // "the decision was made on 2 March by the board"
			}
		}
	}
	for _, h := range append(m.cues("target.decision", p.span), m.cues("decision.verb", p.span)...) {
		if about := m.trim(span{p.i, h.i}); h.mode == sign && !about.empty() && m.lang == plan.FI && m.words(about) == 1 && aboutIt.has(m.toks[about.i]) {
			return r.upTo(m.trim(span{h.j, p.j}), who) // "asiasta päätti kunnanhallitus"
		}
		if v := m.trim(span{p.i, h.i}); !v.empty() && !v.overlaps(who) && m.words(v) > 0 && h.mode == sign {
			return r.upTo(v, who)
		}
	}
	if !who.empty() && who.i > p.i && (p.i == 0 || m.toks[p.i-1].Text != ":" || m.has("decision.word", m.clauseAt(p.i-1))) {
		return r.upTo(span{p.i, who.i}, span{})
	}
	return span{}
}

// decidingBody stores the body that a sentence on a decision names, when the words beside the
// verb were none: "as the board, on a proposal by …, decided".
func (r *reader) decidingBody(s span, pieces []piece) {
	m := r.m
	said, ok := r.earlier("target.decision_body")
	var first span
	for _, p := range m.partiesIn(s) {
		leads := slices.ContainsFunc(pieces, func(q piece) bool { return q.label == "target.commits_to_lead" && q.covers(p.span) })
		switch {
		case p.Person || p.Self || leads || m.has("presenter", p.span):
		case ok && p.overlaps(said):
			return
		case first.empty():
			first = p.span
		}
	}
	for first.i+1 < first.j && asWhich.has(m.toks[first.i]) {
		first.i++
	}
	if first.empty() || m.named(first) {
		return
	}
	if first.j+1 < s.j && whereWords.has(m.toks[first.j]) && m.lang == plan.EN {
		first.j = m.upToMark(span{first.j, s.j}).j // "the management group of the court"
	}
	r.forget("target.decision_body")
	r.text("target.decision_body", first)
}

// asWhich go before a body in a subordinate clause.
var asWhich = wordSet("kuten niin kuin jolloin jonka mistä såsom som precis as just which")

// hasBody reports whether s names a group.
func (m *message) hasBody(s span) bool {
	return slices.ContainsFunc(m.partiesIn(s), func(p party) bool { return !p.Person && !p.Self })
}

// upTo cuts a range before the first date, person or title.
func (r *reader) upTo(s, who span) span {
	m := r.m
	for _, d := range m.datesIn(s) {
		if d.i <= s.i {
			s.i = d.j
			continue
		}
		s.j = min(s.j, d.i)
	}
	if !who.empty() && s.covers(who) {
		s.j = min(s.j, who.i)
	}
	for k := s.i; k < s.j; k++ {
		if t := m.toks[k].Text; t == "," || t == ";" || t == "(" || t == ":" {
			s.j = k
		}
	}
	s = m.trim(s)
	for !s.empty() && dateLeads.has(m.toks[s.j-1]) {
		s = m.trim(span{s.i, s.j - 1})
	}
	return s
}

var (
	by = wordSet("av by")
	// proposals are made by who presents a matter, not by who decides it.
	proposals = wordSet("förslag föredragning framställning initiativ proposal recommendation motion initiative")

	aboutIt = wordSet("asiasta asian siitä sen tästä tämän hankkeesta hankkeen uudistuksesta uudistuksen")
)

// dateLeads go before a date or a title and belong to no name.
var dateLeads = wordSet("den på i on in at the of by av sitten vuonna på")
