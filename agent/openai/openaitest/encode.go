package openaitest

import (
	"encoding/json"
	"fmt"
)

// Sizes of the pieces into which a stream cuts an answer, in bytes. A character is
// never cut, as JSON could not carry half of one.
const (
	textPiece = 12
	argsPiece = 17
)

type object = map[string]any

// frames are the events of a good answer.
func (a *Answer) frames(responses bool) []string {
	if responses {
		return a.responseFrames()
	}
	return a.chatFrames()
}

func (a *Answer) finish() string {
	switch {
	case a.Finish != "":
		return a.Finish
	case len(a.Calls) > 0:
		return "tool_calls"
	default:
		return "stop"
	}
}

// chatFrames are events of Chat Completions.
func (a *Answer) chatFrames() []string {
	frames := []string{chatFrame(object{"role": "assistant", "content": nil, "refusal": nil}, nil)}
	for _, text := range pieces(a.Text, textPiece) {
		frames = append(frames, chatFrame(object{"content": text}, nil))
	}
	if a.Refusal != "" {
		frames = append(frames, chatFrame(object{"refusal": a.Refusal}, nil))
	}
	for i, c := range a.Calls {
		head := object{"index": i, "id": c.ID, "type": "function", "function": object{"name": c.Name, "arguments": ""}}
		frames = append(frames, chatFrame(object{"tool_calls": []object{head}}, nil))
		for _, args := range pieces(string(c.Arguments), argsPiece) {
			more := object{"index": i, "function": object{"arguments": args}}
			frames = append(frames, chatFrame(object{"tool_calls": []object{more}}, nil))
		}
	}
	frames = append(frames, chatFrame(object{}, a.finish()))
	usage := object{
		"prompt_tokens": a.Usage.Input, "completion_tokens": a.Usage.Output, "total_tokens": a.Usage.Input + a.Usage.Output,
		"prompt_tokens_details": object{"cached_tokens": a.Usage.Cached},
	}
	frames = append(frames, frame("", object{"id": "chatcmpl-1", "object": "chat.completion.chunk", "model": served, "choices": []any{}, "usage": usage}))
	return append(frames, "data: [DONE]\n\n")
}

const served = "test-model-2026-01-01"

func chatFrame(delta object, finish any) string {
	choice := object{"index": 0, "delta": delta, "finish_reason": finish}
	return frame("", object{
		"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": served, "system_fingerprint": "fp_test",
		"choices": []object{choice}, "usage": nil,
	})
}

// responseFrames are events of Responses.
func (a *Answer) responseFrames() []string {
	frames := []string{frame("response.created", object{"type": "response.created", "response": object{"id": "resp_1", "status": "in_progress", "model": served}})}
	if a.Text != "" || a.Refusal != "" {
		frames = append(frames, frame("response.output_item.added", object{
			"type": "response.output_item.added", "output_index": 0, "item": object{"id": "msg_1", "type": "message", "role": "assistant"},
		}))
	}
	for _, text := range pieces(a.Text, textPiece) {
		frames = append(frames, frame("response.output_text.delta", object{"type": "response.output_text.delta", "item_id": "msg_1", "delta": text}))
	}
	if a.Refusal != "" {
		frames = append(frames, frame("response.refusal.delta", object{"type": "response.refusal.delta", "item_id": "msg_1", "delta": a.Refusal}))
	}
	for i, c := range a.Calls {
		id := fmt.Sprintf("fc_%d", i)
		for _, args := range pieces(string(c.Arguments), argsPiece) {
			frames = append(frames, frame("response.function_call_arguments.delta", object{
				"type": "response.function_call_arguments.delta", "item_id": id, "output_index": i + 1, "delta": args,
			}))
		}
		call := object{"id": id, "type": "function_call", "status": "completed", "call_id": c.ID, "name": c.Name, "arguments": string(c.Arguments)}
		frames = append(frames, frame("response.output_item.done", object{"type": "response.output_item.done", "output_index": i + 1, "item": call}))
	}
	return append(frames, a.responseEnd())
}

func (a *Answer) responseEnd() string {
	response := object{"id": "resp_1", "model": served, "status": "completed", "output": []any{}, "usage": object{
		"input_tokens": a.Usage.Input, "output_tokens": a.Usage.Output, "total_tokens": a.Usage.Input + a.Usage.Output,
		"input_tokens_details": object{"cached_tokens": a.Usage.Cached},
	}}
	kind := "response.completed"
	switch a.finish() {
	case "length":
		kind, response["status"], response["incomplete_details"] = "response.incomplete", "incomplete", object{"reason": "max_output_tokens"}
	case "content_filter":
		kind, response["status"], response["incomplete_details"] = "response.incomplete", "incomplete", object{"reason": "content_filter"}
	}
	return frame(kind, object{"type": kind, "response": response})
}

// frame writes one event.
func frame(event string, data any) string {
	text, err := json.Marshal(data)
	if err != nil {
		panic("openaitest: " + err.Error())
	}
	if event == "" {
		return "data: " + string(text) + "\n\n"
	}
	return "event: " + event + "\ndata: " + string(text) + "\n\n"
}

// pieces cuts text into pieces of about n bytes.
func pieces(text string, n int) []string {
	var list []string
	start := 0
	for at := range text {
		if at-start >= n {
			list = append(list, text[start:at])
			start = at
		}
	}
	if start < len(text) {
		list = append(list, text[start:])
	}
	return list
}
