package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
)

// kpis reads key indicators. A sentence that begins with a name and goes on with
// numbers is a new row; other sentences go on with the row before.
func (r *reader) kpis(p part) {
	if r.namesOnly(p) {
		return
	}
	for _, s := range p.sentences {
		row, rest := r.kpiRow(s)
		if row == "" {
			continue
		}
		r.kpiClauses(row, rest)
	}
	r.completeKPIs()
}

// kpiFields are the cues of what is told of an indicator besides its name.
var kpiFields = []string{"kpis.baseline", "kpis.baseline_date", "kpis.target", "kpis.deadline", "kpis.formula", "kpis.frequency", "kpis.method", "kpis.source", "kpis.owner"}

// kpiClauses reads the fields of one row from a range of a sentence.
func (r *reader) kpiClauses(row plan.Path, s span) {
	m := r.m
	pieces := r.cutFormulas(m.joinDashes(m.pieces(s, kpiFields...)))
	var numbers []piece
	for i, p := range pieces {
		switch {
		case i > 0 && r.apposition(pieces[i-1], p):
		case r.kpiFormula(row, p, pieces, i):
		case r.kpiOwner(row, p):
		case r.kpiMeasure(row, p, pieces, i):
		default:
			numbers = append(numbers, p)
		}
	}
	r.kpiValues(row, numbers)
	for i, p := range numbers {
		subject := p.sep == "" && i+1 < len(pieces) && m.words(p.span) <= 3
		if (p.label == "" || p.mode == sign && p.sep != "") && !subject && len(r.values(p.span, "")) == 0 && len(m.datesIn(p.span)) == 0 && !r.taken(p.span) {
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

// apposition reports whether a piece between commas only says who the person before it
// is: "Mary Example, our planner, owns it".
func (r *reader) apposition(before, p piece) bool {
	m := r.m
	if before.sep != "," || p.sep != "," && !m.titles(p.j-1) || p.label != "" || m.words(p.span) > 4 || len(m.numsIn(p.span)) > 0 || r.measuringWords(p.span) || !m.systemIn(p.span).empty() {
		return false
	}
	return slices.ContainsFunc(m.peopleIn(before.span), func(q someone) bool { return q.Name != "" && q.j == before.j })
}

// cutFormulas cuts "… from the ledger and it is A / B" where the formula begins, and
// "A / B and I own it" where it ends.
func (r *reader) cutFormulas(pieces []piece) []piece {
	m := r.m
	var out []piece
	for _, p := range pieces {
		for k := p.i + 1; k < p.j-1; k++ {
			if !conjunctions.has(m.toks[k]) {
				continue
			}
			left, right := span{p.i, k}, span{k + 1, p.j}
			begins := p.label != "kpis.formula" && m.isSubject(right) && !r.formulaIn(left) && r.formulaIn(right)
			ends := r.formulaIn(left) && !r.formulaIn(right) && r.startsSubject(right)
			if !begins && !ends {
				continue
			}
			first := p
			first.j, first.sep = k, ","
			out = append(out, first)
			p = piece{span: right, sep: p.sep}
			break
		}
		out = append(out, p)
	}
	return out
}

// isSubject reports whether a range begins with a subject and "is".
func (m *message) isSubject(s span) bool {
	verb := m.toks[s.i]
	if pronoun.has(verb) && s.i+1 < s.j {
		verb = m.toks[s.i+1]
	}
	return copulas.has(verb) || strings.HasSuffix(m.toks[s.i].fold, "'s")
}

// startsSubject reports whether a range begins with the subject of another statement: a
// pronoun or the applicant.
func (r *reader) startsSubject(s span) bool {
	return pronoun.has(r.m.toks[s.i]) || slices.ContainsFunc(r.m.peopleIn(s), func(p someone) bool { return p.Self && p.i == s.i })
}

// kpiOwner stores the person of a piece that speaks of the owner or of nothing else: no
// other field of an indicator is a person.
func (r *reader) kpiOwner(row plan.Path, p piece) bool {
	m := r.m
	people := m.peopleIn(p.span)
	if len(people) == 0 {
		return false
	}
	rest := m.words(p.span)
	for _, q := range people {
		rest -= m.words(q.span) + len(strings.Fields(q.Title))
	}
	if p.label != "kpis.owner" && !m.has("kpis.owner", p.span) && rest > 1 && !r.looksAfter(people[0], p) {
		return false
	}
	if name := r.name(people[0]); name != "" {
		r.put(row+".owner", name, p.span)
		return true
	}
	return false
}

// looksAfter reports whether a piece says no more than that a person does something with
// the indicator: "Mary Example keeps an eye on it".
func (r *reader) looksAfter(who someone, p piece) bool {
	m := r.m
	about := func(s span) bool {
		return len(r.values(s, "")) == 0 && len(m.datesIn(s)) == 0 && !r.measuringWords(s) && m.systemIn(s).empty() && !m.has("kpis.source", s)
	}
	refers := slices.ContainsFunc(m.toks[p.i:p.j], func(t token) bool { return pronoun.has(t) || referring.has(t) }) || m.has("topic.kpis", p.span)
	return who.Name != "" && refers && p.label == "" && about(p.span) && m.words(p.span) <= 9
}

// referring are the forms of "it" and "this figure" beside pronoun.
var referring = wordSet("tästä siitä tähän siihen luvusta lukua luvun senkin sitäkin tätäkin siffran talet that's one figure number them")

// clauseAt is the clause that token k lies in.
func (m *message) clauseAt(k int) span {
	for _, c := range m.clauses {
		if c.has(k) {
			return c.span
		}
	}
	return span{k, k + 1}
}
