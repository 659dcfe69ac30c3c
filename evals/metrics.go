package evals

import (
	"maps"
	"slices"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// scorer goes through a dialogue once and fills a row.
type scorer struct {
	c      *Case
	script *script
	ledger *ledger
	differ *differ
	row    *Row

	messages  []string        // of the applicant
	proven    map[string]bool // quotes that one of them holds
	unproven  map[plan.Path]bool
	before    State // after the turn before
	asked     []plan.Path
	correct   int // turns that JGA counts
	revealing int
	deltas    int
	pending   []pendingFix
	listsDone map[string]bool // lists of which the applicant had no more
	steps     []Step
	wrong     map[plan.Path]bool // leaves that are wrong by now
}

// pendingFix is a correction whose uptake is waited for.
type pendingFix struct{ index, turn int }

// uptakeTurns is how many turns after a correction's own it may take.
const uptakeTurns = 1

// Score compares a dialogue with its case.
func Score(c *Case, style Style, d *Dialogue) *Row { return ReviewOf(c, style, d).Row }

// ReviewOf compares a dialogue with its case and tells when each leaf went wrong.
func ReviewOf(c *Case, style Style, d *Dialogue) *Review {
	script := newScript(c)
	s := &scorer{
		c: c, script: script, ledger: newLedger(script), proven: map[string]bool{}, unproven: map[plan.Path]bool{},
		listsDone: map[string]bool{}, wrong: map[plan.Path]bool{},
		row: &Row{
			Case: c.ID, CaseSHA: c.SHA, Style: style, Turns: len(d.Turns), IdealTurns: script.idealTurns(style), Ended: d.Ended,
		},
	}
	s.differ = s.ledger.differ()
	s.before, s.asked = d.Opening.State, d.Opening.Asks
	s.question(&d.Opening, nil)
	for i := range d.Turns {
		s.turn(&d.Turns[i])
	}
	leaves := s.end(d)
	return &Review{Row: s.row, Steps: s.steps, Leaves: finalLeaves(leaves)}
}

func (s *scorer) turn(t *Turn) {
	s.messages = append(s.messages, t.Said.Text)
	s.ledger.note(t.Said)
	now := t.Reply.State.plan()
	leaves, rows := s.differ.diff(s.ledger.truth, now)
	if wrong := s.firstWrong(leaves); wrong == nil {
		if len(s.ledger.segments) > 0 { // before the first fact there is nothing to get right
			s.correct++
		}
	} else if s.row.FirstWrong == nil {
		wrong.Turn = t.N
		s.row.FirstWrong = wrong
	}
	s.step(t.N, leaves)
	if s.reveals(t) {
		s.revealing++
		if s.deltaRight(leaves, now) {
			s.deltas++
		}
	}
	s.applicant(t)
	s.fixes(t, leaves, rows)
	s.citations(t)
	s.calls(t)
	s.ungrounded(&t.Reply.State)
	s.question(&t.Reply, rows)
	s.before, s.asked = t.Reply.State, t.Reply.Asks
}

// firstWrong is the first leaf that is wrong now, or that was revealed and is missing.
func (s *scorer) firstWrong(leaves []leafDiff) *Wrong {
	i := slices.IndexFunc(leaves, s.isWrong)
	if i < 0 {
		return nil
	}
	return &Wrong{Path: leaves[i].path, Want: leaves[i].want, Got: leaves[i].got}
}

// isWrong reports whether the leaf is not as it should be by now: what was not said can't be there.
func (s *scorer) isWrong(l leafDiff) bool {
	return l.state != leafRight && (l.state != leafMissing || s.ledger.said(l.path))
}

// reveals reports whether the message gives something new to store.
func (s *scorer) reveals(t *Turn) bool {
	switch t.Said.Kind {
	case KindResolve:
		return true
	case KindCorrection: // a contradiction is to be asked about first
		return s.c.Corrections[t.Said.Corrections[0]].Kind != Contradiction
	}
	return slices.ContainsFunc(t.Said.Segments, func(ref segmentRef) bool {
		return len(s.script.reveals[ref]) > 0 && len(s.ledger.segments[ref]) == 1
	})
}

// deltaRight reports whether something was stored and all that is new or changed is right.
func (s *scorer) deltaRight(leaves []leafDiff, now *plan.Plan) bool {
	some := false
	for _, l := range leaves {
		if l.got == nil || !changed(s.before.plan(), now, l.at) {
			continue
		}
		if l.state != leafRight {
			return false
		}
		some = true
	}
	return some
}

// applicant counts what the message says about the question before it.
func (s *scorer) applicant(t *Turn) {
	if t.Reply.Failed != "" { // it comes again
		s.row.FailedTurns++
		return
	}
	switch t.Said.Kind {
	case KindRepeat:
		s.row.Repeats++
	case KindUnclear:
		s.row.Unclear++
	case KindNothing, KindUnknown:
		s.listsDone[joinPaths(s.asked)] = true
	case KindDigression:
		s.row.Digressions.add(s.digressionRight(t))
	case KindInjection:
		s.injection(t)
	}
}

// question counts a question and whether it was needless: all that it asks for is in the plan and not in dispute.
func (s *scorer) question(r *Reply, rows rowMap) {
	if len(r.Asks) == 0 {
		return
	}
	s.row.Questions++
	if s.listsDone[joinPaths(r.Asks)] {
		s.row.Redundant++
		return
	}
	for _, path := range r.Asks {
		if _, single := s.script.catalogue.At(path); !single {
			return
		}
		gold, _ := rows.toGold(path)
		_, disputed := s.ledger.either[gold]
		if _, filled := r.State.plan().Get(path); !filled || disputed {
			return
		}
	}
	s.row.Redundant++
}

// fixes follows the corrections that were said in this turn and the one before.
func (s *scorer) fixes(t *Turn, leaves []leafDiff, rows rowMap) {
	if t.Said.Kind == KindCorrection {
		for _, i := range t.Said.Corrections {
			s.pending = slices.DeleteFunc(s.pending, func(p pendingFix) bool { return p.index == i }) // said again
			s.pending = append(s.pending, pendingFix{i, t.N})
		}
	}
	var still []pendingFix
	for _, p := range s.pending {
		x := &s.c.Corrections[p.index]
		taken := x.Kind == Contradiction && flagged(x, &t.Reply, rows)
		if x.Kind != Contradiction {
			taken = slices.ContainsFunc(leaves, func(l leafDiff) bool { return l.path == x.Path && l.state == leafRight })
			if x.New == nil {
				taken = !slices.ContainsFunc(leaves, func(l leafDiff) bool { return l.path == x.Path })
			}
		}
		switch {
		case taken:
			s.row.Corrections.add(true)
		case t.N >= p.turn+uptakeTurns:
			s.row.Corrections.add(false)
		default:
			still = append(still, p)
		}
	}
	s.pending = still
}

// end scores the final state and returns its leaves.
func (s *scorer) end(d *Dialogue) []leafDiff {
	for range s.pending {
		s.row.Corrections.add(false)
	}
	s.ungrounded(&d.Final)
	s.row.Ungrounded = slices.Sorted(maps.Keys(s.unproven))
	s.row.JGA = ratio(s.correct, len(d.Turns))
	s.row.Delta = ratio(s.deltas, s.revealing)
	s.verdict(&d.Final.Report)
	final := s.ledger.differ()
	final.either, final.known = nil, nil
	leaves, rows := final.diff(s.c.Gold, d.Final.plan())
	gates := s.fields(leaves, len(d.Turns))
	s.computed(d.Final.plan(), rows)
	s.row.Success = gates && len(s.row.FalsePass)+len(s.row.FalseFail) == 0 && s.row.Verdict == s.c.Expected.Verdict &&
		len(s.row.RulesLack)+len(s.row.RulesMore) == 0 && len(s.row.Ungrounded) == 0 && len(s.row.Breaches) == 0
	return leaves
}

// fields counts the leaves by section and reports whether every gating one is right.
func (s *scorer) fields(leaves []leafDiff, turns int) (gates bool) {
	gates = true
	all, bySection := leafScore{}, map[string]*leafScore{}
	for _, l := range leaves {
		if l.state != leafRight {
			s.row.WrongAtTheEnd = append(s.row.WrongAtTheEnd, Wrong{Turn: turns, Path: l.path, Want: l.want, Got: l.got})
			gates = gates && l.field.Gate == ""
		}
		sum := bySection[l.field.Section]
		if sum == nil {
			sum = &leafScore{}
			bySection[l.field.Section] = sum
		}
		for _, to := range []*leafScore{&all, sum} {
			to.hit, to.got, to.want = to.hit+l.score.hit, to.got+l.score.got, to.want+l.score.want
		}
	}
	s.row.Precision, s.row.Recall = ratio(all.hit, all.got), ratio(all.hit, all.want)
	s.row.F1 = map[string]float64{"micro": all.f1()}
	for section, sum := range bySection {
		s.row.F1[section] = sum.f1()
	}
	return gates
}

// f1 is the harmonic mean of precision and recall.
func (s leafScore) f1() float64 { return ratio(2*s.hit, s.got+s.want) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// verdict compares the criteria and the rules with the expected ones.
func (s *scorer) verdict(r *criteria.Report) {
	s.row.Verdict, s.row.Criteria, s.row.Rules = r.Verdict, r.Criteria, ruleIDs(r.Failing())
	for _, criterion := range slices.Sorted(maps.Keys(s.c.Expected.Criteria)) {
		want, got := s.c.Expected.Criteria[criterion], r.Criteria[criterion]
		switch {
		case want == got:
		case got == criteria.Passed || got == criteria.Met:
			s.row.FalsePass = append(s.row.FalsePass, criterion)
		default:
			s.row.FalseFail = append(s.row.FalseFail, criterion)
		}
	}
	for _, rule := range s.c.Expected.Rules {
		if !slices.Contains(s.row.Rules, rule) {
			s.row.RulesLack = append(s.row.RulesLack, rule)
		}
	}
	for _, rule := range s.row.Rules {
		if !slices.Contains(s.c.Expected.Rules, rule) {
			s.row.RulesMore = append(s.row.RulesMore, rule)
		}
	}
	remarks := ruleIDs(r.Remarks())
	for _, rule := range s.c.Expected.Remarks {
		s.row.Remarks.add(slices.Contains(remarks, rule))
	}
}

// computed checks the numbers that must follow from the plan.
func (s *scorer) computed(got *plan.Plan, rows rowMap) {
	for _, id := range slices.Sorted(maps.Keys(s.c.Derived.Capabilities)) {
		want := s.c.Derived.Capabilities[id]
		i := slices.IndexFunc(got.Capabilities, func(c plan.Capability) bool { return c.ID == rows.got("capabilities", id) })
		var p plan.Priority
		ok := false
		if i >= 0 {
			p, ok = got.Capabilities[i].Priority()
		}
		if want.Index != nil {
			s.row.Computed.add(ok && near(*want.Index, p.Index))
		}
		if want.Index2 != nil {
			s.row.Computed.add(ok && near(*want.Index2, p.Index2))
		}
		if want.Quadrant != "" {
			s.row.Computed.add(ok && (want.Quadrant == p.Quadrant || want.Quadrant == p.Border))
		}
	}
	flow := got.ValueStream.Flow()
	if want := s.c.Derived.ValueStream.ProcessMin; want != nil {
		s.row.Computed.add(near(*want, flow.ProcessMin))
	}
	if want := s.c.Derived.ValueStream.WaitD; want != nil {
		s.row.Computed.add(near(*want, flow.WaitD))
	}
}
