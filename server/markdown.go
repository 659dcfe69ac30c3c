package server

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// document writes a draft as Markdown in one language.
type document struct {
	draft *plan.Draft
	lang  plan.Lang
	text  strings.Builder
}

// writeMarkdown writes the plan, the proofs that a reader must know of, the
// criteria and the commitments.
func writeMarkdown(w io.Writer, d *plan.Draft, lang plan.Lang) {
	doc := &document{draft: d, lang: lang}
	title := d.Plan.Target.Title
	if title == "" {
		title = doc.word("title")
	}
	fmt.Fprintf(&doc.text, "# %s\n\n%s: %d\n\n> %s\n", escape(title), doc.word("rev"), d.Rev, texts().Notice.In(lang))
	for _, topic := range plan.Topics {
		doc.topic(topic)
	}
	doc.attestations()
	doc.verdict()
	io.WriteString(w, doc.text.String()) // the reader has left when this fails
}

func (d *document) word(key string) string { return texts().Words[key].In(d.lang) }

// topic writes a topic of which something is known.
func (d *document) topic(topic plan.Topic) {
	var body strings.Builder
	rows := map[plan.Path]bool{}
	for _, f := range plan.Fields() {
		list := f.Path.List()
		switch {
		case f.Topic != topic:
		case list == "":
			body.WriteString(d.line(f, f.Path))
		case !rows[list]:
			rows[list] = true
			body.WriteString(d.rows(list))
		}
	}
	if body.Len() > 0 {
		fmt.Fprintf(&d.text, "\n## %s\n\n%s", plan.About(topic).Label.In(d.lang), body.String())
	}
}

// rows writes the rows of a list, each as a numbered section.
func (d *document) rows(list plan.Path) string {
	var body strings.Builder
	for i, id := range d.draft.Plan.Rows(list) {
		fmt.Fprintf(&body, "\n### %d (%s)\n\n", i+1, id)
		for _, f := range plan.Fields() {
			if f.Path.List() == list {
				body.WriteString(d.line(f, plan.At(list, id, f.Path.Leaf())))
			}
		}
	}
	return body.String()
}

// line writes one field; "" when nothing is known of it.
func (d *document) line(f plan.Field, path plan.Path) string {
	value, ok := d.draft.Plan.Get(path)
	if !ok {
		if state, left := d.draft.States[path]; left {
			return fmt.Sprintf("- **%s**: *%s*\n", f.Label.In(d.lang), d.word(string(state.Kind)))
		}
		return ""
	}
	note := ""
	switch proof := d.draft.Provenance[path]; {
	case proof.Source == plan.Computed:
		note = d.word("computed")
	case proof.Source == plan.Proposed && proof.ConfirmedBy == "":
		note = d.word("proposed")
	case proof.Source == plan.Proposed:
		note = d.word("confirmed")
	}
	if note != "" {
		note = " *(" + note + ")*"
	}
	return fmt.Sprintf("- **%s**: %s%s\n", f.Label.In(d.lang), escape(d.value(f, value)), note)
}

func (d *document) value(f plan.Field, value any) string {
	switch v := value.(type) {
	case bool:
		if v {
			return d.word("yes")
		}
		return d.word("no")
	case float64:
		return d.number(f, v)
	case []string:
		labels := make([]string, len(v))
		for i, item := range v {
			labels[i] = plan.OptionLabel(f.Enum, item, d.lang)
		}
		return strings.Join(labels, "; ")
	case string:
		return plan.OptionLabel(f.Enum, v, d.lang)
	default:
		return fmt.Sprint(v)
	}
}

func (d *document) number(f plan.Field, v float64) string {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	if d.lang != plan.EN {
		text = strings.Replace(text, ".", ",", 1)
	}
	if f.Unit != "" && !strings.HasPrefix(f.Unit, "@") {
		text += " " + f.Unit
	}
	return text
}

func (d *document) attestations() {
	if len(d.draft.Plan.Attestations) == 0 {
		return
	}
	fmt.Fprintf(&d.text, "\n## %s\n\n", d.word("attestations"))
	for _, a := range d.draft.Plan.Attestations {
		what := make([]string, len(a.What))
		for i, w := range a.What {
			what[i] = d.word(w)
		}
		by := a.By
		if a.Title != "" {
			by += ", " + a.Title
		}
		fmt.Fprintf(&d.text, "- %s: %s, %s\n", strings.Join(what, "; "), escape(by), a.Date)
	}
}

func (d *document) verdict() {
	report := criteria.Check(d.draft)
	fmt.Fprintf(&d.text, "\n## %s\n\n", d.word("criteria"))
	for _, id := range criteria.Criteria {
		fmt.Fprintf(&d.text, "- %s: %s\n", id, d.word(report.Criteria[id]))
	}
	if len(report.Findings) == 0 {
		return
	}
	fmt.Fprintf(&d.text, "\n### %s\n\n", d.word("findings"))
	for _, f := range report.Findings {
		fmt.Fprintf(&d.text, "- %s (%s)\n", escape(f.Message.In(d.lang)), f.Chapter(d.lang))
	}
}

var markdownMarks = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "!", `\!`,
	"\n", " ", "\r", " ",
)

// escape keeps a person's text from being read as Markdown or HTML.
func escape(text string) string { return markdownMarks.Replace(text) }
