package reading

import "strings"

// Strangers finds what may be the name of a person whom [People] does not see: two to four words with capitals inside a
// sentence that name no organisation, system, place or day. It serves those who would rather take too much for a name
// than too little.
func Strangers(s string, lang Lang) []Person {
	d := parse(s, lang)
	if d.caseless {
		return nil
	}
	r := &nameReader{text: d}
	var out []Person
	for i := 0; i < len(d.t); i++ {
		j := r.stranger(i)
		if j <= i+1 {
			continue
		}
		if !(j-i == 2 && r.sentenceInitial(i)) || r.is(i+1, ",") {
			start, end := d.t[i].start(), d.t[j-1].end()
			out = append(out, Person{Name: strings.Join(strings.Fields(s[start:end]), " "), Start: start, End: end})
		}
		i = j - 1
	}
	return out
}

// stranger is the end of what may be a name from token i on; i when there is none.
func (r *nameReader) stranger(i int) int {
	if !r.strange(i) {
		return i
	}
	if first := firstNames()[r.nameFold(i+2)]; r.is(i+1, ",") && first.exact && r.t[i+2].up && looksSurname(r.nameFold(i)) {
		return i + 3 // "Virtanen, Maija"
	}
	j := i + 1
	for j < len(r.t) && j < i+4 && (r.nameFollows(j) && r.strange(j) || nobility[r.at(j)] && r.glueless(j) && r.nameFollows(j+1)) {
		j++
	}
	if systemWord(r.at(i-1)) || systemWord(r.at(j)) || r.orgAfter(j) || r.kind(j) == Word && r.t[j].up && r.glueless(j) {
		return i
	}
	return j
}

// strange reports whether token i may be a part of a name that nobody knows.
func (r *nameReader) strange(i int) bool {
	if r.t[i].k != Word || !r.t[i].up || r.acronym(i) || r.vetoed(i) || r.selfWord(i) {
		return false
	}
	f := r.nameFold(i)
	return !stopWord(f, r.lang) && !places[f] && !systemWord(f)
}
