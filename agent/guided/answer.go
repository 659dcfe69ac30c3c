package guided

import (
	"slices"
	"strings"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// answer is a reply being composed: first what was done, then the question. The
// question is the last paragraph, so that it can be asked again word by word.
type answer struct {
	req   *agent.Request
	u     *understanding
	lang  plan.Lang
	parts []string
	asks  []plan.Path

	repeats bool // the question is the pending one again
}

func (a *answer) text() string { return strings.Join(a.parts, "\n\n") }

func (a *answer) add(s string) {
	if s != "" {
		a.parts = append(a.parts, s)
	}
}

func (a *answer) compose() {
	if a.u.r == nil {
		a.add(say("greeting", a.lang))
		a.ask(a.next())
		return
	}
	a.react()
	a.add(a.stored())
	a.add(a.similar())
	a.add(a.outside())
	a.add(a.unreadCorrection())
	a.add(a.advice())
	if m := a.u.r.m; len(a.parts) == 0 && len(a.u.conflicts)+len(a.u.acts) == 0 && !a.u.r.confirms(m.all()) {
		a.add(say("not_understood", a.lang))
	}
	switch {
	case len(a.u.conflicts) > 0:
		a.conflict(a.u.conflicts[0])
	case a.turn().Topic != "":
		a.ask(a.turn())
	case a.pendingStands():
		a.again()
	default:
		a.ask(a.next())
	}
}

// react answers what the message does besides telling facts.
func (a *answer) react() {
	for _, x := range a.u.acts {
		switch x.act {
		case actInjection:
			a.once(say("injection", a.lang))
		case actQuestion:
			if a.u.question() != "" {
				a.once(a.found())
			}
		case actOff:
			a.once(say("off_topic", a.lang))
		case actRude:
			a.once(say("rude", a.lang))
		case actGreeting:
			a.once(say("hello", a.lang))
		case actThanks:
			a.once(say("thanks", a.lang))
		case actUndo:
			a.once(a.undone())
		case actRestart, actRemove:
			a.once(a.removed(x.at))
		case actSuggest:
			a.once(a.suggested())
		case actNext, actChoices, actAbout, actEnough:
			a.once(strings.TrimSpace(a.answerAbout(x) + " " + a.reference()))
		case actExample, actRephrase, actWhy:
			if named := a.u.r.subject(x.at); x.act == actExample && named != "" {
				a.once(a.exampleOf(named))
			} else {
				a.once(a.help(x.act))
			}
		case actShow:
			a.once(a.progress())
			a.once(a.missing())
		case actMissing:
			a.once(a.missing())
		case actHelp:
			a.once(say("help", a.lang))
		case actSpeakFI, actSpeakSV, actSpeakEN:
			a.once(a.speak(plan.Lang(strings.TrimPrefix(string(x.act), "speak_"))))
		case actSkip, actNone, actUnknown, actLater:
			a.once(a.left(x.act))
		}
	}
	if a.u.r.resolved && len(a.receipt().Stored) == 0 {
		a.once(say("kept", a.lang))
	}
}

func (a *answer) once(s string) {
	if !slices.Contains(a.parts, s) {
		a.add(s)
	}
}

func (a *answer) receipt() *tools.Receipt {
	if a.req.Receipt == nil {
		return &tools.Receipt{}
	}
	return a.req.Receipt
}

// found answers a question from the passages that the turn has looked up.
func (a *answer) found() string {
	if len(a.req.Cited) == 0 {
		return say("no_answer", a.lang)
	}
	h := a.req.Cited[0]
	place := say("memo_place", a.lang, "place", h.Passage.Label(string(a.lang)))
	text := say("answer", a.lang, "place", place, "text", h.Text())
	for _, more := range a.req.Cited[1:] {
		if more.Passage.Section != h.Passage.Section {
			text += " " + say("see_also", a.lang, "place", more.Passage.Label(string(a.lang)))
		}
	}
	return text
}

// reference is the place of the memo that goes with an answer of the catalogue.
func (a *answer) reference() string {
	if len(a.req.Cited) == 0 {
		return ""
	}
	return say("see_also", a.lang, "place", a.req.Cited[0].Passage.Label(string(a.lang)))
}

// shownReverted is how many of the fields that an undo concerns are named.
const shownReverted = 12

// undone says what an undo has changed.
func (a *answer) undone() string {
	if !a.receipt().Undone {
		return say("not_undone", a.lang)
	}
	var labels []string
	for _, label := range a.labels(a.receipt().Reverted) {
		if !slices.Contains(labels, label) {
			labels = append(labels, label)
		}
	}
	if len(labels) > shownReverted {
		more := a.lang.Number(float64(len(labels) - shownReverted))
		labels = append(labels[:shownReverted], say("reverted_more", a.lang, "n", more))
	}
	return say("undone", a.lang, "list", strings.Join(labels, ", "))
}

// speak tells in the wished language how to change to it: the window decides the language.
func (a *answer) speak(wished plan.Lang) string {
	if wished == a.lang {
		return ""
	}
	return say("speak", wished)
}

func (a *answer) left(x act) string {
	switch {
	case len(a.receipt().Skipped) > 0:
		return say("skipped", a.lang)
	case x == actLater:
		return say("later", a.lang)
	case x == actUnknown && len(a.u.facts) == 0:
		return say("unknown_all", a.lang)
	}
	return ""
}

// help explains the pending question: with an example, in other words, or why.
func (a *answer) help(x act) string {
	if len(a.u.r.asked) == 0 {
		return ""
	}
	path := a.u.r.asked[0]
	about := plan.About(topicOf(path))
	label, help, example, memo := about.Question, about.Help, about.Example, about.Memo
	if f, ok := plan.FieldAt(path); ok && len(a.u.r.asked) == 1 {
		label, help, example, memo = f.Question, f.Help, f.Example, f.Memo
	}
	switch x {
	case actExample:
		return say("example", a.lang, "text", example.In(a.lang))
	case actWhy:
		return say("why", a.lang, "chapter", say("chapter", a.lang, "n", memo), "help", help.In(a.lang))
	default:
		return say("rephrased", a.lang, "text", label.In(a.lang)) + "\n" + say("example", a.lang, "text", example.In(a.lang))
	}
}

// advice warns early about what the memo advises against.
func (a *answer) advice() string {
	for _, s := range a.receipt().Stored {
		if s.Path.Leaf() == "weeks" {
			if weeks, ok := s.Value.(float64); ok && weeks > 4 {
				return say("long_batch", a.lang)
			}
		}
		if s.Path.Field() == "kpis[].name" && len(a.req.Draft.Plan.KPIs) > 3 {
			return say("horse", a.lang)
		}
	}
	return ""
}

// conflict asks which of two values holds.
func (a *answer) conflict(c conflict) {
	a.add(say("conflict", a.lang, "label", a.label(c.path), "old", a.value(c.path, c.old), "new", a.value(c.path, c.new)))
	a.asks = []plan.Path{c.path}
}

// pendingStands reports whether the pending question was not answered: the message told
// nothing of its topic and left nothing open, because it asked, corrected or strayed.
func (a *answer) pendingStands() bool {
	u := a.u
	if u.pending == nil || len(u.pending.Asks) == 0 || u.r.resolved || u.did(actUndo) || u.did(actFinish) || u.did(actLater) || u.did(actSkip) {
		return false
	}
	if len(a.receipt().Skipped) > 0 || u.did(actUnknown) {
		return false
	}
	if a.echoed() || a.repeated() >= maxRepeats && !a.furtherAsked() {
		return false
	}
	open := false
	for _, p := range u.pending.Asks {
		if _, filled := a.req.Draft.Plan.Get(p); !filled {
			open = true
		}
		for _, s := range a.receipt().Stored {
			if s.Old == nil && topicOf(s.Path) == topicOf(p) {
				return false
			}
		}
	}
	strayed := len(u.acts) > 0 || len(a.receipt().Stored) > 0
	return open && (strayed || a.repeated() <= 1 && !a.furtherAsked())
}

// echoed reports whether the applicant has answered in words that they had said before, which
// told nothing: the same question would only be answered so again.
func (a *answer) echoed() bool { return a.req.Echo && len(a.receipt().Stored) == 0 }

// maxRepeats is how often a question is put in the same words before the interview goes
// on.
const maxRepeats = 3

// repeated counts how often the pending question was put in these words.
func (a *answer) repeated() int {
	last := lastParagraph(a.u.pending.Text)
	n := 0
	for _, m := range a.req.Messages {
		if m.Role == agent.Assistant && lastParagraph(m.Text) == last {
			n++
		}
	}
	return n
}

// again asks the pending question word by word. After an answer that was not understood it
// counts as asked once more.
func (a *answer) again() {
	a.add(lastParagraph(a.u.pending.Text))
	a.asks = slices.Clone(a.u.pending.Asks)
	a.repeats = len(a.u.acts) > 0 || len(a.receipt().Stored) > 0
}

func lastParagraph(s string) string {
	if i := strings.LastIndex(s, "\n\n"); i >= 0 {
		return s[i+2:]
	}
	return s
}

// progress says how much of the plan is filled.
func (a *answer) progress() string {
	done, total := 0, 0
	for _, p := range agent.ProgressOf(a.req.Draft) {
		done += p.Done
		total += p.Total
	}
	return say("plan_so_far", a.lang, "done", a.lang.Number(float64(done)), "total", a.lang.Number(float64(total)))
}

// shownGaps is how many missing things an answer lists.
const shownGaps = 6

func (a *answer) missing() string {
	gaps := a.gaps()
	if len(gaps) == 0 {
		return say("nothing_missing", a.lang)
	}
	return say("missing", a.lang, "lines", bullets(gaps))
}

// gaps lists what the hard rules miss.
func (a *answer) gaps() []string {
	var gaps []string
	for _, f := range a.req.Report.Findings {
		if s := f.Message.In(a.lang); f.Fails() && !slices.Contains(gaps, s) {
			gaps = append(gaps, s)
		}
	}
	if more := len(gaps) - shownGaps; more > 1 {
		gaps = append(gaps[:shownGaps], say("missing_more", a.lang, "n", a.lang.Number(float64(more))))
	}
	return gaps
}
