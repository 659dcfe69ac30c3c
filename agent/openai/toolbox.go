package openai

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strings"

	"github.com/sashabaranov/go-openai"

	"luonnos/tools"
)

// toolbox is a set of tools in the forms of both APIs, encoded once.
type toolbox struct {
	of        tools.Set
	chat      []openai.Tool
	responses []openai.Tool
	tokens    int
	hash      string
}

// newToolbox encodes a set of tools. Their schemas were written by this program.
func newToolbox(set tools.Set, strict bool) *toolbox {
	b := &toolbox{of: set}
	for _, t := range set {
		schema := t.Schema
		if !strict {
			schema = lenient(t.Schema)
		}
		f := openai.FunctionDefinition{Name: t.Name, Description: t.Doc, Strict: strict, Parameters: schema}
		b.chat = append(b.chat, openai.Tool{Type: openai.ToolTypeFunction, Function: &f})
		inline := openai.NewResponseFunctionTool(f)
		inline.Parameters["strict"] = strict // absent would mean true there
		b.responses = append(b.responses, inline)
	}
	data := encode(b.chat)
	sum := sha256.Sum256(data)
	b.hash = hex.EncodeToString(sum[:6])
	b.tokens = countTokens(string(data))
	return b
}

// is reports whether the toolbox was made of this very set.
func (b *toolbox) is(set tools.Set) bool {
	return len(b.of) == len(set) && (len(set) == 0 || &b.of[0] == &set[0])
}

// lenient shortens a strict schema for use without strict mode: no key needs to be
// written but those of the call itself, so no value needs to be null, and a
// description is its first sentence.
func lenient(schema json.RawMessage) json.RawMessage {
	var node map[string]any
	if err := json.Unmarshal(schema, &node); err != nil {
		panic("openai: schema: " + err.Error())
	}
	required := node["required"]
	loosen(node)
	if list, ok := required.([]any); ok && len(list) > 0 {
		node["required"] = required
	}
	return encode(node)
}

func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("openai: schema: " + err.Error())
	}
	return data
}

func loosen(node map[string]any) {
	delete(node, "required")
	delete(node, "additionalProperties")
	if kinds, ok := node["type"].([]any); ok && len(kinds) == 2 && kinds[1] == "null" {
		node["type"] = kinds[0]
	}
	if values, ok := node["enum"].([]any); ok && len(values) > 0 && values[len(values)-1] == nil {
		node["enum"] = values[:len(values)-1]
	}
	if text, ok := node["description"].(string); ok {
		if first, _, more := strings.Cut(text, ". "); more {
			node["description"] = first
		}
	}
	if items, ok := node["items"].(map[string]any); ok {
		loosen(items)
	}
	properties, _ := node["properties"].(map[string]any)
	for _, p := range properties {
		if p, ok := p.(map[string]any); ok {
			loosen(p)
		}
	}
}
