package evals

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// TestCasesGetTheirVerdict holds each case's gold plan, with its signatures, against what the case expects.
func TestCasesGetTheirVerdict(t *testing.T) {
	for _, c := range publicCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			p := clonePlan(c.Gold)
			p.Attestations = append(p.Attestations, c.Attestations...)
			report := criteria.Check(plan.ImportedDraft(*p))
			if report.Verdict != c.Expected.Verdict {
				t.Errorf("verdict %s, want %s", report.Verdict, c.Expected.Verdict)
			}
			for criterion, want := range c.Expected.Criteria {
				if got := report.Criteria[criterion]; got != want {
					t.Errorf("%s %s, want %s", criterion, got, want)
				}
			}
			var rules []string
			for _, f := range report.Failing() {
				rules = append(rules, f.Rule)
			}
			slices.Sort(rules)
			if rules, want := slices.Compact(rules), slices.Sorted(slices.Values(c.Expected.Rules)); !slices.Equal(rules, want) {
				t.Errorf("rules %v, want %v", rules, want)
			}
			checkDerived(t, c)
		})
	}
}

// checkDerived compares the numbers that follow from the gold plan.
func checkDerived(t *testing.T, c *Case) {
	t.Helper()
	p := c.Gold
	for id, want := range c.Derived.Capabilities {
		i := slices.IndexFunc(p.Capabilities, func(x plan.Capability) bool { return x.ID == id })
		if i < 0 {
			t.Errorf("derived: no capability %s", id)
			continue
		}
		got, _ := p.Capabilities[i].Priority()
		if want.Index == nil || want.Index2 == nil || *want.Index != float64(got.Index) || *want.Index2 != float64(got.Index2) {
			t.Errorf("derived: %s has %+v", id, got)
		}
	}
	var process, wait float64
	for _, s := range p.ValueStream.Steps {
		process, wait = process+*s.ProcessMin, wait+*s.WaitD
	}
	if want := c.Derived.ValueStream; want.ProcessMin != nil && (!near(*want.ProcessMin, process) || !near(*want.WaitD, wait)) {
		t.Errorf("derived: the value stream takes %g min and %g d", process, wait)
	}
}

// TestCasesRevealTheirPlan asks that every gold leaf is revealed by a statement that contains it, or contains the value
// that a correction takes back.
func TestCasesRevealTheirPlan(t *testing.T) {
	for _, c := range publicCases(t) {
		t.Run(c.ID, func(t *testing.T) {
			s := newScript(c)
			for leaf, value := range c.Gold.Leaves() {
				f, ok := Fields().At(leaf)
				if !ok || f.Derived {
					continue
				}
				if len(s.revealed[leaf]) == 0 {
					t.Errorf("%s is not revealed", leaf)
					continue
				}
				texts := make([]string, 0, 1)
				for _, ref := range s.revealed[leaf] {
					texts = append(texts, s.segment(ref).Text)
				}
				said := strings.Join(texts, " ")
				for _, x := range slices.Backward(c.Corrections) {
					if x.Path != leaf {
						continue
					}
					if why := groundless(c, f, value, x.Say+" "+x.Resolve); why != "" {
						t.Errorf("%s: correction %s: %s", leaf, x.ID, why)
					}
					value = x.Old
				}
				if why := groundless(c, f, value, said); why != "" {
					t.Errorf("%s: %s in %q", leaf, why, said)
				}
			}
		})
	}
}

// groundless says why a value can't be read from a text, or "".
func groundless(c *Case, f *Field, value any, said string) string {
	switch f.Cmp {
	case CmpNum:
		if n, _ := value.(float64); !saysNumber(c, n, said) {
			return "no number " + strconv.FormatFloat(n, 'f', -1, 64)
		}
	case CmpDate:
		if day := text(value); !saysDate(c, day, said) {
			return "no date " + day
		}
	case CmpPerson, CmpPersons:
		for _, name := range append(elements(value), text(value)) {
			if name != "" && !saysName(c, name, said) {
				return "nobody called " + name
			}
		}
	case CmpText, CmpTextSet:
		for _, part := range append(elements(value), text(value)) {
			if part != "" && !saysText(f, part, said) {
				return "no text " + part
			}
		}
	}
	return ""
}

var plainNumber = regexp.MustCompile(`\d[\d   ]*(?:[.,]\d+)*`)

func saysNumber(c *Case, want float64, said string) bool {
	for phrase, v := range c.Lex {
		if n, err := strconv.ParseFloat(v, 64); err == nil && near(n, want) && strings.Contains(strings.ToLower(said), strings.ToLower(phrase)) {
			return true
		}
	}
	for _, n := range reading.Numbers(said, c.Lang) {
		if near(n.Value, want) {
			return true
		}
	}
	for _, digits := range plainNumber.FindAllString(said, -1) {
		digits = strings.NewReplacer(" ", "", " ", "", " ", "").Replace(digits)
		if c.Lang == plan.EN {
			digits = strings.ReplaceAll(digits, ",", "")
		}
		if n, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", "."), 64); err == nil && near(n, want) {
			return true
		}
	}
	return false
}

func saysDate(c *Case, want, said string) bool {
	for phrase, v := range c.Lex {
		if v == want && strings.Contains(strings.ToLower(said), strings.ToLower(phrase)) {
			return true
		}
	}
	return slices.ContainsFunc(reading.Dates(said, c.Lang, c.Clock()), func(d reading.Date) bool { return equalDate(want, d.ISO) })
}

// itself are the words by which the applicants speak of themselves.
var itself = []string{"allekirjoittanut", "minä", "minut", "minua", "minulta", "meistä", "minun", "minulla", "minulle", "itse", "jag", "mig", "min", "själv", "i", "me", "myself", "mine"}

// saysName looks for the surname's beginning, which inflection leaves as it is, for the applicant's "I", or for what the
// case's lexicon has for the name.
func saysName(c *Case, name, said string) bool {
	for phrase, v := range c.Lex {
		if v == name && strings.Contains(strings.ToLower(said), strings.ToLower(phrase)) {
			return true
		}
	}
	words := strings.FieldsFunc(strings.ToLower(said), func(r rune) bool { return strings.ContainsRune(" \n.,;:()–'’", r) })
	if name == c.Persona.Name && slices.ContainsFunc(words, func(w string) bool { return slices.Contains(itself, w) }) {
		return true
	}
	if f := strings.Fields(name); len(f) == 2 && strings.ToLower(f[1]) != f[1] {
		last := []rune(strings.ToLower(f[1]))
		begin := string(last[:max(2, min(len(last)-3, 4))])
		return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, begin) })
	}
	return wordsOf(name).content().share(wordsOf(said)) >= textCovered
}

func saysText(f *Field, want, said string) bool {
	if f.Path.Leaf() == "unit" {
		if code := reading.UnitCode(want); code != "" && slices.ContainsFunc(reading.Numbers(said, plan.FI), func(n reading.Number) bool { return n.Unit == code }) {
			return true
		}
		if utf8.RuneCountInString(want) < contentRunes {
			return strings.Contains(said, want)
		}
	}
	words, spoken := wordsOf(want).content(), wordsOf(said)
	found := 0
	for _, w := range words {
		begin := string([]rune(w)[:min(utf8.RuneCountInString(w), 3)])
		if slices.ContainsFunc(spoken, func(s string) bool { return strings.HasPrefix(s, begin) }) {
			found++
		}
	}
	return 4*found >= 3*len(words)
}

// TestCasesAreBalanced keeps the mix of languages, splits and outcomes that the metrics need.
func TestCasesAreBalanced(t *testing.T) {
	langs, splits, failing := map[plan.Lang]int{}, map[string]int{}, map[string]bool{}
	cases := loadCases(t, "cases")
	for _, c := range cases {
		langs[c.Lang]++
		splits[c.Split]++
		if rules := c.Expected.Rules; len(rules) == 1 {
			failing[rules[0]] = true
		}
	}
	for lang, least := range map[plan.Lang]int{plan.FI: 10, plan.SV: 7, plan.EN: 7} {
		if langs[lang] < least {
			t.Errorf("%d cases in %s, want at least %d", langs[lang], lang, least)
		}
	}
	if len(failing) < 6 {
		t.Errorf("cases fail for %d single rules, want at least 6", len(failing))
	}
	if 4*splits["test"] < len(cases) {
		t.Errorf("%d of %d cases are kept for testing, want a quarter", splits["test"], len(cases))
	}
}
