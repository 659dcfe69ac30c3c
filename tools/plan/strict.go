package plan

import (
	"bytes"
	"errors"
	"fmt"

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
	if err := p.validRows(); err != nil {
		return nil, err
	}
	return &p, nil
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
	offset = min(offset, int64(len(data)))
	return &JSONError{Line: 1 + bytes.Count(data[:offset], []byte("\n")), At: at, Reason: reason}
}

func semanticReason(e *json.SemanticError) string {
	switch {
	case errors.Is(e.Err, json.ErrUnknownName):
		return "unknown key"
	case e.Err != nil:
		return e.Err.Error()
	default:
		return fmt.Sprintf("a JSON %v does not fit here", e.JSONKind)
	}
}

// validRows checks that each row has an id that paths can name, once per list.
func (p *Plan) validRows() error {
	for list := range listPrefix {
		seen := map[string]bool{}
		for i, id := range p.Rows(list) {
			switch {
			case !At(list, id, "").Valid() || id == "":
				return &JSONError{Line: 1, At: fmt.Sprintf("/%s/%d/id", list, i), Reason: fmt.Sprintf("%q is not a row id", id)}
			case seen[id]:
				return &JSONError{Line: 1, At: fmt.Sprintf("/%s/%d/id", list, i), Reason: fmt.Sprintf("row id %q is used twice", id)}
			}
			seen[id] = true
		}
	}
	return nil
}
