package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// assets reads one body of data after the other from a sentence.
func (r *reader) assets(s span) {
	m := r.m
	var row plan.Path
	clauses := m.joinThat(m.clausesIn(s))
	for i, c := range clauses {
		if i == 0 && c.sep == ":" && len(clauses) > 1 && m.onlyName(c.span) {
			row = r.assetRow(m.trim(clauses[1].span)) // "Asset: loan records, …"
			clauses[1].span = span{clauses[1].j, clauses[1].j}
			continue
		}
		if c.empty() || i > 0 && row != "" && r.said(row+".name") && r.praises(c) {
			continue
		}
		if i == 0 && c.sep == "\n" && m.words(c.span) <= 7 && !m.named(c.span) {
			row = r.assetRow(m.trim(c.span)) // the points under it tell the rest
			continue
		}
		if c.sep == ":" && i+1 < len(clauses) && r.class(c.span) == "" && (len(m.cues("data.quality", c.span)) > 0 || row != "" && m.words(c.span) <= 2 && m.startsField("data.", c.i)) {
			c.span = span{c.i, clauses[i+1].j} // "Quality: B"
			clauses[i+1].span = span{c.j, c.j}
		}
		if name, rest, ok := r.ledAsset(c, i); ok {
			for _, n := range r.assetNames(c.span, name) {
				row = r.assetRow(n)
			}
			c.span = rest
		} else if name, rest, ok := r.assetName(c, row); ok {
			row = r.assetRow(name)
			c.span = rest
		}
		if row == "" {
			if row = r.askedRow("data.assets"); row == "" {
				row = r.lastRow("data.assets")
			}
		}
		if row == "" {
			continue
		}
		r.assetClause(row, c)
	}
}

// assetNames are the names that a clause announces in the plural: "our critical data sets
// are the loan register and the catalogue".
func (r *reader) assetNames(s, name span) []span {
	for k := s.i; k < name.i; k++ {
		if !pluralData.has(r.m.toks[k]) {
			continue
		}
		for at := name.i + 1; at+1 < name.j; at++ {
			if conjunctions.has(r.m.toks[at]) {
				return []span{r.m.trim(span{name.i, at}), r.m.trim(span{at + 1, name.j})}
			}
		}
	}
	return []span{name}
}

var pluralData = wordSet("ovat are datamängder datamängderna datamängderna dataset registren materialen informationsresurserna")

// onlyName reports whether a clause does nothing but announce the name of an asset.
func (m *message) onlyName(s span) bool {
	return slices.ContainsFunc(m.cues("data.name", s), func(h hit) bool {
		return m.onlyFillers(span{s.i, h.i}) && m.onlyFillers(span{h.j, s.j})
	})
}

// praises reports whether a clause after a name only says what it is to us, before a
// colon: "our most important material: …".
func (r *reader) praises(c clause) bool {
	m := r.m
	return c.sep == ":" && m.words(c.span) <= 4 && len(m.peopleIn(c.span)) == 0 && r.class(c.span) == "" && len(m.numsIn(c.span)) == 0 && !slices.ContainsFunc(m.hits, func(h hit) bool {
		return c.covers(h.span) && (h.name == "data.need" || h.name == "data.action" || h.name == "data.quality")
	})
}

// ledAsset reads "our key data asset is the case register".
func (r *reader) ledAsset(c clause, i int) (name, rest span, ok bool) {
	m := r.m
	for _, h := range m.cues("data.name", c.span) {
		if before := m.trim(span{c.i, h.i}); h.mode == tail && m.words(before) > 0 && m.words(before) <= 6 && !m.named(before) && !pronoun.has(m.toks[before.i]) {
			return before, span{h.j, c.j}, true // "the skills profiles matter most"
		}
		if h.mode == tail || i > 0 || !m.onlyFillers(span{c.i, h.i}) || h.j >= c.j {
			continue
		}
		name, rest = span{h.j, c.j}, span{c.j, c.j}
		for _, o := range m.cues("data.owner", name) {
			if o.i > name.i && o.mode == lead {
				name.j, rest = o.i, span{o.i, c.j}
				break
			}
		}
		if name = m.trim(name); m.words(name) > 0 && m.words(name) <= 6 && !m.named(name) && r.class(c.span) == "" {
			return name, rest, true
		}
	}
	return span{}, span{}, false
}

func (r *reader) assetRow(name span) plan.Path {
	if len(reading.ContentWords(r.m.quote(name), r.m.lang)) == 0 {
		return r.lastRow("data.assets")
	}
	if row, score := r.rowNamed("data.assets", name); score >= sameRow {
		return row
	}
	row := r.row("data.assets")
	r.text(row+".name", name)
	return row
}

// assetName splits a clause that begins a row: the words before the owner, or the
// words before a colon.
func (r *reader) assetName(c clause, current plan.Path) (name, rest span, ok bool) {
	m := r.m
	people := m.peopleIn(c.span)
	if len(people) > 0 && people[0].Self && people[0].Name == "" && !m.has("data.owner", c.span) {
		return span{}, span{}, false
	}
	if current != "" && len(people) == 0 || m.startsField("data.", c.i) || relatives.has(m.toks[c.i]) {
		return span{}, span{}, false
	}
	if current != "" && r.held(current+".owner") == nil {
		return span{}, span{}, false
	}
	end := c.j
	if len(people) > 0 {
		end = people[0].i
	}
	for _, h := range m.cues("data.owner", c.span) {
		if h.mode == lead && h.i < end {
			end = h.i
		}
	}
	for k := c.i; k < end; k++ {
		if k > c.i && copulas.has(m.toks[k]) || m.toks[k].Text == "(" {
			end = k
		}
	}
	name = c.span
	name.j = end
	for _, h := range m.cues("topic.data", name) {
		if m.onlyFillers(span{name.i, h.i}) && h.j < end && m.toks[h.j].Text != "," && !ofWhat.has(m.toks[h.j]) {
			name.i = h.j
		}
	}
	name = m.trim(name)
	if called := r.called(name, span{end, c.j}); !called.empty() {
		name, end = called, called.j
	}
	if !name.empty() && pronoun.has(m.toks[name.i]) && m.words(name) <= 2 {
		return span{}, span{}, false // "it is owned by …", "its quality is …"
	}
	if current == "" && r.lastRow("data.assets") != "" && r.onlyAbout("topic.data", name) {
		return span{}, span{}, false // "the owner of the material is …"
	}
	if m.words(name) == 0 || m.words(name) > 7 {
		if len(people) > 0 && current == "" {
			return r.ownerFirst(c, people[0])
		}
		return span{}, span{}, false
	}
	if len(people) == 0 && c.sep != ":" && r.class(c.span) == "" && current == "" && r.held("data.assets") == nil && !r.followedByOwner(c) && !r.headsAsset(c.span) {
		return span{}, span{}, false
	}
	return name, span{end, c.j}, true
}

// called is the name that stands after the copula: "our treasure is the map of wells". It
// is a body of data by its words, or several words that tell nothing else of it.
func (r *reader) called(subject, s span) span {
	m := r.m
	if subject.empty() || s.empty() || !copulas.has(m.toks[s.i]) || m.has("topic.data", subject) || m.has("system", subject) {
		return span{}
	}
	v := m.trim(s)
	for _, h := range m.hits {
		if v.covers(h.span) && strings.HasPrefix(h.name, "data.") && h.name != "data.name" {
			return span{}
		}
	}
	if m.words(v) == 0 || m.words(v) > 5 || m.named(v) || r.class(v) != "" || m.words(v) == 1 && !m.has("topic.data", v) && !m.has("system", v) {
		return span{}
	}
	return v
}

// ofWhat begin what a register is of.
var ofWhat = wordSet("över för om av of on for")

// startsField reports whether a lead of one of the cues called so begins at token k.
func (m *message) startsField(prefix string, k int) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool {
		return h.i == k && h.mode == lead && strings.HasPrefix(h.name, prefix) && h.name != "data.name"
	})
}

// ownerFirst reads "X owns the register".
func (r *reader) ownerFirst(c clause, owner someone) (name, rest span, ok bool) {
	m := r.m
	for _, h := range m.cues("data.owner", span{owner.j, c.j}) {
		if v := m.trim(span{h.j, c.j}); m.words(v) > 0 && m.words(v) <= 7 {
			return v, span{c.i, h.j}, true
		}
	}
	return span{}, span{}, false
}

// followedByOwner reports whether the next clause of the sentence names a person.
func (r *reader) followedByOwner(c clause) bool {
	m := r.m
	for _, n := range m.clauses {
		if n.i >= c.j && m.sentence(n.i) == m.sentence(c.i) {
			return len(m.peopleIn(n.span)) > 0 || r.class(n.span) != ""
		}
	}
	return false
}

// headsAsset reports whether s is a sentence of few words that the next one goes on with
// the owner or the class of: "Ship data. Owner …".
func (r *reader) headsAsset(s span) bool {
	m := r.m
	i := m.sentence(s.i) + 1
	if i >= len(m.sentences) || m.words(s) > 5 || m.words(m.sentences[i-1]) > m.words(s) || r.assetLike(s) || m.startsField("data.", s.i) {
		return false
	}
	next := m.sentences[i]
	return m.startsField("data.owner", next.i) && m.named(next) || m.startsField("data.quality", next.i) && r.class(next) != ""
}

var copulas = wordSet("on ovat oli är var is are was")

// assetClause stores the owner, class, need and action that a clause tells.
func (r *reader) assetClause(row plan.Path, c clause) {
	m := r.m
	people := m.peopleIn(c.span)
	if names := r.names(people); len(names) > 0 {
		r.put(row+".owner", names[0], people[0].span)
	}
	pieces := m.pieces(c.span, "data.need", "data.action", "data.quality")
	for i, p := range pieces {
		if p.label == "" && p.sep == "" && i+1 < len(pieces) && pieces[i+1].label == "data.quality" {
			continue // "I would call it | class C"
		}
		if at := r.classAt(p.span); at >= 0 {
			r.put(row+".quality", r.class(p.span), p.span)
			p.i = at + 1
		}
		v := r.plainText(m.trim(p.span))
		if p.mode == lead && p.label != "data.quality" && p.label != "" {
			v = m.value(p)
		}
		if m.words(v) < 2 || r.ownerWords(v) {
			continue
		}
		r.assetText(row, p, v)
	}
}

// ownerWords reports whether nothing but the owner is left in s.
func (r *reader) ownerWords(s span) bool {
	rest := r.m.words(s)
	for k := s.i; k < s.j; k++ {
		if pronoun.has(r.m.toks[k]) || having.has(r.m.toks[k]) {
			rest--
		}
	}
	for _, p := range r.m.peopleIn(s) {
		rest -= r.m.words(p.span)
	}
	for _, h := range r.m.cues("data.owner", s) {
		rest -= r.m.words(h.span)
	}
	return rest < 2
}

var having = wordSet("har has omistaa kuuluu")

// assetText stores a text as what the cue says; else the first one is the need and the
// next one the action.
func (r *reader) assetText(row plan.Path, p piece, v span) {
	leaf := plan.Path(".need")
	switch {
	case p.label == "data.action":
		leaf = ".action"
	case p.label == "data.need" && p.mode == lead:
	case r.leftOpen("data.need"):
		leaf = ".action"
	case r.held(row+".need") != nil && r.held(row+".action") == nil && r.asks(row+".action"):
		leaf = ".action"
	case r.said(row + ".need"):
		leaf = ".action"
	case r.held(row+".need") != nil:
		leaf = ".action"
	}
	if r.said(row + leaf) {
		if at, ok := r.earlier(row + leaf); ok && at.j+2 >= v.i {
			r.widen(row+leaf, span{at.i, v.j})
		}
		return
	}
	r.text(row+leaf, v)
}
