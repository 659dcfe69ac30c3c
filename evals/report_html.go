package evals

import (
	"bytes"
	"compress/flate"
	"crypto/sha256"
	"embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"

	"luonnos/evals/stats"
	"luonnos/tools/plan"
)

//go:embed page
var pageFiles embed.FS

// pageFile is an embedded file; a missing one is a programmer's error.
func pageFile(name string) string {
	data, err := pageFiles.ReadFile("page/" + name)
	if err != nil {
		panic("evals: " + err.Error())
	}
	return string(data)
}

// htmlTrial is a trial on the page. Its body is HTML, deflated, in base64.
type htmlTrial struct {
	Row  *Row
	Body string
}

// htmlBody is what a trial shows when it is opened.
type htmlBody struct {
	L        map[string]string
	Lang     plan.Lang
	CaseLang plan.Lang
	Name     string
	First    string // id of the first wrong turn
	Row      *Row
	Broken   []promise
	Turns    []htmlTurn
	Leaves   []htmlLeaf
	HasBase  bool
}

type htmlTurn struct {
	N      int
	First  bool // the first wrong turn
	Kind   Kind
	Said   string
	Reply  string
	Failed string
	Calls  []ToolCall
	Asks   []plan.Path
	Wrong  []Wrong
	Right  []plan.Path
}

type htmlLeaf struct {
	FinalLeaf
	Base any
}

type sectionF1 struct {
	Name string
	F1   float64
}

// WriteHTML writes the run as one page that loads nothing: every trial with the course of its conversation and its plan
// beside the case's. With a base run the plan of that is shown too; base may be nil.
func (r *Report) WriteHTML(w io.Writer, run, base *Stored, lang plan.Lang) error {
	words := labelsIn(lang)
	funcs := template.FuncMap{
		"num":      func(v float64) string { return decimalText(v, lang) },
		"interval": func(i stats.Interval) string { return decimalText(i.Low, lang) + " … " + decimalText(i.High, lang) },
		"short":    func(v float64) string { return valueText(v, lang) },
		"inc":      func(i int) int { return i + 1 },
		"anchor":   func(row *Row) string { return anchor("t", row) },
		"value":    func(p plan.Path, v any) string { return valueAt(p, v, lang) },
		"promise":  func(p promise) string { return words[p.label()] + ": " + p.What },
		"metrics":  func(names []string) string { return metricNames(names, words) },
		"label":    func(p plan.Path) string { return pathText(p, lang) },
	}
	page, err := template.New("page").Funcs(funcs).Parse(pageFile("page.tmpl"))
	if err != nil {
		return fmt.Errorf("evals: page: %w", err)
	}
	body, err := template.New("trial").Funcs(funcs).Parse(pageFile("trial.tmpl"))
	if err != nil {
		return fmt.Errorf("evals: page: %w", err)
	}
	var trials []htmlTrial
	for _, row := range r.Rows {
		b, err := bodyOf(run, base, row, words, lang)
		if err != nil {
			return err
		}
		packed, err := pack(body, b)
		if err != nil {
			return err
		}
		trials = append(trials, htmlTrial{row, packed})
	}
	css, js := pageFile("page.css"), pageFile("page.js")
	csp := fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", cspHash(css), cspHash(js))
	err = page.Execute(w, map[string]any{
		"Lang": lang, "L": words, "R": r, "Trials": trials, "Sections": r.sections(lang), "Plot": r.Curve.plot(), "Hard": r.Comparison.hardPromises(), "Reasons": r.Comparison.reasonsIn(lang), "CSP": csp,
		"CSS": template.CSS(css), "JS": template.JS(js), //nolint:gosec // our own files
	})
	if err != nil {
		return fmt.Errorf("evals: page: %w", err)
	}
	return nil
}

// anchor is the id of something of a trial on the page.
func anchor(what string, row *Row) string {
	return fmt.Sprintf("%s-%s-%s-%d", what, row.Case, row.Style, row.Trial)
}

func cspHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// sections are the sections in the order of the plan, by the name of the interview's topic.
func (r *Report) sections(lang plan.Lang) []sectionF1 {
	var all []sectionF1
	for _, section := range Fields().Sections {
		f1, ok := r.Summary.Sections[section]
		if !ok {
			continue
		}
		name := section
		topics, most := map[plan.Topic]int{}, 0
		for _, f := range Fields().Fields {
			field, ok := plan.FieldAt(f.Path)
			if !ok || f.Section != section {
				continue
			}
			if topics[field.Topic]++; topics[field.Topic] > most { // the topic of most of its fields
				most, name = topics[field.Topic], plan.About(field.Topic).Label.In(lang)
			}
		}
		all = append(all, sectionF1{name, f1})
	}
	return all
}

func bodyOf(run, base *Stored, row *Row, words map[string]string, lang plan.Lang) (*htmlBody, error) {
	d, err := run.Dialogue(row)
	if err != nil {
		return nil, err
	}
	c := run.Cases[row.Case]
	review := ReviewOf(c, row.Style, d)
	b := &htmlBody{
		L: words, Lang: lang, CaseLang: c.Lang, Row: row, Broken: broken(row), HasBase: base != nil,
		Name: fmt.Sprintf("%s, %s #%d", row.Case, row.Style, row.Trial), Turns: turnsOf(d, review), First: anchor("first", row),
	}
	before, err := finalOf(base, row)
	if err != nil {
		return nil, err
	}
	for _, wrongFirst := range []bool{true, false} {
		for _, l := range review.Leaves {
			if (l.State != leafRight) == wrongFirst {
				b.Leaves = append(b.Leaves, htmlLeaf{l, before[l.Path]})
			}
		}
	}
	return b, nil
}

func turnsOf(d *Dialogue, review *Review) []htmlTurn {
	turns := []htmlTurn{{N: 0, Reply: d.Opening.Text, Calls: d.Opening.Calls, Asks: d.Opening.Asks, Failed: d.Opening.Failed}}
	for i := range d.Turns {
		t := &d.Turns[i]
		h := htmlTurn{
			N: t.N, Kind: t.Said.Kind, Said: t.Said.Text, Reply: t.Reply.Text, Calls: t.Reply.Calls, Asks: t.Reply.Asks, Failed: t.Reply.Failed,
			First: review.Row.FirstWrong != nil && review.Row.FirstWrong.Turn == t.N,
		}
		if at := slices.IndexFunc(review.Steps, func(s Step) bool { return s.Turn == t.N }); at >= 0 {
			h.Wrong, h.Right = review.Steps[at].Wrong, review.Steps[at].Right
		}
		turns = append(turns, h)
	}
	return turns
}

// finalOf is the plan of the base's trial in the case's rows; empty when the base has no such trial.
func finalOf(base *Stored, row *Row) (map[plan.Path]any, error) {
	if base == nil {
		return nil, nil
	}
	i := slices.IndexFunc(base.Rows, func(r *Row) bool {
		return r.Case == row.Case && r.Style == row.Style && r.Trial == row.Trial
	})
	if i < 0 {
		return nil, nil
	}
	d, err := base.Dialogue(base.Rows[i])
	if err != nil {
		return nil, err
	}
	got := map[plan.Path]any{}
	for _, l := range ReviewOf(base.Cases[row.Case], row.Style, d).Leaves {
		got[l.Path] = l.Got
	}
	return got, nil
}

// pack renders a body and deflates it.
func pack(t *template.Template, b *htmlBody) (string, error) {
	var out bytes.Buffer
	encoder := base64.NewEncoder(base64.StdEncoding, &out)
	deflater, err := flate.NewWriter(encoder, flate.BestCompression)
	if err != nil {
		return "", fmt.Errorf("evals: page: %w", err)
	}
	if err := t.Execute(deflater, b); err != nil {
		return "", fmt.Errorf("evals: page: %w", err)
	}
	if err := deflater.Close(); err != nil {
		return "", fmt.Errorf("evals: page: %w", err)
	}
	if err := encoder.Close(); err != nil {
		return "", fmt.Errorf("evals: page: %w", err)
	}
	return out.String(), nil
}

// pathText is a path as people call it: the field's label with the row's id.
func pathText(path plan.Path, lang plan.Lang) string {
	name := string(path)
	if f, ok := plan.FieldAt(path); ok {
		name = f.Label.In(lang)
	}
	if id := path.RowID(); id != "" {
		name += " (" + string(path.List()) + " " + id + ")"
	}
	return name
}

// valueAt is a value of a field as people of the language write it.
func valueAt(path plan.Path, v any, lang plan.Lang) string {
	f, ok := plan.FieldAt(path)
	switch x := v.(type) {
	case bool:
		return labels[fmt.Sprint("b_", x)].In(lang)
	case string:
		if ok && f.Enum != "" {
			return plan.OptionLabel(f.Enum, x, lang)
		}
	case []string:
		if ok && f.Enum != "" {
			names := make([]string, len(x))
			for i, value := range x {
				names[i] = plan.OptionLabel(f.Enum, value, lang)
			}
			return strings.Join(names, ", ")
		}
	}
	return valueText(v, lang)
}

func metricNames(names []string, words map[string]string) string {
	list := make([]string, len(names))
	for i, name := range names {
		list[i] = words["m_"+name]
	}
	return strings.Join(list, "; ")
}

// hardPromises are the newly broken promises in their parts.
func (c *Comparison) hardPromises() []hardPromise {
	if c == nil {
		return nil
	}
	return c.promises
}

func (c *Comparison) reasonsIn(lang plan.Lang) []string {
	if c == nil {
		return nil
	}
	list := make([]string, len(c.reasons))
	for i, r := range c.reasons {
		list[i] = r.in(lang)
	}
	return list
}

// valueText is a value as people of the language write it.
func valueText(v any, lang plan.Lang) string {
	switch x := v.(type) {
	case nil:
		return "–"
	case float64:
		s := strconv.FormatFloat(x, 'f', -1, 64)
		if lang != plan.EN {
			s = strings.Replace(s, ".", ",", 1)
		}
		return s
	case []string:
		return strings.Join(x, ", ")
	default:
		return fmt.Sprint(x)
	}
}

func decimalText(v float64, lang plan.Lang) string {
	s := strconv.FormatFloat(v, 'f', 3, 64)
	if lang != plan.EN {
		s = strings.Replace(s, ".", ",", 1)
	}
	return strings.Replace(s, "-", "−", 1)
}
