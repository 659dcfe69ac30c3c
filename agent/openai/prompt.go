package openai

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"text/template"

	"luonnos/agent"
	"luonnos/tools"
	"luonnos/tools/plan"
)

//go:embed prompts
var promptFiles embed.FS

// instructions are the part of a prompt that never changes: it stands first, so
// that a provider can keep it.
type instructions struct {
	text   string
	tokens int
	hash   string
}

// prompts are the templates of one language, with the instructions as they are with
// names hidden and without.
type prompts struct {
	state  *template.Template
	hidden instructions
	plain  instructions
}

// loadPrompts reads the prompts of every language. They are part of the program:
// a broken one is a programmer's error.
var loadPrompts = sync.OnceValue(func() map[plan.Lang]*prompts {
	all := map[plan.Lang]*prompts{}
	for _, lang := range plan.Langs {
		at := "prompts/" + string(lang) + "/"
		t := template.Must(template.ParseFS(promptFiles, at+"interviewer.md", at+"state.md"))
		p := &prompts{state: t.Lookup("state.md")}
		for _, hidden := range []bool{false, true} {
			var text strings.Builder
			if err := t.ExecuteTemplate(&text, "interviewer.md", map[string]bool{"Hidden": hidden}); err != nil {
				panic("openai: prompt: " + err.Error())
			}
			sum := sha256.Sum256([]byte(text.String()))
			i := instructions{text: text.String(), tokens: countTokens(string(encode(text.String()))), hash: hex.EncodeToString(sum[:6])}
			if hidden {
				p.hidden = i
			} else {
				p.plain = i
			}
		}
		all[lang] = p
	}
	return all
})

// stateView is what the template state.md shows.
type stateView struct {
	Today             string
	Agenda, Plan      []string
	Pending           string
	Proposed, Skipped string
	Greeting, Words   bool
}

// prompt is a request as both APIs send it.
type prompt struct {
	instructions *instructions
	toolbox      *toolbox
	messages     []agent.Message
	words        bool
	names        *names
	leaves       []leaf // of the plan
	tokens       int    // of all of it, as Chat Completions sends it
}

// sent is what of the prompt leaves the house beside the instructions and the tools, which
// the answer's origin names by their hashes: the messages, as JSON.
func (p *prompt) sent() string {
	type message struct {
		Role  agent.Role   `json:"role"`
		Text  string       `json:"text,omitempty"`
		Calls []tools.Call `json:"calls,omitempty"`
	}
	list := []message{}
	for _, m := range p.messages {
		list = append(list, message{m.Role, m.Text, m.Calls})
	}
	return string(encode(list))
}

// detail says how much of what changes a prompt holds.
type detail struct {
	width    int // runes of a plan's value
	messages int // of the conversation before the last one
	text     int // runes of each of them
	result   int // runes of a text in a tool's result
	items    int // of the agenda
}

// details go from rich to poor: the first that fits the budget is taken.
var details = []detail{
	{60, 8, 600, 300, 3}, {36, 6, 400, 200, 3}, {24, 6, 240, 120, 2}, {16, 4, 160, 80, 2}, {10, 4, 120, 60, 1}, {0, 4, 120, 60, 1}, {0, 2, 80, 40, 1}, {0, 0, 0, 20, 1}, {0, 0, 0, 8, 1},
}

// stableShare is how much of a request, in per cent, is what a provider can cache.
const stableShare = 72

// frame is how many tokens a request has besides its tools and messages.
const frame = 60

// prompt makes the richest prompt that fits into the budget. The applicant's last
// message is never cut, as quotes must be found in it.
func (m *Model) prompt(req *agent.Request, budget int) *prompt {
	texts := m.prompts[req.Lang]
	p := &prompt{toolbox: m.toolboxOf(req.Tools), words: req.Words, instructions: &texts.plain, leaves: leavesOf(&req.Draft.Plan)}
	if !m.config.Names {
		p.names = newNames(req, p.leaves)
		p.instructions = &texts.hidden
	}
	fixed := p.toolbox.tokens + p.instructions.tokens + frame
	budget = min(budget, fixed*100/stableShare)
	try := func(i int) bool {
		list := p.dialogue(req, texts, details[i])
		tokens := fixed + m.counter.messages(list)
		fits := tokens <= budget || i == len(details)-1
		if fits {
			p.messages, p.tokens = list, tokens
		}
		return fits
	}
	at := int(m.detail.Load())
	if try(at) {
		for at > 0 && try(at-1) {
			at--
		}
	} else {
		for at++; !try(at); at++ {
		}
	}
	m.detail.Store(int32(at))
	return p
}

// dialogue is the conversation as the model sees it: the last messages, then the
// state of the plan with the applicant's message, then what the turn has done.
func (p *prompt) dialogue(req *agent.Request, texts *prompts, d detail) []agent.Message {
	at := len(req.Messages) - 1
	for at >= 0 && req.Messages[at].Role != agent.User {
		at--
	}
	var list []agent.Message
	for _, m := range req.Messages[max(0, at-d.messages):max(0, at)] {
		if m.Text != "" {
			list = append(list, agent.Message{Role: m.Role, Text: shorten(p.names.hide(m.Text), d.text)})
		}
	}
	text := p.state(req, texts, d)
	if at >= 0 {
		text += "\n" + req.Messages[at].Text
	}
	list = append(list, agent.Message{Role: agent.User, Text: p.names.hide(text)})
	for _, m := range req.Messages[at+1:] {
		list = append(list, p.acted(m, d))
	}
	return list
}

// acted is a message of the running turn: calls and their results.
func (p *prompt) acted(m agent.Message, d detail) agent.Message {
	out := agent.Message{Role: m.Role, Text: p.names.hide(m.Text), Call: m.Call, Failed: m.Failed}
	if m.Role == agent.ToolRole {
		out.Text = or(condense(p.names.hide(m.Text), d.result, told...), "ok")
	}
	for _, c := range m.Calls {
		args := condense(p.names.hide(string(c.Arguments)), d.result)
		if !json.Valid([]byte(args)) {
			args = "{}" // servers parse it; the result says what was wrong
		}
		out.Calls = append(out.Calls, tools.Call{ID: c.ID, Name: or(c.Name, "unknown"), Arguments: json.RawMessage(args)})
	}
	return out
}

func (p *prompt) state(req *agent.Request, texts *prompts, d detail) string {
	draft := req.Draft
	view := stateView{
		Today: req.Now.Format("2006-01-02"), Agenda: agendaLines(req, d.items), Plan: planLines(p.leaves, d.width, p.names),
		Pending:  paths(slices.DeleteFunc(slices.Clone(pending(req.Messages)), isMark), 8),
		Proposed: paths(proposed(draft), 12), Skipped: paths(skipped(draft), 12), Words: req.Words,
		Greeting: len(req.Messages) == 0,
	}
	var text strings.Builder
	if err := texts.state.Execute(&text, view); err != nil {
		panic("openai: prompt: " + err.Error()) // only strings are filled in
	}
	return strings.TrimSpace(text.String())
}

// condense shortens the texts in a tool's arguments or result to width runes. The
// keys to drop are left out.
func condense(text string, width int, drop ...string) string {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return shorten(text, 4*width)
	}
	return string(encode(condensed(v, width, drop)))
}

// told are the keys of a result that repeat the call before it.
var told = []string{"value", "quote", "old", "source"}

// byRow puts the paths of a result's lines together: "kpis[k1]: name unit baseline".
func byRow(lines any) any {
	list, _ := lines.([]any)
	var rows []string
	for _, line := range list {
		fields, _ := line.(map[string]any)
		path, ok := fields["path"].(string)
		if !ok {
			return lines
		}
		leaf := plan.Path(path).Leaf()
		head := strings.TrimSuffix(path, "."+leaf) + ":"
		if n := len(rows); n > 0 && strings.HasPrefix(rows[n-1], head) {
			rows[n-1] += " " + leaf
		} else {
			rows = append(rows, head+" "+leaf)
		}
	}
	return rows
}

// oneQuote is the width below which a call is shown with the first of its quotes.
const oneQuote = 100

func condensed(v any, width int, drop []string) any {
	switch v := v.(type) {
	case string:
		return shorten(v, width)
	case []any:
		for i := range v {
			v[i] = condensed(v[i], width, drop)
		}
	case map[string]any:
		for key := range v {
			if slices.Contains(drop, key) {
				delete(v, key)
				continue
			}
			if key == "path" {
				continue // it names a field only when it is whole
			}
			if key == "stored" {
				v[key] = byRow(v[key])
				continue
			}
			if quotes, ok := v[key].([]any); ok && key == "evidence" && width < oneQuote && len(quotes) > 1 {
				v[key] = quotes[:1]
			}
			v[key] = condensed(v[key], width, drop)
		}
	}
	return v
}
