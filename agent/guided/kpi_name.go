package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// kpiRow decides which row a sentence is about, and what is left of it after the name.
func (r *reader) kpiRow(s span) (plan.Path, span) {
	name, rest := r.kpiName(s)
	if row, n := r.rowCounted("kpis", s); row != "" {
		same, score := r.rowNamed("kpis", name)
		if !name.empty() && score == 0 && r.held(row+".target") != nil && r.statesNext(s, rest) {
			return r.newKPI(name), rest // the second one was told first
		}
		if !name.empty() && r.held(row+".name") != nil && (same != row || score < sameRow) {
			return row, span{name.i, s.j} // "KPI 2, continued: …"
		}
		r.place(name)
		return row, rest
	} else if n >= 0 && !name.empty() {
		return r.newKPI(name), rest
	}
	if !name.empty() {
		if row, score := r.rowNamed("kpis", name); score >= sameRow {
			r.place(name)
			if r.announced(name) {
				return row, s // "the target for the waiting time is 8 days"
			}
			return row, rest
		}
		if r.statesKPI(rest) || r.m.has("kpis.name", s) && r.pending == plan.TopicKPIs || r.onlyNames(s, name, rest) {
			return r.newKPI(name), rest
		}
	}
	return r.lastRow("kpis"), s
}

// statesKPI reports whether a sentence states an indicator: two values, or one with a date
// or with the word for a baseline or target.
func (r *reader) statesKPI(s span) bool {
	vals := r.values(s, "")
	if len(vals) == 0 || vals[0].Bound != "" {
		return false
	}
	dated, unit := len(r.m.datesIn(s)) > 0, vals[0].Unit != ""
	return len(vals) > 1 && (dated || unit && r.arrowIn(s)) || dated && unit || unit && r.announced(s)
}

// statesNext reports whether a sentence or the one after it states an indicator.
func (r *reader) statesNext(s, rest span) bool {
	next := r.m.sentence(s.i) + 1
	return r.statesKPI(rest) || next < len(r.m.sentences) && r.announced(r.m.sentences[next]) && r.statesKPI(r.m.sentences[next])
}

// arrowIn reports whether s writes a change as "48 % -> 15 %".
func (r *reader) arrowIn(s span) bool {
	return slices.ContainsFunc(r.m.toks[s.i:s.j], func(t token) bool { return t.Text == "→" || t.Text == ">" || t.Text == "⇒" })
}

// announced reports whether s holds the cue of a value.
func (r *reader) announced(s span) bool {
	return len(r.m.cues("kpis.target", s))+len(r.m.cues("kpis.baseline", s)) > 0
}

func (r *reader) newKPI(name span) plan.Path {
	row := r.row("kpis")
	r.text(row+".name", name)
	return row
}

// measures reports whether s has a value of an indicator: a number with a unit, or a
// number with a date.
func (r *reader) measures(s span) bool {
	return len(r.values(s, "")) > 0
}

// nameStops end the name of an indicator.
var nameStops = map[plan.Lang]words{
	plan.FI: wordSet("oli on ovat olivat laskee nousee lyhenee vähenee kasvaa lasketaan nostetaan pudotetaan lyhennetään nykyisin nyt"),
	plan.SV: wordSet("var är ligger låg ska skall sjunker stiger minskar ökar sänks höjs från nu"),
	plan.EN: wordSet("was is were are stood stands ran took falls rises drops should shall must will from currently now at"),
}

// kpiName splits a sentence into the name that it begins with and the rest.
func (r *reader) kpiName(s span) (name, rest span) {
	m := r.m
	at := s.i
	for _, h := range append(m.cues("kpis.next", s), m.cues("kpis.name", s)...) {
		if h.mode == lead && h.i >= at && m.onlyFillers(span{at, h.i}) {
			at = max(at, h.j)
		}
	}
	announced := r.announcement(s)
	at = max(at, announced)
	for at < s.j && m.toks[at].Kind == reading.Punct {
		at++
	}
	if c := m.clauseAt(at); r.formulaIn(c) {
		return span{}, s
	} else if v := m.trim(span{at, c.j}); c.j < s.j && m.toks[c.j].Text == ":" && r.heading(v) && r.measures(span{c.j, s.j}) {
		return v, span{c.j + 1, s.j}
	}
	end := at
	for ; end < s.j; end++ {
		t := m.toks[end]
		if t.Text == ":" || t.Text == "," || t.Text == ";" || t.Text == "(" || t.Text == "→" || t.Text == "=" || t.Text == "." {
			break
		}
		from := t.fold == "from" || t.fold == "fran" || t.fold == "now" || t.fold == "nu" || t.fold == "nyt"
		stop := nameStops[m.lang].has(t) && end > at && (!from || end+1 < s.j && m.startsValue(end+1))
		if stop || m.startsValue(end) || m.startsCue(end) && !(end > at && relatives.has(m.toks[end-1])) {
			break // a relative clause is part of the name
		}
	}
	if announced > s.i && !r.measures(span{at, s.j}) {
		end = m.wholeName(span{end, s.j})
	}
	name = m.trim(span{at, end})
	if m.words(name) == 0 || adverbials.has(m.toks[name.i]) || r.onlyAbout("topic.kpis", name) || len(reading.ContentWords(m.quote(name), m.lang)) == 0 || pronoun.has(m.toks[name.i]) && !m.article(name.i) {
		return span{}, s
	}
	return name, span{end, s.j}
}

// announcement is where the name begins that the words before it only announce: "the
// first of our indicators is the one we blush for: …", "what worries us most is …",
// "second, …". It is the beginning of s when nothing announces a name.
func (r *reader) announcement(s span) int {
	m := r.m
	comma, copula := s.i, s.i
	for k := s.i + 1; k < s.j-1 && !m.startsValue(k); k++ {
		before := span{s.i, k}
		names := !m.startsValue(k+1) && !m.startsCue(k+1) && !pronoun.has(m.toks[k+1]) && m.words(before) <= 12
		switch t := m.toks[k]; {
		case t.Text == ":":
			if at := m.clauseAt(k - 1).i; comma > s.i && at > comma && r.measures(span{k, s.j}) {
				return at // "the fourth, if that is not too many, appeals won: 6 %"
			}
			if copula > s.i && !m.describes(span{copula, k}) && m.toks[k-1].Kind == reading.Word && !oneOf(m.toks[copula:k]) {
				return copula // "the first is the waiting time: …"
			}
			if names && r.heralds(before) {
				return k + 1
			}
			return max(comma, copula)
		case t.Text == "," && max(comma, copula) == s.i && m.words(before) <= 3 && r.counts(before):
			comma = k + 1
		case linking[m.lang].has(t) && names && copula == s.i && (r.counts(before) && m.words(before) <= 4 || m.describes(before)):
			copula = k + 1
		}
	}
	return max(comma, copula)
}

// heralds reports whether words before a colon announce a row: they count it, call it an
// indicator or describe it without a name.
func (r *reader) heralds(s span) bool {
	return r.m.has("topic.kpis", s) || r.counts(s) || r.m.describes(s)
}

// counts reports whether s begins with the number of a row: "second", "then".
func (r *reader) counts(s span) bool {
	m := r.m
	return slices.ContainsFunc(m.hits, func(h hit) bool {
		return s.has(h.i) && h.j <= s.j+1 && (h.name == "kpis.next" || h.name == "kpis.name" || strings.HasPrefix(h.name, "order.")) && m.words(span{s.i, h.i}) <= 1
	})
}

// describes reports whether s is a pronoun with a relative clause: "the one that …".
func (m *message) describes(s span) bool {
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		if relatives.has(t) || t.fold == "what" || t.fold == "vad" {
			return m.words(span{s.i, k}) <= 2
		}
	}
	return false
}

// linking are the copulas between a description and the name.
var linking = map[plan.Lang]words{plan.FI: wordSet("on ovat"), plan.SV: wordSet("är"), plan.EN: wordSet("is are")}

// adverbials are small words that say when or how about, which no name begins with.
var adverbials = wordSet("vid för i på till under enligt in at for by on during according")

// onlyAbout reports whether a range has no content words but the ones of a cue.
func (r *reader) onlyAbout(cue string, s span) bool {
	m := r.m
	for k := s.i; k < s.j; k++ {
		if one := (span{k, k + 1}); m.words(one) > 0 && len(reading.ContentWords(m.quote(one), m.lang)) > 0 && !m.within(cue, one) {
			return false
		}
	}
	return m.has(cue, s)
}

// onlyNames reports whether a sentence does no more than announce a name, whose values
// one of the next two sentences tells: "Handling time. 41 days …".
func (r *reader) onlyNames(s, name, rest span) bool {
	m := r.m
	led := name.i > s.i && r.counts(s) && m.words(name) > 1
	if !m.onlyFillers(rest) && !(led && rest.i < rest.j && m.toks[rest.i].Text == "," && !r.measures(rest)) {
		return false
	}
	first := m.sentence(s.i) + 1
	if first == len(m.sentences) {
		return false
	}
	figures := m.words(s) <= 6 && m.startsValue(m.sentences[first].i)
	if r.announcement(s) == s.i && !led && !figures {
		return false
	}
	for i := first; i < min(first+2, len(m.sentences)) && !r.done[i] && !r.counts(m.sentences[i]); i++ {
		if r.measures(m.sentences[i]) {
			next, _ := r.kpiName(m.sentences[i])
			return next.empty()
		}
	}
	return false
}

// oneOf reports whether words only point at what follows: "the one we blush for".
func oneOf(toks []token) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return t.fold == "one" })
}

// wholeName is the end of a name that its sentence says alone, in Finnish with a relative
// clause: "aika, jonka potilas odottaa".
func (m *message) wholeName(s span) int {
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		if t.Text == "," && m.lang == plan.FI && k+1 < s.j && relatives.has(m.toks[k+1]) {
			continue
		}
		if t.Kind == reading.Punct && strings.Contains(",;.:!?", t.Text) {
			return k
		}
	}
	return s.j
}

// heading reports whether the words before a colon are a name: they begin with no cue
// and state no value.
func (r *reader) heading(s span) bool {
	m := r.m
	if s.empty() || m.startsCue(s.i) || m.startsValue(s.i) || pronoun.has(m.toks[s.i]) {
		return false
	}
	for k := s.i + 1; k < s.j; k++ {
		if nameStops[m.lang].has(m.toks[k]) && m.startsValue(min(k+1, s.j-1)) {
			return false
		}
	}
	return m.words(s) > 0
}

// article reports whether a Swedish pronoun is the article of an adjective with its noun:
// "den genomsnittliga tiden".
func (m *message) article(k int) bool {
	if m.lang != plan.SV || k+2 >= len(m.toks) || !demonstratives.has(m.toks[k]) {
		return false
	}
	adjective, noun := m.toks[k+1], m.toks[k+2]
	return len(adjective.fold) > 4 && (strings.HasSuffix(adjective.fold, "a") || strings.HasSuffix(adjective.fold, "e")) && !modals.has(adjective) &&
		noun.Kind == reading.Word && len(noun.fold) > 3 && !copulas.has(noun)
}

var (
	demonstratives = wordSet("den det de")
	modals         = wordSet("skulle måste borde kunde ville bara redan ligga")
)

var pronoun = wordSet(`se sen tämä tämän sitä sille niiden niitä tätä den det denna detta dess it its this that vi we me it's that's they they're de`)

// perCount reports whether a number belongs to a rate's denominator: "per thousand meals".
func (m *message) perCount(n amount) bool {
	return n.i > 0 && perWords.has(m.toks[n.i-1]) || n.j < len(m.toks)-1 && (towards.has(m.toks[n.j]) || towards.has(m.toks[n.j+1]))
}

var (
	perWords = wordSet("per")
	towards  = wordSet("kohti kohden")
)

// startsValue reports whether a number or date begins at token k.
func (m *message) startsValue(k int) bool {
	for _, n := range m.nums {
		single := n.Value == 1 && (n.Unit == "" || n.Unit == reading.UnitCount) && m.toks[k].Kind == reading.Word // "the price of one form"
		if n.i == k && !n.Implied && !single && !m.inDate(n.span) && !m.perCount(n) {
			return true
		}
	}
	return slices.ContainsFunc(m.dates, func(d day) bool { return d.i == k })
}

// startsCue reports whether a cue of an indicator's field begins at token k.
func (m *message) startsCue(k int) bool {
	return slices.ContainsFunc(m.hits, func(h hit) bool {
		return h.i == k && strings.HasPrefix(h.name, "kpis.") && h.name != "kpis.name" && h.name != "kpis.next" && h.mode == lead
	}) || slices.ContainsFunc(m.enums(enumFrequency, m.all()), func(e enumHit) bool { return e.i == k && m.toks[k].fold != "per" })
}
