package cassette

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// canonical is a request's body with sorted keys and numbered call ids, and the key by which the request is found. A body
// that is no JSON is kept as a string.
func canonical(path string, body []byte) (asked json.RawMessage, key string, err error) {
	var v any
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.UseNumber()
	if dec.Decode(&v) != nil {
		v = string(body)
	}
	numberIDs(v, map[string]string{})
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return nil, "", err
	}
	asked = bytes.TrimSpace(b.Bytes())
	sum := sha256.Sum256(append([]byte(path+"\n"), asked...))
	return asked, hex.EncodeToString(sum[:]), nil
}

// idKeys hold the ids of tool calls and answers, which a service or an adapter may choose at random.
var idKeys = []string{"id", "tool_call_id", "call_id", "item_id", "previous_response_id"}

// numberIDs replaces ids by their number in order of appearance. Within schemas "id" is a property, no string.
func numberIDs(v any, seen map[string]string) {
	switch x := v.(type) {
	case map[string]any:
		for _, k := range slices.Sorted(maps.Keys(x)) {
			id, ok := x[k].(string)
			if !ok || !slices.Contains(idKeys, k) {
				numberIDs(x[k], seen)
				continue
			}
			if seen[id] == "" {
				seen[id] = fmt.Sprintf("id-%d", len(seen)+1)
			}
			x[k] = seen[id]
		}
	case []any:
		for _, item := range x {
			numberIDs(item, seen)
		}
	}
}

// firstDifference says where a request first differs from the one that is kept.
func firstDifference(kept, asked json.RawMessage) string {
	var a, b any
	if json.Unmarshal(kept, &a) != nil || json.Unmarshal(asked, &b) != nil {
		return "the request is no JSON"
	}
	if d := differs("", a, b); d != "" {
		return d
	}
	return "the same request was asked more often than it is kept"
}

// differs names the first place at which two values differ; "" when they are equal.
func differs(at string, a, b any) string {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		if !ok {
			break
		}
		keys := maps.Clone(x)
		maps.Copy(keys, y)
		for _, k := range slices.Sorted(maps.Keys(keys)) {
			if d := differs(strings.TrimPrefix(at+"."+k, "."), x[k], y[k]); d != "" {
				return d
			}
		}
		return ""
	case []any:
		y, ok := b.([]any)
		if !ok {
			break
		}
		for i := range min(len(x), len(y)) {
			if d := differs(fmt.Sprintf("%s[%d]", at, i), x[i], y[i]); d != "" {
				return d
			}
		}
		if len(x) != len(y) {
			return fmt.Sprintf("%s: kept %d items, now %d", at, len(x), len(y))
		}
		return ""
	case string:
		if y, ok := b.(string); ok {
			return differentLine(at, x, y)
		}
	}
	if a == b {
		return ""
	}
	return fmt.Sprintf("%s: kept %s, now %s", at, brief(a), brief(b))
}

// differentLine names the first line in which two texts differ.
func differentLine(at, a, b string) string {
	if a == b {
		return ""
	}
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	i := 0
	for i < len(x) && i < len(y) && x[i] == y[i] {
		i++
	}
	line := func(lines []string) any {
		if i < len(lines) {
			return lines[i]
		}
		return nil
	}
	return fmt.Sprintf("%s line %d: kept %s, now %s", at, i+1, brief(line(x)), brief(line(y)))
}

// brief shows a value, or that there is none, in at most so many characters.
func brief(v any) string {
	const most = 120
	switch v.(type) {
	case nil:
		return "nothing"
	case map[string]any, []any:
		return "a list or object"
	}
	r := []rune(fmt.Sprintf("%q", fmt.Sprint(v)))
	if len(r) > most {
		return string(r[:most]) + "…"
	}
	return string(r)
}
