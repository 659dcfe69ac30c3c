package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// realisation reads rows of the realisation plan. A row begins with a heading that
// names its target, or with an amount; the sentences after it say how, who and when.
func (r *reader) realisation(p part) {
	var row plan.Path
	due := map[plan.Path]dueDate{}
	for _, s := range p.sentences {
		for _, g := range r.goalSpans(s) {
			head := r.goalHead(g)
			if row = r.realisationRow(g, head, row); row == "" {
				continue
			}
			if head.value != "" {
				r.put(row+".target", head.value, head.span)
				g.i = head.j
			}
			r.realisationFields(row, g, due)
		}
	}
	for _, row := range r.rows("realisation") {
		if d, ok := due[row]; ok {
			r.put(row+".by", isoDate(d.day), d.span)
		}
	}
}

// dueDate is a date that may be a row's deadline, and how much speaks for it.
type dueDate struct {
	day
	weight int
}

// goalHead is the beginning of a row that only says which target it serves: "Staff:",
// "In purchases,", "I budgeten märks det att", or a sentence of its own.
func (r *reader) goalHead(s span) enumHit {
	m := r.m
	goals := m.enums(enumGoal, s)
	if len(goals) == 0 {
		return enumHit{}
	}
	clauses := m.clausesIn(s)
	c := clauses[0]
	first := goals[0]
	if len(goals) > 1 && weakGoals.has(m.toks[first.i]) && c.covers(goals[1].span) {
		first = goals[1] // "the saving shows in purchases"
	}
	most := 4
	if m.has("goal.frame", c.span) {
		most = 8 // "the benefit is first of all taken in staff"
	}
	short := c.covers(first.span) && m.words(c.span)-m.words(first.span) <= most && len(m.numsIn(c.span)) == 0 && len(m.peopleIn(c.span)) == 0
	rest := span{min(c.j+1, s.j), s.j}
	switch {
	case !short:
	case len(clauses) == 1 && m.words(s)-m.words(first.span) <= 1:
		return enumHit{first.value, s}
	case len(clauses) > 1 && c.sep == ":" && m.words(r.withoutAmounts(clauses[1].span)) >= 2:
		return enumHit{first.value, span{s.i, rest.i}}
	case len(clauses) > 1 && c.sep == "," && m.words(c.span)-m.words(first.span) <= 1 && !first.has(s.i) && m.words(clauses[1].span) >= 2:
		return enumHit{first.value, span{s.i, rest.i}}
	}
	for k := first.j; k < min(first.j+5, s.j-2); k++ {
		if thatWords.has(m.toks[k]) && m.words(span{s.i, k})-m.words(first.span) <= most {
			return enumHit{first.value, span{s.i, k + 1}}
		}
	}
	if first.i == s.i && m.lang == plan.FI && strings.HasSuffix(m.toks[s.i].fold, "ssa") && m.words(s) >= 4 {
		return enumHit{first.value, span{first.i, first.i + 1}} // not "Henkilöstössä 2 htv"
	}
	return enumHit{}
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
		switch {
		case c.sep == ";":
			out = append(out, span{at, c.j})
			at = c.j + 1
		case c.i > at && r.nextGoal(c.span) && r.complete(span{at, c.i}) && slices.ContainsFunc(m.numsIn(span{c.i, s.j}), benefit):
			out = append(out, span{at, c.i})
			at = c.i
		}
	}
	return append(out, span{at, s.j})
}

// realisationRow decides which row a range is about.
func (r *reader) realisationRow(s span, head enumHit, current plan.Path) plan.Path {
	m := r.m
	hasAmount := slices.ContainsFunc(m.numsIn(s), benefit)
	starts := head.value != "" || hasAmount && (current == "" || r.begun(current))
	if current == "" {
		if row := r.askedRow("realisation"); row != "" && !(hasAmount && r.held(row+".amount") != nil) && r.serves(row, head) {
			return row
		}
	}
	if head.value != "" && m.has("realisation.action", s) {
		for _, row := range r.rows("realisation") { // "In purchases the action is …"
			if r.held(row+".target") == any(head.value) && r.held(row+".action") == nil {
				return row
			}
		}
	}
	if !starts && current != "" {
		if r.begun(current) && r.held(current+".responsible") != nil && r.held(current+".action") != nil && len(m.enums(enumGoal, s)) > 0 && len(m.partiesIn(s)) > 0 {
			return r.row("realisation")
		}
		return current
	}
	if row := r.sameBenefit(s); row != "" && row != current {
		return row
	}
	if row, score := r.rowNamed("realisation", r.goalClause(span{max(s.i, head.j), s.j})); score >= sameText && row != current {
		return row
	}
	if last := r.lastRow("realisation"); last != "" && current == "" && !r.begun(last) && r.serves(last, head) && !(hasAmount && r.held(last+".amount") != nil) {
		return last
	}
	if last := r.lastRow("realisation"); last != "" && current == "" && !starts && r.held(last+".action") == nil {
		return last // how the benefit told before is reached
	}
	dated := r.asks("realisation") && len(m.datesIn(s)) > 0 && len(m.clausesIn(s)) > 2
	if !starts && !dated && (m.words(s) < 3 || len(m.enums(enumGoal, s)) == 0) {
		return r.lastRow("realisation")
	}
	return r.row("realisation")
}

// begun reports whether a row has its goal and something of how it is reached, so that
// another amount belongs to another row.
func (r *reader) begun(row plan.Path) bool {
	return r.held(row+".goal") != nil && (r.held(row+".amount") != nil || r.held(row+".responsible") != nil)
}

// serves reports whether a row can be the one that a heading announces.
func (r *reader) serves(row plan.Path, head enumHit) bool {
	kind := r.held(row + ".target")
	return head.value == "" || kind == nil || kind == any(head.value)
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

func (r *reader) realisationFields(row plan.Path, s span, due map[plan.Path]dueDate) {
	m := r.m
	for _, p := range m.pieces(s, "realisation.") {
		var cut []span
		for _, n := range m.numsIn(p.span) {
			if (benefit(n) || counted(n) && r.held(row+".goal") == nil) && !r.said(row+".amount") {
				cut = append(cut, r.storeAmount(row, n, p))
			}
		}
		owned := p.label == "realisation.owner" || m.has("realisation.owner", p.span)
		parties := m.partiesIn(p.span)
		r.dueIn(row, p, owned, due)
		whole := m.value(p)
		told := r.byWhom(row, whole)
		if told != whole {
			owned, p.label = false, ""
		} else if len(parties) > 0 {
			r.responsible(row+".responsible", p, parties, "realisation.owner")
		}
		v := r.plainText(told)
		for _, c := range cut {
			cutEnds(&v, c)
		}
		v = r.dropDue(r.dropApprox(m.trim(v)))
		if r.smallTalk(v) || p.label == "realisation.owner" || owned && len(parties) > 0 && m.words(v) <= 5 {
			continue
		}
		if len(cut) > 0 && (m.words(v) <= 2 && !v.empty() && relative.has(m.toks[v.i]) || m.only(amountWords, v)) {
			continue // "which means …", "to the extent of …"
		}
		goal := r.held(row+".goal") == nil || p.i == s.i && r.retold(row+".goal", v)
		switch {
		case m.words(v) < 2 && !(m.words(v) > 0 && goal && p.i == s.i):
		case p.label == "realisation.action" && p.mode == lead:
			r.grow(row+".action", v)
		case goal:
			r.text(row+".goal", v)
			r.insists(row + ".goal")
		default:
			r.grow(row+".action", v)
		}
	}
	r.meansIn(row, s)
	r.goalKind(row, s)
}

var relative = wordSet("mikä joka eli vilket som det which this that")

// byWhom stores the person that a text ends in ("… by Oakes") and cuts the name off.
func (r *reader) byWhom(row plan.Path, v span) span {
	for _, q := range r.m.partiesIn(v) {
		if k := q.i - 1; q.Person && k > v.i && byWords.has(r.m.toks[k]) && r.m.words(r.withoutTimes(span{q.j, v.j})) <= 1 && r.m.words(span{v.i, k}) >= 2 {
			if names := r.partyNames([]party{q}); len(names) > 0 {
				r.put(row+".responsible", names, q.span)
				v.j = k
			}
			break
		}
	}
	return v
}

// dropDue takes the words that announce a date off the end of a text that a date follows.
func (r *reader) dropDue(v span) span {
	if !r.m.inDate(span{v.j, v.j + 1}) {
		return v
	}
	for !v.empty() && dueWords.has(r.m.toks[v.j-1]) {
		v.j--
	}
	return v
}

var dueWords = wordSet(`viimeistään mennessä ennen määräaika takaraja senast före innan i vid under på by before until at the no later than in on`)

var byWords = wordSet("by av under")

// dueIn notes the dates of a piece that may be the row's deadline: one beside the owner
// or with a word for it rather than one inside a text; a bare year only with such a word.
func (r *reader) dueIn(row plan.Path, p piece, owned bool, due map[plan.Path]dueDate) {
	m := r.m
	for _, d := range m.datesIn(p.span) {
		weight := 1
		if d.Role == reading.RoleDeadline || d.Role == reading.RoleEnd {
			weight += 2
		}
		if owned || m.words(p.span)-m.words(d.span) <= 2 {
			weight += 2
		}
		if d.Role == reading.RoleStart || weight == 1 && len(d.ISO) == len("2026") {
			continue
		}
		if weight >= due[row].weight {
			due[row] = dueDate{d, weight}
		}
	}
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
		switch {
		case n.Unit == reading.UnitFTE && votes["staff"] > 0:
			votes["staff"] += 2
		case n.Unit == reading.UnitEuro && votes["purchases"] > 0:
			votes["purchases"] += 2
		}
	}
	switch {
	case m.has("goal.closed", goal):
		votes["old_model"] += 5 // though a contract ends with it
	case m.has("goal.contract", s) && len(votes) > 0:
		votes["purchases"] += 4
	case len(votes) == 0 && m.has("goal.ends", goal):
		votes["old_model"]++
	case len(votes) == 0 && m.has("goal.cost", goal):
		votes["budget"]++
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
