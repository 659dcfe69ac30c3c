package evals

import (
	"fmt"
	"io"
	"strings"

	"luonnos/tools/plan"
)

// printer writes a run for a person at a terminal.
type printer struct {
	w          io.Writer
	transcript bool
	wrong      int // how many leaves that are wrong at the end are shown
}

func (p *printer) trial(t *Trial) {
	r := t.Row
	result := "FAIL"
	switch {
	case r.Infra != "":
		result = "ERROR"
	case r.Void != "":
		result = "VOID"
	case r.Success:
		result = "ok"
	}
	name := fmt.Sprintf("%s %s", r.Case, r.Style)
	if r.Trial > 1 {
		name += fmt.Sprintf(" #%d", r.Trial)
	}
	fmt.Fprintf(p.w, "%-5s %-42s verdict %s (want %s)  F1 %.3f  P %.3f  R %.3f  JGA %.3f  delta %.3f  turns %d/%d\n",
		result, name, orNone(r.Verdict), t.Case.Expected.Verdict, r.F1["micro"], r.Precision, r.Recall, r.JGA, r.Delta,
		r.Turns, r.IdealTurns)
	if r.Infra != "" {
		fmt.Fprintf(p.w, "      infrastructure: %s\n", r.Infra)
	}
	if r.Void != "" {
		fmt.Fprintf(p.w, "      void: %s\n", r.Void)
	}
	p.rules(r)
	p.sections(r)
	p.conduct(r)
	p.leaves(r)
	if p.transcript {
		p.dialogue(t.Dialogue)
	}
}

func (p *printer) rules(r *Row) {
	fmt.Fprintf(p.w, "      rules %s", orNone(strings.Join(r.Rules, " ")))
	for _, more := range []struct {
		name string
		ids  []string
	}{{"not expected", r.RulesMore}, {"not found", r.RulesLack}, {"false pass", r.FalsePass}, {"false fail", r.FalseFail}} {
		if len(more.ids) > 0 {
			fmt.Fprintf(p.w, "  %s: %s", more.name, strings.Join(more.ids, " "))
		}
	}
	fmt.Fprintln(p.w)
}

func (p *printer) sections(r *Row) {
	fmt.Fprint(p.w, "      F1")
	for _, s := range Fields().Sections {
		if f1, ok := r.F1[s]; ok {
			fmt.Fprintf(p.w, "  %s %.2f", s, f1)
		}
	}
	fmt.Fprintln(p.w)
}

func (p *printer) conduct(r *Row) {
	fmt.Fprintf(p.w, "      corrections %s  digressions %s  citations %s  computed %s  questions %d (%d needless)  repeats %d  unclear %d  tool errors %d/%d",
		r.Corrections, r.Digressions, r.Citations, r.Computed, r.Questions, r.Redundant, r.Repeats, r.Unclear, r.ToolErrors, r.ToolCalls)
	if r.FailedTurns > 0 {
		fmt.Fprintf(p.w, "  failed turns %d", r.FailedTurns)
	}
	if !r.Ended {
		fmt.Fprint(p.w, "  not ended")
	}
	fmt.Fprintln(p.w)
	if len(r.Ungrounded) > 0 {
		fmt.Fprintf(p.w, "      ungrounded %v\n", r.Ungrounded)
	}
	for _, b := range r.Breaches {
		fmt.Fprintf(p.w, "      breach at turn %d: %s\n", b.Turn, b.What)
	}
}

func (p *printer) leaves(r *Row) {
	if w := r.FirstWrong; w != nil {
		fmt.Fprintf(p.w, "      first wrong: turn %d %s want %s got %s\n", w.Turn, w.Path, leafText(w.Want), leafText(w.Got))
	}
	for i, w := range r.WrongAtTheEnd {
		if i == p.wrong {
			fmt.Fprintf(p.w, "      … %d more\n", len(r.WrongAtTheEnd)-i)
			break
		}
		fmt.Fprintf(p.w, "      at the end: %s want %s got %s\n", w.Path, leafText(w.Want), leafText(w.Got))
	}
}

func (p *printer) dialogue(d *Dialogue) {
	p.reply(&d.Opening)
	for i := range d.Turns {
		t := &d.Turns[i]
		if t.Signed {
			fmt.Fprintln(p.w, "      (attested)")
		}
		fmt.Fprintf(p.w, "  %3d %s> %s\n", t.N, t.Said.Kind, indent(t.Said.Text))
		p.reply(&t.Reply)
	}
}

func (p *printer) reply(r *Reply) {
	if r.Text != "" {
		fmt.Fprintf(p.w, "      < %s\n", indent(r.Text))
	}
	if r.Failed != "" {
		fmt.Fprintf(p.w, "      < failed: %s\n", r.Failed)
	}
	if len(r.Asks) > 0 {
		fmt.Fprintf(p.w, "      asks %v\n", r.Asks)
	}
	for _, c := range r.Cites {
		fmt.Fprintf(p.w, "      cites %s (%s)\n", c.ID, c.Section)
	}
}

// total prints the sums of a run.
func (p *printer) total(rows []*Row) {
	if len(rows) == 0 {
		return
	}
	all := len(rows)
	rows = valid(rows)
	void := all - len(rows)
	success, ended, infra, turns, ideal := 0, 0, 0, 0, 0
	var f1, jga float64
	for _, r := range rows {
		if r.Success {
			success++
		}
		if r.Ended {
			ended++
		}
		if r.Infra != "" {
			infra++
		}
		turns, ideal = turns+r.Turns, ideal+r.IdealTurns
		f1, jga = f1+r.F1["micro"], jga+r.JGA
	}
	n := float64(max(len(rows), 1))
	fmt.Fprintf(p.w, "\n%d trials: success %d, completed %d, infrastructure errors %d, F1 %.3f, JGA %.3f, turns ratio %.2f\n",
		len(rows), success, ended, infra, f1/n, jga/n, ratio(turns, ideal))
	if void > 0 {
		fmt.Fprintf(p.w, "%d more are void and not counted: the applicant's model invented facts\n", void)
	}
}

func (r Ratio) String() string { return fmt.Sprintf("%d/%d", r.OK, r.Of) }

func indent(s string) string { return strings.ReplaceAll(s, "\n", "\n        ") }

func orNone(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

// leafText is a value as a person reads it in a terminal.
func leafText(v any) string {
	switch x := v.(type) {
	case nil:
		return "–"
	case plan.Date:
		return string(x)
	case string:
		return fmt.Sprintf("%q", x)
	default:
		return fmt.Sprint(x)
	}
}
