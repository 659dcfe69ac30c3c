package openai

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"luonnos/agent"
	"luonnos/tools/plan"
	"luonnos/tools/reading"
)

// names replaces the names of persons by tokens in what leaves the house, and puts
// them back in what returns. A name's token is always the same; a form of it has a
// token of its own, so that a quote comes back word for word.
type names struct {
	lang   plan.Lang
	known  []string          // full names
	tokens map[string]string // by name as written
	shown  map[string]string // the other way round
	long   []string          // the names as written, the longest first
}

// newNames finds the persons of a request: in the plan and in the messages.
func newNames(req *agent.Request, leaves []leaf) *names {
	n := &names{lang: req.Lang, tokens: map[string]string{}, shown: map[string]string{}}
	var texts strings.Builder
	for _, l := range leaves {
		switch f, _ := plan.FieldAt(l.path); {
		case f == nil:
		case f.Kind == plan.KindPerson || f.Kind == plan.KindPersons:
			for _, party := range parties(l.value) {
				if personal(party) && strings.Contains(party, " ") && n.tokens[party] == "" {
					n.known = append(n.known, party)
					n.put(party, party)
				}
				fmt.Fprintf(&texts, "%s.\n", party) // may be a surname alone
			}
		case f.Kind == plan.KindText:
			fmt.Fprintf(&texts, "%s.\n", l.value) // each a sentence of its own
		}
	}
	for _, m := range req.Messages {
		if m.Role != agent.ToolRole {
			n.find(m.Text)
		}
	}
	n.find(texts.String())
	n.sort()
	return n
}

// parties are the values of a person's field.
func parties(value any) []string {
	if list, ok := value.([]string); ok {
		return list
	}
	return []string{fmt.Sprint(value)}
}

// personal reports whether a party of the plan is a person: every word is a name.
func personal(party string) bool {
	for word := range strings.FieldsSeq(party) {
		if first, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(first) {
			return false
		}
	}
	return true
}

// find takes the persons of a text, where they are reached, and what may be a person:
// better a system taken for one than one for nobody.
func (n *names) find(text string) {
	for _, address := range contact.FindAllString(text, -1) {
		n.put(address, address)
	}
	for _, m := range initials.FindAllStringSubmatch(text, -1) {
		n.known = append(n.known, m[1])
		n.put(m[1], m[1])
	}
	spelt := lowered(text)
	people := reading.People(spelt, n.lang, n.known)
	if n.learn(people) { // whose surname may stand before the whole name
		people = reading.People(spelt, n.lang, n.known)
	}
	for _, p := range people {
		written := text[p.Start:p.End]
		if at := strings.Index(written, p.Name); at > 0 {
			written = written[at:] // "minä, Maija Virtanen"
		}
		if p.Name != "" && (strings.ContainsFunc(written, unicode.IsUpper) || len(written) >= minLower) {
			n.put(p.Name, written)
		}
	}
	for _, s := range reading.Strangers(text, n.lang) {
		for _, p := range people {
			if p.Start < s.End && s.Start < p.End && (p.Known || strings.Contains(p.Name, " ")) {
				s.Start = p.Start // a whole name: only what follows may be more of it
				if s.End <= p.End {
					s.End = s.Start
				}
			}
		}
		n.put(text[s.Start:s.End], text[s.Start:s.End])
	}
}

// learn adds whole names to the known ones and reports whether there were new ones.
func (n *names) learn(people []reading.Person) bool {
	before := len(n.known)
	for _, p := range people {
		if strings.Contains(p.Name, " ") && !slices.Contains(n.known, p.Name) {
			n.known = append(n.known, p.Name)
		}
	}
	return len(n.known) > before
}

// minLower is how long a name in lower case must be: shorter ones are common words too.
const minLower = 6

var (
	// contact is an e-mail address, or a telephone number: no amount begins with + or 0.
	contact = regexp.MustCompile(`[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}|(?:\+\d{1,3}|\b0\d{1,3}\)?)[ -]?\d{2,4}(?:[ -]?\d{2,4}){1,3}\b`)

	// initials before a surname: two of them, as one may be a grade at the end of a sentence.
	initials = regexp.MustCompile(`\b((?:\p{Lu}\.[ -]?){2,3}\p{Lu}\p{Ll}[\p{L}-]+)`)

	capitals = regexp.MustCompile(`\p{Lu}{3,}(?:[ -]\p{Lu}{3,})+`)
)

// lowered is a text in which words that stand together in capitals have only the first
// letter of each, so that a name is one: "MAIJA VIRTANEN". It is as long as the text.
func lowered(text string) string {
	return capitals.ReplaceAllStringFunc(text, func(words string) string {
		begun := false
		lower := strings.Map(func(r rune) rune {
			if r == ' ' || r == '-' || !begun {
				begun = r != ' ' && r != '-'
				return r
			}
			return unicode.ToLower(r)
		}, words)
		if len(lower) != len(words) {
			return words
		}
		return lower
	})
}

// put gives a name, written in one of its forms, its token.
func (n *names) put(name, written string) {
	if written == "" || n.tokens[written] != "" {
		return
	}
	token := "P-" + digest(name, 5)
	if written != name {
		token += "-" + digest(written, 3)
	}
	if other, taken := n.shown[token]; taken && other != written {
		token += "-" + digest(written, 8)
	}
	n.tokens[written], n.shown[token] = "["+token+"]", written
	if base := "P-" + digest(name, 5); n.shown[base] == "" {
		n.shown[base] = name // a model may name who was mentioned only in another form
	}
}

// digest is a short code for a name. It can't be turned back into the name by who
// does not know the name.
func digest(s string, n int) string {
	sum := sha256.Sum256([]byte("luonnos " + s))
	return base32.StdEncoding.EncodeToString(sum[:])[:n]
}

func (n *names) sort() {
	n.long = n.long[:0]
	for written := range n.tokens {
		n.long = append(n.long, written)
	}
	slices.SortFunc(n.long, func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
}

// hide replaces the names in text. Identity codes are taken out for good.
func (n *names) hide(text string) string {
	text, _ = reading.MaskIdentityCodes(text)
	if n == nil {
		return text
	}
	for _, written := range n.long {
		text = replaceWord(text, written, n.tokens[written])
	}
	return text
}

// hideIn is hide for one value of the plan: most hold no name.
func (n *names) hideIn(value string) string {
	if !strings.ContainsFunc(value, unicode.IsUpper) { // nor an identity code
		return value
	}
	return n.hide(value)
}

// replaceWord replaces old where it stands as a word of its own.
func replaceWord(text, old, with string) string {
	var out strings.Builder
	for {
		at := strings.Index(text, old)
		if at < 0 {
			break
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[at+len(old):])
		out.WriteString(text[:at])
		if unicode.IsLetter(before) || unicode.IsLetter(after) {
			out.WriteString(old)
		} else {
			out.WriteString(with)
		}
		text = text[at+len(old):]
	}
	if out.Len() == 0 {
		return text
	}
	out.WriteString(text)
	return out.String()
}

// show is the name that a token stands for.
func (n *names) show(token string) (string, bool) {
	if n == nil {
		return "", false
	}
	name, ok := n.shown[token]
	return name, ok
}

// restore puts all names back into text.
func (n *names) restore(text string) string {
	if n == nil || !strings.Contains(text, "[P-") {
		return text
	}
	for token, name := range n.shown {
		text = strings.ReplaceAll(text, "["+token+"]", name)
	}
	return text
}
