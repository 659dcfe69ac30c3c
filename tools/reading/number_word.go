package reading

import (
	"strings"
	"sync"
)

// fractionForms and ordinalForms hold the Finnish forms, built once.
var fractionForms = sync.OnceValue(func() map[string]float64 {
	m := map[string]float64{}
	for den, roots := range finnishFractions {
		for _, r := range roots {
			for _, e := range fractionEndings {
				m[r+e] = 1 / float64(den)
			}
		}
	}
	for _, w := range strings.Fields("puoli puolen puolta puolessa puoleen puolella puolet puoliksi puolesta") {
		m[w] = 0.5
	}
	for _, w := range strings.Fields("puolitoista puolentoista puoltatoista puolessatoista puolestatoista puoleentoista puolellatoista") {
		m[w] = 1.5
	}
	return m
})

var ordinalForms = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for n, roots := range finnishOrdinals {
		for _, r := range roots {
			for _, e := range ordinalEndings {
				m[r+e] = n
			}
		}
	}
	return m
})

// cardinal reads one folded word as a cardinal number of the text's language.
func (d *text) cardinal(f string) (float64, bool) {
	switch d.lang {
	case FI:
		return finnishCardinal(f)
	case SV:
		return swedishCardinal(f)
	case EN:
		return englishWord(f)
	}
	if v, ok := finnishCardinal(f); ok {
		return v, true
	}
	if v, ok := englishWord(f); ok {
		return v, true
	}
	if f == "en" || f == "ett" {
		return 0, false
	}
	return swedishCardinal(f)
}

// ordinalWord stores an ordinal said in words and returns the token after it, or 0.
func (r *numberReader) ordinalWord(i int) int {
	n := 0
	f := r.t[i].f
	switch r.lang {
	case FI:
		_, cardinal := finnishCardinal(f)
		if _, fraction := fractionForms()[f]; !fraction && !cardinal {
			n = ordinalForms()[f]
		}
	case SV:
		n = swedishOrdinals[f]
	case EN:
		if u := r.at(i - 1); f == "second" && (u == "per" || u == "a" || u == "one") || englishFractionHere(r.text, i) {
			return 0
		}
		n = englishOrdinals[f]
	}
	if n == 0 {
		return 0
	}
	r.emitOrdinal(i, i+1, float64(n))
	return i + 1
}

// englishFractionHere reports whether the word at i ("third", "fifth") is a fraction: "a third", "one fifth of".
func englishFractionHere(d *text, i int) bool {
	if _, ok := englishPart(d.t[i].f); !ok {
		return false
	}
	switch d.at(i - 1) {
	case "one":
		return true
	case "a":
		return d.at(i+1) != "party" && (d.kind(i+1) != Word || d.at(i+1) == "of" || stopWord(d.at(i+1), EN))
	}
	return false
}

// amountWord reads a number said in words at token i.
func (d *text) amountWord(i int) (amount, bool) {
	if d.kind(i) != Word {
		return amount{}, false
	}
	switch langs(d.lang)[0] {
	case SV:
		return d.swedishAmount(i)
	case EN:
		return d.englishAmount(i)
	}
	if a, ok := d.finnishAmount(i); ok || d.lang == FI {
		return a, ok
	}
	return d.englishAmount(i)
}

// figureNames are the names of the figures, by which a rating is told: "kypsyys on kakkonen".
var figureNames = map[string]float64{"ykkonen": 1, "kakkonen": 2, "kolmonen": 3, "nelonen": 4, "vitonen": 5, "viitonen": 5}

func (d *text) finnishAmount(i int) (amount, bool) {
	f := d.t[i].base()
	switch f {
	case "pari", "parin", "paria", "parissa":
		if d.plainUnit(i+1).ok || strings.HasPrefix(d.at(i+1), "sataa") || strings.HasSuffix(d.at(i+1), "a") && f == "pari" && !stopWord(d.at(i+1), FI) {
			return amount{v: 2, next: i + 1, approx: true}, true
		}
		return amount{}, false
	case "parikymmenta":
		return amount{v: 20, next: i + 1, approx: true}, true
	case "kymmenkunta", "kymmenisen", "kymmenkunnan":
		return amount{v: 10, next: i + 1, approx: true}, true
	}
	if v := figureNames[f]; v > 0 {
		return amount{v: v, next: i + 1}, true
	}
	if v, ok := fractionForms()[f]; ok {
		if f == "puolesta" || f == "puolella" || f == "puolta" {
			if !d.plainUnit(i + 1).ok {
				return amount{}, false
			}
		}
		if strings.HasPrefix(f, "neljan") && strings.HasPrefix(d.at(i+1), "vuo") {
			return amount{}, false
		}
		return amount{v: v, next: i + 1, fraction: v < 1}, true
	}
	v, ok := finnishCardinal(f)
	if !ok {
		return amount{}, false
	}
	unit := d.plainUnit(i + 1).ok
	switch f {
	case "yhdessa", "yhteen", "yhta", "yhden", "yhtena", "yhdeksi", "kuus", "viis", "kaks", "sataa":
		if !unit && (f != "yhden" || d.kind(i+1) != Word) {
			return amount{}, false
		}
	}
	a := amount{v: v, next: i + 1}
	for d.kind(a.next) == Word { // "kaksi tuhatta", "sata viisikymmentä"
		w, ok := finnishCardinal(d.t[a.next].f)
		if !ok || d.t[a.next].nl {
			break
		}
		if (w == 1e3 || w == 1e6 || w == 100) && a.v < w {
			a.v *= w
		} else if a.v >= 100 && w < lowestScale(a.v) {
			a.v += w
		} else {
			break
		}
		a.next++
	}
	if d.at(a.next) == "ja" && (d.at(a.next+1) == "puoli" || d.at(a.next+1) == "puolen") && v == float64(int(v)) {
		a.v += 0.5
		a.next += 2
		return a, true
	}
	if p, ok := fractionForms()[d.at(a.next)]; ok && p < 0.5 { // kaksi kolmasosaa
		return amount{v: v * p, next: a.next + 1, fraction: true}, true
	}
	return a, true
}

// lowestScale is the size below which a following number word adds to v: 1000 for 2000, 100 for 2300.
func lowestScale(v float64) float64 {
	for _, s := range []float64{1e6, 1e3, 100} {
		if n := v / s; n >= 1 && n == float64(int64(n)) {
			return s
		}
	}
	return 1
}

func (d *text) swedishAmount(i int) (amount, bool) {
	f := d.t[i].f
	next := d.at(i + 1)
	switch f {
	case "halvannan", "halvannat":
		return amount{v: 1.5, next: i + 1}, true
	case "halften", "halva", "halv", "halvt":
		return amount{v: 0.5, next: i + 1, fraction: true}, true
	case "dussin", "tiotal":
		return amount{v: map[string]float64{"dussin": 12, "tiotal": 10}[f], next: i + 1, approx: f == "tiotal"}, true
	case "en", "ett":
		switch {
		case next == "och" && (d.at(i+2) == "en" || d.at(i+2) == "ett") && (d.at(i+3) == "halv" || d.at(i+3) == "halvt"):
			return amount{v: 1.5, next: i + 4}, true
		case next == "halv" || next == "halvt":
			return amount{v: 0.5, next: i + 2, fraction: true}, true
		case next == "par" && d.kind(i+2) == Word:
			return amount{v: 2, next: i + 2, approx: true}, true
		case next == "dussin":
			return amount{v: 12, next: i + 2}, true
		case next == "tiotal" || next == "hundratal" || next == "tusental":
			return amount{v: map[string]float64{"tiotal": 10, "hundratal": 100, "tusental": 1000}[next], next: i + 2, approx: true}, true
		}
		if p, ok := swedishPart(next); ok {
			return amount{v: p, next: i + 2, fraction: true}, true
		}
		if v, ok := swedishCardinal(next); ok && v >= 100 {
			break
		}
		if d.plainUnit(i + 1).ok {
			return amount{v: 1, next: i + 1, implied: true}, true
		}
		return amount{}, false
	}
	v, ok := swedishCardinal(f)
	if !ok {
		return amount{}, false
	}
	a := amount{v: v, next: i + 1}
	for d.kind(a.next) == Word && !d.t[a.next].nl {
		w, ok := swedishCardinal(d.t[a.next].f)
		if !ok || d.t[a.next].f == "en" || d.t[a.next].f == "ett" {
			break
		}
		if (w == 1e3 || w == 100) && a.v < w {
			a.v *= w
		} else if a.v >= 20 && w < lowestTen(a.v) {
			a.v += w
		} else {
			break
		}
		a.next++
	}
	if d.at(a.next) == "och" && (d.at(a.next+1) == "en" || d.at(a.next+1) == "ett") && (d.at(a.next+2) == "halv" || d.at(a.next+2) == "halvt") {
		a.v += 0.5
		a.next += 3
		return a, true
	}
	if p, ok := swedishPart(d.at(a.next)); ok {
		return amount{v: v * p, next: a.next + 1, fraction: true}, true
	}
	return a, true
}

// lowestTen is like [lowestScale] but lets units follow tens: "tjugo fem", "twenty five".
func lowestTen(v float64) float64 {
	if v < 100 && v >= 20 && float64(int(v)/10*10) == v {
		return 10
	}
	return lowestScale(v)
}

func (d *text) englishAmount(i int) (amount, bool) {
	f := d.t[i].f
	next := d.at(i + 1)
	switch f {
	case "half":
		return amount{v: 0.5, next: i + 1, fraction: true}, true
	case "a", "an":
		return d.englishArticle(i, next)
	case "dozen":
		return amount{v: 12, next: i + 1}, true
	case "one":
		switch d.at(i - 1) {
		case "this", "that", "no", "each", "every", "any", "which", "the", "another", "some":
			return amount{}, false
		}
		if next == "of" || next == "another" {
			return amount{}, false
		}
	}
	if x, y, ok := strings.Cut(f, "-"); ok {
		n, okN := englishUnits[x]
		if p, okP := englishPart(y); okN && okP && n > 0 {
			return amount{v: n * p, next: i + 1, fraction: true}, true
		}
	}
	v, ok := englishWord(f)
	if !ok {
		return amount{}, false
	}
	a := amount{v: v, next: i + 1}
	total := 0.0
	for d.kind(a.next) == Word && !d.t[a.next].nl {
		w := d.t[a.next].f
		n := a.next
		if w == "and" && (a.v >= 100 || total > 0) {
			n++
			w = d.at(n)
		}
		switch w {
		case "hundred":
			a.v *= 100
			a.next = n + 1
			continue
		case "thousand":
			total += a.v * 1000
			a.v = 0
			a.next = n + 1
			continue
		}
		if x, ok := englishWord(w); ok && x < lowestTen(max(a.v, total)) && (a.v >= 20 || total > 0 || a.v == 0 && total > 0) && (a.v == 0 || x < lowestTen(a.v)) {
			a.v += x
			a.next = n + 1
			continue
		}
		break
	}
	a.v += total
	if d.at(a.next) == "and" && d.at(a.next+1) == "a" && (d.at(a.next+2) == "half" || d.at(a.next+2) == "quarter") {
		a.v += map[string]float64{"half": 0.5, "quarter": 0.25}[d.at(a.next+2)]
		a.next += 3
		return a, true
	}
	if p, ok := englishPart(d.at(a.next)); ok && (v > 1 || v == 1) {
		if d.at(a.next) == "second" {
			return a, true
		}
		return amount{v: v * p, next: a.next + 1, fraction: true}, true
	}
	if d.at(a.next) == "dozen" {
		a.v *= 12
		a.next++
	}
	return a, true
}

// englishArticle reads "a quarter", "a dozen", "a hundred", "a couple of", "an hour".
func (d *text) englishArticle(i int, next string) (amount, bool) {
	switch next {
	case "quarter":
		switch d.at(i - 1) {
		case "once", "twice", "times", "per":
			return amount{}, false
		}
		return amount{v: 0.25, next: i + 2, fraction: true}, true
	case "half", "third", "fifth", "tenth", "sixth", "eighth", "twentieth":
		if next != "half" && !englishFractionHere(d, i+1) {
			return amount{}, false
		}
		p, _ := englishPart(next)
		return amount{v: p, next: i + 2, fraction: true}, true
	case "dozen":
		return amount{v: 12, next: i + 2}, true
	case "hundred", "thousand":
		return amount{v: map[string]float64{"hundred": 100, "thousand": 1000}[next], next: i + 2}, true
	case "couple":
		n := i + 2
		if d.at(n) == "of" {
			n++
		}
		return amount{v: 2, next: n, approx: true}, true
	}
	if u := d.plainUnit(i + 1); u.ok {
		return amount{v: 1, next: i + 1, implied: true}, true
	}
	return amount{}, false
}

// bareUnit reads a Finnish unit without a number ("tunti ja vartti", "kestää viikon") and returns the token to go on from.
func (r *numberReader) bareUnit(i int) int {
	if r.lang == SV || r.lang == EN || !bareUnits[r.t[i].f] && r.t[i].f != "vuosi" {
		return i + 1
	}
	e, _ := r.unitWord(r.t[i].f)
	n := Number{Value: 1, Unit: e.code, UnitText: r.src(i, i+1), Implied: true}
	if j := r.composite(&n, i+1); j > i+1 {
		r.store(i, j, n)
		return j
	}
	if r.t[i].f == "vuosi" || blocksBareUnit[r.at(i+1)] || r.kind(i+1) == Figure || i+1 < len(r.t) && r.masked[i+1] || i > 0 && (r.is(i-1, "/") || r.at(i-1) == "per" || blocksBareUnit[r.at(i-1)] && r.year(i-2) < 0) {
		return i + 1
	}
	r.store(i, i+1, n)
	return i + 1
}

var (
	bareUnits      = set("tunti tunnin viikko viikon kuukausi kuukauden vuorokausi vuorokauden paivan vuoden minuutin")
	blocksBareUnit = set(`lopussa loppuun lopulla alussa alusta alkuun valein aikana kuluessa kohti kohden kuluttua paasta alkaen lopusta puolivalissa ensi viime
		taman tama joka seuraavan edellisen kuluvan jokaisen kerran budjetti talousarvio`)
)
