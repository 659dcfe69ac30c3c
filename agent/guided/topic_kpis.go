package guided

import "luonnos/tools/plan"

// kpis reads key indicators. A sentence that begins with a name and goes on with
// numbers is a new row; other sentences go on with the row before.
func (r *reader) kpis(p part) {
	for _, s := range p.sentences {
		row, rest := r.kpiRow(s)
		if row == "" {
			continue
		}
		r.kpiFields(row, rest)
	}
	r.completeKPIs()
}

// kpiFields reads the fields of one row from a range of a sentence.
func (r *reader) kpiFields(row plan.Path, s span) {
	m := r.m
	pieces := m.joinDashes(m.pieces(s, "kpis."))
	var numbers []piece
	for i, p := range pieces {
		switch {
		case r.kpiFormula(row, p, pieces, i):
		case r.kpiOwner(row, p):
		case r.kpiMeasure(row, p, pieces, i):
		default:
			numbers = append(numbers, p)
		}
	}
	r.kpiValues(row, numbers)
	for _, p := range numbers {
		if p.label == "" && len(r.values(p.span, "")) == 0 && len(m.datesIn(p.span)) == 0 && !r.taken(p.span) {
			r.kpiLeft(row, p)
		}
	}
}

// joinDashes joins what a dash between words has cut: "decision − application".
func (m *message) joinDashes(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		n := len(out)
		if n > 0 && out[n-1].sep == "-" && p.label == "" && len(m.numsIn(p.span)) == 0 && len(m.datesIn(p.span)) == 0 && len(m.peopleIn(p.span)) == 0 {
			out[n-1].j, out[n-1].sep = p.j, p.sep
			continue
		}
		out = append(out, p)
	}
	return out
}

// kpiOwner stores the person of a piece that speaks of the owner or of nothing else.
func (r *reader) kpiOwner(row plan.Path, p piece) bool {
	people := r.m.peopleIn(p.span)
	if len(people) == 0 {
		return false
	}
	rest := r.m.words(p.span)
	for _, q := range people {
		rest -= r.m.words(q.span)
	}
	if p.label != "kpis.owner" && !r.m.has("kpis.owner", p.span) && rest > 1 {
		return false
	}
	if name := r.name(people[0]); name != "" {
		r.put(row+".owner", name, p.span)
		return true
	}
	return false
}

// clauseAt is the clause that token k lies in.
func (m *message) clauseAt(k int) span {
	for _, c := range m.clauses {
		if c.has(k) {
			return c.span
		}
	}
	return span{k, k + 1}
}
