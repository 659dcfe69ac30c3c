package guided

import (
	"strings"
	"unicode/utf8"

	"luonnos/tools/reading"
)

// volume stores how many cases there are, and of what.
func (r *reader) volume(p piece) bool {
	n, ok := r.volumeIn(p.span)
	if !ok || p.label == "target.magnitude" && n.Per == "" {
		return false
	}
	if r.said("target.volume") {
		return false
	}
	r.put("target.volume", n.Value, n.span)
	r.volumeUnit(n, p)
	return true
}

func (r *reader) hasVolume(s span) bool {
	_, ok := r.volumeIn(s)
	return ok
}

// volumeIn finds a count of cases: a plain number of some size with a counted noun or
// a rate.
func (r *reader) volumeIn(s span) (amount, bool) {
	for _, n := range r.m.numsIn(s) {
		counted := n.Unit == "" || n.Unit == reading.UnitCount || n.Unit == reading.UnitYear && n.Value >= 50 // "870 a year"
		if counted && !n.Fraction && !n.Implied && (n.Per != "" || n.Value >= 50) {
			return n, true
		}
	}
	return amount{}, false
}

// volumeUnit stores the words after the number up to the end of the piece.
func (r *reader) volumeUnit(n amount, p piece) {
	m := r.m
	at := span{n.i, p.j}
	for at.i < at.j && m.numeral(at.i) {
		at.i++
	}
	for k := at.i; k < at.j; k++ {
		if m.toks[k].Kind == reading.Punct || conjunctions.has(m.toks[k]) && k >= n.j {
			at.j = k
		}
	}
	if n.UnitText != "" {
		if u := m.find(n.UnitText, span{n.i, p.j}); !u.empty() && u.j > at.j {
			at = u
		}
	}
	if r.m.words(at) == 0 { // "Esineitä on 12 400."
		at = m.trim(span{p.i, n.i})
		for at.j > at.i && (copulas.has(m.toks[at.j-1]) || approxWords.has(m.toks[at.j-1])) {
			at.j--
		}
	}
	if m.onlyRate(at) {
		if noun := r.countedNoun(span{p.i, n.i}); !noun.empty() {
			r.put("target.volume_unit", strings.ToLower(m.quote(noun))+" "+m.quote(at), span{noun.i, at.j})
			return
		}
	}
	r.text("target.volume_unit", at)
	if at = m.trim(at); at.i == m.sentences[m.sentence(n.i)].i && at.i < n.i {
		r.lowered("target.volume_unit") // "Applications come in, some 9,000 a year."
	}
}

// lowered writes a text that began a sentence with a small letter.
func (r *reader) lowered(p path) {
	for i, f := range r.facts {
		s, ok := f.value.(string)
		if _, n := utf8.DecodeRuneInString(s); ok && f.path == p && s[n:] == strings.ToLower(s[n:]) {
			r.facts[i].value = strings.ToLower(s)
		}
	}
}

// numeral reports whether token k is a number in figures or words, or a part of one.
func (m *message) numeral(k int) bool {
	t := m.toks[k]
	if t.Kind == reading.Figure || scales.has(t) {
		return true
	}
	n := reading.Numbers(t.Text, m.lang)
	return len(n) == 1 && !n[0].Implied && n[0].Start == 0 && n[0].End == len(t.Text) && n[0].Unit == ""
}

// onlyRate reports whether a unit says only per what: "a year", "vuodessa".
func (m *message) onlyRate(s span) bool {
	for k := s.i; k < s.j; k++ {
		if m.toks[k].Kind == reading.Word && !rateWords.has(m.toks[k]) {
			return false
		}
	}
	return !s.empty()
}

// countedNoun is what is counted in a clause that names it before the number: "we get
// applications | 4,850 a year", "lupahakemuksia tulee | 870 vuodessa".
func (r *reader) countedNoun(s span) span {
	m := r.m
	s = m.trim(s)
	for !s.empty() && (approxWords.has(m.toks[s.j-1]) || countVerbs.has(m.toks[s.j-1]) || copulas.has(m.toks[s.j-1])) {
		s = m.trim(span{s.i, s.j - 1})
	}
	for !s.empty() && (countVerbs.has(m.toks[s.i]) || relatives.has(m.toks[s.i]) || pronoun.has(m.toks[s.i]) || articles.has(m.toks[s.i])) {
		s = m.trim(span{s.i + 1, s.j})
	}
	if s.j-s.i > 3 {
		return span{}
	}
	return s
}

var (
	rateWords  = wordSet("vuodessa vuosittain vuotta vuosi kuukaudessa kohti kpl per år årligen om året år i a an year annually yearly every each st")
	countVerbs = wordSet(`tulee tulevat kertyy tehdään tekee saamme saadaan käsitellään käsittelemme meillä meille niitä kaikkiaan yhteensä vastaanotamme on käsiteltäväksi
		kommer görs gör får behandlas behandlar vi har blir inkommer sammanlagt totalt tas emot hos oss finns det
		we get receive handle there are is come comes number amount total totals process made have to reach`)
)

// scales are number words that do not belong to a unit.
var scales = wordSet("miljoonaa miljoona milj tuhatta tuhat sata sataa hundra hundred miljoner miljon tusen million millions thousand")
