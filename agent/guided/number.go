package guided

import (
	"strconv"
	"strings"

	"luonnos/tools/plan"
)

func formatNumber(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// localNumber writes a number as the language does.
func localNumber(v float64, lang plan.Lang) string {
	whole, frac, _ := strings.Cut(formatNumber(v), ".")
	group, point := "\u00a0", ","
	if lang == plan.EN {
		group, point = ",", "."
	}
	neg := strings.HasPrefix(whole, "-")
	whole = strings.TrimPrefix(whole, "-")
	if len(whole) > 3 {
		var b strings.Builder
		for i, d := range whole {
			if i > 0 && (len(whole)-i)%3 == 0 {
				b.WriteString(group)
			}
			b.WriteRune(d)
		}
		whole = b.String()
	}
	if frac != "" {
		whole += point + frac
	}
	if neg {
		return "-" + whole
	}
	return whole
}
