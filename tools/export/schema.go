package export

import (
	"encoding/json"
	"reflect"

	"github.com/invopop/jsonschema"

	"luonnos/tools/plan"
)

// dialect is the version of JSON Schema that [Schema] is written in.
const dialect = "https://json-schema.org/draft/2020-12/schema"

// Patterns of the texts whose form is fixed.
const (
	datePattern = `^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?$`
	idPattern   = `^[a-z0-9]+$`
)

// recordEnums are the enumerations of what the catalogue of fields leaves out: a
// person's commitments and an expert's reviews.
var recordEnums = map[plan.Path]string{
	"attestations[].what": "attest", "reviews[].criterion": "sub_criterion", "reviews[].verdict": "review_verdict",
}

// Schema returns the JSON Schema (2020-12) of a plan document, described in one
// language. The structs of package plan give the keys and types; its catalogue
// gives the labels, the help and the enumerations.
func Schema(lang plan.Lang) []byte {
	r := &jsonschema.Reflector{Anonymous: true, ExpandedStruct: true, DoNotReference: true, Mapper: dates}
	data, err := json.Marshal(r.Reflect(plan.Plan{}))
	if err != nil {
		panic("export: schema: " + err.Error()) // the plan's types are our own
	}
	var root map[string]any
	if err := json.Unmarshal(data, &root); err != nil {
		panic("export: schema: " + err.Error())
	}
	root["$schema"] = dialect
	root["title"] = planTitle.In(lang)
	describe(root, "", lang)
	return indented(root)
}

// dates is the schema of a [plan.Date]; other types have the usual one.
func dates(t reflect.Type) *jsonschema.Schema {
	if t != reflect.TypeFor[plan.Date]() {
		return nil
	}
	return &jsonschema.Schema{Type: "string", Pattern: datePattern}
}

// describe adds to the schema of what lies at path what the catalogue knows.
func describe(node map[string]any, path plan.Path, lang plan.Lang) {
	properties, _ := node["properties"].(map[string]any)
	for key, value := range properties {
		child := plan.Path(key)
		if path != "" {
			child = path + "." + child
		}
		describe(value.(map[string]any), child, lang)
	}
	items, isList := node["items"].(map[string]any)
	if isList && items["type"] == "object" {
		describe(items, path+"[]", lang)
	}
	if section := plan.About(plan.Topic(path)).Label; section.Complete() {
		node["title"] = section.In(lang)
	}
	f, known := plan.FieldAt(path)
	switch {
	case known:
		describeField(node, f, lang)
	case path.Leaf() == "id":
		node["pattern"] = idPattern
	case recordEnums[path] == "":
	case isList:
		items["enum"] = values(recordEnums[path])
	default:
		node["enum"] = values(recordEnums[path])
	}
}

func describeField(node map[string]any, f *plan.Field, lang plan.Lang) {
	node["title"] = f.Label.In(lang)
	node["description"] = f.Help.In(lang)
	if f.Kind == plan.KindText || f.Kind == plan.KindPerson {
		node["examples"] = []any{f.Example.In(lang)} // those of other kinds are as a person says it
	}
	value := node
	if items, ok := node["items"].(map[string]any); ok {
		value = items
	}
	switch f.Kind {
	case plan.KindEnum, plan.KindEnums:
		value["enum"] = values(f.Enum)
	case plan.KindRef, plan.KindRefs:
		value["pattern"] = idPattern
	}
}

func values(enum string) []any {
	options := plan.Options(enum)
	list := make([]any, len(options))
	for i, o := range options {
		list[i] = o.Value
	}
	return list
}
