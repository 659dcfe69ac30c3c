package evals

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// factChecker holds messages of an applicant that a model has worded against what they had to say.
type factChecker struct {
	checker *checker
	heard   []fact          // of what was said before
	words   map[string]bool // beginnings of the words in it
}

// fact is a number, day or person in a text.
type fact struct {
	what string // comparable
	text string // as written
	at   int
}

func newFactChecker(c *Case) *factChecker {
	f := &factChecker{checker: newChecker(c), words: map[string]bool{}}
	f.hear(c.Persona.Name + " " + c.Persona.Role)
	return f
}

// hear notes what was said: it may be said again.
func (f *factChecker) hear(text string) {
	f.heard = append(f.heard, f.factsIn(text)...)
	f.learn(text)
}

func (f *factChecker) learn(text string) {
	for _, w := range letters.FindAllString(text, -1) {
		f.words[beginning(w)] = true
	}
}

// beginning is as much of a word as inflection leaves alone.
func beginning(word string) string {
	const runes = 4
	r := []rune(reading.Fold(word))
	return string(r[:min(runes, len(r))])
}

// factsIn lists the facts of a text in their order.
func (f *factChecker) factsIn(text string) []fact {
	by, c := f.checker.by, f.checker.c
	var facts []fact
	var taken []span
	for _, d := range reading.Dates(text, c.Lang, by.Today) {
		facts = append(facts, fact{"date " + d.ISO, text[d.Start:d.End], d.Start})
		taken = append(taken, span{d.Start, d.End})
	}
	for _, n := range reading.Numbers(text, c.Lang) {
		at := span{n.Start, n.End}
		inWords := !strings.ContainsFunc(text[n.Start:n.End], unicode.IsDigit)
		if n.Implied || n.Ordinal || inWords && n.Value == 1 || slices.ContainsFunc(taken, at.meets) {
			continue // "the first", "a week", "one of them" are no values
		}
		facts = append(facts, fact{fmt.Sprintf("number %g %g", n.Value, n.High), text[n.Start:n.End], n.Start})
	}
	for _, p := range reading.People(text, c.Lang, by.Known) {
		if p.Self {
			continue
		}
		facts = append(facts, fact{"person " + p.Name, text[p.Start:p.End], p.Start})
	}
	slices.SortStableFunc(facts, func(a, b fact) int { return a.at - b.at })
	return facts
}

// invented returns the first fact of a message that is neither in what it had to say nor was said before. A name may
// also come from the question that it answers; a value may not.
func (f *factChecker) invented(text, told, question string) (what string, ok bool) {
	allowed := append(f.factsIn(told), f.heard...)
	for _, got := range f.factsIn(text) {
		if !slices.ContainsFunc(allowed, func(a fact) bool { return a.what == got.what }) {
			return got.text, true
		}
	}
	names := &factChecker{words: map[string]bool{}}
	names.learn(told + " " + question)
	for _, at := range inSentence.FindAllStringSubmatchIndex(text, -1) {
		name := text[at[2]:at[3]]
		if utf8.RuneCountInString(name) > 2 && !f.words[beginning(name)] && !names.words[beginning(name)] && !f.dated(text, at[2]) {
			return name, true
		}
	}
	return "", false
}

// inSentence is a word with a capital that does not begin a sentence.
var inSentence = regexp.MustCompile(`[\p{L}\d,;][ \x{a0}]+["“”»(]?(\p{Lu}\p{L}+)`)

// dated reports whether the word at an offset is part of a date: English months have a capital.
func (f *factChecker) dated(text string, at int) bool {
	return slices.ContainsFunc(reading.Dates(text, f.checker.c.Lang, f.checker.by.Today), func(d reading.Date) bool {
		return d.Start <= at && at < d.End
	})
}

// leastShared is the share of the script's words that its message in other words keeps.
const leastShared = 0.3

// faithful reports whether a message says all that it had to say: the facts in their order, so that none has moved to
// another row, and each value that the script's own words hold.
func (f *factChecker) faithful(text string, l *ledger, u *Utterance) bool {
	const most = 4 // times as long as the script's words
	if len(text) > most*len(u.Text)+1000 || wordsOf(u.Text).content().share(wordsOf(text)) < leastShared {
		return false
	}
	got := f.factsIn(text)
	for _, want := range f.factsIn(u.Text) {
		i := slices.IndexFunc(got, func(g fact) bool { return g.what == want.what })
		if i < 0 {
			return false
		}
		got = got[i+1:]
	}
	holds := func(path plan.Path, value any) bool {
		if value == nil {
			return true
		}
		if ok, _ := f.checker.holds(path, value, u.Text); !ok {
			return true
		}
		ok, _ := f.checker.holds(path, value, text)
		return ok
	}
	for _, ref := range u.Segments {
		for _, leaf := range l.script.reveals[ref] {
			if value, _ := l.truth.Get(leaf); !holds(leaf, value) {
				return false
			}
		}
	}
	return !slices.ContainsFunc(u.Corrections, func(i int) bool {
		x := l.script.c.Corrections[i]
		return !holds(x.Path, x.New)
	})
}
