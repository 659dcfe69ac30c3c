package reading

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Person is a mention of a person.
type Person struct {
	Name  string // nominative; the full name when known gives it; "" for a bare first-person pronoun
	Title string // as written beside the name, in the nominative, or ""
	Self  bool   // the speaker: "minä", "jag", "I", or a self-introduction
	Known bool   // Name is one of the known names
	Start int    // byte range of the name, with the pronoun that it explains
	End   int
}

// People finds the persons in s. known are the full names mentioned before; a bare or inflected surname, also in lower
// case or without diacritics, resolves to them.
func People(s string, lang Lang, known []string) []Person {
	d := parse(s, lang)
	return d.people(known)
}

func (d *text) people(known []string) []Person {
	r := &nameReader{text: d, known: splitKnown(known, d.lang)}
	for i := 0; i < len(d.t); {
		if d.t[i].k != Word {
			i++
			continue
		}
		if r.selfWord(i) {
			i = r.self(i)
			continue
		}
		n, ok := r.nameAt(i)
		if !ok {
			i++
			continue
		}
		r.add(n)
		i = n.j
	}
	r.lateSurnames()
	return r.out
}

// lateSurnames resolves bare surnames by full names that the text gives later.
func (r *nameReader) lateSurnames() {
	for i := range r.out {
		p := &r.out[i]
		if p.Known || p.Name == "" || strings.Contains(p.Name, " ") || r.ambiguous(fold(p.Name)) {
			continue
		}
		for _, k := range r.known {
			if k.first != "" && k.last == fold(p.Name) {
				p.Name = k.name
			}
		}
	}
}

// learn adds a full name to the known ones.
func (r *nameReader) learn(name string) {
	for _, k := range r.known {
		if k.name == name {
			return
		}
	}
	if len(r.known) < 200 {
		r.known = append(r.known, splitKnown([]string{name}, r.lang)...)
	}
}

// knownName is a name given by the caller, split and folded.
type knownName struct {
	name        string
	first, last string
}

func splitKnown(known []string, lang Lang) []knownName {
	var out []knownName
	seen := map[string]bool{}
	for _, k := range known {
		parts := nameParts(k)
		if len(parts) == 0 || seen[strings.Join(parts, " ")] {
			continue
		}
		seen[strings.Join(parts, " ")] = true
		n := knownName{name: strings.TrimSpace(stripTitle(k, lang)), last: parts[len(parts)-1]}
		if len(parts) > 1 {
			n.first = parts[0]
		}
		out = append(out, n)
	}
	return out
}

// stripTitle removes titles before and after a name.
func stripTitle(name string, lang Lang) string {
	name, _, _ = strings.Cut(name, ",")
	name, _, _ = strings.Cut(name, "(")
	words := strings.Fields(name)
	for len(words) > 1 && (titleOf(fold(strings.Trim(words[0], ".")), "") != "" || len(words) > 2 && unicode.IsLower(firstRune(words[0]))) {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// nameParts are the folded words of a name without titles.
func nameParts(name string) []string { return strings.Fields(fold(stripTitle(name, ""))) }

// SamePerson reports whether two mentions can be the same person: titles, case and diacritics ignored, an inflected form
// or a bare surname equal to the full name.
func SamePerson(a, b string) bool {
	p, q := nameParts(a), nameParts(b)
	if len(p) == 0 || len(q) == 0 {
		return false
	}
	if len(p) > len(q) {
		p, q = q, p
	}
	if !sameName(p[len(p)-1], q[len(q)-1]) {
		return len(p) == 1 && len(q) > 1 && p[0] == q[0]
	}
	if len(p) == 1 || len(q) == 1 {
		return true
	}
	return p[0] == q[0]
}

func sameName(a, b string) bool { return a == b || isForm(a, b, false) || isForm(b, a, false) }

// isForm reports whether f is an inflected form of the folded nominative nom.
func isForm(f, nom string, first bool) bool {
	if len(nom) < 3 || len(f) < max(2, len(nom)-2) || f[:2] != nom[:2] {
		return f == nom
	}
	found := f == nom
	nameForms(nom, first, func(x string) { found = found || x == f })
	return found
}

// nameReader reads names from a text.
type nameReader struct {
	*text
	known []knownName
	out   []Person
}

// foundName is a name at tokens i to j.
type foundName struct {
	i, j  int
	name  string
	known bool
}

// add stores a name with its title and notes self-introductions.
func (r *nameReader) add(n foundName) {
	if !n.known && strings.Contains(n.name, " ") {
		r.learn(n.name)
	}
	p := Person{Name: n.name, Known: n.known, Start: r.t[n.i].start(), End: r.t[n.j-1].end()}
	p.Title, _ = r.titleBefore(n.i)
	if p.Title == "" {
		p.Title = r.titleAfter(n.j)
	}
	if r.introduces(n) {
		p.Self = true
		if p.Title == "" {
			p.Title = r.titleNear(n.j)
		}
	}
	if k := len(r.out) - 1; k >= 0 && p.Self && r.out[k].Self && r.out[k].Name == "" && r.t[n.i].start()-r.out[k].End < 24 {
		r.out = r.out[:k] // "jag heter …"
	}
	if k := len(r.out) - 1; k >= 0 && r.explains(r.out[k], n) {
		r.out[k].Name, r.out[k].Known, r.out[k].End = p.Name, p.Known, p.End
		if r.is(n.j, ")") {
			r.out[k].End = r.t[n.j].end()
		}
		return
	}
	r.out = append(r.out, p)
}

// explains reports whether a name explains the pronoun before it: "minä (Kaasalainen)", "jag, Annika Sandholm".
func (r *nameReader) explains(last Person, n foundName) bool {
	if !last.Self || last.Name != "" || n.i < 2 {
		return false
	}
	p := n.i - 1
	if _, first := r.titleBefore(n.i); first < n.i {
		p = first - 1
	}
	if r.is(p, "(") || r.is(p, ",") || r.is(p, "-") {
		return p > 0 && r.t[p-1].end() == last.End && (r.is(p, "(") || r.is(n.j, ",") || n.j == len(r.t) || r.is(n.j, "-"))
	}
	return p >= 0 && r.t[p].end() == last.End && r.at(p) != "i"
}

// introduces reports whether the speaker introduces himself by the name: "olen", "jag heter", "my name is".
func (r *nameReader) introduces(n foundName) bool {
	p := n.i - 1
	if _, first := r.titleBefore(n.i); first < n.i {
		p = first - 1
	}
	a, b := r.at(p), r.at(p-1)
	switch a {
	case "olen", "nimeni", "taalla", "i'm":
		return true
	case "on":
		return b == "nimeni" || b == "nimi"
	case "heter":
		return true
	case "ar":
		return b == "jag" || b == "namn" || b == "har"
	case "am":
		return b == "i"
	case "is":
		return b == "name" || b == "this"
	case "from":
		return false
	}
	switch r.at(n.j) {
	case "heter":
		return r.at(n.j+1) == "jag"
	case "taalla", "har":
		return r.is(n.j+1, ",") || r.is(n.j+1, ".") || n.j+1 == len(r.t)
	}
	return false
}

// titleNear looks for a title in the clauses after a self-introduction.
func (r *nameReader) titleNear(j int) string {
	for k := j; k < j+8 && k < len(r.t); k++ {
		if r.t[k].k == Punct && r.endsSentence(k) {
			return ""
		}
		if r.t[k].k == Word && !r.t[k].up && !stopWord(r.t[k].f, r.lang) {
			if r.lang == EN {
				if t := r.titleAt(k); t != "" {
					return t
				}
			} else if t := titleOf(r.t[k].base(), r.lang); t != "" {
				return r.titleText(k, k, t)
			}
		}
	}
	return ""
}

// selfWord reports whether token i means the speaker.
func (r *nameReader) selfWord(i int) bool {
	f := r.t[i].f
	if r.lang == FI || r.lang == "" {
		switch f {
		case "mina", "minun", "minulla", "minulle", "minua", "minut", "minulta", "minusta", "itseni", "allekirjoittanut", "ma", "mun", "mulla", "mulle":
			return f != "ma" || r.lang == FI && r.kind(i-1) != Figure
		case "itse":
			return r.at(i+1) != "asiassa" && r.at(i+1) != "asiaan"
		}
	}
	if r.lang == SV || r.lang == "" {
		switch f {
		case "jag", "undertecknad", "mig", "sjalv":
			return true
		case "min":
			return r.lang == SV && r.kind(i-1) != Figure && r.kind(i+1) != Punct
		}
	}
	if r.lang == EN || r.lang == "" {
		switch f {
		case "me":
			return !r.request(i)
		case "myself":
			return true
		case "my", "mine":
			return r.lang == EN
		case "i", "i'm", "i've", "i'll":
			return r.lang == EN && (r.t[i].up || r.caseless) && !r.is(i+1, ".")
		}
	}
	return false
}

// request reports whether the "me" at token i is that of "show me", which asks for
// something and names nobody.
func (r *nameReader) request(i int) bool {
	switch r.at(i - 1) {
	case "show", "tell", "give", "let", "ask", "send", "remind", "help", "excuse", "pardon":
		return true
	}
	return false
}

func (r *nameReader) self(i int) int {
	if k := len(r.out) - 1; k >= 0 && r.out[k].Self && i > 0 && r.out[k].End == r.t[i-1].end() { // "minä itse"
		r.out[k].End = r.t[i].end()
		return i + 1
	}
	r.out = append(r.out, Person{Self: true, Start: r.t[i].start(), End: r.t[i].end()})
	return i + 1
}

// nameAt reads a name that starts at token i.
func (r *nameReader) nameAt(i int) (foundName, bool) {
	t := &r.t[i]
	if !t.up && !r.caseless || r.vetoed(i) {
		return foundName{}, false
	}
	if n, ok := r.knownAt(i); ok {
		return n, true
	}
	if t.up {
		return r.capitalised(i)
	}
	return r.lowerCase(i)
}

// knownAt matches the known names at token i.
func (r *nameReader) knownAt(i int) (foundName, bool) {
	f := r.nameFold(i)
	best, n := -1, 0
	for k := range r.known {
		kn := &r.known[k]
		switch {
		case kn.first != "" && isForm(f, kn.first, true):
			j := i + 1
			for j < i+3 && r.nameFollows(j) && !isForm(r.nameFold(j), kn.last, false) {
				j++
			}
			if r.nameFollows(j) && isForm(r.nameFold(j), kn.last, false) {
				return foundName{i, j + 1, kn.name, true}, true
			}
			if best < 0 && !r.nameFollows(i+1) && !commonWord[f] {
				best, n = k, n+1
			}
		case isForm(f, kn.last, false):
			if r.afterFirstName(i, kn.first) {
				continue
			}
			j := i + 1
			if r.is(j, ",") {
				j++
			}
			if kn.first != "" && j < len(r.t) && r.t[j].k == Word && isForm(r.nameFold(j), kn.first, true) { // "Rautio Hannu"
				return foundName{i, j + 1, kn.name, true}, true
			}
			best, n = k, n+1
		}
	}
	if best < 0 || n > 1 && r.ambiguous(f) {
		return foundName{}, false
	}
	if r.caseless && commonWord[f] && !r.nameContext(i) && !r.listItem(i) {
		return foundName{}, false
	}
	return foundName{i, i + 1, r.known[best].name, true}, true
}

// ambiguous reports whether a bare name fits several known persons.
func (r *nameReader) ambiguous(f string) bool {
	n := 0
	for _, k := range r.known {
		if isForm(f, k.last, false) {
			n++
		}
	}
	return n > 1
}

// afterFirstName reports whether another first name than the known one stands before a surname.
func (r *nameReader) afterFirstName(i int, first string) bool {
	e, ok := firstNames()[r.at(i-1)]
	return ok && e.exact && first != "" && r.at(i-1) != first && r.t[i-1].up && r.glueless(i)
}

func (r *nameReader) glueless(i int) bool { return i > 0 && i < len(r.t) && r.t[i].sp && !r.t[i].nl }

// nameFold is the folded token without a case ending after a colon.
func (r *nameReader) nameFold(i int) string {
	if i < 0 || i >= len(r.t) || r.t[i].k != Word {
		return ""
	}
	return r.t[i].base()
}

// nameFollows reports whether token j can continue a name.
func (r *nameReader) nameFollows(j int) bool {
	if j >= len(r.t) || r.t[j].k != Word || !r.glueless(j) || r.vetoed(j) {
		return false
	}
	return r.t[j].up || r.caseless && !stopWord(r.t[j].f, r.lang) && len(r.t[j].f) > 2
}
