package guided

import (
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// commitments reads how the benefit is realised, scaled, followed and used.
func (r *reader) commitments(p part) {
	m := r.m
	for _, s := range p.sentences {
		var last plan.Path
		for _, q := range m.pieces(s, "commitments.") {
			r.years(q.span)
			v := m.value(q)
			switch q.label {
			case "commitments.realise_by":
				last = plan.Path(q.label)
				r.commit(q)
			case "commitments.scale", "commitments.accelerate", "commitments.foresight":
				last = plan.Path(q.label)
				r.grow(last, m.trim(q.span))
			case "commitments.horizon_years":
				last = ""
			default:
				r.commitmentLeft(q, v, &last)
			}
		}
	}
}

func (r *reader) commit(q piece) {
	v := r.m.trim(q.span)
	if q.mode == lead {
		v = r.m.value(q)
	}
	r.grow("commitments.realise_by", v)
	r.put("commitments.realise", !r.negated(q.span), q.span)
}

// years stores for how many years the benefits are followed.
func (r *reader) years(s span) {
	for _, n := range r.m.numsIn(s) {
		if n.Unit == reading.UnitYear && !n.Implied && n.Per == "" {
			r.put("commitments.horizon_years", n.Value, n.span)
		}
	}
}

func (r *reader) commitmentLeft(q piece, v span, last *plan.Path) {
	m := r.m
	if m.words(v) < 2 || r.smallTalk(v) {
		return
	}
	for _, leaf := range []plan.Path{"commitments.scale", "commitments.accelerate", "commitments.realise_by", "commitments.foresight"} {
		if r.asksOnly(leaf) && r.held(leaf) == nil {
			if leaf == "commitments.realise_by" {
				r.commit(q)
			} else {
				r.text(leaf, v)
			}
			return
		}
	}
	if *last != "" && r.said(*last) {
		r.grow(*last, v)
	}
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
		if r.m.words(v) > 0 && !r.smallTalk(v) && !r.idle(v) {
			r.grow("commitments.foresight", r.m.trim(v))
		}
	}
}

// company reads whether companies gain, and how.
func (r *reader) company(p part) {
	m := r.m
	for _, s := range p.sentences {
		if r.smallTalk(s) && !m.has("act.yes", s) || r.idle(s) {
			continue
		}
		denied := m.has("act.no", s) || r.negated(s)
		r.put("company.link", !denied, s)
		if denied {
			continue
		}
		v := s
		for _, h := range m.cues("act.yes", s) {
			if m.onlyFillers(span{s.i, h.i}) {
				v.i = max(v.i, h.j)
			}
		}
		if v = m.trim(v); m.words(v) >= 2 {
			r.grow("company.rationale", v)
		}
	}
}
