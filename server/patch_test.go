package server

import (
	"encoding/json"
	"testing"

	jsonpatch "github.com/evanphx/json-patch/v5"
)

// FuzzDiff holds every patch to what it is for.
func FuzzDiff(f *testing.F) {
	for _, seed := range [][2]string{
		{`{"a":1}`, `{"a":1}`},
		{`{"a":1,"b":[1,2]}`, `{"b":[2],"c":null}`},
		{`[{"id":"k1","v":1},{"id":"k2"}]`, `[{"id":"k1","v":2},{"id":"k2"}]`},
		{`[1,2,3,4,5]`, `[2,9,4,5,5,6]`},
		{`[]`, `[1,[2]]`},
		{`{"a/b":{"~":1},"":2}`, `{"a/b":{"~":2},"":3}`},
		{`{"a":[1]}`, `{"a":{"0":1}}`},
		{`1`, `"x"`},
	} {
		f.Add([]byte(seed[0]), []byte(seed[1]))
	}
	f.Fuzz(func(t *testing.T, from, to []byte) {
		from, to, ok := canonical(from, to)
		if !ok {
			return
		}
		steps, err := diff(from, to)
		if err != nil {
			t.Fatal(err)
		}
		patch, err := jsonpatch.DecodePatch(steps)
		if err != nil {
			t.Fatalf("%s: %v", steps, err)
		}
		got := from
		if len(patch) > 0 {
			if got, err = patch.Apply(from); err != nil {
				t.Fatalf("%s does not apply to %s: %v", steps, from, err)
			}
		}
		if !jsonpatch.Equal(got, to) {
			t.Errorf("%s leads from %s to %s, not to %s", steps, from, got, to)
		}
	})
}

// canonical writes two documents as our own are written; the root is an object, for
// other roots are none of a patch library's business.
func canonical(a, b []byte) (x, y []byte, ok bool) {
	written := func(data []byte) []byte {
		var v any
		if json.Unmarshal(data, &v) != nil {
			return nil
		}
		out, err := compact(map[string]any{"root": v})
		if err != nil {
			return nil
		}
		return out
	}
	x, y = written(a), written(b)
	return x, y, x != nil && y != nil
}

func TestDiffSaysWhatChangedInPlace(t *testing.T) {
	for _, c := range []struct{ name, from, to, want string }{
		{"nothing", `{"a":[1]}`, `{"a":[1]}`, `[]`},
		{"a field of a row", `{"k":[{"v":1},{"v":2}]}`, `{"k":[{"v":1},{"v":3}]}`, `[{"op":"replace","path":"/k/1/v","value":3}]`},
		{"a row that goes", `{"k":[{"v":1},{"v":2},{"v":3}]}`, `{"k":[{"v":1},{"v":3}]}`, `[{"op":"remove","path":"/k/1"}]`},
		{"a row that comes", `{"k":[1,3]}`, `{"k":[1,2,3]}`, `[{"op":"add","path":"/k/1","value":2}]`},
		{"null", `{"a":1}`, `{"a":null}`, `[{"op":"replace","path":"/a","value":null}]`},
	} {
		got, err := diff([]byte(c.from), []byte(c.to))
		if err != nil || string(got) != c.want {
			t.Errorf("%s: %s, %v, want %s", c.name, got, err, c.want)
		}
	}
}
