// Package openai lets a language model lead the interview, over the API of OpenAI
// and of the many servers that speak it: Azure OpenAI, vLLM, Ollama, llama.cpp.
//
// A [Model] has two adapters, Chat Completions and Responses. Both turn a request
// into the same prompt and give the same answers; [Config] says which one is used,
// and with [APIAuto] the server's own refusal does.
//
// The server is not trusted. Its bodies, lines and headers are capped, redirects
// are not followed, waiting has limits, and an answer counts only when it says
// itself that it is whole. What a tool call may do is decided elsewhere.
//
// # Decisions
//
// Our own HTTP client stands under go-openai, because the library reads lines and
// error bodies without limit, takes a cut stream for a finished one, drops the
// Retry-After header and gives up after 300 heartbeats.
//
// The prompt does not grow with the conversation: instructions and tools, which
// never change and stand first so that a provider can cache them, then the plan,
// the head of the agenda and the last few messages, within [Config.Budget].
//
// Tools are offered without strict mode unless the setting asks for it: a strict
// schema makes the model write every key of a row, most of them null, and the
// tools check every argument themselves.
package openai
