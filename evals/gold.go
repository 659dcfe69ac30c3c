package evals

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

// reader turns the YAML of a case into typed values and collects what is wrong with it.
type reader struct {
	file      string
	catalogue *Catalogue
	errs      []error
}

func (r *reader) fail(line int, format string, args ...any) {
	r.errs = append(r.errs, &FileError{r.file, max(line, 1), fmt.Sprintf(format, args...)})
}

// finish reads the parts whose types depend on their paths and checks the rest.
func (r *reader) finish(c *Case) {
	if c.Schema != Schema {
		r.fail(1, "schema %q, want %q", c.Schema, Schema)
	}
	if c.ID == "" {
		r.fail(1, "id is missing")
	}
	if !slices.Contains(plan.Langs, c.Lang) {
		r.fail(1, "lang %q is none of %v", c.Lang, plan.Langs)
	}
	if !c.Today.Valid() {
		r.fail(1, "today %q is no date", c.Today)
	}
	if o := c.Persona.Order; o != "" && o != "asked" && o != "own" {
		r.fail(1, "persona.order %q is neither asked nor own", o)
	}
	c.Gold = &plan.Plan{}
	r.gold(c.Gold, &c.GoldNode, "")
	for i := range c.Corrections {
		r.correction(c, &c.Corrections[i])
	}
	r.script(c)
}

func (r *reader) script(c *Case) {
	known := map[plan.Topic]bool{}
	for _, t := range c.Script {
		if !slices.ContainsFunc(r.catalogue.Topics, func(s TopicStems) bool { return s.Topic == t.Topic }) {
			r.fail(1, "script: unknown topic %q", t.Topic)
		}
		if known[t.Topic] {
			r.fail(1, "script: topic %q comes twice", t.Topic)
		}
		known[t.Topic] = true
		for _, s := range t.Say {
			for _, path := range slices.Concat(s.Reveals, s.Withholds) {
				if _, leaf := r.catalogue.At(path); !path.Valid() || !leaf && !r.catalogue.below(path) {
					r.fail(1, "script: %s: no such path %q", t.Topic, path)
				}
			}
		}
	}
	after := func(kind string, topic plan.Topic) {
		if !known[topic] {
			r.fail(1, "%s: after %q, which is no topic of the script", kind, topic)
		}
	}
	for _, e := range c.Corrections {
		after("corrections", e.After)
	}
	for _, e := range c.Digressions {
		after("digressions", e.After)
	}
	for _, e := range c.OffTopic {
		after("off_topic", e.After)
	}
	for _, e := range c.Injections {
		after("injections", e.After)
	}
}

// gold stores the leaves below node, which stands at path, in p.
func (r *reader) gold(p *plan.Plan, node *yaml.Node, path plan.Path) {
	if f, ok := r.catalogue.At(path); ok {
		r.leaf(p, f, node, path)
		return
	}
	switch {
	case plan.IsList(path):
		r.rows(p, node, path)
	case node.Kind == yaml.MappingNode:
		for key, value := range pairs(node) {
			child := plan.Path(key.Value)
			if path != "" {
				child = path + "." + child
			}
			if key.Value == "id" && strings.HasSuffix(string(path), "]") {
				continue
			}
			if _, leaf := r.catalogue.At(child); !leaf && !r.catalogue.below(child) {
				r.fail(key.Line, "unknown key %q in gold", child.Field())
				continue
			}
			r.gold(p, value, child)
		}
	case node.Kind == 0 && path == "":
		r.fail(1, "gold is missing")
	case node.Kind == yaml.ScalarNode && node.Tag == "!!null":
	default:
		r.fail(node.Line, "%s must be a mapping", path)
	}
}

func (r *reader) rows(p *plan.Plan, node *yaml.Node, list plan.Path) {
	if node.Kind != yaml.SequenceNode {
		r.fail(node.Line, "%s must be a list", list)
		return
	}
	for _, item := range node.Content {
		id := ""
		for key, value := range pairs(item) {
			if key.Value == "id" {
				id = value.Value
			}
		}
		switch row := plan.At(list, id, ""); {
		case id == "" || !row.Valid():
			r.fail(item.Line, "a row of %s needs an id of lower-case letters and digits", list)
		case slices.Contains(p.Rows(list), id):
			r.fail(item.Line, "row id %q is used twice in %s", id, list)
		default:
			r.gold(p, item, row)
		}
	}
}

func (r *reader) leaf(p *plan.Plan, f *Field, node *yaml.Node, path plan.Path) {
	value, err := valueOf(f, node)
	if err != nil {
		r.fail(node.Line, "%s: %v", path, err)
		return
	}
	if value == nil {
		return
	}
	if err := p.Set(path, value); err != nil {
		r.fail(node.Line, "%v", err)
	}
}

func (r *reader) correction(c *Case, x *Correction) {
	f, ok := r.catalogue.At(x.Path)
	if !ok {
		r.fail(x.OldNode.Line, "corrections: no such path %q", x.Path)
		return
	}
	var err error
	if x.Old, err = valueOf(f, &x.OldNode); err != nil {
		r.fail(x.OldNode.Line, "old of %s: %v", x.Path, err)
	}
	if x.New, err = valueOf(f, &x.NewNode); err != nil {
		r.fail(x.NewNode.Line, "new of %s: %v", x.Path, err)
	}
	if x.Kind != "" && x.Kind != Explicit && x.Kind != Contradiction {
		r.fail(x.OldNode.Line, "kind %q is neither %s nor %s", x.Kind, Explicit, Contradiction)
	}
	if list := x.Path.List(); list != "" && !slices.Contains(c.Gold.Rows(list), x.Path.RowID()) {
		r.fail(x.OldNode.Line, "corrections: gold has no row %s", x.Path.Row())
	}
}

// dateSyntax allows a gold date of any precision, down to a year.
var dateSyntax = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// valueOf reads a value of the field's type from YAML; nil when there is none.
func valueOf(f *Field, node *yaml.Node) (any, error) {
	if node.Kind == 0 || node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return nil, nil
	}
	if f.Cmp.set() {
		var list []string
		if node.Kind != yaml.SequenceNode {
			return nil, fmt.Errorf("must be a list")
		}
		for _, item := range node.Content {
			if item.Kind != yaml.ScalarNode || strings.TrimSpace(item.Value) == "" {
				return nil, fmt.Errorf("must be a list of texts")
			}
			list = append(list, item.Value)
		}
		if len(list) == 0 {
			return nil, nil
		}
		return list, nil
	}
	if node.Kind != yaml.ScalarNode {
		return nil, fmt.Errorf("must be a single value")
	}
	switch f.Cmp {
	case CmpNum:
		n, err := strconv.ParseFloat(node.Value, 64)
		if err != nil {
			return nil, fmt.Errorf("%q is no number", node.Value)
		}
		return n, nil
	case CmpBool:
		b, err := strconv.ParseBool(node.Value)
		if err != nil {
			return nil, fmt.Errorf("%q is neither true nor false", node.Value)
		}
		return b, nil
	case CmpDate:
		if !dateSyntax.MatchString(node.Value) {
			return nil, fmt.Errorf("%q is no ISO date", node.Value)
		}
		return plan.Date(node.Value), nil
	default:
		if strings.TrimSpace(node.Value) == "" {
			return nil, nil
		}
		return node.Value, nil
	}
}
