package openai

import (
	lax "encoding/json"

	"github.com/go-json-experiment/json"
	"github.com/sashabaranov/go-openai"

	"luonnos/agent"
)

// chatEvents is a stream of Chat Completions with a decoder of our own.
type chatEvents struct{ *openai.ChatCompletionStream }

// Recv shadows the library's.
func (s chatEvents) Recv() (event openai.ChatCompletionStreamResponse, err error) {
	data, err := s.RecvRaw()
	if err == nil {
		event, err = decode(data)
	}
	return event, err
}

// decode reads one event. There is one for each word, and the library's decoder takes
// three times as long; to that one is left what this one refuses.
func decode(data []byte) (event openai.ChatCompletionStreamResponse, err error) {
	if json.Unmarshal(data, &event, json.MatchCaseInsensitiveNames(true)) == nil {
		return event, nil
	}
	event = openai.ChatCompletionStreamResponse{}
	err = lax.Unmarshal(data, &event)
	return event, err
}

// chatRequest is a prompt for Chat Completions.
func (m *Model) chatRequest(p *prompt) openai.ChatCompletionRequest {
	r := openai.ChatCompletionRequest{
		Model: m.config.Model, Messages: chatMessages(p), Tools: p.toolbox.held(),
		MaxCompletionTokens: m.config.MaxReply, ReasoningEffort: m.config.Effort,
	}
	if m.config.Traits.MaxTokens {
		//lint:ignore SA1019 older servers know only this name
		r.MaxTokens, r.MaxCompletionTokens = r.MaxCompletionTokens, 0
	}
	if !m.config.Traits.NoUsage {
		r.StreamOptions = &openai.StreamOptions{IncludeUsage: true}
	}
	if m.config.Traits.OneCall {
		r.ParallelToolCalls = false
	}
	if p.words {
		r.ToolChoice = "none"
	}
	return r
}

func chatMessages(p *prompt) []openai.ChatCompletionMessage {
	list := []openai.ChatCompletionMessage{{Role: openai.ChatMessageRoleSystem, Content: p.instructions.text}}
	for _, m := range p.messages {
		out := openai.ChatCompletionMessage{Role: string(m.Role), Content: m.Text, ToolCallID: m.Call}
		for _, c := range m.Calls {
			out.ToolCalls = append(out.ToolCalls, openai.ToolCall{
				ID: c.ID, Type: openai.ToolTypeFunction,
				Function: openai.FunctionCall{Name: c.Name, Arguments: string(c.Arguments)},
			})
		}
		list = append(list, out)
	}
	return list
}

// chatPieces are the pieces of one event: of the first choice, which is the only
// one asked for.
func chatPieces(event *openai.ChatCompletionStreamResponse) ([]piece, error) {
	first := piece{served: event.Model, fingerprint: event.SystemFingerprint}
	if u := event.Usage; u != nil {
		first.usage = &agent.Usage{Input: u.PromptTokens, Output: u.CompletionTokens}
		if u.PromptTokensDetails != nil {
			first.usage.Cached = u.PromptTokensDetails.CachedTokens
		}
	}
	list := []piece{first}
	for _, choice := range event.Choices {
		if choice.Index != 0 {
			continue
		}
		list = append(list, piece{text: choice.Delta.Content, refusal: choice.Delta.Refusal})
		for _, c := range choice.Delta.ToolCalls {
			list = append(list, piece{call: &fragment{index: c.Index, id: c.ID, name: c.Function.Name, arguments: c.Function.Arguments}})
		}
		if choice.FinishReason != openai.FinishReasonNull {
			list = append(list, piece{finish: string(choice.FinishReason)})
		}
	}
	return list, nil
}
