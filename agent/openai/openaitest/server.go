package openaitest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"time"

	"luonnos/tools"
)

// Answer is what the server says to one request.
type Answer struct {
	Text    string
	Calls   []tools.Call
	Refusal string
	Finish  string // "" for stop, or tool_calls with calls
	Usage   Usage

	// Raw, when set, is sent as the whole stream.
	Raw string

	// Status and Header, when set, make an answer without a stream, with Raw as
	// its body.
	Status int
	Header map[string]string

	// Gap is waited before each event but the first, and Delay before all.
	Gap, Delay time.Duration
}

// Usage counts tokens.
type Usage struct{ Input, Cached, Output int }

// Request is what a client sent.
type Request struct {
	Path   string
	Query  string
	Header http.Header
	Body   []byte

	Responses bool // over the Responses API

	// What both APIs have in common.
	Model    string
	Messages []Message
	Tools    []string
	Choice   string // tool_choice
}

// Message is one message or item of a request.
type Message struct {
	Role string // system, user, assistant or tool
	Text string
	Call string // of a tool's message: the id of its call
	Name string // of an assistant's call
	Args string // the same
}

// User is the text of the last message of the user.
func (r *Request) User() string {
	for i := len(r.Messages) - 1; i >= 0; i-- {
		if r.Messages[i].Role == "user" {
			return r.Messages[i].Text
		}
	}
	return ""
}

// Server is a running server. Its fields are set before the first request.
type Server struct {
	// Respond makes the answer to the n-th request, counted from 1. It may be
	// called concurrently.
	Respond func(n int, r *Request) Answer

	// Break, if set, names the fault of the n-th answer, or [None].
	Break func(n int) Fault

	http *httptest.Server

	mu       sync.Mutex
	requests []*Request
}

// New starts a server. It must be closed.
func New(respond func(n int, r *Request) Answer) *Server {
	s := &Server{Respond: respond}
	s.http = httptest.NewServer(s)
	return s
}

// Play answers one after the other, and then the last one for ever.
func Play(answers ...Answer) func(int, *Request) Answer {
	return func(n int, _ *Request) Answer { return answers[min(n, len(answers))-1] }
}

// URL is the base URL for a client.
func (s *Server) URL() string { return s.http.URL + "/v1" }

// Close ends the server and what it is still sending.
func (s *Server) Close() {
	s.http.CloseClientConnections()
	s.http.Close()
}

// Requests are those that have come.
func (s *Server) Requests() []*Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]*Request(nil), s.requests...)
}

// ServeHTTP implements [http.Handler].
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, 4<<20))
	if err != nil {
		return
	}
	req := &Request{Path: r.URL.Path, Query: r.URL.RawQuery, Header: r.Header.Clone(), Body: body}
	req.Responses = strings.HasSuffix(r.URL.Path, "/responses")
	if r.Method != http.MethodPost || !req.Responses && !strings.HasSuffix(r.URL.Path, "/chat/completions") {
		http.Error(w, `{"error":{"message":"Invalid URL","type":"invalid_request_error"}}`, http.StatusNotFound)
		return
	}
	if err := req.parse(); err != nil {
		http.Error(w, `{"error":{"message":"could not parse the JSON body","type":"invalid_request_error"}}`, http.StatusBadRequest)
		return
	}
	s.mu.Lock()
	s.requests = append(s.requests, req)
	n := len(s.requests)
	s.mu.Unlock()
	answer := s.Respond(n, req)
	var frames []string
	if answer.Raw == "" && answer.Status == 0 {
		frames = answer.frames(req.Responses)
	} else if answer.Status == 0 {
		frames = strings.SplitAfter(answer.Raw, "\n\n")
	}
	if s.Break != nil {
		answer, frames = s.Break(n).apply(answer, frames, req.Responses)
	}
	send(w, r, answer, frames)
}

func send(w http.ResponseWriter, r *http.Request, a Answer, frames []string) {
	if !pause(r, a.Delay) {
		return
	}
	w.Header().Set("X-Request-Id", "req_test")
	for key, value := range a.Header {
		w.Header().Set(key, value)
	}
	if a.Status != 0 {
		w.WriteHeader(a.Status)
		io.WriteString(w, a.Raw) // a client that has left needs no answer
		return
	}
	if w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "text/event-stream; charset=utf-8")
	}
	flusher := http.NewResponseController(w)
	for i, frame := range frames {
		if i > 0 && !pause(r, a.Gap) {
			return
		}
		if frame == hang {
			<-r.Context().Done()
			return
		}
		if frame == abort {
			panic(http.ErrAbortHandler)
		}
		if _, err := io.WriteString(w, frame); err != nil || flusher.Flush() != nil {
			return
		}
	}
}

// pause waits and reports whether the client is still there.
func pause(r *http.Request, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	select {
	case <-time.After(d):
		return true
	case <-r.Context().Done():
		return false
	}
}

// parse reads what both APIs have in common.
func (r *Request) parse() error {
	var body struct {
		Model        string
		Instructions string
		Messages     []item
		Input        []item
		Tools        []struct {
			Name     string
			Function struct{ Name string }
		}
		ToolChoice json.RawMessage `json:"tool_choice"`
	}
	if err := json.Unmarshal(r.Body, &body); err != nil {
		return err
	}
	r.Model = body.Model
	r.Choice = strings.Trim(string(body.ToolChoice), `"`)
	if body.Instructions != "" {
		r.Messages = append(r.Messages, Message{Role: "system", Text: body.Instructions})
	}
	for _, i := range append(body.Messages, body.Input...) {
		r.Messages = append(r.Messages, i.messages()...)
	}
	for _, t := range body.Tools {
		r.Tools = append(r.Tools, t.Name+t.Function.Name)
	}
	return nil
}

// item is a message of Chat Completions or an item of Responses.
type item struct {
	Role       string
	Type       string
	Content    string
	ToolCallID string `json:"tool_call_id"`
	ToolCalls  []struct {
		ID       string
		Function struct{ Name, Arguments string }
	} `json:"tool_calls"`
	CallID    string `json:"call_id"`
	Name      string
	Arguments string
	Output    string
}

func (i *item) messages() []Message {
	switch i.Type {
	case "function_call":
		return []Message{{Role: "assistant", Call: i.CallID, Name: i.Name, Args: i.Arguments}}
	case "function_call_output":
		return []Message{{Role: "tool", Call: i.CallID, Text: i.Output}}
	}
	var list []Message
	if i.Content != "" || len(i.ToolCalls) == 0 {
		list = append(list, Message{Role: i.Role, Text: i.Content, Call: i.ToolCallID})
	}
	for _, c := range i.ToolCalls {
		list = append(list, Message{Role: "assistant", Call: c.ID, Name: c.Function.Name, Args: c.Function.Arguments})
	}
	return list
}
