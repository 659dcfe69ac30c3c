package server

import (
	"context"
	"encoding/json"
	"unicode/utf8"

	"luonnos/agent"
	"luonnos/server/agui"
	"luonnos/server/store"
)

// said is what one node tells the others of a running turn. Nothing depends on it: a
// reply comes whole with the log.
type said struct {
	Turn string `json:"turn"`           // "" is whichever runs
	At   int    `json:"at,omitempty"`   // bytes of the reply before the text
	Text string `json:"text,omitempty"` // more of the reply
	Stop bool   `json:"stop,omitempty"` // a person wants the turn to end
}

// maxPiece is how many bytes of a reply are said at once: JSON writes one as six at most.
const maxPiece = store.MaxWords / 8

// sayMore tells the other nodes of more of the reply. A long text is cut between
// characters.
func (c *conversation) sayMore(text string) {
	at := c.live.text.Len()
	for len(text) > maxPiece {
		end := maxPiece
		for end > maxPiece-utf8.UTFMax && !utf8.RuneStart(text[end]) {
			end--
		}
		c.say(said{Turn: c.live.id, At: at, Text: text[:end]})
		at, text = at+end, text[end:]
	}
	c.say(said{Turn: c.live.id, At: at, Text: text})
}

// say tells the other nodes.
func (c *conversation) say(w said) {
	if data, err := compact(w); err == nil { // a said can be written
		c.srv.store.Say(c.id, string(data))
	}
}

// maxSaid is how much that another node has said may wait.
const maxSaid = 256

// hear takes what another node says. A stop acts at once; the words of a turn wait for
// the jobs before them, which may bring the message that they answer.
func (c *conversation) hear(words string) {
	var w said
	if json.Unmarshal([]byte(words), &w) != nil {
		return // of a newer version
	}
	c.mu.Lock()
	if w.Stop {
		if c.live.runsHere() && (w.Turn == "" || w.Turn == c.live.id) {
			c.live.cancel(agent.ErrStopped)
		}
		c.mu.Unlock()
		return
	}
	queued, wanted := len(c.overheard) > 0, len(c.subs) > 0 && len(c.overheard) < maxSaid
	if wanted {
		c.overheard = append(c.overheard, w)
	}
	c.mu.Unlock()
	if queued || !wanted {
		return
	}
	if c.submit(c.listen) != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.overheard = nil
	}
}

// listen passes on what other nodes have said of the turn that is owed.
func (c *conversation) listen(ctx context.Context) {
	c.mu.Lock()
	words := c.overheard
	c.overheard = nil
	c.mu.Unlock()
	h, err := c.follow(ctx, 0)
	if err != nil {
		c.srv.log.Error("follow", "plan", c.id, "err", err)
		return
	}
	if h.owed == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, w := range words {
		if w.Turn != h.owed.turn {
			continue
		}
		if c.live == nil && w.At == 0 {
			c.live = &liveTurn{id: w.Turn, away: true}
			c.adopted = w.Turn
			c.send(agui.RunStarted(c.id, w.Turn))
		}
		if c.live != nil && c.live.away && c.live.id == w.Turn && c.live.text.Len() == w.At {
			c.voice(w.Text)
		}
	}
}

// runsHere reports whether there is a turn and it is this node's.
func (t *liveTurn) runsHere() bool { return t != nil && !t.away }
