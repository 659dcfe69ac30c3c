package criteria

import (
	"strings"
	"unicode"
)

// text weighs a text: blanks and marks alone are missing, and words that only
// say that the matter is not known leave it open.
func text(s string) lack {
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return missing
	}
	if len(s) <= longestFiller && fillers[strings.ToLower(strings.Trim(s, " .,;:!?()-–—\t\n"))] {
		return open
	}
	return none
}

// fillers are whole answers that hold no value.
var fillers = map[string]bool{
	"ei tiedossa": true, "ei tietoa": true, "ei tiedetä": true, "en tiedä": true, "emme tiedä": true, "ei vielä tiedossa": true,
	"ei ole": true, "ei vielä": true, "ei ole vielä": true, "ei määritelty": true, "ei nimetty": true, "ei vielä nimetty": true,
	"nimetään myöhemmin": true, "avoin": true, "avoinna": true, "puuttuu": true, "täydennetään": true,
	"täydennetään myöhemmin": true, "myöhemmin": true, "ei mitään": true,
	"vet inte": true, "vet ej": true, "jag vet inte": true, "vi vet inte": true, "inte känt": true, "okänt": true, "okänd": true,
	"saknas": true, "inget": true, "ingen": true, "inte än": true, "inte ännu": true, "öppen": true, "öppet": true,
	"utses senare": true, "kompletteras": true, "kompletteras senare": true, "senare": true, "ej utsedd": true,
	"unknown": true, "not known": true, "don't know": true, "i don't know": true, "we don't know": true, "none": true,
	"not yet": true, "not named": true, "open": true, "missing": true, "later": true, "to be decided": true,
	"to be defined": true, "to be named": true, "to be confirmed": true, "to be announced": true,
	"tbd": true, "tbc": true, "tba": true, "n/a": true, "na": true, "todo": true, "nn": true, "n.n": true,
	"xx": true, "xxx": true, "null": true, "nil": true,
}

var longestFiller = func() int {
	longest := 0
	for s := range fillers {
		longest = max(longest, len(s))
	}
	return longest + len(" .,;")
}()

// several reports whether the text names more than one person or role.
func several(s string) bool {
	for _, cut := range []string{";", "/", "+", "&", "\n"} {
		if left, right, ok := strings.Cut(s, cut); ok && hasLetter(left) && hasLetter(right) {
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
	if len(left) == 0 || len(right) == 0 {
		return false
	}
	return len(left) == len(right) || len(right) > 1 && capital(right[0]) && capital(right[len(right)-1])
}

func capital(word string) bool {
	for _, r := range word {
		return unicode.IsUpper(r)
	}
	return false
}

func hasLetter(s string) bool { return strings.IndexFunc(s, unicode.IsLetter) >= 0 }
