package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Weights of the vote on a sentence's topic.
const (
	voteOnly      = 8 // the pending question, when it asks for one free text
	voteAsked     = 6 // the pending question's topic
	voteGap       = 3 // the same when few fields were asked: what is longer may be about anything
	voteSame      = 4 // the topic of the sentence before
	voteStructure = 5 // a shape that only one topic has
	voteLabel     = 3 // the sentence begins with the name of one of its fields
	voteHeading   = 9 // a heading before a colon: "Capabilities: …"
)

func (r *reader) vote(s span, last plan.Topic) plan.Topic {
	votes := map[plan.Topic]int{}
	many := r.askedTopics()
	asked := voteAsked
	if r.pending == plan.TopicForesight {
		asked = voteOnly
	}
	gap := r.gap()
	if r.lead != "" {
		votes[r.lead] += voteAsked
		asked = 1
	} else if gap || last != "" && !slices.Contains(many, last) {
		asked = voteGap // also when the message has moved on to something else
	}
	for _, t := range many {
		votes[t] += max(asked-len(many)+1, 1)
	}
	if last != "" {
		votes[last] += voteSame
	}
	r.cueVotes(s, votes)
	if last == plan.TopicCapabilities && r.afterRating(s) {
		votes[plan.TopicCapabilities] += voteStructure
	}
	best := last
	if t := strongest(votes); votes[t] > votes[best] {
		best = t
	}
	if gap && best == r.pending && evidence(votes[best], asked, best == last) == 0 {
		if other := r.clearTopic(s); other != "" {
			return other
		}
	}
	if r.pending == plan.TopicCompany && best == r.pending && evidence(votes[best], asked, best == last) == 0 && (len(r.m.datesIn(s)) > 0 || r.m.named(s)) {
		delete(votes, r.pending)
		if other := strongest(votes); votes[other] >= 2 {
			return other // "the deadline of the share is 31.12.2028"
		}
	}
	if r.pending == plan.TopicIntro && best == r.pending && evidence(votes[best], asked, best == last) <= 0 {
		delete(votes, r.pending)
		if other := strongest(votes); votes[other] > voteStructure {
			return other // who has introduced themselves goes on with the reform
		}
	}
	if best != "" && votes[best] < voteStructure && best != r.pending && best != last {
		return ""
	}
	return best
}

// strongest is the topic with the most votes, or "".
func strongest(votes map[plan.Topic]int) plan.Topic {
	var best plan.Topic
	for _, t := range plan.Topics {
		if votes[t] > votes[best] {
			best = t
		}
	}
	return best
}

// afterRating reports whether a sentence tells who does what by when right after one that
// only rated a capability.
func (r *reader) afterRating(s span) bool {
	m := r.m
	i := m.sentence(s.i)
	if i == 0 || len(r.ratings(s)) > 1 || r.class(s) != "" {
		return false
	}
	before := m.sentences[i-1]
	rated := len(m.enums(enumCapability, before)) > 0 && len(r.ratings(before)) > 1 && len(m.datesIn(before)) == 0
	return rated && (len(m.datesIn(s)) > 0 || len(m.peopleIn(s)) > 0)
}

// topicOfCue is the topic that a cue speaks for.
func topicOfCue(name string) plan.Topic {
	section, rest, field := strings.Cut(name, ".")
	if !field {
		return ""
	}
	switch section {
	case "act", "ask", "near", "rows", "turn", "heading", "role", "ack", "order", "all", "formula", "inject", "decision", "open", "indirect", "goal", "steps":
		return ""
	case "topic":
		return plan.Topic(rest)
	case "applicant":
		return plan.TopicIntro
	}
	if name == "commitments.foresight" {
		return plan.TopicForesight
	}
	return plan.Topic(section)
}

// shapes adds the votes of what a sentence is made of.
func (r *reader) shapes(s span, votes map[plan.Topic]int) {
	m := r.m
	var minutes, days, weeks, money, years, rated, withUnit int
	for _, n := range m.numsIn(s) {
		switch n.Unit {
		case reading.UnitMinute, reading.UnitHour:
			minutes++
		case reading.UnitDay:
			days++
		case reading.UnitWeek:
			weeks++
		case reading.UnitEuro, reading.UnitFTE:
			money++
		case reading.UnitYear:
			years++
		case "":
			if n.Value >= 1 && n.Value <= 5 && n.Value == float64(int(n.Value)) {
				rated++
			}
		}
		if n.Unit != "" && !n.Implied && !r.countsKPIs(n.span) {
			withUnit++
		}
	}
	rated = max(rated, len(r.ratings(s)))
	dates, people, roles := len(m.datesIn(s)), len(m.peopleIn(s)), r.roleKinds(s)
	if len(m.enums(enumItem, s)) > 0 && roles > 0 || roles >= 3 {
		votes[plan.TopicRACI] += voteStructure
	}
	if roles >= 2 && people >= 2 {
		votes[plan.TopicRACI] += voteStructure
	}
	if len(m.enums(enumCapability, s)) > 0 && rated >= 2 {
		votes[plan.TopicCapabilities] += 2 * voteStructure
	}
	changes := len(m.enums(enumChange, s))
	if minutes > 0 && days > 0 || changes > 1 && minutes+days > 0 {
		votes[plan.TopicValueStream] += voteStructure
	}
	if minutes > 1 && days > 1 || changes > 2 && minutes+days > 1 {
		votes[plan.TopicValueStream] += voteStructure
	}
	if weeks > 0 && dates > 0 {
		votes[plan.TopicBatches] += voteStructure
	}
	r.rowShapes(s, dates > 0, votes)
	if money > 0 {
		votes[plan.TopicRealisation] += 3
		if dates > 0 && people > 0 {
			votes[plan.TopicRealisation] += 3
		}
	}
	if len(m.enums(enumGoal, s)) > 0 && dates > 0 && people > 0 && rated < 2 && roles < 2 {
		votes[plan.TopicRealisation] += 4
	}
	if withUnit >= 2 && dates >= 2 && weeks == 0 {
		votes[plan.TopicKPIs] += voteStructure
	}
	if r.formulaIn(s) {
		votes[plan.TopicKPIs] += 3
	}
	if r.asked0().List() == "kpis" && len(m.enums(enumFrequency, s)) > 0 && slices.ContainsFunc(r.asked, func(p plan.Path) bool { return p.Leaf() == "frequency" }) {
		votes[plan.TopicKPIs] += voteStructure // "the report of the exchange, monthly, Ann Lee"
	}
	if len(m.enums(enumModel, s)) > 0 {
		votes[plan.TopicExecution] += 2
	}
	if m.has("all.kpis", s) && len(r.rows("kpis")) > 1 && withUnit == 0 {
		votes[plan.TopicExecution] += voteStructure
	}
	if len(m.cues("value_stream.redesign", s)) >= 2 {
		votes[plan.TopicValueStream] += voteStructure
	}
	if m.has("ack.model", s) && m.has("ack.knows", s) && (r.pending == plan.TopicIntro || m.has("applicant.acknowledges_model", s)) {
		votes[plan.TopicIntro] += voteStructure
	}
	if r.acknowledgesNow(s) {
		votes[plan.TopicIntro] += 2 * voteStructure
	}
	if years > 0 {
		votes[plan.TopicCommitments] += 2
	}
	if r.spare(s) && dates == 0 && people == 0 && r.goalHead(s).value == "" {
		votes[plan.TopicCommitments] += voteStructure // "half a million of the saving goes to the next register"
	}
	if n, ok := r.volumeIn(s); ok && n.Per == reading.UnitYear && withUnit <= 1 {
		votes[plan.TopicTarget] += 2
	}
}

// countsKPIs reports whether a number says how many indicators there are: "all three KPIs".
func (r *reader) countsKPIs(n span) bool {
	return slices.ContainsFunc(r.m.hits, func(h hit) bool {
		return h.name == "all.kpis" && h.overlaps(n) || h.name == "topic.kpis" && n.i+1 == h.i && r.m.has("all.kpis", span{max(0, n.i-1), n.i})
	})
}

// rowShapes adds the votes for rows: a capability whose action was still to come, and a
// heading of a row of the realisation plan.
func (r *reader) rowShapes(s span, dated bool, votes map[plan.Topic]int) {
	for _, c := range r.m.enums(enumCapability, s) {
		for _, row := range r.rows("capabilities") {
			if r.held(row+".key") == any(c.value) && r.held(row+".action") == nil && dated {
				votes[plan.TopicCapabilities] += voteStructure
			}
		}
	}
	if head := r.goalHead(s); head.value != "" && r.m.words(s) > r.m.words(head.span) {
		votes[plan.TopicRealisation] += voteStructure
	}
}

// roleKinds counts the different roles of a responsibility row that s names.
func (r *reader) roleKinds(s span) int {
	seen := map[string]bool{}
	for _, c := range r.m.roles {
		if s.covers(c.span) {
			seen[c.Role] = true
		}
	}
	return len(seen)
}

// evidence is the part of a vote that comes from the sentence itself.
func evidence(votes, asked int, same bool) int {
	if same {
		votes -= voteSame
	}
	return votes - asked
}

// clearTopic is the topic of a sentence's only clear cue, which outweighs a pending gap
// that the sentence has no cue of.
func (r *reader) clearTopic(s span) plan.Topic {
	var clear plan.Topic
	for _, h := range r.m.hits {
		t := topicOfCue(h.name)
		if !s.covers(h.span) || h.weight < 3 || t == "" || timeCues[h.name] || strings.HasSuffix(h.name, ".owner") && r.asksPerson() {
			continue
		}
		if clear != "" && clear != t {
			return ""
		}
		clear = t
	}
	return clear
}

// asksPerson reports whether a pending field is a person.
func (r *reader) asksPerson() bool {
	return slices.ContainsFunc(r.asked, func(p plan.Path) bool {
		kind := mustField(p).Kind
		return kind == plan.KindPerson || kind == plan.KindPersons
	})
}

// timeCues speak for the value stream only beside a duration.
var timeCues = map[string]bool{"value_stream.process_min": true, "value_stream.wait_d": true}

// levelCues speak for the indicators only beside a number, unless indicators were asked.
var levelCues = map[string]bool{"kpis.target": true, "kpis.baseline": true}

// cueVotes adds the votes of a sentence's own words and shape.
func (r *reader) cueVotes(s span, votes map[plan.Topic]int) {
	counted := map[string]int{}
	for _, h := range r.m.hits {
		if !s.covers(h.span) {
			continue
		}
		topic := topicOfCue(h.name)
		switch {
		case topic == "" || counted[h.name] >= 2 || r.insideLabel(h, topic):
			continue
		case timeCues[h.name] && len(r.durations(s)) == 0, levelCues[h.name] && topic != r.pending && len(r.m.numsIn(s)) == 0:
			continue
		}
		counted[h.name]++
		votes[topic] += min(h.weight, 3)
		if r.opens(h, s) {
			votes[topic] += voteLabel
		}
	}
	r.shapes(s, votes)
	if topic, _ := r.headed(s); topic != "" {
		votes[topic] += voteHeading
	}
}

// opens reports whether a cue is the label with which a sentence begins, and of no other
// topic: "The aim is …".
func (r *reader) opens(h hit, s span) bool {
	for s.i < h.i && articles.has(r.m.toks[s.i]) {
		s.i++
	}
	label := r.m.labels(h, s) && h.mode == lead && h.weight >= 2 && h.j-h.i >= 2 && r.m.onlyFillers(span{s.i, h.i})
	return label && !slices.ContainsFunc(r.m.hits, func(o hit) bool {
		other := topicOfCue(o.name)
		return o.mode == lead && o.i <= h.i && h.i < o.j && other != "" && other != topicOfCue(h.name)
	})
}

// called are the verbs that give a name, beside the copulas.
var called = wordSet("heter kallas called named")

// insideLabel reports whether a cue is part of a longer one of another topic: "the name is" of
// "the project's name is".
func (r *reader) insideLabel(h hit, topic plan.Topic) bool {
	return slices.ContainsFunc(r.m.hits, func(o hit) bool {
		other := topicOfCue(o.name)
		return o.mode == lead && other != "" && other != topic && o.covers(h.span) && o.j-o.i > h.j-h.i
	})
}
