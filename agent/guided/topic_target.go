package guided

import (
	"slices"
	"strings"

	"luonnos/tools/reading"
)

// target reads the reform's focus, size, time span and the decision on it.
func (r *reader) target(p part) {
	for _, s := range p.sentences {
		r.targetSentence(s)
	}
}

func (r *reader) targetSentence(s span) {
	m := r.m
	pieces := r.realMagnitudes(m.pieces(s, "target."))
	decision := slices.ContainsFunc(pieces, func(p piece) bool { return decisionLabel(p.label) })
	for i, p := range pieces {
		if r.bareTitle(p) {
			p = m.labelled(p.span, m.strongest(p.span, func(name string) bool {
				return strings.HasPrefix(name, "target.") && name != "target.title"
			}), p.sep)
		}
		if r.volume(p) && p.label == "" {
			continue
		}
		switch {
		case decisionLabel(p.label):
			r.decision(p)
		case p.label == "target.commits_to_lead":
			r.put("target.commits_to_lead", !r.negated(p.span), p.span)
		case p.label == "target.volume_unit":
			r.text("target.volume_unit", m.value(p))
		case p.label == "target.horizon" && len(m.datesIn(p.span)) > 0:
			r.horizon(p)
		case p.label == "target.magnitude":
			r.magnitude(p)
			if !decision {
				r.horizon(p)
			}
		case p.label == "target.object" && len(m.datesIn(p.span)) > 0 && m.words(m.value(p)) <= 7:
			r.horizon(p) // "we are done by the end of October 2028"
		case p.label == "target.title" || p.label == "target.object" || p.label == "target.purpose":
			r.targetText(p, pieces[i+1:])
		case i > 0 && pieces[i-1].sep == ":" && pieces[i-1].label == "target.horizon" && p.label == "":
			r.horizon(p)
		case decision && (len(m.datesIn(p.span)) > 0 || m.named(p.span)):
			r.decision(p)
		case len(m.datesIn(p.span)) > 0 && m.has("decision.word", p.span) && p.label == "":
			r.decision(p)
		case len(m.datesIn(p.span)) > 0:
			r.horizon(p)
		case p.label == "target.horizon" || p.label == "target.volume":
		case p.label == "" && !(p.sep == "" && i+1 < len(pieces) && decisionLabel(pieces[i+1].label)) && !(decision && m.hasBody(p.span)):
			r.unlabelledTarget(p)
		}
	}
	if decision {
		r.decidingBody(s, pieces)
	}
}

// realMagnitudes keeps the label of a change only where a size is said; other pieces go
// on with the text before them.
func (r *reader) realMagnitudes(pieces []piece) []piece {
	var out []piece
	for _, p := range pieces {
		if p.label == "target.magnitude" && p.mode == sign && !r.quantified(p.span) {
			n := len(out)
			if n > 0 && out[n-1].mode == lead && (out[n-1].label == "target.purpose" || out[n-1].label == "target.object") {
				out[n-1].j, out[n-1].sep = p.j, p.sep
				continue
			}
			p.label = ""
		}
		out = append(out, p)
	}
	return out
}

func decisionLabel(l string) bool {
	return l == "target.decision" || l == "target.decision_body" || l == "target.decision_maker"
}

// targetText stores a piece together with the unlabelled ones that go on with it.
func (r *reader) targetText(p piece, rest []piece) {
	m := r.m
	v := m.value(p)
	for i, q := range rest {
		goesOn := q.label == p.label && q.i == v.j && (i > 0 && rest[i-1].sep == "" || i == 0 && p.sep == "")
		if q.label != "" && !goesOn || r.hasVolume(q.span) || len(m.datesIn(q.span)) > 0 {
			break
		}
		v.j = q.j
	}
	if n, ok := r.volumeIn(v); ok && n.i > v.i {
		v.j = n.i
	}
	if v.i+2 < v.j && pronoun.has(m.toks[v.i]) && copulas.has(m.toks[v.i+1]) {
		v.i += 2 // "it is … that we renew"
	}
	if p.label == "target.title" {
		v = m.quoted(v)
	}
	r.text(path(p.label), r.dropApprox(v))
	r.insists(path(p.label))
}

// quoted is what a range holds in quotation marks, or the range: "Safe transfer" and its …
func (m *message) quoted(s span) span {
	open := -1
	for k := max(0, s.i-1); k < min(s.j+1, len(m.toks)); k++ {
		switch t := m.toks[k]; {
		case t.Kind != reading.Punct || !strings.Contains("\"”“„»«", t.Text):
		case open < 0:
			open = k
		case open+1 < k:
			return span{open + 1, k}
		}
	}
	return s
}

// bareTitle reports whether "our reform …" goes on with no name: the next word is not
// capitalised.
func (r *reader) bareTitle(p piece) bool {
	if p.label != "target.title" || p.mode != lead || p.cue.j-p.cue.i > 2 || !r.m.hasUpper() {
		return false
	}
	v := r.m.value(p)
	last := r.m.toks[p.cue.j-1].fold
	for _, w := range []string{"hankkeemme", "hanke", "uudistus", "projekti", "uudistuksemme", "projektimme", "kehityshankkeemme", "reform", "reformen", "fornyelse", "projekt", "projektet", "satsningen", "project", "initiative", "programme"} {
		if last == w {
			return v.empty() || !isUpper(r.m.toks[v.i].Text)
		}
	}
	return false
}

// dropApprox trims "noin" and the like from the end.
func (r *reader) dropApprox(s span) span {
	for !s.empty() {
		t := r.m.toks[s.j-1]
		if t.Kind == reading.Punct && t.Text != ")" || approxWords.has(t) || frameWords.has(t) {
			s.j--
			continue
		}
		break
	}
	return s
}

var approxWords = wordSet(`jotain jotakin nånting någonting something some noin arviolta suunnilleen runsas reilu lähes vajaa yli ungefär cirka ca drygt knappt omkring runt about around approximately some roughly nearly over med by with of`)

func (r *reader) magnitude(p piece) {
	v := r.m.value(p)
	if !r.quantified(p.span) && r.negated(p.span) {
		return // "how large the change is has not been settled"
	}
	if p.mode != lead && !r.quantified(p.span) && !r.asks("target.magnitude") {
		r.unlabelledTarget(p)
		return
	}
	r.sized(v)
}

// sized stores the size of a change, which may take several clauses of a sentence.
func (r *reader) sized(v span) {
	if at, ok := r.earlier("target.magnitude"); ok && at.j <= v.i && r.m.sentence(at.i) == r.m.sentence(v.i) {
		r.widen("target.magnitude", span{at.i, v.j})
		return
	}
	r.text("target.magnitude", v)
}

// quantified reports whether a range says how much: a number, a percentage or a share.
func (r *reader) quantified(s span) bool {
	return len(r.m.numsIn(s)) > 0 || r.m.has("quantity", s)
}

// sizeOfChange reports whether a range without a cue says how large a change is: a share,
// or a number with a word of change.
func (r *reader) sizeOfChange(s span) bool {
	return r.m.has("quantity", s) || r.quantified(s) && r.m.has("target.magnitude", s) ||
		slices.ContainsFunc(r.m.numsIn(s), func(n amount) bool { return n.Unit == reading.UnitShare || n.Unit == reading.UnitPercent })
}

// earlier is where this message has said a path.
func (r *reader) earlier(p path) (span, bool) {
	for _, f := range r.facts {
		if f.path == p {
			return f.at, true
		}
	}
	return span{}, false
}

// widen replaces the text of a path by a longer range.
func (r *reader) widen(p path, s span) {
	s = r.m.trim(s)
	for i := range r.facts {
		if r.facts[i].path == p {
			r.facts[i].value, r.facts[i].at = r.m.quote(s), s
			r.place(s)
		}
	}
}

// horizon stores when the reform begins and ends.
func (r *reader) horizon(p piece) {
	for _, d := range r.m.datesIn(p.span) {
		switch {
		case d.Role == reading.RoleEnd || d.Role == reading.RoleDeadline || r.said("target.start") || r.held("target.start") != nil && r.held("target.end") == nil:
			r.put("target.end", isoDate(d), d.span)
		default:
			r.put("target.start", isoDate(d), d.span)
		}
	}
}

// unlabelledTarget places a clause that no cue explains: with a quantity it is the
// size of the change, without one the purpose, or what was asked for.
func (r *reader) unlabelledTarget(p piece) {
	m := r.m
	v := m.trim(p.span)
	if at, ok := r.earlier("target.magnitude"); ok && r.sizeOfChange(p.span) && m.sentence(at.i) == m.sentence(v.i) {
		r.sized(v)
		return
	}
	if m.words(v) < 2 || m.onlySize(v) {
		return
	}
	for _, field := range []path{"target.title", "target.object", "target.magnitude", "target.decision_body"} {
		if len(r.asked) <= 2 && r.asks(field) && r.held(field) == nil {
			r.text(field, v)
			return
		}
	}
	if r.pending != "target" {
		return
	}
	switch {
	case r.sizeOfChange(p.span):
		r.sized(v)
	case r.headline(v):
		r.text("target.title", v)
	case r.opensTarget(p) && r.held("target.object") == nil && !r.announces("target.object"):
		r.text("target.object", v)
	case r.held("target.purpose") == nil && m.words(v) >= 5 && !r.announces("target.purpose") && !(m.sentence(p.i) == 0 && r.announces("target.object")):
		r.text("target.purpose", v)
	}
}

// headline reports whether a range is a short first sentence before one that announces the
// focus: "Safe transfer. Focus: …".
func (r *reader) headline(s span) bool {
	m := r.m
	first := m.sentences[0]
	return r.held("target.title") == nil && !r.announces("target.title") && first.covers(s) && m.words(first) <= 6 && m.words(s) == m.words(first) && !slices.ContainsFunc(m.toks[s.i:s.j], func(t token) bool { return copulas.has(t) }) && len(m.sentences) > 1 &&
		slices.ContainsFunc(m.cues("target.object", m.sentences[1]), func(h hit) bool { return h.mode == lead && h.i == m.sentences[1].i })
}

// onlySize reports whether a range says no more than that a change is large or small.
func (m *message) onlySize(s span) bool {
	for k := s.i; k < s.j; k++ {
		if t := m.toks[k]; t.Kind == reading.Word && !sizeWords.has(t) && !pronoun.has(t) && !articles.has(t) && !copulas.has(t) && !fillers.has(t) {
			return false
		}
	}
	return true
}

var sizeWords = wordSet(`aika melko hyvin todella iso isohko suuri pieni muutos muutosta
	en ett ganska mycket väldigt stor stort liten litet förändring ändring
	quite very rather really big large small change one`)

// opensTarget reports whether a piece is what a message says first, but for the name of the
// reform: "The project is called Clear water. We renew the reading of meters."
func (r *reader) opensTarget(p piece) bool {
	i := r.m.sentence(p.i)
	if i == 0 {
		return r.held("target.title") == nil
	}
	title, ok := r.earlier("target.title")
	return ok && i == 1 && r.m.sentence(title.i) == 0
}
