package evals

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// ledger keeps what was said so far, and so what is true at that moment.
type ledger struct {
	script   *script
	truth    *plan.Plan           // the gold plan, with the old value at every path whose correction was not said
	either   map[plan.Path]any    // the other value of a contradiction that was said and not settled
	segments map[segmentRef][]int // messages in which a statement was made
	fixes    map[int][]int        // messages in which a correction, by its index, was said
	words    []wordList           // of each message
	grounds  map[plan.Path]wordList
	lexicon  lexicon
}

func newLedger(s *script) *ledger {
	l := &ledger{
		script: s, truth: clonePlan(s.c.Gold), either: map[plan.Path]any{},
		segments: map[segmentRef][]int{}, fixes: map[int][]int{}, lexicon: lexicon{},
	}
	for _, x := range slices.Backward(s.c.Corrections) {
		l.set(x.Path, x.Old)
	}
	return l
}

func clonePlan(p *plan.Plan) *plan.Plan { return &(&plan.Draft{Plan: *p}).Clone().Plan }

func (l *ledger) set(path plan.Path, value any) {
	if value == nil {
		_ = l.truth.Remove(path) // the path was checked when the case was read
		return
	}
	_ = l.truth.Set(path, value)
}

// note books a message.
func (l *ledger) note(u Utterance) {
	n := len(l.words)
	l.words = append(l.words, wordsOf(u.Text))
	l.grounds = nil
	for _, ref := range u.Segments {
		l.segments[ref] = append(l.segments[ref], n)
	}
	for _, i := range u.Corrections {
		x := l.script.c.Corrections[i]
		if u.Kind == KindCorrection && x.Kind == Contradiction {
			l.either[x.Path] = x.Old
		}
		if u.Kind == KindResolve {
			delete(l.either, x.Path)
		}
		l.set(x.Path, x.New)
		l.fixes[i] = append(l.fixes[i], n)
	}
}

// said reports whether some statement revealed the leaf.
func (l *ledger) said(leaf plan.Path) bool {
	return slices.ContainsFunc(l.script.revealed[leaf], func(ref segmentRef) bool { return len(l.segments[ref]) > 0 })
}

// differ compares plans with what is true by now.
func (l *ledger) differ() *differ {
	return &differ{catalogue: l.script.catalogue, lexicon: l.lexicon, either: l.either, grounds: l.groundsOf, known: l.known}
}

// known is what of a value can be known by now: the surname of a person whose first name nobody has said, and of the
// rows that it refers to those that were told.
func (l *ledger) known(f *Field, want any) any {
	switch v := want.(type) {
	case string:
		if f.Cmp == CmpPerson {
			return l.saidName(v)
		}
	case []string:
		var values []string
		for _, s := range v {
			switch {
			case f.Cmp == CmpPersons:
				values = append(values, l.saidName(s))
			case f.Cmp != CmpRefs || l.saidRow(s):
				values = append(values, s)
			}
		}
		return values
	}
	return want
}

// saidName is a full name, or the surname alone while no message held the first name.
func (l *ledger) saidName(name string) string {
	first, last, full := strings.Cut(name, " ")
	heard := func(words wordList) bool { return slices.Contains(words, reading.Fold(first)) }
	if !full || slices.ContainsFunc(l.words, heard) {
		return name
	}
	return last
}

// saidRow reports whether some statement told of the indicator.
func (l *ledger) saidRow(id string) bool {
	row := plan.At("kpis", id, "")
	return slices.ContainsFunc(l.script.leaves, func(leaf plan.Path) bool { return leaf.Within(row) && l.said(leaf) })
}

// groundsOf is the words of the messages that revealed or corrected the leaf; of all messages when none did.
func (l *ledger) groundsOf(leaf plan.Path) wordList {
	if words, ok := l.grounds[leaf]; ok {
		return words
	}
	var messages []int
	for _, ref := range l.script.revealed[leaf] {
		messages = append(messages, l.segments[ref]...)
	}
	for i, x := range l.script.c.Corrections {
		if leaf == x.Path {
			messages = append(messages, l.fixes[i]...)
		}
	}
	var words wordList
	for _, n := range messages {
		words = append(words, l.words[n]...)
	}
	if len(messages) == 0 {
		words = slices.Concat(l.words...)
	}
	if l.grounds == nil {
		l.grounds = map[plan.Path]wordList{}
	}
	l.grounds[leaf] = words
	return words
}

// unsaid lists the statements of a topic that were not made.
func (l *ledger) unsaid(topic int) []segmentRef {
	var refs []segmentRef
	for j := range l.script.c.Script[topic].Say {
		if ref := (segmentRef{topic, j}); len(l.segments[ref]) == 0 {
			refs = append(refs, ref)
		}
	}
	return refs
}

// nextTopic is the first topic with something unsaid, or -1.
func (l *ledger) nextTopic() int {
	for i := range l.script.c.Script {
		if len(l.unsaid(i)) > 0 {
			return i
		}
	}
	return -1
}
