// Package tools is what a model may do to a draft: a fixed set of typed tools,
// the grounding that every stored value must pass, and the receipt of what was
// stored.
//
// A tool gets its arguments through one strict decoder and works on the draft
// of its [State], which is a clone: the turn loop commits it or throws it away.
// A value that is not derivable from the applicant's own words is refused, by
// path and with a reason that the model can act on; the rest of the call is
// applied.
//
// # Decisions
//
// Arguments of the storing tools are fragments of the plan itself: the schema of
// set_kpis is the schema of [plan.KPI]. So there is one vocabulary for the wire,
// the store, the model and the evals, and a new field of the plan is a new field
// of its tool without further code.
package tools
