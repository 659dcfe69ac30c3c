package openai

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"

	"luonnos/agent"
	"luonnos/knowledge"
	"luonnos/tools"
)

// maxTurnMemory is what a turn may hold while the answer comes.
const maxTurnMemory = 256 << 10

// TestMemoryOfAStreamingTurn lets many turns of a full plan stream at once and weighs
// them, with their connections and the test server's side of those.
func TestMemoryOfAStreamingTurn(t *testing.T) {
	const turns = 100
	var streaming sync.WaitGroup
	halt := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		w.Header().Set("Content-Type", "text/event-stream")
		io.WriteString(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Mikä organisaatio \"}}]}\n\n")
		w.(http.Flusher).Flush()
		streaming.Done()
		<-halt
	}))
	defer server.Close()
	m, err := New(Config{BaseURL: server.URL, Model: "test"})
	if err != nil {
		t.Fatal(err)
	}
	index, err := knowledge.Memo()
	if err != nil {
		t.Fatal(err)
	}
	r := fullRequest(t)
	a := &agent.Agent{Model: m, Tools: offer, Index: index}
	ctx, stop := context.WithCancel(t.Context())
	var done sync.WaitGroup
	begin := func() {
		streaming.Add(1)
		done.Go(func() {
			in := agent.Input{Draft: r.Draft, Recent: r.Messages, Said: []tools.Utterance{{ID: "m1", Text: r.Messages[len(r.Messages)-1].Text}}, Now: now}
			for _, err := range a.Turn(ctx, in) {
				if err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	begin() // what all turns share is made by the first
	streaming.Wait()
	before := heap()
	for range turns {
		begin()
	}
	streaming.Wait()
	each := (heap() - before) / turns
	t.Logf("%d KiB for each turn", each>>10)
	if each > maxTurnMemory {
		t.Errorf("%d KiB for each turn, want at most %d", each>>10, maxTurnMemory>>10)
	}
	stop()
	close(halt)
	done.Wait()
}

// heap is what is in use, in bytes.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var s runtime.MemStats
	runtime.ReadMemStats(&s)
	return s.HeapAlloc + s.StackInuse
}
