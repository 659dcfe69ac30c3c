package openai

import (
	"errors"

	"github.com/sashabaranov/go-openai"

	"luonnos/agent"
)

// responseRequest is a prompt for the Responses API. The server is told to keep nothing.
func (m *Model) responseRequest(p *prompt) openai.CreateResponseRequest {
	keep := false
	r := openai.CreateResponseRequest{
		Model: m.config.Model, Instructions: p.instructions.text, Input: responseInput(p), Tools: p.toolbox.held(),
		MaxOutputTokens: m.config.MaxReply, Store: &keep,
	}
	if m.config.Effort != "" {
		r.Reasoning = &openai.ResponseReasoning{Effort: m.config.Effort}
	}
	if m.config.Traits.OneCall {
		parallel := false
		r.ParallelToolCalls = &parallel
	}
	if p.words {
		r.ToolChoice = "none"
	}
	return r
}

// functionCall is an item of the input: a call that the model made before.
type functionCall struct {
	Type      string `json:"type"`
	CallID    string `json:"call_id"`
	Name      string `json:"name"`
	Arguments string `json:"arguments"`
}

func responseInput(p *prompt) []any {
	var list []any
	for _, m := range p.messages {
		if m.Role == agent.ToolRole {
			list = append(list, openai.ResponseFunctionCallOutput{Type: "function_call_output", CallID: m.Call, Output: m.Text})
			continue
		}
		if m.Text != "" {
			list = append(list, openai.ResponseInputMessage{Role: string(m.Role), Content: m.Text})
		}
		for _, c := range m.Calls {
			list = append(list, functionCall{Type: "function_call", CallID: c.ID, Name: c.Name, Arguments: string(c.Arguments)})
		}
	}
	return list
}

// responsePieces are what an event says, in the terms of Chat Completions. A call is
// taken when its item is done: then it is complete.
func responsePieces(e *openai.ResponseStreamEvent) ([]piece, error) {
	switch e.Type {
	case openai.ResponseStreamEventOutputTextDelta:
		return []piece{{text: e.Delta}}, nil
	case openai.ResponseStreamEventRefusalDelta:
		return []piece{{refusal: e.Delta}}, nil
	case openai.ResponseStreamEventOutputItemDone:
		if e.Item == nil || e.Item.Type != "function_call" {
			return nil, nil
		}
		at := e.OutputIndex
		return []piece{{call: &fragment{index: &at, id: e.Item.CallID, name: e.Item.Name, arguments: e.Item.Arguments}}}, nil
	case openai.ResponseStreamEventCompleted, openai.ResponseStreamEventIncomplete, openai.ResponseStreamEventFailed:
		if e.Response == nil {
			return nil, errors.New("an event without its response")
		}
		end, err := responseEnd(e.Response)
		return []piece{end}, err
	case openai.ResponseStreamEventError:
		if e.Error != nil {
			return nil, &openai.APIError{Code: e.Error.Code, Message: e.Error.Message}
		}
		return nil, &openai.APIError{Code: e.Code, Message: e.Message}
	}
	return nil, nil
}

func responseEnd(r *openai.CreateResponseResponse) (piece, error) {
	p := piece{served: r.Model}
	if u := r.Usage; u != nil {
		p.usage = &agent.Usage{Input: u.InputTokens, Output: u.OutputTokens}
		if u.InputTokensDetails != nil {
			p.usage.Cached = u.InputTokensDetails.CachedTokens
		}
	}
	switch r.Status {
	case openai.ResponseStatusCompleted:
		p.finish = "stop"
	case openai.ResponseStatusIncomplete:
		p.finish = "length"
		if r.IncompleteDetails != nil && r.IncompleteDetails.Reason != "max_output_tokens" {
			p.finish = r.IncompleteDetails.Reason
		}
	default:
		if r.Error == nil {
			return p, errors.New("the response failed")
		}
		return p, &openai.APIError{Code: r.Error.Code, Message: r.Error.Message}
	}
	return p, nil
}
