package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// act is what a sentence does besides telling facts.
type act string

// The acts, strongest first.
const (
	actInjection act = "injection"
	actUndo      act = "undo"
	actRestart   act = "restart"
	actRepeat    act = "repeat"
	actRephrase  act = "rephrase"
	actExample   act = "example"
	actWhy       act = "why"
	actShow      act = "show"
	actMissing   act = "missing"
	actHelp      act = "help"
	actSimilar   act = "similar"
	actSpeakFI   act = "speak_fi"
	actSpeakSV   act = "speak_sv"
	actSpeakEN   act = "speak_en"
	actQuestion  act = "question"
	actSkip      act = "skip"
	actNone      act = "not_applicable"
	actLater     act = "later"
	actUnknown   act = "unknown"
	actFinish    act = "finish"
	actRude      act = "rude"
	actThanks    act = "thanks"
	actGreeting  act = "greeting"
	actOff       act = "off_topic"
	actTurn      act = "turn"
	actNext      act = "next"
	actChoices   act = "choices"
	actAbout     act = "define"
	actEnough    act = "enough"
	actSuggest   act = "suggest"
	actRemove    act = "remove"
)

// commands are the acts that a sentence without facts is about as a whole, in the
// order in which they are looked for.
var commands = []act{
	actUndo, actRestart, actRepeat, actRephrase, actExample, actWhy, actShow, actMissing, actHelp, actSimilar, actSpeakFI, actSpeakSV, actSpeakEN,
}

// acted is an act with the sentence that does it.
type acted struct {
	act
	at span
}

// acts finds what each sentence does and marks those that tell no facts as done.
func (r *reader) acts() []acted {
	m := r.m
	if m.steered() {
		for i := range m.sentences {
			r.done[i] = true
		}
		return []acted{{actInjection, m.all()}}
	}
	var found []acted
	for i, s := range m.sentences {
		a := r.actOf(s)
		if a == "" {
			continue
		}
		if a == actQuestion && r.rhetorical(i) {
			r.done[i] = true
			if r.leadsOver(s) {
				m.sentences[i+1].i = s.i // "Who is it for? A student who …"
			}
			continue
		}
		found = append(found, acted{a, s})
		switch a {
		case actGreeting, actThanks:
			r.done[i] = m.words(s) <= 3 && !(a == actGreeting && m.introduces(s))
		default:
			r.done[i] = true
		}
	}
	if slices.ContainsFunc(found, func(a acted) bool { return a.act == actInjection }) {
		r.dropRemarks()
		found = slices.DeleteFunc(found, func(a acted) bool { return a.act != actInjection && m.words(a.at) <= 8 }) // "would you do that?"
	}
	return found
}

// introduces reports whether a greeting goes on with a name: "Hi, Ann Lee."
func (m *message) introduces(s span) bool {
	for k := s.i + 1; k+2 <= s.j; k++ {
		if m.capitalWords(span{k, k + 2}) {
			return true
		}
	}
	return false
}

// dropRemarks leaves out the sentences around an order that are orders too or tell no
// number, date or name: they are about the order.
func (r *reader) dropRemarks() {
	for i, s := range r.m.sentences {
		if len(r.m.numsIn(s))+len(r.m.datesIn(s)) == 0 && !r.m.named(s) || r.m.commanding(s) {
			r.done[i] = true
		}
	}
}

func (r *reader) actOf(s span) act {
	m := r.m
	has := func(a act) bool { return m.has("act."+string(a), s) }
	if r.leavesOpen(s) && (len(r.asked) <= 3 || r.openField(s) != "") {
		return actUnknown
	}
	question := r.asksSomething(s)
	facts := len(m.numsIn(s)) > 0 || len(m.datesIn(s)) > 0 || m.named(s)
	short := m.words(s) <= 9
	switch {
	case (has(actInjection) || m.has("inject.verb", s) && m.has("inject.noun", s) || r.ordered(s)) && !(facts && r.factual(s)):
		return actInjection
	case m.has("act.correction", s) && facts:
		return ""
	}
	if !facts && has(actTurn) && short && r.turnsTo(s) != "" {
		return actTurn
	}
	if r.notYetRead(s) && !facts {
		return actLater
	}
	if has(actRemove) && m.words(s) <= 12 {
		return actRemove
	}
	if a := r.aboutAct(s, question); a != "" {
		return a
	}
	if !facts || question {
		for _, a := range commands {
			if has(a) && (short || question) && !(a == actRestart && !short) && !(a == actRephrase && question && m.asksTerm(s)) {
				return a
			}
		}
	}
	switch {
	case question:
		return actQuestion
	case (has(actSkip) || has(actLater) && short && !m.has("condition", s) || has(actNone)) && !facts && m.words(s) <= 14 && len(m.enums(enumModel, s)) == 0:
		switch {
		case has(actSkip):
			return actSkip
		case has(actNone):
			return actNone
		}
		return actLater
	case has(actFinish) && !facts && short, m.has("act.no", s) && m.words(m.all()) <= 2 && r.asksMoreRows():
		return actFinish
	case r.unknown(s):
		return actUnknown
	case has(actRude) && !facts && short:
		return actRude
	case has(actOff) && !facts && r.strays(s):
		return actOff
	case has(actThanks) && m.words(s) <= 4:
		return actThanks
	case has(actGreeting) && m.words(s) <= 4 && len(m.numsIn(s)) == 0:
		return actGreeting
	}
	return ""
}

// asksMoreRows reports whether the pending question asks for another row of a list.
func (r *reader) asksMoreRows() bool {
	return len(r.asked) == 1 && plan.IsList(r.asked[0]) && len(r.rows(r.asked[0])) > 0
}

// turnsTo is the topic that a sentence wants to turn to, by its names or by its label.
func (r *reader) turnsTo(s span) plan.Topic {
	for _, h := range r.m.hits {
		if topic, ok := strings.CutPrefix(h.name, "turn."); ok && s.covers(h.span) {
			return plan.Topic(topic)
		}
	}
	words := reading.ContentWords(r.m.quote(s), r.m.lang)
	for _, topic := range plan.Topics {
		if allIn(reading.ContentWords(plan.About(topic).Label.In(r.m.lang), r.m.lang), words) {
			return topic
		}
	}
	return ""
}

// rhetorical reports whether the applicant answers the question themselves: it is short
// and the message goes on with facts.
func (r *reader) rhetorical(i int) bool {
	m := r.m
	if i == len(m.sentences)-1 || m.words(m.sentences[i]) > 6 {
		return false
	}
	rest := span{m.sentences[i].j, len(m.toks)}
	return len(m.numsIn(rest))+len(m.datesIn(rest)) > 0 || m.words(rest) > 12
}

// leadsOver reports whether a question ends in a lead, so that what follows answers it.
func (r *reader) leadsOver(s span) bool {
	return slices.ContainsFunc(r.m.hits, func(h hit) bool {
		return h.mode == lead && s.covers(h.span) && r.m.onlyFillers(span{h.j, s.j}) && topicOfCue(h.name) != ""
	})
}

// named reports whether s has the name of a person.
func (m *message) named(s span) bool {
	return slices.ContainsFunc(m.peopleIn(s), func(p someone) bool { return p.Name != "" })
}

// asksSomething reports whether a sentence is a question to the interviewer.
func (r *reader) asksSomething(s span) bool {
	m := r.m
	if m.toks[s.j-1].Text == "?" {
		return true
	}
	if c := m.clauseAt(s.i); c.j < s.j && m.toks[c.j].Text == ":" {
		return false // "How we know it: …" is a heading
	}
	first := m.has("act.question", span{s.i, min(s.j, s.i+3)})
	return first && m.has("act.question", s) && len(m.numsIn(s)) == 0 && m.words(s) <= 12 && m.lang == plan.FI && !strings.HasSuffix(m.toks[s.i].fold, "na")
}

// strays reports whether no cue of s speaks of a field or topic of the plan.
func (r *reader) strays(s span) bool {
	for _, h := range r.m.hits {
		if topic := topicOfCue(h.name); s.covers(h.span) && topic != "" && (h.weight >= 3 || h.mode == lead && topic == r.pending) {
			return false
		}
	}
	return r.m.words(s) <= 14
}

// factual reports whether a sentence with a word of instruction is still a statement: it
// has several values.
func (r *reader) factual(s span) bool {
	return len(r.m.numsIn(s))+len(r.m.datesIn(s))+len(r.m.peopleIn(s)) >= 3
}

// unknown reports whether a sentence says that the answer is not known, or that there
// is none where one field is asked or named.
func (r *reader) unknown(s span) bool {
	m := r.m
	switch {
	case m.has("act.refuse", s) && len(m.numsIn(s)) == 0:
		return true
	case m.has("act.question", span{s.i, min(s.i+3, s.j)}) && m.has("unsettled", s) && r.negated(s):
		return true // "who owns it has not been decided, two chiefs disagree"
	case r.undecided(s):
		return true
	case m.firm(s) || m.words(s) > 22:
		return false
	case m.refusing(s):
		return len(m.enums(enumModel, s)) == 0 && !m.reasons(s) // "start-up, for we don't know yet what works"
	case !m.has("act.lacking", s) || r.pending == plan.TopicCompany || r.formulaIn(s) || m.has("topic.company", s) || m.has("company.link", s):
		return false
	}
	return r.namedGap(s) != "" || len(r.asked) <= 2 && r.pending != plan.TopicData
}

// reasons reports whether s first says something and then why: "… because nobody knows".
func (m *message) reasons(s span) bool {
	for k := s.i + 1; k < s.j; k++ {
		if reasonWords.has(m.toks[k]) {
			return m.words(span{s.i, k}) >= 3
		}
	}
	return false
}

var reasonWords = wordSet("koska sillä eftersom because since")

// undecided reports whether a sentence says of the few things that were asked that they are
// not settled, or of the list that was asked that there is no more.
func (r *reader) undecided(s span) bool {
	m := r.m
	told := slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return t.Kind == reading.Figure }) || m.named(s)
	few := len(r.asked) > 0 && len(r.asked) <= 3 || m.has("data.principles", s)
	if told || !few || m.words(s) > 22 || r.asked0().Leaf() == "need" {
		return false
	}
	if r.noneOther(s) {
		return true
	}
	return !m.undecidedAt(s).empty()
}

// noneOther reports whether a sentence says of the list that was asked that there is no more.
func (r *reader) noneOther(s span) bool {
	return len(r.asked) == 1 && plan.IsList(r.asked[0]) && r.m.has("act.only", s)
}

// onlyWords reports whether no mark stands in s.
func (m *message) onlyWords(s span) bool {
	return !slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return t.Kind == reading.Punct })
}

// idle reports whether a range does nothing but decline, ask or greet.
func (r *reader) idle(s span) bool {
	for _, a := range []act{actUnknown, actSkip, actLater, actFinish} {
		if r.m.has("act."+string(a), s) && r.m.words(s) <= 6 {
			return true
		}
	}
	return false
}

// declined lists the paths that "I don't know" or "skip" leaves open: the field and row
// that the sentence names, else what was asked when that was little.
func (r *reader) declined(a acted) []plan.Path {
	if p := r.openField(a.at); p != "" && len(r.asked) > 1 {
		return []plan.Path{p}
	}
	if p := r.namedGap(a.at); p != "" && !r.noneOther(a.at) {
		return []plan.Path{p}
	}
	if a.act == actLater {
		return nil
	}
	if len(r.asked) <= 3 || a.act == actSkip || a.act == actNone || a.act == actFinish {
		var open []plan.Path
		for _, p := range r.asked {
			_, filled := r.draft.Plan.Get(p)
			if more := plan.IsList(p) && len(r.asked) == 1; (!filled || more) && p.Valid() && r.isPath(p) && !r.said(p) {
				open = append(open, p)
			}
		}
		return open
	}
	return nil
}

func (r *reader) isPath(p plan.Path) bool {
	_, ok := plan.FieldAt(p)
	return ok || plan.IsList(p)
}

// namedGap is the open field of a row that a sentence names: "no formula for the
// first one".
func (r *reader) namedGap(s span) plan.Path {
	m := r.m
	for _, h := range m.hits {
		if !s.covers(h.span) || h.mode != lead && h.mode != sign {
			continue
		}
		section, leaf, _ := strings.Cut(h.name, ".")
		list := plan.Path(section)
		if !plan.IsList(list) || leaf == "name" {
			continue
		}
		for _, row := range r.gapRows(list, s) {
			p := row + plan.Path("."+leaf)
			if _, ok := plan.FieldAt(p); ok && r.held(p) == nil {
				return p
			}
		}
	}
	return ""
}

// gapRows lists the rows that a sentence may mean, the likeliest first.
func (r *reader) gapRows(list plan.Path, s span) []plan.Path {
	var rows []plan.Path
	if row, _ := r.rowCounted(list, s); row != "" {
		return []plan.Path{row}
	}
	if row, score := r.rowNamed(list, s); score >= 0.5 {
		rows = append(rows, row)
	}
	if row := r.askedRow(list); row != "" {
		rows = append(rows, row)
	}
	if topicOf(list) != r.pending && len(r.asked) > 0 && len(r.asked) <= 3 {
		return rows // it is about what was asked
	}
	return append(rows, r.rows(list)...)
}

// unplaced quotes the statements that became no fact.
func (r *reader) unplaced() []string {
	m := r.m
	var left []string
	for i, s := range m.sentences {
		if r.done[i] || r.taken(s) || m.words(s) < 2 || r.smallTalk(s) || r.confirms(s) {
			continue
		}
		left = append(left, m.quote(s))
	}
	return left
}

func (r *reader) confirms(s span) bool {
	return (r.m.has("act.yes", s) || r.m.has("act.no", s)) && r.m.words(s) <= 4
}
