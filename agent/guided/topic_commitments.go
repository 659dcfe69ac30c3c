package guided

import (
	"slices"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// commitments reads how the benefit is realised, scaled, followed and used. What is
// told without a word for it goes in this order: after "we commit to realising the
// benefit" comes how, then where the solution is taken next; a share of what is freed
// is for the next reform.
func (r *reader) commitments(p part) {
	m := r.m
	how := false // a commitment was told without how
	for _, s := range p.sentences {
		var last plan.Path
		for _, q := range r.splitSpare(m.pieces(s, "commitments.")) {
			v := m.value(q)
			leaf := r.commitmentLeaf(q, how, last)
			switch {
			case r.years(q) && !r.spare(q.span) || leaf == "commitments.horizon_years":
				last = ""
			case leaf == "commitments.realise_by":
				how = r.commit(q, how)
				last = leaf
			case leaf == "commitments.foresight" || leaf != "" && q.mode == lead && string(leaf) == q.label:
				if m.toks[q.cue.j-1].Text == ":" || q.cue.j < q.j && m.toks[q.cue.j].Text == ":" {
					q.span = v // a label
				}
				r.grow(leaf, m.trim(q.span))
				last = leaf
			case leaf != "" && m.words(v) >= 2 && !r.smallTalk(v) && !r.idle(s):
				r.grow(leaf, m.trim(q.span))
				last = leaf
			}
		}
	}
}

// commitmentLeaf is the field that a piece tells.
func (r *reader) commitmentLeaf(q piece, how bool, last plan.Path) plan.Path {
	m := r.m
	spare := r.spare(q.span)
	if q.label == "commitments.accelerate" && q.mode == sign && !m.has("commit.released", q.span) && !m.has("commit.share", q.span) && !m.has("commit.next", q.span) {
		q.label = "" // "the same procedure is used in …"
	}
	leads := q.mode == lead && q.label != ""
	switch {
	case q.label == "commitments.realise_by" || leads:
		return plan.Path(q.label)
	case how && !(spare && m.startsSentence(q.i)):
		return "commitments.realise_by"
	case spare:
		return "commitments.accelerate"
	case q.label == "commitments.foresight" || q.label == "commitments.horizon_years":
		return plan.Path(q.label)
	}
	if leaf := r.onlyAsked(); leaf != "" && m.words(q.span) >= 3 && !(q.label != "" && r.held(plan.Path(q.label)) == nil) {
		return leaf
	}
	if last != "" && r.said(last) && (q.label == "" || plan.Path(q.label) == last) {
		return last
	}
	if q.label != "" {
		return plan.Path(q.label)
	}
	context := r.said("commitments.realise") || r.said("commitments.horizon_years") || slices.Contains(r.askedTopics(), plan.TopicCommitments) && r.held("commitments.realise_by") != nil
	if context && r.held("commitments.scale") == nil && m.startsSentence(q.i) && m.words(q.span) >= 3 {
		return "commitments.scale"
	}
	return ""
}

// spare reports whether a range says where a share of what is freed goes.
func (r *reader) spare(s span) bool {
	share, next := r.m.has("commit.share", s), r.m.has("commit.next", s)
	return r.m.has("commit.released", s) && (share || next) || share && next
}

// splitSpare cuts pieces at the "and" between the years of the follow-up and where a share
// of what is freed goes.
func (r *reader) splitSpare(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		for k := p.i + 1; k < p.j-1 && r.spare(p.span); k++ {
			if conjunctions.has(r.m.toks[k]) && len(r.yearsIn(span{p.i, k})) > 0 && r.spare(span{k + 1, p.j}) {
				first := p
				first.j, first.sep = k, ""
				out = append(out, first)
				p = piece{span: span{k + 1, p.j}, sep: p.sep}
			}
		}
		out = append(out, p)
	}
	return out
}

// yearsIn are the numbers of years in s.
func (r *reader) yearsIn(s span) []amount {
	return slices.DeleteFunc(r.m.numsIn(s), func(n amount) bool { return n.Unit != reading.UnitYear || n.Implied || n.Per != "" })
}

// onlyAsked is the text that alone was asked for and is still open.
func (r *reader) onlyAsked() plan.Path {
	for _, leaf := range []plan.Path{"commitments.scale", "commitments.accelerate", "commitments.realise_by", "commitments.foresight"} {
		if r.asksOnly(leaf) && r.held(leaf) == nil {
			return leaf
		}
	}
	return ""
}

// startsSentence reports whether nothing but fillers stands before token k in its
// sentence.
func (m *message) startsSentence(k int) bool {
	return m.onlyFillers(span{m.sentences[m.sentence(k)].i, k})
}

// commit stores the commitment and how the benefit is realised; it reports whether how
// is still to come.
func (r *reader) commit(q piece, how bool) bool {
	m := r.m
	v := m.trim(q.span)
	if q.mode == lead && q.label == "commitments.realise_by" {
		v = m.value(q)
	}
	if q.mode == sign && !m.has("commit.benefit", q.span) && r.pending == plan.TopicCompany {
		return how // that somebody commits is no answer to what companies gain
	}
	r.put("commitments.realise", !r.negated(q.span), q.span)
	if !how && m.has("commit.benefit", v) && q.label == "commitments.realise_by" {
		return !r.negated(q.span) // only that it is done
	}
	if slices.ContainsFunc(m.cues("commitments.realise_by", v), func(h hit) bool { return h.mode == sign && m.words(m.without(v, h.span)) <= 1 }) {
		return !r.negated(q.span) // "we commit"
	}
	if m.words(v) > 1 && !r.smallTalk(v) {
		r.grow("commitments.realise_by", v)
	}
	return false
}

// years stores for how many years the benefits are followed, and reports whether a
// piece told them.
func (r *reader) years(q piece) bool {
	years := r.yearsIn(q.span)
	for _, n := range years {
		r.put("commitments.horizon_years", n.Value, n.span)
	}
	return len(years) > 0
}

// foresight reads what the targeting rests on.
func (r *reader) foresight(p part) {
	for _, s := range p.sentences {
		v := s
		for _, h := range r.m.cues("commitments.foresight", s) {
			if h.mode == lead && r.m.onlyFillers(span{s.i, h.i}) {
				v.i = max(v.i, h.j)
			}
		}
		if r.m.words(v) > 0 && !r.smallTalk(v) && !r.idle(v) && !r.noForesight(v) {
			r.grow("commitments.foresight", r.m.trim(v))
		}
	}
}

// noForesight reports whether a range denies that there is any: the denial comes first.
func (r *reader) noForesight(v span) bool {
	for _, e := range r.m.enums(enumBool, v) {
		if e.value == "no" && !withoutWords.has(r.m.toks[e.i]) {
			return !r.m.has("commitments.foresight", span{v.i, e.i})
		}
	}
	return false
}

// company reads whether companies gain, and how.
func (r *reader) company(p part) {
	m := r.m
	for _, s := range p.sentences {
		if r.smallTalk(s) && !m.has("act.yes", s) || r.idle(s) {
			continue
		}
		denied := !m.has("act.yes", s) && (m.has("act.no", s) || r.deniesMain(s))
		r.put("company.link", !denied, r.affirmed(s, denied))
		if denied {
			continue
		}
		v := s
		if c := m.clausesIn(s); len(c) > 1 && c[0].sep == ":" && m.words(c[0].span) <= 4 {
			v.i = c[1].i // "Companies: …"
		}
		for _, h := range m.cues("act.yes", s) {
			if m.words(span{v.i, h.i}) == 0 {
				v.i = max(v.i, h.j)
			}
		}
		if v = m.trim(v); m.words(v) >= 2 {
			r.grow("company.rationale", v)
		}
	}
}

// affirmed is the part of a sentence that says yes: without what it denies beside the
// point ("without a form", "when they need no form").
func (r *reader) affirmed(s span, denied bool) span {
	if denied {
		return s
	}
	at := s
	for _, e := range r.m.enums(enumBool, s) {
		if e.value == "no" {
			at.j = min(at.j, e.i)
		}
	}
	if at = r.m.trim(at); r.m.words(at) == 0 {
		return s
	}
	return at
}

// deniesMain reports whether the main clause of s is denied: "without" and a clause
// with "when" or "if" deny something else.
func (r *reader) deniesMain(s span) bool {
	m := r.m
	return slices.ContainsFunc(m.enums(enumBool, s), func(e enumHit) bool {
		return e.value == "no" && !withoutWords.has(m.toks[e.i]) &&
			!slices.ContainsFunc(m.cues("condition", span{s.i, e.i}), func(h hit) bool { return h.i > s.i })
	})
}

var withoutWords = wordSet("ilman utan without")
