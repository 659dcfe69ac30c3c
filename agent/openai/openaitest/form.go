package openaitest

import (
	"slices"
	"strings"

	"luonnos/evals"
	"luonnos/tools/plan"
)

// form is a call of the tool that fills a section or list, in the making.
type form struct {
	tool   string
	list   bool // the section is a list
	values object
	rows   map[plan.Path]object // of the case
	quotes []string
}

// forms are the calls that note what was told and is not stored yet. A value that the
// applicant has corrected in the same message is noted as corrected.
func (n *notes) forms() []*form {
	var list []*form
	last := map[plan.Path]int{}
	for i := range n.heard {
		for _, t := range n.heard[i].Tells {
			last[t.Path] = i
		}
	}
	for i := range n.heard {
		h := &n.heard[i]
		for _, t := range h.Tells {
			value, ok := n.value(h, t.Path, t.Value)
			if !ok || last[t.Path] != i || n.stored(t.Path) || n.stray(t.Path) {
				continue
			}
			f := formFor(&list, t.Path)
			f.put(n, t.Path, value)
			f.cite(n, h)
		}
	}
	return list
}

// stored reports whether the turn has stored a value.
func (n *notes) stored(path plan.Path) bool {
	at, ok := n.here(path)
	return ok && slices.Contains(n.did.Stored, at)
}

// stray reports whether a value is all that the message tells of a row that nobody has
// begun, other than its first value: a correction of what was never said.
func (n *notes) stray(path plan.Path) bool {
	row := path.Row()
	if row == "" || n.rows[row] != "" {
		return false
	}
	for first := range n.of.Leaves() {
		if first.Row() == row {
			if first == path {
				return false
			}
			break
		}
	}
	for i := range n.heard {
		if slices.ContainsFunc(n.heard[i].Tells, func(t evals.Told) bool { return t.Path != path && t.Path.Row() == row }) {
			return false
		}
	}
	return true
}

func formFor(list *[]*form, path plan.Path) *form {
	section := string(path)
	if end := strings.IndexAny(section, ".["); end >= 0 {
		section = section[:end]
	}
	for _, f := range *list {
		if f.tool == "set_"+section {
			return f
		}
	}
	f := &form{tool: "set_" + section, list: plan.IsList(plan.Path(section)), values: object{}, rows: map[plan.Path]object{}}
	*list = append(*list, f)
	return f
}

// put writes a value down.
func (f *form) put(n *notes, path plan.Path, value any) {
	row := path.Row()
	if row == "" {
		f.values[path.Leaf()] = value
		return
	}
	fields := f.rows[row]
	if fields == nil {
		fields = object{}
		if id := n.rows[row]; id != "" {
			fields["id"] = id
		}
		f.rows[row] = fields
		key := row.List().Leaf()
		rows, _ := f.values[key].([]object)
		f.values[key] = append(rows, fields)
	}
	fields[path.Leaf()] = value
}

// cite adds the statement as evidence, after a refusal also its sentences and what was
// said before, as people point back to it.
func (f *form) cite(n *notes, h *heard) {
	quotes := []string{n.quote(h)}
	if n.seen.calls > 0 {
		quotes = slices.Concat(quotes, sentences(quotes[0]), []string{n.said}, n.before)
	}
	for _, q := range quotes {
		if q != "" && !slices.Contains(f.quotes, q) {
			f.quotes = append(f.quotes, q)
		}
	}
}

func (f *form) arguments() object {
	if f.list {
		return object{"rows": f.values[strings.TrimPrefix(f.tool, "set_")], "evidence": f.quotes}
	}
	return object{"values": f.values, "evidence": f.quotes}
}

// value is what a statement tells, in the words of the prompt: rows by their ids in the
// product, persons by their tokens. It is not to be had while a row it names is not there.
func (n *notes) value(h *heard, path plan.Path, value any) (any, bool) {
	field, ok := plan.FieldAt(path)
	if !ok || value == nil {
		return nil, false
	}
	known := true
	one := func(s string) string {
		switch {
		case field.List != "":
			id := n.rows[plan.At(field.List, s, "")]
			known = known && id != ""
			return id
		case field.Kind == plan.KindPerson || field.Kind == plan.KindPersons:
			return n.name(h, s)
		}
		for t, name := range h.names {
			s = strings.ReplaceAll(s, name, t)
		}
		return s
	}
	switch v := value.(type) {
	case string:
		return one(v), known
	case []string:
		list := make([]string, len(v))
		for i := range v {
			list[i] = one(v[i])
		}
		return list, known
	}
	return value, known
}

// name is a person as the prompt has it: "I" is the contact person.
func (n *notes) name(h *heard, name string) string {
	if strings.Contains(n.quote(h), name) {
		return name
	}
	if t, ok := person(name, h.names); ok {
		return t
	}
	if last := name[strings.LastIndexByte(name, ' ')+1:]; strings.Contains(n.quote(h), last) {
		return last // nobody has told the whole name yet
	}
	if m := contact.FindStringSubmatch(n.state); m != nil && name == n.of.Applicant.ContactName {
		return m[1]
	}
	return name
}
