package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// capabilities reads rated capabilities with their actions. A row begins where a
// clause names a capability and the ratings follow.
func (r *reader) capabilities(p part) {
	m := r.m
	var row plan.Path
	for _, s := range p.sentences {
		clauses := m.joinThat(m.clausesIn(s))
		aside := 0 // where the ratings come that follow an aside
		for i, c := range clauses {
			if i < aside {
				continue
			}
			if cap, ok := r.capabilityAt(clauses, i); ok {
				row = r.keyedRow("capabilities", "key", cap.value)
				r.put(row+".key", cap.value, cap.span)
				c.i = cap.j
				if next := r.ratedNext(clauses, i); len(r.ratings(c.span)) == 0 && (c.sep == ":" || next > 0) {
					aside = next // "measurement is our weak spot: maturity 1"
					continue
				}
			} else if r.ratesAnother(row, c) {
				break // of a capability that the memo's table does not have
			}
			if row == "" && r.ratesUnlisted(c) {
				break
			}
			if row == "" {
				row = r.lastRow("capabilities")
			}
			if row != "" {
				r.capabilityClause(row, c)
			}
		}
	}
}

// joinThat joins clauses that begin with "that" to the one before: "so, that …".
func (m *message) joinThat(clauses []clause) []clause {
	var out []clause
	for _, c := range clauses {
		if n := len(out); n > 0 && out[n-1].sep == "," && thatWords.has(m.toks[c.i]) {
			out[n-1].j, out[n-1].sep = c.j, c.sep
			continue
		}
		out = append(out, c)
	}
	return out
}

// ratesAnother reports whether a clause rates something else than the row, whose ratings
// this message has told: it begins with a name that is no cue.
func (r *reader) ratesAnother(row plan.Path, c clause) bool {
	nums := r.ratings(c.span)
	if row == "" || len(nums) == 0 || !r.said(row+".maturity") || !r.said(row+".criticality") {
		return false
	}
	name := span{c.i, nums[0].i}
	return r.m.words(name) > 0 && !r.m.has("capabilities.maturity", name) && !r.m.has("capabilities.criticality", name)
}

// ratesUnlisted reports whether a clause begins with the name of something that the memo's
// table does not have and then rates it: that is no rating of the row told before.
func (r *reader) ratesUnlisted(c clause) bool {
	m := r.m
	nums := r.ratings(span{c.i, m.sentences[m.sentence(c.i)].j})
	if len(nums) < 2 || r.askedRow("capabilities") != "" {
		return false
	}
	name := r.nameBefore(span{c.i, nums[0].i})
	return !name.empty() && !pronoun.has(m.toks[name.i]) && !m.has("capabilities.maturity", name) && !m.has("capabilities.criticality", name)
}

// keyedRow is the row of a list whose key has value, or a new one.
func (r *reader) keyedRow(list plan.Path, key, value string) plan.Path {
	for _, row := range r.rows(list) {
		if r.held(row+plan.Path("."+key)) == value {
			return row
		}
	}
	return r.row(list)
}

// capabilityAt is the capability that clause i names as the head of a row: ratings
// stand in the same clause or in the next one.
func (r *reader) capabilityAt(clauses []clause, i int) (enumHit, bool) {
	m := r.m
	c := clauses[i]
	caps := m.enums(enumCapability, c.span)
	if len(caps) == 0 {
		return enumHit{}, false
	}
	cap := caps[0]
	known := slices.ContainsFunc(r.rows("capabilities"), func(row plan.Path) bool { return r.held(row+".key") == cap.value })
	rated := len(r.ratings(span{cap.j, c.j})) > 0
	if next := r.ratedNext(clauses, i); !rated && next > 0 {
		rated = (m.words(span{c.i, cap.i}) <= 2 || c.sep == ":" || pronoun.has(m.toks[clauses[next].i]))
	}
	if !rated && !(c.sep == ":" && m.words(span{c.i, cap.i}) == 0) && !(known && i == 0 && (m.onlyFillers(span{c.i, cap.i}) || cap.i == c.i+1 && capabilityLeads.has(m.toks[c.i]))) {
		return enumHit{}, false
	}
	return cap, true
}

// ratedNext is the clause that gives the ratings of the capability named in clause i,
// the next one or the one after an aside, or 0.
func (r *reader) ratedNext(clauses []clause, i int) int {
	for j := i + 1; j < len(clauses) && j <= i+2; j++ {
		switch {
		case len(r.m.enums(enumCapability, clauses[j].span)) > 0 && len(r.ratings(clauses[i].span)) == 0 && j > i+1:
			return 0
		case len(r.ratings(clauses[j].span)) > 0:
			return j
		case len(r.m.peopleIn(clauses[j].span)) > 0 || len(r.m.datesIn(clauses[j].span)) > 0 || r.m.words(clauses[j].span) > 5:
			return 0
		}
	}
	return 0
}

// capabilityLeads go before a capability of which something more is told.
var capabilityLeads = wordSet("för i på inom for in on as")

// ratings are the bare numbers 1 to 5 in s, also "2/5" for two of five and "2/4" for two
// ratings.
func (r *reader) ratings(s span) []amount {
	var found []amount
	for _, n := range r.m.numsIn(s) {
		if first, of, ok := strings.Cut(r.m.quote(n.span), "/"); ok && len(first) == 1 && len(of) == 1 {
			n.Value, n.Fraction, n.Unit = float64(first[0]-'0'), false, ""
			if of != "5" && of[0] >= '1' && of[0] < '5' { // "2/4" is both
				found = append(found, n)
				n.Value = float64(of[0] - '0')
			}
		}
		if n.Value >= 1 && n.Value <= 5 && n.Value == float64(int(n.Value)) && n.Unit == "" && !n.Implied {
			found = append(found, n)
		}
	}
	return found
}

func (r *reader) capabilityClause(row plan.Path, c clause) {
	m := r.m
	if r.rate(row, c.span) {
		for _, n := range r.ratings(c.span) {
			c.i = max(c.i, n.j)
		}
	}
	for _, d := range m.datesIn(c.span) {
		r.put(row+".by", isoDate(d), d.span)
	}
	people := m.peopleIn(c.span)
	if names := r.names(people); len(names) > 0 {
		r.put(row+".owner", names[0], people[0].span)
	}
	if v := r.plainText(c.span); m.words(v) >= 2 && !m.onlyRates(v) && !r.unsettled(m.sentences[m.sentence(c.i)]) {
		if r.held(row+".action") == nil {
			r.text(row+".action", v)
		} else if at, ok := r.earlier(row + ".action"); ok && at.j+1 >= v.i {
			r.widen(row+".action", span{at.i, v.j})
		}
	}
}

// onlyRates reports whether a range does nothing but rate: "weak here".
func (m *message) onlyRates(s span) bool {
	for k := s.i; k < s.j; k++ {
		if t := m.toks[k]; t.Kind == reading.Word && !rateAdjectives.has(t) && !fillers.has(t) && !frameWords.has(t) {
			return false
		}
	}
	return true
}

// rateAdjectives rate a capability, or say whose it is.
var rateAdjectives = wordSet(`meillä täällä nyt vielä aika melko todella tosi hyvin heikko heikkoa heikolla vahva vahvaa hyvä hyvää huono huonoa kriittinen kriittistä tärkeä tärkeää tasolla
	hos oss här ännu ganska mycket väldigt svag svagt stark starkt god bra dålig dåligt kritisk kritiskt viktig viktigt nivå
	here with us still quite rather very really weak strong good poor critical important level ours`)

// unsettled reports whether a sentence says that something has not been agreed on.
func (r *reader) unsettled(s span) bool {
	return r.m.has("act.lacking", s) || r.negated(s) && r.m.has("unsettled", s)
}

// rate stores maturity and criticality: by their cues, else in this order.
func (r *reader) rate(row plan.Path, s span) bool {
	nums := r.ratings(s)
	if len(nums) == 0 {
		return false
	}
	done := false
	for _, n := range nums {
		leaf := plan.Path("")
		near := s.i - 1
		for _, cue := range []string{"capabilities.maturity", "capabilities.criticality"} {
			for _, h := range r.m.cues(cue, s) {
				if h.j <= n.i && h.j > near {
					leaf, near = plan.Path("."+h.leaf()), h.j
				}
			}
		}
		if leaf != "" && r.said(row+leaf) {
			leaf = ""
		}
		if leaf == "" {
			for _, l := range []plan.Path{".maturity", ".criticality"} {
				if !r.said(row+l) && (r.held(row+l) == nil || len(nums) > 1) {
					leaf = l
					break
				}
			}
		}
		if leaf != "" {
			r.put(row+leaf, n.Value, n.span)
			done = true
		}
	}
	return done
}

// plainText is a clause without the dates, people and cues at its ends.
func (r *reader) plainText(s span) span {
	m := r.m
	dates := m.datesIn(s) // "in January and August" is how often it is done
	for changed := true; changed && !s.empty(); {
		changed = false
		s = m.trim(s)
		for _, d := range dates {
			changed = cutEnds(&s, d.span) || changed
		}
		for _, p := range m.people {
			changed = cutEnds(&s, p.span) || changed
		}
		for _, h := range m.hits {
			if h.mode == lead && framing[h.name] && !(h.leaf() == "owner" && h.i <= s.i && m.named(span{h.j, s.j}) && h.j < s.j && !m.startsPerson(h.j)) {
				changed = cutEnds(&s, h.span) || changed
			}
		}
	}
	return s
}

// framing are the leads that are no part of the text of an action.
var framing = map[string]bool{
	"capabilities.action": true, "capabilities.owner": true, "capabilities.criticality": true, "capabilities.maturity": true,
	"data.owner": true, "data.action": true, "realisation.owner": true, "realisation.action": true,
}

func (m *message) startsPerson(k int) bool {
	return slices.ContainsFunc(m.people, func(p someone) bool { return p.i == k })
}

// cutEnds takes part off s when it stands at one of its ends.
func cutEnds(s *span, part span) bool {
	switch {
	case s.empty() || part.empty():
		return false
	case part.i <= s.i && part.j > s.i:
		s.i = part.j
	case part.j >= s.j && part.i < s.j:
		s.j = part.i
	default:
		return false
	}
	return true
}
