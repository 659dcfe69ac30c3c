package evals

import (
	"bytes"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"luonnos/tools/export"
	"luonnos/tools/plan"
)

// TestSchemaAcceptsEveryCase holds the plan's JSON Schema to the gold plans.
func TestSchemaAcceptsEveryCase(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(export.Schema(plan.FI)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("plan.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("plan.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range publicCases(t) {
		gold, err := jsonschema.UnmarshalJSON(bytes.NewReader(export.JSON(signed(c))))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(gold); err != nil {
			t.Errorf("%s: %v", c.ID, err)
		}
	}
}
