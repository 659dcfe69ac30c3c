package guided

import (
	"slices"

	"luonnos/tools/plan"
)

// execution reads the decision model, its reason, the rhythm, the stop rule and the
// people.
func (r *reader) execution(p part) {
	for _, s := range p.sentences {
		r.executionSentence(s)
	}
}

func (r *reader) executionSentence(s span) {
	m := r.m
	r.models(s)
	if m.has("all.kpis", s) {
		r.executionRefs(piece{span: s})
	}
	if r.stopRule(s) || r.answerable(s) {
		return
	}
	last := r.openReason(s)
	if last == "" && r.onCondition(s) {
		r.text("execution.stop_rule", s)
		return
	}
	if last != "" && r.reasonOnly(s) {
		r.text("execution.rationale", s)
		return
	}
	pieces := r.rhythmAfterAnd(m.pieces(s, "execution."))
	for i, p := range pieces {
		v := m.value(p)
		switch p.label {
		case "execution.weekly", "execution.monthly", "execution.quarterly":
			if last == "execution.rationale" && p.mode == sign && (soWords.has(m.toks[p.i]) || pieces[i-1].sep == "") {
				r.grow(last, v) // "…, so that we can change course monthly"
				continue
			}
			last = plan.Path(p.label)
			r.rhythm(last, p)
		case "execution.rationale":
			last = plan.Path(p.label)
			r.grow(last, v)
		case "execution.owner":
			r.executionPeople(p)
		case "execution.kpi_refs":
			if p.label = ""; !r.executionRefs(p) {
				r.executionLeft(p, v, &last)
			}
		default:
			r.executionLeft(p, v, &last)
		}
	}
	if m.has("topic.kpis", s) {
		r.executionRefs(piece{span: s})
	}
}

// rhythmAfterAnd gives the words before "and quarterly" to the pace before them: "monthly
// the board decides whether to go on, change or stop and quarterly …".
func (r *reader) rhythmAfterAnd(pieces []piece) []piece {
	for i := 1; i < len(pieces); i++ {
		p, before := &pieces[i], &pieces[i-1]
		if rhythms[p.label] && rhythms[before.label] && before.sep == "," && p.cue.i-1 > p.i && conjunctions.has(r.m.toks[p.cue.i-1]) {
			before.j, p.i = p.cue.i-1, p.cue.i
		}
	}
	return pieces
}

var rhythms = map[string]bool{"execution.weekly": true, "execution.monthly": true, "execution.quarterly": true}

// onCondition reports whether a sentence says what is done in a certain case and nothing
// else of the execution, the reason being known: "the office goes back to the old way if
// letters have to be corrected".
func (r *reader) onCondition(s span) bool {
	m := r.m
	if r.pending != plan.TopicExecution || r.held("execution.stop_rule") != nil || r.held("execution.rationale") == nil && !r.asksOnly("execution.stop_rule") {
		return false
	}
	if m.words(s) < 4 || !m.has("condition", s) || len(m.enums(enumModel, s))+len(m.peopleIn(s)) > 0 {
		return false
	}
	return !slices.ContainsFunc(m.hits, func(h hit) bool { return s.covers(h.span) && (rhythms[h.name] || h.name == "all.kpis") })
}

// openReason is the model when the sentence before has named it without a reason, which
// may follow.
func (r *reader) openReason(s span) plan.Path {
	at, ok := r.earlier("execution.model")
	if ok && r.held("execution.rationale") == nil && r.m.sentence(at.i)+1 == r.m.sentence(s.i) {
		return "execution.model"
	}
	return ""
}

// reasonOnly reports whether a sentence after one that only named the model gives the
// reason: it begins with no rhythm and names neither people nor indicators.
func (r *reader) reasonOnly(s span) bool {
	m := r.m
	at := m.sentence(s.i)
	if at == 0 || m.words(m.sentences[at-1]) > 2 || m.words(s) < 4 || len(m.peopleIn(s)) > 0 || m.has("all.kpis", s) || m.has("topic.kpis", s) {
		return false
	}
	return !slices.ContainsFunc(m.hits, func(h hit) bool {
		return h.i <= s.i+1 && s.covers(h.span) && rhythms[h.name]
	})
}

// soWords go on with a reason.
var soWords = wordSet("joten jotta niin så so that därför")

func (r *reader) models(s span) {
	var models []string
	chosen := r.m.cues("chosen", s)
	for _, e := range r.m.enums(enumModel, s) {
		weighed := len(chosen) > 0 && e.j <= chosen[0].i // "we thought of gates but chose OKR"
		if !weighed && !slices.Contains(models, e.value) && !r.scalingOnly(e) {
			models = append(models, e.value)
		}
	}
	if len(models) > 0 && len(chosen) > 0 {
		r.forget("execution.model")
	}
	if len(models) > 0 && (r.held("execution.model") == nil || r.asks("execution.model")) {
		r.put("execution.model", models, s)
	}
}

// scalingOnly reports whether the mention is the word for scaling rather than the name
// of the model.
func (r *reader) scalingOnly(e enumHit) bool {
	w := r.m.toks[e.i].fold
	return e.value == "scaleup" && (w == "scaling" || w == "skalning" || len(w) >= 5 && (w[:5] == "skaal" || w[:5] == "uppsk")) && r.held("execution.model") == nil && !r.m.has("execution.model", r.m.clauseAt(e.i)) && r.m.words(r.m.clauseAt(e.i)) > 3
}

// rhythm stores what is decided at one pace; words that go on are added.
func (r *reader) rhythm(path plan.Path, p piece) {
	v := r.m.trim(p.span)
	if p.mode == lead {
		v = r.m.value(p)
	}
	if r.m.words(v) < 2 {
		// "Viikoittain:" announces the clause after it
		r.placeLabel(path, v)
		return
	}
	r.grow(path, v)
}

// placeLabel remembers that a bare "weekly:" stands before its text.
func (r *reader) placeLabel(path plan.Path, v span) {
	if c := r.m.clauseAt(v.i); c.j < len(r.m.toks)-1 && (r.m.toks[c.j].Text == ":" || r.m.toks[c.j].Text == ",") && r.m.sentence(c.j) == r.m.sentence(c.j+1) {
		next := r.m.clauseAt(min(c.j+1, len(r.m.toks)-1))
		r.text(path, next)
	}
}

// stopRule stores a sentence that says when the work is stopped.
func (r *reader) stopRule(s span) bool {
	m := r.m
	for _, h := range m.cues("execution.stop_rule", s) {
		c := m.clauseAt(h.i)
		if heading := c.j < s.j && m.toks[c.j].Text == ":"; heading && h.mode == lead && h.span == c {
			c = m.clauseAt(c.j + 1)
		}
		rhythm := m.has("execution.weekly", c) || m.has("execution.monthly", c) || m.has("execution.quarterly", c)
		if rhythm || !m.has("condition", s) && h.mode == sign {
			continue
		}
		if whole := !m.has("execution.weekly", s) && !m.has("execution.monthly", s) && len(m.enums(enumModel, s)) == 0; whole {
			v := s
			if h.mode == lead && m.onlyFillers(span{s.i, h.i}) {
				v.i = h.j
			}
			r.text("execution.stop_rule", v)
			return true
		}
		end := c
		for _, d := range m.clauses {
			if d.i >= c.j && d.i <= c.j+1 && m.has("condition", d.span) && m.sentence(d.i) == m.sentence(c.i) {
				end.j = d.j
			}
		}
		r.text("execution.stop_rule", end)
	}
	return false
}

// answerable reads a sentence that says nothing but who answers for the decisions,
// with the people before or after the verb.
func (r *reader) answerable(s span) bool {
	m := r.m
	people := m.peopleIn(s)
	if len(people) == 0 || !m.has("execution.owner", s) {
		return false
	}
	rest := m.words(s)
	for _, p := range people {
		rest -= m.words(p.span)
	}
	const frame = 6 // "... are responsible for the decisions on progress"
	if rest > frame || len(m.enums(enumModel, s)) > 0 {
		return false
	}
	for _, cue := range []string{"execution.weekly", "execution.monthly", "execution.quarterly", "condition"} {
		if m.has(cue, s) {
			return false
		}
	}
	names := r.names(people)
	if len(names) == 0 {
		return false
	}
	r.put("execution.responsible", names, s)
	return true
}

func (r *reader) executionPeople(p piece) {
	if names := r.partyNames(r.m.partiesIn(p.span)); len(names) > 0 {
		r.put("execution.responsible", names, p.span)
	}
}

// executionRefs stores which indicators the decisions rest on.
func (r *reader) executionRefs(p piece) bool {
	m := r.m
	ids := r.draft.Plan.Rows("kpis")
	if len(ids) == 0 || !m.has("all.kpis", p.span) && !m.has("topic.kpis", p.span) && !m.has("execution.kpi_refs", p.span) {
		return false
	}
	if m.has("all.kpis", p.span) {
		r.put("execution.kpi_refs", ids, p.span)
		return true
	}
	var refs []string
	for _, id := range ids {
		name, _ := r.held(plan.At("kpis", id, "name")).(string)
		if r.mentions(p.span, name) {
			refs = append(refs, id)
		}
	}
	for n, cue := range ordinals {
		if m.has(cue, p.span) && n < len(ids) && !slices.Contains(refs, ids[n]) {
			refs = append(refs, ids[n])
		}
	}
	if len(refs) > 0 {
		r.put("execution.kpi_refs", refs, p.span)
	}
	return len(refs) > 0
}

func (r *reader) executionLeft(p piece, v span, last *plan.Path) {
	m := r.m
	if m.words(v) == 0 || r.smallTalk(v) {
		return
	}
	parties := m.partiesIn(p.span)
	if len(parties) > 0 && m.has("execution.owner", p.span) {
		r.executionPeople(p)
		return
	}
	if len(r.m.enums(enumModel, p.span)) > 0 && (m.words(v) <= 4 || p.sep == ":" && m.words(v) <= 8) {
		*last = "execution.model"
		return
	}
	switch {
	case *last == "execution.model" && r.held("execution.rationale") == nil && m.words(v) >= 3:
		*last = "execution.rationale"
		r.text(*last, v)
	case *last != "" && *last != "execution.model" && r.said(*last):
		r.grow(*last, v)
	default:
		if r.pending == plan.TopicExecution && r.held("execution.stop_rule") == nil && m.conditional(p.span) && m.startsSentence(p.i) && m.words(v) >= 4 {
			*last = "execution.stop_rule"
			r.text(*last, v) // "the ceiling is lowered if one payment in fifty is wrong"
			return
		}
		for _, leaf := range []plan.Path{"execution.rationale", "execution.stop_rule", "execution.weekly", "execution.monthly", "execution.quarterly"} {
			if r.asksOnly(leaf) && r.held(leaf) == nil {
				r.text(leaf, v)
				return
			}
		}
	}
}
