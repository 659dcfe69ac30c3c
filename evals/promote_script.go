package evals

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// telling is one value that the applicant has said.
type telling struct {
	turn  int
	leaf  plan.Path
	value any
}

// script makes the script of what was said, with its events.
func (p *promotion) script() {
	reveals := make([][]plan.Path, len(p.talk.Turns))
	fixes := make([][]Correction, len(p.talk.Turns))
	byLeaf := map[plan.Path][]telling{}
	var leaves []plan.Path // in the order in which they were told first
	for _, t := range p.tellings() {
		if byLeaf[t.leaf] == nil {
			leaves = append(leaves, t.leaf)
		}
		byLeaf[t.leaf] = append(byLeaf[t.leaf], t)
	}
	for _, leaf := range leaves {
		told := byLeaf[leaf]
		if gold, ok := p.gold.Get(leaf); !ok || !reflect.DeepEqual(gold, told[len(told)-1].value) {
			p.refuse("message %s: the plan does not hold what it tells of %s", p.talk.Turns[told[len(told)-1].turn].ID, leaf)
			continue
		}
		for i, t := range told {
			if i == 0 || extends(told[i-1].value, t.value) {
				reveals[t.turn] = append(reveals[t.turn], leaf)
			} else {
				fixes[t.turn] = append(fixes[t.turn], correction(told[i-1], t, p.talk.Turns[t.turn].Text))
			}
		}
	}
	for i := range p.talk.Turns {
		p.message(i, reveals[i], fixes[i])
	}
}

// tellings are the values that were said, in their order.
func (p *promotion) tellings() []telling {
	place := map[string]int{}
	for i, t := range p.talk.Turns {
		place[t.ID] = i
	}
	var all []telling
	for i, t := range p.talk.Turns {
		for leaf, value := range t.After.Plan.Leaves() {
			proof := t.After.Provenance[leaf]
			old, _ := t.Before.Plan.Get(leaf)
			if proof.Source != plan.Said || reflect.DeepEqual(old, value) && t.Before.Provenance[leaf].Message == proof.Message {
				continue
			}
			said, ok := place[proof.Message]
			if !ok {
				said = i
			}
			all = append(all, telling{said, leaf, value})
		}
	}
	return all
}

// extends reports whether a later value is the earlier one, or a list that goes on.
func extends(earlier, later any) bool {
	was, list := earlier.([]string)
	is, _ := later.([]string)
	if !list {
		return reflect.DeepEqual(earlier, later)
	}
	return !slices.ContainsFunc(was, func(s string) bool { return !slices.Contains(is, s) })
}

func correction(was, is telling, say string) Correction {
	x := Correction{Path: is.leaf, Say: say}
	for node, value := range map[*yaml.Node]any{&x.OldNode: was.value, &x.NewNode: is.value} {
		_ = node.Encode(value) // a leaf's
	}
	return x
}

// message gives one message its place: as a statement, a correction, a refusal or a question.
func (p *promotion) message(i int, reveals []plan.Path, fixes []Correction) {
	t := &p.talk.Turns[i]
	skipped := slices.DeleteFunc(slices.Clone(t.Skipped), p.holds)
	switch {
	case len(fixes) > 1 || len(fixes) == 1 && len(reveals) > 0:
		p.refuse("message %s corrects %s and tells more: such a case is to be written by hand", t.ID, fixes[0].Path)
	case len(fixes) == 1:
		fixes[0].After = p.topicOf(fixes[0].Path)
		p.c.Corrections = append(p.c.Corrections, fixes[0])
	case len(reveals) > 0:
		p.state(Segment{Text: strings.TrimSpace(t.Text), Reveals: p.whole(reveals), Withholds: skipped}, reveals)
	case len(skipped) > 0:
		for _, path := range skipped {
			p.c.Withheld = append(p.c.Withheld, Withheld{Path: path, Say: t.Text})
		}
	case len(t.Cites) > 0 && len(p.c.Script) > 0:
		cite := t.Cites[0]
		first := reading.Sentences(cite.Text)[0] // no passage is empty
		p.c.Digressions = append(p.c.Digressions, Digression{
			After: p.c.Script[len(p.c.Script)-1].Topic, Say: t.Text, Answerable: true, Section: cite.Section,
			Quotes: []string{cite.Text[first.Start:first.End]},
		})
	default:
		p.c.Issues = append(p.c.Issues, Issue{
			Date: t.At.UTC().Format("2006-01-02"), Status: "open", Text: fmt.Sprintf("%s tells nothing and is left out", t.ID),
		})
	}
}

// topicOf is the topic under which a leaf was told.
func (p *promotion) topicOf(leaf plan.Path) plan.Topic {
	for _, t := range p.c.Script {
		if slices.ContainsFunc(t.Say, func(s Segment) bool { return exactness(&s, leaf) > 0 }) {
			return t.Topic
		}
	}
	return ""
}

// holds reports whether the gold plan has a value at or below a path.
func (p *promotion) holds(path plan.Path) bool {
	for leaf := range p.gold.Leaves() {
		if covers(path, leaf) {
			return true
		}
	}
	return false
}

// whole names a row in place of its leaves where all of them are there.
func (p *promotion) whole(leaves []plan.Path) []plan.Path {
	var paths []plan.Path
	for _, leaf := range leaves {
		row := leaf.Row()
		all := row != "" && row != leaf
		for other := range p.gold.Leaves() {
			all = all && (!other.Within(row) || slices.Contains(leaves, other))
		}
		if all {
			leaf = row
		}
		if !slices.Contains(paths, leaf) {
			paths = append(paths, leaf)
		}
	}
	return paths
}

// state adds a statement to the topic that most of its leaves are of.
func (p *promotion) state(s Segment, leaves []plan.Path) {
	count := map[plan.Topic]int{}
	var topic plan.Topic
	for _, leaf := range leaves {
		if f, ok := plan.FieldAt(leaf); ok {
			if count[f.Topic]++; count[f.Topic] > count[topic] {
				topic = f.Topic
			}
		}
	}
	at := slices.IndexFunc(p.c.Script, func(t Topic) bool { return t.Topic == topic })
	if at < 0 {
		at = len(p.c.Script)
		p.c.Script = append(p.c.Script, Topic{Topic: topic})
	}
	p.c.Script[at].Say = append(p.c.Script[at].Say, s)
}
