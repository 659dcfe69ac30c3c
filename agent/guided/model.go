package guided

import (
	"context"
	"encoding/json"
	"iter"
	"slices"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Model is the guided interviewer. It holds no state and may be used concurrently.
type Model struct{}

var _ agent.Model = (*Model)(nil)

// New returns the guided interviewer.
func New() *Model { return &Model{} }

// Name implements [agent.Model].
func (*Model) Name() string { return "guided" }

// Generate implements [agent.Model]. It either calls tools for what the applicant's
// message says, or composes the answer.
func (*Model) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	return func(yield func(agent.Chunk, error) bool) {
		if err := ctx.Err(); err != nil {
			yield(agent.Chunk{}, err)
			return
		}
		u := understand(req)
		if calls := u.calls(); len(calls) > 0 && !u.answered {
			yield(agent.Chunk{Calls: calls, Finish: agent.ToolCalls}, nil)
			return
		}
		a := &answer{req: req, u: u, lang: req.Lang}
		a.compose()
		yield(agent.Chunk{Text: a.text(), Asks: a.asks, Again: a.repeats, Unplaced: u.unplaced, Finish: agent.Stop}, nil)
	}
}

// understanding is what the interviewer makes of the applicant's last message.
type understanding struct {
	r         *reader // nil before the first message
	acts      []acted
	facts     []fact
	conflicts []conflict
	declined  []plan.Path
	unplaced  []string

	pending  *agent.Message // the assistant's message before, or nil
	answered bool           // the tools of this message have run
}

// understand reads the last message of the applicant against the draft as it was when
// the message came.
func understand(req *agent.Request) *understanding {
	u := &understanding{}
	at := lastUser(req.Messages)
	if at < 0 {
		return u
	}
	u.answered = at < len(req.Messages)-1
	for i := at - 1; i >= 0 && u.pending == nil; i-- {
		if m := &req.Messages[i]; m.Role == agent.Assistant && len(m.Calls) == 0 {
			u.pending = m
		}
	}
	var asked []plan.Path
	if u.pending != nil {
		asked = slices.DeleteFunc(slices.Clone(u.pending.Asks), func(p plan.Path) bool { return p == agent.FurtherMark })
	}
	draft := before(req)
	msg := readMessage(req.Messages[at].ID, req.Messages[at].Text, req.Lang, req.Now, rosterOf(draft))
	u.r = newReader(msg, draft, asked, req.Now)
	for i := at; i >= 0; i-- {
		if req.Messages[i].Role == agent.User {
			u.r.recent = append(u.r.recent, req.Messages[i].ID)
		}
	}
	u.read()
	u.insist(req.Messages[:at])
	if u.saidBefore(req.Messages[:at]) {
		u.facts = slices.DeleteFunc(u.facts, u.freshRow)
		u.conflicts = nil // it contradicts nothing more than before
	}
	return u
}

// saidBefore reports whether one of the last messages of the applicant was the same.
func (u *understanding) saidBefore(before []agent.Message) bool {
	return slices.ContainsFunc(before, func(m agent.Message) bool { return m.Role == agent.User && m.Text == u.r.m.text })
}

// freshRow reports whether a fact makes a new row in a list that has some: words that
// are said again can't mean one.
func (u *understanding) freshRow(f fact) bool {
	row := f.path.Row()
	if row == "" {
		return false
	}
	ids := u.r.draft.Plan.Rows(row.List())
	return len(ids) > 0 && !slices.Contains(ids, row.RowID())
}

// insist takes an answer that is given a second time in the same words as what the one
// asked text is, when nothing else was read from it.
func (u *understanding) insist(before []agent.Message) {
	r := u.r
	if len(r.asked) != 1 || len(u.facts)+len(u.conflicts)+len(u.acts)+len(u.declined) > 0 || r.resolved {
		return
	}
	f, ok := plan.FieldAt(r.asked[0])
	if !ok || f.Kind != plan.KindText || r.held(r.asked[0]) != nil || r.negated(r.m.all()) || len(r.m.numsIn(r.m.sentences[0]))+len(r.m.datesIn(r.m.sentences[0])) > 0 || r.greeting(r.m.sentences[0]) || len(r.m.enums(enumModel, r.m.sentences[0])) > 0 {
		return
	}
	i := lastUser(before)
	if i < 0 || before[i].Text != r.m.text {
		return
	}
	r.text(r.asked[0], r.unclaimed())
	u.facts = r.facts
	u.unplaced = nil
}

// unclaimed is the first sentence of which nothing was read, or the first of all.
func (r *reader) unclaimed() span {
	for _, s := range r.m.sentences {
		if !r.taken(s) {
			return s
		}
	}
	return r.m.sentences[0]
}

func (u *understanding) read() {
	u.acts = u.r.acts()
	u.facts, u.conflicts = u.r.read()
	for _, a := range u.acts {
		switch a.act {
		case actSkip, actNone, actUnknown, actLater, actFinish:
			for _, p := range u.r.declined(a) {
				if !slices.Contains(u.declined, p) {
					u.declined = append(u.declined, p)
				}
			}
		}
	}
	u.unplaced = u.r.unplaced()
}

func lastUser(messages []agent.Message) int {
	for i := len(messages) - 1; i >= 0; i-- {
		if messages[i].Role == agent.User {
			return i
		}
	}
	return -1
}

// before is the draft without what this turn has stored.
func before(req *agent.Request) *plan.Draft {
	if req.Receipt == nil || len(req.Receipt.Stored) == 0 && len(req.Receipt.Skipped) == 0 {
		return req.Draft
	}
	d := req.Draft.Clone()
	for _, s := range slices.Backward(req.Receipt.Stored) {
		if s.Old != nil {
			_ = d.Plan.Set(s.Path, s.Old)
			continue
		}
		_ = d.Plan.Remove(s.Path)
		delete(d.Provenance, s.Path)
	}
	for _, s := range req.Receipt.Stored {
		if row := s.Path.Row(); row != "" && empty(d, row) {
			_ = d.Plan.Remove(row)
		}
	}
	for _, p := range req.Receipt.Skipped {
		delete(d.States, p)
	}
	return d
}

func empty(d *plan.Draft, row plan.Path) bool {
	for p := range d.Plan.Leaves() {
		if p.Within(row) && !mustField(p).Derived {
			return false
		}
	}
	return true
}

// calls are the tool calls for a message: what it tells, leaves open, takes back, asks.
func (u *understanding) calls() []tools.Call {
	if u.r == nil {
		return nil
	}
	calls := u.r.m.calls(u.facts)
	if len(u.declined) > 0 {
		kind := plan.Skipped
		if u.did(actNone) {
			kind = plan.NotApplicable
		}
		calls = append(calls, call("skip", map[string]any{"paths": u.declined, "kind": kind, "reason": u.reason()}))
	}
	if u.did(actUndo) {
		calls = append(calls, call("undo", map[string]any{}))
	}
	for _, a := range u.acts {
		if a.act == actRemove || a.act == actRestart {
			if p := u.r.rowToRemove(a.at); p != "" {
				calls = append(calls, call("remove", map[string]any{"paths": []plan.Path{p}, "evidence": []string{u.r.m.quote(a.at)}}))
			}
		}
	}
	if q := u.question(); q != "" {
		calls = append(calls, call("search_memo", map[string]any{"query": q}))
	}
	if u.wantsSimilar() {
		calls = append(calls, call(similarTool, map[string]any{"query": ""})) // last: it goes by what was stored
	}
	for i := range calls {
		calls[i].ID = u.r.m.id + "-" + calls[i].ID
	}
	return calls
}

func call(name string, args map[string]any) tools.Call {
	data, err := json.Marshal(args)
	if err != nil {
		panic("guided: arguments cannot be written: " + err.Error())
	}
	return tools.Call{ID: name, Name: name, Arguments: data}
}

func (u *understanding) did(a act) bool {
	return slices.ContainsFunc(u.acts, func(x acted) bool { return x.act == a })
}

// reason quotes why something was left open.
func (u *understanding) reason() string {
	for _, a := range u.acts {
		switch a.act {
		case actSkip, actNone, actUnknown, actLater, actFinish:
			return u.r.m.quote(a.at)
		}
	}
	return ""
}

// question is the first question of the message that the memo may answer.
func (u *understanding) question() string {
	if u.did(actRephrase) || u.did(actRepeat) {
		return ""
	}
	for _, a := range u.acts {
		switch a.act {
		case actQuestion, actAbout, actChoices, actEnough:
			return u.r.m.quote(a.at)
		}
	}
	return ""
}
