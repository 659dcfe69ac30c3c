package plan

import (
	"bytes"
	"embed"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"
)

// Kind is the type of a field's value.
type Kind string

// The kinds of fields.
const (
	KindText    Kind = "text"
	KindTexts   Kind = "texts"
	KindNumber  Kind = "number"
	KindDate    Kind = "date"
	KindBool    Kind = "bool"
	KindEnum    Kind = "enum"
	KindEnums   Kind = "enums"
	KindPerson  Kind = "person"
	KindPersons Kind = "persons"
	KindRef     Kind = "ref"
	KindRefs    Kind = "refs"
)

// Level is how strongly a field or a rule is required (SPEC section 2).
type Level string

// The levels. Hard and Int fail a criterion, Model leaves a remark, Advice only
// advises, Bonus can only add.
const (
	Hard   Level = "hard"
	Int    Level = "int"
	Model  Level = "model"
	Advice Level = "adv"
	Bonus  Level = "bonus"
)

// Field describes one path of the vocabulary: forms, questions, prompts,
// exports and findings all read it.
type Field struct {
	Path     Path   `yaml:"path"`    // with empty brackets: kpis[].target
	Topic    Topic  `yaml:"topic"`   // where the interview asks it
	Kind     Kind   `yaml:"kind"`    //
	Unit     string `yaml:"unit"`    // of a number: a fixed code ("min"), or "@unit" for the sibling field that holds it
	Enum     string `yaml:"enum"`    // name of the enumeration of an enum or enums field
	List     Path   `yaml:"list"`    // list that a ref or refs field points into
	Level    Level  `yaml:"level"`   //
	Memo     string `yaml:"memo"`    // chapter of the memo: "2", "3.1", "8"
	Table    string `yaml:"table"`   // table of the memo: "1" to "5"
	Derived  bool   `yaml:"derived"` // computed from other leaves unless stated
	Later    bool   `yaml:"later"`   // shown and exported; asked only when the applicant brings it up
	Label    Text   `yaml:"label"`
	Question Text   `yaml:"question"`
	Help     Text   `yaml:"help"` // why it is asked
	Example  Text   `yaml:"example"`
}

// Topic is one subject of the interview, asked as a whole.
type Topic string

// The topics in the order of the interview (memo phases 1 to 5 and the bonus).
const (
	TopicIntro        Topic = "intro"
	TopicTarget       Topic = "target"
	TopicKPIs         Topic = "kpis"
	TopicRACI         Topic = "raci"
	TopicCapabilities Topic = "capabilities"
	TopicData         Topic = "data"
	TopicValueStream  Topic = "value_stream"
	TopicBatches      Topic = "batches"
	TopicRealisation  Topic = "realisation"
	TopicExecution    Topic = "execution"
	TopicCommitments  Topic = "commitments"
	TopicForesight    Topic = "foresight"
	TopicCompany      Topic = "company"
)

// Topics lists the topics in the order of the interview.
var Topics = []Topic{
	TopicIntro, TopicTarget, TopicKPIs, TopicRACI, TopicCapabilities, TopicData, TopicValueStream,
	TopicBatches, TopicRealisation, TopicExecution, TopicCommitments, TopicForesight, TopicCompany,
}

// TopicText is what a person reads about a topic.
type TopicText struct {
	Topic    Topic  `yaml:"topic"`
	Phase    string `yaml:"phase"` // "0" to "5", "+"
	Memo     string `yaml:"memo"`
	Label    Text   `yaml:"label"`
	Question Text   `yaml:"question"`
	Help     Text   `yaml:"help"`
	Example  Text   `yaml:"example"`
}

// Option is one value of an enumeration with its label.
type Option struct {
	Value string `yaml:"value" json:"value"`
	Label Text   `yaml:"label" json:"label"`
}

//go:embed fields/*.yaml
var fieldFiles embed.FS

type catalogue struct {
	fields []Field
	byPath map[Path]*Field
	topics map[Topic]TopicText
	enums  map[string][]Option

	objects map[Path]Text
}

// load reads the embedded catalogue once. A broken catalogue is a programmer's
// error and ends the program at start-up; a test reads it too.
var load = sync.OnceValue(func() *catalogue {
	c, err := readCatalogue(fieldFiles)
	if err != nil {
		panic("plan: field catalogue: " + err.Error())
	}
	return c
})

func readCatalogue(files fs.FS) (*catalogue, error) {
	c := &catalogue{byPath: map[Path]*Field{}, topics: map[Topic]TopicText{}, enums: map[string][]Option{}, objects: map[Path]Text{}}
	names, err := fs.Glob(files, "fields/*.yaml")
	if err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := c.read(files, name); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	order := func(f Field) int { return slices.Index(Topics, f.Topic) }
	slices.SortStableFunc(c.fields, func(a, b Field) int { return order(a) - order(b) })
	for i := range c.fields {
		c.byPath[c.fields[i].Path] = &c.fields[i]
	}
	return c, nil
}

func (c *catalogue) read(files fs.FS, name string) error {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	var file struct {
		Fields  []Field             `yaml:"fields"`
		Topics  []TopicText         `yaml:"topics"`
		Enums   map[string][]Option `yaml:"enums"`
		Objects map[Path]Text       `yaml:"objects"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return err
	}
	c.fields = append(c.fields, file.Fields...)
	for _, t := range file.Topics {
		c.topics[t.Topic] = t
	}
	maps.Copy(c.enums, file.Enums)
	maps.Copy(c.objects, file.Objects)
	return nil
}

// Fields lists the vocabulary in the order of the interview. The slice is
// shared: do not change it.
func Fields() []Field { return load().fields }

// FieldAt returns the catalogue's entry for a path, with or without row ids.
func FieldAt(path Path) (*Field, bool) {
	f, ok := load().byPath[path.Field()]
	return f, ok
}

// About returns what a person reads about a topic.
func About(t Topic) TopicText { return load().topics[t] }

// Object returns a field or list as the object of "I need": "kaavan", "formeln", "the
// formula". What the interview does not ask has none.
func Object(path Path) Text { return load().objects[path.Field()] }

// Enums returns every enumeration by its name. The map is shared: do not change
// it.
func Enums() map[string][]Option { return load().enums }

// Options lists the values of an enumeration in their order.
func Options(enum string) []Option { return load().enums[enum] }

// OptionLabel returns the label of an enumeration's value, or the value itself.
func OptionLabel(enum, value string, lang Lang) string {
	for _, o := range Options(enum) {
		if o.Value == value {
			return o.Label.In(lang)
		}
	}
	return value
}
