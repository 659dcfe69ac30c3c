package server_test

import (
	"flag"
	"os"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const recorded = "testdata/conversation.jsonl"

var changing = regexp.MustCompile(`"ref":"[a-z0-9]+"`)

// TestConversationOnTheWire holds a whole conversation as a client sees it. The
// recorded events were checked against the schemas of @ag-ui/core 1.0.0.
func TestConversationOnTheWire(t *testing.T) {
	w := start(t)
	id := w.create()
	c := w.join(id, 0)
	c.say("m1", "Kohteena on hakemusten käsittely.")
	c.until("RUN_FINISHED")
	c.say("m2", "Ehdota.")
	c.until("RUN_FINISHED")
	c.do(map[string]any{"type": "confirm", "id": "c1", "rev": w.rev(id), "paths": []string{"target.purpose"}})
	c.send(map[string]any{"type": "undo", "id": "u1"})
	c.until("luonnos.ack")
	c.say("m3", "Kaadu.")
	c.until("RUN_ERROR")
	c.say("m4", "Odota.")
	<-w.model.waiting
	c.send(map[string]any{"type": "stop"})
	c.until("RUN_FINISHED")
	c.say("m1", "Jotain muuta.")
	c.until("luonnos.error")
	c.send(map[string]any{"type": "ping"})
	c.until("luonnos.pong")
	var got strings.Builder
	for _, line := range c.lines {
		if strings.Contains(line, `"STATE_SNAPSHOT"`) || strings.Contains(line, `"STATE_DELTA"`) {
			continue // they change with every rule; TestStateFollowsByPatches holds them
		}
		got.WriteString(changing.ReplaceAllString(strings.ReplaceAll(line, id, "PLAN"), `"ref":"REF"`) + "\n")
	}
	if *update {
		if err := os.WriteFile(recorded, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(recorded)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("the wire is\n%s\nwant\n%s", got.String(), want)
	}
}
