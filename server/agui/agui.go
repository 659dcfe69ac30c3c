// Package agui writes the events of the AG-UI protocol, version 1.0: those that
// Luonnos sends, and no others. An optional field that has no value is absent,
// never null.
//
// # Decisions
//
// The community Go SDK writes patches that the official schema refuses (a
// replace by null loses its value) and has no cancelled outcome, so the events
// are our own. The types of npm @ag-ui/core 1.0.0 are the reference; what this
// package writes is kept in testdata/events.jsonl, which was checked against its
// schemas.
package agui

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// ProtocolVersion is the version of AG-UI that the events follow.
const ProtocolVersion = "1.0"

// Type names a kind of event.
type Type string

// The types of events that Luonnos sends.
const (
	TypeRunStarted         Type = "RUN_STARTED"
	TypeRunFinished        Type = "RUN_FINISHED"
	TypeRunError           Type = "RUN_ERROR"
	TypeTextMessageStart   Type = "TEXT_MESSAGE_START"
	TypeTextMessageContent Type = "TEXT_MESSAGE_CONTENT"
	TypeTextMessageEnd     Type = "TEXT_MESSAGE_END"
	TypeToolCallStart      Type = "TOOL_CALL_START"
	TypeToolCallArgs       Type = "TOOL_CALL_ARGS"
	TypeToolCallEnd        Type = "TOOL_CALL_END"
	TypeToolCallResult     Type = "TOOL_CALL_RESULT"
	TypeStateSnapshot      Type = "STATE_SNAPSHOT"
	TypeStateDelta         Type = "STATE_DELTA"
	TypeCustom             Type = "CUSTOM"
)

// Mark is what Luonnos adds to an event, under metadata.luonnos.
type Mark struct {
	// Seq is the number of the log's entry that the event completes; 0 for an
	// event that is not kept.
	Seq int64 `json:"seq,omitempty"`
	// At is when the entry was stored, RFC 3339.
	At string `json:"at,omitempty"`
	// Client is the id that the client gave the message.
	Client string `json:"client,omitempty"`
	// Replaces is the id of the message that this one takes the place of.
	Replaces string `json:"replaces,omitempty"`
	// Failed tells that a tool's result is an error.
	Failed bool `json:"failed,omitempty"`
}

// Metadata is an event's metadata.
type Metadata struct {
	Luonnos Mark `json:"luonnos"`
}

// Base is what all events have.
type Base struct {
	Type     Type      `json:"type"`
	Metadata *Metadata `json:"metadata,omitempty"`
}

// Event is one event of the protocol.
type Event interface {
	// Mark sets the event's metadata; the zero Mark takes it away.
	Mark(Mark)
	// Kind is the event's type.
	Kind() Type
}

// Mark implements [Event].
func (b *Base) Mark(m Mark) {
	b.Metadata = nil
	if m != (Mark{}) {
		b.Metadata = &Metadata{Luonnos: m}
	}
}

// Kind implements [Event].
func (b *Base) Kind() Type { return b.Type }

// Encode writes an event as one line of JSON without a line end.
func Encode(e Event) ([]byte, error) {
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(e); err != nil {
		return nil, fmt.Errorf("agui: encode %s: %w", e.Kind(), err)
	}
	return bytes.TrimSuffix(buf.Bytes(), []byte("\n")), nil
}
