package guided

import (
	"slices"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// batches reads the batches of the implementation. A row begins with its scope and
// has its length and start; the clauses after it say how it is measured, verified and
// scaled.
func (r *reader) batches(p part) {
	var row plan.Path
	for _, s := range p.sentences {
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

// batchRow decides whether a sentence begins a row: it has a length in weeks or a start
// and words before them, and the row before has its own.
func (r *reader) batchRow(s span, current plan.Path) plan.Path {
	m := r.m
	if row, n := r.rowCounted("batches", s); row != "" {
		return row
	} else if n > 0 {
		return r.row("batches")
	}
	timed := slices.ContainsFunc(m.numsIn(s), lengthOf) || len(m.datesIn(s)) > 0 && len(m.cues("batches.scale", s)) < 2
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
	if !timed {
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

func (r *reader) full(row plan.Path) bool {
	return r.held(row+".weeks") != nil || r.held(row+".start") != nil
}

// lengthOf reports whether a number is a length of a batch.
func lengthOf(n amount) bool {
	return (n.Unit == reading.UnitWeek || n.Unit == reading.UnitMonth) && n.Per == "" && !n.Implied && n.Bound == ""
}

func (r *reader) batchSentence(row plan.Path, s span) {
	m := r.m
	for _, p := range r.splitScale(m.pieces(s, "batches.")) {
		r.batchTimes(row, p)
		if p.label == "batches.kpi" || p.label != "batches.scale" && p.label != "batches.verify" && m.has("topic.kpis", p.span) {
			if id := r.kpiMeant(m.value(p)); id != "" {
				r.put(row+".kpi", id, p.span)
				if p.label == "batches.kpi" {
					continue
				}
			}
		}
		v := m.trim(m.value(p))
		if p.label != "batches.verify" && p.label != "batches.scale" {
			v = r.withoutTimes(v)
		}
		if m.words(v) < 2 && !(p.label != "" && m.words(v) > 0) || r.smallTalk(v) {
			continue
		}
		r.batchText(row, p, v)
	}
}

// splitScale cuts "and" between how a batch is verified and when it is scaled, which
// share many words.
func (r *reader) splitScale(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if (p.label == "batches.verify" || p.label == "batches.scale") && p.mode == sign {
			if scale, cond := r.m.has("batches.scale", p.span), r.m.has("batches.verify", p.span); scale && cond && len(r.m.cues("batches.scale", p.span)) >= 2 {
				p.label = "batches.scale"
			}
		}
		out = append(out, p)
	}
	return out
}

func (r *reader) batchTimes(row plan.Path, p piece) {
	m := r.m
	if p.label == "batches.scale" {
		return
	}
	for _, n := range m.numsIn(p.span) {
		if lengthOf(n) {
			if weeks, ok := reading.Convert(n.Value, n.Unit, reading.UnitWeek); ok && n.Unit == reading.UnitWeek {
				r.put(row+".weeks", weeks, n.span)
			}
		}
	}
	for _, d := range m.datesIn(p.span) {
		if d.Role != reading.RoleEnd && d.Role != reading.RoleDeadline {
			r.put(row+".start", isoDate(d), d.span)
		}
	}
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
		if !s.empty() && timeWords.has(r.m.toks[s.j-1]) {
			s.j, changed = s.j-1, true
		}
		if !s.empty() && timeWords.has(r.m.toks[s.i]) {
			s.i, changed = s.i+1, true
		}
	}
	return s
}

var timeWords = wordSet(`alkaen alkaa lähtien kestää kesto aloitus från och med med början börjar startar start pågår i
	from starting starts beginning begins start lasting lasts for on takes tar`)

func (r *reader) batchText(row plan.Path, p piece, v span) {
	switch {
	case p.label == "batches.scale":
		r.grow(row+".scale", v)
	case p.label == "batches.verify":
		r.grow(row+".verify", v)
	case r.held(row+".scope") == nil:
		r.text(row+".scope", v)
	case r.said(row+".scale") || r.held(row+".verify") != nil && r.held(row+".scale") == nil && r.said(row+".verify"):
		r.grow(row+".scale", v)
	default:
		r.grow(row+".verify", v)
	}
}

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
	if row, score := r.rowNamed("kpis", s); score >= 0.5 {
		return row.RowID()
	}
	return ""
}
