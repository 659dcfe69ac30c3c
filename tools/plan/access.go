package plan

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strconv"
	"strings"
)

// ErrNoPath says that a path names nothing in the plan's vocabulary.
var ErrNoPath = errors.New("plan: no such path")

// ErrValue says that a value does not fit the type of its path.
var ErrValue = errors.New("plan: value does not fit the path")

// listPrefix gives each list the letter that its row ids begin with.
var listPrefix = map[Path]string{
	"kpis": "k", "raci": "r", "capabilities": "c", "data.assets": "d",
	"value_stream.steps": "s", "batches": "b", "realisation": "z",
	"deviations": "v",
}

// IsList reports whether path names a list of rows.
func IsList(path Path) bool { return listPrefix[path] != "" }

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
// value may be of the leaf's own type or as decoded from JSON.
func (p *Plan) Set(path Path, value any) error {
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
	list, err := p.find(path.List(), false)
	if err != nil {
		return err
	}
	for i := range list.Len() {
		if list.Index(i).FieldByName("ID").String() == path.RowID() {
			kept := reflect.AppendSlice(list.Slice(0, i), list.Slice(i+1, list.Len()))
			if kept.Len() == 0 {
				kept = reflect.Zero(list.Type())
			}
			list.Set(kept)
			return nil
		}
	}
	return fmt.Errorf("%w: %s", ErrNoPath, path)
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

// NextID returns an id for a new row of list that no present row has.
func (p *Plan) NextID(list Path) string {
	return listPrefix[list] + strconv.Itoa(p.highestID(list)+1)
}

func (p *Plan) highestID(list Path) int {
	highest := 0
	for _, id := range p.Rows(list) {
		if n, err := strconv.Atoi(strings.TrimPrefix(id, listPrefix[list])); err == nil {
			highest = max(highest, n)
		}
	}
	return highest
}

// NameRows gives an id to each row of p that has none, past the ids of p and of
// taken. It refuses an id that a path cannot name and one used twice.
func (p *Plan) NameRows(taken *Plan) error {
	for list, prefix := range listPrefix {
		v, err := p.find(list, false)
		if err != nil {
			return err
		}
		next := max(p.highestID(list), taken.highestID(list)) + 1
		for i := range v.Len() {
			if id := v.Index(i).FieldByName("ID"); id.String() == "" {
				id.SetString(prefix + strconv.Itoa(next))
				next++
			}
		}
	}
	return p.validRows()
}

// Leaves yields every filled leaf with its path, in the order of the document.
// Row ids and attestations are not leaves.
func (p *Plan) Leaves() iter.Seq2[Path, any] {
	return func(yield func(Path, any) bool) {
		walk(reflect.ValueOf(p).Elem(), "", yield)
	}
}

func walk(v reflect.Value, prefix Path, yield func(Path, any) bool) bool {
	for i := range v.NumField() {
		key := jsonKey(v.Type().Field(i))
		path := join(prefix, key)
		f := v.Field(i)
		switch {
		case key == "id" || path == "attestations":
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
	for _, seg := range path.segments() {
		if v.Kind() != reflect.Struct {
			return reflect.Value{}, fmt.Errorf("%w: %q", ErrNoPath, path)
		}
		field, ok := fieldByKey(v, seg.key)
		if !ok || seg.key == "id" || seg.key == "attestations" {
			return reflect.Value{}, fmt.Errorf("%w: %q", ErrNoPath, path)
		}
		at, v = join(at, seg.key), field
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
		if !ok {
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

func asString(value any) (string, bool) {
	switch x := value.(type) {
	case string:
		return strings.TrimSpace(x), true
	case Date:
		return string(x), true
	default:
		return "", false
	}
}

func asStrings(value any) ([]string, bool) {
	switch x := value.(type) {
	case []string:
		return append([]string(nil), x...), true
	case []any:
		list := make([]string, 0, len(x))
		for _, item := range x {
			s, ok := asString(item)
			if !ok || s == "" {
				return nil, false
			}
			list = append(list, s)
		}
		return list, true
	default:
		return nil, false
	}
}

func fieldByKey(v reflect.Value, key string) (reflect.Value, bool) {
	for i := range v.NumField() {
		if jsonKey(v.Type().Field(i)) == key {
			return v.Field(i), true
		}
	}
	return reflect.Value{}, false
}

func jsonKey(f reflect.StructField) string {
	key, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return key
}

func join(prefix Path, key string) Path {
	if prefix == "" {
		return Path(key)
	}
	return prefix + "." + Path(key)
}
