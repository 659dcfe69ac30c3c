package server_test

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"luonnos/server/register"
)

// run posts a run and returns its events.
func (w *world) run(body string) (int, []event) {
	w.t.Helper()
	status, text, header := w.request("POST", "/agui", body, nil)
	if status != http.StatusOK {
		return status, []event{{line: text}}
	}
	if got := header.Get("Content-Type"); got != "text/event-stream" {
		w.t.Errorf("Content-Type %q", got)
	}
	return status, parseRun(w.t, strings.NewReader(text))
}

func parseRun(t *testing.T, r io.Reader) []event {
	t.Helper()
	var events []event
	for lines := bufio.NewScanner(r); lines.Scan(); {
		data, ok := strings.CutPrefix(lines.Text(), "data: ")
		if !ok {
			continue
		}
		e := event{line: data}
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			t.Fatalf("%v: %s", err, data)
		}
		events = append(events, e)
	}
	return events
}

// kinds lists the types of events, CUSTOM by name.
func kinds(events []event) string {
	var list []string
	for _, e := range events {
		if e.Type == "CUSTOM" {
			e.Type = e.Name
		}
		list = append(list, e.Type)
	}
	return strings.Join(list, " ")
}

const opening = "RUN_STARTED luonnos.notice STATE_SNAPSHOT "

func TestRunAnswersTheLastMessage(t *testing.T) {
	w := start(t)
	id := w.create()
	input := `{"threadId":"` + id + `","runId":"run-7","protocolVersion":"1.0","state":{"plan":"forged"},"tools":[],"context":[],
		"messages":[{"id":"x0","role":"user","content":"Ei tätä."},{"id":"x1","role":"user","content":[{"type":"text","text":"Kohteena on lupa."}]}]}`
	status, events := w.run(input)
	want := opening + "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_CONTENT TOOL_CALL_START TOOL_CALL_ARGS TOOL_CALL_END " +
		"TOOL_CALL_RESULT luonnos.change STATE_DELTA luonnos.history luonnos.asks TEXT_MESSAGE_END luonnos.receipt RUN_FINISHED"
	if got := kinds(events); status != http.StatusOK || got != want {
		t.Fatalf("%d\n got %s\nwant %s", status, got, want)
	}
	for _, e := range []event{events[0], events[len(events)-1]} {
		if e.RunID != "run-7" {
			t.Errorf("%s names the run %q", e.Type, e.RunID)
		}
	}
	before := w.stored(id)
	if strings.Contains(before, "Ei tätä") || strings.Contains(before, "forged") {
		t.Error("the client's own history was taken")
	}
	_, again := w.run(input)
	if got, want := kinds(again), strings.ReplaceAll(strings.Replace(want, "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT TEXT_MESSAGE_CONTENT ", "", 1),
		"STATE_DELTA luonnos.history luonnos.asks", "TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT luonnos.asks"); got != want {
		t.Errorf("sent again:\n got %s\nwant %s", got, want)
	}
	if w.stored(id) != before {
		t.Error("a message that was sent again was applied again")
	}
}

func TestRunWithoutMessageShowsTheConversation(t *testing.T) {
	w := start(t)
	id := w.create()
	_, events := w.run(`{"threadId":"` + id + `","runId":"r","messages":[]}`)
	want := opening + "luonnos.change luonnos.change TEXT_MESSAGE_START TEXT_MESSAGE_CONTENT luonnos.asks TEXT_MESSAGE_END RUN_FINISHED"
	if got := kinds(events); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestRunThatFailsSaysSo(t *testing.T) {
	w := start(t)
	id := w.create()
	for range 2 { // as it happens, and again from the log
		_, events := w.run(`{"threadId":"` + id + `","runId":"r","messages":[{"id":"m","role":"user","content":"Kaadu."}]}`)
		if last := events[len(events)-1]; last.Type != "RUN_ERROR" || last.Code != "model_failed" {
			t.Errorf("ends with %s", last.line)
		}
	}
}

func TestRunIsRefused(t *testing.T) {
	w := start(t)
	id := w.create()
	message := func(m string) string { return `{"threadId":"` + id + `","runId":"r","messages":[` + m + `]}` }
	for name, x := range map[string]struct {
		body   string
		status int
		code   string
	}{
		"no JSON":    {"hei", 400, "bad_request"},
		"no run":     {`{"threadId":"` + id + `","messages":[]}`, 400, "bad_request"},
		"no thread":  {`{"threadId":"none","runId":"r","messages":[]}`, 404, "not_found"},
		"no id":      {message(`{"role":"user","content":"a"}`), 400, "bad_request"},
		"an image":   {message(`{"id":"a","role":"user","content":[{"type":"image"}]}`), 400, "bad_request"},
		"empty":      {message(`{"id":"a","role":"user","content":" "}`), 400, "empty_message"},
		"five MB":    {strings.Repeat(" ", 5<<20), 413, "frame_too_large"},
		"a number":   {message(`{"id":"a","role":"user","content":7}`), 400, "bad_request"},
		"lone brace": {"{", 400, "bad_request"},
	} {
		t.Run(name, func(t *testing.T) {
			status, events := w.run(x.body)
			if status != x.status || !strings.Contains(events[0].line, `"`+x.code+`"`) {
				t.Errorf("%d %s, want %d %s", status, events[0].line, x.status, x.code)
			}
		})
	}
	owner := w.as("omistaja", register.Applicant, register.Write, "")
	plan := owner.create()
	body := `{"threadId":"` + plan + `","runId":"r","messages":[{"id":"m","role":"user","content":"Moi."}]}`
	viewer, stranger := w.as("lukija", register.Applicant, register.Write, ""), w.as("vieras", register.Applicant, register.Write, "")
	viewer.share(plan, register.Viewer)
	if status, text := viewer.ask("POST", "/agui", body); status != http.StatusForbidden {
		t.Errorf("a viewer: %d %s", status, text)
	}
	if status, text := stranger.ask("POST", "/agui", body); status != http.StatusNotFound {
		t.Errorf("a stranger: %d %s", status, text)
	}
}

// TestRunEndsWithTheServer: the stream says so, and the turn is owed.
func TestRunEndsWithTheServer(t *testing.T) {
	w := start(t)
	id := w.create()
	r, err := http.NewRequestWithContext(t.Context(), "POST", w.http.URL+"/agui",
		strings.NewReader(`{"threadId":"`+id+`","runId":"r","messages":[{"id":"m","role":"user","content":"Odota."}]}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	<-w.model.waiting
	go w.srv.Shutdown(t.Context())
	events := parseRun(t, answer.Body)
	if last := events[len(events)-1]; last.Type != "RUN_ERROR" || last.Code != "shutting_down" {
		t.Errorf("ends with %s", last.line)
	}
	w.close()
}
