package openai

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"luonnos/tools"
)

// Limits of one answer's calls. The turn loop has narrower ones; these keep a
// hostile stream from filling the memory.
const (
	maxCalls     = 64
	maxArguments = 64 << 10
)

// fragment is a piece of a tool call as a stream brings it.
type fragment struct {
	index     *int // may be absent, doubled, huge or negative: it is only compared
	id        string
	name      string
	arguments string
}

// calls puts the fragments of an answer's tool calls together.
type calls struct {
	parts []*part
}

type part struct {
	fragment
	text strings.Builder
}

// add takes the next fragment.
func (c *calls) add(f fragment) error {
	p := c.find(f)
	if p == nil {
		if len(c.parts) == maxCalls {
			return &Error{Kind: Garbage, Detail: fmt.Sprintf("more than %d tool calls in one answer", maxCalls)}
		}
		p = &part{fragment: f}
		c.parts = append(c.parts, p)
	}
	if p.id == "" {
		p.id = f.id
	}
	if p.name == "" {
		p.name = f.name
	}
	if p.text.Len()+len(f.arguments) > maxArguments {
		return &Error{Kind: Garbage, Detail: fmt.Sprintf("arguments of more than %d bytes", maxArguments)}
	}
	p.text.WriteString(f.arguments)
	return nil
}

// find is the call that a fragment continues, or nil when it begins one. Calls are
// told apart by their index; by a new id or name where a server gives every call
// the same index or none.
func (c *calls) find(f fragment) *part {
	for _, p := range slices.Backward(c.parts) {
		if !sameIndex(p.index, f.index) {
			continue
		}
		if f.id != "" && p.id != "" && f.id != p.id {
			continue
		}
		if f.name != "" && p.name != "" && (f.id == "" || f.id != p.id) && p.whole() {
			return nil
		}
		return p
	}
	return nil
}

func sameIndex(a, b *int) bool {
	return a == nil && b == nil || a != nil && b != nil && *a == *b
}

func (p *part) whole() bool {
	return p.text.Len() == 0 || json.Valid([]byte(p.text.String()))
}

// all are the calls in the order of their indexes. Each gets an id that none of
// the used ones is: a result is matched by it.
func (c *calls) all(used map[string]bool) []tools.Call {
	slices.SortStableFunc(c.parts, func(a, b *part) int {
		if a.index == nil || b.index == nil {
			return 0
		}
		return cmp.Compare(*a.index, *b.index)
	})
	list := make([]tools.Call, 0, len(c.parts))
	for _, p := range c.parts {
		arguments := strings.TrimSpace(p.text.String())
		list = append(list, tools.Call{ID: freshID(p.id, used), Name: p.name, Arguments: json.RawMessage(or(arguments, "{}"))})
	}
	return list
}

// freshID is id, or another one when it is empty or in use.
func freshID(id string, used map[string]bool) string {
	if len(id) > 64 {
		id = ""
	}
	for n := len(used) + 1; id == "" || used[id]; n++ {
		id = fmt.Sprintf("call_%d", n)
	}
	used[id] = true
	return id
}
