// Package agent is one turn of the conversation: ask the model, run the tools it
// calls, ask again, within limits, and say what is to be asked next.
//
// The model is an untrusted client. Five laws hold for every [Model], each with
// its own test:
//
//  1. Model calls and repeated identical tool calls are capped; the cap is an
//     event, not an error. A model that has used up its calls is asked once more,
//     for words.
//  2. Every tool call gets exactly one result, also when the turn is cancelled.
//  3. Empty or malformed arguments become a result that says what was expected.
//  4. A turn works on a clone of the draft; a turn that fails or is cancelled
//     before its end leaves the stored draft as it was.
//  5. Only package criteria decides whether a criterion is met, and it fails
//     closed.
//
// Before the first tool call of a turn a short text waits: when calls follow, it was
// said before anything was done, and nobody hears it. What is heard, whichever model says
// it, has passed package screen, sentence by sentence.
package agent
