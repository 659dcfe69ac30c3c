package guided

import (
	"slices"

	"luonnos/tools/plan"
)

// opening gives the words that a sentence with a new batch begins with to its scope,
// though they could be about checking or scaling too: "then a sample of two offices, four
// weeks from 7 September".
func (r *reader) opening(row plan.Path, s span, pieces []piece) []piece {
	m := r.m
	if len(pieces) == 0 || r.held(row+".scope") != nil {
		return pieces
	}
	p := &pieces[0]
	about := p.label == "batches.verify" || p.label == "batches.scale"
	announced := p.mode == lead && p.cue.j-p.cue.i > 1 || p.cue.j < len(m.toks) && m.toks[p.cue.j].Text == ":"
	follows := len(pieces) > 1 && m.opensCondition(pieces[1].span)
	if about && !announced && !follows && !m.conditional(p.span) && (m.hasTimes(p.span) || r.timed(s)) {
		p.label, p.mode = "batches.scope", sign
	}
	return pieces
}

// checkedThen cuts a piece that tells how a batch is checked and, after an "and", when it
// goes on: "two clerks read 40 applications and the others follow when …". What it checks
// counts something or comes after a semicolon.
func (r *reader) checkedThen(row plan.Path, pieces []piece) []piece {
	m := r.m
	var out []piece
	for n, p := range pieces {
		after := n > 0 && (pieces[n-1].sep == ";" || m.sentence(pieces[n-1].i) != m.sentence(p.i))
		if k := r.goesOn(p); k > 0 && r.held(row+".verify") == nil && (after || len(m.numsIn(span{p.i, k})) > 0) {
			out = append(out, piece{span: span{p.i, k}, label: "batches.verify", mode: sign})
			p.i, p.label, p.mode = k+1, "batches.scale", sign
		}
		out = append(out, p)
	}
	return out
}

// goesOn is the last "and" before the condition of a piece about scaling that has a clause
// on both sides, or 0.
func (r *reader) goesOn(p piece) int {
	m := r.m
	if p.label != "batches.scale" || p.mode != sign {
		return 0
	}
	conditions := m.cues("condition", p.span)
	end := p.j
	if len(conditions) > 0 {
		end = conditions[0].i
	}
	for k := end - 1; k > p.i; k-- {
		left := span{p.i, k}
		if conjunctions.has(m.toks[k]) && !m.inValue(k) && m.words(left) >= 3 && m.words(span{k + 1, end}) >= 2 && !m.has("batches.scale", left) {
			return k
		}
	}
	return 0
}

// batchSpans cuts sentences that tell several batches where the next one begins: "first …
// three weeks from 4 May, then … two weeks from 1 September".
func (r *reader) batchSpans(sentences []span) []span {
	m := r.m
	dated := func(s span) bool {
		return slices.ContainsFunc(m.datesIn(s), starting) && slices.ContainsFunc(m.numsIn(s), lengthOf)
	}
	var out []span
	for _, s := range sentences {
		for _, c := range m.clausesIn(s) {
			k := c.i
			for k < c.j && conjunctions.has(m.toks[k]) {
				k++
			}
			if c.i > s.i && k < c.j && (batchLeads.has(m.toks[k]) || m.toks[c.i-1].Text == ";") && dated(span{s.i, c.i}) && dated(span{k, s.j}) {
				out = append(out, span{s.i, c.i})
				s.i = k
			}
		}
		out = append(out, s)
	}
	return out
}

// bracket is where the brackets open that a range ends with, or -1.
func (m *message) bracket(s span) int {
	if s.empty() || m.toks[s.j-1].Text != ")" {
		return -1
	}
	return s.i + slices.IndexFunc(m.toks[s.i:s.j], func(t token) bool { return t.Text == "(" })
}
