package openaitest

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"luonnos/evals"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Competent plays a language model that does its work well. It knows what the applicant
// of a case can say and what each statement means; all else it sees in the requests that
// come over HTTP. It notes what the applicant's message tells with quotes of it, tries
// what is refused once more with closer quotes, looks up what it is asked, leaves open
// what is withheld, asks which of two values holds, and then asks the head of the agenda.
// It keeps nothing between requests but a list of what was refused for good.
type Competent struct {
	Case *evals.Case

	once       sync.Once
	statements []evals.Statement

	mu      sync.Mutex
	refused map[plan.Path]string
}

// Refused gives the reasons for which values were refused twice.
func (c *Competent) Refused() map[plan.Path]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return maps.Clone(c.refused)
}

// mostCalls is how many answers with calls it makes in a turn.
const mostCalls = 2

// Respond is the answer to a request, for [New].
func (c *Competent) Respond(_ int, r *Request) Answer {
	c.once.Do(func() { c.statements = c.Case.Statements() })
	s := look(r)
	n := &notes{seen: &s, of: c.Case.Gold, heard: listen(s.said, c.statements), rows: s.rows(c.Case.Gold)}
	answer := Answer{Usage: Usage{Input: len(r.Body) / 4, Output: 50}}
	if s.calls < mostCalls && r.Choice != "none" {
		answer.Calls = n.calls()
	}
	if len(answer.Calls) > 0 {
		return answer
	}
	if s.calls == mostCalls {
		c.note(&s.did)
	}
	answer.Text = n.words(c.Case.Lang)
	return answer
}

// note keeps what was refused and not stored later.
func (c *Competent) note(did *done) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, r := range did.Refused {
		if !slices.Contains(did.Stored, r.Path) {
			if c.refused == nil {
				c.refused = map[plan.Path]string{}
			}
			c.refused[r.Path] = r.Reason
		}
	}
}

// notes are what one message gives to write down.
type notes struct {
	*seen
	of    *plan.Plan // that the applicant has in mind
	heard []heard
	rows  map[plan.Path]string // ids in the product, by row of the case
}

func ofKPI(t evals.Told) bool { return t.Path.List() == "kpis" }

var another = plan.Text{FI: "Onko teillä vielä muita avainmittareita?", SV: "Har ni fler nyckeltal?", EN: "Are there further key indicators?"}

var which = plan.Text{FI: "Kumpi arvo pitää paikkansa?", SV: "Vilket värde stämmer?", EN: "Which value holds?"}

// words are the answer in words, with the mark of what it asks.
func (n *notes) words(lang plan.Lang) string {
	text := n.quoted
	if text != "" {
		text += "\n\n"
	}
	if h := n.heard; len(h) > 0 && h[len(h)-1].Disputes != "" {
		if path, ok := n.here(h[len(h)-1].Disputes); ok {
			return fmt.Sprintf("%s%s [[%s]]", text, which.In(lang), path)
		}
	}
	if n.kpis && len(n.heard) > 0 && slices.ContainsFunc(n.heard[len(n.heard)-1].Tells, ofKPI) && n.fewKPIs() {
		return text + another.In(lang) + " [[kpis]]"
	}
	if question := n.asks("Q"); question != "" && (n.aside() || n.told() && n.more(question)) {
		return text + question + "? [[Q]]"
	}
	if question := n.asks("A1"); question != "" {
		return text + question + " [[A1]]"
	}
	return text + "OK. [[-]]"
}

// aside reports whether the message leaves the last question open: it is something else.
func (n *notes) aside() bool {
	return len(n.heard) == 0 && strings.Contains(n.said, "?") || len(n.heard) > 0 && n.heard[0].Aside
}

func (n *notes) told() bool {
	return slices.ContainsFunc(n.heard, func(h heard) bool { return len(h.Tells) > 0 })
}

// more reports whether the last question was for anything else: it named several lists. Who
// has told something is asked it again.
func (n *notes) more(question string) bool {
	_, paths, _ := strings.Cut(question, ": ")
	lists := strings.Split(paths, ", ")
	return len(lists) > 1 && !slices.ContainsFunc(lists, func(p string) bool { return !plan.IsList(plan.Path(p)) })
}

// here is a path of the case in the rows of the product.
func (n *notes) here(path plan.Path) (plan.Path, bool) {
	row := path.Row()
	if row == "" {
		return path, true
	}
	id, ok := n.rows[row]
	return plan.At(row.List(), id, "") + path[len(row):], ok
}

// calls are the tool calls that are left to make.
func (n *notes) calls() []tools.Call {
	var list []tools.Call
	call := func(name string, args object) {
		data, err := json.Marshal(args)
		if err != nil {
			panic("openaitest: " + err.Error())
		}
		list = append(list, tools.Call{ID: fmt.Sprintf("call_%d_%d", n.seen.calls, len(list)), Name: name, Arguments: data})
	}
	for _, f := range n.forms() {
		call(f.tool, f.arguments())
	}
	for i := range n.heard {
		h := &n.heard[i]
		if gone := n.gone(h); len(gone) > 0 {
			call("remove", object{"paths": gone, "evidence": []string{n.quote(h)}})
		}
		if open := n.withheld(h); len(open) > 0 {
			call("skip", object{"paths": open, "kind": plan.Skipped, "reason": n.quote(h)})
		}
	}
	if n.aside() && strings.Contains(n.said, "?") && n.seen.calls == 0 {
		call("search_memo", object{"query": n.said})
	}
	return list
}

func (n *notes) quote(h *heard) string { return n.said[h.start:h.end] }

// gone are the values that a statement takes back.
func (n *notes) gone(h *heard) []plan.Path {
	var list []plan.Path
	for _, t := range h.Tells {
		if path, ok := n.here(t.Path); ok && t.Value == nil && !slices.Contains(n.did.Removed, path) {
			list = append(list, path)
		}
	}
	return list
}

// withheld are the paths that a statement leaves open.
func (n *notes) withheld(h *heard) []plan.Path {
	var list []plan.Path
	for _, w := range h.Withholds {
		if path, ok := n.here(w); ok && !slices.Contains(n.did.Skipped, path) {
			list = append(list, path)
		}
	}
	return list
}

// sentence is the end of a sentence or of a part of one.
var sentence = regexp.MustCompile(`[.;:!?,)]\s+`)

// sentences cuts a quote into closer ones.
func sentences(quote string) []string {
	var list []string
	start := 0
	for _, at := range sentence.FindAllStringIndex(quote, -1) {
		list = append(list, strings.TrimSpace(quote[start:at[0]]))
		start = at[1]
	}
	return append(list, strings.TrimSpace(quote[start:]))
}
