package guided

import (
	"fmt"
	"strings"

	"luonnos/tools"
	"luonnos/tools/plan"
)

// inLine is how many values and rows are read back in a sentence; more of them stand below
// each other.
const inLine = 3

// stored reads back what the turn has stored, what it has replaced and what it could
// not.
func (a *answer) stored() string {
	r := a.receipt()
	if r.Undone {
		return ""
	}
	var lines []string
	switch fresh := a.fresh(); {
	case len(fresh) > inLine:
		lines = append(lines, say("stored_lines", a.lang, "lines", bullets(fresh)))
	case len(fresh) > 0:
		lines = append(lines, say("stored", a.lang, "list", strings.Join(fresh, "; ")))
	}
	for _, s := range r.Stored {
		if s.Old != nil {
			lines = append(lines, a.replaced(s))
		}
	}
	var refused []string
	for _, x := range r.Refused {
		if x.Path != "" {
			refused = append(refused, a.label(x.Path))
		}
	}
	if len(refused) > 0 {
		lines = append(lines, say("refused", a.lang, "list", strings.Join(refused, ", ")))
	}
	if len(a.u.unplaced) > 0 && a.outside() == "" && a.unreadCorrection() == "" {
		lines = append(lines, a.lost(r))
	}
	return strings.Join(lines, "\n")
}

// bullets writes items below each other.
func bullets(items []string) string {
	var b strings.Builder
	for _, item := range items {
		b.WriteString("\n- " + item)
	}
	return b.String()
}

func (a *answer) replaced(s tools.Stored) string {
	if text, ok := a.statement(s.Path, s.Value); ok {
		return say("restated", a.lang, "text", text)
	}
	return say("replaced", a.lang, "label", a.label(s.Path), "new", a.readBack(s.Path, s.Value), "old", a.readBack(s.Path, s.Old))
}

// fresh lists the new values, those of a row together after its name.
func (a *answer) fresh() []string {
	type group struct {
		name  string
		words []string
	}
	var groups []group
	at := map[plan.Path]int{}
	for _, s := range a.receipt().Stored {
		if s.Old != nil || strings.HasSuffix(s.Path.Leaf(), "unit") && s.Path != "applicant.unit" {
			continue
		}
		row := s.Path.Row()
		name := a.rowName(row)
		if name == "" {
			groups = append(groups, group{words: []string{a.told(s)}})
			continue
		}
		i, ok := at[row]
		if !ok {
			i = len(groups)
			at[row] = i
			groups = append(groups, group{name: a.quoted(row, name)})
		}
		if s.Path.Leaf() != rowKey[row.List()] {
			groups[i].words = append(groups[i].words, a.told(s))
		}
	}
	lines := make([]string, len(groups))
	for i, g := range groups {
		lines[i] = strings.Join(g.words, ", ")
		switch {
		case g.name != "" && len(g.words) > 0:
			lines[i] = g.name + " (" + lines[i] + ")"
		case g.name != "":
			lines[i] = g.name
		}
	}
	return lines
}

// told reads a value back after its label, a yes or a no as a statement.
func (a *answer) told(s tools.Stored) string {
	if text, ok := a.statement(s.Path, s.Value); ok {
		return text
	}
	label, value := a.shortLabel(s.Path), a.readBack(s.Path, s.Value)
	if first, rest, ok := strings.Cut(value, " "); ok && mustField(s.Path).Enum != "" && strings.HasSuffix(label, first) {
		value = rest // "quality class: class B"
	}
	return label + ": " + value
}

// statement is how a yes or a no to a field is read back, where it has its own words.
func (a *answer) statement(p plan.Path, v any) (string, bool) {
	text, ok := phrases()[fmt.Sprintf("%s=%v", p, v)]
	return text.In(a.lang), ok
}

// longText is how many words of the applicant stand in quotation marks.
const longText = 4

// readBack writes a value for a person; longer words of the applicant stand in quotation
// marks.
func (a *answer) readBack(p plan.Path, v any) string {
	s := a.value(p, v)
	if mustField(p).Kind == plan.KindText && len(strings.Fields(s)) >= longText {
		return quote(s, a.lang)
	}
	return s
}

// shownLost is how many letters of what found no place are quoted.
const shownLost = 120

// lost quotes the words that found no place.
func (a *answer) lost(r *tools.Receipt) string {
	if len(r.Stored) == 0 && len(a.u.facts) == 0 {
		return say("not_understood", a.lang)
	}
	quotes := make([]string, len(a.u.unplaced))
	for i, s := range a.u.unplaced {
		quotes[i] = quote(shortened(s), a.lang)
	}
	return say("unplaced", a.lang, "quote", list(quotes, a.lang))
}

// shortened cuts a long text at a word.
func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	runes := []rune(s)
	if len(runes) <= shownLost {
		return strings.TrimRight(s, ".;, ")
	}
	s = string(runes[:shownLost])
	return s[:max(strings.LastIndexByte(s, ' '), 1)] + " …"
}
