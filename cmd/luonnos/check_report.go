package main

import (
	"fmt"
	"strings"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// reportText is the report for a person: the verdict of each criterion and its
// parts beside the experts', what has changed since the plan was begun, what
// fails, and what is only remarked.
func reportText(report *criteria.Report, lang plan.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", verdicts[report.Verdict].In(lang))
	for _, criterion := range criteria.Criteria {
		fmt.Fprintf(&b, "  %s  %s – %s\n", criterion, criteria.Title(criterion).In(lang), outcomes[report.Criteria[criterion]].In(lang))
		for i := range report.SubCriteria {
			if s := &report.SubCriteria[i]; s.Criterion == criterion {
				fmt.Fprintf(&b, "      %-4s %s – %s; %s\n", s.ID, criteria.SubTitle(s.ID).In(lang),
					plan.OptionLabel("sub_state", string(s.State), lang), human(s, lang))
			}
		}
	}
	fmt.Fprintf(&b, "\n%s\n", readiness[report.Ready].In(lang))
	printSince(&b, report, lang)
	printFindings(&b, say("Puutteet", "Brister", "What is missing").In(lang), report.Failing(), lang)
	printFindings(&b, say("Huomautukset (eivät estä ehdon täyttymistä)", "Anmärkningar (hindrar inte att villkoret uppfylls)",
		"Remarks (these do not fail a criterion)").In(lang), report.Remarks(), lang)
	fmt.Fprintf(&b, "\n%s\n", notDecision.In(lang))
	return b.String()
}

// human is what an expert has said of a part.
func human(s *criteria.SubCriterion, lang plan.Lang) string {
	text := say("asiantuntija: ", "sakkunnig: ", "expert: ").In(lang) + plan.OptionLabel("review_verdict", s.Human, lang)
	if r := s.Review; r != nil {
		text += fmt.Sprintf(" (%s, %s)", r.By, r.Date)
		if r.Reason != "" {
			text += ": " + r.Reason
		}
	}
	return text
}

var readiness = map[bool]plan.Text{
	true: say("Suunnitelma on valmis: kaikki kohdat täyttyvät ja asiantuntija on hyväksynyt ne.",
		"Planen är färdig: alla punkter uppfylls och en sakkunnig har godkänt dem.",
		"The plan is ready: every part is met and an expert has approved it."),
	false: say("Suunnitelma ei ole vielä valmis: kaikkien kohtien pitää täyttyä ja asiantuntijan hyväksyä ne.",
		"Planen är inte färdig ännu: alla punkter ska uppfyllas och en sakkunnig ska godkänna dem.",
		"The plan is not ready yet: every part must be met, and an expert must approve it."),
}

func printSince(b *strings.Builder, report *criteria.Report, lang plan.Lang) {
	s := report.Since
	if s == nil {
		return
	}
	fmt.Fprintf(b, "\n"+say(
		"Suunnitelma on aloitettu sääntöjen versiolla %s ja kenttien versiolla %s. Nyt ne ovat %s ja %s.",
		"Planen påbörjades med version %s av reglerna och version %s av fälten. Nu är de %s och %s.",
		"The plan was begun with version %s of the rules and version %s of the fields. They are %s and %s now.",
	).In(lang)+"\n", s.Pinned.Rules, s.Pinned.Fields, report.RulesVersion, s.Fields)
	if s.Unknown {
		fmt.Fprintln(b, say("Aloitusversiota ei tunneta, joten muutoksia ei voi luetella.",
			"Den versionen är inte känd, så ändringarna kan inte räknas upp.",
			"That version is not known, so the changes cannot be listed.").In(lang))
	}
	list := func(heading plan.Text, ids []string) {
		if len(ids) > 0 {
			fmt.Fprintf(b, "%s: %s\n", heading.In(lang), strings.Join(ids, ", "))
		}
	}
	list(say("Uudet säännöt", "Nya regler", "New rules"), s.Added)
	list(say("Muuttuneet säännöt", "Ändrade regler", "Changed rules"), s.Changed)
	var found []string
	for i := range report.Findings {
		if f := &report.Findings[i]; f.New {
			found = append(found, fmt.Sprintf("%s %s", f.Rule, f.Path))
		}
	}
	list(say("Näistä johtuvat havainnot", "Iakttagelser som beror på dem", "Findings that come from these"), found)
}

func printFindings(b *strings.Builder, heading string, findings []criteria.Finding, lang plan.Lang) {
	if len(findings) == 0 {
		return
	}
	fmt.Fprintf(b, "\n%s\n", heading)
	for i := range findings {
		f := &findings[i]
		fmt.Fprintf(b, "\n  %s  %s (%s)\n", f.Rule, f.Path, f.Chapter(lang))
		fmt.Fprintf(b, "    %s.\n    %s\n", f.Message.In(lang), f.Fix.In(lang))
		if len(f.Evidence) < 2 {
			continue // the message has shown it
		}
		for _, e := range f.Evidence {
			fmt.Fprintf(b, "      %s: %v\n", e.Path, e.Value)
		}
	}
}
