package guided

import (
	"reflect"
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// topicReaders are the readers of the thirteen topics.
var topicReaders = map[plan.Topic]func(*reader, part){
	plan.TopicIntro: (*reader).intro, plan.TopicTarget: (*reader).target, plan.TopicKPIs: (*reader).kpis,
	plan.TopicRACI: (*reader).raci, plan.TopicCapabilities: (*reader).capabilities, plan.TopicData: (*reader).data,
	plan.TopicValueStream: (*reader).stream, plan.TopicBatches: (*reader).batches, plan.TopicRealisation: (*reader).realisation,
	plan.TopicExecution: (*reader).execution, plan.TopicCommitments: (*reader).commitments,
	plan.TopicForesight: (*reader).foresight, plan.TopicCompany: (*reader).company,
}

// conflict is a value that differs from the stored one without a word of correction.
type conflict struct {
	path     plan.Path
	old, new any
	at       span
}

// read turns the message's statements into facts, and settles them with the draft.
func (r *reader) read() (facts []fact, conflicts []conflict) {
	r.direct()
	forced := r.corrections()
	r.affirmations()
	for _, p := range r.parts() {
		topicReaders[p.topic](r, p)
	}
	r.directText()
	r.completeNames(forced)
	r.completeRefs(forced)
	for _, f := range r.facts {
		old, filled := r.draft.Plan.Get(f.path)
		switch {
		case !filled:
			facts = append(facts, f)
		case r.equal(f.path, old, f.value):
		case old == any(false) && f.value == any(true): // a plain yes settles a no
			facts = append(facts, f)
		case forced[f.path] || r.corrected(f) || fuller(old, f.value) || f.led && !r.restates(old, f.value):
			facts = append(facts, f)
		case r.comparable(f.path):
			conflicts = append(conflicts, conflict{f.path, old, f.value, f.at})
		}
	}
	conflicts = slices.DeleteFunc(append(conflicts, r.contradictions...), func(c conflict) bool {
		return r.settled(c) || r.draft.Asked[c.path] > askConflict
	})
	return facts, conflicts
}

// askConflict is how often which of two values holds is asked; then the stored one
// stays until a correction says otherwise.
const askConflict = 2

// settled reports whether the message itself comes back to the stored number after
// the one that contradicts it: its last word counts.
func (r *reader) settled(c conflict) bool {
	f := mustField(c.path)
	if f.Kind != plan.KindNumber {
		return false
	}
	for _, n := range r.m.nums {
		if n.i <= c.at.i || r.denied(n.span) {
			continue
		}
		if v, _ := r.numberFor(c.path, f, c.old, n); v != nil && r.equal(c.path, c.old, v) {
			return true
		}
	}
	return false
}

// corrected reports whether the fact's sentence says that it corrects something.
func (r *reader) corrected(f fact) bool {
	if f.at.empty() {
		return false
	}
	s := r.m.sentences[r.m.sentence(f.at.i)]
	return r.m.has("act.correction", s)
}

// restates reports whether a text says no more than the stored one: its words are there.
func (r *reader) restates(old, text any) bool {
	a, okA := old.(string)
	b, okB := text.(string)
	return okA && okB && reading.Covered(b, a, r.m.lang) >= 0.6
}

// fuller reports whether b is the full name of the person a.
func fuller(a, b any) bool {
	x, okX := a.(string)
	y, okY := b.(string)
	return okX && okY && x != "" && strings.HasSuffix(y, " "+x) && isName(y)
}

// comparable reports whether two values of a path can contradict each other; texts
// can be said in many ways.
func (r *reader) comparable(p plan.Path) bool {
	f, ok := plan.FieldAt(p)
	if !ok {
		return false
	}
	switch f.Kind {
	case plan.KindNumber, plan.KindDate, plan.KindPerson:
		return true
	}
	return false
}

func (r *reader) equal(p plan.Path, a, b any) bool {
	switch x := a.(type) {
	case []string:
		y, _ := b.([]string)
		return len(x) == len(y) && !slices.ContainsFunc(x, func(s string) bool { return !slices.Contains(y, s) })
	case plan.Date:
		y, _ := b.(plan.Date)
		return x == y || strings.HasPrefix(string(x), string(y)) || strings.HasPrefix(string(y), string(x))
	case string:
		y, _ := b.(string)
		same := reading.SamePerson(x, y) && r.comparable(p)
		return x == y || same && !strings.HasSuffix(y, " "+x)
	}
	return reflect.DeepEqual(a, b)
}

// mentions reports whether s speaks of what name names.
func (r *reader) mentions(s span, name string) bool {
	words := reading.ContentWords(r.m.quote(s), r.m.lang)
	for _, w := range reading.ContentWords(name, r.m.lang) {
		if len(w) >= 5 && slices.ContainsFunc(words, func(x string) bool { return sameWord(x, w) }) {
			return true
		}
	}
	return false
}
