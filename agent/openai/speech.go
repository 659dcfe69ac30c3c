package openai

import "strings"

// speech turns what a model writes into what a person sees. It takes out what the
// model thinks aloud and its marks, and puts names back for their tokens. What may
// be the beginning of such a thing waits for the rest of it.
type speech struct {
	show    func(token string) (name string, ok bool)
	waiting string
	begun   bool // something was shown
	marks   []string
}

const (
	thinkStart = "<think>"
	thinkEnd   = "</think>"
	markStart  = "[["
	markEnd    = "]]"
	maxMark    = 96 // bytes of a mark or a token
)

// add takes more of the answer and returns what can be shown of it.
func (s *speech) add(text string) string {
	s.waiting += text
	if !s.begun && !s.thought() {
		return ""
	}
	var out strings.Builder
	for s.step(&out, false) {
	}
	return s.shown(out.String())
}

// rest is what is left to show at the end of the answer.
func (s *speech) rest() string {
	if !s.begun && strings.HasPrefix(strings.TrimSpace(s.waiting), thinkStart) && !s.thought() {
		return ""
	}
	var out strings.Builder
	for s.step(&out, true) {
	}
	return s.shown(strings.TrimRight(out.String(), " \n"))
}

func (s *speech) shown(text string) string {
	if !s.begun {
		text = strings.TrimLeft(text, " \n")
	}
	s.begun = s.begun || text != ""
	return text
}

// thought takes out the thinking at the beginning of the answer and reports whether
// the rest may be shown.
func (s *speech) thought() bool {
	lead := strings.TrimLeft(s.waiting, " \n\t")
	if !strings.HasPrefix(lead, thinkStart) {
		return !strings.HasPrefix(thinkStart, lead) || lead == ""
	}
	_, after, ok := strings.Cut(lead, thinkEnd)
	if ok {
		s.waiting = after
	}
	return ok
}

// step passes on the text up to the next bracket and what that encloses. It reports
// whether there may be more. Spaces wait too: before a mark they go with it.
func (s *speech) step(out *strings.Builder, last bool) bool {
	text, rest := s.waiting, ""
	if at := strings.IndexByte(text, '['); at >= 0 {
		text, rest = text[:at], text[at:]
	}
	n, inside, mark := enclosed(rest)
	trimmed := strings.TrimRight(text, " \n")
	if n == 0 && !last && len(rest) < maxMark {
		out.WriteString(trimmed)
		s.waiting = text[len(trimmed):] + rest
		return false
	}
	if n == 0 && rest != "" {
		n = 1 // a bracket that is never closed is text
	}
	s.waiting = rest[n:]
	if mark {
		out.WriteString(trimmed)
		s.marks = append(s.marks, strings.FieldsFunc(inside, func(r rune) bool { return r == ' ' || r == ',' })...)
		return true
	}
	out.WriteString(text)
	if name, ok := s.show(inside); ok {
		out.WriteString(name)
	} else {
		out.WriteString(rest[:n])
	}
	return s.waiting != ""
}

// enclosed reads the mark or the bracketed word at the beginning of text: its length,
// what is inside, and whether it is a mark. The length is 0 when it is not closed.
func enclosed(text string) (n int, inside string, mark bool) {
	if strings.HasPrefix(text, markStart) {
		if end := strings.Index(text, markEnd); end >= 0 {
			return end + len(markEnd), text[len(markStart):end], true
		}
	} else if end := strings.IndexByte(text, ']'); end > 0 {
		return end + 1, text[1:end], false
	}
	return 0, "", false
}
