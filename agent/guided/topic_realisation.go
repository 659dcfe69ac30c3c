package guided

import (
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// realisation reads rows of the realisation plan. A row begins with a sentence that has
// a goal or an amount.
func (r *reader) realisation(p part) {
	var row plan.Path
	for _, s := range p.sentences {
		for _, g := range r.goalSpans(s) {
			row = r.realisationRow(g, row)
			if row != "" {
				r.realisationFields(row, g)
			}
		}
	}
}

// goalSpans cuts a sentence with several rows at its semicolons.
func (r *reader) goalSpans(s span) []span {
	m := r.m
	amounts := 0
	for _, n := range m.numsIn(s) {
		if benefit(n) {
			amounts++
		}
	}
	if amounts < 2 {
		return []span{s}
	}
	var out []span
	at := s.i
	for _, c := range m.clausesIn(s) {
		if c.sep == ";" {
			out = append(out, span{at, c.j})
			at = c.j + 1
		}
	}
	return append(out, span{at, s.j})
}

// benefit reports whether a number is an amount of money or work.
func benefit(n amount) bool {
	switch n.Unit {
	case reading.UnitEuro, reading.UnitFTE, reading.UnitPDay, reading.UnitPMonth, reading.UnitHour:
		return true
	}
	return n.Unit == reading.UnitCount && n.Per != ""
}

// realisationRow decides which row a sentence is about.
func (r *reader) realisationRow(s span, current plan.Path) plan.Path {
	m := r.m
	hasAmount := false
	for _, n := range m.numsIn(s) {
		hasAmount = hasAmount || benefit(n)
	}
	goals := m.enums(enumGoal, s)
	if asked := r.askedRow("realisation"); asked != "" && current == "" && !(hasAmount && r.held(asked+".amount") != nil) {
		return asked
	}
	if len(goals) == 0 && !hasAmount {
		if current != "" {
			return current
		}
		return r.lastRow("realisation")
	}
	if current != "" && r.held(current+".responsible") == nil && !hasAmount {
		return current
	}
	if row := r.sameBenefit(s); row != "" && row != current {
		return row
	}
	if row, score := r.rowNamed("realisation", r.goalClause(s)); score >= sameText && row != current {
		return row
	}
	if !hasAmount && r.m.words(s) < 3 {
		return r.lastRow("realisation")
	}
	return r.row("realisation")
}

// sameBenefit is the stored row that has the amount and the date of a sentence.
func (r *reader) sameBenefit(s span) plan.Path {
	for _, id := range r.draft.Plan.Rows("realisation") {
		row := plan.At("realisation", id, "")
		amount, by := false, false
		for _, n := range r.m.numsIn(s) {
			amount = amount || r.held(row+".amount") == n.Value
		}
		for _, d := range r.m.datesIn(s) {
			by = by || r.held(row+".by") == isoDate(d)
		}
		if amount && by {
			return row
		}
	}
	return ""
}

func (r *reader) goalClause(s span) span {
	for _, c := range r.m.clausesIn(s) {
		return c.span
	}
	return s
}

func (r *reader) realisationFields(row plan.Path, s span) {
	m := r.m
	for i, p := range m.pieces(s, "realisation.") {
		if i == 0 && p.sep == ":" && r.goalHeading(p.span) {
			r.place(p.span) // "Staff: …" is a heading
			continue
		}
		var cut []span
		for _, n := range m.numsIn(p.span) {
			if benefit(n) && !r.said(row+".amount") {
				cut = append(cut, r.storeAmount(row, n, p))
			}
		}
		for _, d := range m.datesIn(p.span) {
			r.put(row+".by", isoDate(d), d.span)
		}
		if parties := m.partiesIn(p.span); len(parties) > 0 {
			r.responsible(row+".responsible", p, parties, "realisation.owner")
		}
		v := r.plainText(m.value(p))
		for _, c := range cut {
			cutEnds(&v, c)
		}
		v = r.dropApprox(m.trim(v))
		if r.smallTalk(v) || p.label == "realisation.owner" {
			continue
		}
		switch {
		case m.words(v) < 2 && !(m.words(v) > 0 && r.held(row+".goal") == nil && p.i == s.i):
		case p.label == "realisation.action" && p.mode == lead:
			r.grow(row+".action", v)
		case r.held(row+".goal") == nil:
			r.text(row+".goal", v)
		default:
			r.grow(row+".action", v)
		}
	}
	r.goalKind(row, s)
}

// goalHeading reports whether a range is only the label of a target: "Staff", "Ostot".
func (r *reader) goalHeading(s span) bool {
	rest := r.m.words(s)
	for _, e := range r.m.enums(enumGoal, s) {
		rest -= r.m.words(e.span)
	}
	return rest == 0 && r.m.words(s) <= 3
}

// storeAmount stores the amount and its unit as written.
func (r *reader) storeAmount(row plan.Path, n amount, p piece) span {
	r.put(row+".amount", n.Value, n.span)
	if n.UnitText != "" {
		unit := n.UnitText
		for k := n.i; k < n.j && n.Per != "" && !strings.Contains(unit, " "); k++ {
			if r.m.toks[k].Kind == reading.Word && k > n.i { // "€210,000 per year"
				unit += " " + r.m.quote(span{k, n.j})
				break
			}
		}
		r.put(row+".unit", unit, n.span)
	}
	return n.span
}

// responsible stores the people of a piece that is about them: it has the cue, or
// hardly any other words.
func (r *reader) responsible(path plan.Path, p piece, parties []party, cue string) {
	rest := r.m.words(p.span)
	persons := false
	for _, q := range parties {
		rest -= r.m.words(q.span)
		persons = persons || q.Person
	}
	if !(p.label == cue || r.m.has(cue, p.span)) && (rest > 1 || !persons) {
		return
	}
	if names := r.partyNames(parties); len(names) > 0 {
		r.put(path, names, p.span)
	}
}

// goalKind stores which of the six targets a row is: what its goal speaks of first.
func (r *reader) goalKind(row plan.Path, s span) {
	m := r.m
	goal, ok := r.earlier(row + ".goal")
	if !ok {
		goal = s
	}
	votes := map[string]int{}
	for _, e := range m.enums(enumGoal, s) {
		n := 2
		if goal.covers(e.span) {
			n += 3
		}
		if weakGoals.has(m.toks[e.i]) {
			n--
		}
		votes[e.value] += n
	}
	for _, n := range m.numsIn(s) {
		if n.Unit == reading.UnitFTE && votes["staff"] > 0 {
			votes["staff"] += 2
		}
	}
	for _, n := range m.numsIn(s) {
		if n.Unit == reading.UnitEuro && votes["purchases"] > 0 {
			votes["purchases"] += 2
		}
	}
	best := ""
	for _, kind := range []string{"dashboard", "incentives", "old_model", "purchases", "budget", "staff"} {
		if votes[kind] > votes[best] {
			best = kind
		}
	}
	if best != "" {
		r.put(row+".target", best, s)
	}
}

// weakGoals are words that hint at a budget in any row.
var weakGoals = wordSet(`säästö säästöt säästöä säästön säästyy besparing besparingen besparingar saving savings`)
