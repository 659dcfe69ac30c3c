package evals

import (
	"bytes"
	_ "embed"
	"fmt"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// Comparator names how a predicted and a gold value are compared.
type Comparator string

// The comparators.
const (
	CmpNum     Comparator = "num"
	CmpDate    Comparator = "date"
	CmpPerson  Comparator = "person"
	CmpPersons Comparator = "persons"
	CmpEnum    Comparator = "enum"
	CmpEnumSet Comparator = "enumset"
	CmpBool    Comparator = "bool"
	CmpText    Comparator = "text"
	CmpTextSet Comparator = "textset"
	CmpRef     Comparator = "ref"
	CmpRefs    Comparator = "refs"
)

// set reports whether values of the comparator are lists whose elements count one by one.
func (c Comparator) set() bool {
	return c == CmpPersons || c == CmpEnumSet || c == CmpTextSet || c == CmpRefs
}

// Field says how one path of the vocabulary is scored.
type Field struct {
	Path    plan.Path  `yaml:"-"` // with empty brackets: kpis[].target
	Cmp     Comparator `yaml:"cmp"`
	Section string     `yaml:"section"`
	Gate    string     `yaml:"gate"`    // rule that fails when the value is missing
	Key     bool       `yaml:"key"`     // rows are aligned on it
	Derived bool       `yaml:"derived"` // follows from other leaves when absent
	Values  []string   `yaml:"values"`  // of an enumeration
	Range   []float64  `yaml:"range"`   // of a number: least and greatest
}

// TopicStems are the word stems that tell a question's topic, by language.
type TopicStems struct {
	Topic plan.Topic
	Stems map[plan.Lang][]string
}

// Rule is what the catalogue knows of a rule of the validator.
type Rule struct {
	ID, Spec, Sub string
	Level         plan.Level
}

// Catalogue is the scoring vocabulary of all cases.
type Catalogue struct {
	Fields   []Field // in the order of the file
	Sections []string
	Topics   []TopicStems // in the order of the interview
	Rules    map[string]Rule

	byPath map[plan.Path]*Field
}

//go:embed fields.yaml
var fieldsFile []byte

// Fields returns the embedded catalogue. A broken one is a programmer's error and ends the program at start-up.
var Fields = sync.OnceValue(func() *Catalogue {
	c, err := readCatalogue(fieldsFile)
	if err != nil {
		panic("evals: fields.yaml: " + err.Error())
	}
	return c
})

// At returns the entry for a path, with or without row ids.
func (c *Catalogue) At(path plan.Path) (*Field, bool) {
	f, ok := c.byPath[path.Field()]
	return f, ok
}

// below reports whether the path names something that holds fields: a section, a list or a row.
func (c *Catalogue) below(path plan.Path) bool {
	field := path.Field()
	return slices.ContainsFunc(c.Fields, func(f Field) bool {
		return f.Path != field && (f.Path.Within(field) || f.Path.List() == field)
	})
}

func readCatalogue(data []byte) (*Catalogue, error) {
	var file struct {
		Version int       `yaml:"version"`
		Fields  yaml.Node `yaml:"fields"`
		Topics  yaml.Node `yaml:"topics"`
		Rules   yaml.Node `yaml:"rules"`
	}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&file); err != nil {
		return nil, err
	}
	c := &Catalogue{Rules: map[string]Rule{}, byPath: map[plan.Path]*Field{}}
	for key, node := range pairs(&file.Fields) {
		f := Field{Path: plan.Path(key.Value)}
		if err := node.Decode(&f); err != nil {
			return nil, fmt.Errorf("%s: %w", key.Value, err)
		}
		c.Fields = append(c.Fields, f)
		if !slices.Contains(c.Sections, f.Section) {
			c.Sections = append(c.Sections, f.Section)
		}
	}
	for i := range c.Fields {
		c.byPath[c.Fields[i].Path] = &c.Fields[i]
	}
	for key, node := range pairs(&file.Topics) {
		t := TopicStems{Topic: plan.Topic(key.Value)}
		if err := node.Decode(&t.Stems); err != nil {
			return nil, fmt.Errorf("topic %s: %w", key.Value, err)
		}
		c.Topics = append(c.Topics, t)
	}
	for key, node := range pairs(&file.Rules) {
		var row [3]string
		if err := node.Decode(&row); err != nil {
			return nil, fmt.Errorf("rule %s: %w", key.Value, err)
		}
		c.Rules[key.Value] = Rule{ID: key.Value, Level: plan.Level(row[0]), Spec: row[1], Sub: row[2]}
	}
	return c, nil
}

// pairs yields the keys and values of a YAML mapping in their order.
func pairs(node *yaml.Node) func(func(key, value *yaml.Node) bool) {
	return func(yield func(key, value *yaml.Node) bool) {
		if node.Kind != yaml.MappingNode {
			return
		}
		for i := 0; i+1 < len(node.Content); i += 2 {
			if !yield(node.Content[i], node.Content[i+1]) {
				return
			}
		}
	}
}
