package agent

import (
	"context"
	"iter"
	"time"

	"luonnos/knowledge"
	"luonnos/tools"
	"luonnos/tools/criteria"
	"luonnos/tools/plan"
)

// Model proposes what to say and which tools to call. Implementations are the
// guided interviewer, an LLM, and the scripted ones of the tests.
type Model interface {
	// Name identifies the model in logs and transcripts.
	Name() string

	// Generate streams one answer to the request. The last chunk has Finish
	// set; a stream that ends without it was cut and counts as failed. An
	// error ends the stream. The request is only read. Generate may be called
	// concurrently.
	Generate(ctx context.Context, req *Request) iter.Seq2[Chunk, error]
}

// Role says who speaks.
type Role string

// The roles of a message.
const (
	User      Role = "user"
	Assistant Role = "assistant"
	ToolRole  Role = "tool"
)

// Message is one message of the conversation as a model sees it.
type Message struct {
	ID     string
	Role   Role
	Text   string
	Asks   []plan.Path  // of an assistant's message: what it asked for
	Model  string       // of an assistant's message: the model that made it
	Calls  []tools.Call // of an assistant's message
	Call   string       // of a tool's message: the id of the call it answers
	Failed bool         // of a tool's message: the result is an error
}

// Request is all that a model gets. It does not grow with the conversation.
type Request struct {
	Lang     plan.Lang
	Draft    *plan.Draft // as the turn has made it so far; read only
	Report   *criteria.Report
	Agenda   []Item
	Messages []Message // the last few, oldest first; the turn's own at the end
	Tools    tools.Set
	Receipt  *tools.Receipt  // what the turn has stored so far; read only
	Cited    []knowledge.Hit // passages the turn has looked up so far
	Now      time.Time

	// Echo says that the applicant has said all of the message before, word for word.
	Echo bool

	// Words says that the calls of this turn are used up: the answer must be in
	// words, and a call in it is not run.
	Words bool

	// Limit, when set, is the cap that is reached: only a model that costs nothing
	// may answer.
	Limit Limit
}

// Limit names a cap on what models cost.
type Limit string

// The caps.
const (
	PlanLimit Limit = "plan"
	DayLimit  Limit = "day"
)

// Finish says why an answer ended.
type Finish string

// The good ends of an answer. Any other is a failed one.
const (
	Stop      Finish = "stop"
	ToolCalls Finish = "tool_calls"
)

// Usage counts the tokens of one answer.
type Usage struct {
	Input  int `json:"input"`
	Cached int `json:"cached,omitempty"`
	Output int `json:"output"`
}

// Origin says where an answer comes from, for the log.
type Origin struct {
	Model       string `json:"model"`                 // as [Model].Name gives it
	Served      string `json:"served,omitempty"`      // the model that the server says it used
	Request     string `json:"request,omitempty"`     // the server's name of the request
	Fingerprint string `json:"fingerprint,omitempty"` // the server's name of its configuration
	Prompt      string `json:"prompt,omitempty"`      // hash of the instructions
	Tools       string `json:"tools,omitempty"`       // hash of the tools' schemas
}

// Chunk is one piece of an answer.
type Chunk struct {
	Text     string       // to be appended to the message
	Calls    []tools.Call // complete calls
	Asks     []plan.Path  // what the message asks for, when the model knows
	Again    bool         // the message repeats the pending question, which is counted once
	Rests    bool         // the message asks nothing on purpose
	Unplaced []string     // the applicant's words that found no place
	Finish   Finish       // set on the last chunk
	Usage    *Usage
	Sent     string  // what leaves the house for the answer, when the model is to tell
	Origin   *Origin // at the latest on the last chunk; nil for the model itself
}
