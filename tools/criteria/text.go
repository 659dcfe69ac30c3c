package criteria

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// text weighs a text: blanks and marks alone are missing, and words that only
// say that the matter is not known leave it open.
func text(s string) lack {
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return missing
	}
	var buf [longestFiller]byte
	if whole := short(s, buf[:0]); fillers[string(whole)] || oneLetter(whole) {
		return open
	}
	return none
}

// someone weighs a text that should name a person, a role or a body. Words for
// everybody and nobody name none of them.
func someone(s string) lack {
	value := text(s)
	var buf [longestFiller]byte
	if value == none && nobodies[string(short(s, buf[:0]))] {
		return nobody
	}
	return value
}

func someones(list []string) lack { return weigh(list, someone) }

// longestFiller is how many bytes a filler has at most.
const longestFiller = 28

// short writes a short text to buf in lower case, with single spaces and without
// marks around it; a longer text is nil. It allocates nothing.
func short(s string, buf []byte) []byte {
	for _, r := range strings.Trim(s, " \u00a0.,;:!?…()[]<>{}*_\"'-–—\t\r\n") {
		if unicode.IsSpace(r) {
			if len(buf) == 0 || buf[len(buf)-1] == ' ' {
				continue
			}
			r = ' '
		}
		r = unicode.ToLower(r)
		if len(buf)+utf8.RuneLen(r) > cap(buf) {
			return nil
		}
		buf = utf8.AppendRune(buf, r)
	}
	return buf
}

// oneLetter reports whether a text only repeats one letter. A number of the
// Romans may.
func oneLetter(s []byte) bool {
	return len(s) > 2 && s[0] >= 'a' && s[0] <= 'z' && !strings.ContainsRune("ivcm", rune(s[0])) &&
		len(bytes.Trim(s, string(s[:1]))) == 0
}

// fillers are whole answers that hold no value.
var fillers = wordSet(
	"ei tiedossa", "ei tietoa", "ei tiedetä", "en tiedä", "emme tiedä", "ei vielä tiedossa", "ei tiedossa vielä", "tiedossa myöhemmin",
	"ei ole", "ei vielä", "ei ole vielä", "ei määritelty", "ei nimetty", "ei vielä nimetty", "ei sovittu", "ei päätetty",
	"en osaa sanoa", "emme osaa sanoa", "eos", "avoin", "avoinna", "puuttuu", "kesken", "tulossa", "selvitetään", "selvitettävä", "tarkentuu",
	"täydennetään", "myöhemmin", "nimetään myöhemmin", "täydennetään myöhemmin", "tarkentuu myöhemmin", "selviää myöhemmin",
	"määritellään myöhemmin", "päätetään myöhemmin", "sovitaan myöhemmin", "lisätään myöhemmin", "ei mitään", "ei koske", "ei koske meitä",
	"ei sovellu", "testi",
	"vet inte", "vet ej", "jag vet inte", "vi vet inte", "ingen aning", "inte känt", "ej känt", "ej känd", "okänt", "okänd", "saknas", "inget", "ingen",
	"inte än", "inte ännu", "öppen", "öppet", "senare", "kompletteras", "utreds", "ej utsedd", "inte utsedd", "ej bestämt", "inte bestämt", "inte klart",
	"utses senare", "kompletteras senare", "bestäms senare", "preciseras senare", "kommer senare", "ej tillämpligt", "inte tillämpligt", "ej aktuellt",
	"unknown", "not known", "don't know", "i don't know", "we don't know", "no idea", "none", "not yet", "not named", "open", "missing", "later",
	"not decided", "not decided yet", "not available", "not applicable", "unspecified", "pending", "to follow", "placeholder",
	"to be decided", "to be defined", "to be named", "to be confirmed", "to be announced",
	"tbd", "tbc", "tba", "n/a", "na", "todo", "n.n", "nn", "x", "xx", "null", "nil", "test", "dummy", "asdf", "asdfg", "qwerty", "lorem ipsum", "foo",
)

// nobodies name no person, role or body, or name the assistant.
var nobodies = wordSet(
	"me", "kaikki", "me kaikki", "kaikki yhdessä", "yhdessä", "tiimi", "tiimimme", "koko tiimi", "henkilöstö", "koko henkilöstö",
	"henkilökunta", "työntekijät", "joku", "jokainen", "organisaatio", "avustaja", "tekoäly",
	"vi", "vi alla", "alla", "alla tillsammans", "tillsammans", "team", "teamet", "vårt team", "personalen",
	"hela personalen", "medarbetarna", "någon", "var och en", "organisationen", "assistenten",
	"we", "us", "all", "all of us", "everyone", "everybody", "the team", "our team", "whole team", "staff", "the staff", "all staff",
	"employees", "someone", "somebody", "anyone", "the organisation", "assistant", "the assistant", "ai", "chatgpt", "copilot",
)

func wordSet(words ...string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, w := range words {
		set[w] = true
	}
	return set
}

// several reports whether the text names more than one person or role.
func several(s string) bool {
	for _, cut := range []string{";", "/", "+", "&", "\n"} {
		if left, right, ok := strings.Cut(s, cut); ok && joins(left, right) && !initial(left) {
			return true
		}
	}
	for _, word := range []string{" ja ", " sekä ", " tai ", " och ", " samt ", " eller ", " and ", " or "} {
		if left, right, ok := strings.Cut(s, word); ok && joins(left, right) {
			return true
		}
	}
	left, right, ok := strings.Cut(s, ",")
	return ok && enumerates(strings.Fields(left), strings.Fields(right))
}

// joins reports whether a conjunction stands between two parties and not inside
// a title ("sosiaali- ja terveysjohtaja", "Director of Health and Safety").
func joins(left, right string) bool {
	return hasLetter(left) && hasLetter(right) && !strings.HasSuffix(left, "-") && !strings.Contains(left, " of ")
}

// enumerates reports whether a comma stands between two names and not between a
// name and a title: both are of the same length, or the second is written like a
// full name.
func enumerates(left, right []string) bool {
	if len(left) == 0 || len(right) == 0 || capital(left[0]) != capital(right[0]) || strings.HasSuffix(right[0], ".") {
		return false
	}
	return len(left) == len(right) || len(right) > 1 && capital(right[0]) && capital(right[len(right)-1])
}

// initial reports whether a text ends in a single letter ("R" of "R&D").
func initial(left string) bool {
	words := strings.Fields(left)
	return len(words) > 0 && utf8.RuneCountInString(words[len(words)-1]) == 1
}

func capital(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
