package plan

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// faultsIn walks a plan document beside the plan's structs and notes what does
// not fit, where a decoder would end at the first fault. A null is no plan.
func faultsIn(data []byte) Faults {
	w := walker{data: data, dec: jsontext.NewDecoder(bytes.NewReader(data),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	if w.dec.PeekKind() == 'n' {
		return Faults{{Line: 1, Reason: "a JSON null does not fit here"}}
	}
	err := w.value(reflect.TypeFor[Plan](), "")
	if err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		err = w.end()
	}
	if err != nil {
		w.faults = append(w.faults, jsonError(data, err))
	}
	slices.SortStableFunc(w.faults, func(a, b *JSONError) int { return a.Line - b.Line })
	return w.faults
}

type walker struct {
	data   []byte
	dec    *jsontext.Decoder
	faults Faults
}

func (w *walker) note(offset int64, at jsontext.Pointer, reason string) {
	w.faults = append(w.faults, &JSONError{Line: lineAt(w.data, offset), At: string(at), Reason: reason})
}

// start is where the value just read begins.
func (w *walker) start(v []byte) int64 { return w.dec.InputOffset() - int64(len(v)) }

// end notes what follows the document.
func (w *walker) end() error {
	v, err := w.dec.ReadValue()
	switch err {
	case nil:
		w.note(w.start(v), "", "invalid data after top-level value")
		return nil
	case io.EOF:
		return nil
	default:
		return err
	}
}

// value walks the next value, which belongs to t; list is the list of rows that
// it is. An error is one of syntax.
func (w *walker) value(t reflect.Type, list Path) error {
	kind := w.dec.PeekKind()
	if t.Kind() == reflect.Pointer && kind != 'n' {
		t = t.Elem()
	}
	switch {
	case t.Kind() == reflect.Struct && kind == '{':
		return w.object(t, list, nil)
	case t.Kind() == reflect.Slice && kind == '[':
		return w.array(t.Elem(), list)
	}
	v, err := w.dec.ReadValue()
	if err != nil {
		return err
	}
	err = json.Unmarshal(v, reflect.New(t).Interface())
	var syntactic *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &syntactic):
		w.note(w.start(v), w.dec.StackPointer(), syntactic.Err.Error())
	case errors.As(err, &semantic):
		w.note(w.start(v), w.dec.StackPointer(), semanticReason(semantic))
	}
	return nil
}

// object walks an object. With ids it is a row, whose id is noted there.
func (w *walker) object(t reflect.Type, at Path, ids map[string]bool) error {
	if _, err := w.dec.ReadToken(); err != nil {
		return err
	}
	line, pointer := w.dec.InputOffset(), w.dec.StackPointer()
	id := ""
	seen := map[string]bool{}
	for w.dec.PeekKind() != '}' {
		name, err := w.dec.ReadToken()
		if err != nil {
			return err
		}
		key := name.String()
		field := slices.Index(jsonKeys(t), key)
		switch {
		case seen[key]:
			w.note(w.dec.InputOffset(), w.dec.StackPointer(), "duplicate object member name")
			err = w.dec.SkipValue()
		case field < 0:
			w.note(w.dec.InputOffset(), w.dec.StackPointer(), "unknown key")
			err = w.dec.SkipValue()
		case key == "id" && ids != nil && w.dec.PeekKind() == '"':
			var v jsontext.Value
			if v, err = w.dec.ReadValue(); err == nil {
				line = w.start(v)
				_ = json.Unmarshal(v, &id) // a text that is not UTF-8 is no id either
			}
		default:
			err = w.value(t.Field(field).Type, join(at, key))
		}
		if err != nil {
			return err
		}
		seen[key] = true
	}
	if _, err := w.dec.ReadToken(); err != nil {
		return err
	}
	if ids != nil {
		w.id(at, id, ids, line, pointer)
	}
	return nil
}

func (w *walker) id(list Path, id string, ids map[string]bool, offset int64, row jsontext.Pointer) {
	if reason := badID(list, id, ids); reason != "" {
		w.note(offset, row+"/id", reason)
	}
}

// array walks a list of rows or of texts.
func (w *walker) array(elem reflect.Type, list Path) error {
	if _, err := w.dec.ReadToken(); err != nil {
		return err
	}
	ids := map[string]bool{}
	for w.dec.PeekKind() != ']' {
		var err error
		switch kind := w.dec.PeekKind(); {
		case IsList(list) && kind == '{':
			err = w.object(elem, list, ids)
		case IsList(list) && kind == 'n':
			if _, err = w.dec.ReadToken(); err == nil {
				w.id(list, "", ids, w.dec.InputOffset(), w.dec.StackPointer())
			}
		default:
			err = w.value(elem, "")
		}
		if err != nil {
			return err
		}
	}
	_, err := w.dec.ReadToken()
	return err
}
