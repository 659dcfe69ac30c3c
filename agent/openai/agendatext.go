package openai

import (
	"fmt"
	"slices"
	"strings"

	"luonnos/agent"
	"luonnos/tools/plan"
)

// agendaLines write the head of the agenda: what each item's mark is, what it asks
// and what the validator says about it.
func agendaLines(req *agent.Request, items int) []string {
	var lines []string
	for i, item := range req.Agenda[:min(items, len(req.Agenda))] {
		lines = append(lines, fmt.Sprintf("[[A%d]] %s", i+1, itemText(req, item)))
	}
	return lines
}

func itemText(req *agent.Request, item agent.Item) string {
	about := plan.About(item.Topic)
	switch item.Kind {
	case agent.Opening:
		return about.Question.In(req.Lang)
	case agent.Further:
		return closing.In(req.Lang) + " (" + paths(item.Paths, len(item.Paths)) + ")"
	case agent.Attest:
		return attesting.In(req.Lang)
	}
	text := about.Label.In(req.Lang) + ": " + paths(item.Paths, 8)
	for _, f := range req.Report.Findings {
		if slices.Contains(item.Paths, f.Path) {
			return text + ". " + f.Fix.In(req.Lang)
		}
	}
	if f, ok := plan.FieldAt(item.Paths[0]); ok {
		text += ". " + f.Question.In(req.Lang)
	}
	return text
}

var (
	closing = plan.Text{
		FI: "Onko vielä lisättävää, esimerkiksi muita rivejä?",
		SV: "Finns det något att tillägga, till exempel fler rader?",
		EN: "Is there anything to add, for example further rows?",
	}
	attesting = plan.Text{
		FI: "Johdon sitoumus puuttuu. Sen antaa nimetty henkilö palvelussa itse; kerro siitä.",
		SV: "Ledningens åtagande saknas. En namngiven person ger det själv i tjänsten; berätta det.",
		EN: "Management's commitment is missing. A named person gives it in the service; tell so.",
	}
)

// paths joins at most n paths.
func paths(list []plan.Path, n int) string {
	var all []string
	for _, p := range list[:min(n, len(list))] {
		all = append(all, string(p))
	}
	if len(list) > n {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// asked are the paths that the marks of an answer name: an item of the agenda, the last
// question or a path itself. An answer that asks without a mark asks the first item,
// which it was told to ask.
func asked(agenda []agent.Item, last []plan.Path, marks []string, text string) []plan.Path {
	if len(marks) == 0 && strings.Contains(text, "?") {
		marks = []string{"A1"}
	}
	var list []plan.Path
	for _, mark := range marks {
		if path := plan.Path(mark); known(path) {
			list = append(list, path)
		}
		if mark == lastMark {
			list = append(list, last...)
		}
		for i, item := range agenda {
			if mark != fmt.Sprintf("A%d", i+1) {
				continue
			}
			list = append(list, item.Paths...)
			if item.Kind == agent.Further {
				list = append(list, agent.FurtherMark)
			}
		}
	}
	return list
}

func isMark(path plan.Path) bool { return path == agent.FurtherMark }

// lastMark is the mark of an answer that repeats the assistant's last question.
const lastMark = "Q"

// restMark is the mark of an answer that asks nothing on purpose.
const restMark = "-"

// known reports whether a path is a field or a list of the plan.
func known(path plan.Path) bool {
	_, ok := plan.FieldAt(path)
	return ok || plan.IsList(path)
}
