package server_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"luonnos/server"
)

const documentURL = "https://luonnos.example/openapi.json"

// description is what a server says of its REST interface, to hold answers against.
type description struct {
	paths    map[string]map[string]any
	compiler *jsonschema.Compiler
	mu       sync.Mutex
}

var described = sync.OnceValues(func() (*description, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(server.OpenAPI()))
	if err != nil {
		return nil, err
	}
	d := &description{paths: map[string]map[string]any{}, compiler: jsonschema.NewCompiler()}
	d.compiler.DefaultDraft(jsonschema.Draft2020)
	d.compiler.AssertFormat()
	if err := d.compiler.AddResource(documentURL, doc); err != nil {
		return nil, err
	}
	for path, item := range doc.(map[string]any)["paths"].(map[string]any) {
		d.paths[path] = item.(map[string]any)
	}
	return d, nil
})

// pathOf finds the description of a path: one that is written out goes before one
// with parameters.
func (d *description) pathOf(path string) (string, bool) {
	if _, ok := d.paths[path]; ok {
		return path, true
	}
	segments := strings.Split(path, "/")
	for template := range d.paths {
		parts := strings.Split(template, "/")
		if len(parts) == len(segments) && fits(parts, segments) {
			return template, true
		}
	}
	return "", false
}

func fits(template, path []string) bool {
	for i, part := range template {
		if part != path[i] && !(strings.HasPrefix(part, "{") && path[i] != "") {
			return false
		}
	}
	return true
}

// check validates one answer.
func (d *description) check(method, path string, status int, header http.Header, body string) error {
	path, _, _ = strings.Cut(path, "?")
	template, ok := d.pathOf(path)
	operation, _ := d.paths[template][strings.ToLower(method)].(map[string]any)
	if !ok || operation == nil {
		if status < 400 && (strings.HasPrefix(path, "/v1/") || method == http.MethodPost) && method != http.MethodHead {
			return fmt.Errorf("%s %s is not described", method, path)
		}
		return nil
	}
	key := fmt.Sprint(status)
	pointer := []string{"paths", template, strings.ToLower(method), "responses", key}
	responses := operation["responses"].(map[string]any)
	if _, ok := responses[key]; !ok {
		if status < 400 {
			return fmt.Errorf("%s %s: status %d is not described", method, template, status)
		}
		pointer[4] = "default"
	}
	response := responses[pointer[4]].(map[string]any)
	if ref, ok := response["$ref"].(string); ok {
		pointer = strings.Split(strings.TrimPrefix(ref, "#/"), "/")
		response = d.response(pointer[len(pointer)-1])
	}
	content, _ := response["content"].(map[string]any)
	if content == nil {
		if body != "" {
			return fmt.Errorf("%s %s: %d has a body", method, template, status)
		}
		return nil
	}
	kind, _, err := mime.ParseMediaType(header.Get("Content-Type"))
	if err != nil || content[kind] == nil {
		return fmt.Errorf("%s %s: Content-Type %q is not described (%v)", method, template, header.Get("Content-Type"), err)
	}
	if kind != "application/json" {
		return nil
	}
	return d.validate(append(pointer, "content", kind, "schema"), body)
}

// response is one of the shared responses.
func (d *description) response(name string) map[string]any {
	var doc struct {
		Components struct{ Responses map[string]map[string]any }
	}
	if err := json.Unmarshal(server.OpenAPI(), &doc); err != nil {
		panic(err)
	}
	return doc.Components.Responses[name]
}

func (d *description) validate(pointer []string, body string) error {
	for i := range pointer {
		pointer[i] = strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace(pointer[i])
	}
	d.mu.Lock()
	schema, err := d.compiler.Compile(documentURL + "#/" + strings.Join(pointer, "/"))
	d.mu.Unlock()
	if err != nil {
		return err
	}
	value, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
	if err != nil {
		return err
	}
	return schema.Validate(value)
}

// TestEveryRouteIsDescribed, and nothing is described that is not there.
func TestEveryRouteIsDescribed(t *testing.T) {
	w := start(t)
	d, err := described()
	if err != nil {
		t.Fatal(err)
	}
	pages := []string{"GET /", "GET /v1/", "POST /v1/", "GET /enter", "GET /enter.js"}
	routes := map[string]bool{}
	for _, e := range w.srv.Endpoints() {
		method, pattern, _ := strings.Cut(e, " ")
		routes[e] = true
		operation, ok := d.paths[pattern][strings.ToLower(method)].(map[string]any)
		if slices.Contains(pages, e) == ok {
			t.Errorf("%s: described is %v", e, ok)
		}
		if ok && operation["summary"] == "" {
			t.Errorf("%s has no summary", e)
		}
	}
	for path, item := range d.paths {
		for method := range item {
			if e := strings.ToUpper(method) + " " + path; method != "parameters" && !routes[e] {
				t.Errorf("%s is described and not there", e)
			}
		}
	}
	status, body, _ := w.request("GET", "/v1/openapi.json", "", http.Header{"Authorization": nil})
	if status != http.StatusOK || !json.Valid([]byte(body)) {
		t.Errorf("the description: %d", status)
	}
}

// TestDescriptionRefusesOtherAnswers: a check that nothing can fail would be none.
func TestDescriptionRefusesOtherAnswers(t *testing.T) {
	d, err := described()
	if err != nil {
		t.Fatal(err)
	}
	jsonKind := http.Header{"Content-Type": {"application/json; charset=utf-8"}}
	for name, x := range map[string]struct {
		method, path string
		status       int
		body         string
	}{
		"missing key":       {"GET", "/v1/plans", 200, `{}`},
		"wrong type":        {"GET", "/v1/plans", 200, `{"plans":{}}`},
		"unknown status":    {"GET", "/v1/plans", 202, `{"plans":[]}`},
		"problem of others": {"GET", "/v1/plans/x", 404, `{"error":"no"}`},
		"unknown route":     {"GET", "/v1/secrets", 200, `{}`},
		"body of nothing":   {"DELETE", "/v1/plans/x", 204, `{}`},
		"odd plan":          {"GET", "/v1/plans/x", 200, `{"target":7}`},
	} {
		if err := d.check(x.method, x.path, x.status, jsonKind, x.body); err == nil {
			t.Errorf("%s: %s passes", name, x.body)
		}
	}
}
