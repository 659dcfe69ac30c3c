package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"

	"luonnos/knowledge"
	"luonnos/knowledge/library"
	"luonnos/tools/plan"
)

var knowledgeUsage = say(
	"käyttö: luonnos knowledge search [--json|--tsv] [--lang fi|sv|en] [--n 5] kysymys\n"+
		"        luonnos knowledge eval [--json] [--embed paino] [--run tulokset.tsv] kysymykset.jsonl\n"+
		"        luonnos knowledge ingest tiedosto… (txt, md, html, docx, pdf)",
	"användning: luonnos knowledge search [--json|--tsv] [--lang fi|sv|en] [--n 5] fråga\n"+
		"            luonnos knowledge eval [--json] [--embed vikt] [--run resultat.tsv] frågor.jsonl\n"+
		"            luonnos knowledge ingest fil… (txt, md, html, docx, pdf)",
	"usage: luonnos knowledge search [--json|--tsv] [--lang fi|sv|en] [--n 5] question\n"+
		"       luonnos knowledge eval [--json] [--embed weight] [--run results.tsv] questions.jsonl\n"+
		"       luonnos knowledge ingest file… (txt, md, html, docx, pdf)",
)

// knowledgeCommand is the subcommand "knowledge": it searches the memo, measures
// the search and adds documents to it.
func knowledgeCommand(ctx context.Context, args []string, e env) int {
	commands := map[string]func(context.Context, []string, env) error{"search": searchKnowledge, "eval": evalKnowledge, "ingest": ingestDocuments}
	return subcommand(ctx, commands, knowledgeUsage, args, e)
}

// usageError is a command line that cannot be read.
type usageError struct{}

func (usageError) Error() string { return "usage" }

// subcommand runs one of the commands. The result is the exit code: 0 done, 1
// not done, 2 the command line cannot be read.
func subcommand(ctx context.Context, commands map[string]func(context.Context, []string, env) error, usage plan.Text, args []string, e env) int {
	err := error(usageError{})
	if len(args) > 0 && commands[args[0]] != nil {
		err = commands[args[0]](ctx, args[1:], e)
	}
	switch err {
	case nil:
		return 0
	case usageError{}:
		fmt.Fprintln(e.stderr, usage.In(userLang(e.getenv)))
		return 2
	}
	message := err.Error()
	var file interface{ In(lang string) string } // an error of a file says it in three languages
	if errors.As(err, &file) {
		message = file.In(string(userLang(e.getenv)))
	}
	fmt.Fprintln(e.stderr, "luonnos:", printable(message))
	return 1
}

// userLang is the language of the user's terminal, Finnish when there is none of
// ours.
func userLang(getenv func(string) string) plan.Lang {
	return plan.ParseLang(strings.ToLower(getenv("LANG") + "  ")[:2])
}

// newFlags makes a set of flags that leaves the telling of errors to
// [subcommand].
func newFlags(name string) *flag.FlagSet {
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	return flags
}

// openShelf opens the library of the settings.
func openShelf(ctx context.Context, e env) (*shelf, error) {
	k, err := knowledgeOf(e)
	if err != nil {
		return nil, err
	}
	return k.open(ctx, e.getenv("LUONNOS_DB"))
}

// openKnowledge makes the index that is searched, and what ends it. Vectors have
// the given weight unless it is negative.
func openKnowledge(ctx context.Context, e env, weight float64) (*knowledge.Index, func(), error) {
	k, err := knowledgeOf(e)
	if err != nil {
		return nil, nil, err
	}
	if weight >= 0 {
		k.weight, k.hashed = weight, weight > 0
	}
	s, err := k.open(ctx, e.getenv("LUONNOS_DB"))
	if err != nil {
		return nil, nil, err
	}
	index, _, err := s.read(ctx, slog.New(slog.NewTextHandler(e.stderr, nil)))
	if err != nil {
		s.close()
	}
	return index, s.close, err
}

// ingestDocuments adds documents to the knowledge, each whole or not at all.
func ingestDocuments(ctx context.Context, args []string, e env) error {
	return addFiles(ctx, "ingest", args, e, library.Library.Ingest,
		say("luettu, tekstikohtia %d", "läst, %d textställen", "read, %d passages"),
		say("ei muutoksia, tekstikohtia %d", "inga ändringar, %d textställen", "no change, %d passages"))
}

// addFiles adds the files that the arguments name to the library, one after the other,
// and says of each how many parts it has: done when that changed anything, else same.
func addFiles(ctx context.Context, name string, args []string, e env,
	add func(l library.Library, ctx context.Context, file string) (parts int, changed bool, err error), done, same plan.Text) error {
	flags := newFlags(name)
	if flags.Parse(args) != nil || flags.NArg() == 0 {
		return usageError{}
	}
	shelf, err := openShelf(ctx, e)
	if err != nil {
		return err
	}
	defer shelf.close()
	lang := userLang(e.getenv)
	for _, file := range flags.Args() {
		parts, changed, err := add(shelf.Library, ctx, file)
		if err != nil {
			return err
		}
		text := same
		if changed {
			text = done
		}
		if err := printText(e.stdout, fmt.Sprintf("%s: "+text.In(lang)+"\n", file, parts)); err != nil {
			return err
		}
	}
	return nil
}

// searchKnowledge prints what the index finds for a question.
func searchKnowledge(ctx context.Context, args []string, e env) error {
	flags := newFlags("search")
	asJSON, asTSV := flags.Bool("json", false, ""), flags.Bool("tsv", false, "")
	lang, n := flags.String("lang", "", ""), flags.Int("n", 5, "")
	if flags.Parse(args) != nil || flags.NArg() == 0 || *asJSON && *asTSV || *n < 1 ||
		*lang != "" && !slices.Contains(knowledge.Languages, *lang) {
		return usageError{}
	}
	index, end, err := openKnowledge(ctx, e, -1)
	if err != nil {
		return err
	}
	defer end()
	query := strings.Join(flags.Args(), " ")
	result := index.Search(query, *lang, *n)
	switch {
	case *asJSON:
		return writeJSON(e.stdout, viewResult(query, result))
	case *asTSV:
		return writeTSV(e.stdout, result)
	}
	return printResult(e.stdout, result)
}

// resultView is a result as JSON.
type resultView struct {
	Query      string    `json:"query"`
	Lang       string    `json:"lang"`
	Confidence float64   `json:"confidence"`
	Answerable bool      `json:"answerable"`
	Hits       []hitView `json:"hits"`
}

type hitView struct {
	ID      string           `json:"id"`
	Section string           `json:"section"`
	Table   string           `json:"table,omitempty"`
	Label   string           `json:"label"`
	Lang    string           `json:"lang"`
	Title   string           `json:"title"`
	Text    string           `json:"text"`
	Source  string           `json:"source"`
	Quote   *knowledge.Quote `json:"quote,omitempty"` // the words of an ingested document
	Score   float64          `json:"score"`
	Parts   partsView        `json:"parts"`
	Matched []string         `json:"matched"`
}

type partsView struct {
	Words  float64 `json:"words"`
	Terms  float64 `json:"terms"`
	Grams  float64 `json:"grams"`
	Vector float64 `json:"vector"`
}

func viewResult(query string, r knowledge.Result) resultView {
	view := resultView{Query: query, Lang: r.Lang, Confidence: r.Confidence, Answerable: r.Answerable, Hits: []hitView{}}
	for _, h := range r.Hits {
		view.Hits = append(view.Hits, hitView{
			ID: h.Passage.ID, Section: h.Passage.Section, Table: h.Passage.Table, Label: h.Label(), Lang: h.Lang,
			Title: h.Title(), Text: h.Text(), Source: h.Passage.Source, Quote: h.Passage.Quoted(), Score: h.Score, Parts: partsView(h.Parts), Matched: h.Matched,
		})
	}
	return view
}

// writeTSV writes one hit a line: rank, score, passage, section, text and quote.
func writeTSV(w io.Writer, r knowledge.Result) error {
	var b strings.Builder
	for i, h := range r.Hits {
		line := strings.NewReplacer("\t", " ", "\n", " ")
		fmt.Fprintf(&b, "%d\t%.4f\t%s\t%s\t%s\t%s\n", i+1, h.Score, h.Passage.ID, h.Passage.Section, line.Replace(h.Text()), line.Replace(h.Passage.Quote.Text))
	}
	return printText(w, b.String())
}

// place says where in its document a quote stands.
func place(q knowledge.Quote, lang plan.Lang) string {
	switch {
	case q.Page > 0:
		return fmt.Sprintf("%s, %s %d", q.Document, say("s.", "s.", "p.").In(lang), q.Page)
	case q.Line > 0:
		return fmt.Sprintf("%s, %s %d", q.Document, say("rivi", "rad", "line").In(lang), q.Line)
	}
	return q.Document
}

// unsure is how many passages are shown when the memo does not seem to answer.
const unsure = 2

// printResult writes a result for a person, in the language of the question.
func printResult(w io.Writer, r knowledge.Result) error {
	lang := plan.ParseLang(r.Lang)
	var b strings.Builder
	hits := r.Hits
	if !r.Answerable {
		b.WriteString(say("En löydä muistiosta vastausta.", "Jag hittar inget svar i promemorian.", "I find no answer in the memo.").In(lang) + "\n")
		if hits = hits[:min(unsure, len(hits))]; len(hits) > 0 {
			b.WriteString(say("Näistä voi kuitenkin olla apua:", "De här kan ändå vara till hjälp:", "These may help all the same:").In(lang) + "\n")
		}
	}
	for i, h := range hits {
		fmt.Fprintf(&b, "\n%d. %s (%s, %s) %.2f\n   %s\n", i+1, h.Title(), h.Label(), h.Passage.ID, h.Score, h.Text())
		if q := h.Passage.Quote; q.Text != "" && q.Text != h.Text() {
			fmt.Fprintf(&b, "   ”%s” (%s)\n", q.Text, place(q, lang))
		}
	}
	return printText(w, b.String())
}
