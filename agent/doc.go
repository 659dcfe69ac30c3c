// Package agent is one turn of the conversation: ask the model, run the tools it
// calls, ask again, within limits, and say what is to be asked next.
//
// The model is an untrusted client. Five laws hold for every [Model], each with
// its own test:
//
//  1. Model calls and repeated identical tool calls are capped; the cap is an
//     event, not an error.
//  2. Every tool call gets exactly one result, also when the turn is cancelled.
//  3. Empty or malformed arguments become a result that says what was expected.
//  4. A turn works on a clone of the draft; a turn that fails or is cancelled
//     before its end leaves the stored draft as it was.
//  5. Only package criteria decides whether a criterion is met, and it fails
//     closed.
package agent
