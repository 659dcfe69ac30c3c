package guided

import (
	"slices"

	"luonnos/tools/plan"
)

// affirmations reads short answers to the one yes-or-no question among what was asked:
// "yes, we do", "no", "we are committed".
func (r *reader) affirmations() {
	p := r.yesOrNo()
	if p == "" {
		return
	}
	for i, s := range r.m.sentences {
		if !r.done[i] && (r.affirms(s) || len(r.asked) == 1 && r.beginsWithYes(s)) {
			r.put(p, !r.saysNo(s), s)
			r.done[i] = true
			return
		}
	}
}

// yesOrNo is the only question that was asked whose answer is yes or no, where one settles it.
func (r *reader) yesOrNo() path {
	var open path
	for _, p := range r.asked {
		f, ok := plan.FieldAt(p)
		if !ok || f.Kind != plan.KindBool || r.held(p) == any(true) || p == "company.link" {
			continue // how companies gain is told with the yes
		}
		if open != "" {
			return ""
		}
		open = p
	}
	return open
}

// affirms reports whether a sentence says no more than yes, no, or that one commits.
func (r *reader) affirms(s span) bool {
	m := r.m
	if len(m.numsIn(s))+len(m.datesIn(s)) > 0 || m.named(s) || m.toks[s.j-1].Text == "?" || s.j-s.i > 9 {
		return false
	}
	answers := m.cues("act.yes", s)
	answers = append(answers, m.cues("act.no", s)...)
	answers = append(answers, m.cues("commitments.realise_by", s)...)
	answers = append(answers, m.cues("ack.knows", s)...)
	if !slices.ContainsFunc(answers, func(h hit) bool { return m.onlyFillers(span{s.i, h.i}) || m.words(span{s.i, h.i}) <= 1 }) {
		return false
	}
	rest := 0
	for k := s.i; k < s.j; k++ {
		covered := slices.ContainsFunc(answers, func(h hit) bool { return h.i <= k && k < h.j })
		if !covered && m.words(span{k, k + 1}) > 0 && !pronoun.has(m.toks[k]) && !affirming.has(m.toks[k]) {
			rest++
		}
	}
	return rest == 0
}

// beginsWithYes reports whether a sentence says yes or no first, and then more about it.
func (r *reader) beginsWithYes(s span) bool {
	return !r.m.has("act.correction", s) && r.m.toks[s.j-1].Text != "?" && (r.m.orders("act.yes", s) || r.m.orders("act.no", s))
}

// saysNo reports whether a short answer is a no.
func (r *reader) saysNo(s span) bool {
	return !r.m.has("act.yes", s) && (r.m.has("act.no", s) || r.negated(s))
}

// affirming are the words that a short answer says its yes or no with.
var affirming = wordSet(`me meidän johto johtomme kyllä tehdään teemme olemme ollaan ja myös täysin siihen tähän siitä tuloksiin hyötyihin
	vi vår ledning ledningen det gör är och också helt fullt oss sig till
	we our leadership management do are is it that and also fully to this`)
