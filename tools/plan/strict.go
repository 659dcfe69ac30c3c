package plan

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"
)

// JSONError says where and why a JSON text was refused.
type JSONError struct {
	Line   int    // 1 is the first
	At     string // JSON pointer of the value, "" for the whole
	Reason string
}

func (e *JSONError) Error() string {
	if e.At == "" {
		return fmt.Sprintf("line %d: %s", e.Line, e.Reason)
	}
	return fmt.Sprintf("line %d: %s: %s", e.Line, e.At, e.Reason)
}

// Unmarshal is the one strict JSON decoder of the program: unknown, repeated or
// re-cased keys, invalid UTF-8, numbers that do not fit and trailing data are a
// [*JSONError]. It serves plans, frames and tool arguments alike.
func Unmarshal(data []byte, v any) error {
	err := json.Unmarshal(data, v, json.RejectUnknownMembers(true))
	if err == nil {
		return nil
	}
	return jsonError(data, err)
}

// Decode reads a plan document.
func Decode(data []byte) (*Plan, error) {
	var p Plan
	if err := Unmarshal(data, &p); err != nil {
		return nil, err
	}
	if bad := p.badRow(); bad != nil {
		bad.Line = lineOf(data, bad.At)
		return nil, bad
	}
	return &p, nil
}

// lineOf is the line of the value at a JSON pointer, or of what should hold it
// when there is no such value. The data is known to be well formed.
func lineOf(data []byte, at string) int {
	parent := at[:strings.LastIndexByte(at, '/')]
	line := 1
	found := false
	dec := jsontext.NewDecoder(bytes.NewReader(data))
	for {
		if _, err := dec.ReadToken(); err != nil {
			return line
		}
		switch string(dec.StackPointer()) {
		case at:
			return lineAt(data, dec.InputOffset())
		case parent:
			if !found {
				line, found = lineAt(data, dec.InputOffset()), true
			}
		}
	}
}

func lineAt(data []byte, offset int64) int {
	return 1 + bytes.Count(data[:min(offset, int64(len(data)))], []byte("\n"))
}

func jsonError(data []byte, err error) *JSONError {
	var offset int64
	var at, reason string
	var syntactic *jsontext.SyntacticError
	var semantic *json.SemanticError
	switch {
	case errors.As(err, &syntactic):
		offset, at, reason = syntactic.ByteOffset, string(syntactic.JSONPointer), syntactic.Err.Error()
	case errors.As(err, &semantic):
		offset, at = semantic.ByteOffset, string(semantic.JSONPointer)
		reason = semanticReason(semantic)
	default:
		offset, reason = int64(len(data)), err.Error()
	}
	return &JSONError{Line: lineAt(data, offset), At: at, Reason: reason}
}

func semanticReason(e *json.SemanticError) string {
	switch {
	case errors.Is(e.Err, json.ErrUnknownName):
		return "unknown key"
	case e.Err != nil:
		return e.Err.Error()
	default:
		return fmt.Sprintf("a JSON %s does not fit here", kindName(e.JSONKind))
	}
}

func kindName(k jsontext.Kind) string {
	switch k {
	case '{':
		return "object"
	case '[':
		return "array"
	default:
		return k.String()
	}
}

// badRow finds a row whose id is missing, that no path can name, or that is used
// twice in its list.
func (p *Plan) badRow() *JSONError {
	for _, list := range slices.Sorted(maps.Keys(listPrefix)) {
		seen := map[string]bool{}
		for i, id := range p.Rows(list) {
			at := fmt.Sprintf("/%s/%d/id", strings.ReplaceAll(string(list), ".", "/"), i)
			row := At(list, id, "")
			switch {
			case !row.Valid() || row.RowID() != id || id == "":
				return &JSONError{Line: 1, At: at, Reason: fmt.Sprintf("%q is not a row id", id)}
			case seen[id]:
				return &JSONError{Line: 1, At: at, Reason: fmt.Sprintf("row id %q is used twice", id)}
			}
			seen[id] = true
		}
	}
	return nil
}
