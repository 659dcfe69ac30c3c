package plan

import (
	"bytes"
	"errors"
	"fmt"
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

// Faults are all the reasons why a plan document was refused, in the order of
// the text. [errors.As] finds the first one as a [*JSONError].
type Faults []*JSONError

func (f Faults) Error() string {
	texts := make([]string, len(f))
	for i, fault := range f {
		texts[i] = fault.Error()
	}
	return strings.Join(texts, "\n")
}

// Unwrap lists the faults.
func (f Faults) Unwrap() []error {
	errs := make([]error, len(f))
	for i, fault := range f {
		errs[i] = fault
	}
	return errs
}

// Decode reads a plan document as strictly as [Unmarshal]. What it refuses is a
// [Faults] with every fault that can be told: after one of syntax, the rest
// cannot be read.
func Decode(data []byte) (*Plan, error) {
	if faults := faultsIn(data); len(faults) > 0 {
		return nil, faults
	}
	var p Plan
	if err := Unmarshal(data, &p); err != nil {
		return nil, err
	}
	return &p, nil
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
	for _, list := range Lists() {
		seen := map[string]bool{}
		for i, id := range p.Rows(list) {
			if reason := badID(list, id, seen); reason != "" {
				at := fmt.Sprintf("/%s/%d/id", strings.ReplaceAll(string(list), ".", "/"), i)
				return &JSONError{Line: 1, At: at, Reason: reason}
			}
		}
	}
	return nil
}

// badID says what is wrong with a row's id, "" when nothing is, and notes it as
// seen.
func badID(list Path, id string, seen map[string]bool) string {
	row := At(list, id, "")
	switch {
	case !row.Valid() || row.RowID() != id || id == "":
		return fmt.Sprintf("%q is not a row id", id)
	case seen[id]:
		return fmt.Sprintf("row id %q is used twice", id)
	}
	seen[id] = true
	return ""
}
