package evals

import (
	"context"
	"slices"
	"strings"

	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Question is what the assistant's last message asks, as the applicant understands it.
type Question struct {
	Text string
	Asks []plan.Path // in the product's rows
	Plan *plan.Plan  // as the applicant sees it beside the chat
}

// Applicant answers the assistant from a case. It is deterministic: the same questions get the same answers.
type Applicant struct {
	script *script
	ledger *ledger
	style  Style
	writer Writer
	seed   int64
	voice  *voice // words the messages; without one the script's own words are sent

	queue     []event // of exhausted topics, to be said
	exhausted map[int]bool
	volunteer bool // begin the next topic unasked
}

// NewApplicant returns the applicant of a case who writes in a style. The seed decides its looks.
func NewApplicant(c *Case, style Style, seed int64) *Applicant {
	s := newScript(c)
	return &Applicant{
		script: s, ledger: newLedger(s), style: style, seed: seed, exhausted: map[int]bool{},
		writer: Writer{Lang: c.Lang, Known: append(tools.People(c.Gold), c.Persona.Name)},
	}
}

// Done reports whether all topics and events were said.
func (a *Applicant) Done() bool { return a.ledger.nextTopic() < 0 && len(a.queue) == 0 }

// Next is the applicant's next message; ok is false when the interview has ended: all is said and nothing is asked.
// Only an applicant whose words are a model's gives errors.
func (a *Applicant) Next(ctx context.Context, q Question) (u Utterance, ok bool, err error) {
	if u, ok = a.next(q); !ok {
		return Utterance{}, false, nil
	}
	if a.voice != nil {
		if err := a.voice.word(ctx, a.ledger, &u, q.Text); err != nil {
			return Utterance{}, false, err
		}
	}
	u.Text = Dress(u.Text, a.writer, a.style, a.seed)
	a.ledger.note(u)
	a.exhaust(u)
	return u, true, nil
}

func (a *Applicant) next(q Question) (Utterance, bool) {
	if len(a.ledger.words) == 0 && q.Text == "" && len(q.Asks) == 0 { // nobody has said anything
		return a.state(KindOwn, a.pick(max(a.ledger.nextTopic(), 0), nil)), true
	}
	asks := a.translate(q)
	if u, ok := a.resolve(asks); ok {
		return u, true
	}
	if len(a.queue) > 0 {
		return a.event(), true
	}
	if topic := a.ledger.nextTopic(); a.volunteer && topic >= 0 {
		a.volunteer = false
		return a.state(KindOwn, a.pick(topic, nil)), true
	}
	if len(asks) > 0 {
		return a.answer(asks, q.Plan), true
	}
	if a.Done() {
		return Utterance{}, false
	}
	if topic := a.topicInText(q.Text); topic >= 0 {
		if refs := a.pick(topic, nil); len(refs) > 0 {
			return a.state(KindAnswer, refs), true
		}
		return a.repeat(a.all(topic)), true
	}
	return a.say(KindUnclear), true
}

// translate gives the asked paths in the case's rows. A row that stands for none of the case's goes by its place among
// those without a partner. What only a person's signature answers is no question to the applicant.
func (a *Applicant) translate(q Question) []plan.Path {
	if len(q.Asks) == 0 {
		return nil
	}
	d := a.ledger.differ()
	gold, got := d.view(a.ledger.truth), d.view(q.Plan)
	rows := alignRows(d, gold, got)
	var asks []plan.Path
	for _, path := range q.Asks {
		if !path.Valid() || path.Within("attestations") {
			continue
		}
		asked, ok := rows.toGold(path)
		if !ok {
			asked = byOrder(rows, path, gold, got)
		}
		if !slices.Contains(asks, asked) {
			asks = append(asks, asked)
		}
	}
	return asks
}

// stranger is the row id of an asked row that the case has not.
const stranger = "none"

func byOrder(rows rowMap, path plan.Path, gold, got *view) plan.Path {
	list := path.List()
	free := func(ids []string, partner func(plan.Path, string) string) []string {
		return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return partner(list, id) != "" })
	}
	goldIDs, gotIDs := free(gold.ids[list], rows.got), free(got.ids[list], rows.gold)
	id := stranger
	if i := slices.Index(gotIDs, path.RowID()); i >= 0 && i < len(goldIDs) {
		id = goldIDs[i]
	}
	return plan.At(list, id, "") + path[len(path.Row()):]
}

// resolve answers which value of a contradiction holds.
func (a *Applicant) resolve(asks []plan.Path) (Utterance, bool) {
	for i, x := range a.script.c.Corrections {
		_, open := a.ledger.either[x.Path]
		if open && x.Resolve != "" && slices.Contains(asks, x.Path) {
			return Utterance{Kind: KindResolve, Text: x.Resolve, Corrections: []int{i}}, true
		}
	}
	return Utterance{}, false
}

func (a *Applicant) event() Utterance {
	e := a.queue[0]
	a.queue = a.queue[1:]
	u := Utterance{Kind: e.kind, Text: a.script.eventText(e), Event: e.index}
	if e.kind == KindCorrection {
		u.Corrections = []int{e.index}
	}
	return u
}

// answer says what is unsaid about the asked paths, or else refuses, repeats or tells that there is nothing.
func (a *Applicant) answer(asks []plan.Path, got *plan.Plan) Utterance {
	for _, path := range asks {
		for i := range a.script.c.Script {
			refs := a.ledger.unsaid(i)
			if slices.ContainsFunc(refs, func(ref segmentRef) bool { return a.script.answers(ref, path) }) {
				return a.state(KindAnswer, a.pick(i, asks))
			}
		}
	}
	refusals := a.refusals(asks)
	if refs := a.toRepeat(asks, got); len(refs) > 0 {
		u := a.repeat(refs)
		u.Text = strings.Join(append([]string{u.Text}, refusals...), " ")
		return u
	}
	if len(refusals) > 0 {
		return Utterance{Kind: KindRefusal, Text: strings.Join(refusals, " ")}
	}
	for _, path := range asks {
		if topic := a.script.topicOf(path); topic >= 0 && len(a.ledger.unsaid(topic)) > 0 {
			return a.state(KindAnswer, a.pick(topic, nil))
		}
	}
	if slices.ContainsFunc(asks, a.holdsGold) {
		return a.say(KindNothing)
	}
	return a.say(KindUnknown)
}

func (a *Applicant) holdsGold(path plan.Path) bool {
	return slices.ContainsFunc(a.script.leaves, func(leaf plan.Path) bool { return covers(path, leaf) })
}

// pick chooses what to say of a topic: first the statements that answer an asked path, then the others, as many as the
// style puts into a message, in the order of the script.
func (a *Applicant) pick(topic int, asks []plan.Path) []segmentRef {
	unsaid := a.ledger.unsaid(topic)
	answers := func(ref segmentRef) bool {
		return slices.ContainsFunc(asks, func(p plan.Path) bool { return a.script.answers(ref, p) })
	}
	var chosen []segmentRef
	for _, first := range []bool{true, false} {
		for _, ref := range unsaid {
			if answers(ref) == first {
				chosen = append(chosen, ref)
			}
		}
	}
	chosen = chosen[:a.style.statements(len(chosen))]
	slices.SortFunc(chosen, func(x, y segmentRef) int { return x.Say - y.Say })
	return chosen
}

// toRepeat lists the statements that reveal what is asked and is not right in the plan. Where all of it is right, a
// single field is repeated all the same, and a list or section is not: there the question is for more.
func (a *Applicant) toRepeat(asks []plan.Path, got *plan.Plan) []segmentRef {
	leaves, _ := a.ledger.differ().diff(a.ledger.truth, got)
	var wrong, asked []segmentRef
	add := func(refs *[]segmentRef, leaf plan.Path) {
		for _, ref := range a.script.revealed[leaf] {
			if !slices.Contains(*refs, ref) {
				*refs = append(*refs, ref)
			}
		}
	}
	for _, path := range asks {
		_, single := a.script.catalogue.At(path)
		for _, leaf := range leaves {
			switch {
			case leaf.state == leafExtra || !covers(path, leaf.path):
			case leaf.state != leafRight:
				add(&wrong, leaf.path)
			case single:
				add(&asked, leaf.path)
			}
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	return asked
}

// repeat says statements again, each followed by the corrections to it that were said.
func (a *Applicant) repeat(refs []segmentRef) Utterance {
	u := Utterance{Kind: KindRepeat, Segments: refs}
	var parts []string
	for _, ref := range refs {
		parts = append(parts, a.script.segment(ref).Text)
	}
	for i, x := range a.script.c.Corrections {
		reveals := slices.ContainsFunc(refs, func(ref segmentRef) bool {
			return slices.Contains(a.script.reveals[ref], x.Path)
		})
		if reveals && len(a.ledger.fixes[i]) > 0 {
			u.Corrections = append(u.Corrections, i)
			parts = append(parts, a.fixText(i))
		}
	}
	u.Text = strings.Join(parts, " ")
	return u
}

func (a *Applicant) fixText(i int) string {
	x := a.script.c.Corrections[i]
	if _, open := a.ledger.either[x.Path]; x.Resolve != "" && x.Kind == Contradiction && !open {
		return x.Say + " " + x.Resolve
	}
	return x.Say
}

func (a *Applicant) refusals(asks []plan.Path) []string {
	var texts []string
	for _, w := range a.script.c.Withheld {
		asked := slices.ContainsFunc(asks, func(p plan.Path) bool { return covers(p, w.Path) || p.Within(w.Path) })
		if asked && !slices.Contains(texts, w.Say) {
			texts = append(texts, w.Say)
		}
	}
	return texts
}

func (a *Applicant) all(topic int) []segmentRef {
	var refs []segmentRef
	for j := range a.script.c.Script[topic].Say {
		refs = append(refs, segmentRef{topic, j})
	}
	return refs
}

func (a *Applicant) state(kind Kind, refs []segmentRef) Utterance {
	texts := make([]string, len(refs))
	for i, ref := range refs {
		texts[i] = a.script.segment(ref).Text
	}
	return Utterance{Kind: kind, Text: strings.Join(texts, " "), Segments: refs}
}

func (a *Applicant) say(kind Kind) Utterance {
	return Utterance{Kind: kind, Text: stock[kind].In(a.script.c.Lang)}
}

// exhaust queues the events of the topics that the message completed.
func (a *Applicant) exhaust(u Utterance) {
	for _, ref := range u.Segments {
		if a.exhausted[ref.Topic] || len(a.ledger.unsaid(ref.Topic)) > 0 {
			continue
		}
		a.exhausted[ref.Topic] = true
		a.queue = append(a.queue, a.script.eventsAfter(a.script.c.Script[ref.Topic].Topic)...)
		a.volunteer = a.script.c.Persona.Order == "own"
	}
}

// topicInText finds the topic whose stems score highest in the last question of the text, or -1. A longer stem tells more:
// "beslutsmodell" is not about a "beslut".
func (a *Applicant) topicInText(text string) int {
	question := lastQuestion(text)
	if question == "" {
		return -1
	}
	words := wordsOf(question)
	folded := " " + strings.Join(words, " ")
	best, bestScore := -1, 0
	for _, t := range a.script.catalogue.Topics {
		place := slices.IndexFunc(a.script.c.Script, func(s Topic) bool { return s.Topic == t.Topic })
		score := 0
		for _, stem := range t.Stems[a.script.c.Lang] {
			score += len(stem) * strings.Count(folded, " "+reading.Fold(stem))
		}
		if place >= 0 && score > bestScore {
			best, bestScore = place, score
		}
	}
	return best
}

// lastQuestion is the last sentence of the text that ends in a question mark.
func lastQuestion(text string) string {
	end := strings.LastIndexByte(text, '?')
	if end < 0 {
		return ""
	}
	start := strings.LastIndexAny(text[:end], ".!?\n:")
	return strings.TrimSpace(text[start+1 : end])
}
