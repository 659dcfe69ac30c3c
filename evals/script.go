package evals

import (
	"slices"

	"luonnos/tools/plan"
)

// segmentRef names a statement of the script: its topic's place and its own.
type segmentRef struct {
	Topic int `json:"topic"`
	Say   int `json:"say"`
}

// script is what can be said in a case, with the leaves that each statement reveals.
type script struct {
	c         *Case
	catalogue *Catalogue
	leaves    []plan.Path                // of the gold plan, in its order
	reveals   map[segmentRef][]plan.Path // gold leaves
	revealed  map[plan.Path][]segmentRef // by leaf, the statements that reveal it most exactly
}

func newScript(c *Case) *script {
	s := &script{c: c, catalogue: Fields(), reveals: map[segmentRef][]plan.Path{}, revealed: map[plan.Path][]segmentRef{}}
	for leaf := range c.Gold.Leaves() {
		if _, ok := s.catalogue.At(leaf); !ok {
			continue
		}
		s.leaves = append(s.leaves, leaf)
		best := 0
		for ref, seg := range s.segments() {
			switch n := exactness(seg, leaf); {
			case n == 0 || n < best:
			case n > best:
				best = n
				s.revealed[leaf] = []segmentRef{ref}
			default:
				s.revealed[leaf] = append(s.revealed[leaf], ref)
			}
		}
		for _, ref := range s.revealed[leaf] {
			s.reveals[ref] = append(s.reveals[ref], leaf)
		}
	}
	return s
}

// exactness is the length of the longest path with which the statement reveals the leaf, 0 for none.
func exactness(seg *Segment, leaf plan.Path) int {
	longest := 0
	for _, r := range seg.Reveals {
		if leaf.Within(r) && !slices.Contains(seg.Withholds, leaf) {
			longest = max(longest, len(r))
		}
	}
	return longest
}

// segments yields the statements in the order of the script.
func (s *script) segments() func(func(segmentRef, *Segment) bool) {
	return func(yield func(segmentRef, *Segment) bool) {
		for i := range s.c.Script {
			for j := range s.c.Script[i].Say {
				if !yield(segmentRef{i, j}, &s.c.Script[i].Say[j]) {
					return
				}
			}
		}
	}
}

func (s *script) segment(ref segmentRef) *Segment { return &s.c.Script[ref.Topic].Say[ref.Say] }

// answers reports whether the statement answers a question for the path: it reveals or withholds something there.
func (s *script) answers(ref segmentRef, path plan.Path) bool {
	if slices.ContainsFunc(s.reveals[ref], func(leaf plan.Path) bool { return covers(path, leaf) }) {
		return true
	}
	seg := s.segment(ref)
	if slices.ContainsFunc(seg.Withholds, func(w plan.Path) bool { return covers(path, w) || path.Within(w) }) {
		return true
	}
	return slices.ContainsFunc(seg.Reveals, path.Within)
}

// covers reports whether leaf lies at or below path. A path with empty brackets stands for all rows.
func covers(path, leaf plan.Path) bool {
	if path.List() != "" && path.RowID() == "" {
		return leaf.Field().Within(path)
	}
	return leaf.Within(path)
}

// topicOf is the place in the script of the topic that a path belongs to, or -1.
func (s *script) topicOf(path plan.Path) int {
	topic := plan.Topic("")
	if f, ok := plan.FieldAt(path); ok {
		topic = f.Topic
	} else {
		for ref := range s.segments() {
			if s.answers(ref, path) {
				return ref.Topic
			}
		}
	}
	return slices.IndexFunc(s.c.Script, func(t Topic) bool { return t.Topic == topic })
}

// event is something that the applicant says when a topic is exhausted.
type event struct {
	kind  Kind
	index int // into the case's list of that kind
}

// eventsAfter lists the events of a topic in their order: corrections, digressions, off-topic messages, injections.
func (s *script) eventsAfter(topic plan.Topic) []event {
	var events []event
	add := func(kind Kind, index int, after plan.Topic) {
		if after == topic {
			events = append(events, event{kind, index})
		}
	}
	for i, e := range s.c.Corrections {
		add(KindCorrection, i, e.After)
	}
	for i, e := range s.c.Digressions {
		add(KindDigression, i, e.After)
	}
	for i, e := range s.c.OffTopic {
		add(KindOffTopic, i, e.After)
	}
	for i, e := range s.c.Injections {
		add(KindInjection, i, e.After)
	}
	return events
}

func (s *script) eventText(e event) string {
	switch e.kind {
	case KindCorrection:
		return s.c.Corrections[e.index].Say
	case KindDigression:
		return s.c.Digressions[e.index].Say
	case KindOffTopic:
		return s.c.OffTopic[e.index].Say
	default:
		return s.c.Injections[e.index].Say
	}
}

// idealTurns is the number of messages that the script needs in a style: each topic's statements, each event, the
// answer to each contradiction and one refusal for each withheld path.
func (s *script) idealTurns(style Style) int {
	n := len(s.c.Corrections) + len(s.c.Digressions) + len(s.c.OffTopic) + len(s.c.Injections) + len(s.c.Withheld)
	for _, x := range s.c.Corrections {
		if x.Kind == Contradiction && x.Resolve != "" {
			n++
		}
	}
	for _, t := range s.c.Script {
		per := style.statements(len(t.Say))
		n += (len(t.Say) + per - 1) / max(per, 1)
	}
	return n
}
