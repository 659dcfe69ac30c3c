package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"luonnos/knowledge"
	"luonnos/knowledge/library"
	"luonnos/knowledge/portfolio"
	"luonnos/tools/plan"
)

var portfolioUsage = say(
	"käyttö: luonnos portfolio list [--json] [--lang fi|sv|en] [--sector ala] [--indicator mittari] [haku]\n"+
		"        luonnos portfolio show [--json] [--lang fi|sv|en] tunniste\n"+
		"        luonnos portfolio import ratkaisut.yaml…",
	"användning: luonnos portfolio list [--json] [--lang fi|sv|en] [--sector sektor] [--indicator indikator] [sökning]\n"+
		"            luonnos portfolio show [--json] [--lang fi|sv|en] id\n"+
		"            luonnos portfolio import lösningar.yaml…",
	"usage: luonnos portfolio list [--json] [--lang fi|sv|en] [--sector sector] [--indicator indicator] [query]\n"+
		"       luonnos portfolio show [--json] [--lang fi|sv|en] id\n"+
		"       luonnos portfolio import solutions.yaml…",
)

// portfolioCommand is the subcommand "portfolio": it lists, shows and imports
// solutions.
func portfolioCommand(ctx context.Context, args []string, e env) int {
	commands := map[string]func(context.Context, []string, env) error{"list": listSolutions, "show": showSolution, "import": importSolutions}
	return subcommand(ctx, commands, portfolioUsage, args, e)
}

// openPortfolio reads the portfolio of the settings.
func openPortfolio(ctx context.Context, e env) (*portfolio.Portfolio, error) {
	s, err := openShelf(ctx, e)
	if err != nil {
		return nil, err
	}
	defer s.close()
	content, err := s.Shelf.Content(ctx)
	if err != nil {
		return nil, err
	}
	return content.Portfolio()
}

func listSolutions(ctx context.Context, args []string, e env) error {
	flags := newFlags("list")
	asJSON, lang := flags.Bool("json", false, ""), flags.String("lang", string(userLang(e.getenv)), "")
	sector, indicator := flags.String("sector", "", ""), flags.String("indicator", "", "")
	if flags.Parse(args) != nil || !slices.Contains(knowledge.Languages, *lang) {
		return usageError{}
	}
	p, err := openPortfolio(ctx, e)
	if err != nil {
		return err
	}
	var found []*portfolio.Solution
	if flags.NArg() > 0 {
		q := portfolio.Query{Text: strings.Join(flags.Args(), " "), Sector: *sector}
		for _, m := range p.Search(q, *lang, len(p.Solutions())) {
			found = append(found, m.Solution)
		}
	} else {
		for i := range p.Solutions() {
			found = append(found, &p.Solutions()[i])
		}
	}
	found = slices.DeleteFunc(found, func(s *portfolio.Solution) bool {
		return *sector != "" && s.Sector != *sector || *indicator != "" && !slices.Contains(s.Indicators, *indicator)
	})
	if *asJSON {
		return writeJSON(e.stdout, slices.Concat([]*portfolio.Solution{}, found))
	}
	var b strings.Builder
	for _, s := range found {
		fmt.Fprintf(&b, "%s\n  %s\n  %s\n", s.ID, s.Title.In(*lang), solutionLine(s, *lang))
	}
	return printText(e.stdout, b.String())
}

// solutionLine says in one line whose the solution is and how far it has come.
func solutionLine(s *portfolio.Solution, lang string) string {
	parts := []string{s.Organisation, portfolio.Sector(s.Sector).In(lang), portfolio.Country(s.Country).In(lang), portfolio.Maturity(s.Maturity).In(lang)}
	if s.Cautionary {
		parts = append(parts, say("varoittava esimerkki", "varnande exempel", "cautionary example").In(plan.ParseLang(lang)))
	}
	return strings.Join(parts, ", ")
}

func showSolution(ctx context.Context, args []string, e env) error {
	flags := newFlags("show")
	asJSON, lang := flags.Bool("json", false, ""), flags.String("lang", string(userLang(e.getenv)), "")
	if flags.Parse(args) != nil || flags.NArg() != 1 || !slices.Contains(knowledge.Languages, *lang) {
		return usageError{}
	}
	p, err := openPortfolio(ctx, e)
	if err != nil {
		return err
	}
	s := p.Find(flags.Arg(0))
	if s == nil {
		return errors.New(say("ratkaisua ei ole: ", "lösningen finns inte: ", "there is no such solution: ").In(plan.ParseLang(*lang)) + flags.Arg(0))
	}
	if *asJSON {
		return writeJSON(e.stdout, s)
	}
	return printText(e.stdout, describe(p, s, *lang))
}

// describe writes a solution for a person. Of its figures it has only those that
// may be shown as results.
func describe(p *portfolio.Portfolio, s *portfolio.Solution, lang string) string {
	l := plan.ParseLang(lang)
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n\n%s\n\n%s\n\n", s.Title.In(lang), solutionLine(s, lang), s.Problem.In(lang), s.Solution.In(lang))
	for _, r := range s.Shown() {
		fmt.Fprintf(&b, "%s (%s): %s\n  %s\n", say("Tulos", "Resultat", "Result").In(l), portfolio.Kind(r.Kind).In(lang), r.Text.In(lang), r.Source)
	}
	if len(s.Shown()) == 0 {
		fmt.Fprintln(&b, say("Mitattuja tai ilmoitettuja tuloksia ei ole.", "Det finns inga mätta eller rapporterade resultat.",
			"There are no measured or reported results.").In(l))
	}
	fmt.Fprintf(&b, "\n%s: %s\n", say("Oppi", "Lärdom", "Lesson").In(l), s.Lesson.In(lang))
	list := func(name plan.Text, ids []string, label func(string) knowledge.Text) {
		var names []string
		for _, id := range ids {
			names = append(names, label(id).In(lang))
		}
		fmt.Fprintf(&b, "%s: %s\n", name.In(l), strings.Join(names, ", "))
	}
	list(say("Mittarit", "Indikatorer", "Indicators"), s.Indicators, portfolio.Indicator)
	list(say("Teknologiat", "Teknik", "Technologies"), s.Technologies, portfolio.Technology)
	for _, link := range p.Links(s.ID) {
		fmt.Fprintf(&b, "%s: %s (%s)\n", say("Kytkös", "Koppling", "Link").In(l), link.Solution.Title.In(lang), link.Solution.ID)
	}
	fmt.Fprintf(&b, "%s: %s\n%s: %s, %s, %s\n", say("Tiedon luotettavuus", "Uppgifternas tillförlitlighet", "Reliability of the facts").In(l),
		portfolio.Confidence(s.Confidence).In(lang), say("Lähde", "Källa", "Source").In(l), s.Source.URL,
		portfolio.SourceType(s.Source.Type).In(lang), cmp.Or(s.Source.Date, say("ei päiväystä", "utan datum", "undated").In(l)))
	return b.String()
}

// importSolutions adds the solutions of files, each file whole or not at all.
func importSolutions(ctx context.Context, args []string, e env) error {
	return addFiles(ctx, "import", args, e, library.Library.Import,
		say("tuotu (%d)", "importerad (%d)", "imported (%d)"), say("ei muutoksia (%d)", "inga ändringar (%d)", "no change (%d)"))
}
