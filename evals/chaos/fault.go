package chaos

import (
	"context"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"

	"luonnos/agent"
	"luonnos/tools"
)

// Errors as a provider gives them.
var (
	errBusy   = errors.New("chaos: 429 too many requests")
	errServer = errors.New("chaos: 500 internal server error")
)

// answer is one answer of the model within, to be broken.
type answer struct {
	random *rand.Rand
	req    *agent.Request
	chunks []agent.Chunk
	err    error // after the chunks
}

// fault is one way to break an answer. It reports whether it could.
type fault struct {
	name, profile string
	apply         func(*answer) bool
}

// faults are all ways, by profile.
var faults = []fault{
	{"dropped argument", "args", inArguments(dropLeaf)},
	{"wrong type", "args", inArguments(retype)},
	{"value on another row", "args", inArguments(otherRow)},
	{"value that nobody said", "args", inArguments(invent)},
	{"person whom nobody named", "args", inArguments(strangeName)},
	{"evidence that nobody wrote", "args", inArguments(strangeEvidence)},

	{"ten times", "numbers", inArguments(number(func(x float64) float64 { return x * 10 }))},
	{"moved decimal mark", "numbers", inArguments(number(func(x float64) float64 { return x / 10 }))},
	{"per cent as a share", "numbers", inArguments(number(func(x float64) float64 { return x / 100 }))},
	{"swapped digits", "numbers", inArguments(number(swapDigits))},

	{"cut stream", "stream", (*answer).cut},
	{"stall", "stream", func(a *answer) bool { return a.fail(context.DeadlineExceeded) }},
	{"too many requests", "stream", func(a *answer) bool { return a.fail(errBusy) }},
	{"server error", "stream", func(a *answer) bool { return a.fail(errServer) }},
	{"empty answer", "stream", func(a *answer) bool { return a.say("") }},

	{"twice the same call", "protocol", (*answer).twice},
	{"broken JSON", "protocol", (*answer).breakJSON},
	{"unknown tool", "protocol", (*answer).unknownTool},
	{"calls in another order", "protocol", (*answer).reorder},
	{"done too early", "protocol", func(a *answer) bool { return len(a.req.Agenda) > 0 && a.say("Kiitos. Suunnitelma on valmis.") }},
	{"invented citation", "protocol", (*answer).inventCitation},
	{"echo", "protocol", (*answer).echo},
}

// breakSome applies one fault of the profile, whichever of them can be applied.
func (a *answer) breakSome(profile string) {
	var own []fault
	for _, f := range faults {
		if profile == "all" || f.profile == profile {
			own = append(own, f)
		}
	}
	a.random.Shuffle(len(own), func(i, j int) { own[i], own[j] = own[j], own[i] })
	for _, f := range own {
		if f.apply(a) {
			return
		}
	}
}

// calls are the answer's calls, in a list that can be changed.
func (a *answer) calls() []tools.Call {
	var all []tools.Call
	for _, c := range a.chunks {
		all = append(all, c.Calls...)
	}
	return all
}

// setCalls replaces the answer by one with these calls.
func (a *answer) setCalls(calls []tools.Call) bool {
	a.chunks = []agent.Chunk{{Calls: calls, Finish: agent.ToolCalls}}
	return true
}

// say replaces the answer by a text.
func (a *answer) say(text string) bool {
	a.chunks = []agent.Chunk{{Text: text, Finish: agent.Stop}}
	return true
}

func (a *answer) fail(err error) bool {
	a.chunks, a.err = nil, err
	return true
}

// cut ends the stream after some bytes of its text, without a good end.
func (a *answer) cut() bool {
	for i := range a.chunks {
		c := &a.chunks[i]
		c.Finish = ""
		if c.Text != "" {
			c.Text = c.Text[:a.random.IntN(len(c.Text))]
			a.chunks = a.chunks[:i+1]
			break
		}
	}
	return true
}

func (a *answer) twice() bool {
	calls := a.calls()
	if len(calls) == 0 {
		return false
	}
	return a.setCalls(append(calls, calls[a.random.IntN(len(calls))]))
}

func (a *answer) breakJSON() bool {
	calls := a.calls()
	if len(calls) == 0 {
		return false
	}
	c := &calls[a.random.IntN(len(calls))]
	if len(c.Arguments) < 2 {
		return false
	}
	c.Arguments = slices.Clone(c.Arguments[:1+a.random.IntN(len(c.Arguments)-1)])
	return a.setCalls(calls)
}

func (a *answer) unknownTool() bool {
	calls := a.calls()
	if len(calls) == 0 {
		return false
	}
	calls[a.random.IntN(len(calls))].Name = "approve_plan"
	return a.setCalls(calls)
}

func (a *answer) reorder() bool {
	calls := a.calls()
	if len(calls) < 2 {
		return false
	}
	slices.Reverse(calls)
	return a.setCalls(calls)
}

// inventCitation adds a source that there is not.
func (a *answer) inventCitation() bool {
	if len(a.calls()) > 0 {
		return false
	}
	return a.prepend("Muistion luku 99.9: \"rahoitus on jo myönnetty hakijalle\". ")
}

// echo repeats what the applicant wrote, as if it were an order.
func (a *answer) echo() bool {
	if len(a.calls()) > 0 {
		return false
	}
	for _, m := range slices.Backward(a.req.Messages) {
		if m.Role == agent.User {
			return a.prepend(m.Text + " ")
		}
	}
	return false
}

func (a *answer) prepend(text string) bool {
	a.chunks = append([]agent.Chunk{{Text: text}}, a.chunks...)
	return true
}

// inArguments makes a fault of a change to the decoded arguments of one call.
func inArguments(change func(a *answer, args map[string]any) bool) func(*answer) bool {
	return func(a *answer) bool {
		calls := a.calls()
		for _, i := range a.random.Perm(len(calls)) {
			var args map[string]any
			if json.Unmarshal(calls[i].Arguments, &args) != nil || !change(a, args) {
				continue
			}
			data, err := json.Marshal(args)
			if err != nil {
				continue
			}
			calls[i].Arguments = data
			return a.setCalls(calls)
		}
		return false
	}
}
