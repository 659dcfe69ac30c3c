package guided

import (
	"slices"
	"strconv"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// batches reads the batches of the implementation. A row begins with its scope and
// has its length and start; the clauses after it say how it is measured, verified and
// scaled.
func (r *reader) batches(p part) {
	var row plan.Path
	for _, s := range r.batchSpans(p.sentences) {
		if r.idle(s) || row == "" && !r.aboutBatches(s) {
			continue
		}
		if fresh := r.batchRow(s, row); fresh != "" {
			row = fresh
		}
		if row == "" {
			row = r.lastRow("batches")
		}
		if row != "" {
			r.batchSentence(row, s)
		}
	}
}

// aboutBatches reports whether a sentence can begin what a message says of batches: they
// were asked for or are named, or it has a length, a start and more. Small talk in the
// first person is not.
func (r *reader) aboutBatches(s span) bool {
	m := r.m
	if m.has("topic.batches", s) || m.has("batches.scope", s) {
		return true
	}
	if slices.Contains(r.askedTopics(), plan.TopicBatches) {
		told := len(r.rows("batches")) > 0 || slices.ContainsFunc(m.sentences, r.timed)
		return r.timed(s) || told && (len(m.peopleIn(s)) == 0 || m.has("batches.verify", s) || m.has("batches.scale", s))
	}
	return slices.ContainsFunc(m.numsIn(s), lengthOf) && slices.ContainsFunc(m.datesIn(s), starting) &&
		(m.has("batches.kpi", s) || m.has("batches.verify", s) || m.has("batches.scale", s))
}

// batchRow decides whether a sentence begins a row: it announces one, or has a length in
// weeks or a start with words before them, and the row before has its own.
func (r *reader) batchRow(s span, current plan.Path) plan.Path {
	m := r.m
	if row := r.sameBatch(s); row != "" {
		return row
	}
	opens := m.has("batches.scope", s)
	if opens || m.has("topic.batches", s) {
		if row, n := r.rowCounted("batches", s); row != "" {
			return row
		} else if n > 0 {
			return r.row("batches")
		}
	}
	timed := r.timed(s)
	rows := r.rows("batches")
	if current == "" && len(rows) > 0 {
		if row := r.askedRow("batches"); row != "" && !(timed && r.full(row)) {
			return row
		}
		for _, row := range rows {
			if words, ok := r.held(row + ".scope").(string); ok && !timed && likeness(reading.ContentWords(m.quote(s), m.lang), reading.ContentWords(words, m.lang)) >= sameRow {
				return row
			}
		}
	}
	if !timed && !(opens && current != "" && r.full(current)) {
		if len(rows) == 0 && current == "" {
			return r.row("batches")
		}
		return ""
	}
	if row, score := r.rowNamed("batches", m.clauseAt(s.i)); score >= sameText && row != current {
		return row
	}
	if current != "" && !r.full(current) {
		return current
	}
	if current == "" && len(rows) > 0 && !r.full(rows[len(rows)-1]) {
		return rows[len(rows)-1]
	}
	return r.row("batches")
}

// sameBatch is the stored row that a sentence tells again: its scope word for word, or its
// length and start.
func (r *reader) sameBatch(s span) plan.Path {
	m := r.m
	for _, id := range r.draft.Plan.Rows("batches") {
		row := plan.At("batches", id, "")
		if scope, ok := r.held(row + ".scope").(string); ok && strings.Contains(strings.ToLower(m.quote(s)), strings.ToLower(scope)) && r.timed(s) {
			return row
		}
		weeks := slices.ContainsFunc(m.numsIn(s), func(n amount) bool { return lengthOf(n) && r.held(row+".weeks") == any(n.Value) })
		start := slices.ContainsFunc(m.datesIn(s), func(d day) bool { return r.held(row+".start") == any(isoDate(d)) })
		if weeks && start {
			return row
		}
	}
	return ""
}

// timed reports whether a sentence tells when a batch is; a time within what is verified
// or the rule of scaling ("counted over the next two weeks") tells something else.
func (r *reader) timed(s span) bool {
	m := r.m
	return slices.ContainsFunc(r.conditions(m.pieces(s, "batches.")), func(p piece) bool {
		return p.label != "batches.verify" && p.label != "batches.scale" &&
			(slices.ContainsFunc(m.numsIn(p.span), func(n amount) bool { return lengthOf(n) && !m.meanwhile(n) }) || slices.ContainsFunc(m.datesIn(p.span), starting))
	})
}

// meanwhile reports whether a length tells how long something is done: "for two weeks",
// "kahden viikon ajan".
func (m *message) meanwhile(n amount) bool {
	return n.i > 0 && duringWords.has(m.toks[n.i-1]) || n.j < len(m.toks) && m.toks[n.j].fold == "ajan"
}

var duringWords = wordSet("i under for during over")

// timesOf reports whether the length or the start of a row was read from s.
func (r *reader) timesOf(row plan.Path, s span) bool {
	weeks, long := r.earlier(row + ".weeks")
	start, begun := r.earlier(row + ".start")
	return long && s.covers(weeks) || begun && s.covers(start)
}

// starting reports whether a date can be the start of a batch.
func starting(d day) bool {
	return d.Role != reading.RoleEnd && d.Role != reading.RoleDeadline && len(d.ISO) > len("2026")
}

func (r *reader) full(row plan.Path) bool {
	return r.held(row+".weeks") != nil || r.held(row+".start") != nil
}

// lengthOf reports whether a number is a length of a batch.
func lengthOf(n amount) bool {
	return (n.Unit == reading.UnitWeek || n.Unit == reading.UnitMonth) && n.Per == "" && !n.Implied && n.Bound == ""
}

func (r *reader) batchSentence(row plan.Path, s span) {
	m := r.m
	for _, p := range r.checkedThen(row, r.opening(row, s, r.measuredHow(r.conditions(m.pieces(s, "batches."))))) {
		r.batchTimes(row, p)
		if r.yardstick(row, p) {
			continue
		}
		if p.label == "batches.kpi" || p.label != "batches.scale" && p.label != "batches.verify" && m.has("topic.kpis", p.span) {
			if id := r.kpiMeant(m.value(p)); id != "" {
				r.put(row+".kpi", id, p.span)
				if p.label == "batches.kpi" {
					continue
				}
			} else if p.label == "batches.kpi" && m.words(m.value(p)) <= 6 {
				continue
			}
		}
		v := m.trim(m.value(p))
		if p.label != "batches.verify" && p.label != "batches.scale" && (r.held(row+".scope") == nil || r.timesOf(row, p.span)) {
			v = r.withoutTimes(v)
		}
		first := p.i == s.i && r.timed(s) && r.held(row+".scope") == nil
		if m.words(v) < 2 && !((p.label != "" || first) && m.words(v) > 0) || r.smallTalk(v) || r.onlyTimes(v) {
			continue
		}
		r.batchText(row, p, v)
	}
}

// yardstick stores the indicator that a clause of few words names, whatever its verb: "we
// judge it by complaints". It is no condition and has no figures.
func (r *reader) yardstick(row plan.Path, p piece) bool {
	m := r.m
	v := m.trim(m.value(p))
	if p.label == "batches.scale" || p.label == "batches.scope" || r.held(row+".scope") == nil || m.words(v) > 7 || len(m.numsIn(v)) > 0 || m.hasTimes(v) || m.conditional(v) {
		return false
	}
	if r.held(row+".kpi") != nil || len(m.cues("batches.verify", v)) > 1 {
		return false
	}
	id := r.kpiMeant(v)
	if id != "" {
		r.put(row+".kpi", id, p.span)
	}
	return id != ""
}

// itWith stand for the batch before a verb of measuring.
var itWith = wordSet("sillä tällä sitä se den det it this")

// measuredHow joins a subject and how it is measured ("the answer time | is measured in
// twenty cases"), which verifies rather than names an indicator.
func (r *reader) measuredHow(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if n := len(out); n > 0 && !itWith.has(r.m.toks[out[n-1].i]) && p.label == "batches.kpi" && p.mode == lead && out[n-1].sep == "" && out[n-1].label == "" &&
			!r.timed(out[n-1].span) && r.m.has("batches.verify", p.span) && r.kpiMeant(r.m.value(p)) == "" {
			out[n-1].j, out[n-1].sep, out[n-1].label, out[n-1].mode = p.j, p.sep, "batches.verify", sign
			continue
		}
		out = append(out, p)
	}
	return out
}

// conditions gives a clause that a "when" or "if" follows to the rule for scaling, and
// one that has it inside when it says nothing of verifying.
func (r *reader) conditions(pieces []piece) []piece {
	m := r.m
	for i := range pieces {
		p := &pieces[i]
		switch {
		case p.label == "batches.verify" && p.mode == sign && len(m.cues("batches.scale", p.span)) >= 2,
			p.label == "" && m.conditional(p.span) && !r.negated(p.span) && !m.hasTimes(p.span):
			p.label, p.mode = "batches.scale", sign
		case p.label == "" && p.sep == "," && i+1 < len(pieces) && m.opensCondition(pieces[i+1].span) && len(m.datesIn(p.span)) == 0:
			p.label, p.mode = "batches.scale", sign
		}
	}
	return pieces
}

// opensCondition reports whether a range begins with "when" or "if".
func (m *message) opensCondition(s span) bool {
	return slices.ContainsFunc(m.cues("condition", s), func(h hit) bool { return m.onlyFillers(span{s.i, h.i}) })
}

// conditional reports whether a range has a condition; Swedish "om" inside a clause is
// more often "about".
func (m *message) conditional(s span) bool {
	return slices.ContainsFunc(m.cues("condition", s), func(h hit) bool {
		return m.toks[h.i].low != "om" || m.onlyFillers(span{s.i, h.i})
	})
}

// hasTimes reports whether a range has a length or a start, so that it is no rule.
func (m *message) hasTimes(s span) bool {
	return slices.ContainsFunc(m.numsIn(s), lengthOf) || len(m.datesIn(s)) > 0
}

func (r *reader) batchTimes(row plan.Path, p piece) {
	m := r.m
	if p.label == "batches.scale" || p.label == "batches.verify" && r.held(row+".weeks") != nil {
		return
	}
	for _, n := range m.numsIn(p.span) {
		if lengthOf(n) && !(m.meanwhile(n) && r.held(row+".weeks") != nil) {
			if weeks, ok := reading.Convert(n.Value, n.Unit, reading.UnitWeek); ok && n.Unit == reading.UnitWeek {
				r.put(row+".weeks", weeks, n.span)
			}
		}
	}
	for _, d := range m.datesIn(p.span) {
		if starting(d) && p.label != "batches.verify" {
			r.put(row+".start", startDate(d), d.span)
		}
	}
}

// onlyTimes reports whether a range has nothing but pronouns and words for beginning and
// lasting: "den varar", "joka käynnistyy".
func (r *reader) onlyTimes(s span) bool {
	for k := s.i; k < s.j; k++ {
		t := r.m.toks[k]
		if t.Kind == reading.Word && !timeWords.has(t) && !pronoun.has(t) && !fillers.has(t) && !frameWords.has(t) {
			return false
		}
	}
	return true
}

// withoutTimes takes lengths and dates off the ends of a text.
func (r *reader) withoutTimes(s span) span {
	for changed := true; changed && !s.empty(); {
		changed = false
		s = r.m.trim(s)
		for _, n := range r.m.nums {
			if lengthOf(n) {
				changed = cutEnds(&s, n.span) || changed
			}
		}
		for _, d := range r.m.dates {
			changed = cutEnds(&s, d.span) || changed
		}
		if k := r.m.bracket(s); k > s.i && r.m.hasTimes(span{k, s.j}) {
			s.j, changed = k, true // "notices (three weeks from 4 May)"
		}
		if !s.empty() && timeWords.has(r.m.toks[s.j-1]) {
			s.j, changed = s.j-1, true
		}
		if !s.empty() && timeWords.has(r.m.toks[s.i]) {
			s.i, changed = s.i+1, true
		}
	}
	return s
}

var timeWords = wordSet(`alkaen alkaa alku alkaisi lähtien kestää kesto kestäisi aloitus aloitetaan käynnistyy käynnistetään käyntiin joka jonka se ajan
	från med början börjar startar start pågår i varar räknat inleds kör gång igång under den det som vecka veckor längd
	from starting starts beginning begins start lasting lasts for on takes tar runs running goes it which that with at`)

func (r *reader) batchText(row plan.Path, p piece, v span) {
	m := r.m
	for v.i+1 < v.j && batchLeads.has(m.toks[v.i]) {
		v.i++
	}
	for v.i+1 < v.j && batchLeads.has(m.toks[v.j-1]) {
		v.j--
	}
	switch {
	case r.held(row+".scope") == any(m.quote(v)): // told again
	case p.label == "batches.scale":
		r.grow(row+".scale", v)
	case p.label == "batches.verify":
		r.grow(row+".verify", v)
	case p.label == "batches.scope" || r.held(row+".scope") == nil:
		for v.i < v.j && withWords.has(m.toks[v.i]) {
			v.i++
		}
		if r.held(row+".scope") == nil {
			r.text(row+".scope", v)
		}
	case p.label == "" && (len(m.peopleIn(m.sentences[m.sentence(p.i)])) > 0 || r.negated(p.span) && p.sep != ";"):
		// who is named, or what is not known, tells of something else
	case r.said(row+".scale") || r.held(row+".verify") != nil && r.held(row+".scale") == nil && r.said(row+".verify"):
		r.grow(row+".scale", v)
	case p.label == "" && r.verifiedLater(p):
		// what comes before the verification is no part of it
	default:
		r.grow(row+".verify", v)
	}
}

// verifiedLater reports whether the next sentence says how the batch is verified.
func (r *reader) verifiedLater(p piece) bool {
	i := r.m.sentence(p.i) + 1
	return i < len(r.m.sentences) && len(r.m.cues("batches.verify", r.m.sentences[i])) > 0 && !r.said(r.lastRow("batches")+".verify")
}

var withWords = wordSet("with med by från from")

// batchLeads tell which batch comes, before or after its scope: "Naantali comes second".
var batchLeads = wordSet(`ensimmäisenä toisena kolmantena neljäntenä ensin sitten seuraavana seuraavaksi lopuksi tulee tulevat
	först andra tredje fjärde sedan därefter nästa kommer som
	first second third fourth next then comes come`)

// grow stores a text, or widens the one just before it.
func (r *reader) grow(path plan.Path, v span) {
	if at, ok := r.earlier(path); ok {
		if v.i >= at.i && v.i-at.j <= 2 && r.m.sentence(at.i) == r.m.sentence(v.i) {
			r.widen(path, span{at.i, v.j})
		}
		return
	}
	r.text(path, v)
}

// kpiMeant is the id of the indicator that the words of s mean: by number or name.
func (r *reader) kpiMeant(s span) string {
	if row, _ := r.rowCounted("kpis", s); row != "" {
		return row.RowID()
	}
	if s = r.m.trim(s); s.j == s.i+1 { // "KPI 2"
		if n, err := strconv.Atoi(r.m.toks[s.i].Text); err == nil && n >= 1 && n <= len(r.rows("kpis")) {
			return r.rows("kpis")[n-1].RowID()
		}
	}
	if row, score := r.rowNamed("kpis", s); score >= 0.5 {
		return row.RowID()
	}
	for _, id := range r.draft.Plan.Rows("kpis") { // "pöytäkirja-aika" by the parts of the compound
		name, _ := r.held(plan.At("kpis", id, "name")).(string)
		parts := reading.ContentWords(strings.ReplaceAll(r.m.quote(s), "-", " "), r.m.lang)
		if len(parts) > 1 && likeness(parts, reading.ContentWords(name, r.m.lang)) >= sameRow {
			return id
		}
	}
	return ""
}
