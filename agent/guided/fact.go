package guided

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// fact is one value read from the message.
type path = plan.Path

type fact struct {
	path  plan.Path
	value any
	at    span // the words that it was read from
	led   bool // said in so many words, so that it replaces a stored text
}

// reader turns a message into facts. It knows the draft and what was asked.
type reader struct {
	m       *message
	draft   *plan.Draft
	asked   []plan.Path
	pending plan.Topic
	now     time.Time
	facts   []fact
	fresh   map[plan.Path]int // rows that this message has added to each list
	placed  []bool            // tokens that became part of a fact
	done    []bool            // sentences that tell no facts, or none further
	recent  []string          // ids of the applicant's last messages, the newest first

	lead plan.Topic // what the message as a whole is about, when that is not what was asked

	claimed        []span // values that are the answer to what was asked, and nothing else
	contradictions []conflict
	resolved       bool // the message answers which of two values holds
}

func newReader(m *message, d *plan.Draft, asked []plan.Path, now time.Time) *reader {
	r := &reader{m: m, draft: d, asked: asked, now: now, fresh: map[plan.Path]int{},
		placed: make([]bool, len(m.toks)), done: make([]bool, len(m.sentences))}
	if len(asked) > 0 {
		r.pending = topicOf(asked[0])
	}
	return r
}

// topicOf is the topic in which the interview asks a path.
func topicOf(p plan.Path) plan.Topic {
	if f, ok := plan.FieldAt(p); ok {
		return f.Topic
	}
	section, _, _ := strings.Cut(string(p.Field()), ".") // a list or a row
	return plan.Topic(strings.TrimSuffix(section, "[]"))
}

// put notes a value unless the message has given that path one already.
func (r *reader) put(path plan.Path, value any, at span) {
	if s, ok := value.(string); ok && strings.TrimSpace(s) == "" {
		return
	}
	if r.said(path) || slices.ContainsFunc(r.claimed, func(s span) bool { return s == at }) {
		return
	}
	r.facts = append(r.facts, fact{path: path, value: value, at: at})
	r.place(at)
}

// text notes the words of s as a text.
func (r *reader) text(path plan.Path, s span) {
	s = r.m.trim(s)
	for s.i+1 < s.j && (r.m.lang == plan.EN && articles.has(r.m.toks[s.i]) || placeWords.has(r.m.toks[s.i])) {
		s.i++
	}
	if !s.empty() && r.m.words(s) > 0 && !r.m.gibberish(s) {
		r.put(path, r.m.quote(s), s)
	}
}

// insists marks a text as said in so many words.
func (r *reader) insists(path plan.Path) {
	for i := range r.facts {
		if r.facts[i].path == path {
			r.facts[i].led = true
		}
	}
}

// forget takes back what this message has said of a path.
func (r *reader) forget(path plan.Path) {
	r.facts = slices.DeleteFunc(r.facts, func(f fact) bool { return f.path == path })
}

// announces reports whether a sentence that tells facts has a lead for a field.
func (r *reader) announces(name string) bool {
	return slices.ContainsFunc(r.m.hits, func(h hit) bool {
		return h.name == name && h.mode != sign && !r.done[r.m.sentence(h.i)]
	})
}

// gibberish reports whether s holds words and none that means anything.
func (m *message) gibberish(s span) bool {
	words := 0
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind != reading.Word {
			continue
		}
		if !reading.Gibberish(m.toks[k].Text) {
			return false
		}
		words++
	}
	return words > 0
}

// articles and placeWords are no part of the text that they begin.
var (
	articles   = wordSet("the a an")
	placeWords = wordSet("siellä täällä siinä tässä där här there here")
)

func (r *reader) said(path plan.Path) bool {
	return slices.ContainsFunc(r.facts, func(f fact) bool { return f.path == path })
}

func (r *reader) place(at span) {
	for k := at.i; k < at.j; k++ {
		r.placed[k] = true
	}
}

// row names a new row of list.
func (r *reader) row(list plan.Path) plan.Path {
	next := r.draft.Plan.NextID(list)
	n := 0
	_, _ = fmt.Sscanf(strings.TrimLeft(next, "abcdefghijklmnopqrstuvwxyz"), "%d", &n)
	id := fmt.Sprintf("%s%d", strings.TrimRight(next, "0123456789"), n+r.fresh[list])
	r.fresh[list]++
	return plan.At(list, id, "")
}

// held is the value of a path in the message or else in the draft.
func (r *reader) held(path plan.Path) any {
	for _, f := range r.facts {
		if f.path == path {
			return f.value
		}
	}
	if v, ok := r.draft.Plan.Get(path); ok {
		return v
	}
	return nil
}

// rows lists the rows of a list in the draft and those that the message added.
func (r *reader) rows(list plan.Path) []plan.Path {
	var rows []plan.Path
	for _, id := range r.draft.Plan.Rows(list) {
		rows = append(rows, plan.At(list, id, ""))
	}
	for _, f := range r.facts {
		if row := f.path.Row(); row.List() == list && row != "" && !slices.Contains(rows, row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// asks reports whether the pending question asks for path, its row or its list.
func (r *reader) asks(path plan.Path) bool {
	return slices.ContainsFunc(r.asked, func(a plan.Path) bool { return path.Within(a) })
}

// toolOf names the tool that stores a section, and the key of its rows or "".
func toolOf(path plan.Path) string {
	section, _, _ := strings.Cut(string(path.Field()), ".")
	return "set_" + strings.TrimSuffix(section, "[]")
}

// calls makes the storing calls for facts: one for each row or section, in their
// order, each with the sentences that its values come from.
func (m *message) calls(facts []fact) []tools.Call {
	var groups []plan.Path
	byGroup := map[plan.Path][]fact{}
	for _, f := range facts {
		g := groupOf(f.path, len(facts))
		if _, ok := byGroup[g]; !ok {
			groups = append(groups, g)
		}
		byGroup[g] = append(byGroup[g], f)
	}
	var calls []tools.Call
	for i, g := range groups {
		calls = append(calls, tools.Call{
			ID: fmt.Sprintf("g%d", i+1), Name: toolOf(byGroup[g][0].path), Arguments: m.arguments(byGroup[g]),
		})
	}
	return calls
}

// maxRowCalls is how many facts may be stored row by row; with more, a list is one
// call, so that a long message stays within the turn's limit of calls.
const maxRowCalls = 60

func groupOf(p plan.Path, facts int) plan.Path {
	if mustField(p).Kind == plan.KindRefs {
		return p // no words of other fields are its evidence
	}
	section, _, _ := strings.Cut(string(p.Field()), ".")
	if facts > maxRowCalls || !strings.HasSuffix(section, "[]") {
		return plan.Path(section)
	}
	return p.Row()
}

func (m *message) arguments(facts []fact) json.RawMessage {
	var fragment plan.Plan
	for _, f := range facts {
		if err := fragment.Set(f.path, f.value); err != nil {
			panic(fmt.Sprintf("guided: a reader gave %s a value that does not fit: %v", f.path, err))
		}
	}
	whole, err := json.Marshal(&fragment)
	if err != nil {
		panic("guided: a fragment of the plan cannot be written: " + err.Error())
	}
	var sections map[string]json.RawMessage
	if err := json.Unmarshal(whole, &sections); err != nil {
		panic("guided: a fragment of the plan cannot be read: " + err.Error())
	}
	key := strings.TrimPrefix(toolOf(facts[0].path), "set_")
	part := "values"
	if plan.IsList(plan.Path(key)) {
		part = "rows"
	}
	args, err := json.Marshal(map[string]any{part: sections[key], "evidence": m.evidence(facts)})
	if err != nil {
		panic("guided: arguments cannot be written: " + err.Error())
	}
	return args
}

// evidence quotes the clauses first that values come from, then their sentences.
func (m *message) evidence(facts []fact) []string {
	var quotes []string
	add := func(q string) {
		if q != "" && !slices.Contains(quotes, q) {
			quotes = append(quotes, q)
		}
	}
	for _, f := range facts {
		if f.at.empty() {
			continue
		}
		if _, yesNo := f.value.(bool); yesNo {
			add(m.quote(f.at)) // what else the sentence denies is no part of it
			continue
		}
		first, last := m.sentence(f.at.i), m.sentence(f.at.j-1)
		add(m.quote(span{m.sentences[first].i, m.sentences[last].j}))
	}
	return quotes
}
