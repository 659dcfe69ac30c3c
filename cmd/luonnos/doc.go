// Command luonnos is the whole program: the chat server and the tools around the
// plan.
//
// # A tour, from the bottom up
//
// Floor 0. Package tools/plan is the document: its fields in three languages, the
// path and the proof of every value, strict JSON. Package knowledge has the memo in
// our own words and finds passages in it; knowledge/score measures that. Package
// agent/trace tells OpenTelemetry of turns.
//
// Floor 1. Package tools/reading turns free text into numbers, dates, people and
// other values. Package tools/starter has the indicators of annex 1 and the
// decision models of table 5. Package tools/formula is the arithmetic. Package
// server/store is the port of the log; server/register has persons, what they may do
// and the audit log; server/load measures a running server. Package knowledge/portfolio has solutions of
// others, knowledge/ingest reads documents, and knowledge/embedding gives texts
// vectors by an endpoint.
//
// Floor 2. Package tools/criteria holds the rules of the memo and decides whether a
// plan meets them. Package server/signin asks an OpenID Connect provider who somebody
// is. Package knowledge/library keeps what an operator adds to the knowledge, in a
// folder or, by knowledge/pgindex, in the PostgreSQL of all nodes.
//
// Floor 3. Package tools is what a model may do to a draft: typed tools that take
// fragments of the plan, and the grounding that refuses what the applicant did not
// say. Package tools/export writes the plan as a document, as JSON and as the
// schema of that JSON.
//
// Floor 4. Package agent is one turn (ask the model, run its tools, ask again,
// within limits) and the agenda, which says what to ask next. Package server/agui
// is the wire's events.
//
// Floor 5. Package agent/guided is the interviewer that needs no LLM, agent/openai
// the one that is one, and agent/failover lets the first take over when the second
// fails. Package server is HTTP, the websocket, sign-in and the conversations;
// server/web is the page; server/store/sqlite and server/store/postgres are the
// stores.
//
// Floor 6. Package evals plays sample cases against an interviewer and scores what
// comes of it.
//
// Floor 7 is here: the subcommands, and the only place that knows everything.
//
// A message travels like this: a frame comes to package server, which stores and
// acknowledges it; [luonnos/agent.Agent.Turn] asks the model; tool calls change a
// clone of the draft; criteria checks it; the turn's entries and the new draft are
// committed together, and then sent.
package main
