// Package export writes a plan as a document that leaves the program: readable
// Markdown with the criteria sheet, plan JSON that is the same bytes for the
// same plan, and the JSON Schema of that JSON. It does no I/O and has no clock.
//
// # Decisions
//
// A reader must be able to tell why a place holds nothing, so four cases look
// different: asked for and missing, skipped by the applicant (with the reason),
// not applicable, and not given where nothing demands it. A stored text of
// nothing but white space is a fifth.
//
// What a person wrote can be anything. It is escaped so that no renderer of
// Markdown reads it as structure, HTML, a link or an image. Web and mail
// addresses become code, because many renderers make links of them by
// themselves and an escape does not stop all of those.
package export

import (
	"bytes"
	"encoding/json"

	"luonnos/tools/plan"
)

// JSON returns the plan as indented JSON. The same plan always gives the same
// bytes, and [plan.Decode] reads them back.
func JSON(p *plan.Plan) []byte { return indented(p) }

func indented(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic("export: write JSON: " + err.Error()) // plans and schemas hold no value that JSON lacks
	}
	return b.Bytes()
}
