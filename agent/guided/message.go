package guided

import (
	"slices"
	"strings"
	"time"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// message is one message of the applicant, cut into tokens, clauses and
// sentences, with what was recognised in it. Positions are indices of tokens;
// ranges do not include their end.
type message struct {
	id        string
	text      string
	lang      plan.Lang
	toks      []token
	clauses   []clause
	sentences []span
	listed    []bool // sentences that are the items of a list
	nums      []amount
	dates     []day
	people    []someone
	parties   []party
	roles     []roleCue
	hits      []hit

	enumerated map[string][]enumHit
}

type token struct {
	reading.Token
	fold  string // lower case, without diacritics
	low   string // lower case
	plain bool   // the text has no diacritics at all, so that words are compared without
	head  bool   // begins a clause, or only filler words stand before it
}

// span is a range of tokens.
type span struct{ i, j int }

func (s span) empty() bool          { return s.i >= s.j }
func (s span) has(k int) bool       { return s.i <= k && k < s.j }
func (s span) covers(o span) bool   { return s.i <= o.i && o.j <= s.j }
func (s span) overlaps(o span) bool { return s.i < o.j && o.i < s.j }

// clause is a part of a sentence between marks.
type clause struct {
	span
	sep string // the mark that ended it
}

type amount struct {
	reading.Number
	span
}

type day struct {
	reading.Date
	span
}

// maxRead is how many bytes of a message are read. A page of text has some 3000.
const maxRead = 8 << 10

// readMessage reads text as a message of the conversation, without what it takes back.
func readMessage(id, text string, lang plan.Lang, today time.Time, roster []string) *message {
	if len(text) > maxRead {
		text = strings.ToValidUTF8(text[:maxRead], "")
	}
	m := parseMessage(id, text, lang, today, roster)
	cuts := append(m.retractions(), m.bygones(today)...)
	if len(cuts) == 0 {
		return m
	}
	kept := parseMessage(id, m.blanked(cuts), lang, today, roster)
	kept.text = text
	for _, c := range cuts {
		kept.inherit(m.toks[c.i].Start, c.old)
	}
	return kept
}

func parseMessage(id, text string, lang plan.Lang, today time.Time, roster []string) *message {
	m := &message{id: id, text: text, enumerated: map[string][]enumHit{}}
	m.lang = languageOf(text, lang)
	plain := !strings.ContainsAny(text, "åäöÅÄÖ")
	sentences := reading.Sentences(text)
	at := 0
	for _, t := range reading.Tokens(text, m.lang) {
		for at < len(sentences) && sentences[at].End <= t.Start {
			at++
		}
		if at == len(sentences) || t.Start < sentences[at].Start {
			continue // the mark of a point in a list
		}
		m.toks = append(m.toks, token{Token: t, fold: reading.Fold(t.Text), low: strings.ToLower(t.Text), plain: plain})
	}
	m.expand()
	for _, c := range reading.Clauses(text) {
		s := m.span(c.Start, c.End)
		if s.empty() {
			continue
		}
		m.clauses = append(m.clauses, clause{s, c.Sep})
		m.markHead(s)
	}
	m.lines(sentences)
	for _, d := range reading.Dates(text, m.lang, today) {
		m.dates = append(m.dates, day{d, m.span(d.Start, d.End)})
	}
	m.dates = m.exactDates(m.dates)
	for _, n := range reading.Numbers(text, m.lang) {
		if !n.Ordinal {
			m.nums = append(m.nums, amount{n, m.span(n.Start, n.End)})
		}
	}
	m.people, m.parties = findPeople(m, roster)
	for _, c := range reading.RACIRole(text, m.lang) {
		m.roles = append(m.roles, roleCue{c.Role, m.span(c.Start, c.End)})
	}
	m.hits = m.findCues(lexicons()[m.lang])
	m.joinHeadings()
	m.splitRefusals()
	m.addRoles()
	m.dropLetters()
	return m
}

// dropLetters takes back the mentions of the applicant that are the letter I of the
// matrix.
func (m *message) dropLetters() {
	letter := func(s span) bool {
		return m.toks[s.i].Text == "I" && slices.ContainsFunc(m.roles, func(c roleCue) bool { return c.i == s.i && c.Role == reading.Informed })
	}
	m.people = slices.DeleteFunc(m.people, func(p someone) bool { return p.Self && letter(p.span) })
	m.parties = slices.DeleteFunc(m.parties, func(p party) bool { return p.Self && letter(p.span) })
}

// addRoles adds the roles that only phrases of several words or the letters of the
// matrix tell.
func (m *message) addRoles() {
	for _, s := range m.sentences {
		m.addLetters(s)
	}
	for _, h := range m.hits {
		role, ok := strings.CutPrefix(h.name, "role.")
		if !ok || slices.ContainsFunc(m.roles, func(c roleCue) bool { return c.overlaps(h.span) && c.j-c.i >= h.j-h.i }) {
			continue
		}
		m.roles = slices.DeleteFunc(m.roles, func(c roleCue) bool { return h.covers(c.span) }) // the longer phrase counts
		m.roles = append(m.roles, roleCue{role, h.span})
	}
	slices.SortFunc(m.roles, func(a, b roleCue) int { return a.i - b.i })
}

// addLetters reads "A Smith, R Jones, C Brown, I the board", where at least three of the
// letters stand.
func (m *message) addLetters(s span) {
	var found []roleCue
	seen := map[string]bool{}
	for k := s.i; k < s.j; k++ {
		role := map[string]string{"A": reading.Accountable, "R": reading.Responsible, "C": reading.Consulted, "I": reading.Informed}[m.toks[k].Text]
		if role != "" && (k == s.i || m.toks[k-1].Kind == reading.Punct) {
			found = append(found, roleCue{role, span{k, k + 1}})
			seen[role] = true
		}
	}
	if len(seen) < 3 {
		return
	}
	for _, c := range found {
		if !slices.ContainsFunc(m.roles, func(o roleCue) bool { return o.overlaps(c.span) }) {
			m.roles = append(m.roles, c)
		}
	}
}

// span turns a byte range into a range of tokens.
func (m *message) span(start, end int) span {
	i, _ := slices.BinarySearchFunc(m.toks, start, func(t token, b int) int { return t.End - b - 1 })
	j, _ := slices.BinarySearchFunc(m.toks, end, func(t token, b int) int { return t.Start - b })
	return span{i, j}
}

// fillers may stand before the words that a clause begins with.
var fillers = wordSet(`ja sekä mutta että myös siis eli no hei joo niin sitten lisäksi
	och samt men att också alltså så sedan dessutom hej ja
	and but that also so then furthermore hi well as the our`)

// words is a set of words, as written and without diacritics.
type words struct{ low, folded map[string]bool }

func wordSet(list string) words {
	set := words{map[string]bool{}, map[string]bool{}}
	for w := range strings.FieldsSeq(list) {
		set.low[w] = true
		set.folded[reading.Fold(w)] = true
	}
	return set
}

// has reports whether a token is in the set.
func (w words) has(t token) bool {
	if t.plain {
		return w.folded[t.fold]
	}
	return w.low[t.low]
}

func (m *message) markHead(s span) {
	for k := s.i; k < s.j; k++ {
		m.toks[k].head = true
		if m.toks[k].Kind == reading.Word && !fillers.has(m.toks[k]) {
			return
		}
	}
}

// quote is the source text of a range.
func (m *message) quote(s span) string {
	s = m.clamp(s)
	if s.empty() {
		return ""
	}
	return m.text[m.toks[s.i].Start:m.toks[s.j-1].End]
}

// sentence is the index of the sentence that token k lies in.
func (m *message) sentence(k int) int {
	for i, s := range m.sentences {
		if k < s.j {
			return i
		}
	}
	return len(m.sentences) - 1
}

// findCues finds every cue of the lexicon. Of two hits of one cue that overlap, the
// longer one stays.
func (m *message) findCues(l *lexicon) []hit {
	var hits []hit
	for i, t := range m.toks {
		exact := len(hits)
		rules := l.heads[headKey(t.fold)]
		hits = m.matchRules(hits, rules, i, false)
		hits = m.matchRules(hits, l.loose, i, false)
		if t.Kind == reading.Word && len(t.fold) >= 6 && len(hits) == exact {
			hits = m.matchRules(hits, rules, i, true)
		}
	}
	return slices.CompactFunc(hits, func(a, b hit) bool { return a.cue == b.cue && a.i == b.i && a.j <= b.j })
}

func (m *message) matchRules(hits []hit, rules []rule, i int, fuzzy bool) []hit {
	for k := range rules {
		if fuzzy && strings.HasPrefix(rules[k].cue.name, "act.") {
			continue // a slip of the pen makes no command
		}
		if j := m.match(&rules[k].pattern, i, fuzzy); j > i {
			hits = append(hits, hit{rules[k].cue, span{i, j}})
		}
	}
	return hits
}

// match returns the end of the pattern's match at token i, or 0.
func (m *message) match(p *pattern, i int, fuzzy bool) int {
	if p.atHead && !m.toks[i].head {
		return 0
	}
	return m.matchRest(p, 0, i, i, fuzzy)
}

// matchRest matches the elements of p from e on at token k, the longest way first.
func (m *message) matchRest(p *pattern, e, k, start int, fuzzy bool) int {
	if e == len(p.elems) {
		if k == start || p.atEnd && !m.endsClause(k) {
			return 0
		}
		return k
	}
	elem := &p.elems[e]
	if k < len(m.toks) && m.matchElement(elem, k, fuzzy) {
		if end := m.matchRest(p, e+1, k+1, start, fuzzy); end > 0 {
			return end
		}
	}
	if elem.optional {
		return m.matchRest(p, e+1, k, start, fuzzy)
	}
	return 0
}

func (m *message) matchElement(e *element, k int, fuzzy bool) bool {
	t := &m.toks[k]
	if e.any {
		return t.Kind == reading.Word
	}
	for i := range e.alts {
		if e.alts[i].matches(t, fuzzy && t.Kind == reading.Word) {
			return true
		}
	}
	return false
}

// endsClause reports whether token k is past the last word of a clause.
func (m *message) endsClause(k int) bool {
	return k >= len(m.toks) || m.toks[k].Kind == reading.Punct
}

// cues yields the hits of the cues called name within s.
func (m *message) cues(name string, s span) []hit {
	var found []hit
	for _, h := range m.hits {
		if h.name == name && s.covers(h.span) {
			found = append(found, h)
		}
	}
	return found
}

// has reports whether a cue called name lies within s.
func (m *message) has(name string, s span) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool { return h.name == name && s.covers(h.span) })
}

// within reports whether s lies within a hit of the cue called name.
func (m *message) within(name string, s span) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool { return h.name == name && h.covers(s) })
}

func (m *message) all() span { return span{0, len(m.toks)} }

func (m *message) numsIn(s span) []amount {
	var in []amount
	for _, n := range m.nums {
		if s.covers(n.span) && !m.inDate(n.span) {
			in = append(in, n)
		}
	}
	return in
}

func (m *message) inDate(s span) bool {
	return slices.ContainsFunc(m.dates, func(d day) bool { return d.overlaps(s) })
}

func (m *message) datesIn(s span) []day {
	var in []day
	for _, d := range m.dates {
		vague := d.Inferred && len(d.ISO) < len("2026-01-02") || d.Approx && m.relative(d)
		if s.covers(d.span) && !vague {
			in = append(in, d)
		}
	}
	return in
}

// relative reports whether a date says no year of its own ("a month later"): such a one
// is part of a text rather than a value.
func (m *message) relative(d day) bool {
	for k := d.i; k < d.j; k++ {
		if t := m.toks[k]; t.Kind == reading.Figure && strings.Contains(t.Text, "20") {
			return false
		}
	}
	return true
}

func (m *message) peopleIn(s span) []someone {
	var in []someone
	for _, p := range m.people {
		if s.covers(p.span) {
			in = append(in, p)
		}
	}
	return in
}
