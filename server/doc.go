// Package server holds the conversations: it takes frames from sockets, lets the
// agent answer, stores what happened and then sends it to everybody who looks at
// the same plan.
//
// One rule orders all of it: validate, look whether the frame was seen before,
// commit, acknowledge, send. Only what is committed is sent as an event that
// lasts; the words of a running turn are sent on their way as well and are stored
// with the turn's end.
//
// # The wire
//
// GET /v1/plans/{plan}/ws is a websocket with the subprotocol luonnos.v1. A client
// says hello with the number of the last event it has seen and gets
// luonnos.welcome, luonnos.notice, a STATE_SNAPSHOT, the events of all later
// entries, and luonnos.ready. An entry of the log becomes one or more events; the
// last of them carries the entry's number in metadata.luonnos.seq, so a client
// that has seen a number has seen the whole entry. An event of an entry that is
// sent again begins the same message again: a TEXT_MESSAGE_START with a known
// messageId replaces the message. With bundle in its hello the replay comes as
// arrays of events, some dozens of kilobytes each.
//
//	message   TEXT_MESSAGE_START, _CONTENT, _END      role user, metadata.luonnos.client is the client's id,
//	                                                  replaces the id of the message that it takes the place of
//	tool      TOOL_CALL_START, _ARGS, _END, _RESULT   metadata.luonnos.failed when the result is an error
//	change    CUSTOM luonnos.change {cause, rev}, followed by the state and luonnos.history {undo, redo}
//	reply     TEXT_MESSAGE_START, _CONTENT, CUSTOM luonnos.asks {messageId, paths, topic},
//	          CUSTOM luonnos.cite {messageId, passages}, TEXT_MESSAGE_END
//	receipt   CUSTOM luonnos.receipt {messageId, stored, removed, skipped, refused, unplaced}
//	done      RUN_FINISHED or RUN_ERROR
//
// Besides hello a client sends message, edit, confirm, reject, leave (paths left
// open on purpose), order (the rows of a list), attest, lock, undo, redo, stop and
// ping. A change of what is shown names the revision that it was shown at. A message
// that names the applicant's last one in replaces takes its place: what the plan has
// from that one is taken out first, with the signatures given since, and the
// interviewer forgets it; the log keeps it.
//
// The state is {rev, plan, criteria, progress, provenance, states, derived}:
// derived holds the numbers that follow from the plan, so that no client computes
// them again.
//
// STATE_DELTA and STATE_SNAPSHOT have no number: each connection begins with a
// snapshot, and a delta always leads from the state that was sent before it. The
// entries of one turn lie between RUN_STARTED and RUN_FINISHED or RUN_ERROR.
//
// A socket that is closed with 4008 was too slow, or the log was changed by
// somebody else: connect again and resume. 1012 says that the server restarts.
//
// # Many nodes
//
// Servers that share a store are nodes of one service. Before a node works on a
// conversation it takes its lease, so jobs of one conversation run one after the
// other on all nodes together; a turn that is owed comes before any other work. A
// node that dies lets its lease run out, and whoever comes next takes the turn
// over: a node on which the conversation is open, or the sweeper of any. A node
// that was away for too long can't commit: its fence is stale. What one node
// commits, the others hear of and send to their own sockets; likewise the words of a
// running turn, which can be stopped from any node. Words that a node has missed come
// with the whole reply.
//
// # Access
//
// Without further settings the server answers on this machine only. The operator
// gets in by a link that works once and sets an HttpOnly cookie, or by their bearer
// token. Others are persons of the register, with a role, and come by a token, an
// invitation or the sign-in of a provider: GET /login and GET /login/back, of package
// server/signin. What the provider's answer must match follows from a cookie of the
// browser and our secret, so that any node can take it. What a role allows with any plan and a share with one stands in two
// tables, roleMay and shareMay; frameNeeds and the list of endpoints say what each way
// in needs. A plan that a person may not read is not there for them. Sessions and
// tokens are looked up with each request, and for an open socket every half minute.
// A request with a foreign Origin or Host is refused.
//
// What persons do with plans is noted in the audit log. The operator, who could read
// the database as well, is not noted.
//
// # Limits
//
// [Limits] is the one table. What can wait is slowed down, the rest is refused with
// a code and the time after which to try again. An outbox holds 256 events or 1 MiB
// for a socket; a reader that is slower is closed with 4008, and one that says
// nothing for hours with 4009.
//
// # Decisions
//
// A conversation is a queue of jobs with a goroutine only while there are any,
// not an actor that must be started and stopped. Frames wait for the running turn
// without being acknowledged; the bound of the queue is an error that a client
// sees. The alternative, storing messages while a turn runs, would leave turns
// owed in the middle of the log.
//
// A change is stored with its inverse, and undo steps over the plan, the proofs
// and the states only. What was asked and in which language is bookkeeping of the
// interview; undoing it would make the assistant ask again what it just asked.
//
// The ticket in the link stands behind the number sign: the page sends it as a
// POST. A GET that logs in would be used up by a previewer, and would put the
// ticket into logs and Referer headers.
//
// Traces of OpenTelemetry are turns, answers and tool calls only, by package
// agent/trace: requests are in the log and the metrics. The SDK and its exporter are
// 6 MB of the program, and do nothing until the settings ask for them.
package server
