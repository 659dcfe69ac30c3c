package plan

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

// schema lists every leaf path of the structs with its Go type.
func schema(t reflect.Type, prefix Path, out map[Path]reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		key := jsonKey(f)
		path := join(prefix, key)
		switch {
		case key == "id" || path == "attestations":
		case f.Type.Kind() == reflect.Struct:
			schema(f.Type, path, out)
		case f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct:
			schema(f.Type.Elem(), path+"[]", out)
		default:
			out[path] = f.Type
		}
	}
}

func TestCatalogueCoversThePlan(t *testing.T) {
	paths := map[Path]reflect.Type{}
	schema(reflect.TypeFor[Plan](), "", paths)
	for path := range paths {
		if _, ok := FieldAt(path); !ok {
			t.Errorf("%s is not in the catalogue", path)
		}
	}
	seen := map[Path]bool{}
	for _, f := range Fields() {
		goType, ok := paths[f.Path]
		switch {
		case !ok:
			t.Errorf("%s is in the catalogue but not in the plan", f.Path)
		case seen[f.Path]:
			t.Errorf("%s is in the catalogue twice", f.Path)
		case !fits(f.Kind, goType):
			t.Errorf("%s: kind %s does not fit %v", f.Path, f.Kind, goType)
		}
		seen[f.Path] = true
	}
}

func fits(k Kind, t reflect.Type) bool {
	switch k {
	case KindText, KindEnum, KindPerson, KindRef:
		return t == reflect.TypeFor[string]()
	case KindTexts, KindEnums, KindPersons, KindRefs:
		return t == reflect.TypeFor[[]string]()
	case KindNumber:
		return t == reflect.TypeFor[*float64]()
	case KindBool:
		return t == reflect.TypeFor[*bool]()
	case KindDate:
		return t == reflect.TypeFor[Date]()
	default:
		return false
	}
}

func TestCatalogueIsComplete(t *testing.T) {
	for _, f := range Fields() {
		for name, text := range map[string]Text{"label": f.Label, "question": f.Question, "help": f.Help, "example": f.Example} {
			if !text.Complete() {
				t.Errorf("%s: %s lacks a language", f.Path, name)
			}
		}
		if !slices.Contains(Topics, f.Topic) {
			t.Errorf("%s: unknown topic %q", f.Path, f.Topic)
		}
		if (f.Kind == KindEnum || f.Kind == KindEnums) != (f.Enum != "") || f.Enum != "" && len(Options(f.Enum)) == 0 {
			t.Errorf("%s: kind %s with enumeration %q", f.Path, f.Kind, f.Enum)
		}
		if (f.Kind == KindRef || f.Kind == KindRefs) != IsList(f.List) {
			t.Errorf("%s: kind %s with list %q", f.Path, f.Kind, f.List)
		}
		if !slices.Contains([]Level{Hard, Int, Model, Advice, Bonus}, f.Level) || f.Memo == "" {
			t.Errorf("%s: level %q, memo %q", f.Path, f.Level, f.Memo)
		}
		if !strings.HasSuffix(f.Question.FI, "?") {
			t.Errorf("%s: %q is not a question", f.Path, f.Question.FI)
		}
	}
	for _, topic := range Topics {
		about := About(topic)
		for name, text := range map[string]Text{"label": about.Label, "question": about.Question, "help": about.Help, "example": about.Example} {
			if !text.Complete() {
				t.Errorf("topic %s: %s lacks a language", topic, name)
			}
		}
	}
	for name, options := range load().enums {
		for _, o := range options {
			if !o.Label.Complete() {
				t.Errorf("enumeration %s: %s lacks a language", name, o.Value)
			}
		}
	}
}

func TestFieldsFollowTheTopics(t *testing.T) {
	last := 0
	for _, f := range Fields() {
		at := slices.Index(Topics, f.Topic)
		if at < last {
			t.Fatalf("%s of topic %s comes after a later topic", f.Path, f.Topic)
		}
		last = at
	}
}
