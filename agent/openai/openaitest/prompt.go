package openaitest

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"luonnos/tools"
	"luonnos/tools/plan"
)

// headings stand above the applicant's message in a prompt.
var headings = []string{"\nHakijan viesti:\n", "\nDen sökandes meddelande:\n", "\nThe applicant's message:\n"}

// seen is what a request shows to who reads it.
type seen struct {
	state  string   // of the plan and the agenda
	said   string   // the applicant's last message
	before []string // the applicant's earlier messages that are shown whole
	calls  int      // answers with calls in this turn
	did    done     // what their results say
	quoted string   // what the memo answered
	kpis   bool     // the turn has told of a further key indicator
}

// done is what the results of tools say, of all calls of a turn.
type done struct {
	Stored  []plan.Path
	Refused []tools.Refused
	Skipped []plan.Path
	Removed []plan.Path
}

func look(r *Request) seen {
	at := len(r.Messages) - 1
	for at >= 0 && r.Messages[at].Role != "user" {
		at--
	}
	if at < 0 {
		return seen{}
	}
	s := seen{state: r.Messages[at].Text}
	for _, h := range headings {
		if before, after, ok := strings.Cut(s.state, h); ok {
			s.state, s.said = before, after
		}
	}
	for _, m := range r.Messages[:at] {
		if m.Role == "user" && !strings.HasSuffix(m.Text, "…") {
			s.before = append(s.before, m.Text)
		}
	}
	for i, m := range r.Messages[at+1:] {
		s.kpis = s.kpis || m.Name == "set_kpis" && adds(m.Args)
		switch {
		case m.Role != "assistant":
			s.result(m.Text)
		case r.Messages[at+i].Role != "assistant": // the first call of an answer
			s.calls++
		}
	}
	return s
}

// adds reports whether the arguments of a call hold a row without an id.
func adds(args string) bool {
	var call struct{ Rows []struct{ ID string } }
	return json.Unmarshal([]byte(args), &call) == nil && slices.ContainsFunc(call.Rows, func(row struct{ ID string }) bool { return row.ID == "" })
}

// result reads what a tool answered. One that is no object is of no use here.
func (s *seen) result(text string) {
	var got struct {
		Stored           []string // "kpis[k1]: name unit"
		Refused          []tools.Refused
		Skipped, Removed []plan.Path
		Passages         []struct{ Section, Text string }
	}
	if json.Unmarshal([]byte(text), &got) != nil {
		return
	}
	for _, line := range got.Stored {
		row, leaves, _ := strings.Cut(line, ": ")
		for leaf := range strings.FieldsSeq(leaves) {
			s.did.Stored = append(s.did.Stored, plan.Path(row+"."+leaf))
		}
	}
	s.did.Refused = append(s.did.Refused, got.Refused...)
	s.did.Skipped = append(s.did.Skipped, got.Skipped...)
	s.did.Removed = append(s.did.Removed, got.Removed...)
	if len(got.Passages) > 0 {
		s.quoted = got.Passages[0].Text + " (" + got.Passages[0].Section + ")"
	}
}

var (
	question = regexp.MustCompile(`(?m)^\[\[(A1|Q)\]\] (.*)$`)
	rowLine  = regexp.MustCompile(`(?m)^([a-z_.]+)\[([a-z0-9]+)\]:(.*)$`)
	contact  = regexp.MustCompile(`contact_name=(\[P-[A-Z0-9-]+\])`)
)

// asks is the question with a mark on the agenda, or "" when there is none.
func (s *seen) asks(mark string) string {
	for _, m := range question.FindAllStringSubmatch(s.state, -1) {
		if m[1] != mark {
			continue
		}
		if _, words, ok := strings.Cut(m[2], ". "); ok {
			return words
		}
		return m[2]
	}
	return ""
}

// fewKPIs reports whether the agenda goes on from the key indicators before there are as
// many as the memo wants at the most.
func (s *seen) fewKPIs() bool {
	const most = 3
	m := question.FindString(s.state)
	return !strings.Contains(m, "kpis") && strings.Count(s.state, "\nkpis[") < most
}

// rows are the rows of the plan that stand for those of another: by list and the other's
// id. What is shown of a row may be cut, and names are hidden in it; the row with the most
// in common is meant.
func (s *seen) rows(of *plan.Plan) map[plan.Path]string {
	type pair struct {
		row plan.Path
		id  string
		n   int
	}
	var pairs []pair
	for _, m := range rowLine.FindAllStringSubmatch(s.state, -1) {
		list := plan.Path(m[1])
		for _, id := range of.Rows(list) {
			row := plan.At(list, id, "")
			if n := common(of, row, m[3]); n > 0 {
				pairs = append(pairs, pair{row, m[2], n})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return b.n - a.n })
	rows, taken := map[plan.Path]string{}, map[plan.Path]bool{}
	for _, p := range pairs {
		if at := plan.At(p.row.List(), p.id, ""); rows[p.row] == "" && !taken[at] {
			rows[p.row], taken[at] = p.id, true
		}
	}
	return rows
}

// common counts the values of a row that a line shows.
func common(of *plan.Plan, row plan.Path, line string) int {
	n, first := 0, true
	for path, value := range of.Leaves() {
		if path.Row() != row {
			continue
		}
		_, got, named := strings.Cut(line, " "+path.Leaf()+"=")
		got, _, _ = strings.Cut(got, ";")
		if !named && first { // the shortest line has only the first value
			got = strings.TrimSpace(line)
		}
		text := fmt.Sprint(value)
		if list, ok := value.([]string); ok {
			text = strings.Join(list, ", ")
		}
		if start, cut := strings.CutSuffix(got, "…"); got == text || cut && strings.HasPrefix(text, start) {
			n++
		}
		first = false
	}
	return n
}
