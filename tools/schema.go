package tools

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/invopop/jsonschema"

	"luonnos/tools/plan"
)

// schemaFor generates the schema of In in the subset that OpenAI's strict mode
// takes: closed objects, every key required, nullable where optional. It
// returns the keys that must be present in a call beside it.
func schemaFor[In any](tool string) (json.RawMessage, []string) {
	r := &jsonschema.Reflector{Anonymous: true, ExpandedStruct: true, DoNotReference: true}
	data, err := json.Marshal(r.Reflect(*new(In)))
	if err != nil {
		panic(fmt.Sprintf("tools: schema of %s: %v", tool, err))
	}
	var node map[string]any
	if err := json.Unmarshal(data, &node); err != nil {
		panic(fmt.Sprintf("tools: schema of %s: %v", tool, err))
	}
	required := keys(node["required"])
	strict(node, tool, "")
	data, err = json.Marshal(node)
	if err != nil {
		panic(fmt.Sprintf("tools: schema of %s: %v", tool, err))
	}
	return data, required
}

// strict rewrites one object schema in place and describes what lies in the
// plan's vocabulary from the catalogue.
func strict(node map[string]any, tool string, at plan.Path) {
	for _, key := range []string{"$schema", "$id", "default", "examples", "minLength", "maxLength", "format"} {
		delete(node, key)
	}
	switch node["type"] {
	case "object":
		strictObject(node, tool, at)
	case "array":
		items, ok := node["items"].(map[string]any)
		if !ok {
			panic(fmt.Sprintf("tools: schema of %s: %s: items of any type", tool, at))
		}
		strict(items, tool, at)
	case nil:
		panic(fmt.Sprintf("tools: schema of %s: %s: a value of any type", tool, at))
	}
	describe(node, at)
}

func strictObject(node map[string]any, tool string, at plan.Path) {
	props, ok := node["properties"].(map[string]any)
	if !ok || node["additionalProperties"] != false {
		panic(fmt.Sprintf("tools: schema of %s: %s: an open object", tool, at))
	}
	needed := keys(node["required"])
	all := make([]string, 0, len(props))
	for key, value := range props {
		prop := value.(map[string]any)
		strict(prop, tool, below(at, key))
		if !slices.Contains(needed, key) || key == "id" {
			props[key] = nullable(prop)
		}
		all = append(all, key)
	}
	slices.Sort(all)
	node["required"] = all
}

// below is the catalogue path of a key: the keys "values" and "rows" of the
// storing tools stand for the section that the tool fills.
func below(at plan.Path, key string) plan.Path {
	if at == "" {
		return plan.Path(key)
	}
	list := at
	if plan.IsList(at) {
		list = at + "[]"
	}
	return list + "." + plan.Path(key)
}

func nullable(prop map[string]any) map[string]any {
	kind, ok := prop["type"].(string)
	if !ok {
		return prop
	}
	prop["type"] = []any{kind, "null"}
	if values, ok := prop["enum"].([]any); ok {
		prop["enum"] = append(values, nil)
	}
	return prop
}

// describe adds the catalogue's label, help and enumeration to a field's node.
func describe(node map[string]any, at plan.Path) {
	f, ok := plan.FieldAt(at)
	if !ok {
		return
	}
	node["description"] = f.Label.EN + ". " + f.Help.EN
	if f.Enum == "" {
		return
	}
	values := make([]any, 0)
	for _, o := range plan.Options(f.Enum) {
		values = append(values, o.Value)
	}
	if items, ok := node["items"].(map[string]any); ok {
		items["enum"] = values
		return
	}
	node["enum"] = values
}

func keys(v any) []string {
	list, _ := v.([]any)
	out := make([]string, 0, len(list))
	for _, item := range list {
		if s, ok := item.(string); ok {
			out = append(out, s)
		}
	}
	return out
}
