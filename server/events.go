package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"time"

	"luonnos/agent"
	"luonnos/server/agui"
	"luonnos/server/register"
	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Names of our CUSTOM events.
const (
	eventWelcome = "luonnos.welcome"
	eventNotice  = "luonnos.notice"
	eventReady   = "luonnos.ready"
	eventPong    = "luonnos.pong"
	eventAck     = "luonnos.ack"
	eventAsks    = "luonnos.asks"
	eventCite    = "luonnos.cite"
	eventReceipt = "luonnos.receipt"
	eventChange  = "luonnos.change"
	eventHistory = "luonnos.history"
	eventMasked  = "luonnos.masked"
	eventError   = "luonnos.error"
)

type welcomeValue struct {
	Plan string        `json:"plan"`
	Seq  int64         `json:"seq"`
	Role register.Role `json:"role"`
	May  []action      `json:"may"` // what the person may do with the plan

	Contact string `json:"contact,omitempty"` // where a person reaches a person
}

type readyValue struct {
	Seq int64 `json:"seq"`
}

type ackValue struct {
	ID  string `json:"id"`
	Seq int64  `json:"seq"`
}

type asksValue struct {
	MessageID string      `json:"messageId"`
	Paths     []plan.Path `json:"paths"`
	Topic     plan.Topic  `json:"topic"`
}

type citeValue struct {
	MessageID string     `json:"messageId"`
	Passages  []Citation `json:"passages"`
}

type receiptValue struct {
	MessageID string `json:"messageId"`
	tools.Receipt
}

// maskedValue tells a person that identity codes were taken out of a message.
type maskedValue struct {
	ID      string `json:"id"`
	Message string `json:"message"`
}

type changeValue struct {
	Cause Cause `json:"cause"`
	Rev   int64 `json:"rev"`
}

// historyValue says whether there is anything to undo and to redo.
type historyValue struct {
	Undo bool `json:"undo"`
	Redo bool `json:"redo"`
}

type errorValue struct {
	Code    code   `json:"code"`
	Ref     string `json:"ref"`
	Message string `json:"message"`
	ID      string `json:"id,omitempty"`          // of the frame that was refused
	Retry   int    `json:"retry_after,omitempty"` // seconds
	SignIn  string `json:"sign_in,omitempty"`     // path
}

// entryEvents are the events that stand for an entry of the log. The last of
// them, and only that, carries the entry's number: a client that has seen the
// number has seen the whole entry. With streamed, the message's beginning and
// text were sent while the turn ran.
func entryEvents(thread string, e store.Entry, lang plan.Lang, streamed bool) ([]agui.Event, error) {
	events, err := bareEvents(thread, e, lang, streamed)
	if err != nil {
		return nil, err
	}
	mark := agui.Mark{Seq: e.Seq, At: e.At.UTC().Format(time.RFC3339), Client: e.ClientID}
	switch e.Kind {
	case store.KindMessage:
		m, err := unpack[Message](e)
		if err != nil {
			return nil, err
		}
		mark.Replaces = m.Replaces
	case store.KindTool:
		c, err := unpack[ToolCall](e)
		if err != nil {
			return nil, err
		}
		mark.Failed = c.Failed
	}
	events[len(events)-1].Mark(mark)
	return events, nil
}

func bareEvents(thread string, e store.Entry, lang plan.Lang, streamed bool) ([]agui.Event, error) {
	switch e.Kind {
	case store.KindMessage:
		m, err := unpack[Message](e)
		id := messageID(e.Seq)
		return []agui.Event{
			agui.TextMessageStart(id, agui.User), agui.TextMessageContent(id, m.Text), agui.TextMessageEnd(id),
		}, err
	case store.KindReply:
		r, err := unpack[Reply](e)
		return replyEvents(replyID(e.Turn), r, streamed), err
	case store.KindTool:
		c, err := unpack[ToolCall](e)
		id := e.Turn + "." + c.ID
		return []agui.Event{
			agui.ToolCallStart(id, c.Name), agui.ToolCallArgs(id, c.Arguments), agui.ToolCallEnd(id),
			agui.ToolCallResult(id+".result", id, c.Result),
		}, err
	case store.KindReceipt:
		r, err := unpack[tools.Receipt](e)
		return []agui.Event{agui.Custom(eventReceipt, receiptValue{replyID(e.Turn), r})}, err
	case store.KindChange:
		c, err := unpack[Change](e)
		return []agui.Event{agui.Custom(eventChange, changeValue{c.Cause, c.Rev})}, err
	case store.KindDone:
		d, err := unpack[Done](e)
		return []agui.Event{doneEvent(thread, e.Turn, d, lang)}, err
	default:
		return nil, fmt.Errorf("server: entry %d is of unknown kind %q", e.Seq, e.Kind)
	}
}

func replyEvents(id string, r Reply, streamed bool) []agui.Event {
	var events []agui.Event
	if !streamed {
		events = append(events, agui.TextMessageStart(id, agui.Assistant))
		if r.Text != "" {
			events = append(events, agui.TextMessageContent(id, r.Text))
		}
	}
	if len(r.Asks) > 0 {
		events = append(events, agui.Custom(eventAsks, asksValue{id, r.Asks, r.Topic}))
	}
	if len(r.Cites) > 0 {
		events = append(events, agui.Custom(eventCite, citeValue{id, r.Cites}))
	}
	return append(events, agui.TextMessageEnd(id))
}

func doneEvent(thread, turn string, d Done, lang plan.Lang) agui.Event {
	if d.Outcome == OutcomeError {
		return agui.RunError(d.Code, code(d.Code).message(lang))
	}
	how := agui.Success
	if d.Outcome == OutcomeCancelled {
		how = agui.Cancelled
	}
	if d.Usage == (agent.Usage{}) {
		return agui.RunFinished(thread, turn, how)
	}
	return agui.RunFinished(thread, turn, how, agui.Usage{
		Model: d.Model, InputTokens: d.Usage.Input, OutputTokens: d.Usage.Output, CachedInputTokens: d.Usage.Cached,
	})
}

// opensRun reports whether the entry's events must lie inside a run.
func opensRun(e store.Entry) bool { return e.Turn != "" && e.Kind != store.KindMessage }

// compact writes JSON in one line and without HTML escapes.
func compact(v any) (json.RawMessage, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, fmt.Errorf("server: encode: %w", err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}
