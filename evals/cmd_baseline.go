package evals

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"luonnos/evals/stats"
)

// baselines is `eval baseline`.
func baselines(in invocation) (int, error) {
	set := in.flags("baseline")
	out := set.String("out", "", "file to write; standard output without it")
	seed := set.Int64("seed", 1, "seed of the bootstrap")
	names, err := parseMixed(set, in.args)
	if err != nil {
		return ExitUsage, err
	}
	if len(names) != 2 || names[0] != "save" && names[0] != "show" {
		return ExitUsage, errors.New("eval baseline: save DIR [--out FILE], or show FILE")
	}
	record, err := OpenRecord(names[1])
	if err != nil {
		return ExitUsage, err
	}
	if names[0] == "show" {
		printSummary(in.stdout, record.Header, Summarize(record.Rows, *seed))
		return ExitOK, nil
	}
	data, err := record.Baseline()
	if err != nil {
		return ExitInfra, err
	}
	if *out == "" {
		_, err = in.stdout.Write(data)
	} else {
		err = os.WriteFile(*out, data, 0o644)
	}
	if err != nil {
		return ExitInfra, fmt.Errorf("eval baseline: %w", err)
	}
	return ExitOK, nil
}

// printSummary writes a run's figures for a person.
func printSummary(w io.Writer, h *Header, s *Summary) {
	fmt.Fprintf(w, "%s: %d cases, styles %v, %d trials, seed %d", h.Model, len(h.Cases), h.Styles, s.Trials, h.Seed)
	if h.Chaos != "" {
		fmt.Fprintf(w, ", chaos %s", h.Chaos)
	}
	if h.User != "" {
		fmt.Fprintf(w, ", applicant %s", h.User)
	}
	fmt.Fprintf(w, "\nsuccess %d of %d, Wilson %s; infrastructure errors %d\n", s.Success, s.Trials, interval(s.Wilson), s.Infra)
	if s.Void > 0 {
		fmt.Fprintf(w, "%d more are void and not counted: the applicant's model invented facts\n", s.Void)
	}
	for k, p := range s.PassK {
		fmt.Fprintf(w, "pass^%d %.3f  ", k+1, p)
	}
	fmt.Fprintf(w, "flip rate %.3f  ICC %.3f\n\n", s.FlipRate, s.ICC)
	fmt.Fprintf(w, "%-16s %9s  %s\n", "metric", "mean", "95 % interval over the cases")
	for _, m := range s.Metrics {
		if m.Of > 0 {
			fmt.Fprintf(w, "%-16s %9.3f  %s\n", m.Name, m.Mean, interval(m.Interval))
		}
	}
	fmt.Fprintln(w, "\nF1 by section")
	for _, section := range Fields().Sections {
		if f1, ok := s.Sections[section]; ok {
			fmt.Fprintf(w, "%-16s %9.3f\n", section, f1)
		}
	}
	for _, t := range []struct {
		name string
		Usage
	}{{"tokens", s.Tokens}, {"applicant's tokens", s.UserTokens}} {
		if t.Usage != (Usage{}) {
			fmt.Fprintf(w, "\n%s: %d in (%d cached), %d out", t.name, t.Input, t.Cached, t.Output)
		}
	}
	if s.USD > 0 {
		fmt.Fprintf(w, "\ncost: %.2f USD, %.3f for a completed plan", s.USD, s.USDPerPlan)
	}
	if s.Tokens != (Usage{}) || s.UserTokens != (Usage{}) {
		fmt.Fprintln(w)
	}
}

func interval(i stats.Interval) string { return fmt.Sprintf("[%.3f, %.3f]", i.Low, i.High) }

// worst lists the rows with the lowest F1 that did not succeed, at most n.
func worst(rows []*Row, n int) []*Row {
	failed := slices.DeleteFunc(slices.Clone(rows), func(r *Row) bool { return r.Success || r.Void != "" })
	slices.SortStableFunc(failed, func(a, b *Row) int {
		switch x, y := a.F1["micro"], b.F1["micro"]; {
		case x < y:
			return -1
		case x > y:
			return 1
		default:
			return 0
		}
	})
	return failed[:min(n, len(failed))]
}
