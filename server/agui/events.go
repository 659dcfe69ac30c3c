package agui

import "encoding/json"

// Role says who speaks in a text message.
type Role string

// The roles of a text message.
const (
	User      Role = "user"
	Assistant Role = "assistant"
)

// The values of an outcome's type.
const (
	Success   = "success"
	Cancelled = "cancelled"
)

type runStarted struct {
	Base
	ThreadID        string `json:"threadId"`
	RunID           string `json:"runId"`
	ProtocolVersion string `json:"protocolVersion"`
}

// RunStarted opens a run: one turn of the conversation that is the thread.
func RunStarted(thread, run string) Event {
	return &runStarted{Base{Type: TypeRunStarted}, thread, run, ProtocolVersion}
}

// Usage counts the tokens of one model.
type Usage struct {
	Model             string `json:"model,omitempty"`
	InputTokens       int    `json:"inputTokens"`
	OutputTokens      int    `json:"outputTokens"`
	CachedInputTokens int    `json:"cachedInputTokens,omitempty"`
}

type outcome struct {
	Type string `json:"type"`
}

type runFinished struct {
	Base
	ThreadID string  `json:"threadId"`
	RunID    string  `json:"runId"`
	Outcome  outcome `json:"outcome"`
	Usage    []Usage `json:"usage,omitempty"`
}

// RunFinished closes a run that did not fail; how is [Success] or [Cancelled].
func RunFinished(thread, run, how string, usage ...Usage) Event {
	return &runFinished{Base{Type: TypeRunFinished}, thread, run, outcome{how}, usage}
}

type runError struct {
	Base
	Message string `json:"message"`
	Code    string `json:"code,omitempty"`
}

// RunError closes a run that failed.
func RunError(code, message string) Event {
	return &runError{Base{Type: TypeRunError}, message, code}
}

type textMessageStart struct {
	Base
	MessageID string `json:"messageId"`
	Role      Role   `json:"role"`
}

// TextMessageStart opens a message.
func TextMessageStart(id string, role Role) Event {
	return &textMessageStart{Base{Type: TypeTextMessageStart}, id, role}
}

type textMessageContent struct {
	Base
	MessageID string `json:"messageId"`
	Delta     string `json:"delta"`
}

// TextMessageContent adds to an open message.
func TextMessageContent(id, delta string) Event {
	return &textMessageContent{Base{Type: TypeTextMessageContent}, id, delta}
}

type textMessageEnd struct {
	Base
	MessageID string `json:"messageId"`
}

// TextMessageEnd closes a message.
func TextMessageEnd(id string) Event {
	return &textMessageEnd{Base{Type: TypeTextMessageEnd}, id}
}

type toolCallStart struct {
	Base
	ToolCallID   string `json:"toolCallId"`
	ToolCallName string `json:"toolCallName"`
}

// ToolCallStart opens a tool call.
func ToolCallStart(id, name string) Event {
	return &toolCallStart{Base{Type: TypeToolCallStart}, id, name}
}

type toolCallArgs struct {
	Base
	ToolCallID string `json:"toolCallId"`
	Delta      string `json:"delta"`
}

// ToolCallArgs adds to the JSON text of a call's arguments.
func ToolCallArgs(id, delta string) Event {
	return &toolCallArgs{Base{Type: TypeToolCallArgs}, id, delta}
}

type toolCallEnd struct {
	Base
	ToolCallID string `json:"toolCallId"`
}

// ToolCallEnd closes a call's arguments.
func ToolCallEnd(id string) Event {
	return &toolCallEnd{Base{Type: TypeToolCallEnd}, id}
}

type toolCallResult struct {
	Base
	MessageID  string `json:"messageId"`
	ToolCallID string `json:"toolCallId"`
	Content    string `json:"content"`
	Role       string `json:"role"`
}

// ToolCallResult is what the tool answered.
func ToolCallResult(message, call, content string) Event {
	return &toolCallResult{Base{Type: TypeToolCallResult}, message, call, content, "tool"}
}

type stateSnapshot struct {
	Base
	Snapshot json.RawMessage `json:"snapshot"`
}

// StateSnapshot is the whole state, as JSON.
func StateSnapshot(state json.RawMessage) Event {
	return &stateSnapshot{Base{Type: TypeStateSnapshot}, state}
}

type stateDelta struct {
	Base
	Delta json.RawMessage `json:"delta"`
}

// StateDelta changes the state by an RFC 6902 patch.
func StateDelta(patch json.RawMessage) Event {
	return &stateDelta{Base{Type: TypeStateDelta}, patch}
}

type custom struct {
	Base
	Name  string `json:"name"`
	Value any    `json:"value"`
}

// Custom is an event of Luonnos' own. The value must not be nil.
func Custom(name string, value any) Event {
	return &custom{Base{Type: TypeCustom}, name, value}
}
