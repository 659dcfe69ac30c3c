package guided

import (
	"slices"
	"strings"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// outsider is a value told for a closed list that is none of its choices.
type outsider struct {
	enum string
	at   span // the words themselves; empty when they can't be told apart
	s    span // the sentence
}

// outsider finds in an answer what stands where a choice of a closed list was asked and is
// none: "system skills: maturity 2, criticality 4".
func (u *understanding) outsider() (outsider, bool) {
	r := u.r
	for _, p := range slices.Concat(r.asked, r.speaksOfChoice()) {
		enum := choicesOf(p)
		if enum == "" || enum == enumSector || len(u.acts)+len(u.conflicts) > 0 || r.chosen(p) {
			continue
		}
		for i, s := range r.m.sentences {
			if at, ok := r.standsFor(p, enum, s); ok && (i == 0 || plan.IsList(p)) {
				return outsider{enum, at, s}, true
			}
		}
	}
	return outsider{}, false
}

// speaksOfChoice are the paths of closed lists that the message speaks of unasked: it rates
// something, or names a decision model.
func (r *reader) speaksOfChoice() []plan.Path {
	m := r.m
	var paths []plan.Path
	if m.has("capabilities.maturity", m.all()) && m.has("capabilities.criticality", m.all()) {
		paths = append(paths, "capabilities")
	}
	if m.has("ask.execution.model", m.all()) && m.words(m.all()) <= 8 {
		paths = append(paths, "execution.model")
	}
	return paths
}

// chosen reports whether the message has told a choice for the path.
func (r *reader) chosen(p plan.Path) bool {
	return slices.ContainsFunc(r.facts, func(f fact) bool {
		return f.path == p || plan.IsList(p) && f.path.List() == p && f.path.Leaf() == rowKey[p]
	})
}

// standsFor is the words of s in the place of a choice.
func (r *reader) standsFor(p plan.Path, enum string, s span) (span, bool) {
	m := r.m
	if len(m.enums(enum, s)) > 0 || m.has("act.correction", s) || m.words(s) == 0 || r.confirms(s) || r.smallTalk(s) {
		return span{}, false
	}
	alone := len(m.sentences) == 1 && m.words(s) <= 8
	shaped := false
	switch enum {
	case enumCapability:
		shaped = len(r.ratings(s)) > 0 || m.has("topic.capabilities", s)
	case enumItem:
		shaped = r.roleKinds(s) > 0
	case enumModel:
		shaped = m.has("ask.execution.model", s)
	}
	switch {
	case plan.IsList(p):
		if r.taken(s) || !shaped && !alone {
			return span{}, false
		}
	case !r.asksOnly(p) && !(enum == enumModel && shaped), r.asksOnly(p) && !alone && !shaped:
		return span{}, false
	}
	return r.nameBefore(s), true
}

// nameBefore is what a sentence begins with, up to its first mark, number or role: the
// name of a row. A long one is none.
func (r *reader) nameBefore(s span) span {
	m := r.m
	end := s.j
	for k := s.i; k < end; k++ {
		if t := m.toks[k]; t.Kind == reading.Figure || t.Kind == reading.Punct && t.Text != "-" || nameEnds.has(t) {
			end = k
		}
	}
	for _, h := range m.hits {
		rated := h.name == "capabilities.maturity" || h.name == "capabilities.criticality"
		if s.covers(h.span) && rated && h.i > s.i && h.i < end {
			end = h.i
		}
	}
	v := m.trim(span{s.i, end})
	for !v.empty() && (needWords.has(m.toks[v.i]) || copulas.has(m.toks[v.i]) || articles.has(m.toks[v.i])) {
		v.i++
	}
	for !v.empty() && copulas.has(m.toks[v.j-1]) {
		v.j--
	}
	if m.words(v) > 4 {
		return span{}
	}
	return v
}

// nameEnds go between the name of what is used and what it is used as.
var nameEnds = wordSet("as because som eftersom koska")

// needWords go before the name of what is needed or used.
var needWords = wordSet(`tarvitaan tarvitsemme tarvitsee vaaditaan meillä on käytämme valitsemme se käytössä
	vi behöver behövs har vår använder väljer det we need use have our it gets is choose`)

// nearest is the choice that lies closest to the words, or "".
func (r *reader) nearest(o outsider) string {
	at := o.at
	if at.empty() {
		at = o.s
	}
	best, first := "", len(r.m.toks)
	for _, h := range r.m.hits {
		if value, ok := strings.CutPrefix(h.name, "near."+o.enum+"."); ok && at.covers(h.span) && h.i < first {
			best, first = value, h.i
		}
	}
	return best
}

// outside says that a value is none of the choices, lists them, and proposes the nearest.
func (a *answer) outside() string {
	o, ok := a.u.outsider()
	if !ok {
		return ""
	}
	what := say("this", a.lang)
	if !o.at.empty() {
		what = quote(a.u.r.m.quote(o.at), a.lang)
	}
	text := say("outside", a.lang, "what", what, "set", say("set_"+o.enum, a.lang), "list", a.choices(o.enum))
	near := a.u.r.nearest(o)
	if near == "" {
		return text + " " + say("outside_which", a.lang)
	}
	name := plan.OptionLabel(o.enum, near, a.lang)
	form := name
	if rated := a.u.r.ratings(o.s); o.enum == enumCapability && len(rated) == 2 {
		form = say("rated", a.lang, "name", name, "maturity", a.lang.Number(rated[0].Value), "criticality", a.lang.Number(rated[1].Value))
	}
	return text + " " + say("outside_near", a.lang, "near", quote(name, a.lang), "form", quote(form, a.lang))
}
