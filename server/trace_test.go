package server_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"luonnos/server"
)

// TestTracesTellNoMessages plays turns that succeed, fail and use a tool wrongly.
func TestTracesTellNoMessages(t *testing.T) {
	spans := tracetest.NewInMemoryExporter()
	w := open(t, filepath.Join(t.TempDir(), "l.db"), func(c *server.Config) {
		c.Traces = trace.NewTracerProvider(trace.WithSyncer(spans))
	})
	id := w.create()
	c := w.join(id, 0)
	for i, text := range []string{"Kohteena on salaisuuspalvelu.", "Roskaa.", "Kaadu.", "Odota."} {
		c.say(fmt.Sprint("m", i), text)
		switch text {
		case "Kaadu.":
			c.until("RUN_ERROR")
		case "Odota.":
			<-w.model.waiting
			c.send(map[string]any{"type": "stop"})
			c.until("RUN_FINISHED")
		default:
			c.until("RUN_FINISHED")
		}
	}
	w.close() // after which all spans have ended

	inTurn := map[string][]string{}
	for _, s := range spans.GetSpans() {
		told := fmt.Sprint(s.Name, s.Attributes, s.Status.Description, s.Events)
		for _, said := range []string{"salaisuus", "Kuulin", "Odotan", "order", "kohde"} {
			if strings.Contains(told, said) {
				t.Errorf("a span tells %q: %s", said, told)
			}
		}
		attributes := map[string]string{}
		for _, a := range s.Attributes {
			attributes[string(a.Key)] = a.Value.String()
		}
		if s.Parent.IsValid() == (attributes["gen_ai.operation.name"] == "invoke_agent") || attributes["gen_ai.operation.name"] == "" {
			t.Errorf("%s: parent %v, %v", s.Name, s.Parent.IsValid(), attributes)
		}
		line := s.Name
		if reason := attributes["gen_ai.response.finish_reasons"]; reason != "" {
			line += " " + reason
		}
		if s.Status.Code == codes.Error {
			line += " error=" + attributes["error.type"]
		}
		trace := s.SpanContext.TraceID().String()
		inTurn[trace] = append(inTurn[trace], line)
		if s.Name == "invoke_agent luonnos" && (attributes["gen_ai.conversation.id"] != id || attributes["luonnos.turn"] == "") {
			t.Errorf("turn: %v", attributes)
		}
		if s.Name == "chat toy" && (attributes["gen_ai.provider.name"] != "luonnos" || attributes["gen_ai.request.model"] != "toy") {
			t.Errorf("answer: %v", attributes)
		}
	}
	var got []string
	for _, lines := range inTurn {
		got = append(got, strings.Join(lines, ", "))
	}
	slices.Sort(got)
	want := []string{
		`chat toy ["stop"], invoke_agent luonnos`,
		`chat toy ["tool_calls"], execute_tool set_target error=refused, chat toy ["stop"], invoke_agent luonnos`,
		`chat toy ["tool_calls"], execute_tool set_target, chat toy ["stop"], invoke_agent luonnos`,
		`chat toy error=_OTHER, invoke_agent luonnos error=_OTHER`,
		`chat toy error=cancelled, invoke_agent luonnos`,
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
