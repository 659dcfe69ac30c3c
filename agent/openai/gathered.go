package openai

import (
	"strings"

	"luonnos/agent"
)

// piece is what one event of a stream brings, of either API.
type piece struct {
	text        string
	call        *fragment
	refusal     string
	finish      string // as in Chat Completions
	usage       *agent.Usage
	served      string
	fingerprint string
}

// gathered is what has come of an answer.
type gathered struct {
	speech      speech
	text        strings.Builder // as a person sees it
	calls       calls
	refusal     strings.Builder
	finish      string
	usage       *agent.Usage
	served      string
	fingerprint string
}

// take adds a piece and returns what can be shown of it.
func (g *gathered) take(p piece) (string, error) {
	fill(&g.finish, p.finish)
	fill(&g.served, p.served)
	fill(&g.fingerprint, p.fingerprint)
	if p.usage != nil {
		g.usage = p.usage
	}
	if g.refusal.Len() < maxDetail {
		g.refusal.WriteString(p.refusal)
	}
	if p.call != nil {
		if err := g.calls.add(*p.call); err != nil {
			return "", err
		}
	}
	text := g.speech.add(p.text)
	g.text.WriteString(text)
	return text, nil
}

// size is how much has come, in bytes.
func (g *gathered) size() int {
	n := g.text.Len() + g.refusal.Len()
	for _, p := range g.calls.parts {
		n += p.text.Len()
	}
	return n
}

// rest is what is left to show when nothing more comes.
func (g *gathered) rest() string {
	text := g.speech.rest()
	g.text.WriteString(text)
	return text
}

// end judges how the answer ended. Only an answer that says itself that it is whole
// is one.
func (g *gathered) end() (agent.Finish, *Error) {
	switch {
	case g.refusal.Len() > 0:
		return "", &Error{Kind: Refused, Detail: g.refusal.String()}
	case g.finish == "content_filter":
		return "", &Error{Kind: Refused, Detail: "a filter of the server stopped the answer"}
	case g.finish == "":
		return "", &Error{Kind: Busy, Detail: "the answer was cut"}
	case g.finish != "stop" && g.finish != "tool_calls":
		return "", &Error{Kind: Garbage, Detail: "the answer ended with " + g.finish}
	case len(g.calls.parts) > 0:
		return agent.ToolCalls, nil // some servers say stop here
	case strings.TrimSpace(g.text.String()) == "":
		return "", &Error{Kind: Garbage, Detail: "the answer is empty"}
	default:
		return agent.Stop, nil
	}
}
