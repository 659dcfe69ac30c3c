package export

import (
	"fmt"
	"math"
	"strings"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// Markdown writes the whole plan, the criteria sheet of its report, the
// commitments, the deviations and the origin of every value in one language.
func Markdown(d *plan.Draft, report *criteria.Report, lang plan.Lang) string {
	w := writer{draft: d, lang: lang, report: report}
	w.top()
	for _, t := range plan.Topics {
		w.topic(t)
	}
	w.sheet()
	w.commitments()
	w.deviations()
	w.annex()
	return w.text.String()
}

type writer struct {
	draft  *plan.Draft
	lang   plan.Lang
	report *criteria.Report
	phase  string // of the last topic written
	text   strings.Builder
}

func (w *writer) in(t plan.Text) string { return t.In(w.lang) }

func (w *writer) top() {
	heading := escape(w.draft.Plan.Target.Title)
	if heading == "" {
		heading = w.in(planTitle)
	}
	w.heading(1, heading)
	w.paragraph("> " + w.in(noPromise))
	if w.assisted() {
		w.paragraph("> " + w.in(aiAssisted))
	}
	a := &w.draft.Plan.Applicant
	organisation := w.cell("applicant.organisation")
	if a.Unit != "" {
		organisation += ", " + w.cell("applicant.unit")
	}
	about := []string{fmt.Sprintf("- %s: %s", w.in(plan.About(plan.TopicIntro).Label), organisation)}
	if w.draft.Rev > 0 {
		about = append(about, fmt.Sprintf("- %s: %d", w.in(revision), w.draft.Rev))
	}
	about = append(about, fmt.Sprintf("- %s: **%s**", w.in(verdict), plan.OptionLabel("verdict", w.report.Verdict, w.lang)))
	w.paragraph(strings.Join(about, "\n"))
	w.paragraph(fmt.Sprintf(w.in(legend), mark(w.in(missing)), mark(w.in(skipped)), mark(w.in(notApplicable)), mark(w.in(blank)), notGiven))
}

// assisted reports whether the plan grew in a conversation.
func (w *writer) assisted() bool {
	for _, proof := range w.draft.Provenance {
		if proof.Message != "" || proof.Source == plan.Proposed {
			return true
		}
	}
	return false
}

func (w *writer) heading(level int, text string) {
	w.paragraph(strings.Repeat("#", level) + " " + text)
}

func (w *writer) paragraph(text string) {
	if w.text.Len() > 0 {
		w.text.WriteByte('\n')
	}
	w.text.WriteString(text + "\n")
}

// table writes a table of Markdown; nothing when it has no rows.
func (w *writer) table(head []string, rows [][]string) {
	if len(rows) == 0 {
		return
	}
	line := func(cells []string) string { return "| " + strings.Join(cells, " | ") + " |" }
	lines := []string{line(head), strings.Repeat("|---", len(head)) + "|"}
	for _, r := range rows {
		lines = append(lines, line(r))
	}
	w.paragraph(strings.Join(lines, "\n"))
}

// mark sets our own words apart from the applicant's.
func mark(text string) string { return "*" + text + "*" }

// cell writes what is known of a leaf: its value, or why there is none.
func (w *writer) cell(path plan.Path) string {
	f, _ := plan.FieldAt(path)
	value, ok := w.draft.Plan.Get(path)
	if !ok {
		return w.absent(path, !f.Later && f.Level != plan.Advice && f.Level != plan.Bonus)
	}
	text := escape(w.value(f, path, value))
	if text == "" {
		return mark(w.in(blank))
	}
	if !w.draft.Counts(path) {
		text += " " + mark("("+w.in(unconfirmed)+")")
	}
	return text
}

// absent says why nothing is at a path.
func (w *writer) absent(path plan.Path, wanted bool) string {
	state, ok := w.state(path)
	switch {
	case ok:
		word, reason := skipped, escape(state.Reason)
		if state.Kind == plan.NotApplicable {
			word = notApplicable
		}
		if reason == "" {
			reason = w.in(noReason)
		}
		return mark(w.in(word)) + ": " + reason
	case wanted:
		return mark(w.in(missing))
	default:
		return notGiven
	}
}

// state is the state of the path or of the nearest thing that it lies in.
func (w *writer) state(path plan.Path) (plan.State, bool) {
	var nearest plan.Path
	for at := range w.draft.States {
		if path.Within(at) && len(at) > len(nearest) {
			nearest = at
		}
	}
	state, ok := w.draft.States[nearest]
	return state, ok
}

// value writes a value as a reader of the language would.
func (w *writer) value(f *plan.Field, path plan.Path, value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return w.in(yes)
		}
		return w.in(no)
	case float64:
		return w.quantity(v, w.unit(f, path))
	case plan.Date:
		return w.lang.Date(v)
	case []string:
		names := make([]string, len(v))
		for i, s := range v {
			names[i] = w.name(f, s)
		}
		return strings.Join(names, "; ")
	case string:
		return w.name(f, v)
	default:
		return fmt.Sprint(v)
	}
}

// name is the label of an enumeration's value, or what the row that a reference
// points to is called.
func (w *writer) name(f *plan.Field, value string) string {
	switch {
	case f.Enum != "":
		return plan.OptionLabel(f.Enum, value, w.lang)
	case f.List != "":
		return w.called(f.List, value)
	case strings.HasSuffix(f.Path.Leaf(), "unit"):
		return w.unitWord(value)
	default:
		return value
	}
}

// called is what a person calls a row: the first field of its list, or its id.
func (w *writer) called(list plan.Path, id string) string {
	for _, f := range plan.Fields() {
		if f.Path.List() != list {
			continue
		}
		if name, ok := w.draft.Plan.Get(plan.At(list, id, f.Path.Leaf())); ok {
			return w.value(&f, f.Path, name)
		}
		break
	}
	return id
}

// unit is the unit of a number: a fixed one, or what the field beside it says.
func (w *writer) unit(f *plan.Field, path plan.Path) string {
	code := f.Unit
	if sibling, ok := strings.CutPrefix(code, "@"); ok {
		at := path[:len(path)-len(path.Leaf())] + plan.Path(sibling)
		unit, _ := w.draft.Plan.Get(at)
		code, _ = unit.(string)
	}
	if code == "week" || code == "year" {
		return "" // the label says so
	}
	return w.unitWord(code)
}

func (w *writer) unitWord(code string) string {
	if word, ok := units[code]; ok {
		return w.in(word)
	}
	return code
}

func (w *writer) quantity(v float64, unit string) string {
	number := strings.Replace(w.lang.Number(v), "-", "−", 1)
	switch {
	case unit == "":
		return number
	case w.lang == plan.EN && unit == "%":
		return number + unit
	case w.lang == plan.EN && unit == "€":
		return unit + number
	default:
		return number + "\u00a0" + unit
	}
}

// rounded writes a derived number with one decimal at most.
func (w *writer) rounded(v float64, unit string) string {
	return w.quantity(math.Round(v*10)/10, unit)
}
