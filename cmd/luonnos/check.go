package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"strings"
	"unicode"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// check is the subcommand "check": it says which criteria a plan file meets or,
// with --fix, what to fill for those that it does not.
// The result is the exit code: 0 pass, 1 fail, 2 when the file cannot be read
// or is not a plan.
func check(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("check", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	asJSON := flags.Bool("json", false, "")
	fix := flags.Bool("fix", false, "")
	lang, ok := parseLang(flags, args)
	if !ok || flags.NArg() != 1 {
		fmt.Fprintln(stderr, checkUsage.In(lang))
		return exitUnreadable
	}
	p, err := readPlan(flags.Arg(0), lang)
	if err != nil {
		fmt.Fprintln(stderr, printable(err.Error()))
		return exitUnreadable
	}
	draft := plan.ImportedDraft(*p)
	report := criteria.Check(draft)
	switch {
	case *fix && *asJSON:
		err = writeJSON(stdout, repairOf(draft, report))
	case *fix:
		err = printText(stdout, repairOf(draft, report).text(lang))
	case *asJSON:
		err = writeJSON(stdout, report)
	default:
		err = printText(stdout, reportText(report, lang))
	}
	switch {
	case err != nil:
		fmt.Fprintln(stderr, err)
		return exitUnreadable
	case report.Verdict == criteria.Passed:
		return exitPass
	default:
		return exitFail
	}
}

// Exit codes of check.
const (
	exitPass = iota
	exitFail
	exitUnreadable
)

var checkUsage = say(
	"käyttö: luonnos check [--fix] [--json] [--lang fi|sv|en] suunnitelma.json",
	"användning: luonnos check [--fix] [--json] [--lang fi|sv|en] plan.json",
	"usage: luonnos check [--fix] [--json] [--lang fi|sv|en] plan.json",
)

func writeJSON(w io.Writer, result any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(result); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// printText writes a text for a person's terminal.
func printText(w io.Writer, text string) error {
	if _, err := io.WriteString(w, printable(text)); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// printable writes what a terminal would obey, control and format characters of the
// plan file, as their codes.
func printable(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == '\n' || r == '\t' || unicode.IsGraphic(r) {
			b.WriteRune(r)
			continue
		}
		fmt.Fprintf(&b, "<%U>", r)
	}
	return b.String()
}

var verdicts = map[string]plan.Text{
	criteria.Passed: say("Suunnitelma täyttää kriteerit.", "Planen uppfyller kriterierna.", "The plan meets the criteria."),
	criteria.Failed: say("Suunnitelma ei vielä täytä kriteereitä.", "Planen uppfyller inte ännu kriterierna.", "The plan does not yet meet the criteria."),
}

var outcomes = map[string]plan.Text{
	criteria.Passed: say("täyttyy", "uppfylls", "met"),
	criteria.Failed: say("ei täyty", "uppfylls inte", "not met"),
	criteria.Met:    say("täyttyy", "uppfylls", "met"),
	criteria.NotMet: say("ei täyty (ei vaikuta muihin kriteereihin)", "uppfylls inte (påverkar inte de andra kriterierna)",
		"not met (this does not affect the other criteria)"),
}

var notDecision = say(
	"Tarkistus on koneellinen. Se ei ole päätös eikä lupaus rahoituksesta.",
	"Kontrollen är maskinell. Den är inte ett beslut eller ett löfte om finansiering.",
	"This is a check by machine. It is neither a decision on funding nor a promise of it.",
)

// say makes a text of its three languages.
func say(fi, sv, en string) plan.Text { return plan.Text{FI: fi, SV: sv, EN: en} }
