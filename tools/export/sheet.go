package export

import (
	"fmt"
	"strings"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// sheet writes the outcome of each criterion and then what was found, in plain
// words.
func (w *writer) sheet() {
	w.heading(2, w.in(criteriaPage))
	w.paragraph(w.in(noPromise))
	w.paragraph(fmt.Sprintf("%s: %s", w.in(rulesVersion), w.report.RulesVersion))
	rows := make([][]string, len(criteria.Criteria))
	for i, id := range criteria.Criteria {
		rows[i] = []string{id + " " + w.in(criteria.Title(id)), "**" + w.verdict(id) + "**"}
	}
	w.table([]string{w.in(condition), w.in(outcome)}, rows)
	for _, id := range criteria.Criteria {
		w.heading(3, id+" "+w.in(criteria.Title(id))+": "+w.verdict(id))
		w.parted(id)
		w.findings(id)
	}
}

// parted writes the parts of a criterion: what the machine finds beside what an
// expert says.
func (w *writer) parted(criterion string) {
	var rows [][]string
	for i := range w.report.SubCriteria {
		if s := &w.report.SubCriteria[i]; s.Criterion == criterion {
			state := plan.OptionLabel("sub_state", string(s.State), w.lang)
			rows = append(rows, []string{s.ID + " " + w.in(criteria.SubTitle(s.ID)), state, w.expert(s)})
		}
	}
	w.table([]string{w.in(condition), w.in(outcome), w.in(expert)}, rows)
}

func (w *writer) expert(s *criteria.SubCriterion) string {
	said := plan.OptionLabel("review_verdict", s.Human, w.lang)
	if r := s.Review; r != nil {
		said += fmt.Sprintf(" (%s, %s)", escape(r.By), escape(w.lang.Date(r.Date)))
		if reason := escape(r.Reason); reason != "" {
			said += ": " + reason
		}
	}
	return said
}

func (w *writer) verdict(criterion string) string {
	return plan.OptionLabel("verdict", w.report.Criteria[criterion], w.lang)
}

// findings writes what was found, with the same advice given once.
func (w *writer) findings(criterion string) {
	var lines []string
	for _, findings := range [][]criteria.Finding{w.report.Failing(), w.report.Remarks()} {
		for len(findings) > 0 {
			f := &findings[0]
			n := 1
			for n < len(findings) && findings[n].Sub == f.Sub && findings[n].Fix == f.Fix && findings[n].Deviation == f.Deviation {
				n++
			}
			if f.Criterion() == criterion {
				lines = append(lines, w.finding(findings[:n]))
			}
			findings = findings[n:]
		}
	}
	if len(lines) == 0 {
		lines = []string{w.in(nothing)}
	}
	w.paragraph(strings.Join(lines, "\n"))
}

// finding writes findings of one kind with the same advice.
func (w *writer) finding(alike []criteria.Finding) string {
	f := &alike[0]
	kind := mark(w.in(remark))
	switch {
	case f.Fails():
		kind = "**" + w.in(failing) + "**"
	case f.Deviation != "":
		kind = mark(w.in(waived))
	}
	line := fmt.Sprintf("- %s (%s, %s):", kind, f.Sub, f.Chapter(w.lang))
	for i := range alike {
		line += " " + escape(w.in(alike[i].Message)) + "."
	}
	return line + " " + w.in(fix) + " " + escape(w.in(f.Fix))
}

// commitments writes who has committed to what.
func (w *writer) commitments() {
	w.heading(2, w.in(attested))
	var rows [][]string
	for _, a := range w.draft.Plan.Attestations {
		what := make([]string, len(a.What))
		for i, value := range a.What {
			what[i] = plan.OptionLabel("attest", value, w.lang)
		}
		rev := ""
		if a.Rev > 0 {
			rev = fmt.Sprint(a.Rev)
		}
		rows = append(rows, []string{w.stated(a.By), w.stated(a.Title), w.stated(strings.Join(what, "; ")), w.stated(w.lang.Date(a.Date)), w.stated(rev)})
	}
	w.table([]string{w.in(attester), w.in(title), w.in(commits), w.in(date), w.in(signedRev)}, rows)
	if len(rows) == 0 {
		w.paragraph(w.in(unattested))
	}
}

func (w *writer) stated(text string) string {
	if text = escape(text); text != "" {
		return text
	}
	return notGiven
}

// deviations writes the departures from the model that were agreed with Sitra.
func (w *writer) deviations() {
	w.heading(2, w.in(deviations))
	ids := w.draft.Plan.Rows(deviationList)
	_, keys := columns(deviationList)
	if len(ids) == 0 {
		w.paragraph(w.in(noDeviations))
		return
	}
	w.rows(deviationList, ids, keys)
}

// annex writes where every value came from.
func (w *writer) annex() {
	w.heading(2, w.in(annex))
	var rows [][]string
	for path, value := range w.draft.Plan.Leaves() {
		f, ok := plan.FieldAt(path)
		if !ok {
			continue
		}
		where, proof := w.origin(path)
		rows = append(rows, []string{"`" + string(path) + "`", w.stated(w.value(f, path, value)), where, proof})
	}
	w.table([]string{w.in(item), w.in(content), w.in(origin), w.in(proofHead)}, rows)
	if len(rows) == 0 {
		w.paragraph(w.in(noLeaves))
	}
}

// origin says where a value came from and what shows it.
func (w *writer) origin(path plan.Path) (where, proof string) {
	p, ok := w.draft.Provenance[path]
	if !ok {
		return w.in(unknownOrigin), notGiven
	}
	where = plan.OptionLabel("source", string(p.Source), w.lang)
	if p.Message != "" {
		where += " (" + escape(p.Message) + ")"
	}
	if p.By != "" {
		where += ", " + escape(p.By)
	}
	switch {
	case p.ConfirmedBy != "":
		where += ", " + w.in(confirmed) + " " + escape(p.ConfirmedBy)
	case !w.draft.Counts(path):
		where += ", " + w.in(unconfirmed)
	}
	switch {
	case p.Quote != "":
		proof = "”" + escape(p.Quote) + "”"
	case p.Formula != "":
		proof = escape(p.Formula)
		for _, from := range p.From {
			proof += " `" + string(from) + "`"
		}
	default:
		proof = notGiven
	}
	return where, proof
}
