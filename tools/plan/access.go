package plan

import (
	"errors"
	"fmt"
	"iter"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// ErrNoPath says that a path names nothing in the plan's vocabulary.
var ErrNoPath = errors.New("plan: no such path")

// ErrValue says that a value does not fit the type of its path.
var ErrValue = errors.New("plan: value does not fit the path")

// listPrefix gives each list the letter that its row ids begin with.
var listPrefix = map[Path]string{
	"kpis": "k", "raci": "r", "capabilities": "c", "data.assets": "d",
	"value_stream.steps": "s", "batches": "b", "realisation": "z",
	"deviations": "v", "quarters": "q", "commitments.transfers": "t",
	"kpi_history": "h", "data.principle_rows": "p", "value_stream.changes": "w",
	"commitments.indirect_benefits": "i",
}

// IsList reports whether path names a list of rows.
func IsList(path Path) bool { return listPrefix[path] != "" }

// Lists are the paths of all lists of rows, sorted.
func Lists() []Path { return slices.Sorted(maps.Keys(listPrefix)) }

// Get returns the value at a leaf path: string, float64, bool, Date or
// []string; ok is false when it is absent.
func (p *Plan) Get(path Path) (value any, ok bool) {
	v, err := p.find(path, false)
	if err != nil || !v.IsValid() {
		return nil, false
	}
	return leafValue(v)
}

// Set stores value at a leaf path and makes its row when there is none. The
// value may be of the leaf's own type or as decoded from JSON. What cannot be
// written as JSON (NaN, invalid UTF-8) is refused, and so is a blank. A refused
// value leaves the plan as it was.
func (p *Plan) Set(path Path, value any) error {
	v, err := p.find(path, false)
	if err != nil {
		return err
	}
	if !v.IsValid() {
		if err := new(Plan).put(path, value); err != nil {
			return err
		}
	}
	return p.put(path, value)
}

func (p *Plan) put(path Path, value any) error {
	v, err := p.find(path, true)
	if err != nil {
		return err
	}
	return assign(v, path, value)
}

// Remove clears the leaf at path, or takes the whole row or list away.
func (p *Plan) Remove(path Path) error {
	if strings.HasSuffix(string(path), "]") {
		return p.removeRow(path)
	}
	v, err := p.find(path, false)
	if err != nil {
		return err
	}
	if v.IsValid() {
		v.SetZero()
	}
	return nil
}

func (p *Plan) removeRow(path Path) error {
	at := path.List()
	if !path.Valid() || !IsList(at) {
		return fmt.Errorf("%w: %q", ErrNoPath, path)
	}
	list, err := p.find(at, false)
	if err != nil {
		return err
	}
	kept := reflect.Zero(list.Type())
	for i := range list.Len() {
		if list.Index(i).FieldByName("ID").String() != path.RowID() {
			kept = reflect.Append(kept, list.Index(i))
		}
	}
	if kept.Len() == list.Len() {
		return fmt.Errorf("%w: %q", ErrNoPath, path)
	}
	list.Set(kept)
	return nil
}

// Rows returns the ids of a list's rows in their order.
func (p *Plan) Rows(list Path) []string {
	v, err := p.find(list, false)
	if err != nil || !v.IsValid() || v.Kind() != reflect.Slice || !IsList(list) {
		return nil
	}
	ids := make([]string, v.Len())
	for i := range ids {
		ids[i] = v.Index(i).FieldByName("ID").String()
	}
	return ids
}

// Reorder puts the rows of list into the order of ids, which must name each of
// them once. A person's edit and the tool of the same name both use it.
func (p *Plan) Reorder(list Path, ids []string) error {
	if !IsList(list) {
		return fmt.Errorf("%w: %q is not a list", ErrNoPath, list)
	}
	present := p.Rows(list)
	if !slices.Equal(slices.Sorted(slices.Values(ids)), slices.Sorted(slices.Values(present))) {
		return fmt.Errorf("%w: %s: %v is no order of %v", ErrValue, list, ids, present)
	}
	rows, err := p.find(list, false)
	if err != nil {
		return err
	}
	sorted := reflect.MakeSlice(rows.Type(), 0, rows.Len())
	for _, id := range ids {
		sorted = reflect.Append(sorted, row(rows, id, false))
	}
	rows.Set(sorted)
	return nil
}

// NextID returns an id for a new row of list that no present row has.
func (p *Plan) NextID(list Path) string { return p.NextIDs(list, 1)[0] }

// NextIDs returns ids for n new rows of list.
func (p *Plan) NextIDs(list Path, n int) []string {
	ids := make([]string, max(n, 0))
	for i := range ids {
		ids[i] = listPrefix[list] + strconv.Itoa(p.highestID(list)+1+i)
	}
	return ids
}

// highestID is the highest number in the ids of list. Numbers too long for
// counting on are those of no id of ours and don't collide with the next.
func (p *Plan) highestID(list Path) int {
	highest := 0
	for _, id := range p.Rows(list) {
		n, err := strconv.ParseInt(strings.TrimPrefix(id, listPrefix[list]), 10, 32)
		if err == nil && n < math.MaxInt32 {
			highest = max(highest, int(n))
		}
	}
	return highest
}

// called names the fields by which people tell the rows of a list apart, of lists in
// which no two rows have one name.
var called = map[Path]string{"kpis": "name", "raci": "item", "capabilities": "key", "data.assets": "name", "batches": "scope"}

// meant is the id of the row of taken that a row of p without an id of its own tells of
// again, or "": it has the same name, and at most one other value, as in a correction.
func (p *Plan) meant(list Path, row string, taken *Plan) string {
	name, ok := p.Get(At(list, row, called[list]))
	if !ok || called[list] == "" {
		return ""
	}
	for _, id := range taken.Rows(list) {
		if other, ok := taken.Get(At(list, id, called[list])); !ok || !strings.EqualFold(other.(string), name.(string)) {
			continue
		}
		others := 0
		for path, value := range p.Leaves() {
			if path.Row() != At(list, row, "") || path.Leaf() == called[list] {
				continue
			}
			if held, ok := taken.Get(At(list, id, path.Leaf())); ok && !reflect.DeepEqual(held, value) {
				others++
			}
		}
		if others <= 1 {
			return id
		}
	}
	return ""
}

// NameRows gives an id to each row of p that has none: that of the row of taken that is
// meant again, or else one past the ids of p and of taken. It refuses an id that a path
// cannot name and one used twice.
func (p *Plan) NameRows(taken *Plan) error {
	for _, list := range Lists() {
		v, err := p.find(list, false)
		if err != nil {
			return err
		}
		next := max(p.highestID(list), taken.highestID(list)) + 1
		for i := range v.Len() {
			if id := v.Index(i).FieldByName("ID"); id.String() == "" {
				id.SetString(listPrefix[list] + strconv.Itoa(next))
				if again := p.meant(list, id.String(), taken); again != "" && !slices.Contains(p.Rows(list), again) {
					id.SetString(again)
					continue
				}
				next++
			}
		}
	}
	if bad := p.badRow(); bad != nil {
		return bad
	}
	return nil
}

// Leaves yields every filled leaf with its path, in the order of the document.
// Row ids and records are not leaves.
func (p *Plan) Leaves() iter.Seq2[Path, any] {
	return func(yield func(Path, any) bool) {
		walk(reflect.ValueOf(p).Elem(), "", yield)
	}
}

// Diff lists the leaves in which two plans differ: those of a in its order, then those
// that only b has.
func Diff(a, b *Plan) []Path {
	var paths []Path
	for path, value := range a.Leaves() {
		if other, ok := b.Get(path); !ok || !reflect.DeepEqual(value, other) {
			paths = append(paths, path)
		}
	}
	for path := range b.Leaves() {
		if _, ok := a.Get(path); !ok {
			paths = append(paths, path)
		}
	}
	return paths
}

func walk(v reflect.Value, prefix Path, yield func(Path, any) bool) bool {
	for i, key := range jsonKeys(v.Type()) {
		f := v.Field(i)
		if f.IsZero() {
			continue
		}
		path := join(prefix, key)
		switch {
		case key == "id" || records[path]:
		case f.Kind() == reflect.Struct:
			if !walk(f, path, yield) {
				return false
			}
		case IsList(path):
			for j := range f.Len() {
				row := f.Index(j)
				if !walk(row, At(path, row.FieldByName("ID").String(), ""), yield) {
					return false
				}
			}
		default:
			if value, ok := leafValue(f); ok && !yield(path, value) {
				return false
			}
		}
	}
	return true
}

// find walks to the field at path. With create it makes missing rows; without,
// a missing row gives the zero Value.
func (p *Plan) find(path Path, create bool) (reflect.Value, error) {
	if !path.Valid() {
		return reflect.Value{}, fmt.Errorf("%w: %q", ErrNoPath, path)
	}
	v := reflect.ValueOf(p).Elem()
	var at Path
	for seg := range path.segments() {
		if v.Kind() != reflect.Struct {
			return reflect.Value{}, fmt.Errorf("%w: %q", ErrNoPath, path)
		}
		at = join(at, seg.key)
		field, ok := fieldByKey(v, seg.key)
		if !ok || seg.key == "id" || records[at] {
			return reflect.Value{}, fmt.Errorf("%w: %q", ErrNoPath, path)
		}
		v = field
		if !seg.inRow {
			continue
		}
		if !IsList(at) || seg.row == "" {
			return reflect.Value{}, fmt.Errorf("%w: %q", ErrNoPath, path)
		}
		if v = row(v, seg.row, create); !v.IsValid() {
			return v, nil
		}
	}
	return v, nil
}

func row(list reflect.Value, id string, create bool) reflect.Value {
	for i := range list.Len() {
		if list.Index(i).FieldByName("ID").String() == id {
			return list.Index(i)
		}
	}
	if !create {
		return reflect.Value{}
	}
	fresh := reflect.New(list.Type().Elem()).Elem()
	fresh.FieldByName("ID").SetString(id)
	list.Set(reflect.Append(list, fresh))
	return list.Index(list.Len() - 1)
}

func leafValue(v reflect.Value) (any, bool) {
	switch x := v.Interface().(type) {
	case string:
		return x, x != ""
	case Date:
		return x, x != ""
	case *float64:
		if x == nil {
			return nil, false
		}
		return *x, true
	case *bool:
		if x == nil {
			return nil, false
		}
		return *x, true
	case []string:
		return x, len(x) > 0
	default:
		return nil, false
	}
}

func assign(v reflect.Value, path Path, value any) error {
	bad := func() error { return fmt.Errorf("%w: %s: %v", ErrValue, path, value) }
	switch v.Interface().(type) {
	case string, Date:
		s, ok := asString(value)
		if !ok || s == "" {
			return bad()
		}
		v.SetString(s)
	case *float64:
		n, ok := value.(float64)
		if !ok || math.IsNaN(n) || math.IsInf(n, 0) {
			return bad()
		}
		v.Set(reflect.ValueOf(&n))
	case *bool:
		b, ok := value.(bool)
		if !ok {
			return bad()
		}
		v.Set(reflect.ValueOf(&b))
	case []string:
		list, ok := asStrings(value)
		if !ok || len(list) == 0 {
			return bad()
		}
		v.Set(reflect.ValueOf(list))
	default:
		return fmt.Errorf("%w: %s is not a leaf", ErrNoPath, path)
	}
	return nil
}

// asString returns a text without the space around it.
func asString(value any) (string, bool) {
	var s string
	switch x := value.(type) {
	case string:
		s = x
	case Date:
		s = string(x)
	default:
		return "", false
	}
	return strings.TrimSpace(s), utf8.ValidString(s)
}

func asStrings(value any) ([]string, bool) {
	var list []string
	switch x := value.(type) {
	case []string:
		list = slices.Clone(x)
	case []any:
		for _, item := range x {
			s, ok := item.(string)
			if !ok {
				return nil, false
			}
			list = append(list, s)
		}
	default:
		return nil, false
	}
	for i := range list {
		s, ok := asString(list[i])
		if !ok || s == "" {
			return nil, false
		}
		list[i] = s
	}
	return list, true
}

func fieldByKey(v reflect.Value, key string) (reflect.Value, bool) {
	if i := slices.Index(jsonKeys(v.Type()), key); i >= 0 {
		return v.Field(i), true
	}
	return reflect.Value{}, false
}

// keysOf remembers the keys of each struct type: reading them out of the tags
// was half of the time of every walk.
var keysOf sync.Map

// jsonKeys lists the JSON keys of a struct's fields in their order.
func jsonKeys(t reflect.Type) []string {
	if known, ok := keysOf.Load(t); ok {
		return known.([]string)
	}
	keys := make([]string, t.NumField())
	for i := range keys {
		keys[i], _, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
	}
	keysOf.Store(t, keys)
	return keys
}

func join(prefix Path, key string) Path {
	if prefix == "" {
		return Path(key)
	}
	return prefix + "." + Path(key)
}
