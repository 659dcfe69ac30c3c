package server

import (
	"context"
	"fmt"
	"slices"

	"luonnos/server/store"
	"luonnos/tools"
	"luonnos/tools/plan"
)

// rewritten is the draft without what the applicant's last message has led to, which
// a new one takes the place of, and the change that leads there; nil when that is the
// draft as it is.
//
// What persons have done by hand since stays. Where it stands on what the message led
// to, the message can't be written again (edited_since): nobody's work vanishes
// unseen. Only an answer to a proposal goes with the proposal.
//
// A signature (sitoumus) covers the plan that its signer saw. One that was given since
// covered what the message led to, so it ends with it and is to be given anew; an
// earlier one stands for the plan as it is again. A lock of the targets and an
// expert's assessment say themselves what they are of, and stay.
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
	kept, err := carried(before, entries[at:])
	if err != nil {
		return nil, Change{}, err
	}
	tools.Derive(kept, c.srv.now().UTC())
	keepRecords(&kept.Plan, &before.Plan, &h.draft.Clone().Plan)
	kept.Lang = h.draft.Lang
	next, same := nextDraft(h.draft, kept)
	if same {
		return nil, Change{}, nil
	}
	change, err := changeOf(h.draft, next, CauseRewrite, "")
	return next, change, err
}

// keepRecords gives a plan that is led back to before the records of the plan as it
// is now.
func keepRecords(kept, before, now *plan.Plan) {
	kept.Attestations, kept.TargetsLock, kept.Reviews = now.Attestations, now.TargetsLock, now.Reviews
	if len(plan.Diff(kept, now)) == 0 {
		return
	}
	kept.Attestations = slices.DeleteFunc(slices.Clone(before.Attestations), func(a plan.Attestation) bool {
		return !slices.ContainsFunc(now.Attestations, sameAs(a))
	})
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
