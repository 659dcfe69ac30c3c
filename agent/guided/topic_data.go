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

// documentIn is the document that a range puts something in, up to a conjunction: "they
// are in the data policy of 2025 and in use".
func (r *reader) documentIn(s span) span {
	m := r.m
	for k := s.i; k < s.j; k++ {
		v := span{k + 1, s.j}
		if m.lang == plan.FI {
			v.i = k
		}
		if !inWords.has(m.toks[k]) && !(m.lang == plan.FI && m.toks[k].Kind == reading.Word && inEnding(m.toks[k].fold)) {
			continue
		}
		for e := v.i + 1; e < v.j; e++ {
			if conjunctions.has(m.toks[e]) {
				v.j = e
			}
		}
		if v = m.trim(v); r.document(v) {
			return v
		}
	}
	return span{}
}

var inWords = wordSet("i in av enligt from")

// inEnding reports whether a Finnish word has an ending of place.
func inEnding(f string) bool {
	return len(f) > 6 && (strings.HasSuffix(f, "ssa") || strings.HasSuffix(f, "sta"))
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

// document reports whether a range names a document: a policy, a guide, or a year.
func (r *reader) document(s span) bool {
	for _, h := range r.m.cues("data.reference", s) {
		if h.mode == sign {
			return true
		}
	}
	for k := s.i; k < s.j; k++ {
		if t := r.m.toks[k]; t.Kind == reading.Figure && len(t.Text) == 4 && (strings.HasPrefix(t.Text, "20") || strings.HasPrefix(t.Text, "19")) {
			return true
		}
	}
	return false
}

// items cuts a range at marks and at "and" between parts of three words or more.
func (m *message) items(s span) []span {
	var out []span
	at := s.i
	cut := func(k int) {
		if v := m.trim(span{at, k}); !v.empty() {
			out = append(out, v)
		}
		at = k + 1
	}
	for k := s.i; k < s.j; k++ {
		t := m.toks[k]
		next := k+1 < s.j && (goesOn.has(m.toks[k+1]) || conjunctions.has(t) && m.sameSubject(k+1))
		switch {
		case next:
		case t.Text == "," || t.Text == ";" || t.Text == "•":
			cut(k)
		case notAndWords.has(t) && m.words(span{at, k}) >= 3 && m.words(m.upToMark(span{k + 1, s.j})) >= 3:
			cut(k)
			at = k // the denial belongs to the new item
		case conjunctions.has(t) && m.words(span{at, k}) >= 2 && m.words(span{k + 1, s.j}) >= 2:
			cut(k)
		}
	}
	cut(s.j)
	return out
}

// sameSubject reports whether the word after "and" goes on with the subject before it: a
// pronoun, or a passive: "data is entered once and used many times".
func (m *message) sameSubject(k int) bool {
	t := m.toks[k]
	if pronoun.has(t) && !thatWords.has(t) {
		return true
	}
	switch m.lang {
	case plan.FI:
		return strings.HasSuffix(t.low, "taan") || strings.HasSuffix(t.low, "tään")
	case plan.SV:
		return len(t.low) >= 6 && strings.HasSuffix(t.low, "as") || t.low == "används" || strings.HasSuffix(t.low, "nds") || strings.HasSuffix(t.low, "ras")
	}
	return len(t.low) >= 4 && strings.HasSuffix(t.low, "ed") && t.low != "need"
}

// notAndWords are an "and" and a denial in one.
var notAndWords = wordSet("eikä eivätkä nor")

// goesOn are words with which an item of a list goes on rather than a new one begins.
var goesOn = wordSet("kun jos joka jotka ei eivät eikä niin koska när om som inte ej så eftersom when if which not so because unless")

// reference stores the document in which the principles stand.
func (r *reader) reference(s span, pieces []piece) bool {
	if r.negated(s) && !r.assetLike(s) && r.m.has("data.reference", s) {
		return true // "they are not written anywhere"
	}
	for _, p := range pieces {
		if p.label == "data.reference" && !r.assetLike(s) && r.storeReference(p) {
			return true
		}
	}
	if r.asksOnly("data.reference") && r.held("data.reference") == nil && !r.assetLike(s) && !r.negated(s) {
		r.text("data.reference", s)
		return true
	}
	return false
}

func (r *reader) storeReference(p piece) bool {
	m := r.m
	v := m.value(p)
	for k := v.i + 1; k < v.j; k++ {
		if conjunctions.has(m.toks[k]) && !m.inDate(span{k, k + 1}) {
			v.j = k
		}
	}
	if v = m.trim(v); m.words(v) == 0 {
		return false
	}
	r.text("data.reference", v)
	return true
}

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
