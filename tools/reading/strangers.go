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
		j := i
		for j < len(d.t) && j < i+4 && r.strange(j) && (j == i || r.nameFollows(j)) {
			j++
		}
		if j-i < 2 {
			continue
		}
		if j-i == 2 && r.sentenceInitial(i) || systemWord(r.at(i-1)) || systemWord(r.at(j)) || r.orgAfter(j) || r.kind(j) == Word && d.t[j].up && r.glueless(j) {
			i = j - 1
			continue
		}
		start, end := d.t[i].start(), d.t[j-1].end()
		out = append(out, Person{Name: strings.Join(strings.Fields(s[start:end]), " "), Start: start, End: end})
		i = j - 1
	}
	return out
}

// strange reports whether token i may be a part of a name that nobody knows.
func (r *nameReader) strange(i int) bool {
	if r.t[i].k != Word || !r.t[i].up || r.acronym(i) || r.vetoed(i) || r.selfWord(i) {
		return false
	}
	f := r.nameFold(i)
	return !stopWord(f, r.lang) && !places[f] && !systemWord(f)
}
