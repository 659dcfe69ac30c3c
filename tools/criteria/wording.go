package criteria

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
)

// detail is what a finding says beyond its rule and place.
type detail struct {
	variant string // of the rule's wordings, "" for the usual one
	lack    lack   // fills {lack}
	value   any    // fills {value}; by default the value at the path
	other   any    // fills {other}

	also []Evidence // the other values that the finding rests on
}

// found adds a finding. Its texts are written here, so a plan without findings
// costs none.
func (p *Pass) found(at place, path plan.Path, d detail) {
	wording := Wording{p.rule.Message, p.rule.Fix}
	if d.variant != "" {
		wording = p.rule.Variants[d.variant]
	}
	if d.lack == unconfirmed {
		wording.Fix = confirmFix
	}
	value, filled := p.plan.Get(path)
	if d.value == nil {
		d.value = value
	}
	f := Finding{
		Rule: p.rule.ID, Spec: p.rule.Spec, Sub: p.rule.Sub, Level: p.rule.Level,
		Path: path, Memo: chapterWord.FI + p.rule.Memo, Later: p.rule.Later, Evidence: d.also,
	}
	if filled {
		f.Evidence = slices.Insert(f.Evidence, 0, p.evidence(path, value))
	}
	fix := d
	if v := p.deviation(); v != nil {
		f.Deviation, wording.Fix, fix = v.at, waivedFix, detail{value: v.v.AgreedWith, other: v.v.Date}
	}
	for _, lang := range plan.Langs {
		*in(&f.Message, lang) = capitalised((&words{at, path, d, lang}).fill(wording.Message.In(lang)))
		*in(&f.Fix, lang) = capitalised((&words{at, path, fix, lang}).fill(wording.Fix.In(lang)))
	}
	p.report.Findings = append(p.report.Findings, f)
}

// evidence is a value with the words that it comes from.
func (p *Pass) evidence(path plan.Path, value any) Evidence {
	return Evidence{Path: path, Value: value, Quote: p.draft.Provenance[path].Quote}
}

// values is the evidence of the paths that hold one.
func (p *Pass) values(paths ...plan.Path) []Evidence {
	var list []Evidence
	for _, path := range paths {
		if value, ok := p.plan.Get(path); ok {
			list = append(list, p.evidence(path, value))
		}
	}
	return list
}

// words fills the places of templates in one language.
type words struct {
	at   place
	path plan.Path
	detail
	lang plan.Lang
}

func (w *words) fill(template string) string {
	if !strings.Contains(template, "{") {
		return template
	}
	var b strings.Builder
	b.Grow(2 * len(template))
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		b.WriteString(w.word(name))
		template = after
	}
}

func (w *words) word(name string) string {
	switch name {
	case "row":
		if w.at.at == "" {
			return ""
		}
		return w.at.in(w.lang) + ": "
	case "what":
		return named(w.path, w.lang)
	case "lack":
		return w.fill(lackWords[w.lack].In(w.lang))
	case "value":
		return show(w.path, w.value, w.lang)
	default:
		return show(w.path, w.other, w.lang)
	}
}

// in is how a person calls the row: its kind, number and name.
func (at place) in(lang plan.Lang) string {
	called := rowNames[at.list].In(lang) + " " + strconv.Itoa(at.n)
	if text(at.name) != none {
		return called
	}
	return called + ` "` + show(at.leaf(plan.Path(at.key)), at.name, lang) + `"`
}

// longest is how many characters of a value a message shows.
const longest = 80

// show writes a value as a person of that language would.
func show(path plan.Path, value any, lang plan.Lang) string {
	switch v := value.(type) {
	case string:
		return shortened(label(path, v, lang))
	case plan.Date:
		return shortened(lang.Date(v))
	case float64:
		number := lang.Number(v)
		if len(number) > longest {
			number = shortened(number)
		}
		return number
	case []kpiChange:
		changes := make([]string, len(v))
		for i, c := range v {
			changes[i] = c.in(lang) + " " + lang.Number(c.from) + " → " + lang.Number(c.to)
		}
		return strings.Join(changes, ", ")
	case []string:
		labels := make([]string, len(v))
		for i, s := range v {
			labels[i] = label(path, s, lang)
		}
		return shortened(strings.Join(labels, ", "))
	case bool:
		if v {
			return say("kyllä", "ja", "yes").In(lang)
		}
		return say("ei", "nej", "no").In(lang)
	case enumValue:
		return label(v.field, v.value, lang)
	case []enumValue:
		labels := make([]string, len(v))
		for i, option := range v {
			labels[i] = label(option.field, option.value, lang)
		}
		return strings.Join(labels, ", ")
	case []plan.Text:
		said := make([]string, len(v))
		for i, t := range v {
			said[i] = t.In(lang)
		}
		return strings.Join(said, ", ")
	case []plan.Path:
		labels := make([]string, len(v))
		for i, leaf := range v {
			labels[i] = named(leaf, lang)
		}
		return strings.Join(labels, ", ")
	case []place:
		rows := make([]string, len(v))
		for i, at := range v {
			rows[i] = at.in(lang)
		}
		return strings.Join(rows, ", ")
	default:
		return ""
	}
}

// named is how a sentence calls a field: by its inflected name, or else by the
// catalogue's label.
func named(path plan.Path, lang plan.Lang) string {
	if name, ok := leafNames[path.Field()]; ok {
		return name.In(lang)
	}
	field, ok := plan.FieldAt(path)
	if !ok {
		return ""
	}
	label := field.Label.In(lang)
	r, size := utf8.DecodeRuneInString(label)
	if next, _ := utf8.DecodeRuneInString(label[size:]); unicode.IsUpper(next) {
		return label
	}
	return string(unicode.ToLower(r)) + label[size:]
}

// enumValue is a value of another field's enumeration.
type enumValue struct {
	field plan.Path
	value string
}

// label is the catalogue's label of an enumeration's value; other values are
// themselves.
func label(path plan.Path, value string, lang plan.Lang) string {
	if field, ok := plan.FieldAt(path); ok && field.Enum != "" {
		return plan.OptionLabel(field.Enum, value, lang)
	}
	return value
}

func shortened(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= longest {
		return s
	}
	return strings.TrimSpace(string([]rune(s)[:longest-1])) + "…"
}

func in(t *plan.Text, lang plan.Lang) *string {
	switch lang {
	case plan.SV:
		return &t.SV
	case plan.EN:
		return &t.EN
	default:
		return &t.FI
	}
}

func capitalised(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(r) {
		return s
	}
	return string(unicode.ToUpper(r)) + s[size:]
}
