package reading

import (
	"strings"
	"unicode/utf8"
)

// Span is a part of a text. Sep is the mark that ended it ("." "," ";" ":" "-" "\n"), empty at the end of the text.
type Span struct {
	Start, End int
	Sep        string
}

// Sentences splits s into sentences. Decimals, dates, ordinals, abbreviations and thousands separators are not cut.
func Sentences(s string) []Span { return parse(s, "").sentences() }

// Clauses splits s at sentence ends, commas, semicolons, colons, line breaks and spaced dashes; brackets are not cut.
func Clauses(s string) []Span { return parse(s, "").clauses() }

func (d *text) sentences() []Span {
	return d.split(func(i, depth int) string {
		if d.endsSentence(i) {
			return d.t[i].f
		}
		return ""
	})
}

func (d *text) clauses() []Span {
	return d.split(func(i, depth int) string {
		switch {
		case d.endsSentence(i):
			return d.t[i].f
		case depth > 0:
			return ""
		case d.is(i, ","), d.is(i, ";"), d.is(i, ":"):
			if i+1 < len(d.t) && !d.t[i+1].sp {
				return ""
			}
			return d.t[i].f
		case d.dash(i) && d.t[i].sp && i+1 < len(d.t) && d.t[i+1].sp:
			if d.kind(i-1) == Figure && d.kind(i+1) == Figure {
				return ""
			}
			return "-"
		}
		return ""
	})
}

// split cuts the text after every token for which sep gives a mark, at line breaks and at list markers, which it leaves out.
func (d *text) split(sep func(i, depth int) string) []Span {
	var out []Span
	first, depth := 0, 0
	flush := func(end int, mark string) {
		if end > first {
			out = append(out, Span{d.t[first].start(), d.t[end-1].end(), mark})
		}
	}
	markers := d.listMarkers()
	for i := range d.t {
		t := &d.t[i]
		if (t.nl || markers[i] > 0) && i > first {
			flush(i, "\n")
			first, depth = i, 0
		}
		if markers[i] > 0 {
			first = markers[i]
		}
		if i < first || t.k != Punct {
			continue
		}
		switch t.f {
		case "(", "[":
			depth++
		case ")", "]":
			depth = max(0, depth-1)
		}
		if m := sep(i, depth); m != "" {
			end := i
			if m != "," && m != ";" && m != ":" && m != "-" {
				end = i + 1
			}
			flush(end, m)
			first = i + 1
			if m == "." || m == "!" || m == "?" {
				depth = 0
			}
		}
	}
	flush(len(d.t), "")
	return out
}

// endsSentence reports whether token i is a full stop, question mark or exclamation mark that ends a sentence.
func (d *text) endsSentence(i int) bool {
	t := &d.t[i]
	if t.k != Punct {
		return false
	}
	switch t.f {
	case "!", "?", "\u2026":
		return i+1 >= len(d.t) || d.t[i+1].sp
	case ".":
	default:
		return false
	}
	if i+1 >= len(d.t) || d.t[i+1].nl {
		return true
	}
	next := &d.t[i+1]
	if !next.sp {
		return false
	}
	switch d.kind(i - 1) {
	case Word:
		return d.endsAfterWord(i, next)
	case Figure:
		return d.endsAfterFigure(i, next)
	}
	return true
}

// endsAfterWord decides for a full stop after a word: abbreviations and initials do not end a sentence.
func (d *text) endsAfterWord(i int, next *tok) bool {
	w := &d.t[i-1]
	if !d.glued(i) {
		return true
	}
	if unitAbbreviations[w.f] {
		return next.up || d.caseless && next.k == Word
	}
	if abbreviations[w.f] {
		return false
	}
	if noteAbbreviations[w.f] {
		return !w.up && next.k != Figure
	}
	initial := utf8.RuneCountInString(w.f) == 1 && w.up
	return !initial
}

// endsAfterFigure decides for a full stop after digits: ordinals ("2. vaihe") and dates ("31. 12.") do not end a sentence.
func (d *text) endsAfterFigure(i int, next *tok) bool {
	digits := d.t[i-1].f
	if len(digits) > 2 || next.up {
		return true
	}
	dayMonth := d.is(i-2, ".") && d.kind(i-3) == Figure && d.glued(i-2) && len(d.t[i-3].f) <= 2
	if next.k == Figure {
		if dayMonth {
			return len(next.f) != 4
		}
		return !plausibleMonth(next.f)
	}
	if next.k != Word {
		return false
	}
	if dayMonth {
		return false
	}
	if d.is(i-2, ",") && d.glued(i-1) { // a decimal
		return true
	}
	return d.caseless && !takesOrdinal(next.f)
}

func plausibleMonth(digits string) bool {
	n := smallInt(digits)
	return 1 <= n && n <= 12
}

// smallInt is the value of up to four digits, or -1.
func smallInt(s string) int {
	if s == "" || len(s) > 4 {
		return -1
	}
	n := 0
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// takesOrdinal reports whether a word commonly follows an ordinal number written with a full stop.
func takesOrdinal(f string) bool {
	if _, n := monthPrefix(f); n > 0 {
		return true
	}
	for _, p := range []string{"vaihe", "vaihee", "neljann", "kriteer", "paiva", "luokka", "luoka", "kvartaal", "kohta", "kohda",
		"mittari", "era", "kerta", "kerra", "sija", "kuu", "viiko", "vuosi", "vuode", "rivi", "askel", "kyvykkyy", "tavoit"} {
		if strings.HasPrefix(f, p) {
			return true
		}
	}
	return false
}

// set makes a set of folded words.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[fold(w)] = true
	}
	return m
}

// abbreviations never end a sentence; unitAbbreviations do when a capital follows.
var (
	abbreviations = set(`mm esim ca n kl klo ns nk ym jms tms ts eli nro vrt ks huom ml mlk puh os s ss ed joht toim pj vpj siht
		bl.a bl t.ex tex ex dvs fr.o.m t.o.m o.m from m.m mm f.d s.k sk osv d.v.s jfr tel sid kap ung resp inkl exkl nr st
		e.g eg i.e ie no fig dr mr mrs ms prof vs approx incl p pp vol jr sr dnro dir dept est cf v.t n.s t.s
		mrd milj mn mio
		krit viim ansv acc cons crit`)
	// noteAbbreviations are words too: they are short for something when they begin a note ("Om. Elo") or before a figure.
	noteAbbreviations = set(`mat om lk kv vast inf mogn cl`)
	unitAbbreviations = set(`kpl vrk vk vko kk v min sek h tim htv htp eur pv pva t st etc jne osv m.fl mfl o.d mån man`)
)
