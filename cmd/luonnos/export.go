package main

import (
	"flag"
	"fmt"
	"io"

	"luonnos/tools/criteria"
	"luonnos/tools/export"
	"luonnos/tools/plan"
)

var exportUsage = say(
	"käyttö: luonnos export [--format md|json] [--lang fi|sv|en] suunnitelma.json",
	"användning: luonnos export [--format md|json] [--lang fi|sv|en] plan.json",
	"usage: luonnos export [--format md|json] [--lang fi|sv|en] plan.json",
)

// exportPlan is the subcommand "export": it writes a plan file as a readable
// document with its criteria sheet, or as canonical plan JSON. The result is the
// exit code: 2 when the file cannot be read or is not a plan.
func exportPlan(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("export", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	format := flags.String("format", "md", "")
	lang, ok := parseLang(flags, args)
	if !ok || flags.NArg() != 1 || *format != "md" && *format != "json" {
		fmt.Fprintln(stderr, exportUsage.In(lang))
		return exitUnreadable
	}
	p, err := readPlan(flags.Arg(0), lang)
	if err != nil {
		fmt.Fprintln(stderr, printable(err.Error()))
		return exitUnreadable
	}
	if *format == "json" {
		return write(stdout, stderr, export.JSON(p))
	}
	draft := plan.ImportedDraft(*p)
	return write(stdout, stderr, []byte(export.Markdown(draft, criteria.Check(draft), lang)))
}

var schemaUsage = say(
	"käyttö: luonnos schema [--lang fi|sv|en]",
	"användning: luonnos schema [--lang fi|sv|en]",
	"usage: luonnos schema [--lang fi|sv|en]",
)

// planSchema is the subcommand "schema": it writes the JSON Schema of a plan
// file, described in one language.
func planSchema(args []string, stdout, stderr io.Writer) int {
	flags := flag.NewFlagSet("schema", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	lang, ok := parseLang(flags, args)
	if !ok || flags.NArg() > 0 {
		fmt.Fprintln(stderr, schemaUsage.In(lang))
		return exitUnreadable
	}
	return write(stdout, stderr, export.Schema(lang))
}

// parseLang parses the arguments, among them --lang; ok is false when they are
// not understood.
func parseLang(flags *flag.FlagSet, args []string) (lang plan.Lang, ok bool) {
	code := flags.String("lang", string(plan.FI), "")
	err := flags.Parse(args)
	lang = plan.ParseLang(*code)
	return lang, err == nil && string(lang) == *code
}

func write(stdout, stderr io.Writer, data []byte) int {
	if _, err := stdout.Write(data); err != nil {
		fmt.Fprintln(stderr, err)
		return exitUnreadable
	}
	return exitPass
}
