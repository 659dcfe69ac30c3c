package evals

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"

	"luonnos/tools"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// Pseudonyms are other names, by the words as they are written: each inflected form has its own. What stands for itself
// is no name of anybody.
type Pseudonyms map[string]string

// ReadPseudonyms reads a YAML file of names.
func ReadPseudonyms(data []byte) (Pseudonyms, error) {
	names := Pseudonyms{}
	if err := yaml.Unmarshal(data, &names); err != nil {
		return nil, fmt.Errorf("promote: names: %w", err)
	}
	for name, other := range names {
		if strings.TrimSpace(name) == "" || strings.TrimSpace(other) == "" {
			return nil, fmt.Errorf("promote: names: %q for %q", other, name)
		}
	}
	return names, nil
}

// in is a text with the other names, those of several words first.
func (n Pseudonyms) in(text string) string {
	var b strings.Builder
	longest := slices.SortedFunc(maps.Keys(n), func(x, y string) int { return cmp.Or(len(y)-len(x), strings.Compare(x, y)) })
	for at := 0; at < len(text); {
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		i := slices.IndexFunc(longest, func(name string) bool {
			after, _ := utf8.DecodeRuneInString(text[min(at+len(name), len(text)):])
			return strings.HasPrefix(text[at:], name) && !unicode.IsLetter(before) && !unicode.IsLetter(after)
		})
		if i >= 0 {
			b.WriteString(n[longest[i]])
			at += len(longest[i])
			continue
		}
		_, size := utf8.DecodeRuneInString(text[at:])
		b.WriteString(text[at : at+size])
		at += size
	}
	return b.String()
}

// cover reports whether no name in a text would stay.
func (n Pseudonyms) cover(text string) bool {
	if n[text] == text {
		return true
	}
	kept := capitals(n.in(text))
	return !slices.ContainsFunc(capitals(text), func(word string) bool { return slices.Contains(kept, word) })
}

// capitals are the words of a text that begin with a capital letter.
func capitals(text string) []string {
	return slices.DeleteFunc(written(text), func(word string) bool {
		first, _ := utf8.DecodeRuneInString(word)
		return !unicode.IsUpper(first)
	})
}

// written are the words of a text as they stand there.
func written(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' })
}

// inValue is a value of a plan with the other names.
func (n Pseudonyms) inValue(value any) any {
	switch v := value.(type) {
	case string:
		return n.in(v)
	case []string:
		list := slices.Clone(v)
		for i := range list {
			list[i] = n.in(list[i])
		}
		return list
	default:
		return value
	}
}

func (n Pseudonyms) inDraft(d *plan.Draft) *plan.Draft {
	next := d.Clone()
	for leaf, value := range d.Plan.Leaves() {
		if f, ok := plan.FieldAt(leaf); ok && f.Kind != plan.KindEnum && f.Kind != plan.KindEnums {
			_ = next.Plan.Set(leaf, n.inValue(value)) // of the kind that it was
		}
	}
	for i := range next.Plan.Attestations {
		a := &next.Plan.Attestations[i]
		a.By, a.Title = n.in(a.By), n.in(a.Title)
	}
	return next
}

// renamed is a conversation in which all have other names. Who has not, is told of.
func (p *promotion) renamed(talk *Talk, names Pseudonyms) *Talk {
	p.named(talk, names)
	next := *talk
	next.Draft = names.inDraft(talk.Draft)
	next.Turns = slices.Clone(talk.Turns)
	for i := range next.Turns {
		t := &next.Turns[i]
		t.Text, t.Before, t.After = names.in(t.Text), names.inDraft(t.Before), names.inDraft(t.After)
	}
	return &next
}

// contact is what reaches a person: an address or a telephone number.
var contact = regexp.MustCompile(`\S+@\S+|(?:\+|\b0)\d[\d -]{6,}\d`)

// named refuses what still tells who somebody is.
func (p *promotion) named(talk *Talk, names Pseudonyms) {
	told := map[string]bool{}
	tell := func(where, who string, covered bool) {
		if !told[who] && !covered {
			p.refuse("%s: %q needs another name", where, who)
			told[who] = true
		}
	}
	people := tools.People(&talk.Draft.Plan)
	for _, a := range talk.Draft.Plan.Attestations {
		people = append(people, a.By)
	}
	stems := map[string]bool{}
	for _, who := range append(people, talk.Draft.Plan.Applicant.Organisation) {
		tell("the plan", who, names.cover(who))
		for _, word := range capitals(who) {
			stems[stem(reading.Fold(word))] = true
		}
	}
	for _, t := range talk.Turns {
		text := names.in(t.Text)
		for _, who := range reading.People(t.Text, talk.Draft.Lang, people) {
			if name := t.Text[who.Start:who.End]; who.Name != "" {
				tell("message "+t.ID, name, names.cover(name))
			}
		}
		for _, word := range written(text) { // also in a form that is not read as a name
			if stems[stem(reading.Fold(word))] {
				tell("message "+t.ID, word, names[word] == word)
			}
		}
		if _, codes := reading.MaskIdentityCodes(t.Text); codes > 0 || contact.MatchString(text) {
			p.refuse("message %s holds an identity code, an address or a telephone number", t.ID)
		}
	}
}
