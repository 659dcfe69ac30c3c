package evals

import (
	"fmt"
	"slices"
	"strings"
)

// Style is how the applicant writes: how much in a message, and after plus signs how it looks: "terse", "normal+typos",
// "verbose+lower+plain".
type Style string

// The amounts.
const (
	Terse   Style = "terse"   // one statement
	Normal  Style = "normal"  // two
	Verbose Style = "verbose" // all of the topic
)

// Styles lists the amounts.
var Styles = []Style{Terse, Normal, Verbose}

// ParseStyle reads a style and refuses an unknown part.
func ParseStyle(s string) (Style, error) {
	style := Style(strings.TrimSpace(s))
	if !slices.Contains(Styles, style.amount()) {
		return "", fmt.Errorf("no style %q; there are %v", style.amount(), Styles)
	}
	for _, look := range style.looks() {
		if !slices.ContainsFunc(looks, func(l namedLook) bool { return l.name == look }) {
			return "", fmt.Errorf("no look %q; there are %v", look, Looks())
		}
	}
	return style, nil
}

// Looks lists what can follow the amount.
func Looks() []string {
	var names []string
	for _, l := range looks {
		names = append(names, l.name)
	}
	return names
}

func (s Style) amount() Style {
	amount, _, _ := strings.Cut(string(s), "+")
	return Style(amount)
}

func (s Style) looks() []string {
	_, rest, ok := strings.Cut(string(s), "+")
	if !ok {
		return nil
	}
	return strings.Split(rest, "+")
}

// statements is how many statements of n the style puts into one message.
func (s Style) statements(n int) int {
	switch s.amount() {
	case Terse:
		return min(n, 1)
	case Normal:
		return min(n, 2)
	default:
		return n
	}
}
