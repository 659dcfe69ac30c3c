package openaitest

import (
	"context"
	"encoding/json"
	"iter"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"luonnos/agent"
	"luonnos/agent/guided"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// Competent plays a language model that does its work well: it notes what the
// applicant says, with quotes, and ends what it asks with the mark of it. What it
// understands is what the guided interviewer understands of the
// same request; what it writes is of what it was sent, so that names which were
// hidden from it stay hidden.
//
// It is for one conversation at a time: [Competent.Watch] shows it the requests that
// the prompts are made of.
type Competent struct {
	mu  sync.Mutex
	req *agent.Request
}

// Watch wraps the model under test.
func (c *Competent) Watch(m agent.Model) agent.Model { return &watched{m, c} }

type watched struct {
	agent.Model
	by *Competent
}

// Generate implements [agent.Model].
func (w *watched) Generate(ctx context.Context, req *agent.Request) iter.Seq2[agent.Chunk, error] {
	w.by.mu.Lock()
	w.by.req = req
	w.by.mu.Unlock()
	return w.Model.Generate(ctx, req)
}

// Respond is the answer to a request, for [New].
func (c *Competent) Respond(_ int, r *Request) Answer {
	c.mu.Lock()
	req := c.req
	c.mu.Unlock()
	answer := Answer{Usage: Usage{Input: len(r.Body) / 4, Output: 50}}
	var asks []plan.Path
	for chunk, err := range guided.New().Generate(context.Background(), req) {
		if err != nil {
			return Answer{Status: 500, Raw: err.Error()}
		}
		answer.Text += chunk.Text
		answer.Calls = append(answer.Calls, chunk.Calls...)
		asks = append(asks, chunk.Asks...)
	}
	hide := hidden(req, r)
	answer.Text = hide.Replace(answer.Text)
	for i, call := range answer.Calls {
		answer.Calls[i] = tools.Call{ID: call.ID, Name: call.Name, Arguments: json.RawMessage(hide.Replace(string(call.Arguments)))}
	}
	if len(answer.Calls) == 0 {
		answer.Text += "\n\n" + marked(req, asks)
	}
	return answer
}

// marked is the mark of what is asked: the item of the agenda, or the paths.
func marked(req *agent.Request, asks []plan.Path) string {
	if len(asks) == 0 {
		return "[[-]]"
	}
	asks = slices.DeleteFunc(asks, func(p plan.Path) bool { return p == agent.FurtherMark })
	for i, item := range req.Agenda {
		if slices.Equal(item.Paths, asks) {
			return "[[A" + strconv.Itoa(i+1) + "]]"
		}
	}
	mark := ""
	for _, p := range asks {
		mark += " " + string(p)
	}
	return "[[" + mark[1:] + "]]"
}

// token is what stands for a name in a prompt.
var token = regexp.MustCompile(`\[P-[A-Z0-9-]+\]`)

// hidden puts the tokens of the prompt back in the place of the names that the
// applicant's message has there.
func hidden(req *agent.Request, r *Request) *strings.Replacer {
	var pairs []string
	for _, m := range req.Messages {
		if m.Role != agent.User {
			continue
		}
		for _, sent := range r.Messages {
			pairs = append(pairs, aligned(sent.Text, m.Text)...)
		}
	}
	return strings.NewReplacer(pairs...)
}

// aligned finds what the tokens at the end of sent stand for in said.
func aligned(sent, said string) []string {
	lines := strings.Count(said, "\n") + 1
	parts := strings.Split(sent, "\n")
	tail := strings.Join(parts[max(0, len(parts)-lines):], "\n")
	tokens := token.FindAllString(tail, -1)
	if len(tokens) == 0 {
		return nil
	}
	pattern := strings.ReplaceAll(regexp.QuoteMeta(token.ReplaceAllString(tail, "\x00")), "\x00", "(.+?)")
	names := regexp.MustCompile("^" + pattern + "$").FindStringSubmatch(said)
	if names == nil {
		return nil
	}
	var pairs []string
	for i, t := range tokens {
		pairs = append(pairs, names[i+1], t)
	}
	return pairs
}
