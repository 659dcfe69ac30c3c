package server

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"net/http"
	"sync"

	"go.yaml.in/yaml/v3"

	"luonnos/tools/export"
	"luonnos/tools/plan"
)

//go:embed openapi.yaml
var openAPIFile []byte

// openAPI is the description of the REST interface as JSON, with the schema of a plan
// put in. A broken file is a programmer's error.
var openAPI = sync.OnceValue(func() []byte {
	var doc map[string]any
	if err := yaml.Unmarshal(openAPIFile, &doc); err != nil {
		panic(fmt.Sprintf("server: openapi.yaml: %v", err))
	}
	var planSchema map[string]any
	if err := json.Unmarshal(export.Schema(plan.EN), &planSchema); err != nil {
		panic(fmt.Sprintf("server: schema of a plan: %v", err))
	}
	doc["components"].(map[string]any)["schemas"].(map[string]any)["Plan"] = planSchema
	data, err := json.Marshal(doc)
	if err != nil {
		panic(fmt.Sprintf("server: openapi.yaml: %v", err))
	}
	return data
})

// describe answers GET /v1/openapi.json.
func (s *Server) describe(w http.ResponseWriter, _ *http.Request) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(openAPI()) // the reader has left when this fails
	return nil
}
