package openai

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"luonnos/tools/plan"
)

// planLines write the plan in short: one line for each section and each row. A text
// is cut to width runes; with 0 only the keys are named.
func planLines(d *plan.Draft, width int) []string {
	var lines []string
	last := ""
	for path, value := range d.Plan.Leaves() {
		head := string(path.Row())
		if head == "" {
			head = strings.TrimSuffix(string(path), "."+path.Leaf())
		}
		if head != last {
			lines = append(lines, head+":")
			last = head
		}
		at := &lines[len(lines)-1]
		*at += " " + path.Leaf()
		if text := shortValue(value, width); text != "" {
			*at += "=" + text
		}
		*at += ";"
	}
	return lines
}

func shortValue(value any, width int) string {
	switch v := value.(type) {
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case bool:
		return strconv.FormatBool(v)
	case []string:
		return shorten(strings.Join(v, ", "), width)
	default:
		return shorten(fmt.Sprint(v), width)
	}
}

// shorten cuts text to width runes.
func shorten(text string, width int) string {
	text = strings.Join(strings.Fields(text), " ")
	if runes := []rune(text); len(runes) > width {
		if width == 0 {
			return ""
		}
		return string(runes[:width]) + "…"
	}
	return text
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
