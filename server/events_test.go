package server

import (
	"strings"
	"testing"
	"time"

	"luonnos/server/agui"
	"luonnos/server/store"
	"luonnos/tools/plan"
)

func TestFailedToolCallsAreMarked(t *testing.T) {
	for _, failed := range []bool{true, false} {
		e := newEntry(time.Unix(0, 0), store.KindTool, "t1", "", ToolCall{ID: "c1", Name: "set_target", Arguments: "{}", Result: "r", Failed: failed})
		e.Seq = 4
		events, err := entryEvents("p1", e, plan.FI, false)
		if err != nil {
			t.Fatal(err)
		}
		for i, event := range events {
			line, err := agui.Encode(event)
			if err != nil {
				t.Fatal(err)
			}
			last := i == len(events)-1
			if marked := strings.Contains(string(line), `"failed":true`); marked != (failed && last) {
				t.Errorf("failed %v: event %d is %s", failed, i, line)
			}
		}
	}
}
