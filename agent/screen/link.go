package screen

import (
	"net/url"
	"regexp"
	"strings"

	"luonnos/tools/plan"
)

var (
	markdownLink = regexp.MustCompile(`(!?)\[([^\]]*)\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)`)
	bareLink     = regexp.MustCompile(`(?i)(?:\b[a-z][a-z0-9+.-]*://|\bwww\.|//[a-z0-9-]+\.|\bjavascript:\S|\bvbscript:\S|\bdata:\w+/|\bmailto:\S)[^\s<>()\[\]"'*]*`)
)

var removed = plan.Text{FI: "(linkki poistettu)", SV: "(länken borttagen)", EN: "(link removed)"}

// links takes images and links to other sites out of text. The words of a link stay.
func (s *Screen) links(text string) string {
	if !mayLink(text) {
		return text
	}
	text = markdownLink.ReplaceAllStringFunc(text, func(link string) string {
		parts := markdownLink.FindStringSubmatch(link)
		target, _, _ := strings.Cut(strings.TrimSpace(parts[3]), " ") // a title may follow
		if parts[1] == "" && s.allowed(target) {
			return link
		}
		return parts[2]
	})
	return bareLink.ReplaceAllStringFunc(text, func(link string) string {
		address := strings.TrimRight(link, ".,;:!?")
		if s.allowed(address) {
			return link
		}
		return removed.In(s.Lang) + link[len(address):]
	})
}

// mayLink reports whether one of the patterns can match: they are slow, and most
// sentences hold nothing of the kind.
func mayLink(text string) bool {
	for i := 1; i < len(text); i++ {
		switch before := text[i-1]; {
		case before == ':' && !strings.ContainsRune(" \t\n\f\r", rune(text[i])),
			before == '/' && text[i] == '/',
			before == ']' && text[i] == '(',
			before|' ' == 'w' && text[i] == '.':
			return true
		}
	}
	return false
}

// allowed reports whether an address leads to a page of an allowed site.
func (s *Screen) allowed(address string) bool {
	if strings.HasPrefix(strings.ToLower(address), "www.") {
		address = "https://" + address
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.User != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	for _, site := range s.Sites {
		if host == site || strings.HasSuffix(host, "."+site) {
			return true
		}
	}
	return false
}
