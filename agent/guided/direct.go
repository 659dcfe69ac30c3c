package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Limits of an answer that is taken as what was asked, and nothing else.
const (
	directFields  = 6  // asked at once
	directWords   = 30 // of a text
	directFigures = 2  // numbers and dates in a text
	directFrame   = 4  // words around the one date, number or name that was asked
	bareFrame     = 1  // the same in a list of answers
)

// direct takes a short message as the answer to the few fields that were asked, each value
// by its kind: a date, a number, a person or a choice. It leaves texts to the readers of
// the topics, and what they don't find to [reader.directText].
func (r *reader) direct() {
	s, open := r.bareAnswer(), r.openAsked()
	if s.empty() || len(open) == 0 || len(open) > directFields || r.elsewhere(s, open, 2*voteStructure) {
		return
	}
	if len(open) == 1 {
		if f, ok := r.directValue(open[0], s, directFrame); ok {
			r.settle(f)
			if r.m.wordsBeside(s, f.at) <= bareFrame {
				r.finish(s)
			}
		}
		return
	}
	if facts := r.byKind(s, open); len(facts) > 0 {
		for _, f := range facts {
			r.settle(f)
		}
		r.finish(s)
	}
}

// settle notes a value, which the message then says of nothing else, and of a number its
// unit where the plan has none.
func (r *reader) settle(f fact) {
	r.put(f.path, f.value, f.at)
	r.claimed = append(r.claimed, f.at)
	field := mustField(f.path)
	if unit, ok := strings.CutPrefix(field.Unit, "@"); ok && r.held(sibling(f.path, unit)) == nil {
		if n := r.m.numsIn(f.at); len(n) == 1 && n[0].UnitText != "" {
			r.facts = append(r.facts, fact{path: sibling(f.path, unit), value: n[0].UnitText, at: n[0].span})
		}
	}
}

// finish marks the sentences of s as read.
func (r *reader) finish(s span) {
	for i, t := range r.m.sentences {
		if t.overlaps(s) {
			r.done[i] = true
		}
	}
}

// bareAnswer is what the message tells besides what it does: one sentence, or two.
func (r *reader) bareAnswer() span {
	var s span
	n := 0
	for i, t := range r.m.sentences {
		if r.done[i] || r.smallTalk(t) || r.confirms(t) && r.m.words(t) <= 2 {
			continue
		}
		if n++; n == 1 {
			s = t
		}
		s.j = t.j
	}
	if n > 2 {
		return span{}
	}
	return r.m.trim(s)
}

// openAsked lists the single fields that were asked and are open; nothing when lists were
// asked too.
func (r *reader) openAsked() []path {
	var open []path
	for _, p := range r.asked {
		f, ok := plan.FieldAt(p)
		if !ok {
			return nil
		}
		if f.Kind != plan.KindBool && r.held(p) == nil && !r.said(p) {
			open = append(open, p)
		}
	}
	return open
}

// elsewhere reports whether a message corrects something, or names a field that was not
// asked, or speaks of another topic by at least so many votes.
func (r *reader) elsewhere(s span, open []path, margin int) bool {
	m := r.m
	if m.has("act.correction", s) || r.contrast(s) {
		return true
	}
	asked := func(h hit) bool {
		return slices.ContainsFunc(open, func(p path) bool { return cueOf(p) == h.name || string(p) == h.name })
	}
	for _, h := range m.hits {
		if !s.covers(h.span) || h.mode != lead || topicOfCue(h.name) == "" || asked(h) || !catalogue(h.name) {
			continue
		}
		if c := m.clauseAt(h.i); m.onlyFillers(span{max(c.i, s.i), h.i}) && m.labels(h, s) && !slices.ContainsFunc(m.hits, func(o hit) bool { return o.mode == lead && o.overlaps(h.span) && asked(o) }) {
			return true
		}
	}
	return r.otherTopic(s, margin)
}

// otherTopic reports whether what a range says speaks more for a topic that was not asked
// than for one that was, by at least so many votes.
func (r *reader) otherTopic(s span, margin int) bool {
	votes := map[plan.Topic]int{}
	r.cueVotes(s, votes)
	if r.roleKinds(s) < 2 {
		delete(votes, plan.TopicRACI) // a work item alone is no row of it
	}
	own := 0
	for _, t := range r.askedTopics() {
		own = max(own, votes[t])
	}
	best := strongest(votes)
	return !slices.Contains(r.askedTopics(), best) && votes[best] >= own+max(margin, own)
}

// otherField reports whether a range has a cue of a field of the same topic that is not p.
func (r *reader) otherField(s span, p path) bool {
	return slices.ContainsFunc(r.m.hits, func(h hit) bool {
		return s.covers(h.span) && h.mode != sign && h.weight >= 2 && topicOfCue(h.name) == topicOf(p) && h.name != cueOf(p) && !timeCues[h.name] &&
			!slices.ContainsFunc(r.m.hits, func(o hit) bool { return o.name == cueOf(p) && o.overlaps(h.span) })
	})
}

// labels reports whether a cue names its field in so many words: "the source is", "Source:".
func (m *message) labels(h hit, s span) bool {
	return slices.ContainsFunc(m.toks[h.i:min(h.j+1, s.j)], func(t token) bool { return copulas.has(t) || called.has(t) || t.Text == ":" })
}

// cueOf is the name of the cue of a path: "kpis.target" of kpis[k1].target.
func cueOf(p path) string { return strings.ReplaceAll(string(p.Field()), "[]", "") }

// catalogue reports whether the name of a cue is that of a field.
func catalogue(name string) bool {
	_, ok := plan.FieldAt(catalogued(name))
	return ok
}

// directValue is what s says of a path, when it says no more than one value of its kind.
func (r *reader) directValue(p path, s span, frame int) (fact, bool) {
	m, f := r.m, mustField(p)
	dates, nums := m.datesIn(s), slices.DeleteFunc(m.numsIn(s), func(n amount) bool { return n.Implied || m.inDate(n.span) })
	alone := func(at ...span) bool { return m.wordsBeside(s, at...) <= frame && len(m.enums(enumFrequency, s)) == 0 }
	switch f.Kind {
	case plan.KindDate:
		if len(dates) == 1 && len(nums) == 0 && !m.named(s) && alone(dates[0].span) && r.fitsDate(p, dates[0]) {
			if p.Leaf() == "start" {
				return fact{path: p, value: startDate(dates[0]), at: dates[0].span}, true
			}
			return fact{path: p, value: isoDate(dates[0]), at: dates[0].span}, true
		}
	case plan.KindNumber:
		if len(nums) == 1 && len(dates) == 0 && !m.named(s) && alone(nums[0].span) {
			v, _ := r.numberFor(p, f, nil, nums[0])
			if unit, ok := strings.CutPrefix(f.Unit, "@"); ok && r.held(sibling(p, unit)) == nil {
				v = nums[0].Value // the first number of a row gives it its unit
			}
			if v != nil {
				return fact{path: p, value: v, at: nums[0].span}, true
			}
		}
	case plan.KindPerson:
		if people := m.peopleIn(s); len(people) == 1 && len(dates)+len(nums) == 0 && alone(people[0].span) {
			if name := r.name(people[0]); name != "" {
				return fact{path: p, value: name, at: people[0].span}, true
			}
		}
	case plan.KindPersons:
		if names := r.onlyPeople(p, s); len(names) > 0 && len(dates)+len(nums) == 0 {
			return fact{path: p, value: names, at: s}, true
		}
	case plan.KindEnum:
		if v, ok := r.onlyChoice(f.Enum, s); ok && len(dates) == 0 {
			return fact{path: p, value: v, at: s}, true
		}
	case plan.KindRef:
		if row, score := r.rowNamed(f.List, s); row != "" && score >= sameRow && m.words(s) <= 6 {
			return fact{path: p, value: row.RowID(), at: s}, true
		}
	case plan.KindRefs:
		if rows := r.onlyRows(f.List, s); len(rows) > 0 {
			return fact{path: p, value: rows, at: s}, true
		}
	}
	return fact{}, false
}

// onlyRows are the rows of a list that s names one after another, when it does no more.
func (r *reader) onlyRows(list path, s span) []string {
	var ids []string
	for _, c := range r.m.clausesIn(s) {
		for _, name := range r.m.joined(c.span) {
			row, score := r.rowNamed(list, name)
			if row == "" || score < sameRow {
				return nil
			}
			ids = append(ids, row.RowID())
		}
	}
	return ids
}

// fitsDate reports whether a date can be that of a path: not the beginning where an end was
// asked, and no date that the same row has already.
func (r *reader) fitsDate(p path, d day) bool {
	leaf := p.Leaf()
	if d.Role == reading.RoleStart && (leaf == "end" || leaf == "deadline" || leaf == "by") || leaf == "start" && (d.Role == reading.RoleEnd || d.Role == reading.RoleDeadline) {
		return false
	}
	group := strings.TrimSuffix(string(p.Field()), string(leaf))
	return !slices.ContainsFunc(plan.Fields(), func(f plan.Field) bool {
		return f.Kind == plan.KindDate && strings.TrimSuffix(string(f.Path), string(f.Path.Leaf())) == group && r.held(sibling(p, string(f.Path.Leaf()))) == any(isoDate(d))
	})
}

// wordsBeside counts the words of s outside some ranges.
func (m *message) wordsBeside(s span, out ...span) int {
	n := m.words(s)
	for _, o := range out {
		n -= m.words(o)
	}
	return n
}

// onlyPeople are the parties that s lists, when it does no more.
func (r *reader) onlyPeople(p path, s span) []string {
	m := r.m
	if m.words(s) > 12 {
		return nil
	}
	var names []string
	if p.List() == "raci" {
		for _, q := range r.listed(s) {
			if q.Name != "" && !slices.Contains(names, q.Name) {
				names = append(names, q.Name)
			}
		}
		return names
	}
	people := m.peopleIn(s)
	at := make([]span, len(people))
	for i, q := range people {
		at[i] = q.span
	}
	if len(people) > 0 && m.wordsBeside(s, at...) <= bareFrame {
		return r.names(people)
	}
	return nil
}

// onlyChoice is the choice of an enumeration that s names, when it does little more.
func (r *reader) onlyChoice(enum string, s span) (string, bool) {
	m := r.m
	if m.words(s) > 6 {
		return "", false
	}
	for _, o := range plan.Options(enum) {
		if reading.Fold(m.quote(s)) == reading.Fold(o.Value) || reading.Fold(m.quote(s)) == reading.Fold(o.Label.In(m.lang)) {
			return o.Value, true
		}
	}
	hits := m.enums(enum, s)
	if len(hits) != 1 {
		return "", false
	}
	return hits[0].value, true
}

// byKind gives each clause of s to the asked field of its kind: the dates in the order in
// which they were asked, the person, the choice, and the one text. It returns nothing when
// a clause has no field or might have several.
func (r *reader) byKind(s span, open []path) []fact {
	var facts []fact
	var rest []span
	left := slices.Clone(open)
	for _, c := range r.m.clausesIn(s) {
		v := r.m.trim(c.span)
		if r.m.words(v) == 0 && len(r.m.numsIn(v))+len(r.m.datesIn(v)) == 0 {
			continue
		}
		f, ok := r.clauseValue(v, left)
		if !ok {
			rest = append(rest, v)
			continue
		}
		facts = append(facts, f)
		left = slices.DeleteFunc(left, func(p path) bool { return p == f.path })
	}
	texts := slices.DeleteFunc(slices.Clone(left), func(p path) bool {
		return mustField(p).Kind != plan.KindText || mustField(p).Unit != "" || p.Leaf() == "unit" && p.List() != ""
	})
	switch {
	case len(rest) == 0:
		return facts
	case len(facts) > 0 && len(rest) == 1 && len(texts) == 1 && r.m.words(rest[0]) <= directWords/2 && len(r.m.datesIn(rest[0])) == 0 && !r.otherField(rest[0], texts[0]):
		return append(facts, fact{path: texts[0], value: r.m.quote(rest[0]), at: rest[0]})
	}
	return nil
}

// clauseValue is the value of a clause for the only field of its kind, or for the first of
// those that are told in order.
func (r *reader) clauseValue(s span, open []path) (fact, bool) {
	var first fact
	kinds := map[plan.Kind]int{}
	for _, p := range open {
		f, ok := r.directValue(p, s, bareFrame)
		if !ok {
			continue
		}
		kind := mustField(p).Kind
		if kinds[kind]++; kinds[kind] == 1 && first.path == "" {
			first = f
		}
	}
	if first.path == "" || len(kinds) > 1 {
		return fact{}, false
	}
	kind := mustField(first.path).Kind
	return first, kinds[kind] == 1 || kind == plan.KindDate && first.path.Leaf() == "start"
}

// lacks reports whether a denial is one of the applicant's own: "we have not done it".
func (r *reader) lacks(s span) bool {
	m := r.m
	return m.speaks(s) || m.has("act.lacking", s) || m.has("unsettled", s) || slices.ContainsFunc(m.toks[s.i:s.j], denyingSelf.has)
}

// interjections begin what is told beside the point: "oh, there goes the ferry".
var interjections = wordSet("oho hups hupsista oi voi ai oj hoppsan usch åh ack oh oops ouch wow ugh")

var denyingSelf = wordSet("en emme ei eikä inte inga ingen no not none nothing haven't hasn't don't")

// directText takes a whole message as the one text that was asked, when the readers of the
// topics have found no answer in it.
func (r *reader) directText() {
	s := r.bareAnswer()
	if len(r.asked) != 1 || s.empty() || len(r.openAsked()) != 1 {
		return
	}
	p, m := r.asked[0], r.m
	if p == "data.reference" && r.onlyUse(s) {
		return // that they are in use tells not where they stand
	}
	if p.Leaf() == "unit" && m.words(s) <= 1 && p.List() != "" {
		r.put(p, m.quote(s), s) // "%"
		return
	}
	f := mustField(p)
	figures := len(m.numsIn(s)) + len(m.datesIn(s))
	if f.Kind != plan.KindText && f.Kind != plan.KindTexts || m.words(s) > directWords || figures > directFigures || m.gibberish(s) || r.negated(s) && f.Kind == plan.KindText && r.lacks(s) || m.speaks(s) && m.words(s) <= 3 || interjections.has(m.toks[s.i]) ||
		r.otherField(s, p) || r.elsewhere(s, r.asked, voteStructure) || p == "execution.stop_rule" && !m.has("condition", s) && !m.has("execution.stop_rule", s) {
		return
	}
	if n := len(m.sentences); n > 1 && f.Kind == plan.KindText && figures > 0 {
		return
	}
	r.facts = slices.DeleteFunc(r.facts, func(x fact) bool { return x.at.overlaps(s) })
	if f.Kind == plan.KindTexts {
		var items []string
		for _, item := range strings.FieldsFunc(m.quote(s), func(c rune) bool { return c == ';' || c == '\n' || c == '.' }) {
			items = append(items, strings.TrimSpace(item))
		}
		r.put(p, items, s)
		return
	}
	if s.i+2 < s.j && pronoun.has(m.toks[s.i]) && copulas.has(m.toks[s.i+1]) {
		s.i += 2 // "it is …"
	}
	r.text(p, s)
}
