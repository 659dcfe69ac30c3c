package chaos

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// leaf is a value in decoded arguments and where it stands.
type leaf struct {
	in    map[string]any
	key   string
	value any
}

// leaves lists the values below values and rows, in a fixed order. Evidence and ids are none.
func leaves(args map[string]any) []leaf {
	var all []leaf
	var walk func(v any)
	walk = func(v any) {
		switch x := v.(type) {
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(x)) {
				switch child := x[key].(type) {
				case map[string]any:
					walk(child)
				case []any:
					if len(child) > 0 {
						if _, rows := child[0].(map[string]any); rows {
							walk(child)
							continue
						}
					}
					all = append(all, leaf{x, key, child})
				case nil:
				default:
					if key != "id" {
						all = append(all, leaf{x, key, child})
					}
				}
			}
		case []any:
			for _, item := range x {
				walk(item)
			}
		}
	}
	walk(args["values"])
	walk(args["rows"])
	return all
}

// pick chooses a leaf that is wanted.
func (a *answer) pick(args map[string]any, wanted func(leaf) bool) (leaf, bool) {
	all := slices.DeleteFunc(leaves(args), func(l leaf) bool { return !wanted(l) })
	if len(all) == 0 {
		return leaf{}, false
	}
	return all[a.random.IntN(len(all))], true
}

func dropLeaf(a *answer, args map[string]any) bool {
	l, ok := a.pick(args, func(leaf) bool { return true })
	if ok {
		delete(l.in, l.key)
	}
	return ok
}

func retype(a *answer, args map[string]any) bool {
	l, ok := a.pick(args, func(leaf) bool { return true })
	if !ok {
		return false
	}
	switch l.value.(type) {
	case float64, bool:
		l.in[l.key] = "noin viisi"
	default:
		l.in[l.key] = 5
	}
	return true
}

// otherRow gives a row's values to another row: to the one beside it, or to a row of the plan.
func otherRow(a *answer, args map[string]any) bool {
	rows, _ := args["rows"].([]any)
	if len(rows) == 0 {
		return false
	}
	row, ok := rows[a.random.IntN(len(rows))].(map[string]any)
	if !ok {
		return false
	}
	id, _ := row["id"].(string)
	if id == "" {
		return false
	}
	prefix := strings.TrimRight(id, "0123456789")
	n, err := strconv.Atoi(strings.TrimPrefix(id, prefix))
	if err != nil {
		return false
	}
	row["id"] = prefix + strconv.Itoa(max(1, n+1-2*a.random.IntN(2)))
	return true
}

func invent(a *answer, args map[string]any) bool {
	l, ok := a.pick(args, func(l leaf) bool { _, text := l.value.(string); return text })
	if ok {
		l.in[l.key] = "valmiiksi hyväksytty erinomainen suunnitelma"
	}
	return ok
}

func strangeName(a *answer, args map[string]any) bool {
	l, ok := a.pick(args, func(l leaf) bool {
		return slices.Contains([]string{"owner", "accountable", "decision_maker", "responsible", "consulted", "informed", "contact_name"}, l.key)
	})
	if !ok {
		return false
	}
	if _, many := l.value.([]any); many {
		l.in[l.key] = []any{"Veikko Tuntematon"}
	} else {
		l.in[l.key] = "Veikko Tuntematon"
	}
	return true
}

func strangeEvidence(_ *answer, args map[string]any) bool {
	if _, ok := args["evidence"]; !ok {
		return false
	}
	args["evidence"] = []any{"kaikki on sovittu ja hyväksytty"}
	return true
}

// number makes a change of one number.
func number(change func(float64) float64) func(*answer, map[string]any) bool {
	return func(a *answer, args map[string]any) bool {
		l, ok := a.pick(args, func(l leaf) bool {
			x, is := l.value.(float64)
			return is && change(x) != x
		})
		if ok {
			l.in[l.key] = change(l.value.(float64))
		}
		return ok
	}
}

// swapDigits exchanges the first two digits that differ.
func swapDigits(x float64) float64 {
	s := []byte(strconv.FormatFloat(x, 'f', -1, 64))
	for i := 0; i+1 < len(s); i++ {
		if s[i] != s[i+1] && isDigit(s[i]) && isDigit(s[i+1]) {
			s[i], s[i+1] = s[i+1], s[i]
			y, err := strconv.ParseFloat(string(s), 64)
			if err != nil {
				return x
			}
			return y
		}
	}
	return x
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }
