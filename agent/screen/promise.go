package screen

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/plan"
)

//go:embed promises.yaml
var promiseFile []byte

// promiseTable is promises.yaml.
type promiseTable struct {
	Instead   plan.Text `yaml:"instead"`
	Languages []*language
}

// language holds what a promise looks like in one language. A word with an asterisk
// stands for all that begin with it.
type language struct {
	Promises [][]string `yaml:"promises"` // each: lists of words, one word of each list
	Unless   string     `yaml:"unless"`   // words that make it no promise
	Breaks   string     `yaml:"breaks"`   // words with which another statement begins
	Joins    string     `yaml:"joins"`    // words with which a clause goes on after a comma

	promises              [][]words
	unless, breaks, joins words
}

// words are whole words and beginnings of words.
type words struct {
	whole  map[string]bool
	begins []string
}

func newWords(list string) words {
	w := words{whole: map[string]bool{}}
	for word := range strings.FieldsSeq(list) {
		if begin, ok := strings.CutSuffix(word, "*"); ok {
			w.begins = append(w.begins, begin)
		} else {
			w.whole[word] = true
		}
	}
	return w
}

func (w *words) has(word string) bool {
	return w.whole[word] || slices.ContainsFunc(w.begins, func(b string) bool { return strings.HasPrefix(word, b) })
}

// table reads promises.yaml, which is a part of the program.
var table = sync.OnceValue(func() *promiseTable {
	t := &promiseTable{}
	if err := yaml.Unmarshal(promiseFile, t); err != nil {
		panic("screen: promises.yaml: " + err.Error())
	}
	for _, l := range t.Languages {
		for _, promise := range l.Promises {
			var parts []words
			for _, list := range promise {
				parts = append(parts, newWords(list))
			}
			l.promises = append(l.promises, parts)
		}
		l.unless, l.breaks, l.joins = newWords(l.Unless), newWords(l.Breaks), newWords(l.Joins)
	}
	return t
})

// promises reports whether a sentence promises funding, in any of the languages. A
// question promises nothing.
func promises(text string) bool {
	if strings.HasSuffix(strings.TrimRight(text, " \n)\"”»*"), "?") {
		return false
	}
	const within, ending = ",;:()–—", ".!?"
	parted := []string{within}
	if strings.ContainsAny(strings.TrimRight(text, ending+" \n"), ending) { // a full stop may be that of an abbreviation
		parted = append(parted, within+ending)
	}
	for _, marks := range parted {
		tokens := tokensOf(text, marks)
		if slices.ContainsFunc(table().Languages, func(l *language) bool { return slices.ContainsFunc(l.clauses(tokens), l.promise) }) {
			return true
		}
	}
	return false
}

func (l *language) promise(clause []string) bool {
	return !slices.ContainsFunc(clause, l.unless.has) && slices.ContainsFunc(l.promises, func(parts []words) bool {
		return !slices.ContainsFunc(parts, func(p words) bool { return !slices.ContainsFunc(clause, p.has) })
	})
}

// pause stands for the marks between clauses.
const pause = ","

// clauses cuts a sentence into its statements. A clause that hangs on the one before it,
// as "that you get it" does, stays with it.
func (l *language) clauses(tokens []string) [][]string {
	var list [][]string
	var clause []string
	for i, word := range tokens {
		switch {
		case word == pause && i+1 < len(tokens) && l.joins.has(tokens[i+1]):
		case word == pause, l.breaks.has(word):
			list, clause = append(list, clause), nil
		default:
			clause = append(clause, word)
		}
	}
	return append(list, clause)
}

// tokensOf are the words of a sentence in small letters, with pauses for the marks.
func tokensOf(text, marks string) []string {
	var list []string
	text = strings.ReplaceAll(strings.ToLower(text), "’", "'")
	for len(text) > 0 {
		end := strings.IndexFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' })
		if end < 0 {
			end = len(text)
		}
		if end > 0 {
			list = append(list, text[:end])
			text = text[end:]
			continue
		}
		if strings.ContainsRune(marks, firstRune(text)) {
			list = append(list, pause)
		}
		text = text[len(string(firstRune(text))):]
	}
	return list
}

func firstRune(text string) rune {
	for _, r := range text {
		return r
	}
	return 0
}
