package guided

import (
	"slices"
	"strings"
	"time"

	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// data reads the common principles of information management and the critical data.
func (r *reader) data(p part) {
	announced := false
	item := -1 // the sentence that may be the next item of a list of principles
	for i, s := range p.sentences {
		if i > 0 && r.said("data.reference") && r.said("data.principles") && backWords.has(r.m.toks[s.i]) && r.taken(s) {
			continue // it only told the document of the sentence before
		}
		n := r.m.sentence(s.i)
		if r.principleColon(s) == 0 {
			if s = r.withoutUse(s); s.empty() {
				continue
			}
		}
		if r.principleHeading(s) {
			item = n + 1
			continue
		}
		if n == item && r.m.listed[n] && !r.assetLike(s) {
			r.storePrinciple(s)
			item++
			continue
		}
		pieces := r.m.pieces(s, "data.principles", "data.reference")
		if announced && !r.assetLike(s) && !r.refersOnly(pieces) {
			announced = !r.storePrinciples(s)
			continue
		}
		announced = r.onlyAnnounces(pieces)
		switch {
		case i+1 < len(p.sentences) && r.toldBefore(s, p.sentences[i+1]):
			r.storePrinciples(s)
			if v := r.documentIn(p.sentences[i+1]); !v.empty() {
				r.text("data.reference", v)
			}
		case announced:
		case r.principles(s, pieces):
		case r.reference(s, pieces):
		default:
			r.assets(s)
		}
	}
}

// principles stores the list that "principles:" announces.
func (r *reader) principles(s span, pieces []piece) bool {
	m := r.m
	if k := r.principleColon(s); k > 0 {
		if v := r.documentIn(span{s.i, k}); !v.empty() {
			r.text("data.reference", v)
		}
		return r.storePrinciples(span{k + 1, s.j})
	}
	for _, c := range m.clausesIn(s) {
		if m.has("data.principle_word", c.span) && c.sep != ":" && r.negated(c.span) && len(m.cues("data.principles", c.span)) == 0 {
			return true // "no principles have been agreed on"
		}
		if c.sep == ":" && m.has("data.principle_word", c.span) {
			v := span{c.j + 1, s.j}
			for _, q := range pieces {
				if q.label == "data.reference" && q.mode == lead && q.i > v.i && r.document(q.span) {
					v.j = min(v.j, q.i)
					r.storeReference(q)
				}
			}
			return r.storePrinciples(v)
		}
	}
	for i, p := range pieces {
		if p.label != "data.principles" {
			continue
		}
		v := m.value(p)
		v.j = s.j
		if d := r.documentIn(v); !d.empty() && d.i <= v.i+1 {
			r.text("data.reference", span{v.i, d.j})
			return true
		}
		for _, q := range pieces[i+1:] {
			if q.label == "data.reference" && q.mode == lead && r.document(q.span) {
				v.j = min(v.j, q.i)
				r.storeReference(q)
			}
		}
		return r.storePrinciples(v)
	}
	if len(r.asked) <= 2 && r.asks("data.principles") && r.draft.Plan.Data.Principles == nil && !r.assetLike(s) && !r.headsAsset(s) && !r.refersOnly(pieces) && !r.m.has("data.name", s) {
		return r.storePrinciples(s)
	}
	return false
}

// principleColon is the colon of a sentence that names the principles before it and lists
// them after it, or 0.
func (r *reader) principleColon(s span) int {
	m := r.m
	for k := s.i + 1; k < s.j-1; k++ {
		if m.toks[k].Text == ":" {
			before := span{s.i, k}
			if m.has("data.principle_word", before) && m.words(before) >= 3 && m.words(span{k, s.j}) > 2 && !r.assetLike(before) && !r.negated(before) {
				return k
			}
			break
		}
	}
	return 0
}

// toldBefore reports whether the sentence after s refers to what s tells as principles:
// "… Those principles are in the data policy."
func (r *reader) toldBefore(s, next span) bool {
	m := r.m
	return m.has("data.principle_word", next) && m.has("data.reference", next) && backWords.has(m.toks[next.i]) && !r.assetLike(s) && r.held("data.principles") == nil
}

var backWords = wordSet("de dessa dom nämä ne these those the")

// principleHeading reads "Principles (data policy 2026):" before a list and reports whether
// s is such a heading.
func (r *reader) principleHeading(s span) bool {
	m := r.m
	if !m.lineEnds(s.j-1) || !m.has("data.principle_word", s) && !m.has("data.principles", s) {
		return false
	}
	for k := s.i; k < s.j; k++ {
		if v := (span{k + 1, s.j - 1}); m.toks[k].Text == "(" && r.document(v) {
			r.text("data.reference", v)
		}
	}
	return true
}

// onlyAnnounces reports whether a sentence does nothing but announce the principles: "we
// work by two rules".
func (r *reader) onlyAnnounces(pieces []piece) bool {
	return len(pieces) == 1 && pieces[0].label == "data.principles" && pieces[0].mode == lead && r.m.hollow(r.m.value(pieces[0]))
}

func (r *reader) refersOnly(pieces []piece) bool {
	return len(pieces) > 0 && pieces[0].label == "data.reference" && pieces[0].mode == lead
}

func (r *reader) storePrinciples(v span) bool {
	m := r.m
	for k := v.i; k < v.j; k++ {
		if namely.has(m.toks[k]) {
			v.i = k + 1
		}
	}
	var list []string
	for _, item := range m.items(v) {
		if d := r.documentIn(item); !d.empty() && m.has("data.reference", item) && (m.has("data.principle_word", item) || backWords.has(m.toks[item.i])) {
			r.text("data.reference", d) // "…; they are set out in our data policy"
			continue
		}
		if m.words(item) >= 2 {
			list = append(list, m.quote(item))
		}
	}
	if len(list) == 0 && m.words(v) > 0 {
		list = []string{m.quote(m.trim(v))}
	}
	if len(list) == 0 || list[0] == "" {
		return false
	}
	r.addPrinciples(list, v)
	return true
}

// storePrinciple stores an item of a list as one principle.
func (r *reader) storePrinciple(s span) {
	if v := r.m.trim(s); r.m.words(v) > 0 {
		r.addPrinciples([]string{strings.TrimRight(r.m.quote(v), ".;")}, v)
	}
}

func (r *reader) addPrinciples(list []string, v span) {
	for i := range r.facts {
		if f := &r.facts[i]; f.path == "data.principles" { // "Principle two: …"
			f.value, f.at = append(f.value.([]string), list...), span{f.at.i, v.j}
			r.place(v)
			return
		}
	}
	r.put("data.principles", list, v)
}

var namely = wordSet("namely nimittäin nämligen")

// assetLike reports whether a sentence speaks of a body of data: a class, or an owner
// with a name.
func (r *reader) assetLike(s span) bool {
	m := r.m
	return r.class(s) != "" || len(m.peopleIn(s)) > 0
}

// class is the quality class that s names, a bare letter after its cue.
func (r *reader) class(s span) string {
	at := r.classAt(s)
	if at < 0 {
		return ""
	}
	return string(r.m.toks[at].Text[0] &^ 0x20)
}

func (r *reader) classAt(s span) int {
	for _, h := range r.m.cues("data.quality", s) {
		for k := h.i; k < h.j+3 && k < s.j; k++ {
			switch r.m.toks[k].fold {
			case "a", "b", "c":
				if k >= h.j || k == h.j-1 {
					return k
				}
			}
		}
	}
	return -1
}

// asksOnly reports whether path is one of few things that the pending question asks.
func (r *reader) asksOnly(path plan.Path) bool {
	few := (len(r.asked) <= 2 || path.Row() != "" && len(r.asked) <= 4) && len(r.m.sentences) <= 3
	return few && slices.Contains(r.asked, path)
}

// smallTalk reports whether a range is a greeting, thanks or the like.
func (r *reader) smallTalk(s span) bool {
	return r.greeting(s) || r.m.has("act.yes", s) && r.m.words(s) <= 2 || r.m.has("act.correction", s) && r.m.words(s) <= 5
}

// startDate is the first day of a date that may be a season, as a start.
func startDate(d day) plan.Date {
	if d.Approx && d.From != "" && len(d.ISO) == len(time.DateOnly) {
		return plan.Date(d.From)
	}
	return isoDate(d)
}

func isoDate(d day) plan.Date {
	switch len(d.ISO) {
	case len("2026"):
		if d.Role == reading.RoleStart {
			return plan.Date(d.From)
		}
		return plan.Date(d.To)
	default:
		return plan.Date(d.ISO)
	}
}
