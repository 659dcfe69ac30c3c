package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// TestTracesGoToTheCollector: the program sends spans of turns to an OTLP collector,
// the last ones when it ends, and no message among them.
func TestTracesGoToTheCollector(t *testing.T) {
	var mu sync.Mutex
	var got strings.Builder
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		got.WriteString(r.URL.Path + "\n")
		_, _ = io.Copy(&got, r.Body)
	}))
	defer collector.Close()
	p := startProcess(t, sqliteIn(t.TempDir()), settingTraces+"="+collector.URL, "OTEL_EXPORTER_OTLP_COMPRESSION=none", "OTEL_RESOURCE_ATTRIBUTES=place=test")
	var made struct{ ID string }
	p.call("POST", "/v1/plans", `{"lang":"fi"}`, &made)
	conn := p.dial(made.ID)
	defer conn.Close()
	if err := conn.WriteJSON(map[string]any{"type": "hello"}); err != nil {
		t.Fatal(err)
	}
	readUntil(t, conn, "luonnos.ready")
	tell(t, conn, "m1", "Uudistuksen kohteena on hakemusten käsittely.")
	if err := p.end(); err != nil {
		t.Fatal(err)
	}
	mu.Lock()
	defer mu.Unlock()
	for _, want := range []string{"/v1/traces\n", "invoke_agent luonnos", "chat guided", "gen_ai.conversation.id", made.ID, "luonnos", "place"} {
		if !strings.Contains(got.String(), want) {
			t.Errorf("the collector was not told %q", want)
		}
	}
	if strings.Contains(got.String(), "hakemusten") {
		t.Error("the collector was told what was said")
	}
}

func TestTracesAreOffUnlessAskedFor(t *testing.T) {
	for name, c := range map[string]struct {
		set map[string]string
		on  bool
	}{
		"nothing set": {nil, false},
		"disabled":    {map[string]string{settingTraces: "http://127.0.0.1:1", settingNoTraces: "true"}, false},
		"endpoint":    {map[string]string{settingTraces: "http://127.0.0.1:1"}, true},
		"traces only": {map[string]string{settingTracesTo: "http://127.0.0.1:1/v1/traces"}, true},
	} {
		provider, err := tracesOf(t.Context(), func(key string) string { return c.set[key] }, slog.New(slog.DiscardHandler))
		if err != nil || (provider != nil) != c.on {
			t.Errorf("%s: on=%v, %v", name, provider != nil, err)
		}
		if provider != nil {
			if err := provider.Shutdown(t.Context()); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}
