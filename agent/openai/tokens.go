package openai

import (
	"hash/maphash"
	"strings"
	"sync"

	"github.com/tiktoken-go/tokenizer/codec"

	"luonnos/agent"
)

// vocabulary is the one of OpenAI's models since 2024. Other models cut text in
// other ways, but not in many fewer pieces in Finnish and Swedish.
var vocabulary = sync.OnceValue(codec.NewO200kBase)

// countTokens counts the tokens of text.
func countTokens(text string) int {
	n, err := vocabulary().Count(text)
	if err != nil { // only a pattern that takes too long
		return len(text) / 2
	}
	return n
}

// counter counts the tokens of messages as they are sent. Most lines of a prompt stand
// in the next one again, so it remembers their counts, not the lines.
type counter struct {
	seed maphash.Seed

	mu    sync.Mutex
	lines map[uint64]int
}

// Sizes of a counter's memory and of the JSON around what is counted.
const (
	maxLines   = 1 << 13
	perMessage = 12
	perCall    = 28
)

func newCounter() *counter { return &counter{seed: maphash.MakeSeed(), lines: map[uint64]int{}} }

func (c *counter) messages(list []agent.Message) int {
	n := 0
	for _, m := range list {
		n += perMessage + c.text(m.Text) + c.text(m.Call)
		for _, call := range m.Calls {
			n += perCall + c.text(call.ID) + c.text(call.Name) + c.text(string(call.Arguments))
		}
	}
	return n
}

func (c *counter) text(text string) int {
	n := 0
	for line := range strings.Lines(text) {
		n += c.line(line)
	}
	return n
}

func (c *counter) line(line string) int {
	key := maphash.String(c.seed, line)
	c.mu.Lock()
	n, ok := c.lines[key]
	c.mu.Unlock()
	if ok {
		return n
	}
	sent := encode(line)
	n = countTokens(string(sent[1 : len(sent)-1])) // without the quotation marks
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.lines) >= maxLines {
		clear(c.lines)
	}
	c.lines[key] = n
	return n
}
