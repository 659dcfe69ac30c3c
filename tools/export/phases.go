package export

import (
	"fmt"
	"slices"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

const deviationList plan.Path = "deviations" // has a section of its own

// topic writes one subject of the plan. Single fields come first where the
// interview asks for some.
func (w *writer) topic(topic plan.Topic) {
	about := plan.About(topic)
	level := 3
	if about.Phase != w.phase {
		w.phase = about.Phase
		w.heading(2, w.phaseTitle(about))
	}
	if about.Phase == "0" || about.Phase == "+" {
		level = 0 // the phase is this topic alone
	}
	single, lists, table := w.parts(topic)
	if level > 0 {
		w.heading(level, w.in(about.Label)+w.numbered(table))
	}
	asked := slices.ContainsFunc(single, func(path plan.Path) bool { f, _ := plan.FieldAt(path); return !f.Later })
	if asked {
		w.fields(single)
	}
	for _, list := range lists {
		w.list(list)
	}
	if !asked {
		w.fields(single)
	}
	switch topic {
	case plan.TopicKPIs:
		w.lock()
	case plan.TopicRealisation:
		w.arithmetic()
	case plan.TopicExecution:
		w.models()
	}
}

// parts lists the single fields and the lists of a topic, and the memo's table
// that it fills.
func (w *writer) parts(topic plan.Topic) (single, lists []plan.Path, table string) {
	for _, f := range plan.Fields() {
		list := f.Path.List()
		if f.Topic != topic || list == deviationList {
			continue
		}
		switch {
		case list == "" && w.shown(&f):
			single = append(single, f.Path)
		case list != "" && !slices.Contains(lists, list):
			lists = append(lists, list)
		}
		if !f.Later {
			table = max(table, f.Table)
		}
	}
	return single, lists, table
}

func (w *writer) phaseTitle(about plan.TopicText) string {
	switch about.Phase {
	case "0":
		return w.in(about.Label)
	case "+":
		return w.in(criteria.Title(criteria.Bonus))
	default:
		return fmt.Sprintf("%s %s: %s", w.in(phase), about.Phase, w.in(criteria.Title("C"+about.Phase)))
	}
}

// numbered names the memo's table that the section fills.
func (w *writer) numbered(table string) string {
	if table == "" {
		return ""
	}
	return " (" + fmt.Sprintf(w.in(memoTable), table) + ")"
}

// shown reports whether a single field has its line: the interview asks for it,
// or something is known of it.
func (w *writer) shown(f *plan.Field) bool {
	return !f.Later || w.known(f.Path)
}

// known reports whether a leaf has a value or a state of its own.
func (w *writer) known(path plan.Path) bool {
	_, ok := w.draft.Plan.Get(path)
	_, left := w.draft.States[path]
	return ok || left
}

func (w *writer) fields(paths []plan.Path) {
	rows := make([][]string, len(paths))
	for i, path := range paths {
		rows[i] = []string{w.label(path), w.cell(path)}
	}
	w.table([]string{w.in(item), w.in(content)}, rows)
}

func (w *writer) label(path plan.Path) string {
	f, _ := plan.FieldAt(path)
	return escape(w.in(f.Label))
}

// list writes the rows of a list: what the interview asks as a table, and what
// else is known of each row below it.
func (w *writer) list(list plan.Path) {
	asked, later := columns(list)
	ids := w.draft.Plan.Rows(list)
	if len(ids)+len(asked) == 0 {
		return
	}
	if caption, ok := captions[list]; ok {
		w.paragraph("**" + w.in(caption) + "**")
	}
	if len(ids) == 0 {
		w.paragraph(w.absent(list, true))
		return
	}
	switch {
	case len(asked) == 0:
		w.rows(list, ids, later)
		return
	case list == "kpis":
		w.indicators(ids, asked)
	default:
		w.rows(list, ids, asked)
	}
	w.further(list, ids, later)
}

// columns parts the fields of a list into those that are asked and the others.
func columns(list plan.Path) (asked, later []string) {
	for _, f := range plan.Fields() {
		switch {
		case f.Path.List() != list:
		case f.Later:
			later = append(later, f.Path.Leaf())
		default:
			asked = append(asked, f.Path.Leaf())
		}
	}
	return asked, later
}

// rows writes one row a line, with what follows from it.
func (w *writer) rows(list plan.Path, ids, keys []string) {
	head := make([]string, len(keys))
	for i, key := range keys {
		head[i] = w.label(plan.At(list, "", key))
	}
	table := make([][]string, len(ids))
	for i, id := range ids {
		for _, key := range keys {
			table[i] = append(table[i], w.cell(plan.At(list, id, key)))
		}
	}
	switch list {
	case "capabilities":
		head, table = w.priorities(head, table)
	case "value_stream.steps":
		table = append(table, w.flowSum(keys))
	}
	w.table(head, table)
	switch list {
	case "capabilities":
		w.paragraph(w.in(indices))
	case "value_stream.steps":
		w.flow()
	}
}

// further writes what is known of the rows beyond what the interview asks.
func (w *writer) further(list plan.Path, ids, keys []string) {
	var rows [][]string
	for _, id := range ids {
		for _, key := range keys {
			if path := plan.At(list, id, key); w.known(path) {
				rows = append(rows, []string{escape(w.called(list, id)), w.label(path), w.cell(path)})
			}
		}
	}
	if len(rows) > 0 {
		w.paragraph("**" + w.in(more) + "**")
		w.table([]string{w.in(row), w.in(item), w.in(content)}, rows)
	}
}

// indicators writes the memo's table 1: one column an indicator.
func (w *writer) indicators(ids, keys []string) {
	head := []string{w.in(item)}
	for _, id := range ids {
		head = append(head, w.cell(plan.At("kpis", id, keys[0])))
	}
	var rows [][]string
	for _, key := range keys[1:] {
		line := []string{w.label(plan.At("kpis", "", key))}
		for _, id := range ids {
			line = append(line, w.cell(plan.At("kpis", id, key)))
		}
		rows = append(rows, line)
	}
	line := []string{w.in(change)}
	for i := range w.draft.Plan.KPIs {
		line = append(line, w.kpiChange(&w.draft.Plan.KPIs[i]))
	}
	w.table(head, append(rows, line))
}
