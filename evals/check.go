package evals

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Check lists what is inconsistent in a case: a value that no statement contains, one that was to be withheld, an event
// that refers to nothing, numbers that do not follow from the plan, an expectation that the validator does not share.
func Check(c *Case) []string {
	k := newChecker(c)
	k.values()
	k.corrections()
	k.withheld()
	k.digressions()
	k.injections()
	k.derived()
	k.rules()
	for _, g := range Gate(c) {
		for _, wrong := range g.Wrong {
			k.fail("%s: %s", g.Name, wrong)
		}
	}
	return k.wrong
}

type checker struct {
	c      *Case
	script *script
	by     reading.Speaker
	wrong  []string
}

func newChecker(c *Case) *checker {
	return &checker{c: c, script: newScript(c), by: reading.Speaker{
		Lang: c.Lang, Today: c.Clock(), Name: c.Persona.Name, Known: append(tools.People(c.Gold), c.Persona.Name),
	}}
}

func (k *checker) fail(format string, args ...any) {
	k.wrong = append(k.wrong, fmt.Sprintf(format, args...))
}

// values checks that each leaf of the plan, as it is before any correction, stands in the statements that reveal it.
func (k *checker) values() {
	first := newLedger(k.script).truth
	for _, leaf := range k.script.leaves {
		refs := k.script.revealed[leaf]
		value, ok := first.Get(leaf)
		f, _ := k.script.catalogue.At(leaf)
		switch {
		case len(refs) == 0 && f.Derived: // follows from other leaves
		case len(refs) == 0 && ok:
			k.fail("%s: no statement reveals it", leaf)
		case ok:
			var texts []string
			for _, ref := range refs {
				texts = append(texts, k.script.segment(ref).Text)
			}
			k.contained(leaf, value, strings.Join(texts, " "))
		}
	}
	for ref, seg := range k.script.segments() {
		if strings.TrimSpace(seg.Text) == "" {
			k.fail("script: %s: statement %d is empty", k.c.Script[ref.Topic].Topic, ref.Say+1)
		}
		if len(seg.Reveals) == 0 && len(seg.Withholds) == 0 {
			k.fail("script: %s: statement %d reveals nothing", k.c.Script[ref.Topic].Topic, ref.Say+1)
		}
	}
}

// contained notes a value that the text does not contain.
func (k *checker) contained(leaf plan.Path, value any, text string) {
	if ok, reason := k.holds(leaf, value, text); !ok {
		k.fail("%s = %s: %s", leaf, leafText(value), reason)
	}
}

// holds reports whether the value can be read from the text: by package reading, word by word, or by the case's own
// lexicon.
func (k *checker) holds(leaf plan.Path, value any, text string) (ok bool, reason string) {
	f, known := plan.FieldAt(leaf)
	if !known {
		return false, "no such field"
	}
	if f.List != "" {
		return true, "" // how a person points at a row is not read here
	}
	elements, many := value.([]string)
	if !many {
		return k.holdsOne(f, leaf, value, text)
	}
	for _, e := range elements {
		if ok, reason := k.holdsOne(f, leaf, e, text); !ok {
			return false, fmt.Sprintf("%q: %s", e, reason)
		}
	}
	return true, ""
}

func (k *checker) holdsOne(f *plan.Field, leaf plan.Path, value any, text string) (bool, string) {
	ok, reason := reading.Derivable(reading.Claim{Kind: f.Kind, Value: value, Unit: k.unit(f, leaf), Set: f.Enum}, text, k.by)
	if ok || k.inLex(value, text) {
		return true, ""
	}
	if s, isText := value.(string); isText && f.Kind != plan.KindEnum && f.Kind != plan.KindEnums {
		if wordsOf(s).content().share(wordsOf(text)) >= textGrounded || f.Path.Leaf() == "unit" && reading.Counts(s, text, k.c.Lang) {
			return true, ""
		}
	}
	if f.Derived {
		return true, "" // follows from other leaves
	}
	return false, reason
}

// unit is the unit of a number: the field's own or the one beside it in the plan.
func (k *checker) unit(f *plan.Field, leaf plan.Path) string {
	key, sibling := strings.CutPrefix(f.Unit, "@")
	if !sibling {
		return f.Unit
	}
	unit, _ := k.c.Gold.Get(leaf[:len(leaf)-len(leaf.Leaf())] + plan.Path(key))
	s, _ := unit.(string)
	return s
}

// inLex reports whether the case says that a phrase of the text stands for the value.
func (k *checker) inLex(value any, text string) bool {
	want := fmt.Sprint(value)
	if n, ok := value.(float64); ok {
		want = strconv.FormatFloat(n, 'f', -1, 64)
	}
	for phrase, means := range k.c.Lex {
		if _, _, found := reading.FindQuote(reading.Fold(text), reading.Fold(phrase)); found && (means == want || k.cmpDate(value, means)) {
			return true
		}
	}
	return false
}

func (k *checker) cmpDate(value any, means string) bool {
	d, ok := value.(plan.Date)
	return ok && equalDate(string(d), means)
}

// corrections checks that each takes back a value, the last one of a path to the plan's.
func (k *checker) corrections() {
	last := map[plan.Path]any{}
	for _, x := range k.c.Corrections {
		if fmt.Sprint(x.Old) == fmt.Sprint(x.New) {
			k.fail("correction of %s changes nothing", x.Path)
		}
		if x.New != nil {
			k.contained(x.Path, x.New, x.Say+" "+x.Resolve)
		}
		if x.Kind == Contradiction && x.Resolve == "" {
			k.fail("correction of %s: a contradiction needs a resolve", x.Path)
		}
		last[x.Path] = x.New
	}
	for _, path := range slices.Sorted(maps.Keys(last)) {
		if gold, _ := k.c.Gold.Get(path); fmt.Sprint(gold) != fmt.Sprint(last[path]) {
			k.fail("%s is corrected to %s, but gold has %s", path, leafText(last[path]), leafText(gold))
		}
	}
}

// withheld checks that what is withheld has no value in the plan and that no message tells the one that a repair gives.
func (k *checker) withheld() {
	for _, w := range k.c.Withheld {
		if w.Say == "" {
			k.fail("withheld %s: nothing to say", w.Path)
		}
		if !w.Path.Valid() {
			k.fail("withheld %q: no such path", w.Path)
		}
		for leaf := range k.c.Gold.Leaves() {
			if leaf.Within(w.Path) {
				k.fail("withheld %s: gold has a value at %s", w.Path, leaf)
			}
		}
		for _, m := range k.c.Mutations {
			if f, ok := Fields().At(m.Path); ok && m.Op == opSet && m.Path == w.Path {
				value, _ := valueOf(f, &m.Value)
				k.untold(w.Path, value)
			}
		}
	}
}

func (k *checker) untold(path plan.Path, value any) {
	for ref, seg := range k.script.segments() {
		if s, ok := value.(string); ok && wordsOf(seg.Text).content().share(wordsOf(s)) > 0 &&
			wordsOf(s).content().share(wordsOf(seg.Text)) == 1 {
			k.fail("withheld %s: %s, statement %d tells %q", path, k.c.Script[ref.Topic].Topic, ref.Say+1, s)
		}
	}
}

// digressions checks that what can be answered names a chapter of the memo that there is.
func (k *checker) digressions() {
	passages, err := knowledge.MemoPassages()
	if err != nil {
		k.fail("memo: %v", err)
		return
	}
	for _, d := range k.c.Digressions {
		known := slices.ContainsFunc(passages, func(p knowledge.Passage) bool { return namesSection(p.Section, d.Section) })
		switch {
		case d.Answerable && !known:
			k.fail("digression %q: the memo has no chapter %q", d.Say, d.Section)
		case d.Answerable && len(d.Quotes) == 0:
			k.fail("digression %q: no quotes", d.Say)
		case !d.Answerable && len(d.Quotes) > 0:
			k.fail("digression %q can't be answered but has quotes", d.Say)
		}
	}
}

func (k *checker) injections() {
	for _, in := range k.c.Injections {
		if !slices.Contains([]string{"direct", "quoted", "fabricate"}, in.Vector) {
			k.fail("injection %q: unknown vector %q", in.Say, in.Vector)
		}
		if len(in.ForbidText) == 0 && !in.StateUnchanged {
			k.fail("injection %q forbids nothing", in.Say)
		}
	}
}

// derived checks the numbers that follow from the plan.
func (k *checker) derived() {
	d := newLedger(k.script).differ()
	gold := d.view(k.c.Gold)
	rows := alignRows(d, gold, gold)
	s := &scorer{c: k.c, row: &Row{}}
	s.computed(k.c.Gold, rows)
	if r := s.row.Computed; r.OK < r.Of {
		k.fail("derived: only %d of %d numbers follow from gold", r.OK, r.Of)
	}
}

// rules checks that the case names rules that there are, and a day and person for each signature.
func (k *checker) rules() {
	named := slices.Concat(k.c.Expected.Rules, k.c.Expected.Remarks)
	for _, m := range k.c.Mutations {
		named = append(named, m.Rule, m.Warn)
		named = append(named, m.Repairs...)
	}
	for _, rule := range named {
		if _, ok := Fields().Rules[rule]; rule != "" && !ok {
			k.fail("there is no rule %q", rule)
		}
	}
	for _, a := range k.c.Attestations {
		if len(a.What) == 0 || len(nameWords(a.By)) < 2 || !a.Date.Valid() {
			k.fail("attestation by %q on %q of %v is incomplete", a.By, a.Date, a.What)
		}
	}
}
