// Package guided is the interviewer that needs no LLM. It reads the applicant's
// free text in Finnish, Swedish and English by clause structure and cue words,
// proposes tool calls, and asks the next question of the agenda.
//
// Generate is a pure function of the request. It answers in two phases: when the
// last message is the applicant's, it reads the message and calls tools; when the
// last messages are the tools' results (or there was nothing to call), it composes
// the answer from what the turn has stored.
//
// A message is read in four steps, each in its own file: [message] cuts it into
// sentences, clauses and entities; cue words (folder cues) mark what clauses speak
// of; topic.go decides the topic of each sentence; a reader per topic turns the
// sentences into fields. Everything a person reads comes from folder phrases and
// from the catalogue of package plan.
//
// # Decisions
//
// Texts are stored as the applicant's own span, trimmed of its frame ("Kohteena
// on"): a generous exact span can be checked against the message, a paraphrase
// cannot.
//
// A value that differs from a stored one replaces it only when the applicant says
// that it is a correction. Without such a word it is a contradiction: both values
// are named and nothing changes until the applicant has chosen.
package guided
