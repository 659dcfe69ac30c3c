package tools

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/invopop/jsonschema"

	"luonnos/tools/plan"
)

// schemaFor generates the schema of In in the subset that OpenAI's strict mode
// takes: closed objects, every key required, nullable where optional. It
// returns the keys that must be present in a call beside it. The arguments
// "values" and "rows" hold what lies at section in the plan.
func schemaFor[In any](tool string, section plan.Path) (json.RawMessage, []string) {
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
	strictObject(node, tool, func(key string) plan.Path { return argument(section, key) })
	data, err = json.Marshal(node)
	if err != nil {
		panic(fmt.Sprintf("tools: schema of %s: %v", tool, err))
	}
	return data, required
}

// argument is where the value of a tool's argument lies in the plan; "" is
// nowhere.
func argument(section plan.Path, key string) plan.Path {
	if key == "values" || key == "rows" {
		return section
	}
	return ""
}

// strict rewrites one schema in place and describes what lies at a path of the
// plan from the catalogue.
func strict(node map[string]any, tool string, at plan.Path) {
	switch node["type"] {
	case "object":
		strictObject(node, tool, func(key string) plan.Path { return below(at, key) })
	case "array":
		items, ok := node["items"].(map[string]any)
		if !ok {
			panic(fmt.Sprintf("tools: schema of %s: %s: items of any type", tool, at))
		}
		if items["type"] == "object" {
			strict(items, tool, at)
		}
	case nil:
		panic(fmt.Sprintf("tools: schema of %s: %s: a value of any type", tool, at))
	}
	describe(node, at)
}

func strictObject(node map[string]any, tool string, pathOf func(key string) plan.Path) {
	for _, key := range []string{"$schema", "$id"} {
		delete(node, key)
	}
	props, ok := node["properties"].(map[string]any)
	if !ok || node["additionalProperties"] != false {
		panic(fmt.Sprintf("tools: schema of %s: an open object", tool))
	}
	needed := keys(node["required"])
	all := make([]string, 0, len(props))
	for key, value := range props {
		prop := value.(map[string]any)
		strict(prop, tool, pathOf(key))
		if !slices.Contains(needed, key) || key == "id" {
			props[key] = nullable(prop)
		}
		all = append(all, key)
	}
	slices.Sort(all)
	node["required"] = all
}

// below is the catalogue path of a key of the section or the rows at a path.
func below(at plan.Path, key string) plan.Path {
	switch {
	case at == "" || key == "id":
		return ""
	case plan.IsList(at.Field()):
		return at + "[]." + plan.Path(key)
	default:
		return at + "." + plan.Path(key)
	}
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

// describe adds a field's short description and its enumeration.
func describe(node map[string]any, at plan.Path) {
	f, ok := plan.FieldAt(at)
	if !ok {
		return
	}
	node["description"] = short(f)
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

// short is a field's label with its unit or form: "Baseline (in unit)".
func short(f *plan.Field) string {
	sibling, other := strings.CutPrefix(f.Unit, "@")
	switch {
	case f.Kind == plan.KindDate:
		return f.Label.EN + " (2026-09-30 or 2026-09)"
	case f.List != "":
		return fmt.Sprintf("%s (id in %s)", f.Label.EN, f.List)
	case other:
		return fmt.Sprintf("%s (number in %s)", f.Label.EN, sibling)
	case f.Unit != "":
		return fmt.Sprintf("%s (%s)", f.Label.EN, f.Unit)
	default:
		return f.Label.EN
	}
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
