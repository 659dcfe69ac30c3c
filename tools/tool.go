package tools

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"luonnos/tools/plan"
)

// Call is one tool call of a model.
type Call struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Arguments json.RawMessage `json:"arguments"`
}

// Result is what a tool answers to the model.
type Result struct {
	Content string `json:"content"`
	IsError bool   `json:"is_error,omitempty"`
}

// ArgError says that the model used a tool wrongly. It becomes a result with
// IsError; the model may try again.
type ArgError struct {
	Tool   string
	Reason string
}

func (e *ArgError) Error() string { return e.Tool + ": " + e.Reason }

// Tool is one thing that a model may do.
type Tool struct {
	Name   string
	Doc    string
	Schema json.RawMessage // JSON Schema of the arguments, OpenAI's strict subset
	run    func(ctx context.Context, s *State, args json.RawMessage) (string, error)
}

// Define makes a tool whose schema is generated from In. It panics at start-up
// when In cannot be described, naming tool and field.
func Define[In any](name, doc string, fn func(context.Context, *State, In) (string, error)) Tool {
	return define(name, "", doc, fn)
}

// define makes a tool that stores into a section of the plan.
func define[In any](name string, section plan.Path, doc string, fn func(context.Context, *State, In) (string, error)) Tool {
	schema, required := schemaFor[In](name, section)
	return Tool{
		Name: name, Doc: doc, Schema: schema,
		run: func(ctx context.Context, s *State, args json.RawMessage) (string, error) {
			in, err := decodeArgs[In](name, args, required)
			if err != nil {
				return "", err
			}
			return fn(ctx, s, in)
		},
	}
}

func decodeArgs[In any](name string, args json.RawMessage, required []string) (In, error) {
	var in In
	if len(args) == 0 {
		args = json.RawMessage("{}")
	}
	if err := plan.Unmarshal(args, &in); err != nil {
		return in, &ArgError{Tool: name, Reason: err.Error()}
	}
	var keys map[string]json.RawMessage
	if err := json.Unmarshal(args, &keys); err != nil {
		return in, &ArgError{Tool: name, Reason: err.Error()}
	}
	for _, key := range required {
		if _, ok := keys[key]; !ok {
			return in, &ArgError{Tool: name, Reason: fmt.Sprintf("key %q is missing", key)}
		}
	}
	return in, nil
}

// Set is the ordered set of tools that a model is offered.
type Set []Tool

// Find returns the tool called name.
func (s Set) Find(name string) (Tool, bool) {
	for _, t := range s {
		if t.Name == name {
			return t, true
		}
	}
	return Tool{}, false
}

// Run carries out one call. A wrong use of a tool is a result with IsError; an
// error means that the system failed and the turn must end.
func (s Set) Run(ctx context.Context, state *State, call Call) (Result, error) {
	tool, ok := s.Find(call.Name)
	if !ok {
		return Result{Content: fmt.Sprintf("there is no tool %q", call.Name), IsError: true}, nil
	}
	content, err := tool.run(ctx, state, call.Arguments)
	var wrong *ArgError
	switch {
	case errors.As(err, &wrong):
		return Result{Content: wrong.Error(), IsError: true}, nil
	case err != nil:
		return Result{}, fmt.Errorf("tools: %s: %w", call.Name, err)
	default:
		return Result{Content: content}, nil
	}
}

// unique panics when two tools share a name: a programmer's error.
func unique(set Set) Set {
	seen := map[string]bool{}
	for _, t := range set {
		if seen[t.Name] {
			panic(fmt.Sprintf("tools: two tools are called %q", t.Name))
		}
		seen[t.Name] = true
	}
	return set
}
