package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// aboutAct is what a question about the plan itself asks: which choices there are, what a
// field means, how many rows are needed, or what comes next.
func (r *reader) aboutAct(s span, question bool) act {
	m := r.m
	if r.m.words(s) > 20 {
		return ""
	}
	named := r.subject(s)
	switch {
	case question && m.has("act.next", s):
		return actNext
	case (question || m.orders("act.suggest", s)) && m.has("act.suggest", s) && (named == "kpis" || named == "" && r.pending == plan.TopicKPIs):
		return actSuggest
	case m.has("act.choices", s) && choicesOf(named) != "" && (question || m.orders("act.choices", s)):
		return actChoices
	case m.has("act.choices", s) && named == "" && question && choicesOf(r.asked0()) != "":
		return actChoices
	case named == "" || !question && !m.has("act.example", s):
		return ""
	case m.has("act.example", s):
		return actExample
	case m.has("act.enough", s) && named == "kpis":
		return actEnough
	case m.has("act.define", s) && len(m.numsIn(s)) == 0 && (!plan.IsList(named) || m.has("act.rephrase", s)):
		return actAbout
	}
	return ""
}

// asksTerm reports whether a sentence asks what is meant by a term: "what do you mean by a
// hobby horse". With "this" or "the question" it asks for other words.
func (m *message) asksTerm(s span) bool {
	for k := s.i; k < s.j-1; k++ {
		t, next := m.toks[k], m.toks[k+1]
		if m.lang == plan.FI && len(t.fold) > 5 && strings.HasSuffix(t.fold, "lla") && !askedWords.has(t) {
			return true
		}
		if meansBy.has(t) && next.Kind == reading.Word && !pronoun.has(next) && !askedWords.has(next) && !askedWords.has(m.toks[min(k+2, s.j-1)]) {
			return true
		}
	}
	return false
}

var (
	meansBy    = wordSet("med by")
	askedWords = wordSet("tällä sillä tuolla kysymyksellä frågan fråga question that this") // the question itself
)

// orders reports whether a sentence begins with the words of an act: "list the choices".
func (m *message) orders(act string, s span) bool {
	return slices.ContainsFunc(m.cues(act, s), func(h hit) bool { return h.i == s.i })
}

// subject is the field or list that a question names: by a cue, or by the words of its
// label. The longest name wins, of equal ones that of the pending topic.
func (r *reader) subject(s span) plan.Path {
	var best plan.Path
	high := 0
	try := func(p plan.Path, weight int) {
		if topicOf(p) == r.pending {
			weight++
		}
		if weight > high {
			best, high = p, weight
		}
	}
	for _, h := range r.m.hits {
		if name, ok := strings.CutPrefix(h.name, "ask."); ok && s.covers(h.span) {
			weight := 4 * r.m.words(h.span)
			if !plan.IsList(plan.Path(name)) {
				weight += 2
			}
			try(catalogued(name), weight)
		}
	}
	words := reading.ContentWords(r.m.quote(s), r.m.lang)
	for _, f := range plan.Fields() {
		label := reading.ContentWords(f.Label.In(r.m.lang), r.m.lang)
		if len(label) < 2 && (f.Topic != r.pending || f.Later) || !allIn(label, words) {
			continue
		}
		try(f.Path, 4*len(label)+1)
	}
	if list := best.List(); best.Leaf() == rowKey[list] && list != "" {
		return list
	}
	return best
}

// catalogued is the path of the catalogue that the name of a cue means.
func catalogued(name string) plan.Path {
	for _, list := range everyList {
		if leaf, ok := strings.CutPrefix(name, string(list)+"."); ok {
			return list + "[]." + plan.Path(leaf)
		}
	}
	return plan.Path(name)
}

// allIn reports whether each word has a form of it among others.
func allIn(words, others []string) bool {
	if len(words) == 0 {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		return !slices.ContainsFunc(others, func(o string) bool { return sameWord(w, o) })
	})
}

// choicesOf is the enumeration of a field, or of the key by which the rows of a list are
// told apart.
func choicesOf(p plan.Path) string {
	if plan.IsList(p) {
		if p == "realisation" {
			return enumGoal
		}
		p += plan.Path("[]." + rowKey[p])
	}
	return mustField(p).Enum
}

// choices lists the values of an enumeration by their plain names.
func (a *answer) choices(enum string) string {
	options := plan.Options(enum)
	names := make([]string, len(options))
	for i, o := range options {
		names[i] = o.Label.In(a.lang)
	}
	return strings.Join(names, "; ")
}

// answerAbout answers a question about the plan from its own catalogue.
func (a *answer) answerAbout(x acted) string {
	named := a.u.r.subject(x.at)
	switch x.act {
	case actNext:
		return a.nextStep()
	case actEnough:
		return say("enough_kpis", a.lang)
	case actChoices:
		if named == "" || choicesOf(named) == "" {
			named = a.u.r.asked0()
		}
		return say("choices", a.lang, "list", a.choices(choicesOf(named)))
	case actExample:
		return a.exampleOf(named)
	}
	f := mustField(named)
	text := say("about", a.lang, "label", f.Label.In(a.lang), "question", f.Question.In(a.lang), "help", f.Help.In(a.lang))
	if f.Enum != "" {
		return text + " " + say("choices", a.lang, "list", a.choices(f.Enum))
	}
	return text + " " + say("example", a.lang, "text", f.Example.In(a.lang))
}

// exampleOf is the catalogue's example of a field, or of the topic of a list.
func (a *answer) exampleOf(named plan.Path) string {
	if f, ok := plan.FieldAt(named); ok {
		return say("example", a.lang, "text", f.Example.In(a.lang))
	}
	return say("example", a.lang, "text", plan.About(topicOf(named)).Example.In(a.lang))
}
