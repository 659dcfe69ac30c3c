package evals

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"

	"luonnos/tools/plan"
)

// reportOptions are the flags of `eval report`.
type reportOptions struct {
	html, junit, json, base string
	lang                    plan.Lang
	common, schema          bool
	seed                    int64
}

// reportRun is `eval report`.
func reportRun(in invocation) (int, error) {
	set := in.flags("report")
	var o reportOptions
	var lang string
	set.StringVar(&o.html, "html", "", "file for the page")
	set.StringVar(&o.junit, "junit", "", "file for JUnit XML")
	set.StringVar(&o.json, "json", "", "file for JSON")
	set.StringVar(&o.base, "base", "", "run or baseline to compare with")
	set.BoolVar(&o.common, "common", false, "compare what both have when their cases differ")
	set.StringVar(&lang, "lang", "fi", "language of the page: fi, sv or en")
	set.BoolVar(&o.schema, "schema", false, "print the JSON Schema of the JSON report and stop")
	set.Int64Var(&o.seed, "seed", 1, "seed of the bootstrap")
	names, err := parseMixed(set, in.args)
	if err != nil {
		return ExitUsage, err
	}
	if o.schema {
		_, err := in.stdout.Write(ReportSchemaJSON)
		return ExitOK, err
	}
	if o.lang = plan.ParseLang(lang); string(o.lang) != lang {
		return ExitUsage, fmt.Errorf("eval report: no language %q", lang)
	}
	if len(names) == 0 {
		return ExitUsage, errors.New("eval report: name the folder of a run")
	}
	var runs []*Stored
	for _, name := range names {
		run, err := OpenRun(name)
		if err != nil {
			return ExitUsage, err
		}
		if len(run.Rows) == 0 {
			return ExitUsage, fmt.Errorf("eval report: the run %s has no rows", name)
		}
		runs = append(runs, run)
	}
	run := runs[0]
	r, base, err := o.make(run)
	if err != nil {
		return ExitUsage, err
	}
	if len(runs) > 1 {
		if r.Curve, err = NewCurve(runs); err != nil {
			return ExitUsage, err
		}
	}
	if err := o.write(in.stdout, r, run, base); err != nil {
		return ExitInfra, err
	}
	return ExitOK, nil
}

// make compares the run with the base, if there is one. A base that is a run, and not only a baseline, is returned too.
func (o *reportOptions) make(run *Stored) (r *Report, base *Stored, err error) {
	if o.base == "" {
		return NewReport(run, nil, o.seed), nil, nil
	}
	record, err := OpenRecord(o.base)
	if err != nil {
		return nil, nil, err
	}
	if info, err := os.Stat(o.base); err == nil && info.IsDir() {
		if base, err = OpenRun(o.base); err != nil {
			return nil, nil, err
		}
	}
	c, err := Compare(record, &Record{run.Header, run.Rows}, DefaultGates(), o.common, o.seed)
	if err != nil {
		return nil, nil, err
	}
	return NewReport(run, c, o.seed), base, nil
}

func (o *reportOptions) write(stdout io.Writer, r *Report, run, base *Stored) error {
	outputs := []struct {
		file  string
		write func(io.Writer) error
	}{
		{o.html, func(w io.Writer) error { return r.WriteHTML(w, run, base, o.lang) }},
		{o.junit, r.WriteJUnit},
		{o.json, r.WriteJSON},
	}
	for _, out := range outputs {
		if out.file == "" {
			continue
		}
		if err := writeFile(out.file, out.write); err != nil {
			return err
		}
	}
	printSummary(stdout, r.Run, r.Summary)
	for i, row := range r.Worst {
		if i == 0 {
			fmt.Fprintln(stdout, "\nweakest")
		}
		fmt.Fprintf(stdout, "%s  F1 %.3f  %s\n", rowKey{row.Case, row.Style, row.Trial}, row.F1["micro"], row.why())
	}
	if r.Curve != nil {
		printCurve(stdout, r.Curve)
	}
	if r.Comparison != nil {
		fmt.Fprintln(stdout)
		printComparison(stdout, r.Comparison)
	}
	return nil
}

func writeFile(name string, write func(io.Writer) error) error {
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("eval report: %w", err)
	}
	w := bufio.NewWriter(file)
	return errors.Join(write(w), w.Flush(), file.Close())
}
