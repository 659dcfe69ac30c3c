package guided

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// maxFurther is how often the interview asks what may still be told, about thrice a list.
const maxFurther = 20

// next is the agenda's next item. After an answer to the question about further rows
// that added some, it is asked again; after "later", or a question
// put often enough, another one comes first.
func (a *answer) next() agent.Item {
	u := a.u
	if a.furtherAsked() && !a.declines() && a.added() {
		return agent.Item{Kind: agent.Further, Paths: slices.DeleteFunc(slices.Clone(u.pending.Asks), func(p plan.Path) bool { return p == agent.FurtherMark })}
	}
	if u.pending != nil && len(u.pending.Asks) == 0 && u.did(actRephrase) && a.req.Draft.Asked[agent.FurtherMark] < maxFurther {
		return agent.Item{Kind: agent.Further, Paths: everything()} // after the summary: what may still be told
	}
	for _, item := range a.req.Agenda {
		if u.pending != nil && (u.did(actLater) || a.echoed() || a.repeated() >= maxRepeats) && slices.Equal(item.Paths, u.pending.Asks) {
			continue
		}
		return item
	}
	return agent.Item{}
}

// furtherAsked reports whether the pending question is the one about further rows.
func (a *answer) furtherAsked() bool {
	return a.u.pending != nil && slices.Contains(a.u.pending.Asks, agent.FurtherMark)
}

// turn is the question of the topic that the message turns to: what of it is still open,
// its rows included.
func (a *answer) turn() agent.Item {
	var topic plan.Topic
	for _, x := range a.u.acts {
		if x.act == actTurn {
			topic = a.u.r.turnsTo(x.at)
		}
	}
	item := agent.Item{Kind: agent.Opening, Topic: topic}
	for _, f := range plan.Fields() {
		path := f.Path
		if list := path.List(); list != "" {
			path = list
		}
		_, filled := a.req.Draft.Plan.Get(path)
		if f.Topic == topic && !f.Derived && !f.Later && (plan.IsList(path) || !filled) && !slices.Contains(item.Paths, path) {
			item.Paths = append(item.Paths, path)
		}
	}
	if topic == "" || len(item.Paths) == 0 {
		return agent.Item{}
	}
	return item
}

// everything lists all that the interview asks: the lists and the single fields.
var everything = sync.OnceValue(func() []plan.Path {
	var paths []plan.Path
	for _, f := range plan.Fields() {
		path := f.Path
		if list := path.List(); list != "" {
			path = list
		}
		if !f.Derived && !f.Later && !slices.Contains(paths, path) {
			paths = append(paths, path)
		}
	}
	return paths
})

// declines reports whether the message says that there is nothing more.
func (a *answer) declines() bool {
	for _, x := range []act{actFinish, actUnknown, actSkip, actNone} {
		if a.u.did(x) {
			return true
		}
	}
	m := a.u.r.m
	return m.has("act.no", m.all()) && m.words(m.all()) <= 6
}

// added reports whether the turn has stored something new.
func (a *answer) added() bool {
	return slices.ContainsFunc(a.receipt().Stored, func(s tools.Stored) bool { return s.Old == nil })
}

// ask adds the question of an item, or the summary when there is none.
func (a *answer) ask(item agent.Item) {
	a.asks = slices.Clone(item.Paths)
	switch item.Kind {
	case agent.Opening:
		a.add(a.indicators(item))
		a.add(a.opening(item))
	case agent.Gap:
		a.add(a.gap(item))
	case agent.Further:
		a.add(a.further(item))
		a.asks = append(a.asks, agent.FurtherMark)
	case agent.Attest:
		a.add(a.attest())
		a.summary()
	default:
		a.summary()
	}
}

// opening invites all that a topic needs, or what of it is still open.
func (a *answer) opening(item agent.Item) string {
	about := plan.About(item.Topic)
	if a.begun(item.Topic) {
		return a.need(item.Paths)
	}
	return about.Question.In(a.lang)
}

// offered is how many indicators of annex 1 are offered.
const offered = 3

// indicators offers those of annex 1 that fit what is known of the target, when the
// indicators are asked for.
func (a *answer) indicators(item agent.Item) string {
	if item.Topic != plan.TopicKPIs || len(a.req.Draft.Plan.KPIs) > 0 {
		return ""
	}
	return a.suggested()
}

// suggested names the indicators of annex 1 that fit best what is known.
func (a *answer) suggested() string {
	var names []string
	for _, s := range tools.SuggestKPIs(&a.req.Draft.Plan) {
		if len(names) < offered {
			names = append(names, lower(s.Indicator.Name.In(a.lang)))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return say("indicators", a.lang, "list", strings.Join(names, "; "))
}

// begun reports whether the plan holds something of a topic.
func (a *answer) begun(topic plan.Topic) bool {
	for p := range a.req.Draft.Plan.Leaves() {
		if topicOf(p) == topic {
			return true
		}
	}
	return false
}

// gap asks for specific fields: of one row by its name, or of the topic.
func (a *answer) gap(item agent.Item) string {
	first := item.Paths[0]
	topic := plan.About(item.Topic).Label.In(a.lang)
	if plan.IsList(first) {
		return a.moreRows(first, topic)
	}
	row := a.rowName(first.Row())
	if len(item.Paths) == 1 {
		if f, ok := plan.FieldAt(first); ok {
			q := f.Question.In(a.lang)
			if row != "" {
				q = say("row_one", a.lang, "row", a.quoted(first.Row(), row), "question", q)
			}
			return q + "\n" + say("example", a.lang, "text", f.Example.In(a.lang))
		}
	}
	return a.need(item.Paths)
}

// atOnce is how many things a question asks for; what is more may be told as well.
const atOnce = 4

// need asks for fields in a sentence, those of a row after its name.
func (a *answer) need(paths []plan.Path) string {
	objects := a.objects(paths)
	first, more := objects, []string(nil)
	if len(objects) > atOnce+1 {
		first, more = objects[:atOnce], objects[atOnce:]
	}
	text := say("still", a.lang, "list", list(first, a.lang))
	if row := a.rowName(paths[0].Row()); row != "" {
		text = say("row_many", a.lang, "row", a.quoted(paths[0].Row(), row), "list", list(first, a.lang))
	}
	if len(more) > 0 {
		text += " " + say("still_more", a.lang, "list", list(more, a.lang))
	}
	return text
}

// objects are the fields as the object of a sentence, those with a clause of their own last:
// "the unit and to know whether …".
func (a *answer) objects(paths []plan.Path) []string {
	objects := make([]string, len(paths))
	for i, p := range paths {
		objects[i] = plan.Object(p).In(a.lang)
	}
	clause := say("object_clause", a.lang)
	isClause := func(s string) bool { return strings.HasPrefix(s, clause) || strings.Contains(s, ",") }
	return slices.Concat(slices.DeleteFunc(slices.Clone(objects), isClause), slices.DeleteFunc(objects, func(s string) bool { return !isClause(s) }))
}

// moreRows asks for rows that a list still needs; the validator says which.
func (a *answer) moreRows(list plan.Path, topic string) string {
	for _, f := range a.req.Report.Findings {
		if f.Path == list && f.Level != plan.Advice {
			return say("more_rows", a.lang, "topic", topic, "fix", f.Fix.In(a.lang))
		}
	}
	return say("more_rows_plain", a.lang, "topic", topic, "question", mustField(list+plan.Path("[]."+rowKey[list])).Question.In(a.lang))
}

func (a *answer) further(item agent.Item) string {
	var names []string
	for _, p := range item.Paths {
		if label := lower(plan.About(topicOf(p)).Label.In(a.lang)); !slices.Contains(names, label) {
			names = append(names, label)
		}
	}
	return say("further", a.lang, "list", list(names, a.lang))
}

// attest names whom the plan names for the commitments: they confirm them themselves.
func (a *answer) attest() string {
	p := &a.req.Draft.Plan
	who := p.Target.DecisionMaker
	if who == "" {
		who = say("attest_someone", a.lang)
	}
	text := say("attest", a.lang, "who", who)
	if by := p.Commitments.RealiseBy; by != "" && !criteria.Attested(p, plan.AttestRealise) && !strings.Contains(by, who) {
		text += " " + say("attest_realise", a.lang, "by", quote(by, a.lang))
	}
	return text
}

// summary tells the state by criterion, once: after that only what is still missing and
// what comes next.
func (a *answer) summary() {
	a.asks = nil
	told := a.u.pending != nil && len(a.u.pending.Asks) == 0
	if !told {
		var states []string
		for _, id := range criteriaIDs {
			if outcome, ok := a.req.Report.Criteria[id]; ok {
				state := "state_fail"
				if outcome == criteria.Passed || outcome == criteria.Met {
					state = "state_pass"
				}
				states = append(states, criteria.Title(id).In(a.lang)+": "+say(state, a.lang))
			}
		}
		a.add(say("summary", a.lang, "criteria", bullets(states)))
	}
	if len(a.gaps()) > 0 && (!told || len(a.receipt().Stored) > 0) {
		a.add(a.missing())
	}
	a.once(a.nextStep())
}

// nextStep says what comes after the interview. It promises no funding.
func (a *answer) nextStep() string {
	switch {
	case a.req.Report.Verdict == criteria.Passed:
		return say("next_pass", a.lang)
	case !slices.ContainsFunc(a.req.Report.Findings, func(f criteria.Finding) bool { return f.Fails() && f.Path != "attestations" }):
		return say("next_attest", a.lang)
	}
	return strings.TrimSpace(a.back() + " " + say("next_fail", a.lang))
}

// back says how to return to the first topic that still fails.
func (a *answer) back() string {
	for _, topic := range plan.Topics {
		if slices.ContainsFunc(a.req.Report.Findings, func(f criteria.Finding) bool { return f.Fails() && topicOf(f.Path) == topic }) {
			return say("back", a.lang, "form", quote(say("back_form", a.lang, "topic", plan.About(topic).Label.In(a.lang)), a.lang))
		}
	}
	return ""
}

var criteriaIDs = []string{"C0", "C1", "C2", "C3", "C4", "C5", "B1"}

// labels names paths in the applicant's language, without their rows.
func (a *answer) labels(paths []plan.Path) []string {
	var labels []string
	for _, p := range paths {
		label := string(p)
		if f, ok := plan.FieldAt(p); ok {
			label = lower(f.Label.In(a.lang))
		} else if plan.IsList(p) {
			label = lower(plan.About(topicOf(p)).Label.In(a.lang))
		}
		labels = append(labels, label)
	}
	return labels
}

// shortLabel names a path without its row.
func (a *answer) shortLabel(p plan.Path) string { return a.labels([]plan.Path{p})[0] }

// label names a path with its row.
func (a *answer) label(p plan.Path) string {
	f, ok := plan.FieldAt(p)
	if !ok {
		return string(p)
	}
	label := lower(f.Label.In(a.lang))
	if row := a.rowName(p.Row()); row != "" && p.Leaf() != rowKey[p.List()] {
		return row + ": " + label
	}
	return label
}

// quoted puts the name of a row in quotation marks; the name of a choice stands without.
func (a *answer) quoted(row plan.Path, name string) string {
	if f, ok := plan.FieldAt(row + plan.Path("."+rowKey[row.List()])); ok && f.Enum != "" {
		return upper(name)
	}
	return quote(name, a.lang)
}

// quote puts words in the quotation marks of the language.
func quote(s string, lang plan.Lang) string {
	if lang == plan.EN {
		return "“" + s + "”"
	}
	return "”" + s + "”"
}

// upper makes the first letter big.
func upper(s string) string {
	_, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(s[:n]) + s[n:]
}

// rowName is what a row is called: its name in quotation marks, or its enumerated value.
func (a *answer) rowName(row plan.Path) string {
	if row == "" {
		return ""
	}
	key := row + plan.Path("."+rowKey[row.List()])
	v, ok := a.req.Draft.Plan.Get(key)
	name, _ := v.(string)
	if !ok || name == "" {
		return ""
	}
	if f, ok := plan.FieldAt(key); ok && f.Enum != "" {
		return plan.OptionLabel(f.Enum, name, a.lang)
	}
	return name
}

// value writes a value for a person.
func (a *answer) value(p plan.Path, v any) string {
	f := mustField(p)
	switch x := v.(type) {
	case float64:
		s := a.lang.Number(x)
		if unit, ok := a.unit(p, f); ok {
			s += "\u00a0" + unit
		}
		return s
	case bool:
		if x {
			return say("yes", a.lang)
		}
		return say("no", a.lang)
	case plan.Date:
		return a.lang.Date(x)
	case []string:
		items := slices.Clone(x)
		for i := range items {
			items[i] = a.named(f, items[i])
		}
		return strings.Join(items, ", ")
	case string:
		return a.named(f, x)
	}
	return ""
}

func (a *answer) named(f *plan.Field, s string) string {
	switch {
	case f.Enum != "":
		return lower(plan.OptionLabel(f.Enum, s, a.lang))
	case f.List != "":
		return a.rowName(plan.At(f.List, s, ""))
	}
	return s
}

// unitWords are the short names of the fixed units.
var unitWords = map[string]plan.Text{
	"min":  {FI: "min", SV: "min", EN: "min"},
	"d":    {FI: "vrk", SV: "dygn", EN: "days"},
	"week": {FI: "viikkoa", SV: "veckor", EN: "weeks"},
	"year": {FI: "vuotta", SV: "år", EN: "years"},
}

func (a *answer) unit(p plan.Path, f *plan.Field) (string, bool) {
	if sib, ok := strings.CutPrefix(f.Unit, "@"); ok {
		v, _ := a.req.Draft.Plan.Get(sibling(p, sib))
		s, _ := v.(string)
		return s, s != ""
	}
	w, ok := unitWords[f.Unit]
	return w.In(a.lang), ok
}

// lower makes the first letter small, but not in an abbreviation.
func lower(s string) string {
	runes := []rune(s)
	if len(runes) > 1 && strings.ToUpper(string(runes[:2])) != string(runes[:2]) {
		return strings.ToLower(string(runes[:1])) + string(runes[1:])
	}
	return s
}
