package agent

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"luonnos/agent/screen"
	"luonnos/agent/trace"
	"luonnos/knowledge"
	"luonnos/knowledge/portfolio"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// Limits of one turn.
const (
	maxRounds    = 4  // answers with tool calls; one more in words may follow
	maxCalls     = 16 // tool calls in one answer
	maxIdentical = 2  // identical tool calls
)

// Errors that end a turn.
var (
	// ErrCut says that the model's answer ended without a good finish.
	ErrCut = errors.New("agent: answer was cut")

	// ErrStopped is the cause with which a person's stop cancels a turn's
	// context. What the turn has done by then stays.
	ErrStopped = errors.New("agent: stopped by a person")
)

// Agent runs turns.
type Agent struct {
	Model Model
	Tools tools.Set
	Index *knowledge.Index

	Portfolio *portfolio.Portfolio // nil when there is none

	Sites []string // that the assistant may link to, with their subdomains; none for Sitra's own
}

// sites are the sites that may be linked to.
func (a *Agent) sites() []string {
	if len(a.Sites) == 0 {
		return []string{"sitra.fi"}
	}
	return a.Sites
}

// Input is what one turn starts from. The drafts are only read.
type Input struct {
	Draft    *plan.Draft
	Report   *criteria.Report  // on the draft, when it is known; nil is not
	Previous *plan.Draft       // the draft before its last change, for undo
	Recent   []Message         // the last few messages; the applicant's new one at the end
	Said     []tools.Utterance // all of the applicant's messages, for the quotes
	Now      time.Time

	// Limit says which cap is reached when the turn has used so many tokens; nil is
	// none.
	Limit func(Usage) Limit
}

// Event is one thing that happens in a turn. One of its fields is set.
type Event struct {
	Text    string    // more of the assistant's message
	Tool    *ToolDone // a tool was called and answered
	Capped  string    // a limit was met: "rounds", "calls" or "identical"
	Sent    string    // a request as it leaves the house, when the model is to tell
	Outcome *Outcome  // the end of the turn
}

// ToolDone is a tool call with its one result.
type ToolDone struct {
	Call   tools.Call   `json:"call"`
	Result tools.Result `json:"result"`
}

// Outcome is what a turn leads to.
type Outcome struct {
	Draft   *plan.Draft // the new draft
	Report  *criteria.Report
	Text    string      // the assistant's whole message
	Asks    []plan.Path // what it asks for
	Receipt tools.Receipt
	Cited   []knowledge.Hit
	Usage   Usage
	Origin  Origin           // of the last answer
	Altered []screen.Finding // what the model wrote and nobody heard as it was
	Stopped bool             // a person stopped the turn
}

// turn is the state of one running turn.
type turn struct {
	agent  *Agent
	in     Input
	state  *tools.State
	dialog []Message
	reply  Message
	seen   map[string]int
	report *criteria.Report // nil when calls have run since
	usage  Usage
	origin Origin
	screen screen.Screen // of the message
	acted  bool          // a tool was called
	words  bool          // the calls are used up
	again  bool          // the message repeats the pending question
	left   bool          // the consumer has left
	yield  func(Event, error) bool
}

// Turn answers the applicant's last message. The events end with an Outcome, or
// with an error and then the turn has changed nothing.
func (a *Agent) Turn(ctx context.Context, in Input) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		t := &turn{
			agent: a, in: in, report: in.Report, yield: yield, seen: map[string]int{},
			dialog: slices.Clone(in.Recent), screen: screen.Screen{Lang: in.Draft.Lang, Sites: a.sites()},
			state: &tools.State{
				Draft: in.Draft.Clone(), Previous: in.Previous, Said: in.Said,
				Index: a.Index, Portfolio: a.Portfolio, Lang: in.Draft.Lang, Now: in.Now,
			},
		}
		err := t.run(ctx)
		if err != nil && errors.Is(context.Cause(ctx), ErrStopped) {
			t.finish(true)
			return
		}
		if err != nil && !t.left {
			yield(Event{}, err)
		}
	}
}

func (t *turn) run(ctx context.Context) error {
	for round := 0; ; round++ {
		if round == maxRounds {
			t.words = true
			if !t.emit(Event{Capped: "rounds"}) {
				return nil
			}
		}
		answer, err := t.ask(ctx)
		if err != nil {
			return err
		}
		if len(answer.Calls) == 0 {
			t.finish(false)
			return nil
		}
		t.dialog = append(t.dialog, answer)
		if err := t.runCalls(ctx, answer.Calls); err != nil {
			return err
		}
		if t.words {
			t.finish(false)
			return nil
		}
	}
}

func (t *turn) request() *Request {
	report := t.judged()
	t.reopen()
	req := &Request{
		Lang: t.state.Lang, Draft: t.state.Draft, Report: report, Agenda: Agenda(t.state.Draft, report),
		Messages: t.dialog, Tools: t.agent.Tools, Receipt: &t.state.Receipt, Cited: t.state.Cited, Now: t.in.Now,
		Echo: t.echo(), Words: t.words,
	}
	if t.in.Limit != nil {
		req.Limit = t.in.Limit(t.usage)
	}
	return req
}

// judged is the report on the draft as it is; only calls change it.
func (t *turn) judged() *criteria.Report {
	if t.report == nil {
		t.report = criteria.Check(t.state.Draft)
	}
	return t.report
}

// runCalls gives each call its one result, also when the turn is cancelled or a
// limit is met.
func (t *turn) runCalls(ctx context.Context, calls []tools.Call) error {
	t.report = nil
	for i, call := range calls {
		result, err := t.runCall(ctx, i, call)
		if err != nil {
			return err
		}
		t.dialog = append(t.dialog, Message{Role: ToolRole, Call: call.ID, Text: result.Content, Failed: result.IsError})
		if !t.emit(Event{Tool: &ToolDone{Call: call, Result: result}}) {
			return context.Canceled
		}
	}
	return ctx.Err()
}

func (t *turn) runCall(ctx context.Context, i int, call tools.Call) (tools.Result, error) {
	t.acted = true
	if ctx.Err() != nil {
		return tools.Result{Content: "the turn was stopped", IsError: true}, nil
	}
	if t.words {
		return tools.Result{Content: "the calls of this turn are used up", IsError: true}, nil
	}
	if i >= maxCalls {
		return t.cap("calls", fmt.Sprintf("at most %d calls in one answer", maxCalls))
	}
	key := identity(call)
	t.seen[key]++
	if t.seen[key] > maxIdentical {
		return t.cap("identical", "this very call was made before; its result stands")
	}
	return t.traced(ctx, call)
}

// traced runs a call in a span. A name that the model made up is not repeated there.
func (t *turn) traced(ctx context.Context, call tools.Call) (result tools.Result, err error) {
	name := "unknown"
	if _, ok := t.agent.Tools.Find(call.Name); ok {
		name = call.Name
	}
	ctx, done := trace.Tool(ctx, name)
	defer func() { done(result.IsError, err) }()
	return t.agent.Tools.Run(ctx, t.state, call)
}

// identity is the same for calls that differ only in how their arguments are written.
func identity(call tools.Call) string {
	var args any
	if json.Unmarshal(call.Arguments, &args) != nil {
		return call.Name + string(call.Arguments)
	}
	canonical, err := json.Marshal(args)
	if err != nil {
		canonical = call.Arguments
	}
	return call.Name + string(canonical)
}

func (t *turn) cap(limit, reason string) (tools.Result, error) {
	if !t.emit(Event{Capped: limit}) {
		return tools.Result{}, context.Canceled
	}
	return tools.Result{Content: reason, IsError: true}, nil
}

// finish makes the outcome. What the message asks for is counted in the draft, so
// that the agenda knows it.
func (t *turn) finish(stopped bool) {
	draft := t.state.Draft
	t.forgive(draft)
	t.settle(draft)
	if !t.again || t.timesAsked(t.reply.Asks) >= askAgain {
		for _, path := range t.reply.Asks {
			draft.Asked[path]++
		}
	}
	t.emit(Event{Outcome: &Outcome{
		Draft: draft, Report: t.judged(), Text: t.reply.Text, Asks: t.reply.Asks,
		Receipt: t.state.Receipt, Cited: t.state.Cited, Usage: t.usage, Origin: t.origin,
		Altered: t.screen.Findings(), Stopped: stopped,
	}})
}

// askAgain is how often a question may be repeated before the repetition counts
// as asking, so that the agenda can go on.
const askAgain = 2

// timesAsked counts the recent messages that asked just the same.
func (t *turn) timesAsked(asks []plan.Path) int {
	n := 0
	for _, m := range t.in.Recent {
		if m.Role == Assistant && slices.Equal(m.Asks, asks) {
			n++
		}
	}
	return n
}

// forgive takes back one count of each path that was asked and is still open, when the
// applicant has answered a part of that question: who tells one thing at a time is
// asked for the rest.
func (t *turn) forgive(draft *plan.Draft) {
	for _, path := range t.pending() {
		topic, ok := topicOf(path)
		if !ok || !draft.Open(path) || draft.Asked[path] == 0 || plan.IsList(path) && len(draft.Plan.Rows(path)) >= enough[path] {
			continue
		}
		told := func(s tools.Stored) bool {
			_, held := t.in.Draft.Plan.Get(s.Path) // who repeats an answer has told nothing
			return !held && inTopic(s.Path, topic)
		}
		if slices.ContainsFunc(t.state.Receipt.Stored, told) {
			draft.Asked[path]--
		}
	}
}

// settle keeps the agenda from asking once more, before all else is told, what the applicant
// has answered with words that they had said before and that told nothing.
func (t *turn) settle(draft *plan.Draft) {
	if !t.echo() || len(t.state.Receipt.Stored) > 0 {
		return
	}
	for _, path := range t.pending() {
		if n := draft.Asked[path]; n > 0 && n < askHard && draft.Open(path) {
			draft.Asked[path] = askHard
		}
	}
}

// echoed is how long a message is that counts as said before; a short one may mean
// something else each time.
const echoed = 24

// echo reports whether an earlier message of the applicant has all of the last one.
func (t *turn) echo() bool {
	last := len(t.in.Said) - 1
	if last < 1 {
		return false
	}
	text := strings.TrimSpace(t.in.Said[last].Text)
	return len(text) >= echoed && slices.ContainsFunc(t.in.Said[:last], func(u tools.Utterance) bool { return strings.Contains(u.Text, text) })
}

// reopen lets the agenda ask the closing question again when its answer has told of a
// further row: who tells one at a time has a last one only when they say so.
func (t *turn) reopen() {
	further := func(s tools.Stored) bool {
		list := s.Path.List()
		return list != "" && !slices.Contains(t.in.Draft.Plan.Rows(list), s.Path.RowID())
	}
	if slices.Contains(t.pending(), FurtherMark) && slices.ContainsFunc(t.state.Receipt.Stored, further) {
		delete(t.state.Draft.Asked, FurtherMark)
	}
}

// pending is what the assistant's last message asked.
func (t *turn) pending() []plan.Path {
	for _, m := range slices.Backward(t.in.Recent) {
		if m.Role == Assistant && len(m.Calls) == 0 {
			return m.Asks
		}
	}
	return nil
}

// emit passes an event on and reports whether the consumer still listens.
func (t *turn) emit(e Event) bool {
	if !t.left && !t.yield(e, nil) {
		t.left = true
	}
	return !t.left
}
