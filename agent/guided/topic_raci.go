package guided

import (
	"slices"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// raciOrder is the order of the roles when no word tells them.
var raciOrder = []string{reading.Accountable, reading.Responsible, reading.Consulted, reading.Informed}

// raci reads rows of the responsibility matrix. A row begins where a clause names a
// work item.
func (r *reader) raci(p part) {
	for _, row := range r.raciRows(p) {
		r.raciRow(row)
	}
}

// raciDraft is a row being read: its item and its clauses.
type raciDraft struct {
	item    enumHit
	clauses []clause
}

func (r *reader) raciRows(p part) []raciDraft {
	m := r.m
	var rows []raciDraft
	for _, s := range p.sentences {
		fresh := true
		for _, c := range m.clausesIn(s) {
			item, ok := r.itemAt(c, fresh)
			switch {
			case ok:
				rows = append(rows, raciDraft{item: item, clauses: []clause{c}})
			case len(rows) > 0:
				rows[len(rows)-1].clauses = append(rows[len(rows)-1].clauses, c)
			default:
				rows = append(rows, raciDraft{clauses: []clause{c}})
			}
			fresh = fresh && m.onlyFillers(c.span)
		}
	}
	return rows
}

// itemAt is the work item that a clause begins a row with: the sentence's first one,
// or one that stands at the clause's head or beside an accountable person.
func (r *reader) itemAt(c clause, fresh bool) (enumHit, bool) {
	m := r.m
	items := m.enums(enumItem, c.span)
	for _, it := range items {
		if slices.ContainsFunc(m.roles, func(rc roleCue) bool { return rc.covers(it.span) }) || r.inParty(it.span) {
			continue
		}
		owner := slices.ContainsFunc(m.roles, func(rc roleCue) bool { return c.covers(rc.span) && rc.Role == reading.Accountable })
		if fresh || c.sep == ":" || owner || m.onlyFillers(span{c.i, it.i}) && !slices.ContainsFunc(m.roles, func(rc roleCue) bool { return c.covers(rc.span) }) {
			return it, true
		}
	}
	return enumHit{}, false
}

func (r *reader) inParty(s span) bool {
	return slices.ContainsFunc(r.m.parties, func(p party) bool { return p.covers(s) })
}

func (r *reader) raciRow(d raciDraft) {
	row := r.raciPath(d.item)
	if row == "" {
		return
	}
	found, cued := r.rolesOf(d)
	if !cued {
		found = r.rolesByOrder(d)
	}
	if len(found) == 0 {
		return
	}
	if d.item.value != "" {
		r.put(row+".item", d.item.value, d.item.span)
	}
	at := span{d.clauses[0].i, d.clauses[len(d.clauses)-1].j}
	for _, role := range raciOrder {
		names := r.partyNames(found[role])
		if len(names) == 0 {
			continue
		}
		if role == reading.Accountable {
			r.put(row+".accountable", names[0], at)
		} else {
			r.put(row+plan.Path("."+role), names, at)
		}
	}
}

// raciPath is the row of a work item: the one that has it, the one asked about when no
// item is named, or a new one.
func (r *reader) raciPath(item enumHit) plan.Path {
	if item.value == "" {
		return r.askedRow("raci")
	}
	for _, row := range r.rows("raci") {
		if r.held(row+".item") == item.value {
			return row
		}
	}
	return r.row("raci")
}

// rolesOf gives the parties of a row by the role cues of their clauses.
func (r *reader) rolesOf(d raciDraft) (map[string][]party, bool) {
	m := r.m
	found := map[string][]party{}
	role, cued, only := "", false, false // only: a clause that is nothing but a role goes before
	for _, c := range r.byRole(d.clauses) {
		var cues []roleCue
		for _, rc := range m.roles {
			if c.covers(rc.span) && !r.inPerson(rc.span) {
				cues = append(cues, r.decides(rc, d.item))
			}
		}
		parties := slices.DeleteFunc(m.partiesIn(c.span), func(p party) bool {
			return p.overlaps(d.item.span) || !p.Self && !p.Person && slices.ContainsFunc(cues, func(rc roleCue) bool { return rc.covers(p.span) })
		})
		cued = cued || len(cues) > 0
		if len(cues) > 0 && len(parties) == 0 {
			if parties = r.listed(span{cues[len(cues)-1].j, c.j}); len(parties) == 0 {
				parties = r.listed(r.m.withoutCopula(span{c.i, cues[0].i}, d.item.span))
			}
		}
		if len(cues) == 0 && len(parties) == 0 && role != "" && m.words(c.span) <= 4 && !c.covers(d.item.span) && !clauseSubjects.has(m.toks[c.i]) {
			parties = r.listed(c.span) // "consulted: Nair, legal services"
		}
		if len(cues) == 0 && len(parties) > 0 && role != "" && m.words(span{parties[0].j, c.j}) > 0 && !c.covers(d.item.span) && len(parties) == 1 && parties[0].Person {
			role = nextRole(role) // "Baker builds it"
		}
		if v := m.trim(c.span); only && len(cues) == 0 && len(parties) == 1 && !parties[0].Person && !parties[0].Self && m.words(v) == v.j-v.i && m.words(v) <= 4 {
			parties[0].span, parties[0].Name = v, m.quote(v) // "informed: the joint board"
		}
		only = c.sep == ":" && len(cues) > 0 && len(parties) == 0
		for _, p := range parties {
			if of := roleFor(p, cues, parties[0]); of != "" {
				role = of
			}
			if role != "" {
				found[role] = append(found[role], r.wholeGroup(p, c, cues))
			}
		}
		if len(cues) > 0 && len(parties) == 0 {
			role = cues[len(cues)-1].Role
		}
	}
	return found, cued
}

// decides is a role cue, where to do means to own: who makes decisions answers for them.
func (r *reader) decides(c roleCue, item enumHit) roleCue {
	if item.value == "progress_decisions" && c.Role == reading.Responsible && c.i >= item.j && c.i <= item.j+1 && makes.has(r.m.toks[c.i]) {
		c.Role = reading.Accountable
	}
	return c
}

var makes = wordSet("tekee tekevät teen teemme gör")

// objects are what is done: "Baker prepares them".
var objects = wordSet("them it this these ne niitä sen sitä ne dem det den detta")

// clauseSubjects begin a remark and no name: "they insisted".
var clauseSubjects = wordSet("they we he she it you he hän ne se me de vi hon han det")

// byRole cuts clauses at an "and" that has a role on both sides.
func (r *reader) byRole(clauses []clause) []clause {
	cued := func(s span) bool {
		return slices.ContainsFunc(r.m.roles, func(c roleCue) bool { return s.covers(c.span) && !r.inPerson(c.span) })
	}
	var out []clause
	for _, c := range clauses {
		for k := c.i + 1; k < c.j-1; k++ {
			if conjunctions.has(r.m.toks[k]) && cued(span{c.i, k}) && cued(span{k + 1, c.j}) {
				out = append(out, clause{span{c.i, k}, ""})
				c.i = k + 1
			}
		}
		out = append(out, c)
	}
	return out
}

func nextRole(role string) string {
	i := slices.Index(raciOrder, role)
	return raciOrder[min(i+1, len(raciOrder)-1)]
}

// wholeGroup widens a group in Swedish or English to all the words before the cue after
// it: "team leads are informed".
func (r *reader) wholeGroup(p party, c clause, cues []roleCue) party {
	m := r.m
	if p.Person || p.Self || m.lang == plan.FI {
		return p
	}
	for _, cue := range cues {
		if cue.j <= p.i {
			if v := m.trim(span{cue.j, p.i}); p.i-cue.j <= 3 && m.words(v) > 0 && m.words(v) == v.j-v.i && !m.named(v) && !smallWords.has(m.toks[v.i]) {
				p.span = span{v.i, p.j} // "informeras tekniska nämnden"
				p.Name = m.quote(p.span)
			}
			continue
		}
		v := m.trim(span{p.i, cue.i})
		for v.i > c.i && m.toks[v.i-1].Kind == reading.Word && !fillers.has(m.toks[v.i-1]) && !conjunctions.has(m.toks[v.i-1]) && !smallWords.has(m.toks[v.i-1]) && !relatives.has(m.toks[v.i-1]) {
			v.i--
		}
		if m.words(v) <= 4 && !m.named(v) && len(m.partiesIn(v)) <= 1 {
			p.span, p.Name = v, m.quote(v)
		}
		return p
	}
	return p
}

// roleFor is the role of a party: by the cue before it, or by the one after it in a
// clause that begins with a party.
func roleFor(p party, cues []roleCue, first party) string {
	if len(cues) == 0 {
		return ""
	}
	if cues[0].i > first.i {
		for _, c := range cues {
			if c.i >= p.j {
				return c.Role
			}
		}
		return cues[len(cues)-1].Role
	}
	role := ""
	for _, c := range cues {
		if c.i < p.i {
			role = c.Role
		}
	}
	return role
}

// withoutCopula is a range before a role cue without the item and the verb.
func (m *message) withoutCopula(s, item span) span {
	if s.covers(item) {
		s.i = item.j
	}
	return m.trim(s)
}

func (r *reader) inPerson(s span) bool {
	return slices.ContainsFunc(r.m.people, func(p someone) bool { return p.covers(s) })
}

// listed reads a range as a list of parties, known or not.
func (r *reader) listed(s span) []party {
	s = r.m.trim(s)
	if s.empty() {
		return nil
	}
	if prepositions.has(r.m.toks[s.i]) {
		return nil
	}
	from := r.m.toks[s.i].Start
	var out []party
	for _, p := range reading.PartyList(r.m.quote(s), r.m.lang, rosterOf(r.draft)) {
		at := r.m.span(p.Start+from, p.End+from)
		if n := r.m.words(at); n > 0 && n <= 5 && !(n == 1 && objects.has(r.m.toks[at.i])) {
			out = append(out, party{p, at})
		}
	}
	return out
}

// rolesByOrder gives the parties of a row without role cues their roles by order.
func (r *reader) rolesByOrder(d raciDraft) map[string][]party {
	found := map[string][]party{}
	n := 0
	for _, c := range d.clauses {
		s := c.span
		if c.covers(d.item.span) {
			s.i = d.item.j
		}
		for _, part := range r.m.slashed(s) {
			parties := r.m.partiesIn(part)
			if len(parties) == 0 && r.m.words(part) <= 4 && d.item.value != "" {
				parties = r.listed(part)
			}
			if len(parties) == 0 {
				continue
			}
			if n < len(raciOrder) {
				found[raciOrder[n]] = append(found[raciOrder[n]], parties...)
			}
			n++
		}
	}
	return found
}

// slashed cuts a range at its slashes.
func (m *message) slashed(s span) []span {
	var out []span
	at := s.i
	for k := s.i; k <= s.j; k++ {
		if k == s.j || m.toks[k].Text == "/" || m.toks[k].Text == "|" {
			if v := m.trim(span{at, k}); !v.empty() {
				out = append(out, v)
			}
			at = k + 1
		}
	}
	return out
}
