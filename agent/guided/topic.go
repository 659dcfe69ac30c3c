package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
)

// part is a run of sentences of one topic.
type part struct {
	topic     plan.Topic
	sentences []span
}

// parts decides the topic of each sentence by a vote of its cues, its shape, the
// pending question and the sentence before it.
func (r *reader) parts() []part {
	var parts []part
	var last plan.Topic
	r.lead = r.leading()
	for i, s := range r.m.sentences {
		if r.done[i] {
			continue
		}
		if topic, rest := r.headed(s); topic != "" {
			r.lead = topic
			if topic == plan.TopicValueStream && !rest.empty() {
				s = rest // "Today: …" is no step
			}
		}
		topic := r.vote(s, last)
		if topic == "" {
			continue
		}
		if s = r.belowHeading(topic, s); s.empty() {
			last = topic
			continue
		}
		if n := len(parts); n > 0 && parts[n-1].topic == topic {
			parts[n-1].sentences = append(parts[n-1].sentences, s)
		} else {
			parts = append(parts, part{topic, []span{s}})
		}
		last = topic
	}
	return parts
}

// belowHeading is what a sentence says under the heading of its list, where the heading is
// no value: "Time and size:". A heading alone only tells the topic.
func (r *reader) belowHeading(topic plan.Topic, s span) span {
	m := r.m
	c := m.clauseAt(s.i)
	switch topic {
	case plan.TopicIntro, plan.TopicTarget, plan.TopicCommitments, plan.TopicForesight, plan.TopicCompany:
		announces := slices.ContainsFunc(m.hits, func(h hit) bool { return h.span == c && h.mode == lead })
		if m.lineEnds(c.j) && !announces && m.words(c) <= 4 && len(m.numsIn(c)) == 0 {
			return span{c.j + 1, s.j}
		}
	case plan.TopicBatches:
		if m.toks[min(c.j, s.j-1)].Text == ":" && r.countsOf(c, "topic.batches") && c.j+1 < s.j {
			return span{c.j + 1, s.j} // "We do it in two batches: first …"
		}
	case plan.TopicData:
		if c.j == s.j-1 && m.lineEnds(c.j) && !m.has("data.principles", c) && m.words(c) <= 4 {
			return span{s.j, s.j}
		}
	}
	return s
}

// countsOf reports whether a range tells how many there are of what a cue names: "in two
// batches".
func (r *reader) countsOf(s span, cue string) bool {
	n := r.m.numsIn(s)
	return len(n) == 1 && n[0].Value >= 2 && len(r.m.datesIn(s)) == 0 && r.m.has(cue, n[0].span)
}

// lineEnds reports whether token k is a colon at the end of its line, before the points
// of a list.
func (m *message) lineEnds(k int) bool {
	return k < len(m.toks)-1 && m.toks[k].Text == ":" && strings.Contains(m.text[m.toks[k].End:m.toks[k+1].Start], "\n")
}

// gap reports whether the pending question asks for few fields.
func (r *reader) gap() bool {
	if r.pending == plan.TopicForesight || r.pending == plan.TopicCompany || plan.IsList(r.asked0()) {
		return false
	}
	return len(r.asked) <= 3 || r.asked0().Row() != ""
}

func (r *reader) asked0() plan.Path {
	if len(r.asked) == 0 {
		return ""
	}
	return r.asked[0]
}

// headed is the topic of the words before the colon that a sentence begins with, and what
// comes after it. Rows of the responsibility matrix begin like headings.
func (r *reader) headed(s span) (topic plan.Topic, rest span) {
	c := r.m.clauseAt(s.i)
	if c.j >= len(r.m.toks) || r.m.toks[c.j].Text != ":" {
		return "", s
	}
	for _, h := range r.m.hits {
		name, ok := strings.CutPrefix(h.name, "heading.")
		if topic := plan.Topic(name); ok && c.covers(h.span) && (topic == plan.TopicRACI || r.roleKinds(s) < 2) {
			if topic == plan.TopicRealisation && r.pending == plan.TopicCommitments {
				topic = r.pending // the commitment to realise
			}
			return topic, span{c.j + 1, s.j}
		}
	}
	return "", s
}

// leading is the topic that a message of several sentences speaks of as a whole, when
// that is clearly not what was asked: who goes on by themselves is followed.
func (r *reader) leading() plan.Topic {
	total := map[plan.Topic]int{}
	n := 0
	for i, s := range r.m.sentences {
		if !r.done[i] {
			r.cueVotes(s, total)
			n++
		}
	}
	if n < 2 || r.pending == "" {
		return ""
	}
	asked := 0
	for _, t := range r.askedTopics() {
		asked = max(asked, total[t])
	}
	var best plan.Topic
	for _, t := range plan.Topics {
		if total[t] > total[best] {
			best = t
		}
	}
	margin := 2
	if !r.gap() {
		margin = 3
	}
	if best == "" || total[best] < 8 || total[best] < margin*asked || slices.Contains(r.askedTopics(), best) {
		return ""
	}
	return best
}

// askedTopics lists the topics that the pending question asks about.
func (r *reader) askedTopics() []plan.Topic {
	var topics []plan.Topic
	for _, p := range r.asked {
		if t := topicOf(p); !slices.Contains(topics, t) {
			topics = append(topics, t)
		}
	}
	return topics
}
