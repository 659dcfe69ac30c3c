package evals

import (
	"fmt"
	"strings"

	"luonnos/tools/plan"
)

// reason is why a comparison came to its verdict: the key of a sentence in [labels], with what stands in it.
type reason struct {
	key  string
	args []any
}

// metricLabel is a metric's name in a reason.
type metricLabel string

// in says the reason. In English, as in files and at a terminal, metrics have the names that flags and gates use.
func (r reason) in(lang plan.Lang) string {
	args := make([]any, len(r.args))
	for i, arg := range r.args {
		switch x := arg.(type) {
		case float64:
			args[i] = decimalText(x, lang)
		case metricLabel:
			args[i] = string(x)
			if lang != plan.EN {
				args[i] = labels["m_"+string(x)].In(lang)
			}
		default:
			args[i] = x
		}
	}
	return strings.TrimSpace(fmt.Sprintf(labels[r.key].In(lang), args...))
}
