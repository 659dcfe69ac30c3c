// Package evals plays sample cases against an interviewer and scores what came of it: `luonnos eval`.
//
// A [Case] holds the plan that an applicant has in mind (gold), what they say about it, and the verdict that the plan
// deserves. The [Applicant] says it: deterministic, without a model, in three [Style]s. A [Session] is the interviewer's
// side, in process or over the wire. [Play] brings the two together and [Score] compares every state of the plan with
// what had been said by then.
//
// # Decisions
//
// The end state and every state on the way are compared with the case, never the path of tool calls: several paths are
// right. F1 alone is blind to an interviewer that ignores corrections or invents what was withheld, so success needs the
// exact criteria and rules, every gating leaf and no value without a quote; the tests play such toy interviewers.
//
// Rows are aligned by an exact Hungarian method of our own (align.go). The Go modules that do it were looked at:
// oddg/hungarian-algorithm (2017, whole numbers, square only), clyphub/munkres ("no longer maintained") and
// charles-haynes/munkres (not served by the module proxy). Seventy lines with a brute-force test are less to carry.
//
// A case names its rows itself (k1, r2 …) and so does the product. Before the applicant answers, the product's rows are
// aligned with the case's on their key fields, and asked paths are translated. Rows that can't be told apart go by order.
//
// A language model may word what the applicant says, but not choose it: the scores need to know at each turn what was
// said. A message that holds a value, day, person or name that it was not given voids the trial; one that leaves some out
// or changes their order, by which a value could move to another row, is replaced by the script's own words. What a model
// invents without any of these can't be seen. Such runs are never compared with scripted ones.
//
// A path is revealed by the statement whose `r` names it most exactly: where one statement reveals "data" and a later one
// "data.reference", the reference is known only after the later one.
package evals
