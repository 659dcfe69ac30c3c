package server

import (
	"encoding/json"
	"fmt"
	"time"

	"luonnos/agent"
	"luonnos/agent/price"
	"luonnos/agent/screen"
	"luonnos/knowledge"
	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Message is the data of a [store.KindMessage] entry.
type Message struct {
	Text string    `json:"text"`
	Lang plan.Lang `json:"lang,omitempty"` // language of the person's window, "" for the draft's

	Replaces string `json:"replaces,omitempty"` // id of the message that this one takes the place of
}

// Reply is the data of a [store.KindReply] entry.
type Reply struct {
	Text  string      `json:"text"`
	Asks  []plan.Path `json:"asks,omitempty"` // what it asks for
	Topic plan.Topic  `json:"topic,omitempty"`
	Cites []Citation  `json:"cites,omitempty"` // passages that the turn looked up
	Model string      `json:"model,omitempty"` // that made it, when it is not the server's own
}

// Citation is a passage of the memo or the portfolio as it was shown.
type Citation struct {
	ID      string `json:"id"`
	Section string `json:"section"`
	Label   string `json:"label,omitempty"` // of the section, for people
	Title   string `json:"title"`
	Text    string `json:"text"`

	Quote *knowledge.Quote `json:"quote,omitempty"` // the words of an ingested document
}

// ToolCall is the data of a [store.KindTool] entry. Arguments are kept as the
// model wrote them, which need not be JSON.
type ToolCall struct {
	ID        string `json:"id"`
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
	Result    string `json:"result"`
	Failed    bool   `json:"failed,omitempty"`
}

// Cause says who or what changed a draft.
type Cause string

// The causes of a change.
const (
	CauseCreate  Cause = "create"
	CauseCopy    Cause = "copy"
	CauseTurn    Cause = "turn"
	CauseRewrite Cause = "rewrite" // back to before a message that was replaced
	CauseEdit    Cause = "edit"
	CauseConfirm Cause = "confirm"
	CauseReject  Cause = "reject"
	CauseAttest  Cause = "attest"
	CauseLock    Cause = "lock"
	CauseLeave   Cause = "leave"
	CauseOrder   Cause = "order"
	CauseReview  Cause = "review"
	CauseUndo    Cause = "undo"
	CauseRedo    Cause = "redo"
)

// Change is the data of a [store.KindChange] entry: RFC 6902 patches between
// canonical drafts. Inverse concerns only what a person can undo: the plan, the
// proofs and the states, not the revision, the language and what was asked.
type Change struct {
	Cause   Cause           `json:"cause"`
	Rev     int64           `json:"rev"` // of the draft after it
	Patch   json.RawMessage `json:"patch"`
	Inverse json.RawMessage `json:"inverse"`
	Request string          `json:"request,omitempty"` // digest of the frame that asked for it
}

// The outcomes of a turn.
const (
	OutcomeSuccess   = "success"
	OutcomeCancelled = "cancelled"
	OutcomeError     = "error"
)

// Done is the data of a [store.KindDone] entry.
type Done struct {
	Outcome string      `json:"outcome"`
	Code    string      `json:"code,omitempty"` // of the problem, when it failed
	Model   string      `json:"model"`
	Rules   string      `json:"rules,omitempty"` // version of the rules that judged the plan
	Usage   agent.Usage `json:"usage,omitzero"`

	// Origin says more of where the last answer came from.
	Origin agent.Origin `json:"origin,omitzero"`

	Cost   price.Euros `json:"cost,omitempty"`   // of the usage, in millionths of a euro
	Prices string      `json:"prices,omitempty"` // date of the table of the cost; "" when it has no price for the model

	// Sent are the requests as they have left the house, when the model is set to tell.
	Sent []string `json:"sent,omitempty"`

	// Altered is what the model wrote and nobody heard as it was, for experts.
	Altered []screen.Finding `json:"altered,omitempty"`
}

// shared returns the entries without what only experts may see of a turn: the requests
// and the alterations.
func shared(entries []store.Entry) ([]store.Entry, error) {
	for i, e := range entries {
		if e.Kind != store.KindDone {
			continue
		}
		done, err := unpack[Done](e)
		if err != nil {
			return nil, err
		}
		done.Sent, done.Altered = nil, nil
		if entries[i].Data, err = compact(done); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// newEntry packs data into an entry. The data types can all be written as JSON.
func newEntry(at time.Time, kind store.Kind, turn, client string, data any) store.Entry {
	raw, err := compact(data)
	if err != nil {
		panic(fmt.Sprintf("server: %s entry: %v", kind, err))
	}
	return store.Entry{At: at.UTC(), Kind: kind, Turn: turn, ClientID: client, Data: raw}
}

// unpack reads an entry's data.
func unpack[T Message | Reply | ToolCall | Change | Done | tools.Receipt](e store.Entry) (T, error) {
	var data T
	if err := plan.Unmarshal(e.Data, &data); err != nil {
		return data, fmt.Errorf("server: entry %d (%s): %w", e.Seq, e.Kind, err)
	}
	return data, nil
}

// messageID and replyID name the messages of the log on the wire.
func messageID(seq int64) string { return fmt.Sprintf("m%d", seq) }

// turnOf names the turn that answers the message with number seq; 0 is the
// greeting, before any message.
func turnOf(seq int64) string { return fmt.Sprintf("t%d", seq) }

func replyID(turn string) string { return "r" + turn }
