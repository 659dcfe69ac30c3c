package guided

import (
	"slices"
	"strconv"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// rowToRemove is the row that an order to remove one means: by its id ("z1"), by its
// number in its list, by its name, or as the last one or the only one.
func (r *reader) rowToRemove(s span) plan.Path {
	if row := r.rowByID(s); row != "" {
		return row
	}
	list := r.listNamed(s)
	if list != "" {
		if row := r.rowNumbered(list, s); row != "" {
			return row
		}
	}
	for _, l := range everyList {
		if list != "" && l != list {
			continue
		}
		if row := r.rowChosen(l, s); row != "" {
			return row
		}
		if row, score := r.rowNamed(l, s); score == 1 || list != "" && score >= sameRow {
			return row
		}
	}
	rows := r.rows(list)
	switch {
	case list != "" && len(rows) == 1:
		return rows[0]
	case list != "" && len(rows) > 0 && r.m.has("rows.last", s):
		return rows[len(rows)-1]
	case list == "" && (r.m.has("rows.last", s) || r.m.has("rows.that", s) && r.m.words(s) <= 4):
		return r.newestRow()
	}
	return ""
}

// rowByID is the row whose id stands in s.
func (r *reader) rowByID(s span) plan.Path {
	words := strings.FieldsFunc(reading.Fold(r.m.quote(s)), func(c rune) bool { return !(c >= 'a' && c <= 'z' || c >= '0' && c <= '9') })
	for _, list := range everyList {
		for _, row := range r.rows(list) {
			if slices.Contains(words, row.RowID()) {
				return row
			}
		}
	}
	return ""
}

// listNamed is the list that s speaks of.
func (r *reader) listNamed(s span) plan.Path {
	for _, list := range slices.Concat([]plan.Path{"raci"}, everyList) { // "the work item key indicators"
		if r.m.has("ask."+string(list), s) || r.m.has("rows."+string(list), s) {
			return list
		}
	}
	return ""
}

// rowNumbered is the row of list that s counts: "the second one", "indicator 2".
func (r *reader) rowNumbered(list plan.Path, s span) plan.Path {
	if row, _ := r.rowCounted(list, s); row != "" {
		return row
	}
	rows := r.rows(list)
	for _, w := range strings.Fields(r.m.quote(s)) {
		if n, err := strconv.Atoi(strings.Trim(w, ".,?!")); err == nil && n >= 1 && n <= len(rows) {
			return rows[n-1]
		}
	}
	return ""
}

// rowChosen is the row whose key is a choice that s names: a capability or a work item.
func (r *reader) rowChosen(list plan.Path, s span) plan.Path {
	for _, e := range r.m.enums(choicesOf(list), s) {
		for _, row := range r.rows(list) {
			if r.held(row+plan.Path("."+rowKey[list])) == any(e.value) {
				return row
			}
		}
	}
	return ""
}

// newestRow is the row that was told last.
func (r *reader) newestRow() plan.Path {
	var newest plan.Path
	high := 0.0
	for _, list := range everyList {
		for _, row := range r.rows(list) {
			if at := r.recency(row + plan.Path("."+rowKey[list])); at > high || at == high && at > 0 {
				newest, high = row, at
			}
		}
	}
	return newest
}

// removed says which rows are gone, or how to name the one that is meant.
func (a *answer) removed(s span) string {
	if gone := a.receipt().Removed; len(gone) > 0 {
		topic := plan.About(topicOf(gone[0])).Label.In(a.lang)
		return say("removed", a.lang, "topic", topic, "id", gone[0].RowID())
	}
	r := a.u.r
	lists := everyList
	if list := r.listNamed(s); list != "" {
		lists = []plan.Path{list}
	}
	var rows []string
	for _, list := range lists {
		for _, row := range r.rows(list) {
			if name := a.rowName(row); name != "" {
				rows = append(rows, row.RowID()+": "+a.quoted(row, name))
			}
		}
	}
	if len(rows) == 0 {
		return say("remove_nothing", a.lang)
	}
	return say("remove_which", a.lang, "id", strings.SplitN(rows[0], ":", 2)[0], "lines", bullets(rows))
}

// everyList are the lists whose rows a person names.
var everyList = []plan.Path{"kpis", "raci", "capabilities", "data.assets", "value_stream.steps", "batches", "realisation"}
