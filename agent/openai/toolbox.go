package openai

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/sashabaranov/go-openai"

	"luonnos/tools"
	"luonnos/tools/plan"
)

// toolbox is a set of tools in the forms of both APIs, encoded once for all requests. The
// library is given a place holder.
type toolbox struct {
	of        tools.Set
	chat      []byte
	responses []byte
	tokens    int
	hash      string
}

// newToolbox encodes a set of tools. Their schemas were written by this program.
func newToolbox(set tools.Set, strict bool) *toolbox {
	b := &toolbox{of: set}
	var chat, responses []openai.Tool
	for _, t := range set {
		schema := t.Schema
		if !strict {
			schema = lenient(t)
		}
		f := openai.FunctionDefinition{Name: t.Name, Description: t.Doc, Strict: strict, Parameters: schema}
		chat = append(chat, openai.Tool{Type: openai.ToolTypeFunction, Function: &f})
		inline := openai.NewResponseFunctionTool(f)
		inline.Parameters["strict"] = strict // absent would mean true there
		responses = append(responses, inline)
	}
	b.chat, b.responses = encode(chat), encode(responses)
	sum := sha256.Sum256(b.chat)
	b.hash = hex.EncodeToString(sum[:6])
	b.tokens = countTokens(string(b.chat))
	return b
}

// holder stands for the tools in what the library encodes. It can't occur in a text,
// where quotation marks are escaped.
var (
	holder     = []openai.Tool{{Type: openai.ToolTypeFunction}}
	holderJSON = append([]byte(`"tools":`), encode(holder)...)
)

// held is what the library is given for the tools.
func (b *toolbox) held() []openai.Tool {
	if len(b.of) == 0 {
		return nil
	}
	return holder
}

// is reports whether the toolbox was made of this very set.
func (b *toolbox) is(set tools.Set) bool {
	return len(b.of) == len(set) && (len(set) == 0 || &b.of[0] == &set[0])
}

// lenient shortens the strict schema of a tool for use without strict mode. No key
// needs to be written but those of the call itself, so no value needs to be null.
// The fields of the plan are known by their names; those that the interview does not
// ask are only listed, as they are said seldom and would fill half of every request.
func lenient(t tools.Tool) json.RawMessage {
	var node map[string]any
	if err := json.Unmarshal(t.Schema, &node); err != nil {
		panic("openai: schema of " + t.Name + ": " + err.Error())
	}
	required := node["required"]
	loosen(node)
	if list, ok := required.([]any); ok && len(list) > 0 {
		node["required"] = required
	}
	if section, ok := strings.CutPrefix(t.Name, "set_"); ok {
		for _, key := range []string{"values", "rows"} {
			if fields, ok := properties(node)[key].(map[string]any); ok {
				abridge(fields, plan.Path(section))
			}
		}
		for _, p := range properties(node) { // the instructions say it once for all
			delete(p.(map[string]any), "description")
		}
	}
	return encode(node)
}

func properties(node map[string]any) map[string]any {
	p, _ := node["properties"].(map[string]any)
	return p
}

// loosen takes out of a schema what only strict mode needs.
func loosen(node map[string]any) {
	delete(node, "required")
	delete(node, "additionalProperties")
	if kinds, ok := node["type"].([]any); ok && len(kinds) == 2 && kinds[1] == "null" {
		node["type"] = kinds[0]
	}
	if values, ok := node["enum"].([]any); ok && len(values) > 0 && values[len(values)-1] == nil {
		node["enum"] = values[:len(values)-1]
	}
	if items, ok := node["items"].(map[string]any); ok {
		loosen(items)
	}
	for _, p := range properties(node) {
		if p, ok := p.(map[string]any); ok {
			loosen(p)
		}
	}
}

// abridge shortens the schema of what lies at a path of the plan.
func abridge(node map[string]any, at plan.Path) {
	if items, ok := node["items"].(map[string]any); ok {
		abridge(items, at+"[]")
		return
	}
	var further []string
	for key, value := range properties(node) {
		path := at + "." + plan.Path(key)
		p, ok := value.(map[string]any)
		if f, known := plan.FieldAt(path); ok && known {
			delete(p, "description")
			if f.Later {
				further = append(further, listed(key, p))
				delete(properties(node), key)
				continue
			}
		}
		if ok {
			abridge(p, path)
		}
	}
	if len(further) > 0 {
		slices.Sort(further)
		node["description"] = "Further keys: " + strings.Join(further, ", ")
	}
}

// listed names a key with its type or values, where it is not a text.
func listed(key string, p map[string]any) string {
	if values, ok := p["enum"].([]any); ok {
		return key + strings.ReplaceAll(fmt.Sprint(values), " ", "|")
	}
	if p["type"] == "string" {
		return key
	}
	return key + " " + fmt.Sprint(p["type"])
}

func encode(v any) []byte {
	data, err := json.Marshal(v)
	if err != nil {
		panic("openai: schema: " + err.Error())
	}
	return data
}
