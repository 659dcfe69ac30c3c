package plan

import (
	"iter"
	"strings"
)

// Path names a leaf, a row or a section of the plan: "target.object",
// "kpis[k1].target", "kpis[k1]", "kpis". With empty brackets ("kpis[].target")
// it names a field of the catalogue.
type Path string

// Valid reports whether the path is well formed; it need not exist.
func (p Path) Valid() bool {
	for part := range strings.SplitSeq(string(p), ".") {
		key, row, inRow := strings.Cut(part, "[")
		id, closed := strings.CutSuffix(row, "]")
		if key == "" || inRow != closed || !lettersAnd("_", key) || !lettersAnd("0123456789", id) {
			return false
		}
	}
	return true
}

// lettersAnd reports whether s holds only a to z and others.
func lettersAnd(others, s string) bool {
	for i := range len(s) {
		if (s[i] < 'a' || s[i] > 'z') && strings.IndexByte(others, s[i]) < 0 {
			return false
		}
	}
	return true
}

// segment is one step of a path: a key and, for a list, a row id.
type segment struct {
	key   string
	row   string
	inRow bool
}

func (p Path) segments() iter.Seq[segment] {
	return func(yield func(segment) bool) {
		for part := range strings.SplitSeq(string(p), ".") {
			key, row, found := strings.Cut(part, "[")
			if !yield(segment{key: key, row: strings.TrimSuffix(row, "]"), inRow: found}) {
				return
			}
		}
	}
}

// Field is the catalogue's name for the path: row ids are taken out.
func (p Path) Field() Path {
	if !strings.Contains(string(p), "[") {
		return p
	}
	var b strings.Builder
	inside := false
	for _, r := range p {
		switch {
		case r == '[':
			inside = true
			b.WriteString("[]")
		case r == ']':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return Path(b.String())
}

// Row is the row that the path lies in ("kpis[k1]" for "kpis[k1].target"), or
// "" outside lists.
func (p Path) Row() Path {
	if i := strings.LastIndexByte(string(p), ']'); i >= 0 {
		return p[:i+1]
	}
	return ""
}

// List is the list of the row that the path lies in ("kpis" for
// "kpis[k1].target"), or "" outside lists.
func (p Path) List() Path {
	if i := strings.LastIndexByte(string(p), '['); i >= 0 {
		return p[:i]
	}
	return ""
}

// RowID is the id of the row that the path lies in, or "" outside lists.
func (p Path) RowID() string {
	row := p.Row()
	if row == "" {
		return ""
	}
	return strings.TrimSuffix(string(row[strings.LastIndexByte(string(row), '[')+1:]), "]")
}

// Leaf is the last key of the path: "target" for "kpis[k1].target".
func (p Path) Leaf() string {
	s := string(p)
	if i := strings.LastIndexByte(s, '.'); i >= 0 {
		return s[i+1:]
	}
	return s
}

// Within reports whether p is prefix itself or lies below it.
func (p Path) Within(prefix Path) bool {
	if !strings.HasPrefix(string(p), string(prefix)) {
		return false
	}
	rest := p[len(prefix):]
	return rest == "" || rest[0] == '.' || rest[0] == '['
}

// At is the path of key inside the row id of list: At("kpis", "k1", "target").
// An empty key names the row.
func At(list Path, id, key string) Path {
	row := list + "[" + Path(id) + "]"
	if key == "" {
		return row
	}
	return row + "." + Path(key)
}
