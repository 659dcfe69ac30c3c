package evals

import (
	"context"
	"slices"

	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// Session is one conversation with an interviewer, seen from the applicant's chair. It is used by one goroutine.
type Session interface {
	// Start returns what the assistant says before the applicant's first message: an empty Reply when it waits.
	Start(ctx context.Context) (Reply, error)

	// Say sends one message of the applicant and waits for the end of the assistant's turn.
	Say(ctx context.Context, text string) (Reply, error)

	// Attest signs a commitment as the named person and returns the state after it.
	Attest(ctx context.Context, a plan.Attestation) (State, error)

	// Close ends the conversation. What was said stays stored.
	Close() error
}

// Reply is one turn of the assistant.
type Reply struct {
	Text  string      `json:"text"`
	Asks  []plan.Path `json:"asks,omitempty"`
	Cites []Citation  `json:"cites,omitempty"`
	Calls []ToolCall  `json:"calls,omitempty"`
	Usage Usage       `json:"usage,omitzero"`

	// Failed is the code of the error with which the turn ended, "" when it ended well.
	Failed string `json:"failed,omitempty"`

	State State `json:"-"`
}

// Citation is a passage that the assistant names as its source.
type Citation struct {
	ID      string `json:"id"`
	Section string `json:"section,omitempty"`
	Text    string `json:"text,omitempty"`
}

// ToolCall is one call of a tool with its result.
type ToolCall struct {
	Name   string `json:"name"`
	Args   string `json:"args,omitempty"`
	Result string `json:"result,omitempty"`
	Failed bool   `json:"failed,omitempty"`
}

// Usage counts tokens.
type Usage struct {
	Input  int `json:"in"`
	Cached int `json:"cached"`
	Output int `json:"out"`
}

// State is the stored plan with its proofs and the validator's report.
type State struct {
	Plan       *plan.Plan                    `json:"plan"`
	Provenance map[plan.Path]plan.Provenance `json:"provenance,omitempty"`
	Report     criteria.Report               `json:"criteria"`
}

// ruleIDs lists the rules of the findings, sorted, each once.
func ruleIDs(findings []criteria.Finding) []string {
	ids := []string{}
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}
