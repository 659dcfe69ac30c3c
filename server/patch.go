package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// operation is one step of an RFC 6902 patch.
type operation struct {
	Op    string          `json:"op"`
	Path  string          `json:"path"`
	Value json.RawMessage `json:"value,omitempty"`
}

// patch collects the steps from one JSON document to another. What is written the
// same in both is never decoded, which is why it is our own: to decode the whole of
// two states took more time than all else in a turn.
type patch struct {
	steps []operation
	err   error
}

// diff returns the RFC 6902 patch from one JSON document to another.
func diff(from, to []byte) (json.RawMessage, error) {
	var p patch
	p.value("", from, to)
	return p.json()
}

func (p *patch) json() (json.RawMessage, error) {
	if len(p.steps) == 0 || p.err != nil {
		return json.RawMessage(emptyPatch), p.err
	}
	return compact(p.steps)
}

func (p *patch) add(op, path string, value json.RawMessage) {
	p.steps = append(p.steps, operation{op, path, value})
}

func (p *patch) replace(path string, number int64) {
	p.add("replace", path, strconv.AppendInt(nil, number, 10))
}

// value leads from one value at a path to another.
func (p *patch) value(path string, from, to json.RawMessage) {
	switch {
	case bytes.Equal(from, to):
	case begins(from, '{') && begins(to, '{'):
		p.object(path, members(p, from), members(p, to))
	case begins(from, '[') && begins(to, '['):
		p.list(path, items(p, from), items(p, to))
	default:
		p.add("replace", path, to)
	}
}

func begins(value json.RawMessage, with byte) bool { return len(value) > 0 && value[0] == with }

func members(p *patch, value json.RawMessage) map[string]json.RawMessage {
	return decoded[map[string]json.RawMessage](p, value)
}

func items(p *patch, value json.RawMessage) []json.RawMessage {
	return decoded[[]json.RawMessage](p, value)
}

func decoded[T any](p *patch, value json.RawMessage) (to T) {
	if err := json.Unmarshal(value, &to); err != nil {
		p.err = fmt.Errorf("server: diff: %w", err)
	}
	return to
}

var pointer = strings.NewReplacer("~", "~0", "/", "~1")

func (p *patch) object(path string, from, to map[string]json.RawMessage) {
	for _, key := range slices.Sorted(maps.Keys(from)) {
		at := path + "/" + pointer.Replace(key)
		if next, ok := to[key]; ok {
			p.value(at, from[key], next)
		} else {
			p.add("remove", at, nil)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(to)) {
		if _, ok := from[key]; !ok {
			p.add("add", path+"/"+pointer.Replace(key), to[key])
		}
	}
}

// list leaves the items that both lists begin and end with. Between them, as many
// items as before have changed in place; otherwise some have come or gone.
func (p *patch) list(path string, from, to []json.RawMessage) {
	start := 0
	for start < min(len(from), len(to)) && bytes.Equal(from[start], to[start]) {
		start++
	}
	from, to = from[start:], to[start:]
	for len(from) > 0 && len(to) > 0 && bytes.Equal(from[len(from)-1], to[len(to)-1]) {
		from, to = from[:len(from)-1], to[:len(to)-1]
	}
	at := func(i int) string { return path + "/" + strconv.Itoa(start+i) }
	if len(from) == len(to) {
		for i := range from {
			p.value(at(i), from[i], to[i])
		}
		return
	}
	// From the end, so that the places of what comes before stay as they are.
	kept := common(from, to)
	for i, j := len(from), len(to); i > 0 || j > 0; {
		switch {
		case i > 0 && j > 0 && bytes.Equal(from[i-1], to[j-1]):
			i, j = i-1, j-1
		case i == 0 || j > 0 && kept[i][j-1] >= kept[i-1][j]:
			j--
			p.add("add", at(i), to[j])
		default:
			i--
			p.add("remove", at(i), nil)
		}
	}
}

// common is the length of the longest common subsequence of the first i items of one
// list and the first j of another.
func common(a, b []json.RawMessage) [][]int {
	length := make([][]int, len(a)+1)
	length[0] = make([]int, len(b)+1)
	for i := range a {
		length[i+1] = make([]int, len(b)+1)
		for j := range b {
			if bytes.Equal(a[i], b[j]) {
				length[i+1][j+1] = length[i][j] + 1
			} else {
				length[i+1][j+1] = max(length[i][j+1], length[i+1][j])
			}
		}
	}
	return length
}
