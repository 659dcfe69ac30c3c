package evals

import (
	"errors"
	"fmt"
)

// loadArgs reads with load what a subcommand without flags of its own names.
func loadArgs(in invocation, name string, load func(...string) ([]*Case, error)) ([]*Case, error) {
	files, err := parseMixed(in.flags(name), in.args)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, errors.New("eval " + name + ": no case files")
	}
	return load(files...)
}

// checkCases is `eval check`.
func checkCases(in invocation) (int, error) {
	cases, err := loadArgs(in, "check", LoadCases)
	if err != nil {
		return ExitUsage, err
	}
	bad := 0
	for _, c := range cases {
		wrong := Check(c)
		for _, w := range wrong {
			fmt.Fprintf(in.stdout, "%s: %s\n", c.File, w)
		}
		if len(wrong) > 0 {
			bad++
		}
	}
	fmt.Fprintf(in.stdout, "%d cases, %d inconsistent\n", len(cases), bad)
	if bad > 0 {
		return ExitUsage, nil
	}
	return ExitOK, nil
}

// gateCases is `eval gate`.
func gateCases(in invocation) (int, error) {
	cases, err := loadArgs(in, "gate", LoadGate)
	if err != nil {
		return ExitUsage, err
	}
	fmt.Fprintf(in.stdout, "%-28s %8s %10s %10s\n", "case", "gold", "mutations", "auto")
	all, wrong := 0, 0
	for _, c := range cases {
		sums := map[GateKind]*Ratio{GateGold: {}, GateMutation: {}, GateAuto: {}}
		checks := Gate(c)
		for _, g := range checks {
			sums[g.Kind].add(len(g.Wrong) == 0)
		}
		fmt.Fprintf(in.stdout, "%-28s %8s %10s %10s\n", c.ID, sums[GateGold], sums[GateMutation], sums[GateAuto])
		for _, g := range checks {
			all++
			if len(g.Wrong) > 0 {
				wrong++
			}
			for _, w := range g.Wrong {
				fmt.Fprintf(in.stdout, "    %s: %s\n", g.Name, w)
			}
		}
	}
	fmt.Fprintf(in.stdout, "\n%d checks, %d wrong", all, wrong)
	if wrong > 0 {
		fmt.Fprintln(in.stdout)
		return ExitGate, nil
	}
	fmt.Fprintf(in.stdout, ": the error rate is below %.2f %% (95 %%, rule of three)\n", 300/float64(max(all, 1)))
	return ExitOK, nil
}
