package openai_test

import (
	"errors"
	"strings"
	"testing"

	"luonnos/agent"
	adapter "luonnos/agent/openai"
	"luonnos/agent/openai/openaitest"
)

// TestWrite asks for a text over both APIs: it has the caller's instructions only, and is asked for again when it is cut.
func TestWrite(t *testing.T) {
	for _, api := range []adapter.API{adapter.APIChat, adapter.APIResponses} {
		cut := openaitest.Answer{Text: "Hei", Finish: "length"}
		server := openaitest.New(openaitest.Play(cut, openaitest.Answer{Text: "Hei vain.", Usage: openaitest.Usage{Input: 9, Output: 3}}))
		t.Cleanup(server.Close)
		m, err := adapter.New(adapter.Config{BaseURL: server.URL(), Model: "test", API: api})
		if err != nil {
			t.Fatal(err)
		}
		text, used, err := m.Write(t.Context(), "Tervehdi.", "Hei!")
		if err != nil || text != "Hei vain." || used != (agent.Usage{Input: 9, Output: 3}) {
			t.Errorf("%s: text %q, usage %+v, error %v", api, text, used, err)
		}
		requests := server.Requests()
		last := requests[len(requests)-1]
		if len(requests) != 2 || len(last.Tools) != 0 || !strings.Contains(string(last.Body), "Tervehdi.") || strings.Contains(string(last.Body), "interview") {
			t.Errorf("%s: %d requests, the last %s", api, len(requests), last.Body)
		}
	}
}

func TestWriteFails(t *testing.T) {
	server := openaitest.New(openaitest.Play(openaitest.Answer{Refusal: "No."}))
	t.Cleanup(server.Close)
	m, err := adapter.New(adapter.Config{BaseURL: server.URL(), Model: "test"})
	if err != nil {
		t.Fatal(err)
	}
	var fault *adapter.Error
	if _, _, err := m.Write(t.Context(), "Tervehdi.", "Hei!"); !errors.As(err, &fault) || fault.Kind != adapter.Refused {
		t.Errorf("error %v, want a refusal", err)
	}
}
