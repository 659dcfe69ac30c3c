package evals

import (
	"encoding/json"
	"fmt"

	"luonnos/tools/plan"
)

// frame is an event of the server: an AG-UI event with the fields that the evals read.
type frame struct {
	Type       string          `json:"type"`
	MessageID  string          `json:"messageId"`
	Role       string          `json:"role"`
	Delta      json.RawMessage `json:"delta"`
	Snapshot   json.RawMessage `json:"snapshot"`
	ToolCallID string          `json:"toolCallId"`
	ToolName   string          `json:"toolCallName"`
	Content    string          `json:"content"`
	Name       string          `json:"name"`
	Value      json.RawMessage `json:"value"`
	Code       string          `json:"code"`
	Metadata   struct {
		Luonnos struct {
			Failed bool `json:"failed"` // of a tool's result
		} `json:"luonnos"`
	} `json:"metadata"`
	Usage []struct {
		Input  int `json:"inputTokens"`
		Cached int `json:"cachedInputTokens"`
		Output int `json:"outputTokens"`
	} `json:"usage"`
}

// acks reports whether the event acknowledges the frame with the id.
func (e *frame) acks(id string) bool {
	var ack struct {
		ID string `json:"id"`
	}
	return e.Type == "CUSTOM" && e.Name == "luonnos.ack" && json.Unmarshal(e.Value, &ack) == nil && ack.ID == id
}

// take books an event into the reply and the state.
func (s *wsSession) take(e *frame) error {
	switch e.Type {
	case "RUN_STARTED":
		s.running = true
	case "RUN_FINISHED":
		s.running, s.ended = false, true
		for _, u := range e.Usage {
			s.reply.Usage.Input += u.Input
			s.reply.Usage.Cached += u.Cached
			s.reply.Usage.Output += u.Output
		}
	case "RUN_ERROR":
		s.running, s.ended = false, true
		s.reply.Failed = e.Code
		if s.reply.Failed == "" {
			s.reply.Failed = "error"
		}
	case "TEXT_MESSAGE_START":
		s.roles[e.MessageID] = e.Role
	case "TEXT_MESSAGE_CONTENT":
		return s.text(e)
	case "TOOL_CALL_START":
		s.calls[e.ToolCallID] = len(s.reply.Calls)
		s.reply.Calls = append(s.reply.Calls, ToolCall{Name: e.ToolName})
	case "TOOL_CALL_ARGS", "TOOL_CALL_RESULT":
		return s.call(e)
	case "STATE_SNAPSHOT":
		s.state = e.Snapshot
	case "STATE_DELTA":
		return s.patch(e.Delta)
	case "CUSTOM":
		return s.custom(e)
	}
	return nil
}

// text appends to the assistant's message; what the applicant said is sent back too and passed over.
func (s *wsSession) text(e *frame) error {
	if s.roles[e.MessageID] == "user" {
		return nil
	}
	var delta string
	if err := json.Unmarshal(e.Delta, &delta); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrWire, e.Type, err)
	}
	s.reply.Text += delta
	return nil
}

func (s *wsSession) call(e *frame) error {
	i, ok := s.calls[e.ToolCallID]
	if !ok {
		return nil
	}
	call := &s.reply.Calls[i]
	if e.Type == "TOOL_CALL_RESULT" {
		call.Result, call.Failed = e.Content, e.Metadata.Luonnos.Failed
		return nil
	}
	var delta string
	if err := json.Unmarshal(e.Delta, &delta); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrWire, e.Type, err)
	}
	call.Args += delta
	return nil
}

// custom reads the events that AG-UI does not have.
func (s *wsSession) custom(e *frame) error {
	var v struct {
		Paths    []plan.Path `json:"paths"`
		Passages []Citation  `json:"passages"`
		Code     string      `json:"code"`
		Message  string      `json:"message"`
	}
	switch e.Name {
	case "luonnos.asks", "luonnos.cite", "luonnos.error":
		if err := json.Unmarshal(e.Value, &v); err != nil {
			return fmt.Errorf("%w: %s: %w", ErrWire, e.Name, err)
		}
	}
	switch e.Name {
	case "luonnos.asks":
		s.reply.Asks = v.Paths
	case "luonnos.cite":
		s.reply.Cites = append(s.reply.Cites, v.Passages...)
	case "luonnos.error":
		return fmt.Errorf("%w: %s: %s", ErrWire, v.Code, v.Message)
	}
	return nil
}
