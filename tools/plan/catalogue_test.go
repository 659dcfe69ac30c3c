package plan

import (
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// schema lists every leaf path of the structs with its Go type.
func schema(t reflect.Type, prefix Path, out map[Path]reflect.Type) {
	for i := range t.NumField() {
		f := t.Field(i)
		key := jsonKeys(t)[i]
		path := join(prefix, key)
		switch {
		case key == "id" || records[path]:
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

func TestFieldsAreComplete(t *testing.T) {
	chapter := regexp.MustCompile(`^[1-9](\.[1-3])?$`)
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
		if !slices.Contains([]Level{Hard, Int, Model, Advice, Bonus}, f.Level) {
			t.Errorf("%s: level %q", f.Path, f.Level)
		}
		if !chapter.MatchString(f.Memo) || f.Table != "" && !strings.Contains("12345", f.Table) {
			t.Errorf("%s: memo chapter %q, table %q", f.Path, f.Memo, f.Table)
		}
		for _, lang := range Langs {
			if q := f.Question.In(lang); !strings.HasSuffix(q, "?") {
				t.Errorf("%s: %q is not a question", f.Path, q)
			}
		}
	}
}

func TestUnitsBelongToNumbers(t *testing.T) {
	for _, f := range Fields() {
		sibling, named := strings.CutPrefix(f.Unit, "@")
		if f.Unit != "" && f.Kind != KindNumber {
			t.Errorf("%s: a %s with the unit %q", f.Path, f.Kind, f.Unit)
		}
		if !named {
			continue
		}
		at := f.Path[:len(f.Path)-len(f.Path.Leaf())] + Path(sibling)
		if unit, ok := FieldAt(at); !ok || unit.Kind != KindText {
			t.Errorf("%s: the unit %q is no text field beside it", f.Path, f.Unit)
		}
	}
}

func TestExamplesFitTheirFields(t *testing.T) {
	for _, f := range Fields() {
		if f.Kind != KindEnum {
			continue
		}
		for _, lang := range Langs {
			example := f.Example.In(lang)
			if !slices.ContainsFunc(Options(f.Enum), func(o Option) bool {
				return o.Label.In(lang) == example || o.Value == example
			}) {
				t.Errorf("%s: the example %q is no option of %s", f.Path, example, f.Enum)
			}
		}
	}
}

func TestTopicsAreComplete(t *testing.T) {
	for _, topic := range Topics {
		about := About(topic)
		for name, text := range map[string]Text{"label": about.Label, "question": about.Question, "help": about.Help, "example": about.Example} {
			if !text.Complete() {
				t.Errorf("topic %s: %s lacks a language", topic, name)
			}
		}
		if about.Phase == "" || about.Memo == "" {
			t.Errorf("topic %s: phase %q, memo %q", topic, about.Phase, about.Memo)
		}
		if !slices.ContainsFunc(Fields(), func(f Field) bool { return f.Topic == topic && !f.Later }) {
			t.Errorf("topic %s asks no field", topic)
		}
	}
}

func TestEnumsAreComplete(t *testing.T) {
	for name, options := range Enums() {
		seen := map[string]bool{}
		for _, o := range options {
			if !o.Label.Complete() {
				t.Errorf("enumeration %s: %s lacks a language", name, o.Value)
			}
			if o.Value == "" || seen[o.Value] {
				t.Errorf("enumeration %s: %q is empty or there twice", name, o.Value)
			}
			seen[o.Value] = true
		}
	}
	constants := map[string][]string{
		"source":    {string(Said), string(Document), string(Edited), string(Imported), string(Computed), string(Proposed)},
		"quadrant":  {InvestNow, StandardiseScale, Monitor, Use},
		"direction": {Increase, Decrease},
		"level":     {string(Hard), string(Int), string(Model), string(Advice), string(Bonus)},
		"attest":    {AttestLead, AttestRealise, AttestScale},
		"criterion": {"C0", "C1", "C2", "C3", "C4", "C5", "B1"},
		"verdict":   {"pass", "fail", "met", "not_met"},
	}
	for name, values := range constants {
		if diff := cmp.Diff(sorted(values), sorted(optionValues(name))); diff != "" {
			t.Errorf("enumeration %s (-code +catalogue):\n%s", name, diff)
		}
	}
}

func TestOptionLabel(t *testing.T) {
	tests := []struct {
		enum, value string
		lang        Lang
		want        string
	}{
		{"frequency", "monthly", FI, "kuukausittain"},
		{"frequency", "monthly", SV, "varje månad"},
		{"frequency", "monthly", EN, "monthly"},
		{"frequency", "hourly", EN, "hourly"},
		{"nosuch", "x", FI, "x"},
	}
	for _, tt := range tests {
		if got := OptionLabel(tt.enum, tt.value, tt.lang); got != tt.want {
			t.Errorf("OptionLabel(%q, %q, %s) = %q, want %q", tt.enum, tt.value, tt.lang, got, tt.want)
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

func TestFieldAt(t *testing.T) {
	for _, path := range []Path{"kpis[].target", "kpis[k1].target", "kpis[k17].target"} {
		if f, ok := FieldAt(path); !ok || f.Path != "kpis[].target" {
			t.Errorf("FieldAt(%q) = %v, %v", path, f, ok)
		}
	}
	for _, path := range []Path{"", "kpis", "kpis[k1]", "kpis[k1].id", "kpis.target", "target", "target.nosuch", "attestations"} {
		if _, ok := FieldAt(path); ok {
			t.Errorf("FieldAt(%q) finds a field", path)
		}
	}
}

func TestBrokenCatalogueIsRefused(t *testing.T) {
	tests := map[string]string{
		"unknown key":   "fields:\n  - path: a\n    colour: red\n",
		"key twice":     "fields:\n  - path: a\n    path: b\n",
		"not a mapping": "- a\n",
		"empty":         "",
	}
	for name, text := range tests {
		files := fstest.MapFS{"fields/x.yaml": {Data: []byte(text)}}
		if _, err := readCatalogue(files); err == nil || !strings.Contains(err.Error(), "fields/x.yaml") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// vocabulary is the part of the evals' field catalogue that this one has to
// agree with.
type vocabulary struct {
	Fields map[Path]struct {
		Values []string
		Gate   string
	}
	Rules  map[string][]string
	Topics map[Topic]map[Lang][]string
}

func readVocabulary(t *testing.T) vocabulary {
	t.Helper()
	data, err := os.ReadFile("../../evals/fields.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var v vocabulary
	if err := yaml.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	if len(v.Fields) == 0 || len(v.Topics) != len(Topics) {
		t.Fatalf("evals/fields.yaml has %d fields and %d topics", len(v.Fields), len(v.Topics))
	}
	return v
}

// The level of a field is that of the rule that fails without it.
func TestFieldsAgreeWithTheEvals(t *testing.T) {
	v := readVocabulary(t)
	for path, want := range v.Fields {
		f, ok := FieldAt(path)
		if !ok {
			t.Errorf("%s is not in the catalogue", path)
			continue
		}
		level := string(Advice)
		if want.Gate != "" {
			level = v.Rules[want.Gate][0]
		}
		if f.Topic == TopicCompany {
			level = string(Bonus)
		}
		if string(f.Level) != level {
			t.Errorf("%s: level %s, want %s", path, f.Level, level)
		}
		if f.Later {
			t.Errorf("%s is scored but not asked", path)
		}
		if want.Values != nil {
			if diff := cmp.Diff(sorted(want.Values), sorted(optionValues(f.Enum))); diff != "" {
				t.Errorf("%s (-evals +catalogue):\n%s", path, diff)
			}
		}
	}
}

// A reader who sees only the last question of an opening can tell its topic by
// the word stems of the evals.
func TestOpeningsNameTheirTopic(t *testing.T) {
	v := readVocabulary(t)
	for _, topic := range Topics {
		for _, lang := range Langs {
			words := " " + strings.Join(strings.FieldsFunc(strings.ToLower(lastQuestion(About(topic).Question.In(lang))), func(r rune) bool {
				return !unicode.IsLetter(r) && !unicode.IsDigit(r)
			}), " ")
			score := func(of Topic) (n int) {
				for _, stem := range v.Topics[of][lang] {
					n += len(stem) * strings.Count(words, " "+stem)
				}
				return n
			}
			for _, other := range Topics {
				if other != topic && score(other) >= score(topic) {
					t.Errorf("%s, %s: %q scores %d for %s and %d for itself", topic, lang, words, score(other), other, score(topic))
				}
			}
		}
	}
}

func lastQuestion(s string) string {
	end := max(strings.LastIndexByte(s, '?'), 0)
	return s[strings.LastIndexAny(s[:end], ".!?:")+1 : end]
}

func optionValues(enum string) []string {
	var values []string
	for _, o := range Options(enum) {
		values = append(values, o.Value)
	}
	return values
}

func sorted(values []string) []string { return slices.Sorted(slices.Values(values)) }

// TestObjects: what the interview asks can be asked for in a sentence, in each language.
func TestObjects(t *testing.T) {
	for _, f := range Fields() {
		asked := !f.Later && !f.Derived
		if got := Object(f.Path).Complete(); asked && !got {
			t.Errorf("%s has no complete object", f.Path)
		}
		if list := f.Path.List(); list != "" && asked && !Object(list).Complete() {
			t.Errorf("%s has no complete object", list)
		}
	}
	for path := range load().objects {
		f, ok := FieldAt(path)
		if !IsList(path) && (!ok || f.Later || f.Derived) {
			t.Errorf("%s is an object that nothing asks for", path)
		}
	}
}
