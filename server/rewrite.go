package server

import (
	"context"
	"fmt"
	"slices"

	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// rewritten is the draft as it was before the applicant's last message, which a new
// one replaces, and the change that leads back to it; nil when nothing has changed
// since. What persons have signed and experts have assessed stays.
func (c *conversation) rewritten(ctx context.Context, h *head, message string) (*plan.Draft, Change, error) {
	if message == "" {
		return nil, Change{}, nil
	}
	if h.last() != message {
		return nil, Change{}, refuseFor(codeStaleRev, fmt.Errorf("the last message is %q, not %q", h.last(), message))
	}
	entries, err := c.srv.since(ctx, store.Conversation{ID: c.id, Seq: h.seq}, 0)
	if err != nil {
		return nil, Change{}, err
	}
	at := slices.IndexFunc(entries, func(e store.Entry) bool { return messageID(e.Seq) == message })
	before, err := Replay(entries[:at])
	if err != nil {
		return nil, Change{}, err
	}
	now := h.draft.Clone().Plan
	before.Lang = h.draft.Lang
	before.Plan.Attestations, before.Plan.TargetsLock, before.Plan.Reviews = now.Attestations, now.TargetsLock, now.Reviews
	next, same := nextDraft(h.draft, before)
	if same {
		return nil, Change{}, nil
	}
	change, err := changeOf(h.draft, next, CauseRewrite, "")
	return next, change, err
}

// last is the id of the applicant's last message, "" for none.
func (h *head) last() string {
	if len(h.said) == 0 {
		return ""
	}
	return h.said[len(h.said)-1].ID
}

// unsay takes a message that was replaced, and what followed it, out of what the
// interviewer knows of the conversation. The log keeps it.
func (h *head) unsay(message string) {
	said := slices.IndexFunc(h.said, func(u tools.Utterance) bool { return u.ID == message })
	if said >= 0 {
		h.said = h.said[:said]
	}
	for i, m := range h.recent {
		if m.ID == message {
			h.recent = h.recent[:i]
			return
		}
	}
}
