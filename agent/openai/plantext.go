package openai

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"luonnos/tools/plan"
)

// leaf is a filled leaf of the plan.
type leaf struct {
	path  plan.Path
	value any
}

func leavesOf(p *plan.Plan) []leaf {
	var list []leaf
	for path, value := range p.Leaves() {
		list = append(list, leaf{path, value})
	}
	return list
}

// planLines write the plan in short: one line for each section and each row. A text
// is cut to width runes; names are hidden in it before. With width 0 a section names its keys and a row its first
// value, by which it is known.
func planLines(leaves []leaf, width int, n *names) []string {
	var lines []string
	var line strings.Builder
	last := ""
	for _, l := range leaves {
		path, value := l.path, l.value
		head, row := string(path.Row()), true
		if head == "" {
			head, row = strings.TrimSuffix(string(path), "."+path.Leaf()), false
		}
		first := head != last
		if first && last != "" {
			lines = append(lines, line.String())
			line.Reset()
		}
		if last = head; first {
			line.WriteString(head + ":")
		}
		switch {
		case width > 0:
			line.WriteString(" " + path.Leaf() + "=" + shortValue(value, width, n) + ";")
		case !row:
			line.WriteString(" " + path.Leaf())
		case first:
			line.WriteString(" " + shortValue(value, nameWidth, n))
		}
	}
	if last != "" {
		lines = append(lines, line.String())
	}
	return lines
}

// nameWidth is how much of a row's name is shown in the shortest plan.
const nameWidth = 24

func shortValue(value any, width int, n *names) string {
	switch v := value.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case []string:
		return shorten(n.hideIn(strings.Join(v, ", ")), width)
	default:
		return shorten(n.hideIn(fmt.Sprint(v)), width)
	}
}

// shorten cuts text to width runes, with single spaces between its words.
func shorten(text string, width int) string {
	if !tidy(text) {
		text = strings.Join(strings.Fields(text), " ")
	}
	if len(text) <= width {
		return text
	}
	n := 0
	for at := range text {
		if n == width {
			if open := strings.LastIndexByte(text[:at], '['); open >= 0 && !strings.Contains(text[open:at], "]") {
				at = open // half a token says nothing
			}
			return text[:at] + "…"
		}
		n++
	}
	return text
}

// tidy reports whether the only white space of text is single spaces between words. It
// may say no of text that is.
func tidy(text string) bool {
	space := true // before the text
	for i := range len(text) {
		c := text[i]
		if c == ' ' && space || c < ' ' || c == 0xc2 || c >= 0xe1 && c <= 0xe3 { // where other white space may begin
			return false
		}
		space = c == ' '
	}
	return !space || text == ""
}

// proposed lists what waits for the applicant's word.
func proposed(d *plan.Draft) []plan.Path {
	var list []plan.Path
	for path, proof := range d.Provenance {
		if (proof.Source == plan.Proposed || proof.Source == plan.Document) && proof.ConfirmedBy == "" {
			list = append(list, path)
		}
	}
	slices.Sort(list)
	return list
}

// skipped lists what was left open on purpose.
func skipped(d *plan.Draft) []plan.Path {
	var list []plan.Path
	for path := range d.States {
		list = append(list, path)
	}
	slices.Sort(list)
	return list
}
