package agui_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"luonnos/server/agui"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const golden = "testdata/events.jsonl"

// marked is an event with metadata.
func marked(e agui.Event, m agui.Mark) agui.Event {
	e.Mark(m)
	return e
}

// one of each event, with and without its optional fields.
func samples() []agui.Event {
	seq := agui.Mark{Seq: 7, At: "2026-03-16T09:00:00Z"}
	return []agui.Event{
		agui.RunStarted("p1", "t1"),
		agui.TextMessageStart("m1", agui.User),
		agui.TextMessageContent("m1", "Kohde on <b>lupa</b> & \"ä\"\u2028\n"),
		marked(agui.TextMessageEnd("m1"), agui.Mark{Seq: 1, At: seq.At, Client: "c-1"}),
		agui.TextMessageStart("r1", agui.Assistant),
		agui.ToolCallStart("c1", "set_target"),
		agui.ToolCallArgs("c1", `{"values":{}}`),
		agui.ToolCallEnd("c1"),
		marked(agui.ToolCallResult("r1", "c1", "{}"), seq),
		marked(agui.ToolCallResult("r2", "c2", "no such path"), agui.Mark{Seq: 8, At: seq.At, Failed: true}),
		agui.StateSnapshot(json.RawMessage(`{"rev":1,"plan":{}}`)),
		agui.StateDelta(json.RawMessage(`[{"op":"replace","path":"/rev","value":2}]`)),
		agui.Custom("luonnos.ack", map[string]any{"id": "c-1", "seq": 1}),
		marked(agui.RunFinished("p1", "t1", agui.Success), seq),
		agui.RunFinished("p1", "t1", agui.Cancelled, agui.Usage{Model: "m", InputTokens: 0, OutputTokens: 3, CachedInputTokens: 1}),
		agui.RunError("", "vika"),
		agui.RunError("model_failed", "vika"),
	}
}

func TestEventsAreAsRecorded(t *testing.T) {
	var got bytes.Buffer
	for _, e := range samples() {
		line, err := agui.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		got.Write(line)
		got.WriteByte('\n')
	}
	if *update {
		if err := os.WriteFile(golden, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("events are\n%s\nwant\n%s", got.String(), want)
	}
}

// TestAbsentIsNeverNull: the protocol knows no null for a field without value.
func TestAbsentIsNeverNull(t *testing.T) {
	for _, e := range samples() {
		line, err := agui.Encode(e)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(line), "null") || bytes.ContainsRune(line, '\n') {
			t.Errorf("%s is written as %s", e.Kind(), line)
		}
	}
}

func TestMarkIsTakenAway(t *testing.T) {
	e := marked(agui.TextMessageEnd("m1"), agui.Mark{Seq: 3})
	e.Mark(agui.Mark{})
	line, err := agui.Encode(e)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(line), `{"type":"TEXT_MESSAGE_END","messageId":"m1"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestUnwritableValueIsAnError(t *testing.T) {
	if _, err := agui.Encode(agui.Custom("x", func() {})); err == nil {
		t.Error("a function was written as JSON")
	}
}
