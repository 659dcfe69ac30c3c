package evals

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"go.yaml.in/yaml/v3"
)

// compareRuns is `eval compare`.
func compareRuns(in invocation) (int, error) {
	set := in.flags("compare")
	gateFile := set.String("gate", "", "YAML file with the allowed drops: max_drop: {success: 0.05}, strict: false")
	common := set.Bool("common", false, "compare what both have when their cases differ")
	power := set.Bool("require-power", false, "exit with 5 when the sample is too small to tell")
	seed := set.Int64("seed", 1, "seed of the bootstrap")
	asJSON := set.Bool("json", false, "print the comparison as JSON")
	names, err := parseMixed(set, in.args)
	if err != nil {
		return ExitUsage, err
	}
	if len(names) != 2 {
		return ExitUsage, errors.New("eval compare: name two runs or baselines")
	}
	gates := DefaultGates()
	if *gateFile != "" {
		if gates, err = readGates(*gateFile); err != nil {
			return ExitUsage, err
		}
	}
	base, err := OpenRecord(names[0])
	if err != nil {
		return ExitUsage, err
	}
	candidate, err := OpenRecord(names[1])
	if err != nil {
		return ExitUsage, err
	}
	c, err := Compare(base, candidate, gates, *common, *seed)
	if err != nil {
		return ExitUsage, err
	}
	if *asJSON {
		enc := json.NewEncoder(in.stdout)
		enc.SetIndent("", "  ")
		if err := enc.Encode(c); err != nil {
			return ExitInfra, fmt.Errorf("eval compare: %w", err)
		}
	} else {
		printComparison(in.stdout, c)
	}
	switch {
	case c.Verdict == VerdictRegression:
		return ExitGate, nil
	case c.Verdict == VerdictInconclusive && *power:
		return ExitInconclusive, nil
	default:
		return ExitOK, nil
	}
}

func readGates(file string) (Gates, error) {
	data, err := os.ReadFile(file)
	if err != nil {
		return Gates{}, fmt.Errorf("eval compare: %w", err)
	}
	var g Gates
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	if err := dec.Decode(&g); err != nil {
		return Gates{}, yamlError(file, err)
	}
	for name, drop := range g.MaxDrop {
		if _, ok := metricOf(name); !ok {
			return Gates{}, &FileError{file, 1, fmt.Sprintf("there is no metric %q", name)}
		}
		if drop < 0 {
			return Gates{}, &FileError{file, 1, fmt.Sprintf("max_drop of %s is negative", name)}
		}
	}
	return g, nil
}

func printComparison(w io.Writer, c *Comparison) {
	fmt.Fprintf(w, "%d pairs of %s (base) and %s (candidate)\n", c.Pairs, c.Base.Model, c.Candidate.Model)
	for _, line := range firstFew(c.Unpaired) {
		fmt.Fprintf(w, "  left aside: %s\n", line)
	}
	fmt.Fprintf(w, "\n%-16s %9s %9s %9s  %-20s %s\n", "metric", "base", "candidate", "change", "95 % interval", "gate")
	for _, m := range c.Metrics {
		gate := ""
		if m.MaxDrop != nil {
			gate = fmt.Sprintf("at most %.3f worse; bound %.3f, p %.3f", *m.MaxDrop, 0-m.Lower, m.P)
		}
		interval := fmt.Sprintf("[%+.3f, %+.3f]", m.Diff.Low, m.Diff.High)
		fmt.Fprintf(w, "%-16s %9.3f %9.3f %+9.3f  %-20s %s\n", m.Name, m.Base, m.Candidate, m.Diff.Mean, interval, gate)
	}
	fmt.Fprintf(w, "\nsuccess: %d worse, %d better, McNemar p %.4f; so many pairs would have shown a drop by %.2f in 4 of 5 samples\n",
		c.Worse, c.Better, c.McNemar, c.SmallestDrop)
	if c.HardOld > 0 {
		fmt.Fprintf(w, "%d broken promises were broken in the base too\n", c.HardOld)
	}
	for _, line := range firstFew(c.Hard) {
		fmt.Fprintf(w, "  broken: %s\n", line)
	}
	const most = 12
	for i, p := range c.Pairwise {
		if i == most {
			fmt.Fprintf(w, "  … %d more changed trials\n", len(c.Pairwise)-most)
			break
		}
		fmt.Fprintf(w, "  %s\n", p)
	}
	fmt.Fprintf(w, "\n%s", strings.ToUpper(string(c.Verdict)))
	if len(c.Reasons) > 0 {
		fmt.Fprintf(w, ": %s", strings.Join(c.Reasons, "; "))
	}
	fmt.Fprintln(w)
}

func (p Pair) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s:", rowKey{p.Case, p.Style, p.Trial})
	if len(p.Worse) > 0 {
		fmt.Fprintf(&b, " worse %s", strings.Join(p.Worse, ", "))
		if x := p.FirstWrong; x != nil {
			fmt.Fprintf(&b, " (turn %d: %s want %s got %s)", x.Turn, x.Path, leafText(x.Want), leafText(x.Got))
		}
	}
	if len(p.Better) > 0 {
		fmt.Fprintf(&b, " better %s", strings.Join(p.Better, ", "))
	}
	if p.Other {
		b.WriteString(" otherwise the same")
	}
	return b.String()
}
